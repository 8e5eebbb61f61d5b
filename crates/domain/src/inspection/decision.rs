//! 决定与记忆. The one way into an inspection: may he, what follows, what is then true.

use crate::decider::{Context, Decider, Fact};
use crate::docket;
use crate::id::PersonId;
use crate::inspection::authority::{InspectionAct, permits};
use crate::inspection::{Inspection, InspectionCommand, InspectionEvent, InspectionRefusal as No};
use crate::text::{Written, too_long};

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<InspectionEvent>, No>;

/// 督导、抽查.
pub struct InspectionDecider;

impl Decider for InspectionDecider {
    type State = Inspection;
    type Command = InspectionCommand;
    type Event = InspectionEvent;
    type Refusal = No;

    fn decide(
        state: &Inspection,
        command: InspectionCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<InspectionEvent>, No> {
        // Who may plan is known once it is known for which office.
        if command.act() != InspectionAct::Plan {
            permits(cx, command.act(), state)?;
        }
        if let Some(characters) = too_long(&command.texts()) {
            return Err(No::TextTooLong { characters });
        }
        command.decide(state, cx)
    }

    fn evolve(mut state: Inspection, fact: &Fact<InspectionEvent>) -> Inspection {
        fact.event.remember(&mut state, fact.occurred_at);
        state
    }
}

/// Events in the making, with the inspection as they leave it.
pub(crate) type Draft<'a> = crate::draft::Draft<'a, InspectionDecider>;

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// The member of staff who acts.
pub(crate) fn staff_of(cx: &Context<'_>) -> Result<PersonId, No> {
    docket::staff(cx).cloned().ok_or(No::NoSuchInspection)
}
