//! 关系. What somebody is to one task.

use crate::decider::{Actor, Context};
use crate::docket::Looking;
use crate::organization::Role;
use crate::tables::named;
use crate::task::{ExtensionState, Task, TaskProposed};

named! {
    /// 与督办事项的关系.
    pub enum TaskRelation {
        /// 系统
        System: "系统",
        /// 立项科室人员: its supervisors
        SectionStaff: "立项科室人员",
        /// 立项科室负责人
        SectionHead: "立项科室负责人",
        /// 立项科室的分管领导
        SectionLeader: "立项科室的分管领导",
        /// 局长
        Director: "局长",
        /// 分管领导 of the lead unit
        LeadLeader: "主办单位的分管领导",
        /// 主办单位负责人
        LeadHead: "主办单位负责人",
        /// 主办人
        LeadPerson: "主办人",
        /// 主办单位人员
        LeadStaff: "主办单位人员",
        /// 协办单位负责人
        AssistHead: "协办单位负责人",
        /// 协办单位人员
        AssistStaff: "协办单位人员",
        /// 延期初核人
        Checker: "在案初核人",
        /// 延期审批人
        Approver: "在案审批人",
        /// 立项人的上级领导
        OpenersLeader: "立项人的上级领导",
        /// 效能办、督导室: read every step and change none
        Supervision: "效能办和督导室",
    }
}

/// Whether the actor stands in a relation to the task.
pub fn stands(cx: &Context<'_>, task: &Task, relation: TaskRelation) -> bool {
    if *cx.actor == Actor::System {
        return relation == TaskRelation::System;
    }
    let Some(looking) = Looking::of(cx) else { return false };
    let Some(proposal) = &task.proposal else { return false };
    let facts = &proposal.facts;
    let waits = |state: ExtensionState| task.extensions.iter().filter(move |r| r.state == state);
    let assisting = || facts.assisting.iter().map(|one| &one.unit);
    match relation {
        TaskRelation::System => false,
        TaskRelation::SectionStaff => looking.is_of(&facts.section),
        TaskRelation::SectionHead => looking.heads(&facts.section),
        TaskRelation::SectionLeader => looking.leads(&facts.section),
        TaskRelation::Director => looking.is_director(),
        TaskRelation::LeadLeader => looking.leads(&facts.lead.unit),
        TaskRelation::LeadHead => looking.heads(&facts.lead.unit),
        TaskRelation::LeadPerson => {
            facts.lead.person.as_ref().is_some_and(|person| looking.stands_in_for(person))
        }
        TaskRelation::LeadStaff => looking.is_of(&facts.lead.unit),
        TaskRelation::AssistHead => assisting().any(|unit| looking.heads(unit)),
        TaskRelation::AssistStaff => assisting().any(|unit| looking.is_of(unit)),
        TaskRelation::Checker => {
            waits(ExtensionState::Asked).any(|r| looking.stands_in_for(&r.checker))
        }
        TaskRelation::Approver => {
            waits(ExtensionState::Checked).any(|r| looking.stands_in_for(&r.approver))
        }
        TaskRelation::OpenersLeader => is_openers_leader(task, facts, cx, &looking),
        TaskRelation::Supervision => {
            looking.has(Role::EfficacyOffice) || looking.has(Role::InspectionOffice)
        }
    }
}

/// The leader above who opened it: above a leader the director, above the director nobody but
/// himself. What is only proposed may be dropped by the section's head as well.
fn is_openers_leader(
    task: &Task,
    facts: &TaskProposed,
    cx: &Context<'_>,
    looking: &Looking<'_>,
) -> bool {
    let opener = task.opening.as_ref().map_or(&facts.by, |opening| &opening.by);
    if cx.organization.director() == Some(opener) {
        return &looking.staff.id == opener;
    }
    let is_above = looking.leads(&facts.section) || looking.is_director();
    let drops = task.opening.is_none() && looking.heads(&facts.section);
    (is_above && looking.staff.id != *opener) || drops
}

/// 主办、协办一方. Of the lead or an assisting unit, its head, or the person in the lead.
pub(crate) fn is_party(cx: &Context<'_>, task: &Task) -> bool {
    let parties = [TaskRelation::LeadStaff, TaskRelation::LeadPerson, TaskRelation::AssistStaff];
    let signed =
        task.reports.iter().any(|report| crate::docket::staff(cx) == Some(&report.signed_by));
    signed || parties.into_iter().any(|relation| stands(cx, task, relation))
}
