//! 关系. What somebody is to one matter. A person may stand in several relations to it.

use std::collections::BTreeSet;

use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::matter::{Matter, OfferState, RequestState, Ruling};
use crate::organization::{Organization, Person, Role};
use crate::tables::named;

named! {
    /// 与办件的关系.
    pub enum Relation {
        /// 系统: the heartbeat and the reactions.
        System: "系统",
        /// 本件诉求人
        Petitioner: "本件诉求人",
        /// 跟进人: has the same trouble, with a code of his own
        Follower: "跟进的群众",
        /// 其他群众
        Citizen: "群众",
        /// 当前责任人
        Responsible: "当前责任人",
        /// 责任人的 B 岗, while he is away
        Cover: "责任人的 B 岗",
        /// 首问责任人
        FirstContactOfficer: "首问责任人",
        /// 承办单位或首问单位的受理员
        Clerk: "本单位受理员",
        /// 其他单位的受理员
        OtherClerk: "窗口受理员",
        /// 待签收的一方: the person named, else the desk or the head of the unit offered to
        Receiver: "待签收的一方",
        /// 协办单位人员
        Assistant: "协办单位人员",
        /// 股室、局属单位负责人 of the handling unit
        Head: "承办单位负责人",
        /// 校园长 of the school that handles, or of the school above it
        Principal: "校园长",
        /// 分管领导 of the handling unit
        LeaderInCharge: "分管领导",
        /// 局长
        Director: "局长",
        /// 在案审批人 of an open request, or his cover
        Approver: "在案审批人",
        /// 裁定人
        Ruler: "裁定人",
        /// 预警接收人, or his cover
        SignalRecipient: "预警接收人",
        /// 效能办
        EfficacyOffice: "效能办",
        /// 督导室
        InspectionOffice: "督导室",
        /// 承办单位其他人员
        Colleague: "承办单位人员",
        /// 其他工作人员
        OtherStaff: "工作人员",
        /// 三员: read no business content
        Administrator: "三员",
    }
}

/// Every relation in which the actor stands to the matter.
pub fn relations(cx: &Context<'_>, matter: &Matter) -> BTreeSet<Relation> {
    let all = Relation::ALL.iter().copied();
    all.filter(|relation| stands(cx, matter, *relation)).collect()
}

/// Whether the actor stands in a relation to the matter.
pub fn stands(cx: &Context<'_>, matter: &Matter, relation: Relation) -> bool {
    match cx.actor {
        Actor::System => relation == Relation::System,
        Actor::Citizen(person) => {
            let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.as_ref());
            let is_his = petitioner == Some(person);
            relation
                == match (is_his, matter.follower(person)) {
                    (true, _) => Relation::Petitioner,
                    (false, Some(_)) => Relation::Follower,
                    (false, None) => Relation::Citizen,
                }
        }
        Actor::Staff(person) => {
            let staff = cx.organization.in_office(person);
            staff.is_some_and(|staff| Looking { cx, matter, staff }.stands(relation))
        }
    }
}

/// One member of staff looking at one matter.
struct Looking<'a> {
    cx: &'a Context<'a>,
    matter: &'a Matter,
    staff: &'a Person,
}

impl Looking<'_> {
    fn stands(&self, relation: Relation) -> bool {
        if self.staff.roles.iter().any(|role| role.is_administrator()) {
            return relation == Relation::Administrator;
        }
        match relation {
            Relation::Responsible => self.is_responsible(),
            Relation::Cover => self.covers_responsible(),
            Relation::FirstContactOfficer => self.is_first_contact(),
            Relation::Clerk => self.is_clerk() && self.is_at_its_counter(),
            Relation::OtherClerk => self.is_clerk() && !self.is_at_its_counter(),
            Relation::Receiver => self.is_receiver(),
            Relation::Assistant => self.is_assistant(),
            Relation::Head => self.is_head(),
            Relation::Principal => self.is_principal(),
            Relation::LeaderInCharge => self.leads(),
            Relation::Director => self.organization().director() == Some(&self.staff.id),
            Relation::Approver => self.is_approver(),
            Relation::Ruler => self.is_ruler(),
            Relation::SignalRecipient => self.is_recipient(),
            Relation::EfficacyOffice => self.has(Role::EfficacyOffice),
            Relation::InspectionOffice => self.has(Role::InspectionOffice),
            Relation::Colleague => self.handling_unit() == Some(&self.staff.unit),
            Relation::OtherStaff => true,
            Relation::System
            | Relation::Petitioner
            | Relation::Follower
            | Relation::Citizen
            | Relation::Administrator => false,
        }
    }

    fn organization(&self) -> &Organization {
        self.cx.organization
    }

    fn has(&self, role: Role) -> bool {
        self.staff.roles.contains(&role)
    }

    fn handling_unit(&self) -> Option<&UnitId> {
        self.matter.responsible.as_ref().map(|responsible| &responsible.holder.unit)
    }

    /// He, or he who is away and for whom he covers by an agreed pair.
    fn stands_in_for(&self, person: &PersonId) -> bool {
        person == &self.staff.id || self.covers(person)
    }

    fn covers(&self, person: &PersonId) -> bool {
        self.organization().cover_of(person, self.cx.now) == Some(&self.staff.id)
    }

    fn is_responsible(&self) -> bool {
        let responsible = self.matter.responsible.as_ref();
        responsible.is_some_and(|responsible| responsible.holder.person == self.staff.id)
    }

    fn covers_responsible(&self) -> bool {
        let responsible = self.matter.responsible.as_ref();
        responsible.is_some_and(|responsible| self.covers(&responsible.holder.person))
    }

    fn is_first_contact(&self) -> bool {
        let officer =
            self.matter.filing.as_ref().and_then(|filing| filing.first_contact.person.as_ref());
        officer == Some(&self.staff.id)
    }

    fn is_clerk(&self) -> bool {
        self.has(Role::Clerk)
    }

    fn is_at_its_counter(&self) -> bool {
        let first = self.matter.filing.as_ref().map(|filing| &filing.first_contact.unit);
        let own = Some(&self.staff.unit);
        self.handling_unit() == own || first == own
    }

    fn is_receiver(&self) -> bool {
        let open = self.matter.offers.iter().filter(|offer| offer.state == OfferState::Open);
        open.into_iter().any(|offer| {
            let named = offer.to.person.as_ref();
            match named.filter(|person| self.organization().in_office(person).is_some()) {
                Some(person) => self.stands_in_for(person),
                None => self.receives_for(&offer.to.unit),
            }
        })
    }

    fn receives_for(&self, unit: &UnitId) -> bool {
        let organization = self.organization();
        let on_duty = organization.desk_of(unit, self.cx.now);
        let seated = organization.unit(unit).is_some_and(|unit| unit.desk.contains(&self.staff.id));
        let head = organization.head_of(unit);
        seated
            || on_duty == Some(&self.staff.id)
            || head.is_some_and(|head| self.stands_in_for(head))
    }

    fn is_assistant(&self) -> bool {
        let mut open = self.matter.assists.iter().filter(|assist| assist.is_open());
        open.any(|assist| {
            self.staff.unit == assist.unit
                || self.organization().head_of(&assist.unit) == Some(&self.staff.id)
        })
    }

    fn is_head(&self) -> bool {
        let Some(unit) = self.handling_unit() else { return false };
        let is_acting =
            self.organization().head_of(unit).is_some_and(|head| self.stands_in_for(head));
        is_acting && !self.organization().is_school(unit)
    }

    fn is_principal(&self) -> bool {
        let Some(unit) = self.handling_unit() else { return false };
        let organization = self.organization();
        organization.open_units().any(|school| {
            organization.is_school(&school.id)
                && organization.is_within(unit, &school.id)
                && school.head.as_ref().is_some_and(|head| self.stands_in_for(head))
        })
    }

    fn leads(&self) -> bool {
        let leader =
            self.handling_unit().and_then(|unit| self.organization().leader_in_charge(unit));
        leader.is_some_and(|leader| self.stands_in_for(leader))
    }

    fn is_approver(&self) -> bool {
        self.requests().any(|request| self.stands_in_for(request.approver))
    }

    fn requests(&self) -> impl Iterator<Item = Request<'_>> {
        open_requests(self.matter)
    }

    fn is_ruler(&self) -> bool {
        match self.matter.ruling.as_ref().filter(|ruling| ruling.ruled_unit.is_none()) {
            Some(Ruling { passed_up_to: Some(person), .. }) => self.stands_in_for(person),
            Some(Ruling { ruler, .. }) => {
                let organization = self.organization();
                let is_of_office = &self.staff.unit == ruler
                    && (self.has(Role::EfficacyOffice) || self.has(Role::InspectionOffice));
                is_of_office || organization.head_of(ruler) == Some(&self.staff.id)
            }
            None => false,
        }
    }

    fn is_recipient(&self) -> bool {
        let mut open = self.matter.signals.iter().filter(|signal| signal.answered_at.is_none());
        open.any(|signal| {
            let told = [Some(&signal.recipient), signal.escalated_to.as_ref()];
            told.into_iter().flatten().any(|person| self.stands_in_for(person))
        })
    }
}

/// 待审批的申请: suspension, extension, follow-up or correction.
pub(super) struct Request<'a> {
    /// Who asked.
    pub(super) asked_by: &'a PersonId,
    /// Who decides.
    pub(super) approver: &'a PersonId,
}

/// The requests of a matter that wait for a decision.
pub(super) fn open_requests(matter: &Matter) -> impl Iterator<Item = Request<'_>> {
    let suspensions = matter
        .suspension_requests
        .iter()
        .map(|request| (request.state, &request.asked_by, &request.approver));
    let extensions = matter
        .extension_requests
        .iter()
        .map(|request| (request.state, &request.asked_by, &request.approver));
    let follow_ups = matter
        .follow_ups
        .iter()
        .map(|request| (request.state, &request.asked_by, &request.approver));
    let corrections = matter
        .corrections
        .iter()
        .map(|request| (request.state, &request.asked_by, &request.approver));
    suspensions
        .chain(extensions)
        .chain(follow_ups)
        .chain(corrections)
        .filter(|(state, ..)| *state == RequestState::Open)
        .map(|(_, asked_by, approver)| Request { asked_by, approver })
}
