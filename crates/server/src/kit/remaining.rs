//! 剩余时间. How much time is left, or by how much it is over, in the words of the county's
//! working time: a deadline of Wednesday 18:00 is “1 working day 4 hours” on Tuesday morning.

use xiaoneng_app::working_time::{Calendar, Date, Instant, LimitUnit, TimeOfDay};
use xiaoneng_domain::matter::Clock;

use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::light::LightKind;
use crate::kit::words::KitWords;

const MICROS_PER_MINUTE: i64 = 60_000_000;
const MINUTES_PER_DAY: i64 = 24 * 60;

/// 剩余时间.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Remaining {
    /// Whole working days, and hours beside them.
    Days {
        /// Working days.
        days: u32,
        /// Working hours beyond them.
        hours: u32,
    },
    /// Less than a working day.
    Minutes(u32),
    /// Still in time, though no working time is left before.
    Until(Instant),
    /// 已超, whole working days.
    OverDays(u32),
    /// 已超, less than a working day.
    OverMinutes(u32),
}

impl Remaining {
    /// In working time: how long until `due_at`, or how long since.
    pub fn of(calendar: &Calendar, now: Instant, due_at: Instant) -> Self {
        if now > due_at {
            let (days, minutes) = span(calendar, due_at, now);
            return if days > 0 { Self::OverDays(days) } else { Self::OverMinutes(minutes) };
        }
        let (days, minutes) = span(calendar, now, due_at);
        match (days, minutes) {
            (0, 0) => Self::Until(due_at),
            (0, minutes) => Self::Minutes(minutes),
            (days, minutes) => Self::Days { days, hours: minutes / 60 },
        }
    }

    /// By the clock on the wall, for limits in plain hours.
    pub fn by_the_wall(now: Instant, due_at: Instant) -> Self {
        let minutes = (due_at.micros() - now.micros()).abs() / MICROS_PER_MINUTE;
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        if now > due_at { Self::OverMinutes(minutes) } else { Self::Minutes(minutes) }
    }

    /// 剩余时间 of a clock, counted as its limit is.
    pub fn of_clock(calendar: &Calendar, clock: &Clock, now: Instant) -> Self {
        let due_at = clock.projection.due_at;
        match clock.limit.unit {
            LimitUnit::Hour => Self::by_the_wall(clock.judged_at(now), due_at),
            LimitUnit::WorkingDay
            | LimitUnit::CalendarDay
            | LimitUnit::WorkingHour
            | LimitUnit::Month => Self::of(calendar, clock.judged_at(now), due_at),
        }
    }

    /// Whether it is over.
    pub fn is_over(self) -> bool {
        match self {
            Self::Days { .. } | Self::Minutes(_) | Self::Until(_) => false,
            Self::OverDays(_) | Self::OverMinutes(_) => true,
        }
    }

    /// `还剩 2 个工作日` · `还剩 4 小时 28 分` · `今天 18:00 到期` · `已超 1 个工作日`
    pub fn words(self, language: Language, now: Instant) -> String {
        let w = KitWords(language);
        match self {
            Self::Days { days: 1, hours } if hours > 0 => w.left_day_and_hours(hours),
            Self::Days { days: 1, .. } => w.left_one_day().to_owned(),
            Self::Days { days, .. } => w.left_days(days),
            Self::Minutes(minutes) => w.left_time(duration(language, minutes)),
            Self::Until(at) if at.date() == now.date() => w.left_today(dates::time(at)),
            Self::Until(at) => w.left_until(dates::day_and_time(language, at)),
            Self::OverDays(1) => w.over_one_day().to_owned(),
            Self::OverDays(days) => w.over_days(days),
            Self::OverMinutes(0) => w.over_just().to_owned(),
            Self::OverMinutes(minutes) => w.over_time(duration(language, minutes)),
        }
    }

    /// The same where “还剩” or “已超” stands elsewhere: `2 个工作日` · `4 小时 28 分` · `18:00`
    pub fn amount(self, language: Language) -> String {
        let w = KitWords(language);
        match self {
            Self::Days { days: 1, .. } | Self::OverDays(1) => w.in_one_day().to_owned(),
            Self::Days { days, .. } | Self::OverDays(days) => w.in_days(days),
            Self::OverMinutes(0) => w.over_a_moment().to_owned(),
            Self::Minutes(minutes) | Self::OverMinutes(minutes) => duration(language, minutes),
            Self::Until(at) => dates::time(at),
        }
    }
}

/// `4 小时 28 分` · `6 小时` · `38 分`
pub fn duration(language: Language, minutes: u32) -> String {
    let w = KitWords(language);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => w.minutes(minutes),
        (hours, 0) => w.hours(hours),
        (hours, minutes) => w.hours_and_minutes(hours, minutes),
    }
}

/// Whole working days between two instants, and the working minutes beyond them. A day is from an
/// hour to the same hour of the next working day; a day that is whole anyhow counts as one.
pub(crate) fn span(calendar: &Calendar, from: Instant, to: Instant) -> (u32, u32) {
    let days = calendar.working_days_between(from.date(), to.date());
    let is_workday = calendar.is_working_day(from.date());
    let hour = if is_workday { from.micros_of_day() / MICROS_PER_MINUTE } else { MINUTES_PER_DAY };
    let after = |days: u32| {
        let (date, _) = calendar.add_working_days(from.date(), days);
        let same_hour = midnight(date).plus_minutes(hour);
        if days == 0 { from } else { same_hour.min(calendar.closing(date)) }
    };
    let mut days = days;
    while days > 0 && after(days) > to {
        days -= 1;
    }
    let rest = calendar.working_minutes_between(after(days), to);
    let whole = calendar.working_minutes_between(midnight(to.date()), calendar.closing(to.date()));
    let (days, rest) =
        if whole > 0 && rest >= whole { (days + 1, rest - whole) } else { (days, rest) };
    (days, u32::try_from(rest).unwrap_or(u32::MAX))
}

fn midnight(date: Date) -> Instant {
    Instant::at(date, TimeOfDay::MIDNIGHT)
}

/// 期限 as a page shows it: the words, the instant for machines, the instant for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// `还剩 4 小时 28 分`
    pub words: String,
    /// `red`, `yellow` or `calm`, the end of the class name `left--…`.
    pub tone: &'static str,
    /// For the attribute of a `<time>`.
    pub machine: String,
    /// `9 月 22 日（周二）18:00`
    pub exact: String,
    /// `9-22 18:00`, in tables; today only the time.
    pub short: String,
    /// Working minutes left, where a script may count them down; none otherwise.
    pub minutes: Option<u32>,
    /// For how many minutes from now on working time goes on.
    pub runs: u32,
}

impl Deadline {
    /// 期限 of what is due at `due_at`, in working time.
    pub fn of(language: Language, calendar: &Calendar, now: Instant, due_at: Instant) -> Self {
        let remaining = Remaining::of(calendar, now, due_at);
        Self::told(language, calendar, now, due_at, remaining)
    }

    /// 期限 of a clock that runs, counted as its limit is.
    pub fn of_clock(language: Language, calendar: &Calendar, now: Instant, clock: &Clock) -> Self {
        let remaining = Remaining::of_clock(calendar, clock, now);
        Self::told(language, calendar, now, clock.projection.due_at, remaining)
    }

    /// The same in the colour of the light that stands beside it.
    #[must_use]
    pub fn beside(mut self, light: LightKind) -> Self {
        self.tone = match light {
            LightKind::Red => "red",
            LightKind::Yellow => "yellow",
            LightKind::Green
            | LightKind::Pause
            | LightKind::Done
            | LightKind::Late
            | LightKind::Ended => "calm",
        };
        self
    }

    fn told(
        language: Language,
        calendar: &Calendar,
        now: Instant,
        due_at: Instant,
        remaining: Remaining,
    ) -> Self {
        let minutes = match remaining {
            Remaining::Minutes(minutes) => Some(minutes),
            Remaining::Days { .. }
            | Remaining::Until(_)
            | Remaining::OverDays(_)
            | Remaining::OverMinutes(_) => None,
        };
        let today = KitWords(language).today_at(dates::time(due_at));
        Self {
            words: remaining.words(language, now),
            tone: if remaining.is_over() { "red" } else { "calm" },
            machine: dates::machine(due_at),
            exact: dates::day_and_time(language, due_at),
            short: if due_at.date() == now.date() { today } else { dates::short(due_at) },
            minutes,
            runs: minutes.map_or(0, |minutes| runs(calendar, now, minutes)),
        }
    }
}

/// For how many of the next minutes the working time goes on without a break.
fn runs(calendar: &Calendar, now: Instant, most: u32) -> u32 {
    let goes_on = |minutes: u32| {
        let minutes = i64::from(minutes);
        calendar.working_minutes_between(now, now.plus_minutes(minutes)) == minutes
    };
    let (mut least, mut most) = (0, most);
    while least < most {
        let middle = least + (most - least).div_ceil(2);
        if goes_on(middle) { least = middle } else { most = middle - 1 }
    }
    least
}
