//! 我移交的. What nobody has signed for yet comes first; then all that he was asked first, with
//! its light, until it ends.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Listed;
use xiaoneng_app::desk_overview::Asked;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::WithdrawHandOver;
use xiaoneng_domain::views::{Wait, WaitingRow};

use crate::Site;
use crate::kit::light::LightKind;
use crate::kit::lists::{Pager, Tab};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::lines::{Line, Lines};
use crate::workbench::words::DeskWords;

const ON_A_PAGE: u32 = 50;

/// Which of them, and from where on.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    all: Option<String>,
    #[serde(default)]
    below: Option<String>,
    #[serde(default)]
    told: Option<String>,
}

/// 待对方签收的一件.
struct Unsigned {
    number: String,
    offer: u32,
    title: String,
    to: String,
    deadline: Deadline,
}

#[derive(Template)]
#[template(path = "workbench/sent.html")]
struct SentPage {
    shell: StaffShell,
    w: DeskWords,
    told: &'static str,
    unsigned: Vec<Unsigned>,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    pager: Pager,
}

/// `GET /w/sent`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    let w = DeskWords(visitor.language);
    let app = site.app();
    let lines = Lines::new(app, w).await?;
    let mut unsigned = Vec::new();
    for sent in app.list_waits(&staff.person, &[Wait::Sent]).await? {
        unsigned.extend(unsigned_of(&site, &lines, &sent).await?);
    }
    let only = if asking.all.is_some() { Asked::All } else { Asked::Open };
    let below = asking.below.as_deref().map(MatterNumber::from);
    let first = app.first_asked(&staff.person, only, below.as_ref(), ON_A_PAGE).await?;
    let is_full = u32::try_from(first.len()).is_ok_and(|count| count == ON_A_PAGE);
    let last = first.last().filter(|_| is_full).map(|one| one.register.matter.clone());
    let path = if only == Asked::All { "/w/sent?all=1" } else { "/w/sent?" };
    let tab = |word: &'static str, path: &str, is_current: bool| Tab {
        path: path.to_owned(),
        word: word.to_owned(),
        icon: "",
        count: String::new(),
        is_current,
        is_apart: false,
    };
    Ok(page(&SentPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Sent, w.sent_title()),
        told: match asking.told.as_deref() {
            Some("withdrawn") => w.sent_withdrawn(),
            Some("reminded") => w.sent_reminded(),
            Some(_) | None => "",
        },
        unsigned,
        tabs: vec![
            tab(w.sent_open(), "/w/sent", only == Asked::Open),
            tab(w.sent_all(), "/w/sent?all=1", only == Asked::All),
        ],
        lines: lines.of(&first).await?,
        pager: Pager {
            previous: below.map(|_| path.trim_end_matches('?').to_owned()).unwrap_or_default(),
            words: String::new(),
            next: last.map_or_else(String::new, |last| format!("{path}&below={last}")),
        },
        w,
    }))
}

async fn unsigned_of(
    site: &Site,
    lines: &Lines<'_>,
    sent: &Listed<WaitingRow>,
) -> Result<Option<Unsigned>, Problem> {
    let Some(matter) = site.app().matter(&sent.row.matter).await? else { return Ok(None) };
    let offer = matter.offers.iter().find(|offer| offer.ordinal == sent.row.ordinal);
    let Some(offer) = offer.filter(|offer| offer.is_open()) else { return Ok(None) };
    let is_late = lines.now > sent.row.due_at;
    let light = if is_late { LightKind::Red } else { LightKind::Green };
    let person = offer.to.person.as_ref().map(|person| lines.names.of(person).to_owned());
    let unit = lines.unit(&offer.to.unit);
    Ok(Some(Unsigned {
        number: sent.row.matter.to_string(),
        offer: offer.ordinal,
        title: match sent.gist.is_empty() {
            true => lines.item(&sent.register),
            false => sent.gist.to_string(),
        },
        to: person.map_or_else(|| unit.clone(), |person| format!("{unit} {person}")),
        deadline: lines.deadline(sent.row.due_at, light),
    }))
}

/// `POST /w/sent`
pub(crate) async fn act(State(site): State<Site>, staff: Staff, posted: Posted) -> Answer {
    let number = MatterNumber::from(posted.field("number"));
    let offer: u32 = posted.field("offer").parse().map_err(|_| Problem::Unreadable)?;
    let (app, actor) = (site.app(), staff.actor());
    if posted.field("do") == "withdraw" {
        app.act(&actor, &number, WithdrawHandOver { offer }).await?;
        return Ok(see_other("/w/sent?told=withdrawn"));
    }
    app.remind_to_sign(&actor, &number, offer).await?;
    Ok(see_other("/w/sent?told=reminded"))
}
