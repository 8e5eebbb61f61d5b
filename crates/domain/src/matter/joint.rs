//! 协办. One unit leads; every assisting unit has a clock of its own.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::UnitId;
use crate::matter::clock::ClockStart;
use crate::matter::responsibility::Holder;
use crate::text::{TextDigest, Written};

/// 协办请求.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assist {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The unit asked.
    pub unit: UnitId,
    /// Who asked.
    pub asked_by: Holder,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: AssistState,
}

/// 协办状态.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum AssistState {
    /// 待回复
    Open,
    /// 已回复
    Answered {
        /// When.
        at: Instant,
    },
    /// 不再需要
    Released,
}

impl Assist {
    /// Whether an answer is owed.
    pub fn is_open(&self) -> bool {
        self.state == AssistState::Open
    }
}

/// 请哪个单位协办什么.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssistWish {
    /// The unit.
    pub unit: UnitId,
    /// What is asked.
    pub question: Written,
}

/// 请求协办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskAssist {
    /// Whom, and what.
    pub wish: AssistWish,
}

/// 回复协办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerAssist {
    /// Which request.
    pub assist: u32,
    /// The answer.
    pub answer: Written,
}

/// 撤销协办. It is no longer needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReleaseAssist {
    /// Which request.
    pub assist: u32,
}

/// 已请求协办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistAsked {
    /// Its number.
    pub assist: u32,
    /// The unit.
    pub unit: UnitId,
    /// Who asked.
    pub asked_by: Holder,
    /// What is asked.
    pub question: TextDigest,
    /// 协办计时.
    pub clock: ClockStart,
}

/// 协办已回复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistAnswered {
    /// Which request.
    pub assist: u32,
    /// By whom.
    pub by: Holder,
    /// The answer.
    pub answer: TextDigest,
}

/// 协办已撤销.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistReleased {
    /// Which request.
    pub assist: u32,
}
