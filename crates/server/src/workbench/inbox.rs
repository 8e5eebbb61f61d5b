//! 收件箱. What is to be done, the matter due first at the top; by light, with what waits for a
//! signature and a decision beside.

pub(crate) mod row;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::listing::{Capped, DeskCounts, DeskPlace};
use xiaoneng_app::{Inbox, InboxLight, InboxOf, Waiting};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::views::Wait;

use crate::Site;
use crate::kit::dates;
use crate::kit::lists::{Pager, Tab};
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::matter::{done_words, sheet_of};
use crate::workbench::words::inbox::InboxWords;
use row::{Line, Teller, waiting_lines};

/// A page of the inbox.
const A_PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "workbench/inbox.html")]
struct InboxPage {
    shell: StaffShell,
    w: InboxWords,
    as_of: String,
    as_of_machine: String,
    scopes: Vec<(String, String, bool)>,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    pager: Pager,
    count: String,
    empty: &'static str,
    done: String,
    done_path: String,
    /// What the form of a row carries, so that pressing twice signs once.
    once: String,
}

/// The address of an inbox.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    light: Option<String>,
    list: Option<String>,
    of: Option<String>,
    after: Option<String>,
    ok: Option<String>,
    no: Option<String>,
}

/// What is listed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum List {
    /// What lies on the desk.
    Desk(InboxLight),
    /// 待签收
    ToSign,
    /// 协办
    Assists,
    /// 待回复预警
    Signals,
    /// 待答复的群众提问
    Questions,
}

impl Asked {
    fn list(&self) -> List {
        match (self.list.as_deref(), self.light.as_deref()) {
            (Some("unsigned"), _) => List::ToSign,
            (Some("assist"), _) => List::Assists,
            (Some("signals"), _) => List::Signals,
            (Some("questions"), _) => List::Questions,
            (_, Some("red")) => List::Desk(InboxLight::Overdue),
            (_, Some("yellow")) => List::Desk(InboxLight::DueSoon),
            (_, Some("green")) => List::Desk(InboxLight::Normal),
            (_, Some("pause")) => List::Desk(InboxLight::Paused),
            (_, _) => List::Desk(InboxLight::All),
        }
    }

    /// `1790000000000000-2026-09220107`
    fn place(&self) -> Option<DeskPlace> {
        let (due_at, matter) = self.after.as_deref()?.split_once('-')?;
        let due_at = xiaoneng_app::working_time::Instant::from_micros(due_at.parse().ok()?);
        Some(DeskPlace { due_at, matter: matter.into() })
    }
}

/// Whose inbox: the unit's for those who stand at its desk or lead it, else one's own.
fn whose(asked: &Asked, staff: &Staff, organization: &Organization) -> (InboxOf, bool) {
    let unit = organization.unit(&staff.unit);
    let at_desk = unit.is_some_and(|unit| unit.desk.contains(&staff.person));
    let leads = unit.is_some_and(|unit| unit.head.as_ref() == Some(&staff.person));
    let is_units = match asked.of.as_deref() {
        Some("mine") => false,
        Some("unit") => true,
        Some(_) | None => at_desk || leads,
    };
    match is_units {
        true => (InboxOf::Unit(staff.unit.clone()), true),
        false => (InboxOf::Person(staff.person.clone()), false),
    }
}

/// `GET /w`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = site.app();
    let known = app.known().await?;
    let w = InboxWords(visitor.language);
    let (of, is_units) = whose(&asked, &staff, &known.organization);
    let list = asked.list();
    let light = if let List::Desk(light) = list { light } else { InboxLight::All };
    let limit = if let List::Desk(_) = list { A_PAGE } else { 0 };
    let inbox = app.inbox(&staff.actor(), &of, light, asked.place().as_ref(), limit).await?;
    let inbox = inbox.ok_or(Problem::Confidential)?;
    let waiting = app.waiting(&staff.person).await?;
    let lines =
        lines(&site, (&visitor, &staff), (list, &inbox, &waiting), asked.after.is_none()).await?;
    let base = if is_units { "/w?of=unit" } else { "/w?of=mine" };
    let tabs = tabs(w, base, list, &inbox.counts, &waiting);
    let current = tabs.iter().find(|tab| tab.is_current).map(|tab| tab.count.clone());
    let count = current.unwrap_or_default();
    let next = inbox.next.as_ref().map(|place| {
        let light = asked.light.as_deref().map(|light| format!("&light={light}"));
        let light = light.unwrap_or_default();
        format!("{base}{light}&after={}-{}", place.due_at.micros(), place.matter)
    });
    let first = if asked.after.is_some() { base.to_owned() } else { String::new() };
    let (done, done_path) = done(&site, &visitor, &staff, &asked).await?;
    Ok(page(&InboxPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Inbox, w.title()),
        w,
        as_of: dates::time(inbox.now),
        as_of_machine: dates::machine(inbox.now),
        scopes: vec![
            ("/w?of=unit".to_owned(), w.of_unit(&staff.unit_name), is_units),
            ("/w?of=mine".to_owned(), w.of_mine().to_owned(), !is_units),
        ],
        pager: Pager { previous: first, words: w.page_of(&count), next: next.unwrap_or_default() },
        lines,
        tabs,
        empty: match list {
            List::Desk(InboxLight::All) => w.empty(),
            List::Desk(_) => w.empty_light(),
            List::ToSign | List::Assists | List::Signals | List::Questions => w.empty_list(),
        },
        count,
        done,
        done_path,
        once: hex::encode(app.chance().bytes::<16>()),
    }))
}

/// The rows: on the first page of the desk, what waits for a signature stands among them.
async fn lines(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
    (list, inbox, waiting): (List, &Inbox, &Waiting),
    is_first: bool,
) -> Result<Vec<Line>, Problem> {
    let teller = Teller::of(site, visitor, staff).await?;
    let shows_offers = match list {
        List::Desk(light) => is_first && light == InboxLight::All,
        List::ToSign => true,
        List::Assists | List::Signals | List::Questions => false,
    };
    let offers = match shows_offers {
        true => site.app().list_offers(&staff.person, waiting).await?,
        false => Vec::new(),
    };
    let to_sign = offers.iter().map(|listed| teller.offer(listed));
    Ok(match list {
        List::Desk(_) => {
            let desk = inbox.rows.iter().map(|listed| teller.desk(listed));
            let mut lines: Vec<Line> = to_sign.chain(desk).collect();
            lines.sort_by(|one, other| one.deadline.machine.cmp(&other.deadline.machine));
            lines
        }
        List::ToSign => to_sign.collect(),
        List::Assists => waiting_lines(site, (visitor, staff), &[Wait::Assist]).await?,
        List::Signals => waiting_lines(site, (visitor, staff), &[Wait::Signal]).await?,
        List::Questions => waiting_lines(site, (visitor, staff), &[Wait::Question]).await?,
    })
}

fn tabs(w: InboxWords, base: &str, list: List, counts: &DeskCounts, waiting: &Waiting) -> Vec<Tab> {
    let k = crate::kit::light::Badge::new;
    let capped = |count: Capped| match count.is_more {
        true => w.more_than(count.count),
        false => count.count.to_string(),
    };
    let apart = |less: Capped, count: Capped| Capped {
        count: count.count.saturating_sub(less.count),
        is_more: count.is_more,
    };
    let due_soon = apart(counts.red, counts.amber_or_worse);
    let normal = apart(counts.paused, apart(counts.amber_or_worse, counts.open));
    let lights = [
        (InboxLight::All, "", counts.open),
        (InboxLight::Overdue, "red", counts.red),
        (InboxLight::DueSoon, "yellow", due_soon),
        (InboxLight::Normal, "green", normal),
        (InboxLight::Paused, "pause", counts.paused),
    ];
    let mut tabs: Vec<Tab> = Vec::new();
    for (light, icon, count) in lights {
        let kind = match light {
            InboxLight::All | InboxLight::Normal => crate::kit::light::LightKind::Green,
            InboxLight::Overdue => crate::kit::light::LightKind::Red,
            InboxLight::DueSoon => crate::kit::light::LightKind::Yellow,
            InboxLight::Paused => crate::kit::light::LightKind::Pause,
        };
        let is_all = light == InboxLight::All;
        tabs.push(Tab {
            path: if is_all { base.to_owned() } else { format!("{base}&light={icon}") },
            word: if is_all { w.all().to_owned() } else { k(*w, kind, "").word.to_owned() },
            icon,
            count: capped(count),
            is_current: list == List::Desk(light),
            is_apart: false,
        });
    }
    let of = |kinds: &[Wait]| waiting.count(kinds);
    let beside = [
        (format!("{base}&list=unsigned"), w.to_sign(), waiting.to_sign.len(), List::ToSign),
        (format!("{base}&list=assist"), w.assist(), of(&[Wait::Assist]), List::Assists),
        (format!("{base}&list=signals"), w.signals(), of(&[Wait::Signal]), List::Signals),
        (format!("{base}&list=questions"), w.questions(), of(&[Wait::Question]), List::Questions),
    ];
    for (path, word, count, own) in beside {
        let is_current = list == own;
        if count > 0 || is_current || own == List::ToSign {
            tabs.push(apart_tab(path, word, count, is_current));
        }
    }
    tabs.push(apart_tab("/w/sent".to_owned(), w.sent(), of(&[Wait::Sent]), false));
    let approvals = of(&[Wait::Extension, Wait::Suspension, Wait::FollowUp, Wait::Correction]);
    if approvals > 0 {
        tabs.push(apart_tab("/w/approvals".to_owned(), w.approvals(), approvals, false));
    }
    if of(&[Wait::Ruling]) > 0 {
        tabs.push(apart_tab("/w/disputes".to_owned(), w.disputes(), of(&[Wait::Ruling]), false));
    }
    tabs
}

fn apart_tab(path: String, word: &str, count: usize, is_current: bool) -> Tab {
    let (word, count) = (word.to_owned(), count.to_string());
    Tab { path, word, icon: "", count, is_current, is_apart: true }
}

/// What is said of the act just done, and the matter it was done with.
async fn done(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    asked: &Asked,
) -> Result<(String, String), Problem> {
    let (Some(slug), Some(number)) = (&asked.ok, &asked.no) else {
        return Ok((String::new(), String::new()));
    };
    let number: MatterNumber = number.as_str().into();
    let words = match site.app().dossier(&staff.actor(), &number).await? {
        Some(dossier) => {
            let names = site.app().names().await?;
            done_words(slug, &sheet_of(site, visitor, staff, &dossier, &names))
        }
        // He may see it no longer, as when it went back where it came from.
        None => crate::workbench::deeds::find(slug)
            .map(|deed| {
                deed.title(crate::workbench::words::deeds::DeedWords(visitor.language)).to_owned()
            })
            .unwrap_or_default(),
    };
    Ok((format!("{number} {words}"), format!("/w/m/{number}")))
}
