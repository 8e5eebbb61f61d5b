//! One docket with its time, in the small county: wishes, refusals, rows, through the written form of
//! every event.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

use std::fmt::Debug;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Context, Decider, Fact};
use xiaoneng_domain::event::Event;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::text::{TextDigest, Written};

use crate::county::{actor, at, county, rules};

/// What stands in every text; it must stand in no event.
pub(crate) const SECRET: &str = "只在保险柜里的话";

/// A text.
pub(crate) fn written() -> Written {
    Written::new(SECRET, [7; 16])
}

/// A text of that wording.
pub(crate) fn said(text: &str) -> Written {
    Written::new(text, [9; 16])
}

/// A text that says nothing.
pub(crate) fn blank() -> Written {
    Written::new(" ", [7; 16])
}

/// A digest.
pub(crate) fn digest(byte: u8) -> TextDigest {
    TextDigest::from_bytes([byte; 32])
}

/// One stream.
pub(crate) struct Stream<D: Decider> {
    pub(crate) state: D::State,
    pub(crate) now: Instant,
    pub(crate) organization: Organization,
    pub(crate) rules: &'static Rules,
    pub(crate) facts: Vec<Fact<D::Event>>,
}

impl<D: Decider> Clone for Stream<D>
where
    D::State: Clone,
    D::Event: Clone,
{
    fn clone(&self) -> Self {
        Self {
            state: self.state.clone(),
            now: self.now,
            organization: self.organization.clone(),
            rules: self.rules,
            facts: self.facts.clone(),
        }
    }
}

impl<D: Decider> Stream<D>
where
    D::State: Clone + PartialEq + Debug,
    D::Event: Event + Clone + PartialEq + Debug,
    D::Command: Clone,
    D::Refusal: Into<Refusal> + PartialEq + Debug,
{
    /// Nothing yet, on Monday 2026-03-02 at nine.
    pub(crate) fn new() -> Self {
        let county = county();
        let (now, organization) = (county.now, county.organization);
        Self { state: D::State::default(), now, organization, rules: rules(), facts: Vec::new() }
    }

    /// Lets time stand at that instant.
    pub(crate) fn on(&mut self, text: &str) -> &mut Self {
        self.now = at(text);
        self
    }

    /// Under other rules.
    pub(crate) fn under(&mut self, rules: &'static Rules) -> &mut Self {
        self.rules = rules;
        self
    }

    /// What somebody sees of the world.
    pub(crate) fn seen_by<T>(&self, by: &str, look: impl FnOnce(&Context<'_>) -> T) -> T {
        let actor = actor(by);
        let (rules, organization) = (self.rules, &self.organization);
        look(&Context { now: self.now, actor: &actor, rules, organization })
    }

    /// Carries out a wish; the kinds of the events, or the refusal.
    pub(crate) fn wish(
        &mut self,
        by: &str,
        command: impl Into<D::Command>,
    ) -> Result<Vec<&'static str>, D::Refusal> {
        let command = command.into();
        let decided = self.seen_by(by, |cx| {
            let decided = D::decide(&self.state, command.clone(), cx);
            assert!(decided == D::decide(&self.state, command, cx), "decided twice, two answers");
            decided
        });
        let events = decided?;
        let kinds = events.iter().map(Event::kind).collect();
        for event in events {
            let body = event.encode().unwrap();
            assert!(!body.contains(SECRET), "a text in an event: {body}");
            let read = D::Event::decode(event.kind(), &body).unwrap();
            assert_eq!(read, event);
            let (occurred_at, recorded_at) = (self.now, self.now);
            let fact = Fact { occurred_at, recorded_at, actor: actor(by), event: read };
            self.state = D::evolve(std::mem::take(&mut self.state), &fact);
            self.facts.push(fact);
        }
        Ok(kinds)
    }

    /// Carries out a wish that must be granted.
    pub(crate) fn grant(&mut self, by: &str, command: impl Into<D::Command>) -> Vec<&'static str> {
        self.wish(by, command).unwrap_or_else(|refusal| panic!("{by}: {refusal:?}"))
    }

    /// Carries out a wish that must be refused, and leaves everything as it was.
    pub(crate) fn refused(&mut self, by: &str, command: impl Into<D::Command>) -> D::Refusal
    where
        D::Refusal: Clone,
    {
        let before = self.state.clone();
        let refusal = match self.wish(by, command) {
            Ok(kinds) => panic!("granted to {by}: {kinds:?}"),
            Err(refusal) => refusal,
        };
        assert_eq!(self.state, before);
        let said: Refusal = refusal.clone().into();
        assert!(
            !said.to_string().is_empty() && !said.clause().is_empty() && !said.code().is_empty()
        );
        refusal
    }

    /// The same events again give the same state.
    pub(crate) fn replayed(&self) -> D::State {
        self.facts.iter().fold(D::State::default(), |state, fact| D::evolve(state, fact))
    }
}
