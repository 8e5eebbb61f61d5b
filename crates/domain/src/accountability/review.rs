//! 复核. Asked of the bureau within its term; decided by people who had no part in the decision.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::investigation::enough;
use crate::accountability::redress::{concluded, open, weighed};
use crate::accountability::service::redress_rule;
use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Lightened, Milestone, MilestoneKind, OutcomeKind,
    RedressOutcome, Term, recusal,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 复核.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// 理由
    pub grounds: TextDigest,
    /// When it was asked.
    pub asked_at: Instant,
    /// 复核人员
    pub reviewers: BTreeSet<PersonId>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// 结果
    pub outcome: Option<OutcomeKind>,
}

/// 申请复核.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskCaseReview {
    /// 理由
    pub grounds: Written,
}

/// 指定复核人员.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameReviewers {
    /// Who.
    pub reviewers: BTreeSet<PersonId>,
}

/// 复核决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideReview {
    /// 结果
    pub outcome: RedressOutcome,
    /// 理由
    pub reasons: Written,
}

/// 已申请复核.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseReviewAsked {
    /// 理由
    pub grounds: TextDigest,
    /// By when it is decided.
    pub term: Term,
    /// By whom.
    pub by: PersonId,
}

/// 复核人员已指定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewersNamed {
    /// Who.
    pub reviewers: BTreeSet<PersonId>,
    /// By whom.
    pub by: PersonId,
}

/// 已作出复核决定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseReviewDecided {
    /// 结果
    pub outcome: OutcomeKind,
    /// 变更后的处理
    pub lightened: Option<Lightened>,
    /// 理由
    pub reasons: TextDigest,
    /// 申诉 until, where that is open.
    pub appeal: Option<Term>,
    /// By whom.
    pub by: PersonId,
}

impl Wish for AskCaseReview {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.grounds]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        open(case, cx, CaseStep::ReviewApply, CaseAct::AskReview)?;
        said(&self.grounds, "申请复核的理由")?;
        let limit = redress_rule(case, cx)?.review_decide.limit;
        let term = Term::start(cx, CaseStep::ReviewDecision, limit);
        one(CaseReviewAsked { grounds: self.grounds.digest(), term, by: staff(cx)? })
    }
}

/// The review that waits for its decision.
fn pending_review(case: &Case, act: CaseAct) -> Result<&Review, No> {
    case.clue()?;
    let review = case.redress.review.as_ref().filter(|review| review.decided_at.is_none());
    review.ok_or(No::WrongStage { stage: case.stage, act })
}

impl Wish for NameReviewers {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        pending_review(case, CaseAct::NameReviewers)?;
        let clue = case.clue()?;
        enough(self.reviewers.len(), procedure(cx)?.procedure.investigators, "复核人员")?;
        for person in &self.reviewers {
            let by_post = recusal(cx.organization, &clue.subject, person);
            if let Some(cause) = case.part_taken(person).or(by_post) {
                return Err(No::Recused { act: CaseAct::NameReviewers, cause });
            }
        }
        one(ReviewersNamed { reviewers: self.reviewers, by: staff(cx)? })
    }
}

impl Wish for DecideReview {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reasons]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        pending_review(case, CaseAct::DecideReview)?;
        said(&self.reasons, "复核的理由")?;
        let (outcome, lightened) = weighed(case, cx, &self.outcome)?;
        let within = redress_rule(case, cx)?.appeal_after_review.as_ref();
        let within = within.filter(|_| outcome != OutcomeKind::Revoked);
        let appeal = within.map(|within| Term::start(cx, CaseStep::AppealApply, within.limit));
        let is_final = appeal.is_none();
        let reasons = self.reasons.digest();
        let by = staff(cx)?;
        let decided = CaseReviewDecided { outcome, lightened, reasons, appeal, by };
        concluded(case, cx, decided.into(), (outcome, is_final))
    }
}

impl Happened for CaseReviewAsked {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.redress.review = Some(Review {
            grounds: self.grounds,
            asked_at: at,
            reviewers: BTreeSet::new(),
            decided_at: None,
            outcome: None,
        });
        case.stop(CaseStep::ReviewApply);
        case.stop(CaseStep::AppealApply);
        case.run(self.term);
        case.milestones.push(Milestone::with(MilestoneKind::ReviewAsked, at, &[self.grounds]));
    }
}

impl Happened for ReviewersNamed {
    fn remember(&self, case: &mut Case, _at: Instant) {
        if let Some(review) = &mut case.redress.review {
            review.reviewers = self.reviewers.clone();
        }
    }
}

impl Happened for CaseReviewDecided {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(review) = &mut case.redress.review {
            review.decided_at = Some(at);
            review.outcome = Some(self.outcome);
        }
        case.stop(CaseStep::ReviewDecision);
        if let Some(term) = self.appeal {
            case.run(term);
        }
        case.lighten(self.lightened.as_ref());
        case.milestones.push(Milestone::with(MilestoneKind::ReviewDecided, at, &[self.reasons]));
    }
}
