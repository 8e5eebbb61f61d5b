//! 移交. Offer, sign for, withdraw, return, ruling. A hand-over moves nothing until it is signed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::matter::clock::ClockStart;
use crate::matter::responsibility::Holder;
use crate::text::{TextDigest, Written};

/// 交给谁.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Destination {
    /// The unit.
    pub unit: UnitId,
    /// One person in it; none: whoever holds its desk.
    pub person: Option<PersonId>,
}

/// 待签收或已了结的移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// Who hands over.
    pub from: Holder,
    /// To whom.
    pub to: Destination,
    /// When it was offered.
    pub offered_at: Instant,
    /// Why it was offered.
    pub kind: OfferKind,
    /// How it stands.
    pub state: OfferState,
}

/// 移交缘由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// 移交 by who holds it.
    HandOver,
    /// 推诿上交,退回学校.
    PushUp,
}

/// 移交状态.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OfferState {
    /// 待签收
    Open,
    /// 已签收
    Signed {
        /// By whom.
        by: PersonId,
        /// When.
        at: Instant,
        /// 退回期限.
        return_until: Instant,
    },
    /// 已撤回
    Withdrawn,
    /// 已退回
    Returned,
    /// 因裁定、办结等失效
    Void,
}

impl Offer {
    /// Whether it waits for a signature.
    pub fn is_open(&self) -> bool {
        self.state == OfferState::Open
    }
}

/// 移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOver {
    /// To whom.
    pub to: Destination,
    /// What is asked of them, visible to the citizen.
    pub request: Written,
    /// 职责依据; owed where a school sends up.
    pub duty_clause: Option<Written>,
    /// 学校已经做了什么; owed where a school sends up.
    pub done_so_far: Option<Written>,
}

/// 撤回移交, before it is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawHandOver {
    /// Which.
    pub offer: u32,
}

/// 撤销分办. Within minutes the routing just made is undone as if it had not been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoRouting {
    /// Which.
    pub offer: u32,
}

/// 签收. Names the offer it answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignFor {
    /// Which.
    pub offer: u32,
}

/// 退回, until a day after signing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Return {
    /// Which.
    pub offer: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: Written,
}

/// 退回原因.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// 不是我们的职责
    NotOurDuty,
    /// 要先由别的单位办
    AnotherFirst,
    /// 信息不全办不了
    TooLittleKnown,
}

/// 职责裁定. 效能办 (督导室 where it is a party) says who handles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The unit that handles from now on.
    pub unit: UnitId,
    /// Why.
    pub reason: Written,
}

/// 对裁定提出异议. It is recorded; nothing moves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObjectToRuling {
    /// Why.
    pub reason: Written,
}

/// 裁定程序.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The unit that rules.
    pub ruler: UnitId,
    /// The units that dispute.
    pub parties: Vec<UnitId>,
    /// When it was opened.
    pub opened_at: Instant,
    /// The director, once the ruler's limit has passed.
    pub passed_up_to: Option<PersonId>,
    /// The unit named, once ruled.
    pub ruled_unit: Option<UnitId>,
    /// How often the ruled unit objected.
    pub objections: u32,
}

/// 已移交,待签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandedOver {
    /// Its number.
    pub offer: u32,
    /// Why.
    pub kind: OfferKind,
    /// Who hands over.
    pub from: Holder,
    /// To whom.
    pub to: Destination,
    /// What is asked of them.
    pub request: Option<TextDigest>,
    /// 职责依据.
    pub duty_clause: Option<TextDigest>,
    /// 学校已经做了什么.
    pub done_so_far: Option<TextDigest>,
    /// 签收计时.
    pub clock: ClockStart,
}

/// 移交已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandOverWithdrawn {
    /// Which.
    pub offer: u32,
    /// 五分钟内撤销: the offer is not counted.
    pub is_undone: bool,
}

/// 已签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignedFor {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 退回期限.
    pub return_until: Instant,
}

/// 已退回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Returned {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 第几次退回.
    pub ordinal: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: TextDigest,
}

/// 已进入职责裁定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingOpened {
    /// Its number.
    pub ruling: u32,
    /// The unit that rules.
    pub ruler: UnitId,
    /// The units that dispute.
    pub parties: Vec<UnitId>,
    /// 裁定计时.
    pub clock: ClockStart,
}

/// 裁定逾期,转局长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingPassedUp {
    /// Which.
    pub ruling: u32,
    /// To whom.
    pub to: PersonId,
    /// When the ruler's limit passed.
    pub fell_due_at: Instant,
}

/// 已裁定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ruled {
    /// Which.
    pub ruling: u32,
    /// The unit that handles.
    pub unit: UnitId,
    /// Why.
    pub reason: TextDigest,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 对裁定的异议已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingObjected {
    /// Which.
    pub ruling: u32,
    /// Why.
    pub reason: TextDigest,
}
