//! 经手. Who held a matter, from when to when.

use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::views::HoldingRow;

use super::{instant, micros, named};
use crate::fault::Fault;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO holding (matter, ordinal, unit, person, from_at, to_at, working_minutes)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (matter, ordinal) DO UPDATE SET
            unit = excluded.unit, person = excluded.person, from_at = excluded.from_at,
            to_at = excluded.to_at, working_minutes = excluded.working_minutes";
    DROP = "DELETE FROM holding WHERE matter = $1 AND ordinal = $2";
    LIST = "SELECT matter, ordinal, unit, person, from_at, to_at, working_minutes FROM holding
        ORDER BY matter, ordinal";
    LIST_OF_MATTER = "SELECT matter, ordinal, unit, person, from_at, to_at, working_minutes
        FROM holding WHERE matter = $1 ORDER BY ordinal";
    LIST_RANGE = "SELECT matter, ordinal, unit, person, from_at, to_at, working_minutes
        FROM holding WHERE matter > $1 AND matter <= $2 ORDER BY matter, ordinal";
}

impl Store {
    /// Who held a matter, in order.
    pub async fn list_holdings(&self, matter: &MatterNumber) -> Result<Vec<HoldingRow>, Fault> {
        let params = vec![Value::from(matter.as_str())];
        let rows = self.database.glance(&LIST_OF_MATTER, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "经手", row))).collect()
    }
}

pub(super) fn key(row: &HoldingRow) -> Vec<Value> {
    vec![Value::from(row.matter.as_str()), Value::from(row.ordinal)]
}

pub(super) fn values(row: &HoldingRow) -> Vec<Value> {
    let mut values = key(row);
    values.extend([
        Value::from(row.unit.as_str()),
        Value::from(row.person.as_str()),
        Value::from(row.from.micros()),
        micros(row.to),
        Value::from(row.working_minutes),
    ]);
    values
}

pub(super) fn read(row: &Row) -> Result<HoldingRow, Fault> {
    Ok(HoldingRow {
        matter: row.text(0)?.into(),
        ordinal: row.count(1)?,
        unit: row.text(2)?.into(),
        person: row.text(3)?.into(),
        from: instant(row, 4)?,
        to: row.optional(5, instant)?,
        working_minutes: row.optional(6, Row::integer)?,
    })
}
