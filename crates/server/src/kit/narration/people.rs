//! 谁. People, units, clocks and lengths of time, as the trail names them.

use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::{ClockName, Destination, Holder, MatterEvent};
use xiaoneng_domain::organization::Role;

use super::{Narrator, Reader, Turn};
use crate::kit::remaining::duration;
use crate::kit::{dates, light};

impl Narrator<'_> {
    /// Who did it.
    pub(super) fn who(&self, turn: &Turn<'_>, actor: &Actor) -> String {
        let w = self.words();
        match actor {
            Actor::System => w.system().to_owned(),
            Actor::Staff(person) => self.names.of(person).to_owned(),
            Actor::Citizen(person) if turn.before.follower(person).is_some() => {
                w.follower().to_owned()
            }
            Actor::Citizen(_) => match self.reader {
                Reader::Citizen => w.you().to_owned(),
                Reader::Staff(_) => w.citizen().to_owned(),
            },
        }
    }

    pub(super) fn person(&self, person: &PersonId) -> String {
        self.names.of(person).to_owned()
    }

    pub(super) fn unit(&self, unit: &UnitId) -> String {
        let found = self.organization.unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    pub(super) fn holder(&self, holder: &Holder) -> String {
        self.words().of_unit(self.unit(&holder.unit), self.names.of(&holder.person))
    }

    pub(super) fn destination(&self, to: &Destination) -> String {
        match &to.person {
            Some(person) => self.words().of_unit(self.unit(&to.unit), self.names.of(person)),
            None => self.unit(&to.unit),
        }
    }

    pub(super) fn moment(&self, at: Instant) -> String {
        dates::day_and_time(self.language, at)
    }

    pub(super) fn clock(&self, clock: ClockName) -> &'static str {
        light::clock_name(self.language, clock)
    }

    /// How much working time of a unit lies between.
    pub(super) fn lasted(&self, unit: &UnitId, from: Instant, to: Instant) -> String {
        let calendar = self.rules.calendar_of(unit);
        self.length(calendar.working_minutes_between(from, to))
    }

    /// `1 小时 43 分`, of working time.
    pub(super) fn length(&self, minutes: i64) -> String {
        duration(self.language, u32::try_from(minutes).unwrap_or(0))
    }

    /// 牌稿 are seen by the person, his head, supervision and leaders (decisions E34).
    pub(super) fn sees_cards(&self, reader: &PersonId, fact: &Fact<MatterEvent>) -> bool {
        let MatterEvent::CardDrafted(card) = &fact.event else { return false };
        let organization = self.organization;
        let watches = [Role::EfficacyOffice, Role::InspectionOffice];
        let office = organization.in_office(reader);
        let is_watching =
            office.is_some_and(|staff| watches.iter().any(|role| staff.roles.contains(role)));
        reader == &card.person
            || is_watching
            || organization.head_of(&card.unit) == Some(reader)
            || organization.leader_in_charge(&card.unit) == Some(reader)
            || organization.director() == Some(reader)
    }
}
