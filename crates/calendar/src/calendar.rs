//! The calendar: which days count, and how limits are reckoned.

use crate::{Arrangement, Date, Explanation, Instant, Limit, Notice, Overlay, WorkingHours};

/// 工作日历. Immutable; sharing is by `Arc`. Every look-up costs the same whatever the distance.
#[derive(Clone, Debug)]
pub struct Calendar {}

/// What kind of day it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DayKind {
    /// 工作日
    Workday,
    /// 调休上班
    MakeUpWorkday,
    /// 周末
    Weekend,
    /// 法定节假日及调休放假
    Holiday,
    /// 本地或本单位放假
    LocalRest,
    /// 值班
    Duty,
}

/// One day, judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayStatus {
    /// The kind of day.
    pub kind: DayKind,
    /// The name of the holiday, where it has one.
    pub name: Option<String>,
    /// The notice it rests on; none for plain days and for estimated ones.
    pub notice: Option<Notice>,
    /// True beyond the last entered year: an estimate from weekends and fixed-date holidays.
    pub is_provisional: bool,
}

/// 到期. When a limit is used up.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// The due instant.
    pub at: Instant,
    /// 暂定. True where a day on the way has no notice yet.
    pub is_provisional: bool,
}

/// 暂停. A stretch during which a clock does not run; `to` is its end or expected end.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Pause {
    /// First instant not counted.
    pub from: Instant,
    /// First instant counted again.
    pub to: Instant,
}

#[allow(clippy::todo, unused_variables)]
impl Calendar {
    /// A calendar from the yearly arrangements, the common hours and the overlays in order
    /// (organization first, then unit).
    pub fn new(arrangements: &[Arrangement], hours: &WorkingHours, overlays: &[&Overlay]) -> Self {
        todo!()
    }

    /// 这天上不上班,为什么.
    pub fn day(&self, date: Date) -> DayStatus {
        todo!()
    }

    /// Whether offices work on that day.
    pub fn is_working_day(&self, date: Date) -> bool {
        todo!()
    }

    /// The working day that is `count` working days after `date` (day zero is `date` itself,
    /// whatever kind of day it is). Zero gives `date`.
    pub fn add_working_days(&self, date: Date, count: u32) -> (Date, bool) {
        todo!()
    }

    /// How many working days lie after `from` up to and including `to`.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        todo!()
    }

    /// When a limit that begins at `start` is used up, not counting the pauses.
    pub fn due(&self, start: Instant, limit: Limit, pauses: &[Pause]) -> Due {
        todo!()
    }

    /// The same, day by day.
    pub fn explain(&self, start: Instant, limit: Limit, pauses: &[Pause]) -> Explanation {
        todo!()
    }

    /// Working minutes from `from` to `to` (0 if `to` is not later), whole minutes rounded down.
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> i64 {
        todo!()
    }

    /// Closing time of that day, or midnight at its end on a day without hours.
    pub fn closing(&self, date: Date) -> Instant {
        todo!()
    }

    /// The last civil day for which a notice is entered.
    pub fn entered_until(&self) -> Option<Date> {
        todo!()
    }
}
