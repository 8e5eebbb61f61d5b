//! 我的. What somebody sets for himself: how he is told, how pages look, his sessions, his password.

mod password;
mod sessions;
mod settings;

pub(crate) use password::{ask as ask_password, change as change_password};
pub(crate) use sessions::{end as end_session, lock, renew_codes};
pub(crate) use settings::save as save_settings;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::sign_in::{Preferences, QuietHours, SessionLine, SignedIn, Visit};

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::sign_in::way::AtDoor;
use crate::sign_in::words::SignInWords;

#[derive(Template)]
#[template(path = "sign_in/me.html")]
struct MePage {
    shell: StaffShell,
    w: SignInWords,
    errors: Errors,
    done: &'static str,
    roles: String,
    typed: Typed,
    sessions: Vec<OwnSession>,
    codes_left: Option<String>,
}

/// The settings as they stand in the form.
#[derive(Clone, Default)]
struct Typed {
    phone: String,
    notices: bool,
    quiet_from: String,
    quiet_until: String,
    shortcuts: bool,
    large_type: bool,
}

/// 会话, as its owner sees it.
struct OwnSession {
    id: String,
    device: String,
    began: String,
    seen: String,
    state: &'static str,
    is_this: bool,
}

/// What was just done.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// Somebody signed in, with all that the door knows of him.
fn somebody(at_door: &AtDoor) -> Result<&SignedIn, Problem> {
    match &at_door.visit {
        Visit::SignedIn(somebody) => Ok(somebody),
        Visit::Stranger | Visit::Halfway(_) | Visit::Locked(_) => Err(Problem::SignInFirst),
    }
}

/// `GET /me`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(done): Query<Done>,
    visitor: Visitor,
    staff: Staff,
    at_door: AtDoor,
) -> Answer {
    let somebody = somebody(&at_door)?;
    let phone = site.app().own_phone(&somebody.person).await?;
    let typed = Typed::of(&somebody.preferences, phone);
    let w = SignInWords(visitor.language);
    let said = match done.done.as_str() {
        "settings" => w.settings_saved(),
        "password" => w.password_changed(),
        "session" => w.session_was_ended(),
        _ => "",
    };
    let look = Look { site: &site, visitor: &visitor, staff: &staff, somebody };
    write(look, typed, said, Errors::default()).await
}

/// Whose page it is, and for which browser.
#[derive(Copy, Clone)]
struct Look<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    somebody: &'a SignedIn,
}

async fn write(look: Look<'_>, typed: Typed, done: &'static str, errors: Errors) -> Answer {
    let Look { site, visitor, staff, somebody } = look;
    let w = SignInWords(visitor.language);
    let mut shell = StaffShell::of(site, visitor, staff, Section::None, w.me());
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), w.me());
    }
    let lines = site.app().own_sessions(&somebody.person).await?;
    let sessions = lines.iter().map(|line| own_session(w, somebody, line)).collect();
    let left = site.app().recovery_codes_left(&somebody.person).await?;
    let codes_left = left.map(|left| w.codes_left(left));
    let names: Vec<&str> = somebody.roles.iter().map(|role| role.name()).collect();
    let roles = names.join("、");
    Ok(page(&MePage { shell, w, errors, done, roles, typed, sessions, codes_left }))
}

fn own_session(w: SignInWords, somebody: &SignedIn, line: &SessionLine) -> OwnSession {
    let is_this = line.session == somebody.session;
    OwnSession {
        id: line.session.to_string(),
        device: line.device.clone(),
        began: dates::day_and_time(w.0, line.began_at),
        seen: dates::day_and_time(w.0, line.last_seen_at),
        state: match (is_this, line.is_locked) {
            (true, _) => w.this_session(),
            (false, true) => w.is_locked(),
            (false, false) => w.is_open(),
        },
        is_this,
    }
}

impl Typed {
    fn of(preferences: &Preferences, phone: Option<String>) -> Self {
        let minute = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
        let quiet = preferences.quiet_hours;
        Self {
            phone: phone.unwrap_or_default(),
            notices: preferences.notices_by_phone,
            quiet_from: quiet.map_or_else(String::new, |quiet: QuietHours| minute(quiet.from)),
            quiet_until: quiet.map_or_else(String::new, |quiet| minute(quiet.until)),
            shortcuts: preferences.has_shortcuts,
            large_type: preferences.has_large_type,
        }
    }
}
