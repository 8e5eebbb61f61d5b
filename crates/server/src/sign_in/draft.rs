//! 草稿. What was typed when the session locked or ended, to be submitted after all.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect};
use xiaoneng_app::sign_in::Visit;

use crate::Site;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::kit::{dates, draft};
use crate::sign_in::way::{AtDoor, Going, elsewhere, first_page};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/draft.html")]
struct DraftPage {
    shell: PublicShell,
    w: SignInWords,
    says: String,
    path: String,
    submit: String,
    fields: Vec<(String, String)>,
}

/// `GET /unlock/draft`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    let Visit::SignedIn(somebody) = &at_door.visit else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let w = SignInWords(visitor.language);
    let path = going.path().to_owned();
    let submit = going.carried_by("/unlock/draft/submit");
    let Some(kept) = site.app().draft(&somebody.person, &path).await? else {
        return Ok(see_other(if path.is_empty() { first_page(somebody) } else { &path }));
    };
    let unreadable = || Problem::OurFault("a draft that is no form".to_owned());
    let fields = draft::read(&kept.body).ok_or_else(unreadable)?;
    let says = w.draft_says(dates::day_and_time(visitor.language, kept.saved_at));
    let shell = PublicShell::of(&site, &visitor, Section::None, w.draft_title()).await;
    Ok(page(&DraftPage { shell, w, says, path, submit, fields }))
}

/// `POST /unlock/draft/submit`. The browser sends the same form on to the page it was for.
pub(crate) async fn submit(
    State(site): State<Site>,
    Query(going): Query<Going>,
    at_door: AtDoor,
    _: Posted,
) -> Answer {
    let Visit::SignedIn(somebody) = &at_door.visit else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    site.app().drop_draft(&somebody.person, going.path()).await?;
    Ok(Redirect::temporary(going.path()).into_response())
}

/// `POST /unlock/draft`. Not wanted.
pub(crate) async fn discard(State(site): State<Site>, at_door: AtDoor, posted: Posted) -> Answer {
    let going = Going::to(posted.field("next"));
    let Visit::SignedIn(somebody) = &at_door.visit else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    site.app().drop_draft(&somebody.person, going.path()).await?;
    Ok(see_other(first_page(somebody)))
}
