//! 到点. When the heartbeat must look at a stream next.

use xiaoneng_domain::Instant;
use xiaoneng_domain::views::TimerRow;

use super::instant;
use crate::fault::Fault;
use crate::recorded::stream_id;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO timer (at, stream) VALUES ($1, $2) ON CONFLICT (at, stream) DO NOTHING";
    DROP = "DELETE FROM timer WHERE at = $1 AND stream = $2";
    LIST = "SELECT at, stream FROM timer ORDER BY at, stream";
    LIST_DUE = "SELECT at, stream FROM timer WHERE at <= $1 ORDER BY at, stream LIMIT $2";
    NEXT = "SELECT at, stream FROM timer ORDER BY at LIMIT 1";
}

impl Store {
    /// The timers that have fallen due, longest due first.
    pub async fn list_due_timers(&self, now: Instant, limit: u32) -> Result<Vec<TimerRow>, Fault> {
        let params = vec![Value::from(now.micros()), Value::from(limit)];
        self.database.query(&LIST_DUE, params).await?.iter().map(read).collect()
    }

    /// The timer that falls due first.
    pub async fn next_timer(&self) -> Result<Option<TimerRow>, Fault> {
        self.database.query(&NEXT, Vec::new()).await?.first().map(read).transpose()
    }
}

pub(super) fn values(row: &TimerRow) -> Vec<Value> {
    vec![Value::from(row.at.micros()), Value::from(row.stream.to_string())]
}

pub(super) fn read(row: &Row) -> Result<TimerRow, Fault> {
    Ok(TimerRow { at: instant(row, 0)?, stream: stream_id(row.text(1)?)? })
}
