//! 预警. A signal is an event with recipient, delivery and a duty to answer; it is raised by the
//! passing of time, once per clock and level, and cannot be taken back.

use std::fmt;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::matter::ClockName;

/// 预警级别, in rising order.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 蓝色提示
    Hint,
    /// 临期
    PreAlert,
    /// 黄: overdue.
    Yellow,
    /// 红: overdue beyond the yellow line.
    Red,
}

impl Level {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::PreAlert => "pre_alert",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// Whether it says that a limit has passed.
    pub fn is_overdue(self) -> bool {
        match self {
            Self::Hint | Self::PreAlert => false,
            Self::Yellow | Self::Red => true,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hint => "提示",
            Self::PreAlert => "临期",
            Self::Yellow => "超期",
            Self::Red => "严重超期",
        })
    }
}

/// 预警. As it stands in the matter it concerns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The clock.
    pub clock: ClockName,
    /// How grave.
    pub level: Level,
    /// The unit charged.
    pub unit: UnitId,
    /// Who must answer.
    pub recipient: PersonId,
    /// Who else is told.
    pub copies: Vec<PersonId>,
    /// When the fact fell due.
    pub fell_due_at: Instant,
    /// When it was raised.
    pub raised_at: Instant,
    /// 因停机迟发.
    pub is_late_by_outage: bool,
    /// By when a written answer is owed; none where none is.
    pub answer_by: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// To whom it went up because no answer came.
    pub escalated_to: Option<PersonId>,
}

/// 牌稿. A card drafted by rule the moment it is due; a person signs or dismisses it elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardDraft {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// Yellow or red.
    pub colour: CardColour,
    /// The clock that ran over.
    pub clock: ClockName,
    /// The unit whose clock it was.
    pub unit: UnitId,
    /// The person answerable then.
    pub person: PersonId,
    /// The signal from which it follows.
    pub signal: u32,
    /// When the fact fell due.
    pub fell_due_at: Instant,
}

/// 牌.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardColour {
    /// 黄牌
    Yellow,
    /// 红牌
    Red,
}
