//! 复核. The citizen does not agree: another person looks again, with a clock of its own; the
//! first result stays counted.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::matter::answer::MatterResult;
use crate::matter::clock::{Clock, ClockStart};
use crate::matter::ending::Ended;
use crate::matter::responsibility::Holder;
use crate::text::{TextDigest, Written};

/// 前一轮. What was decided before the matter was opened again; it stays counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
    /// Its clocks.
    pub clocks: Vec<Clock>,
    /// Its result.
    pub result: Option<MatterResult>,
    /// When that was delivered.
    pub delivered_at: Option<Instant>,
    /// How it ended.
    pub ended: Ended,
}

/// 申请复核.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestReview {
    /// Why.
    pub reason: Written,
}

/// 已重新办理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reopened {
    /// The round that begins, from 2.
    pub round: u32,
    /// Why.
    pub reason: TextDigest,
    /// 当前责任人 from this instant: not the one who decided before.
    pub responsible: Holder,
    /// The clocks that run from now.
    pub clocks: Vec<ClockStart>,
    /// The rules in force.
    pub rules: TextDigest,
}
