//! 累计, every row of domain.md 7.5 and its flip.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_domain::Date;
use xiaoneng_domain::accountability::{
    PastMeasure, accumulate, admonitions_triggered, is_dismissible,
};
use xiaoneng_domain::rules::*;

use crate::tables::{rule, with};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn times(measure: Measure, count: usize) -> Vec<PastMeasure> {
    vec![PastMeasure { measure, on: day("2026-05-01") }; count]
}

fn effects(set: &str, past: &[PastMeasure], heads: u32) -> Vec<&'static str> {
    let mut rule = rule();
    rule.procedure.rule_set = RuleSet::of_code(set).unwrap();
    let found = accumulate(&rule, past, heads, day("2026-11-01"));
    found.effects.iter().map(|effect| effect.code()).collect()
}

#[test]
fn every_row_and_one_time_fewer() {
    use Measure::{Admonition, Circular, WrittenReview, WrittenWarning};
    let rows: [(&str, Measure, usize, &[&str]); 13] = [
        ("A", Admonition, 1, &["written_self_criticism", "correct_in_time"]),
        ("A", Admonition, 2, &["public_self_criticism", "circular"]),
        ("A", Admonition, 3, &["efficacy_warning"]),
        ("A", WrittenWarning, 1, &["not_excellent"]),
        ("A", WrittenWarning, 2, &["unqualified"]),
        ("B", WrittenReview, 1, &["written_review", "no_awards"]),
        ("B", WrittenReview, 2, &["no_target_award", "reserve_list_removed", "contract_dismissed"]),
        (
            "B",
            WrittenReview,
            3,
            &["suspension_or_organization", "unit_leaders_accountable", "unit_no_awards"],
        ),
        ("C", WrittenReview, 1, &["not_excellent", "no_promotion_one_year"]),
        ("C", WrittenReview, 2, &["demotion_or_non_leading"]),
        ("C", WrittenReview, 3, &["removal"]),
        ("D", Circular, 1, &["not_excellent"]),
        ("D", WrittenWarning, 1, &["not_excellent"]),
    ];
    for (set, measure, count, expected) in rows {
        let clause = format!("7.5 {set} {} ×{count}", measure.name());
        let mut expected: Vec<&str> = expected.to_vec();
        let mut found = effects(set, &times(measure, count), 0);
        let fewer = effects(set, &times(measure, count - 1), 0);
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{clause}");
        assert_ne!(fewer, found, "{clause}: one fewer");
    }
    assert_eq!(effects("D", &[], 1), ["unit_not_advanced"], "D: head sanctioned");
    assert!(effects("D", &[], 0).is_empty());
    assert!(effects("A", &times(Measure::Talk, 5), 0).is_empty(), "a talk does not count");
    assert_eq!(effects("A", &times(Measure::Admonition, 4), 0), ["efficacy_warning"], "≥ 3");
    assert_eq!(effects("A", &times(Measure::WrittenWarning, 3), 0), ["unqualified"], "≥ 2");
}

/// P23 art. 15: two warnings or admonitions in one year aggravate.
#[test]
fn aggravation() {
    let is_aggravating =
        |past: &[PastMeasure]| accumulate(&rule(), past, 0, day("2026-11-01")).is_aggravating;
    assert!(!is_aggravating(&times(Measure::Admonition, 1)));
    assert!(is_aggravating(&times(Measure::Admonition, 2)));
    assert!(is_aggravating(&times(Measure::OralWarning, 2)));
    assert!(is_aggravating(&times(Measure::WrittenWarning, 2)));
    assert!(!is_aggravating(&times(Measure::Circular, 2)));
    let mixed = [times(Measure::Admonition, 1), times(Measure::WrittenWarning, 1)].concat();
    assert!(is_aggravating(&mixed));
}

/// The year is the civil one; by configuration the rolling one.
#[test]
fn the_year() {
    let past = |on: &str| PastMeasure { measure: Measure::Admonition, on: day(on) };
    let two = [past("2025-12-20"), past("2026-01-10")];
    let count = |rule: &AccountabilityRule, on: &str| {
        let found = accumulate(rule, &two, 0, day(on));
        found.counts.get(&Counted::Admonition).copied().unwrap_or_default()
    };
    let rolling = with("year = \"calendar\"", "year = \"rolling\"").unwrap();
    assert_eq!(count(&rule(), "2026-02-01"), 1);
    assert_eq!(count(&rule(), "2025-12-31"), 1, "what lies ahead does not count");
    assert_eq!(count(&rolling, "2026-02-01"), 2);
    assert_eq!(count(&rolling, "2026-12-19"), 2);
    assert_eq!(count(&rolling, "2026-12-20"), 1);
    assert_eq!(count(&rolling, "2027-01-10"), 0);
}

/// P24: what triggers one admonition.
#[test]
fn triggers() {
    let triggered = |kind, count| admonitions_triggered(&rule(), &BTreeMap::from([(kind, count)]));
    let rows = [
        (Misconduct::Absence, 1),
        (Misconduct::LateOrEarly, 3),
        (Misconduct::Idling, 1),
        (Misconduct::LeftPost, 1),
        (Misconduct::RosterDesertion, 1),
        (Misconduct::RudeTreatment, 1),
    ];
    assert_eq!(rows.len(), Misconduct::ALL.len());
    for (kind, count) in rows {
        assert_eq!(triggered(kind, count), 1, "{}", kind.name());
        assert_eq!(triggered(kind, count - 1), 0, "{}: one fewer", kind.name());
    }
    assert_eq!(triggered(Misconduct::LateOrEarly, 7), 2);
}

/// 公务员法 88: two consecutive years.
#[test]
fn two_years_in_a_row() {
    assert!(is_dismissible(&rule(), &BTreeSet::from([2025, 2026])));
    assert!(!is_dismissible(&rule(), &BTreeSet::from([2026])));
    assert!(!is_dismissible(&rule(), &BTreeSet::from([2024, 2026])));
    assert!(!is_dismissible(&rule(), &BTreeSet::new()));
}
