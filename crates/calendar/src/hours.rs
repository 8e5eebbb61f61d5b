//! Office hours.

use serde::{Deserialize, Serialize};

/// 时分. A minute of the civil day, 0 to 1440.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { minutes: 0 };

    /// That many minutes after midnight.
    pub const fn from_minutes(minutes: u16) -> Self {
        Self { minutes }
    }

    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

/// 上班时段. From `opens` (included) to `closes` (excluded).
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// Opening minute.
    pub opens: TimeOfDay,
    /// Closing minute.
    pub closes: TimeOfDay,
}

/// 一天的上班时间. Spans in order, apart from each other; the gap between two is the lunch break.
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

/// 作息制度. Seasons that together cover every day of the year exactly once, with their basis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkingHours {
    /// The seasons.
    pub seasons: Vec<Season>,
}
