//! 期限. The terms that run in a case, each with the step it belongs to.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::decider::Context;
use crate::rules::codes;

codes! {
    /// 环节 that has a term.
    pub enum CaseStep {
        /// 决定是否受理
        Acceptance = "acceptance", "决定是否受理";
        /// 调查并作出决定
        Investigation = "investigation", "调查并作出决定";
        /// 陈述申辩
        Statement = "statement", "陈述申辩";
        /// 送达
        Service = "service", "送达";
        /// 申请复核
        ReviewApply = "review_apply", "申请复核";
        /// 申请申诉
        AppealApply = "appeal_apply", "提出申诉";
        /// 复核决定
        ReviewDecision = "review_decision", "作出复核决定";
        /// 申诉决定
        AppealDecision = "appeal_decision", "作出申诉决定";
        /// 告诫期
        Warning = "warning", "告诫期";
        /// 恢复
        Restoration = "restoration", "恢复和消除影响";
    }
}

impl CaseStep {
    /// Whether the office owes it: then being late is overdue.
    pub fn is_owed_by_the_office(self) -> bool {
        match self {
            Self::Acceptance
            | Self::Investigation
            | Self::Service
            | Self::ReviewDecision
            | Self::AppealDecision
            | Self::Restoration => true,
            Self::Statement | Self::ReviewApply | Self::AppealApply | Self::Warning => false,
        }
    }
}

/// 期限.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// To what.
    pub step: CaseStep,
    /// From when it runs.
    pub from: Instant,
    /// How long.
    pub limit: Limit,
    /// Its last instant.
    pub due_at: Instant,
    /// 暂定: nothing follows from it until the holiday notice is there.
    pub is_provisional: bool,
}

impl Term {
    /// A term that begins now, by the county's calendar.
    pub(crate) fn start(cx: &Context<'_>, step: CaseStep, limit: Limit) -> Self {
        Self { step, from: cx.now, limit, due_at: cx.now, is_provisional: false }.reckoned(cx)
    }

    /// The same term by the calendar as it is now.
    #[must_use]
    pub(crate) fn reckoned(self, cx: &Context<'_>) -> Self {
        if self.step == CaseStep::Warning {
            return self;
        }
        let due = cx.rules.calendar().due(self.from, self.limit, &[]);
        Self { due_at: due.at, is_provisional: due.is_provisional, ..self }
    }

    /// 告诫期. So many months to the minute; a day of rest does not lengthen it.
    pub(crate) fn warning(from: Instant, limit: Limit) -> Self {
        let begins = from.date();
        let ends = begins.plus_months(limit.amount).unwrap_or(begins);
        let noon = Instant::at(ends, from.time_of_day());
        Self { step: CaseStep::Warning, from, limit, due_at: noon, is_provisional: false }
    }

    /// Whether it is over.
    pub fn is_over(&self, now: Instant) -> bool {
        now > self.due_at && !self.is_provisional
    }

    /// From when what follows of its end follows.
    pub(crate) fn ends_at(&self) -> Option<Instant> {
        let next = Instant::from_micros(self.due_at.micros().saturating_add(1));
        (!self.is_provisional).then_some(next)
    }
}
