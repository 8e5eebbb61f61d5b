//! 暂停计时. Only on a listed ground, with evidence, approval and an end; ends by itself.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, SuspensionCode};
use crate::matter::clock::{ClockChange, PauseReason};
use crate::text::{TextDigest, Written};

/// 暂停申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspensionRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// Expected end.
    pub until: Instant,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 申请状态.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// 待审批
    Open,
    /// 同意
    Approved,
    /// 不同意
    Refused,
    /// 逾期未批,失效
    Lapsed,
}

/// 暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suspension {
    /// Why.
    pub reason: PauseReason,
    /// From.
    pub from: Instant,
    /// Until; while it lasts, the expected end.
    pub to: Instant,
    /// Whether the end is on record.
    pub has_ended: bool,
}

/// 审批意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// 同意
    Approve,
    /// 不同意, with a sentence.
    Refuse(Written),
}

/// 申请暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskSuspension {
    /// The ground.
    pub code: SuspensionCode,
    /// The evidence (a letter's number, an order).
    pub evidence: Written,
    /// Expected end.
    pub until: Instant,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideSuspension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 提前恢复计时.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resume {}

/// 已申请暂停.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuspensionAsked {
    /// Its number.
    pub request: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// The evidence.
    pub evidence: TextDigest,
    /// Expected end.
    pub until: Instant,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已暂停计时.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Suspended {
    /// The request.
    pub request: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// Expected end.
    pub until: Instant,
    /// Who approved.
    pub approver: PersonId,
    /// The clocks that stop meanwhile.
    pub changes: Vec<ClockChange>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 暂停未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuspensionRefused {
    /// The request.
    pub request: u32,
    /// Why; none where it lapsed undecided.
    pub reason: Option<TextDigest>,
    /// Who decided, or did not.
    pub approver: PersonId,
    /// Refused or lapsed.
    pub state: RequestState,
}

/// 计时已恢复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resumed {
    /// From when it counts again.
    pub effective_from: Instant,
    /// How it ended.
    pub how: ResumedBy,
    /// The clocks that run again.
    pub changes: Vec<ClockChange>,
}

/// 恢复方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumedBy {
    /// 到期自动恢复
    Itself,
    /// 提前恢复
    Person,
}
