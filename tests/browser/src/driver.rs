//! The program between the tests and the browser: one per test, on a port of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// A running driver; it ends with the test.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    /// Starts one on a free port.
    pub(crate) fn start() -> Result<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver：请用 cargo xtask browser 运行 / run `cargo xtask browser`")?;
        let output = child.stdout.take().context("chromedriver")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
                let url = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                return Ok(Self { child, url });
            }
        }
        let _ = child.wait();
        bail!("chromedriver 没有启动 / did not start")
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is left to do if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
