//! What a person does on a page, and what is looked at on every page.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::chromium::Browser;
use crate::tools::workspace;

/// How often one looks whether a page has come.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// A rule of accessibility that a page breaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// What it says.
    pub says: String,
    /// The elements.
    pub elements: Vec<String>,
}

/// What was looked at on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Broken rules of accessibility.
    pub findings: Vec<Finding>,
    /// How many pixels the page is wider than the screen.
    pub too_wide: i64,
    /// How many elements it has.
    pub elements: i64,
}

impl Browser {
    /// Opens an address.
    pub async fn go(&self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// The page as the server sends it, before the browser makes a tree of it.
    pub(crate) async fn source_of_this_page(&self) -> Result<String> {
        let ask = "const done = arguments[0]; fetch(location.href)\
                   .then(answer => answer.text()).then(done, error => done(String(error)));";
        let sent = self.driver.execute_async(ask, vec![]).await?;
        Ok(sent.json().as_str().context("no page")?.to_owned())
    }

    /// Types into the field with that label or name.
    pub async fn type_into(&self, field: &str, text: &str) -> Result<()> {
        let element = self.field(field).await?;
        element.clear().await?;
        element.send_keys(text).await?;
        Ok(())
    }

    /// Chooses the radio, box or option with that name and value.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        let option = By::Css(format!("select[name='{name}'] option[value='{value}']"));
        if let Ok(option) = self.driver.find(option).await {
            option.click().await?;
            return Ok(());
        }
        let input = By::Css(format!("input[name='{name}'][value='{value}']"));
        let input = self.driver.find(input).await.with_context(|| format!("{name}={value}"))?;
        input.scroll_into_view().await?;
        Ok(input.click().await?)
    }

    /// Presses the button or follows the link with that text.
    pub async fn press(&self, text: &str) -> Result<()> {
        let any = "*[self::button or self::a or self::summary]";
        let within = By::XPath(format!("//main//{any}[contains(normalize-space(.), '{text}')]"));
        let anywhere = By::XPath(format!("//{any}[contains(normalize-space(.), '{text}')]"));
        let element = match self.driver.find(within).await {
            Ok(element) => element,
            Err(_) => match self.driver.find(anywhere).await {
                Ok(element) => element,
                Err(_) => return self.is_missing(text).await,
            },
        };
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Presses the button in the page's main part whose text is exactly that.
    pub async fn press_button(&self, text: &str) -> Result<()> {
        let seen = "not(@aria-hidden)";
        let found = By::XPath(format!("//main//button[{seen} and normalize-space(.)='{text}']"));
        let element = self.driver.find(found).await.with_context(|| format!("没有“{text}”"))?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Sends the form of the page's main part as its first button does.
    pub async fn send_form(&self) -> Result<()> {
        let from = self.path().await?;
        let button = By::Css("main form .btn--primary");
        let element = self.driver.find(button).await.context("no button")?;
        element.scroll_into_view().await?;
        element.click().await?;
        self.leaves(&from).await
    }

    /// The path of the page's address.
    pub async fn path(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// Sends keys to whatever has the focus.
    pub async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let focused = self.driver.active_element().await?;
        Ok(focused.send_keys(keys.into()).await?)
    }

    /// The text of the page.
    pub async fn text(&self) -> Result<String> {
        Ok(self.driver.find(By::Css("body")).await?.text().await?)
    }

    /// The page must say that, as soon as it has come.
    pub async fn sees(&self, text: &str) -> Result<()> {
        for _ in 0..LOOKS {
            // Between two pages there is no text to read.
            if self.text().await.is_ok_and(|page| page.contains(text)) {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        self.is_missing(text).await
    }

    /// Waits until the address is another one.
    pub(crate) async fn leaves(&self, path: &str) -> Result<()> {
        for _ in 0..LOOKS {
            if self.driver.current_url().await?.path() != path {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        self.is_missing("another page").await
    }

    /// Says where something was looked for in vain, with a picture.
    async fn is_missing(&self, text: &str) -> Result<()> {
        let (url, page) = (self.driver.current_url().await?, self.text().await?);
        let kept = self.picture("missing").await?;
        bail!("{url} 上没有“{text}”（{}）：\n{page}", kept.display())
    }

    /// The page must not say that.
    pub async fn does_not_see(&self, text: &str) -> Result<()> {
        let page = self.text().await?;
        if page.contains(text) {
            bail!("{} 上不该有“{text}”：\n{page}", self.driver.current_url().await?);
        }
        Ok(())
    }

    /// The text of the first element that matches.
    pub async fn text_of(&self, css: &str) -> Result<String> {
        let element = self.driver.find(By::Css(css)).await.with_context(|| css.to_owned())?;
        Ok(element.text().await?)
    }

    /// Keeps a picture of the whole page.
    pub async fn picture(&self, what: &str) -> Result<PathBuf> {
        let folder = pictures_of(&self.name);
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{what}-{}.png", self.screen.name()));
        let wish = json!({"format": "png", "captureBeyondViewport": true});
        let taken = self.driver.cdp().send_raw("Page.captureScreenshot", wish).await?;
        let picture = taken["data"].as_str().context("no picture")?;
        fs::write(&path, base64_of(picture)?)?;
        Ok(path)
    }

    /// Looks at the page as the rules do, and keeps a picture.
    pub async fn look(&self, what: &str) -> Result<Seen> {
        self.picture(what).await?;
        let rules = fs::read_to_string(self.tools.axe())?;
        self.driver.execute(rules, vec![]).await?;
        let ran = self
            .driver
            .execute_async(
                "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})\
                 .then(found => done(found.violations), error => done(String(error)));",
                vec![],
            )
            .await?;
        let found = ran.json().as_array().cloned().context("axe")?;
        let findings = found.iter().map(finding).collect();
        let elements = self.number("return document.getElementsByTagName('*').length;").await?;
        Ok(Seen { findings, too_wide: self.too_wide().await?, elements })
    }

    /// How many pixels the page is wider than the screen.
    pub async fn too_wide(&self) -> Result<i64> {
        let root = "document.documentElement";
        self.number(&format!("return {root}.scrollWidth - {root}.clientWidth;")).await
    }

    /// Whether anything that matches is to be seen.
    pub async fn shows(&self, css: &str) -> Result<bool> {
        for element in self.driver.find_all(By::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn number(&self, script: &str) -> Result<i64> {
        let ran = self.driver.execute(script, vec![]).await?;
        ran.json().as_i64().context("no number")
    }

    async fn field(&self, field: &str) -> Result<WebElement> {
        let named = By::Css(format!("[name='{field}']:not([type=hidden])"));
        match self.driver.find(named).await {
            Ok(element) => Ok(element),
            Err(_) => {
                let labelled = By::XPath(format!(
                    "//*[@id=//label[contains(normalize-space(.), '{field}')]/@for]"
                ));
                self.driver.find(labelled).await.with_context(|| format!("没有“{field}”一栏"))
            }
        }
    }
}

/// Where the pictures of a journey are kept.
pub(crate) fn pictures_of(journey: &str) -> PathBuf {
    workspace().join("target/browser").join(journey)
}

fn finding(violation: &Value) -> Finding {
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Finding {
        rule: words(&violation["id"]),
        says: words(&violation["help"]),
        elements: nodes.iter().map(|node| words(&node["html"])).collect(),
    }
}

fn base64_of(text: &str) -> Result<Vec<u8>> {
    use base64::Engine as _;
    Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
}
