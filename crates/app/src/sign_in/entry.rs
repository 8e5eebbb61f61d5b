//! 进门. A login name and a password, then a code; and the password again when a session is locked.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::{Account, Fault};

use super::lock_out::Admitted;
use super::one_time_code;
use super::preferences::Preferences;
use super::puzzle::PuzzleAnswer;
use super::security::{About, SecurityKind, minutes_after};
use super::session::{SessionToken, Step, has_aged, is_locked, must_have_second_factor};
use super::{NotDone, second_factor};
use crate::App;
use crate::memory::Known;

/// Who knocks: what the connection tells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Visitor {
    /// 来源地址, for the security log alone.
    pub address: Option<String>,
    /// 设备 in words, such as “Chrome · Windows”.
    pub device: String,
}

/// What is typed at the door.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// 登录名.
    pub login: &'a str,
    /// 口令.
    pub password: &'a str,
    /// The sum, where one was asked.
    pub answer: Option<&'a PuzzleAnswer>,
}

/// Somebody came in.
#[derive(Clone, Debug)]
pub struct Entry {
    /// For the cookie.
    pub token: SessionToken,
    /// What is owed before anything opens; nothing: all of it is done.
    pub owed: Option<Step>,
    /// 个人设置: how he likes his pages.
    pub preferences: Preferences,
}

/// Why somebody did not come in.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EntryRefused {
    /// 账号或口令不对; the same whether the name exists or not.
    #[error("账号或口令不对。还可以试 {left} 次，之后锁定 {lock_minutes} 分钟")]
    WrongPassword {
        /// How often it may be tried again.
        left: u32,
        /// How long it is locked then.
        lock_minutes: u32,
    },
    /// 动态口令不对.
    #[error("动态口令不对。还可以试 {left} 次，之后锁定 {lock_minutes} 分钟")]
    WrongCode {
        /// How often it may be tried again.
        left: u32,
        /// How long it is locked then.
        lock_minutes: u32,
    },
    /// 已锁定.
    #[error("试的次数多了，已锁定到 {until}。急用请找安全管理员解除")]
    LockedOut {
        /// Until when.
        until: Instant,
    },
    /// Too many failures from one address, whatever the names.
    #[error("从这个网络试的次数多了，请在 {until} 以后再试，或找安全管理员")]
    AddressLocked {
        /// Until when.
        until: Instant,
    },
    /// The sum is missing or wrong; nothing was tried.
    #[error("请先算一算下面的加法，再登录")]
    Puzzle,
    /// 初始口令过期.
    #[error("初始口令已过期，请找安全管理员重置")]
    InitialPasswordExpired,
    /// The session has ended meanwhile.
    #[error("这次登录已经结束，请重新登录")]
    SessionEnded,
}

type Entered<T> = Result<T, NotDone<EntryRefused>>;

fn no<T>(refused: EntryRefused) -> Entered<T> {
    Err(NotDone::Refused(refused))
}

impl App {
    /// 登录. Whoever tries a name that does not exist hears the same, after the same work.
    pub async fn sign_in(&self, typed: Credentials<'_>, visitor: &Visitor) -> Entered<Entry> {
        let now = self.clock().now();
        self.admit_address(visitor, now).await?;
        let subject = self.login_subject(typed.login);
        let limit = self.settings().sign_in.failures_before_lock;
        let is_asked = self.attempts_of(&subject, now).await?;
        let is_locked = is_asked.failures >= limit && is_asked.locked_until.is_some();
        if is_asked.failures >= self.settings().sign_in.puzzle_after_failures && !is_locked {
            let is_solved =
                typed.answer.is_some_and(|answer| self.is_solved(typed.login, answer, now));
            if !is_solved {
                return no(EntryRefused::Puzzle);
            }
        }
        let left = match self.admit(&subject, limit, now).await? {
            Admitted::Yes { left } => left,
            Admitted::No { until } => return no(EntryRefused::LockedOut { until }),
        };
        let known = self.known().await?;
        let account = self.store().find_account(&super::login_key(typed.login)).await?;
        let is_right = self.is_right(account.as_ref(), typed.password).await?;
        let tried = account.as_ref().map(|account| account.person.clone());
        let serving =
            account.filter(|account| known.organization.in_office(&account.person).is_some());
        let Some(account) = serving.filter(|_| is_right) else {
            let (login, visitor) = (Some(typed.login), Some(visitor));
            let about = About { login, visitor, person: tried.as_ref() };
            return self.wrong(SecurityKind::WrongPassword, about, left, now).await;
        };
        if account.password.valid_until.is_some_and(|until| until <= now) {
            let about = About::person(&account.person).by(visitor);
            self.note(SecurityKind::InitialPasswordExpired, about).await?;
            return no(EntryRefused::InitialPasswordExpired);
        }
        self.store().clear_attempts(&subject).await?;
        if let Some(address) = &visitor.address {
            self.store().forgive_attempt(&self.address_subject(address)).await?;
        }
        let owed = self.owed_by(&account, &known, now);
        let expires_at = match owed {
            Some(Step::SecondFactor) => minutes_after(now, self.settings().sign_in.idle_minutes),
            Some(Step::ChangePassword | Step::EnrolSecondFactor) | None => self.session_ends(now),
        };
        let token = self.begin_session(&account.person, visitor, expires_at).await?;
        let preferences = self.preferences(&account.person).await?;
        Ok(Entry { token, owed, preferences })
    }

    async fn admit_address(&self, visitor: &Visitor, now: Instant) -> Entered<()> {
        let Some(address) = &visitor.address else { return Ok(()) };
        let limit = self.settings().sign_in.address_failures;
        match self.admit(&self.address_subject(address), limit, now).await? {
            Admitted::Yes { left } => {
                if left == 0 {
                    let about = About { visitor: Some(visitor), ..About::default() };
                    self.note(SecurityKind::AddressLocked, about).await?;
                }
                Ok(())
            }
            Admitted::No { until } => no(EntryRefused::AddressLocked { until }),
        }
    }

    /// The same work whether there is an account or not.
    async fn is_right(&self, account: Option<&Account>, password: &str) -> Result<bool, Fault> {
        let (rules, hashing) = (&self.settings().sign_in, &self.gate().hashing);
        match account {
            Some(account) => hashing.is_right(&account.password.hash, password).await,
            None => {
                hashing.pretend(rules, self.chance(), password).await?;
                Ok(false)
            }
        }
    }

    async fn wrong<T>(
        &self,
        kind: SecurityKind,
        about: About<'_>,
        left: u32,
        now: Instant,
    ) -> Entered<T> {
        self.note(kind, about).await?;
        let lock_minutes = self.settings().sign_in.lock_minutes;
        if left == 0 {
            self.note(SecurityKind::LockedOut, about).await?;
            return no(EntryRefused::LockedOut { until: minutes_after(now, lock_minutes) });
        }
        no(if kind == SecurityKind::WrongCode {
            EntryRefused::WrongCode { left, lock_minutes }
        } else {
            EntryRefused::WrongPassword { left, lock_minutes }
        })
    }

    async fn note(&self, kind: SecurityKind, about: About<'_>) -> Result<(), Fault> {
        // Nobody has shown who he is: it is the system that notes it.
        self.store().note_security(&self.entry(kind, &Actor::System, about)).await
    }

    fn owed_by(&self, account: &Account, known: &Known, now: Instant) -> Option<Step> {
        let rules = &self.settings().sign_in;
        if account.second_factor.is_some() {
            return Some(Step::SecondFactor);
        }
        if account.password.must_change || has_aged(account.password.changed_at, rules, now) {
            return Some(Step::ChangePassword);
        }
        let must = must_have_second_factor(rules, &known.organization, &account.person);
        must.then_some(Step::EnrolSecondFactor)
    }

    /// 动态口令, or a recovery code in its place. Gives what is owed next.
    pub async fn give_code(
        &self,
        token: &SessionToken,
        typed: &str,
        visitor: &Visitor,
    ) -> Entered<Option<Step>> {
        let now = self.clock().now();
        let Some(found) = self.waking_session(token, now).await? else {
            return no(EntryRefused::SessionEnded);
        };
        let person = &found.session.person;
        let Some(account) = self.store().read_account(person).await? else {
            return no(EntryRefused::SessionEnded);
        };
        let limit = self.settings().sign_in.failures_before_lock;
        let subject = self.code_subject(person);
        let left = match self.admit(&subject, limit, now).await? {
            Admitted::Yes { left } => left,
            Admitted::No { until } => return no(EntryRefused::LockedOut { until }),
        };
        if !self.is_code(&account, typed, visitor).await? {
            let about = About::person(person).by(visitor);
            return self.wrong(SecurityKind::WrongCode, about, left, now).await;
        }
        self.store().clear_attempts(&subject).await?;
        self.store().confirm_session(&token.id().0, now, self.session_ends(now)).await?;
        let known = self.known().await?;
        let without = Account { second_factor: None, ..account.clone() };
        let next = self.owed_by(&without, &known, now);
        Ok(next.filter(|step| *step == Step::ChangePassword))
    }

    async fn is_code(
        &self,
        account: &Account,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<bool, Fault> {
        let person = &account.person;
        let now = self.clock().now();
        if let Some(secret) = &account.second_factor
            && let Some(step) = one_time_code::step_of(secret, typed, now)
        {
            return self.store().spend_step(person, step).await;
        }
        let Some(key) = one_time_code::recovery_key(typed) else { return Ok(false) };
        let actor = Actor::Staff(person.clone());
        let about = About::person(person).by(visitor);
        let entry = self.entry(SecurityKind::RecoveryCodeUsed, &actor, about);
        let hash = second_factor::recovery_hash(self, person, &key);
        self.store().spend_recovery_code(person, &hash, &entry).await
    }

    /// 解锁. One password to go on in a locked session.
    pub async fn unlock(
        &self,
        token: &SessionToken,
        password: &str,
        visitor: &Visitor,
    ) -> Entered<()> {
        let now = self.clock().now();
        let Some(found) = self.session_at(token, now).await? else {
            return no(EntryRefused::SessionEnded);
        };
        if !is_locked(&found.session, &self.settings().sign_in, now) {
            return Ok(());
        }
        let person = &found.session.person;
        self.prove(person, &found.login, password, visitor).await?;
        let actor = Actor::Staff(person.clone());
        let entry = self.entry(SecurityKind::Unlocked, &actor, About::person(person).by(visitor));
        self.store().unlock_session(&token.id().0, now, &entry).await?;
        Ok(())
    }

    /// The password of somebody whose session is there; failures count as at the door.
    pub(super) async fn prove(
        &self,
        person: &PersonId,
        login: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Entered<()> {
        let now = self.clock().now();
        let subject = self.login_subject(login);
        let limit = self.settings().sign_in.failures_before_lock;
        let left = match self.admit(&subject, limit, now).await? {
            Admitted::Yes { left } => left,
            Admitted::No { until } => return no(EntryRefused::LockedOut { until }),
        };
        let account = self.store().read_account(person).await?;
        if !self.is_right(account.as_ref(), password).await? {
            let about = About { person: Some(person), login: Some(login), visitor: Some(visitor) };
            return self.wrong(SecurityKind::WrongPassword, about, left, now).await;
        }
        self.store().clear_attempts(&subject).await?;
        Ok(())
    }
}
