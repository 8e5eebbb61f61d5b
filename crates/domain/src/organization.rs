//! 组织. Units, people, posts and covers as they stand; folded from the `organization` stream.

mod cover;
mod event;

pub use cover::{Absence, Cover};
pub use event::{OrganizationCommand, OrganizationDecider, OrganizationEvent};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, PostId, UnitId};

/// 组织架构. A value; every question about who and where is asked here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Organization {
    /// All units that ever were; closed ones carry their successor.
    pub units: BTreeMap<UnitId, Unit>,
    /// All staff that ever were.
    pub persons: BTreeMap<PersonId, Person>,
    /// AB岗: posts with their agreed pairs.
    pub covers: BTreeMap<PostId, Cover>,
    /// Registered absences of staff, by person.
    pub absences: BTreeMap<PersonId, Vec<Absence>>,
}

/// 单位. A bureau, a section, an institution or a school.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub id: UnitId,
    /// Its public name.
    pub name: String,
    /// Section or school.
    pub kind: UnitKind,
    /// The unit above; none for the bureau.
    pub parent: Option<UnitId>,
    /// 单位负责人; none while the post is vacant.
    pub head: Option<PersonId>,
    /// 分管领导.
    pub leader_in_charge: Option<PersonId>,
    /// 收件岗: who receives what is filed, A then B.
    pub desk: Vec<PersonId>,
    /// What the unit is for the institutions (办公室, 效能办 …), mapped by configuration.
    pub functions: BTreeSet<Function>,
    /// Once closed: the unit that takes over.
    pub successor: Option<UnitId>,
}

/// 单位性质.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 教育体育局
    Bureau,
    /// 股室
    Section,
    /// 局属事业单位
    Institution,
    /// 学校、幼儿园、教学点
    School,
}

/// 职能. A part that the institutions name, played by some unit.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// 办公室: receives what nobody knows where to bring.
    GeneralOffice,
    /// 效能办: rules on disputes, watches the clocks.
    EfficacyOffice,
    /// 督导室: rules where 办公室 or 效能办 is a party.
    InspectionOffice,
    /// 平安科: safety duty.
    SafetyOffice,
    /// 教育科
    EducationSection,
}

/// 工作人员.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The unit he belongs to.
    pub unit: UnitId,
    /// What he may do.
    pub roles: BTreeSet<Role>,
    /// Whether he has left.
    pub has_left: bool,
}

/// 角色. Codes of domain.md 2.2, with the clerk.
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

impl Organization {
    /// The unit, if there is one of that code.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The person, if there is one.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.get(id)
    }

    /// The bureau itself.
    pub fn bureau(&self) -> Option<&Unit> {
        self.units.values().find(|unit| unit.kind == UnitKind::Bureau)
    }

    /// The unit that plays a part.
    pub fn unit_for(&self, function: Function) -> Option<&Unit> {
        self.units
            .values()
            .find(|unit| unit.successor.is_none() && unit.functions.contains(&function))
    }

    /// Whether `unit` is `above` or lies below it.
    pub fn is_within(&self, unit: &UnitId, above: &UnitId) -> bool {
        let mut at = Some(unit);
        let mut steps = 0;
        while let Some(id) = at {
            if id == above {
                return true;
            }
            steps += 1;
            if steps > self.units.len() {
                return false;
            }
            at = self.unit(id).and_then(|unit| unit.parent.as_ref());
        }
        false
    }

    /// 实际负责人. The unit's head, else the head of the unit above, and so on up.
    pub fn head_of(&self, unit: &UnitId) -> Option<&PersonId> {
        let mut at = self.unit(unit);
        let mut steps = 0;
        while let Some(unit) = at {
            if let Some(head) = &unit.head {
                return Some(head);
            }
            steps += 1;
            if steps > self.units.len() {
                return None;
            }
            at = unit.parent.as_ref().and_then(|parent| self.unit(parent));
        }
        None
    }

    /// Whether the person is registered as away at that instant.
    pub fn is_away(&self, person: &PersonId, at: Instant) -> bool {
        self.absences
            .get(person)
            .is_some_and(|absences| absences.iter().any(|absence| absence.covers(at)))
    }

    /// 收件人 (decisions A1): the desk's A, then B, then the unit's head, then the parent's head.
    pub fn desk_of(&self, unit: &UnitId, at: Instant) -> Option<&PersonId> {
        let desk = &self.unit(unit)?.desk;
        desk.iter().find(|person| !self.is_away(person, at)).or_else(|| self.head_of(unit))
    }

    /// Who covers for that person now (the B of a pair both have signed), if he is away.
    pub fn cover_of(&self, person: &PersonId, at: Instant) -> Option<&PersonId> {
        if !self.is_away(person, at) {
            return None;
        }
        self.covers
            .values()
            .filter(|cover| &cover.a == person && cover.is_agreed())
            .map(|cover| &cover.b)
            .find(|b| !self.is_away(b, at))
    }

    /// 分管领导 of a unit, or of the nearest unit above that has one.
    pub fn leader_in_charge(&self, unit: &UnitId) -> Option<&PersonId> {
        let mut at = self.unit(unit);
        let mut steps = 0;
        while let Some(unit) = at {
            if let Some(leader) = &unit.leader_in_charge {
                return Some(leader);
            }
            steps += 1;
            if steps > self.units.len() {
                return None;
            }
            at = unit.parent.as_ref().and_then(|parent| self.unit(parent));
        }
        None
    }

    /// 局长.
    pub fn director(&self) -> Option<&PersonId> {
        self.bureau().and_then(|bureau| bureau.head.as_ref())
    }

    /// The school that a unit is or belongs to, if any.
    pub fn is_school(&self, unit: &UnitId) -> bool {
        self.unit(unit).is_some_and(|unit| unit.kind == UnitKind::School)
    }
}
