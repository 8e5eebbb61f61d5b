//! 常用答复. The standard texts that are offered to whoever looks, and the form on which the head of
//! a unit writes them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::{Denied, Known, Names};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{
    DropTemplate, Function, LONGEST_TEMPLATE_TEXT, Organization, OrganizationRefusal, Placeholder,
    ReplyTemplate, TemplateFor, TemplateText, WriteTemplate,
};
use xiaoneng_domain::refusal::Refusal;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::form::Choice;
use crate::workbench::words::templates::TemplateWords;

/// The address of a template that is not written yet.
const NEW: &str = "new";

/// What was done just before.
#[derive(Deserialize, Default)]
pub(crate) struct JustDone {
    #[serde(default)]
    told: String,
}

/// One of them in the list.
struct Line {
    title: String,
    offered_for: &'static str,
    item: String,
    whose: String,
    text: String,
    /// Where it is changed; empty for whoever may only use it.
    path: String,
}

#[derive(Template)]
#[template(path = "workbench/templates.html")]
struct ListPage {
    shell: StaffShell,
    w: TemplateWords,
    told: &'static str,
    lines: Vec<Line>,
    keeps: bool,
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    unit: String,
    title: String,
    offered_for: String,
    item: String,
    text: String,
}

#[derive(Template)]
#[template(path = "workbench/template.html")]
struct FormPage {
    shell: StaffShell,
    w: TemplateWords,
    errors: Errors,
    path: String,
    is_new: bool,
    typed: Typed,
    units: Vec<Choice>,
    uses: Vec<Choice>,
    items: Vec<Choice>,
    text_hint: String,
    blanks: String,
}

/// Who looks, and what he knows.
struct Keeper {
    site: Site,
    visitor: Visitor,
    staff: Staff,
    known: Known,
}

/// `GET /w/templates`
pub(crate) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(just): Query<JustDone>,
) -> Answer {
    let keeper = Keeper::of(site, visitor, staff).await?;
    let w = keeper.w();
    let organization = keeper.known.organization.as_ref();
    let is_his = |one: &&ReplyTemplate| {
        organization.offers_to(one, &keeper.staff.unit) || keeper.keeps(&one.unit)
    };
    let lines = organization.templates.values().filter(is_his).map(|one| keeper.line(one));
    Ok(page(&ListPage {
        shell: keeper.shell(w.title()),
        told: match just.told.as_str() {
            "written" => w.written(),
            "dropped" => w.dropped(),
            _ => "",
        },
        lines: lines.collect(),
        keeps: !keeper.units("").is_empty(),
        w,
    }))
}

/// `GET /w/templates/{template}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(template): Path<String>,
) -> Answer {
    let keeper = Keeper::of(site, visitor, staff).await?;
    let typed = match keeper.found(&template).await? {
        Some(one) => Typed {
            unit: one.unit.to_string(),
            title: one.content.title.clone(),
            offered_for: one.content.offered_for.name().to_owned(),
            item: one.content.matter_type.as_ref().map(ToString::to_string).unwrap_or_default(),
            text: one.content.text.clone(),
        },
        None => Typed::default(),
    };
    Ok(keeper.form(&template, typed, Errors::default()))
}

/// `POST /w/templates/{template}`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(template): Path<String>,
    posted: Posted,
) -> Answer {
    let keeper = Keeper::of(site, visitor, staff).await?;
    let stands = keeper.found(&template).await?.map(|one| one.ordinal);
    let app = keeper.site.app();
    if let (Some(template), "drop") = (stands, posted.field("do")) {
        app.arrange(&keeper.staff.actor(), DropTemplate { template }).await?;
        return Ok(see_other("/w/templates?told=dropped"));
    }
    let offered_for = TemplateFor::ALL
        .into_iter()
        .find(|one| one.name() == posted.field("offered_for"))
        .unwrap_or(TemplateFor::Answer);
    let wish = WriteTemplate {
        template: stands,
        unit: UnitId::from(posted.field("unit")),
        content: TemplateText {
            title: posted.field("title").to_owned(),
            offered_for,
            matter_type: posted.filled("item").map(Into::into),
            text: posted.field("text").to_owned(),
        },
    };
    match app.arrange(&keeper.staff.actor(), wish).await {
        Ok(_) => Ok(see_other("/w/templates?told=written")),
        Err(Denied::Refused(no)) => {
            let mut errors = Errors::default();
            errors.add(field_of(&no, &posted), no.to_string());
            let text = |name: &str| posted.field(name).to_owned();
            let typed = Typed {
                unit: text("unit"),
                title: text("title"),
                offered_for: text("offered_for"),
                item: text("item"),
                text: text("text"),
            };
            let mut response = keeper.form(&template, typed, errors);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(denied) => Err(denied.into()),
    }
}

/// At which field a refusal is told.
fn field_of(no: &Refusal, posted: &Posted) -> &'static str {
    use OrganizationRefusal as No;
    let Refusal::Organization(no) = no else { return "title" };
    let is_long =
        matches!(no, No::TemplateTooLong { longest, .. } if *longest == LONGEST_TEMPLATE_TEXT);
    let is_unseen = matches!(no, No::TemplateUnseen) && !posted.field("title").contains('\n');
    if is_long || is_unseen || matches!(no, No::TemplateEmpty | No::PlaceholderUnknown { .. }) {
        "text"
    } else if matches!(no, No::TemplateForNothing { .. }) {
        "item"
    } else if matches!(no, No::NotAllowed(_) | No::NoSuchUnit { .. } | No::UnitClosed { .. }) {
        "unit"
    } else {
        "title"
    }
}

impl Keeper {
    async fn of(site: Site, visitor: Visitor, staff: Staff) -> Result<Self, Problem> {
        let known = site.app().known().await?;
        Ok(Self { site, visitor, staff, known })
    }

    fn w(&self) -> TemplateWords {
        TemplateWords(self.visitor.language)
    }

    fn shell(&self, title: &str) -> StaffShell {
        StaffShell::of(&self.site, &self.visitor, &self.staff, Section::None, title)
    }

    fn organization(&self) -> &Organization {
        &self.known.organization
    }

    /// Whether he writes those of a unit.
    fn keeps(&self, unit: &UnitId) -> bool {
        self.organization().heads(&self.staff.person, unit)
    }

    /// The units of which he is the head; one he writes for already stays among them.
    fn units(&self, chosen: &str) -> Vec<Choice> {
        let is_head = |unit: &&xiaoneng_domain::organization::Unit| {
            unit.head.as_ref() == Some(&self.staff.person) || unit.id.as_str() == chosen
        };
        let units = self.organization().open_units().filter(is_head).map(|unit| {
            let mut choice = Choice::new(unit.id.as_str(), unit.name.clone());
            choice.is_chosen = unit.id.as_str() == chosen;
            choice
        });
        units.collect()
    }

    /// The template of an address, for whoever may change it; none for a new one.
    async fn found(&self, template: &str) -> Result<Option<&ReplyTemplate>, Problem> {
        if template == NEW {
            return match self.units("").is_empty() {
                true => Err(self.not_his(&self.staff.unit).await?),
                false => Ok(None),
            };
        }
        let number = template.parse::<u32>().ok();
        let found = number.and_then(|number| self.organization().templates.get(&number));
        let found = found.ok_or(Problem::NoSuchPage)?;
        match self.keeps(&found.unit) {
            true => Ok(Some(found)),
            false => Err(self.not_his(&found.unit).await?),
        }
    }

    async fn not_his(&self, unit: &UnitId) -> Result<Problem, Problem> {
        let names: Names = self.site.app().names().await?;
        let head = self.organization().head_of(unit);
        let who = head.map_or_else(String::new, |head| names.of(head).to_owned());
        Ok(Problem::MayNotSee { permission: self.w().permission().to_owned(), who })
    }

    fn line(&self, one: &ReplyTemplate) -> Line {
        let (w, organization) = (self.w(), self.organization());
        let office = organization.unit_for(Function::GeneralOffice).map(|office| &office.id);
        let unit = organization.unit(&one.unit).map(|unit| unit.name.clone()).unwrap_or_default();
        let whose = match office == Some(&one.unit) {
            true => format!("{unit} · {}", w.of_office()),
            false => unit,
        };
        let item = one.content.matter_type.as_ref();
        Line {
            title: one.content.title.clone(),
            offered_for: one.content.offered_for.name(),
            item: item.map_or_else(|| w.all_items().to_owned(), |code| self.item(code.as_str())),
            whose,
            text: one.content.text.clone(),
            path: match self.keeps(&one.unit) {
                true => format!("/w/templates/{}", one.ordinal),
                false => String::new(),
            },
        }
    }

    fn item(&self, code: &str) -> String {
        let rules = self.known.rules.on(self.site.app().clock().now().date());
        let found = rules.matter_types.get(&code.into());
        found.map_or_else(|| code.to_owned(), |found| found.name.clone())
    }

    fn form(&self, template: &str, typed: Typed, errors: Errors) -> axum::response::Response {
        let w = self.w();
        let is_new = template == NEW;
        let mut shell = self.shell(if is_new { w.write_one() } else { w.change() });
        if !errors.is_empty() {
            shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
        }
        let uses = TemplateFor::ALL.into_iter().enumerate().map(|(at, one)| {
            let mut choice = Choice::new(one.name(), one.name());
            choice.is_chosen =
                one.name() == typed.offered_for || typed.offered_for.is_empty() && at == 0;
            choice
        });
        let rules = self.known.rules.on(self.site.app().clock().now().date());
        let items = rules.matter_types.values().map(|item| {
            let mut choice = Choice::new(item.code.as_str(), item.name.clone());
            choice.is_chosen = item.code.as_str() == typed.item;
            choice
        });
        let blanks: Vec<String> =
            Placeholder::ALL.into_iter().map(|one| format!("{{{}}}", one.name())).collect();
        page(&FormPage {
            shell,
            errors,
            path: format!("/w/templates/{template}"),
            is_new,
            units: self.units(&typed.unit),
            uses: uses.collect(),
            items: items.collect(),
            text_hint: w.text_hint(LONGEST_TEMPLATE_TEXT),
            blanks: blanks.join(" "),
            typed,
            w,
        })
    }
}
