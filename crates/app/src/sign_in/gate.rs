//! What those at the door share in memory.

use super::password::Hashing;

/// The door, between one visitor and the next.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    /// 口令的计算.
    pub(super) hashing: Hashing,
}
