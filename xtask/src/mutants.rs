//! `cargo xtask mutants`: which changes to the calendar and the institutions no test notices.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::{process, real_data, workspace};

/// The crates whose tests must hold every line.
const PACKAGES: [&str; 2] = ["xiaoneng-calendar", "xiaoneng-domain"];

/// Runs cargo-mutants, installed first where it is missing. Surviving mutants stand in
/// `target/mutants/mutants.out/missed.txt`.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    if !process::succeeds(process::cargo().args(["mutants", "--version"])) {
        eprintln!("缺少 cargo-mutants，正在安装 / missing, installing");
        process::run(process::cargo().args(["install", "cargo-mutants", "--locked"]))?;
    }
    let mut command = process::cargo();
    command.arg("mutants");
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    command.arg("--output").arg(workspace::target().join("mutants"));
    if let Some(folder) = real_data::find() {
        command.env(real_data::VARIABLE, folder);
    }
    let status = command.args(arguments).status().context("cargo mutants")?;
    eprintln!("{}", workspace::target().join("mutants/mutants.out/missed.txt").display());
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
