//! 回避. Who is concerned by a complaint, and when it must leave the house.
//!
//! Concerned are the persons named or identified, the unit complained of and all below it, whoever
//! heads it, and its leader in charge (decisions E32). It is read off the organization as it stands, so a change there
//! holds at once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::complaint::{Complaint, PartsTakenAway, Subjects};
use crate::id::{PersonId, UnitId};
use crate::organization::{Function, Organization, Role, UnitKind};

/// 回避范围 of one complaint, in one organization.
#[derive(Clone, Copy)]
pub struct Recusal<'a> {
    organization: &'a Organization,
    complaint: &'a Complaint,
}

/// 为何交外部办理.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideReason {
    /// 投诉的是效能办, or somebody of it.
    EfficacyOffice,
    /// 投诉的是局领导.
    BureauLeader,
    /// 投诉的是全局.
    Bureau,
    /// No unit plays 效能办: nobody inside may handle it.
    NoOffice,
}

impl OutsideReason {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::EfficacyOffice => "efficacy_office",
            Self::BureauLeader => "bureau_leader",
            Self::Bureau => "bureau",
            Self::NoOffice => "no_office",
        }
    }
}

/// Who is recused from the complaint.
pub fn recused<'a>(organization: &'a Organization, complaint: &'a Complaint) -> Recusal<'a> {
    Recusal { organization, complaint }
}

impl Recusal<'_> {
    /// Whether the person is concerned, or has stepped aside.
    pub fn covers(&self, person: &PersonId) -> bool {
        let is_complainant = self.complaint.complainant() == Some(person);
        is_complainant
            || self.complaint.stepped_aside.contains(person)
            || is_concerned(self.organization, &self.complaint.subjects, person)
    }

    /// Whether the unit is complained of or lies below one that is.
    pub fn covers_unit(&self, unit: &UnitId) -> bool {
        concerned_units(self.organization, &self.complaint.subjects)
            .iter()
            .any(|concerned| self.organization.is_within(unit, concerned))
    }

    /// Everybody in office who is concerned.
    pub fn persons(&self) -> BTreeSet<PersonId> {
        let serving = self.organization.persons.values().filter(|person| !person.has_left);
        serving.map(|person| &person.id).filter(|id| self.covers(id)).cloned().collect()
    }
}

/// The person is named, belongs to a unit complained of, heads it, or is its leader in charge.
pub(super) fn is_concerned(
    organization: &Organization,
    subjects: &Subjects,
    person: &PersonId,
) -> bool {
    if subjects.persons.contains(person) {
        return true;
    }
    let units = concerned_units(organization, subjects);
    // A unit without a head of its own is headed by that of the unit above.
    let leads = |unit: &&UnitId| {
        organization.leader_in_charge(unit) == Some(person)
            || organization.head_of(unit) == Some(person)
    };
    if units.iter().any(leads) {
        return true;
    }
    let Some(staff) = organization.person(person) else { return false };
    // The liaison speaks for an organ outside: a complaint about the whole bureau is his to take.
    let is_liaison = staff.roles.contains(&Role::Discipline);
    let mut of_his = units.iter().filter(|unit| organization.is_within(&staff.unit, unit));
    of_his.any(|unit| !(is_liaison && is_bureau(organization, unit)))
}

/// The units complained of with whoever took over from them, and the units of the persons named;
/// somebody of the bureau itself does not make it a complaint about the whole bureau.
fn concerned_units<'a>(
    organization: &'a Organization,
    subjects: &'a Subjects,
) -> BTreeSet<&'a UnitId> {
    let of_persons = subjects.persons.iter().filter_map(|person| organization.person(person));
    let of_persons =
        of_persons.map(|person| &person.unit).filter(|unit| !is_bureau(organization, unit));
    let mut units: BTreeSet<&UnitId> = subjects.units.iter().chain(of_persons).collect();
    let heirs: Vec<&UnitId> = units.iter().map(|unit| organization.heir_of(unit)).collect();
    units.extend(heirs);
    units
}

fn is_bureau(organization: &Organization, unit: &UnitId) -> bool {
    organization.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Bureau)
}

/// 交外部办理. The bureau, a leader of it or 效能办 is complained of: nobody inside may handle it.
pub(super) fn outside_reason(
    organization: &Organization,
    subjects: &Subjects,
) -> Option<OutsideReason> {
    let Some(office) = organization.unit_for(Function::EfficacyOffice) else {
        return Some(OutsideReason::NoOffice);
    };
    if subjects.units.iter().any(|unit| is_bureau(organization, unit)) {
        return Some(OutsideReason::Bureau);
    }
    if subjects.persons.iter().any(|person| is_leader(organization, person)) {
        return Some(OutsideReason::BureauLeader);
    }
    let holds_office = |unit: &&UnitId| organization.is_within(&office.id, unit);
    let is_of_office = |person: &PersonId| {
        organization.person(person).is_some_and(|staff| {
            staff.roles.contains(&Role::EfficacyOffice)
                || organization.is_within(&staff.unit, &office.id)
        })
    };
    let names_office = concerned_units(organization, subjects).iter().any(holds_office)
        || subjects.units.iter().any(|unit| organization.is_within(unit, &office.id))
        || subjects.persons.iter().any(is_of_office);
    names_office.then_some(OutsideReason::EfficacyOffice)
}

/// 局领导: the director, a deputy, or whoever is in charge of some unit.
fn is_leader(organization: &Organization, person: &PersonId) -> bool {
    let leads = |role: &Role| matches!(role, Role::Director | Role::DeputyDirector);
    organization.director() == Some(person)
        || organization.person(person).is_some_and(|staff| staff.roles.iter().any(leads))
        || organization.open_units().any(|unit| unit.leader_in_charge.as_ref() == Some(person))
}

/// 被投诉人的 B 岗. Who is paired with a person named, or with the head of a unit complained of, is no
/// judge of him.
pub fn is_deputy_of_subject(
    organization: &Organization,
    complaint: &Complaint,
    person: &PersonId,
) -> bool {
    let subjects = &complaint.subjects;
    let heads = subjects.units.iter().filter_map(|unit| organization.head_of(unit));
    subjects.persons.iter().chain(heads).any(|subject| organization.are_paired(person, subject))
}

/// The parts that end because whoever has them is concerned now; none where nothing ends.
pub(super) fn taken_away(
    organization: &Organization,
    complaint: &Complaint,
) -> Option<PartsTakenAway> {
    let recusal = recused(organization, complaint);
    let is_out = |person: &PersonId| {
        recusal.covers(person) || is_deputy_of_subject(organization, complaint, person)
    };
    let investigators =
        complaint.investigators.iter().filter(|person| is_out(person)).cloned().collect();
    let ends_route = complaint.route.as_ref().is_some_and(|route| {
        let units = route.unit.iter().chain(&route.assisting);
        let mut units = units.filter(|unit| recusal.covers_unit(unit));
        units.next().is_some() || route.head.as_ref().is_some_and(|head| recusal.covers(head))
    });
    let extensions = complaint.extensions.iter().filter(|request| request.is_open());
    let of_extensions = extensions.flat_map(|request| [&request.asked_by, &request.approver]);
    let live = complaint.unsealings.iter().filter(|unsealing| unsealing.is_live());
    let of_unsealings = live.flat_map(|unsealing| {
        let both = [&unsealing.asked_by, &unsealing.approver];
        both.into_iter().filter(|person| unsealing.is_of(person))
    });
    let requests_of: BTreeSet<PersonId> = of_extensions
        .chain(of_unsealings)
        .filter(|person| recusal.covers(person))
        .cloned()
        .collect();
    let taken = PartsTakenAway { investigators, ends_route, requests_of };
    let is_nothing = taken.investigators.is_empty() && !ends_route && taken.requests_of.is_empty();
    (!is_nothing).then_some(taken)
}
