//! The programs of PostgreSQL, as Debian installs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{machine, process};

const DEBIAN_FOLDER: &str = "/usr/lib/postgresql";
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

/// The folder with `initdb`, `postgres` and `pg_ctl`; installs Debian's package if there is none.
pub(super) fn find_or_install() -> Result<PathBuf> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    install()?;
    find().with_context(|| {
        format!(
            "安装后在 {DEBIAN_FOLDER} 中仍找不到 initdb / still no initdb after the installation"
        )
    })
}

/// The newest version under Debian's folder, else where `pg_config` points.
fn find() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN_FOLDER)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.parse().ok()?;
            Some((number, entry.path().join("bin")))
        })
        .filter(|(_, folder)| is_complete(folder))
        .collect();
    versions.sort();
    versions.pop().map(|(_, folder)| folder).or_else(named_by_pg_config)
}

fn named_by_pg_config() -> Option<PathBuf> {
    let said = process::capture(Command::new("pg_config").arg("--bindir")).ok()?;
    Some(PathBuf::from(said.trim())).filter(|folder| is_complete(folder))
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).is_file())
}

/// Debian's package would also make and start a server at port 5432. Nobody asked for that one, so
/// a setting forbids it while we install.
fn install() -> Result<()> {
    if !machine::may_administer()? {
        return machine::install(&["postgresql"], "PostgreSQL (initdb)");
    }
    let setting = format!("{CLUSTER_SETTINGS}/xiaoneng-installs.conf");
    machine::as_root(&["mkdir", "-p", CLUSTER_SETTINGS])?;
    let write = format!("echo 'create_main_cluster = false' > {setting}");
    machine::as_root(&["sh", "-c", &write])?;
    let installed = machine::install(&["postgresql"], "PostgreSQL (initdb)");
    machine::as_root(&["rm", "-f", &setting])?;
    installed
}

/// `postgres (PostgreSQL) 15.14 (Debian …)` in short: `PostgreSQL 15.14`.
pub(super) fn version(folder: &Path) -> Result<String> {
    let said = process::capture(Command::new(folder.join("postgres")).arg("--version"))?;
    let Some(number) = said.split_whitespace().nth(2) else {
        bail!("不认识的版本 / not a version: {said}");
    };
    Ok(format!("PostgreSQL {number}"))
}
