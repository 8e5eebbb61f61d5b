//! 投诉的事件. The sum of what can happen, in one table. Texts only by digest, persons only by id; of
//! who complained nothing but an id made by chance.

use crate::complaint::draft::{Happened, When};
use crate::complaint::{
    Accepted, Archived, CallRecorded, Closed, ClueTransferred, Complaint, ComplaintCommand,
    ComplaintRefusal, ContactsChanged, DealingKind, Dealt, Explained, ExplanationDemanded,
    ExplanationLapsed, ExtensionAsked, ExtensionGranted, ExtensionLapsed, ExtensionRefused, Filed,
    FollowUpAnswered, FollowUpLapsed, Found, HandedOutside, IdentityRead, InvestigationRecorded,
    InvestigatorsAppointed, LimitPassed, Merged, OutsideEnded, PartsTakenAway, RecusalAsked,
    RedoOrdered, Rejected, Replied, Reprojected, RespondentIdentified, RetaliationSuspected, Route,
    SteppedAside, Supplied, SuspicionChecked, Unsealed, UnsealingAsked, UnsealingRefused, permits,
};
use crate::decider::{Context, Decider, Fact};
use crate::event::events;

events! {
    /// 投诉的事件. What has happened to a complaint.
    pub enum ComplaintEvent {
        /// 投诉已登记
        Filed(Box<Filed>) = "complaint_filed/1",
        /// 已补充
        Supplied(Supplied) = "complaint_supplied/1",
        /// 已受理
        Accepted(Accepted) = "complaint_accepted/1",
        /// 未予受理
        Rejected(Rejected) = "complaint_rejected/1",
        /// 已并案
        Merged(Merged) = "complaint_merged/1",
        /// 办理方式已确定
        Routed(Route) = "complaint_routed/1",
        /// 调查人已指定
        InvestigatorsAppointed(InvestigatorsAppointed) = "investigators_appointed/1",
        /// 调查已记录
        InvestigationRecorded(InvestigationRecorded) = "investigation_recorded/1",
        /// 已要求说明
        ExplanationDemanded(ExplanationDemanded) = "explanation_demanded/1",
        /// 已说明
        Explained(Explained) = "explained/1",
        /// 逾期未说明
        ExplanationLapsed(ExplanationLapsed) = "explanation_lapsed/1",
        /// 被投诉人已查明
        RespondentIdentified(RespondentIdentified) = "respondent_identified/1",
        /// 已回避
        SteppedAside(SteppedAside) = "stepped_aside/1",
        /// 已申请回避
        RecusalAsked(RecusalAsked) = "recusal_asked/1",
        /// 职责已收回
        PartsTakenAway(PartsTakenAway) = "parts_taken_away/1",
        /// 已认定
        Found(Found) = "complaint_found/1",
        /// 已处理
        Dealt(Dealt) = "complaint_dealt/1",
        /// 已结案
        Closed(Closed) = "complaint_closed/1",
        /// 已答复
        Replied(Replied) = "complaint_replied/1",
        /// 回访已回答
        FollowUpAnswered(FollowUpAnswered) = "follow_up_answered/1",
        /// 回访期满未回答
        FollowUpLapsed(FollowUpLapsed) = "follow_up_lapsed/1",
        /// 已电话回访
        CallRecorded(CallRecorded) = "call_recorded/1",
        /// 已要求重新调查
        RedoOrdered(RedoOrdered) = "redo_ordered/1",
        /// 已归档
        Archived(Archived) = "complaint_archived/1",
        /// 已申请延期
        ExtensionAsked(ExtensionAsked) = "complaint_extension_asked/1",
        /// 已延期
        ExtensionGranted(ExtensionGranted) = "complaint_extension_granted/1",
        /// 延期未获批准
        ExtensionRefused(ExtensionRefused) = "complaint_extension_refused/1",
        /// 延期逾期未批
        ExtensionLapsed(ExtensionLapsed) = "complaint_extension_lapsed/1",
        /// 已申请启封
        UnsealingAsked(UnsealingAsked) = "unsealing_asked/1",
        /// 已启封
        Unsealed(Unsealed) = "unsealed/1",
        /// 启封未获批准
        UnsealingRefused(UnsealingRefused) = "unsealing_refused/1",
        /// 身份已被查看
        IdentityRead(IdentityRead) = "identity_read/1",
        /// 已交局外办理
        HandedOutside(HandedOutside) = "handed_outside/1",
        /// 联络员已变更
        ContactsChanged(ContactsChanged) = "contacts_changed/1",
        /// 局外办理已结束
        OutsideEnded(OutsideEnded) = "outside_ended/1",
        /// 线索已移送
        ClueTransferred(ClueTransferred) = "clue_transferred/1",
        /// 已提示疑似报复
        RetaliationSuspected(RetaliationSuspected) = "retaliation_suspected/1",
        /// 疑似报复已核查
        SuspicionChecked(SuspicionChecked) = "suspicion_checked/1",
        /// 时限已过
        LimitPassed(LimitPassed) = "complaint_limit_passed/1",
        /// 到期已重算
        Reprojected(Reprojected) = "complaint_reprojected/1",
    }
}

impl Happened for ComplaintEvent {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        let happened: &dyn Happened = match self {
            Self::Filed(facts) => facts.as_ref(),
            Self::Supplied(facts) => facts,
            Self::Accepted(facts) => facts,
            Self::Rejected(facts) => facts,
            Self::Merged(facts) => facts,
            Self::Routed(facts) => facts,
            Self::InvestigatorsAppointed(facts) => facts,
            Self::InvestigationRecorded(facts) => facts,
            Self::ExplanationDemanded(facts) => facts,
            Self::Explained(facts) => facts,
            Self::ExplanationLapsed(facts) => facts,
            Self::RespondentIdentified(facts) => facts,
            Self::SteppedAside(facts) => facts,
            Self::RecusalAsked(facts) => facts,
            Self::PartsTakenAway(facts) => facts,
            Self::Found(facts) => facts,
            Self::Dealt(facts) => facts,
            Self::Closed(facts) => facts,
            Self::Replied(facts) => facts,
            Self::FollowUpAnswered(facts) => facts,
            Self::FollowUpLapsed(facts) => facts,
            Self::CallRecorded(facts) => facts,
            Self::RedoOrdered(facts) => facts,
            Self::Archived(facts) => facts,
            Self::ExtensionAsked(facts) => facts,
            Self::ExtensionGranted(facts) => facts,
            Self::ExtensionRefused(facts) => facts,
            Self::ExtensionLapsed(facts) => facts,
            Self::UnsealingAsked(facts) => facts,
            Self::Unsealed(facts) => facts,
            Self::UnsealingRefused(facts) => facts,
            Self::IdentityRead(facts) => facts,
            Self::HandedOutside(facts) => facts,
            Self::ContactsChanged(facts) => facts,
            Self::OutsideEnded(facts) => facts,
            Self::ClueTransferred(facts) => facts,
            Self::RetaliationSuspected(facts) => facts,
            Self::SuspicionChecked(facts) => facts,
            Self::LimitPassed(facts) => facts,
            Self::Reprojected(facts) => facts,
        };
        happened.remember(complaint, when);
    }
}

/// 效能投诉.
pub struct ComplaintDecider;

impl Decider for ComplaintDecider {
    type State = Complaint;
    type Command = ComplaintCommand;
    type Event = ComplaintEvent;
    type Refusal = ComplaintRefusal;

    fn decide(
        state: &Complaint,
        command: ComplaintCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<ComplaintEvent>, ComplaintRefusal> {
        permits(cx, command.act(), state)?;
        command.decide(state, cx)
    }

    fn evolve(mut state: Complaint, fact: &Fact<ComplaintEvent>) -> Complaint {
        let when = When { at: fact.recorded_at, by: &fact.actor };
        fact.event.remember(&mut state, when);
        state
    }
}

impl ComplaintEvent {
    /// 建议追责: whether a measure is proposed, for which a case follows its own procedure.
    pub fn proposes_measure(&self) -> bool {
        matches!(self, Self::Dealt(facts) if facts.kind == DealingKind::MeasureProposed)
    }
}
