//! The State Council's yearly arrangement of holidays.

use std::fmt;

use crate::{Date, DayHours};

/// 通知. The document on which a day rests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Title, such as 国务院办公厅关于2026年部分节假日安排的通知.
    pub title: String,
    /// Document number where it is known, such as 国办发明电〔2025〕7号.
    pub number: Option<String>,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.number {
            Some(number) => write!(f, "{}（{number}）", self.title),
            None => f.write_str(&self.title),
        }
    }
}

/// A day with the name people know it by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedDay {
    /// The day.
    pub date: Date,
    /// Name of the holiday it belongs to, such as 春节.
    pub name: String,
}

/// 年度节假日安排. What differs from Monday-to-Friday in one civil year.
///
/// Where two arrangements speak of one year (a notice and its later amendment), the later one in
/// the list decides the days it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrangement {
    /// The civil year; days of other years are an error, which the reader of the file reports;
    /// the calendar passes over them.
    pub year: i16,
    /// The notice.
    pub notice: Notice,
    /// Statutory rest days, weekend days among them included where the notice names them.
    pub holidays: Vec<NamedDay>,
    /// 调休上班. Saturdays and Sundays on which offices work.
    pub makeup_days: Vec<NamedDay>,
    /// 短班日. Working days with hours of their own (for example a half day).
    pub short_days: Vec<(NamedDay, DayHours)>,
}
