//! What the tests need of the machine, named by the environment or found where Debian puts it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The variable that names the folder in which `axe.min.js` and `vnu.jar` stand.
pub(crate) const VARIABLE: &str = "XIAONENG_TEST_BROWSER_TOOLS";

/// Programs and rule engines.
#[derive(Clone, Debug)]
pub struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Those of this machine; an error that says how to get them.
    pub fn find() -> Result<Self> {
        let folder = match env::var_os(VARIABLE) {
            Some(folder) => PathBuf::from(folder),
            None => workspace().join("target/tools/node_modules"),
        };
        let tools = Self { folder };
        for file in [tools.axe(), tools.checker()] {
            if !file.is_file() {
                bail!(
                    "{} 不在。请用 cargo xtask browser 运行，它会先装好 / not there; run `cargo xtask browser`",
                    file.display()
                );
            }
        }
        Ok(tools)
    }

    /// The accessibility rules.
    pub fn axe(&self) -> PathBuf {
        self.folder.join("axe-core/axe.min.js")
    }

    fn checker(&self) -> PathBuf {
        self.folder.join("vnu-jar/build/dist/vnu.jar")
    }
}

/// The checkout.
pub(crate) fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.ancestors().nth(2).unwrap_or(folder).to_path_buf()
}

/// What the Nu checker says of all HTML files of a folder: errors and warnings, one line each.
pub(crate) fn check_html(tools: &Tools, folder: &Path) -> Result<Vec<String>> {
    let ran = Command::new("java")
        .arg("-jar")
        .arg(tools.checker())
        .args(["--format", "json", "--exit-zero-always", "--skip-non-html"])
        .arg(folder)
        .output()
        .context("java")?;
    let report: Value = serde_json::from_slice(&ran.stderr)
        .with_context(|| String::from_utf8_lossy(&ran.stderr).into_owned())?;
    let messages = report["messages"].as_array().cloned().unwrap_or_default();
    let told = messages.iter().map(|message| {
        let file = message["url"].as_str().unwrap_or_default();
        let file = file.rsplit('/').next().unwrap_or_default();
        let text = message["message"].as_str().unwrap_or_default();
        format!("{file}:{}: {text} {}", message["lastLine"], message["extract"])
    });
    Ok(told.collect())
}
