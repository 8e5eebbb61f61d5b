//! 发件箱. What is to be sent because of an event: written with the event, claimed by one node at
//! a time, tried again until it is done.

use xiaoneng_domain::Instant;

use crate::fault::{During as _, Fault};
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;

statements! {
    INSERT = "INSERT INTO outbox (topic, message_key, body, due_at, attempts, leased_until)
        VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (message_key) DO NOTHING";
    CLAIM = "UPDATE outbox SET leased_until = $1, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox
            WHERE done_at IS NULL AND due_at <= $2 AND leased_until <= $3
            ORDER BY due_at, id LIMIT $4)
        RETURNING id, topic, message_key, body, attempts",
        postgres: "UPDATE outbox SET leased_until = $1, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox
            WHERE done_at IS NULL AND due_at <= $2 AND leased_until <= $3
            ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING id, topic, message_key, body, attempts";
    DONE = "UPDATE outbox SET done_at = $1, failure = NULL WHERE id = $2 AND done_at IS NULL";
    FAILED = "UPDATE outbox SET failure = $1, due_at = $2, leased_until = 0
        WHERE id = $3 AND done_at IS NULL";
    COUNT_WAITING = "SELECT count(*) FROM outbox WHERE done_at IS NULL";
    COUNT_FAILED = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND failure IS NOT NULL";
    PURGE = "DELETE FROM outbox WHERE done_at < $1";
}

/// 待发. A message before it is sent: ids and codes, no name and no text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxRow {
    /// What kind of message.
    pub topic: String,
    /// Its name; a second message of the same name is left out.
    pub key: String,
    /// The facts as JSON.
    pub body: String,
    /// From when it may be sent.
    pub due_at: Instant,
}

/// A message that this node has claimed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claimed {
    /// By which it is called done or failed.
    pub id: i64,
    /// What kind of message.
    pub topic: String,
    /// Its name.
    pub key: String,
    /// The facts as JSON.
    pub body: String,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// A key without the numbers at its end, and those numbers: `matter/2026-09220107/12/0`.
fn stem(key: &str) -> (&str, Vec<u32>) {
    let (mut stem, mut numbers) = (key, Vec::new());
    while let Some((before, last)) = stem.rsplit_once('/') {
        let Ok(number) = last.parse() else { break };
        numbers.insert(0, number);
        stem = before;
    }
    (stem, numbers)
}

/// Adds the steps that put messages into the outbox.
pub(crate) fn write(transaction: &mut Transaction, rows: &[OutboxRow]) {
    for row in rows {
        transaction.step(
            &INSERT,
            vec![
                Value::from(row.topic.as_str()),
                Value::from(row.key.as_str()),
                Value::from(row.body.as_str()),
                Value::from(row.due_at.micros()),
            ],
        );
    }
}

impl Store {
    /// Claims messages that are due; nobody else gets them until the lease ends.
    pub async fn claim_outbox(
        &self,
        now: Instant,
        leased_until: Instant,
        limit: u32,
    ) -> Result<Vec<Claimed>, Fault> {
        let mut transaction = Transaction::default();
        let (now, until) = (now.micros(), leased_until.micros());
        let params =
            vec![Value::from(until), Value::from(now), Value::from(now), Value::from(limit)];
        transaction.step(&CLAIM, params);
        let done = self.database.transact(transaction).await.map_err(Fault::from);
        let done = done.during("领取待发消息")?;
        let rows = done.iter().flat_map(|step| &step.rows);
        let mut claimed = rows.map(read).collect::<Result<Vec<_>, _>>()?;
        claimed.sort_by_key(|message| message.id);
        // Messages of one append may have been written in any order.
        for of_one_stream in claimed.chunk_by_mut(|one, next| stem(&one.key).0 == stem(&next.key).0)
        {
            of_one_stream.sort_by_key(|message| stem(&message.key).1);
        }
        Ok(claimed)
    }

    /// Leaves messages that go with no event.
    pub async fn put_outbox(&self, rows: &[OutboxRow]) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        write(&mut transaction, rows);
        self.database.transact(transaction).await.map_err(Fault::from).during("登记待发消息")?;
        Ok(())
    }

    /// A message was sent.
    pub async fn outbox_done(&self, id: i64, now: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&DONE, vec![Value::from(now.micros()), Value::from(id)]);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// A message was not sent; it is tried again from `next_at` on.
    pub async fn outbox_failed(
        &self,
        id: i64,
        reason: &str,
        next_at: Instant,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        let params = vec![Value::from(reason), Value::from(next_at.micros()), Value::from(id)];
        transaction.step(&FAILED, params);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// How many messages wait.
    pub async fn count_outbox(&self) -> Result<u64, Fault> {
        let rows = self.database.query(&COUNT_WAITING, Vec::new()).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs())
    }

    /// How many messages failed and are tried again.
    pub async fn count_outbox_failed(&self) -> Result<u64, Fault> {
        let rows = self.database.query(&COUNT_FAILED, Vec::new()).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs())
    }

    /// Forgets messages that were sent before an instant.
    pub async fn purge_outbox(&self, before: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE, vec![Value::from(before.micros())]);
        self.database.transact(transaction).await?;
        Ok(())
    }
}

fn read(row: &Row) -> Result<Claimed, Fault> {
    Ok(Claimed {
        id: row.integer(0)?,
        topic: row.text(1)?.to_owned(),
        key: row.text(2)?.to_owned(),
        body: row.text(3)?.to_owned(),
        attempts: row.count(4)?,
    })
}
