//! What a verification finds, in words.

use std::fmt;

/// Where something is wrong.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Place {
    /// 第几条: the running number of the row.
    pub seq: Option<i64>,
    /// The stream.
    pub stream: Option<String>,
    /// The version in it.
    pub version: Option<i64>,
    /// The place among the leaves of the tree, from 0.
    pub position: Option<i64>,
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// A column does not hold what it must.
    Unreadable(String),
    /// The content is not the one that was hashed.
    WrongHash,
    /// A version is missing before this one.
    PreviousLost,
    /// The version is none.
    NoVersion,
    /// Recorded before the event that precedes it.
    TimeBackwards,
    /// Neither in the tree nor waiting for it: added past the ledger.
    NotPlaced,
    /// In the tree and waiting for it.
    PlacedTwice,
    /// It waits with another hash than its own.
    PendingChanged,
    /// Something waits for which there is no event.
    PendingWithoutEvent,
    /// The tree holds it; the row is gone.
    EventLost,
    /// The tree holds another hash for it: changed, exchanged, or in another order.
    LeafChanged,
    /// A leaf is missing before this one.
    LeafLost,
    /// A hash of the tree is not the one that its leaves give.
    TileChanged,
    /// A part of the tree is missing.
    TileLost,
    /// A part of the tree that no leaf gives.
    TileAdded,
    /// A checkpoint cannot be read or its signature is wrong.
    CheckpointWrong {
        /// How many events it says it covers.
        size: i64,
        /// Why.
        reason: String,
    },
    /// A checkpoint's root is not the one that the leaves give: something was changed since.
    RootDiffers {
        /// How many events it covers.
        size: u64,
        /// The last size at which a checkpoint was right.
        good: u64,
    },
    /// A checkpoint covers more events than there are.
    TailCut {
        /// How many it covers.
        size: u64,
        /// How many there are.
        found: u64,
    },
    /// In the tree where no checkpoint reaches.
    NotSigned,
    /// A published text is no checkpoint of this ledger.
    PublishedWrong(String),
    /// A published checkpoint covers more than the ledger now holds: it was set back.
    RolledBack {
        /// How many were published.
        size: u64,
        /// How many are sealed now.
        found: u64,
    },
    /// A published checkpoint has another root than the ledger now gives: it was rewritten.
    Rewritten {
        /// How many events it covers.
        size: u64,
        /// The last published size that was right.
        good: u64,
    },
    /// A stored text is not the one whose digest it bears.
    TextChanged,
    /// The engine finds the file damaged.
    File(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(seq) = self.seq {
            parts.push(format!("第 {seq} 条"));
        }
        if let Some(stream) = &self.stream {
            parts.push(format!("流 {stream}"));
        }
        if let Some(version) = self.version {
            parts.push(format!("版本 {version}"));
        }
        if let Some(position) = self.position {
            parts.push(format!("树中第 {} 位", position.saturating_add(1)));
        }
        f.write_str(&parts.join("，"))
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "无法读取（{why}）"),
            Self::WrongHash => f.write_str("内容与摘要不符，记录被改动过"),
            Self::PreviousLost => f.write_str("它的前一版不见了"),
            Self::NoVersion => f.write_str("版本号不成立"),
            Self::TimeBackwards => f.write_str("记录时间早于前一版"),
            Self::NotPlaced => f.write_str("既不在树中，也不待封存，是绕过账本加进来的"),
            Self::PlacedTwice => f.write_str("已在树中，却又列为待封存"),
            Self::PendingChanged => f.write_str("待封存的摘要与记录的摘要不同"),
            Self::PendingWithoutEvent => f.write_str("待封存，但记录不见了"),
            Self::EventLost => f.write_str("树中有它，记录却不见了"),
            Self::LeafChanged => f.write_str("与树中封存的摘要不同，记录被改动、调换或重排过"),
            Self::LeafLost => f.write_str("它前面的位置不见了"),
            Self::TileChanged => f.write_str("哈希树中这一处与各条记录算出的不同"),
            Self::TileLost => f.write_str("哈希树中这一处不见了"),
            Self::TileAdded => f.write_str("哈希树中这一处是多出来的"),
            Self::CheckpointWrong { size, reason } => {
                write!(f, "封存点（共 {size} 条）不成立：{reason}")
            }
            Self::RootDiffers { size, good } => write!(
                f,
                "封存点（共 {size} 条）签过的根与现有记录算出的不同：\
                 第 {} 至 {size} 位之间被改动过",
                good + 1
            ),
            Self::TailCut { size, found } => {
                write!(f, "封存点说共 {size} 条，现在只有 {found} 条：尾部被截去")
            }
            Self::NotSigned => f.write_str("在树中的位置没有封存点为证"),
            Self::PublishedWrong(why) => write!(f, "公布的封存点不成立：{why}"),
            Self::RolledBack { size, found } => {
                write!(f, "曾公布共 {size} 条的封存点，现在只封存 {found} 条：账本退回到了旧的状态")
            }
            Self::Rewritten { size, good } => write!(
                f,
                "公布过的封存点（共 {size} 条）的根与现有记录算出的不同：\
                 第 {} 至 {size} 位之间被改写过",
                good + 1
            ),
            Self::TextChanged => f.write_str("保存的原文与账本中的摘要不符"),
            Self::File(line) => write!(f, "数据库文件损坏：{line}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if place.is_empty() { self.kind.fmt(f) } else { write!(f, "{place}：{}", self.kind) }
    }
}
