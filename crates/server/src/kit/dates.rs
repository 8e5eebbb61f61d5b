//! 日期时刻. Dates and times in words, as people read them.

use xiaoneng_app::working_time::{Date, Instant, Weekday};

use crate::kit::language::Language;

/// For the attribute of a `<time>`.
pub fn machine(at: Instant) -> String {
    at.to_string()
}

/// `9 月 22 日（周二）18:00`
pub fn day_and_time(language: Language, at: Instant) -> String {
    format!("{}{}{}", day(language, at.date()), language.choose("", ", "), time(at))
}

/// `9 月 22 日（周二）`
pub fn day(language: Language, date: Date) -> String {
    let (_, month, day) = date.ymd();
    let weekday = weekday(language, date);
    match language {
        Language::Chinese => format!("{month} 月 {day} 日（{weekday}）"),
        Language::English => format!("{weekday} {day} {}", month_name(month)),
    }
}

/// `2026 年 9 月 22 日`
pub fn whole_day(language: Language, date: Date) -> String {
    let (year, month, day) = date.ymd();
    match language {
        Language::Chinese => format!("{year} 年 {month} 月 {day} 日"),
        Language::English => format!("{day} {} {year}", month_name(month)),
    }
}

/// `18:00`
pub fn time(at: Instant) -> String {
    let minute = at.micros_of_day() / 60_000_000;
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// `9-22 18:00`, in tables.
pub fn short(at: Instant) -> String {
    let (_, month, day) = at.date().ymd();
    format!("{month}-{day:02} {}", time(at))
}

/// `周二`
pub fn weekday(language: Language, date: Date) -> &'static str {
    let weekday = date.weekday();
    match language {
        Language::Chinese => weekday.name(),
        Language::English => match weekday {
            Weekday::Monday => "Mon",
            Weekday::Tuesday => "Tue",
            Weekday::Wednesday => "Wed",
            Weekday::Thursday => "Thu",
            Weekday::Friday => "Fri",
            Weekday::Saturday => "Sat",
            Weekday::Sunday => "Sun",
        },
    }
}

fn month_name(month: i8) -> &'static str {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month - 1).unwrap_or(0);
    names.get(index).copied().unwrap_or_default()
}
