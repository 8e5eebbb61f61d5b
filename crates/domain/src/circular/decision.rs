//! 决定与记忆. The one way into a circular: may he, what follows, what is then true.

use crate::circular::authority::{CircularAct, permits};
use crate::circular::{
    Circular, CircularCommand, CircularEvent, CircularRefusal as No, free_number,
};
use crate::decider::{Context, Decider, Fact};
use crate::docket;
use crate::id::PersonId;
use crate::text::{Written, too_long};

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<CircularEvent>, No>;

/// 通报.
pub struct CircularDecider;

impl Decider for CircularDecider {
    type State = Circular;
    type Command = CircularCommand;
    type Event = CircularEvent;
    type Refusal = No;

    fn decide(
        state: &Circular,
        command: CircularCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<CircularEvent>, No> {
        // Who may draft is known once it is known for which office.
        if command.act() != CircularAct::Draft || state.draft.is_some() {
            permits(cx, command.act(), state)?;
        }
        if let Some(characters) = too_long(&command.texts()) {
            return Err(No::TextTooLong { characters });
        }
        command.decide(state, cx)
    }

    fn evolve(mut state: Circular, fact: &Fact<CircularEvent>) -> Circular {
        fact.event.remember(&mut state, fact.occurred_at);
        state
    }
}

/// Events in the making, with the circular as they leave it.
pub(crate) type Draft<'a> = crate::draft::Draft<'a, CircularDecider>;

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// A text without numbers of its own.
pub(crate) fn numberless(text: &Written, field: &'static str) -> Result<(), No> {
    match free_number(text.body()) {
        Some(number) => Err(No::FreeNumber { field, number }),
        None => Ok(()),
    }
}

/// The member of staff who acts.
pub(crate) fn staff_of(cx: &Context<'_>) -> Result<PersonId, No> {
    docket::staff(cx).cloned().ok_or(No::NoSuchCircular)
}
