//! `cargo xtask test`: the one command that says whether everything is right.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::postgres::{self, Postgres};
use crate::steps::Steps;
use crate::{browser, layers, lint, machine, process, real_data};

/// Runs every check and every test. The last output is the test runner's own summary.
pub fn run() -> Result<ExitCode> {
    let mut steps = Steps::new(10);
    steps.step("准备 tools", machine::prepare)?;
    steps.step("格式 formatting", lint::formatting)?;
    steps.step("分层 layers", layers::check_workspace)?;
    steps.step("静态检查 clippy, warnings denied", lint::clippy)?;
    steps.step("文档 docs, warnings denied", lint::documentation)?;
    let postgres = steps.step("数据库 PostgreSQL", || Postgres::provide("test"))?;
    let browser = steps.step("浏览器 Chromium", browser::provide)?;
    let tests = Tests::new(&postgres, browser);
    steps.step("文档中的例子 doc tests", || tests.run_examples())?;
    steps.step("编译测试 building the tests", || tests.build())?;
    steps.show_times();
    steps.begin(tests.runner.title());
    tests.run()
}

/// What runs the tests.
#[derive(Copy, Clone)]
enum Runner {
    Nextest,
    Cargo,
}

impl Runner {
    fn choose() -> Self {
        match process::succeeds(process::cargo().args(["nextest", "--version"])) {
            true => Self::Nextest,
            false => Self::Cargo,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Nextest => "测试 tests (cargo nextest)",
            Self::Cargo => "测试 tests (cargo test)",
        }
    }

    /// The same packages, features and profile for building, listing and running: nothing is
    /// compiled twice.
    fn command(self) -> Command {
        let mut command = process::cargo();
        match self {
            Self::Nextest => command.args(["nextest", "run", "--workspace"]),
            Self::Cargo => command.args(["test", "--workspace", "--lib", "--bins", "--tests"]),
        };
        command
    }
}

struct Tests<'server> {
    runner: Runner,
    postgres: &'server Postgres,
    browser: PathBuf,
    real_data: Option<OsString>,
}

impl<'server> Tests<'server> {
    fn new(postgres: &'server Postgres, browser: PathBuf) -> Self {
        Self { runner: Runner::choose(), postgres, browser, real_data: real_data::find() }
    }

    fn with_environment<'command>(&self, command: &'command mut Command) -> &'command mut Command {
        command.env(postgres::VARIABLE, self.postgres.url());
        command.env(browser::VARIABLE, &self.browser);
        match &self.real_data {
            Some(folder) => command.env(real_data::VARIABLE, folder),
            None => command.env_remove(real_data::VARIABLE),
        }
    }

    fn run_examples(&self) -> Result<()> {
        let mut command = process::cargo();
        command.args(["test", "--workspace", "--doc"]);
        process::run(self.with_environment(&mut command))
    }

    fn build(&self) -> Result<()> {
        process::run(self.runner.command().arg("--no-run"))
    }

    /// Runs them, with nothing after the runner's last word but the exit code.
    fn run(&self) -> Result<ExitCode> {
        let mut command = self.runner.command();
        command.arg("--no-fail-fast");
        if self.real_data.is_none() {
            self.show_left_out()?;
            match self.runner {
                Runner::Nextest => {
                    command.args(["-E", &format!("not test({})", real_data::MARK)]);
                }
                Runner::Cargo => {
                    command.args(["--", "--skip", real_data::MARK]);
                }
            }
        }
        let status = self.with_environment(&mut command).status().context("cargo")?;
        Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Names the tests that need real data and do not run without; the runner's summary counts
    /// them as skipped.
    fn show_left_out(&self) -> Result<()> {
        let mut command = process::cargo();
        match self.runner {
            Runner::Nextest => command.args(["nextest", "list", "--workspace"]).args([
                "--message-format",
                "oneline",
                "-E",
                &format!("test({})", real_data::MARK),
            ]),
            Runner::Cargo => command
                .args(["test", "--quiet", "--workspace", "--lib", "--bins", "--tests"])
                .args(["--", "--list", real_data::MARK]),
        };
        let listed = process::capture(&mut command)?;
        let names: Vec<&str> =
            listed.lines().filter(|line| line.contains(real_data::MARK)).collect();
        eprintln!(
            "没有设置 {}：{} 个用真实数据的测试不运行 / real-data tests not run: {}",
            real_data::VARIABLE,
            names.len(),
            names.len()
        );
        for name in names {
            eprintln!("    {}", name.trim_end_matches(": test"));
        }
        Ok(())
    }
}
