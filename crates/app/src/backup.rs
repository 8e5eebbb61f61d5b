//! 备份. One encrypted file that holds the database, the settings, what was published and the list
//! of erasures. The keys are not in it unless that is wished: a file that opens itself protects
//! nothing.

mod archive;
mod kept;
mod key;
mod make;
mod note;
mod restore;
mod sealed;

pub use kept::{Drill, KeptBackup, NotBackedUp};
pub use key::{KeySource, NotOpened};
pub use make::{BackupPlan, Made, NotMade, make};
pub use note::LastBackup;
pub use restore::{NotRestored, RestorePlan, Restored, restore};

/// How a backup file ends.
pub const ENDING: &str = "xnbak";
