//! 送达. A result counts when the citizen has it; decided but undelivered the matter stays open.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::text::{TextDigest, Written};

/// 送达方式.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeliveryWay {
    /// 凭查询码可见,并已发通知.
    NoticeSent,
    /// 当面或电话告知,有记录.
    HandedOver(Written),
    /// 邮寄, after failed attempts.
    Posted(Written),
}

/// 记录送达.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordDelivery {
    /// How.
    pub way: DeliveryWay,
}

/// 记录一次未送达.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordFailedDelivery {
    /// What was tried, and why it failed.
    pub account: Written,
}

/// 送达方式 as the ledger holds it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveredBy {
    /// 凭查询码可见,并已发通知
    NoticeSent,
    /// 当面或电话告知
    HandedOver,
    /// 邮寄视为送达
    Posted,
}

/// 未送达的一次.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FailedAttempt {
    /// When.
    pub at: Instant,
}

/// 已送达.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Delivered {
    /// How.
    pub way: DeliveredBy,
    /// What is on record of it.
    pub account: Option<TextDigest>,
    /// 申请复核期限.
    pub review_until: Instant,
}

/// 未送达已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeliveryFailed {
    /// 1, 2, 3 … within the matter.
    pub attempt: u32,
    /// What was tried.
    pub account: TextDigest,
}
