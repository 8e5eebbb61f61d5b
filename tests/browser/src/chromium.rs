//! A browser as a person holds it: a screen of some size, scripts on or off.

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::ChromeCapabilities;
use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::tools::Tools;

/// The size of the screen, in CSS pixels.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Screen {
    /// A small telephone: 360 × 740, touch.
    Phone,
    /// An old office PC: 1366 × 768.
    Desk,
}

/// Whether the pages' script runs.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Scripts {
    /// As usual.
    On,
    /// None arrives: the pages stand on what the server sends.
    Off,
}

impl Screen {
    /// For file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desk => "desk",
        }
    }

    /// Its width.
    pub fn width(self) -> u32 {
        match self {
            Self::Phone => 360,
            Self::Desk => 1366,
        }
    }

    /// Its height.
    pub fn height(self) -> u32 {
        match self {
            Self::Phone => 740,
            Self::Desk => 768,
        }
    }
}

/// An open browser of its own: no cookie of anybody else.
#[derive(Debug)]
pub struct Browser {
    pub(crate) driver: WebDriver,
    pub(crate) screen: Screen,
    pub(crate) tools: Tools,
    pub(crate) name: String,
    _profile: TempDir,
    _process: Driver,
}

impl Browser {
    /// Opens one; `name` is that of the journey, under which its pictures are kept.
    pub async fn open(name: &str, screen: Screen, scripts: Scripts) -> Result<Self> {
        let tools = Tools::find()?;
        let process = Driver::start()?;
        let profile = tempfile::tempdir()?;
        let capabilities = capabilities(screen, &profile)?;
        let driver = WebDriver::new(process.url(), capabilities).await?;
        if scripts == Scripts::Off {
            let cdp = driver.cdp();
            cdp.send_raw("Network.enable", json!({})).await?;
            cdp.send_raw("Network.setBlockedURLs", json!({"urls": ["*.js"]})).await?;
        }
        let name = name.to_owned();
        Ok(Self { driver, screen, tools, name, _profile: profile, _process: process })
    }

    /// The driver, for what a person does beyond the words here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Closes it.
    pub async fn close(self) -> Result<()> {
        self.driver.clone().quit().await?;
        Ok(())
    }
}

fn capabilities(screen: Screen, profile: &TempDir) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=zh-CN",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    match screen {
        Screen::Phone => capabilities.add_experimental_option(
            "mobileEmulation",
            json!({"deviceMetrics": {"width": 360, "height": 740, "pixelRatio": 2.0, "touch": true}}),
        )?,
        Screen::Desk => capabilities.add_arg("--window-size=1366,768")?,
    }
    Ok(capabilities)
}
