//! 累计. What several measures of one year come to (domain.md 7.5). The count proposes; people decide.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::Date;

use crate::rules::{
    AccountabilityRule, AccumulatedEffect, AccumulationRow, Counted, CountingYear, Measure,
    Misconduct,
};

/// 既往处理. A final measure of the past, as accumulation counts it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct PastMeasure {
    /// Which.
    pub measure: Measure,
    /// When it was decided.
    pub on: Date,
}

/// 累计结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accumulated {
    /// How many of each kind within the year.
    pub counts: BTreeMap<Counted, u32>,
    /// What follows by the rule set chosen.
    pub effects: BTreeSet<AccumulatedEffect>,
    /// 从重: so many warnings or admonitions in the year that the next fault weighs more.
    pub is_aggravating: bool,
}

/// 累计. What the final measures of the year around `on` come to for a person. `heads_sanctioned` is
/// how often the head of his unit was sanctioned in it.
pub fn accumulate(
    rule: &AccountabilityRule,
    past: &[PastMeasure],
    heads_sanctioned: u32,
    on: Date,
) -> Accumulated {
    let year = rule.procedure.year;
    let within: Vec<Measure> =
        past.iter().filter(|one| is_within(year, one.on, on)).map(|one| one.measure).collect();
    let mut counts: BTreeMap<Counted, u32> = BTreeMap::new();
    let of = |measure: &Measure| rule.measures.get(measure).map(|known| &known.counted_as);
    for counted in within.iter().filter_map(of).flatten() {
        *counts.entry(*counted).or_default() += 1;
    }
    if heads_sanctioned > 0 {
        counts.insert(Counted::HeadSanctioned, heads_sanctioned);
    }
    let aggravating = within.iter().filter(|one| rule.procedure.aggravated_by.contains(one));
    let number = u32::try_from(aggravating.count()).unwrap_or(u32::MAX);
    Accumulated {
        effects: effects(rule, &counts),
        counts,
        is_aggravating: number >= rule.procedure.aggravating_measures,
    }
}

/// Of each kind counted, the row with most times that are reached.
fn effects(
    rule: &AccountabilityRule,
    counts: &BTreeMap<Counted, u32>,
) -> BTreeSet<AccumulatedEffect> {
    let of_set = |row: &&AccumulationRow| row.set == rule.procedure.rule_set;
    let mut highest: BTreeMap<Counted, &AccumulationRow> = BTreeMap::new();
    for row in rule.accumulation.iter().filter(of_set) {
        let count = counts.get(&row.counted).copied().unwrap_or_default();
        let is_higher = highest.get(&row.counted).is_none_or(|held| held.times < row.times);
        if row.times <= count && is_higher {
            highest.insert(row.counted, row);
        }
    }
    highest.into_values().flat_map(|row| row.effects.iter().copied()).collect()
}

fn is_within(year: CountingYear, then: Date, on: Date) -> bool {
    then <= on
        && match year {
            CountingYear::Calendar => then.year() == on.year(),
            CountingYear::Rolling => then > year_before(on),
        }
}

/// The same day a year before; of 29 February, the 28th.
fn year_before(on: Date) -> Date {
    let (year, month, day) = on.ymd();
    Date::from_ymd(year - 1, month, day)
        .or_else(|| Date::from_ymd(year - 1, month, day - 1))
        .unwrap_or(on)
}

/// 触发诫勉. How many admonitions the misconduct of a year gives cause to propose.
pub fn admonitions_triggered(rule: &AccountabilityRule, counts: &BTreeMap<Misconduct, u32>) -> u32 {
    let of = |(kind, count): (&Misconduct, &u32)| {
        let times = rule.triggers.get(kind).map(|trigger| trigger.times);
        times.map_or(0, |times| count / times.max(1))
    };
    counts.iter().map(of).sum()
}

/// 连续不称职. Whether the years end with so many in a row that 辞退 is to be proposed.
pub fn is_dismissible(rule: &AccountabilityRule, unqualified: &BTreeSet<i16>) -> bool {
    let needed = usize::try_from(rule.procedure.unqualified_years).unwrap_or(usize::MAX);
    let Some(last) = unqualified.last().copied() else { return false };
    let in_a_row = (0_i16..).take_while(|back| unqualified.contains(&(last - back))).count();
    in_a_row >= needed
}
