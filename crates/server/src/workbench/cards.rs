//! 黄牌、红牌. Lists of cards: one's own, those that wait for a decision, those of the unit, all.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::cards::CardsOf;
use xiaoneng_app::docket::DocketPlace;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::DocketRow;

use crate::Site;
use crate::kit::dates;
use crate::kit::light::LightKind;
use crate::kit::lists::{Pager, Tab};
use crate::kit::page::{Answer, page};
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::lines::Lines;
use crate::workbench::words::DeskWords;
use crate::workbench::words::cards::CardWords;

const ON_A_PAGE: u32 = 50;

/// What is listed, and from where on.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    ended: Option<String>,
    #[serde(default)]
    at: Option<i64>,
    #[serde(default)]
    card: Option<String>,
}

struct Line {
    path: String,
    name: String,
    colour: &'static str,
    unit: String,
    person: String,
    state: &'static str,
    deadline: Option<Deadline>,
    fact: String,
}

#[derive(Template)]
#[template(path = "workbench/cards.html")]
struct CardsPage {
    shell: StaffShell,
    w: CardWords,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    none: &'static str,
    pager: Pager,
}

/// `GET /w/cards`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = CardWords(visitor.language);
    let (of, code) = match asking.of.as_deref() {
        Some("decide") => (CardsOf::ToDecide, "decide"),
        Some("unit") => (CardsOf::Unit, "unit"),
        Some("all") => (CardsOf::All, "all"),
        Some(_) | None => (CardsOf::Mine, "mine"),
    };
    let is_open = asking.ended.is_none();
    let after = asking
        .at
        .zip(asking.card.as_deref())
        .map(|(sort_at, card)| DocketPlace { sort_at, stream: StreamId::Card(card.into()) });
    let place = (after.as_ref(), ON_A_PAGE);
    let found = site.app().list_cards(&staff.person, of, is_open, place).await?;
    let lines = Lines::new(site.app(), DeskWords(visitor.language)).await?;
    let base = format!("/w/cards?of={code}{}", if is_open { "" } else { "&ended=1" });
    let next = found.next.as_ref().map(|next| {
        let card = next.stream.to_string();
        let card = card.split_once('/').map(|(_, card)| card).unwrap_or_default().to_owned();
        format!("{base}&at={}&card={card}", next.sort_at)
    });
    let shell = StaffShell::of(&site, &visitor, &staff, Section::None, w.title());
    Ok(page(&CardsPage {
        tabs: tabs(w, (of, code), is_open, shell.supervises()),
        shell,
        lines: found.rows.iter().map(|row| line(w, &lines, row)).collect(),
        none: match of {
            CardsOf::Mine => w.none_mine(),
            CardsOf::ToDecide => w.none_to_decide(),
            CardsOf::Unit | CardsOf::All => w.none(),
        },
        pager: Pager {
            previous: after.map(|_| base).unwrap_or_default(),
            words: String::new(),
            next: next.unwrap_or_default(),
        },
        w,
    }))
}

fn tabs(w: CardWords, (of, code): (CardsOf, &str), is_open: bool, sees_all: bool) -> Vec<Tab> {
    let tab = |path: String, word: &str, is_current: bool, is_apart: bool| Tab {
        path,
        word: word.to_owned(),
        icon: "",
        count: String::new(),
        is_current,
        is_apart,
    };
    let whose = [
        (CardsOf::Mine, "mine", w.of_mine()),
        (CardsOf::ToDecide, "decide", w.to_decide()),
        (CardsOf::Unit, "unit", w.of_unit()),
        (CardsOf::All, "all", w.of_all()),
    ];
    let ended = if is_open { "" } else { "&ended=1" };
    let mut tabs: Vec<Tab> = whose
        .into_iter()
        .filter(|(each, ..)| sees_all || *each != CardsOf::All)
        .map(|(each, name, word)| {
            tab(format!("/w/cards?of={name}{ended}"), word, each == of, false)
        })
        .collect();
    tabs.push(tab(format!("/w/cards?of={code}"), w.open(), is_open, true));
    tabs.push(tab(format!("/w/cards?of={code}&ended=1"), w.ended(), !is_open, true));
    tabs
}

fn line(w: CardWords, lines: &Lines<'_>, row: &DocketRow) -> Line {
    let name = row.stream.to_string();
    let card = name.split_once('/').map(|(_, card)| card).unwrap_or_default();
    let is_late = row.due_at.is_some_and(|due| lines.now > due);
    let light = if is_late { LightKind::Red } else { LightKind::Yellow };
    let due_at = row.due_at.filter(|_| row.ended_at.is_none());
    Line {
        path: format!("/w/cards/{card}"),
        name: card.to_owned(),
        colour: colour_word(w, &row.grade),
        unit: row.unit.as_ref().map(|unit| lines.unit(unit)).unwrap_or_default(),
        person: row.person.as_ref().map_or("", |person| lines.names.of(person)).to_owned(),
        state: state_word(w, &row.state),
        deadline: due_at.map(|due| lines.deadline(due, light)),
        fact: dates::short(row.opened_at),
    }
}

/// 颜色, by its code.
pub(super) fn colour_word(w: CardWords, code: &str) -> &'static str {
    if code == "red" { w.red() } else { w.yellow() }
}

/// 到哪一步, by the code of the state.
pub(super) fn state_word(w: CardWords, code: &str) -> &'static str {
    match code {
        "drafted" => w.state_drafted(),
        "to_state" => w.state_to_state(),
        "to_decide" => w.state_to_decide(),
        "signed" => w.state_signed(),
        "served" => w.state_served(),
        "appealed" => w.state_appealed(),
        "dismissed" => w.state_dismissed(),
        "withdrawn" => w.state_withdrawn(),
        _ => w.state_final(),
    }
}
