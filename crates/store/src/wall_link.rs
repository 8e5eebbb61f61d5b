//! 大屏链接. Kept by the keyed hash of a token that only the screen has.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::security_log::SecurityEntry;
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    INSERT = "INSERT INTO wall_link (id, hash, name, made_by, made_at) VALUES ($1, $2, $3, $4, $5)";
    FIND = "SELECT id, name, made_by, made_at, seen_at, revoked_at FROM wall_link
        WHERE hash = $1 AND revoked_at IS NULL";
    LIST = "SELECT id, name, made_by, made_at, seen_at, revoked_at FROM wall_link
        ORDER BY made_at DESC, id LIMIT $1";
    SEEN = "UPDATE wall_link SET seen_at = $1 WHERE id = $2";
    REVOKE = "UPDATE wall_link SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
}

/// 大屏链接.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WallLink {
    /// By which it is revoked; opens nothing.
    pub id: String,
    /// 屏幕名称.
    pub name: String,
    /// Who made it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Instant,
    /// When a screen last asked by it, to the minute or so.
    pub seen_at: Option<Instant>,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<Instant>,
}

impl Store {
    /// Keeps a link under the hash of its token; noted in the security log.
    pub async fn keep_wall_link(
        &self,
        token: &[u8; 16],
        link: &WallLink,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let hash = self.wall_hash(token)?;
        let mut transaction = Transaction::default();
        let params = vec![
            Value::from(link.id.as_str()),
            Value::from(&hash[..]),
            Value::from(link.name.as_str()),
            Value::from(link.made_by.as_str()),
            Value::from(link.made_at.micros()),
        ];
        transaction.step(&INSERT, params);
        self.write_noted(transaction, entry).await.during("保存大屏链接")
    }

    /// The link of a token, unless it is revoked.
    pub async fn find_wall_link(&self, token: &[u8; 16]) -> Result<Option<WallLink>, Fault> {
        let hash = self.wall_hash(token)?;
        let rows = self.database.glance(&FIND, vec![Value::from(&hash[..])]).await?;
        rows.first().map(read).transpose()
    }

    /// The links, the newest first.
    pub async fn list_wall_links(&self, limit: u32) -> Result<Vec<WallLink>, Fault> {
        self.database.query(&LIST, vec![Value::from(limit)]).await?.iter().map(read).collect()
    }

    /// A screen has asked by a link.
    pub async fn note_wall_seen(&self, id: &str, at: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&SEEN, vec![Value::from(at.micros()), Value::from(id)]);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// Revokes a link; noted in the security log.
    pub async fn revoke_wall_link(&self, id: &str, entry: &SecurityEntry) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&REVOKE, vec![Value::from(entry.at.micros()), Value::from(id)]);
        self.write_noted(transaction, entry).await.during("撤销大屏链接")
    }

    fn wall_hash(&self, token: &[u8; 16]) -> Result<[u8; 32], Fault> {
        self.keyed_hash("wall", token)
    }
}

fn read(row: &Row) -> Result<WallLink, Fault> {
    Ok(WallLink {
        id: row.text(0)?.to_owned(),
        name: row.text(1)?.to_owned(),
        made_by: row.text(2)?.into(),
        made_at: instant(row, 3)?,
        seen_at: row.optional(4, instant)?,
        revoked_at: row.optional(5, instant)?,
    })
}
