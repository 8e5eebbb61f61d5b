//! 视图. Rows that follow from the events, written in the append's transaction.

mod board;
mod desk;
mod docket;
mod docket_part;
mod holding;
mod listed;
mod offer;
mod rating;
mod rebuild;
mod register;
mod signal;
mod timer;
mod waiting;

use std::collections::BTreeMap;

use xiaoneng_domain::Instant;
use xiaoneng_domain::views::{Change, Row as ViewRow, Rows};

pub use self::board::{BoardTallies, HourTally, LastRed, Tally, UnitTally};
pub use self::desk::{Capped, DeskCounts, DeskOf, DeskPlace};
pub use self::docket::{DocketOf, DocketPlace};
pub use self::listed::{Asked, MatterLine};
pub use self::rating::RatingCount;
pub use self::rebuild::{Difference, NotRebuilt, RebuildReport};
pub use self::register::{RegisterFilter, RegisterPlace};
pub use self::waiting::WaitCount;
use crate::fault::Fault;
use crate::sql::{Column, Query, Row, Sql, Transaction, Value};
use crate::store::Store;

/// The statement that fails when a source key is taken.
pub(crate) static SOURCE_STATEMENT: &Sql = &register::PUT;

/// All statements of all views.
pub(crate) fn statements() -> Vec<&'static Sql> {
    [
        board::ALL,
        desk::ALL,
        docket::ALL,
        docket_part::ALL,
        holding::ALL,
        listed::ALL,
        offer::ALL,
        rating::ALL,
        rebuild::ALL,
        register::ALL,
        signal::ALL,
        timer::ALL,
        waiting::ALL,
    ]
    .concat()
}

/// Adds the steps that carry out the changes. A row that is put again under the same key is
/// overwritten and not dropped first.
pub(crate) fn write(transaction: &mut Transaction, changes: &[Change]) {
    let mut dropped = BTreeMap::new();
    let mut put = Vec::new();
    for change in changes {
        match change {
            Change::Drop(row) => {
                let (sql, key) = drop_row(row);
                dropped.insert((sql.name, key), (sql, row));
            }
            Change::Put(row) => put.push(row),
        }
    }
    let mut puts = Vec::with_capacity(put.len());
    for row in put {
        let (sql, key) = drop_row(row);
        let before = dropped.remove(&(sql.name, key)).map(|(_, before)| before);
        puts.push(put_row(before, row));
    }
    for ((_, key), (sql, _)) in dropped {
        transaction.step(sql, key);
    }
    for (sql, params) in puts {
        transaction.step(sql, params);
    }
}

/// The statement that drops a row, with the row's key.
fn drop_row(row: &ViewRow) -> (&'static Sql, Vec<Value>) {
    match row {
        ViewRow::Desk(row) => (&desk::DROP, desk::key(row)),
        ViewRow::Register(row) => (&register::DROP, register::key(row)),
        ViewRow::Timer(row) => (&timer::DROP, timer::values(row)),
        ViewRow::Holding(row) => (&holding::DROP, holding::key(row)),
        ViewRow::Signal(row) => (&signal::DROP, signal::key(row)),
        ViewRow::Offer(row) => (&offer::DROP, offer::key(row)),
        ViewRow::Waiting(row) => (&waiting::DROP, waiting::key(row)),
        ViewRow::Rating(row) => (&rating::DROP, rating::key(row)),
        ViewRow::Docket(row) => (&docket::DROP, docket::key(row)),
        ViewRow::DocketPart(row) => (&docket_part::DROP, docket_part::values(row)),
    }
}

/// The statement that writes a row, in place of `before` if there is one, with its values.
fn put_row(before: Option<&ViewRow>, row: &ViewRow) -> (&'static Sql, Vec<Value>) {
    if let (Some(ViewRow::Register(before)), ViewRow::Register(after)) = (before, row)
        && register::is_touched(before, after)
    {
        return (&register::TOUCH, register::touched(after));
    }
    match row {
        ViewRow::Desk(row) => (&desk::PUT, desk::values(row)),
        ViewRow::Register(row) => (&register::PUT, register::values(row)),
        ViewRow::Timer(row) => (&timer::PUT, timer::values(row)),
        ViewRow::Holding(row) => (&holding::PUT, holding::values(row)),
        ViewRow::Signal(row) => (&signal::PUT, signal::values(row)),
        ViewRow::Offer(row) => (&offer::PUT, offer::values(row)),
        ViewRow::Waiting(row) => (&waiting::PUT, waiting::values(row)),
        ViewRow::Rating(row) => (&rating::PUT, rating::values(row)),
        ViewRow::Docket(row) => (&docket::PUT, docket::values(row)),
        ViewRow::DocketPart(row) => (&docket_part::PUT, docket_part::values(row)),
    }
}

impl Store {
    /// Every row of every view, in the order of the domain; to compare whole databases.
    pub async fn list_view_rows(&self) -> Result<Rows, Fault> {
        let all = [
            &desk::LIST,
            &register::LIST,
            &timer::LIST,
            &holding::LIST,
            &signal::LIST,
            &offer::LIST,
            &waiting::LIST,
            &rating::LIST,
            &docket::LIST,
            &docket_part::LIST,
        ];
        let queries = all.iter().map(|sql| Query::new(sql, Vec::new())).collect();
        let found = self.database.read(queries).await?;
        let [desks, registers, timers, holdings, signals, offers, waits, ratings, dockets, parts] =
            found.as_slice()
        else {
            return Err(Fault::damaged("视图读取不全"));
        };
        let mut rows = Rows::new();
        collect(&mut rows, desks, "待办", |row| desk::read(row).map(ViewRow::Desk))?;
        collect(&mut rows, registers, "台账", |row| register::read(row).map(ViewRow::Register))?;
        collect(&mut rows, timers, "到点", |row| timer::read(row).map(ViewRow::Timer))?;
        collect(&mut rows, holdings, "经手", |row| holding::read(row).map(ViewRow::Holding))?;
        collect(&mut rows, signals, "预警", |row| signal::read(row).map(ViewRow::Signal))?;
        collect(&mut rows, offers, "待签收", |row| offer::read(row).map(ViewRow::Offer))?;
        collect(&mut rows, waits, "待处理", |row| waiting::read(row).map(ViewRow::Waiting))?;
        collect(&mut rows, ratings, "评价", |row| rating::read(row).map(ViewRow::Rating))?;
        collect(&mut rows, dockets, "案卷", |row| docket::read(row).map(ViewRow::Docket))?;
        collect(&mut rows, parts, "案卷经办", |row| {
            docket_part::read(row).map(ViewRow::DocketPart)
        })?;
        Ok(rows)
    }
}

fn collect(
    into: &mut Rows,
    rows: &[Row],
    view: &str,
    read: impl Fn(&Row) -> Result<ViewRow, Fault>,
) -> Result<(), Fault> {
    for row in rows {
        into.insert(read(row).map_err(|fault| named(fault, view, row))?);
    }
    Ok(())
}

/// A damaged row of a view is named by the values of its first columns.
fn named(fault: Fault, view: &str, row: &Row) -> Fault {
    let shown = |column: Column<'_>| match column {
        Column::Null => "空".to_owned(),
        Column::Integer(number) => number.to_string(),
        Column::Text(text) => text.chars().take(40).collect(),
        Column::Bytes(bytes) => hex::encode(&bytes[..bytes.len().min(16)]),
    };
    let first: Vec<String> = row.columns().take(3).map(shown).collect();
    fault.during(format!("视图“{view}”的行（{}）", first.join("，")))
}

pub(crate) fn instant(row: &Row, column: usize) -> Result<Instant, Fault> {
    row.integer(column).map(Instant::from_micros)
}

pub(crate) fn micros(at: Option<Instant>) -> Value {
    Value::from(at.map(Instant::micros))
}
