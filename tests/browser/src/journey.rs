//! What journeys have in common: a matter is filed, time goes on, a page is waited for.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use thirtyfour::prelude::*;

use crate::chromium::{Browser, Screen, Scripts};
use crate::county::County;

/// What a parent asks.
pub const STORY: &str = "三年级午托费没有公示标准，想知道收费依据";

/// How often one looks, and how long between.
const LOOKS: u32 = 150;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

impl County {
    /// A citizen files for a unit and keeps the code; the number is in the address of the receipt.
    pub async fn filed(&self, journey: &str, unit: &str) -> Result<(Browser, String)> {
        let phone = Browser::open(journey, Screen::Phone, Scripts::On).await?;
        phone.go(&self.at(&format!("/file?unit={unit}"))).await?;
        phone.type_into("story", STORY).await?;
        phone.press("下一步：核对").await?;
        phone.sees("核对并提交").await?;
        phone.press_button("提交").await?;
        phone.sees("已收到").await?;
        let path = phone.path().await?;
        let number = path.rsplit('/').next().unwrap_or_default().to_owned();
        Ok((phone, number))
    }

    /// The clock stands there from now on; the heartbeat looks at it by itself.
    pub fn it_is(&self, time: &str) -> Result<()> {
        self.app().clock().set(time.parse()?);
        Ok(())
    }
}

impl Browser {
    /// Waits until something on the page matches, and gives it.
    pub async fn awaits(&self, css: &str) -> Result<WebElement> {
        for _ in 0..LOOKS {
            if let Ok(element) = self.driver.find(By::Css(css)).await {
                return Ok(element);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        let kept = self.picture("missing").await?;
        bail!("没有“{css}”（{}）：\n{}", kept.display(), self.text().await?)
    }

    /// What stands in the field with that name.
    pub async fn typed_in(&self, name: &str) -> Result<String> {
        let named = By::Css(format!("[name='{name}']:not([type=hidden])"));
        let field = self.driver.find(named).await.with_context(|| name.to_owned())?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }
}
