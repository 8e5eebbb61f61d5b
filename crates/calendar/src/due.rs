//! When a limit is used up. The rules stand with [`Calendar::due`].

use crate::calendar::{Counting, day_begins, day_ends};
use crate::instant::MICROS_PER_MINUTE;
use crate::pause::{self, PausedDays};
use crate::{Calendar, Date, Instant, Limit, LimitUnit, Pause};

/// 到期. When a limit is used up.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// The due instant.
    pub at: Instant,
    /// 暂定. True where a day on the way has no notice yet, and where the limit runs beyond the
    /// last instant there is.
    pub is_provisional: bool,
}

/// How a limit is reckoned.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reckoning {
    /// By days, due at a closing time.
    Days(DayRule),
    /// By the minute.
    Time(Counting),
}

/// Which days a limit of days counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum DayRule {
    WorkingDays,
    CalendarDays,
    Months,
}

impl LimitUnit {
    pub(crate) const fn reckoning(self) -> Reckoning {
        match self {
            Self::WorkingDay => Reckoning::Days(DayRule::WorkingDays),
            Self::CalendarDay => Reckoning::Days(DayRule::CalendarDays),
            Self::Month => Reckoning::Days(DayRule::Months),
            Self::WorkingHour => Reckoning::Time(Counting::Working),
            Self::Hour => Reckoning::Time(Counting::Wall),
        }
    }
}

impl DayRule {
    pub(crate) const fn counting(self) -> Counting {
        match self {
            Self::WorkingDays => Counting::Working,
            Self::CalendarDays | Self::Months => Counting::Wall,
        }
    }
}

/// A limit of days, reckoned.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct DayCount {
    /// The last day counted (day zero if none is).
    pub(crate) last: Date,
    /// The working day on which the limit ends.
    pub(crate) due: Date,
}

impl Due {
    /// Beyond the last instant there is.
    const NEVER: Self = Self { at: Instant::MAX, is_provisional: true };
}

impl Calendar {
    /// When a limit that begins at `start` is used up, not counting the pauses.
    ///
    /// - The day of receipt is day zero, whatever the hour and whatever kind of day it is.
    /// - 工作日: due at the closing time of the Nth working day after day zero.
    /// - 自然日 and 月: the Nth day, or the same day number N months on (or that month's last day);
    ///   a day of rest rolls on to the next working day. Due at closing time.
    /// - 工作小时: minutes inside office hours, from any start; what is used up exactly at closing time
    ///   ends there. 小时: the clock on the wall.
    /// - Zero hours end at the start. Zero days end at the first closing time that is not before the
    ///   start, on day zero if it is worked and still open, else on the next working day.
    /// - Pauses stop hour limits by the minute. A working day does not count if the clock was paused
    ///   for more than half of its working minutes (of its 24 hours, if it has no hours); in limits
    ///   of calendar days and months a civil day does not count if the clock was paused for more than
    ///   half of its 24 hours, and a last day does not roll on to such a day either. A limit of
    ///   months is as many civil days as it has without pauses.
    ///
    /// Source: 民法典 articles 201–203; 行政许可法 article 82.
    pub fn due(&self, start: Instant, limit: Limit, pauses: &[Pause]) -> Due {
        let apart = pause::merged(pauses);
        match limit.unit.reckoning() {
            Reckoning::Days(rule) => self.due_by_days(start, limit.amount, rule, &apart),
            Reckoning::Time(counting) => self.due_by_time(start, limit.amount, counting, &apart),
        }
    }

    fn due_by_time(&self, start: Instant, amount: u32, counting: Counting, apart: &[Pause]) -> Due {
        if amount == 0 {
            return Due { at: start, is_provisional: false };
        }
        let mut from = start;
        let mut left = i64::from(amount).saturating_mul(60 * MICROS_PER_MINUTE);
        for pause in apart {
            let used = self.time_between(counting, from, pause.from);
            if used >= left {
                break;
            }
            left -= used;
            from = from.max(pause.to);
        }
        let due = match counting {
            Counting::Working => self.working_time_after(from, left).map(|(at, last)| Due {
                at,
                is_provisional: self.is_estimated(start.date(), last),
            }),
            Counting::Wall => from.after_micros(left).map(|at| Due { at, is_provisional: false }),
        };
        due.unwrap_or(Due::NEVER)
    }

    fn due_by_days(&self, start: Instant, amount: u32, rule: DayRule, apart: &[Pause]) -> Due {
        let paused = self.paused_days(rule.counting(), apart);
        let Some(count) = self.count_days(start, amount, rule, &paused) else {
            return Due::NEVER;
        };
        let zero = start.date();
        let first_needed = match rule.counting() {
            Counting::Working if amount > 0 => zero.plus_days(1),
            Counting::Working | Counting::Wall => count.last,
        };
        let is_provisional = self.is_estimated(first_needed, count.due);
        Due { at: self.closing(count.due), is_provisional }
    }

    /// The last day counted and the day due; none beyond the last day there is.
    pub(crate) fn count_days(
        &self,
        start: Instant,
        amount: u32,
        rule: DayRule,
        paused: &PausedDays,
    ) -> Option<DayCount> {
        let zero = start.date();
        if amount == 0 {
            let is_still_open = self.closing(zero) >= start;
            let candidate =
                if is_still_open { zero } else { self.days_after(Counting::Wall, zero, 1)? };
            return Some(DayCount { last: zero, due: self.roll(candidate, paused)? });
        }
        let count = match rule {
            DayRule::WorkingDays | DayRule::CalendarDays => u64::from(amount),
            DayRule::Months => self.days_between(Counting::Wall, zero, zero.plus_months(amount)?),
        };
        let last = self.last_day(rule.counting(), zero, count, paused)?;
        Some(DayCount { last, due: self.roll(last, paused)? })
    }

    /// The `count`th (at least 1) day after `zero` that is not lost to a pause.
    fn last_day(
        &self,
        counting: Counting,
        zero: Date,
        count: u64,
        paused: &PausedDays,
    ) -> Option<Date> {
        let mut from = zero;
        let mut left = count;
        for (first, last) in &paused.ranges {
            let counted = self.days_between(counting, from, first.plus_days(-1));
            if counted >= left {
                break;
            }
            left -= counted;
            from = from.max(*last);
        }
        self.days_after(counting, from, left)
    }

    /// The first working day from `date` on that is not lost to a pause.
    fn roll(&self, date: Date, paused: &PausedDays) -> Option<Date> {
        let mut day = date;
        if !self.is_working_day(day) {
            day = self.days_after(Counting::Working, day, 1)?;
        }
        for (first, last) in &paused.ranges {
            if *first <= day && day <= *last {
                day = self.days_after(Counting::Working, *last, 1)?;
            }
        }
        Some(day)
    }

    /// The days that do not count because of the pauses (in order and apart).
    pub(crate) fn paused_days(&self, counting: Counting, apart: &[Pause]) -> PausedDays {
        PausedDays::new(apart, |date, touching| {
            let (begins, ends) = (day_begins(date), day_ends(date));
            let has_hours = self.time_between(counting, begins, ends) > 0;
            let counting = if has_hours { counting } else { Counting::Wall };
            let paused: i64 = touching
                .iter()
                .map(|pause| {
                    self.time_between(counting, pause.from.max(begins), pause.to.min(ends))
                })
                .sum();
            2 * paused > self.time_between(counting, begins, ends)
        })
    }
}
