//! The machine: who we are on it, and installing what is missing from Debian's packages.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Whether we are root. `/proc/self` belongs to the effective user.
pub fn is_root() -> Result<bool> {
    let own = fs::metadata("/proc/self").context("/proc 不可读 / cannot read /proc")?;
    Ok(own.uid() == 0)
}

/// Installs Debian packages, saying so; an error that tells what to do by hand if it cannot.
pub fn install(packages: &[&str], missing: &str) -> Result<()> {
    let names = packages.join(" ");
    let Some(privilege) = privilege()? else {
        bail!(
            "缺少 {missing}，又没有权限代为安装。请先运行下面的命令，再重试：\n\
             {missing} is missing and cannot be installed from here. Please run first:\n\
             \x20   sudo apt-get update && sudo apt-get install {names}"
        );
    };
    eprintln!("缺少 {missing}，正在从 Debian 软件包安装 / missing, installing: {names}");
    apt(&privilege, &["update", "-q"])?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&privilege, &arguments)
}

/// Runs a command of a few words as root; the caller has seen `may_administer`.
pub fn as_root(words: &[&str]) -> Result<()> {
    let mut line = privilege()?.unwrap_or_default();
    line.extend(words.iter().map(|word| (*word).to_owned()));
    let Some((program, arguments)) = line.split_first() else {
        return Ok(());
    };
    process::run(Command::new(program).args(arguments))
}

/// Whether packages can be installed here.
pub fn may_administer() -> Result<bool> {
    Ok(privilege()?.is_some())
}

/// The words to put before a command so that root runs it; none if that is not possible.
fn privilege() -> Result<Option<Vec<String>>> {
    if !process::is_installed("apt-get") {
        return Ok(None);
    }
    if is_root()? {
        return Ok(Some(Vec::new()));
    }
    // With a terminal sudo may ask for the password; without one it must not wait for it.
    let asks = std::io::IsTerminal::is_terminal(&std::io::stdin());
    let sudo: &[&str] = if asks { &["sudo"] } else { &["sudo", "-n"] };
    let words = || sudo.iter().map(|word| (*word).to_owned()).collect();
    let may = process::is_installed("sudo")
        && (asks || process::succeeds(Command::new("sudo").args(["-n", "true"])));
    Ok(may.then(words))
}

fn apt(privilege: &[String], arguments: &[&str]) -> Result<()> {
    let mut line = privilege.to_vec();
    line.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"].map(str::to_owned));
    line.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    let Some((program, rest)) = line.split_first() else {
        return Ok(());
    };
    process::run(Command::new(program).args(rest))
}

/// The C compiler, clippy and rustfmt: installed where they are missing.
pub fn prepare() -> Result<()> {
    if !process::is_installed("cc") {
        install(&["build-essential"], "cc")?;
    }
    for (component, subcommand) in [("clippy", "clippy"), ("rustfmt", "fmt")] {
        if process::succeeds(process::cargo().args([subcommand, "--version"])) {
            continue;
        }
        eprintln!("缺少 {component}，正在安装 / missing, installing: rustup component add");
        process::run(Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}
