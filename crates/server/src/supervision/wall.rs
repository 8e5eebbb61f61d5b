//! 督办大屏. The board for a screen on a wall: large letters on a dark ground, no name of a person, no
//! word of a citizen, nothing to press. Whoever is signed in opens it here; a screen comes by a link.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use xiaoneng_app::board::{Board, DueHour};
use xiaoneng_app::desk_overview::Lights;

use crate::Site;
use crate::kit::language::Language;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::visitor::Visitor;
use crate::kit::words::KitWords;
use crate::kit::{dates, live};
use crate::supervision::entries::{BOARD, Visit};
use crate::supervision::told::{Teller, hours};
use crate::supervision::words::{BoardWords, WallWords};

/// So many lines stand there in full height.
const TALL: usize = 6;
/// So many low ones have room.
const LOW: usize = 10;
/// The greatest figure that stands there in full size.
const LONGEST: u32 = 9_999;
/// So many shapes stand above one another.
const SHAPES: u32 = 4;

/// What of the wall differs by who opens it.
struct Way {
    /// Where changes are heard of.
    live: String,
}

/// 超期的一件 as it stands on the wall.
struct RedLine {
    unit: String,
    /// 事项; empty where it is not told.
    item: String,
    over: String,
    clock: &'static str,
}

#[derive(Template)]
#[template(path = "supervision/wall.html")]
struct WallPage {
    k: KitWords,
    w: WallWords,
    b: BoardWords,
    css: String,
    js: String,
    icons: String,
    live: String,
    bureau: String,
    now: String,
    as_of: String,
    as_of_machine: String,
    lights: Lights,
    filed_today: u32,
    completed_today: u32,
    reds: Vec<RedLine>,
    not_listed: u32,
    units: Vec<(String, u32)>,
    other_units: usize,
    other_reds: u32,
    all_units: usize,
    due: Vec<DueHour>,
    due_today: u32,
    waits: [(&'static str, u32); 3],
    last_red: String,
}

impl WallPage {
    fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.icons)
    }

    /// Whether there are more lines than stand there in full height.
    fn is_tight(lines: usize, rest: bool) -> bool {
        lines + usize::from(rest) > TALL
    }

    /// Whether a figure has more digits than stand there in full size.
    fn is_long(figure: &u32) -> bool {
        *figure > LONGEST
    }

    fn shapes(count: &u32) -> std::ops::Range<u32> {
        0..(*count).min(SHAPES)
    }
}

/// `GET /s/wall`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(&BOARD)?;
    let board = visit.site.app().wall().await?;
    let way = Way { live: "/s/wall/live".to_owned() };
    wall(&visit.site, visit.visitor.language, board, way).await
}

/// `GET /s/wall/live`
pub(crate) async fn watch(visit: Visit, headers: HeaderMap) -> Answer {
    visit.through(&BOARD)?;
    let site = &visit.site;
    live::watch(site, &headers, || async { Ok(live::digits(&site.app().wall().await?.stands())) })
        .await
}

/// `GET /wall/{token}`
pub(crate) async fn show_linked(
    State(site): State<Site>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Answer {
    let board = site.app().wall_by_link(&token).await?.ok_or(Problem::NoSuchPage)?;
    let way = Way { live: format!("/wall/{token}/live") };
    Ok(untold(wall(&site, visitor.language, board, way).await?))
}

/// `GET /wall/{token}/live`
pub(crate) async fn watch_linked(
    State(site): State<Site>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let stands = || async {
        let board = site.app().wall_by_link(&token).await?.ok_or(Problem::NoSuchPage)?;
        Ok(live::digits(&board.stands()))
    };
    Ok(untold(live::watch(&site, &headers, stands).await?))
}

/// The address of this page is told to nobody.
fn untold(mut response: Response) -> Response {
    let quiet = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    response
}

async fn wall(site: &Site, language: Language, board: Board, way: Way) -> Answer {
    let (w, b, assets) = (WallWords(language), BoardWords(language), site.assets());
    let teller = Teller::new(site.app(), language).await?;
    let organization = &teller.known.organization;
    let bureau = organization.bureau().map(|bureau| bureau.name.clone()).unwrap_or_default();
    let Board { as_of, lights, waits, .. } = board;
    let all_units = organization.open_units().count();
    let mut units: Vec<(String, u32)> =
        board.units.iter().map(|(unit, count)| (teller.unit(unit), *count)).collect();
    units.truncate(LOW - 1);
    let listed: u32 = units.iter().map(|(_, count)| count).sum();
    let mut reds: Vec<RedLine> = board
        .reds
        .iter()
        .map(|red| RedLine {
            unit: teller.unit(&red.unit),
            item: red.matter.as_ref().map(|matter| teller.item(matter)).unwrap_or_default(),
            over: teller.over(red),
            clock: teller.clock(&red.clock),
        })
        .collect();
    let mut not_listed = board.not_listed;
    if not_listed > 0 && reds.len() >= LOW {
        not_listed += u32::try_from(reds.len() - (LOW - 1)).unwrap_or(0);
        reds.truncate(LOW - 1);
    }
    let told =
        |(unit, at): &(_, _)| b.last_red(dates::day_and_time(language, *at), teller.unit(unit));
    Ok(page(&WallPage {
        k: KitWords(language),
        css: assets.url("wall.css").to_owned(),
        js: assets.url("site.js").to_owned(),
        icons: assets.url("icons.svg").to_owned(),
        live: way.live,
        bureau,
        now: format!("{} {}", dates::day(language, as_of.date()), dates::time(as_of)),
        as_of: dates::time(as_of),
        as_of_machine: dates::machine(as_of),
        lights,
        filed_today: board.filed_today,
        completed_today: board.completed_today,
        reds,
        not_listed,
        other_units: all_units.saturating_sub(units.len()),
        other_reds: lights.overdue.saturating_sub(listed),
        units,
        all_units,
        due: hours(as_of, &board.due_today),
        due_today: board.due_today.iter().map(|due| due.count).sum(),
        waits: [
            (b.unsigned(), waits.unsigned),
            (b.rulings(), waits.rulings),
            (b.extensions(), waits.extensions),
        ],
        last_red: board.last_red.as_ref().map(told).unwrap_or_default(),
        w,
        b,
    }))
}
