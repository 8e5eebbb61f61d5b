//! 台面消息. What was told to a member of staff, as it lies on his desk: coded facts, no text.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    PUT = "INSERT INTO desk_message (message_key, person, told_at, body)
        VALUES ($1, $2, $3, $4) ON CONFLICT (message_key) DO NOTHING";
    LIST = "SELECT message_key, told_at, body, read_at FROM desk_message
        WHERE person = $1 AND (told_at, message_key) < ($2, $3)
        ORDER BY told_at DESC, message_key DESC LIMIT $4";
    COUNT_UNREAD = "SELECT count(*) FROM (SELECT 1 AS one FROM desk_message
        WHERE person = $1 AND told_at >= $2 AND read_at IS NULL LIMIT $3) AS found";
    READ_ALL = "UPDATE desk_message SET read_at = $1
        WHERE person = $2 AND told_at <= $3 AND read_at IS NULL";
    PURGE = "DELETE FROM desk_message WHERE told_at < $1";
}

/// 台面消息 before it is laid down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewDeskMessage {
    /// Its name; a second message of the same name is left out.
    pub key: String,
    /// On whose desk.
    pub person: PersonId,
    /// When he was told.
    pub told_at: Instant,
    /// The facts as JSON.
    pub body: String,
}

/// 台面消息.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskMessage {
    /// Its name.
    pub key: String,
    /// When he was told.
    pub told_at: Instant,
    /// The facts as JSON.
    pub body: String,
    /// When he read it.
    pub read_at: Option<Instant>,
}

/// Where a page of messages ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskMessagePlace {
    /// When the last one was told.
    pub told_at: Instant,
    /// Its name.
    pub key: String,
}

impl Store {
    /// Lays messages on desks.
    pub async fn put_desk_messages(&self, messages: &[NewDeskMessage]) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        for message in messages {
            let params = vec![
                Value::from(message.key.as_str()),
                Value::from(message.person.as_str()),
                Value::from(message.told_at.micros()),
                Value::from(message.body.as_str()),
            ];
            transaction.step(&PUT, params);
        }
        self.database.transact(transaction).await.map_err(Fault::from).during("台面消息")?;
        Ok(())
    }

    /// What lies on somebody's desk, newest first.
    pub async fn list_desk_messages(
        &self,
        person: &PersonId,
        after: Option<&DeskMessagePlace>,
        limit: u32,
    ) -> Result<Vec<DeskMessage>, Fault> {
        let (told_at, key) =
            after.map_or((i64::MAX, ""), |place| (place.told_at.micros(), place.key.as_str()));
        let params = vec![
            Value::from(person.as_str()),
            Value::from(told_at),
            Value::from(key),
            Value::from(limit),
        ];
        self.database.query(&LIST, params).await?.iter().map(read).collect()
    }

    /// How many he has not read since an instant, counted up to a cap.
    pub async fn count_unread_messages(
        &self,
        person: &PersonId,
        since: Instant,
        cap: u32,
    ) -> Result<u32, Fault> {
        let params =
            vec![Value::from(person.as_str()), Value::from(since.micros()), Value::from(cap)];
        let rows = self.database.glance(&COUNT_UNREAD, params).await?;
        rows.first().map_or(Ok(0), |row| row.count(0))
    }

    /// He has read what was told until an instant.
    pub async fn read_desk_messages(
        &self,
        person: &PersonId,
        until: Instant,
        now: Instant,
    ) -> Result<(), Fault> {
        let params = vec![
            Value::from(now.micros()),
            Value::from(person.as_str()),
            Value::from(until.micros()),
        ];
        let mut transaction = Transaction::default();
        transaction.step(&READ_ALL, params);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// Clears messages told before an instant.
    pub async fn purge_desk_messages(&self, before: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE, vec![Value::from(before.micros())]);
        self.database.transact(transaction).await?;
        Ok(())
    }
}

fn read(row: &Row) -> Result<DeskMessage, Fault> {
    Ok(DeskMessage {
        key: row.text(0)?.to_owned(),
        told_at: instant(row, 1)?,
        body: row.text(2)?.to_owned(),
        read_at: row.optional(3, instant)?,
    })
}
