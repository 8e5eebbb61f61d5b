//! 待办. What is open on a desk, worst first.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::views::DeskRow;

use super::{instant, named};
use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO desk_open (unit, due_at, matter, amber_at, responsible, clock, matter_type,
            is_suspended, is_provisional, concerned, covers_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (unit, due_at, matter) DO UPDATE SET
            amber_at = excluded.amber_at, responsible = excluded.responsible,
            clock = excluded.clock, matter_type = excluded.matter_type,
            is_suspended = excluded.is_suspended, is_provisional = excluded.is_provisional,
            concerned = excluded.concerned, covers_for = excluded.covers_for";
    DROP = "DELETE FROM desk_open WHERE unit = $1 AND due_at = $2 AND matter = $3";
    LIST = "SELECT unit, due_at, matter, amber_at, responsible, clock, matter_type, is_suspended,
            is_provisional, concerned, covers_for FROM desk_open ORDER BY unit, due_at, matter";
    PAGE_OF_UNIT = "SELECT unit, due_at, matter, amber_at, responsible, clock, matter_type,
            is_suspended, is_provisional, concerned, covers_for
        FROM desk_open WHERE unit = $1 AND (due_at, matter) > ($2, $3)
        ORDER BY due_at, matter LIMIT $4";
    PAGE_OF_PERSON = "SELECT unit, due_at, matter, amber_at, responsible, clock, matter_type,
            is_suspended, is_provisional, concerned, covers_for
        FROM desk_open WHERE responsible = $1 AND (due_at, matter) > ($2, $3)
        ORDER BY due_at, matter LIMIT $4";
    PAGE_COVERED_FOR = "SELECT unit, due_at, matter, amber_at, responsible, clock, matter_type,
            is_suspended, is_provisional, concerned, covers_for
        FROM desk_open WHERE covers_for = $1 AND (due_at, matter) > ($2, $3)
        ORDER BY due_at, matter LIMIT $4";
    COUNT_OPEN = "SELECT count(*) FROM
        (SELECT 1 AS one FROM desk_open WHERE unit = $1 LIMIT $2) AS found";
    COUNT_AMBER = "SELECT count(*) FROM
        (SELECT 1 AS one FROM desk_open
            WHERE unit = $1 AND amber_at <= $2 AND is_suspended = 0 LIMIT $3) AS found";
    COUNT_RED = "SELECT count(*) FROM
        (SELECT 1 AS one FROM desk_open
            WHERE unit = $1 AND due_at < $2 AND is_suspended = 0 AND is_provisional = 0
            LIMIT $3) AS found";
    COUNT_PAUSED = "SELECT count(*) FROM
        (SELECT 1 AS one FROM desk_open
            WHERE unit = $1 AND is_suspended = 1 LIMIT $2) AS found";
}

/// Whose desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeskOf {
    /// A unit's.
    Unit(UnitId),
    /// One person's, over all units.
    Person(PersonId),
    /// What others answer for in one person's place.
    CoveredFor(PersonId),
}

/// Where a page of the desk ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskPlace {
    /// Due instant of the last row.
    pub due_at: Instant,
    /// Its matter.
    pub matter: MatterNumber,
}

/// A count that stops counting at a cap.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Capped {
    /// How many, at most the cap.
    pub count: u32,
    /// Whether there are more.
    pub is_more: bool,
}

/// 件数 on a unit's desk. A suspended matter is open and neither amber nor red.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct DeskCounts {
    /// All.
    pub open: Capped,
    /// Amber or worse.
    pub amber_or_worse: Capped,
    /// Past due, by a date that is no estimate.
    pub red: Capped,
    /// Suspended.
    pub paused: Capped,
}

impl Store {
    /// A page of a desk, worst first.
    pub async fn list_desk(
        &self,
        of: &DeskOf,
        after: Option<&DeskPlace>,
        limit: u32,
    ) -> Result<Vec<DeskRow>, Fault> {
        let (sql, name) = match of {
            DeskOf::Unit(unit) => (&PAGE_OF_UNIT, unit.as_str()),
            DeskOf::Person(person) => (&PAGE_OF_PERSON, person.as_str()),
            DeskOf::CoveredFor(person) => (&PAGE_COVERED_FOR, person.as_str()),
        };
        let (due_at, matter) =
            after.map_or((i64::MIN, ""), |place| (place.due_at.micros(), place.matter.as_str()));
        let params =
            vec![Value::from(name), Value::from(due_at), Value::from(matter), Value::from(limit)];
        let rows = self.database.glance(sql, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "待办", row))).collect()
    }

    /// How many are open, amber or worse, and red on a unit's desk at an instant, each counted up
    /// to a cap.
    pub async fn count_desk(
        &self,
        unit: &UnitId,
        now: Instant,
        cap: u32,
    ) -> Result<DeskCounts, Fault> {
        let unit = || Value::from(unit.as_str());
        let now = || Value::from(now.micros());
        let limit = || Value::from(i64::from(cap) + 1);
        let found = self
            .database
            .glance_at(vec![
                Query::new(&COUNT_OPEN, vec![unit(), limit()]),
                Query::new(&COUNT_AMBER, vec![unit(), now(), limit()]),
                Query::new(&COUNT_RED, vec![unit(), now(), limit()]),
                Query::new(&COUNT_PAUSED, vec![unit(), limit()]),
            ])
            .await?;
        let capped = |at: usize| {
            let row = found.get(at).and_then(|rows| rows.first());
            let count = row.map_or(Ok(0), |row| row.count(0))?;
            Ok::<_, Fault>(Capped { count: count.min(cap), is_more: count > cap })
        };
        Ok(DeskCounts {
            open: capped(0)?,
            amber_or_worse: capped(1)?,
            red: capped(2)?,
            paused: capped(3)?,
        })
    }
}

pub(super) fn key(row: &DeskRow) -> Vec<Value> {
    vec![
        Value::from(row.unit.as_str()),
        Value::from(row.due_at.micros()),
        Value::from(row.matter.as_str()),
    ]
}

pub(super) fn values(row: &DeskRow) -> Vec<Value> {
    let mut values = key(row);
    values.extend([
        Value::from(row.amber_at.micros()),
        Value::from(row.responsible.as_str()),
        Value::from(row.clock.as_str()),
        Value::from(row.matter_type.as_str()),
        Value::from(row.is_suspended),
        Value::from(row.is_provisional),
        Value::from(row.concerned.as_ref().map(UnitId::as_str)),
        Value::from(row.covers_for.as_ref().map(PersonId::as_str)),
    ]);
    values
}

pub(super) fn read(row: &Row) -> Result<DeskRow, Fault> {
    Ok(DeskRow {
        unit: row.text(0)?.into(),
        due_at: instant(row, 1)?,
        matter: row.text(2)?.into(),
        amber_at: instant(row, 3)?,
        responsible: row.text(4)?.into(),
        clock: row.text(5)?.to_owned(),
        matter_type: row.text(6)?.into(),
        is_suspended: row.boolean(7)?,
        is_provisional: row.boolean(8)?,
        concerned: row.optional(9, Row::text)?.map(Into::into),
        covers_for: row.optional(10, Row::text)?.map(Into::into),
    })
}
