//! 延长调查期限. Asked before the limit is over, once, approved by the director.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::accountability::investigation::next;
use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Milestone, MilestoneKind, Stage, Term,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::codes;
use crate::text::{TextDigest, Written};

codes! {
    /// 申请状态.
    pub enum ExtensionState {
        /// 待审批
        Open = "open", "待审批";
        /// 同意
        Granted = "granted", "同意";
        /// 不同意
        Refused = "refused", "不同意";
    }
}

/// 延长申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtensionRequest {
    /// 1, 2, 3 … within the case.
    pub ordinal: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who asked.
    pub by: PersonId,
    /// How it stands.
    pub state: ExtensionState,
}

/// 申请延长.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskCaseExtension {
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: Written,
}

/// 审批延长.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideCaseExtension {
    /// Which request.
    pub request: u32,
    /// Yes, or no with a reason.
    pub refusal: Option<Written>,
}

/// 已申请延长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseExtensionAsked {
    /// Its number.
    pub request: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: TextDigest,
    /// Who asked.
    pub by: PersonId,
}

/// 已同意延长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseExtensionGranted {
    /// The request.
    pub request: u32,
    /// The term from now on.
    pub term: Term,
    /// By whom.
    pub by: PersonId,
}

/// 不同意延长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseExtensionRefused {
    /// The request.
    pub request: u32,
    /// Why.
    pub reason: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// Before the decision the investigation may be extended, while its limit is not over.
fn running<'c>(case: &'c Case, cx: &Context<'_>, act: CaseAct) -> Result<&'c Term, No> {
    case.clue()?;
    let term = case.term(CaseStep::Investigation);
    let term = term.ok_or(No::WrongStage { stage: case.stage, act })?;
    match term.is_over(cx.now) {
        false => Ok(term),
        true => Err(No::TermOver { step: CaseStep::Investigation, due_at: term.due_at }),
    }
}

impl Wish for AskCaseExtension {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        running(case, cx, CaseAct::AskExtension)?;
        said(&self.reason, "延长的原因")?;
        let rule = &procedure(cx)?.procedure;
        let counts = |one: &&ExtensionRequest| one.state != ExtensionState::Refused;
        let used = case.extensions.iter().filter(counts).count();
        if next(used).saturating_sub(1) >= rule.extension_times {
            return Err(No::ExtensionSpent { allowed: rule.extension_times });
        }
        let most = rule.extend.limit;
        if self.amount == 0 || self.amount > most.amount {
            return Err(No::ExtensionTooLong { most });
        }
        one(CaseExtensionAsked {
            request: next(case.extensions.len()),
            amount: self.amount,
            reason: self.reason.digest(),
            by: staff(cx)?,
        })
    }
}

impl Wish for DecideCaseExtension {
    fn texts(&self) -> Vec<&Written> {
        self.refusal.iter().collect()
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let term = *running(case, cx, CaseAct::DecideExtension)?;
        let is_it = |one: &&ExtensionRequest| {
            one.ordinal == self.request && one.state == ExtensionState::Open
        };
        let request = case.extensions.iter().find(is_it);
        let request = request.ok_or(No::NoSuchRequest { request: self.request })?;
        let by = staff(cx)?;
        if let Some(reason) = &self.refusal {
            said(reason, "不同意的理由")?;
            let (request, reason) = (self.request, reason.digest());
            return one(CaseExtensionRefused { request, reason, by });
        }
        let limit = Limit {
            amount: term.limit.amount.saturating_add(request.amount),
            unit: term.limit.unit,
        };
        let term = Term { limit, ..term }.reckoned(cx);
        one(CaseExtensionGranted { request: self.request, term, by })
    }
}

impl Happened for CaseExtensionAsked {
    fn remember(&self, case: &mut Case, _at: Instant) {
        case.extensions.push(ExtensionRequest {
            ordinal: self.request,
            amount: self.amount,
            by: self.by.clone(),
            state: ExtensionState::Open,
        });
    }
}

impl Case {
    fn settle_extension(&mut self, number: u32, state: ExtensionState) {
        if let Some(request) = self.extensions.iter_mut().find(|one| one.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for CaseExtensionGranted {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.settle_extension(self.request, ExtensionState::Granted);
        case.run(self.term);
        case.milestones.push(Milestone::new(MilestoneKind::Extended, at));
    }
}

impl Happened for CaseExtensionRefused {
    fn remember(&self, case: &mut Case, _at: Instant) {
        case.settle_extension(self.request, ExtensionState::Refused);
    }
}

impl Case {
    /// Whether the case is not decided yet.
    pub(super) fn is_before_decision(&self) -> bool {
        matches!(
            self.stage,
            Stage::Investigating
                | Stage::Found
                | Stage::Notified
                | Stage::Heard
                | Stage::Deliberating
                | Stage::Deliberated
        )
    }
}
