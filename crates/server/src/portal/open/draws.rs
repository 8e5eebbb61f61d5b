//! 抽签公示. The seed and the digest of the list stand here before anything is drawn; list and result
//! once everything drawn has its record. Each time the page is opened it draws again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use xiaoneng_app::Known;
use xiaoneng_app::inspections::{PublicDraw, Subject};
use xiaoneng_domain::inspection::Candidate;

use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::open::OpenWords;

/// What anybody may type to draw again; the list is the file beside it.
const SHELL: &str = r#"while read -r id; do
  printf 'xiaoneng/draw/1\n%s\n%s' "$SEED" "$id" | sha256sum | cut -d' ' -f1 | tr '\n' ' '
  echo "$id"
done < list.txt | LC_ALL=C sort | head -n "$N" | cut -d' ' -f2"#;

/// 一次抽签 in the list.
struct Line {
    path: String,
    number: String,
    office: String,
    published: String,
    words: String,
    standing: String,
}

#[derive(Template)]
#[template(path = "portal/draws.html")]
struct DrawsPage {
    shell: PublicShell,
    w: OpenWords,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "portal/draw.html")]
struct DrawPage {
    shell: PublicShell,
    w: OpenWords,
    number: String,
    facts: Vec<(&'static str, String)>,
    seed: String,
    digest: String,
    /// Why there is no result to be seen; empty where there is.
    waits: &'static str,
    result: Vec<(String, String)>,
    /// Whether the draw done just now gave the same.
    again: &'static str,
    is_the_same: bool,
    list_path: String,
    shell_lines: String,
}

/// `GET /open/draws`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = OpenWords(visitor.language);
    let (draws, known) = (site.app().public_draws().await?, site.app().known().await?);
    let line = |draw: &PublicDraw| Line {
        path: format!("/open/draws/{}", draw.number),
        number: draw.number.to_string(),
        office: office(&known, draw),
        published: dates::whole_day(*w, draw.published_at.date()),
        words: w.draws_of(draw.seed.universe_size, draw.seed.sample),
        standing: standing(w, draw).to_owned(),
    };
    Ok(page(&DrawsPage {
        shell: PublicShell::of(&site, &visitor, Section::None, w.draws()).await,
        lines: draws.iter().map(line).collect(),
        w,
    }))
}

fn office(known: &Known, draw: &PublicDraw) -> String {
    let unit = known.organization.unit(&draw.office);
    unit.map_or_else(|| draw.office.to_string(), |unit| unit.name.clone())
}

fn standing(w: OpenWords, draw: &PublicDraw) -> &'static str {
    match (&draw.released, draw.drawn_at, draw.is_cancelled) {
        (_, _, true) => w.draw_cancelled(),
        (Some(_), _, false) => w.draw_released(),
        (None, Some(_), false) => w.draw_checking(),
        (None, None, false) => w.draw_published(),
    }
}

async fn found(site: &Site, number: &str) -> Result<PublicDraw, Problem> {
    site.app().public_draw(&number.into()).await?.ok_or(Problem::NoSuchPage)
}

/// `GET /open/draws/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Answer {
    let w = OpenWords(visitor.language);
    let (draw, known) = (found(&site, &number).await?, site.app().known().await?);
    let when = |at| dates::day_and_time(*w, at);
    let mut facts = vec![
        (w.office(), office(&known, &draw)),
        (w.size(), draw.seed.universe_size.to_string()),
        (w.sample(), draw.seed.sample.to_string()),
        (w.published_at(), when(draw.published_at)),
    ];
    facts.extend(draw.drawn_at.map(|at| (w.drawn_at(), when(at))));
    let name = |one: &Candidate| match Subject::of(one, &known.organization) {
        Subject::Unit(unit) => known.organization.unit(&unit).map(|unit| unit.name.clone()),
        Subject::Matter(_) => None,
    };
    let row = |one: &Candidate| (one.as_str().to_owned(), name(one).unwrap_or_default());
    let released = draw.released.as_ref();
    let is_the_same = released.is_some_and(|released| released.is_the_same);
    Ok(page(&DrawPage {
        shell: PublicShell::of(&site, &visitor, Section::None, w.draw()).await,
        facts,
        seed: draw.seed.seed.to_string(),
        digest: draw.seed.universe.to_string(),
        waits: if released.is_none() { waits(w, &draw) } else { "" },
        result: released.iter().flat_map(|one| &one.result).map(row).collect(),
        again: if is_the_same { w.again_same() } else { w.again_other() },
        is_the_same,
        list_path: format!("/open/draws/{number}/list.txt"),
        shell_lines: format!("SEED={}\nN={}\n{SHELL}", draw.seed.seed, draw.seed.sample),
        number,
        w,
    }))
}

fn waits(w: OpenWords, draw: &PublicDraw) -> &'static str {
    match (draw.is_cancelled, draw.drawn_at) {
        (true, _) => w.waits_cancelled(),
        (false, Some(_)) => w.waits_checking(),
        (false, None) => w.waits_draw(),
    }
}

/// `GET /open/draws/{number}/list.txt`. One id a line, in the order of their bytes.
pub(super) async fn fetch_list(State(site): State<Site>, Path(number): Path<String>) -> Answer {
    let released = found(&site, &number).await?.released.ok_or(Problem::NoSuchPage)?;
    let mut response = released.lines().into_response();
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    Ok(response)
}
