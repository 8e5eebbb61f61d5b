//! What the calendar's tests share: the country's arrangements, a bureau's hours, short words for
//! days and instants, and the folder of real data.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

pub(crate) mod oracle;
pub(crate) mod worlds;

use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;
use xiaoneng_calendar::{
    Arrangement, Calendar, Date, DayHours, Instant, Limit, LimitUnit, NamedDay, Notice, Pause,
    Season, Span, TimeOfDay, WorkingHours,
};

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn limit(amount: u32, unit: LimitUnit) -> Limit {
    Limit { amount, unit }
}

pub(crate) fn pause(from: &str, to: &str) -> Pause {
    Pause { from: at(from), to: at(to) }
}

pub(crate) fn named(day: &str, name: &str) -> NamedDay {
    NamedDay { date: date(day), name: name.to_owned() }
}

pub(crate) fn notice(title: &str) -> Notice {
    Notice { title: title.to_owned(), number: None }
}

/// Hours such as `["08:30-12:00", "14:30-17:30"]`.
pub(crate) fn hours(spans: &[&str]) -> DayHours {
    let span = |text: &&str| {
        let (opens, closes) = text.split_once('-').unwrap();
        let time = |text: &str| text.parse::<TimeOfDay>().unwrap();
        Span { opens: time(opens), closes: time(closes) }
    };
    DayHours { spans: spans.iter().map(span).collect() }
}

pub(crate) fn season(name: &str, from: (i8, i8), to: (i8, i8), spans: &[&str]) -> Season {
    Season { name: name.to_owned(), from, to, hours: hours(spans) }
}

/// Winter from October to May 6.5 hours, summer from June to September 6.5 hours.
pub(crate) fn county_hours() -> WorkingHours {
    WorkingHours {
        seasons: vec![
            season("冬季", (10, 1), (5, 31), &["08:30-12:00", "14:30-17:30"]),
            season("夏季", (6, 1), (9, 30), &["08:30-12:00", "15:00-18:00"]),
        ],
    }
}

/// The country's arrangements, 2007–2026, from the rule files.
pub(crate) fn arrangements() -> Vec<Arrangement> {
    (2007..=2026).flat_map(arrangements_of).collect()
}

/// The calendar of a county bureau.
pub(crate) fn county() -> &'static Calendar {
    static COUNTY: OnceLock<Calendar> = OnceLock::new();
    COUNTY.get_or_init(|| Calendar::new(&arrangements(), &county_hours(), &[]))
}

/// The folder of real data; says that a test was not run where it is not given.
pub(crate) fn real_data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("XIAONENG_TEST_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("NOT RUN: {test} needs real data; XIAONENG_TEST_DATA is not set");
    }
    folder
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i16,
    notice: NoticeEntry,
    #[serde(default)]
    holiday: Vec<HolidayEntry>,
    #[serde(default)]
    makeup: Vec<MakeupEntry>,
    #[serde(default)]
    further_notice: Vec<FurtherNotice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeEntry {
    title: String,
    number: Option<String>,
    number_note: Option<String>,
    source: String,
    evidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FurtherNotice {
    title: String,
    number: Option<String>,
    number_note: Option<String>,
    source: String,
    evidence: String,
    #[serde(default)]
    holiday: Vec<HolidayEntry>,
    #[serde(default)]
    makeup: Vec<MakeupEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayEntry {
    name: String,
    from: toml::value::Datetime,
    to: toml::value::Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MakeupEntry {
    date: toml::value::Datetime,
    name: String,
}

fn arrangements_of(year: i16) -> Vec<Arrangement> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/calendar");
    let text = std::fs::read_to_string(format!("{folder}/{year}.toml")).unwrap();
    let file: YearFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{year}: {error}"));
    assert_eq!(file.year, year);
    let first = NoticeEntry { ..file.notice };
    let mut found = vec![arrangement(year, &first, &file.holiday, &file.makeup)];
    for further in file.further_notice {
        let entry = NoticeEntry {
            title: further.title,
            number: further.number,
            number_note: further.number_note,
            source: further.source,
            evidence: further.evidence,
        };
        found.push(arrangement(year, &entry, &further.holiday, &further.makeup));
    }
    found
}

fn arrangement(
    year: i16,
    notice: &NoticeEntry,
    holidays: &[HolidayEntry],
    makeup: &[MakeupEntry],
) -> Arrangement {
    assert!(notice.number.is_some() != notice.number_note.is_some(), "{}", notice.title);
    assert!(!notice.source.is_empty());
    assert_eq!(notice.evidence, "N");
    let spread = |entry: &HolidayEntry| {
        let (from, to) = (date(&entry.from.to_string()), date(&entry.to.to_string()));
        assert!(from <= to && from.year() == year && to.year() == year);
        (from.epoch_days()..=to.epoch_days())
            .map(|day| NamedDay { date: Date::from_epoch_days(day), name: entry.name.clone() })
            .collect::<Vec<_>>()
    };
    let single = |entry: &MakeupEntry| {
        let date = date(&entry.date.to_string());
        assert!(date.year() == year && date.is_weekend());
        NamedDay { date, name: entry.name.clone() }
    };
    Arrangement {
        year,
        notice: Notice { title: notice.title.clone(), number: notice.number.clone() },
        holidays: holidays.iter().flat_map(spread).collect(),
        makeup_days: makeup.iter().map(single).collect(),
        short_days: Vec::new(),
    }
}
