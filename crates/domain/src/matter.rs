//! 办件. One thing a citizen or teacher brought.
//!
//! Everything that happens to it is an event; what is true of it is a fold of its events. Each
//! institution stands in a file of its own: what it is, what stands, what may be wished, what
//! happens, when it is refused, what is then remembered.
//!
//! Texts are never in an event: a command carries them as [`Written`], the event their digest, and
//! [`MatterCommand::texts`] lists them for the vault. Recorded forms never change (see
//! [`MatterEvent::KINDS`]).

mod act;
mod answer;
mod clock;
mod delivery;
mod ending;
mod extension;
mod filing;
mod first_contact;
mod follow_up;
mod hand_over;
mod handling;
mod history;
mod holding;
mod joint;
mod linking;
mod push_up;
mod reopening;
mod responsibility;
mod sum;
mod supplement;
mod suspension;
mod timers;
mod urging;

pub use act::Act;
pub use answer::*;
pub use clock::{
    Clock, ClockChange, ClockName, ClockNameError, ClockStart, Extended, PauseReason, Paused,
    Projection, StopReason, Stopped,
};
pub use delivery::*;
pub use ending::*;
pub use extension::*;
pub use filing::*;
pub use first_contact::*;
pub use follow_up::*;
pub use hand_over::*;
pub use handling::*;
pub use history::*;
pub use holding::*;
pub use joint::*;
pub use linking::*;
pub use push_up::*;
pub use reopening::*;
pub use responsibility::*;
pub use supplement::*;
pub use suspension::*;
pub use timers::*;
pub use urging::*;

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::Instant;

use crate::event::events;
use crate::id::MatterNumber;
use crate::rules::SilenceEffect;
use crate::signal::{CardDraft, Signal};

use sum::commands;

/// 办件 as it stands. Empty before it is registered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matter {
    /// 收件登记; none before registration.
    pub filing: Option<Filing>,
    /// 历史来件: set instead of everything that only a lived matter has.
    pub history: Option<History>,
    /// 首问情况.
    pub first_contact: Option<FirstContact>,
    /// 受理.
    pub acceptance: Option<Acceptance>,
    /// 当前责任人; none before registration, after the end, and for history.
    pub responsible: Option<Responsible>,
    /// 经手, in order.
    pub holdings: Vec<Holding>,
    /// 计时, all of this round, running or stopped.
    pub clocks: BTreeMap<ClockName, Clock>,
    /// 移交, in order.
    pub offers: Vec<Offer>,
    /// 退回次数.
    pub returns: u32,
    /// 职责裁定, if one was opened.
    pub ruling: Option<Ruling>,
    /// 协办, in order.
    pub assists: Vec<Assist>,
    /// 补正, in order.
    pub supplements: Vec<Supplement>,
    /// 暂停申请, in order.
    pub suspension_requests: Vec<SuspensionRequest>,
    /// 暂停, in order; never two at once.
    pub suspensions: Vec<Suspension>,
    /// 延期申请, in order.
    pub extension_requests: Vec<ExtensionRequest>,
    /// 跟踪办申请, in order.
    pub follow_ups: Vec<FollowUpRequest>,
    /// 五办 with their reasons.
    pub modes: BTreeMap<Mode, ModeReason>,
    /// 五办 that the head took off; the rule does not set them again.
    pub modes_taken_off: BTreeSet<Mode>,
    /// 包案领导.
    pub leader: Option<crate::id::PersonId>,
    /// 上门次数.
    pub visits: u32,
    /// 已公开的部分.
    pub published: BTreeSet<PublishedPart>,
    /// When the citizen's oldest unanswered question came.
    pub question_at: Option<Instant>,
    /// 首次回应 was given.
    pub first_response_at: Option<Instant>,
    /// 结果, decided.
    pub result: Option<MatterResult>,
    /// 未送达, in order.
    pub failed_deliveries: Vec<FailedAttempt>,
    /// 送达.
    pub delivered_at: Option<Instant>,
    /// 申请复核期限.
    pub review_until: Option<Instant>,
    /// 了结.
    pub ended: Option<Ended>,
    /// Earlier rounds, in order; their results stay counted.
    pub rounds: Vec<Round>,
    /// 重复件: the first matter of the same petitioner and subject.
    pub repeat_of: Option<MatterNumber>,
    /// 关联的办件.
    pub links: BTreeSet<MatterNumber>,
    /// 推诿上交.
    pub push_ups: Vec<PushUp>,
    /// 预警, in order.
    pub signals: Vec<Signal>,
    /// 牌稿, in order.
    pub cards: Vec<CardDraft>,
    /// 程序过错, in order.
    pub faults: Vec<Fault>,
    /// 催办, in order, one a day.
    pub urges: Vec<UrgeOnRecord>,
    /// 超时默认 that took effect.
    pub silence: BTreeMap<SilenceEffect, Instant>,
}

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
        /// 已导入
        Imported(Imported) = "imported/1",
    }
}

commands! {
    /// 办件的愿望. What somebody wishes of a matter.
    pub enum MatterCommand {
        /// 提出
        File(File) = Act::File,
        /// 导入历史来件
        Import(Import) = Act::Import,
        /// 归类
        Classify(Classify) = Act::Classify,
        /// 受理
        Accept(Accept) = Act::Accept,
        /// 补记首问
        RecordFirstContact(RecordFirstContact) = Act::RecordFirstContact,
        /// 完成环节
        FinishStep(FinishStep) = Act::FinishStep,
        /// 移交
        HandOver(HandOver) = Act::HandOver,
        /// 撤回移交
        WithdrawHandOver(WithdrawHandOver) = Act::WithdrawHandOver,
        /// 撤销分办
        UndoRouting(UndoRouting) = Act::WithdrawHandOver,
        /// 签收
        SignFor(SignFor) = Act::SignFor,
        /// 退回
        Return(Return) = Act::Return,
        /// 裁定
        Rule(Rule) = Act::Rule,
        /// 对裁定提出异议
        ObjectToRuling(ObjectToRuling) = Act::ObjectToRuling,
        /// 顶岗开始
        CoverBegins(CoverBegins) = Act::KeepTime,
        /// 顶岗结束
        CoverEnds(CoverEnds) = Act::KeepTime,
        /// 责任随组织变动转移
        MoveResponsibility(MoveResponsibility) = Act::KeepTime,
        /// 请求协办
        AskAssist(AskAssist) = Act::AskAssist,
        /// 回复协办
        AnswerAssist(AnswerAssist) = Act::AnswerAssist,
        /// 撤销协办
        ReleaseAssist(ReleaseAssist) = Act::ReleaseAssist,
        /// 告知补正
        AskSupplement(AskSupplement) = Act::AskSupplement,
        /// 补充材料
        Supply(Supply) = Act::Supply,
        /// 申请暂停
        AskSuspension(AskSuspension) = Act::AskSuspension,
        /// 审批暂停
        DecideSuspension(DecideSuspension) = Act::DecideSuspension,
        /// 恢复计时
        Resume(Resume) = Act::Resume,
        /// 申请延期
        AskExtension(AskExtension) = Act::AskExtension,
        /// 审批延期
        DecideExtension(DecideExtension) = Act::DecideExtension,
        /// 申请跟踪办
        AskFollowUp(AskFollowUp) = Act::AskFollowUp,
        /// 审批跟踪办
        DecideFollowUp(DecideFollowUp) = Act::DecideFollowUp,
        /// 更正办理方式
        CorrectModes(CorrectModes) = Act::CorrectModes,
        /// 领导包案
        TakeUp(TakeUp) = Act::TakeUp,
        /// 上门记录
        RecordVisit(RecordVisit) = Act::RecordVisit,
        /// 公开
        Publish(Publish) = Act::Publish,
        /// 记录行动
        RecordAction(RecordAction) = Act::RecordAction,
        /// 答复
        Reply(Reply) = Act::Reply,
        /// 群众提问
        AskQuestion(AskQuestion) = Act::AskQuestion,
        /// 作出结果
        GiveResult(GiveResult) = Act::GiveResult,
        /// 记录送达
        RecordDelivery(RecordDelivery) = Act::RecordDelivery,
        /// 记录未送达
        RecordFailedDelivery(RecordFailedDelivery) = Act::RecordDelivery,
        /// 撤回诉求
        Withdraw(Withdraw) = Act::Withdraw,
        /// 并件
        Merge(Merge) = Act::Merge,
        /// 催办
        Urge(Urge) = Act::Urge,
        /// 申请复核
        RequestReview(RequestReview) = Act::RequestReview,
        /// 关联
        Link(Link) = Act::Link,
        /// 回复预警
        AnswerSignal(AnswerSignal) = Act::AnswerSignal,
        /// 时间流逝
        LetTimePass(LetTimePass) = Act::KeepTime,
        /// 重算到期
        Reproject(Reproject) = Act::KeepTime,
    }
}
