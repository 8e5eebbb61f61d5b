//! 起草. How a wish becomes events: one after the other, each on the complaint as the last left it.

use xiaoneng_calendar::Instant;

use crate::complaint::{Complaint, ComplaintDecider, ComplaintEvent, ComplaintRefusal};
use crate::decider::{Actor, Context};
use crate::text::Written;

/// The events that carry out a wish, or the no.
pub(super) type Decided = Result<Vec<ComplaintEvent>, ComplaintRefusal>;

/// 愿望. What one command can do.
pub(super) trait Wish: Sized {
    /// The texts in it.
    fn texts(&self) -> Vec<&Written> {
        Vec::new()
    }

    /// The events that carry it out, or the no. Authority was asked before.
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided;
}

/// 时间与人. When something was recorded and who did it.
#[derive(Copy, Clone, Debug)]
pub(super) struct When<'a> {
    /// When.
    pub(super) at: Instant,
    /// Who did it.
    pub(super) by: &'a Actor,
}

impl When<'_> {
    /// The member of staff who did it.
    pub(super) fn staff(&self) -> Option<crate::id::PersonId> {
        match self.by {
            Actor::Staff(person) => Some(person.clone()),
            Actor::System | Actor::Citizen(_) => None,
        }
    }
}

/// 事件. What one event leaves behind.
pub(super) trait Happened {
    /// The complaint after it.
    fn remember(&self, complaint: &mut Complaint, when: When<'_>);
}

/// Events in the making, with the complaint as they leave it.
pub(super) type Draft<'a> = crate::draft::Draft<'a, ComplaintDecider>;
