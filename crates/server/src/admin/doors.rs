//! 门. Which pages of the administration there are, and who may open each.

use xiaoneng_domain::organization::Role;

use crate::admin::words::FrameWords;
use crate::kit::staff::Staff;

/// A page of the administration.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Door {
    /// 管理首页
    Home,
    /// 开通清单
    Setup,
    /// 单位
    Units,
    /// 人员
    People,
    /// AB 岗
    Covers,
    /// 导入
    Import,
    /// 规则
    Rules,
    /// 事项目录
    Catalogue,
    /// 日历
    Calendar,
    /// 备份
    Backup,
    /// 账本核验
    Audit,
    /// 开通账号; reached from the people.
    Accounts,
    /// 安全; its pages belong to signing in.
    Security,
}

const ARRANGERS: &[Role] = &[Role::Sysadmin, Role::Director, Role::Hr];
const RULERS: &[Role] = &[
    Role::Sysadmin,
    Role::Director,
    Role::DeputyDirector,
    Role::EfficacyOffice,
    Role::InspectionOffice,
];

impl Door {
    /// All, in the order of the menu.
    pub(crate) const ALL: [Self; 12] = [
        Self::Home,
        Self::Setup,
        Self::Units,
        Self::People,
        Self::Covers,
        Self::Import,
        Self::Rules,
        Self::Catalogue,
        Self::Calendar,
        Self::Backup,
        Self::Audit,
        Self::Security,
    ];

    /// Where it leads.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Home => "/a",
            Self::Setup => "/a/setup",
            Self::Units => "/a/org",
            Self::People => "/a/people",
            Self::Covers => "/a/covers",
            Self::Import => "/a/import",
            Self::Rules => "/a/rules",
            Self::Catalogue => "/a/catalog",
            Self::Calendar => "/a/calendar",
            Self::Backup => "/a/backup",
            Self::Audit => "/a/audit",
            Self::Accounts => "/a/people/accounts",
            Self::Security => "/a/security",
        }
    }

    /// Its word.
    pub(crate) fn word(self, w: FrameWords) -> &'static str {
        match self {
            Self::Home => w.home(),
            Self::Setup => w.setup(),
            Self::Units => w.units(),
            Self::People => w.people(),
            Self::Covers => w.covers(),
            Self::Import => w.import(),
            Self::Rules => w.rules(),
            Self::Catalogue => w.catalogue(),
            Self::Calendar => w.calendar(),
            Self::Backup => w.backup(),
            Self::Audit => w.audit(),
            Self::Accounts => w.accounts(),
            Self::Security => w.security(),
        }
    }

    /// Who may open it.
    fn roles(self) -> &'static [Role] {
        match self {
            Self::Home => &[Role::Sysadmin, Role::Secadmin, Role::Auditadmin],
            Self::Setup => &[Role::Sysadmin, Role::Director],
            Self::Units | Self::People | Self::Covers | Self::Import => ARRANGERS,
            Self::Rules | Self::Catalogue | Self::Calendar => RULERS,
            Self::Backup | Self::Accounts => &[Role::Sysadmin],
            Self::Audit => &[Role::Sysadmin, Role::Auditadmin],
            Self::Security => &[Role::Secadmin, Role::Auditadmin],
        }
    }

    /// Whether this member of staff may open it.
    pub(crate) fn opens_to(self, staff: &Staff) -> bool {
        self.roles().iter().any(|role| staff.roles.contains(role))
    }

    /// Whether a page is there for him: what lies behind no door here is for everybody.
    pub(crate) fn is_open(path: &str, staff: &Staff) -> bool {
        let page = path.split('?').next();
        let door = Self::ALL.into_iter().find(|door| Some(door.path()) == page);
        door.is_none_or(|door| door.opens_to(staff))
    }

    /// Who may, in words.
    pub(crate) fn keepers(self) -> String {
        let names: Vec<&str> = self.roles().iter().map(|role| role.name()).collect();
        names.join("、")
    }
}
