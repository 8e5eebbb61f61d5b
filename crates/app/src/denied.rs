//! 未办成. Why a wish was not carried out, or a question not answered.

use xiaoneng_domain::event::{DecodeError, EncodeError};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_store::{Fault, FaultKind, NoProof};

use crate::home::HomeError;

/// Why a wish was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// The institution's no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// So many people act on the same thing that this wish never came through.
    #[error("同一件事正被多人同时办理，这一步没有写入，请稍后再试")]
    TooBusy,
    /// Somebody else acted since the page was made on which this was wished.
    #[error("您打开以后，别人改过这一件，请看一眼最新情况再提交")]
    ChangedMeanwhile,
    /// A matter of the same source stands already: another import was first.
    #[error("来源相同的办件刚由另一次导入登记")]
    SourceKnown,
    /// The world failed; nothing was recorded.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Settings, keys, published checkpoints.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// What is recorded cannot be read: by a newer program, or damaged.
    #[error(transparent)]
    Unreadable(#[from] DecodeError),
    /// There is no proof for what was asked.
    #[error(transparent)]
    NoProof(#[from] NoProof),
    /// What happened cannot be written.
    #[error(transparent)]
    Unwritable(#[from] EncodeError),
}

impl Denied {
    /// Whether it is the matter of one stream alone, so that others can go on.
    pub(crate) fn is_of_one_stream(&self) -> bool {
        match self {
            Self::Refused(_)
            | Self::TooBusy
            | Self::ChangedMeanwhile
            | Self::SourceKnown
            | Self::Unreadable(_)
            | Self::Unwritable(_) => true,
            Self::Fault(fault) => fault.kind() == FaultKind::Damaged,
            Self::Home(_) | Self::NoProof(_) => false,
        }
    }
}
