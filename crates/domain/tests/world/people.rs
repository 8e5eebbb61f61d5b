//! Who might come, and what they say.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::text::Written;

use super::{SECRET, World};

/// A text that must stay out of every event.
pub(crate) fn text(words: &str) -> Written {
    Written::new(format!("{words}。{SECRET}"), [9; 16])
}

impl World {
    pub(crate) fn anybody(&mut self) -> Actor {
        let people: Vec<PersonId> = self.county.organization.persons.keys().cloned().collect();
        let stranger: Actor = Self::named("citizen:p9");
        match self.chance.below(10) {
            0 => stranger,
            1 => Actor::System,
            2 => Self::named("citizen:p1"),
            _ => Actor::Staff(self.chance.one_of(&people).clone()),
        }
    }

    pub(crate) fn any_unit(&mut self) -> UnitId {
        let units: Vec<UnitId> =
            self.county.organization.open_units().map(|unit| unit.id.clone()).collect();
        self.chance.one_of(&units).clone()
    }

    /// Somebody in office of a unit, if there is one.
    pub(crate) fn somebody_of(&mut self, unit: &UnitId) -> Option<PersonId> {
        let people: Vec<PersonId> =
            self.county.organization.people_of(unit).map(|person| person.id.clone()).collect();
        if people.is_empty() { None } else { Some(self.chance.one_of(&people).clone()) }
    }
}
