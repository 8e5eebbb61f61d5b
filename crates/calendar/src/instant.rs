//! Instants and their civil reading.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Date, DateError, TimeOfDay};

pub(crate) const MICROS_PER_MINUTE: i64 = 60_000_000;
pub(crate) const MICROS_PER_DAY: i64 = 24 * 60 * MICROS_PER_MINUTE;
/// Asia/Shanghai is UTC+8 without daylight saving since 1991.
const SHANGHAI: i64 = 8 * 60 * MICROS_PER_MINUTE;

const MIN_MICROS: i64 = day_begins(Date::MIN);
const MAX_MICROS: i64 = day_begins(Date::MAX) + MICROS_PER_DAY - 1;

/// 时刻. A point in time, in microseconds since 1970-01-01T00:00:00Z. Always within the days from
/// [`Date::MIN`] to [`Date::MAX`]; what would leave them stops at their end.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(from = "i64", into = "i64")]
pub struct Instant {
    micros: i64,
}

/// Why a text is not a civil time.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum InstantError {
    /// The day is wrong.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The time of day is wrong.
    #[error("“{0}”不是时刻，应写成 2026-02-13T16:40 或 2026-02-13 16:40:00 的样子")]
    Malformed(String),
}

impl Instant {
    /// The first instant there is, the beginning of [`Date::MIN`].
    pub const MIN: Self = Self { micros: MIN_MICROS };
    /// The last instant there is, one microsecond before [`Date::MAX`] ends.
    pub const MAX: Self = Self { micros: MAX_MICROS };

    /// The instant that many microseconds after the epoch, or the nearest there is.
    pub const fn from_micros(micros: i64) -> Self {
        match micros {
            ..MIN_MICROS => Self::MIN,
            MIN_MICROS..=MAX_MICROS => Self { micros },
            _ => Self::MAX,
        }
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.micros
    }

    /// The instant of a civil day and minute.
    pub const fn at(date: Date, time: TimeOfDay) -> Self {
        Self::from_micros(day_begins(date) + time.minutes() as i64 * MICROS_PER_MINUTE)
    }

    /// The civil day in Asia/Shanghai.
    pub const fn date(self) -> Date {
        Date::from_epoch_days((self.micros + SHANGHAI).div_euclid(MICROS_PER_DAY) as i32)
    }

    /// Microseconds since the civil day began.
    pub const fn micros_of_day(self) -> i64 {
        (self.micros + SHANGHAI).rem_euclid(MICROS_PER_DAY)
    }

    /// The minute of the civil day, rounded down.
    pub const fn time_of_day(self) -> TimeOfDay {
        TimeOfDay::from_minutes((self.micros_of_day() / MICROS_PER_MINUTE) as u16)
    }

    /// The instant `minutes` later (earlier if negative), by the clock on the wall, or the
    /// nearest there is.
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_micros(minutes.saturating_mul(MICROS_PER_MINUTE))
    }

    /// The instant that many microseconds later, if there is one.
    pub(crate) fn after_micros(self, micros: i64) -> Option<Self> {
        let later = self.micros.checked_add(micros)?;
        let instant = Self::from_micros(later);
        if instant.micros == later { Some(instant) } else { None }
    }

    pub(crate) const fn plus_micros(self, micros: i64) -> Self {
        Self::from_micros(self.micros.saturating_add(micros))
    }
}

/// Microseconds from the epoch to the beginning of that civil day.
const fn day_begins(date: Date) -> i64 {
    date.epoch_days() as i64 * MICROS_PER_DAY - SHANGHAI
}

impl From<i64> for Instant {
    fn from(micros: i64) -> Self {
        Self::from_micros(micros)
    }
}

impl From<Instant> for i64 {
    fn from(instant: Instant) -> Self {
        instant.micros
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.micros_of_day() / 1_000_000;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}+08:00", self.date())
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    /// Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD HH:MM:SS`, as civil time in
    /// Asia/Shanghai; an offset may be written only as `+08:00`.
    fn from_str(text: &str) -> Result<Self, InstantError> {
        let malformed = || InstantError::Malformed(text.chars().take(40).collect());
        let text = text.strip_suffix("+08:00").unwrap_or(text);
        let day = text.get(0..10).ok_or_else(malformed)?;
        let date: Date = day.parse()?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Ok(Self::at(date, TimeOfDay::MIDNIGHT));
        }
        let clock = rest.strip_prefix(['T', ' ']).ok_or_else(malformed)?;
        let fields: Vec<&str> = clock.split(':').collect();
        let number = |field: &str, below: u32| {
            let two_digits = field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_digit());
            field.parse::<u32>().ok().filter(|value| two_digits && *value < below)
        };
        let (hour, minute, second) = match fields.as_slice() {
            [hour, minute] => (number(hour, 24), number(minute, 60), Some(0)),
            [hour, minute, second] => (number(hour, 24), number(minute, 60), number(second, 60)),
            _ => return Err(malformed()),
        };
        let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) else {
            return Err(malformed());
        };
        let time = TimeOfDay::from_minutes((hour * 60 + minute) as u16);
        Ok(Self { micros: Self::at(date, time).micros + i64::from(second) * 1_000_000 })
    }
}
