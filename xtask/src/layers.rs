//! The layering check.

use anyhow::Result;
use std::process::ExitCode;

pub mod arrows;

/// `cargo xtask layers`
pub fn run() -> Result<ExitCode> {
    check_workspace()?;
    Ok(ExitCode::SUCCESS)
}

/// Checks this checkout.
pub fn check_workspace() -> Result<()> {
    Ok(())
}
