//! Civil days.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Days from 0000-01-01 to 1970-01-01.
const EPOCH: i32 = 719_528;
const MIN_DAYS: i32 = -EPOCH;
const MAX_DAYS: i32 = 2_932_896;
/// Days in 400 years, after which the calendar repeats.
const DAYS_IN_400_YEARS: i32 = 146_097;
/// Days of a common year before each month, and in all.
const DAYS_BEFORE_MONTH: [u16; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// 日. A civil day in Asia/Shanghai, held as days since 1970-01-01. Always between
/// [`Date::MIN`] and [`Date::MAX`]; arithmetic that would leave the range stops at its end.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    days: i32,
}

/// Why a text is not a civil day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DateError {
    /// Not of the form YYYY-MM-DD.
    #[error("“{0}”不是日期，应写成 2026-02-13 的样子")]
    Malformed(String),
    /// The form is right but there is no such day.
    #[error("“{0}”这一天不存在")]
    NoSuchDay(String),
}

/// 星期.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The name people use, such as 周日.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "周一",
            Self::Tuesday => "周二",
            Self::Wednesday => "周三",
            Self::Thursday => "周四",
            Self::Friday => "周五",
            Self::Saturday => "周六",
            Self::Sunday => "周日",
        }
    }
}

impl Date {
    /// The first day there is, 0000-01-01.
    pub const MIN: Self = Self { days: MIN_DAYS };
    /// The last day there is, 9999-12-31.
    pub const MAX: Self = Self { days: MAX_DAYS };

    /// The day `days` after 1970-01-01, or the nearest there is.
    pub const fn from_epoch_days(days: i32) -> Self {
        match days {
            ..MIN_DAYS => Self::MIN,
            MIN_DAYS..=MAX_DAYS => Self { days },
            _ => Self::MAX,
        }
    }

    /// Days since 1970-01-01.
    pub const fn epoch_days(self) -> i32 {
        self.days
    }

    /// The civil day, if it exists.
    pub const fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        let exists = year >= 0
            && year <= 9999
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= days_in_month(year, month);
        if !exists {
            return None;
        }
        let mut day_of_year = DAYS_BEFORE_MONTH[month as usize - 1] as i32 + day as i32 - 1;
        if month > 2 && is_leap(year) {
            day_of_year += 1;
        }
        Some(Self { days: days_before_year(year as i32) + day_of_year - EPOCH })
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub fn ymd(self) -> (i16, i8, i8) {
        let (year, day_of_year) = self.year_and_day();
        let leap_day = u16::from(is_leap(year));
        let before = |month: usize| {
            let leap = if month >= 2 { leap_day } else { 0 };
            DAYS_BEFORE_MONTH[month] + leap
        };
        let month = (1..12).take_while(|month| before(*month) <= day_of_year).count();
        (year, month as i8 + 1, (day_of_year - before(month)) as i8 + 1)
    }

    /// The civil year.
    pub const fn year(self) -> i16 {
        self.year_and_day().0
    }

    /// The civil year and the day of the year, from 0.
    pub(crate) const fn year_and_day(self) -> (i16, u16) {
        let days = self.days + EPOCH;
        // The guess is the year or the year after it, over the whole range.
        let guess = (days as i64 * 400 + 288) / DAYS_IN_400_YEARS as i64;
        let year = guess as i32;
        let before = days_before_year(year);
        if before <= days {
            (year as i16, (days - before) as u16)
        } else {
            (year as i16 - 1, (days - days_before_year(year - 1)) as u16)
        }
    }

    /// The day `days` later (earlier if negative), or the nearest there is.
    pub const fn plus_days(self, days: i32) -> Self {
        Self::from_epoch_days(self.days.saturating_add(days))
    }

    /// The same day number `months` later, or that month's last day where it has no such day.
    /// None beyond the last day there is.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let (year, month, day) = self.ymd();
        let month = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let year = i16::try_from(month / 12).ok()?;
        let month = (month % 12) as i8 + 1;
        Self::from_ymd(year, month, day.min(days_in_month(year, month)))
    }

    /// 星期几.
    pub const fn weekday(self) -> Weekday {
        match self.days.rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }

    /// Whether it is a Saturday or a Sunday.
    pub const fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

/// 闰年.
pub(crate) const fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i16, month: i8) -> i8 {
    let month = month as usize;
    if month == 2 && is_leap(year) {
        29
    } else {
        (DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1]) as i8
    }
}

/// Days from 0000-01-01 to the first of January of that year.
const fn days_before_year(year: i32) -> i32 {
    365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let malformed = || DateError::Malformed(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(malformed());
        }
        let year = text[0..4].parse().map_err(|_| malformed())?;
        let month = text[5..7].parse().map_err(|_| malformed())?;
        let day = text[8..10].parse().map_err(|_| malformed())?;
        Self::from_ymd(year, month, day).ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}
