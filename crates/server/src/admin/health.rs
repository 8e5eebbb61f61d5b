//! 管理首页. Each line good, to look at, or to act on, with words.

use askama::Template;
use xiaoneng_app::health::Health;
use xiaoneng_app::working_time::Instant;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, HealthWords};
use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

/// A heartbeat older than this is to be acted on, in minutes.
const OLD_BEAT_MINUTES: i64 = 10;
/// A backup older than this is to be looked at, in days.
const OLD_BACKUP_DAYS: i64 = 2;
/// A drill older than this counts no more, in days.
const OLD_DRILL_DAYS: i64 = 90;
/// A verification older than this is to be looked at, in days.
const OLD_AUDIT_DAYS: i64 = 7;
const MINUTES_A_DAY: i64 = 24 * 60;

#[derive(Template)]
#[template(path = "admin/health.html")]
struct HealthPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: HealthWords,
    lines: Vec<Line>,
}

/// One line.
struct Line {
    term: &'static str,
    path: &'static str,
    says: String,
    light: Light,
}

/// How a line stands.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Light {
    Good,
    Look,
    Bad,
}

impl Light {
    fn code(self) -> &'static str {
        match self {
            Self::Good => "green",
            Self::Look => "yellow",
            Self::Bad => "red",
        }
    }
}

impl HealthPage {
    fn word(&self, light: &Light) -> &'static str {
        match light {
            Light::Good => self.w.good(),
            Light::Look => self.w.look(),
            Light::Bad => self.w.bad(),
        }
    }
}

/// `GET /a`
pub(crate) async fn show(visit: Visit) -> Answer {
    if !Door::Home.opens_to(&visit.staff) {
        let open = Door::ALL.into_iter().find(|door| door.opens_to(&visit.staff));
        return match open {
            Some(door) => Ok(see_other(door.path())),
            None => visit.through(Door::Home).map(|()| see_other("/a")),
        };
    }
    let app = visit.site.app();
    let health = app.health().await?;
    let w = HealthWords(visit.visitor.language);
    let mut lines = running(&visit, w, &health);
    lines.extend(kept(&visit, w, &health));
    lines.extend(staffed(&visit, w, &health).await?);
    if app.known().await?.organization.is_portal_closed {
        let says = w.setup_closed().to_owned();
        lines.push(Line { term: w.setup(), path: Door::Setup.path(), says, light: Light::Look });
    }
    for line in &mut lines {
        if !Door::is_open(line.path, &visit.staff) {
            line.path = "";
        }
    }
    Ok(page(&HealthPage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Home),
        w,
        lines,
    }))
}

fn older(now: Instant, at: Instant, minutes: i64) -> bool {
    at < now.plus_minutes(-minutes)
}

/// `9-22 18:00`
fn when(_: Language, at: Instant) -> String {
    dates::short(at)
}

/// The heartbeat, messages, the calendar.
fn running(visit: &Visit, w: HealthWords, health: &Health) -> Vec<Line> {
    let now = visit.site.app().clock().now();
    let line = |term, path, says: String, light| Line { term, path, says, light };
    let beat = match health.last_beat {
        None => line(w.beat(), "", w.beat_never().to_owned(), Light::Look),
        Some(at) => {
            let light = if older(now, at, OLD_BEAT_MINUTES) { Light::Bad } else { Light::Good };
            line(w.beat(), "", w.beat_at(when(*w, at)), light)
        }
    };
    let messages = match health.failed_messages {
        0 => line(w.messages(), "", w.messages_good(health.waiting_messages), Light::Good),
        count => line(w.messages(), "", w.messages_bad(count), Light::Bad),
    };
    let path = Door::Calendar.path();
    let next = now.date().year() + 1;
    let calendar = match (health.has_this_year, health.misses_next_year) {
        (false, _) => line(w.calendar(), path, w.calendar_this().to_owned(), Light::Bad),
        (true, true) => line(w.calendar(), path, w.calendar_next(next), Light::Look),
        (true, false) => line(w.calendar(), path, w.calendar_good().to_owned(), Light::Good),
    };
    vec![beat, messages, calendar]
}

/// Backup, drill, ledger.
fn kept(visit: &Visit, w: HealthWords, health: &Health) -> Vec<Line> {
    let app = visit.site.app();
    let now = app.clock().now();
    let path = Door::Backup.path();
    let line = |term, path, says: String, light| Line { term, path, says, light };
    let mut lines = Vec::new();
    if app.is_on_this_machine() {
        lines.push(match &health.last_backup {
            None => line(w.backup(), path, w.backup_never().to_owned(), Light::Bad),
            Some(backup) => {
                let is_old = older(now, backup.at, OLD_BACKUP_DAYS * MINUTES_A_DAY);
                let light = if is_old { Light::Look } else { Light::Good };
                let at = when(*w, backup.at);
                let says = match &backup.elsewhere {
                    None => w.backup_at(at),
                    Some(file) => w.backup_elsewhere(at, file.display()),
                };
                line(w.backup(), path, says, light)
            }
        });
        lines.push(match &health.last_drill {
            None => line(w.drill(), path, w.drill_never().to_owned(), Light::Look),
            Some(drill) if !drill.is_good() => {
                line(w.drill(), path, w.drill_bad(&drill.wrong), Light::Bad)
            }
            Some(drill) if older(now, drill.at(), OLD_DRILL_DAYS * MINUTES_A_DAY) => line(
                w.drill(),
                path,
                w.drill_old(when(*w, drill.at()), OLD_DRILL_DAYS),
                Light::Look,
            ),
            Some(drill) => line(w.drill(), path, w.drill_good(when(*w, drill.at())), Light::Good),
        });
    } else {
        lines.push(line(w.backup(), path, w.backup_server().to_owned(), Light::Good));
    }
    let path = Door::Audit.path();
    lines.push(match &health.last_audit {
        None => line(w.audit(), path, w.audit_never().to_owned(), Light::Look),
        Some(audit) if !audit.is_sound() => {
            line(w.audit(), path, w.audit_bad(&audit.wrong), Light::Bad)
        }
        Some(audit) => {
            let is_old = older(now, audit.at(), OLD_AUDIT_DAYS * MINUTES_A_DAY);
            let light = if is_old { Light::Look } else { Light::Good };
            line(w.audit(), path, w.audit_good(when(*w, audit.at()), audit.events), light)
        }
    });
    lines
}

/// Desks and covers.
async fn staffed(visit: &Visit, w: HealthWords, health: &Health) -> Result<Vec<Line>, Problem> {
    let organization = visit.site.app().known().await?.organization;
    let names: Vec<&str> = health
        .uncovered
        .iter()
        .filter_map(|unit| organization.unit(unit))
        .map(|unit| unit.name.as_str())
        .take(5)
        .collect();
    let path = Door::Units.path();
    let desks = match health.uncovered.len() {
        0 => Line { term: w.desks(), path, says: w.desks_good().to_owned(), light: Light::Good },
        count => {
            let says = w.desks_bad(count, names.join("、"));
            Line { term: w.desks(), path, says, light: Light::Bad }
        }
    };
    let path = Door::Covers.path();
    let covers = match health.unpaired.len() {
        0 => Line { term: w.covers(), path, says: w.covers_good().to_owned(), light: Light::Good },
        count => Line { term: w.covers(), path, says: w.covers_bad(count), light: Light::Look },
    };
    Ok(vec![desks, covers])
}
