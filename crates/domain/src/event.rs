//! 事件的书写. How an event is written into the ledger and read back from it.

use crate::decider::{Decider, Fact};
use crate::stream::Recorded;

/// Why an event cannot be written. It would be a fault of this program, never of a user.
#[derive(Debug, thiserror::Error)]
#[error("事件“{kind}”无法写入账本：{reason}")]
pub struct EncodeError {
    /// The kind of event.
    pub kind: &'static str,
    /// What the writer says.
    pub reason: String,
}

/// Why a recorded event cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    /// No event of that kind belongs to the stream; a newer program may have written it.
    #[error("这条流中没有“{0}”这种事件，可能由更新版本的程序写入")]
    UnknownKind(String),
    /// The kind is known, its facts are not in order.
    #[error("事件“{kind}”的内容读不懂：{reason}")]
    Malformed {
        /// The kind of event.
        kind: String,
        /// What the reader says.
        reason: String,
    },
}

/// An event of some stream, as the ledger writes and reads it.
pub trait Event: Sized {
    /// The kind with the version of its form, such as `registered/1`.
    fn kind(&self) -> &'static str;

    /// The facts as JSON, fields in the order of their declaration.
    fn encode(&self) -> Result<String, EncodeError>;

    /// Reads what [`Event::encode`] wrote.
    fn decode(kind: &str, body: &str) -> Result<Self, DecodeError>;
}

/// What is true after the recorded events, from what was true before them.
pub fn fold<D>(state: D::State, recorded: &[Recorded]) -> Result<D::State, DecodeError>
where
    D: Decider,
    D::Event: Event,
{
    recorded.iter().try_fold(state, |state, recorded| {
        let fact = Fact {
            occurred_at: recorded.occurred_at,
            recorded_at: recorded.recorded_at,
            actor: recorded.actor.clone(),
            event: D::Event::decode(&recorded.kind, &recorded.body)?,
        };
        Ok(D::evolve(state, &fact))
    })
}

/// Declares the events of a stream: an enum whose variants hold their facts, with the kind under
/// which each is written. A kind and its facts never change once written; a new form gets a new
/// number, and the old one is read by upcasting.
macro_rules! events {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident($facts:ty) = $kind:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant($facts),)*
        }

        impl $name {
            /// Every kind of event of this stream.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The kind with the version of its form, as the ledger holds it.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                }
            }

            /// The facts as JSON, fields in the order of their declaration.
            pub fn encode(&self) -> Result<String, $crate::event::EncodeError> {
                let written = match self {
                    $(Self::$variant(facts) => serde_json::to_string(facts),)*
                };
                written.map_err(|error| $crate::event::EncodeError {
                    kind: self.kind(),
                    reason: error.to_string(),
                })
            }

            /// Reads what [`Self::encode`] wrote.
            pub fn decode(kind: &str, body: &str) -> Result<Self, $crate::event::DecodeError> {
                let malformed = |error: serde_json::Error| $crate::event::DecodeError::Malformed {
                    kind: kind.to_owned(),
                    reason: error.to_string(),
                };
                match kind {
                    $($kind => serde_json::from_str(body).map(Self::$variant).map_err(malformed),)*
                    _ => Err($crate::event::DecodeError::UnknownKind(kind.to_owned())),
                }
            }
        }

        impl $crate::event::Event for $name {
            fn kind(&self) -> &'static str {
                self.kind()
            }

            fn encode(&self) -> Result<String, $crate::event::EncodeError> {
                self.encode()
            }

            fn decode(kind: &str, body: &str) -> Result<Self, $crate::event::DecodeError> {
                Self::decode(kind, body)
            }
        }

        $(impl From<$facts> for $name {
            fn from(facts: $facts) -> Self {
                Self::$variant(facts)
            }
        })*
    };
}

pub(crate) use events;
