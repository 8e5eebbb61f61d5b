//! 查找. By number, phone, name or words; narrowed by unit, date and light; as a table for other
//! programs too.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use serde::Deserialize;
use xiaoneng_app::Denied;
use xiaoneng_app::searching::{FoundBy, Search, Wanted};
use xiaoneng_app::working_time::{Date, Instant};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::light::Light;

use crate::Site;
use crate::kit::lists::Pager;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::initials::Match;
use crate::workbench::lines::{Line, Lines};
use crate::workbench::suggest;
use crate::workbench::words::DeskWords;

const ON_A_PAGE: usize = 50;
/// What is shown is exported, up to this.
const EXPORTED: usize = 1_000;

/// The filters, as they stand in the address.
#[derive(Deserialize, Clone, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    q: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    light: String,
    #[serde(default)]
    below: String,
}

/// A filter that is set, and the address without it.
struct Chip {
    words: String,
    without: String,
}

#[derive(Template)]
#[template(path = "workbench/search.html")]
struct SearchPage {
    shell: StaffShell,
    w: DeskWords,
    asking: Asking,
    units: Vec<(String, String)>,
    lights: Vec<(&'static str, &'static str)>,
    chips: Vec<Chip>,
    said: String,
    wrong: Vec<String>,
    is_asked: bool,
    lines: Vec<Line>,
    export: String,
    pager: Pager,
}

impl Asking {
    /// The address with one filter changed.
    fn path(&self, page: &str, key: &str, value: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("unit", self.unit.as_str()),
            ("from", self.from.as_str()),
            ("until", self.until.as_str()),
            ("light", self.light.as_str()),
            ("below", ""),
        ];
        let set = fields.map(|(name, kept)| (name, if name == key { value } else { kept }));
        let set: Vec<(&str, &str)> = set.into_iter().filter(|(_, one)| !one.is_empty()).collect();
        format!("{page}?{}", serde_urlencoded::to_string(set).unwrap_or_default())
    }

    fn is_empty(&self) -> bool {
        [&self.q, &self.unit, &self.from, &self.until, &self.light]
            .iter()
            .all(|one| one.trim().is_empty())
    }

    /// What is looked for, and what could not be read.
    fn read(&self, lines: &Lines<'_>) -> (Wanted, Vec<String>) {
        let w = lines.w;
        let mut wrong = Vec::new();
        let mut day = |typed: &str| match (typed.trim(), read_day(typed, lines.now.date())) {
            ("", _) => None,
            (_, Some(day)) => Some(day),
            (typed, None) => {
                wrong.push(w.search_day_wrong(typed));
                None
            }
        };
        let (from, until) = (day(&self.from), day(&self.until));
        let unit = match (self.unit.trim(), lines.known.organization.unit(&self.unit.trim().into()))
        {
            ("", _) => None,
            (_, Some(unit)) => Some(unit.id.clone()),
            (typed, None) => match suggest::typed_unit(&lines.known.organization, typed) {
                Match::One(unit) => Some(unit.id.clone()),
                Match::None | Match::Several(_) => {
                    wrong.push(w.err_unit_unknown(typed));
                    None
                }
            },
        };
        let wanted = Wanted {
            words: self.q.clone(),
            unit,
            from: from.map(begins),
            until: until.map(|day| begins(day.plus_days(1))),
            light: light(&self.light),
        };
        (wanted, wrong)
    }
}

/// `GET /w/search`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = DeskWords(visitor.language);
    let lines = Lines::new(site.app(), w).await?;
    let (found, wrong) = find(&site, &staff, &lines, &asking, ON_A_PAGE).await?;
    let is_asked = !asking.is_empty() && wrong.is_empty();
    let next = found.next.as_ref().map(|next| asking.path("/w/search", "below", next.as_str()));
    let is_later = !asking.below.is_empty();
    Ok(page(&SearchPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::None, w.search_title()),
        units: units(&lines),
        lights: lights(w),
        chips: chips(&lines, &asking),
        said: said(w, &found),
        wrong,
        is_asked,
        lines: lines.of(&found.matters).await?,
        export: asking.path("/w/search.csv", "below", ""),
        pager: Pager {
            previous: if is_later { asking.path("/w/search", "below", "") } else { String::new() },
            words: String::new(),
            next: next.unwrap_or_default(),
        },
        asking,
        w,
    }))
}

/// `GET /w/search.csv`: the same question, as a table for other programs.
pub(crate) async fn export(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = DeskWords(visitor.language);
    let lines = Lines::new(site.app(), w).await?;
    let (found, _) = find(&site, &staff, &lines, &asking, EXPORTED).await?;
    Ok(as_table(w, &lines.of(&found.matters).await?))
}

/// A table that the usual spreadsheet programs open as it is: with a byte order mark.
pub(crate) fn as_table(w: DeskWords, lines: &[Line]) -> axum::response::Response {
    let heads = [
        w.head_number(),
        w.item(),
        w.head_title(),
        w.head_light(),
        w.head_due(),
        w.head_filed(),
        w.source(),
        w.head_state(),
        w.head_unit(),
        w.head_handler(),
    ];
    let mut table = String::from("\u{feff}");
    let mut put = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    };
    put(&mut heads.iter().map(|head| (*head).to_owned()));
    for line in lines {
        put(&mut line.cells().into_iter());
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"matters.csv\""),
    ];
    (headers, table).into_response()
}

/// A cell between quotes; one that a spreadsheet would reckon with is text.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = cell.replace('"', "\"\"");
    if is_formula { format!("\"'{cell}\"") } else { format!("\"{cell}\"") }
}

async fn find(
    site: &Site,
    staff: &Staff,
    lines: &Lines<'_>,
    asking: &Asking,
    limit: usize,
) -> Result<(Search, Vec<String>), Denied> {
    let (wanted, wrong) = asking.read(lines);
    if asking.is_empty() || !wrong.is_empty() {
        return Ok((Search::nothing(), wrong));
    }
    let below = Some(asking.below.as_str()).filter(|below| !below.is_empty());
    let below = below.map(MatterNumber::from);
    let found = site.app().search_for(&staff.actor(), &wanted, below.as_ref(), limit).await?;
    Ok((found, wrong))
}

fn said(w: DeskWords, found: &Search) -> String {
    let count = match found.is_more {
        true => w.search_more(found.count),
        false => w.search_found(found.count),
    };
    match found.by {
        FoundBy::Number | FoundBy::Words => count,
        FoundBy::Phone => w.search_by_phone(count),
        FoundBy::Name => w.search_by_name(count),
    }
}

fn units(lines: &Lines<'_>) -> Vec<(String, String)> {
    let units = lines.known.organization.open_units();
    units.map(|unit| (unit.id.to_string(), unit.name.clone())).collect()
}

fn lights(w: DeskWords) -> Vec<(&'static str, &'static str)> {
    vec![
        (Light::Overdue.code(), w.light_overdue()),
        (Light::DueSoon.code(), w.light_due_soon()),
        (Light::Normal.code(), w.light_normal()),
        (Light::Paused.code(), w.light_paused()),
        (Light::Done.code(), w.light_done()),
    ]
}

fn light(code: &str) -> Option<Light> {
    let all = [Light::Overdue, Light::DueSoon, Light::Normal, Light::Paused, Light::Done];
    all.into_iter().find(|light| light.code() == code)
}

fn chips(lines: &Lines<'_>, asking: &Asking) -> Vec<Chip> {
    let w = lines.w;
    let light_word = lights(w).into_iter().find(|(code, _)| *code == asking.light);
    let unit = lines.known.organization.unit(&asking.unit.as_str().into());
    let set = [
        ("q", asking.q.trim().to_owned()),
        ("unit", unit.map_or_else(|| asking.unit.clone(), |unit| unit.name.clone())),
        ("from", chip_day(&asking.from, |day| w.search_since(day))),
        ("until", chip_day(&asking.until, |day| w.search_until(day))),
        ("light", light_word.map(|(_, word)| word.to_owned()).unwrap_or_default()),
    ];
    let set = set.into_iter().filter(|(_, words)| !words.is_empty());
    set.map(|(key, words)| Chip { words, without: asking.path("/w/search", key, "") }).collect()
}

fn chip_day(typed: &str, words: impl Fn(&str) -> String) -> String {
    if typed.trim().is_empty() { String::new() } else { words(typed.trim()) }
}

/// 日期 as people type it: `3-21`, `0321`, `3月21日`, `2025-03-21`; without a year the last such day.
pub(crate) fn read_day(typed: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (this_year, ..) = today.ymd();
    let number = |text: &str| text.parse::<i16>().ok();
    let day = |year: i16, month: &str, day: &str| {
        Date::from_ymd(year, month.parse().ok()?, day.parse().ok()?)
    };
    match parts.as_slice() {
        [year, month, of_month] if year.len() == 4 => day(number(year)?, month, of_month),
        [whole] if whole.len() == 8 => day(number(&whole[..4])?, &whole[4..6], &whole[6..]),
        [month, of_month] => latest(day(this_year, month, of_month), today),
        [whole] if whole.len() == 4 => latest(day(this_year, &whole[..2], &whole[2..]), today),
        _ => None,
    }
}

/// The last such day that is not ahead.
fn latest(day: Option<Date>, today: Date) -> Option<Date> {
    let day = day?;
    let (year, month, of_month) = day.ymd();
    if day > today { Date::from_ymd(year - 1, month, of_month) } else { Some(day) }
}

fn begins(day: Date) -> Instant {
    let noon = Instant::from_micros(i64::from(day.epoch_days()) * 24 * 60 * 60 * 1_000_000);
    noon.plus_minutes(-(noon.micros_of_day() / 60_000_000))
}
