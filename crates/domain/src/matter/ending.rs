//! 了结. Six endings; each tells the citizen, only completion counts in on-time.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, PersonId};
use crate::text::{TextDigest, Written};

/// 了结方式.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// 办结
    Completed,
    /// 不予受理
    Declined,
    /// 不属职责,已告知主管单位
    ReferredOutside,
    /// 诉求人撤回
    Withdrawn,
    /// 并入另一件
    Merged {
        /// Into which.
        into: MatterNumber,
    },
    /// 逾期未补正,失效
    Lapsed,
}

impl Ending {
    /// The code under which it is stored and listed.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::ReferredOutside => "referred_outside",
            Self::Withdrawn => "withdrawn",
            Self::Merged { .. } => "merged",
            Self::Lapsed => "lapsed",
        }
    }
}

/// 已了结.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// When.
    pub at: Instant,
    /// How.
    pub ending: Ending,
}

/// 撤回. By the citizen with his code, or on paper before two members of staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdraw {
    /// Why, or the paper.
    pub account: Written,
    /// The second member of staff, where it is done on paper.
    pub second_person: Option<PersonId>,
}

/// 并件. Two matters of one petitioner about one thing become one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// The matter that goes on.
    pub into: MatterNumber,
    /// Whose that matter is, as the caller read it.
    pub into_petitioner: Option<PersonId>,
    /// Why.
    pub reason: Written,
}

/// 已办结.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Completed {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
    /// 按时: delivered by the due instant then current.
    pub is_on_time: bool,
}

/// 已不予受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Declined {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已告知主管单位.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReferredOutside {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, or the paper.
    pub account: TextDigest,
    /// The second member of staff.
    pub second_person: Option<PersonId>,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已并件.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merged {
    /// The matter that goes on.
    pub into: MatterNumber,
    /// Why.
    pub reason: TextDigest,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已失效. It may be filed anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lapsed {
    /// When the citizen's term passed.
    pub effective_from: Instant,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}
