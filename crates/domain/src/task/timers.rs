//! 到点. What falls due because time passes: a task, an assist, a progress report, an undecided
//! extension, the next level of urging. Nothing falls due by a provisional date.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::{DueAt, Slip, just_after};
use crate::id::UnitId;
use crate::rules::UrgingLevel;
use crate::task::decision::{Decided, Draft};
use crate::task::opening::next_progress;
use crate::task::urging::{next_after, order};
use crate::task::{
    AssistFellOverdue, DueBasis, ExtensionState, ProgressMissed, Task, TaskExtensionLapsed,
    TaskFellOverdue, TaskRefusal as No,
};

/// 时间流逝. By the system: everything that fell due by now, each once.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct KeepTime {
    /// The next 催办通知单 number; taken only if an order is issued, and then by one at most.
    pub next_slip: Slip,
}

/// 节假日通知到了. By the system: provisional dues are reckoned anew, never one that has passed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reproject {
    /// 通知文号.
    pub notice: String,
}

/// 已重新推算.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskReprojected {
    /// 通知文号.
    pub notice: String,
    /// 到期 from now on.
    pub due: DueAt,
    /// 协办 from now on.
    pub assists: Vec<(UnitId, DueAt)>,
}

/// 到点的事, in the order in which they are dealt with at one instant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Timer {
    /// An extension was not decided in time.
    ExtensionLapses(u32),
    /// An assisting unit is late.
    AssistLate(UnitId),
    /// A progress report is missing.
    ProgressMissing,
    /// The task is overdue.
    FallsOverdue,
    /// An urging order is due by rule.
    Urges(UrgingLevel),
}

/// 下一次到点. When the heartbeat must look at the task next; none where nothing waits.
pub fn next_due_at(task: &Task) -> Option<Instant> {
    next_timer(task).map(|(at, _)| at)
}

fn next_timer(task: &Task) -> Option<(Instant, Timer)> {
    if !task.is_open() {
        return None;
    }
    let round = task.round()?;
    let is_reported = task.pending_report().is_some();
    let passes_at = (!round.due.is_provisional).then(|| just_after(round.due.at));
    let pending = task.pending_extension().filter(|_| task.ended.is_none());
    let lapses =
        pending.zip(passes_at).map(|(request, at)| (at, Timer::ExtensionLapses(request.ordinal)));
    let overdue = passes_at
        .filter(|_| round.fell_overdue_at.is_none() && !is_reported)
        .map(|at| (at, Timer::FallsOverdue));
    let missing = task
        .progress_due_at
        .filter(|_| !is_reported)
        .map(|at| (just_after(at), Timer::ProgressMissing));
    let urges = task
        .next_urging
        .filter(|_| !is_reported)
        .map(|next| (just_after(next.at), Timer::Urges(next.level)));
    let late = task
        .assists
        .iter()
        .filter(|one| one.answered_at.is_none() && one.fell_overdue_at.is_none())
        .filter(|one| !one.due.is_provisional)
        .map(|one| (just_after(one.due.at), Timer::AssistLate(one.unit.clone())));
    let all = lapses.into_iter().chain(overdue).chain(missing).chain(urges).chain(late);
    all.min()
}

impl KeepTime {
    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(task, cx);
        while let Some((at, timer)) = next_timer(draft.state()).filter(|(at, _)| *at <= cx.now) {
            let is_urging = matches!(timer, Timer::Urges(_));
            fire(&mut draft, cx, timer, self.next_slip, at)?;
            // One number, one order; what is due besides comes with the next look.
            if is_urging {
                break;
            }
        }
        draft.done()
    }
}

fn fire(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    timer: Timer,
    slip: Slip,
    at: Instant,
) -> Result<(), No> {
    let task = draft.state().clone();
    let Some(round) = task.round() else { return Ok(()) };
    match timer {
        Timer::ExtensionLapses(number) => {
            if let Some(request) = task.extensions.iter().find(|one| one.ordinal == number) {
                let waited_for = match request.state {
                    ExtensionState::Checked => &request.approver,
                    ExtensionState::Asked
                    | ExtensionState::Granted
                    | ExtensionState::Refused
                    | ExtensionState::Lapsed => &request.checker,
                };
                let (waited_for, fell_due_at) = (waited_for.clone(), round.due.at);
                draft.push(TaskExtensionLapsed { request: number, waited_for, fell_due_at });
            }
        }
        Timer::AssistLate(unit) => {
            let due = task.assists.iter().find(|one| one.unit == unit).map(|one| one.due.at);
            draft.push(AssistFellOverdue { unit, fell_due_at: due.unwrap_or(at) });
        }
        Timer::ProgressMissing => {
            let every = task.opening.as_ref().map(|opening| opening.report_every);
            let next_at = every.and_then(|every| next_progress(cx, every, round.due));
            let fell_due_at = task.progress_due_at.unwrap_or(at);
            draft.push(ProgressMissed { fell_due_at, next_at });
        }
        Timer::FallsOverdue => {
            let level = match task.urged_to() {
                None => UrgingLevel::ALL.first().copied(),
                Some(level) => level.next(),
            };
            let ordered = task.orders.last().map(|order| order.at);
            let returned = task.reports.last().and_then(|report| report.review.as_ref());
            let last = ordered.max(returned.map(|review| review.at)).max(Some(round.due.at));
            let next = next_after(cx, level, last.unwrap_or(cx.now))?;
            let fell_due_at = round.due.at;
            draft.push(TaskFellOverdue { round: round.ordinal, fell_due_at, next });
        }
        Timer::Urges(level) => draft.push(order(&task, cx, round, (level, slip), (None, None))?),
    }
    Ok(())
}

impl Reproject {
    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let Some(round) = task.round().filter(|_| task.is_open()) else { return Ok(Vec::new()) };
        let due = anew(cx, round.due, round.basis, round.counted_from);
        let assists = task.assists.iter().filter_map(|one| {
            let due = anew(cx, one.due, one.basis, round.counted_from);
            (due != one.due).then(|| (one.unit.clone(), due))
        });
        let assists: Vec<(UnitId, DueAt)> = assists.collect();
        let mut draft = Draft::of(task, cx);
        if due != round.due || !assists.is_empty() {
            draft.push(TaskReprojected { notice: self.notice, due, assists });
        }
        draft.done()
    }
}

/// A provisional due reckoned anew; one that has passed stays where it is and is firm.
fn anew(cx: &Context<'_>, due: DueAt, basis: DueBasis, counted_from: Instant) -> DueAt {
    if !due.is_provisional {
        return due;
    }
    let found = match basis {
        DueBasis::Limit(limit) => DueAt::after(cx, counted_from, limit),
        DueBasis::Day(day) => DueAt::on(cx, day),
    };
    match cx.now >= due.at && !found.is_provisional {
        true => DueAt { is_provisional: false, ..due },
        false => found,
    }
}

impl TaskReprojected {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        if let Some(round) = task.rounds.last_mut() {
            round.due = self.due;
        }
        for (unit, due) in &self.assists {
            if let Some(assist) = task.assists.iter_mut().find(|one| one.unit == *unit) {
                assist.due = *due;
            }
        }
    }
}
