//! 动静. That something was recorded by this process, for whoever keeps a page open.

use tokio::sync::watch;

use crate::App;

impl App {
    /// Changes whenever something was recorded. Says neither what nor about whom.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news_sender().subscribe()
    }
}
