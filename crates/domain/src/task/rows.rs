//! 督办的视图. One docket row, in whose lists it stands, and when the heartbeat must look.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::stream::StreamId;
use crate::task::timers::next_due_at;
use crate::task::{Ending, ExtensionState, Task};
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// 在办、逾期、被催: what a section's desk counts (speech, clause 27).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// 在办
    Open,
    /// 逾期
    Overdue,
    /// 已催办: an order of this round stands.
    Urged,
}

/// Which of the three hold at an instant; none before opening and after the end.
pub fn standings(task: &Task, at: Instant) -> BTreeSet<Standing> {
    let open = task.is_open().then_some(Standing::Open);
    let overdue = task.is_overdue(at).then_some(Standing::Overdue);
    let is_urged = task.is_open() && task.urged_to().is_some();
    let urged = is_urged.then_some(Standing::Urged);
    open.into_iter().chain(overdue).chain(urged).collect()
}

/// 状态 as a code.
pub fn task_state(task: &Task) -> &'static str {
    match &task.ended {
        Some(_) if task.archived_at.is_some() => "archived",
        Some(ended) => match ended.how {
            Ending::Concluded => "concluded",
            Ending::Cancelled => "cancelled",
        },
        None if task.opening.is_none() => "proposed",
        None if task.pending_report().is_some() => "reported",
        None if task.signed.is_none() => "assigned",
        None => "in_progress",
    }
}

/// The rows of a task; none before it is proposed.
pub fn task_rows(task: &Task) -> Rows {
    let mut rows = Rows::new();
    let Some(proposal) = &task.proposal else { return rows };
    let facts = &proposal.facts;
    let stream = StreamId::Task(facts.number.clone());
    let is_reported = task.pending_report().is_some_and(|report| report.is_in_time);
    let due = task.round().filter(|_| task.is_open() && !is_reported);
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: task_state(task).to_owned(),
        grade: task.urged_to().map_or("none", |level| level.code()).to_owned(),
        unit: Some(facts.lead.unit.clone()),
        person: facts.lead.person.clone(),
        matter: None,
        opened_at: task.opening.as_ref().map_or(proposal.at, |opening| opening.at),
        due_at: due.map(|round| round.due.at),
        ended_at: task.ended.as_ref().map(|ended| ended.at),
    }));
    for (whom, part) in parts(task) {
        let part = part.to_owned();
        rows.insert(Row::DocketPart(DocketPartRow { stream: stream.clone(), whom, part }));
    }
    if let Some(at) = next_due_at(task) {
        rows.insert(Row::Timer(TimerRow { stream, at }));
    }
    rows
}

/// 经办. Codes: `drives`, `opens`, `reviews`, `archives`, `leads`, `signs`, `assists`, `answers`
/// (an order), `checks` and `decides` (an extension).
fn parts(task: &Task) -> Vec<(Whom, &'static str)> {
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let facts = &proposal.facts;
    let unit = |unit: &UnitId| Whom::Unit(unit.clone());
    let person = |person: &PersonId| Whom::Person(person.clone());
    let mut parts = vec![(unit(&facts.section), "drives")];
    if task.ended.is_some() {
        if task.archived_at.is_none() {
            parts.push((unit(&facts.section), "archives"));
        }
        if task.opening.is_some() {
            parts.push((unit(&facts.lead.unit), "leads"));
        }
        return parts;
    }
    if task.opening.is_none() {
        parts.push((unit(&facts.section), "opens"));
        return parts;
    }
    parts.push((unit(&facts.lead.unit), "leads"));
    parts.extend(facts.lead.person.iter().map(|one| (person(one), "leads")));
    if task.signed.is_none() {
        parts.push((unit(&facts.lead.unit), "signs"));
    }
    if task.pending_report().is_some() {
        parts.push((unit(&facts.section), "reviews"));
    }
    let unanswered = task.assists.iter().filter(|one| one.answered_at.is_none());
    parts.extend(unanswered.map(|one| (unit(&one.unit), "assists")));
    let round = task.round().map_or(0, |round| round.ordinal);
    let waits = task.orders.iter().filter(|one| one.answer.is_none() && one.round == round);
    if waits.count() > 0 {
        parts.push((unit(&facts.lead.unit), "answers"));
    }
    for request in task.extensions.iter().filter(|one| one.is_pending()) {
        parts.push(match request.state {
            ExtensionState::Checked => (person(&request.approver), "decides"),
            ExtensionState::Asked
            | ExtensionState::Granted
            | ExtensionState::Refused
            | ExtensionState::Lapsed => (person(&request.checker), "checks"),
        });
    }
    parts
}
