//! 演示账号. One of each kind of people, with a password that everybody is told.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{AppointPerson, Role};
use xiaoneng_store::Identity;

use super::county::BUREAU;
use crate::App;
use crate::denied::Denied;
use crate::home::{Home, HomeError};
use crate::sign_in::{AccountRefused, NotDone};

/// 演示账号.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct DemoAccount {
    /// 登录名.
    pub login: &'static str,
    /// Who it is, in words.
    pub who: &'static str,
    person: &'static str,
}

/// The password of all of them.
pub const PASSWORD: &str = "Daoqi-Lianghuideng7";

/// The accounts of the demo county.
pub const ACCOUNTS: [DemoAccount; 12] = [
    DemoAccount { login: "shouli", who: "办公室受理员：登记、分派", person: "JY01-02" },
    DemoAccount {
        login: "chengban", who: "教育科承办人：签收、答复、办结", person: "JY03-03"
    },
    DemoAccount { login: "kezhang", who: "教育科科长：审批、分派", person: "JY03-01" },
    DemoAccount { login: "xiaozhang", who: "人民路小学校长", person: "XX07-01" },
    DemoAccount { login: "jiaoshi", who: "人民路小学承办人", person: "XX07-03" },
    DemoAccount { login: "xiaoneng", who: "效能办：裁定、预警", person: "JY02-02" },
    DemoAccount { login: "fenguan", who: "分管副局长：审批延期", person: "JY00-03" },
    DemoAccount { login: "juzhang", who: "局长", person: "JY00-01" },
    DemoAccount {
        login: "jijian",
        who: "纪检监察联络员：承接投诉局领导和效能办的",
        person: LIAISON,
    },
    DemoAccount {
        login: "xitong", who: "系统管理员：单位、人员、备份", person: SYSTEM
    },
    DemoAccount { login: "anquan", who: "安全管理员：账号、锁定", person: SECURITY },
    DemoAccount { login: "shenji", who: "审计管理员：只看、核验", person: AUDIT },
];

const LIAISON: &str = "JY00-D1";
const SYSTEM: &str = "JY00-A1";
const SECURITY: &str = "JY00-A2";
const AUDIT: &str = "JY00-A3";

/// 三员 and the contact outside, with names that say what they are.
const APART: [(&str, &str, Role); 4] = [
    (SYSTEM, "冯系统", Role::Sysadmin),
    (SECURITY, "陈安全", Role::Secadmin),
    (AUDIT, "褚审计", Role::Auditadmin),
    (LIAISON, "卫纪检", Role::Discipline),
];

/// What the demo county's settings say: nobody has to bring a telephone to look around.
const SETTINGS: &str = "\
# 演示县的设置：不要求动态口令。真正启用时请删去这一节。
[sign_in]
second_factor = \"nobody\"
";

/// Writes the demo's settings where there are none yet.
pub(super) fn keep_settings(home: &Home) -> Result<(), HomeError> {
    home.found_settings(SETTINGS)
}

/// Appoints the three administrators and the contact outside.
pub(super) async fn appoint_those_apart(app: &App, director: &Actor) -> Result<(), Denied> {
    for (person, name, role) in APART {
        let person = PersonId::from(person);
        let unit = UnitId::from(BUREAU);
        let appoint = AppointPerson { person: person.clone(), unit, roles: [role].into() };
        app.arrange(director, appoint).await?;
        let identity = Identity { name: name.to_owned(), ..Identity::default() };
        app.keep_identity(&person, &identity).await?;
    }
    Ok(())
}

/// Opens the accounts.
pub(super) async fn open(app: &App) -> Result<(), NotDone<AccountRefused>> {
    for account in &ACCOUNTS {
        app.open_shown_account(&account.person.into(), account.login, PASSWORD).await?;
    }
    Ok(())
}
