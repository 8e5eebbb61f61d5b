//! 起草. How a wish becomes events: one after the other, each on the matter as the last left it.

use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Context};
use crate::matter::MatterRefusal;
use crate::matter::{Matter, MatterEvent};
use crate::text::Written;

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<MatterEvent>, MatterRefusal>;

/// 愿望. What one command can do.
pub(crate) trait Wish: Sized {
    /// The texts in it.
    fn texts(&self) -> Vec<&Written> {
        Vec::new()
    }

    /// The events that carry it out, or the no.
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided;
}

/// 时间与人. When something happened and who did it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct When<'a> {
    /// When it happened.
    pub(crate) at: Instant,
    /// When it was recorded.
    pub(crate) recorded_at: Instant,
    /// Who did it.
    pub(crate) by: &'a Actor,
}

/// 事件. What one event leaves behind.
pub(crate) trait Happened {
    /// The matter after it.
    fn remember(&self, matter: &mut Matter, when: When<'_>);
}

/// Events in the making, with the matter as they leave it.
pub(crate) struct Draft<'a> {
    cx: &'a Context<'a>,
    matter: Matter,
    events: Vec<MatterEvent>,
}

impl<'a> Draft<'a> {
    /// Begins with the matter as it stands.
    pub(crate) fn of(matter: &Matter, cx: &'a Context<'a>) -> Self {
        Self { cx, matter: matter.clone(), events: Vec::new() }
    }

    /// The matter as the events so far leave it.
    pub(crate) fn matter(&self) -> &Matter {
        &self.matter
    }

    /// How many events there are.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// One more event.
    pub(crate) fn push(&mut self, event: impl Into<MatterEvent>) {
        let event = event.into();
        let when = When { at: self.cx.now, recorded_at: self.cx.now, by: self.cx.actor };
        event.remember(&mut self.matter, when);
        self.events.push(event);
    }

    /// One more event, if there is one.
    pub(crate) fn push_some(&mut self, event: Option<impl Into<MatterEvent>>) {
        if let Some(event) = event {
            self.push(event);
        }
    }

    /// What was drafted.
    pub(crate) fn done(self) -> Decided {
        Ok(self.events)
    }
}
