//! 改口令, when one wishes it.

use askama::Template;
use axum::extract::State;
use xiaoneng_app::sign_in::{ChangeRefused, NotDone, PasswordRefused};

use super::somebody;
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::sign_in::login::refused;
use crate::sign_in::way::{AtDoor, From};
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/my_password.html")]
struct MyPasswordPage {
    shell: StaffShell,
    w: SignInWords,
    errors: Errors,
    login: String,
    hint: String,
}

/// `GET /me/password`
pub(crate) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    at_door: AtDoor,
) -> Answer {
    let login = somebody(&at_door)?.login.clone();
    write(&site, &visitor, &staff, login, Errors::default())
}

/// `POST /me/password`
pub(crate) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    (at_door, From(from)): (AtDoor, From),
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let login = somebody(&at_door)?.login.clone();
    let Some(token) = &at_door.token else { return Ok(see_other("/login")) };
    let (old, new) = (posted.field("old"), posted.field("new"));
    let mut errors = Errors::default();
    if new != posted.field("again") {
        errors.add("again", w.weak(&PasswordRefused::NotTheSame));
        return refused(write(&site, &visitor, &staff, login, errors)?);
    }
    match site.app().change_password(token, Some(old), new, &from).await {
        Ok(()) => Ok(see_other("/me?done=password")),
        Err(NotDone::Refused(no)) => {
            match no {
                ChangeRefused::Entry(no) => errors.add("old", w.refused(&no)),
                ChangeRefused::Password(no) => errors.add("new", w.weak(&no)),
            }
            refused(write(&site, &visitor, &staff, login, errors)?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

fn write(site: &Site, visitor: &Visitor, staff: &Staff, login: String, errors: Errors) -> Answer {
    let w = SignInWords(visitor.language);
    let mut shell = StaffShell::of(site, visitor, staff, Section::None, w.change_password());
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), w.change_password());
    }
    let rules = &site.app().settings().sign_in;
    let hint = w.new_password_hint(rules.password_length, rules.password_kinds);
    Ok(page(&MyPasswordPage { shell, w, errors, login, hint }))
}
