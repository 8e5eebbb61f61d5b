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
        let login = self.login_of(person).await?;
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

    /// The login name of somebody; one is opened for him if he has none.
    async fn login_of(&self, person: &str) -> Result<String> {
        let own = format!("u-{}", person.to_lowercase());
        for login in accounts::ACCOUNTS.iter().map(|account| account.login).chain([own.as_str()]) {
            let holder = self.app().person_of_login(login).await?;
            if holder.is_some_and(|holder| holder.as_str() == person) {
                return Ok(login.to_owned());
            }
        }
        self.app().open_shown_account(&person.into(), &own, accounts::PASSWORD).await?;
        Ok(own)
    }
}
