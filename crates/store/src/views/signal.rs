//! 预警. Signals raised, with their duty to answer.

use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::views::SignalRow;

use super::{instant, micros, named};
use crate::fault::Fault;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO signal (matter, ordinal, level, clock, unit, recipient, raised_at,
            fell_due_at, answer_by, answered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (matter, ordinal) DO UPDATE SET
            level = excluded.level, clock = excluded.clock, unit = excluded.unit,
            recipient = excluded.recipient, raised_at = excluded.raised_at,
            fell_due_at = excluded.fell_due_at, answer_by = excluded.answer_by,
            answered_at = excluded.answered_at";
    DROP = "DELETE FROM signal WHERE matter = $1 AND ordinal = $2";
    LIST = "SELECT matter, ordinal, level, clock, unit, recipient, raised_at, fell_due_at,
            answer_by, answered_at FROM signal ORDER BY matter, ordinal";
    LIST_OF_MATTER = "SELECT matter, ordinal, level, clock, unit, recipient, raised_at,
            fell_due_at, answer_by, answered_at FROM signal WHERE matter = $1 ORDER BY ordinal";
    LIST_WAITING = "SELECT matter, ordinal, level, clock, unit, recipient, raised_at, fell_due_at,
            answer_by, answered_at FROM signal
        WHERE recipient = $1 AND answered_at IS NULL ORDER BY raised_at LIMIT $2";
    LIST_RANGE = "SELECT matter, ordinal, level, clock, unit, recipient, raised_at, fell_due_at,
            answer_by, answered_at FROM signal
        WHERE matter > $1 AND matter <= $2 ORDER BY matter, ordinal";
}

impl Store {
    /// The signals of a matter, in order.
    pub async fn list_signals(&self, matter: &MatterNumber) -> Result<Vec<SignalRow>, Fault> {
        let params = vec![Value::from(matter.as_str())];
        let rows = self.database.glance(&LIST_OF_MATTER, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "预警", row))).collect()
    }

    /// The signals that a person has not answered, oldest first.
    pub async fn list_unanswered_signals(
        &self,
        recipient: &PersonId,
        limit: u32,
    ) -> Result<Vec<SignalRow>, Fault> {
        let params = vec![Value::from(recipient.as_str()), Value::from(limit)];
        let rows = self.database.query(&LIST_WAITING, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "预警", row))).collect()
    }
}

pub(super) fn key(row: &SignalRow) -> Vec<Value> {
    vec![Value::from(row.matter.as_str()), Value::from(row.ordinal)]
}

pub(super) fn values(row: &SignalRow) -> Vec<Value> {
    let mut values = key(row);
    values.extend([
        Value::from(row.level.as_str()),
        Value::from(row.clock.as_str()),
        Value::from(row.unit.as_str()),
        Value::from(row.recipient.as_str()),
        Value::from(row.raised_at.micros()),
        Value::from(row.fell_due_at.micros()),
        micros(row.answer_by),
        micros(row.answered_at),
    ]);
    values
}

pub(super) fn read(row: &Row) -> Result<SignalRow, Fault> {
    Ok(SignalRow {
        matter: row.text(0)?.into(),
        ordinal: row.count(1)?,
        level: row.text(2)?.to_owned(),
        clock: row.text(3)?.to_owned(),
        unit: row.text(4)?.into(),
        recipient: row.text(5)?.into(),
        raised_at: instant(row, 6)?,
        fell_due_at: instant(row, 7)?,
        answer_by: row.optional(8, instant)?,
        answered_at: row.optional(9, instant)?,
    })
}
