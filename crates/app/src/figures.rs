//! 公开数字. How the bureau stands this month, for everybody to see; counted anew once a minute.

use std::sync::{Arc, Mutex, PoisonError};

use xiaoneng_calendar::{Calendar, Date, Instant};
use xiaoneng_store::{CompletedSpan, Counted};

/// Figures older than this are counted anew.
const KEPT_MICROS: i64 = 60_000_000;

/// 本月情况.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figures {
    /// 截至.
    pub as_of: Instant,
    /// The month's first day.
    pub month_from: Date,
    /// 收到 this month.
    pub received: u32,
    /// 办结 this month: a result was delivered.
    pub completed: u32,
    /// Of these, by their due instant.
    pub completed_on_time: u32,
    /// 正在超期: open, past the limit, not paused.
    pub overdue: u32,
    /// The working days from filing to delivery, of all completed this month together; the day of
    /// receipt does not count.
    pub working_days_taken: u64,
}

impl Figures {
    pub(crate) fn of(
        counted: &Counted,
        calendar: &Calendar,
        month_from: Date,
        as_of: Instant,
    ) -> Self {
        let is_on_time =
            |span: &&CompletedSpan| span.due_at.is_none_or(|due| span.delivered_at <= due);
        let taken = |span: &CompletedSpan| {
            let (from, to) = (span.filed_at.date(), span.delivered_at.date());
            u64::from(calendar.working_days_between(from, to))
        };
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            as_of,
            month_from,
            received: counted.received,
            completed: count(counted.completed.len()),
            completed_on_time: count(counted.completed.iter().filter(is_on_time).count()),
            overdue: counted.overdue,
            working_days_taken: counted.completed.iter().map(taken).sum(),
        }
    }

    /// What 按时办结 is measured against: completed this month, and open although overdue.
    pub fn measured(&self) -> u32 {
        self.completed.saturating_add(self.overdue)
    }

    /// 按时办结率 in tenths of a percent; none where there is nothing to measure.
    pub fn on_time_per_mille(&self) -> Option<u32> {
        share(u64::from(self.completed_on_time), 1_000, u64::from(self.measured()))
    }

    /// 平均用时 in tenths of a working day; none where nothing was completed.
    pub fn mean_tenths(&self) -> Option<u32> {
        share(self.working_days_taken, 10, u64::from(self.completed))
    }
}

/// A part of a whole in small units, rounded to the nearest; none of nothing.
fn share(part: u64, units: u64, whole: u64) -> Option<u32> {
    let rounded = (2 * part * units + whole).checked_div(2 * whole)?;
    u32::try_from(rounded).ok()
}

/// What was counted last, for those who look within the minute.
#[derive(Debug, Default)]
pub(crate) struct KeptFigures(Mutex<Option<Arc<Figures>>>);

impl KeptFigures {
    pub(crate) fn get(&self, now: Instant) -> Option<Arc<Figures>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        kept.filter(|figures| {
            let age = now.micros() - figures.as_of.micros();
            (0..KEPT_MICROS).contains(&age)
        })
    }

    pub(crate) fn set(&self, figures: Arc<Figures>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(figures);
    }
}
