//! 决定与记忆. The one way into a matter: may he, what follows, what is then true.

use crate::authority;
use crate::decider::{Context, Decider, Fact};
use crate::matter::draft::When;
use crate::matter::{Act, Matter, MatterCommand, MatterEvent, MatterRefusal};
use crate::text::too_long;

/// 办件.
pub struct MatterDecider;

impl Decider for MatterDecider {
    type State = Matter;
    type Command = MatterCommand;
    type Event = MatterEvent;
    type Refusal = MatterRefusal;

    fn decide(
        state: &Matter,
        command: MatterCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<MatterEvent>, MatterRefusal> {
        if let (Some(filing), Act::File | Act::Import) = (&state.filing, command.act()) {
            return Err(MatterRefusal::AlreadyRegistered { number: filing.number.clone() });
        }
        authority::permits(cx, command.act(), state)?;
        if command.act() == Act::KeepTime && state.filing.is_some() && !state.is_open() {
            return Ok(Vec::new());
        }
        // What was written long ago cannot be made shorter; whoever imports it bounds it.
        let is_history = command.act() == Act::Import;
        if let Some(characters) = too_long(&command.texts()).filter(|_| !is_history) {
            return Err(MatterRefusal::TextTooLong { characters });
        }
        let note = state.cover_note(cx).filter(|_| command.act().is_by_holder());
        let mut events = command.decide(state, cx)?;
        if let Some(note) = note.filter(|_| !events.is_empty()) {
            events.insert(0, note.into());
        }
        Ok(events)
    }

    fn evolve(mut state: Matter, fact: &Fact<MatterEvent>) -> Matter {
        let (at, recorded_at) = (fact.occurred_at, fact.recorded_at);
        fact.event.remember(&mut state, When { at, recorded_at, by: &fact.actor });
        state
    }
}
