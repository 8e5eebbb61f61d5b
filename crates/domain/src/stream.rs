//! Streams and recorded events: the form in which the ledger holds what the institutions say.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Actor;
use crate::id::{MatterNumber, PersonId};

/// 流. A sequence of events with versions 1, 2, 3 …
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum StreamId {
    /// 办件
    Matter(MatterNumber),
    /// 组织
    Organization,
    /// 规则与历法 in force
    Rules,
    /// What concerns one person's data: erasure.
    Person(PersonId),
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Matter(number) => write!(f, "matter/{number}"),
            Self::Organization => f.write_str("organization"),
            Self::Rules => f.write_str("rules"),
            Self::Person(person) => write!(f, "person/{person}"),
        }
    }
}

/// A text that names no stream.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是账本中的流")]
pub struct StreamError(String);

impl FromStr for StreamId {
    type Err = StreamError;

    fn from_str(text: &str) -> Result<Self, StreamError> {
        match text.split_once('/') {
            None if text == "organization" => Ok(Self::Organization),
            None if text == "rules" => Ok(Self::Rules),
            Some(("matter", number)) if !number.is_empty() => Ok(Self::Matter(number.into())),
            Some(("person", person)) if !person.is_empty() => Ok(Self::Person(person.into())),
            Some(_) | None => Err(StreamError(text.to_owned())),
        }
    }
}

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
