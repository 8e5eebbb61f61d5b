//! People who sign in.

use anyhow::Result;
use xiaoneng_app::demo::accounts;

use crate::chromium::{Browser, Screen, Scripts};
use crate::county::County;

impl County {
    /// A browser in which that member of staff has signed in, as he does it. He gets an account
    /// first if he has none.
    pub async fn signed_in_as(
        &self,
        journey: &str,
        person: &str,
        held: (Screen, Scripts),
    ) -> Result<Browser> {
        let login = format!("u-{}", person.to_lowercase());
        if self.app().person_of_login(&login).await?.is_none() {
            self.app().open_shown_account(&person.into(), &login, accounts::PASSWORD).await?;
        }
        self.entered_by(journey, &login, held).await
    }

    /// A browser in which one of the demo's accounts has signed in.
    pub async fn entered_by(
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
        browser.leaves("/login").await?;
        Ok(browser)
    }
}
