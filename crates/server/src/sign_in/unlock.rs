//! 解锁. One password to go on; what was written is still there.

use askama::Template;
use axum::extract::{Query, State};
use xiaoneng_app::sign_in::{EntryRefused, Locked, NotDone, Presence, Visit};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::sign_in::login::{door_shell, refused};
use crate::sign_in::way::{AtDoor, From, Going, elsewhere};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/unlock.html")]
struct UnlockPage {
    shell: PublicShell,
    w: SignInWords,
    errors: Errors,
    login: String,
    says: String,
    next: String,
}

/// `GET /unlock`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    match &at_door.visit {
        Visit::Locked(locked) => ask(&site, &visitor, locked, &going, Errors::default()).await,
        Visit::Stranger | Visit::Halfway(_) | Visit::SignedIn(_) => {
            elsewhere(&site, &at_door.visit, &going).await
        }
    }
}

/// `POST /unlock`
pub(crate) async fn open(
    State(site): State<Site>,
    visitor: Visitor,
    From(from): From,
    at_door: AtDoor,
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let going = Going::to(posted.field("next"));
    let (Visit::Locked(locked), Some(token)) = (&at_door.visit, &at_door.token) else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let mut errors = Errors::default();
    if posted.field("password").is_empty() {
        errors.add("password", w.password_empty());
        return refused(ask(&site, &visitor, locked, &going, errors).await?);
    }
    match site.app().unlock(token, posted.field("password"), &from).await {
        Ok(()) => {
            let visit = site.app().visit(token, Presence::Acting).await?;
            elsewhere(&site, &visit, &going).await
        }
        Err(NotDone::Refused(EntryRefused::SessionEnded)) => {
            Ok(see_other(&going.carried_by("/login")))
        }
        Err(NotDone::Refused(no)) => {
            errors.add("password", w.refused(&no));
            refused(ask(&site, &visitor, locked, &going, errors).await?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

async fn ask(
    site: &Site,
    visitor: &Visitor,
    locked: &Locked,
    going: &Going,
    errors: Errors,
) -> Answer {
    let w = SignInWords(visitor.language);
    let shell = door_shell(site, visitor, w.unlock_title(), &errors).await;
    let (says, login) = (w.unlock_says(&locked.name), locked.login.clone());
    Ok(page(&UnlockPage { shell, w, errors, login, says, next: going.path().to_owned() }))
}
