//! 送达. In writing, with the remedies; from here the decision is carried out and the remedies run.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Milestone, MilestoneKind, Stage, Term,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::{RedressRule, codes};
use crate::text::{TextDigest, Written};

codes! {
    /// 送达方式.
    pub enum ServiceWay {
        /// 直接送达
        InPerson = "in_person", "直接送达";
        /// 邮寄
        Post = "post", "邮寄送达";
        /// 留置
        Left = "left", "留置送达";
    }
}

/// 送达.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// How.
    pub way: ServiceWay,
    /// 救济告知
    pub remedies: TextDigest,
    /// When.
    pub at: Instant,
}

/// 送达决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServeCase {
    /// How.
    pub way: ServiceWay,
    /// 救济告知: which remedies are open, until when, where.
    pub remedies: Written,
}

/// 已送达.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseServed {
    /// How.
    pub way: ServiceWay,
    /// 救济告知
    pub remedies: TextDigest,
    /// 申请复核 until.
    pub review: Term,
    /// 直接申诉 until, where that is open.
    pub appeal: Option<Term>,
    /// 告诫期
    pub warning: Option<Term>,
    /// By whom.
    pub by: PersonId,
}

impl Wish for ServeCase {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.remedies]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Decided], CaseAct::Serve)?;
        said(&self.remedies, "救济途径的告知")?;
        let redress = redress_rule(case, cx)?;
        let appeal = redress.appeal_directly.as_ref();
        let warning = case.verdict.as_ref().and_then(|verdict| verdict.warning);
        one(CaseServed {
            way: self.way,
            remedies: self.remedies.digest(),
            review: Term::start(cx, CaseStep::ReviewApply, redress.review_apply.limit),
            appeal: appeal.map(|within| Term::start(cx, CaseStep::AppealApply, within.limit)),
            warning: warning.map(|limit| Term::warning(cx.now, limit)),
            by: staff(cx)?,
        })
    }
}

/// The rule of the remedies that are open against the decision.
pub(super) fn redress_rule<'r>(case: &Case, cx: &Context<'r>) -> Result<&'r RedressRule, No> {
    let track = case.verdict.as_ref().map(|verdict| verdict.track);
    let track = track.ok_or(No::WrongStage { stage: case.stage, act: CaseAct::AskReview })?;
    procedure(cx)?.redress.get(&track).ok_or(No::RulesSilent)
}

impl Happened for CaseServed {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.stage = Stage::Executing;
        case.service = Some(Service { way: self.way, remedies: self.remedies, at });
        case.stop(CaseStep::Service);
        case.run(self.review);
        for term in self.appeal.iter().chain(&self.warning) {
            case.run(*term);
        }
        let text = case.verdict.as_ref().map(|verdict| verdict.text);
        let texts: Vec<TextDigest> = text.into_iter().chain([self.remedies]).collect();
        case.milestones.push(Milestone::with(MilestoneKind::Served, at, &texts));
    }
}
