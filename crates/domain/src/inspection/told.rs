//! 督导、抽查的告知. Who is to be told what after an event, as codes; never the school before it may know.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Fact};
use crate::docket::receiver;
use crate::id::{PersonId, UnitId};
use crate::inspection::{Inspection, InspectionEvent};
use crate::organization::Organization;

/// 告知内容.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum InspectionTold {
    /// 您是这次督导的督学.
    InspectorNamed,
    /// 督导通知: to the school.
    Notified,
    /// 已自评: to the office.
    SelfAssessed,
    /// 初步意见: to the school.
    PreliminaryGiven {
        /// Until when it may defend itself.
        defend_by: Instant,
    },
    /// 可以送达意见书了: to the office; the school was heard, or its term passed.
    Defended,
    /// 督导意见书: to the school.
    OpinionServed {
        /// By when to rectify, where anything was found.
        rectify_by: Option<Instant>,
    },
    /// 待核查: to the office and the inspectors.
    RectificationReported,
    /// 核查结果: to the school.
    RectificationVerified,
    /// 整改逾期: to the school, its leader in charge and the office.
    RectificationOverdue {
        /// The instant that passed.
        fell_due_at: Instant,
    },
    /// 督导报告已公开: to the school.
    ReportPublished,
    /// 抽查结果: to the unit.
    Checked,
    /// 督导取消: to the school, if it was told, and the inspectors.
    Cancelled,
}

type Letters = Vec<(PersonId, InspectionTold)>;

/// Who is told what after an event; `inspection` is as the event left it. Nobody is told what he did.
pub fn inspection_told(
    inspection: &Inspection,
    fact: &Fact<InspectionEvent>,
    organization: &Organization,
) -> Vec<(PersonId, InspectionTold)> {
    let post = Post { inspection, organization, at: fact.recorded_at };
    let mut letters = post.letters(&fact.event);
    letters.retain(|(person, _)| Actor::Staff(person.clone()) != fact.actor);
    letters.sort();
    letters.dedup();
    letters
}

struct Post<'a> {
    inspection: &'a Inspection,
    organization: &'a Organization,
    at: Instant,
}

impl Post<'_> {
    fn letters(&self, event: &InspectionEvent) -> Letters {
        match event {
            InspectionEvent::Planned(_) => to(self.inspectors(), &InspectionTold::InspectorNamed),
            InspectionEvent::Notified(_) => to(self.school(), &InspectionTold::Notified),
            InspectionEvent::SelfAssessed(_) => to(self.office(), &InspectionTold::SelfAssessed),
            InspectionEvent::PreliminaryGiven(facts) => {
                let defend_by = facts.defend_by.at;
                to(self.school(), &InspectionTold::PreliminaryGiven { defend_by })
            }
            InspectionEvent::Defended(_) | InspectionEvent::DefenceTermPassed(_) => {
                to(self.office(), &InspectionTold::Defended)
            }
            InspectionEvent::OpinionServed(facts) => {
                let rectify_by = facts.rectify_by.map(|due| due.at);
                to(self.school(), &InspectionTold::OpinionServed { rectify_by })
            }
            InspectionEvent::RectificationReported(_) => {
                let people = self.office().chain(self.inspectors());
                to(people, &InspectionTold::RectificationReported)
            }
            InspectionEvent::RectificationVerified(_) => {
                to(self.school(), &InspectionTold::RectificationVerified)
            }
            InspectionEvent::RectificationFellOverdue(facts) => {
                let told = InspectionTold::RectificationOverdue { fell_due_at: facts.fell_due_at };
                let leader = self.school_id().and_then(|id| self.organization.leader_in_charge(id));
                to(self.school().chain(leader.cloned()).chain(self.office()), &told)
            }
            InspectionEvent::ReportPublished(_) => {
                to(self.school(), &InspectionTold::ReportPublished)
            }
            InspectionEvent::Checked(facts) => {
                to(self.head_and_desk(&facts.unit), &InspectionTold::Checked)
            }
            InspectionEvent::Cancelled(_) => {
                let school = self.school().filter(|_| self.inspection.notified_at.is_some());
                to(school.chain(self.inspectors()), &InspectionTold::Cancelled)
            }
            InspectionEvent::Recused(_)
            | InspectionEvent::Visited(_)
            | InspectionEvent::SeedPublished(_)
            | InspectionEvent::Drawn(_)
            | InspectionEvent::Filed(_) => Letters::new(),
        }
    }

    fn school_id(&self) -> Option<&UnitId> {
        self.inspection.plan.as_ref().and_then(|plan| plan.facts.school.as_ref())
    }

    fn school(&self) -> impl Iterator<Item = PersonId> {
        self.school_id().into_iter().flat_map(|school| self.head_and_desk(school))
    }

    fn office(&self) -> impl Iterator<Item = PersonId> {
        let plan = self.inspection.plan.iter();
        plan.flat_map(|plan| self.head_and_desk(&plan.facts.office))
    }

    fn inspectors(&self) -> impl Iterator<Item = PersonId> {
        let planned = self.inspection.plan.iter().flat_map(|plan| &plan.facts.inspectors);
        let visited = self.inspection.visit.iter().flat_map(|visit| &visit.inspectors);
        planned.chain(visited).cloned()
    }

    fn head_and_desk(&self, unit: &UnitId) -> impl Iterator<Item = PersonId> + use<> {
        let desk = receiver(self.organization, self.at, unit, None);
        let head = self.organization.head_of(self.organization.heir_of(unit)).cloned();
        desk.into_iter().chain(head)
    }
}

fn to(people: impl IntoIterator<Item = PersonId>, told: &InspectionTold) -> Letters {
    people.into_iter().map(|person| (person, told.clone())).collect()
}
