//! 到点. When the heartbeat must look at a stream next.

use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::TimerRow;

use super::instant;
use crate::fault::Fault;
use crate::recorded::stream_id;
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO timer (at, stream) VALUES ($1, $2) ON CONFLICT (at, stream) DO NOTHING";
    DROP = "DELETE FROM timer WHERE at = $1 AND stream = $2";
    LIST = "SELECT at, stream FROM timer ORDER BY at, stream";
    LIST_DUE = "SELECT at, stream FROM timer WHERE at <= $1 ORDER BY at, stream LIMIT $2";
    CLAIM = "INSERT INTO timer_lease (stream, leased_until)
        SELECT t.stream, CAST($1 AS BIGINT) FROM timer t
        WHERE t.at <= $2 AND NOT EXISTS
            (SELECT 1 FROM timer_lease l WHERE l.stream = t.stream AND l.leased_until > $3)
        GROUP BY t.stream ORDER BY min(t.at), t.stream LIMIT $4
        ON CONFLICT (stream) DO UPDATE SET leased_until = excluded.leased_until
            WHERE timer_lease.leased_until <= $5
        RETURNING stream";
    RELEASE = "DELETE FROM timer_lease WHERE stream = $1";
    NEXT = "SELECT at, stream FROM timer ORDER BY at LIMIT 1";
}

impl Store {
    /// The timers that have fallen due, longest due first.
    pub async fn list_due_timers(&self, now: Instant, limit: u32) -> Result<Vec<TimerRow>, Fault> {
        let params = vec![Value::from(now.micros()), Value::from(limit)];
        self.database.query(&LIST_DUE, params).await?.iter().map(read).collect()
    }

    /// Claims streams whose timers have fallen due; where several nodes look, no other gets them
    /// until the lease ends or is given back.
    pub async fn claim_timers(
        &self,
        now: Instant,
        leased_until: Instant,
        limit: u32,
    ) -> Result<Vec<StreamId>, Fault> {
        let (now, until) = (now.micros(), leased_until.micros());
        let mut params = vec![Value::from(until), Value::from(now), Value::from(now)];
        params.extend([Value::from(limit), Value::from(now)]);
        let mut transaction = Transaction::default();
        transaction.step(&CLAIM, params);
        let done = self.database.transact(transaction).await.map_err(Fault::from)?;
        done.iter().flat_map(|step| &step.rows).map(|row| stream_id(row.text(0)?)).collect()
    }

    /// Gives a claimed stream back, once its timer was looked after.
    pub async fn release_timer(&self, stream: &StreamId) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&RELEASE, vec![Value::from(stream.to_string())]);
        self.database.transact(transaction).await?;
        Ok(())
    }

    /// The timer that falls due first.
    pub async fn next_timer(&self) -> Result<Option<TimerRow>, Fault> {
        self.database.glance(&NEXT, Vec::new()).await?.first().map(read).transpose()
    }
}

pub(super) fn values(row: &TimerRow) -> Vec<Value> {
    vec![Value::from(row.at.micros()), Value::from(row.stream.to_string())]
}

pub(super) fn read(row: &Row) -> Result<TimerRow, Fault> {
    Ok(TimerRow { at: instant(row, 0)?, stream: stream_id(row.text(1)?)? })
}
