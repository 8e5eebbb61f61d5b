//! 时钟. The one place where the time is read.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use xiaoneng_calendar::Instant;

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock set by hand: the demo's year, a test's afternoon.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock set by hand, standing at that instant.
    pub fn standing_at(at: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.micros())))
    }

    /// Now.
    pub fn now(&self) -> Instant {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
            }
            Self::Set(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Sets a clock that is set by hand; the machine's clock stays as it is.
    pub fn set(&self, at: Instant) {
        match self {
            Self::System => {}
            Self::Set(micros) => micros.store(at.micros(), Ordering::SeqCst),
        }
    }
}
