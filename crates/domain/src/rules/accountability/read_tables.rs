//! 责任追究各表 as written in rule files.

use std::collections::{BTreeMap, BTreeSet};

use crate::never_let::NeverLet;
use crate::rules::accountability::read::{chosen, limit, limit_if_any, measures_in, several};
use crate::rules::accountability::{
    AccumulatedEffect, AccumulationRow, Circumstance, CircumstanceRule, Counted, DecidedBy, Fault,
    FaultRule, Gravity, GravityCell, Liability, Measure, MeasureRule, Misconduct, PersonCategory,
    Power, RedressRule, Root, RuleSet, Sanction, SanctionRule, Track, TriggerRule, UnitMeasure,
    Weight,
};
use crate::rules::dated::{
    ACCUMULATION, ADMONITION_TRIGGER, CIRCUMSTANCE, DatedRules, FAULT, GRAVITY_CELL, MEASURE,
    REDRESS, SANCTION, Section, UNIT_MEASURE,
};
use crate::rules::diagnostic::Place;
use crate::rules::folder::Shelf;
use crate::rules::limits::Tighter;
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;

/// Where a table of codes stands: the rules, its section, and how it is read.
pub(super) type At<'r, 'a> = (&'r DatedRules<'a>, Section, &'a Reading<'a>);

/// A table with one entry for each code of a closed list, all of which must be there.
pub(super) fn by_code<'a, K: Copy + Ord, V>(
    (rules, section, reading): At<'_, 'a>,
    (all, code): (&[K], fn(K) -> &'static str),
    read: impl Fn(&Entry<'a>, K) -> Option<V>,
) -> Option<BTreeMap<K, V>> {
    let mut found = BTreeMap::new();
    let mut written = BTreeSet::new();
    for written_code in rules.codes(section) {
        for entry in rules.in_force(section, written_code, reading) {
            let key = entry.required("code").and_then(|value| chosen(value, all, code));
            let value = key.and_then(|key| read(&entry, key));
            if let Some(key) = key {
                entry.close_dated();
                written.insert(key);
            }
            found.extend(key.zip(value));
        }
    }
    for key in all.iter().filter(|key| !written.contains(key)) {
        let place = Place { file: "national/", line: 0 };
        let wrong = format!("{}缺少 {}（[[{}]]）", section.title, code(*key), section.key);
        reading.faults.report_absence(place, wrong, "每一项各写一条，生效期不断档");
    }
    (found.len() == all.len()).then_some(found)
}

/// 本县不能改: what law and the division of powers fix.
fn fixed_by_the_nation(entry: &Entry<'_>) {
    let is_county = |shelf: &Shelf<'_>| matches!(shelf, Shelf::County(_));
    for layer in entry.layers.iter().filter(|layer| is_county(&layer.document.shelf)) {
        let wrong = format!("{}由国家规则确定，本县不能改", entry.title);
        entry.reading.faults.report(layer.place(), wrong, "删去这一条");
    }
}

pub(super) fn faults<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Fault, FaultRule>> {
    by_code((rules, FAULT, reading), (Fault::ALL, Fault::code), |entry, _| {
        fixed_by_the_nation(entry);
        let name = entry.required("name").and_then(Value::text);
        let roots = entry.required("roots").and_then(|value| several(value, Root::ALL, Root::code));
        let never_let = entry
            .required("never_let")
            .and_then(|value| chosen(value, NeverLet::ALL, NeverLet::code));
        let source = entry.source();
        Some(FaultRule { name: name?, roots: roots?, never_let: never_let?, source: source? })
    })
}

pub(super) fn measures<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Measure, MeasureRule>> {
    by_code((rules, MEASURE, reading), (Measure::ALL, Measure::code), |entry, _| {
        let categories = entry.required("categories").and_then(categories);
        measure(entry, categories)
    })
}

pub(super) fn unit_measures<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<UnitMeasure, MeasureRule>> {
    let all = (UnitMeasure::ALL, UnitMeasure::code as fn(UnitMeasure) -> &'static str);
    by_code((rules, UNIT_MEASURE, reading), all, |entry, _| measure(entry, Some(BTreeSet::new())))
}

fn measure(entry: &Entry<'_>, categories: Option<BTreeSet<PersonCategory>>) -> Option<MeasureRule> {
    fixed_by_the_nation(entry);
    let rank = entry.required("rank").and_then(Value::count);
    let name = entry.required("name").and_then(Value::text);
    let decided_by = entry
        .required("decided_by")
        .and_then(|value| chosen(value, DecidedBy::ALL, DecidedBy::code));
    let power = entry.required("power").and_then(|value| chosen(value, Power::ALL, Power::code));
    let counted_as = entry
        .optional("counted_as")
        .map_or(Some(Vec::new()), |value| several(value, Counted::ALL, Counted::code));
    let source = entry.source();
    let (decided_by, power) = (decided_by?, power?);
    let is_ours = match decided_by {
        DecidedBy::Unit | DecidedBy::Bureau => true,
        DecidedBy::CadreAuthority | DecidedBy::CompetentOrgan => false,
    };
    if let Some(value) = entry.optional("power").filter(|_| power == Power::Decision && !is_ours) {
        let wrong = format!("{}由{}决定，本案不能决定", entry.title, decided_by.name());
        value.report(wrong, "power 写 record 或者 proposal");
    }
    let counted_as = counted_as?.into_iter().collect();
    let (rank, name, categories, source) = (rank?, name?, categories?, source?);
    Some(MeasureRule { rank, name, decided_by, power, categories, counted_as, source })
}

fn categories(value: Value<'_>) -> Option<BTreeSet<PersonCategory>> {
    let list = several(value, PersonCategory::ALL, PersonCategory::code)?;
    Some(list.into_iter().collect())
}

pub(super) fn sanctions<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Sanction, SanctionRule>> {
    by_code((rules, SANCTION, reading), (Sanction::ALL, Sanction::code), |entry, _| {
        fixed_by_the_nation(entry);
        let rank = entry.required("rank").and_then(Value::count);
        let name = entry.required("name").and_then(Value::text);
        let term = entry.optional("term").and_then(Value::limit);
        let categories = entry.required("categories").and_then(categories);
        let source = entry.source();
        let (rank, name, categories, source) = (rank?, name?, categories?, source?);
        Some(SanctionRule { rank, name, term, categories, source })
    })
}

pub(super) fn cells<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<(Gravity, Liability), GravityCell>> {
    let mut found = BTreeMap::new();
    for code in rules.codes(GRAVITY_CELL) {
        for entry in rules.in_force(GRAVITY_CELL, code, reading) {
            fixed_by_the_nation(&entry);
            entry.required("code").and_then(Value::code);
            let gravity = entry
                .required("gravity")
                .and_then(|value| chosen(value, Gravity::ALL, Gravity::code));
            let liability = entry
                .required("liability")
                .and_then(|value| chosen(value, Liability::ALL, Liability::code));
            let cell = cell(&entry);
            entry.close_dated();
            found.extend(gravity.zip(liability).zip(cell));
        }
    }
    for gravity in Gravity::ALL {
        for liability in Liability::ALL {
            if !found.contains_key(&(*gravity, *liability)) {
                let (gravity, liability) = (gravity.name(), liability.name());
                let wrong = format!("缺少{gravity}、{liability}的处理（[[gravity_cell]]）");
                let place = Place { file: "national/", line: 0 };
                reading.faults.report_absence(place, wrong, "三种情节、三种责任各写一条");
            }
        }
    }
    (found.len() == Gravity::ALL.len() * Liability::ALL.len()).then_some(found)
}

fn cell(entry: &Entry<'_>) -> Option<GravityCell> {
    let measures = entry.required("measures").and_then(measures_in);
    let written = entry.optional("sanctions");
    let sanctions = written.and_then(|value| {
        let list = several(value, Sanction::ALL, Sanction::code)?;
        match list.as_slice() {
            [lightest, heaviest] if lightest <= heaviest => Some((*lightest, *heaviest)),
            [] | [_] | [_, _] | [_, _, ..] => {
                value.report("sanctions 不是由轻到重的两项", "写最轻的一项和最重的一项");
                None
            }
        }
    });
    let source = entry.source();
    if written.is_some() && sanctions.is_none() {
        return None;
    }
    Some(GravityCell { measures: measures?, sanctions, source: source? })
}

pub(super) fn accumulation<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<Vec<AccumulationRow>> {
    let codes = rules.codes(ACCUMULATION);
    let entries = codes.into_iter().flat_map(|code| rules.in_force(ACCUMULATION, code, reading));
    let rows: Option<Vec<AccumulationRow>> = entries.map(|entry| row(&entry)).collect();
    let rows = rows?;
    for set in RuleSet::ALL.iter().filter(|set| !rows.iter().any(|row| row.set == **set)) {
        let place = Place { file: "national/", line: 0 };
        let wrong = format!("累计规则缺少 {} 这一套（[[accumulation]]）", set.code());
        reading.faults.report_absence(place, wrong, "每一套至少写一条");
    }
    Some(rows)
}

fn row(entry: &Entry<'_>) -> Option<AccumulationRow> {
    entry.required("code").and_then(Value::code);
    let set = entry.required("set").and_then(|value| chosen(value, RuleSet::ALL, RuleSet::code));
    let counted =
        entry.required("counted").and_then(|value| chosen(value, Counted::ALL, Counted::code));
    let times = entry.required("times").and_then(Value::count);
    let effects = entry
        .required("effects")
        .and_then(|value| several(value, AccumulatedEffect::ALL, AccumulatedEffect::code));
    let source = entry.source();
    entry.close_dated();
    Some(AccumulationRow {
        set: set?,
        counted: counted?,
        times: times?,
        effects: effects?.into_iter().collect(),
        source: source?,
    })
}

pub(super) fn triggers<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Misconduct, TriggerRule>> {
    let all = (Misconduct::ALL, Misconduct::code as fn(Misconduct) -> &'static str);
    by_code((rules, ADMONITION_TRIGGER, reading), all, |entry, _| {
        let name = entry.required("name").and_then(Value::text);
        let times = entry.required("times").and_then(Value::count);
        let source = entry.source();
        Some(TriggerRule { name: name?, times: times?, source: source? })
    })
}

pub(super) fn circumstances<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Circumstance, CircumstanceRule>> {
    let all = (Circumstance::ALL, Circumstance::code as fn(Circumstance) -> &'static str);
    by_code((rules, CIRCUMSTANCE, reading), all, |entry, _| {
        fixed_by_the_nation(entry);
        let name = entry.required("name").and_then(Value::text);
        let weight =
            entry.required("weighs").and_then(|value| chosen(value, Weight::ALL, Weight::code));
        let source = entry.source();
        Some(CircumstanceRule { name: name?, weight: weight?, source: source? })
    })
}

pub(super) fn redress<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<Track, RedressRule>> {
    by_code((rules, REDRESS, reading), (Track::ALL, Track::code), |entry, _| {
        let name = entry.required("name").and_then(Value::text);
        let review_apply = limit(entry, "review_apply", Tighter::Longer);
        let review_decide = limit(entry, "review_decide", Tighter::Shorter);
        let appeal_after_review = limit_if_any(entry, "appeal_after_review", Tighter::Longer);
        let appeal_directly = limit_if_any(entry, "appeal_directly", Tighter::Longer);
        let appeal_decide = limit_if_any(entry, "appeal_decide", Tighter::Shorter);
        let appeal_extend = limit_if_any(entry, "appeal_extend", Tighter::Shorter);
        let has_appeal = appeal_after_review.is_some() || appeal_directly.is_some();
        if has_appeal != appeal_decide.is_some() {
            let wrong = format!("{}的申诉期限不全", entry.title);
            let right = "申请申诉的期限和申诉决定的期限要么都写，要么都不写";
            entry.reading.faults.report(entry.place(), wrong, right);
        }
        let source = entry.source();
        Some(RedressRule {
            name: name?,
            review_apply: review_apply?,
            review_decide: review_decide?,
            appeal_after_review,
            appeal_directly,
            appeal_decide,
            appeal_extend,
            source: source?,
        })
    })
}
