//! The calendar: which days count, and how much working time lies between two instants.

use crate::day::DayBook;
use crate::instant::MICROS_PER_MINUTE;
use crate::years::Years;
use crate::{Arrangement, Date, DayStatus, Instant, Overlay, WorkingHours};

/// 工作日历. Immutable; sharing is by `Arc`. Every look-up costs the same whatever the distance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    book: DayBook,
    years: Years,
}

/// What is counted: the two readings of time that every limit comes down to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Counting {
    /// Working days and the time inside office hours.
    Working,
    /// Civil days and the clock on the wall.
    Wall,
}

impl Calendar {
    /// A calendar from the yearly arrangements, the common hours and the overlays in order
    /// (organization first, then unit). Where two speak of the same day, the later one decides;
    /// only a statutory holiday is not renamed by a local rest day.
    pub fn new(arrangements: &[Arrangement], hours: &WorkingHours, overlays: &[&Overlay]) -> Self {
        let book = DayBook::new(arrangements, hours, overlays);
        let years = Years::new(&book);
        Self { book, years }
    }

    /// 这天上不上班，为什么.
    pub fn day(&self, date: Date) -> DayStatus {
        self.book.status(date)
    }

    /// Whether offices work on that day.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.years.kind(date).is_working()
    }

    /// The working day that is `count` working days after `date` (day zero is `date` itself,
    /// whatever kind of day it is), and whether an estimated day was needed to find it. Zero
    /// gives `date`. Beyond the last day there is: that day, as an estimate.
    pub fn add_working_days(&self, date: Date, count: u32) -> (Date, bool) {
        if count == 0 {
            return (date, false);
        }
        match self.days_after(Counting::Working, date, u64::from(count)) {
            Some(day) => (day, self.years.is_estimated(date.plus_days(1), day)),
            None => (Date::MAX, true),
        }
    }

    /// How many working days lie after `from` up to and including `to` (0 if `to` is not later).
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let through = |date| self.years.working_days_through(date);
        through(to).saturating_sub(through(from))
    }

    /// Working minutes from `from` to `to` (0 if `to` is not later), whole minutes rounded down.
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> i64 {
        let used = self.working_time_before(to) - self.working_time_before(from);
        used.max(0) / MICROS_PER_MINUTE
    }

    /// Closing time of that day, or midnight at its end on a day without hours.
    pub fn closing(&self, date: Date) -> Instant {
        match self.years.shape(date).closes() {
            Some(closes) => day_begins(date).plus_micros(closes),
            None => day_ends(date),
        }
    }

    /// The last civil day for which a notice is entered.
    pub fn entered_until(&self) -> Option<Date> {
        let year = self.book.last_entered_year()?;
        Date::from_ymd(year, 12, 31)
    }

    /// Whether any day between the two, both included, lies in a year without a notice.
    pub(crate) fn is_estimated(&self, from: Date, to: Date) -> bool {
        self.years.is_estimated(from, to)
    }

    /// Days of that kind after `from` up to and including `to`.
    pub(crate) fn days_between(&self, counting: Counting, from: Date, to: Date) -> u64 {
        match counting {
            Counting::Working => u64::from(self.working_days_between(from, to)),
            Counting::Wall => u64::try_from(to.epoch_days() - from.epoch_days()).unwrap_or(0),
        }
    }

    /// The day that is `count` (at least 1) days of that kind after `date`, if there is one.
    pub(crate) fn days_after(&self, counting: Counting, date: Date, count: u64) -> Option<Date> {
        match counting {
            Counting::Working => {
                let through = u64::from(self.years.working_days_through(date));
                self.years.working_day(through + count, date)
            }
            Counting::Wall => {
                let left = u64::try_from(Date::MAX.epoch_days() - date.epoch_days()).ok()?;
                if count <= left { Some(date.plus_days(i32::try_from(count).ok()?)) } else { None }
            }
        }
    }

    /// Time of that kind between two instants, in microseconds, 0 if `to` is not later.
    pub(crate) fn time_between(&self, counting: Counting, from: Instant, to: Instant) -> i64 {
        let used = match counting {
            Counting::Working => self.working_time_before(to) - self.working_time_before(from),
            Counting::Wall => to.micros() - from.micros(),
        };
        used.max(0)
    }

    /// The first instant by which that much working time (more than none) has passed since `from`,
    /// and its working day, if there is one: what ends exactly at closing time ends there, not at
    /// the next opening.
    pub(crate) fn working_time_after(&self, from: Instant, time: i64) -> Option<(Instant, Date)> {
        let mark = self.working_time_before(from).checked_add(time)?;
        let minute = whole_minutes_up(mark);
        let (date, before, shape) = self.years.day_of_minute(minute, from.date())?;
        let in_day = shape.moment_when_used(mark - before * MICROS_PER_MINUTE);
        Some((day_begins(date).plus_micros(in_day), date))
    }

    /// Working time since [`Date::MIN`], in microseconds.
    #[inline]
    fn working_time_before(&self, instant: Instant) -> i64 {
        let (minutes, shape) = self.years.minutes_before(instant.date());
        minutes * MICROS_PER_MINUTE + shape.used_before(instant.micros_of_day())
    }
}

/// 00:00 of that day.
pub(crate) fn day_begins(date: Date) -> Instant {
    Instant::at(date, crate::TimeOfDay::MIDNIGHT)
}

/// 24:00 of that day.
pub(crate) fn day_ends(date: Date) -> Instant {
    Instant::at(date, crate::TimeOfDay::END_OF_DAY)
}

/// The number of the minute, counted from 1, in which that much time ends.
fn whole_minutes_up(micros: i64) -> i64 {
    let minutes = micros / MICROS_PER_MINUTE;
    if micros % MICROS_PER_MINUTE > 0 { minutes + 1 } else { minutes }
}
