//! 反馈. One task, one report, signed by the leader of the lead unit, with evidence: a report without
//! any is refused (speech, clause 4). A report found false is a deduction of its own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::distinct;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::rules::CloseTest;
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::handling::signed_by_lead;
use crate::task::{Review, Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 反馈 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskReport {
    /// 1, 2, 3 … within the task.
    pub ordinal: u32,
    /// In which round.
    pub round: u32,
    /// What was done.
    pub text: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who signed it.
    pub signed_by: PersonId,
    /// When.
    pub at: Instant,
    /// Whether the due instant of its round had not passed.
    pub is_in_time: bool,
    /// 审核; none while it waits.
    pub review: Option<Reviewed>,
    /// 虚假反馈: when it was found.
    pub found_false_at: Option<Instant>,
}

/// 审核 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reviewed {
    /// How it ended.
    pub outcome: Review,
    /// The tests that held.
    pub tests: BTreeSet<CloseTest>,
    /// What the supervisor wrote.
    pub text: TextDigest,
    /// Who reviewed it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 反馈.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// What was done.
    pub text: Written,
    /// 佐证, digests of what was attached.
    pub evidence: Vec<TextDigest>,
}

/// 认定虚假反馈.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindReportFalse {
    /// Which report.
    pub report: u32,
    /// What is not so.
    pub reason: Written,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
}

/// 已反馈.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskReported {
    /// Which report.
    pub report: u32,
    /// What was done.
    pub text: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who signed it.
    pub signed_by: PersonId,
}

/// 已认定虚假反馈.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportFoundFalse {
    /// Which report.
    pub report: u32,
    /// What is not so.
    pub reason: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who found it.
    pub by: PersonId,
}

impl Report {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        task.in_hand()?;
        said(&self.text, "办理结果")?;
        if let Some(report) = task.pending_report() {
            return Err(No::UnderReview { report: report.ordinal });
        }
        let evidence = distinct(&self.evidence);
        if evidence.is_empty() {
            return Err(No::EvidenceMissing);
        }
        let by = staff_of(cx)?;
        let mut draft = Draft::of(task, cx);
        signed_by_lead(&mut draft, &by);
        draft.push(TaskReported {
            report: next_ordinal(task.reports.len()),
            text: self.text.digest(),
            evidence,
            signed_by: by,
        });
        draft.done()
    }
}

impl FindReportFalse {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        said(&self.reason, "不实之处")?;
        let missing = No::NoSuchReport { report: self.report };
        let report = task.reports.iter().find(|one| one.ordinal == self.report).ok_or(missing)?;
        if let Some(at) = report.found_false_at {
            return Err(No::FalseAlready { at });
        }
        let evidence = distinct(&self.evidence);
        if evidence.is_empty() {
            return Err(No::EvidenceMissing);
        }
        let (report, reason, by) = (self.report, self.reason.digest(), staff_of(cx)?);
        let mut draft = Draft::of(task, cx);
        draft.push(ReportFoundFalse { report, reason, evidence, by });
        draft.done()
    }
}

impl TaskReported {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let Some(round) = task.round() else { return };
        let report = TaskReport {
            ordinal: self.report,
            round: round.ordinal,
            text: self.text,
            evidence: self.evidence.clone(),
            signed_by: self.signed_by.clone(),
            at,
            is_in_time: at <= round.due.at || round.due.is_provisional,
            review: None,
            found_false_at: None,
        };
        task.reports.push(report);
    }
}

impl ReportFoundFalse {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        if let Some(report) = task.reports.iter_mut().find(|one| one.ordinal == self.report) {
            report.found_false_at = Some(at);
        }
    }
}
