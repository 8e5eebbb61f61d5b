//! 愿望与记忆. How a wish becomes events, and what an event leaves behind.

use xiaoneng_calendar::Instant;

use crate::accountability::{Case, CaseEvent, CaseRefusal as No};
use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::rules::AccountabilityRule;
use crate::text::Written;

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<CaseEvent>, No>;

/// 愿望. What one command can do.
pub(crate) trait Wish: Sized {
    /// The texts in it.
    fn texts(&self) -> Vec<&Written> {
        Vec::new()
    }

    /// The events that carry it out, or the no.
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided;
}

/// 事件. What one event leaves behind.
pub(crate) trait Happened {
    /// The case after it.
    fn remember(&self, case: &mut Case, at: Instant);
}

/// One event.
pub(crate) fn one(event: impl Into<CaseEvent>) -> Decided {
    Ok(vec![event.into()])
}

/// The rules of procedure in force now (decisions C22: by the date of the step).
pub(crate) fn procedure<'r>(cx: &Context<'r>) -> Result<&'r AccountabilityRule, No> {
    cx.rules.on(cx.now.date()).accountability.as_ref().ok_or(No::RulesSilent)
}

/// The member of staff who acts.
pub(crate) fn staff(cx: &Context<'_>) -> Result<PersonId, No> {
    match cx.actor {
        Actor::Staff(person) => Ok(person.clone()),
        Actor::System | Actor::Citizen(_) => Err(No::StaffOnly),
    }
}

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}
