//! The ordinary file behind one of ours.

use std::ffi::c_int;
use std::ptr;

use rusqlite::ffi;

use super::told;
use crate::control::Code;

/// A file of the ordinary layer.
#[derive(Copy, Clone)]
pub(super) struct RealFile(*mut ffi::sqlite3_file);

impl RealFile {
    /// # Safety
    /// At `file` there must be room for an ordinary file as long as this is used, and between its
    /// opening and its closing nothing but the ordinary layer may write there. Nothing but opening
    /// may be asked of it at other times.
    pub(super) unsafe fn at(file: *mut ffi::sqlite3_file) -> Self {
        Self(file)
    }

    pub(super) fn pointer(self) -> *mut ffi::sqlite3_file {
        self.0
    }

    /// # Safety
    /// `layer` must be the ordinary layer, and the other arguments what SQLite passes to it.
    pub(super) unsafe fn open(
        self,
        layer: *mut ffi::sqlite3_vfs,
        name: ffi::sqlite3_filename,
        flags: c_int,
        flags_out: *mut c_int,
    ) -> c_int {
        // SAFETY: there is room at `self.0`; the rest is promised by the caller.
        let code = unsafe {
            (*self.0).pMethods = ptr::null();
            call!(layer, xOpen(layer, name, self.0, flags, flags_out))
        };
        if code != ffi::SQLITE_OK {
            self.close();
        }
        code
    }

    /// Closes the file if it has a table, which also a failed opening may have left.
    pub(super) fn close(self) -> c_int {
        // SAFETY: there is an ordinary file here, or none and no table.
        unsafe {
            if (*self.0).pMethods.is_null() {
                return ffi::SQLITE_OK;
            }
            let code = call!((*self.0).pMethods, xClose(self.0));
            (*self.0).pMethods = ptr::null();
            code
        }
    }

    /// All that is in it.
    pub(super) fn content(self) -> Result<Vec<u8>, Code> {
        const MOST_AT_ONCE: usize = 1 << 20;
        let mut size = 0;
        // SAFETY: the file is open; `size` lives through the call.
        told(unsafe { call!((*self.0).pMethods, xFileSize(self.0, &raw mut size)) })?;
        let size = usize::try_from(size).map_err(|_| ffi::SQLITE_IOERR)?;
        let mut content = vec![0; size];
        let mut offset = 0;
        for part in content.chunks_mut(MOST_AT_ONCE) {
            let (start, length) = (part.as_mut_ptr().cast(), part.len() as c_int);
            // SAFETY: the file is open; there is room for `length` bytes at `start`.
            told(unsafe { call!((*self.0).pMethods, xRead(self.0, start, length, offset)) })?;
            offset += i64::from(length);
        }
        Ok(content)
    }

    /// Writes all of `bytes`.
    pub(super) fn write(self, offset: i64, bytes: &[u8]) -> Result<(), Code> {
        let length = c_int::try_from(bytes.len()).map_err(|_| ffi::SQLITE_IOERR_WRITE)?;
        let start = bytes.as_ptr().cast();
        // SAFETY: the file is open; there are `length` bytes at `start`.
        told(unsafe { call!((*self.0).pMethods, xWrite(self.0, start, length, offset)) })
    }

    pub(super) fn truncate(self, length: i64) -> Result<(), Code> {
        // SAFETY: the file is open.
        told(unsafe { call!((*self.0).pMethods, xTruncate(self.0, length)) })
    }
}
