//! 会话. What a browser's token stands for now.

use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{Organization, Role};
use xiaoneng_store::{Fault, FoundSession, SessionRow};
use zeroize::Zeroizing;

use super::account::AccountRefused;
use super::preferences::Preferences;
use super::rules::{SecondFactorFor, SignInRules};
use super::security::{About, SecurityKind, minutes_after};
use super::{NotDone, SignedIn, Visitor};
use crate::App;
use crate::chance::Chance;
use crate::denied::Denied;

const SESSIONS_SHOWN: u32 = 1_000;

/// 会话令牌. 256 bits of chance that only the browser has.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<[u8; 32]>);

impl SessionToken {
    pub(super) fn new(chance: &Chance) -> Self {
        Self(Zeroizing::new(chance.bytes()))
    }

    /// From a cookie; none where it cannot be a token.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text, &mut bytes[..]).ok()?;
        Some(Self(bytes))
    }

    /// For a cookie.
    pub fn to_text(&self) -> String {
        hex::encode(&self.0[..])
    }

    /// The name under which the session is kept.
    pub fn id(&self) -> SessionId {
        SessionId(Sha256::digest(&self.0[..]).into())
    }

    /// A secret for one purpose that follows from the token and does not lead back to it, such as
    /// the one in forms.
    pub fn secret_for(&self, purpose: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0[..]) else { return String::new() };
        mac.update(purpose.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The name of a session; it opens nothing.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SessionId(pub(super) [u8; 32]);

impl SessionId {
    /// As it stands in a form.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

impl std::fmt::Display for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Who stands at the door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Visit {
    /// Nobody we know: no session, or one that has ended.
    Stranger,
    /// Somebody whose sign-in is not complete.
    Halfway(Halfway),
    /// Somebody whose session is locked: one password to go on.
    Locked(Locked),
    /// Somebody signed in.
    SignedIn(SignedIn),
}

/// 登录未完成.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Halfway {
    /// Who, as far as the password tells.
    pub person: PersonId,
    /// 登录名.
    pub login: String,
    /// The session.
    pub session: SessionId,
    /// What is owed next.
    pub step: Step,
}

/// 已锁定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locked {
    /// Who.
    pub person: PersonId,
    /// 姓名.
    pub name: Arc<str>,
    /// 登录名.
    pub login: String,
    /// The session.
    pub session: SessionId,
}

/// What a sign-in still owes.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// 动态口令.
    SecondFactor,
    /// A password of one's own.
    ChangePassword,
    /// The enrolment of a second factor.
    EnrolSecondFactor,
}

/// What a request is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Presence {
    /// Somebody does something.
    Acting,
    /// A page looks for news by itself; it keeps no session awake.
    Watching,
}

/// 会话, in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionLine {
    /// By which it is ended.
    pub session: SessionId,
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub began_at: Instant,
    /// When something was last done in it.
    pub last_seen_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// 设备.
    pub device: String,
    /// Whether it is locked now.
    pub is_locked: bool,
}

impl App {
    /// Who stands at the door with that token. One reading by key; that something was done is
    /// written at most once a minute.
    pub async fn visit(&self, token: &SessionToken, presence: Presence) -> Result<Visit, Denied> {
        let (now, rules) = (self.clock().now(), &self.settings().sign_in);
        let Some(found) = self.session_at(token, now).await? else { return Ok(Visit::Stranger) };
        let known = self.known().await?;
        let (session, id) = (&found.session, token.id());
        let person = session.person.clone();
        let Some(serving) = known.organization.in_office(&person) else {
            self.end_all(&person, None, &Actor::System).await?;
            return Ok(Visit::Stranger);
        };
        let is_locked = is_locked(session, rules, now);
        if let Some(step) = owed(&found, rules, serving.roles.iter().copied()) {
            let login = found.login;
            let halfway = Halfway { person, login, session: id, step };
            return Ok(if is_locked { Visit::Stranger } else { Visit::Halfway(halfway) });
        }
        let name = self.name_of(&person).await?.unwrap_or_else(|| found.login.as_str().into());
        if is_locked {
            return Ok(Visit::Locked(Locked { person, name, login: found.login, session: id }));
        }
        let seen = now.micros() - session.last_seen_at.micros();
        if presence == Presence::Acting && seen >= seconds(rules.seen_every_seconds) {
            // Where it cannot be noted the session locks sooner; work goes on until then.
            if let Err(fault) = self.store().touch_session(&id.0, now).await {
                tracing::warn!(%fault, "会话的最近使用时间没有记下");
            }
        }
        let preferences = Preferences::read(found.preference.as_deref())?;
        let (unit, roles, login) = (serving.unit.clone(), serving.roles.clone(), found.login);
        let session = id;
        let signed_in = SignedIn { person, unit, roles, name, login, session, preferences };
        Ok(Visit::SignedIn(signed_in))
    }

    /// Whose a session was that is locked or has ended, by itself or by somebody. What he had typed
    /// is kept for him.
    pub async fn owner_of(&self, token: &SessionToken) -> Result<Option<PersonId>, Denied> {
        let found = self.store().find_session(&token.id().0).await?;
        Ok(found.map(|found| found.session.person))
    }

    /// The session of a token, if it has not ended.
    pub(super) async fn session_at(
        &self,
        token: &SessionToken,
        now: Instant,
    ) -> Result<Option<FoundSession>, Fault> {
        let found = self.store().find_session(&token.id().0).await?;
        Ok(found.filter(|found| found.session.expires_at > now))
    }

    /// The same, and not locked.
    pub(super) async fn waking_session(
        &self,
        token: &SessionToken,
        now: Instant,
    ) -> Result<Option<FoundSession>, Fault> {
        let found = self.session_at(token, now).await?;
        let rules = &self.settings().sign_in;
        Ok(found.filter(|found| !is_locked(&found.session, rules, now)))
    }

    /// 是否应有动态口令, by the roles of a person.
    pub fn must_have_second_factor(&self, organization: &Organization, person: &PersonId) -> bool {
        must_have_second_factor(&self.settings().sign_in, organization, person)
    }

    /// Begins a session; where a person has too many, the one used longest ago ends.
    pub(super) async fn begin_session(
        &self,
        person: &PersonId,
        visitor: &Visitor,
        expires_at: Instant,
    ) -> Result<SessionToken, Fault> {
        let (now, rules) = (self.clock().now(), &self.settings().sign_in);
        let token = SessionToken::new(self.chance());
        let others = self.store().list_sessions_of(person).await?;
        let kept = usize::try_from(rules.sessions_at_once).unwrap_or(1).saturating_sub(1);
        let live = others.iter().filter(|other| other.expires_at > now);
        let ended: Vec<[u8; 32]> = live.skip(kept).map(|other| other.token).collect();
        let session = SessionRow {
            token: token.id().0,
            person: person.clone(),
            began_at: now,
            last_seen_at: now,
            expires_at,
            locked_at: None,
            confirmed_at: None,
            device: visitor.device.clone(),
        };
        let about = About::person(person).by(visitor);
        let entry = self.entry(SecurityKind::SignedIn, &Actor::Staff(person.clone()), about);
        self.store().begin_session(&session, &ended, &entry).await?;
        Ok(token)
    }

    /// When a session that begins or is completed now ends whatever happens.
    pub(super) fn session_ends(&self, now: Instant) -> Instant {
        minutes_after(now, self.settings().sign_in.session_hours * 60)
    }

    /// 锁屏, by hand.
    pub async fn lock_session(&self, token: &SessionToken) -> Result<(), Denied> {
        Ok(self.store().lock_session(&token.id().0, self.clock().now()).await?)
    }

    /// 退出.
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), Denied> {
        let id = token.id().0;
        let Some(found) = self.store().find_session(&id).await? else { return Ok(()) };
        let person = found.session.person;
        let actor = Actor::Staff(person.clone());
        let entry = self.entry(SecurityKind::SignedOut, &actor, About::person(&person));
        self.store().end_session(&id, &entry).await?;
        Ok(())
    }

    /// 我的会话, last used first.
    pub async fn own_sessions(&self, person: &PersonId) -> Result<Vec<SessionLine>, Denied> {
        let rows = self.store().list_sessions_of(person).await?;
        let now = self.clock().now();
        let live = rows.into_iter().filter(|row| row.expires_at > now);
        Ok(live.map(|row| self.line(row, now)).collect())
    }

    /// All sessions, for the security and the audit administrator.
    pub async fn all_sessions(
        &self,
        actor: &Actor,
    ) -> Result<Vec<SessionLine>, NotDone<AccountRefused>> {
        self.may(actor, OfficeAct::ReadSecurityLog, None).await?;
        let now = self.clock().now();
        let rows = self.store().list_sessions(now, SESSIONS_SHOWN).await?;
        Ok(rows.into_iter().map(|row| self.line(row, now)).collect())
    }

    /// 结束会话: one's own, or as the security administrator anybody's. No where it had ended.
    pub async fn end_session(
        &self,
        actor: &Actor,
        session: SessionId,
    ) -> Result<bool, NotDone<AccountRefused>> {
        let Some(found) = self.store().find_session(&session.0).await? else { return Ok(false) };
        let person = found.session.person;
        if *actor != Actor::Staff(person.clone()) {
            self.may(actor, OfficeAct::GuardSignIn, Some(&person)).await?;
        }
        let entry = self.entry(SecurityKind::SessionEnded, actor, About::person(&person));
        Ok(self.store().end_session(&session.0, &entry).await?)
    }

    /// Ends all sessions of a person, but the one given: his password changed, or he left.
    pub(super) async fn end_all(
        &self,
        person: &PersonId,
        but: Option<SessionId>,
        actor: &Actor,
    ) -> Result<(), Fault> {
        let entry = self.entry(SecurityKind::SessionEnded, actor, About::person(person));
        let but = but.map(|session| session.0);
        self.store().end_sessions_of(person, but.as_ref(), &entry).await
    }

    fn line(&self, row: SessionRow, now: Instant) -> SessionLine {
        let is_locked = is_locked(&row, &self.settings().sign_in, now);
        SessionLine {
            session: SessionId(row.token),
            person: row.person,
            began_at: row.began_at,
            last_seen_at: row.last_seen_at,
            expires_at: row.expires_at,
            device: row.device,
            is_locked,
        }
    }
}

/// Locked by hand, or because nothing was done.
pub(super) fn is_locked(session: &SessionRow, rules: &SignInRules, now: Instant) -> bool {
    session.locked_at.is_some() || now >= minutes_after(session.last_seen_at, rules.idle_minutes)
}

/// What a session still owes, first things first.
pub(super) fn owed(
    found: &FoundSession,
    rules: &SignInRules,
    roles: impl IntoIterator<Item = Role>,
) -> Option<Step> {
    if found.has_second_factor && found.session.confirmed_at.is_none() {
        return Some(Step::SecondFactor);
    }
    if found.must_change || has_aged(found.changed_at, rules, found.session.began_at) {
        return Some(Step::ChangePassword);
    }
    let needs = needs_second_factor(rules, roles) && !found.has_second_factor;
    needs.then_some(Step::EnrolSecondFactor)
}

/// 口令到期, as of the beginning of a session: nobody is interrupted at work.
pub(super) fn has_aged(changed_at: Instant, rules: &SignInRules, began_at: Instant) -> bool {
    rules.password_days > 0 && minutes_after(changed_at, rules.password_days * 24 * 60) <= began_at
}

/// Whether these roles must have a second factor.
pub(super) fn needs_second_factor(
    rules: &SignInRules,
    roles: impl IntoIterator<Item = Role>,
) -> bool {
    match rules.second_factor {
        SecondFactorFor::Deciders => roles.into_iter().any(Role::decides),
        SecondFactorFor::Everybody => true,
        SecondFactorFor::Nobody => false,
    }
}

/// Whether a person must have a second factor.
pub(super) fn must_have_second_factor(
    rules: &SignInRules,
    organization: &Organization,
    person: &PersonId,
) -> bool {
    let roles = organization.in_office(person).map(|serving| serving.roles.clone());
    needs_second_factor(rules, roles.unwrap_or_default())
}

fn seconds(seconds: u32) -> i64 {
    i64::from(seconds) * 1_000_000
}
