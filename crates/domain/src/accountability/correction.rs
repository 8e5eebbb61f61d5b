//! 撤销与恢复. A decision that was wrong is revoked; what it took is given back, and the reputation is
//! restored in the same scope in which it was published (政务处分法 60).

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Milestone, MilestoneKind, Scope, Stage, Term,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 恢复. What is owed to the person, open until it is done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Correction {
    /// 已撤销
    pub revoked_at: Option<Instant>,
    /// 恢复权益 is owed.
    pub owes_rights: bool,
    /// 恢复名誉 is owed, in this scope.
    pub reputation: Option<Scope>,
    /// 权益已恢复
    pub rights_restored_at: Option<Instant>,
    /// 名誉已恢复
    pub reputation_restored_at: Option<Instant>,
}

impl Correction {
    /// Whether something is still owed.
    pub fn is_owed(&self) -> bool {
        self.owes_rights || self.reputation.is_some()
    }
}

/// 撤销决定, by the bureau itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevokeDecision {
    /// Why.
    pub reason: Written,
}

/// 恢复权益.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestoreRights {
    /// What was given back.
    pub record: Written,
}

/// 消除影响、恢复名誉.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestoreReputation {
    /// In which scope.
    pub scope: Scope,
    /// What was said there.
    pub text: Written,
}

/// 决定已撤销.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DecisionRevoked {
    /// Why, where the bureau revokes by itself.
    pub reason: Option<TextDigest>,
    /// 恢复名誉 in this scope.
    pub reputation: Option<Scope>,
    /// By when all is given back.
    pub term: Term,
}

/// 权益已恢复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RightsRestored {
    /// What was given back.
    pub record: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// 名誉已恢复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReputationRestored {
    /// In which scope.
    pub scope: Scope,
    /// What was said there.
    pub text: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// The revocation with what it makes the bureau owe.
pub(super) fn revoked(case: &Case, cx: &Context<'_>) -> Result<DecisionRevoked, No> {
    let limit = procedure(cx)?.procedure.restore.limit;
    let term = Term::start(cx, CaseStep::Restoration, limit);
    let reputation = case.execution.published.map(|(scope, _)| scope);
    Ok(DecisionRevoked { reason: None, reputation, term })
}

impl Wish for RevokeDecision {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let stages = [Stage::Decided, Stage::Executing, Stage::Archived];
        case.at(&stages, CaseAct::Revoke)?;
        if case.verdict.is_none() || case.correction.revoked_at.is_some() {
            return Err(No::WrongStage { stage: case.stage, act: CaseAct::Revoke });
        }
        said(&self.reason, "撤销的理由")?;
        let reason = Some(self.reason.digest());
        one(DecisionRevoked { reason, ..revoked(case, cx)? })
    }
}

impl Wish for RestoreRights {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.record]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.clue()?;
        said(&self.record, "恢复权益的记录")?;
        if !case.correction.owes_rights {
            return Err(No::NothingOwed);
        }
        one(RightsRestored { record: self.record.digest(), by: staff(cx)? })
    }
}

impl Wish for RestoreReputation {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.clue()?;
        said(&self.text, "消除影响的公告")?;
        let due = case.correction.reputation.ok_or(No::NothingOwed)?;
        if self.scope != due {
            return Err(No::SameScope { due });
        }
        one(ReputationRestored { scope: due, text: self.text.digest(), by: staff(cx)? })
    }
}

impl Happened for DecisionRevoked {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.end(Stage::Revoked, at);
        case.correction.revoked_at = Some(at);
        case.correction.owes_rights = true;
        case.correction.reputation = self.reputation;
        case.run(self.term);
        let texts: Vec<TextDigest> = self.reason.into_iter().collect();
        case.milestones.push(Milestone::with(MilestoneKind::Revoked, at, &texts));
    }
}

impl Case {
    fn settle_restoration(&mut self) {
        if !self.correction.is_owed() {
            self.stop(CaseStep::Restoration);
        }
    }
}

impl Happened for RightsRestored {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.correction.owes_rights = false;
        case.correction.rights_restored_at = Some(at);
        case.settle_restoration();
        case.milestones.push(Milestone::with(MilestoneKind::RightsRestored, at, &[self.record]));
    }
}

impl Happened for ReputationRestored {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.correction.reputation = None;
        case.correction.reputation_restored_at = Some(at);
        case.settle_restoration();
        let texts = [self.text];
        case.milestones.push(Milestone::with(MilestoneKind::ReputationRestored, at, &texts));
    }
}
