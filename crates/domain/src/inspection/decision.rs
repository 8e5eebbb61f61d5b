//! 决定与记忆. The one way into an inspection: may he, what follows, what is then true.

use crate::decider::{Context, Decider, Fact};
use crate::docket;
use crate::id::PersonId;
use crate::inspection::authority::{InspectionAct, permits};
use crate::inspection::{Inspection, InspectionCommand, InspectionEvent, InspectionRefusal as No};
use crate::text::Written;

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
        if let Some(characters) = docket::too_long(&command.texts()) {
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
pub(crate) struct Draft<'a> {
    cx: &'a Context<'a>,
    inspection: Inspection,
    events: Vec<InspectionEvent>,
}

impl<'a> Draft<'a> {
    /// Begins with the inspection as it stands.
    pub(crate) fn of(inspection: &Inspection, cx: &'a Context<'a>) -> Self {
        Self { cx, inspection: inspection.clone(), events: Vec::new() }
    }

    /// The inspection as the events so far leave it.
    pub(crate) fn inspection(&self) -> &Inspection {
        &self.inspection
    }

    /// One more event.
    pub(crate) fn push(&mut self, event: impl Into<InspectionEvent>) {
        let event = event.into();
        event.remember(&mut self.inspection, self.cx.now);
        self.events.push(event);
    }

    /// What was drafted.
    pub(crate) fn done(self) -> Decided {
        Ok(self.events)
    }
}

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// The member of staff who acts.
pub(crate) fn staff_of(cx: &Context<'_>) -> Result<PersonId, No> {
    docket::staff(cx).cloned().ok_or(No::NoSuchInspection)
}

/// The number after so many.
pub(crate) fn ordinal_after(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}
