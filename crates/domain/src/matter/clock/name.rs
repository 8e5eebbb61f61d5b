//! 钟名. Which clocks a matter has, and what each is for the rules.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// 哪一个钟. A matter has three clocks of its own (首次回应, 环节, 办结) and one for each unit or
/// promise that stands beside them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ClockName {
    /// 首次回应: from filing, whatever else happens.
    FirstResponse,
    /// 立即办 first action.
    FirstAction,
    /// 办结: promised, with the statutory limit beside.
    Completion,
    /// 送达, only where a law limits it after the decision.
    Delivery,
    /// 受理: tell what is missing, or accept.
    Acceptance,
    /// 环节, by its place in the catalogue entry, from 1.
    Step(u32),
    /// 签收 of an offered hand-over, by the number of the offer; 0 is the filing itself.
    Signing(u32),
    /// 协办, by the number of the request.
    Assisting(u32),
    /// 职责裁定.
    Ruling(u32),
    /// 被推至上级后学校的回应.
    PushUpAnswer(u32),
    /// 跟踪办: the next date, by its number.
    FollowUp(u32),
}

impl ClockName {
    /// The code without its number, such as `completion`.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::FirstAction => "first_action",
            Self::Completion => "completion",
            Self::Delivery => "delivery",
            Self::Acceptance => "acceptance",
            Self::Step(_) => "step",
            Self::Signing(_) => "signing",
            Self::Assisting(_) => "assisting",
            Self::Ruling(_) => "ruling",
            Self::PushUpAnswer(_) => "push_up_answer",
            Self::FollowUp(_) => "follow_up",
        }
    }

    /// 中文名称, as people see it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstResponse => "首次回应",
            Self::FirstAction => "立即办",
            Self::Completion => "办结",
            Self::Delivery => "送达",
            Self::Acceptance => "受理",
            Self::Step(_) => "环节",
            Self::Signing(_) => "签收",
            Self::Assisting(_) => "协办",
            Self::Ruling(_) => "职责裁定",
            Self::PushUpAnswer(_) => "推诿上交回应",
            Self::FollowUp(_) => "跟踪办",
        }
    }

    /// Its number, where there are several of a kind.
    fn number(self) -> Option<u32> {
        match self {
            Self::FirstResponse
            | Self::FirstAction
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance => None,
            Self::Step(number)
            | Self::Signing(number)
            | Self::Assisting(number)
            | Self::Ruling(number)
            | Self::PushUpAnswer(number)
            | Self::FollowUp(number) => Some(number),
        }
    }

    /// Whether it is the citizen's: counted by the county's calendar, never stopped for what
    /// passes between offices (decisions B14). The others are counted by the unit's calendar.
    pub fn is_citizens(self) -> bool {
        match self {
            Self::FirstResponse
            | Self::FirstAction
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance
            | Self::Ruling(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => true,
            Self::Step(_) | Self::Signing(_) | Self::Assisting(_) => false,
        }
    }

    /// Whether it warns before it is due. What must be done within hours does not.
    pub fn has_pre_alert(self) -> bool {
        match self {
            Self::FirstAction | Self::Signing(_) | Self::Ruling(_) => false,
            Self::FirstResponse
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance
            | Self::Step(_)
            | Self::Assisting(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => true,
        }
    }

    /// Whether a suspension of the matter stops it. Acceptance stands still only while something is
    /// awaited from the citizen.
    pub fn is_suspendable(self) -> bool {
        match self {
            Self::Completion | Self::Step(_) | Self::Acceptance => true,
            Self::FirstResponse
            | Self::FirstAction
            | Self::Delivery
            | Self::Signing(_)
            | Self::Assisting(_)
            | Self::Ruling(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => false,
        }
    }
}

impl fmt::Display for ClockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            Some(number) => write!(f, "{}/{number}", self.code()),
            None => f.write_str(self.code()),
        }
    }
}

/// A text that names no clock.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是计时名称")]
pub struct ClockNameError(String);

impl FromStr for ClockName {
    type Err = ClockNameError;

    fn from_str(text: &str) -> Result<Self, ClockNameError> {
        let wrong = || ClockNameError(text.chars().take(40).collect());
        let Some((code, number)) = text.split_once('/') else {
            return match text {
                "first_response" => Ok(Self::FirstResponse),
                "first_action" => Ok(Self::FirstAction),
                "completion" => Ok(Self::Completion),
                "delivery" => Ok(Self::Delivery),
                "acceptance" => Ok(Self::Acceptance),
                _ => Err(wrong()),
            };
        };
        let number = number.parse().map_err(|_| wrong())?;
        match code {
            "step" => Ok(Self::Step(number)),
            "signing" => Ok(Self::Signing(number)),
            "assisting" => Ok(Self::Assisting(number)),
            "ruling" => Ok(Self::Ruling(number)),
            "push_up_answer" => Ok(Self::PushUpAnswer(number)),
            "follow_up" => Ok(Self::FollowUp(number)),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for ClockName {
    type Error = ClockNameError;

    fn try_from(text: String) -> Result<Self, ClockNameError> {
        text.parse()
    }
}

impl From<ClockName> for String {
    fn from(name: ClockName) -> Self {
        name.to_string()
    }
}
