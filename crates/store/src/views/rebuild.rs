//! 重建. The views made anew from the ledger, and compared with the kept ones. To be run while
//! nothing else writes: rows that change meanwhile would show as differences.

use std::collections::BTreeMap;

use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views::{Change, Row as ViewRow, Rows, changes};

use super::{
    desk, docket, docket_part, holding, named, offer, rating, register, signal, timer, waiting,
    write,
};
use crate::fault::{During as _, Fault};
use crate::recorded::{read_event, stream_id};
use crate::sql::{Query, Row, Transaction, Value, statements};
use crate::store::Store;

statements! {
    PAGE = "SELECT version, occurred_at, recorded_at, actor, kind, body, hash, stream FROM event
        WHERE (stream, version) > ($1, $2) ORDER BY stream, version LIMIT $3";
}

const EVENTS_A_PAGE: u32 = 2_000;
const STREAMS_AT_ONCE: usize = 500;
const DIFFERENCES_SHOWN: usize = 100;
/// After every number of a matter.
const LAST_OF_ALL: &str = "\u{10FFFF}";

/// A row that was kept and is not what the ledger says, or the reverse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The stream whose row it is.
    pub stream: StreamId,
    /// What the kept view needs to become what the ledger says.
    pub change: Change,
}

/// What a rebuild found.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct RebuildReport {
    /// Streams folded.
    pub streams: u64,
    /// Events folded.
    pub events: u64,
    /// Rows that the ledger gives.
    pub rows: u64,
    /// Rows that were kept and should not be, or should be and were not.
    pub differing: u64,
    /// The first hundred of them.
    pub differences: Vec<Difference>,
}

/// Why a rebuild stopped.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRebuilt<E> {
    /// The fold did not understand a stream.
    #[error("流 {0} 无法重建：{1}")]
    Fold(StreamId, E),
    /// The world failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Copy, Clone)]
enum Mode {
    Compare,
    Replace,
}

impl Store {
    /// Folds every stream, compares the rows with the kept ones and replaces what differs.
    pub async fn rebuild_views<E>(
        &self,
        fold: impl Fn(&StreamId, &[Recorded]) -> Result<Rows, E>,
    ) -> Result<RebuildReport, NotRebuilt<E>> {
        self.go_through(fold, Mode::Replace).await
    }

    /// Folds every stream and compares the rows with the kept ones; writes nothing.
    pub async fn compare_views<E>(
        &self,
        fold: impl Fn(&StreamId, &[Recorded]) -> Result<Rows, E>,
    ) -> Result<RebuildReport, NotRebuilt<E>> {
        self.go_through(fold, Mode::Compare).await
    }

    async fn go_through<E>(
        &self,
        fold: impl Fn(&StreamId, &[Recorded]) -> Result<Rows, E>,
        mode: Mode,
    ) -> Result<RebuildReport, NotRebuilt<E>> {
        let mut rebuild = Rebuild {
            store: self,
            mode,
            open: self.open_rows().await?,
            folded: BTreeMap::new(),
            until: String::new(),
            report: RebuildReport::default(),
        };
        let mut current: Option<(StreamId, Vec<Recorded>)> = None;
        let mut place = (String::new(), 0);
        loop {
            let page = self.event_page(&place).await?;
            let Some(last) = page.last() else { break };
            place = (last.0.to_string(), last.1.version);
            for (stream, event) in page {
                rebuild.report.events += 1;
                match &mut current {
                    Some((same, events)) if *same == stream => events.push(event),
                    _ => {
                        if let Some((stream, events)) = current.replace((stream, vec![event])) {
                            rebuild.fold(&fold, stream, &events).await?;
                        }
                    }
                }
            }
        }
        if let Some((stream, events)) = current {
            rebuild.fold(&fold, stream, &events).await?;
        }
        rebuild.finish().await?;
        Ok(rebuild.report)
    }

    async fn event_page(&self, place: &(String, u32)) -> Result<Vec<(StreamId, Recorded)>, Fault> {
        let (stream, version) = place;
        let params =
            vec![Value::from(stream.as_str()), Value::from(*version), Value::from(EVENTS_A_PAGE)];
        let rows = self.database.query(&PAGE, params).await.during("读取账本")?;
        let read = |row: &Row| {
            let name = row.text(7)?;
            let event = read_event(row).map_err(|fault| {
                fault.during(format!("账本流 {name} 在第 {version} 版之后的一条"))
            })?;
            Ok((stream_id(name)?, event.0))
        };
        rows.iter().map(read).collect()
    }

    /// The rows of the views that hold only what is open, and those of dockets; they are few beside
    /// the matters, and not kept by stream.
    async fn open_rows(&self) -> Result<BTreeMap<StreamId, Rows>, Fault> {
        let queries = [
            &desk::LIST,
            &timer::LIST,
            &offer::LIST,
            &waiting::LIST,
            &docket::LIST,
            &docket_part::LIST,
        ];
        let queries = queries.iter().map(|sql| Query::new(sql, Vec::new())).collect();
        let found = self.database.read(queries).await?;
        let [desks, timers, offers, waits, dockets, parts] = found.as_slice() else {
            return Err(Fault::damaged("视图读取不全"));
        };
        let mut open = BTreeMap::new();
        gather(&mut open, desks, "待办", |row| desk::read(row).map(ViewRow::Desk))?;
        gather(&mut open, timers, "到点", |row| timer::read(row).map(ViewRow::Timer))?;
        gather(&mut open, offers, "待签收", |row| offer::read(row).map(ViewRow::Offer))?;
        gather(&mut open, waits, "待处理", |row| waiting::read(row).map(ViewRow::Waiting))?;
        gather(&mut open, dockets, "案卷", |row| docket::read(row).map(ViewRow::Docket))?;
        gather(&mut open, parts, "案卷经办", |row| {
            docket_part::read(row).map(ViewRow::DocketPart)
        })?;
        Ok(open)
    }
}

/// A rebuild under way.
struct Rebuild<'a> {
    store: &'a Store,
    mode: Mode,
    open: BTreeMap<StreamId, Rows>,
    folded: BTreeMap<StreamId, Rows>,
    until: String,
    report: RebuildReport,
}

impl Rebuild<'_> {
    async fn fold<E>(
        &mut self,
        fold: impl Fn(&StreamId, &[Recorded]) -> Result<Rows, E>,
        stream: StreamId,
        events: &[Recorded],
    ) -> Result<(), NotRebuilt<E>> {
        match fold(&stream, events) {
            Ok(rows) => {
                self.report.streams += 1;
                self.report.rows += rows.len() as u64;
                self.folded.insert(stream, rows);
            }
            Err(error) => return Err(NotRebuilt::Fold(stream, error)),
        }
        if self.folded.len() >= STREAMS_AT_ONCE {
            let last = self.folded.keys().rev().find_map(matter_of).map(str::to_owned);
            self.settle(last).await?;
        }
        Ok(())
    }

    /// Compares what was folded with what is kept, up to the matter `last`.
    async fn settle(&mut self, last: Option<String>) -> Result<(), Fault> {
        let mut kept = BTreeMap::new();
        if let Some(last) = last {
            let range = [
                &register::LIST_RANGE,
                &holding::LIST_RANGE,
                &signal::LIST_RANGE,
                &rating::LIST_RANGE,
            ];
            let params = vec![Value::from(self.until.as_str()), Value::from(last.as_str())];
            let queries = range.iter().map(|sql| Query::new(sql, params.clone())).collect();
            let found = self.store.database.read(queries).await?;
            let [registers, holdings, signals, ratings] = found.as_slice() else {
                return Err(Fault::damaged("视图读取不全"));
            };
            gather(&mut kept, registers, "台账", |row| {
                register::read(row).map(ViewRow::Register)
            })?;
            gather(&mut kept, holdings, "经手", |row| holding::read(row).map(ViewRow::Holding))?;
            gather(&mut kept, signals, "预警", |row| signal::read(row).map(ViewRow::Signal))?;
            gather(&mut kept, ratings, "评价", |row| rating::read(row).map(ViewRow::Rating))?;
            self.until = last;
        }
        for stream in self.folded.keys() {
            if let Some(rows) = self.open.remove(stream) {
                kept.entry(stream.clone()).or_default().extend(rows);
            }
        }
        let folded = std::mem::take(&mut self.folded);
        self.replace(kept, folded).await
    }

    async fn replace(
        &mut self,
        mut kept: BTreeMap<StreamId, Rows>,
        mut folded: BTreeMap<StreamId, Rows>,
    ) -> Result<(), Fault> {
        for stream in kept.keys() {
            folded.entry(stream.clone()).or_default();
        }
        let mut all = Vec::new();
        for (stream, rows) in folded {
            let before = kept.remove(&stream).unwrap_or_default();
            for change in changes(&before, &rows) {
                self.report.differing += 1;
                if self.report.differences.len() < DIFFERENCES_SHOWN {
                    let (stream, change) = (stream.clone(), change.clone());
                    self.report.differences.push(Difference { stream, change });
                }
                all.push(change);
            }
        }
        match self.mode {
            Mode::Replace if !all.is_empty() => {
                let mut transaction = Transaction::default();
                write(&mut transaction, &all);
                self.store.database.transact(transaction).await?;
            }
            Mode::Replace | Mode::Compare => {}
        }
        Ok(())
    }

    /// What is left in the views and has no stream.
    async fn finish(&mut self) -> Result<(), Fault> {
        self.settle(Some(LAST_OF_ALL.to_owned())).await?;
        let orphans = std::mem::take(&mut self.open);
        self.replace(orphans, BTreeMap::new()).await
    }
}

fn gather(
    into: &mut BTreeMap<StreamId, Rows>,
    rows: &[Row],
    view: &str,
    read: impl Fn(&Row) -> Result<ViewRow, Fault>,
) -> Result<(), Fault> {
    for row in rows {
        let row = read(row).map_err(|fault| named(fault, view, row))?;
        into.entry(stream_of(&row)).or_default().insert(row);
    }
    Ok(())
}

/// The stream from which a row follows.
fn stream_of(row: &ViewRow) -> StreamId {
    match row {
        ViewRow::Desk(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Register(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Timer(row) => row.stream.clone(),
        ViewRow::Holding(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Signal(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Offer(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Waiting(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Rating(row) => StreamId::Matter(row.matter.clone()),
        ViewRow::Docket(row) => row.stream.clone(),
        ViewRow::DocketPart(row) => row.stream.clone(),
    }
}

fn matter_of(stream: &StreamId) -> Option<&str> {
    stream.matter().map(MatterNumber::as_str)
}
