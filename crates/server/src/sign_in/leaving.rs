//! 退出.

use askama::Template;
use axum::extract::State;

use crate::Site;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::sign_in::way::{AtDoor, without_token};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/logout.html")]
struct LogoutPage {
    shell: PublicShell,
    w: SignInWords,
}

/// `GET /logout`
pub(crate) async fn ask(State(site): State<Site>, visitor: Visitor, at_door: AtDoor) -> Answer {
    if at_door.token.is_none() {
        return Ok(see_other("/login"));
    }
    let w = SignInWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.logout_title()).await;
    Ok(page(&LogoutPage { shell, w }))
}

/// `POST /logout`
pub(crate) async fn leave(State(site): State<Site>, at_door: AtDoor, _: Posted) -> Answer {
    if let Some(token) = &at_door.token {
        site.app().sign_out(token).await?;
    }
    Ok(without_token(&site, see_other("/login")))
}
