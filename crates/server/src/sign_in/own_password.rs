//! 改口令 when the sign-in owes it: an initial password, or one used for long.

use askama::Template;
use axum::extract::{Query, State};
use xiaoneng_app::sign_in::{ChangeRefused, NotDone, PasswordRefused, Presence, Step, Visit};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::sign_in::login::{door_shell, refused};
use crate::sign_in::way::{AtDoor, From, Going, elsewhere};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/own_password.html")]
struct OwnPasswordPage {
    shell: PublicShell,
    w: SignInWords,
    errors: Errors,
    login: String,
    hint: String,
    next: String,
}

/// `GET /login/password`
pub(crate) async fn owed(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    match login_that_owes(&at_door.visit) {
        Some(login) => ask(&site, &visitor, login, &going, Errors::default()).await,
        None => elsewhere(&site, &at_door.visit, &going).await,
    }
}

/// `POST /login/password`
pub(crate) async fn settle(
    State(site): State<Site>,
    visitor: Visitor,
    From(from): From,
    at_door: AtDoor,
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let going = Going::to(posted.field("next"));
    let (Some(login), Some(token)) = (login_that_owes(&at_door.visit), &at_door.token) else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let new = posted.field("new");
    let mut errors = Errors::default();
    if new != posted.field("again") {
        errors.add("again", w.weak(&PasswordRefused::NotTheSame));
        return refused(ask(&site, &visitor, login, &going, errors).await?);
    }
    match site.app().change_password(token, None, new, &from).await {
        Ok(()) => {
            let visit = site.app().visit(token, Presence::Acting).await?;
            elsewhere(&site, &visit, &going).await
        }
        Err(NotDone::Refused(ChangeRefused::Password(no))) => {
            errors.add("new", w.weak(&no));
            refused(ask(&site, &visitor, login, &going, errors).await?)
        }
        Err(NotDone::Refused(ChangeRefused::Entry(no))) => {
            errors.add("new", w.refused(&no));
            refused(ask(&site, &visitor, login, &going, errors).await?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

fn login_that_owes(visit: &Visit) -> Option<&str> {
    match visit {
        Visit::Halfway(halfway) if halfway.step == Step::ChangePassword => Some(&halfway.login),
        Visit::Halfway(_) | Visit::Stranger | Visit::Locked(_) | Visit::SignedIn(_) => None,
    }
}

async fn ask(site: &Site, visitor: &Visitor, login: &str, going: &Going, errors: Errors) -> Answer {
    let w = SignInWords(visitor.language);
    let rules = &site.app().settings().sign_in;
    let hint = w.new_password_hint(rules.password_length, rules.password_kinds);
    let shell = door_shell(site, visitor, w.own_password_title(), &errors).await;
    let (login, next) = (login.to_owned(), going.path().to_owned());
    Ok(page(&OwnPasswordPage { shell, w, errors, login, hint, next }))
}
