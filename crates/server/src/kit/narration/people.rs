//! 谁. People, units, clocks and lengths of time, as the trail names them.

use xiaoneng_app::working_time::{Instant, Limit, LimitUnit};
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::{ClockName, Destination, Holder, MatterEvent};
use xiaoneng_domain::organization::Role;

use super::{NarrationWords, Narrator, Reader, Turn};
use crate::kit::dates;

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
        clock_name(self.words(), clock)
    }

    /// How much working time of a unit lies between.
    pub(super) fn lasted(&self, unit: &UnitId, from: Instant, to: Instant) -> String {
        let calendar = self.rules.calendar_of(unit);
        length(self.words(), calendar.working_minutes_between(from, to))
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

/// 钟名.
pub(crate) fn clock_name(w: NarrationWords, clock: ClockName) -> &'static str {
    match clock {
        ClockName::FirstResponse => w.clock_first_response(),
        ClockName::FirstAction => w.clock_first_action(),
        ClockName::Completion => w.clock_completion(),
        ClockName::Delivery => w.clock_delivery(),
        ClockName::Acceptance => w.clock_acceptance(),
        ClockName::Step(_) => w.clock_step(),
        ClockName::Signing(_) => w.clock_signing(),
        ClockName::Assisting(_) => w.clock_assisting(),
        ClockName::Ruling(_) => w.clock_ruling(),
        ClockName::PushUpAnswer(_) => w.clock_push_up(),
        ClockName::FollowUp(_) => w.clock_follow_up(),
    }
}

/// `1 小时 43 分`, of working time.
pub(crate) fn length(w: NarrationWords, minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => w.minutes(minutes),
        (hours, 0) => w.hours(hours),
        (hours, minutes) => w.hours_minutes(hours, minutes),
    }
}

/// `5 个工作日`.
pub(crate) fn limit(w: NarrationWords, limit: Limit) -> String {
    match limit.unit {
        LimitUnit::WorkingDay => w.working_days(limit.amount),
        LimitUnit::CalendarDay => w.calendar_days(limit.amount),
        LimitUnit::WorkingHour => w.working_hours(limit.amount),
        LimitUnit::Hour => w.elapsed_hours(limit.amount),
        LimitUnit::Month => w.months(limit.amount),
    }
}
