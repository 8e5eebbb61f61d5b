//! The layering check: what ARCHITECTURE.md says of floors, the pure core and the one place for
//! SQL and for the clock, held against the manifests and the source text.
//!
//! Arrows and cycles know no exception. The other findings are read off the text and may be wrong
//! about a line; a comment `// layers: why this is right here`, on it or above it, lets it stand,
//! and every run says how many do.

pub mod arrows;
mod core;
mod cycles;
mod lockfile;
pub mod manifest;
mod modules;
mod numbers;
pub mod source;
mod sql;
mod tests_in_place;
mod tree;
mod volume;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::workspace;
use tree::Tree;

/// Something that is not as it should be, and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The file, from the checkout.
    pub path: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// What is the case, and what would be right.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.message)
    }
}

/// What the check found in a checkout.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// What must not be.
    pub errors: Vec<Finding>,
    /// What a reader should look at.
    pub warnings: Vec<Finding>,
    /// How many lines stand by a comment's reason.
    pub let_stand: usize,
    /// How many source files were read.
    pub files: usize,
}

impl Report {
    fn refuse(&mut self, path: &Path, line: usize, message: String) {
        self.errors.push(Finding { path: path.to_path_buf(), line, message });
    }

    fn warn(&mut self, path: &Path, line: usize, message: String) {
        self.warnings.push(Finding { path: path.to_path_buf(), line, message });
    }
}

/// `cargo xtask layers`.
pub fn run() -> Result<ExitCode> {
    check_workspace()?;
    Ok(ExitCode::SUCCESS)
}

/// Checks this checkout; an error if anything must not be.
pub fn check_workspace() -> Result<()> {
    let report = check(&workspace::root())?;
    for warning in &report.warnings {
        eprintln!("注意 / look: {warning}");
    }
    for error in &report.errors {
        eprintln!("不对 / wrong: {error}");
    }
    eprintln!(
        "{} files, {} wrong, {} to look at, {} lines stand by their comment",
        report.files,
        report.errors.len(),
        report.warnings.len(),
        report.let_stand
    );
    if !report.errors.is_empty() {
        bail!("分层检查：{} 处不对 / layering: {} wrong", report.errors.len(), report.errors.len());
    }
    Ok(())
}

/// Checks a checkout by its root folder.
pub fn check(root: &Path) -> Result<Report> {
    let tree = Tree::read(root)?;
    let mut report = Report { files: tree.files.len(), ..Report::default() };
    arrows::check(&tree, &mut report);
    lockfile::check(&tree, &mut report);
    cycles::check(&tree, &mut report);
    core::check(&tree, &mut report);
    numbers::check(&tree, &mut report);
    sql::check(&tree, &mut report);
    tests_in_place::check(&tree, &mut report);
    volume::check(&tree, &mut report);
    report.errors.sort();
    report.warnings.sort();
    Ok(report)
}
