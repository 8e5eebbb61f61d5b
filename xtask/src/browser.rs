//! 浏览器. A real Chromium with its driver and Chinese letters, and the two rule engines that look
//! at pages; installed where they are missing.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::{machine, process, workspace};

/// The variable in which tests find the rule engines.
pub const VARIABLE: &str = "XIAONENG_TEST_BROWSER_TOOLS";

/// Debian's packages, each with a program or file that shows that it is there.
const PACKAGES: [(&str, &str); 5] = [
    ("chromium", "/usr/bin/chromium"),
    ("chromium-driver", "/usr/bin/chromedriver"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    ("default-jre-headless", "java"),
    ("npm", "npm"),
];

/// The accessibility rules and the HTML checker, by their versions.
const ENGINES: [(&str, &str); 2] = [("axe-core", "4.14.1"), ("vnu-jar", "26.9.27")];

/// The folder of the rule engines, everything installed.
pub fn provide() -> Result<PathBuf> {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|(_, there)| match there.starts_with('/') {
            true => !std::path::Path::new(there).exists(),
            false => !process::is_installed(there),
        })
        .map(|(package, _)| *package)
        .collect();
    if !missing.is_empty() {
        machine::install(&missing, "浏览器或它的部件 (browser)")?;
    }
    let tools = workspace::target().join("tools");
    let modules = tools.join("node_modules");
    let wanted = ENGINES.map(|(name, version)| format!("{name}@{version}"));
    let marker = tools.join("installed");
    let installed = fs::read_to_string(&marker).unwrap_or_default();
    if installed != wanted.join(" ") || !modules.is_dir() {
        eprintln!("正在安装网页检查工具 / installing page checkers: {}", wanted.join(" "));
        fs::create_dir_all(&tools)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save"]);
        npm.arg("--prefix").arg(&tools).args(&wanted);
        process::run(&mut npm)?;
        fs::write(&marker, wanted.join(" ")).context("target/tools")?;
    }
    Ok(modules)
}

/// `cargo xtask browser`: the browser journeys, or the command that follows, with all at hand.
pub fn run(command: &[String]) -> Result<ExitCode> {
    let tools = provide()?;
    let mut journeys = match command.split_first() {
        Some((program, arguments)) => {
            let mut given = Command::new(program);
            given.args(arguments);
            given
        }
        None => {
            let mut tests = process::cargo();
            tests.args(["test", "--package", "xiaoneng-browser"]);
            tests
        }
    };
    let status = journeys.env(VARIABLE, tools).status().context("cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
