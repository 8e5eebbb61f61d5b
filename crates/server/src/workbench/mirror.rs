//! 五个不让. The private mirror: five counters, each with what is behind it.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_app::never_let::{Behind, Mark, Mirror, NeverLet};
use xiaoneng_domain::id::PersonId;

use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::docket_place::{docket_name, docket_path};
use crate::workbench::lines::Lines;
use crate::workbench::words::DeskWords;
use crate::workbench::words::dockets::DocketWords;
use crate::workbench::words::mirror::MirrorWords;

/// 一项 of the five.
struct Counter {
    code: &'static str,
    word: &'static str,
    says: &'static str,
    lines: Vec<Line>,
}

/// 背后的一件.
struct Line {
    path: String,
    title: String,
    name: String,
    when: String,
}

#[derive(Template)]
#[template(path = "workbench/mirror.html")]
struct MirrorPage {
    shell: StaffShell,
    w: MirrorWords,
    title: String,
    as_of: String,
    counters: Vec<Counter>,
}

/// `GET /w/mirror`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    of(&site, (&visitor, &staff), &staff.person).await
}

/// `GET /w/mirror/{person}`: somebody of a unit he heads.
pub(crate) async fn show_other(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(person): Path<String>,
) -> Answer {
    of(&site, (&visitor, &staff), &PersonId::from(person)).await
}

async fn of(site: &Site, (visitor, staff): (&Visitor, &Staff), person: &PersonId) -> Answer {
    let w = MirrorWords(visitor.language);
    let mirror = site.app().mirror(&staff.actor(), person).await?.ok_or(Problem::NoSuchPage)?;
    let lines = Lines::new(site.app(), DeskWords(visitor.language)).await?;
    let (title, section) = match *person == staff.person {
        true => (w.title().to_owned(), Section::None),
        false => (w.of_whom(lines.names.of(person)), Section::Unit),
    };
    let mut counters = Vec::new();
    for of in NeverLet::ALL {
        counters.push(counter((w, &lines), &mirror, *of).await?);
    }
    Ok(page(&MirrorPage {
        shell: StaffShell::of(site, visitor, staff, section, &title),
        w,
        title,
        as_of: dates::time(mirror.as_of),
        counters,
    }))
}

async fn counter(
    (w, lines): (MirrorWords, &Lines<'_>),
    mirror: &Mirror,
    of: NeverLet,
) -> Result<Counter, Problem> {
    let mut shown = Vec::new();
    for mark in mirror.marks.iter().filter(|mark| mark.of == of) {
        shown.push(line((w, lines), mark).await?);
    }
    let (word, says) = words_of(w, of);
    Ok(Counter { code: of.code(), word, says, lines: shown })
}

async fn line((w, lines): (MirrorWords, &Lines<'_>), mark: &Mark) -> Result<Line, Problem> {
    let at = dates::short(mark.at);
    let when = match mark.of {
        NeverLet::Delay | NeverLet::Backlog => w.fell_due(at),
        NeverLet::Fault | NeverLet::Coldness | NeverLet::Image => w.since(at),
    };
    Ok(match &mark.behind {
        Behind::Matter(number) => {
            let gist = lines.gist(number).await?;
            let title = if gist.is_empty() { w.matter().to_owned() } else { gist.to_string() };
            Line { path: format!("/w/m/{number}"), title, name: number.to_string(), when }
        }
        Behind::Docket(stream) => {
            let title = docket_name(DocketWords(w.0), stream);
            Line { path: docket_path(stream), title, name: String::new(), when }
        }
    })
}

/// One of the five, and what counts in it.
pub(super) fn words_of(w: MirrorWords, of: NeverLet) -> (&'static str, &'static str) {
    match of {
        NeverLet::Delay => (w.delay(), w.delay_says()),
        NeverLet::Backlog => (w.backlog(), w.backlog_says()),
        NeverLet::Fault => (w.fault(), w.fault_says()),
        NeverLet::Coldness => (w.coldness(), w.coldness_says()),
        NeverLet::Image => (w.image(), w.image_says()),
    }
}
