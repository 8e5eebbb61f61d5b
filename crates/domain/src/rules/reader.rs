//! Reading rule files: every file by itself, then what stands between them, then the rulebook of
//! every day on which something changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_calendar::{Arrangement, Calendar, Date, Overlay, WorkingHours};

use crate::id::UnitId;
use crate::rules::catalogue::{self, Surroundings};
use crate::rules::dated::{DatedRules, SECTIONS, SUSPENSION};
use crate::rules::diagnostic::{Faults, Place};
use crate::rules::document::Document;
use crate::rules::folder::{self, Shelf};
use crate::rules::limits::Bounds;
use crate::rules::overlays::{self, Overlays};
use crate::rules::sources::Sources;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;
use crate::rules::{
    Diagnostic, RuleFile, Rulebook, Rules, accountability, circulars, complaint, first_contact,
    force, hours, inspections, sections, tasks, watching, years,
};

/// What a file of national or county rules may hold beside the dated sections.
const UNDATED: [&str; 5] = ["about", "source", "limit_bounds", "hours", "overlay"];

/// Reads a folder; all faults at once.
pub(super) fn read(files: &[RuleFile]) -> Result<Rules, Vec<Diagnostic>> {
    let faults = Faults::default();
    if files.is_empty() {
        let place = Place { file: "规则文件夹", line: 0 };
        faults.report(place, "里面没有规则文件", "至少有 national/ 下的国家规则");
        return Err(faults.into_list());
    }
    let parsed = parse(files, &faults);
    let rules = read_documents(&parsed, files, &faults);
    let found = faults.into_list();
    match rules {
        Some(rules) if found.is_empty() => Ok(rules),
        Some(_) | None => Err(found),
    }
}

fn parse<'a>(files: &'a [RuleFile], faults: &Faults) -> Vec<Document<'a>> {
    let shelved = folder::sort(files, faults);
    shelved.into_iter().filter_map(|(file, shelf)| Document::read(file, shelf, faults)).collect()
}

fn read_documents(
    documents: &[Document<'_>],
    files: &[RuleFile],
    faults: &Faults,
) -> Option<Rules> {
    let nothing = (Sources::default(), Bounds::default());
    let first =
        Reading { faults, sources: &nothing.0, bounds: &nothing.1, day: Date::from_epoch_days(0) };
    let sources = Sources::read(documents, &first);
    let with_sources = Reading { sources: &sources, ..first };
    let bounds = read_bounds(documents, &with_sources);
    let reading = Reading { bounds: &bounds, ..with_sources };

    check_tops(documents, &reading);
    let editions = read_editions(documents, &reading);
    let hours = hours::read(documents, &reading);
    let arrangements = years::read(documents, &reading);
    let overlays = overlays::read(documents, &reading);
    let hours = hours?;
    if editions.is_empty() || faults.is_any() {
        return None;
    }
    let calendars = Calendars::new(&arrangements, &hours, &overlays);
    Some(Rules {
        editions,
        calendar: calendars.county,
        unit_calendars: calendars.units,
        arrangements,
        digest: folder::digest(files),
    })
}

/// `[limit_bounds]`, in one national file.
fn read_bounds<'a>(documents: &'a [Document<'a>], reading: &'a Reading<'a>) -> Bounds {
    let mut found = None;
    let mut is_written = false;
    for document in documents {
        let layer = Layer { document, table: &document.root, offset: 0 };
        let root = Entry::new("文件", vec![layer], reading);
        let Some(value) = root.optional("limit_bounds") else { continue };
        is_written = true;
        if matches!(document.shelf, Shelf::County(_)) || found.is_some() {
            value.report("[limit_bounds] 只在国家规则里写一处", "删去这一处");
        } else {
            found = value.table("时限常识上限").map(|entry| Bounds::read(&entry));
        }
    }
    if !is_written {
        let place = Place { file: "national/", line: 0 };
        let right = "在国家规则里写上它，笔误的时限才看得出来";
        reading.faults.report_absence(place, "缺少时限常识上限（[limit_bounds]）", right);
    }
    found.unwrap_or_default()
}

/// Every file of national or county rules says what it is and holds nothing unknown.
fn check_tops(documents: &[Document<'_>], reading: &Reading<'_>) {
    for document in documents {
        if matches!(document.shelf, Shelf::Calendar(_)) {
            continue;
        }
        let layer = Layer { document, table: &document.root, offset: 0 };
        let root = Entry::new("文件", vec![layer], reading);
        for key in UNDATED.into_iter().chain(SECTIONS.map(|section| section.key)) {
            root.optional(key);
        }
        root.close();
        let about = root.required("about").and_then(|value| value.table("文件说明"));
        if let Some(about) = about {
            about.required("title").and_then(Value::text);
            about.required("basis").and_then(Value::text);
            about.close();
        }
    }
}

/// A rulebook for every day on which something begins or ceases; equal neighbours are one.
fn read_editions(documents: &[Document<'_>], reading: &Reading<'_>) -> Vec<(Date, Arc<Rulebook>)> {
    let rules = DatedRules::gather(documents, reading);
    let Some(first) = rules.first_day() else {
        let place = Place { file: "national/", line: 0 };
        reading.faults.report_absence(place, "没有任何国家规则", "写上国家规则，至少一条");
        return Vec::new();
    };
    let silent = Faults::default();
    let cuts = force::cuts(
        documents,
        &SECTIONS.map(|section| section.key),
        &Reading { faults: &silent, ..*reading },
    );
    let days = cuts.into_iter().filter(|day| *day >= first);
    let mut editions: Vec<(Date, Arc<Rulebook>)> = Vec::new();
    for day in days {
        let Some(book) = read_book(&rules, &Reading { day, ..*reading }) else { continue };
        if editions.last().is_none_or(|(_, last)| **last != book) {
            editions.push((day, Arc::new(book)));
        }
    }
    editions
}

/// The rulebook of one day.
fn read_book<'a>(rules: &DatedRules<'a>, reading: &Reading<'a>) -> Option<Rulebook> {
    let suspensions = sections::suspensions(rules, reading);
    let codes = rules.codes_in_force(SUSPENSION, reading.day);
    let extension = sections::extension(rules, reading);
    let first_contact = first_contact::read(rules, reading);
    let cover = sections::cover(rules, reading);
    let supplement = sections::supplement(rules, reading);
    let alerts = sections::alerts(rules, reading);
    let handling = sections::handling(rules, reading);
    let closing = sections::closing(rules, reading);
    let accountability = accountability::read(rules, reading);
    let task = tasks::read(rules, reading);
    let inspection = inspections::read(rules, reading);
    let circular = circulars::read(rules, reading);
    let complaint = complaint::read(rules, reading);
    let surroundings = Surroundings::new(codes, handling.as_ref(), closing.as_ref());
    let catalogue = catalogue::read(rules, reading, surroundings);
    let watching = watching::read(rules, reading, &catalogue.types);
    Some(Rulebook {
        matter_types: catalogue.types,
        unclassified: catalogue.unclassified?,
        suspensions,
        extension: extension?,
        first_contact: first_contact?,
        cover: cover?,
        supplement: supplement?,
        alerts: alerts?,
        handling: handling?,
        closing: closing?,
        accountability: accountability?,
        task,
        inspection,
        circular,
        watching: watching?,
        complaint,
    })
}

/// The county's calendar and those of units, equal ones shared.
struct Calendars {
    county: Arc<Calendar>,
    units: BTreeMap<UnitId, Arc<Calendar>>,
}

impl Calendars {
    fn new(arrangements: &[Arrangement], hours: &WorkingHours, overlays: &Overlays) -> Self {
        let common: Vec<&Overlay> = overlays.organization.iter().collect();
        let county = Arc::new(Calendar::new(arrangements, hours, &common));
        let mut shared: BTreeMap<&[usize], Arc<Calendar>> = BTreeMap::new();
        let mut units = BTreeMap::new();
        for (unit, list) in &overlays.units {
            let calendar = shared.entry(list).or_insert_with(|| {
                let own = list.iter().map(|at| &overlays.of_units[*at]);
                let all: Vec<&Overlay> = common.iter().copied().chain(own).collect();
                Arc::new(Calendar::new(arrangements, hours, &all))
            });
            units.insert(unit.clone(), Arc::clone(calendar));
        }
        Self { county, units }
    }
}
