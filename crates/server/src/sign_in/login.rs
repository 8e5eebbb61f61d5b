//! 登录. A login name and a password; after some failures a small sum.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use xiaoneng_app::sign_in::{Credentials, EntryRefused, NotDone, PuzzleAnswer, Visit};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::{ELDER, Visitor, cookie, set_cookie};
use crate::sign_in::way::{AtDoor, From, Going, elsewhere, page_of, with_token};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/login.html")]
struct LoginPage {
    shell: PublicShell,
    w: SignInWords,
    errors: Errors,
    login: String,
    next: String,
    sum: Option<Sum>,
    has_ended: bool,
}

/// What is known when the form is shown.
struct Asked<'a> {
    login: &'a str,
    going: &'a Going,
    /// A session was there and has ended.
    has_ended: bool,
}

/// 算一算, as it is asked.
struct Sum {
    words: String,
    seal: String,
}

/// `GET /login`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    if at_door.visit != Visit::Stranger {
        return elsewhere(&site, &at_door.visit, &going).await;
    }
    let asked = Asked { login: "", going: &going, has_ended: at_door.token.is_some() };
    ask(&site, &visitor, &asked, Errors::default()).await
}

/// `POST /login`
pub(crate) async fn enter(
    State(site): State<Site>,
    visitor: Visitor,
    From(from): From,
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let going = Going::to(posted.field("next"));
    let (login, password) = (posted.field("login").trim(), posted.field("password"));
    let asked = Asked { login, going: &going, has_ended: false };
    let mut errors = Errors::default();
    if login.is_empty() {
        errors.add("login", w.login_empty());
    }
    if password.is_empty() {
        errors.add("password", w.password_empty());
    }
    if !errors.is_empty() {
        return refused(ask(&site, &visitor, &asked, errors).await?);
    }
    let answer =
        PuzzleAnswer { sum: posted.field("sum").to_owned(), seal: posted.field("seal").to_owned() };
    let answer = Some(&answer).filter(|answer| !answer.seal.is_empty());
    match site.app().sign_in(Credentials { login, password, answer }, &from).await {
        Ok(entry) => {
            let response = match entry.owed {
                Some(step) => see_other(&going.carried_by(page_of(step))),
                None => see_other(&going.carried_by("/login")),
            };
            let mut response = with_token(&site, response, &entry.token);
            if visitor.elder.is_none() && entry.preferences.has_large_type {
                set_cookie(&mut response, cookie(&site, ELDER, "1".to_owned()));
            }
            Ok(response)
        }
        Err(NotDone::Refused(no)) => {
            let field = match no {
                EntryRefused::Puzzle => "sum",
                EntryRefused::WrongPassword { .. }
                | EntryRefused::WrongCode { .. }
                | EntryRefused::LockedOut { .. }
                | EntryRefused::AddressLocked { .. }
                | EntryRefused::InitialPasswordExpired
                | EntryRefused::SessionEnded => "password",
            };
            errors.add(field, w.refused(&no));
            refused(ask(&site, &visitor, &asked, errors).await?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

async fn ask(
    site: &Site,
    visitor: &Visitor,
    asked: &Asked<'_>,
    errors: Errors,
) -> Result<Response, Problem> {
    let Asked { login, going, has_ended } = *asked;
    let w = SignInWords(visitor.language);
    let needs = !login.is_empty() && site.app().needs_puzzle(login).await?;
    let sum = needs.then(|| {
        let puzzle = site.app().puzzle_for(login);
        Sum { words: w.sum(puzzle.left, puzzle.right), seal: puzzle.seal }
    });
    let shell = door_shell(site, visitor, w.sign_in(), &errors).await;
    let (login, next) = (login.to_owned(), going.path().to_owned());
    Ok(page(&LoginPage { shell, w, errors, login, next, sum, has_ended }))
}

/// The frame of a page at the door; with its title marked where something is to be mended.
pub(super) async fn door_shell(
    site: &Site,
    visitor: &Visitor,
    title: &str,
    errors: &Errors,
) -> PublicShell {
    let mut shell = PublicShell::of(site, visitor, Section::None, title).await;
    if !errors.is_empty() {
        shell.title = format!("{}{title}", shell.k.error_prefix());
    }
    shell
}

/// A form that comes back to be mended.
pub(super) fn refused(response: Response) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, response).into_response())
}
