//! 月份与分值. A civil month, and points to the hundredth.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

/// 月份, civil, in Asia/Shanghai (decisions F35).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Month {
    /// 年.
    pub year: i16,
    /// 月, 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month in which an instant lies.
    pub fn of(at: Instant) -> Self {
        Self::of_day(at.date())
    }

    /// The month in which a day lies.
    pub fn of_day(day: Date) -> Self {
        let (year, month, _) = day.ymd();
        Self { year, month }
    }

    /// Its first day; none if there is no such month.
    pub fn first_day(self) -> Option<Date> {
        Date::from_ymd(self.year, self.month, 1)
    }

    /// Its last day; none if there is no such month.
    pub fn last_day(self) -> Option<Date> {
        self.first_day()?.plus_months(1).map(|next| next.plus_days(-1))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

/// 分, in hundredths: the same facts give the same score to the last digit.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(i64);

const HUNDREDTHS: i64 = 100;

impl Points {
    /// None at all.
    pub const ZERO: Self = Self(0);

    /// Whole points.
    pub fn whole(count: u32) -> Self {
        Self(i64::from(count) * HUNDREDTHS)
    }

    /// In hundredths.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// Never below nothing.
    #[must_use]
    pub fn at_least_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// So many percent of it, rounded to the nearest hundredth, halves up.
    #[must_use]
    pub fn percent(self, percent: u32) -> Self {
        self.shared(i64::from(percent), HUNDREDTHS)
    }

    /// Its share among so many, rounded to the nearest hundredth, halves up.
    #[must_use]
    pub fn among(self, count: u32) -> Self {
        self.shared(1, i64::from(count.max(1)))
    }

    fn shared(self, times: i64, parts: i64) -> Self {
        let doubled = self.0 * times * 2 + parts;
        Self(doubled.div_euclid(parts * 2))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / HUNDREDTHS, self.0.abs() % HUNDREDTHS);
        write!(f, "{sign}{whole}.{rest:02}")
    }
}
