//! 督办看板. What is late, due and waiting over all units, counted by the unit a matter is about, so
//! that whoever is recused from it counts without it.
//!
//! Open matters lie in the order of their units; the statements step from unit to unit and touch
//! only what is late or due there, however much is open and however much ever was.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::views::{DeskRow, OfferRow, Wait, WaitingRow};

use super::{DeskPlace, desk, instant, named, offer, waiting};
use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

/// Every different value of a column, each found by one step in the key, as a table that goes
/// before a statement.
macro_rules! stepped {
    ($name:literal, $column:literal, $table:literal) => {
        concat!(
            "WITH RECURSIVE ",
            $name,
            " (",
            $column,
            ") AS (SELECT min(",
            $column,
            ") FROM ",
            $table,
            " UNION ALL SELECT (SELECT min(o.",
            $column,
            ") FROM ",
            $table,
            " o WHERE o.",
            $column,
            " > ",
            $name,
            ".",
            $column,
            ") FROM ",
            $name,
            " WHERE ",
            $name,
            ".",
            $column,
            " IS NOT NULL)"
        )
    };
}

/// Every unit with something open on its desk.
macro_rules! desks {
    () => {
        stepped!("desks", "unit", "desk_open")
    };
}

/// Every unit that owes a signature.
macro_rules! receivers {
    () => {
        stepped!("receivers", "unit", "offer")
    };
}

/// Everybody for whom something waits.
macro_rules! awaited {
    () => {
        stepped!("awaited", "whom", "waiting")
    };
}

statements! {
    COUNT_OPEN = "SELECT count(*) FROM desk_open";
    COUNT_ABOUT = "SELECT concerned, count(*) FROM desk_open
        WHERE concerned IS NOT NULL GROUP BY concerned";
    COUNT_PAUSED = "SELECT concerned, count(*) FROM desk_open
        WHERE is_suspended = 1 GROUP BY concerned";
    COUNT_RED = concat!(desks!(), " SELECT d.unit, d.concerned, count(*)
        FROM desks CROSS JOIN desk_open d
        WHERE d.unit = desks.unit AND d.due_at < $1
            AND d.is_suspended = 0 AND d.is_provisional = 0
        GROUP BY d.unit, d.concerned ORDER BY d.unit, d.concerned");
    COUNT_AMBER = concat!(desks!(), " SELECT d.concerned, count(*)
        FROM desks CROSS JOIN desk_open d
        WHERE d.unit = desks.unit AND d.amber_at <= $1 AND d.is_suspended = 0
        GROUP BY d.concerned");
    COUNT_DUE = concat!(desks!(), " SELECT d.due_at / 3600000000, d.concerned, count(*)
        FROM desks CROSS JOIN desk_open d
        WHERE d.unit = desks.unit AND d.due_at >= $1 AND d.due_at < $2
            AND d.is_suspended = 0 AND d.is_provisional = 0
        GROUP BY d.due_at / 3600000000, d.concerned ORDER BY d.due_at / 3600000000");
    PAGE_OF_RED = concat!(desks!(), " SELECT d.unit, d.due_at, d.matter, d.amber_at,
            d.responsible, d.clock, d.matter_type, d.is_suspended, d.is_provisional, d.concerned,
            d.covers_for
        FROM desks CROSS JOIN desk_open d
        WHERE d.unit = desks.unit AND d.due_at < $1
            AND d.is_suspended = 0 AND d.is_provisional = 0 AND (d.due_at, d.matter) > ($2, $3)
        ORDER BY d.due_at, d.matter LIMIT $4");
    COUNT_UNSIGNED = concat!(receivers!(), " SELECT f.concerned, count(*)
        FROM receivers CROSS JOIN offer f
        WHERE f.unit = receivers.unit AND f.sign_by < $1 GROUP BY f.concerned");
    LIST_UNSIGNED = concat!(receivers!(), " SELECT f.unit, f.sign_by, f.matter, f.offer,
            f.person, f.concerned
        FROM receivers CROSS JOIN offer f
        WHERE f.unit = receivers.unit AND f.sign_by < $1
        ORDER BY f.sign_by, f.matter LIMIT $2");
    COUNT_AWAITED = concat!(awaited!(), " SELECT w.concerned, count(*)
        FROM awaited CROSS JOIN waiting w
        WHERE w.whom = awaited.whom AND w.wait = $1 GROUP BY w.concerned");
    LIST_AWAITED = concat!(awaited!(), " SELECT w.whom, w.wait, w.due_at, w.matter, w.ordinal,
            w.concerned
        FROM awaited CROSS JOIN waiting w
        WHERE w.whom = awaited.whom AND w.wait = $1
        ORDER BY w.due_at, w.matter LIMIT $2");
    COUNT_FILED = "SELECT concerned, count(*) FROM register
        WHERE filed_at >= $1 AND is_imported = 0 GROUP BY concerned";
    COUNT_COMPLETED = "SELECT concerned, count(*) FROM register
        WHERE delivered_at >= $1 AND is_imported = 0 AND state = 'completed' GROUP BY concerned";
    LAST_RED = "SELECT s.unit, s.fell_due_at, r.concerned
        FROM signal s JOIN register r ON r.matter = s.matter
        WHERE s.level IN ('yellow', 'red') ORDER BY s.fell_due_at DESC LIMIT $1";
}

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// 件数 of matters about one unit, or about none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// 被反映单位.
    pub concerned: Option<UnitId>,
    /// How many.
    pub count: u32,
}

/// 超期 of one unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitTally {
    /// On whose desk.
    pub unit: UnitId,
    /// How many.
    pub tally: Tally,
}

/// 到期 within one hour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HourTally {
    /// When the hour begins.
    pub from: Instant,
    /// How many.
    pub tally: Tally,
}

/// 看板件数 at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoardTallies {
    /// 在办, all of them.
    pub open: u32,
    /// Those of them that are about a unit.
    pub about_units: Vec<Tally>,
    /// 暂停
    pub paused: Vec<Tally>,
    /// 超期, by unit.
    pub red: Vec<UnitTally>,
    /// 临期 or worse.
    pub amber_or_worse: Vec<Tally>,
    /// 今天到期, by hour.
    pub due: Vec<HourTally>,
    /// Past the limit of the signature.
    pub unsigned: Vec<Tally>,
    /// 待裁定
    pub rulings: Vec<Tally>,
    /// 延期待批
    pub extensions: Vec<Tally>,
    /// 今日新收
    pub filed: Vec<Tally>,
    /// 今日办结
    pub completed: Vec<Tally>,
}

/// 最近一次超期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LastRed {
    /// Whose clock ran over.
    pub unit: UnitId,
    /// When.
    pub fell_due_at: Instant,
    /// 被反映单位.
    pub concerned: Option<UnitId>,
}

impl Store {
    /// Counts everything of the board; today is from one midnight to the next.
    pub async fn count_board(
        &self,
        now: Instant,
        (midnight, next): (Instant, Instant),
    ) -> Result<BoardTallies, Fault> {
        let at = |at: Instant| Value::from(at.micros());
        let wait = |wait: Wait| vec![Value::from(wait.code())];
        let queries = vec![
            Query::new(&COUNT_OPEN, Vec::new()),
            Query::new(&COUNT_ABOUT, Vec::new()),
            Query::new(&COUNT_PAUSED, Vec::new()),
            Query::new(&COUNT_RED, vec![at(now)]),
            Query::new(&COUNT_AMBER, vec![at(now)]),
            Query::new(&COUNT_DUE, vec![at(now), at(next)]),
            Query::new(&COUNT_UNSIGNED, vec![at(now)]),
            Query::new(&COUNT_AWAITED, wait(Wait::Ruling)),
            Query::new(&COUNT_AWAITED, wait(Wait::Extension)),
            Query::new(&COUNT_FILED, vec![at(midnight)]),
            Query::new(&COUNT_COMPLETED, vec![at(midnight)]),
        ];
        let found = self.database.read(queries).await?;
        let [open, about, paused, red, amber, due, unsigned, rulings, extensions, filed, completed] =
            found.as_slice()
        else {
            return Err(Fault::damaged("看板没有读全"));
        };
        Ok(BoardTallies {
            open: open.first().map_or(Ok(0), |row| row.count(0))?,
            about_units: tallies(about)?,
            paused: tallies(paused)?,
            red: red.iter().map(unit_tally).collect::<Result<_, _>>()?,
            amber_or_worse: tallies(amber)?,
            due: due.iter().map(hour_tally).collect::<Result<_, _>>()?,
            unsigned: tallies(unsigned)?,
            rulings: tallies(rulings)?,
            extensions: tallies(extensions)?,
            filed: tallies(filed)?,
            completed: tallies(completed)?,
        })
    }

    /// A page of what is overdue over all units, whatever is overdue longest first.
    pub async fn list_red(
        &self,
        now: Instant,
        after: Option<&DeskPlace>,
        limit: u32,
    ) -> Result<Vec<DeskRow>, Fault> {
        let (due_at, matter) =
            after.map_or((i64::MIN, ""), |place| (place.due_at.micros(), place.matter.as_str()));
        let now = Value::from(now.micros());
        let params = vec![now, Value::from(due_at), Value::from(matter), Value::from(limit)];
        let rows = self.database.query(&PAGE_OF_RED, params).await?;
        rows.iter().map(|row| desk::read(row).map_err(|fault| named(fault, "待办", row))).collect()
    }

    /// What was not signed for in time, over all units, the longest first.
    pub async fn list_unsigned(&self, now: Instant, limit: u32) -> Result<Vec<OfferRow>, Fault> {
        let params = vec![Value::from(now.micros()), Value::from(limit)];
        let rows = self.database.query(&LIST_UNSIGNED, params).await?;
        let read = |row| offer::read(row).map_err(|fault| named(fault, "待签收", row));
        rows.iter().map(read).collect()
    }

    /// What waits of one kind, for whomever, most urgent first.
    pub async fn list_awaited(&self, wait: Wait, limit: u32) -> Result<Vec<WaitingRow>, Fault> {
        let params = vec![Value::from(wait.code()), Value::from(limit)];
        let rows = self.database.query(&LIST_AWAITED, params).await?;
        let read = |row| waiting::read(row).map_err(|fault| named(fault, "待处理", row));
        rows.iter().map(read).collect()
    }

    /// What fell overdue last, the newest first.
    pub async fn list_last_red(&self, limit: u32) -> Result<Vec<LastRed>, Fault> {
        let rows = self.database.query(&LAST_RED, vec![Value::from(limit)]).await?;
        let read = |row: &Row| {
            Ok(LastRed {
                unit: row.text(0)?.into(),
                fell_due_at: instant(row, 1)?,
                concerned: row.optional(2, Row::text)?.map(Into::into),
            })
        };
        rows.iter().map(read).collect()
    }
}

fn tallies(rows: &[Row]) -> Result<Vec<Tally>, Fault> {
    rows.iter().map(|row| tally(row, 0)).collect()
}

/// The unit and the count from a column on.
fn tally(row: &Row, from: usize) -> Result<Tally, Fault> {
    let concerned = row.optional(from, Row::text)?.map(Into::into);
    Ok(Tally { concerned, count: row.count(from + 1)? })
}

fn unit_tally(row: &Row) -> Result<UnitTally, Fault> {
    Ok(UnitTally { unit: row.text(0)?.into(), tally: tally(row, 1)? })
}

fn hour_tally(row: &Row) -> Result<HourTally, Fault> {
    let from = Instant::from_micros(row.integer(0)? * MICROS_PER_HOUR);
    Ok(HourTally { from, tally: tally(row, 1)? })
}
