//! 建立机构. The first page of an installation: a key, a name, four people.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use xiaoneng_app::setup::{
    FIRST_ROLES, FirstPerson, KEY_SIGNS, NewOffice, OpenedAccount, SetupRefused, field_of,
};
use xiaoneng_app::sign_in::NotDone;
use xiaoneng_domain::organization::Role;

use crate::Site;
use crate::admin::words::SetupWords;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;

#[derive(Template)]
#[template(path = "admin/setup_first.html")]
struct FirstPage {
    shell: PublicShell,
    w: SetupWords,
    errors: Errors,
    is_resumed: bool,
    name: String,
    key_hint: String,
    people: Vec<PersonFields>,
}

/// The fields of one of the four.
struct PersonFields {
    title: &'static str,
    does: &'static str,
    name_id: String,
    name: String,
    login_id: String,
    login: String,
}

#[derive(Template)]
#[template(path = "admin/setup_accounts.html")]
struct AccountsPage {
    shell: PublicShell,
    w: SetupWords,
    says: String,
    accounts: Vec<AccountLine>,
}

/// One line of the list that is shown once.
struct AccountLine {
    role: &'static str,
    name: String,
    login: String,
    initial: String,
}

/// The form, empty.
pub(super) async fn ask(site: &Site, visitor: &Visitor) -> Answer {
    show(site, visitor, &NewOffice::default(), Errors::default()).await
}

/// `POST /a/setup`
pub(crate) async fn establish(
    State(site): State<Site>,
    visitor: Visitor,
    posted: Posted,
) -> Answer {
    let mut people = FIRST_ROLES.map(|_| FirstPerson::default());
    for (role, person) in FIRST_ROLES.into_iter().zip(&mut people) {
        person.name = posted.field(&field_of(role, "name")).trim().to_owned();
        person.login = posted.field(&field_of(role, "login")).trim().to_owned();
        if person.login.is_empty() {
            person.login = person.name.clone();
        }
    }
    let office = NewOffice { name: posted.field("name").trim().to_owned(), people };
    match site.app().establish(posted.field("key"), &office).await {
        Ok(opened) => accounts(&site, &visitor, opened).await,
        Err(NotDone::Refused(SetupRefused::Established)) => Ok(see_other("/a/setup")),
        Err(NotDone::Refused(refused)) => {
            let mut errors = Errors::default();
            let field = match &refused {
                SetupRefused::Field { field, .. } => field.clone(),
                SetupRefused::WrongKey | SetupRefused::KeyDead | SetupRefused::Established => {
                    "key".to_owned()
                }
            };
            errors.add(&field, refused.to_string());
            let mut response = show(&site, &visitor, &office, errors).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(NotDone::Denied(denied)) => Err(Problem::from(denied)),
    }
}

async fn show(site: &Site, visitor: &Visitor, office: &NewOffice, errors: Errors) -> Answer {
    let w = SetupWords(visitor.language);
    let is_resumed = site.app().is_half_set_up().await?;
    let mut shell = PublicShell::of(site, visitor, Section::None, w.first_title()).await;
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let person = |(role, person): (Role, &FirstPerson)| {
        let (title, does) = said(w, role);
        PersonFields {
            title,
            does,
            name_id: field_of(role, "name"),
            name: person.name.clone(),
            login_id: field_of(role, "login"),
            login: person.login.clone(),
        }
    };
    let people = FIRST_ROLES.into_iter().zip(&office.people).map(person).collect();
    let name = office.name.clone();
    let key_hint = w.key_hint(KEY_SIGNS);
    Ok(page(&FirstPage { shell, w, errors, is_resumed, name, key_hint, people }))
}

async fn accounts(site: &Site, visitor: &Visitor, opened: Vec<OpenedAccount>) -> Answer {
    let w = SetupWords(visitor.language);
    let shell = PublicShell::of(site, visitor, Section::None, w.once_title()).await;
    let line = |account: OpenedAccount| AccountLine {
        role: account.role.map_or("", |role| said(w, role).0),
        name: account.name,
        login: account.login,
        initial: account.initial.0,
    };
    let accounts = opened.into_iter().map(line).collect();
    let says = w.once_says(site.app().settings().sign_in.initial_password_days);
    Ok(page(&AccountsPage { shell, w, says, accounts }))
}

/// What one of the four is called, and what he does.
fn said(w: SetupWords, role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Director => (w.director(), w.director_does()),
        Role::Sysadmin => (w.system(), w.system_does()),
        Role::Secadmin => (w.security(), w.security_does()),
        Role::Auditadmin => (w.audit(), w.audit_does()),
        Role::Staff
        | Role::Clerk
        | Role::SectionHead
        | Role::Principal
        | Role::DeputyDirector
        | Role::EfficacyOffice
        | Role::InspectionOffice
        | Role::Hr
        | Role::Discipline => (role.name(), ""),
    }
}
