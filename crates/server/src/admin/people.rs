//! 人员. Who serves where and as what; and the passwords that are printed once.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use xiaoneng_app::setup::OpenedAccount;
use xiaoneng_app::sign_in::{LONGEST_LOGIN, NotDone, SHORTEST_LOGIN};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{Organization, Person, Role};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::organization::{Choice, refused, units};
use crate::admin::words::{FrameWords, PeopleWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

/// How many people one list shows.
const LISTED: usize = 200;
/// How many accounts are opened at a press: more would keep the browser waiting.
const OPENED_AT_ONCE: usize = 100;

#[derive(Template)]
#[template(path = "admin/people.html")]
struct PeoplePage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: PeopleWords,
    count: String,
    more: String,
    without: String,
    q: String,
    units: Vec<Choice>,
    people: Vec<PersonLine>,
}

/// A person in the list.
struct PersonLine {
    path: String,
    name: String,
    unit: String,
    roles: String,
}

#[derive(Template)]
#[template(path = "admin/person.html")]
struct PersonPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: PeopleWords,
    errors: Errors,
    is_saved: bool,
    has_left: bool,
    id: String,
    name: String,
    unit: String,
    offices: Vec<String>,
    open: String,
    roles: Vec<Choice>,
    units: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "admin/accounts.html")]
struct AccountsPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: PeopleWords,
    wait: String,
    does: String,
    open: String,
    slips: Vec<Slip>,
    errors: Errors,
    without: Vec<Choice>,
    login: String,
    login_hint: String,
}

/// A line to be cut off and handed to its owner.
struct Slip {
    unit: String,
    name: String,
    login: String,
    initial: String,
}

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    unit: String,
}

/// What a page is shown after.
#[derive(Deserialize)]
pub(crate) struct After {
    saved: Option<String>,
}

/// `GET /a/people`
pub(crate) async fn list(visit: Visit, Query(wanted): Query<Wanted>) -> Answer {
    visit.through(Door::People)?;
    let w = PeopleWords(visit.visitor.language);
    let app = visit.site.app();
    let known = app.known().await?;
    let organization = known.organization.as_ref();
    let words = wanted.q.trim();
    let mut people = Vec::new();
    for person in organization.persons.values().filter(|person| !person.has_left) {
        let name = visit.name(&person.id).await?;
        let is_there = wanted.unit.is_empty() || person.unit.as_str() == wanted.unit;
        if is_there && (words.is_empty() || name.contains(words)) {
            let unit = organization.unit(&person.unit).map(|unit| unit.name.clone());
            people.push(PersonLine {
                path: format!("/a/people/{}", person.id),
                name,
                unit: unit.unwrap_or_default(),
                roles: said(&person.roles),
            });
        }
    }
    people.sort_by(|one, other| (&one.unit, &one.name).cmp(&(&other.unit, &other.name)));
    let count = w.count(people.len());
    let more = if people.len() > LISTED { w.more(LISTED) } else { String::new() };
    people.truncate(LISTED);
    let without = app.list_without_account(&visit.staff.actor()).await.unwrap_or_default();
    Ok(page(&PeoplePage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::People),
        w,
        count,
        more,
        without: if without.is_empty() { String::new() } else { w.accounts_wait(without.len()) },
        q: wanted.q.clone(),
        units: units(organization, &wanted.unit),
        people,
    }))
}

/// `GET /a/people/{person}`
pub(crate) async fn show(
    visit: Visit,
    Path(person): Path<String>,
    Query(after): Query<After>,
) -> Answer {
    visit.through(Door::People)?;
    page_of(&visit, &person.into(), Errors::default(), after.saved.is_some()).await
}

/// The page of a person, with what is to be mended.
pub(super) async fn page_of(
    visit: &Visit,
    id: &PersonId,
    errors: Errors,
    is_saved: bool,
) -> Answer {
    let w = PeopleWords(visit.visitor.language);
    let app = visit.site.app();
    let known = app.known().await?;
    let organization = known.organization.as_ref();
    let person = organization.person(id).ok_or(Problem::NoSuchPage)?;
    let name = visit.name(id).await?;
    let mut shell = visit.shell(&name);
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let count = app.count_open_of(id).await?;
    let open = match (count, organization.head_but(&person.unit, id)) {
        (0, _) | (_, None) => w.open_none().to_owned(),
        (count, Some(head)) => w.open_count(count, visit.name(head).await?),
    };
    let unit = organization.unit(&person.unit).map(|unit| unit.name.clone()).unwrap_or_default();
    Ok(page(&PersonPage {
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::People),
        w,
        is_saved,
        has_left: person.has_left,
        id: id.to_string(),
        name,
        unit,
        offices: offices(w, organization, person),
        open,
        roles: role_choices(&visit.staff.roles, |role| person.roles.contains(&role)),
        units: units(organization, person.unit.as_str()),
        shell,
        errors,
    }))
}

/// The roles that may be chosen; administrators by the director alone.
pub(super) fn role_choices(
    chooser: &std::collections::BTreeSet<Role>,
    is_chosen: impl Fn(Role) -> bool,
) -> Vec<Choice> {
    let all = ROLES.into_iter().filter(|(_, role)| {
        !role.is_administrator() || chooser.contains(&Role::Director) || is_chosen(*role)
    });
    all.map(|(value, role)| Choice {
        value: value.to_owned(),
        name: role.name().to_owned(),
        is_chosen: is_chosen(role),
    })
    .collect()
}

/// Roles by their names in forms.
pub(super) const ROLES: [(&str, Role); 12] = [
    ("staff", Role::Staff),
    ("clerk", Role::Clerk),
    ("section_head", Role::SectionHead),
    ("principal", Role::Principal),
    ("deputy_director", Role::DeputyDirector),
    ("efficacy_office", Role::EfficacyOffice),
    ("inspection_office", Role::InspectionOffice),
    ("hr", Role::Hr),
    ("discipline", Role::Discipline),
    ("sysadmin", Role::Sysadmin),
    ("secadmin", Role::Secadmin),
    ("auditadmin", Role::Auditadmin),
];

fn said(roles: &std::collections::BTreeSet<Role>) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    names.join("、")
}

fn offices(w: PeopleWords, organization: &Organization, person: &Person) -> Vec<String> {
    let mut found = Vec::new();
    for unit in organization.open_units() {
        if unit.head.as_ref() == Some(&person.id) {
            found.push(w.heads(&unit.name));
        }
        if unit.leader_in_charge.as_ref() == Some(&person.id) {
            found.push(w.leads(&unit.name));
        }
        if unit.desk.contains(&person.id) {
            found.push(w.at_desk(&unit.name));
        }
    }
    let held = organization.posts.values().filter(|post| post.holder.as_ref() == Some(&person.id));
    found.extend(held.map(|post| post.title.clone()));
    found
}

/// What was typed to open one account.
#[derive(Default)]
struct One {
    person: String,
    login: String,
}

/// `GET /a/people/accounts`
pub(crate) async fn without_account(visit: Visit) -> Answer {
    visit.through(Door::Accounts)?;
    accounts(&visit, Vec::new(), (One::default(), Errors::default())).await
}

/// `POST /a/people/accounts`: one account with a name of one's choice, or one for everybody who has
/// none; the list is shown once.
pub(crate) async fn open_accounts(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Accounts)?;
    if posted.field("do") == "one" {
        return open_one(&visit, &posted).await;
    }
    let app = visit.site.app();
    let actor = visit.staff.actor();
    let waiting = app.list_without_account(&actor).await?;
    let now: Vec<PersonId> = waiting.iter().take(OPENED_AT_ONCE).cloned().collect();
    let opened = app.open_accounts(&actor, &now).await.map_err(|error| match error {
        NotDone::Refused(no) => Problem::Refused { says: no.to_string(), clause: String::new() },
        NotDone::Denied(denied) => denied.into(),
    })?;
    accounts(&visit, opened, (One::default(), Errors::default())).await
}

async fn open_one(visit: &Visit, posted: &Posted) -> Answer {
    let w = PeopleWords(visit.visitor.language);
    let one = One {
        person: posted.field("person").to_owned(),
        login: posted.field("login").trim().to_owned(),
    };
    let mut errors = Errors::default();
    if one.person.is_empty() {
        errors.add("person", w.person_missing());
        return refused(accounts(visit, Vec::new(), (one, errors)).await?);
    }
    let app = visit.site.app();
    let person = PersonId::from(one.person.as_str());
    let initial = match app.open_account(&visit.staff.actor(), &person, &one.login).await {
        Ok(initial) => initial,
        Err(NotDone::Refused(no)) => {
            errors.add("login", no.to_string());
            return refused(accounts(visit, Vec::new(), (one, errors)).await?);
        }
        Err(NotDone::Denied(denied)) => return Err(denied.into()),
    };
    let organization = app.known().await?.organization;
    let unit = organization.person(&person).and_then(|found| organization.unit(&found.unit));
    let opened = OpenedAccount {
        name: visit.name(&person).await?,
        role: None,
        unit: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        login: one.login,
        initial,
    };
    accounts(visit, vec![opened], (One::default(), Errors::default())).await
}

async fn accounts(
    visit: &Visit,
    opened: Vec<OpenedAccount>,
    (one, errors): (One, Errors),
) -> Answer {
    let w = PeopleWords(visit.visitor.language);
    let app = visit.site.app();
    let waiting = app.list_without_account(&visit.staff.actor()).await?;
    let organization = app.known().await?.organization;
    let mut without = Vec::with_capacity(waiting.len());
    for person in &waiting {
        let unit = organization.person(person).and_then(|found| organization.unit(&found.unit));
        let unit = unit.map(|unit| unit.name.clone()).unwrap_or_default();
        without.push(Choice {
            value: person.to_string(),
            name: format!("{unit} {}", visit.name(person).await?),
            is_chosen: person.as_str() == one.person,
        });
    }
    let slip = |account: OpenedAccount| Slip {
        unit: account.unit,
        name: account.name,
        login: account.login,
        initial: account.initial.0,
    };
    let (wait, open) = match waiting.len() {
        0 => (w.accounts_none().to_owned(), String::new()),
        count => (w.accounts_wait(count), w.accounts_open(count.min(OPENED_AT_ONCE))),
    };
    let days = app.settings().sign_in.initial_password_days;
    let mut shell = visit.shell(w.accounts_title());
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    Ok(page(&AccountsPage {
        shell,
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::People),
        w,
        wait,
        does: w.accounts_does(days, OPENED_AT_ONCE),
        open,
        slips: opened.into_iter().map(slip).collect(),
        errors,
        without,
        login: one.login,
        login_hint: w.login_hint(SHORTEST_LOGIN, LONGEST_LOGIN),
    }))
}
