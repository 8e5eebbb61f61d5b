//! 协办. An assisting unit has a due instant of its own; being late is its own mark, never the lead's
//! (speech, clause 5).

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::{DueAt, Looking, distinct};
use crate::id::{PersonId, UnitId};
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::{AssistDue, DueBasis, Task, TaskRefusal as No, TaskSigned};
use crate::text::{TextDigest, Written};

/// 协办 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assist {
    /// The unit.
    pub unit: UnitId,
    /// Whence its due instant comes.
    pub basis: DueBasis,
    /// By when.
    pub due: DueAt,
    /// When it signed for the task.
    pub signed_at: Option<Instant>,
    /// When it answered.
    pub answered_at: Option<Instant>,
    /// When its being late was recorded: its own mark.
    pub fell_overdue_at: Option<Instant>,
    /// What it answered.
    pub answer: Option<TextDigest>,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
}

/// 协办反馈.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerAssist {
    /// For which unit.
    pub unit: UnitId,
    /// What was done.
    pub text: Written,
    /// 佐证, digests of what was attached.
    pub evidence: Vec<TextDigest>,
}

/// 协办已反馈.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistAnswered {
    /// The unit.
    pub unit: UnitId,
    /// What was done.
    pub text: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who answered.
    pub by: PersonId,
}

/// 协办逾期. Its own mark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistFellOverdue {
    /// The unit.
    pub unit: UnitId,
    /// The due instant that passed.
    pub fell_due_at: Instant,
}

impl Assist {
    pub(crate) fn of(given: &AssistDue) -> Self {
        Self {
            unit: given.unit.clone(),
            basis: given.basis,
            due: given.due,
            signed_at: None,
            answered_at: None,
            fell_overdue_at: None,
            answer: None,
            evidence: Vec::new(),
        }
    }

    /// Late for certain: unanswered, or answered after its due instant.
    pub fn is_late(&self, at: Instant) -> bool {
        self.due.has_passed(self.answered_at.unwrap_or(at))
    }
}

impl AnswerAssist {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        task.in_hand()?;
        let missing = No::NoSuchAssist { unit: self.unit.clone() };
        let assist = task.assists.iter().find(|one| one.unit == self.unit).ok_or(missing)?;
        if !Looking::of(cx).is_some_and(|looking| looking.heads(&self.unit)) {
            return Err(No::NotOfThatUnit { unit: self.unit });
        }
        if let Some(at) = assist.answered_at {
            return Err(No::AssistAnswered { at });
        }
        said(&self.text, "协办情况")?;
        let evidence = distinct(&self.evidence);
        if evidence.is_empty() {
            return Err(No::EvidenceMissing);
        }
        let by = staff_of(cx)?;
        let mut draft = Draft::of(task, cx);
        if assist.signed_at.is_none() {
            draft.push(TaskSigned { unit: self.unit.clone(), by: by.clone() });
        }
        draft.push(AssistAnswered { unit: self.unit, text: self.text.digest(), evidence, by });
        draft.done()
    }
}

impl AssistAnswered {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        if let Some(assist) = task.assists.iter_mut().find(|one| one.unit == self.unit) {
            assist.answered_at = Some(at);
            assist.answer = Some(self.text);
            assist.evidence = self.evidence.clone();
        }
    }
}

impl AssistFellOverdue {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        if let Some(assist) = task.assists.iter_mut().find(|one| one.unit == self.unit) {
            assist.fell_overdue_at = Some(at);
        }
    }
}
