//! One of our files: the table SQLite calls, what is known of the file, and the ordinary file.

use std::ffi::{c_int, c_void};
use std::path::PathBuf;
use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64};

use super::code;
use super::real::RealFile;
use crate::control::Control;
use crate::disk::FileId;

/// What SQLite makes room for; the ordinary file stands right behind it.
#[repr(C)]
pub(super) struct Shim {
    base: sqlite3_file,
    followed: *mut Followed,
}

/// An open file that is followed.
pub(super) struct Followed {
    pub(super) control: Arc<Control>,
    pub(super) id: FileId,
    pub(super) path: PathBuf,
    /// Whether the next sync of this connection also syncs the folder.
    pub(super) syncs_folder: AtomicBool,
}

/// Where the ordinary file behind `file` stands. Both hold pointers, so that it is aligned.
pub(super) fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
    file.cast::<Shim>().wrapping_add(1).cast()
}

/// Makes the room at `file` one of our files.
///
/// # Safety
/// There must be room for it at `file`, and an open ordinary file behind.
pub(super) unsafe fn begin(file: *mut sqlite3_file, followed: Followed) {
    let followed = Box::into_raw(Box::new(followed));
    // SAFETY: promised by the caller.
    unsafe {
        file.cast::<Shim>().write(Shim { base: sqlite3_file { pMethods: &METHODS }, followed })
    }
}

/// What is known of a file, and the ordinary file behind it.
///
/// # Safety
/// `file` must be one of ours, open, and stay so while the result is used.
unsafe fn parts<'a>(file: *mut sqlite3_file) -> (&'a Followed, RealFile) {
    // SAFETY: promised by the caller: `begin` wrote here, and `close` has not come yet.
    unsafe { (&*(*file.cast::<Shim>()).followed, RealFile::at(behind(file))) }
}

/// Version 2: with shared memory for the log's index, without memory-mapped reading.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(map_shared_memory),
    xShmLock: Some(lock_shared_memory),
    xShmBarrier: Some(shared_memory_barrier),
    xShmUnmap: Some(unmap_shared_memory),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite calls this once, for an open file of ours, and touches it no more.
    unsafe {
        let code = RealFile::at(behind(file)).close();
        drop(Box::from_raw((*file.cast::<Shim>()).followed));
        code
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    target: *mut c_void,
    length: c_int,
    offset: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite calls this for an open file of ours, with room at `target`.
    unsafe {
        let (followed, real) = parts(file);
        if followed.control.demand_power().is_err() {
            return ffi::SQLITE_IOERR_READ;
        }
        let real = real.pointer();
        call!((*real).pMethods, xRead(real, target, length, offset))
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    source: *const c_void,
    length: c_int,
    offset: sqlite3_int64,
) -> c_int {
    let (Ok(length), Ok(place)) = (usize::try_from(length), u64::try_from(offset)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite calls this for an open file of ours, with `length` bytes at `source`.
    let ((followed, real), bytes) =
        unsafe { (parts(file), slice::from_raw_parts(source.cast::<u8>(), length)) };
    let really = |fitting: &[u8]| real.write(offset, fitting);
    code(followed.control.write(followed.id, place, bytes, really))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    let Ok(wanted) = u64::try_from(length) else { return ffi::SQLITE_IOERR_TRUNCATE };
    // SAFETY: SQLite calls this for an open file of ours.
    let (followed, real) = unsafe { parts(file) };
    code(followed.control.truncate(followed.id, wanted, || real.truncate(length)))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: SQLite calls this for an open file of ours.
    let (followed, _) = unsafe { parts(file) };
    let syncs_folder = followed.syncs_folder.load(Ordering::SeqCst);
    let folder = syncs_folder.then_some(followed.path.as_path());
    let synced = followed.control.sync(followed.id, folder);
    if synced.is_ok() {
        followed.syncs_folder.store(false, Ordering::SeqCst);
    }
    code(synced)
}

/// A function that is passed on as it is.
macro_rules! passed_on {
    ($name:ident, $function:ident($($argument:ident: $kind:ty),*)) => {
        unsafe extern "C" fn $name(file: *mut sqlite3_file, $($argument: $kind),*) -> c_int {
            // SAFETY: SQLite calls this for an open file of ours, with arguments of its own.
            unsafe {
                let real = parts(file).1.pointer();
                call!((*real).pMethods, $function(real, $($argument),*))
            }
        }
    };
}

passed_on!(file_size, xFileSize(size: *mut sqlite3_int64));
passed_on!(lock, xLock(level: c_int));
passed_on!(unlock, xUnlock(level: c_int));
passed_on!(check_reserved_lock, xCheckReservedLock(answer: *mut c_int));
passed_on!(sector_size, xSectorSize());
passed_on!(lock_shared_memory, xShmLock(offset: c_int, count: c_int, flags: c_int));
passed_on!(unmap_shared_memory, xShmUnmap(delete: c_int));

unsafe extern "C" fn file_control(
    file: *mut sqlite3_file,
    operation: c_int,
    argument: *mut c_void,
) -> c_int {
    match operation {
        ffi::SQLITE_FCNTL_SIZE_HINT
        | ffi::SQLITE_FCNTL_CHUNK_SIZE
        | ffi::SQLITE_FCNTL_MMAP_SIZE => ffi::SQLITE_NOTFOUND,
        // SAFETY: SQLite calls this for an open file of ours, with the operation's argument.
        _ => unsafe {
            let real = parts(file).1.pointer();
            call!((*real).pMethods, xFileControl(real, operation, argument))
        },
    }
}

/// Nothing that a disk could promise beyond what the model keeps.
unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite calls this for an open file of ours.
    let claimed = unsafe {
        let real = parts(file).1.pointer();
        call!((*real).pMethods, xDeviceCharacteristics(real))
    };
    claimed & (ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE | ffi::SQLITE_IOCAP_SUBPAGE_READ)
}

unsafe extern "C" fn map_shared_memory(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    answer: *mut *mut c_void,
) -> c_int {
    // SAFETY: SQLite calls this for an open file of ours, with room for the answer.
    let (followed, real) = unsafe { parts(file) };
    let real = real.pointer();
    // SAFETY: as above; the arguments are SQLite's own.
    let map =
        |extend| unsafe { call!((*real).pMethods, xShmMap(real, region, size, extend, answer)) };
    if extend == 0 || followed.control.has_room_for(u64::from(size.unsigned_abs())) {
        return map(extend);
    }
    let code = map(0);
    // SAFETY: as above: the ordinary file has just written the answer.
    if code == ffi::SQLITE_OK && unsafe { (*answer).is_null() } {
        return ffi::SQLITE_IOERR_SHMSIZE;
    }
    code
}

unsafe extern "C" fn shared_memory_barrier(file: *mut sqlite3_file) {
    // SAFETY: SQLite calls this for an open file of ours.
    unsafe {
        let real = parts(file).1.pointer();
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}
