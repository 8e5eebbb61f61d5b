//! 作息 as written in rule files: seasons with their office hours.

use xiaoneng_calendar::{Date, DayHours, Season, Span, TimeOfDay, WorkingHours};

use crate::rules::diagnostic::Place;
use crate::rules::document::Document;
use crate::rules::folder::Shelf;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;

// layers: any leap year, so that 29 February is among its days; nothing is counted by it
const LEAP_YEAR: i16 = 2024;

/// The office hours: the county's `[hours]` where there is one, else the nation's.
pub(super) fn read<'a>(
    documents: &'a [Document<'a>],
    reading: &'a Reading<'a>,
) -> Option<WorkingHours> {
    let mut found: [Option<(WorkingHours, &str)>; 2] = [None, None];
    let mut is_written = false;
    for document in documents {
        let layer = Layer { document, table: &document.root, offset: 0 };
        let root = Entry::new("文件", vec![layer], reading);
        let Some(value) = root.optional("hours") else { continue };
        is_written = true;
        let Some(entry) = value.table("作息") else { continue };
        entry.source();
        let hours = read_seasons(&entry);
        entry.close();
        let slot = usize::from(matches!(document.shelf, Shelf::County(_)));
        if let Some((_, first)) = &found[slot] {
            value.report(format!("作息 [hours] 写了两次（另一处在 {first}）"), "只写一处");
        }
        found[slot] = hours.map(|hours| (hours, document.path));
    }
    if !is_written {
        let place = Place { file: "national/", line: 0 };
        reading.faults.report_absence(place, "缺少作息（[hours]）", "在国家规则里写上作息");
    }
    let [national, county] = found;
    county.or(national).map(|(hours, _)| hours)
}

/// `[[….season]]`: together they must cover every day of the year exactly once.
pub(super) fn read_seasons(entry: &Entry<'_>) -> Option<WorkingHours> {
    let value = entry.required("season")?;
    let members = value.list();
    let seasons: Vec<Option<Season>> = members.iter().map(|one| read_season(*one)).collect();
    let seasons: Vec<Season> = seasons.into_iter().collect::<Option<_>>()?;
    let first = Date::from_ymd(LEAP_YEAR, 1, 1)?;
    let days = (0..).map(|offset| first.plus_days(offset));
    for date in days.take_while(|date| date.year() == LEAP_YEAR) {
        let (_, month, day) = date.ymd();
        let covering: Vec<&Season> = seasons.iter().filter(|s| s.covers(month, day)).collect();
        match covering.as_slice() {
            [_] => {}
            [] => {
                let wrong = format!("{month} 月 {day} 日不在任何一季之内");
                value.report(wrong, "各季相连，盖住全年每一天");
                return None;
            }
            [first, second, ..] => {
                let (one, two) = (&first.name, &second.name);
                value.report(
                    format!("{month} 月 {day} 日同时在“{one}”和“{two}”两季之内"),
                    "各季不重叠，每一天只属于一季",
                );
                return None;
            }
        }
    }
    Some(WorkingHours { seasons })
}

fn read_season(value: Value<'_>) -> Option<Season> {
    let entry = value.table("季节")?;
    let name = entry.required("name").and_then(Value::text);
    let from = entry.required("from").and_then(day_of_year);
    let to = entry.required("to").and_then(day_of_year);
    let hours = entry.required("hours").and_then(read_day_hours);
    entry.close();
    Some(Season { name: name?, from: from?, to: to?, hours: hours? })
}

/// `"06-01"`.
fn day_of_year(value: Value<'_>) -> Option<(i8, i8)> {
    let text = value.text()?;
    let parsed = format!("{LEAP_YEAR}-{text}").parse::<Date>();
    match parsed {
        Ok(date) => Some((date.ymd().1, date.ymd().2)),
        Err(_) => {
            let wrong = format!("{} 的“{text}”不是一年里的一天", value.key);
            value.report(wrong, "写成 \"06-01\" 的样子（月-日）");
            None
        }
    }
}

/// `[["08:30", "12:00"], ["14:30", "17:30"]]`: in order, apart from each other.
pub(super) fn read_day_hours(value: Value<'_>) -> Option<DayHours> {
    let members = value.list();
    if members.is_empty() {
        value.report("没有写上班时段", "写成 [[\"08:30\", \"12:00\"], [\"14:30\", \"17:30\"]]");
        return None;
    }
    let spans: Vec<Option<Span>> = members.iter().map(|one| read_span(*one)).collect();
    let spans: Vec<Span> = spans.into_iter().collect::<Option<_>>()?;
    for (pair, second) in spans.windows(2).zip(&members[1..]) {
        if let [before, after] = pair
            && after.opens < before.closes
        {
            let (closes, opens) = (before.closes, after.opens);
            second.report(
                format!("上班时段重叠或颠倒：前一段 {closes} 下班，后一段 {opens} 已上班"),
                "时段按先后写，后一段在前一段下班之后开始",
            );
            return None;
        }
    }
    Some(DayHours { spans })
}

fn read_span(value: Value<'_>) -> Option<Span> {
    let written = value.node.get_ref().as_array();
    let ends = written.map_or_else(Vec::new, |_| value.list());
    let [opens, closes] = ends.as_slice() else {
        value.report("上班时段要有上班和下班两个时刻", "写成 [\"08:30\", \"12:00\"]");
        return None;
    };
    let (opens, closes) = (read_time(*opens), read_time(*closes));
    let (opens, closes) = (opens?, closes?);
    if closes <= opens {
        value
            .report(format!("{opens} 上班，{closes} 下班：下班不晚于上班"), "下班时刻晚于上班时刻");
        return None;
    }
    Some(Span { opens, closes })
}

fn read_time(value: Value<'_>) -> Option<TimeOfDay> {
    let text = value.text()?;
    match text.parse() {
        Ok(time) => Some(time),
        Err(_) => {
            value.report(format!("“{text}”不是时分"), "写成 \"08:30\" 的样子，最晚 \"24:00\"");
            None
        }
    }
}
