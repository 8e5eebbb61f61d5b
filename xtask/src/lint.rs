//! Formatting, clippy and documentation, with every warning an error.

use std::process::ExitCode;

use anyhow::Result;

use crate::steps::Steps;
use crate::{machine, process};

/// `cargo xtask lint`: the three checks alone.
pub fn run() -> Result<ExitCode> {
    let mut steps = Steps::new(4);
    steps.step("准备 tools", machine::prepare)?;
    steps.step("格式 formatting", formatting)?;
    steps.step("静态检查 clippy, warnings denied", clippy)?;
    steps.step("文档 docs, warnings denied", documentation)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether every file is formatted.
pub fn formatting() -> Result<()> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy and the compiler's own lints over every target.
pub fn clippy() -> Result<()> {
    let mut command = process::cargo();
    command.args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    process::run(&mut command)
}

/// The documentation of our own crates.
pub fn documentation() -> Result<()> {
    let mut command = process::cargo();
    command.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings");
    process::run(&mut command)
}
