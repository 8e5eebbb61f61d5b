//! A county with a few matters, moved by chance: what people wish, rightly and wrongly, in time and
//! late; what the heartbeat and the reactions do. After every event the laws are looked at.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod chance;
mod filing;
mod laws;
mod people;
mod wishes;

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::*;
use xiaoneng_domain::notices::notices;
use xiaoneng_domain::organization::{
    Organization, OrganizationCommand, OrganizationEvent, check_laws,
};
use xiaoneng_domain::reactions::{Cause, Command, Question, asks, react};
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views::{Change, Rows, changes, rows_of_matter};

use crate::county::{County, actor};
pub(crate) use chance::Chance;
pub(crate) use wishes::Theme;

/// What stands in every text; it must stand in no event.
pub(crate) const SECRET: &str = "只在保险柜里的话";

/// One matter with its events and the rows kept for it.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub(crate) matter: Matter,
    pub(crate) recorded: Vec<Recorded>,
    pub(crate) rows: Rows,
}

impl Tally {
    /// Together with another.
    pub(crate) fn add(&mut self, other: Self) {
        self.refusals += other.refusals;
        self.commands += other.commands;
        self.notices += other.notices;
        for (kind, count) in other.events {
            *self.events.entry(kind).or_default() += count;
        }
        for (kind, count) in other.arranged {
            *self.arranged.entry(kind).or_default() += count;
        }
    }
}

/// How often what was seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) events: BTreeMap<&'static str, u64>,
    pub(crate) arranged: BTreeMap<&'static str, u64>,
    pub(crate) refusals: u64,
    pub(crate) commands: u64,
    pub(crate) notices: u64,
}

/// The world of one sequence.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) theme: Theme,
    pub(crate) chance: Chance,
    pub(crate) county: County,
    pub(crate) rules: &'static Rules,
    pub(crate) matters: BTreeMap<MatterNumber, Kept>,
    pub(crate) tally: Tally,
    pub(crate) log: Vec<String>,
    pub(crate) beaten_at: Instant,
}

impl World {
    /// The time now.
    pub(crate) fn now(&self) -> Instant {
        self.county.now
    }

    fn organization(&self) -> &Organization {
        &self.county.organization
    }

    /// What failed, with everything needed to see it again.
    pub(crate) fn fail(&self, what: &str) -> ! {
        let whole = std::env::var("XIAONENG_SEED").is_ok();
        let from = if whole { 0 } else { self.log.len().saturating_sub(40) };
        let log = self.log[from..].join("\n");
        panic!("seed {} theme {:?}: {what}\n{log}", self.seed, self.theme);
    }

    /// Carries out a wish of somebody, whatever comes of it.
    pub(crate) fn act(
        &mut self,
        number: &MatterNumber,
        by: &Actor,
        wish: MatterCommand,
    ) -> Result<(), MatterRefusal> {
        self.tally.commands += 1;
        let before = self.matters.get(number).map(|kept| kept.matter.clone()).unwrap_or_default();
        let said = format!("{} {number} {by}: {wish:?}", self.now());
        self.log.push(said.chars().take(400).collect());
        let is_outage = matches!(wish, MatterCommand::LetTimePass(_));
        let cx = Context {
            now: self.now(),
            actor: by,
            rules: self.rules,
            organization: self.organization(),
        };
        let decided = MatterDecider::decide(&before, wish.clone(), &cx);
        let is_sample = self.tally.commands.is_multiple_of(8);
        if is_sample && decided != MatterDecider::decide(&before, wish.clone(), &cx) {
            self.fail("deciding twice gave two answers");
        }
        let events = match decided {
            Ok(events) => events,
            Err(refusal) => {
                self.tally.refusals += 1;
                self.log.push(format!("    refused: {refusal}"));
                if refusal.to_string().is_empty() {
                    self.fail("a refusal without words");
                }
                return Err(refusal);
            }
        };
        if self.is_recused(&before, by) && !events.is_empty() {
            self.fail("invariant 8: one of the unit complained of has acted");
        }
        self.remember(number, by, &wish, events);
        if !is_outage {
            self.check_after_command(number, &before);
        }
        Ok(())
    }

    fn remember(
        &mut self,
        number: &MatterNumber,
        by: &Actor,
        wish: &MatterCommand,
        events: Vec<MatterEvent>,
    ) {
        let batch: Vec<&'static str> = events.iter().map(MatterEvent::kind).collect();
        for event in events {
            self.log.push(format!("    {}", event.kind()));
            *self.tally.events.entry(event.kind()).or_default() += 1;
            let body = event.encode().unwrap();
            if body.contains(SECRET) {
                self.fail("a text stands in an event");
            }
            let read = MatterEvent::decode(event.kind(), &body).unwrap();
            if read != event {
                self.fail(&format!("read otherwise than written: {body}"));
            }
            let now = self.now();
            let (occurred_at, recorded_at) = (now, now);
            let fact = Fact { occurred_at, recorded_at, actor: by.clone(), event };
            let before =
                self.matters.get(number).map(|kept| kept.matter.clone()).unwrap_or_default();
            let after = MatterDecider::evolve(before.clone(), &fact);
            self.check_event(&before, &fact.event, &after, wish, &batch);
            let sent = notices(self.organization(), &after, &fact);
            self.tally.notices += sent.len() as u64;
            self.check_notices(&after, &sent);
            let kept = self.matters.entry(number.clone()).or_default();
            kept.recorded.push(Recorded {
                version: kept.recorded.len() as u32 + 1,
                occurred_at,
                recorded_at,
                actor: by.clone(),
                kind: fact.event.kind().to_owned(),
                body,
            });
            kept.matter = after;
        }
        self.write_rows(number);
    }

    /// The rows that an append writes: the difference, applied to what is kept.
    fn write_rows(&mut self, number: &MatterNumber) {
        let Some(kept) = self.matters.get_mut(number) else { return };
        let after = rows_of_matter(&kept.matter);
        for change in changes(&kept.rows, &after) {
            match change {
                Change::Drop(row) => assert!(kept.rows.remove(&row), "dropped what was not there"),
                Change::Put(row) => assert!(kept.rows.insert(row), "put what was there"),
            }
        }
    }

    /// Carries out a wish about the organization, with what follows for the matters.
    pub(crate) fn arrange(&mut self, by: &str, wish: impl Into<OrganizationCommand>) -> bool {
        self.tally.commands += 1;
        let wish = wish.into();
        self.log.push(format!("{} {by}: {wish:?}", self.now()));
        let known = self.county.events.len();
        match self.county.wish(by, wish) {
            Ok(_) => {
                let come: Vec<OrganizationEvent> = self.county.events[known..].to_vec();
                if let Err(refusal) = check_laws(self.organization(), self.now()) {
                    self.fail(&format!("the organization breaks a law: {refusal}"));
                }
                for event in come {
                    self.log.push(format!("    {}", event.kind()));
                    *self.tally.arranged.entry(event.kind()).or_default() += 1;
                    self.follow(&Cause::Organization(event));
                }
                true
            }
            Err(refusal) => {
                self.tally.refusals += 1;
                self.log.push(format!("    refused: {refusal}"));
                false
            }
        }
    }

    /// 联动: the question is answered from what is kept, as the views would.
    pub(crate) fn follow(&mut self, cause: &Cause) {
        let Some(question) = asks(cause) else { return };
        let is_meant = |matter: &Matter| {
            let Some(responsible) = matter.responsible.as_ref().filter(|_| matter.is_open()) else {
                return false;
            };
            let (person, a) = (&responsible.holder.person, responsible.covers_for.as_ref());
            match &question {
                Question::HeldBy(asked) => person == asked,
                Question::CoveredFor(asked) => a == Some(asked),
                Question::BelongingTo(asked) => person == asked || a == Some(asked),
                Question::With(unit) => {
                    let mut offers = matter.offers.iter().filter(|offer| offer.is_open());
                    &responsible.holder.unit == unit || offers.any(|offer| &offer.to.unit == unit)
                }
                Question::ChargedTo(_) => false,
                Question::Open => true,
            }
        };
        let meant: Vec<StreamId> = self
            .matters
            .iter()
            .filter(|(_, kept)| is_meant(&kept.matter))
            .map(|(number, _)| StreamId::Matter(number.clone()))
            .collect();
        for (stream, command) in react(cause, &meant) {
            let (StreamId::Matter(number), Command::Matter(wish)) = (stream, command) else {
                self.fail("a reaction to no matter");
            };
            if let Err(refusal) = self.act(&number, &Actor::System, *wish) {
                self.fail(&format!("a reaction was refused: {refusal}"));
            }
        }
    }

    /// 心跳: the organization first, then every matter whose time has come.
    pub(crate) fn beat(&mut self) {
        self.arrange("system", xiaoneng_domain::organization::KeepTime {});
        let outage = self.now().micros() - self.beaten_at.micros() > 86_400_000_000;
        let beat = match outage {
            true => Beat::AfterOutage { since: self.beaten_at },
            false => Beat::Regular,
        };
        let numbers: Vec<MatterNumber> = self.matters.keys().cloned().collect();
        for number in numbers {
            let is_due =
                |kept: &Kept| next_timer_at(&kept.matter).is_some_and(|at| at <= self.county.now);
            if self.matters.get(&number).is_some_and(is_due) {
                let wish = LetTimePass { beat }.into();
                if let Err(refusal) = self.act(&number, &Actor::System, wish) {
                    self.fail(&format!("the heartbeat was refused: {refusal}"));
                }
            }
            self.check_after_beat(&number);
        }
        self.beaten_at = self.now();
    }

    /// Lets time go on, in one step or from timer to timer.
    pub(crate) fn wait(&mut self, minutes: i64, by_timer: bool) {
        let until = self.now().plus_minutes(minutes);
        if by_timer {
            for _ in 0..40 {
                let timers = self.matters.values().filter_map(|kept| next_timer_at(&kept.matter));
                let next = timers.chain(self.organization().next_due()).min();
                let Some(next) = next.filter(|at| *at > self.now() && *at <= until) else { break };
                self.county.now = next;
                self.beat();
            }
        }
        self.county.now = until;
    }

    fn is_recused(&self, matter: &Matter, by: &Actor) -> bool {
        let concerned = matter.filing.as_ref().and_then(|filing| filing.concerned.as_ref());
        let (Some(concerned), Actor::Staff(person)) = (concerned, by) else { return false };
        let unit = self.organization().person(person).map(|person| &person.unit);
        unit.is_some_and(|unit| self.organization().is_within(unit, concerned))
    }

    /// Somebody by name.
    pub(crate) fn named(by: &str) -> Actor {
        actor(by)
    }
}
