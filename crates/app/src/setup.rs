//! 开通. From an empty installation to an open portal: a key that the machine shows once, the
//! bureau with its four first people, and a list of what is still to be done.

mod key;
mod tasks;

pub use key::{KEY_SIGNS, SetupKey};
pub use tasks::{Progress, Task, TaskState};

use std::collections::BTreeSet;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{
    EstablishBureau, FoundBureau, Organization, OrganizationDecider, Role,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::Identity;

use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::sign_in::{InitialPassword, NotDone, login_key};

/// The four who are there from the beginning, in the order of the form.
pub const FIRST_ROLES: [Role; 4] =
    [Role::Director, Role::Sysadmin, Role::Secadmin, Role::Auditadmin];

/// The code of the bureau, unless another is wished.
const BUREAU_CODE: &str = "JYJ";

/// 首批人员. One of the first four.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FirstPerson {
    /// 姓名.
    pub name: String,
    /// 登录名.
    pub login: String,
}

/// What the first form says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewOffice {
    /// The bureau's public name.
    pub name: String,
    /// Director, system, security and audit administrator.
    pub people: [FirstPerson; 4],
}

/// An account that was opened; the password is shown once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenedAccount {
    /// 姓名.
    pub name: String,
    /// As what; none for ordinary staff in a list of many.
    pub role: Option<Role>,
    /// 单位.
    pub unit: String,
    /// 登录名.
    pub login: String,
    /// 初始口令.
    pub initial: InitialPassword,
}

/// Why the office was not established.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SetupRefused {
    /// It stands.
    #[error("机构已经建立，请直接登录")]
    Established,
    /// Another key than the one shown.
    #[error("开通密钥不对。请看启动 serve 的窗口，密钥有 16 位，横线可以不写")]
    WrongKey,
    /// Tried too often.
    #[error("密钥试错次数太多，这一把已经作废。请重新启动 serve，会显示一把新的")]
    KeyDead,
    /// Something in the form.
    #[error("{says}")]
    Field {
        /// Which field, by its name in the form.
        field: String,
        /// What to do.
        says: String,
    },
}

impl App {
    /// Whether the installation still waits for its bureau, or for the accounts of the first four.
    pub async fn needs_setup(&self) -> Result<bool, Denied> {
        let organization = self.known().await?.organization;
        if organization.bureau().is_none() {
            return Ok(true);
        }
        Ok(organization.is_portal_closed && self.store().list_accounts(None, 1).await?.is_empty())
    }

    /// Whether there is a bureau already, although the accounts of the first four are missing.
    pub async fn is_half_set_up(&self) -> Result<bool, Denied> {
        Ok(self.known().await?.organization.bureau().is_some() && self.needs_setup().await?)
    }

    /// 建立机构. The bureau, its director and the three administrators, with their accounts.
    pub async fn establish(
        &self,
        key: &str,
        office: &NewOffice,
    ) -> Result<Vec<OpenedAccount>, NotDone<SetupRefused>> {
        if !self.needs_setup().await? {
            return Err(NotDone::Refused(SetupRefused::Established));
        }
        self.try_setup_key(key).await?;
        check_form(office).map_err(NotDone::Refused)?;
        if self.known().await?.organization.bureau().is_none() {
            self.establish_bureau(office).await?;
        }
        let organization = self.known().await?.organization;
        let mut opened = Vec::new();
        for (role, person) in FIRST_ROLES.into_iter().zip(&office.people) {
            let Some(id) = holder_of(&organization, role) else { continue };
            let account = self.open_account(&Actor::System, &id, person.login.trim()).await;
            let initial = account.map_err(|error| match error {
                NotDone::Refused(no) => NotDone::Refused(SetupRefused::Field {
                    field: field_of(role, "login"),
                    says: no.to_string(),
                }),
                NotDone::Denied(denied) => NotDone::Denied(denied),
            })?;
            opened.push(OpenedAccount {
                name: person.name.trim().to_owned(),
                role: Some(role),
                unit: office.name.trim().to_owned(),
                login: person.login.trim().to_owned(),
                initial,
            });
        }
        self.forget_setup_key().await?;
        Ok(opened)
    }

    async fn establish_bureau(&self, office: &NewOffice) -> Result<(), Denied> {
        let ids: [PersonId; 4] = std::array::from_fn(|_| self.new_person());
        let [director, system, security, audit] = ids.clone();
        let name = office.name.trim().to_owned();
        let bureau = FoundBureau { unit: BUREAU_CODE.into(), name, director };
        let establish = EstablishBureau { bureau, system, security, audit };
        let named = |(id, person): (PersonId, &FirstPerson)| {
            (id, Identity { name: person.name.trim().to_owned(), ..Identity::default() })
        };
        let identities = ids.into_iter().zip(&office.people).map(named).collect();
        let luggage = Luggage { identities, ..Luggage::default() };
        self.carry_out_with::<OrganizationDecider>(
            &StreamId::Organization,
            &Actor::System,
            establish.into(),
            &luggage,
        )
        .await?;
        Ok(())
    }
}

/// The name of a field of the first form.
pub fn field_of(role: Role, part: &str) -> String {
    let whose = match role {
        Role::Director => "director",
        Role::Sysadmin => "system",
        Role::Secadmin => "security",
        Role::Auditadmin => "audit",
        Role::Staff
        | Role::Clerk
        | Role::SectionHead
        | Role::Principal
        | Role::DeputyDirector
        | Role::EfficacyOffice
        | Role::InspectionOffice
        | Role::Hr
        | Role::Discipline => "person",
    };
    format!("{whose}-{part}")
}

fn check_form(office: &NewOffice) -> Result<(), SetupRefused> {
    let refused = |field: String, says: &str| SetupRefused::Field { field, says: says.to_owned() };
    let length = office.name.trim().chars().count();
    if !(2..=40).contains(&length) {
        return Err(refused("name".into(), "请写对外公布的单位名称，2 到 40 个字"));
    }
    let mut logins = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (role, person) in FIRST_ROLES.into_iter().zip(&office.people) {
        let (name, login) = (person.name.trim(), person.login.trim());
        if name.is_empty() || name.chars().count() > 30 {
            return Err(refused(field_of(role, "name"), "请写这个人的姓名，最多 30 个字"));
        }
        if login.is_empty() {
            return Err(refused(field_of(role, "login"), "请写登录名，例如姓名或工号"));
        }
        if !names.insert(name) {
            let says = "局长和三名管理员必须是四个不同的人；同名的请加区别，例如“王芳2”";
            return Err(refused(field_of(role, "name"), says));
        }
        if !logins.insert(login_key(login)) {
            return Err(refused(field_of(role, "login"), "登录名和上面的重复了，请换一个"));
        }
    }
    Ok(())
}

fn holder_of(organization: &Organization, role: Role) -> Option<PersonId> {
    let holders = organization.persons.values().filter(|person| !person.has_left);
    holders.filter(|person| person.roles.contains(&role)).map(|person| person.id.clone()).next()
}
