//! 督办列表. What waits for me and my unit, the desk of a pushing section with what is open, overdue
//! and urged, and all of them for supervision and leaders.

use std::str::FromStr as _;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Known;
use xiaoneng_app::listing::DocketPlace;
use xiaoneng_app::tasks::{ListedTask, TaskCounts, TaskShow, TasksOf, section_of};
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::docket::PUSHING;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::Role;
use xiaoneng_domain::stream::StreamId;

use super::sheet::{badge_of, state_word, unit_name};
use crate::Site;
use crate::kit::dates;
use crate::kit::light::Badge;
use crate::kit::lists::{Pager, Tab};
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::words::tasks::TaskWords;

const ON_A_PAGE: u32 = 50;

/// Which list, from where on.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Asked {
    of: String,
    section: String,
    show: String,
    at: Option<i64>,
    after: String,
}

/// 一项.
struct Line {
    path: String,
    badge: Badge,
    deadline: Option<Deadline>,
    ended: String,
    title: String,
    number: String,
    state: String,
    lead: String,
    section: String,
}

/// 一个科室 with what its desk counts (speech, clause 27).
struct Desk {
    path: String,
    name: String,
    counts: TaskCounts,
}

#[derive(Template)]
#[template(path = "workbench/tasks.html")]
struct TasksPage {
    shell: StaffShell,
    w: TaskWords,
    title: String,
    scopes: Vec<(String, &'static str, bool)>,
    /// Where a new one is begun, and what that is called; empty where he may not.
    new: &'static str,
    tabs: Vec<Tab>,
    /// The three counts of a section's desk; none elsewhere.
    figures: Option<TaskCounts>,
    desks: Vec<Desk>,
    lines: Vec<Line>,
    empty: &'static str,
    more: &'static str,
    pager: Pager,
}

/// 局长、分管领导: they give instructions.
pub(super) fn is_leader(staff: &Staff) -> bool {
    [Role::Director, Role::DeputyDirector].iter().any(|role| staff.roles.contains(role))
}

fn oversees(staff: &Staff) -> bool {
    let supervise = [Role::EfficacyOffice, Role::InspectionOffice];
    is_leader(staff) || supervise.iter().any(|role| staff.roles.contains(role))
}

/// `GET /w/tasks`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Answer {
    let w = TaskWords(visitor.language);
    let app = site.app();
    let (known, now) = (app.known().await?, app.clock().now());
    let own = section_of(&known.organization, &staff.person);
    let mine = || TasksOf::Mine(staff.person.clone());
    let of = match (asked.of.as_str(), &own) {
        ("mine", _) => mine(),
        ("all", _) => TasksOf::All,
        ("desk", _) if !asked.section.is_empty() => TasksOf::Desk(asked.section.as_str().into()),
        ("desk", Some(section)) => TasksOf::Desk(section.clone()),
        (_, Some(section)) if !is_leader(&staff) => TasksOf::Desk(section.clone()),
        (_, _) if oversees(&staff) => TasksOf::All,
        (_, _) => mine(),
    };
    let shown = shows(w).into_iter().find(|(code, ..)| *code == asked.show);
    let shown = shown.map_or(TaskShow::Open, |(_, show, _)| show);
    let place = asked.at.zip(StreamId::from_str(&asked.after).ok());
    let place = place.map(|(sort_at, stream)| DocketPlace { sort_at, stream });
    let actor = staff.actor();
    let found = app.tasks(&actor, (&of, shown), (place.as_ref(), ON_A_PAGE)).await?;
    let found = found.ok_or(Problem::NoSuchPage)?;
    let mut desks = Vec::new();
    if of == TasksOf::All {
        for section in PUSHING.into_iter().filter_map(|one| known.organization.unit_for(one)) {
            let desk = TasksOf::Desk(section.id.clone());
            let counted = app.tasks(&actor, (&desk, TaskShow::Overdue), (None, 0)).await?;
            let counts = counted.map(|page| page.counts).unwrap_or_default();
            let path = format!("/w/tasks?of=desk&section={}", section.id);
            desks.push(Desk { path, name: section.name.clone(), counts });
        }
    }
    let (code, title) = match &of {
        TasksOf::Mine(_) => ("of=mine".to_owned(), w.tasks().to_owned()),
        TasksOf::All => ("of=all".to_owned(), w.tasks().to_owned()),
        TasksOf::Desk(section) => {
            let name = unit_name(&known.organization, section);
            (format!("of=desk&section={section}"), w.desk_of(name))
        }
    };
    let next = found.next.as_ref().map(|next| {
        let at = format!("&at={}&after={}", next.sort_at, next.stream);
        format!("/w/tasks?{code}&show={}{at}", asked.show)
    });
    let lines = found.tasks.iter().map(|one| line(w, &known, now, one)).collect();
    let has_none = found.counts == TaskCounts::default();
    Ok(page(&TasksPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Tasks, &title),
        scopes: scopes(w, &staff, own.as_ref(), &of),
        new: match (is_leader(&staff), own.is_some()) {
            (true, _) => w.instruct(),
            (false, true) => w.propose(),
            (false, false) => "",
        },
        tabs: tabs(w, (&code, &of), shown, &found.counts),
        figures: matches!(of, TasksOf::Desk(_)).then_some(found.counts),
        desks,
        lines,
        empty: if has_none { w.none() } else { w.none_here() },
        more: if found.counts.is_more { w.more_counted() } else { "" },
        pager: Pager {
            previous: place.map(|_| format!("/w/tasks?{code}")).unwrap_or_default(),
            words: String::new(),
            next: next.unwrap_or_default(),
        },
        title,
        w,
    }))
}

fn shows(w: TaskWords) -> [(&'static str, TaskShow, &'static str); 8] {
    [
        ("open", TaskShow::Open, w.show_open()),
        ("proposed", TaskShow::Proposed, w.show_proposed()),
        ("unsigned", TaskShow::Unsigned, w.show_unsigned()),
        ("unreported", TaskShow::Unreported, w.show_unreported()),
        ("reported", TaskShow::Reported, w.show_reported()),
        ("overdue", TaskShow::Overdue, w.show_overdue()),
        ("urged", TaskShow::Urged, w.show_urged()),
        ("ended", TaskShow::Ended, w.show_ended()),
    ]
}

fn tabs(
    w: TaskWords,
    (code, of): (&str, &TasksOf),
    shown: TaskShow,
    counts: &TaskCounts,
) -> Vec<Tab> {
    let is_mine = matches!(of, TasksOf::Mine(_));
    let tab = |(name, show, word): (&str, TaskShow, &str)| {
        let count = match show {
            TaskShow::Open => Some(counts.open),
            TaskShow::Proposed => Some(counts.proposed).filter(|_| !is_mine),
            TaskShow::Unsigned => Some(counts.unsigned),
            TaskShow::Unreported => Some(counts.unreported).filter(|_| is_mine),
            TaskShow::Reported => Some(counts.reported).filter(|_| !is_mine),
            TaskShow::Overdue => Some(counts.overdue),
            TaskShow::Urged => Some(counts.urged),
            TaskShow::Ended => None,
        };
        let is_ended = show == TaskShow::Ended;
        (count.is_some() || is_ended).then(|| Tab {
            path: format!("/w/tasks?{code}&show={name}"),
            word: word.to_owned(),
            icon: "",
            count: count.map(|count| count.to_string()).unwrap_or_default(),
            is_current: show == shown,
            is_apart: is_ended,
        })
    };
    shows(w).into_iter().filter_map(tab).collect()
}

fn scopes(
    w: TaskWords,
    staff: &Staff,
    own: Option<&UnitId>,
    of: &TasksOf,
) -> Vec<(String, &'static str, bool)> {
    let is_mine = matches!(of, TasksOf::Mine(_));
    let mut scopes = vec![("/w/tasks?of=mine".to_owned(), w.of_mine(), is_mine)];
    if let Some(section) = own {
        let is_here = *of == TasksOf::Desk(section.clone());
        scopes.push(("/w/tasks?of=desk".to_owned(), w.of_desk(), is_here));
    }
    if oversees(staff) {
        scopes.push(("/w/tasks?of=all".to_owned(), w.of_all(), *of == TasksOf::All));
    }
    if scopes.len() > 1 { scopes } else { Vec::new() }
}

fn line(w: TaskWords, known: &Known, now: Instant, one: &ListedTask) -> Line {
    let calendar = known.rules.calendar();
    let badge = badge_of(w, &one.task, calendar, now);
    let due_at = one.task.round().map(|round| round.due.at).filter(|_| one.task.is_open());
    let unit = |unit: &UnitId| unit_name(&known.organization, unit);
    let facts = one.task.proposal.as_ref().map(|proposal| &proposal.facts);
    Line {
        path: format!("/w/tasks/{}", one.number),
        deadline: due_at.map(|at| Deadline::of(*w, calendar, now, at).beside(badge.kind)),
        badge,
        ended: one.row.ended_at.map(dates::short).unwrap_or_default(),
        title: if one.title.is_empty() { one.number.to_string() } else { one.title.clone() },
        number: one.number.to_string(),
        state: state_word(w, &one.row.state).to_owned(),
        lead: facts.map(|facts| unit(&facts.lead.unit)).unwrap_or_default(),
        section: facts.map(|facts| unit(&facts.section)).unwrap_or_default(),
    }
}
