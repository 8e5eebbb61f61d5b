//! 叠加安排 as written in a county's files: local rest days, a school's vacation and duty days,
//! hours of a unit's own.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::{Date, NamedDay, Notice, Overlay};

use crate::id::UnitId;
use crate::rules::document::Document;
use crate::rules::folder::Shelf;
use crate::rules::hours::{read_day_hours, read_seasons};
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;

/// Nobody rests or keeps duty longer than this at a stretch; a longer one is a slip of the pen.
const LONGEST_STRETCH: i32 = 366;

/// Overlays in order of the files.
#[derive(Default)]
pub(super) struct Overlays {
    /// For everybody.
    pub(super) organization: Vec<Overlay>,
    /// By unit.
    pub(super) units: BTreeMap<UnitId, Vec<usize>>,
    /// The overlays that units have, each once however many units share it.
    pub(super) of_units: Vec<Overlay>,
}

/// Reads every `[[overlay]]`.
pub(super) fn read<'a>(documents: &'a [Document<'a>], reading: &'a Reading<'a>) -> Overlays {
    let mut overlays = Overlays::default();
    for document in documents {
        let layer = Layer { document, table: &document.root, offset: 0 };
        let root = Entry::new("文件", vec![layer], reading);
        let Some(value) = root.optional("overlay") else { continue };
        if !matches!(document.shelf, Shelf::County(_)) {
            value.report("国家规则里没有叠加安排", "把 [[overlay]] 写在 county/<县名>/ 下");
        }
        for entry in value.tables("叠加安排") {
            let units = entry.optional("units").map(Value::texts);
            let overlay = read_overlay(&entry);
            entry.close();
            let Some(units) = units else {
                overlays.organization.extend(overlay);
                continue;
            };
            let Some(overlay) = overlay else { continue };
            for unit in units {
                let list = overlays.units.entry(UnitId::from(unit)).or_default();
                list.push(overlays.of_units.len());
            }
            overlays.of_units.push(overlay);
        }
    }
    overlays
}

fn read_overlay(entry: &Entry<'_>) -> Option<Overlay> {
    let notice = entry.required("notice").and_then(read_notice);
    entry.source();
    let rest = entry.optional("rest").map_or_else(Vec::new, |value| value.tables("休息日"));
    let duty = entry.optional("duty").map_or_else(Vec::new, |value| value.tables("值班日"));
    let hours = entry.optional("season").and_then(|_| read_seasons(entry));
    let notice = notice?;
    let mut overlay = Overlay { hours, ..Overlay::default() };
    let mut seen = BTreeSet::new();
    for one in rest {
        for day in read_days(&one, &mut seen) {
            overlay.rest_days.push((day, notice.clone()));
        }
        one.close();
    }
    let mut seen = BTreeSet::new();
    for one in duty {
        let hours = one.optional("hours").and_then(read_day_hours);
        for day in read_days(&one, &mut seen) {
            overlay.duty_days.push((day, hours.clone(), notice.clone()));
        }
        one.close();
    }
    Some(overlay)
}

fn read_notice(value: Value<'_>) -> Option<Notice> {
    let entry = value.table("通知")?;
    let title = entry.required("title").and_then(Value::text);
    let number = entry.optional("number").and_then(Value::text);
    entry.close();
    Some(Notice { title: title?, number })
}

/// `name` with `from` and `to`, or with `dates`; each day once in an overlay.
fn read_days(entry: &Entry<'_>, seen: &mut BTreeSet<Date>) -> Vec<NamedDay> {
    let name = entry.required("name").and_then(Value::text);
    let dates = match entry.optional("dates") {
        Some(value) => value.list().into_iter().filter_map(Value::date).collect(),
        None => read_stretch(entry).unwrap_or_default(),
    };
    let Some(name) = name else { return Vec::new() };
    let mut days = Vec::new();
    for date in dates {
        if seen.insert(date) {
            days.push(NamedDay { date, name: name.clone() });
        } else {
            let wrong = format!("{date} 写了两次");
            entry.reading.faults.report(entry.place(), wrong, "同一叠加安排里每一天只写一次");
        }
    }
    days
}

fn read_stretch(entry: &Entry<'_>) -> Option<Vec<Date>> {
    let first = entry.required("from");
    let from = first.and_then(Value::date);
    let to = entry.required("to").and_then(Value::date);
    let (first, from, to) = (first?, from?, to?);
    if to < from {
        first.report(format!("从 {from} 到 {to}，首尾颠倒"), "from 不晚于 to");
        return None;
    }
    if to.epoch_days() - from.epoch_days() > LONGEST_STRETCH {
        first.report(format!("从 {from} 到 {to}，长得不合常理"), "一段不超过一年");
        return None;
    }
    Some((from.epoch_days()..=to.epoch_days()).map(Date::from_epoch_days).collect())
}
