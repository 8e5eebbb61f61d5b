//! 申诉. To the organ above, within its term; its decision is recorded here.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::accountability::redress::{concluded, open, weighed};
use crate::accountability::service::redress_rule;
use crate::accountability::wish::{Decided, Happened, Wish, one, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Lightened, Milestone, MilestoneKind, Organ,
    OutcomeKind, RedressOutcome, Term,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::Track;
use crate::text::{TextDigest, Written};

/// 申诉.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appeal {
    /// 理由
    pub grounds: TextDigest,
    /// When it was made.
    pub asked_at: Instant,
    /// Whether its term was extended.
    pub is_extended: bool,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// 结果
    pub outcome: Option<OutcomeKind>,
}

/// 提出申诉.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskAppeal {
    /// 理由
    pub grounds: Written,
}

/// 记录申诉期限延长.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtendAppeal {
    /// Why.
    pub reason: Written,
}

/// 记录申诉决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordAppeal {
    /// 结果
    pub outcome: RedressOutcome,
    /// Who decided.
    pub organ: Organ,
    /// 文号
    pub document: Written,
}

/// 已提出申诉.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseAppealAsked {
    /// 理由
    pub grounds: TextDigest,
    /// By when it is decided.
    pub term: Term,
    /// By whom.
    pub by: PersonId,
}

/// 申诉期限已延长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseAppealExtended {
    /// Why.
    pub reason: TextDigest,
    /// The term from now on.
    pub term: Term,
}

/// 申诉决定已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseAppealDecided {
    /// 结果
    pub outcome: OutcomeKind,
    /// 变更后的处理
    pub lightened: Option<Lightened>,
    /// Who decided.
    pub organ: Organ,
    /// 文号
    pub document: TextDigest,
    /// By whom it was recorded.
    pub by: PersonId,
}

impl Wish for AskAppeal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.grounds]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        open(case, cx, CaseStep::AppealApply, CaseAct::AskAppeal)?;
        said(&self.grounds, "申诉的理由")?;
        let rule = redress_rule(case, cx)?.appeal_decide.as_ref();
        let limit = rule.ok_or(No::NoSuchRemedy { act: CaseAct::AskAppeal })?.limit;
        let term = Term::start(cx, CaseStep::AppealDecision, limit);
        one(CaseAppealAsked { grounds: self.grounds.digest(), term, by: staff(cx)? })
    }
}

/// The appeal that waits for its decision.
fn pending_appeal(case: &Case, act: CaseAct) -> Result<&Appeal, No> {
    case.clue()?;
    let appeal = case.redress.appeal.as_ref().filter(|appeal| appeal.decided_at.is_none());
    appeal.ok_or(No::WrongStage { stage: case.stage, act })
}

impl Wish for ExtendAppeal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let act = CaseAct::ExtendAppeal;
        let appeal = pending_appeal(case, act)?;
        said(&self.reason, "延长的原因")?;
        let more =
            redress_rule(case, cx)?.appeal_extend.as_ref().ok_or(No::NoSuchRemedy { act })?;
        if appeal.is_extended {
            return Err(No::ExtensionSpent { allowed: 1 });
        }
        let term = case.term(CaseStep::AppealDecision).filter(|term| !term.is_over(cx.now));
        let term = term.ok_or(No::WrongStage { stage: case.stage, act })?;
        let amount = term.limit.amount.saturating_add(more.limit.amount);
        let limit = Limit { amount, unit: term.limit.unit };
        let term = Term { limit, ..*term }.reckoned(cx);
        one(CaseAppealExtended { reason: self.reason.digest(), term })
    }
}

impl Wish for RecordAppeal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.document]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        pending_appeal(case, CaseAct::RecordAppeal)?;
        said(&self.document, "申诉决定的文号")?;
        let track = case.verdict.as_ref().map(|verdict| verdict.track);
        let is_competent = match self.organ {
            Organ::InspectionAuthority => track == Some(Track::Inspection),
            Organ::CompetentOrgan => track != Some(Track::Inspection),
            Organ::Supervision | Organ::CadreAuthority => false,
        };
        if !is_competent {
            return Err(No::OrganNotCompetent { organ: self.organ });
        }
        let (outcome, lightened) = weighed(case, cx, &self.outcome)?;
        let (organ, document, by) = (self.organ, self.document.digest(), staff(cx)?);
        let decided = CaseAppealDecided { outcome, lightened, organ, document, by };
        concluded(case, cx, decided.into(), (outcome, true))
    }
}

impl Happened for CaseAppealAsked {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.redress.appeal = Some(Appeal {
            grounds: self.grounds,
            asked_at: at,
            is_extended: false,
            decided_at: None,
            outcome: None,
        });
        case.stop(CaseStep::ReviewApply);
        case.stop(CaseStep::AppealApply);
        case.run(self.term);
        case.milestones.push(Milestone::with(MilestoneKind::AppealAsked, at, &[self.grounds]));
    }
}

impl Happened for CaseAppealExtended {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(appeal) = &mut case.redress.appeal {
            appeal.is_extended = true;
        }
        case.run(self.term);
        case.milestones.push(Milestone::new(MilestoneKind::Extended, at));
    }
}

impl Happened for CaseAppealDecided {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(appeal) = &mut case.redress.appeal {
            appeal.decided_at = Some(at);
            appeal.outcome = Some(self.outcome);
        }
        case.stop(CaseStep::AppealDecision);
        case.lighten(self.lightened.as_ref());
        case.milestones.push(Milestone::with(MilestoneKind::AppealDecided, at, &[self.document]));
    }
}
