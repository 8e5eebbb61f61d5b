//! 督办指标 and 扣分, as pure functions over tasks and a period. A task counts as concluded in due time
//! if the report that was approved was handed in by its due instant: how long the review takes is not
//! the lead's. Only opened tasks count; cancelled ones do not.

use xiaoneng_calendar::Instant;

use crate::docket::{Period, Share};
use crate::id::UnitId;
use crate::rules::{Points, TaskPoints};
use crate::task::{Ending, Review, Round, Task, TaskReport};

/// 扣分事由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DeductionCause {
    /// 逾期反馈
    LateReport,
    /// 协办逾期反馈
    LateAssist,
    /// 再次催办
    SecondUrge,
    /// 虚假反馈
    FalseReport,
}

/// 扣分.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Deduction {
    /// Whose.
    pub unit: UnitId,
    /// Why.
    pub cause: DeductionCause,
    /// When the fact happened.
    pub at: Instant,
    /// How much.
    pub points: Points,
}

/// 按期办结率: rounds that fell due in the period, and of them those whose approved report, or the one
/// that brought a new instruction, was in time.
pub fn conclude_on_time<'a>(tasks: impl IntoIterator<Item = &'a Task>, period: Period) -> Share {
    let mut share = Share::default();
    for task in tasks.into_iter().filter(|task| counts(task)) {
        for round in task.rounds.iter().filter(|round| period.holds(round.due.at)) {
            share.whole += 1;
            let settled = settling(task, round);
            share.part += u32::from(settled.is_some_and(|report| report.is_in_time));
        }
    }
    share
}

/// 一次通过率: tasks concluded in the period, and of them those of which no report was returned.
pub fn first_pass_rate<'a>(tasks: impl IntoIterator<Item = &'a Task>, period: Period) -> Share {
    let mut share = Share::default();
    for task in tasks {
        let ended = task.ended.as_ref().filter(|ended| ended.how == Ending::Concluded);
        if !ended.is_some_and(|ended| period.holds(ended.at)) {
            continue;
        }
        share.whole += 1;
        share.part += u32::from(redo_count(task) == 0);
    }
    share
}

/// 退回重办次数 of a task.
pub fn redo_count(task: &Task) -> usize {
    let returned = |report: &&TaskReport| {
        report.review.as_ref().is_some_and(|review| review.outcome == Review::Returned)
    };
    task.reports.iter().filter(returned).count()
}

/// 催办次数: orders issued in the period.
pub fn urge_count<'a>(tasks: impl IntoIterator<Item = &'a Task>, period: Period) -> usize {
    let orders = tasks.into_iter().flat_map(|task| &task.orders);
    orders.filter(|order| period.holds(order.at)).count()
}

/// 在办逾期件数 at an instant.
pub fn open_overdue<'a>(tasks: impl IntoIterator<Item = &'a Task>, at: Instant) -> usize {
    tasks.into_iter().filter(|task| task.is_overdue(at)).count()
}

/// 扣分 of a task whose facts lie in the period, by the points that the rules give.
pub fn deductions(task: &Task, points: &TaskPoints, period: Period) -> Vec<Deduction> {
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let lead = &proposal.facts.lead.unit;
    let of = |unit: &UnitId, cause: DeductionCause, at: Instant| {
        let points = match cause {
            DeductionCause::LateReport | DeductionCause::LateAssist => points.late_report,
            DeductionCause::SecondUrge => points.second_urge,
            DeductionCause::FalseReport => points.false_report,
        };
        Deduction { unit: unit.clone(), cause, at, points }
    };
    let late = task.rounds.iter().filter(|round| round.fell_overdue_at.is_some()).take(1);
    let late = late.map(|round| of(lead, DeductionCause::LateReport, round.due.at));
    let assists = task.assists.iter().filter(|one| one.fell_overdue_at.is_some());
    let assists = assists.map(|one| of(&one.unit, DeductionCause::LateAssist, one.due.at));
    let again = task.orders.iter().filter(|order| order.ordinal > 1).take(1);
    let again = again.map(|order| of(lead, DeductionCause::SecondUrge, order.at));
    let untrue = task.reports.iter().filter_map(|report| report.found_false_at);
    let untrue = untrue.map(|at| of(lead, DeductionCause::FalseReport, at));
    let all = late.chain(assists).chain(again).chain(untrue);
    all.filter(|one| counts(task) && period.holds(one.at)).collect()
}

fn counts(task: &Task) -> bool {
    let is_cancelled = task.ended.as_ref().is_some_and(|ended| ended.how == Ending::Cancelled);
    task.opening.is_some() && !is_cancelled
}

/// The report of a round that was not returned.
fn settling<'a>(task: &'a Task, round: &Round) -> Option<&'a TaskReport> {
    task.reports.iter().filter(|report| report.round == round.ordinal).find(|report| {
        report.review.as_ref().is_some_and(|review| match review.outcome {
            Review::Approved | Review::Instructed => true,
            Review::Returned => false,
        })
    })
}
