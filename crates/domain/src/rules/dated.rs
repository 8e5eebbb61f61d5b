//! All dated rules of a folder, by section and code; a day chooses those in force.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;
use xiaoneng_calendar::Date;

use crate::rules::InForce;
use crate::rules::diagnostic::{Faults, Place};
use crate::rules::document::Document;
use crate::rules::folder::Shelf;
use crate::rules::force;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;

/// A kind of rule, as a table of that name in the files.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Section {
    /// Name of the table.
    pub(super) key: &'static str,
    /// The key by which several rules of the kind are told apart; none where there is one rule.
    pub(super) code_key: Option<&'static str>,
    /// What it is called.
    pub(super) title: &'static str,
}

const fn single(key: &'static str, title: &'static str) -> Section {
    Section { key, code_key: None, title }
}

const fn coded(key: &'static str, title: &'static str) -> Section {
    Section { key, code_key: Some("code"), title }
}

/// 事项.
pub(super) const MATTER_TYPE: Section =
    Section { key: "matter_type", code_key: Some("code"), title: "事项" };
/// 暂停事由.
pub(super) const SUSPENSION: Section =
    Section { key: "suspension", code_key: Some("code"), title: "暂停事由" };
/// 首问情形.
pub(super) const DUTY: Section =
    Section { key: "duty", code_key: Some("situation"), title: "首问情形" };
/// 事项通则.
pub(super) const CATALOGUE: Section = single("catalogue", "事项通则");
/// 延期.
pub(super) const EXTENSION: Section = single("extension", "延期规则");
/// 首问与移交.
pub(super) const FIRST_CONTACT: Section = single("first_contact", "首问与移交规则");
/// AB 岗.
pub(super) const COVER: Section = single("cover", "AB岗规则");
/// 补正.
pub(super) const SUPPLEMENT: Section = single("supplement", "补正规则");
/// 灯与预警.
pub(super) const ALERTS: Section = single("alerts", "灯与预警规则");
/// 五办.
pub(super) const HANDLING: Section = single("handling", "五办规则");
/// 送达与办后.
pub(super) const CLOSING: Section = single("closing", "送达与办后规则");
/// 牌.
pub(super) const CARDS: Section = single("cards", "黄牌红牌规则");
/// 电子监察.
pub(super) const SUPERVISION: Section = single("supervision", "电子监察规则");
/// 监察发现.
pub(super) const FINDING: Section = coded("finding", "监察发现");
/// 量化测评.
pub(super) const SCORE: Section = single("score", "量化测评规则");
/// 扣分项.
pub(super) const SCORED: Section = coded("scored", "扣分项");

/// 责任追究：程序与期限.
pub(super) const ACCOUNTABILITY: Section = single("accountability", "责任追究规则");
/// 过错.
pub(super) const FAULT: Section = coded("fault", "过错");
/// 处理措施.
pub(super) const MEASURE: Section = coded("measure", "处理措施");
/// 对单位的处理.
pub(super) const UNIT_MEASURE: Section = coded("unit_measure", "对单位的处理");
/// 处分.
pub(super) const SANCTION: Section = coded("sanction", "处分");
/// 情节与责任对应的处理.
pub(super) const GRAVITY_CELL: Section = coded("gravity_cell", "情节与处理");
/// 累计.
pub(super) const ACCUMULATION: Section = coded("accumulation", "累计规则");
/// 触发诫勉的情形.
pub(super) const ADMONITION_TRIGGER: Section = coded("admonition_trigger", "触发诫勉的情形");
/// 从轻、从重、免责.
pub(super) const CIRCUMSTANCE: Section = coded("circumstance", "从轻从重情形");
/// 救济.
pub(super) const REDRESS: Section = coded("redress", "救济规则");
/// 校园长问责.
pub(super) const LEADER_POINTS: Section = single("leader_points", "校园长问责规则");
/// 校园长记分.
pub(super) const LEADER_POINT: Section = coded("leader_point", "校园长记分");

/// 责任追究 in all its sections.
pub(super) const ACCOUNTABILITY_SECTIONS: [Section; 12] = [
    ACCOUNTABILITY,
    FAULT,
    MEASURE,
    UNIT_MEASURE,
    SANCTION,
    GRAVITY_CELL,
    ACCUMULATION,
    ADMONITION_TRIGGER,
    CIRCUMSTANCE,
    REDRESS,
    LEADER_POINTS,
    LEADER_POINT,
];

/// 督办.
pub(super) const TASK: Section = single("task", "督办规则");
/// 督办时限.
pub(super) const TASK_LIMIT: Section = coded("task_limit", "督办时限");
/// 督导、抽查.
pub(super) const INSPECTION: Section = single("inspection", "督导规则");
/// 通报.
pub(super) const CIRCULAR: Section = single("circular", "通报规则");

/// 电子监察 in all its sections.
pub(super) const WATCHING_SECTIONS: [Section; 5] = [CARDS, SUPERVISION, FINDING, SCORE, SCORED];

/// 效能投诉.
pub(super) const COMPLAINT: Section = single("complaint", "效能投诉规则");

/// Every section whose rules carry dates of force.
pub(super) const SECTIONS: [Section; 33] = [
    CATALOGUE,
    MATTER_TYPE,
    SUSPENSION,
    EXTENSION,
    FIRST_CONTACT,
    DUTY,
    COVER,
    SUPPLEMENT,
    ALERTS,
    HANDLING,
    CLOSING,
    ACCOUNTABILITY,
    FAULT,
    MEASURE,
    UNIT_MEASURE,
    SANCTION,
    GRAVITY_CELL,
    ACCUMULATION,
    ADMONITION_TRIGGER,
    CIRCUMSTANCE,
    REDRESS,
    LEADER_POINTS,
    LEADER_POINT,
    TASK,
    TASK_LIMIT,
    INSPECTION,
    CIRCULAR,
    CARDS,
    SUPERVISION,
    FINDING,
    SCORE,
    SCORED,
    COMPLAINT,
];

/// One version of one rule.
struct Version<'a> {
    layer: Layer<'a>,
    /// None where it could not be read: then the rule is read on every day for its other faults.
    force: Option<InForce>,
}

impl Version<'_> {
    fn is_read_on(&self, day: Date) -> bool {
        self.force.is_none_or(|force| force.covers(day))
    }
}

/// The versions of one rule.
#[derive(Default)]
struct Versions<'a> {
    national: Vec<Version<'a>>,
    county: Vec<Version<'a>>,
}

/// All dated rules.
pub(super) struct DatedRules<'a> {
    rules: BTreeMap<(&'static str, String), Versions<'a>>,
    reading: &'a Reading<'a>,
}

impl<'a> DatedRules<'a> {
    /// Gathers the rules of all files and checks that the versions of each follow each other.
    pub(super) fn gather(documents: &'a [Document<'a>], reading: &'a Reading<'a>) -> Self {
        let mut gathered = Self { rules: BTreeMap::new(), reading };
        for document in documents {
            for section in SECTIONS {
                for layer in tables_of(document, section, reading) {
                    gathered.add(section, layer);
                }
            }
        }
        for ((key, code), versions) in &gathered.rules {
            let title = title_of(key, code);
            for list in [&versions.national, &versions.county] {
                let spans = list.iter().map(|v| v.force.map(|force| (force, v.layer.place())));
                if let Some(spans) = spans.collect::<Option<Vec<_>>>() {
                    force::check_sequence(&title, &spans, reading.faults);
                }
            }
        }
        gathered
    }

    fn add(&mut self, section: Section, layer: Layer<'a>) {
        let entry = Entry::new(section.title, vec![layer], self.reading);
        let code = match section.code_key {
            Some(key) => entry.required(key).and_then(Value::text),
            None => Some(String::new()),
        };
        let force = force::read(&entry);
        let Some(code) = code else {
            self.reading.faults.mark_incomplete();
            return;
        };
        let versions = self.rules.entry((section.key, code)).or_default();
        let list = match layer.document.shelf {
            Shelf::County(_) => &mut versions.county,
            Shelf::National | Shelf::Calendar(_) => &mut versions.national,
        };
        list.push(Version { layer, force });
    }

    /// The first day on which a national rule is in force.
    pub(super) fn first_day(&self) -> Option<Date> {
        let forces = self.rules.values().flat_map(|v| &v.national).filter_map(|v| v.force);
        forces.map(|force| force.from).min()
    }

    /// The codes of a section.
    pub(super) fn codes(&self, section: Section) -> BTreeSet<&str> {
        let of_section = self.rules.keys().filter(|(key, _)| *key == section.key);
        of_section.map(|(_, code)| code.as_str()).collect()
    }

    /// The codes of a section of which a version is in force on a day.
    pub(super) fn codes_in_force(&self, section: Section, day: Date) -> BTreeSet<&str> {
        let of_section = self.rules.iter().filter(|((key, _), _)| *key == section.key);
        let in_force = of_section.filter(|(_, versions)| {
            let all = versions.national.iter().chain(&versions.county);
            all.into_iter().any(|version| version.is_read_on(day))
        });
        in_force.map(|((_, code), _)| code.as_str()).collect()
    }

    /// The rule of a section and code in force on the day that `reading` reads, if there is one.
    /// Where versions overlap by mistake there are several, so that all their faults are found.
    pub(super) fn in_force(
        &self,
        section: Section,
        code: &str,
        reading: &'a Reading<'a>,
    ) -> Vec<Entry<'a>> {
        let Some(versions) = self.rules.get(&(section.key, code.to_owned())) else {
            return Vec::new();
        };
        let on_the_day = |list: &[Version<'a>]| -> Vec<Layer<'a>> {
            let covering = list.iter().filter(|version| version.is_read_on(reading.day));
            covering.map(|version| version.layer).collect()
        };
        let (national, county) = (on_the_day(&versions.national), on_the_day(&versions.county));
        let title = title_of(section.key, code);
        if national.is_empty() && !versions.national.is_empty() {
            for layer in county {
                let wrong = format!("{title}在 {} 没有生效中的国家规则", reading.day);
                let right = "本县规则的生效期不超出国家规则的生效期";
                reading.faults.report_absence(layer.place(), wrong, right);
            }
            return Vec::new();
        }
        let entry = |layers| Entry::new(title.clone(), layers, reading);
        if national.is_empty() {
            return county.into_iter().map(|layer| entry(vec![layer])).collect();
        }
        if county.is_empty() {
            return national.into_iter().map(|layer| entry(vec![layer])).collect();
        }
        let pairs = county.iter().flat_map(|top| national.iter().map(|low| vec![*top, *low]));
        pairs.map(entry).collect()
    }

    /// The one rule of a section in force on the day.
    pub(super) fn single(&self, section: Section, reading: &'a Reading<'a>) -> Option<Entry<'a>> {
        let found = self.in_force(section, "", reading).pop();
        if found.is_none() {
            let place = Place { file: "national/", line: 0 };
            let wrong = format!("缺少{}（[{}]）", section.title, section.key);
            let right = match self.first_day() {
                Some(day) => format!("在国家规则里写上它，从 {day} 起一直有生效中的一段"),
                None => "在国家规则里写上它".to_owned(),
            };
            reading.faults.report_absence(place, wrong, right);
        }
        found
    }
}

/// The tables of a section in a file: one table or a list of tables.
fn tables_of<'a>(
    document: &'a Document<'a>,
    section: Section,
    reading: &'a Reading<'a>,
) -> Vec<Layer<'a>> {
    let root = Layer { document, table: &document.root, offset: 0 };
    let Some(node) = root.get(section.key) else { return Vec::new() };
    let value = Value { layer: root, node, key: section.key, reading, below: None };
    let nodes: Vec<_> = match node.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        DeValue::Table(_)
        | DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => vec![node],
    };
    let tables = nodes.into_iter().filter_map(|node| {
        let table = node.get_ref().as_table();
        if table.is_none() {
            value.within(node).report_type("表");
        }
        Some(Layer { document, table: table?, offset: node.span().start })
    });
    tables.collect()
}

fn title_of(key: &str, code: &str) -> String {
    let title = SECTIONS.iter().find(|section| section.key == key).map_or(key, |s| s.title);
    if code.is_empty() { title.to_owned() } else { format!("{title}“{code}”") }
}

/// Reports absence on behalf of a section without entries.
pub(super) fn report_empty(faults: &Faults, section: Section) {
    let place = Place { file: "national/", line: 0 };
    let wrong = format!("没有任何{}（[[{}]]）", section.title, section.key);
    faults.report_absence(place, wrong, "至少写一项");
}
