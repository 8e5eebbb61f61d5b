//! 会话 of everybody.

use askama::Template;
use axum::extract::State;

use super::{Tabbed, Watch, told};
use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "sign_in/security_sessions.html")]
struct SessionsPage {
    shell: StaffShell,
    watch: Watch,
    sessions: Vec<Line>,
    shown: String,
}

/// A session in words.
struct Line {
    id: String,
    who: String,
    unit: String,
    device: String,
    began: String,
    seen: String,
    state: &'static str,
}

/// `GET /a/security/sessions`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Sessions)?;
    let w = watch.w;
    let all = site.app().all_sessions(&staff.actor()).await.map_err(told)?;
    let (names, known) = (site.app().names().await?, site.app().known().await?);
    let organization = &known.organization;
    let line = |session: &xiaoneng_app::sign_in::SessionLine| {
        let unit = organization.person(&session.person).map(|person| &person.unit);
        let unit = unit.and_then(|unit| organization.unit(unit));
        Line {
            id: session.session.to_string(),
            who: names.of(&session.person).to_owned(),
            unit: unit.map_or_else(String::new, |unit| unit.name.clone()),
            device: session.device.clone(),
            began: dates::short(session.began_at),
            seen: dates::short(session.last_seen_at),
            state: if session.is_locked { w.locked() } else { w.open() },
        }
    };
    let sessions: Vec<Line> = all.iter().take(SHOWN).map(line).collect();
    let shown = w.shown(sessions.len(), all.len());
    Ok(page(&SessionsPage { shell, watch, sessions, shown }))
}
