//! 安全日志. Who signed in or failed to, and what was done to accounts; only ever added to. It is
//! the one place where an address stands.

use xiaoneng_domain::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    INSERT = "INSERT INTO security_log
            (at, kind, actor, person, login_hash, address_hash, address)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LIST = "SELECT id, at, kind, actor, person, login_hash, address_hash, address
        FROM security_log WHERE id < $1 ORDER BY id DESC LIMIT $2";
    LIST_OF = "SELECT id, at, kind, actor, person, login_hash, address_hash, address
        FROM security_log WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
}

/// 安全日志的一条.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecurityEntry {
    /// When.
    pub at: Instant,
    /// What, as a code.
    pub kind: String,
    /// Who did it.
    pub actor: Actor,
    /// Whose account it is about, where that is known.
    pub person: Option<PersonId>,
    /// The keyed hash of the login name that was typed.
    pub login_hash: Option<[u8; 32]>,
    /// The keyed hash of the address, by which entries are put together.
    pub address_hash: Option<[u8; 32]>,
    /// The address.
    pub address: Option<String>,
}

/// Adds the step that keeps an entry.
pub(crate) fn write(transaction: &mut Transaction, entry: &SecurityEntry) {
    let hash = |hash: &Option<[u8; 32]>| Value::from(hash.as_ref().map(|hash| &hash[..]));
    let params = vec![
        Value::from(entry.at.micros()),
        Value::from(entry.kind.as_str()),
        Value::from(entry.actor.to_string()),
        Value::from(entry.person.as_ref().map(PersonId::as_str)),
        hash(&entry.login_hash),
        hash(&entry.address_hash),
        Value::from(entry.address.as_deref()),
    ];
    transaction.step(&INSERT, params);
}

impl Store {
    /// Adds an entry that goes with no other change.
    pub async fn note_security(&self, entry: &SecurityEntry) -> Result<(), Fault> {
        self.write_noted(Transaction::default(), entry).await.during("写安全日志")
    }

    /// Entries before one, newest first, each with its number.
    pub async fn list_security(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<(i64, SecurityEntry)>, Fault> {
        let params = vec![Value::from(before.unwrap_or(i64::MAX)), Value::from(limit)];
        self.database.query(&LIST, params).await?.iter().map(read).collect()
    }

    /// The same, of one person's account.
    pub async fn list_security_of(
        &self,
        person: &PersonId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<(i64, SecurityEntry)>, Fault> {
        let before = Value::from(before.unwrap_or(i64::MAX));
        let params = vec![Value::from(person.as_str()), before, Value::from(limit)];
        self.database.query(&LIST_OF, params).await?.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<(i64, SecurityEntry), Fault> {
    let actor = row.text(3)?.parse();
    let actor = actor.map_err(|_| Fault::damaged("安全日志的行为人看不懂"))?;
    let hash = |column| {
        let bytes = row.optional(column, Row::bytes)?;
        let exact =
            |bytes: &[u8]| bytes.try_into().map_err(|_| Fault::damaged("安全日志的摘要长度不对"));
        bytes.map(exact).transpose()
    };
    let entry = SecurityEntry {
        at: instant(row, 1)?,
        kind: row.text(2)?.to_owned(),
        actor,
        person: row.optional(4, Row::text)?.map(PersonId::from),
        login_hash: hash(5)?,
        address_hash: hash(6)?,
        address: row.optional(7, Row::text)?.map(str::to_owned),
    };
    Ok((row.integer(0)?, entry))
}
