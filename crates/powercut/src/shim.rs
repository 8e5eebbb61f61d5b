//! The file layer as SQLite sees it. All unsafe code is here: a table of C functions, each of which
//! asks the control and then the ordinary layer.

/// Calls a function of a C table; a table without it cannot do what was asked.
macro_rules! call {
    ($table:expr, $function:ident($($argument:expr),* $(,)?)) => {
        match (*$table).$function {
            Some(function) => function($($argument),*),
            None => ::rusqlite::ffi::SQLITE_IOERR,
        }
    };
}

mod file;
mod real;

use std::ffi::{CStr, CString, NulError, OsStr, c_char, c_int};
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::ptr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rusqlite::ffi;

use self::file::Followed;
use self::real::RealFile;
use crate::control::{Code, Control};

/// 断电试验. Registers file layers whose power a test can cut.
#[derive(Copy, Clone, Debug)]
pub struct PowerCut;

/// Why a file layer was not registered.
#[derive(Debug, thiserror::Error)]
pub enum NotRegistered {
    /// SQLite knows another layer by that name.
    #[error("a file layer named {0:?} is registered already")]
    Taken(String),
    /// The name cannot be passed to SQLite.
    #[error("the name cannot be passed to SQLite")]
    Name(#[from] NulError),
    /// SQLite has no ordinary layer, or refused ours.
    #[error("SQLite refused the file layer (code {0})")]
    Refused(c_int),
}

/// What a layer's functions find when SQLite calls them.
struct Backstage {
    control: Weak<Control>,
    ordinary: *mut ffi::sqlite3_vfs,
}

/// The layer is used where it is asked for by its name.
const BY_NAME: c_int = 0;
/// The layer becomes the default.
const FOR_ALL: c_int = 1;

/// One registers at a time: looking whether a name is free and taking it are two calls.
static REGISTERING: Mutex<()> = Mutex::new(());

impl PowerCut {
    /// Registers a layer under a name that no other in this process has. It is there until the
    /// control and all files opened through it are gone.
    ///
    /// # Errors
    /// If the name is taken or contains a NUL, or if SQLite refuses.
    pub fn register(name: &str) -> Result<Arc<Control>, NotRegistered> {
        Self::register_as(name, BY_NAME)
    }

    /// The same, and every database that this process opens from now on without naming a layer
    /// stands on it: for tests of a program that opens its own.
    ///
    /// # Errors
    /// Like [`PowerCut::register`].
    pub fn register_for_all(name: &str) -> Result<Arc<Control>, NotRegistered> {
        Self::register_as(name, FOR_ALL)
    }

    fn register_as(name: &str, reach: c_int) -> Result<Arc<Control>, NotRegistered> {
        let c_name = CString::new(name)?;
        let _alone = REGISTERING.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the name is a C string that lives through the call.
        if !unsafe { ffi::sqlite3_vfs_find(c_name.as_ptr()) }.is_null() {
            return Err(NotRegistered::Taken(name.to_owned()));
        }
        // SAFETY: no name asks for the default layer; the library starts itself if need be.
        let ordinary = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        // SAFETY: a registered layer is never freed; where there is none the pointer is null.
        let Some(template) = (unsafe { ordinary.as_ref() }) else {
            return Err(NotRegistered::Refused(ffi::SQLITE_ERROR));
        };
        let control = Arc::new(Control::new(c_name.clone(), name.to_owned()));
        let backstage = Backstage { control: Arc::downgrade(&control), ordinary };
        // Of a layer the name, the table and the backstage are never freed: another thread may be
        // about to open a file through it just as it is unregistered. That is some 600 bytes.
        let layer = Box::into_raw(Box::new(ffi::sqlite3_vfs {
            szOsFile: template.szOsFile + size_of::<file::Shim>() as c_int,
            pNext: ptr::null_mut(),
            zName: c_name.into_raw(),
            pAppData: Box::into_raw(Box::new(backstage)).cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path_name),
            // The others (chance, sleep, the clock, shared libraries) do not look at the layer they
            // are called for, and stay the ordinary ones.
            ..*template
        }));
        // SAFETY: the table is complete and lives for ever.
        match unsafe { ffi::sqlite3_vfs_register(layer, reach) } {
            ffi::SQLITE_OK => Ok(control),
            code => Err(NotRegistered::Refused(code)),
        }
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        // SAFETY: the name is a C string; a layer that is not found is null, which SQLite ignores.
        unsafe { ffi::sqlite3_vfs_unregister(ffi::sqlite3_vfs_find(self.c_name().as_ptr())) };
    }
}

/// A result code as a result.
fn told(code: c_int) -> Result<(), Code> {
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(code) }
}

/// A result as a result code.
fn code(result: Result<(), Code>) -> c_int {
    result.err().unwrap_or(ffi::SQLITE_OK)
}

/// # Safety
/// `layer` must be one that [`PowerCut::register`] made.
unsafe fn backstage<'a>(layer: *mut ffi::sqlite3_vfs) -> &'a Backstage {
    // SAFETY: such a layer and its backstage are never freed nor changed.
    unsafe { &*(*layer).pAppData.cast::<Backstage>() }
}

/// # Safety
/// `name` must be a C string that lives as long as `'a`.
unsafe fn path<'a>(name: *const c_char) -> &'a Path {
    // SAFETY: promised by the caller.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

/// Which files are followed: all others are temporary.
const FOLLOWED: c_int = ffi::SQLITE_OPEN_MAIN_DB
    | ffi::SQLITE_OPEN_WAL
    | ffi::SQLITE_OPEN_MAIN_JOURNAL
    | ffi::SQLITE_OPEN_SUPER_JOURNAL;

/// The ordinary layer syncs the folder of those with the first sync, if they may be created.
const SYNCED_WITH_FOLDER: c_int = FOLLOWED & !ffi::SQLITE_OPEN_MAIN_DB;

unsafe extern "C" fn open(
    layer: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls this with the layer it is in the table of.
    let backstage = unsafe { backstage(layer) };
    let ordinary = backstage.ordinary;
    if name.is_null() || flags & FOLLOWED == 0 {
        // SAFETY: there is more than enough room for an ordinary file at `file`; the arguments are
        // SQLite's own.
        return unsafe { RealFile::at(file).open(ordinary, name, flags, flags_out) };
    }
    // SAFETY: `file` is SQLite's room for our file; no table means that it is not open.
    unsafe { (*file).pMethods = ptr::null() };
    let Some(control) = backstage.control.upgrade() else { return ffi::SQLITE_CANTOPEN };
    // SAFETY: SQLite's names of files are C strings and outlive the file.
    let path = unsafe { path(name) };
    // SAFETY: the layer's size leaves room for the ordinary file behind ours.
    let real = unsafe { RealFile::at(file::behind(file)) };
    let opened = control.open(
        path,
        // SAFETY: as above; the arguments are SQLite's own.
        || told(unsafe { real.open(ordinary, name, flags, flags_out) }),
        || {
            real.content().inspect_err(|_| {
                real.close();
            })
        },
    );
    let id = match opened {
        Ok(id) => id,
        Err(code) => return code,
    };
    let may_create = flags & ffi::SQLITE_OPEN_CREATE != 0;
    let syncs_folder = AtomicBool::new(may_create && flags & SYNCED_WITH_FOLDER != 0);
    let followed = Followed { control, id, path: path.to_owned(), syncs_folder };
    // SAFETY: `file` is SQLite's room for our file, and the file behind it was opened.
    unsafe { file::begin(file, followed) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(
    layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    with_folder: c_int,
) -> c_int {
    // SAFETY: SQLite calls this with the layer it is in the table of, and a C string.
    let (backstage, path) = unsafe { (backstage(layer), path(name)) };
    let Some(control) = backstage.control.upgrade() else { return ffi::SQLITE_IOERR_DELETE };
    let ordinary = backstage.ordinary;
    // SAFETY: the layer is registered, thus whole; the arguments are SQLite's own, except that the
    // folder is not really synced.
    let really = || told(unsafe { call!(ordinary, xDelete(ordinary, name, 0)) });
    code(control.delete(path, with_folder != 0, really))
}

unsafe extern "C" fn access(
    layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    answer: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls this with the layer it is in the table of.
    let ordinary = unsafe { backstage(layer) }.ordinary;
    // SAFETY: the layer is registered, thus whole; the arguments are SQLite's own.
    unsafe { call!(ordinary, xAccess(ordinary, name, flags, answer)) }
}

unsafe extern "C" fn full_path_name(
    layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    answer: *mut c_char,
) -> c_int {
    // SAFETY: SQLite calls this with the layer it is in the table of.
    let ordinary = unsafe { backstage(layer) }.ordinary;
    // SAFETY: the layer is registered, thus whole; the arguments are SQLite's own.
    unsafe { call!(ordinary, xFullPathname(ordinary, name, room, answer)) }
}
