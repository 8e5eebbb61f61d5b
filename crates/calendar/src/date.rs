//! Civil days.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// 日. A civil day in Asia/Shanghai, held as days since 1970-01-01.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    days: i32,
}

/// Why a text is not a civil day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DateError {
    /// Not of the form YYYY-MM-DD.
    #[error("“{0}”不是日期,应写成 2026-02-13 的样子")]
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

impl Date {
    /// The day `days` after 1970-01-01.
    pub const fn from_epoch_days(days: i32) -> Self {
        Self { days }
    }

    /// Days since 1970-01-01.
    pub const fn epoch_days(self) -> i32 {
        self.days
    }

    /// The civil day, if it exists.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        let since = date.since(jiff::civil::date(1970, 1, 1)).ok()?;
        Some(Self { days: since.get_days() })
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = jiff::civil::date(1970, 1, 1)
            .saturating_add(jiff::Span::new().days(i64::from(self.days)));
        (date.year(), date.month(), date.day())
    }

    /// The civil year.
    pub fn year(self) -> i16 {
        self.ymd().0
    }

    /// The day `days` later (earlier if negative).
    pub const fn plus_days(self, days: i32) -> Self {
        Self { days: self.days + days }
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
