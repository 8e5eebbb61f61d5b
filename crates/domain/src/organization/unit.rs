//! 单位. Units are opened, renamed, placed and closed; they form a tree below the bureau.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::Context;
use crate::id::{PersonId, UnitId};
use crate::organization::{
    Description, Organization, OrganizationEvent, OrganizationRefusal as No,
};

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
    /// 对外说明: telephone, address, hours, duties.
    pub description: Description,
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

impl Function {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::GeneralOffice => "办公室",
            Self::EfficacyOffice => "效能办",
            Self::InspectionOffice => "督导室",
            Self::SafetyOffice => "平安科",
            Self::EducationSection => "教育科",
        }
    }
}

/// 建立机构. The bureau and its first director; everything else is arranged by them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundBureau {
    /// Code of the bureau.
    pub unit: UnitId,
    /// Its public name.
    pub name: String,
    /// 局长.
    pub director: PersonId,
}

/// 设立单位.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenUnit {
    /// Its code, new for ever.
    pub unit: UnitId,
    /// Its public name.
    pub name: String,
    /// Section, institution or school.
    pub kind: UnitKind,
    /// The unit above.
    pub parent: UnitId,
}

/// 更名.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenameUnit {
    /// The unit.
    pub unit: UnitId,
    /// The new public name.
    pub name: String,
}

/// 划归. Places a unit under another parent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceUnit {
    /// The unit.
    pub unit: UnitId,
    /// The new unit above.
    pub parent: UnitId,
}

/// 撤并. A unit is closed only with a successor that takes its people and its matters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CloseUnit {
    /// The unit.
    pub unit: UnitId,
    /// Who takes over.
    pub successor: Option<UnitId>,
}

/// 职能指定. One unit plays one part; naming another moves it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssignFunction {
    /// The part.
    pub function: Function,
    /// The unit that plays it from now on.
    pub unit: UnitId,
}

/// 已设立.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitOpened {
    /// Its code.
    pub unit: UnitId,
    /// Its public name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above; none for the bureau.
    pub parent: Option<UnitId>,
}

/// 已更名.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitRenamed {
    /// The unit.
    pub unit: UnitId,
    /// Its name from now on.
    pub name: String,
}

/// 已划归.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitPlaced {
    /// The unit.
    pub unit: UnitId,
    /// The unit above from now on.
    pub parent: UnitId,
}

/// 已撤并. Its people now belong to the successor; its matters go to `head`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitClosed {
    /// The unit.
    pub unit: UnitId,
    /// Who takes over.
    pub successor: UnitId,
    /// Who answers for its open matters from now on.
    pub head: PersonId,
}

/// 职能已指定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FunctionAssigned {
    /// The part.
    pub function: Function,
    /// The unit that plays it.
    pub unit: UnitId,
}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl FoundBureau {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        permits_office(state, cx.actor, OfficeAct::FoundBureau, Subject::WHOLE)?;
        if !state.units.is_empty() {
            return Err(No::AlreadyFounded);
        }
        named(&self.name)?;
        let kind = UnitKind::Bureau;
        let roles = BTreeSet::from([super::Role::of_head(kind)]);
        let Self { unit, name, director } = self;
        Ok(vec![
            UnitOpened { unit: unit.clone(), name, kind, parent: None }.into(),
            super::PersonAppointed { person: director.clone(), unit: unit.clone(), roles }.into(),
            super::HeadNamed { unit, person: director }.into(),
        ])
    }
}

impl OpenUnit {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx)?;
        named(&self.name)?;
        if self.kind == UnitKind::Bureau {
            return Err(No::SecondBureau);
        }
        if state.unit(&self.unit).is_some() {
            return Err(No::UnitExists { unit: self.unit });
        }
        state.open_unit(&self.parent)?;
        let Self { unit, name, kind, parent } = self;
        Ok(vec![UnitOpened { unit, name, kind, parent: Some(parent) }.into()])
    }
}

impl RenameUnit {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx)?;
        named(&self.name)?;
        if state.open_unit(&self.unit)?.name == self.name {
            return Ok(Vec::new());
        }
        Ok(vec![UnitRenamed { unit: self.unit, name: self.name }.into()])
    }
}

impl PlaceUnit {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx)?;
        let unit = state.open_unit(&self.unit)?;
        state.open_unit(&self.parent)?;
        if unit.kind == UnitKind::Bureau {
            return Err(No::BureauStays { unit: self.unit });
        }
        if state.is_within(&self.parent, &self.unit) {
            return Err(No::ParentsInCircle { unit: self.unit });
        }
        Ok(vec![UnitPlaced { unit: self.unit, parent: self.parent }.into()])
    }
}

impl CloseUnit {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx)?;
        let unit = state.open_unit(&self.unit)?;
        if unit.kind == UnitKind::Bureau {
            return Err(No::BureauStays { unit: self.unit });
        }
        let missing = No::SuccessorMissing { unit: self.unit.clone() };
        let successor = self.successor.filter(|other| *other != self.unit).ok_or(missing)?;
        state.open_unit(&successor)?;
        let lies_below =
            |other: &&Unit| other.parent.as_ref() == Some(&self.unit) && other.successor.is_none();
        if let Some(below) = state.units.values().find(lies_below) {
            return Err(No::UnitsBelow { unit: self.unit, below: below.id.clone() });
        }
        let head = state.head_of(&successor).ok_or(No::DirectorMissing)?.clone();
        let take_over = |function: &Function| {
            FunctionAssigned { function: *function, unit: successor.clone() }.into()
        };
        let mut events: Vec<OrganizationEvent> = unit.functions.iter().map(take_over).collect();
        events.push(UnitClosed { unit: self.unit, successor, head }.into());
        Ok(events)
    }
}

impl AssignFunction {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx)?;
        if state.open_unit(&self.unit)?.functions.contains(&self.function) {
            return Err(No::FunctionHeld { function: self.function, unit: self.unit });
        }
        Ok(vec![FunctionAssigned { function: self.function, unit: self.unit }.into()])
    }
}

impl UnitOpened {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let unit = Unit {
            id: self.unit.clone(),
            name: self.name.clone(),
            kind: self.kind,
            parent: self.parent.clone(),
            head: None,
            leader_in_charge: None,
            desk: Vec::new(),
            functions: BTreeSet::new(),
            description: Description::default(),
            successor: None,
        };
        state.units.insert(self.unit.clone(), unit);
    }
}

impl UnitRenamed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.name = self.name.clone();
        }
    }
}

impl UnitPlaced {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.parent = Some(self.parent.clone());
        }
    }
}

impl UnitClosed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.successor = Some(self.successor.clone());
            unit.head = None;
            unit.desk.clear();
            unit.functions.clear();
        }
        for person in state.persons.values_mut().filter(|person| person.unit == self.unit) {
            person.unit = self.successor.clone();
        }
        for post in state.posts.values_mut().filter(|post| post.unit == self.unit) {
            post.unit = self.successor.clone();
        }
    }
}

impl FunctionAssigned {
    pub(super) fn evolve(&self, state: &mut Organization) {
        for unit in state.units.values_mut() {
            if unit.id == self.unit {
                unit.functions.insert(self.function);
            } else {
                unit.functions.remove(&self.function);
            }
        }
    }
}

fn arranges(state: &Organization, cx: &Context<'_>) -> Result<(), No> {
    permits_office(state, cx.actor, OfficeAct::ArrangeUnits, Subject::WHOLE).map_err(No::from)
}

fn named(name: &str) -> Result<(), No> {
    if name.trim().is_empty() { Err(No::NameMissing) } else { Ok(()) }
}
