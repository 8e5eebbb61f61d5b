//! 查询码. Kept as keyed hashes only: which code opens which matter, which form made it, which
//! tokens follow from it, and how often wrong ones were tried.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::{MatterNumber, PersonId};

use crate::fault::{During as _, Fault};
use crate::sql::{Row, Sql, Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    INSERT = "INSERT INTO query_code (hash, matter, person, class, made_at)
        VALUES ($1, $2, $3, $4, $5)";
    DROP = "DELETE FROM query_code WHERE matter = $1 AND person = $2";
    FIND = "SELECT matter, person, class, made_at FROM query_code WHERE hash = $1";
    DROP_OF_PERSON = "DELETE FROM query_code WHERE person = $1";
    DROP_OF_MATTER = "DELETE FROM query_code WHERE matter = $1";
    INSERT_FORM = "INSERT INTO form_sent (nonce, matter, person, turn, sent_at)
        VALUES ($1, $2, $3, $4, $5)";
    FIND_FORM = "SELECT matter, person, turn, sent_at FROM form_sent WHERE nonce = $1";
    PURGE_FORMS = "DELETE FROM form_sent WHERE sent_at < $1";
    INSERT_TOKEN = "INSERT INTO access_token (hash, purpose, matter, person, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    FIND_TOKEN = "SELECT matter, person FROM access_token
        WHERE hash = $1 AND purpose = $2 AND expires_at > $3";
    SPEND_TOKEN = "DELETE FROM access_token WHERE hash = $1 AND purpose = $2 AND expires_at > $3
        RETURNING matter, person";
    DROP_TOKEN = "DELETE FROM access_token WHERE hash = $1";
    DROP_TOKENS = "DELETE FROM access_token WHERE matter = $1 AND person = $2";
    DROP_TOKENS_OF_PERSON = "DELETE FROM access_token WHERE person = $1";
    DROP_TOKENS_OF_MATTER = "DELETE FROM access_token WHERE matter = $1";
    PURGE_TOKENS = "DELETE FROM access_token WHERE expires_at <= $1";
    COUNT_WRONG = "INSERT INTO wrong_code (network, minute, count) VALUES ($1, $2, 1)
        ON CONFLICT (network, minute) DO UPDATE SET count = wrong_code.count + 1";
    FORGIVE_WRONG = "UPDATE wrong_code SET count = count - 1
        WHERE network = $1 AND minute = $2 AND count > 0";
    LIST_WRONG = "SELECT minute, count FROM wrong_code WHERE network = $1 AND minute > $2
        ORDER BY minute";
    PURGE_WRONG = "DELETE FROM wrong_code WHERE minute <= $1";
}

const MICROS_PER_MINUTE: i64 = 60_000_000;

/// 查询码 as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeRow {
    /// To which matter.
    pub matter: MatterNumber,
    /// Whose.
    pub person: PersonId,
    /// 来历, as a code.
    pub class: String,
    /// Since when.
    pub made_at: Instant,
}

/// What a form made when it was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormRow {
    /// The matter.
    pub matter: MatterNumber,
    /// Whose code.
    pub person: PersonId,
    /// Which of the codes that the form could make; 0 but for a coincidence.
    pub turn: u32,
    /// When.
    pub sent_at: Instant,
}

/// A code that is recorded with the events it belongs to, and the form that made it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// The digits.
    pub code: String,
    /// 表单: bytes of chance that only the citizen's browser has.
    pub nonce: [u8; 16],
    /// Which of the codes that the form can make.
    pub turn: u32,
    /// What is kept.
    pub row: CodeRow,
}

/// Nobody's code stands in a log.
impl std::fmt::Debug for NewCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewCode({})", self.row.matter)
    }
}

/// Who somebody is to a matter, by a code or a token.
pub type Holding = (MatterNumber, PersonId);

/// The statement that fails where a form was sent before.
pub(crate) static FORM_STATEMENT: &crate::sql::Sql = &INSERT_FORM;
/// The statement that fails where the digits are another's.
pub(crate) static CODE_STATEMENT: &crate::sql::Sql = &INSERT;

impl Store {
    /// Eleven digits that only this installation makes of a form, the same ones each time.
    pub fn code_digits(&self, nonce: &[u8; 16], turn: u32) -> Result<u64, Fault> {
        let hash = self.master()?.lookup_hash("query-code", &[nonce, &turn.to_be_bytes()]);
        let head = hash.first_chunk::<8>().copied().unwrap_or_default();
        Ok(u64::from_be_bytes(head) % 100_000_000_000)
    }

    /// A keyed hash of what is looked up or counted and never kept itself, such as an address.
    pub fn keyed_hash(&self, purpose: &str, content: &[u8]) -> Result<[u8; 32], Fault> {
        Ok(self.master()?.lookup_hash(purpose, &[content]))
    }

    /// What a code opens.
    pub async fn find_code(&self, code: &str) -> Result<Option<CodeRow>, Fault> {
        let hash = self.code_hash(code)?;
        let rows = self.database.glance(&FIND, vec![Value::from(&hash[..])]).await?;
        rows.first().map(read_code).transpose().during("查找查询码")
    }

    /// What a form made, if it was sent before.
    pub async fn find_form(&self, nonce: &[u8; 16]) -> Result<Option<FormRow>, Fault> {
        let hash = self.form_hash(nonce)?;
        let rows = self.database.glance(&FIND_FORM, vec![Value::from(&hash[..])]).await?;
        let read = |row: &Row| {
            Ok(FormRow {
                matter: row.text(0)?.into(),
                person: row.text(1)?.into(),
                turn: row.count(2)?,
                sent_at: instant(row, 3)?,
            })
        };
        rows.first().map(read).transpose()
    }

    /// Keeps the hash of a token until it expires.
    pub async fn keep_token(
        &self,
        token: &[u8; 16],
        purpose: &str,
        (matter, person): &Holding,
        expires_at: Instant,
    ) -> Result<(), Fault> {
        let hash = self.token_hash(token)?;
        let params = vec![
            Value::from(&hash[..]),
            Value::from(purpose),
            Value::from(matter.as_str()),
            Value::from(person.as_str()),
            Value::from(expires_at.micros()),
        ];
        let mut transaction = Transaction::default();
        transaction.step(&INSERT_TOKEN, params);
        self.database.transact(transaction).await.map_err(Fault::from).during("登记访问凭证")?;
        Ok(())
    }

    /// What a token opens, while it lives.
    pub async fn find_token(
        &self,
        token: &[u8; 16],
        purpose: &str,
        now: Instant,
    ) -> Result<Option<Holding>, Fault> {
        let hash = self.token_hash(token)?;
        let params = vec![Value::from(&hash[..]), Value::from(purpose), Value::from(now.micros())];
        let rows = self.database.glance(&FIND_TOKEN, params).await?;
        rows.first().map(read_holding).transpose()
    }

    /// The same, and the token is dead from then on; of several that come at once one gets it.
    pub async fn spend_token(
        &self,
        token: &[u8; 16],
        purpose: &str,
        now: Instant,
    ) -> Result<Option<Holding>, Fault> {
        let hash = self.token_hash(token)?;
        let params = vec![Value::from(&hash[..]), Value::from(purpose), Value::from(now.micros())];
        let mut transaction = Transaction::default();
        transaction.step(&SPEND_TOKEN, params);
        let done = self.database.transact(transaction).await.map_err(Fault::from);
        let done = done.during("使用访问凭证")?;
        done.first().and_then(|step| step.rows.first()).map(read_holding).transpose()
    }

    /// A token is dead.
    pub async fn drop_token(&self, token: &[u8; 16]) -> Result<(), Fault> {
        let hash = self.token_hash(token)?;
        let mut transaction = Transaction::default();
        transaction.step(&DROP_TOKEN, vec![Value::from(&hash[..])]);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// Counts a try for each of these; before it is made, so that tries made at once count one by
    /// one.
    pub async fn count_tries(&self, of: &[[u8; 32]], now: Instant) -> Result<(), Fault> {
        self.change_tries(&COUNT_WRONG, of, now).await
    }

    /// Takes a counted try back: it was right.
    pub async fn forgive_tries(&self, of: &[[u8; 32]], now: Instant) -> Result<(), Fault> {
        self.change_tries(&FORGIVE_WRONG, of, now).await
    }

    async fn change_tries(
        &self,
        statement: &'static Sql,
        of: &[[u8; 32]],
        now: Instant,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        // In one order, so that no two wait for each other.
        let ordered: std::collections::BTreeSet<&[u8; 32]> = of.iter().collect();
        for counted in ordered {
            let params = vec![Value::from(&counted[..]), Value::from(minute_of(now))];
            transaction.step(statement, params);
        }
        self.database.transact(transaction).await.map_err(Fault::from).during("记试查询码")?;
        Ok(())
    }

    /// How many tries were counted since an instant, with the minute of the oldest.
    pub async fn tries_since(
        &self,
        network: &[u8; 32],
        since: Instant,
    ) -> Result<(u64, Option<Instant>), Fault> {
        let params = vec![Value::from(&network[..]), Value::from(minute_of(since))];
        let rows = self.database.query(&LIST_WRONG, params).await?;
        let mut count = 0;
        let mut oldest = None;
        for row in &rows {
            let tries = row.integer(1)?.unsigned_abs();
            count += tries;
            if tries > 0 && oldest.is_none() {
                oldest = Some(row.integer(0)?);
            }
        }
        let oldest = oldest.map(|minute| Instant::from_micros(minute * MICROS_PER_MINUTE));
        Ok((count, oldest))
    }

    /// Forgets what is over: tokens, tries before an instant, forms sent before another.
    pub async fn purge_codes(
        &self,
        now: Instant,
        tries_before: Instant,
        forms_before: Instant,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE_TOKENS, vec![Value::from(now.micros())]);
        transaction.step(&PURGE_WRONG, vec![Value::from(minute_of(tries_before))]);
        transaction.step(&PURGE_FORMS, vec![Value::from(forms_before.micros())]);
        self.database.transact(transaction).await.map_err(Fault::from).during("清理查询码")?;
        Ok(())
    }

    fn code_hash(&self, code: &str) -> Result<[u8; 32], Fault> {
        self.keyed_hash("code", code.as_bytes())
    }

    fn form_hash(&self, nonce: &[u8; 16]) -> Result<[u8; 32], Fault> {
        self.keyed_hash("form", nonce)
    }

    fn token_hash(&self, token: &[u8; 16]) -> Result<[u8; 32], Fault> {
        self.keyed_hash("token", token)
    }

    /// Adds the steps that keep a new code.
    pub(crate) fn plan_code(
        &self,
        transaction: &mut Transaction,
        new: &NewCode,
    ) -> Result<(), Fault> {
        let (code, form) = (self.code_hash(&new.code)?, self.form_hash(&new.nonce)?);
        let (matter, person) = (new.row.matter.as_str(), new.row.person.as_str());
        let made_at = new.row.made_at.micros();
        let sent = vec![
            Value::from(&form[..]),
            Value::from(matter),
            Value::from(person),
            Value::from(new.turn),
            Value::from(made_at),
        ];
        transaction.step(&INSERT_FORM, sent);
        let kept = vec![
            Value::from(&code[..]),
            Value::from(matter),
            Value::from(person),
            Value::from(new.row.class.as_str()),
            Value::from(made_at),
        ];
        transaction.step(&INSERT, kept);
        Ok(())
    }
}

/// Adds the steps after which an older code of the same person to the same matter is dead, with
/// all that it had opened. They come before the new one is kept.
pub(crate) fn drop_before(transaction: &mut Transaction, new: &NewCode) {
    transaction.are_apart = false;
    let (matter, person) = (new.row.matter.as_str(), new.row.person.as_str());
    for statement in [&DROP, &DROP_TOKENS] {
        transaction.step(statement, vec![Value::from(matter), Value::from(person)]);
    }
}

/// Adds the steps after which no code and no token of a person opens anything.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    for statement in [&DROP_OF_PERSON, &DROP_TOKENS_OF_PERSON] {
        transaction.step(statement, vec![Value::from(person.as_str())]);
    }
}

/// Adds the steps after which no code and no token opens a matter.
pub(crate) fn drop_matter(transaction: &mut Transaction, matter: &MatterNumber) {
    for statement in [&DROP_OF_MATTER, &DROP_TOKENS_OF_MATTER] {
        transaction.step(statement, vec![Value::from(matter.as_str())]);
    }
}

fn minute_of(at: Instant) -> i64 {
    at.micros().div_euclid(MICROS_PER_MINUTE)
}

fn read_code(row: &Row) -> Result<CodeRow, Fault> {
    Ok(CodeRow {
        matter: row.text(0)?.into(),
        person: row.text(1)?.into(),
        class: row.text(2)?.to_owned(),
        made_at: instant(row, 3)?,
    })
}

fn read_holding(row: &Row) -> Result<Holding, Fault> {
    Ok((row.text(0)?.into(), row.text(1)?.into()))
}
