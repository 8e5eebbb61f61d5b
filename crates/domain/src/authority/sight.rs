//! 视野. What an actor may see, find, count and export, for one matter and for lists alike.
//!
//! The unit complained of, everything below it and its leader in charge see nothing of a matter
//! about them, in no list, search, count or export; for them it does not exist.

use std::collections::BTreeSet;

use crate::decider::Actor;
use crate::id::{PersonId, UnitId};
use crate::matter::Matter;
use crate::organization::{Organization, Role, Unit};

/// 视野. A value from which a list is filtered or a query is built.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sight {
    /// All matters, whatever the unit; recusal still holds.
    pub is_whole: bool,
    /// Matters in which one of these units has a part.
    pub units: BTreeSet<UnitId>,
    /// Matters in which this member of staff has a part.
    pub staff: Option<PersonId>,
    /// Matters that this citizen brought.
    pub petitioner: Option<PersonId>,
    /// 回避. Matters about one of these units are never seen.
    pub recused_from: BTreeSet<UnitId>,
}

/// 办件要素. What must be known of a matter to say who may see it; a list row holds it too.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MatterParts<'a> {
    /// 诉求人.
    pub petitioner: Option<&'a PersonId>,
    /// 被反映单位.
    pub concerned: Option<&'a UnitId>,
    /// Units with a part: asked first, handling, offered to, assisting, ruling.
    pub units: BTreeSet<&'a UnitId>,
    /// Staff with a part: asked first, responsible, approving, told by a signal.
    pub staff: BTreeSet<&'a PersonId>,
}

impl Sight {
    /// What the actor may see.
    pub fn of(organization: &Organization, actor: &Actor) -> Self {
        match actor {
            Actor::System => Self { is_whole: true, ..Self::default() },
            Actor::Citizen(person) => Self { petitioner: Some(person.clone()), ..Self::default() },
            Actor::Staff(person) => Self::of_staff(organization, person),
        }
    }

    fn of_staff(organization: &Organization, person: &PersonId) -> Self {
        let Some(staff) = organization.in_office(person) else { return Self::default() };
        if staff.roles.iter().any(|role| role.is_administrator()) {
            return Self::default();
        }
        let watches = [Role::EfficacyOffice, Role::InspectionOffice];
        let is_director = organization.director() == Some(person);
        let is_headed = |unit: &&Unit| unit.head.as_ref() == Some(person);
        let headed: Vec<&Unit> = organization.open_units().filter(is_headed).collect();
        let sees = |unit: &UnitId| {
            unit == &staff.unit
                || headed.iter().any(|above| organization.is_within(unit, &above.id))
                || organization.leader_in_charge(unit) == Some(person)
        };
        let units = || organization.units.keys();
        let is_recused = |unit: &&UnitId| recuses(organization, person, unit);
        Self {
            is_whole: is_director || watches.iter().any(|role| staff.roles.contains(role)),
            units: units().filter(|unit| sees(unit)).cloned().collect(),
            staff: Some(person.clone()),
            petitioner: None,
            recused_from: units().filter(is_recused).cloned().collect(),
        }
    }

    /// Whether a matter of these parts is seen.
    pub fn admits(&self, matter: &MatterParts<'_>) -> bool {
        if self.is_recused(matter.concerned) {
            return false;
        }
        let is_part = |person: &Option<PersonId>| {
            person.as_ref().is_some_and(|person| matter.staff.contains(person))
        };
        let brought = self.petitioner.is_some() && self.petitioner.as_ref() == matter.petitioner;
        self.is_whole
            || brought
            || is_part(&self.staff)
            || matter.units.iter().any(|unit| self.units.contains(*unit))
    }

    /// 回避. Whether the matter is about a unit of his.
    pub fn is_recused(&self, concerned: Option<&UnitId>) -> bool {
        concerned.is_some_and(|unit| self.recused_from.contains(unit))
    }
}

/// 回避. Whether a matter about that unit is out of the actor's sight: it is his own, or one above
/// it, or one he is in charge of.
pub fn is_recused_from(organization: &Organization, actor: &Actor, concerned: &UnitId) -> bool {
    match actor {
        Actor::System | Actor::Citizen(_) => false,
        Actor::Staff(person) => recuses(organization, person, concerned),
    }
}

fn recuses(organization: &Organization, person: &PersonId, concerned: &UnitId) -> bool {
    let own = organization.in_office(person).map(|staff| &staff.unit);
    own.is_some_and(|own| organization.is_within(own, concerned))
        || organization.leader_in_charge(concerned) == Some(person)
}

impl<'a> MatterParts<'a> {
    /// Of a matter as it stands.
    pub fn of(matter: &'a Matter) -> Self {
        let mut parts = Self::default();
        if let Some(filing) = &matter.filing {
            parts.petitioner = filing.petitioner.as_ref();
            parts.concerned = filing.concerned.as_ref();
            parts.units.insert(&filing.first_contact.unit);
            parts.staff.extend(&filing.first_contact.person);
        }
        if let Some(history) = &matter.history {
            parts.units.insert(&history.unit);
        }
        for holding in &matter.holdings {
            parts.units.insert(&holding.holder.unit);
        }
        if let Some(responsible) = &matter.responsible {
            parts.units.insert(&responsible.holder.unit);
            parts.staff.insert(&responsible.holder.person);
            parts.staff.extend(&responsible.covers_for);
        }
        for offer in matter.offers.iter().filter(|offer| offer.is_open()) {
            parts.units.insert(&offer.to.unit);
            parts.staff.extend(&offer.to.person);
        }
        parts.units.extend(matter.assists.iter().map(|assist| &assist.unit));
        if let Some(ruling) = &matter.ruling {
            parts.units.insert(&ruling.ruler);
            parts.staff.extend(&ruling.passed_up_to);
        }
        for request in super::relation::open_requests(matter) {
            parts.staff.insert(request.approver);
        }
        for signal in &matter.signals {
            parts.staff.insert(&signal.recipient);
            parts.staff.extend(&signal.copies);
            parts.staff.extend(&signal.escalated_to);
        }
        parts.staff.extend(&matter.leader);
        parts
    }
}
