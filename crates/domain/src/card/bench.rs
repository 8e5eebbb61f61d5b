//! 谁来决定. 效能办 decides; where it has to do with the case, 督导室; where both have, 局长. Nobody
//! charged, above or below him, standing in for him, or who handled the matter takes part.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::is_recused_from;
use crate::card::{Card, DraftOnRecord};
use crate::decider::Actor;
use crate::id::{PersonId, UnitId};
use crate::organization::{Function, Organization, Person, Role};

/// 决定机构, in the order in which they are asked.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bench {
    /// 效能办
    EfficacyOffice,
    /// 督导室
    InspectionOffice,
    /// 局长, where both offices have to do with the case
    Director,
    /// 其他局领导, for an appeal against what the director signed
    OtherLeader,
}

const LADDER: [Bench; 4] =
    [Bench::EfficacyOffice, Bench::InspectionOffice, Bench::Director, Bench::OtherLeader];

/// 席位. Where it waits for a decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seat {
    /// Which bench.
    pub bench: Bench,
    /// Its unit; none where it is one person's.
    pub unit: Option<UnitId>,
    /// The one who decides, where it is not an office.
    pub person: Option<PersonId>,
}

/// 回避事由. Why somebody takes no part.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bar {
    /// 当事人
    Charged,
    /// 当事人的负责人
    Head,
    /// 被扣单位及其上下级
    InLine,
    /// 正在为当事人顶岗
    Cover,
    /// 经手过这件事
    Handler,
    /// 本办涉及此事
    Office,
    /// 签发人
    Signer,
    /// 被反映单位的人
    Concerned,
}

/// Who looks at one card.
pub(crate) struct Sitting<'a> {
    pub(crate) organization: &'a Organization,
    pub(crate) now: Instant,
    pub(crate) draft: &'a DraftOnRecord,
    /// Who has handled the matter since it was drafted.
    pub(crate) also_handled_by: &'a BTreeSet<PersonId>,
    /// Who signed it, where it is about an appeal.
    pub(crate) signer: Option<(Bench, &'a PersonId)>,
}

impl Bench {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::EfficacyOffice => "效能办",
            Self::InspectionOffice => "督导室",
            Self::Director => "局长",
            Self::OtherLeader => "未参与签发的局领导",
        }
    }

    /// The function of its unit, where it is an office.
    fn function(self) -> Option<Function> {
        match self {
            Self::EfficacyOffice => Some(Function::EfficacyOffice),
            Self::InspectionOffice => Some(Function::InspectionOffice),
            Self::Director | Self::OtherLeader => None,
        }
    }

    /// The role of its members, where it is an office.
    fn role(self) -> Option<Role> {
        match self {
            Self::EfficacyOffice => Some(Role::EfficacyOffice),
            Self::InspectionOffice => Some(Role::InspectionOffice),
            Self::Director | Self::OtherLeader => None,
        }
    }

    /// Whether he heads the office; that alone gives him no vote.
    pub(crate) fn is_headed_by(self, organization: &Organization, staff: &Person) -> bool {
        let office = self.function().and_then(|function| organization.unit_for(function));
        office.is_some_and(|office| office.head.as_ref() == Some(&staff.id))
    }

    /// Whether somebody in office sits on it.
    pub(crate) fn has(self, organization: &Organization, staff: &Person) -> bool {
        match self.role() {
            Some(role) => staff.roles.contains(&role),
            None => {
                let is_director = organization.director() == Some(&staff.id);
                let is_leader = staff.roles.contains(&Role::DeputyDirector);
                if self == Self::Director { is_director } else { is_leader && !is_director }
            }
        }
    }
}

impl Sitting<'_> {
    /// 决定机构: the first on the ladder with somebody who may take part; after signing only those
    /// that stand after the bench of the signer.
    pub(crate) fn bench(&self) -> Option<Bench> {
        let mut ladder = LADDER.into_iter().filter(|bench| match self.signer {
            None => *bench != Bench::OtherLeader,
            Some((signed, _)) => *bench > signed,
        });
        ladder.find(|bench| self.members(*bench).next().is_some())
    }

    /// Those of a bench who may take part.
    pub(crate) fn members(&self, bench: Bench) -> impl Iterator<Item = &PersonId> {
        let staff = self.organization.persons.values().filter(|staff| !staff.has_left);
        staff
            .filter(move |staff| bench.has(self.organization, staff))
            .filter(move |staff| self.bar(bench, staff).is_none())
            .map(|staff| &staff.id)
    }

    /// 席位 of the bench that decides.
    pub(crate) fn seat(&self) -> Option<Seat> {
        let bench = self.bench()?;
        let office = bench.function().and_then(|function| self.organization.unit_for(function));
        let unit = office.map(|office| office.id.clone());
        let person = match &unit {
            Some(_) => None,
            None => self.members(bench).next().cloned(),
        };
        Some(Seat { bench, unit, person })
    }

    /// Why he takes no part on that bench.
    pub(crate) fn bar(&self, bench: Bench, staff: &Person) -> Option<Bar> {
        let facts = &self.draft.facts;
        let person = &staff.id;
        let handled = facts.handled_by.contains(person) || self.also_handled_by.contains(person);
        if facts.person == *person {
            return Some(Bar::Charged);
        }
        let concerned = facts.concerned.as_ref();
        if concerned.is_some_and(|unit| self.is_recused(person, unit)) {
            return Some(Bar::Concerned);
        }
        if self.signer.is_some_and(|(_, signer)| signer == person) {
            return Some(Bar::Signer);
        }
        if self.organization.cover_of(&facts.person, self.now) == Some(person) {
            return Some(Bar::Cover);
        }
        if handled {
            return Some(Bar::Handler);
        }
        match bench {
            Bench::EfficacyOffice | Bench::InspectionOffice => self.line(bench, staff),
            // 局长 stands above every unit; he is asked because nobody beside the line is left.
            Bench::Director => None,
            Bench::OtherLeader => {
                let leads = self.organization.leader_in_charge(&facts.unit) == Some(person);
                leads.then_some(Bar::Head)
            }
        }
    }

    /// The matter is about his unit: he does not even see the card.
    fn is_recused(&self, person: &PersonId, concerned: &UnitId) -> bool {
        is_recused_from(self.organization, &Actor::Staff(person.clone()), concerned)
    }

    /// Above, below or beside the one charged.
    fn line(&self, bench: Bench, staff: &Person) -> Option<Bar> {
        let organization = self.organization;
        let (unit, person) = (&self.draft.facts.unit, &staff.id);
        let leads = organization.leader_in_charge(unit) == Some(person);
        if leads || organization.heads(person, unit) {
            return Some(Bar::Head);
        }
        if in_line(organization, &staff.unit, unit) {
            return Some(Bar::InLine);
        }
        self.is_office_involved(bench).then_some(Bar::Office)
    }

    /// The office itself is charged, or one of its people.
    fn is_office_involved(&self, bench: Bench) -> bool {
        let (organization, facts) = (self.organization, &self.draft.facts);
        let charged = organization.person(&facts.person);
        let office = bench.function().and_then(|function| organization.unit_for(function));
        let is_his = |office: &UnitId| {
            in_line(organization, office, &facts.unit)
                || charged.is_some_and(|charged| charged.unit == *office)
        };
        let by_unit = office.is_some_and(|office| is_his(&office.id));
        let by_role =
            bench.role().zip(charged).is_some_and(|(role, charged)| charged.roles.contains(&role));
        by_unit || by_role
    }
}

/// The same unit, or one above or below the other.
fn in_line(organization: &Organization, one: &UnitId, other: &UnitId) -> bool {
    organization.is_within(one, other) || organization.is_within(other, one)
}

impl Card {
    /// Looking at it to sign or dismiss it.
    pub(crate) fn sitting<'a>(
        &'a self,
        organization: &'a Organization,
        now: Instant,
        also_handled_by: &'a BTreeSet<PersonId>,
    ) -> Option<Sitting<'a>> {
        let draft = self.draft.as_ref()?;
        Some(Sitting { organization, now, draft, also_handled_by, signer: None })
    }

    /// Looking at it after it was signed, on appeal or for its withdrawal.
    pub(crate) fn sitting_on_appeal<'a>(
        &'a self,
        organization: &'a Organization,
        now: Instant,
        also_handled_by: &'a BTreeSet<PersonId>,
    ) -> Option<Sitting<'a>> {
        let decision = self.decision.as_ref()?;
        let signer = Some((decision.bench, &decision.by));
        Some(Sitting { signer, ..self.sitting(organization, now, also_handled_by)? })
    }
}

/// Where the decision of a draft waits; none where only somebody outside could decide it.
pub fn decision_seat(card: &Card, organization: &Organization, now: Instant) -> Option<Seat> {
    card.sitting(organization, now, &BTreeSet::new())?.seat()
}

/// Where an appeal against it waits; none where only somebody outside could decide it.
pub fn appeal_seat(card: &Card, organization: &Organization, now: Instant) -> Option<Seat> {
    card.sitting_on_appeal(organization, now, &BTreeSet::new())?.seat()
}

/// Why he would take no part in deciding it, if he sat on that bench.
pub fn bar_of(
    card: &Card,
    organization: &Organization,
    now: Instant,
    bench: Bench,
    person: &PersonId,
) -> Option<Bar> {
    let nobody = BTreeSet::new();
    let sitting = match card.decision {
        Some(_) => card.sitting_on_appeal(organization, now, &nobody)?,
        None => card.sitting(organization, now, &nobody)?,
    };
    sitting.bar(bench, organization.in_office(person)?)
}
