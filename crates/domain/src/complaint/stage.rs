//! 环节. How far a complaint has come.

use serde::{Deserialize, Serialize};

/// 办到哪一步.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待受理
    #[default]
    Registered,
    /// 已受理: two investigators are still to be appointed.
    Accepted,
    /// 调查中
    Investigating,
    /// 已认定
    Found,
    /// 已结案: a reply is owed.
    Closed,
    /// 已答复
    Replied,
    /// 已归档
    Archived,
    /// 不予受理
    Rejected,
    /// 已并案
    Merged,
    /// 外部办理: handed to the outside contact.
    Outside,
    /// 外部办结
    OutsideEnded,
    /// 线索移送: it has left the house.
    Transferred,
}

impl Stage {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Accepted => "accepted",
            Self::Investigating => "investigating",
            Self::Found => "found",
            Self::Closed => "closed",
            Self::Replied => "replied",
            Self::Archived => "archived",
            Self::Rejected => "rejected",
            Self::Merged => "merged",
            Self::Outside => "outside",
            Self::OutsideEnded => "outside_ended",
            Self::Transferred => "transferred",
        }
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "待受理",
            Self::Accepted => "已受理",
            Self::Investigating => "调查中",
            Self::Found => "已认定",
            Self::Closed => "已结案",
            Self::Replied => "已答复",
            Self::Archived => "已归档",
            Self::Rejected => "不予受理",
            Self::Merged => "已并案",
            Self::Outside => "外部办理",
            Self::OutsideEnded => "外部办结",
            Self::Transferred => "已移送",
        }
    }

    /// Whether somebody still owes something.
    pub fn is_open(self) -> bool {
        match self {
            Self::Registered
            | Self::Accepted
            | Self::Investigating
            | Self::Found
            | Self::Closed
            | Self::Replied
            | Self::Outside => true,
            Self::Archived
            | Self::Rejected
            | Self::Merged
            | Self::OutsideEnded
            | Self::Transferred => false,
        }
    }

    /// 在查: accepted and not closed, in our own hands.
    pub fn is_under_way(self) -> bool {
        match self {
            Self::Accepted | Self::Investigating | Self::Found => true,
            Self::Registered
            | Self::Closed
            | Self::Replied
            | Self::Archived
            | Self::Rejected
            | Self::Merged
            | Self::Outside
            | Self::OutsideEnded
            | Self::Transferred => false,
        }
    }
}
