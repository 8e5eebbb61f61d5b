//! Real messages and official facts, which are no part of the project: where they are, and by what
//! name the tests that need them are known.

use std::env;
use std::ffi::OsString;
use std::path::Path;

/// The variable that names their folder.
pub const VARIABLE: &str = "XIAONENG_TEST_DATA";
/// A test that needs them has this in its name.
pub const MARK: &str = "real_data";
/// Where they stand beside a checkout.
const BESIDE: &str = "../shared/data";

/// The folder the variable names, else the one beside the checkout, if it is there.
pub fn find() -> Option<OsString> {
    let named = env::var_os(VARIABLE).filter(|named| !named.is_empty());
    named.or_else(|| beside(&crate::workspace::root()))
}

/// The folder beside a checkout, by its whole path: tests run in the folder of their crate.
pub fn beside(root: &Path) -> Option<OsString> {
    let folder = root.join(BESIDE).canonicalize().ok()?;
    folder.is_dir().then(|| folder.into_os_string())
}
