//! Office hours.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Date;

const MINUTES_IN_DAY: u16 = 24 * 60;

/// 时分. A minute of the civil day, 0 to 1440 (24:00, the end of the day).
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(from = "u16", into = "u16")]
pub struct TimeOfDay {
    minutes: u16,
}

/// Why a text is not a minute of the day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是时分，应写成 08:30 的样子，最晚 24:00")]
pub struct TimeOfDayError(pub String);

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { minutes: 0 };
    /// 24:00.
    pub const END_OF_DAY: Self = Self { minutes: MINUTES_IN_DAY };

    /// That many minutes after midnight; more than a day has is the end of the day.
    pub const fn from_minutes(minutes: u16) -> Self {
        match minutes {
            0..=MINUTES_IN_DAY => Self { minutes },
            _ => Self::END_OF_DAY,
        }
    }

    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    /// Reads `HH:MM`, up to `24:00`.
    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let wrong = || TimeOfDayError(text.chars().take(40).collect());
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let number = |field: &str| {
            let two_digits = field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_digit());
            field.parse::<u16>().ok().filter(|_| two_digits)
        };
        let hour = number(hour).ok_or_else(wrong)?;
        let minute = number(minute).filter(|minute| *minute < 60).ok_or_else(wrong)?;
        let minutes = hour * 60 + minute;
        if minutes > MINUTES_IN_DAY { Err(wrong()) } else { Ok(Self { minutes }) }
    }
}

impl From<u16> for TimeOfDay {
    fn from(minutes: u16) -> Self {
        Self::from_minutes(minutes)
    }
}

impl From<TimeOfDay> for u16 {
    fn from(time: TimeOfDay) -> Self {
        time.minutes
    }
}

/// 上班时段. From `opens` (included) to `closes` (excluded). One that does not close after it
/// opens has no time in it.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// Opening minute.
    pub opens: TimeOfDay,
    /// Closing minute.
    pub closes: TimeOfDay,
}

/// 一天的上班时间. Spans in order, apart from each other; the gap between two is the lunch break.
/// (Spans out of order or overlapping are read as the time they cover together.)
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct DayHours {
    /// The spans of the day.
    pub spans: Vec<Span>,
}

/// 季节作息. Hours in force from one day of the year to another (both included; may wrap over
/// the turn of the year).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Season {
    /// Name shown to people, such as 夏季.
    pub name: String,
    /// First day, as (month, day).
    pub from: (i8, i8),
    /// Last day, as (month, day).
    pub to: (i8, i8),
    /// The hours of a working day in this season.
    pub hours: DayHours,
}

impl Season {
    /// Whether that day of the year lies in the season.
    pub fn covers(&self, month: i8, day: i8) -> bool {
        let day = (month, day);
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }
}

/// 作息制度. Seasons that together cover every day of the year exactly once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkingHours {
    /// The seasons.
    pub seasons: Vec<Season>,
}

impl WorkingHours {
    /// The season of that day: the first that covers it. A 29 February that no season names
    /// takes the season of the 28th. None where the seasons leave the day out: such a day has
    /// no hours.
    pub fn season(&self, date: Date) -> Option<&Season> {
        let (_, month, day) = date.ymd();
        let covering = |day: i8| self.seasons.iter().find(|season| season.covers(month, day));
        covering(day).or_else(|| if (month, day) == (2, 29) { covering(28) } else { None })
    }
}
