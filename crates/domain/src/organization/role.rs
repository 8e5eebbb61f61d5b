//! 角色. What a member of staff may do by office, and which offices exclude each other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::organization::{OrganizationRefusal, UnitKind};

/// 角色. Codes of the institutions, with the clerk.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 工作人员
    Staff,
    /// 受理员
    Clerk,
    /// 股室负责人
    SectionHead,
    /// 校园长
    Principal,
    /// 分管领导
    DeputyDirector,
    /// 局长
    Director,
    /// 效能办
    EfficacyOffice,
    /// 督导室
    InspectionOffice,
    /// 人事
    Hr,
    /// 纪检联络员
    Discipline,
    /// 系统管理员
    Sysadmin,
    /// 安全管理员
    Secadmin,
    /// 审计管理员
    Auditadmin,
}

impl Role {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "工作人员",
            Self::Clerk => "受理员",
            Self::SectionHead => "股室负责人",
            Self::Principal => "校园长",
            Self::DeputyDirector => "分管领导",
            Self::Director => "局长",
            Self::EfficacyOffice => "效能办",
            Self::InspectionOffice => "督导室",
            Self::Hr => "人事",
            Self::Discipline => "纪检联络员",
            Self::Sysadmin => "系统管理员",
            Self::Secadmin => "安全管理员",
            Self::Auditadmin => "审计管理员",
        }
    }

    /// One of the three administrators, who decide nothing else.
    pub fn is_administrator(self) -> bool {
        match self {
            Self::Sysadmin | Self::Secadmin | Self::Auditadmin => true,
            Self::Staff
            | Self::Clerk
            | Self::SectionHead
            | Self::Principal
            | Self::DeputyDirector
            | Self::Director
            | Self::EfficacyOffice
            | Self::InspectionOffice
            | Self::Hr
            | Self::Discipline => false,
        }
    }

    /// 有决定权的角色. Whoever approves, rules, keeps files on people or administers signs in with a
    /// second factor.
    pub fn decides(self) -> bool {
        match self {
            Self::SectionHead
            | Self::Principal
            | Self::DeputyDirector
            | Self::Director
            | Self::EfficacyOffice
            | Self::InspectionOffice
            | Self::Hr
            | Self::Discipline
            | Self::Sysadmin
            | Self::Secadmin
            | Self::Auditadmin => true,
            Self::Staff | Self::Clerk => false,
        }
    }

    /// The role that the head of such a unit must have.
    pub fn of_head(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Bureau => Self::Director,
            UnitKind::Section | UnitKind::Institution => Self::SectionHead,
            UnitKind::School => Self::Principal,
        }
    }
}

/// 三员分立. An administrator's role stands alone: it excludes the two others and everything that
/// handles or decides.
pub fn check_separation(roles: &BTreeSet<Role>) -> Result<(), OrganizationRefusal> {
    let administrator = roles.iter().copied().find(|role| role.is_administrator());
    match administrator {
        None => Ok(()),
        Some(administrator) => match roles.iter().copied().find(|role| *role != administrator) {
            None => Ok(()),
            Some(other) => Err(OrganizationRefusal::RolesExclude { administrator, other }),
        },
    }
}
