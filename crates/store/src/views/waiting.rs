//! 待处理. What waits for a unit or a person who need not hold the matter.

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::views::{Wait, WaitingRow, Whom};

use super::{instant, named};
use crate::fault::Fault;
use crate::sql::{Query, Row, Sql, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO waiting (whom, wait, due_at, matter, ordinal, concerned)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (whom, wait, due_at, matter, ordinal)
            DO UPDATE SET concerned = excluded.concerned";
    DROP = "DELETE FROM waiting
        WHERE whom = $1 AND wait = $2 AND due_at = $3 AND matter = $4 AND ordinal = $5";
    LIST = "SELECT whom, wait, due_at, matter, ordinal, concerned FROM waiting
        ORDER BY whom, wait, due_at, matter, ordinal";
    LIST_OF = "SELECT whom, wait, due_at, matter, ordinal, concerned FROM waiting
        WHERE whom = $1 ORDER BY wait, due_at, matter, ordinal LIMIT $2";
    COUNT_OF = "SELECT wait, concerned, count(*) FROM
        (SELECT wait, concerned FROM waiting WHERE whom = $1 LIMIT $2) AS found
        GROUP BY wait, concerned";
}

/// 件数. How many of one kind wait that are about one unit, or about none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitCount {
    /// What.
    pub wait: Wait,
    /// The unit that the matters are about, if any.
    pub concerned: Option<UnitId>,
    /// How many.
    pub count: u32,
}

impl Store {
    /// What waits for a unit and for a person, by kind, most urgent first.
    pub async fn list_waiting(&self, whom: &[Whom], limit: u32) -> Result<Vec<WaitingRow>, Fault> {
        let found = self.database.glance_at(of_each(&LIST_OF, whom, limit)).await?;
        let all = found.iter().flatten();
        all.map(|row| read(row).map_err(|fault| named(fault, "待处理", row))).collect()
    }

    /// How much of each kind waits for a unit and for a person, each counted up to a limit.
    pub async fn count_waits(&self, whom: &[Whom], limit: u32) -> Result<Vec<WaitCount>, Fault> {
        let found = self.database.glance_at(of_each(&COUNT_OF, whom, limit)).await?;
        let count = |row: &Row| {
            Ok(WaitCount {
                wait: wait_of(row.text(0)?)?,
                concerned: row.optional(1, Row::text)?.map(Into::into),
                count: row.count(2)?,
            })
        };
        found.iter().flatten().map(count).collect()
    }
}

fn of_each(sql: &'static Sql, whom: &[Whom], limit: u32) -> Vec<Query> {
    let query = |whom: &Whom| Query::new(sql, vec![Value::from(whom.code()), Value::from(limit)]);
    whom.iter().map(query).collect()
}

fn wait_of(code: &str) -> Result<Wait, Fault> {
    let wait = Wait::ALL.into_iter().find(|wait| wait.code() == code);
    wait.ok_or_else(|| Fault::damaged("待处理的种类读不懂"))
}

/// The key of a row.
pub(super) fn key(row: &WaitingRow) -> Vec<Value> {
    vec![
        Value::from(row.whom.code()),
        Value::from(row.wait.code()),
        Value::from(row.due_at.micros()),
        Value::from(row.matter.as_str()),
        Value::from(row.ordinal),
    ]
}

pub(super) fn values(row: &WaitingRow) -> Vec<Value> {
    let mut values = key(row);
    values.push(Value::from(row.concerned.as_ref().map(UnitId::as_str)));
    values
}

pub(super) fn read(row: &Row) -> Result<WaitingRow, Fault> {
    Ok(WaitingRow {
        whom: Whom::from_code(row.text(0)?).ok_or_else(|| Fault::damaged("待处理的对象读不懂"))?,
        wait: wait_of(row.text(1)?)?,
        due_at: instant(row, 2)?,
        matter: row.text(3)?.into(),
        ordinal: row.count(4)?,
        concerned: row.optional(5, Row::text)?.map(Into::into),
    })
}
