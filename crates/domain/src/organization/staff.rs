//! 工作人员. Staff are appointed, moved, given roles, relieved of their posts; they leave.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::organization::role::check_separation;
use crate::organization::{
    CoverEnded, Organization, OrganizationEvent, OrganizationRefusal as No, Role,
};

/// 工作人员. His name is in the vault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The unit he belongs to.
    pub unit: UnitId,
    /// What he may do.
    pub roles: BTreeSet<Role>,
    /// Whether he has left.
    pub has_left: bool,
}

/// 任用.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppointPerson {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub roles: BTreeSet<Role>,
}

/// 角色调整. The roles from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssignRoles {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub roles: BTreeSet<Role>,
}

/// 调动.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovePerson {
    /// Who.
    pub person: PersonId,
    /// Where to.
    pub unit: UnitId,
}

/// 离任. He gives up every post and stays in the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VacatePosts {
    /// Who.
    pub person: PersonId,
}

/// 离职. Transfer out, retirement, dismissal decided elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordLeaving {
    /// Who.
    pub person: PersonId,
}

/// 已任用.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonAppointed {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub roles: BTreeSet<Role>,
}

/// 角色已调整.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RolesAssigned {
    /// Who.
    pub person: PersonId,
    /// As what, from now on.
    pub roles: BTreeSet<Role>,
}

/// 已调动.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonMoved {
    /// Who.
    pub person: PersonId,
    /// From where.
    pub from: UnitId,
    /// Where to.
    pub to: UnitId,
}

/// 岗位已空出. What he held in the unit goes to `head` (decisions A2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PostVacated {
    /// Who gave up his posts.
    pub person: PersonId,
    /// In which unit.
    pub unit: UnitId,
    /// Who answers for his open matters from now on: the unit's head, or the one above.
    pub head: PersonId,
}

/// 已离职.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonLeft {
    /// Who.
    pub person: PersonId,
}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl AppointPerson {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx, &self.person)?;
        state.open_unit(&self.unit)?;
        if let Some(serving) = state.in_office(&self.person) {
            let unit = serving.unit.clone();
            return Err(No::PersonExists { person: self.person, unit });
        }
        check_separation(&self.roles)?;
        chooses_administrators(state, cx, &self.roles)?;
        let Self { person, unit, roles } = self;
        Ok(vec![PersonAppointed { person, unit, roles }.into()])
    }
}

impl AssignRoles {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx, &self.person)?;
        let serving = state.serving(&self.person)?;
        check_separation(&self.roles)?;
        if serving.roles == self.roles {
            return Ok(Vec::new());
        }
        chooses_administrators(state, cx, &self.roles)?;
        chooses_administrators(state, cx, &serving.roles)?;
        Ok(vec![RolesAssigned { person: self.person, roles: self.roles }.into()])
    }
}

impl MovePerson {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx, &self.person)?;
        let from = state.serving(&self.person)?.unit.clone();
        state.open_unit(&self.unit)?;
        if from == self.unit {
            return Ok(Vec::new());
        }
        let mut events = vacate(state, &self.person)?;
        events.push(PersonMoved { person: self.person, from, to: self.unit }.into());
        Ok(events)
    }
}

impl VacatePosts {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx, &self.person)?;
        vacate(state, &self.person)
    }
}

impl RecordLeaving {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        arranges(state, cx, &self.person)?;
        chooses_administrators(state, cx, &state.serving(&self.person)?.roles)?;
        let mut events = vacate(state, &self.person)?;
        events.push(PersonLeft { person: self.person }.into());
        Ok(events)
    }
}

/// The matters of a vacated post go to the unit's head, or up where the head himself goes. What he
/// held as B goes back first.
fn vacate(state: &Organization, person: &PersonId) -> Decided {
    let unit = state.serving(person)?.unit.clone();
    let head = state.head_but(&unit, person).ok_or(No::DirectorMissing)?.clone();
    let covered = state.away.iter().filter(|(_, away)| away.covered_by.as_ref() == Some(person));
    let give_back =
        |(a, _): (&PersonId, _)| CoverEnded { person: a.clone(), by: person.clone() }.into();
    let mut events: Vec<OrganizationEvent> = covered.map(give_back).collect();
    events.push(PostVacated { person: person.clone(), unit, head }.into());
    Ok(events)
}

impl PersonAppointed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let person = Person {
            id: self.person.clone(),
            unit: self.unit.clone(),
            roles: self.roles.clone(),
            has_left: false,
        };
        state.persons.insert(self.person.clone(), person);
    }
}

impl RolesAssigned {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(person) = state.persons.get_mut(&self.person) {
            person.roles = self.roles.clone();
        }
    }
}

impl PersonMoved {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(person) = state.persons.get_mut(&self.person) {
            person.unit = self.to.clone();
        }
    }
}

impl PostVacated {
    /// Heads, desks, charges, posts and pairs fall; absences end with the posts they concern.
    pub(super) fn evolve(&self, state: &mut Organization) {
        let person = &self.person;
        for unit in state.units.values_mut() {
            unit.desk.retain(|seated| seated != person);
            if unit.head.as_ref() == Some(person) {
                unit.head = None;
            }
            if unit.leader_in_charge.as_ref() == Some(person) {
                unit.leader_in_charge = None;
            }
        }
        for post in state.posts.values_mut() {
            if post.holder.as_ref() == Some(person) {
                post.holder = None;
            }
        }
        state.covers.retain(|_, cover| cover.partner_of(person).is_none());
        state.proposed_covers.retain(|_, cover| cover.partner_of(person).is_none());
        if let Some(away) = state.away.get_mut(person) {
            away.covered_by = None;
        }
    }
}

impl PersonLeft {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(person) = state.persons.get_mut(&self.person) {
            person.has_left = true;
            person.roles.clear();
        }
        state.absences.remove(&self.person);
        state.away.remove(&self.person);
    }
}

/// 三员 are given and taken by the director alone, so that none of them chooses those who watch him.
fn chooses_administrators(
    state: &Organization,
    cx: &Context<'_>,
    roles: &BTreeSet<Role>,
) -> Result<(), No> {
    let is_director = match cx.actor {
        Actor::Staff(person) => state.director() == Some(person),
        Actor::System => true,
        Actor::Citizen(_) => false,
    };
    if is_director || !roles.iter().any(|role| role.is_administrator()) {
        return Ok(());
    }
    Err(No::AdministratorsByDirector)
}

fn arranges(state: &Organization, cx: &Context<'_>, person: &PersonId) -> Result<(), No> {
    permits_office(state, cx.actor, OfficeAct::ArrangeStaff, Subject::person(state, person))?;
    match cx.actor {
        Actor::Staff(actor) if actor == person => Err(No::OwnAppointment),
        Actor::Staff(_) | Actor::System | Actor::Citizen(_) => Ok(()),
    }
}
