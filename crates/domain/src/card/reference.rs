//! 牌的编号. A draft is known by the matter and its ordinal; a signed card has a serial of its year.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{CardReference, MatterNumber};
use crate::signal::CardCause;

/// 第几张. Drafts of clocks are counted by the matter; those that follow from its procedure are
/// named after the cause and the event on which they rest, so that nothing is drafted twice.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardOrdinal {
    /// The matter's own count.
    Clock(u32),
    /// A finding in its procedure.
    Procedure {
        /// What was found.
        cause: CardCause,
        /// Version of the matter's event on which it rests.
        version: u32,
    },
}

impl CardOrdinal {
    /// 牌的编号, also the name of its stream.
    pub fn of(self, matter: &MatterNumber) -> CardReference {
        CardReference::from(format!("{matter}-{self}"))
    }
}

impl fmt::Display for CardOrdinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(ordinal) => write!(f, "{ordinal}"),
            Self::Procedure { cause, version } => write!(f, "{}-{version}", cause.code()),
        }
    }
}
