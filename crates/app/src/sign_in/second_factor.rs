//! 第二因子. Enrolled by whoever needs one, confirmed by a first code, with recovery codes for the
//! day the telephone is lost.

use sha2::{Digest as _, Sha256};
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;

use super::account::AccountRefused;
use super::entry::{EntryRefused, Visitor};
use super::one_time_code::{self, OfferedSecret};
use super::security::{About, SecurityKind};
use super::session::SessionToken;
use super::{NotDone, lock_out::Admitted};
use crate::App;
use crate::denied::Denied;

/// 备用码. Shown once, each good for one sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCodes(pub Vec<String>);

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecoveryCodes({})", self.0.len())
    }
}

impl App {
    /// The secret to be put into an authenticator app: the one offered and not confirmed yet, so
    /// that a page read twice shows the same, else a new one.
    pub async fn offer_second_factor(
        &self,
        person: &PersonId,
    ) -> Result<Option<OfferedSecret>, Denied> {
        let Some(account) = self.store().read_account(person).await? else { return Ok(None) };
        let secret = match account.offered {
            Some(offered) => offered,
            None => {
                let secret = one_time_code::new_secret(self.chance());
                self.store().offer_second_factor(person, &secret).await?;
                secret.to_vec()
            }
        };
        Ok(Some(OfferedSecret::new(&secret, &account.login)))
    }

    /// The first code of an offered secret puts it in force; the session goes on as confirmed.
    pub async fn confirm_second_factor(
        &self,
        token: &SessionToken,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<RecoveryCodes, NotDone<EntryRefused>> {
        let now = self.clock().now();
        let ended = || NotDone::Refused(EntryRefused::SessionEnded);
        let found = self.waking_session(token, now).await?.ok_or_else(ended)?;
        let is_half = found.has_second_factor && found.session.confirmed_at.is_none();
        let person = &found.session.person;
        let account = self.store().read_account(person).await?.ok_or_else(ended)?;
        let Some(offered) = account.offered.filter(|_| !is_half) else { return Err(ended()) };
        let limit = self.settings().sign_in.failures_before_lock;
        let lock_minutes = self.settings().sign_in.lock_minutes;
        let subject = self.code_subject(person);
        let left = match self.admit(&subject, limit, now).await? {
            Admitted::Yes { left } => left,
            Admitted::No { until } => {
                return Err(NotDone::Refused(EntryRefused::LockedOut { until }));
            }
        };
        let Some(step) = one_time_code::step_of(&offered, typed, now) else {
            return Err(NotDone::Refused(EntryRefused::WrongCode { left, lock_minutes }));
        };
        let codes = self.new_codes();
        let hashes = self.hashes(person, &codes);
        let actor = Actor::Staff(person.clone());
        let about = About::person(person).by(visitor);
        let entry = self.entry(SecurityKind::SecondFactorOn, &actor, about);
        if !self.store().confirm_second_factor(person, step, &hashes, &entry).await? {
            return Err(ended());
        }
        self.store().clear_attempts(&subject).await?;
        self.store().confirm_session(&token.id().0, now, found.session.expires_at).await?;
        Ok(codes)
    }

    /// 更换备用码; the old ones are void.
    pub async fn renew_recovery_codes(&self, person: &PersonId) -> Result<RecoveryCodes, Denied> {
        let codes = self.new_codes();
        let hashes = self.hashes(person, &codes);
        let actor = Actor::Staff(person.clone());
        let entry = self.entry(SecurityKind::RecoveryCodesRenewed, &actor, About::person(person));
        self.store().renew_recovery_codes(person, &hashes, &entry).await?;
        Ok(codes)
    }

    /// How many recovery codes are left; none where 动态口令 is not in force.
    pub async fn recovery_codes_left(&self, person: &PersonId) -> Result<Option<u32>, Denied> {
        let account = self.store().read_account(person).await?;
        match account.and_then(|account| account.second_factor) {
            Some(_) => Ok(Some(self.store().count_recovery_codes(person).await?)),
            None => Ok(None),
        }
    }

    /// 停用动态口令 of somebody who lost his telephone and his codes; his sessions end. He enrols
    /// anew where his roles ask for it.
    pub async fn drop_second_factor(
        &self,
        actor: &Actor,
        person: &PersonId,
    ) -> Result<(), NotDone<AccountRefused>> {
        self.guard(actor, OfficeAct::GuardSignIn, person).await?;
        let entry = self.entry(SecurityKind::SecondFactorOff, actor, About::person(person));
        self.store().drop_second_factor(person, &entry).await?;
        self.store().clear_attempts(&self.code_subject(person)).await?;
        self.end_all(person, None, actor).await?;
        Ok(())
    }

    fn new_codes(&self) -> RecoveryCodes {
        let count = self.settings().sign_in.recovery_codes;
        RecoveryCodes((0..count).map(|_| one_time_code::recovery_code(self.chance())).collect())
    }

    fn hashes(&self, person: &PersonId, codes: &RecoveryCodes) -> Vec<[u8; 32]> {
        let keys = codes.0.iter().filter_map(|code| one_time_code::recovery_key(code));
        keys.map(|key| recovery_hash(self, person, &key)).collect()
    }

    /// Whether somebody's second factor is in force.
    pub async fn has_second_factor(&self, person: &PersonId) -> Result<bool, Denied> {
        let account = self.store().read_account(person).await?;
        Ok(account.is_some_and(|account| account.second_factor.is_some()))
    }
}

/// The keyed hash of a recovery code.
pub(super) fn recovery_hash(app: &App, person: &PersonId, key: &str) -> [u8; 32] {
    *app.fingerprint(&Sha256::digest(format!("recovery/{person}/{key}")).into()).bytes()
}
