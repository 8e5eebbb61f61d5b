//! 督导、抽查的视图. One docket row, in whose lists it stands, and when the heartbeat must look.

use crate::docket::DueAt;
use crate::id::{PersonId, UnitId};
use crate::inspection::timers::next_due_at;
use crate::inspection::{Inspection, InspectionKind, Stage};
use crate::stream::StreamId;
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// The rows of an inspection; none before it is planned.
pub fn inspection_rows(inspection: &Inspection) -> Rows {
    let mut rows = Rows::new();
    let Some(plan) = &inspection.plan else { return rows };
    let facts = &plan.facts;
    let stream = StreamId::Inspection(facts.number.clone());
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: inspection.stage().code().to_owned(),
        grade: facts.kind.code().to_owned(),
        unit: facts.school.clone(),
        person: None,
        matter: None,
        opened_at: plan.at,
        due_at: due(inspection).map(|due| due.at),
        ended_at: inspection.filed_at.or(inspection.cancelled_at),
    }));
    for (whom, part) in parts(inspection) {
        let part = part.to_owned();
        rows.insert(Row::DocketPart(DocketPartRow { stream: stream.clone(), whom, part }));
    }
    if let Some(at) = next_due_at(inspection) {
        rows.insert(Row::Timer(TimerRow { stream, at }));
    }
    rows
}

fn due(inspection: &Inspection) -> Option<DueAt> {
    match inspection.stage() {
        Stage::PreliminaryOpinion => inspection.preliminary.as_ref().map(|given| given.defend_by),
        Stage::OpinionServed | Stage::Rectifying => {
            inspection.opinion.as_ref().and_then(|opinion| opinion.rectify_by)
        }
        Stage::Nothing
        | Stage::Planned
        | Stage::Notified
        | Stage::SelfAssessed
        | Stage::OnSite
        | Stage::Defence
        | Stage::Verified
        | Stage::ReportPublished
        | Stage::SeedPublished
        | Stage::Drawn
        | Stage::Checked
        | Stage::Filed
        | Stage::Cancelled => None,
    }
}

/// 经办. Codes: `runs` (the office), `inspects`, `assesses_itself`, `defends`, `rectifies`, `verifies`,
/// `visited` (the school, once told), `checked` (a unit with a record in a spot check).
fn parts(inspection: &Inspection) -> Vec<(Whom, &'static str)> {
    let Some(plan) = &inspection.plan else { return Vec::new() };
    let facts = &plan.facts;
    let unit = |unit: &UnitId| Whom::Unit(unit.clone());
    let person = |person: &PersonId| Whom::Person(person.clone());
    let mut parts = vec![(unit(&facts.office), "runs")];
    parts.extend(facts.inspectors.iter().map(|one| (person(one), "inspects")));
    if let Some(visit) = &inspection.visit {
        parts.extend(visit.inspectors.iter().map(|one| (person(one), "inspects")));
    }
    let is_told = inspection.notified_at.is_some() || inspection.visit.is_some();
    if let Some(school) = facts.school.as_ref().filter(|_| is_told) {
        parts.push((unit(school), "visited"));
        let waits = match inspection.stage() {
            Stage::Notified => Some("assesses_itself"),
            Stage::PreliminaryOpinion => Some("defends"),
            Stage::OpinionServed | Stage::Rectifying => Some("rectifies"),
            Stage::Nothing
            | Stage::Planned
            | Stage::SelfAssessed
            | Stage::OnSite
            | Stage::Defence
            | Stage::Verified
            | Stage::ReportPublished
            | Stage::SeedPublished
            | Stage::Drawn
            | Stage::Checked
            | Stage::Filed
            | Stage::Cancelled => None,
        };
        parts.extend(waits.map(|part| (unit(school), part)));
    }
    if inspection.is_open() && inspection.issues.iter().any(|issue| issue.waits()) {
        parts.push((unit(&facts.office), "verifies"));
    }
    if facts.kind == InspectionKind::SpotCheck {
        parts.extend(inspection.checks.values().map(|one| (unit(&one.facts.unit), "checked")));
    }
    parts
}
