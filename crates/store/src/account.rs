//! 账号. How a member of staff signs in. Passwords stand as hashes, secrets under the account's own
//! key; who the person is stands in the vault's identities.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::keys::DataKey;
use crate::security_log::{self, SecurityEntry};
use crate::sql::{NotWritten, Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::{instant, micros};

statements! {
    INSERT = "INSERT INTO account (person, login, login_key, password, earlier, must_change,
            valid_until, changed_at, opened_at, wrapped, last_step)
        VALUES ($1, $2, $3, $4, '[]', 1, $5, $6, $7, $8, 0) ON CONFLICT DO NOTHING";
    FIND = "SELECT person, login, password, earlier, must_change, valid_until, changed_at,
            opened_at, wrapped, second_factor, offered, last_step
        FROM account WHERE person = $1";
    FIND_BY_LOGIN = "SELECT person, login, password, earlier, must_change, valid_until, changed_at,
            opened_at, wrapped, second_factor, offered, last_step
        FROM account WHERE login_key = $1";
    LIST = "SELECT person, login, must_change, changed_at, opened_at,
            CASE WHEN second_factor IS NULL THEN 0 ELSE 1 END
        FROM account WHERE login_key > $1 ORDER BY login_key LIMIT $2";
    FIND_KEY = "SELECT wrapped FROM account WHERE person = $1";
    SET_PASSWORD = "UPDATE account
        SET password = $1, earlier = $2, must_change = $3, valid_until = $4, changed_at = $5
        WHERE person = $6";
    OFFER = "UPDATE account SET offered = $1 WHERE person = $2";
    CONFIRM = "UPDATE account SET second_factor = offered, offered = NULL, last_step = $1
        WHERE person = $2 AND offered IS NOT NULL";
    DROP_SECOND_FACTOR = "UPDATE account
        SET second_factor = NULL, offered = NULL, last_step = 0 WHERE person = $1";
    SPEND_STEP = "UPDATE account SET last_step = $1 WHERE person = $2 AND last_step < $3";
    PUT_CODE = "INSERT INTO recovery_code (person, hash) VALUES ($1, $2)";
    SPEND_CODE = "DELETE FROM recovery_code WHERE person = $1 AND hash = $2";
    DROP_CODES = "DELETE FROM recovery_code WHERE person = $1";
    COUNT_CODES = "SELECT count(*) FROM recovery_code WHERE person = $1";
    DROP = "DELETE FROM account WHERE person = $1";
    FIND_PREFERENCE = "SELECT body FROM preference WHERE person = $1";
    PUT_PREFERENCE = "INSERT INTO preference (person, body) VALUES ($1, $2)
        ON CONFLICT (person) DO UPDATE SET body = excluded.body";
    DROP_PREFERENCE = "DELETE FROM preference WHERE person = $1";
}

/// 账号.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// 登录名 as it was given.
    pub login: String,
    /// 口令, with its expiry.
    pub password: Password,
    /// When the account was opened.
    pub opened_at: Instant,
    /// 动态口令密钥 in force.
    pub second_factor: Option<Vec<u8>>,
    /// One that was offered and not confirmed yet.
    pub offered: Option<Vec<u8>>,
}

/// Nobody's secrets stand in a log.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.person)
    }
}

/// 口令 as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Password {
    /// The hash, in its standard form.
    pub hash: String,
    /// Hashes of earlier ones, newest first, which it may not be again.
    pub earlier: Vec<String>,
    /// Whether the next sign-in must change it.
    pub must_change: bool,
    /// Until when it may be used, where it is an initial one.
    pub valid_until: Option<Instant>,
    /// Since when it stands.
    pub changed_at: Instant,
}

/// An account that is to be opened.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// Whose.
    pub person: &'a PersonId,
    /// 登录名 as it was given.
    pub login: &'a str,
    /// The same as it is compared; no two accounts have the same.
    pub login_key: &'a str,
    /// The hash of the initial password.
    pub hash: &'a str,
    /// Until when that may be used.
    pub valid_until: Instant,
    /// When.
    pub now: Instant,
}

/// An account in a list, without its secrets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRow {
    /// Whose.
    pub person: PersonId,
    /// 登录名.
    pub login: String,
    /// Whether the next sign-in must change the password.
    pub must_change: bool,
    /// Since when the password stands.
    pub changed_at: Instant,
    /// When it was opened.
    pub opened_at: Instant,
    /// Whether 动态口令 is in force.
    pub has_second_factor: bool,
}

impl Store {
    /// Opens an account; no where the person or the login name has one.
    pub async fn open_account(
        &self,
        new: &NewAccount<'_>,
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        let (_, wrapped) = self.master()?.new_key(&owner(new.person))?;
        let params = vec![
            Value::from(new.person.as_str()),
            Value::from(new.login),
            Value::from(new.login_key),
            Value::from(new.hash),
            Value::from(new.valid_until.micros()),
            Value::from(new.now.micros()),
            Value::from(new.now.micros()),
            Value::from(wrapped),
        ];
        let mut transaction = Transaction::default();
        transaction.must_touch(&INSERT, params, 1);
        self.write_if_met(transaction, entry).await.during("开通账号")
    }

    /// The account of a person.
    pub async fn read_account(&self, person: &PersonId) -> Result<Option<Account>, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(person.as_str())]).await?;
        rows.first().map(|row| self.account(row)).transpose().during("读取账号")
    }

    /// The account of a login name as it is compared.
    pub async fn find_account(&self, login_key: &str) -> Result<Option<Account>, Fault> {
        let rows = self.database.glance(&FIND_BY_LOGIN, vec![Value::from(login_key)]).await?;
        rows.first().map(|row| self.account(row)).transpose().during("读取账号")
    }

    /// Accounts in the order of their login names, after one.
    pub async fn list_accounts(
        &self,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<AccountRow>, Fault> {
        let params = vec![Value::from(after.unwrap_or_default()), Value::from(limit)];
        let read = |row: &Row| {
            Ok(AccountRow {
                person: row.text(0)?.into(),
                login: row.text(1)?.to_owned(),
                must_change: row.boolean(2)?,
                changed_at: instant(row, 3)?,
                opened_at: instant(row, 4)?,
                has_second_factor: row.boolean(5)?,
            })
        };
        self.database.query(&LIST, params).await?.iter().map(read).collect()
    }

    /// Puts another password in force.
    pub async fn set_password(
        &self,
        person: &PersonId,
        password: &Password,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let earlier = serde_json::to_string(&password.earlier)
            .map_err(|error| Fault::misuse(format!("口令无法保存（{error}）")))?;
        let params = vec![
            Value::from(password.hash.as_str()),
            Value::from(earlier),
            Value::from(password.must_change),
            micros(password.valid_until),
            Value::from(password.changed_at.micros()),
            Value::from(person.as_str()),
        ];
        let mut transaction = Transaction::default();
        transaction.step(&SET_PASSWORD, params);
        self.write_noted(transaction, entry).await.during("更改口令")
    }

    /// Keeps a secret of 动态口令 until it is confirmed.
    pub async fn offer_second_factor(&self, person: &PersonId, secret: &[u8]) -> Result<(), Fault> {
        let Some(key) = self.account_key(person).await? else {
            return Err(Fault::misuse(format!("{person} 没有账号")));
        };
        let sealed = self.master()?.seal(&key, secret, &secret_context(person))?;
        let mut transaction = Transaction::default();
        transaction.step(&OFFER, vec![Value::from(sealed), Value::from(person.as_str())]);
        self.database.transact(transaction).await.map_err(Fault::from).during("保存动态口令")?;
        Ok(())
    }

    /// Puts the offered secret in force, with the step just used and new recovery codes; no where
    /// none was offered.
    pub async fn confirm_second_factor(
        &self,
        person: &PersonId,
        step: i64,
        codes: &[[u8; 32]],
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        let mut transaction = Transaction::default();
        transaction.must_touch(&CONFIRM, vec![Value::from(step), Value::from(person.as_str())], 1);
        put_codes(&mut transaction, person, codes);
        self.write_if_met(transaction, entry).await.during("启用动态口令")
    }

    /// Takes 动态口令 and its recovery codes away.
    pub async fn drop_second_factor(
        &self,
        person: &PersonId,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&DROP_SECOND_FACTOR, vec![Value::from(person.as_str())]);
        transaction.step(&DROP_CODES, vec![Value::from(person.as_str())]);
        self.write_noted(transaction, entry).await.during("停用动态口令")
    }

    /// Notes that the code of a step was used; no if it or a later one was used before.
    pub async fn spend_step(&self, person: &PersonId, step: i64) -> Result<bool, Fault> {
        let params = vec![Value::from(step), Value::from(person.as_str()), Value::from(step)];
        let mut transaction = Transaction::default();
        transaction.must_touch(&SPEND_STEP, params, 1);
        met(self.database.transact(transaction).await)
    }

    /// Replaces the recovery codes.
    pub async fn renew_recovery_codes(
        &self,
        person: &PersonId,
        codes: &[[u8; 32]],
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        put_codes(&mut transaction, person, codes);
        self.write_noted(transaction, entry).await.during("更换备用码")
    }

    /// Uses a recovery code up; no if there is none of that hash.
    pub async fn spend_recovery_code(
        &self,
        person: &PersonId,
        hash: &[u8; 32],
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        let params = vec![Value::from(person.as_str()), Value::from(&hash[..])];
        let mut transaction = Transaction::default();
        transaction.must_touch(&SPEND_CODE, params, 1);
        self.write_if_met(transaction, entry).await.during("使用备用码")
    }

    /// How many recovery codes are left.
    pub async fn count_recovery_codes(&self, person: &PersonId) -> Result<u32, Fault> {
        let rows = self.database.glance(&COUNT_CODES, vec![Value::from(person.as_str())]).await?;
        rows.first().map_or(Ok(0), |row| row.count(0))
    }

    /// What a person has set for himself, as JSON.
    pub async fn read_preference(&self, person: &PersonId) -> Result<Option<String>, Fault> {
        let params = vec![Value::from(person.as_str())];
        let rows = self.database.glance(&FIND_PREFERENCE, params).await?;
        rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()
    }

    /// Keeps what a person has set for himself.
    pub async fn write_preference(&self, person: &PersonId, body: &str) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        let params = vec![Value::from(person.as_str()), Value::from(body)];
        transaction.step(&PUT_PREFERENCE, params);
        self.database.transact(transaction).await.map_err(Fault::from).during("保存个人设置")?;
        Ok(())
    }

    fn account(&self, row: &Row) -> Result<Account, Fault> {
        let person = PersonId::from(row.text(0)?);
        let key = self.master()?.unwrap(&owner(&person), row.bytes(8)?)?;
        let open = |sealed: &[u8]| key.open(sealed, &secret_context(&person));
        let secret = |column| row.optional(column, Row::bytes)?.map(open).transpose();
        let earlier = serde_json::from_str(row.text(3)?)
            .map_err(|error| Fault::damaged(format!("旧口令的格式不对（{error}）")))?;
        let password = Password {
            hash: row.text(2)?.to_owned(),
            earlier,
            must_change: row.boolean(4)?,
            valid_until: row.optional(5, instant)?,
            changed_at: instant(row, 6)?,
        };
        let (login, opened_at) = (row.text(1)?.to_owned(), instant(row, 7)?);
        let (second_factor, offered) = (secret(9)?, secret(10)?);
        Ok(Account { person, login, password, opened_at, second_factor, offered })
    }

    /// The account's own key; none where there is no account.
    pub(crate) async fn account_key(&self, person: &PersonId) -> Result<Option<DataKey>, Fault> {
        let rows = self.database.glance(&FIND_KEY, vec![Value::from(person.as_str())]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        self.master()?.unwrap(&owner(person), row.bytes(0)?).map(Some)
    }

    /// Writes steps together with what the security log says of them.
    pub(crate) async fn write_noted(
        &self,
        mut transaction: Transaction,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        security_log::write(&mut transaction, entry);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// The same; no where the world is otherwise than the steps expect.
    pub(crate) async fn write_if_met(
        &self,
        mut transaction: Transaction,
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        security_log::write(&mut transaction, entry);
        met(self.database.transact(transaction).await)
    }
}

fn met<T>(outcome: Result<T, NotWritten>) -> Result<bool, Fault> {
    match outcome {
        Ok(_) => Ok(true),
        Err(NotWritten::Unmet { .. }) => Ok(false),
        Err(NotWritten::Fault(fault)) => Err(fault),
    }
}

fn put_codes(transaction: &mut Transaction, person: &PersonId, codes: &[[u8; 32]]) {
    transaction.step(&DROP_CODES, vec![Value::from(person.as_str())]);
    for code in codes {
        let params = vec![Value::from(person.as_str()), Value::from(&code[..])];
        transaction.step(&PUT_CODE, params);
    }
}

/// Adds the steps that take everything of a person's sign-in away, the log's rows excepted.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    for statement in [&DROP, &DROP_CODES, &DROP_PREFERENCE] {
        transaction.step(statement, vec![Value::from(person.as_str())]);
    }
}

/// The name under which the account's key is wrapped; no person's key has the same.
fn owner(person: &PersonId) -> String {
    format!("account/{person}")
}

fn secret_context(person: &PersonId) -> [&[u8]; 2] {
    [b"one_time_code", person.as_str().as_bytes()]
}
