//! 安全日志, newest first.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Names;
use xiaoneng_app::sign_in::SecurityLine;
use xiaoneng_domain::decider::Actor;

use super::words::SecurityWords;
use super::{Tabbed, Watch, told};
use crate::Site;
use crate::kit::dates;
use crate::kit::lists::Pager;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "sign_in/security_log.html")]
struct LogPage {
    shell: StaffShell,
    watch: Watch,
    lines: Vec<Line>,
    pager: Pager,
}

/// A line of the log in words.
pub(super) struct Line {
    pub(super) time: String,
    pub(super) machine: String,
    pub(super) event: &'static str,
    pub(super) by: String,
    pub(super) about: String,
    pub(super) address: String,
}

/// Before which entry.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// `GET /a/security/log`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(Before { before }): Query<Before>,
    visitor: Visitor,
    staff: Staff,
) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Log)?;
    let found = site.app().security_log(&staff.actor(), None, before, LINES).await.map_err(told)?;
    let names = site.app().names().await?;
    let mut pager = Pager::default();
    if let Some(last) = found.last().filter(|_| found.len() >= LINES as usize) {
        pager.next = format!("/a/security/log?before={}", last.number);
    }
    let lines = found.iter().map(|line| in_words(watch.w, &names, line)).collect();
    Ok(page(&LogPage { shell, watch, lines, pager }))
}

pub(super) fn in_words(w: SecurityWords, names: &Names, line: &SecurityLine) -> Line {
    let by = match &line.actor {
        Actor::Staff(person) => names.of(person).to_owned(),
        Actor::System | Actor::Citizen(_) => w.system().to_owned(),
    };
    let mark = line.address_mark.clone().unwrap_or_default();
    Line {
        time: dates::day_and_time(w.0, line.at),
        machine: dates::machine(line.at),
        event: w.event(line.kind),
        by,
        about: line.person.as_ref().map_or_else(String::new, |person| names.of(person).to_owned()),
        address: line.address.clone().unwrap_or(mark),
    }
}
