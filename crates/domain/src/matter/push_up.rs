//! 推诿上交. A citizen comes to the bureau with what is the school's own and was asked there.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::UnitId;
use crate::matter::clock::ClockStart;
use crate::matter::linking::KnownBy;

/// 推诿上交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PushUp {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The school that was asked before.
    pub school: UnitId,
    /// How that is known.
    pub known_by: KnownBy,
    /// When it was found.
    pub found_at: Instant,
}

/// 发现推诿上交. The matter is offered back to the school, with a limit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushUpFound {
    /// Its number.
    pub push_up: u32,
    /// The school.
    pub school: UnitId,
    /// How that is known.
    pub known_by: KnownBy,
    /// 学校回应计时.
    pub clock: ClockStart,
}
