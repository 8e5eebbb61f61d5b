//! 关系. What somebody is to one circular.

use crate::circular::Circular;
use crate::decider::{Actor, Context};
use crate::docket::{Looking, staff};
use crate::organization::Role;
use crate::tables::named;

named! {
    /// 与通报的关系.
    pub enum CircularRelation {
        /// 系统
        System: "系统",
        /// 发文科室人员
        OfficeStaff: "发文科室人员",
        /// 发文科室负责人
        OfficeHead: "发文科室负责人",
        /// 在案签发人, or his cover
        Signer: "在案签发人",
        /// 局长
        Director: "局长",
        /// 通报范围内单位人员
        ScopeStaff: "通报范围内的单位人员",
        /// 效能办、督导室: read every step and change none
        Supervision: "效能办和督导室",
    }
}

/// Whether the actor stands in a relation to the circular.
pub fn stands(cx: &Context<'_>, circular: &Circular, relation: CircularRelation) -> bool {
    use CircularRelation as By;
    if *cx.actor == Actor::System {
        return relation == By::System;
    }
    let Some(looking) = Looking::of(cx) else { return false };
    let Some(draft) = &circular.draft else { return false };
    let facts = &draft.facts;
    match relation {
        By::System => false,
        By::OfficeStaff => looking.is_of(&facts.office),
        By::OfficeHead => looking.heads(&facts.office),
        By::Signer => {
            let submitted = circular.submitted.as_ref();
            submitted.is_some_and(|submitted| looking.stands_in_for(&submitted.signer))
        }
        By::Director => looking.is_director(),
        By::ScopeStaff => facts.scope.iter().any(|unit| looking.is_of(unit) || looking.heads(unit)),
        By::Supervision => looking.has(Role::EfficacyOffice) || looking.has(Role::InspectionOffice),
    }
}

/// 被通报一方: of a unit that is named, its head, or the person named.
pub(crate) fn is_named(cx: &Context<'_>, circular: &Circular) -> bool {
    let (Some(looking), Some(draft)) = (Looking::of(cx), &circular.draft) else { return false };
    let director = looking.is_director();
    draft.facts.items.iter().any(|item| {
        let is_his = looking.is_of(&item.unit) || looking.heads(&item.unit);
        item.person.as_ref() == staff(cx) || (is_his && !director)
    })
}

/// Who drafted it, as it stands now.
pub(crate) fn is_drafter(cx: &Context<'_>, circular: &Circular) -> bool {
    let drafter = circular.draft.as_ref().and_then(|draft| draft.facts.by.as_ref());
    drafter.is_some() && drafter == staff(cx)
}
