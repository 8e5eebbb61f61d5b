//! 办件的事件. The sum of what can happen, in one table.

use crate::event::events;
use crate::matter::Matter;
use crate::matter::draft::{Happened, When};
use crate::matter::{
    Accepted, ActedAsCover, ActionRecorded, AssistAnswered, AssistAsked, AssistReleased,
    AttachmentAdded, CardDrafted, Classified, CodeReissued, Completed, CorrectionAsked,
    CorrectionRefused, Declined, Delivered, DeliveryFailed, ExtensionAsked, ExtensionGranted,
    ExtensionLapsed, ExtensionRefused, FaultFound, FirstContactRecorded, FollowUpAsked,
    FollowUpRefused, FollowUpSet, Followed, HandOverWithdrawn, HandedOver, Imported, Lapsed,
    Linked, Merged, ModesChanged, Published, PushUpFound, QuestionAsked, Rated, ReferredOutside,
    Registered, Reopened, Replied, Reprojected, ResponsibilityMoved, ResultDecided, Resumed,
    Returned, Ruled, RulingObjected, RulingOpened, RulingPassedUp, SignalAnswered, SignalEscalated,
    SignalRaised, SignedFor, SilenceTookEffect, StepFinished, SupplementAsked, Supplied, Suspended,
    SuspensionAsked, SuspensionRefused, TakenUp, TimeCorrected, Urged, VisitRecorded, Withdrawn,
};

events! {
    /// 办件的事件. What has happened to a matter.
    pub enum MatterEvent {
        /// 已登记
        Registered(Registered) = "registered/1",
        /// 首问已记录
        FirstContactRecorded(FirstContactRecorded) = "first_contact_recorded/1",
        /// 已归类
        Classified(Classified) = "classified/1",
        /// 已受理
        Accepted(Accepted) = "accepted/1",
        /// 环节已完成
        StepFinished(StepFinished) = "step_finished/1",
        /// 代为办理
        ActedAsCover(ActedAsCover) = "acted_as_cover/1",
        /// 已移交,待签收
        HandedOver(HandedOver) = "handed_over/1",
        /// 移交已撤回
        HandOverWithdrawn(HandOverWithdrawn) = "hand_over_withdrawn/1",
        /// 已签收
        SignedFor(SignedFor) = "signed_for/1",
        /// 已退回
        Returned(Returned) = "returned/1",
        /// 已进入职责裁定
        RulingOpened(RulingOpened) = "ruling_opened/1",
        /// 裁定逾期,转局长
        RulingPassedUp(RulingPassedUp) = "ruling_passed_up/1",
        /// 已裁定
        Ruled(Ruled) = "ruled/1",
        /// 对裁定的异议已记录
        RulingObjected(RulingObjected) = "ruling_objected/1",
        /// 责任已转移
        ResponsibilityMoved(ResponsibilityMoved) = "responsibility_moved/1",
        /// 已请求协办
        AssistAsked(AssistAsked) = "assist_asked/1",
        /// 协办已回复
        AssistAnswered(AssistAnswered) = "assist_answered/1",
        /// 协办已撤销
        AssistReleased(AssistReleased) = "assist_released/1",
        /// 已告知补正
        SupplementAsked(SupplementAsked) = "supplement_asked/1",
        /// 已补充材料
        Supplied(Supplied) = "supplied/1",
        /// 发现程序过错
        FaultFound(FaultFound) = "fault_found/1",
        /// 已申请暂停
        SuspensionAsked(SuspensionAsked) = "suspension_asked/1",
        /// 已暂停计时
        Suspended(Suspended) = "suspended/1",
        /// 暂停未获批准
        SuspensionRefused(SuspensionRefused) = "suspension_refused/1",
        /// 计时已恢复
        Resumed(Resumed) = "resumed/1",
        /// 已申请延期
        ExtensionAsked(ExtensionAsked) = "extension_asked/1",
        /// 已延期
        ExtensionGranted(ExtensionGranted) = "extension_granted/1",
        /// 延期未获批准
        ExtensionRefused(ExtensionRefused) = "extension_refused/1",
        /// 延期逾期未批
        ExtensionLapsed(ExtensionLapsed) = "extension_lapsed/1",
        /// 已申请跟踪办
        FollowUpAsked(FollowUpAsked) = "follow_up_asked/1",
        /// 已转跟踪办
        FollowUpSet(FollowUpSet) = "follow_up_set/1",
        /// 跟踪办未获批准
        FollowUpRefused(FollowUpRefused) = "follow_up_refused/1",
        /// 办理方式已定
        ModesChanged(ModesChanged) = "modes_changed/1",
        /// 已申请更正时间
        CorrectionAsked(CorrectionAsked) = "correction_asked/1",
        /// 时间已更正
        TimeCorrected(TimeCorrected) = "time_corrected/1",
        /// 更正未获批准
        CorrectionRefused(CorrectionRefused) = "correction_refused/1",
        /// 领导已包案
        TakenUp(TakenUp) = "taken_up/1",
        /// 上门已记录
        VisitRecorded(VisitRecorded) = "visit_recorded/1",
        /// 已公开
        Published(Published) = "published/1",
        /// 行动已记录
        ActionRecorded(ActionRecorded) = "action_recorded/1",
        /// 已答复
        Replied(Replied) = "replied/1",
        /// 群众已提问
        QuestionAsked(QuestionAsked) = "question_asked/1",
        /// 结果已作出
        ResultDecided(ResultDecided) = "result_decided/1",
        /// 未送达已记录
        DeliveryFailed(DeliveryFailed) = "delivery_failed/1",
        /// 已送达
        Delivered(Delivered) = "delivered/1",
        /// 已办结
        Completed(Completed) = "completed/1",
        /// 已不予受理
        Declined(Declined) = "declined/1",
        /// 已告知主管单位
        ReferredOutside(ReferredOutside) = "referred_outside/1",
        /// 已撤回
        Withdrawn(Withdrawn) = "withdrawn/1",
        /// 已并件
        Merged(Merged) = "merged/1",
        /// 已失效
        Lapsed(Lapsed) = "lapsed/1",
        /// 已重新办理
        Reopened(Reopened) = "reopened/1",
        /// 已关联
        Linked(Linked) = "linked/1",
        /// 发现推诿上交
        PushUpFound(PushUpFound) = "push_up_found/1",
        /// 已催办
        Urged(Urged) = "urged/1",
        /// 已发预警
        SignalRaised(SignalRaised) = "signal_raised/1",
        /// 预警已回复
        SignalAnswered(SignalAnswered) = "signal_answered/1",
        /// 预警逾期未回复
        SignalEscalated(SignalEscalated) = "signal_escalated/1",
        /// 已拟牌
        CardDrafted(CardDrafted) = "card_drafted/1",
        /// 超时默认已生效
        SilenceTookEffect(SilenceTookEffect) = "silence_took_effect/1",
        /// 已重算到期
        Reprojected(Reprojected) = "reprojected/1",
        /// 附件已收
        AttachmentAdded(AttachmentAdded) = "attachment_added/1",
        /// 已跟进
        Followed(Followed) = "followed/1",
        /// 已评价
        Rated(Rated) = "rated/1",
        /// 查询码已补发
        CodeReissued(CodeReissued) = "code_reissued/1",
        /// 已导入
        Imported(Imported) = "imported/1",
    }
}

impl MatterEvent {
    /// The matter after it.
    #[rustfmt::skip]
    pub(crate) fn remember(&self, matter: &mut Matter, when: When<'_>) {
        match self {
            Self::Registered(facts) => facts.remember(matter, when),
            Self::FirstContactRecorded(facts) => facts.remember(matter, when),
            Self::Classified(facts) => facts.remember(matter, when),
            Self::Accepted(facts) => facts.remember(matter, when),
            Self::StepFinished(facts) => facts.remember(matter, when),
            Self::ActedAsCover(facts) => facts.remember(matter, when),
            Self::HandedOver(facts) => facts.remember(matter, when),
            Self::HandOverWithdrawn(facts) => facts.remember(matter, when),
            Self::SignedFor(facts) => facts.remember(matter, when),
            Self::Returned(facts) => facts.remember(matter, when),
            Self::RulingOpened(facts) => facts.remember(matter, when),
            Self::RulingPassedUp(facts) => facts.remember(matter, when),
            Self::Ruled(facts) => facts.remember(matter, when),
            Self::RulingObjected(facts) => facts.remember(matter, when),
            Self::ResponsibilityMoved(facts) => facts.remember(matter, when),
            Self::AssistAsked(facts) => facts.remember(matter, when),
            Self::AssistAnswered(facts) => facts.remember(matter, when),
            Self::AssistReleased(facts) => facts.remember(matter, when),
            Self::SupplementAsked(facts) => facts.remember(matter, when),
            Self::Supplied(facts) => facts.remember(matter, when),
            Self::FaultFound(facts) => facts.remember(matter, when),
            Self::SuspensionAsked(facts) => facts.remember(matter, when),
            Self::Suspended(facts) => facts.remember(matter, when),
            Self::SuspensionRefused(facts) => facts.remember(matter, when),
            Self::Resumed(facts) => facts.remember(matter, when),
            Self::ExtensionAsked(facts) => facts.remember(matter, when),
            Self::ExtensionGranted(facts) => facts.remember(matter, when),
            Self::ExtensionRefused(facts) => facts.remember(matter, when),
            Self::ExtensionLapsed(facts) => facts.remember(matter, when),
            Self::FollowUpAsked(facts) => facts.remember(matter, when),
            Self::FollowUpSet(facts) => facts.remember(matter, when),
            Self::FollowUpRefused(facts) => facts.remember(matter, when),
            Self::CorrectionAsked(facts) => facts.remember(matter, when),
            Self::TimeCorrected(facts) => facts.remember(matter, when),
            Self::CorrectionRefused(facts) => facts.remember(matter, when),
            Self::ModesChanged(facts) => facts.remember(matter, when),
            Self::TakenUp(facts) => facts.remember(matter, when),
            Self::VisitRecorded(facts) => facts.remember(matter, when),
            Self::Published(facts) => facts.remember(matter, when),
            Self::ActionRecorded(facts) => facts.remember(matter, when),
            Self::Replied(facts) => facts.remember(matter, when),
            Self::QuestionAsked(facts) => facts.remember(matter, when),
            Self::ResultDecided(facts) => facts.remember(matter, when),
            Self::DeliveryFailed(facts) => facts.remember(matter, when),
            Self::Delivered(facts) => facts.remember(matter, when),
            Self::Completed(facts) => facts.remember(matter, when),
            Self::Declined(facts) => facts.remember(matter, when),
            Self::ReferredOutside(facts) => facts.remember(matter, when),
            Self::Withdrawn(facts) => facts.remember(matter, when),
            Self::Merged(facts) => facts.remember(matter, when),
            Self::Lapsed(facts) => facts.remember(matter, when),
            Self::Reopened(facts) => facts.remember(matter, when),
            Self::Linked(facts) => facts.remember(matter, when),
            Self::PushUpFound(facts) => facts.remember(matter, when),
            Self::Urged(facts) => facts.remember(matter, when),
            Self::SignalRaised(facts) => facts.remember(matter, when),
            Self::SignalAnswered(facts) => facts.remember(matter, when),
            Self::SignalEscalated(facts) => facts.remember(matter, when),
            Self::CardDrafted(facts) => facts.remember(matter, when),
            Self::SilenceTookEffect(facts) => facts.remember(matter, when),
            Self::Reprojected(facts) => facts.remember(matter, when),
            Self::AttachmentAdded(facts) => facts.remember(matter, when),
            Self::Followed(facts) => facts.remember(matter, when),
            Self::Rated(facts) => facts.remember(matter, when),
            Self::CodeReissued(facts) => facts.remember(matter, when),
            Self::Imported(facts) => facts.remember(matter, when),
        }
    }
}
