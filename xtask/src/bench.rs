//! `cargo xtask bench`: the benches of every crate that has some, in release, with PostgreSQL up.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::postgres::{self, Postgres};
use crate::{process, real_data, workspace};

/// Runs every bench target by name, so that the crates' own tests are not built as benches.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let names = find_benches(&workspace::root().join("crates"))?;
    if names.is_empty() {
        eprintln!("还没有基准测试 / no benches yet (crates/*/benches/*.rs)");
        return Ok(ExitCode::SUCCESS);
    }
    let postgres = Postgres::provide("bench")?;
    let mut command = process::cargo();
    command.args(["bench", "--workspace"]).env(postgres::VARIABLE, postgres.url());
    if let Some(folder) = real_data::find() {
        command.env(real_data::VARIABLE, folder);
    }
    for name in &names {
        command.args(["--bench", name]);
    }
    command.arg("--").args(arguments);
    let status = command.status().context("cargo bench")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The names of all bench targets: `benches/NAME.rs` and `benches/NAME/main.rs`.
pub fn find_benches(crates: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for package in fs::read_dir(crates).with_context(|| crates.display().to_string())? {
        let folder = package?.path().join("benches");
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            let is_source = path.extension().is_some_and(|extension| extension == "rs");
            if is_source || path.join("main.rs").is_file() {
                let stem = path.file_stem().unwrap_or_default();
                names.push(stem.to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}
