//! People who sign in.

use anyhow::Result;
use xiaoneng_app::demo::accounts;

use crate::chromium::{Browser, Screen, Scripts};
use crate::county::County;

impl County {
    /// A browser in which that member of staff has signed in, as he does it.
    pub async fn signed_in(&self, journey: &str, login: &str, screen: Screen) -> Result<Browser> {
        self.signed_in_with(journey, login, (screen, Scripts::On)).await
    }

    /// The same, with scripts on or off.
    pub async fn signed_in_with(
        &self,
        journey: &str,
        login: &str,
        (screen, scripts): (Screen, Scripts),
    ) -> Result<Browser> {
        let browser = Browser::open(journey, screen, scripts).await?;
        browser.go(&self.at("/login")).await?;
        browser.type_into("login", login).await?;
        browser.type_into("password", accounts::PASSWORD).await?;
        browser.press_button("登录").await?;
        Ok(browser)
    }
}
