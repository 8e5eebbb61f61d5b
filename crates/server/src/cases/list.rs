//! 案件清单 of those who handle cases: what waits for them, all that is open, what has ended.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Names;
use xiaoneng_app::cases::{CaseLine, CasesOf};
use xiaoneng_app::docket::DocketPlace;
use xiaoneng_domain::accountability::{Stage, Subject};
use xiaoneng_domain::organization::Organization;

use crate::Site;
use crate::cases::words::CaseWords;
use crate::kit::dates;
use crate::kit::lists::{Pager, Tab};
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const ON_A_PAGE: u32 = 50;

/// Which of them, from where on.
#[derive(Deserialize, Default)]
pub(super) struct Asking {
    #[serde(default)]
    show: String,
    #[serde(default)]
    at: Option<i64>,
    #[serde(default)]
    after: Option<String>,
}

/// 清单的一行.
pub(super) struct Line {
    pub(super) number: String,
    pub(super) subject: String,
    pub(super) source: &'static str,
    pub(super) stage: &'static str,
    pub(super) waits_for: String,
    pub(super) waits_for_me: bool,
    pub(super) due: String,
    pub(super) is_late: bool,
    pub(super) opened: String,
}

#[derive(Template)]
#[template(path = "cases/list.html")]
struct ListPage {
    shell: StaffShell,
    w: CaseWords,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    pager: Pager,
    may_open: bool,
}

/// `GET /s/cases`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = CaseWords(visitor.language);
    let app = site.app();
    let (of, is_open) = match asking.show.as_str() {
        "open" => (CasesOf::All, true),
        "ended" => (CasesOf::All, false),
        _ => (CasesOf::ToDo, true),
    };
    let stream = asking.after.as_deref().and_then(|stream| stream.parse().ok());
    let place = asking.at.zip(stream);
    let place = place.map(|(sort_at, stream)| DocketPlace { sort_at, stream });
    let found = app.list_cases(&staff.person, of, is_open, (place.as_ref(), ON_A_PAGE)).await?;
    let (known, names) = (app.known().await?, app.names().await?);
    let now = app.clock().now();
    let show = match (of, is_open) {
        (CasesOf::ToDo | CasesOf::Own, _) => "todo",
        (CasesOf::All, true) => "open",
        (CasesOf::All, false) => "ended",
    };
    let next = found.next.as_ref().map(|next| {
        let (at, after) = (next.sort_at.to_string(), next.stream.to_string());
        let fields = [("show", show), ("at", at.as_str()), ("after", after.as_str())];
        format!("/s/cases?{}", serde_urlencoded::to_string(fields).unwrap_or_default())
    });
    let tab = |code: &str, word: &str| Tab {
        path: format!("/s/cases?show={code}"),
        word: word.to_owned(),
        icon: "",
        count: String::new(),
        is_current: code == show,
        is_apart: false,
    };
    let line = |one: &CaseLine| Line {
        is_late: one.row.due_at.is_some_and(|due| due < now),
        ..line_of(w, (&known.organization, &names), one)
    };
    Ok(page(&ListPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.title()),
        tabs: vec![
            tab("todo", w.tab_todo()),
            tab("open", w.tab_open()),
            tab("ended", w.tab_ended()),
        ],
        lines: found.rows.iter().map(line).collect(),
        pager: Pager {
            previous: place.map(|_| format!("/s/cases?show={show}")).unwrap_or_default(),
            words: String::new(),
            next: next.unwrap_or_default(),
        },
        may_open: app.may_open_case(&staff.actor()).await?,
        w,
    }))
}

/// A line as both lists show it.
pub(super) fn line_of(
    w: CaseWords,
    (organization, names): (&Organization, &Names),
    one: &CaseLine,
) -> Line {
    let acts: Vec<&str> = one.acts_due.iter().map(|act| w.act(*act)).collect();
    Line {
        number: one.number.to_string(),
        subject: subject_of(w, (organization, names), &one.subject),
        source: one.source.map_or("", |source| source.name()),
        stage: state_word(w, &one.row.state),
        waits_for: acts.join(w.choose("、", ", ")),
        waits_for_me: one.waits_for_me,
        due: one.row.due_at.map(dates::short).unwrap_or_default(),
        is_late: false,
        opened: dates::short(one.row.opened_at),
    }
}

/// About whom it is: `教育科 · 郑洋`, or the unit.
pub(super) fn subject_of(
    w: CaseWords,
    (organization, names): (&Organization, &Names),
    subject: &Subject,
) -> String {
    let unit = organization.unit(subject.unit());
    let unit = unit.map_or(subject.unit().as_str(), |unit| unit.name.as_str());
    match subject.person() {
        Some(person) => format!("{unit}{}{}", w.choose(" · ", ", "), names.of(person)),
        None => unit.to_owned(),
    }
}

/// 状态, as the rows have it.
fn state_word(w: CaseWords, state: &str) -> &'static str {
    match state {
        "appeal" => w.state_appeal(),
        "review" => w.state_review(),
        "final" => w.is_final(),
        "lifted" => w.state_lifted(),
        other => Stage::of_code(other).map_or("", |stage| stage.name()),
    }
}
