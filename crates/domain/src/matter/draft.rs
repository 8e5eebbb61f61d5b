//! 起草. How a wish becomes events: one after the other, each on the matter as the last left it.

use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Context};
use crate::matter::MatterRefusal;
use crate::matter::{Matter, MatterDecider, MatterEvent};
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
pub(crate) type Draft<'a> = crate::draft::Draft<'a, MatterDecider>;
