//! 投诉清单. What somebody has a part in; of the rest one number, of a quarter that is over.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::complaints::{ComplaintLine, QuarterFigure};
use xiaoneng_domain::complaint::{Figure, Mode};
use xiaoneng_domain::organization::Organization;

use crate::Site;
use crate::complaints::words::ComplaintWords;
use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// Which of them.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    ended: Option<String>,
}

struct Line {
    reference: String,
    unit: String,
    stage: &'static str,
    mode: &'static str,
    filed: String,
    due: String,
    is_late: bool,
    part: String,
}

#[derive(Template)]
#[template(path = "complaints/list.html")]
struct ListPage {
    shell: StaffShell,
    w: ComplaintWords,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    figure: String,
    may_register: bool,
    reads_conclusions: bool,
}

/// `GET /s/complaints`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = ComplaintWords(visitor.language);
    let app = site.app();
    let is_open = asking.ended.is_none();
    let found = app.complaints(&staff.actor(), is_open).await?;
    let known = app.known().await?;
    let now = app.clock().now();
    let tab = |path: &str, word: &str, is_current| Tab {
        path: path.to_owned(),
        word: word.to_owned(),
        icon: "",
        count: String::new(),
        is_current,
        is_apart: false,
    };
    let line = |one: ComplaintLine| Line {
        is_late: one.due_at.is_some_and(|due| due < now),
        ..line_of(w, &known.organization, one)
    };
    Ok(page(&ListPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.title()),
        tabs: vec![
            tab("/s/complaints", w.tab_open(), is_open),
            tab("/s/complaints?ended=1", w.tab_ended(), !is_open),
        ],
        lines: found.into_iter().map(line).collect(),
        figure: app.complaint_figure().await?.map(|one| figure(w, one)).unwrap_or_default(),
        may_register: app.may_register_complaints(&staff.actor()).await?,
        reads_conclusions: app.reads_conclusions(&staff.actor()).await?,
        w,
    }))
}

fn line_of(w: ComplaintWords, organization: &Organization, one: ComplaintLine) -> Line {
    let unit = organization.unit(&one.unit);
    let parts: Vec<&str> = one.parts.iter().map(|part| part.name()).collect();
    Line {
        unit: unit.map_or_else(|| one.unit.to_string(), |unit| unit.name.clone()),
        stage: one.stage.name(),
        mode: one.mode.map(Mode::name).unwrap_or_default(),
        filed: dates::short(one.filed_at),
        due: one.due_at.map(dates::short).unwrap_or_default(),
        is_late: false,
        part: parts.join(w.choose("、", ", ")),
        reference: one.reference.to_string(),
    }
}

fn figure(w: ComplaintWords, one: QuarterFigure) -> String {
    match one.filed {
        Figure::Shown(count) => w.figure(one.year, one.quarter, count),
        Figure::Hidden => w.figure_hidden(one.year, one.quarter),
    }
}
