//! 跟踪办. What cannot be solved yet has a next date, approved by the head, told to the citizen.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::id::PersonId;
use crate::matter::clock::ClockStart;
use crate::matter::suspension::{RequestState, Verdict};
use crate::text::{TextDigest, Written};

/// 跟踪办申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 转跟踪办, or set its next date. Without a date it is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskFollowUp {
    /// 下次进展日期.
    pub next_on: Option<Date>,
    /// Why it cannot be solved yet.
    pub reason: Written,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批跟踪办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideFollowUp {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 已申请跟踪办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpAsked {
    /// Its number.
    pub request: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Why.
    pub reason: TextDigest,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已转跟踪办, or its next date is set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpSet {
    /// The request.
    pub request: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Who approved.
    pub approver: PersonId,
    /// 跟踪计时, in place of 办结 or of the date before.
    pub clock: ClockStart,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 跟踪办未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpRefused {
    /// The request.
    pub request: u32,
    /// Who decided, or did not.
    pub approver: PersonId,
    /// Why; none where it lapsed undecided.
    pub reason: Option<TextDigest>,
    /// Refused or lapsed.
    pub state: RequestState,
}
