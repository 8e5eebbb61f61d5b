//! 督办页. One task: its clocks, who stands in it, what may be done now, its orders, its evidence,
//! what happened.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use xiaoneng_domain::task::{UrgingOrder, task_state};

use super::Looking;
use super::deeds::{DEEDS, May, find, may};
use super::sheet::{Sheet, badge_of, refusal_words, state_word};
use super::trail::lines;
use crate::Site;
use crate::kit::clock_face::ClockFace;
use crate::kit::dates;
use crate::kit::light::{Badge, LightKind};
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::workbench::words::tasks::TaskWords;

/// So many clocks stand side by side.
const SIDE_BY_SIDE: usize = 3;

/// What may not be done, and why.
struct NotNow {
    word: &'static str,
    says: String,
    clause: String,
}

/// 督办单 in the list.
struct OrderLine {
    ordinal: u32,
    number: String,
    level: &'static str,
    when: String,
    to: String,
    demand: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "workbench/task.html")]
struct TaskPage {
    shell: StaffShell,
    w: TaskWords,
    number: String,
    title: String,
    done: String,
    clocks: Vec<Vec<ClockFace>>,
    holders: Vec<(&'static str, String, String)>,
    first: Vec<(String, &'static str)>,
    second: Vec<(String, &'static str)>,
    not_now: Vec<NotNow>,
    about: Vec<(&'static str, String)>,
    orders: Vec<OrderLine>,
    evidence: Vec<(String, String)>,
    trail: Vec<TimelineLine>,
    is_open: bool,
}

/// What was done just before.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    ok: Option<String>,
}

/// `GET /w/tasks/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let looking = Looking::of(site, visitor, staff, &number);
    let Some((dossier, names)) = looking.open().await? else { return looking.closed() };
    let sheet = Sheet::of(&looking, (&dossier, &names), "");
    let (w, title) = (looking.w(), sheet.title());
    let done = match asked.ok.as_deref() {
        Some("proposed") => w.proposed(),
        Some("instructed") => w.instructed(),
        Some(slug) => find(slug).map_or("", |deed| deed.done(w)),
        None => "",
    };
    let (mut first, mut second, mut not_now) = (Vec::new(), Vec::new(), Vec::new());
    for deed in DEEDS {
        let (path, word) = (format!("{}/{}", looking.path(), deed.slug()), deed.title(w));
        match may(deed, &sheet) {
            May::NotHis => {}
            May::Now if deed.is_first() => first.push((path, word)),
            May::Now => second.push((path, word)),
            May::NotNow(no) => not_now.push(NotNow {
                word,
                says: refusal_words(dossier.organization(), &no),
                clause: no.clause(),
            }),
        }
    }
    let mut faces = faces(&sheet);
    let mut clocks = Vec::new();
    while !faces.is_empty() {
        let rest = faces.split_off(faces.len().min(SIDE_BY_SIDE));
        clocks.push(std::mem::replace(&mut faces, rest));
    }
    let evidence = (1..=dossier.evidence().len())
        .map(|place| (format!("{}/file/{place}", looking.path()), w.evidence_one(place)));
    let (visitor, staff) = (&looking.visitor, &looking.staff);
    Ok(page(&TaskPage {
        shell: StaffShell::of(&looking.site, visitor, staff, Section::Tasks, &title),
        w,
        number,
        done: done.to_owned(),
        clocks,
        holders: holders(&sheet),
        first,
        second,
        not_now,
        about: about(&sheet),
        orders: dossier.task.orders.iter().map(|order| order_line(&sheet, order)).collect(),
        evidence: evidence.collect(),
        trail: lines(&sheet),
        is_open: dossier.task.opening.is_some(),
        title,
    }))
}

/// `GET /w/tasks/{number}/file/{ordinal}`
pub(super) async fn fetch_file(
    State(site): State<Site>,
    staff: Staff,
    Path((number, ordinal)): Path<(String, u32)>,
) -> Answer {
    let task = number.as_str().into();
    let found = site.app().evidence_of_task(&staff.actor(), &task, ordinal).await?;
    let found = found.ok_or(Problem::NoSuchPage)?;
    let name = format!("attachment; filename=\"{number}-{ordinal}.{}\"", found.media_type.ending());
    let mut response = (StatusCode::OK, found.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(found.media_type.mime()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// 办结, each 协办 with its own, and the next progress report.
fn faces(sheet: &Sheet<'_>) -> Vec<ClockFace> {
    let (w, task, now) = (sheet.w, sheet.task(), sheet.dossier.now);
    let calendar = sheet.dossier.rules().calendar();
    let deadline = |due_at, kind| Deadline::of(*w, calendar, now, due_at).beside(kind);
    let Some(round) = task.round() else { return Vec::new() };
    let badge = badge_of(w, task, calendar, now);
    let mut by = vec![w.clock_due(sheet.moment(round.due.at))];
    if round.due.at != round.first_due.at {
        by.push(w.clock_first(dates::day(*w, round.first_due.at.date())));
    }
    if round.due.is_provisional {
        by.push(w.clock_provisional().to_owned());
    }
    let runs = task.is_open() && task.pending_report().is_none();
    let mut faces = vec![ClockFace {
        name: w.clock_main().to_owned(),
        deadline: runs.then(|| deadline(round.due.at, badge.kind)),
        stopped: if runs { String::new() } else { badge.word.to_owned() },
        badge,
        by: by.join(" · "),
    }];
    for assist in &task.assists {
        let kind = match (assist.is_late(now), assist.answered_at.is_some()) {
            (true, true) => LightKind::Late,
            (false, true) => LightKind::Done,
            (true, false) => LightKind::Red,
            (false, false) => LightKind::Green,
        };
        let runs = assist.answered_at.is_none() && task.is_open();
        faces.push(ClockFace {
            name: w.clock_assist(sheet.unit(&assist.unit)),
            badge: Badge::new(*w, kind, ""),
            deadline: runs.then(|| deadline(assist.due.at, kind)),
            stopped: assist.answered_at.map(dates::short).unwrap_or_default(),
            by: w.clock_due(sheet.moment(assist.due.at)),
        });
    }
    if let Some(due_at) = task.progress_due_at.filter(|_| runs) {
        let kind = if now > due_at { LightKind::Red } else { LightKind::Green };
        faces.push(ClockFace {
            name: w.clock_progress().to_owned(),
            badge: Badge::new(*w, kind, ""),
            deadline: Some(deadline(due_at, kind)),
            stopped: String::new(),
            by: w.clock_due(sheet.moment(due_at)),
        });
    }
    faces
}

/// Label, who, and what is said beside.
fn holders(sheet: &Sheet<'_>) -> Vec<(&'static str, String, String)> {
    let (w, task) = (sheet.w, sheet.task());
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let facts = &proposal.facts;
    let beside = |words: &str| w.choose(format!("（{words}）"), format!(" ({words})"));
    let mut holders = vec![(w.holders_section(), sheet.unit(&facts.section), String::new())];
    let signed = match (&task.signed, &task.opening) {
        (Some(_), _) => beside(w.signed()),
        (None, Some(_)) => beside(w.not_signed()),
        (None, None) => String::new(),
    };
    holders.push((w.holders_lead(), sheet.unit(&facts.lead.unit), signed));
    for wish in &facts.assisting {
        let found = task.assists.iter().find(|one| one.unit == wish.unit);
        let says = match found {
            Some(one) if one.fell_overdue_at.is_some() => beside(w.assist_late()),
            Some(one) if one.answered_at.is_some() => beside(w.answered()),
            Some(one) if one.signed_at.is_some() => beside(w.signed()),
            Some(_) => beside(w.not_signed()),
            None => String::new(),
        };
        holders.push((w.holders_assist(), sheet.unit(&wish.unit), says));
    }
    if let Some(opening) = &task.opening {
        holders.push((w.holders_slip(), w.task_number_slip(opening.slip), String::new()));
    }
    holders.push((w.holders_state(), state_word(w, task_state(task)).to_owned(), String::new()));
    holders
}

/// What is to be done, whence, how well.
pub(super) fn about(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let (w, task) = (sheet.w, sheet.task());
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let facts = &proposal.facts;
    let source = format!("{} · {}", facts.source_kind.name(), sheet.text(&facts.source_document));
    let mut about = vec![
        (w.source_kind(), source),
        (w.urgency(), facts.urgency.name().to_owned()),
        (w.content(), sheet.text(&facts.content)),
        (w.demand(), sheet.text(&facts.demand)),
        (w.quality(), sheet.text(&facts.quality)),
    ];
    about.extend(facts.later.map(|later| (w.later(), sheet.text(&later))));
    about
}

fn order_line(sheet: &Sheet<'_>, order: &UrgingOrder) -> OrderLine {
    let w = sheet.w;
    let to: Vec<String> = order.recipients.iter().map(|person| sheet.name(person)).collect();
    let answered = order.answer.as_ref();
    OrderLine {
        ordinal: order.ordinal,
        number: w.order_number(order.slip),
        level: order.level.name(),
        when: dates::short(order.at),
        to: to.join(w.choose("、", ", ")),
        demand: order.demand.map_or_else(|| w.by_rule().to_owned(), |text| sheet.text(&text)),
        answer: answered.map_or_else(
            || w.order_waits().to_owned(),
            |answer| w.order_answered(sheet.text(&answer.stuck), dates::day(*w, answer.done_on)),
        ),
    }
}
