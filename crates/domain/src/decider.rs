//! The shape of every institution: what may happen, and what it then means.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::PersonId;
use crate::organization::Organization;
use crate::rules::Rules;

/// An institution: what may happen (decide) and what it then means (evolve). Both are total and
/// deterministic; `decide` says yes or no, `evolve` only remembers.
pub trait Decider {
    /// What is true now.
    type State: Default;
    /// What somebody wishes.
    type Command;
    /// What has happened.
    type Event;
    /// The institution's no, with its facts.
    type Refusal;

    /// The events that carry out the wish, or the institution's no.
    fn decide(
        state: &Self::State,
        command: Self::Command,
        cx: &Context<'_>,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The state after an event.
    fn evolve(state: Self::State, event: &Fact<Self::Event>) -> Self::State;
}

/// What the world brings to a decision, as values.
#[derive(Copy, Clone)]
pub struct Context<'a> {
    /// The time of recording, read once.
    pub now: Instant,
    /// Who wishes it.
    pub actor: &'a Actor,
    /// The rules, dated: a date chooses the rulebook then in force, and the calendars.
    pub rules: &'a Rules,
    /// Units, people, posts and covers as they stand now.
    pub organization: &'a Organization,
}

/// 行为人. Who acts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Actor {
    /// The heartbeat: timers, reactions.
    System,
    /// A member of staff; what he may do is decided by [`crate::authority`].
    Staff(PersonId),
    /// 诉求人, known by query code or at the counter.
    Citizen(PersonId),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Staff(person) => write!(f, "staff:{person}"),
            Self::Citizen(person) => write!(f, "citizen:{person}"),
        }
    }
}

/// A text that names no actor.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是行为人")]
pub struct ActorError(String);

impl FromStr for Actor {
    type Err = ActorError;

    fn from_str(text: &str) -> Result<Self, ActorError> {
        match text.split_once(':') {
            None if text == "system" => Ok(Self::System),
            Some(("staff", person)) if !person.is_empty() => Ok(Self::Staff(person.into())),
            Some(("citizen", person)) if !person.is_empty() => Ok(Self::Citizen(person.into())),
            Some(_) | None => Err(ActorError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Actor {
    type Error = ActorError;

    fn try_from(text: String) -> Result<Self, ActorError> {
        text.parse()
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

/// 既成事实. An event with its two times and its actor, as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact<E> {
    /// When it happened.
    pub occurred_at: Instant,
    /// When it was recorded; differs for imported history, corrections and work after an outage.
    pub recorded_at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub event: E,
}
