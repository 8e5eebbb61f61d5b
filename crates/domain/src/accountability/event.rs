//! 追责案的事件, and what each leaves behind.

use xiaoneng_calendar::Instant;

use crate::accountability::wish::Happened;
use crate::accountability::{
    BecameFinal, Case, CaseAppealAsked, CaseAppealDecided, CaseAppealExtended, CaseArchived,
    CaseDecided, CaseExtensionAsked, CaseExtensionGranted, CaseExtensionRefused, CasePublished,
    CaseReviewAsked, CaseReviewDecided, CaseServed, CaseStatementExamined, CaseStatementMade,
    CaseStatementTermPassed, CaseStatementWaived, CaseTransferred, ClueAccepted, ClueDeclined,
    ClueOpened, DecisionRevoked, DeliberationEnded, ExecutionConfirmed, FactRecorded, FaultsFound,
    IntentNotified, InvestigatorExcused, InvestigatorsNamed, NotPursued, NothingFound,
    OutsideRecorded, PanelConvened, RelapseRecorded, ReputationRestored, ReviewersNamed,
    RightsRestored, StepOverdue, TermsReprojected, VoteCast, WarningLifted,
};

/// Declares the events once: the enum with its written forms, and what each leaves behind.
macro_rules! case_events {
    ($($(#[$doc:meta])* $variant:ident = $kind:literal,)*) => {
        crate::event::events! {
            /// What has happened in a case.
            pub enum CaseEvent {
                $($(#[$doc])* $variant($variant) = $kind,)*
            }
        }

        impl CaseEvent {
            /// What it leaves behind.
            pub(crate) fn remember(&self, case: &mut Case, at: Instant) {
                match self {
                    $(Self::$variant(facts) => facts.remember(case, at),)*
                }
            }
        }
    };
}

case_events! {
    /// 线索已登记
    ClueOpened = "case_clue_opened/1",
    /// 已受理
    ClueAccepted = "case_clue_accepted/1",
    /// 已不予受理
    ClueDeclined = "case_clue_declined/1",
    /// 调查人员已指定
    InvestigatorsNamed = "case_investigators_named/1",
    /// 调查人员已回避
    InvestigatorExcused = "case_investigator_excused/1",
    /// 事实已记录
    FactRecorded = "case_fact_recorded/1",
    /// 已申请延长
    CaseExtensionAsked = "case_extension_asked/1",
    /// 已同意延长
    CaseExtensionGranted = "case_extension_granted/1",
    /// 不同意延长
    CaseExtensionRefused = "case_extension_refused/1",
    /// 过错已认定
    FaultsFound = "case_faults_found/1",
    /// 没有过错
    NothingFound = "case_nothing_found/1",
    /// 已告知拟处理意见
    IntentNotified = "case_intent_notified/1",
    /// 已陈述申辩
    CaseStatementMade = "case_statement_made/1",
    /// 已放弃陈述申辩
    CaseStatementWaived = "case_statement_waived/1",
    /// 陈述申辩期满
    CaseStatementTermPassed = "case_statement_term_passed/1",
    /// 陈述申辩已核实
    CaseStatementExamined = "case_statement_examined/1",
    /// 已组织集体研究
    PanelConvened = "case_panel_convened/1",
    /// 已表决
    VoteCast = "case_vote_cast/1",
    /// 集体研究有了结论
    DeliberationEnded = "case_deliberation_ended/1",
    /// 已决定
    CaseDecided = "case_decided/1",
    /// 已决定不予追究
    NotPursued = "case_not_pursued/1",
    /// 已送达
    CaseServed = "case_served/1",
    /// 有权机关的决定已记录
    OutsideRecorded = "case_outside_recorded/1",
    /// 已移送
    CaseTransferred = "case_transferred/1",
    /// 已申请复核
    CaseReviewAsked = "case_review_asked/1",
    /// 复核人员已指定
    ReviewersNamed = "case_reviewers_named/1",
    /// 已作出复核决定
    CaseReviewDecided = "case_review_decided/1",
    /// 已提出申诉
    CaseAppealAsked = "case_appeal_asked/1",
    /// 申诉期限已延长
    CaseAppealExtended = "case_appeal_extended/1",
    /// 申诉决定已记录
    CaseAppealDecided = "case_appeal_decided/1",
    /// 已执行
    ExecutionConfirmed = "case_execution_confirmed/1",
    /// 告诫期内又犯
    RelapseRecorded = "case_relapse_recorded/1",
    /// 告诫已解除
    WarningLifted = "case_warning_lifted/1",
    /// 已生效
    BecameFinal = "case_became_final/1",
    /// 已公布
    CasePublished = "case_published/1",
    /// 决定已撤销
    DecisionRevoked = "case_decision_revoked/1",
    /// 权益已恢复
    RightsRestored = "case_rights_restored/1",
    /// 名誉已恢复
    ReputationRestored = "case_reputation_restored/1",
    /// 已归档
    CaseArchived = "case_archived/1",
    /// 已超期
    StepOverdue = "case_step_overdue/1",
    /// 期限已重算
    TermsReprojected = "case_terms_reprojected/1",
}

impl CaseEvent {
    /// 另案: whether others were found liable, who need a case of their own.
    pub fn names_others(&self) -> bool {
        matches!(self, Self::FaultsFound(facts) if !facts.others.is_empty())
    }
}
