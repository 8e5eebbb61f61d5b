//! 案卷行. One row for lists and counts, with those in whose own lists it stands.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;

use crate::accountability::{Case, CaseStep, Stage, Subject, next_case_due_at};
use crate::id::PersonId;
use crate::stream::StreamId;
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// The rows of a case as it stands; none before a clue is on record.
pub fn case_rows(case: &Case) -> Rows {
    let (Some(number), Some(clue)) = (&case.number, &case.clue) else { return Rows::new() };
    let stream = StreamId::Case(number.clone());
    let gravest = case.findings.as_ref().and_then(|findings| findings.gravest());
    let mut rows = Rows::new();
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: state_code(case).to_owned(),
        grade: gravest.map_or("", |gravity| gravity.code()).to_owned(),
        unit: Some(clue.subject.unit().clone()),
        person: clue.subject.person().cloned(),
        matter: None,
        opened_at: clue.opened_at,
        due_at: owed_at(case),
        ended_at: case.ended_at,
    }));
    for (whom, part) in parts(case) {
        let (stream, part) = (stream.clone(), part.to_owned());
        rows.insert(Row::DocketPart(DocketPartRow { stream, whom, part }));
    }
    rows.extend(next_case_due_at(case).map(|at| Row::Timer(TimerRow { stream, at })));
    rows
}

/// 状态: the stage; while it is carried out, what is most telling.
pub fn state_code(case: &Case) -> &'static str {
    if case.stage != Stage::Executing {
        return case.stage.code();
    }
    if case.term(CaseStep::AppealDecision).is_some() {
        return "appeal";
    }
    if case.term(CaseStep::ReviewDecision).is_some() {
        return "review";
    }
    match (case.final_at, case.execution.lifted_at) {
        (_, Some(_)) => "lifted",
        (Some(_), None) => "final",
        (None, None) => case.stage.code(),
    }
}

/// By when the office owes its next step.
fn owed_at(case: &Case) -> Option<Instant> {
    let owed = case.terms.values().filter(|term| term.step.is_owed_by_the_office());
    owed.map(|term| term.due_at).min()
}

fn parts(case: &Case) -> BTreeSet<(Whom, &'static str)> {
    let mut parts = BTreeSet::new();
    let Some(clue) = case.clue.as_ref() else { return parts };
    let person = |person: &PersonId| Whom::Person(person.clone());
    if case.is_open() || case.stage == Stage::Cleared || case.stage == Stage::NotAccepted {
        parts.insert((Whom::Unit(clue.office.clone()), "handles"));
    }
    let is_shown = case.shown_at.is_some() && case.stage != Stage::Transferred;
    if is_shown {
        match &clue.subject {
            Subject::Person { person: about, .. } => parts.insert((person(about), "subject")),
            Subject::Unit { unit } => parts.insert((Whom::Unit(unit.clone()), "subject")),
        };
    }
    if case.is_before_decision() {
        parts.extend(case.investigators.iter().map(|one| (person(one), "investigates")));
    }
    if let (Stage::Deliberating, Some(panel)) = (case.stage, &case.panel) {
        let waiting = panel.members.iter().filter(|(_, vote)| vote.is_none());
        parts.extend(waiting.map(|(one, _)| (person(one), "deliberates")));
    }
    if case.stage == Stage::Deliberated {
        parts.extend(case.signer.iter().map(|one| (person(one), "decides")));
    }
    let review = case.redress.review.as_ref().filter(|review| review.decided_at.is_none());
    if let Some(review) = review {
        parts.extend(review.reviewers.iter().map(|one| (person(one), "reviews")));
    }
    parts
}
