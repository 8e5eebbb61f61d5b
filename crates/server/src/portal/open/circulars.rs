//! 公开的通报. Facts as counts, demands with their days; nobody is named.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_app::Known;
use xiaoneng_app::circulars::{PublicCircular, PublicItem};
use xiaoneng_domain::id::UnitId;

use crate::Site;
use crate::kit::dates;
use crate::kit::fact_words::FactWords;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::open::OpenWords;

/// 一份通报 in the list.
struct Line {
    path: String,
    title: String,
    document_number: String,
    date: String,
}

/// 一条 of one.
struct Item {
    unit: String,
    counted: String,
    demand: String,
    due: String,
    names_somebody: bool,
}

#[derive(Template)]
#[template(path = "portal/circulars.html")]
struct CircularsPage {
    shell: PublicShell,
    w: OpenWords,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "portal/circular.html")]
struct CircularPage {
    shell: PublicShell,
    w: OpenWords,
    title: String,
    document_number: String,
    office: String,
    date: String,
    items: Vec<Item>,
    corrections: Vec<(String, String)>,
}

/// `GET /open/circulars`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = OpenWords(visitor.language);
    let circulars = site.app().public_circulars().await?;
    let line = |one: &PublicCircular| Line {
        path: format!("/open/circulars/{}", one.number),
        title: one.title.clone(),
        document_number: one.document_number.clone(),
        date: dates::whole_day(*w, one.published_at.date()),
    };
    Ok(page(&CircularsPage {
        shell: PublicShell::of(&site, &visitor, Section::None, w.circulars()).await,
        lines: circulars.iter().map(line).collect(),
        w,
    }))
}

/// `GET /open/circulars/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Answer {
    let w = OpenWords(visitor.language);
    let found = site.app().public_circular(&number.as_str().into()).await?;
    let (found, known) = (found.ok_or(Problem::NoSuchPage)?, site.app().known().await?);
    let correction = |(day, text, withdrawn): &(_, String, usize)| {
        (w.correction(dates::whole_day(*w, *day), withdrawn), text.clone())
    };
    Ok(page(&CircularPage {
        shell: PublicShell::of(&site, &visitor, Section::None, &found.title).await,
        office: name(&known, &found.office),
        date: dates::whole_day(*w, found.published_at.date()),
        items: found.items.iter().map(|one| item(w, &known, one)).collect(),
        corrections: found.corrections.iter().map(correction).collect(),
        title: found.title,
        document_number: found.document_number,
        w,
    }))
}

fn item(w: OpenWords, known: &Known, one: &PublicItem) -> Item {
    let due = one.rectify_by.map(|due| dates::whole_day(*w, due.at.date()));
    Item {
        unit: name(known, &one.unit),
        counted: FactWords(*w).counts(&one.counts),
        demand: one.demand.clone(),
        due: due.unwrap_or_default(),
        names_somebody: one.names_somebody,
    }
}

fn name(known: &Known, unit: &UnitId) -> String {
    known.organization.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}
