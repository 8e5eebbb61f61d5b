//! 进度. Shown on a terminal, silent elsewhere.

use std::io::Read;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Counts bytes read.
    pub(crate) fn of_bytes(length: u64, what: &'static str) -> Self {
        Self::styled(length, what, "{msg} [{bar:40}] {bytes}/{total_bytes} {elapsed}")
    }

    /// Counts things done.
    pub(crate) fn of_things(length: u64, what: &'static str) -> Self {
        Self::styled(length, what, "{msg} [{bar:40}] {pos}/{len} {elapsed}")
    }

    fn styled(length: u64, what: &'static str, template: &str) -> Self {
        let bar = ProgressBar::new(length).with_message(what);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar }
    }

    /// Moves as the reader is read.
    pub(crate) fn watch<R: Read>(&self, reader: R) -> impl Read + use<R> {
        self.bar.wrap_read(reader)
    }

    /// Stands there now.
    pub(crate) fn set(&self, position: u64) {
        self.bar.set_position(position);
    }

    /// Goes away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
