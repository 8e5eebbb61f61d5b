//! 任用和调动. What the forms of the people's pages wish.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use xiaoneng_app::Denied;
use xiaoneng_app::file::Identity;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{
    AssignRoles, MovePerson, OrganizationCommand, RecordLeaving, Role, VacatePosts,
};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::organization::{Choice, refused, units};
use crate::admin::people::{ROLES, page_of, role_choices};
use crate::admin::words::{FrameWords, PeopleWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/person_new.html")]
struct NewPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: PeopleWords,
    errors: Errors,
    name: String,
    phone: String,
    roles: Vec<Choice>,
    units: Vec<Choice>,
}

/// `GET /a/people/new`
pub(crate) async fn new(visit: Visit) -> Answer {
    visit.through(Door::People)?;
    form(&visit, &Posted::default(), Errors::default()).await
}

/// `POST /a/people/new`
pub(crate) async fn appoint(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::People)?;
    let w = PeopleWords(visit.visitor.language);
    let mut errors = Errors::default();
    let name = posted.field("name").trim();
    if name.is_empty() || name.chars().count() > 30 {
        errors.add("name", w.name_missing());
    }
    let phone: String =
        posted.field("phone").chars().filter(|sign| !" -".contains(*sign)).collect();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if !phone.is_empty() && (digits != 11 || phone.chars().count() != 11) {
        errors.add("phone", w.phone_wrong(digits));
    }
    if posted.filled("unit").is_none() {
        errors.add("unit", w.unit_missing());
    }
    if !errors.is_empty() {
        return refused(form(&visit, &posted, errors).await?);
    }
    let phone = Some(phone).filter(|phone| !phone.is_empty());
    let identity = Identity { name: name.to_owned(), phone, ..Identity::default() };
    let (unit, roles) = (posted.field("unit").into(), roles_of(&posted));
    match visit.site.app().appoint(&visit.staff.actor(), unit, roles, identity).await {
        Ok(person) => Ok(see_other(&format!("/a/people/{person}?saved=1"))),
        Err(Denied::Refused(no)) => {
            errors.add("role-staff", no.to_string());
            refused(form(&visit, &posted, errors).await?)
        }
        Err(denied) => Err(denied.into()),
    }
}

async fn form(visit: &Visit, posted: &Posted, errors: Errors) -> Answer {
    let w = PeopleWords(visit.visitor.language);
    let organization = visit.site.app().known().await?.organization;
    let mut shell = visit.shell(w.appoint());
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let chosen = roles_of(posted);
    let is_first = posted.fields.is_empty();
    let is_chosen = |role: Role| chosen.contains(&role) || (is_first && role == Role::Staff);
    Ok(page(&NewPage {
        shell,
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::People),
        w,
        errors,
        name: posted.field("name").to_owned(),
        phone: posted.field("phone").to_owned(),
        roles: role_choices(&visit.staff.roles, is_chosen),
        units: units(&organization, posted.field("unit")),
    }))
}

/// `POST /a/people/{person}/{act}`
pub(crate) async fn act(
    visit: Visit,
    Path((person, act)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    visit.through(Door::People)?;
    let id = PersonId::from(person.as_str());
    let w = PeopleWords(visit.visitor.language);
    let person = id.clone();
    let wish: OrganizationCommand = match act.as_str() {
        "roles" => AssignRoles { person, roles: roles_of(&posted) }.into(),
        "move" => match posted.filled("unit") {
            Some(unit) => MovePerson { person, unit: unit.into() }.into(),
            None => {
                let mut errors = Errors::default();
                errors.add("move", w.unit_missing());
                return refused(page_of(&visit, &id, errors, false).await?);
            }
        },
        "vacate" => VacatePosts { person }.into(),
        "leave" => RecordLeaving { person }.into(),
        _ => return Err(Problem::NoSuchPage),
    };
    match visit.site.app().arrange(&visit.staff.actor(), wish).await {
        Ok(_) => Ok(see_other(&format!("/a/people/{id}?saved=1"))),
        Err(Denied::Refused(no)) => {
            let mut errors = Errors::default();
            let field = match act.as_str() {
                "roles" => "role-staff",
                "move" => "move",
                "vacate" => "vacate",
                _ => "leave",
            };
            errors.add(field, no.to_string());
            refused(page_of(&visit, &id, errors, false).await?)
        }
        Err(denied) => Err(denied.into()),
    }
}

fn roles_of(posted: &Posted) -> BTreeSet<Role> {
    let chosen: Vec<&str> = posted.all("role").collect();
    ROLES.into_iter().filter(|(name, _)| chosen.contains(name)).map(|(_, role)| role).collect()
}
