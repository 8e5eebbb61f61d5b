//! 依据. The code of each refusal, and the clause it rests on: its rule's source, or the principle
//! that no rule changes.

use crate::matter::MatterRefusal;

const FILING: &str = "收件登记：要素齐全、编号唯一、事项在目录内";
const RESPONSIBLE: &str = "首问负责制：任何时刻每件事有且只有一名责任人";
const ENDED: &str = "了结的事不再改动，不服可以申请复核";
const ACCEPTED: &str = "限时办结制：受理后时限不能随意改变";
const SIGNED: &str = "移交须签收，签收之前责任不转移，撤回后的签收不算数";
const RECUSED: &str = "回避：被反映的单位和人员不经手反映自己的事";
const SENT_UP: &str = "学校不得把矛盾上交，确需上交的要写明依据和已做的工作";
const RULED: &str = "职责不清由裁定明确，裁定后照办，可以异议不能退回";
const JOINT: &str = "联合办理：主办牵头，协办各有时限";
const TOLD: &str = "一次性告知：缺什么一次说清";
const CLOCK: &str = "限时办结制：时限只因列明的事由改变，到期后不再延长或暂停";
const APPROVED: &str = "延期、暂停、跟踪办由上一级审批，一人不得同时处在一件事的两边";
const LAW: &str = "承诺时限、延期都不得超过法定时限";
const NEXT: &str = "跟踪办：下次日期不能没有，也不能过去";
const FIVE: &str = "五办：由规则确定，由单位负责人更正";
const PRIVACY: &str = "公开的内容不得含个人信息（个人信息保护法）";
const RESULT: &str = "“没有办法”不是结果：不能办要有依据、有出路、有救济";
const PUSHED: &str = "不得让群众空跑：不属职责要告知主管单位和联系方式，属本系统的直接移交";
const ANSWERED: &str = "办结以送达为准：没有送达的结果不算办结";
const WITHDRAWN: &str = "撤回、并件、关联要有据可查";
const REVIEW: &str = "诉求人可以催办、可以对送达的结果申请复核";
const WATCHED: &str = "电子监察：预警由接收人书面回复";
const RATED: &str = "好差评：一事一评，重新办理后可以追评一次，不评价不等于满意";
const FOLLOWED: &str = "跟进：同样的事可以跟进，每人一个查询码";
const ATTACHED: &str = "附件随所附的内容一并归档";
const REISSUED: &str = "查询码只由本人取回，窗口补发由其他单位两人办理";
const HISTORY: &str = "历史来件：来源编号唯一，时间先后不能颠倒";

impl MatterRefusal {
    /// The code under which programs know it; it never changes.
    #[rustfmt::skip]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPermitted(_) => "not_permitted",
            Self::Organization(_) => "organization",
            Self::NoSuchMatter => "no_such_matter",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::NumberMalformed { .. } => "number_malformed",
            Self::AlreadyEnded { .. } => "already_ended",
            Self::OnlyHistory => "only_history",
            Self::TextMissing { .. } => "text_missing",
            Self::TextTooLong { .. } => "text_too_long",
            Self::NoSuchMatterType { .. } => "no_such_matter_type",
            Self::NobodyThere { .. } => "nobody_there",
            Self::FirstUnitIsOwn { .. } => "first_unit_is_own",
            Self::SituationMissing => "situation_missing",
            Self::DutyIncomplete { .. } => "duty_incomplete",
            Self::ClassifiedTooLate => "classified_too_late",
            Self::AlreadyAccepted { .. } => "already_accepted",
            Self::NotAccepted => "not_accepted",
            Self::NoSuchStep { .. } => "no_such_step",
            Self::HandOverToSelf { .. } => "hand_over_to_self",
            Self::OfferPending { .. } => "offer_pending",
            Self::NoSuchOffer { .. } => "no_such_offer",
            Self::OfferSettled { .. } => "offer_settled",
            Self::SignedBySender => "signed_by_sender",
            Self::UnitRecused { .. } => "unit_recused",
            Self::SchoolMayNotSendUp { .. } => "school_may_not_send_up",
            Self::SendingUpUnaccounted { .. } => "sending_up_unaccounted",
            Self::SchoolKeepsItsOwn { .. } => "school_keeps_its_own",
            Self::ReturnTooLate { .. } => "return_too_late",
            Self::ReturnsSpent { .. } => "returns_spent",
            Self::RuledMayNotReturn { .. } => "ruled_may_not_return",
            Self::RuledUnitKeeps { .. } => "ruled_unit_keeps",
            Self::RulingPending { .. } => "ruling_pending",
            Self::NothingToRule => "nothing_to_rule",
            Self::UndoTooLate { .. } => "undo_too_late",
            Self::AssistByOneself { .. } => "assist_by_oneself",
            Self::AssistPending { .. } => "assist_pending",
            Self::NoSuchAssist { .. } => "no_such_assist",
            Self::NotTheAssistant { .. } => "not_the_assistant",
            Self::AssistsOpen { .. } => "assists_open",
            Self::SupplementPending { .. } => "supplement_pending",
            Self::NothingAsked => "nothing_asked",
            Self::SupplementTermPassed { .. } => "supplement_term_passed",
            Self::ClockNotRunning { .. } => "clock_not_running",
            Self::LimitAlreadyPassed { .. } => "limit_already_passed",
            Self::GroundNotListed { .. } => "ground_not_listed",
            Self::EndNotAhead => "end_not_ahead",
            Self::SuspensionTooLong { .. } => "suspension_too_long",
            Self::AlreadySuspended { .. } => "already_suspended",
            Self::NotSuspended => "not_suspended",
            Self::RequestPending { .. } => "request_pending",
            Self::NoSuchRequest { .. } => "no_such_request",
            Self::NotTheApprover => "not_the_approver",
            Self::ApproverMissing => "approver_missing",
            Self::ExtensionSpent { .. } => "extension_spent",
            Self::ExtensionTooLong { .. } => "extension_too_long",
            Self::ExtensionEmpty => "extension_empty",
            Self::PassesStatutory { .. } => "passes_statutory",
            Self::NextDateMissing { .. } => "next_date_missing",
            Self::NextDateNotAhead { .. } => "next_date_not_ahead",
            Self::NextDateTooFar { .. } => "next_date_too_far",
            Self::ModeFixed { .. } => "mode_fixed",
            Self::NotALeader { .. } => "not_a_leader",
            Self::VisitMissing { .. } => "visit_missing",
            Self::NothingToCorrect { .. } => "nothing_to_correct",
            Self::CorrectionTimeWrong { .. } => "correction_time_wrong",
            Self::VisitTimeWrong => "visit_time_wrong",
            Self::VisitorsMissing => "visitors_missing",
            Self::PublicationMissing { .. } => "publication_missing",
            Self::PersonalDataFound { .. } => "personal_data_found",
            Self::EmptyAnswer { .. } => "empty_answer",
            Self::RefusalUnaccounted { .. } => "refusal_unaccounted",
            Self::CompetentUnitMissing { .. } => "competent_unit_missing",
            Self::CompetentUnitIsOurs { .. } => "competent_unit_is_ours",
            Self::NamedDateWrong { .. } => "named_date_wrong",
            Self::QuestionUnanswered { .. } => "question_unanswered",
            Self::ResultAlreadyDecided { .. } => "result_already_decided",
            Self::NoResult => "no_result",
            Self::DeclinedTooLate => "declined_too_late",
            Self::AttemptsMissing { .. } => "attempts_missing",
            Self::SecondPersonMissing => "second_person_missing",
            Self::ItIsItself { .. } => "it_is_itself",
            Self::NotSamePetitioner => "not_same_petitioner",
            Self::NothingToReview => "nothing_to_review",
            Self::ReviewTermPassed { .. } => "review_term_passed",
            Self::AlreadyUrgedToday => "already_urged_today",
            Self::NoSuchSignal { .. } => "no_such_signal",
            Self::NotTheRecipient => "not_the_recipient",
            Self::NotYetRateable => "not_yet_rateable",
            Self::NothingToRate { .. } => "nothing_to_rate",
            Self::AlreadyRated { .. } => "already_rated",
            Self::MayRateAgain => "may_rate_again",
            Self::NotRatedYet => "not_rated_yet",
            Self::FollowsOwn => "follows_own",
            Self::AlreadyFollowing => "already_following",
            Self::AttachedAmiss => "attached_amiss",
            Self::AttachmentEmpty => "attachment_empty",
            Self::NoCodeToReissue => "no_code_to_reissue",
            Self::WindowTakesTwo => "window_takes_two",
            Self::SourceIdMalformed => "source_id_malformed",
            Self::TimesReversed { .. } => "times_reversed",
            Self::HistoryAhead { .. } => "history_ahead",
            Self::NoSuchUnit { .. } => "no_such_unit",
        }
    }

    /// 依据. What it rests on, in words.
    pub fn clause(&self) -> String {
        match self {
            Self::NotPermitted(refusal) => refusal.clause().to_owned(),
            Self::Organization(refusal) => refusal.clause(),
            Self::DutyIncomplete { clause, .. }
            | Self::SchoolMayNotSendUp { clause, .. }
            | Self::SchoolKeepsItsOwn { clause, .. }
            | Self::ReturnTooLate { clause, .. }
            | Self::ReturnsSpent { clause, .. }
            | Self::UndoTooLate { clause, .. }
            | Self::SupplementTermPassed { clause, .. }
            | Self::GroundNotListed { clause, .. }
            | Self::SuspensionTooLong { clause, .. }
            | Self::ExtensionSpent { clause, .. }
            | Self::ExtensionTooLong { clause, .. }
            | Self::NextDateMissing { clause, .. }
            | Self::NextDateTooFar { clause, .. }
            | Self::VisitMissing { clause, .. }
            | Self::PublicationMissing { clause, .. }
            | Self::EmptyAnswer { clause, .. }
            | Self::AttemptsMissing { clause, .. }
            | Self::ReviewTermPassed { clause, .. } => clause.to_string(),
            Self::NoSuchMatter
            | Self::AlreadyRegistered { .. }
            | Self::NumberMalformed { .. }
            | Self::TextMissing { .. }
            | Self::TextTooLong { .. }
            | Self::NoSuchMatterType { .. }
            | Self::NoSuchUnit { .. } => FILING.to_owned(),
            Self::NobodyThere { .. } | Self::FirstUnitIsOwn { .. } | Self::SituationMissing => {
                RESPONSIBLE.to_owned()
            }
            Self::AlreadyEnded { .. } | Self::OnlyHistory => ENDED.to_owned(),
            Self::ClassifiedTooLate
            | Self::AlreadyAccepted { .. }
            | Self::NotAccepted
            | Self::NoSuchStep { .. }
            | Self::DeclinedTooLate => ACCEPTED.to_owned(),
            Self::HandOverToSelf { .. }
            | Self::OfferPending { .. }
            | Self::NoSuchOffer { .. }
            | Self::OfferSettled { .. }
            | Self::SignedBySender => SIGNED.to_owned(),
            Self::UnitRecused { .. } => RECUSED.to_owned(),
            Self::SendingUpUnaccounted { .. } => SENT_UP.to_owned(),
            Self::RuledMayNotReturn { .. }
            | Self::RuledUnitKeeps { .. }
            | Self::RulingPending { .. }
            | Self::NothingToRule => RULED.to_owned(),
            Self::AssistByOneself { .. }
            | Self::AssistPending { .. }
            | Self::NoSuchAssist { .. }
            | Self::NotTheAssistant { .. }
            | Self::AssistsOpen { .. } => JOINT.to_owned(),
            Self::SupplementPending { .. } | Self::NothingAsked => TOLD.to_owned(),
            Self::ClockNotRunning { .. }
            | Self::LimitAlreadyPassed { .. }
            | Self::EndNotAhead
            | Self::AlreadySuspended { .. }
            | Self::NotSuspended
            | Self::ExtensionEmpty => CLOCK.to_owned(),
            Self::RequestPending { .. }
            | Self::NoSuchRequest { .. }
            | Self::NotTheApprover
            | Self::ApproverMissing => APPROVED.to_owned(),
            Self::PassesStatutory { .. } => LAW.to_owned(),
            Self::NextDateNotAhead { .. } => NEXT.to_owned(),
            Self::ModeFixed { .. }
            | Self::NotALeader { .. }
            | Self::NothingToCorrect { .. }
            | Self::CorrectionTimeWrong { .. }
            | Self::VisitTimeWrong
            | Self::VisitorsMissing => FIVE.to_owned(),
            Self::PersonalDataFound { .. } => PRIVACY.to_owned(),
            Self::RefusalUnaccounted { .. } => RESULT.to_owned(),
            Self::CompetentUnitMissing { .. } | Self::CompetentUnitIsOurs { .. } => {
                PUSHED.to_owned()
            }
            Self::NamedDateWrong { .. }
            | Self::QuestionUnanswered { .. }
            | Self::ResultAlreadyDecided { .. }
            | Self::NoResult => ANSWERED.to_owned(),
            Self::SecondPersonMissing | Self::ItIsItself { .. } | Self::NotSamePetitioner => {
                WITHDRAWN.to_owned()
            }
            Self::NothingToReview | Self::AlreadyUrgedToday => REVIEW.to_owned(),
            Self::NoSuchSignal { .. } | Self::NotTheRecipient => WATCHED.to_owned(),
            Self::NotYetRateable
            | Self::NothingToRate { .. }
            | Self::AlreadyRated { .. }
            | Self::MayRateAgain
            | Self::NotRatedYet => RATED.to_owned(),
            Self::FollowsOwn | Self::AlreadyFollowing => FOLLOWED.to_owned(),
            Self::AttachedAmiss | Self::AttachmentEmpty => ATTACHED.to_owned(),
            Self::NoCodeToReissue | Self::WindowTakesTwo => REISSUED.to_owned(),
            Self::SourceIdMalformed | Self::TimesReversed { .. } | Self::HistoryAhead { .. } => {
                HISTORY.to_owned()
            }
        }
    }
}
