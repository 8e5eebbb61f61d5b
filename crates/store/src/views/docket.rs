//! 案卷. Cards, complaints, tasks, inspections, circulars and cases, as lists know them.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DocketRow, Whom};

use super::{instant, micros, named};
use crate::fault::Fault;
use crate::recorded::stream_id;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

macro_rules! columns {
    () => {
        "d.stream, d.state, d.grade, d.unit, d.person, d.matter, d.opened_at, d.due_at, d.ended_at"
    };
}

statements! {
    PUT = "INSERT INTO docket (stream, state, grade, unit, person, matter, opened_at, due_at,
            ended_at, kind, is_open, sort_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (stream) DO UPDATE SET
            state = excluded.state, grade = excluded.grade, unit = excluded.unit,
            person = excluded.person, matter = excluded.matter, opened_at = excluded.opened_at,
            due_at = excluded.due_at, ended_at = excluded.ended_at, is_open = excluded.is_open,
            sort_at = excluded.sort_at";
    DROP = "DELETE FROM docket WHERE stream = $1";
    LIST = concat!("SELECT ", columns!(), " FROM docket d ORDER BY d.stream");
    FIND = concat!("SELECT ", columns!(), " FROM docket d WHERE d.stream = $1");
    OF_KIND = concat!("SELECT ", columns!(), " FROM docket d
        WHERE d.kind = $1 AND d.is_open = $2 AND (d.sort_at, d.stream) > ($3, $4)
        ORDER BY d.sort_at, d.stream LIMIT $5");
    OF_UNIT = concat!("SELECT ", columns!(), " FROM docket d
        WHERE d.kind = $1 AND d.is_open = $2 AND d.unit = $3
            AND (d.sort_at, d.stream) > ($4, $5)
        ORDER BY d.sort_at, d.stream LIMIT $6");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM docket d
        WHERE d.kind = $1 AND d.is_open = $2 AND d.person = $3
            AND (d.sort_at, d.stream) > ($4, $5)
        ORDER BY d.sort_at, d.stream LIMIT $6");
    OF_MATTER = concat!("SELECT ", columns!(), " FROM docket d
        WHERE d.kind = $1 AND d.is_open = $2 AND d.matter = $3
            AND (d.sort_at, d.stream) > ($4, $5)
        ORDER BY d.sort_at, d.stream LIMIT $6");
    OF_PART = concat!("SELECT ", columns!(), " FROM docket_part p JOIN docket d
            ON d.stream = p.stream
        WHERE d.kind = $1 AND d.is_open = $2 AND p.whom = $3
            AND (d.sort_at, d.stream) > ($4, $5)
        ORDER BY d.sort_at, d.stream LIMIT $6");
    OF_NAMED_PART = concat!("SELECT ", columns!(), " FROM docket_part p JOIN docket d
            ON d.stream = p.stream
        WHERE d.kind = $1 AND d.is_open = $2 AND p.whom = $3 AND p.part = $4
            AND (d.sort_at, d.stream) > ($5, $6)
        ORDER BY d.sort_at, d.stream LIMIT $7");
}

/// Which dockets of a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DocketOf {
    /// All of them.
    All,
    /// About a unit.
    Unit(UnitId),
    /// About a person.
    Person(PersonId),
    /// That came from a matter.
    Matter(MatterNumber),
    /// That stand in somebody's own list, whatever his part.
    Part(Whom),
    /// In which somebody has that part.
    PartNamed(Whom, &'static str),
}

/// Where a page of dockets ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocketPlace {
    /// By when its next step is owed; an ended one, minus the instant of its end.
    pub sort_at: i64,
    /// The stream of the last row.
    pub stream: StreamId,
}

impl DocketPlace {
    /// After a row.
    pub fn after(row: &DocketRow) -> Self {
        Self { sort_at: sort_at(row), stream: row.stream.clone() }
    }
}

impl Store {
    /// The docket of a stream.
    pub async fn find_docket(&self, stream: &StreamId) -> Result<Option<DocketRow>, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(stream.to_string())]).await?;
        rows.first().map(told).transpose()
    }

    /// A page of the dockets of a kind of stream, such as `task`: the open ones as they fall due,
    /// the ended ones newest first.
    pub async fn list_dockets(
        &self,
        kind: &str,
        of: &DocketOf,
        is_open: bool,
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<Vec<DocketRow>, Fault> {
        let (sql, whose) = match of {
            DocketOf::All => (&OF_KIND, None),
            DocketOf::Unit(unit) => (&OF_UNIT, Some(Value::from(unit.as_str()))),
            DocketOf::Person(person) => (&OF_PERSON, Some(Value::from(person.as_str()))),
            DocketOf::Matter(matter) => (&OF_MATTER, Some(Value::from(matter.as_str()))),
            DocketOf::Part(whom) => (&OF_PART, Some(Value::from(whom.code()))),
            DocketOf::PartNamed(whom, _) => (&OF_NAMED_PART, Some(Value::from(whom.code()))),
        };
        let part = match of {
            DocketOf::PartNamed(_, part) => Some(Value::from(*part)),
            DocketOf::All
            | DocketOf::Unit(_)
            | DocketOf::Person(_)
            | DocketOf::Matter(_)
            | DocketOf::Part(_) => None,
        };
        let (at, stream) = match after {
            Some(place) => (place.sort_at, place.stream.to_string()),
            None => (i64::MIN, String::new()),
        };
        let mut params = vec![Value::from(kind), Value::from(is_open)];
        params.extend(whose);
        params.extend(part);
        params.extend([Value::from(at), Value::from(stream), Value::from(limit)]);
        self.database.glance(sql, params).await?.iter().map(told).collect()
    }
}

/// The order of a list: an open docket by what falls due, an ended one newest first.
fn sort_at(row: &DocketRow) -> i64 {
    match (row.ended_at, row.due_at) {
        (Some(ended_at), _) => -ended_at.micros(),
        (None, Some(due_at)) => due_at.micros(),
        (None, None) => i64::MAX,
    }
}

fn told(row: &Row) -> Result<DocketRow, Fault> {
    read(row).map_err(|fault| named(fault, "案卷", row))
}

pub(super) fn key(row: &DocketRow) -> Vec<Value> {
    vec![Value::from(row.stream.to_string())]
}

pub(super) fn values(row: &DocketRow) -> Vec<Value> {
    vec![
        Value::from(row.stream.to_string()),
        Value::from(row.state.as_str()),
        Value::from(row.grade.as_str()),
        Value::from(row.unit.as_ref().map(UnitId::as_str)),
        Value::from(row.person.as_ref().map(PersonId::as_str)),
        Value::from(row.matter.as_ref().map(MatterNumber::as_str)),
        Value::from(row.opened_at.micros()),
        micros(row.due_at),
        micros(row.ended_at),
        Value::from(row.stream.kind()),
        Value::from(row.ended_at.is_none()),
        Value::from(sort_at(row)),
    ]
}

pub(super) fn read(row: &Row) -> Result<DocketRow, Fault> {
    let at = |column| row.optional(column, Row::integer).map(|at| at.map(Instant::from_micros));
    Ok(DocketRow {
        stream: stream_id(row.text(0)?)?,
        state: row.text(1)?.to_owned(),
        grade: row.text(2)?.to_owned(),
        unit: row.optional(3, Row::text)?.map(Into::into),
        person: row.optional(4, Row::text)?.map(Into::into),
        matter: row.optional(5, Row::text)?.map(Into::into),
        opened_at: instant(row, 6)?,
        due_at: at(7)?,
        ended_at: at(8)?,
    })
}
