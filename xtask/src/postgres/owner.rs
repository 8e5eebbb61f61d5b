//! Whom the server runs as. PostgreSQL refuses to run as root, so root lends it a user.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{machine, process};

/// The user of the server's files and processes.
#[derive(Copy, Clone, Debug)]
pub(super) enum Owner {
    /// Whoever runs this.
    Ourselves,
    /// Another user, since we are root.
    Lent {
        /// The user's number.
        user: u32,
        /// The number of the user's group.
        group: u32,
    },
}

impl Owner {
    /// Ourselves, or as root the user `postgres`, or `nobody` where there is none.
    pub(super) fn choose() -> Result<Self> {
        if !machine::is_root()? {
            return Ok(Self::Ourselves);
        }
        let accounts = fs::read_to_string("/etc/passwd").context("/etc/passwd")?;
        let numbers = ["postgres", "nobody"].iter().find_map(|name| numbers(&accounts, name));
        let (user, group) =
            numbers.context("没有可用的普通用户 / no user to lend: postgres, nobody")?;
        Ok(Self::Lent { user, group })
    }

    /// A short command of this user.
    pub(super) fn command(self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // The checkout may lie where the user cannot even look.
        command.current_dir("/");
        if let Self::Lent { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// A command of this user that is interrupted when we die, however that happens.
    pub(super) fn bound_command(self, program: &Path) -> Command {
        if !process::is_installed("setpriv") {
            return self.command(program);
        }
        let mut command = Command::new("setpriv");
        command.current_dir("/");
        if let Self::Lent { user, group } = self {
            command.arg(format!("--reuid={user}")).arg(format!("--regid={group}"));
            command.arg("--clear-groups");
        }
        command.args(["--pdeathsig", "INT", "--"]).arg(program);
        command
    }

    /// Gives the user a file or folder.
    pub(super) fn give(self, path: &Path) -> Result<()> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Lent { user, group } => chown(path, Some(user), Some(group))
                .with_context(|| format!("chown {}", path.display())),
        }
    }

    /// Whether the user can reach a folder: every folder above it lets him through.
    pub(super) fn can_reach(self, folder: &Path) -> bool {
        process::succeeds(self.command("test").arg("-x").arg(folder))
    }

    /// Whether a folder belongs to the user or to us.
    pub(super) fn owns(self, folder: &Path) -> Result<bool> {
        let found = fs::symlink_metadata(folder)?.uid();
        let ours = fs::metadata("/proc/self")?.uid();
        Ok(match self {
            Self::Ourselves => found == ours,
            Self::Lent { user, .. } => found == ours || found == user,
        })
    }
}

fn numbers(accounts: &str, name: &str) -> Option<(u32, u32)> {
    let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}
