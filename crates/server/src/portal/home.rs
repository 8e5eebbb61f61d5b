//! 首页. The three doors and how things stand.

use askama::Template;
use axum::extract::State;

use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::PortalWords;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    shell: PublicShell,
    w: PortalWords,
}

/// `GET /`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = PortalWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.home_title()).await;
    Ok(page(&HomePage { shell, w }))
}
