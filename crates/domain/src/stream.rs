//! Streams and recorded events: the form in which the ledger holds what the institutions say.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Actor;
use crate::id::{
    CardReference, CaseNumber, CircularNumber, ComplaintReference, InspectionNumber, MatterNumber,
    PersonId, TaskNumber,
};

macro_rules! streams {
    (
        one { $($(#[$one_doc:meta])* $one:ident = $one_name:literal,)* }
        many { $($(#[$many_doc:meta])* $many:ident($id:ty) = $many_name:literal,)* }
    ) => {
        /// 流. A sequence of events with versions 1, 2, 3 …
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum StreamId {
            $($(#[$many_doc])* $many($id),)*
            $($(#[$one_doc])* $one,)*
        }

        impl fmt::Display for StreamId {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$one => f.write_str($one_name),)*
                    $(Self::$many(id) => write!(f, concat!($many_name, "/{}"), id),)*
                }
            }
        }

        impl StreamId {
            /// The kind of stream: the first part of its name.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$one => $one_name,)*
                    $(Self::$many(_) => $many_name,)*
                }
            }
        }

        impl FromStr for StreamId {
            type Err = StreamError;

            fn from_str(text: &str) -> Result<Self, StreamError> {
                match text.split_once('/') {
                    $(None if text == $one_name => Ok(Self::$one),)*
                    $(Some(($many_name, id)) if !id.is_empty() => Ok(Self::$many(id.into())),)*
                    Some(_) | None => Err(StreamError(text.to_owned())),
                }
            }
        }
    };
}

streams! {
    one {
        /// 组织
        Organization = "organization",
        /// 规则与历法 in force
        Rules = "rules",
    }
    many {
        /// 办件
        Matter(MatterNumber) = "matter",
        /// What concerns one person's data: erasure.
        Person(PersonId) = "person",
        /// 黄牌、红牌
        Card(CardReference) = "card",
        /// 效能投诉
        Complaint(ComplaintReference) = "complaint",
        /// 督办事项
        Task(TaskNumber) = "task",
        /// 督导、抽查
        Inspection(InspectionNumber) = "inspection",
        /// 通报
        Circular(CircularNumber) = "circular",
        /// 追责案
        Case(CaseNumber) = "case",
    }
}

impl StreamId {
    /// The matter whose stream it is, if it is one's.
    pub fn matter(&self) -> Option<&MatterNumber> {
        if let Self::Matter(number) = self { Some(number) } else { None }
    }

    /// Whether people write in it: what they write has a key of its own in the vault.
    pub fn holds_texts(&self) -> bool {
        !matches!(self, Self::Organization | Self::Rules)
    }
}

/// A text that names no stream.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是账本中的流")]
pub struct StreamError(String);

impl TryFrom<String> for StreamId {
    type Error = StreamError;

    fn try_from(text: String) -> Result<Self, StreamError> {
        text.parse()
    }
}

impl From<StreamId> for String {
    fn from(stream: StreamId) -> Self {
        stream.to_string()
    }
}

/// An event in its recorded form. `kind` and `body` never change once written; older forms are
/// read by upcasting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Position in its stream, from 1.
    pub version: u32,
    /// When it happened.
    pub occurred_at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// The kind of event with the version of its form, such as `registered/1`.
    pub kind: String,
    /// The facts as JSON; texts and persons only by digest and id.
    pub body: String,
}

/// 日志里的名称. What a log may call a stream, or what is named after one: which complaint it is,
/// whoever reads the log need not know (decisions D31).
pub fn log_name(key: &str) -> &str {
    match key.split_once('/') {
        Some((kind @ "complaint", _)) => kind,
        Some(_) | None => key,
    }
}
