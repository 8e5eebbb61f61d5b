//! 账号. Opened by the system administrator, its password reset by the security administrator,
//! changed by its owner.

use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::{Account, AccountRow, NewAccount, Password};

use super::entry::EntryRefused;
use super::login::{LONGEST_LOGIN, SHORTEST_LOGIN, is_login, login_key};
use super::password::{self, PasswordRefused};
use super::security::{About, SecurityKind, minutes_after};
use super::session::{SessionToken, has_aged};
use super::{NotDone, Visitor};
use crate::App;
use crate::denied::Denied;

/// 初始口令. Shown once to whoever opened or reset the account, and good until it is changed.
#[derive(Clone, PartialEq, Eq)]
pub struct InitialPassword(pub String);

impl std::fmt::Debug for InitialPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InitialPassword(…)")
    }
}

/// Why nothing was done to an account.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AccountRefused {
    /// 无权办理.
    #[error(transparent)]
    NotAllowed(NotAllowed),
    /// One's own account is looked after by another.
    #[error("自己的账号请别的安全管理员办理；没有别人时，由机房用 admin reset-password 重置")]
    OwnAccount,
    /// Not in office.
    #[error("没有这个人，或者已经离职，不能开通账号")]
    NotInOffice,
    /// 登录名 of a form that cannot be given.
    #[error("登录名请用 {SHORTEST_LOGIN} 到 {LONGEST_LOGIN} 个汉字、字母、数字或 . _ - @")]
    NotALogin,
    /// 登录名 or person has an account.
    #[error("登录名“{login}”已有人用，或者这个人已有账号")]
    Taken {
        /// 登录名.
        login: String,
    },
    /// Nobody of that name.
    #[error("没有这个账号")]
    NoAccount,
    /// A password that is not good enough.
    #[error(transparent)]
    Password(PasswordRefused),
}

/// Why one's own password was not changed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChangeRefused {
    /// The old one is wrong, or the session has ended.
    #[error(transparent)]
    Entry(EntryRefused),
    /// The new one is not good enough.
    #[error(transparent)]
    Password(PasswordRefused),
}

type Done<T> = Result<T, NotDone<AccountRefused>>;

fn no<T>(refused: AccountRefused) -> Done<T> {
    Err(NotDone::Refused(refused))
}

impl App {
    /// 开通账号 for a member of staff. The first sign-in must change the password.
    pub async fn open_account(
        &self,
        actor: &Actor,
        person: &PersonId,
        login: &str,
    ) -> Done<InitialPassword> {
        let initial = password::initial(self.chance());
        self.open_account_with(actor, person, login, &initial).await?;
        Ok(InitialPassword(initial))
    }

    async fn open_account_with(
        &self,
        actor: &Actor,
        person: &PersonId,
        login: &str,
        initial: &str,
    ) -> Done<()> {
        self.may(actor, OfficeAct::OpenAccount, Some(person)).await?;
        if self.known().await?.organization.in_office(person).is_none() {
            return no(AccountRefused::NotInOffice);
        }
        if !is_login(login) {
            return no(AccountRefused::NotALogin);
        }
        let (now, rules) = (self.clock().now(), &self.settings().sign_in);
        let hash = self.gate().hashing.hash(rules, self.chance(), initial).await?;
        let new = NewAccount {
            person,
            login: login.trim(),
            login_key: &login_key(login),
            hash: &hash,
            valid_until: minutes_after(now, rules.initial_password_days * 24 * 60),
            now,
        };
        let entry = self.entry(SecurityKind::AccountOpened, actor, About::person(person));
        if !self.store().open_account(&new, &entry).await? {
            return no(AccountRefused::Taken { login: login.to_owned() });
        }
        Ok(())
    }

    /// Opens an account whose password is known and need not be changed: for demonstrations.
    pub async fn open_shown_account(
        &self,
        person: &PersonId,
        login: &str,
        password: &str,
    ) -> Done<()> {
        let rules = &self.settings().sign_in;
        password::check(rules, password, login)
            .map_err(|refused| NotDone::Refused(AccountRefused::Password(refused)))?;
        self.open_account_with(&Actor::System, person, login, password).await?;
        let Some(mut account) = self.store().read_account(person).await? else {
            return no(AccountRefused::NoAccount);
        };
        (account.password.must_change, account.password.valid_until) = (false, None);
        let entry =
            self.entry(SecurityKind::PasswordChanged, &Actor::System, About::person(person));
        self.store().set_password(person, &account.password, &entry).await?;
        Ok(())
    }

    /// 重置口令. A new initial password; all sessions end, a lock is lifted.
    pub async fn reset_password(&self, actor: &Actor, person: &PersonId) -> Done<InitialPassword> {
        self.guard(actor, OfficeAct::GuardSignIn, person).await?;
        let Some(account) = self.store().read_account(person).await? else {
            return no(AccountRefused::NoAccount);
        };
        let initial = password::initial(self.chance());
        let (now, rules) = (self.clock().now(), &self.settings().sign_in);
        let mut kept = self.succeeded(&account, &initial).await?;
        kept.must_change = true;
        kept.valid_until = Some(minutes_after(now, rules.initial_password_days * 24 * 60));
        let entry = self.entry(SecurityKind::PasswordReset, actor, About::person(person));
        self.store().set_password(person, &kept, &entry).await?;
        self.store().clear_attempts(&self.login_subject(&account.login)).await?;
        self.end_all(person, None, actor).await?;
        Ok(InitialPassword(initial))
    }

    /// 更改口令. The old one is asked, unless the sign-in owes a new one; other sessions end.
    pub async fn change_password(
        &self,
        token: &SessionToken,
        old: Option<&str>,
        new: &str,
        visitor: &Visitor,
    ) -> Result<(), NotDone<ChangeRefused>> {
        let now = self.clock().now();
        let refused = |no| NotDone::Refused(ChangeRefused::Entry(no));
        let ended = || refused(EntryRefused::SessionEnded);
        let found = self.waking_session(token, now).await?.ok_or_else(ended)?;
        let person = &found.session.person;
        let account = self.store().read_account(person).await?.ok_or_else(ended)?;
        let rules = &self.settings().sign_in;
        let is_owed =
            found.must_change || has_aged(found.changed_at, rules, found.session.began_at);
        if found.has_second_factor && found.session.confirmed_at.is_none() {
            return Err(ended());
        }
        if !is_owed {
            let old = old.unwrap_or_default();
            let proven = self.prove(person, &found.login, old, visitor).await;
            proven.map_err(|error| match error {
                NotDone::Refused(no) => refused(no),
                NotDone::Denied(denied) => NotDone::Denied(denied),
            })?;
        }
        let weak = |no| NotDone::Refused(ChangeRefused::Password(no));
        password::check(rules, new, &account.login).map_err(weak)?;
        if self.was_used(&account, new).await? {
            let remembered = rules.passwords_remembered;
            return Err(weak(PasswordRefused::UsedBefore { remembered }));
        }
        let kept = self.succeeded(&account, new).await?;
        let actor = Actor::Staff(person.clone());
        let about = About::person(person).by(visitor);
        let entry = self.entry(SecurityKind::PasswordChanged, &actor, about);
        self.store().set_password(person, &kept, &entry).await?;
        self.end_all(person, Some(token.id()), &actor).await?;
        Ok(())
    }

    /// The new password with the old ones behind it.
    async fn succeeded(&self, account: &Account, new: &str) -> Result<Password, Denied> {
        let rules = &self.settings().sign_in;
        let hash = self.gate().hashing.hash(rules, self.chance(), new).await?;
        let remembered = usize::try_from(rules.passwords_remembered).unwrap_or(0);
        let before = std::iter::once(&account.password.hash).chain(&account.password.earlier);
        let earlier = before.take(remembered.saturating_sub(1)).cloned().collect();
        let changed_at = self.clock().now();
        Ok(Password { hash, earlier, must_change: false, valid_until: None, changed_at })
    }

    /// Whether a password is one of the last: the one in force, or one of those before.
    async fn was_used(&self, account: &Account, new: &str) -> Result<bool, Denied> {
        let remembered = usize::try_from(self.settings().sign_in.passwords_remembered).unwrap_or(0);
        let all = std::iter::once(&account.password.hash).chain(&account.password.earlier);
        for hash in all.take(remembered) {
            if self.gate().hashing.is_right(hash, new).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// May the actor do this to that account? Nobody guards his own.
    pub(super) async fn guard(&self, actor: &Actor, act: OfficeAct, person: &PersonId) -> Done<()> {
        self.may(actor, act, Some(person)).await?;
        if *actor == Actor::Staff(person.clone()) {
            return no(AccountRefused::OwnAccount);
        }
        Ok(())
    }

    /// The same, by whoever runs the machine.
    pub async fn reset_password_at_machine(&self, login: &str) -> Done<InitialPassword> {
        match self.person_of_login(login).await? {
            Some(person) => self.reset_password(&Actor::System, &person).await,
            None => no(AccountRefused::NoAccount),
        }
    }

    /// 停用动态口令, by whoever runs the machine.
    pub async fn drop_second_factor_at_machine(&self, login: &str) -> Done<()> {
        match self.person_of_login(login).await? {
            Some(person) => self.drop_second_factor(&Actor::System, &person).await,
            None => no(AccountRefused::NoAccount),
        }
    }

    /// Whose account a login name is; none where it has none.
    pub async fn person_of_login(&self, login: &str) -> Result<Option<PersonId>, Denied> {
        let account = self.store().find_account(&login_key(login)).await?;
        Ok(account.map(|account| account.person))
    }

    /// All accounts by login name, for the three administrators.
    pub async fn list_accounts(&self, actor: &Actor) -> Done<Vec<AccountRow>> {
        if let Err(no) = self.may(actor, OfficeAct::ReadSecurityLog, None).await {
            self.may(actor, OfficeAct::OpenAccount, None).await.map_err(|_| no)?;
        }
        Ok(self.all_accounts().await?)
    }
}
