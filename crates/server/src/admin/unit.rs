//! 一个单位. What it is, what it says of itself, who sits where, and what may be arranged.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{Description, Function, Organization, Role, Unit, UnitKind};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::organization::{Choice, units};
use crate::admin::words::{FrameWords, OrganizationWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/unit.html")]
struct UnitPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: OrganizationWords,
    errors: Errors,
    is_saved: bool,
    may_arrange: bool,
    is_bureau: bool,
    id: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    description: Description,
    duties: String,
    people: Vec<(String, String, String)>,
    own: Vec<Choice>,
    second: Vec<Choice>,
    heads: Vec<Choice>,
    leaders: Vec<Choice>,
    parents: Vec<Choice>,
    successors: Vec<Choice>,
    functions: Vec<Choice>,
}

/// What a page is shown after.
#[derive(Deserialize)]
pub(crate) struct After {
    saved: Option<String>,
}

/// What was typed when a form was refused.
pub(super) struct Refused {
    pub(super) errors: Errors,
    pub(super) description: Option<Description>,
}

/// `GET /a/org/{unit}`
pub(crate) async fn show(
    visit: Visit,
    Path(unit): Path<String>,
    Query(after): Query<After>,
) -> Answer {
    let refused = Refused { errors: Errors::default(), description: None };
    page_of(&visit, &UnitId::from(unit), refused, after.saved.is_some()).await
}

/// Whether the door opens: to those who arrange units, and to the head for his own.
pub(super) fn may_look(visit: &Visit, organization: &Organization, unit: &UnitId) -> bool {
    Door::Units.opens_to(&visit.staff) || organization.heads(&visit.staff.person, unit)
}

/// The page of a unit, with what is to be mended.
pub(super) async fn page_of(
    visit: &Visit,
    id: &UnitId,
    refused: Refused,
    is_saved: bool,
) -> Answer {
    let known = visit.site.app().known().await?;
    let organization = known.organization.as_ref();
    if !may_look(visit, organization, id) {
        visit.through(Door::Units)?;
    }
    let unit = organization.open_unit(id).map_err(|_| Problem::NoSuchPage)?;
    let w = OrganizationWords(visit.visitor.language);
    let Refused { errors, description } = refused;
    let mut shell = visit.shell(&unit.name);
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let staff = staff_of(visit, organization, unit).await?;
    let description = description.unwrap_or_else(|| unit.description.clone());
    let seated = |at: usize| unit.desk.get(at).map(PersonId::as_str).unwrap_or_default();
    let role = Role::of_head(unit.kind);
    let heads = staff.iter().filter(|person| person.roles.contains(&role));
    let handles = |person: &&Staffed| !person.is_administrator();
    Ok(page(&UnitPage {
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Units),
        w,
        is_saved,
        may_arrange: Door::Units.opens_to(&visit.staff),
        is_bureau: unit.kind == UnitKind::Bureau,
        id: unit.id.to_string(),
        name: unit.name.clone(),
        facts: facts(visit, w, organization, unit).await?,
        duties: description.duties.join("\n"),
        description,
        people: staff
            .iter()
            .map(|person| (format!("/a/people/{}", person.id), person.name.clone(), person.said()))
            .collect(),
        own: choices(staff.iter().filter(handles), seated(0)),
        second: choices(staff.iter().filter(handles), seated(1)),
        heads: choices(heads, unit.head.as_ref().map_or("", PersonId::as_str)),
        leaders: leaders(visit, organization, unit).await?,
        parents: units(organization, unit.parent.as_ref().map_or("", UnitId::as_str)),
        successors: units(organization, "")
            .into_iter()
            .filter(|one| one.value != id.as_str())
            .collect(),
        functions: functions(unit),
        shell,
        errors,
    }))
}

/// A member of its staff.
struct Staffed {
    id: PersonId,
    name: String,
    roles: std::collections::BTreeSet<Role>,
}

impl Staffed {
    fn is_administrator(&self) -> bool {
        self.roles.iter().any(|role| role.is_administrator())
    }

    fn said(&self) -> String {
        let names: Vec<&str> = self.roles.iter().map(|role| role.name()).collect();
        names.join("、")
    }
}

async fn staff_of(
    visit: &Visit,
    organization: &Organization,
    unit: &Unit,
) -> Result<Vec<Staffed>, Problem> {
    let mut staff = Vec::new();
    for person in organization.people_of(&unit.id) {
        let name = visit.name(&person.id).await?;
        staff.push(Staffed { id: person.id.clone(), name, roles: person.roles.clone() });
    }
    staff.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(staff)
}

fn choices<'a>(staff: impl Iterator<Item = &'a Staffed>, chosen: &str) -> Vec<Choice> {
    let choice = |person: &Staffed| Choice {
        value: person.id.to_string(),
        name: person.name.clone(),
        is_chosen: person.id.as_str() == chosen,
    };
    staff.map(choice).collect()
}

async fn leaders(
    visit: &Visit,
    organization: &Organization,
    unit: &Unit,
) -> Result<Vec<Choice>, Problem> {
    let chosen = unit.leader_in_charge.as_ref().map_or("", PersonId::as_str);
    let leads = [Role::DeputyDirector, Role::Director];
    let mut found = Vec::new();
    for person in organization.persons.values().filter(|person| !person.has_left) {
        if leads.iter().any(|role| person.roles.contains(role)) {
            let name = visit.name(&person.id).await?;
            let is_chosen = person.id.as_str() == chosen;
            found.push(Choice { value: person.id.to_string(), name, is_chosen });
        }
    }
    Ok(found)
}

fn functions(unit: &Unit) -> Vec<Choice> {
    let all = [
        ("general_office", Function::GeneralOffice),
        ("efficacy_office", Function::EfficacyOffice),
        ("inspection_office", Function::InspectionOffice),
        ("safety_office", Function::SafetyOffice),
        ("education_section", Function::EducationSection),
    ];
    let free = all.into_iter().filter(|(_, function)| !unit.functions.contains(function));
    free.map(|(value, function)| Choice {
        value: value.to_owned(),
        name: function.name().to_owned(),
        is_chosen: false,
    })
    .collect()
}

async fn facts(
    visit: &Visit,
    w: OrganizationWords,
    organization: &Organization,
    unit: &Unit,
) -> Result<Vec<(&'static str, String)>, Problem> {
    let kind = match unit.kind {
        UnitKind::Bureau => w.kind_bureau(),
        UnitKind::Section => w.kind_section(),
        UnitKind::Institution => w.kind_institution(),
        UnitKind::School => w.kind_school(),
    };
    let parent = unit.parent.as_ref().and_then(|parent| organization.unit(parent));
    let head = match (&unit.head, organization.head_of(&unit.id)) {
        (Some(head), _) => visit.name(head).await?,
        (None, Some(acting)) => w.acting(visit.name(acting).await?),
        (None, None) => w.none().to_owned(),
    };
    let leader = match organization.leader_in_charge(&unit.id) {
        Some(leader) => visit.name(leader).await?,
        None => w.none().to_owned(),
    };
    let mut desk = Vec::new();
    for person in &unit.desk {
        desk.push(visit.name(person).await?);
    }
    let desk = if desk.is_empty() { w.none().to_owned() } else { desk.join("、") };
    let functions: Vec<&str> = unit.functions.iter().map(|function| function.name()).collect();
    let mut facts = vec![(w.code(), unit.id.to_string()), (w.kind(), kind.to_owned())];
    facts.extend(parent.map(|parent| (w.parent(), parent.name.clone())));
    facts.extend([(w.head(), head), (w.leader(), leader), (w.desk(), desk)]);
    if !functions.is_empty() {
        facts.push((w.functions(), functions.join("、")));
    }
    Ok(facts)
}
