//! 公开数字. What the bureau shows of itself to everybody: counted over the views, never by hand.
//! Imported history is in none of these figures.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::UnitId;

use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    RECEIVED = "SELECT count(*) FROM register WHERE filed_at >= $1 AND is_imported = 0";
    DELIVERED = "SELECT filed_at, delivered_at, due_at FROM register
        WHERE delivered_at >= $1 AND is_imported = 0 AND state = 'completed'";
    OVERDUE = "SELECT count(*) FROM desk_open d JOIN register r ON r.matter = d.matter
        WHERE d.due_at < $1 AND d.is_suspended = 0 AND d.is_provisional = 0
            AND r.due_at < $1 AND r.delivered_at IS NULL";
    RECEIVED_BY = "SELECT count(*) FROM register
        WHERE unit = $1 AND filed_at >= $2 AND is_imported = 0";
    DELIVERED_BY = "SELECT filed_at, delivered_at, due_at FROM register
        WHERE unit = $1 AND delivered_at >= $2 AND is_imported = 0 AND state = 'completed'";
    OVERDUE_AT = "SELECT count(*) FROM desk_open d JOIN register r ON r.matter = d.matter
        WHERE d.unit = $1 AND d.due_at < $2 AND d.is_suspended = 0 AND d.is_provisional = 0
            AND r.due_at < $2 AND r.delivered_at IS NULL";
}

/// 已办结的一件: when it came, when the result was delivered, when it was due.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct CompletedSpan {
    /// 收件.
    pub filed_at: Instant,
    /// 送达.
    pub delivered_at: Instant,
    /// Due at the end, extensions included.
    pub due_at: Option<Instant>,
}

/// What is counted since an instant, and at another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// 收到 since.
    pub received: u32,
    /// 办结 since: a result was delivered.
    pub completed: Vec<CompletedSpan>,
    /// 正在超期: open and past the limit of completion, neither paused nor an estimate.
    pub overdue: u32,
}

impl Store {
    /// Counts what came and what was completed since an instant, and what is overdue now.
    pub async fn count_figures(&self, since: Instant, now: Instant) -> Result<Counted, Fault> {
        let since = || Value::from(since.micros());
        let found = self
            .database
            .read(vec![
                Query::new(&RECEIVED, vec![since()]),
                Query::new(&DELIVERED, vec![since()]),
                Query::new(&OVERDUE, vec![Value::from(now.micros())]),
            ])
            .await?;
        counted(&found)
    }

    /// The same of what one unit handles or handled last.
    pub async fn count_figures_of(
        &self,
        unit: &UnitId,
        since: Instant,
        now: Instant,
    ) -> Result<Counted, Fault> {
        let of = |at: Instant| vec![Value::from(unit.as_str()), Value::from(at.micros())];
        let found = self
            .database
            .read(vec![
                Query::new(&RECEIVED_BY, of(since)),
                Query::new(&DELIVERED_BY, of(since)),
                Query::new(&OVERDUE_AT, of(now)),
            ])
            .await?;
        counted(&found)
    }
}

fn counted(found: &[Vec<Row>]) -> Result<Counted, Fault> {
    let [received, completed, overdue] = found else {
        return Err(Fault::damaged("数字没有读全"));
    };
    let count = |rows: &[Row]| rows.first().map_or(Ok(0), |row| row.count(0));
    let completed = completed.iter().map(|row| {
        Ok(CompletedSpan {
            filed_at: instant(row, 0)?,
            delivered_at: instant(row, 1)?,
            due_at: row.optional(2, instant)?,
        })
    });
    Ok(Counted {
        received: count(received)?,
        completed: completed.collect::<Result<_, Fault>>()?,
        overdue: count(overdue)?,
    })
}
