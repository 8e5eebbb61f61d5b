//! What those at the door share in memory.

use std::sync::atomic::{AtomicI64, Ordering};

use xiaoneng_calendar::Instant;

use super::password::Hashing;

const MICROS_AN_HOUR: i64 = 3_600_000_000;

/// The door, between one visitor and the next.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    /// 口令的计算.
    pub(super) hashing: Hashing,
    tidied_at: AtomicI64,
}

impl Gate {
    /// Whether it was not tidied within the last hour; says so once.
    pub(super) fn wants_tidying(&self, now: Instant) -> bool {
        let last = self.tidied_at.load(Ordering::Relaxed);
        let is_due = now.micros() - last >= MICROS_AN_HOUR;
        if is_due {
            self.tidied_at.store(now.micros(), Ordering::Relaxed);
        }
        is_due
    }
}
