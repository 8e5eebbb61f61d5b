//! 年度节假日安排 as written in `calendar/<year>.toml`.

use std::collections::BTreeMap;

use xiaoneng_calendar::{Arrangement, Date, DayHours, NamedDay, Notice, Weekday};

use crate::rules::diagnostic::{Faults, Place};
use crate::rules::document::Document;
use crate::rules::folder::Shelf;
use crate::rules::hours::read_day_hours;
use crate::rules::sources::read_evidence;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::{Value, YEARS};

/// The arrangements of all years in order; within a year the later notice decides.
pub(super) fn read<'a>(
    documents: &'a [Document<'a>],
    reading: &'a Reading<'a>,
) -> Vec<Arrangement> {
    let mut by_year: BTreeMap<i16, (Place<'_>, Vec<Arrangement>)> = BTreeMap::new();
    for document in documents {
        let Shelf::Calendar(stem) = document.shelf else { continue };
        let layer = Layer { document, table: &document.root, offset: 0 };
        let root = Entry::new("年度安排", vec![layer], reading);
        let year = root.required("year").and_then(read_year_number);
        let arrangements = read_year(&root, year.filter(|year| year.to_string() == stem));
        let Some(year) = year else {
            reading.faults.mark_incomplete();
            continue;
        };
        check_name(&root, year, stem);
        let place = document.place(0);
        if let Some((first, _)) = by_year.get(&year) {
            let wrong = format!("{year} 年的安排写了两次（另一处在 {}）", first.file);
            reading.faults.report(
                place,
                wrong,
                "每年只有一个文件，后来的通知写作 [[further_notice]]",
            );
        } else {
            by_year.insert(year, (place, arrangements.unwrap_or_default()));
        }
    }
    report_gaps(&by_year, reading.faults);
    by_year.into_values().flat_map(|(_, arrangements)| arrangements).collect()
}

fn check_name(root: &Entry<'_>, year: i16, stem: &str) {
    if year.to_string() != stem
        && let Some(value) = root.optional("year")
    {
        let wrong = format!("文件名是 {stem}，里面写的是 {year} 年");
        value.report(wrong, "文件名和 year 一致，例如 calendar/2026.toml 里写 year = 2026");
        root.reading.faults.mark_incomplete();
    }
}

fn report_gaps(by_year: &BTreeMap<i16, (Place<'_>, Vec<Arrangement>)>, faults: &Faults) {
    let years: Vec<(i16, Place<'_>)> = by_year.iter().map(|(y, (place, _))| (*y, *place)).collect();
    for pair in years.windows(2) {
        if let [(before, _), (after, place)] = pair
            && *after > before + 1
        {
            let missing = before + 1;
            let wrong = format!("{before} 年和 {after} 年之间缺少 {missing} 年的安排");
            faults.report_absence(*place, wrong, format!("补上 calendar/{missing}.toml"));
        }
    }
}

/// The notice of a year and those that changed it later. Without a year the days are read for
/// their form alone.
fn read_year(root: &Entry<'_>, year: Option<i16>) -> Option<Vec<Arrangement>> {
    let notice = root.required("notice").and_then(|value| value.table("通知"));
    let notice = notice.and_then(|entry| {
        let notice = read_notice(&entry);
        entry.close();
        notice
    });
    let further = root.optional("further_notice");
    let first = Days::read(root, year);
    root.close();
    let further = further.map_or_else(Vec::new, |value| value.tables("后续通知"));
    let further = further.into_iter().map(|entry| {
        let notice = read_notice(&entry);
        let days = Days::read(&entry, year);
        entry.close();
        (notice, days)
    });
    let all: Vec<_> = std::iter::once((notice, first)).chain(further).collect();
    let arrangements = all.into_iter().map(|(notice, days)| Some(days.arrangement(year?, notice?)));
    arrangements.collect()
}

fn read_year_number(value: Value<'_>) -> Option<i16> {
    let year = value.count()?;
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year));
    if year.is_none() {
        let (first, last) = (YEARS.start(), YEARS.end());
        value.report("year 不像一个年份", format!("写 {first} 到 {last} 之间的年份"));
    }
    year
}

fn read_notice(entry: &Entry<'_>) -> Option<Notice> {
    let title = entry.required("title").and_then(Value::text);
    let number = entry.optional("number").and_then(Value::text);
    let note = entry.optional("number_note").and_then(Value::text);
    entry.required("source").and_then(Value::text);
    entry.required("evidence").and_then(read_evidence);
    if number.is_none() && note.is_none() {
        entry.reading.faults.report(
            entry.place(),
            "通知没有文号（number）",
            "写上文号；查不到时写 number_note = \"文号待核\"",
        );
    }
    Some(Notice { title: title?, number })
}

/// The days one notice speaks of.
#[derive(Default)]
struct Days {
    holidays: Vec<NamedDay>,
    makeup_days: Vec<NamedDay>,
    short_days: Vec<(NamedDay, DayHours)>,
}

impl Days {
    fn read(entry: &Entry<'_>, year: Option<i16>) -> Self {
        let mut days = Self::default();
        for holiday in tables(entry, "holiday", "放假") {
            days.add_holiday(&holiday, year);
        }
        for makeup in tables(entry, "makeup", "调休上班") {
            days.add_makeup(&makeup, year);
        }
        for short in tables(entry, "short_day", "短班日") {
            days.add_short(&short, year);
        }
        days
    }

    fn arrangement(self, year: i16, notice: Notice) -> Arrangement {
        let Self { holidays, makeup_days, short_days } = self;
        Arrangement { year, notice, holidays, makeup_days, short_days }
    }

    fn add_holiday(&mut self, entry: &Entry<'_>, year: Option<i16>) {
        let name = entry.required("name").and_then(Value::text);
        let dates = read_range(entry, year);
        entry.close();
        let (Some(name), Some(dates)) = (name, dates) else { return };
        for date in dates {
            if self.holidays.iter().any(|day| day.date == date) {
                let wrong = format!("{date} 在两段假期里");
                entry.reading.faults.report(entry.place(), wrong, "每一天只写在一段假期里");
            }
            self.holidays.push(NamedDay { date, name: name.clone() });
        }
    }

    fn add_makeup(&mut self, entry: &Entry<'_>, year: Option<i16>) {
        let Some((value, day)) = read_named_day(entry, year) else { return };
        let date = day.date;
        if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            value.report(
                format!("调休上班日 {date} 本来就是周一到周五"),
                "调休上班日只能是周六或周日",
            );
        }
        if self.holidays.iter().any(|holiday| holiday.date == date) {
            value.report(format!("{date} 既放假又调休上班"), "同一份通知里一天只能是其中一种");
        }
        if self.makeup_days.iter().any(|other| other.date == date) {
            value.report(format!("调休上班日 {date} 写了两次"), "每一天只写一次");
        }
        self.makeup_days.push(day);
    }

    fn add_short(&mut self, entry: &Entry<'_>, year: Option<i16>) {
        let hours = entry.required("hours").and_then(read_day_hours);
        let Some((value, day)) = read_named_day(entry, year) else { return };
        let date = day.date;
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is_makeup = self.makeup_days.iter().any(|other| other.date == date);
        let is_holiday = self.holidays.iter().any(|holiday| holiday.date == date);
        if is_holiday || (is_weekend && !is_makeup) {
            value.report(format!("短班日 {date} 是休息日"), "短班日只能是工作日");
        }
        self.short_days.extend(hours.map(|hours| (day, hours)));
    }
}

fn tables<'a>(entry: &Entry<'a>, key: &'static str, title: &str) -> Vec<Entry<'a>> {
    entry.optional(key).map_or_else(Vec::new, |value| value.tables(title))
}

fn read_named_day<'a>(entry: &Entry<'a>, year: Option<i16>) -> Option<(Value<'a>, NamedDay)> {
    let name = entry.required("name").and_then(Value::text);
    let value = entry.required("date");
    let date = value.and_then(|value| day_in_year(value, year));
    entry.close();
    Some((value?, NamedDay { date: date?, name: name? }))
}

/// `from` to `to` within the year.
fn read_range(entry: &Entry<'_>, year: Option<i16>) -> Option<Vec<Date>> {
    let first = entry.required("from");
    let from = first.and_then(|value| day_in_year(value, year));
    let to = entry.required("to").and_then(|value| day_in_year(value, year));
    let (first, from, to) = (first?, from?, to?);
    if to < from {
        first.report(format!("假期从 {from} 到 {to}，首尾颠倒"), "from 不晚于 to");
        return None;
    }
    Some((from.epoch_days()..=to.epoch_days()).map(Date::from_epoch_days).collect())
}

fn day_in_year(value: Value<'_>, year: Option<i16>) -> Option<Date> {
    let date = value.date()?;
    let year = year?;
    if date.year() == year {
        return Some(date);
    }
    value.report(format!("{date} 不在 {year} 年内"), format!("这里只写 {year} 年的日子"));
    None
}
