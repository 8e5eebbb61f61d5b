//! 审核. A supervisor of the pushing section, never anybody of the lead or an assisting unit, approves
//! the report, returns it for redo, or adds an instruction. Only an approval concludes the task.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::docket::DueAt;
use crate::id::PersonId;
use crate::rules::CloseTest;
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::opening::next_progress;
use crate::task::proposing::task_rule;
use crate::task::urging::next_after;
use crate::task::{
    DueBasis, Ending, NextUrging, Reviewed, Round, Task, TaskEnded, TaskRefusal as No,
};
use crate::text::{TextDigest, Written};

/// 审核结论, as it stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Review {
    /// 通过
    Approved,
    /// 退回重办
    Returned,
    /// 另有要求
    Instructed,
}

/// 审核.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewReport {
    /// Which report.
    pub report: u32,
    /// What the supervisor finds.
    pub finding: Finding,
}

/// 审核意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// 通过, with the tests that hold.
    Approve {
        /// 办结标准 that hold.
        tests: BTreeSet<CloseTest>,
        /// Why.
        opinion: Written,
    },
    /// 退回重办.
    Return {
        /// What is missing.
        reason: Written,
    },
    /// 另有要求.
    Instruct {
        /// What is to be done besides.
        instruction: Written,
        /// By when; none: as the rules give. Where the report came late the due instant stands.
        due_on: Option<Date>,
    },
}

/// 反馈已通过,办结.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskConcluded {
    /// The report that was approved.
    pub report: u32,
    /// 办结标准 that hold.
    pub tests: BTreeSet<CloseTest>,
    /// Why.
    pub opinion: TextDigest,
    /// Who reviewed it.
    pub by: PersonId,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 反馈已退回重办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportReturned {
    /// The report.
    pub report: u32,
    /// What is missing.
    pub reason: TextDigest,
    /// Who reviewed it.
    pub by: PersonId,
    /// The next level of urging by rule, held back as from an order.
    pub next: Option<NextUrging>,
}

/// 另有要求.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FurtherInstructed {
    /// The report.
    pub report: u32,
    /// What is to be done besides.
    pub instruction: TextDigest,
    /// Who instructs.
    pub by: PersonId,
    /// A round of its own, where the report was in time; else the due instant stands.
    pub round: Option<NewRound>,
    /// When the next progress report is owed.
    pub progress_due_at: Option<Instant>,
}

/// 新一轮.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewRound {
    /// From when it counts.
    pub counted_from: Instant,
    /// Whence the due instant comes.
    pub basis: DueBasis,
    /// 到期.
    pub due: DueAt,
}

impl ReviewReport {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        match &self.finding {
            Finding::Approve { opinion, .. } => vec![opinion],
            Finding::Return { reason } => vec![reason],
            Finding::Instruct { instruction, .. } => vec![instruction],
        }
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        task.in_hand()?;
        let missing = No::NoSuchReport { report: self.report };
        let report = task.pending_report().filter(|one| one.ordinal == self.report);
        let is_in_time = report.ok_or(missing)?.is_in_time;
        let (report, by) = (self.report, staff_of(cx)?);
        let mut draft = Draft::of(task, cx);
        match self.finding {
            Finding::Approve { tests, opinion } => {
                said(&opinion, "审核意见")?;
                all_hold(&tests, cx)?;
                let (opinion, rules) = (opinion.digest(), cx.rules.digest());
                draft.push(TaskConcluded { report, tests, opinion, by, rules });
            }
            Finding::Return { reason } => {
                said(&reason, "退回原因")?;
                let level = task.next_urging.map(|next| next.level);
                let next = next_after(cx, level, cx.now)?;
                draft.push(ReportReturned { report, reason: reason.digest(), by, next });
            }
            Finding::Instruct { instruction, due_on } => {
                said(&instruction, "新的要求")?;
                let round = match is_in_time {
                    true => Some(new_round(task, cx, due_on)?),
                    false => None,
                };
                let every = task.opening.as_ref().map(|opening| opening.report_every);
                let progress_due_at =
                    every.zip(round).and_then(|(every, round)| next_progress(cx, every, round.due));
                let instruction = instruction.digest();
                draft.push(FurtherInstructed { report, instruction, by, round, progress_due_at });
            }
        }
        draft.done()
    }
}

/// 办结标准: every one that the rules name.
fn all_hold(tests: &BTreeSet<CloseTest>, cx: &Context<'_>) -> Result<(), No> {
    let rule = task_rule(cx)?;
    let missing: Vec<CloseTest> = rule.close_tests.difference(tests).copied().collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(No::TestsMissing { missing, clause: rule.source.clone() }),
    }
}

/// A new instruction has the limit of the task's source anew, or an earlier day.
fn new_round(task: &Task, cx: &Context<'_>, due_on: Option<Date>) -> Result<NewRound, No> {
    let rule = task_rule(cx)?;
    let facts = &task.proposal.as_ref().ok_or(No::NoSuchTask)?.facts;
    let row = rule.limit_of(facts.source_kind, facts.urgency).ok_or(No::RulesSilent)?;
    let by_rule = DueAt::after(cx, cx.now, row.limit.limit);
    let (basis, due) = match due_on {
        None => (DueBasis::Limit(row.limit.limit), by_rule),
        Some(day) => (DueBasis::Day(day), DueAt::on(cx, day)),
    };
    if due.at <= cx.now {
        return Err(No::DueBehind { due_at: due.at });
    }
    if due.at > by_rule.at {
        let (most, clause) = (by_rule.at, row.limit.source.clone());
        return Err(No::DueTooLate { due_at: due.at, most, clause });
    }
    Ok(NewRound { counted_from: cx.now, basis, due })
}

fn reviewed(task: &mut Task, report: u32, reviewed: Reviewed) {
    if let Some(report) = task.reports.iter_mut().find(|one| one.ordinal == report) {
        report.review = Some(reviewed);
    }
}

impl TaskConcluded {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let (tests, by) = (self.tests.clone(), self.by.clone());
        let review = Reviewed { outcome: Review::Approved, tests, text: self.opinion, by, at };
        reviewed(task, self.report, review);
        task.ended = Some(TaskEnded { how: Ending::Concluded, by: self.by.clone(), at });
        task.next_urging = None;
        task.progress_due_at = None;
    }
}

impl ReportReturned {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let (outcome, by) = (Review::Returned, self.by.clone());
        let review = Reviewed { outcome, tests: BTreeSet::new(), text: self.reason, by, at };
        reviewed(task, self.report, review);
        task.next_urging = self.next;
    }
}

impl FurtherInstructed {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let (outcome, by) = (Review::Instructed, self.by.clone());
        let review = Reviewed { outcome, tests: BTreeSet::new(), text: self.instruction, by, at };
        reviewed(task, self.report, review);
        let Some(new) = self.round else { return };
        let ordinal = task.round().map_or(1, |round| round.ordinal + 1);
        task.rounds.push(Round {
            ordinal,
            began_at: at,
            counted_from: new.counted_from,
            basis: new.basis,
            first_due: new.due,
            due: new.due,
            instruction: Some(self.instruction),
            fell_overdue_at: None,
        });
        task.progress_due_at = self.progress_due_at;
        task.next_urging = None;
    }
}
