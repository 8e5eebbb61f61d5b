//! 待处理. What waits for a unit or a person who need not hold the matter.

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::views::{Wait, WaitingRow, Whom};

use super::{instant, named};
use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO waiting (whom, wait, due_at, matter, ordinal) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (whom, wait, due_at, matter, ordinal) DO NOTHING";
    DROP = "DELETE FROM waiting
        WHERE whom = $1 AND wait = $2 AND due_at = $3 AND matter = $4 AND ordinal = $5";
    LIST = "SELECT whom, wait, due_at, matter, ordinal FROM waiting
        ORDER BY whom, wait, due_at, matter, ordinal";
    LIST_OF = "SELECT w.whom, w.wait, w.due_at, w.matter, w.ordinal, r.concerned
        FROM waiting w LEFT JOIN register r ON r.matter = w.matter
        WHERE w.whom = $1 ORDER BY w.wait, w.due_at, w.matter, w.ordinal LIMIT $2";
}

/// 一件等着的事, and whom its matter is about: he must not learn of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waits<R> {
    /// The row.
    pub row: R,
    /// The unit that the matter is about, if any.
    pub concerned: Option<UnitId>,
}

impl Store {
    /// What waits for a unit and for a person, by kind, most urgent first.
    pub async fn list_waiting(
        &self,
        whom: &[Whom],
        limit: u32,
    ) -> Result<Vec<Waits<WaitingRow>>, Fault> {
        let query =
            |whom: &Whom| Query::new(&LIST_OF, vec![Value::from(whom.code()), Value::from(limit)]);
        let found = self.database.glance_at(whom.iter().map(query).collect()).await?;
        let all = found.iter().flatten();
        let waits = |row: &Row| {
            let concerned = row.optional(5, Row::text)?.map(Into::into);
            Ok(Waits { row: read(row)?, concerned })
        };
        all.map(|row| waits(row).map_err(|fault| named(fault, "待处理", row))).collect()
    }
}

pub(super) fn values(row: &WaitingRow) -> Vec<Value> {
    vec![
        Value::from(row.whom.code()),
        Value::from(row.wait.code()),
        Value::from(row.due_at.micros()),
        Value::from(row.matter.as_str()),
        Value::from(row.ordinal),
    ]
}

pub(super) fn read(row: &Row) -> Result<WaitingRow, Fault> {
    let (whom, code) = (row.text(0)?, row.text(1)?);
    let wait = Wait::ALL.into_iter().find(|wait| wait.code() == code);
    Ok(WaitingRow {
        whom: Whom::from_code(whom).ok_or_else(|| Fault::damaged("待处理的对象读不懂"))?,
        wait: wait.ok_or_else(|| Fault::damaged("待处理的种类读不懂"))?,
        due_at: instant(row, 2)?,
        matter: row.text(3)?.into(),
        ordinal: row.count(4)?,
    })
}
