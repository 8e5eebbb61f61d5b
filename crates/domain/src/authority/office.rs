//! 机关事务的权限. Who may arrange units, staff, posts, covers, absences, rules, erasures and
//! accounts.
//!
//! The table below is the whole rule. A standing is what somebody is to the unit or the person
//! that the act is about; whoever stands in a row may do it. Exclusions (nobody on both sides of
//! one act) are with each act.

use std::collections::BTreeSet;

use crate::decider::Actor;
use crate::id::{PersonId, UnitId};
use crate::organization::{Organization, Role};

/// 机关事务.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OfficeAct {
    /// 建立机构
    FoundBureau,
    /// 对外开通
    OpenPortal,
    /// 设立、调整、撤并单位
    ArrangeUnits,
    /// 公布单位说明
    DescribeUnit,
    /// 写和停用常用答复
    KeepTemplates,
    /// 任用、调动、离职、角色
    ArrangeStaff,
    /// 任命单位负责人、明确分管领导
    NameHeads,
    /// 安排收件岗和岗位
    ArrangePosts,
    /// 提出 AB 岗
    ProposeCover,
    /// 签认 AB 岗
    SignCover,
    /// 解除 AB 岗
    DissolveCover,
    /// 登记计划离岗
    RegisterAbsence,
    /// 登记临时离岗
    RegisterSuddenAbsence,
    /// 登记返岗
    ReportReturn,
    /// 到点处理
    KeepTime,
    /// 首次启用规则汇编
    FoundRules,
    /// 提出规则汇编或工作日安排
    ProposeRules,
    /// 批准规则汇编或工作日安排
    AdoptRules,
    /// 申请删除个人信息
    AskErasure,
    /// 批准删除个人信息
    ApproveErasure,
    /// 核验账本
    VerifyLedger,
    /// 备份和恢复演练
    BackUp,
    /// 开通账号
    OpenAccount,
    /// 重置口令、停用动态口令、解除锁定、结束会话
    GuardSignIn,
    /// 查看安全日志
    ReadSecurityLog,
    /// 查看督办看板
    WatchBoard,
    /// 制作和撤销大屏链接
    LinkWall,
}

/// 身份. What the actor is to the unit or the person concerned.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// 系统
    System,
    /// 局长
    Director,
    /// 局领导: the director and the deputies, whatever they are in charge of.
    BureauLeader,
    /// 分管领导 of the unit
    LeaderInCharge,
    /// 本单位或上级单位负责人
    Head,
    /// 人事
    Personnel,
    /// 效能办
    EfficacyOffice,
    /// 督导室
    InspectionOffice,
    /// 系统管理员
    SystemAdministrator,
    /// 安全管理员
    SecurityAdministrator,
    /// 审计管理员
    AuditAdministrator,
    /// 受理员
    Clerk,
    /// 本人
    Oneself,
    /// AB 岗另一方
    CoverPartner,
}

use OfficeAct as Act;
use Standing as By;

/// The table.
pub const OFFICE_TABLE: &[(OfficeAct, &[Standing])] = &[
    (Act::FoundBureau, &[By::System]),
    (Act::OpenPortal, &[By::Director, By::SystemAdministrator]),
    (Act::ArrangeUnits, &[By::Director, By::Personnel, By::SystemAdministrator]),
    (Act::DescribeUnit, &[By::Head, By::SystemAdministrator]),
    (Act::KeepTemplates, &[By::Head]),
    (Act::ArrangeStaff, &[By::Director, By::Personnel, By::SystemAdministrator]),
    (Act::NameHeads, &[By::Director, By::Personnel, By::SystemAdministrator]),
    (Act::ArrangePosts, &[By::Director, By::Personnel, By::Head, By::SystemAdministrator]),
    (Act::ProposeCover, &[By::Director, By::Personnel, By::Head, By::Oneself]),
    (Act::SignCover, &[By::Oneself]),
    (Act::DissolveCover, &[By::Director, By::Personnel, By::Head, By::LeaderInCharge]),
    (Act::RegisterAbsence, &[By::Oneself, By::Head, By::Personnel]),
    (Act::RegisterSuddenAbsence, &[By::Oneself, By::Head, By::Personnel, By::CoverPartner]),
    (Act::ReportReturn, &[By::Oneself, By::Head, By::Personnel, By::CoverPartner]),
    (Act::KeepTime, &[By::System]),
    (Act::FoundRules, &[By::System]),
    (
        Act::ProposeRules,
        &[By::EfficacyOffice, By::InspectionOffice, By::Director, By::SystemAdministrator],
    ),
    (Act::AdoptRules, &[By::Director, By::LeaderInCharge]),
    (Act::AskErasure, &[By::Oneself, By::Clerk, By::Personnel]),
    (Act::ApproveErasure, &[By::SecurityAdministrator]),
    (Act::VerifyLedger, &[By::SystemAdministrator, By::AuditAdministrator]),
    (Act::BackUp, &[By::SystemAdministrator]),
    (Act::OpenAccount, &[By::System, By::SystemAdministrator]),
    (Act::GuardSignIn, &[By::System, By::SecurityAdministrator]),
    (Act::ReadSecurityLog, &[By::SecurityAdministrator, By::AuditAdministrator]),
    (Act::WatchBoard, &[By::BureauLeader, By::EfficacyOffice, By::InspectionOffice]),
    (Act::LinkWall, &[By::EfficacyOffice]),
];

/// 无权办理. The act and who may do it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{}”由{}办理，您不在其中。请把这件事交给他们", .act.name(), names_of(*.act))]
pub struct NotAllowed {
    /// What was wished.
    pub act: OfficeAct,
}

/// What an act is about.
#[derive(Copy, Clone, Debug, Default)]
pub struct Subject<'a> {
    /// The unit concerned.
    pub unit: Option<&'a UnitId>,
    /// The person concerned.
    pub person: Option<&'a PersonId>,
}

impl<'a> Subject<'a> {
    /// The organization as a whole.
    pub const WHOLE: Subject<'static> = Subject { unit: None, person: None };

    /// A unit.
    pub fn unit(unit: &'a UnitId) -> Self {
        Self { unit: Some(unit), person: None }
    }

    /// A person, with the unit he belongs to.
    pub fn person(organization: &'a Organization, person: &'a PersonId) -> Self {
        let unit = organization.person(person).map(|found| &found.unit);
        Self { unit, person: Some(person) }
    }
}

/// Whether the actor may do this, by the table.
pub fn permits_office(
    organization: &Organization,
    actor: &Actor,
    act: OfficeAct,
    subject: Subject<'_>,
) -> Result<(), NotAllowed> {
    let standings = standings(organization, actor, subject);
    let is_allowed = OFFICE_TABLE
        .iter()
        .any(|(row, allowed)| *row == act && allowed.iter().any(|by| standings.contains(by)));
    if is_allowed { Ok(()) } else { Err(NotAllowed { act }) }
}

/// Everything the actor is to the subject.
pub fn standings(
    organization: &Organization,
    actor: &Actor,
    subject: Subject<'_>,
) -> BTreeSet<Standing> {
    let mut found = BTreeSet::new();
    let person = match actor {
        Actor::System => return BTreeSet::from([Standing::System]),
        Actor::Citizen(citizen) => {
            if subject.person == Some(citizen) {
                found.insert(Standing::Oneself);
            }
            return found;
        }
        Actor::Staff(person) => person,
    };
    let Some(staff) = organization.person(person).filter(|staff| !staff.has_left) else {
        return found;
    };
    if organization.director() == Some(person) {
        found.insert(Standing::Director);
    }
    let leads = |unit: &UnitId| organization.leader_in_charge(unit) == Some(person);
    let leads_any = || organization.units.keys().any(leads);
    if subject.unit.map_or_else(leads_any, leads) {
        found.insert(Standing::LeaderInCharge);
    }
    if subject.unit.is_some_and(|unit| organization.heads(person, unit)) {
        found.insert(Standing::Head);
    }
    if subject.person == Some(person) {
        found.insert(Standing::Oneself);
    }
    if subject.person.is_some_and(|other| organization.are_paired(person, other)) {
        found.insert(Standing::CoverPartner);
    }
    found.extend(staff.roles.iter().filter_map(|role| standing_of(*role)));
    found
}

/// Whether whoever has a role may do this, whatever it is about.
pub fn role_permits(role: Role, act: OfficeAct) -> bool {
    let own = (role == Role::Director).then_some(Standing::Director);
    let stands = |by: &Standing| standing_of(role) == Some(*by) || own == Some(*by);
    OFFICE_TABLE.iter().any(|(row, by)| *row == act && by.iter().any(stands))
}

fn standing_of(role: Role) -> Option<Standing> {
    match role {
        Role::Director | Role::DeputyDirector => Some(Standing::BureauLeader),
        Role::Hr => Some(Standing::Personnel),
        Role::EfficacyOffice => Some(Standing::EfficacyOffice),
        Role::InspectionOffice => Some(Standing::InspectionOffice),
        Role::Sysadmin => Some(Standing::SystemAdministrator),
        Role::Secadmin => Some(Standing::SecurityAdministrator),
        Role::Auditadmin => Some(Standing::AuditAdministrator),
        Role::Clerk => Some(Standing::Clerk),
        Role::Staff | Role::SectionHead | Role::Principal | Role::Discipline => None,
    }
}

fn names_of(act: OfficeAct) -> String {
    let rows = OFFICE_TABLE.iter().filter(|(row, _)| *row == act);
    let names: Vec<&str> = rows.flat_map(|(_, by)| by.iter().map(|by| by.name())).collect();
    names.join("、")
}

impl OfficeAct {
    /// Whose it is, by the table.
    pub fn keepers(self) -> String {
        names_of(self)
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::FoundBureau => "建立机构",
            Self::OpenPortal => "对外开通",
            Self::ArrangeUnits => "设立、调整、撤并单位",
            Self::DescribeUnit => "公布单位说明",
            Self::KeepTemplates => "写常用答复",
            Self::ArrangeStaff => "任用和调动人员",
            Self::NameHeads => "任命负责人",
            Self::ArrangePosts => "安排岗位",
            Self::ProposeCover => "提出 AB 岗",
            Self::SignCover => "签认 AB 岗",
            Self::DissolveCover => "解除 AB 岗",
            Self::RegisterAbsence => "登记计划离岗",
            Self::RegisterSuddenAbsence => "登记临时离岗",
            Self::ReportReturn => "登记返岗",
            Self::KeepTime => "到点处理",
            Self::FoundRules => "首次启用规则汇编",
            Self::ProposeRules => "提出规则汇编或工作日安排",
            Self::AdoptRules => "批准规则汇编或工作日安排",
            Self::AskErasure => "申请删除个人信息",
            Self::ApproveErasure => "批准删除个人信息",
            Self::VerifyLedger => "核验账本",
            Self::BackUp => "备份和恢复演练",
            Self::OpenAccount => "开通账号",
            Self::GuardSignIn => "重置口令、解除锁定和结束会话",
            Self::ReadSecurityLog => "查看安全日志",
            Self::WatchBoard => "查看督办看板",
            Self::LinkWall => "制作和撤销大屏链接",
        }
    }
}

impl Standing {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "系统",
            Self::Director => "局长",
            Self::BureauLeader => "局领导",
            Self::LeaderInCharge => "分管领导",
            Self::Head => "本单位或上级单位负责人",
            Self::Personnel => "人事",
            Self::EfficacyOffice => "效能办",
            Self::InspectionOffice => "督导室",
            Self::SystemAdministrator => "系统管理员",
            Self::SecurityAdministrator => "安全管理员",
            Self::AuditAdministrator => "审计管理员",
            Self::Clerk => "受理员",
            Self::Oneself => "本人",
            Self::CoverPartner => "AB 岗另一方",
        }
    }
}
