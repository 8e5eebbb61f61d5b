//! 计划、回避、书面通知、自评.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::docket::pushing_function;
use crate::id::{InspectionNumber, PersonId, UnitId};
use crate::inspection::authority::{InspectionAct, may_begin};
use crate::inspection::decision::{Decided, Draft, said, staff_of};
use crate::inspection::{Inspection, InspectionRefusal as No, Stage};
use crate::organization::Function;
use crate::rules::{InspectionRule, coded};
use crate::text::{TextDigest, Written};

coded! {
    /// 督导种类.
    pub enum InspectionKind {
        /// 经常性督导
        Regular = "regular" "经常性督导",
        /// 专项督导
        Special = "special" "专项督导",
        /// 综合督导
        Comprehensive = "comprehensive" "综合督导",
        /// 抽查
        SpotCheck = "spot_check" "抽查",
    }

    /// 回避事由 (教育督导条例 art. 10).
    pub enum RecusalGround {
        /// 与被督导单位负责人有近亲属关系
        Relative = "relative" "与被督导单位负责人有近亲属关系",
        /// 与督导事项有利害关系
        Interest = "interest" "与督导事项有利害关系",
        /// 其他可能影响公正的情形
        Other = "other" "其他可能影响公正的情形",
    }
}

/// 列入计划.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Its number, given by the application.
    pub number: InspectionNumber,
    /// 种类.
    pub kind: InspectionKind,
    /// The office that runs it: 督导室; for a spot check also one of the other three or 效能办.
    pub office: UnitId,
    /// The school; none for a spot check.
    pub school: Option<UnitId>,
    /// 内容和范围.
    pub scope: Written,
    /// 督学.
    pub inspectors: BTreeSet<PersonId>,
    /// When it is to be.
    pub planned_on: Date,
}

/// 申请或决定回避.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recuse {
    /// Who may not take part.
    pub person: PersonId,
    /// Why.
    pub ground: RecusalGround,
}

/// 书面通知.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notify {
    /// The letter.
    pub letter: Written,
}

/// 自评.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SelfAssess {
    /// What the school says of itself.
    pub text: Written,
}

/// 自评 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SelfAssessment {
    /// What the school says of itself.
    pub text: TextDigest,
    /// When.
    pub at: Instant,
}

/// 计划 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// What was planned.
    pub facts: InspectionPlanned,
    /// When.
    pub at: Instant,
}

/// 已列入计划.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InspectionPlanned {
    /// Its number.
    pub number: InspectionNumber,
    /// 种类.
    pub kind: InspectionKind,
    /// The office that runs it.
    pub office: UnitId,
    /// The school; none for a spot check.
    pub school: Option<UnitId>,
    /// 内容和范围.
    pub scope: TextDigest,
    /// 督学.
    pub inspectors: BTreeSet<PersonId>,
    /// When it is to be.
    pub planned_on: Date,
    /// Who planned it.
    pub by: PersonId,
}

/// 已回避.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InspectorRecused {
    /// Who may not take part.
    pub person: PersonId,
    /// Why.
    pub ground: RecusalGround,
}

/// 已书面通知.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SchoolNotified {
    /// The letter.
    pub letter: TextDigest,
    /// Who sent it.
    pub by: PersonId,
}

/// 已自评.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SelfAssessed {
    /// What the school says of itself.
    pub text: TextDigest,
    /// Who signed it.
    pub by: PersonId,
}

/// The rules of inspections on that day, or the no.
pub(crate) fn inspection_rule<'r>(cx: &Context<'r>) -> Result<&'r InspectionRule, No> {
    cx.rules.on(cx.now.date()).inspection.as_ref().ok_or(No::RulesSilent)
}

/// 回避: nobody of the school, nor its leader in charge, nor whoever was recused.
pub(crate) fn check_inspector(
    inspection: &Inspection,
    cx: &Context<'_>,
    school: Option<&UnitId>,
    person: &PersonId,
) -> Result<(), No> {
    let serving = cx.organization.serving(person)?;
    let is_of_school = |school: &UnitId| {
        cx.organization.is_within(&serving.unit, school)
            || cx.organization.leader_in_charge(school) == Some(person)
            || cx.organization.head_of(school) == Some(person)
    };
    let is_recused = inspection.recusals.contains_key(person);
    let is_administrator = serving.roles.iter().any(|role| role.is_administrator());
    match is_recused || is_administrator || school.is_some_and(is_of_school) {
        true => Err(No::Recused { person: person.clone() }),
        false => Ok(()),
    }
}

impl InspectionKind {
    /// Special and comprehensive ones are announced, visited by a group, heard and published.
    pub fn is_formal(self) -> bool {
        match self {
            Self::Special | Self::Comprehensive => true,
            Self::Regular | Self::SpotCheck => false,
        }
    }
}

impl Plan {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.scope]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        if let Some(plan) = &inspection.plan {
            return Err(No::AlreadyPlanned { number: plan.facts.number.clone() });
        }
        inspection_rule(cx)?;
        said(&self.scope, "内容和范围")?;
        self.check_office(cx)?;
        match (&self.school, self.kind) {
            (None, InspectionKind::SpotCheck) => {}
            (Some(school), InspectionKind::SpotCheck) => {
                return Err(No::SpotCheckOfOne { school: school.clone() });
            }
            (Some(school), _) if cx.organization.is_school(school) => {
                cx.organization.open_unit(school)?;
            }
            (_, _) => return Err(No::SchoolMissing),
        }
        for person in &self.inspectors {
            check_inspector(inspection, cx, self.school.as_ref(), person)?;
        }
        let mut draft = Draft::of(inspection, cx);
        draft.push(InspectionPlanned {
            number: self.number,
            kind: self.kind,
            office: self.office,
            school: self.school,
            scope: self.scope.digest(),
            inspectors: self.inspectors,
            planned_on: self.planned_on,
            by: staff_of(cx)?,
        });
        may_begin(cx, InspectionAct::Plan, draft.state())?;
        draft.done()
    }

    fn check_office(&self, cx: &Context<'_>) -> Result<(), No> {
        let office = cx.organization.open_unit(&self.office)?;
        let pushes = pushing_function(cx.organization, &office.id).is_some()
            || office.functions.contains(&Function::EfficacyOffice);
        let inspects = office.functions.contains(&Function::InspectionOffice);
        match inspects || (pushes && self.kind == InspectionKind::SpotCheck) {
            true => Ok(()),
            false => Err(No::NotTheOffice { unit: self.office.clone() }),
        }
    }
}

impl Recuse {
    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Planned, Stage::Notified, Stage::SelfAssessed])?;
        if let Some(ground) = inspection.recusals.get(&self.person) {
            return Err(No::RecusedAlready { ground: *ground });
        }
        let mut draft = Draft::of(inspection, cx);
        draft.push(InspectorRecused { person: self.person, ground: self.ground });
        draft.done()
    }
}

impl Notify {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.letter]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Planned])?;
        if inspection.planned()?.school.is_none() {
            return Err(No::SchoolMissing);
        }
        said(&self.letter, "督导通知")?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(SchoolNotified { letter: self.letter.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl SelfAssess {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Notified])?;
        said(&self.text, "自评情况")?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(SelfAssessed { text: self.text.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl InspectionPlanned {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.plan = Some(Planned { facts: self.clone(), at });
    }
}

impl InspectorRecused {
    pub(crate) fn remember(&self, inspection: &mut Inspection, _at: Instant) {
        inspection.recusals.insert(self.person.clone(), self.ground);
        if let Some(plan) = &mut inspection.plan {
            plan.facts.inspectors.remove(&self.person);
        }
    }
}

impl SchoolNotified {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.notified_at = Some(at);
    }
}

impl SelfAssessed {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.self_assessment = Some(SelfAssessment { text: self.text, at });
    }
}
