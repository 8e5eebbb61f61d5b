//! 锁定: what is locked, and what failed lately.

use askama::Template;
use axum::extract::State;
use xiaoneng_app::sign_in::{LockedSubject, SecurityKind};

use super::log::{Line, in_words};
use super::{Tabbed, Watch, told};
use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const LOOKED_AT: u32 = 200;
const FAILURES: [SecurityKind; 4] = [
    SecurityKind::WrongPassword,
    SecurityKind::WrongCode,
    SecurityKind::LockedOut,
    SecurityKind::AddressLocked,
];

#[derive(Template)]
#[template(path = "sign_in/security_locks.html")]
struct LocksPage {
    shell: StaffShell,
    watch: Watch,
    locks: Vec<Lock>,
    failures: Vec<Line>,
}

/// A lock in words.
struct Lock {
    mark: String,
    who: String,
    failures: u32,
    until: String,
}

/// `GET /a/security`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Locks)?;
    let w = watch.w;
    let locked = site.app().list_locked_out(&staff.actor()).await.map_err(told)?;
    let locks = locked.into_iter().map(|lock| Lock {
        mark: lock.mark,
        who: match lock.subject {
            LockedSubject::Login { login, .. } => login,
            LockedSubject::Codes { login, .. } => w.codes_of(login),
            LockedSubject::Other => w.other_subject().to_owned(),
        },
        failures: lock.failures,
        until: lock.until.map_or_else(String::new, |until| dates::day_and_time(w.0, until)),
    });
    let locks = locks.collect();
    let log = site.app().security_log(&staff.actor(), None, None, LOOKED_AT).await.map_err(told)?;
    let names = site.app().names().await?;
    let failed = log.iter().filter(|line| line.kind.is_some_and(|kind| FAILURES.contains(&kind)));
    let failures = failed.take(20).map(|line| in_words(w, &names, line)).collect();
    Ok(page(&LocksPage { shell, watch, locks, failures }))
}
