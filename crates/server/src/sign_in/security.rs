//! 安全. What the security administrator looks after and the audit administrator looks at: locks,
//! sessions, accounts, the log, the roles. None of it shows the content of matters.

mod accounts;
mod acts;
mod locks;
mod log;
mod roles;
mod sessions;
pub mod words;

pub(crate) use accounts::{show as accounts, shown_once};
pub(crate) use acts::{drop_second_factor, end_session, lift, reset};
pub(crate) use locks::show as locks;
pub(crate) use log::show as log;
pub(crate) use roles::show as roles;
pub(crate) use sessions::show as sessions;

use xiaoneng_app::sign_in::{AccountRefused, NotDone};
use xiaoneng_domain::organization::Role;

use self::words::SecurityWords;
use crate::Site;
use crate::kit::lists::Tab;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// The pages of the room, in the order of their tabs.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Tabbed {
    Locks,
    Sessions,
    Accounts,
    Log,
    Roles,
}

/// Who looks, and what of it is his.
pub(super) struct Watch {
    pub(super) w: SecurityWords,
    pub(super) tabs: Vec<Tab>,
    /// 安全管理员, who acts; 审计管理员 only looks.
    pub(super) acts: bool,
    /// 系统管理员, who opens accounts.
    pub(super) opens: bool,
}

impl Watch {
    pub(super) fn of(
        site: &Site,
        visitor: &Visitor,
        staff: &Staff,
        at: Tabbed,
    ) -> Result<(StaffShell, Self), Problem> {
        let has = |role: Role| staff.roles.contains(&role);
        let (acts, opens) = (has(Role::Secadmin), has(Role::Sysadmin));
        let w = SecurityWords(visitor.language);
        if !(acts || has(Role::Auditadmin) || opens && at == Tabbed::Accounts) {
            return Err(turned_away(w));
        }
        let shell = StaffShell::of(site, visitor, staff, Section::Administration, w.title());
        let all = [
            (Tabbed::Locks, "/a/security", w.tab_locks()),
            (Tabbed::Sessions, "/a/security/sessions", w.tab_sessions()),
            (Tabbed::Accounts, "/a/security/accounts", w.tab_accounts()),
            (Tabbed::Log, "/a/security/log", w.tab_log()),
            (Tabbed::Roles, "/a/security/roles", w.tab_roles()),
        ];
        let tab = |(tab, path, word): (Tabbed, &str, &str)| Tab {
            path: path.to_owned(),
            word: word.to_owned(),
            icon: "",
            count: String::new(),
            is_current: tab == at,
            is_apart: false,
        };
        let his = |(tab, ..): &(Tabbed, &str, &str)| !opens || *tab == Tabbed::Accounts;
        let tabs = all.into_iter().filter(his).map(tab).collect();
        Ok((shell, Self { w, tabs, acts, opens }))
    }
}

fn turned_away(w: SecurityWords) -> Problem {
    let (permission, who) = (w.title().to_owned(), w.who_grants().to_owned());
    Problem::MayNotSee { permission, who }
}

/// Only whoever has that role comes further.
pub(super) fn only(role: Role, visitor: &Visitor, staff: &Staff) -> Result<(), Problem> {
    match staff.roles.contains(&role) {
        true => Ok(()),
        false => Err(turned_away(SecurityWords(visitor.language))),
    }
}

/// What the rules refuse here is told as the institution's no.
pub(super) fn told(error: NotDone<AccountRefused>) -> Problem {
    match error {
        NotDone::Refused(no) => Problem::Refused { says: no.to_string(), clause: String::new() },
        NotDone::Denied(denied) => denied.into(),
    }
}
