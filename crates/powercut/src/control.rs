//! What a test commands: when the power fails, what else goes wrong, and what is left.

use std::ffi::{CStr, CString, c_int};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use crate::disk::{Disk, FileId};
use crate::image::Image;
use crate::survivors::Survivors;

/// Which of the calls to come; 1 is the next.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Which {
    /// This one alone.
    Nth(u64),
    /// This one and all later ones.
    From(u64),
}

/// 总闸. The one hand on the power, and on whatever else a disk can do, of one file layer.
///
/// The layer is there as long as this, or any file opened through it, is.
#[derive(Debug)]
pub struct Control {
    name: CString,
    shown_name: String,
    is_cut: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default, Debug)]
struct State {
    disk: Disk,
    operations: u64,
    cut_at: Option<u64>,
    syncs: u64,
    cut_at_sync: Option<u64>,
    space: Option<u64>,
    failing_writes: Option<Trouble>,
    failing_syncs: Option<(Trouble, Survivors)>,
    lies: bool,
}

/// Calls that will fail.
#[derive(Debug)]
struct Trouble {
    which: Which,
    seen: u64,
}

impl Trouble {
    fn comes(&mut self) -> bool {
        self.seen += 1;
        match self.which {
            Which::Nth(number) => self.seen == number,
            Which::From(number) => self.seen >= number,
        }
    }
}

/// Why SQLite is told no: one of its result codes.
pub(crate) type Code = c_int;

impl Control {
    pub(crate) fn new(name: CString, shown_name: String) -> Self {
        Self { name, shown_name, is_cut: AtomicBool::new(false), state: Mutex::default() }
    }

    /// The name under which SQLite knows the file layer.
    pub fn name(&self) -> &str {
        &self.shown_name
    }

    pub(crate) fn c_name(&self) -> &CStr {
        &self.name
    }

    /// How many operations there were: writes, truncations, syncs, creations and deletions.
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// How many of the operations were syncs.
    pub fn syncs(&self) -> u64 {
        self.state().syncs
    }

    /// Cuts the power now.
    pub fn cut(&self) {
        let _state = self.state();
        self.is_cut.store(true, Ordering::SeqCst);
    }

    /// Cuts the power in place of the operation of this number, counted from 1 since the layer was
    /// registered; at once if there were as many already.
    pub fn cut_at(&self, operation: u64) {
        let mut state = self.state();
        state.cut_at = Some(operation);
        if operation <= state.operations {
            self.is_cut.store(true, Ordering::SeqCst);
        }
    }

    /// Cuts the power in place of the sync of this number, counted from 1 since the layer was
    /// registered: all is written that was to be kept, and nothing of it is kept for certain.
    pub fn cut_at_sync(&self, sync: u64) {
        let mut state = self.state();
        state.cut_at_sync = Some(sync);
        if sync <= state.syncs {
            self.is_cut.store(true, Ordering::SeqCst);
        }
    }

    /// Whether the power was cut.
    pub fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::SeqCst)
    }

    /// What the disk holds: if the power failed now, or was cut before.
    pub fn image(&self, survivors: Survivors) -> Image {
        self.state().disk.image(survivors)
    }

    /// The disk is full after so many bytes more.
    pub fn fill_disk_after(&self, bytes: u64) {
        self.state().space = Some(bytes);
    }

    /// Somebody made room on the disk.
    pub fn make_room(&self) {
        self.state().space = None;
    }

    /// Writes fail half done, with an I/O error.
    pub fn fail_writes(&self, which: Which) {
        self.state().failing_writes = Some(Trouble { which, seen: 0 });
    }

    /// Syncs fail with an I/O error; of what they should have kept, this survives, and the rest is
    /// lost for good.
    pub fn fail_syncs(&self, which: Which, survivors: Survivors) {
        self.state().failing_syncs = Some((Trouble { which, seen: 0 }, survivors));
    }

    /// Writes and syncs fail no longer.
    pub fn stop_failing(&self) {
        let mut state = self.state();
        state.failing_writes = None;
        state.failing_syncs = None;
    }

    /// From now on syncs are said to have succeeded, and keep nothing.
    pub fn lie_about_syncs(&self) {
        self.state().lies = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts an operation, unless the power is off or goes off instead of it.
    fn operate(&self, state: &mut State) -> Result<(), Code> {
        if state.cut_at == Some(state.operations + 1) {
            self.is_cut.store(true, Ordering::SeqCst);
        }
        self.demand_power()?;
        state.operations += 1;
        Ok(())
    }

    pub(crate) fn demand_power(&self) -> Result<(), Code> {
        if self.is_cut() { Err(ffi::SQLITE_IOERR) } else { Ok(()) }
    }

    /// Opens a file: `open` opens the real one, `read` reads all of it, and closes it if it cannot.
    pub(crate) fn open(
        &self,
        path: &Path,
        open: impl FnOnce() -> Result<(), Code>,
        read: impl FnOnce() -> Result<Vec<u8>, Code>,
    ) -> Result<FileId, Code> {
        let mut state = self.state();
        self.demand_power()?;
        let is_there = path.exists();
        if !is_there {
            self.operate(&mut state)?;
        }
        open()?;
        if !is_there {
            return Ok(state.disk.create(path));
        }
        match state.disk.find(path) {
            Some(id) => Ok(id),
            None => Ok(state.disk.adopt(path, read()?)),
        }
    }

    /// Writes: `write` writes into the real file.
    pub(crate) fn write(
        &self,
        id: FileId,
        offset: u64,
        bytes: &[u8],
        write: impl FnOnce(&[u8]) -> Result<(), Code>,
    ) -> Result<(), Code> {
        let mut state = self.state();
        self.operate(&mut state)?;
        let (fitting, answer) = state.fitting(bytes);
        if !fitting.is_empty() {
            write(fitting)?;
            state.disk.write(id, offset, fitting);
        }
        answer
    }

    /// Truncates: `truncate` truncates the real file.
    pub(crate) fn truncate(
        &self,
        id: FileId,
        length: u64,
        truncate: impl FnOnce() -> Result<(), Code>,
    ) -> Result<(), Code> {
        let mut state = self.state();
        self.operate(&mut state)?;
        truncate()?;
        state.disk.truncate(id, length);
        Ok(())
    }

    /// Syncs the file, and the folder too where `with_folder_of` names a path in it.
    pub(crate) fn sync(&self, id: FileId, with_folder_of: Option<&Path>) -> Result<(), Code> {
        let mut state = self.state();
        if state.cut_at_sync == Some(state.syncs + 1) {
            self.is_cut.store(true, Ordering::SeqCst);
        }
        self.operate(&mut state)?;
        state.syncs += 1;
        if let Some((trouble, survivors)) = &mut state.failing_syncs
            && trouble.comes()
        {
            let survivors = *survivors;
            state.disk.settle(id, survivors);
            return Err(ffi::SQLITE_IOERR_FSYNC);
        }
        if !state.lies {
            state.disk.sync(id);
            if let Some(path) = with_folder_of {
                state.disk.sync_folder_of(path);
            }
        }
        Ok(())
    }

    /// Deletes a name: `delete` deletes the real one.
    pub(crate) fn delete(
        &self,
        path: &Path,
        with_folder: bool,
        delete: impl FnOnce() -> Result<(), Code>,
    ) -> Result<(), Code> {
        let mut state = self.state();
        self.operate(&mut state)?;
        delete()?;
        state.disk.delete(path);
        if with_folder && !state.lies {
            state.disk.sync_folder_of(path);
        }
        Ok(())
    }

    /// Whether the disk still takes so many bytes.
    pub(crate) fn has_room_for(&self, bytes: u64) -> bool {
        self.state().space.is_none_or(|space| space >= bytes)
    }
}

impl State {
    /// How much of a write is done, and what is said of it.
    fn fitting<'a>(&mut self, bytes: &'a [u8]) -> (&'a [u8], Result<(), Code>) {
        if self.failing_writes.as_mut().is_some_and(Trouble::comes) {
            return (&bytes[..bytes.len() / 2], Err(ffi::SQLITE_IOERR_WRITE));
        }
        let Some(space) = &mut self.space else { return (bytes, Ok(())) };
        let fitting = usize::try_from(*space).unwrap_or(usize::MAX).min(bytes.len());
        *space -= fitting as u64;
        let answer = if fitting < bytes.len() { Err(ffi::SQLITE_FULL) } else { Ok(()) };
        (&bytes[..fitting], answer)
    }
}
