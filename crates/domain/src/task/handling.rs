//! 签收与进展报告. The lead and each assisting unit sign for the task; the lead reports how far it is,
//! again and again while time is left.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::Looking;
use crate::id::{PersonId, UnitId};
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::opening::next_progress;
use crate::task::{Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 签收.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sign {
    /// For which unit: the lead's or an assisting one.
    pub unit: UnitId,
}

/// 签收 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 报告进展.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportProgress {
    /// How far it is.
    pub text: Written,
}

/// 进展报告 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How far it was.
    pub text: TextDigest,
    /// Who reported.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 已签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskSigned {
    /// The unit.
    pub unit: UnitId,
    /// Who signed.
    pub by: PersonId,
}

/// 已报告进展.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProgressReported {
    /// How far it is.
    pub text: TextDigest,
    /// Who reported.
    pub by: PersonId,
    /// When the next one is owed.
    pub next_at: Option<Instant>,
}

/// 进展报告缺报.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProgressMissed {
    /// The instant that passed.
    pub fell_due_at: Instant,
    /// When the next one is owed.
    pub next_at: Option<Instant>,
}

impl Sign {
    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (proposal, _) = task.in_hand()?;
        if !Looking::of(cx).is_some_and(|l| l.is_of(&self.unit) || l.heads(&self.unit)) {
            return Err(No::NotOfThatUnit { unit: self.unit });
        }
        let signed_at = if self.unit == proposal.facts.lead.unit {
            task.signed.as_ref().map(|signature| signature.at)
        } else {
            let missing = No::NoSuchAssist { unit: self.unit.clone() };
            task.assists.iter().find(|one| one.unit == self.unit).ok_or(missing)?.signed_at
        };
        if let Some(at) = signed_at {
            return Err(No::AlreadySigned { at });
        }
        let mut draft = Draft::of(task, cx);
        draft.push(TaskSigned { unit: self.unit, by: staff_of(cx)? });
        draft.done()
    }
}

/// Whoever does the lead's work has received it.
pub(crate) fn signed_by_lead(draft: &mut Draft<'_>, by: &PersonId) {
    let task = draft.state();
    let lead = task.proposal.as_ref().map(|proposal| proposal.facts.lead.unit.clone());
    if let Some(unit) = lead.filter(|_| task.signed.is_none()) {
        draft.push(TaskSigned { unit, by: by.clone() });
    }
}

impl ReportProgress {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (_, round) = task.in_hand()?;
        said(&self.text, "进展情况")?;
        if let Some(report) = task.pending_report() {
            return Err(No::UnderReview { report: report.ordinal });
        }
        let every = task.opening.as_ref().map(|opening| opening.report_every);
        let next_at = every.and_then(|every| next_progress(cx, every, round.due));
        let by = staff_of(cx)?;
        let mut draft = Draft::of(task, cx);
        signed_by_lead(&mut draft, &by);
        draft.push(ProgressReported { text: self.text.digest(), by, next_at });
        draft.done()
    }
}

impl TaskSigned {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let lead = task.proposal.as_ref().map(|proposal| &proposal.facts.lead.unit);
        if lead == Some(&self.unit) {
            task.signed = Some(Signature { by: self.by.clone(), at });
        } else if let Some(assist) = task.assists.iter_mut().find(|one| one.unit == self.unit) {
            assist.signed_at = Some(at);
        }
    }
}

impl ProgressReported {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.progress.push(Progress { text: self.text, by: self.by.clone(), at });
        task.progress_due_at = self.next_at;
    }
}

impl ProgressMissed {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        task.progress_missed += 1;
        task.progress_due_at = self.next_at;
    }
}
