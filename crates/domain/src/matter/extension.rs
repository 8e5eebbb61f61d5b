//! 延期. Asked before the due instant, once, at most a share of the limit, approved by the one
//! whom the rule names; undecided at the due instant it has lapsed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::PersonId;
use crate::matter::clock::Projection;
use crate::matter::suspension::{RequestState, Verdict};
use crate::text::{TextDigest, Written};

/// 延期申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtensionRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// The due instant by which it must be decided.
    pub decide_by: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 申请延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskExtension {
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: Written,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideExtension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 已申请延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// Its number.
    pub request: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: TextDigest,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionGranted {
    /// The request.
    pub request: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who approved.
    pub approver: PersonId,
    /// Where 办结 stands now.
    pub projection: Projection,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 延期未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionRefused {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub approver: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 延期逾期未批. It shows on the approver's desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionLapsed {
    /// The request.
    pub request: u32,
    /// Who did not decide.
    pub approver: PersonId,
    /// The due instant that passed.
    pub fell_due_at: Instant,
}
