//! 关系. What somebody is to one inspection.

use crate::decider::{Actor, Context};
use crate::docket::{Looking, staff};
use crate::id::UnitId;
use crate::inspection::Inspection;
use crate::organization::Role;
use crate::tables::named;

named! {
    /// 与督导、抽查的关系.
    pub enum InspectionRelation {
        /// 系统
        System: "系统",
        /// 组织督导的科室人员
        OfficeStaff: "组织督导的科室人员",
        /// 组织督导的科室负责人
        OfficeHead: "组织督导的科室负责人",
        /// 组织督导的科室的分管领导
        OfficeLeader: "组织督导的科室的分管领导",
        /// 局长
        Director: "局长",
        /// 督学
        Inspector: "督学",
        /// 被督导学校负责人
        SchoolHead: "被督导学校负责人",
        /// 被督导学校人员
        SchoolStaff: "被督导学校人员",
        /// 被督导学校的分管领导
        SchoolLeader: "被督导学校的分管领导",
        /// 被抽查单位人员
        CheckedStaff: "被抽查单位人员",
        /// 效能办、督导室: read every step and change none
        Supervision: "效能办和督导室",
    }
}

/// Whether the actor stands in a relation to the inspection.
pub fn stands(cx: &Context<'_>, inspection: &Inspection, relation: InspectionRelation) -> bool {
    use InspectionRelation as By;
    if *cx.actor == Actor::System {
        return relation == By::System;
    }
    let Some(looking) = Looking::of(cx) else { return false };
    let Some(plan) = &inspection.plan else { return false };
    let facts = &plan.facts;
    let school = facts.school.as_ref();
    match relation {
        By::System => false,
        By::OfficeStaff => looking.is_of(&facts.office),
        By::OfficeHead => looking.heads(&facts.office),
        By::OfficeLeader => looking.leads(&facts.office),
        By::Director => looking.is_director(),
        By::Inspector => {
            let visited = inspection.visit.iter().flat_map(|visit| &visit.inspectors);
            facts.inspectors.iter().chain(visited).any(|one| Some(one) == staff(cx))
        }
        By::SchoolHead => school.is_some_and(|school| looking.heads(school)),
        By::SchoolStaff => school.is_some_and(|school| looking.is_of(school)),
        By::SchoolLeader => school.is_some_and(|school| looking.leads(school)),
        By::CheckedStaff => {
            let mut checked = inspection.checks.values().map(|check| &check.facts.unit);
            checked.any(|unit: &UnitId| looking.is_of(unit) || looking.heads(unit))
        }
        By::Supervision => looking.has(Role::EfficacyOffice) || looking.has(Role::InspectionOffice),
    }
}

/// 回避. Of the school, its head or leader in charge, or recused by a ground on record.
pub(crate) fn is_recused(cx: &Context<'_>, inspection: &Inspection) -> bool {
    let declared = staff(cx).is_some_and(|person| inspection.recusals.contains_key(person));
    let parties = [
        InspectionRelation::SchoolHead,
        InspectionRelation::SchoolStaff,
        InspectionRelation::SchoolLeader,
    ];
    declared || parties.into_iter().any(|relation| stands(cx, inspection, relation))
}
