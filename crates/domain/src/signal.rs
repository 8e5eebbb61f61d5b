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

impl CardColour {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

impl fmt::Display for CardColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yellow => "黄牌",
            Self::Red => "红牌",
        })
    }
}

macro_rules! causes {
    ($($(#[$doc:meta])* $cause:ident = $code:literal, $name:literal;)*) => {
        /// 牌的事由 (domain.md 9.3).
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum CardCause {
            $($(#[$doc])* $cause,)*
        }

        impl CardCause {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$cause),*];

            /// The code under which it is stored and listed.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$cause => $code,)*
                }
            }

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$cause => $name,)*
                }
            }
        }
    };
}

causes! {
    /// A clock ran over, up to the yellow line.
    Overdue = "overdue", "超期";
    /// A clock ran over beyond the yellow line.
    GravelyOverdue = "gravely_overdue", "严重超期";
    /// A second yellow card in one case.
    SecondYellow = "second_yellow", "同一件事第二次应发黄牌";
    /// A yellow signal was not answered in its term.
    YellowUnanswered = "yellow_unanswered", "超期预警逾期未回复";
    /// A red signal was not answered in its term.
    RedUnanswered = "red_unanswered", "严重超期预警逾期未回复";
    /// A second, different notice of what is missing.
    SecondSupplement = "second_supplement", "二次补正";
    /// A clock was stopped without evidence.
    PauseWithoutEvidence = "pause_without_evidence", "无依据暂停计时";
    /// An answer that says nothing.
    EmptyAnswer = "empty_answer", "答复没有内容";
    /// A complaint became a question.
    Relabelled = "relabelled", "投诉改作咨询";
    /// Recorded long after it was said to have happened.
    BackDated = "back_dated", "倒签补录";
    /// Many closed by one person in a short while.
    ClosingBurst = "closing_burst", "短时间集中办结";
    /// A record that is not true, as found by people.
    FalseRecord = "false_record", "弄虚作假";
    /// A charge without a basis, as found by people.
    UnlawfulCharge = "unlawful_charge", "违规收费";
}
