//! 执行、公布、归档. Execution begins with service; publication waits until no remedy is open; a warning
//! ends with its term.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Milestone, MilestoneKind, Scope, Stage, Term,
};
use crate::decider::Context;
use crate::id::{CaseNumber, PersonId};
use crate::text::{TextDigest, Written};

/// 执行.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Execution {
    /// 已执行
    pub confirmed_at: Option<Instant>,
    /// 告诫解除
    pub lifted_at: Option<Instant>,
    /// 告诫期内又犯: the case in which that was decided.
    pub relapse: Option<CaseNumber>,
    /// 公布, in this scope.
    pub published: Option<(Scope, Instant)>,
}

/// 确认执行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfirmExecution {
    /// 执行记录
    pub record: Written,
}

/// 记录告诫期内又犯. By a case that is decided: it had a procedure of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordRelapse {
    /// That case.
    pub case: CaseNumber,
}

/// 公布.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct PublishCase {
    /// In which scope.
    pub scope: Scope,
}

/// 归档.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct ArchiveCase {}

/// 已执行.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExecutionConfirmed {
    /// 执行记录
    pub record: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// 告诫期内又犯.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RelapseRecorded {
    /// The case in which that was decided.
    pub case: CaseNumber,
    /// The warning is lifted with the longest period at the latest.
    pub term: Term,
    /// By whom.
    pub by: PersonId,
}

/// 已公布.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CasePublished {
    /// In which scope.
    pub scope: Scope,
    /// By whom.
    pub by: PersonId,
}

/// 已归档.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseArchived {
    /// By whom.
    pub by: PersonId,
}

/// 告诫已解除.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WarningLifted {
    /// When its term was over.
    pub fell_due_at: Instant,
}

/// 已生效.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BecameFinal {
    /// When the last remedy was gone.
    pub fell_due_at: Instant,
}

impl Wish for ConfirmExecution {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.record]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Executing], CaseAct::ConfirmExecution)?;
        said(&self.record, "执行记录")?;
        if case.execution.confirmed_at.is_some() {
            return Err(No::DoneAlready { act: CaseAct::ConfirmExecution });
        }
        one(ExecutionConfirmed { record: self.record.digest(), by: staff(cx)? })
    }
}

impl Wish for RecordRelapse {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Executing], CaseAct::RecordRelapse)?;
        let term = case.term(CaseStep::Warning).filter(|term| !term.is_over(cx.now));
        let term = term.ok_or(No::NoWarning)?;
        if case.execution.relapse.is_some() {
            return Err(No::DoneAlready { act: CaseAct::RecordRelapse });
        }
        if Some(&self.case) == case.number.as_ref() {
            return Err(No::SameCase);
        }
        let longest = procedure(cx)?.procedure.warning_longest.limit;
        let term = Term::warning(term.from, longest);
        one(RelapseRecorded { case: self.case, term, by: staff(cx)? })
    }
}

impl Wish for PublishCase {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Executing], CaseAct::Publish)?;
        if case.final_at.is_none() {
            return Err(No::NotFinal { until: case.final_from() });
        }
        let decided = case.verdict.as_ref().and_then(|verdict| verdict.scope);
        let decided = decided.ok_or(No::NothingToPublish)?;
        if self.scope > decided {
            return Err(No::ScopeTooWide { decided });
        }
        if case.execution.published.is_some() {
            return Err(No::DoneAlready { act: CaseAct::Publish });
        }
        one(CasePublished { scope: self.scope, by: staff(cx)? })
    }
}

impl Wish for ArchiveCase {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let act = CaseAct::Archive;
        let ends = [Stage::NotAccepted, Stage::Cleared, Stage::Executing, Stage::Revoked];
        case.at(&ends, act)?;
        if case.correction.is_owed() {
            return Err(No::RestorationOwed);
        }
        let is_executing = case.stage == Stage::Executing;
        if is_executing && case.final_at.is_none() {
            return Err(No::NotFinal { until: case.final_from() });
        }
        let warns = case.term(CaseStep::Warning).is_some();
        if is_executing && (warns || case.execution.confirmed_at.is_none()) {
            return Err(No::NotExecuted);
        }
        one(CaseArchived { by: staff(cx)? })
    }
}

impl Case {
    /// When the decision becomes final if nothing more is asked; none while a remedy is pending.
    pub fn final_from(&self) -> Option<Instant> {
        let waits =
            self.stage == Stage::Executing && self.final_at.is_none() && !self.redress.is_pending();
        let steps = [CaseStep::ReviewApply, CaseStep::AppealApply];
        let terms: Vec<&Term> = steps.iter().filter_map(|step| self.term(*step)).collect();
        let last = terms.iter().map(|term| term.due_at).max();
        let is_certain = terms.iter().all(|term| !term.is_provisional);
        last.filter(|_| waits && is_certain)
    }
}

impl Happened for ExecutionConfirmed {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.execution.confirmed_at = Some(at);
        case.milestones.push(Milestone::new(MilestoneKind::Executed, at));
    }
}

impl Happened for RelapseRecorded {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.execution.relapse = Some(self.case.clone());
        case.run(self.term);
        case.milestones.push(Milestone::new(MilestoneKind::Relapsed, at));
    }
}

impl Happened for CasePublished {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.execution.published = Some((self.scope, at));
        case.milestones.push(Milestone::new(MilestoneKind::Published, at));
    }
}

impl Happened for CaseArchived {
    fn remember(&self, case: &mut Case, at: Instant) {
        let ended_at = case.ended_at.unwrap_or(at);
        case.end(Stage::Archived, ended_at);
    }
}

impl Happened for WarningLifted {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.stop(CaseStep::Warning);
        case.execution.lifted_at = Some(at);
        case.milestones.push(Milestone::new(MilestoneKind::Lifted, at));
    }
}

impl Happened for BecameFinal {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.final_at = Some(self.fell_due_at.min(at));
        case.stop(CaseStep::ReviewApply);
        case.stop(CaseStep::AppealApply);
        case.milestones.push(Milestone::new(MilestoneKind::Final, at));
    }
}
