//! 量处. Which measures a fault admits, by gravity, liability, category of person and circumstances
//! (domain.md 2.3, 7.3, 7.4, 7.6); several faults are fixed each and the heaviest is executed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rules::{
    AccountabilityRule, Circumstance, Gravity, Liability, Measure, PersonCategory, Power, Sanction,
    UnitMeasure, Weight,
};

/// 措施. For a person or for a unit.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imposed {
    /// 对人
    Person(Measure),
    /// 对单位
    Unit(UnitMeasure),
}

/// 情形衡量. What the circumstances come to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Weighed {
    /// 从轻 circumstances.
    pub lighter: usize,
    /// 从重 circumstances.
    pub heavier: usize,
    /// 免责 circumstances.
    pub exempting: usize,
}

/// 可以采取的. What a fault admits.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Admissible {
    /// Measures that the case may decide or propose.
    pub measures: BTreeSet<Measure>,
    /// 处分 that may be proposed to the competent organ.
    pub sanctions: BTreeSet<Sanction>,
}

/// 一项过错的衡量. What is weighed for one person.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Weighing<'a> {
    /// 情节
    pub gravity: Gravity,
    /// 责任
    pub liability: Liability,
    /// 人员类别
    pub category: PersonCategory,
    /// 情形
    pub circumstances: &'a BTreeSet<Circumstance>,
}

/// 衡量情形.
pub fn weigh(rule: &AccountabilityRule, circumstances: &BTreeSet<Circumstance>) -> Weighed {
    let count = |weight: Weight| {
        let of = |one: &&Circumstance| {
            rule.circumstances.get(*one).is_some_and(|known| known.weight == weight)
        };
        circumstances.iter().filter(of).count()
    };
    Weighed {
        lighter: count(Weight::Lighter),
        heavier: count(Weight::Heavier),
        exempting: count(Weight::Exempt),
    }
}

/// 可以采取的措施. Empty where a circumstance exempts.
pub fn admissible(rule: &AccountabilityRule, weighing: Weighing<'_>) -> Admissible {
    let weighed = weigh(rule, weighing.circumstances);
    let cell = rule.cells.get(&(weighing.gravity, weighing.liability));
    let Some(cell) = cell.filter(|_| weighed.exempting == 0) else {
        return Admissible::default();
    };
    let lighter = steps(rule.procedure.lighter_steps, weighed.lighter, weighed.heavier);
    let heavier = steps(rule.procedure.heavier_steps, weighed.heavier, weighed.lighter);
    let mut measures = trimmed(ranked(rule, weighing.category, &cell.measures), heavier, lighter);
    if lighter > 0 {
        measures.extend(ranked(rule, weighing.category, &rule.procedure.lenient));
    }
    let sanctions = cell.sanctions.map_or_else(Vec::new, |bounds| between(rule, bounds));
    let fits = |sanction: &Sanction| {
        rule.sanctions.get(sanction).is_some_and(|one| one.categories.contains(&weighing.category))
    };
    let sanctions = sanctions.into_iter().filter(fits).collect();
    Admissible {
        measures: measures.into_iter().collect(),
        sanctions: trimmed(sanctions, heavier, lighter).into_iter().collect(),
    }
}

/// Circumstances of one kind move a bound; against circumstances of the other kind they do not.
fn steps(by_rule: u32, of_this: usize, of_other: usize) -> usize {
    let moves = of_this > 0 && of_other == 0;
    if moves { usize::try_from(by_rule).unwrap_or(usize::MAX) } else { 0 }
}

/// Without so many of the lightest and of the heaviest; one always remains.
fn trimmed<T>(list: Vec<T>, lightest: usize, heaviest: usize) -> Vec<T> {
    let most = list.len().saturating_sub(1);
    let (lightest, keep) = (lightest.min(most), list.len().saturating_sub(heaviest.min(most)));
    list.into_iter().take(keep).skip(lightest).collect()
}

/// The measures that may be decided or proposed for the category, from the lightest.
fn ranked(
    rule: &AccountabilityRule,
    category: PersonCategory,
    measures: &BTreeSet<Measure>,
) -> Vec<Measure> {
    let may = |measure: &&Measure| {
        rule.measures.get(*measure).is_some_and(|one| {
            one.categories.contains(&category)
                && matches!(one.power, Power::Decision | Power::Proposal)
        })
    };
    let mut list: Vec<Measure> = measures.iter().filter(may).copied().collect();
    list.sort_by_key(|measure| rule.measures.get(measure).map(|one| one.rank));
    list
}

fn between(rule: &AccountabilityRule, (from, to): (Sanction, Sanction)) -> Vec<Sanction> {
    let rank = |sanction: &Sanction| rule.sanctions.get(sanction).map(|one| one.rank);
    let bounds = rank(&from)..=rank(&to);
    let mut list: Vec<Sanction> =
        Sanction::ALL.iter().filter(|one| bounds.contains(&rank(one))).copied().collect();
    list.sort_by_key(rank);
    list
}

/// 轻重. The place of a measure in its ascending order.
pub fn rank_of(rule: &AccountabilityRule, imposed: Imposed) -> u32 {
    let found = match imposed {
        Imposed::Person(measure) => rule.measures.get(&measure),
        Imposed::Unit(measure) => rule.unit_measures.get(&measure),
    };
    found.map_or(u32::MAX, |one| one.rank)
}

/// 合并执行. Of several measures, each fixed for its fault, the heaviest is executed.
pub fn heaviest(rule: &AccountabilityRule, fixed: &[Imposed]) -> Option<Imposed> {
    fixed.iter().copied().max_by_key(|imposed| rank_of(rule, *imposed))
}

/// 最重情节. What the gravity of a fault can be at most: beyond 一般 only with its effect on record
/// (clause 50).
pub fn gravest_without_effect(rule: &AccountabilityRule) -> Gravity {
    rule.procedure.gravity_without_effect
}
