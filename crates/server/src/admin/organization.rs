//! 单位. The tree of units, and the form that opens one.

use askama::Template;
use axum::http::StatusCode;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{OpenUnit, Organization, Unit, UnitKind};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, OrganizationWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/organization.html")]
struct TreePage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: OrganizationWords,
    lead: String,
    lines: Vec<TreeLine>,
    closed: Vec<(String, String)>,
}

/// A unit in the tree; how deep it lies is told by the level.
struct TreeLine {
    path: String,
    name: String,
    level: usize,
    people: String,
    head: String,
    lacks: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "admin/unit_new.html")]
struct NewPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: OrganizationWords,
    errors: Errors,
    code: String,
    name: String,
    kinds: Vec<Choice>,
    parents: Vec<Choice>,
}

/// One of a list to choose from.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) is_chosen: bool,
}

/// `GET /a/org`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(Door::Units)?;
    let w = OrganizationWords(visit.visitor.language);
    let known = visit.site.app().known().await?;
    let organization = known.organization.as_ref();
    let mut lines = Vec::new();
    if let Some(bureau) = organization.bureau() {
        grow(&visit, w, organization, (bureau, 0), &mut lines).await?;
    }
    let people = organization.persons.values().filter(|person| !person.has_left).count();
    let closed = organization.units.values().filter(|unit| unit.successor.is_some());
    let closed = closed.map(|unit| {
        let heir = organization.unit(organization.heir_of(&unit.id));
        (unit.name.clone(), w.became(heir.map_or("", |heir| heir.name.as_str())))
    });
    Ok(page(&TreePage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Units),
        w,
        lead: w.lead(organization.open_units().count(), people),
        lines,
        closed: closed.collect(),
    }))
}

/// Adds a unit and all below it, each before those below it.
async fn grow(
    visit: &Visit,
    w: OrganizationWords,
    organization: &Organization,
    root: (&Unit, usize),
    lines: &mut Vec<TreeLine>,
) -> Result<(), Problem> {
    let mut waiting = vec![root];
    while let Some((unit, level)) = waiting.pop() {
        let head = match &unit.head {
            Some(head) => visit.name(head).await?,
            None => String::new(),
        };
        let lacks = [
            (unit.head.is_none(), w.no_head()),
            (unit.desk.is_empty() && unit.kind != UnitKind::Bureau, w.no_desk()),
            (unit.description.phone.is_empty(), w.no_phone()),
        ];
        lines.push(TreeLine {
            path: format!("/a/org/{}", unit.id),
            name: unit.name.clone(),
            level,
            people: w.people(organization.people_of(&unit.id).count()),
            head,
            lacks: lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, word)| word).collect(),
        });
        let below =
            organization.open_units().filter(|other| other.parent.as_ref() == Some(&unit.id));
        let mut below: Vec<(&Unit, usize)> = below.map(|unit| (unit, level + 1)).collect();
        below.reverse();
        waiting.extend(below);
    }
    Ok(())
}

/// `GET /a/org/new`
pub(crate) async fn new(visit: Visit) -> Answer {
    visit.through(Door::Units)?;
    form(&visit, &Posted::default(), Errors::default()).await
}

/// `POST /a/org/new`
pub(crate) async fn open(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Units)?;
    let Some(kind) = kind_of(posted.field("kind")) else { return Err(Problem::Unreadable) };
    let unit = UnitId::from(posted.field("code").trim().to_ascii_uppercase());
    let mut errors = Errors::default();
    let w = OrganizationWords(visit.visitor.language);
    let is_code = |code: &str| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_code(unit.as_str()) || unit.as_str().len() > 16 {
        errors.add("code", w.code_hint());
        return refused(form(&visit, &posted, errors).await?);
    }
    let name = posted.field("name").trim().to_owned();
    let parent = UnitId::from(posted.field("parent"));
    let opened = OpenUnit { unit: unit.clone(), name, kind, parent };
    match visit.site.app().arrange(&visit.staff.actor(), opened).await {
        Ok(_) => Ok(see_other(&format!("/a/org/{unit}"))),
        Err(xiaoneng_app::Denied::Refused(no)) => {
            let field = if posted.field("name").trim().is_empty() { "name" } else { "code" };
            errors.add(field, no.to_string());
            refused(form(&visit, &posted, errors).await?)
        }
        Err(denied) => Err(denied.into()),
    }
}

/// The same page with what is to be mended.
pub(super) fn refused(mut response: axum::response::Response) -> Answer {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn form(visit: &Visit, posted: &Posted, errors: Errors) -> Answer {
    let w = OrganizationWords(visit.visitor.language);
    let organization = visit.site.app().known().await?.organization;
    let kinds = [
        ("section", w.kind_section()),
        ("institution", w.kind_institution()),
        ("school", w.kind_school()),
    ];
    let chosen = posted.field("kind");
    let kinds = kinds.into_iter().map(|(value, name)| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
        is_chosen: value == chosen,
    });
    let mut shell = visit.shell(w.open_one());
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    Ok(page(&NewPage {
        shell,
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Units),
        w,
        errors,
        code: posted.field("code").to_owned(),
        name: posted.field("name").to_owned(),
        kinds: kinds.collect(),
        parents: units(&organization, posted.field("parent")),
    }))
}

/// The open units to choose from.
pub(super) fn units(organization: &Organization, chosen: &str) -> Vec<Choice> {
    let mut list: Vec<&Unit> = organization.open_units().collect();
    list.sort_by_key(|unit| (unit.kind, unit.id.clone()));
    let choice = |unit: &Unit| Choice {
        value: unit.id.to_string(),
        name: unit.name.clone(),
        is_chosen: unit.id.as_str() == chosen,
    };
    list.into_iter().map(choice).collect()
}

fn kind_of(text: &str) -> Option<UnitKind> {
    match text {
        "section" => Some(UnitKind::Section),
        "institution" => Some(UnitKind::Institution),
        "school" => Some(UnitKind::School),
        _ => None,
    }
}
