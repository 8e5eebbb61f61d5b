//! 岗位. Heads, leaders in charge, desks and the posts that are paired as A and B.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::{Actor, Context};
use crate::id::{PersonId, PostId, UnitId};
use crate::organization::{
    Cover, Organization, OrganizationEvent, OrganizationRefusal as No, Role,
};

/// 岗位. Who holds it is A; who covers for him is agreed by both.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Post {
    /// Its public title, such as 会计; rules name exempt posts by it.
    pub title: String,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Who holds it; none while vacant.
    pub holder: Option<PersonId>,
}

/// 任命负责人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameHead {
    /// The unit.
    pub unit: UnitId,
    /// Its head from now on.
    pub person: PersonId,
}

/// 明确分管领导.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameLeaderInCharge {
    /// The unit.
    pub unit: UnitId,
    /// The leader in charge of it and of what lies below without one.
    pub person: PersonId,
}

/// 安排收件岗. One or two people, A then B.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FillDesk {
    /// The unit.
    pub unit: UnitId,
    /// A, then B.
    pub desk: Vec<PersonId>,
}

/// 安排岗位.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FillPost {
    /// Code of the post, within the whole bureau.
    pub post: PostId,
    /// Its public title.
    pub title: String,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Who holds it.
    pub person: PersonId,
}

/// 负责人已任命.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeadNamed {
    /// The unit.
    pub unit: UnitId,
    /// Its head from now on.
    pub person: PersonId,
}

/// 分管领导已明确.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeaderInChargeNamed {
    /// The unit.
    pub unit: UnitId,
    /// The leader.
    pub person: PersonId,
}

/// 收件岗已安排.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeskFilled {
    /// The unit.
    pub unit: UnitId,
    /// A, then B.
    pub desk: Vec<PersonId>,
}

/// 岗位已安排. A pair signed by another holder falls.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PostFilled {
    /// The post.
    pub post: PostId,
    /// Its public title.
    pub title: String,
    /// Its unit.
    pub unit: UnitId,
    /// Who holds it.
    pub person: PersonId,
}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl NameHead {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        names_heads(state, cx, &self.person)?;
        let unit = state.open_unit(&self.unit)?;
        let person = state.serving(&self.person)?;
        if person.unit != self.unit {
            return Err(No::NotOfUnit { person: self.person, unit: self.unit });
        }
        may_sit(state, &self.person)?;
        needs_role(&self.person, &person.roles, &[Role::of_head(unit.kind)])?;
        if unit.head.as_ref() == Some(&self.person) {
            return Ok(Vec::new());
        }
        Ok(vec![HeadNamed { unit: self.unit, person: self.person }.into()])
    }
}

impl NameLeaderInCharge {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        names_heads(state, cx, &self.person)?;
        state.open_unit(&self.unit)?;
        let person = state.serving(&self.person)?;
        may_sit(state, &self.person)?;
        needs_role(&self.person, &person.roles, &[Role::DeputyDirector, Role::Director])?;
        Ok(vec![LeaderInChargeNamed { unit: self.unit, person: self.person }.into()])
    }
}

impl FillDesk {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        permits_office(state, cx.actor, OfficeAct::ArrangePosts, Subject::unit(&self.unit))?;
        state.open_unit(&self.unit)?;
        let different: BTreeSet<&PersonId> = self.desk.iter().collect();
        if !(1..=2).contains(&self.desk.len()) || different.len() != self.desk.len() {
            return Err(No::DeskMalformed);
        }
        for person in &self.desk {
            may_sit(state, person)?;
            if !state.may_serve_at(person, &self.unit) {
                let (person, unit) = (person.clone(), self.unit);
                return Err(No::NotOfUnit { person, unit });
            }
        }
        Ok(vec![DeskFilled { unit: self.unit, desk: self.desk }.into()])
    }
}

impl FillPost {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        permits_office(state, cx.actor, OfficeAct::ArrangePosts, Subject::unit(&self.unit))?;
        state.open_unit(&self.unit)?;
        may_sit(state, &self.person)?;
        if self.title.trim().is_empty() {
            return Err(No::NameMissing);
        }
        if !state.may_serve_at(&self.person, &self.unit) {
            return Err(No::NotOfUnit { person: self.person, unit: self.unit });
        }
        if let Some(post) = state.posts.get(&self.post).filter(|post| post.unit != self.unit) {
            return Err(No::PostElsewhere { post: self.post, unit: post.unit.clone() });
        }
        let Self { post, title, unit, person } = self;
        Ok(vec![PostFilled { post, title, unit, person }.into()])
    }
}

impl HeadNamed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.head = Some(self.person.clone());
        }
    }
}

impl LeaderInChargeNamed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.leader_in_charge = Some(self.person.clone());
        }
    }
}

impl DeskFilled {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.desk = self.desk.clone();
        }
    }
}

impl PostFilled {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let post = Post {
            title: self.title.clone(),
            unit: self.unit.clone(),
            holder: Some(self.person.clone()),
        };
        state.posts.insert(self.post.clone(), post);
        let stands = |cover: &Cover| cover.post != self.post || cover.a == self.person;
        state.covers.retain(|_, cover| stands(cover));
        state.proposed_covers.retain(|_, cover| stands(cover));
    }
}

/// 三员 sit on no post that handles or decides; nor does anybody who has left.
pub(super) fn may_sit(state: &Organization, person: &PersonId) -> Result<(), No> {
    let roles = &state.serving(person)?.roles;
    match roles.iter().copied().find(|role| role.is_administrator()) {
        None => Ok(()),
        Some(administrator) => {
            Err(No::AdministratorOnPost { person: person.clone(), administrator })
        }
    }
}

fn needs_role(person: &PersonId, roles: &BTreeSet<Role>, any: &[Role]) -> Result<(), No> {
    match any.first() {
        Some(role) if !any.iter().any(|role| roles.contains(role)) => {
            Err(No::RoleMissing { person: person.clone(), role: *role })
        }
        Some(_) | None => Ok(()),
    }
}

fn names_heads(state: &Organization, cx: &Context<'_>, person: &PersonId) -> Result<(), No> {
    permits_office(state, cx.actor, OfficeAct::NameHeads, Subject::person(state, person))?;
    match cx.actor {
        Actor::Staff(actor) if actor == person => Err(No::OwnAppointment),
        Actor::Staff(_) | Actor::System | Actor::Citizen(_) => Ok(()),
    }
}
