//! 安全日志. What is noted of signing in, for the security and the audit administrator.

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{OfficeAct, Subject, permits_office};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::SecurityEntry;

use super::account::AccountRefused;
use super::login::login_key;
use super::{NotDone, Visitor};
use crate::App;
use crate::denied::Denied;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal;)*) => {
        /// 安全事件.
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum SecurityKind {
            $($(#[$doc])* $kind,)*
        }

        impl SecurityKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The code under which it is kept.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)*
                }
            }
        }
    };
}

kinds! {
    /// 登录
    SignedIn = "signed_in";
    /// 账号或口令不对
    WrongPassword = "wrong_password";
    /// 动态口令不对
    WrongCode = "wrong_code";
    /// 登录锁定
    LockedOut = "locked_out";
    /// 来源地址锁定
    AddressLocked = "address_locked";
    /// 初始口令过期
    InitialPasswordExpired = "initial_password_expired";
    /// 解除锁定
    LockLifted = "lock_lifted";
    /// 退出
    SignedOut = "signed_out";
    /// 会话被结束
    SessionEnded = "session_ended";
    /// 会话解锁
    Unlocked = "unlocked";
    /// 开通账号
    AccountOpened = "account_opened";
    /// 更改口令
    PasswordChanged = "password_changed";
    /// 重置口令
    PasswordReset = "password_reset";
    /// 启用动态口令
    SecondFactorOn = "second_factor_on";
    /// 停用动态口令
    SecondFactorOff = "second_factor_off";
    /// 更换备用码
    RecoveryCodesRenewed = "recovery_codes_renewed";
    /// 使用备用码
    RecoveryCodeUsed = "recovery_code_used";
    /// 查看群众电话
    ContactSeen = "contact_seen";
    /// 制作大屏链接
    WallLinkMade = "wall_link_made";
    /// 撤销大屏链接
    WallLinkRevoked = "wall_link_revoked";
}

impl SecurityKind {
    fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// 安全日志的一条, as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecurityLine {
    /// Its number, for paging.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What; none where a newer program wrote it.
    pub kind: Option<SecurityKind>,
    /// Who did it.
    pub actor: Actor,
    /// Whose account it is about.
    pub person: Option<PersonId>,
    /// The address; the security administrator alone sees it.
    pub address: Option<String>,
    /// By which entries of one address are put together, in eight letters.
    pub address_mark: Option<String>,
}

impl App {
    /// An entry of now.
    pub(super) fn entry(
        &self,
        kind: SecurityKind,
        actor: &Actor,
        about: About<'_>,
    ) -> SecurityEntry {
        let address = about.visitor.and_then(|visitor| visitor.address.clone());
        SecurityEntry {
            at: self.clock().now(),
            kind: kind.code().to_owned(),
            actor: actor.clone(),
            person: about.person.cloned(),
            login_hash: about.login.map(|login| self.login_subject(login)),
            address_hash: address.as_deref().map(|address| self.address_subject(address)),
            address,
        }
    }

    /// Under which attempts with a login name are counted.
    pub(super) fn login_subject(&self, login: &str) -> [u8; 32] {
        self.subject("login", &login_key(login))
    }

    /// Under which attempts from an address are counted.
    pub(super) fn address_subject(&self, address: &str) -> [u8; 32] {
        self.subject("address", address)
    }

    /// Under which wrong codes of a person are counted.
    pub(super) fn code_subject(&self, person: &PersonId) -> [u8; 32] {
        self.subject("code", person.as_str())
    }

    fn subject(&self, kind: &str, name: &str) -> [u8; 32] {
        let digest = Sha256::digest(format!("sign_in/{kind}/{name}"));
        *self.fingerprint(&digest.into()).bytes()
    }

    /// 安全日志, newest first, before an entry; of one person where one is named.
    pub async fn security_log(
        &self,
        actor: &Actor,
        person: Option<&PersonId>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<SecurityLine>, NotDone<AccountRefused>> {
        self.may(actor, OfficeAct::ReadSecurityLog, None).await?;
        let entries = match person {
            Some(person) => self.store().list_security_of(person, before, limit).await?,
            None => self.store().list_security(before, limit).await?,
        };
        let sees_addresses = self.may(actor, OfficeAct::GuardSignIn, None).await.is_ok();
        let line = |(number, entry): (i64, SecurityEntry)| SecurityLine {
            number,
            at: entry.at,
            kind: SecurityKind::of(&entry.kind),
            actor: entry.actor,
            person: entry.person,
            address: entry.address.filter(|_| sees_addresses),
            address_mark: entry.address_hash.map(|hash| hex::encode(&hash[..4])),
        };
        Ok(entries.into_iter().map(line).collect())
    }

    /// Whether the actor may do this by the table of office acts.
    pub(super) async fn may(
        &self,
        actor: &Actor,
        act: OfficeAct,
        person: Option<&PersonId>,
    ) -> Result<(), NotDone<AccountRefused>> {
        let known = self.known().await?;
        let subject =
            person.map_or(Subject::WHOLE, |one| Subject::person(&known.organization, one));
        permits_office(&known.organization, actor, act, subject)
            .map_err(|no| NotDone::Refused(AccountRefused::NotAllowed(no)))
    }

    /// The same by the heartbeat, once an hour.
    pub(crate) async fn tidy_sign_in_hourly(&self, now: Instant) -> Result<(), Denied> {
        if self.gate().wants_tidying(now) { self.tidy_sign_in().await } else { Ok(()) }
    }

    /// Forgets sessions that have ended, failures and drafts of long ago.
    pub async fn tidy_sign_in(&self) -> Result<(), Denied> {
        let now = self.clock().now();
        let rules = &self.settings().sign_in;
        // What was typed in a session that ended over night finds its owner in the morning.
        self.store().purge_sessions(minutes_before(now, rules.draft_days * 24 * 60)).await?;
        self.store().purge_attempts(minutes_before(now, rules.lock_minutes * 2)).await?;
        self.store().purge_drafts(minutes_before(now, rules.draft_days * 24 * 60)).await?;
        Ok(())
    }
}

/// What an entry is about.
#[derive(Copy, Clone, Default)]
pub(super) struct About<'a> {
    pub(super) person: Option<&'a PersonId>,
    pub(super) login: Option<&'a str>,
    pub(super) visitor: Option<&'a Visitor>,
}

impl<'a> About<'a> {
    pub(super) fn person(person: &'a PersonId) -> Self {
        Self { person: Some(person), ..Self::default() }
    }

    pub(super) fn by(mut self, visitor: &'a Visitor) -> Self {
        self.visitor = Some(visitor);
        self
    }
}

const MICROS_A_MINUTE: i64 = 60_000_000;

pub(super) fn minutes_after(at: Instant, minutes: u32) -> Instant {
    Instant::from_micros(at.micros() + i64::from(minutes) * MICROS_A_MINUTE)
}

pub(super) fn minutes_before(at: Instant, minutes: u32) -> Instant {
    Instant::from_micros(at.micros() - i64::from(minutes) * MICROS_A_MINUTE)
}
