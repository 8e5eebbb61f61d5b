//! 督导指标, as pure functions over inspections and a period.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::docket::{Period, Share};
use crate::id::UnitId;
use crate::inspection::{Inspection, InspectionKind};
use crate::rules::InspectionRule;

/// 经常性督导次数 by school: regular inspections visited in the term.
pub fn regular_inspections<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    term: Period,
) -> BTreeMap<UnitId, u32> {
    let mut counts: BTreeMap<UnitId, u32> = BTreeMap::new();
    for (school, _) in
        visits(inspections, InspectionKind::Regular).filter(|(_, at)| term.holds(*at))
    {
        *counts.entry(school.clone()).or_default() += 1;
    }
    counts
}

/// 督导次数不足: schools with fewer regular inspections in the term than the rules demand, with how
/// many they had.
pub fn short_of_regular<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    schools: &[UnitId],
    term: Period,
    rule: &InspectionRule,
) -> Vec<(UnitId, u32)> {
    let counts = regular_inspections(inspections, term);
    let of = |school: &UnitId| (school.clone(), counts.get(school).copied().unwrap_or_default());
    schools.iter().map(of).filter(|(_, count)| *count < rule.regular_per_term).collect()
}

/// 综合督导到期: schools whose last comprehensive inspection lies further back than the rules allow.
pub fn comprehensive_owed<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    schools: &[UnitId],
    at: Instant,
    rule: &InspectionRule,
) -> Vec<UnitId> {
    let visited: Vec<(&UnitId, Instant)> =
        visits(inspections, InspectionKind::Comprehensive).collect();
    let is_recent = |visited_at: Instant| {
        let until = visited_at.date().plus_months(rule.comprehensive_years.saturating_mul(12));
        until.is_none_or(|until| at.date() <= until)
    };
    let owed = |school: &&UnitId| {
        !visited.iter().any(|(one, visited_at)| one == school && is_recent(*visited_at))
    };
    schools.iter().filter(owed).cloned().collect()
}

/// 问题按期整改率: issues whose day came in the period, and of them those closed on a report that was
/// handed in by it.
pub fn issues_closed_in_time<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    period: Period,
) -> Share {
    let mut share = Share::default();
    for inspection in inspections {
        let due = inspection.opinion.as_ref().and_then(|opinion| opinion.rectify_by);
        let Some(due) = due.filter(|due| period.holds(due.at)) else { continue };
        for issue in &inspection.issues {
            share.whole += 1;
            let is_in_time = issue.reported_at.is_some_and(|at| at <= due.at);
            share.part += u32::from(issue.closed_at.is_some() && is_in_time);
        }
    }
    share
}

/// 督导报告公开率: special and comprehensive inspections visited in the period, and of them those whose
/// report is public.
pub fn reports_published<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    period: Period,
) -> Share {
    let mut share = Share::default();
    for inspection in inspections {
        let is_formal = inspection.plan.as_ref().is_some_and(|plan| plan.facts.kind.is_formal());
        let visited = inspection.visit.as_ref().filter(|visit| period.holds(visit.at));
        if is_formal && visited.is_some() {
            share.whole += 1;
            share.part += u32::from(inspection.report_published_at.is_some());
        }
    }
    share
}

fn visits<'a>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    kind: InspectionKind,
) -> impl Iterator<Item = (&'a UnitId, Instant)> {
    inspections.into_iter().filter_map(move |inspection| {
        let facts = &inspection.plan.as_ref()?.facts;
        let school = facts.school.as_ref().filter(|_| facts.kind == kind)?;
        Some((school, inspection.visit.as_ref()?.at))
    })
}
