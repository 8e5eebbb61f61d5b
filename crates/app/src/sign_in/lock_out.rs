//! 登录锁定. Failures one after another lock a login name, existing or not, an address, or the
//! codes of a person; for a while, or until the security administrator lifts it.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::{AccountRow, AttemptRule, Attempts, Fault};

use super::NotDone;
use super::account::AccountRefused;
use super::login::login_key;
use super::security::{About, SecurityKind, minutes_after, minutes_before};
use crate::App;
use crate::denied::Denied;

const ACCOUNTS_AT_ONCE: u32 = 1_000;
const LOCKED_SHOWN: u32 = 1_000;

/// What is locked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LockedSubject {
    /// A login name that has an account.
    Login {
        /// Whose.
        person: PersonId,
        /// 登录名.
        login: String,
    },
    /// The codes of somebody whose password was right.
    Codes {
        /// Whose.
        person: PersonId,
        /// 登录名.
        login: String,
    },
    /// An address, or a login name that does not exist.
    Other,
}

/// 锁定中.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LockedOut {
    /// By which it is lifted.
    pub mark: String,
    /// What.
    pub subject: LockedSubject,
    /// Failures, those while locked among them.
    pub failures: u32,
    /// Until when.
    pub until: Option<Instant>,
}

/// Whether an attempt may be made.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Admitted {
    /// It may; so many are left if it fails.
    Yes { left: u32 },
    /// Locked until then.
    No { until: Instant },
}

impl App {
    /// Counts an attempt before it is made.
    pub(super) async fn admit(
        &self,
        subject: &[u8; 32],
        limit: u32,
        now: Instant,
    ) -> Result<Admitted, Fault> {
        let minutes = self.settings().sign_in.lock_minutes;
        let until = minutes_after(now, minutes);
        let rule = AttemptRule {
            forgotten_before: minutes_before(now, minutes),
            limit,
            locked_until: until,
        };
        let counted = self.store().count_attempt(subject, now, rule).await?;
        Ok(match limit.checked_sub(counted.failures) {
            Some(left) => Admitted::Yes { left },
            None => Admitted::No { until: counted.locked_until.unwrap_or(until) },
        })
    }

    /// How a subject stands now.
    pub(super) async fn attempts_of(
        &self,
        subject: &[u8; 32],
        now: Instant,
    ) -> Result<Attempts, Fault> {
        let forgotten = minutes_before(now, self.settings().sign_in.lock_minutes);
        self.store().read_attempts(subject, now, forgotten).await
    }

    /// Whether the next attempt with that login name must answer a sum.
    pub async fn needs_puzzle(&self, login: &str) -> Result<bool, Denied> {
        let found = self.attempts_of(&self.login_subject(login), self.clock().now()).await?;
        Ok(found.failures >= self.settings().sign_in.puzzle_after_failures)
    }

    /// 锁定中的登录, for the security and the audit administrator.
    pub async fn list_locked_out(
        &self,
        actor: &Actor,
    ) -> Result<Vec<LockedOut>, NotDone<AccountRefused>> {
        self.may(actor, OfficeAct::ReadSecurityLog, None).await?;
        let locked = self.store().list_locked(self.clock().now(), LOCKED_SHOWN).await?;
        if locked.is_empty() {
            return Ok(Vec::new());
        }
        let mut names = BTreeMap::new();
        for row in self.all_accounts().await? {
            let (person, login) = (row.person, row.login);
            let codes = LockedSubject::Codes { person: person.clone(), login: login.clone() };
            names.insert(self.code_subject(&person).to_vec(), codes);
            let subject = self.login_subject(&login).to_vec();
            names.insert(subject, LockedSubject::Login { person, login });
        }
        let one = |(subject, attempts): (Vec<u8>, Attempts)| LockedOut {
            mark: hex::encode(&subject),
            subject: names.remove(&subject).unwrap_or(LockedSubject::Other),
            failures: attempts.failures,
            until: attempts.locked_until,
        };
        Ok(locked.into_iter().map(one).collect())
    }

    /// 解除锁定, by its mark; no where nothing is locked.
    pub async fn lift_lock_out(
        &self,
        actor: &Actor,
        mark: &str,
    ) -> Result<bool, NotDone<AccountRefused>> {
        self.may(actor, OfficeAct::GuardSignIn, None).await?;
        let mut subject = [0; 32];
        if hex::decode_to_slice(mark, &mut subject).is_err() {
            return Ok(false);
        }
        let mut accounts = self.all_accounts().await?.into_iter();
        let of = accounts.find(|row| {
            subject == self.login_subject(&row.login) || subject == self.code_subject(&row.person)
        });
        let about = About { person: of.as_ref().map(|row| &row.person), ..About::default() };
        let entry = self.entry(SecurityKind::LockLifted, actor, about);
        Ok(self.store().lift_lock(&subject, &entry).await?)
    }

    /// All accounts by login name.
    pub(super) async fn all_accounts(&self) -> Result<Vec<AccountRow>, Fault> {
        let mut all: Vec<AccountRow> = Vec::new();
        loop {
            let after = all.last().map(|row| login_key(&row.login));
            let page = self.store().list_accounts(after.as_deref(), ACCOUNTS_AT_ONCE).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }
}
