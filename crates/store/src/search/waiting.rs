//! 待并入. How many documents wait to be merged, and whose turn it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::{Mutex, OwnedMutexGuard};

/// 待并入件数 as far as this process knows, and who is merging.
#[derive(Default, Debug)]
pub(crate) struct Merging {
    waiting: AtomicU32,
    merged: AtomicU32,
    turn: Arc<Mutex<()>>,
}

impl Merging {
    /// Waits until nobody is merging, and keeps everybody from it as long as the guard lives.
    pub(crate) async fn pause(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.turn).lock_owned().await
    }

    /// The turn, if nobody is merging.
    pub(super) fn turn(&self) -> Option<OwnedMutexGuard<()>> {
        Arc::clone(&self.turn).try_lock_owned().ok()
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> u32 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// So many wait.
    pub(super) fn counted(&self, waiting: u32) {
        self.waiting.store(waiting, Ordering::Relaxed);
    }

    /// One more waits; gives how many.
    pub(super) fn one_more(&self) -> u32 {
        self.waiting.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// So many do not wait any more; gives how many were merged before.
    pub(super) fn merged(&self, count: u32) -> u32 {
        let less = |waiting: u32| Some(waiting.saturating_sub(count));
        let _ = self.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        self.merged.fetch_add(count, Ordering::Relaxed)
    }
}
