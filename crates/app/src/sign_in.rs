//! 登录. How staff come in: a password, a second factor for those who decide, a session that locks
//! when nobody is there and loses nothing.
//!
//! A stage is passed at a time. A name and a password give a session; while a code, a new password
//! or the enrolment of a second factor is still owed, the session opens nothing else
//! ([`Visit::Halfway`]).

mod account;
mod draft;
mod entry;
mod gate;
mod lock_out;
mod login;
mod one_time_code;
mod password;
mod preferences;
mod puzzle;
mod rules;
mod second_factor;
mod security;
mod session;

pub use account::{AccountRefused, ChangeRefused, InitialPassword};
pub use entry::{Credentials, Entry, EntryRefused, Visitor};
pub(crate) use gate::Gate;
pub use lock_out::{LockedOut, LockedSubject};
pub use login::{LONGEST_LOGIN, SHORTEST_LOGIN, login_key};
pub use one_time_code::{OfferedSecret, code_at, read_base32};
pub use password::PasswordRefused;
pub use preferences::{Preferences, QuietHours};
pub use puzzle::{Puzzle, PuzzleAnswer};
pub use rules::{SecondFactorFor, SignInRules};
pub use second_factor::RecoveryCodes;
pub use security::{SecurityKind, SecurityLine};
pub use session::{Halfway, Locked, Presence, SessionId, SessionLine, SessionToken, Step, Visit};
pub use xiaoneng_store::{AccountRow, Draft};

use std::collections::BTreeSet;
use std::sync::Arc;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::Role;
use xiaoneng_store::Fault;

use crate::denied::Denied;

/// 已登录的人. What the pages know of whoever asks for them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// 所在单位.
    pub unit: UnitId,
    /// 角色.
    pub roles: BTreeSet<Role>,
    /// 姓名; the login name where the vault holds none.
    pub name: Arc<str>,
    /// 登录名.
    pub login: String,
    /// The session.
    pub session: SessionId,
    /// 个人设置.
    pub preferences: Preferences,
}

impl SignedIn {
    /// 行为人, as whom he acts.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.person.clone())
    }

    /// Whether he has that role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Why something of signing in was not done: the rule's no, or what went wrong on the way.
#[derive(Debug, thiserror::Error)]
pub enum NotDone<R: std::error::Error + 'static> {
    /// The rule's no.
    #[error(transparent)]
    Refused(R),
    /// The world's failure.
    #[error(transparent)]
    Denied(#[from] Denied),
}

impl<R: std::error::Error + 'static> From<Fault> for NotDone<R> {
    fn from(fault: Fault) -> Self {
        Self::Denied(fault.into())
    }
}
