//! 身份. What somebody is to one complaint. Whoever is concerned is nothing to it but one of whom an
//! explanation was demanded.

use std::collections::BTreeSet;

use crate::complaint::{Complaint, Mode, Stage, recused};
use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::organization::{Function, Organization, Person, Role};

/// 与投诉的关系.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// 系统
    System,
    /// 投诉人
    Complainant,
    /// 效能办投诉办理人员
    Officer,
    /// 效能办负责人; where he is concerned, the next above him who is not.
    Decider,
    /// 承办单位负责人 of a unit that was charged with it.
    HandlingHead,
    /// 转办单位负责人: the unit decides by itself.
    ForwardedHead,
    /// 调查人
    Investigator,
    /// 在案审批人 of an open request: never who asked.
    Approver,
    /// 纪检联络员: the contact outside.
    Liaison,
    /// 被核查人: an explanation was demanded of him.
    Asked,
}

impl Part {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "系统",
            Self::Complainant => "投诉人",
            Self::Officer => "效能办投诉办理人员",
            Self::Decider => "效能办负责人",
            Self::HandlingHead => "承办单位负责人",
            Self::ForwardedHead => "转办单位负责人",
            Self::Investigator => "调查人",
            Self::Approver => "在案审批人",
            Self::Liaison => "纪检联络员",
            Self::Asked => "被核查人",
        }
    }

    /// Whether it opens the file.
    pub fn reads(self) -> bool {
        match self {
            Self::System
            | Self::Officer
            | Self::Decider
            | Self::HandlingHead
            | Self::ForwardedHead
            | Self::Investigator
            | Self::Approver
            | Self::Liaison => true,
            Self::Complainant | Self::Asked => false,
        }
    }
}

/// Every part the actor has in the complaint; none where it does not exist for him.
pub fn parts(cx: &Context<'_>, complaint: &Complaint) -> BTreeSet<Part> {
    if complaint.filing.is_none() {
        return BTreeSet::new();
    }
    match cx.actor {
        Actor::System => BTreeSet::from([Part::System]),
        Actor::Citizen(person) => {
            let is_his = complaint.complainant() == Some(person);
            is_his.then_some(Part::Complainant).into_iter().collect()
        }
        Actor::Staff(person) => match cx.organization.in_office(person) {
            Some(staff) => Looking { cx, complaint, staff }.parts(),
            None => BTreeSet::new(),
        },
    }
}

/// One member of staff looking at one complaint.
struct Looking<'a> {
    cx: &'a Context<'a>,
    complaint: &'a Complaint,
    staff: &'a Person,
}

impl Looking<'_> {
    fn parts(&self) -> BTreeSet<Part> {
        let mut found = BTreeSet::new();
        if self.staff.roles.iter().any(|role| role.is_administrator()) {
            return found;
        }
        let has_left_us = match self.complaint.stage {
            Stage::Outside | Stage::OutsideEnded | Stage::Transferred => true,
            Stage::Registered
            | Stage::Accepted
            | Stage::Investigating
            | Stage::Found
            | Stage::Closed
            | Stage::Replied
            | Stage::Archived
            | Stage::Rejected
            | Stage::Merged => false,
        };
        let is_recused = recused(self.cx.organization, self.complaint).covers(&self.staff.id);
        if has_left_us {
            let is_liaison = self.staff.roles.contains(&Role::Discipline) && !is_recused;
            return is_liaison.then_some(Part::Liaison).into_iter().collect();
        }
        if self.is_asked() {
            found.insert(Part::Asked);
        }
        if !is_recused {
            found.extend(self.handling());
        }
        found
    }

    fn handling(&self) -> impl Iterator<Item = Part> {
        let decider = approver(self.cx.organization, self.complaint, None);
        [
            (Part::Officer, self.staff.roles.contains(&Role::EfficacyOffice)),
            (Part::Decider, decider.is_some_and(|person| self.stands_in_for(person))),
            (Part::HandlingHead, self.heads_route()),
            (Part::ForwardedHead, self.heads_route() && self.is_forwarded()),
            (Part::Investigator, self.complaint.investigators.contains(&self.staff.id)),
            (Part::Approver, self.is_approver()),
        ]
        .into_iter()
        .filter_map(|(part, is_his)| is_his.then_some(part))
    }

    /// He, or he who is away and for whom he covers by an agreed pair.
    fn stands_in_for(&self, person: &PersonId) -> bool {
        let own = &self.staff.id;
        person == own || self.cx.organization.cover_of(person, self.cx.now) == Some(own)
    }

    fn is_asked(&self) -> bool {
        self.complaint.inquiries.iter().any(|inquiry| inquiry.to == self.staff.id)
    }

    fn heads_route(&self) -> bool {
        let Some(unit) = self.complaint.route.as_ref().and_then(|route| route.unit.as_ref()) else {
            return false;
        };
        let head = self.cx.organization.head_of(unit);
        head.is_some_and(|head| self.stands_in_for(head))
    }

    fn is_forwarded(&self) -> bool {
        self.complaint.route.as_ref().is_some_and(|route| route.mode == Mode::Forward)
    }

    fn is_approver(&self) -> bool {
        let extensions = self.complaint.extensions.iter().filter(|request| request.is_open());
        let unsealings = self.complaint.unsealings.iter().filter(|request| request.is_asked());
        let mut askers = extensions
            .map(|request| &request.asked_by)
            .chain(unsealings.map(|request| &request.asked_by));
        askers.any(|asked_by| {
            asked_by != &self.staff.id
                && approver(self.cx.organization, self.complaint, Some(asked_by))
                    .is_some_and(|person| self.stands_in_for(person))
        })
    }
}

/// 审批人. The head of 效能办, else its leader in charge, else the director: the first who serves, is
/// not concerned, and did not ask.
pub(super) fn approver<'a>(
    organization: &'a Organization,
    complaint: &Complaint,
    asked_by: Option<&PersonId>,
) -> Option<&'a PersonId> {
    let office = organization.unit_for(Function::EfficacyOffice)?;
    let chain = [
        organization.head_of(&office.id),
        organization.leader_in_charge(&office.id),
        organization.director(),
    ];
    let recusal = recused(organization, complaint);
    chain.into_iter().flatten().find(|person| {
        Some(*person) != asked_by
            && organization.in_office(person).is_some()
            && !recusal.covers(person)
    })
}
