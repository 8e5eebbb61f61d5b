//! 通知. Who is told what an event brings, as coded facts: no text, no name.
//!
//! A notice goes into the outbox with the event; words are put to it when it is sent, in the
//! reader's language, with names from the vault. Imported history tells nobody, and nobody hears
//! of a matter about his own unit.

mod letters;
mod of_matter;

pub use of_matter::notices;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::id::{MatterNumber, PersonId, UnitId};
use crate::matter::{ClockName, FaultKind, MoveCause, ReturnReason, UrgeReason};
use crate::rules::SilenceEffect;
use crate::signal::{CardColour, Level};

/// 通知.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// To whom.
    pub to: Recipient,
    /// About which matter.
    pub matter: MatterNumber,
    /// What is told.
    pub content: Content,
}

/// 收信人.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A member of staff, on his desk.
    Staff(PersonId),
    /// 诉求人 or 跟进人, by the contact in the vault.
    Petitioner(PersonId),
}

/// 通知内容. The template with its facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Content {
    /// 已收件: to the citizen.
    Received {
        /// The unit that answers now.
        unit: UnitId,
        /// When 首次回应 is due.
        respond_by: Option<Instant>,
        /// When 办结 is due, once it runs.
        due_at: Option<Instant>,
    },
    /// 新收件: to who is responsible.
    Assigned,
    /// 报告上级: to the superior told.
    ReportedUp,
    /// 已受理: to the citizen.
    Accepted {
        /// When 办结 is due, once it runs.
        due_at: Option<Instant>,
    },
    /// 待签收: to the receiver.
    HandOverOffered {
        /// The offer.
        offer: u32,
        /// From which unit.
        from: UnitId,
        /// By when it must be signed.
        sign_by: Instant,
    },
    /// 移交已撤回: to the receiver.
    HandOverWithdrawn {
        /// The offer.
        offer: u32,
    },
    /// 已签收: to the sender.
    HandOverSigned {
        /// The offer.
        offer: u32,
        /// By whom.
        by: PersonId,
    },
    /// 承办单位已变更: to the citizen; his date stays.
    HandlerChanged {
        /// The unit that handles now.
        unit: UnitId,
    },
    /// 已退回: to the sender.
    Returned {
        /// The offer.
        offer: u32,
        /// Why.
        reason: ReturnReason,
    },
    /// 待裁定: to the ruler and the parties.
    RulingOpened {
        /// By when it is ruled.
        rule_by: Instant,
    },
    /// 裁定逾期,转局长.
    RulingPassedUp,
    /// 已裁定: to the unit named and the parties.
    Ruled {
        /// The unit that handles.
        unit: UnitId,
    },
    /// 对裁定有异议: to the ruler.
    RulingObjected,
    /// 责任已转到您名下.
    ResponsibilityMoved {
        /// Why.
        cause: MoveCause,
    },
    /// 请协办: to the assisting unit.
    AssistAsked {
        /// The request.
        assist: u32,
        /// By when.
        answer_by: Instant,
    },
    /// 协办已回复.
    AssistAnswered {
        /// The request.
        assist: u32,
    },
    /// 不再需要协办.
    AssistReleased {
        /// The request.
        assist: u32,
    },
    /// 请补充材料: to the citizen.
    SupplementAsked {
        /// By when.
        supply_by: Instant,
    },
    /// 材料已补充: to who is responsible.
    Supplied,
    /// 程序过错: to the unit's head.
    FaultFound {
        /// Which.
        kind: FaultKind,
    },
    /// 待审批: to the approver.
    ApprovalAsked {
        /// Of what.
        what: Requested,
        /// The request.
        request: u32,
    },
    /// 未获批准: to who asked.
    ApprovalRefused {
        /// Of what.
        what: Requested,
        /// The request.
        request: u32,
    },
    /// 逾期未批: to the approver and to who asked.
    ApprovalLapsed {
        /// Of what.
        what: Requested,
        /// The request.
        request: u32,
    },
    /// 时间已更正: to who asked.
    TimeCorrected {
        /// Which clock, as it is written.
        clock: String,
        /// When it was met.
        happened_at: Instant,
    },
    /// 计时已暂停.
    Suspended {
        /// Expected end.
        until: Instant,
    },
    /// 计时已恢复.
    Resumed {
        /// When 办结 is due now.
        due_at: Option<Instant>,
    },
    /// 已延期.
    Extended {
        /// When 办结 is due now.
        due_at: Instant,
    },
    /// 已转跟踪办.
    FollowUpSet {
        /// 下次进展日期.
        next_on: Date,
    },
    /// 须领导包案: to the leader in charge.
    LeaderWanted,
    /// 领导已包案: to who is responsible.
    TakenUp {
        /// The leader.
        leader: PersonId,
    },
    /// 有答复: to the citizen.
    Replied,
    /// 群众提问: to who is responsible.
    QuestionAsked,
    /// 结果已作出: to the citizen.
    ResultReady,
    /// 已送达: to the citizen, with the term for a review.
    Delivered {
        /// Until when a review may be asked for.
        review_until: Instant,
    },
    /// 您首问的事已办结: to who was asked first.
    Completed,
    /// 不予受理.
    Declined,
    /// 已告知主管单位.
    ReferredOutside,
    /// 已撤回.
    Withdrawn,
    /// 已并件.
    Merged {
        /// The matter that goes on.
        into: MatterNumber,
    },
    /// 逾期未补正,已失效.
    Lapsed,
    /// 已重新办理.
    Reopened {
        /// The round that begins.
        round: u32,
        /// When 办结 is due.
        due_at: Option<Instant>,
    },
    /// 推诿上交,退回学校: to the head of the school.
    PushUpFound {
        /// By when the school answers.
        answer_by: Instant,
    },
    /// 群众催办: to who is responsible and his head.
    Urged {
        /// Why.
        reason: UrgeReason,
    },
    /// 有差评待核实: to an office that did not handle the matter, never to the unit rated.
    RatingToVerify {
        /// By when.
        verify_by: Option<Instant>,
    },
    /// 有群众跟进: to who is responsible.
    Followed,
    /// 您跟进的事有了结果: to one who follows.
    FollowedMatterAnswered,
    /// 查询码已补发: to whose code it is, so that he knows if it was not he.
    CodeReissued,
    /// 预警.
    Signal {
        /// Its number.
        signal: u32,
        /// The clock.
        clock: ClockName,
        /// How grave.
        level: Level,
        /// When the fact fell due.
        fell_due_at: Instant,
        /// By when a written answer is owed.
        answer_by: Option<Instant>,
        /// 因停机迟发.
        is_late_by_outage: bool,
    },
    /// 抄送预警.
    SignalCopied {
        /// Its number.
        signal: u32,
        /// The clock.
        clock: ClockName,
        /// How grave.
        level: Level,
    },
    /// 预警逾期未回复,上报.
    SignalEscalated {
        /// Its number.
        signal: u32,
    },
    /// 已拟牌: to the person for a statement, and to his head.
    CardDrafted {
        /// Its number.
        card: u32,
        /// Yellow or red.
        colour: CardColour,
    },
    /// 超时默认已生效.
    SilenceTookEffect {
        /// Which.
        effect: SilenceEffect,
        /// From when.
        effective_from: Instant,
    },
    /// 到期已按新的工作日安排重算.
    Reprojected {
        /// When 办结 is due now.
        due_at: Instant,
    },
}

/// 申请种类.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requested {
    /// 暂停
    Suspension,
    /// 延期
    Extension,
    /// 跟踪办
    FollowUp,
    /// 更正时间
    Correction,
}
