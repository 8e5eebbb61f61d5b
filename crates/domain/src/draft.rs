//! 起草. How a wish becomes events: one after the other, each on the state as the last left it.

use crate::decider::{Context, Decider, Fact};

/// Events in the making, with what is true as they leave it.
pub(crate) struct Draft<'a, D: Decider> {
    cx: &'a Context<'a>,
    state: D::State,
    events: Vec<D::Event>,
}

impl<'a, D: Decider<State: Clone>> Draft<'a, D> {
    /// Begins with the state as it stands.
    pub(crate) fn of(state: &D::State, cx: &'a Context<'a>) -> Self {
        Self { cx, state: state.clone(), events: Vec::new() }
    }

    /// What is true as the events so far leave it.
    pub(crate) fn state(&self) -> &D::State {
        &self.state
    }

    /// How many events there are.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// One more event.
    pub(crate) fn push(&mut self, event: impl Into<D::Event>) {
        let Context { now, actor, .. } = *self.cx;
        let (event, actor) = (event.into(), actor.clone());
        let fact = Fact { occurred_at: now, recorded_at: now, actor, event };
        self.state = D::evolve(std::mem::take(&mut self.state), &fact);
        self.events.push(fact.event);
    }

    /// One more event, if there is one.
    pub(crate) fn push_some(&mut self, event: Option<impl Into<D::Event>>) {
        if let Some(event) = event {
            self.push(event);
        }
    }

    /// What was drafted.
    pub(crate) fn done(self) -> Result<Vec<D::Event>, D::Refusal> {
        Ok(self.events)
    }
}

/// The next number after so many.
pub(crate) fn next_ordinal(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}
