//! 预警与牌. How grave it is that a limit nears or has passed.

use std::fmt;

use serde::{Deserialize, Serialize};

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

/// 牌.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardColour {
    /// 黄牌
    Yellow,
    /// 红牌
    Red,
}
