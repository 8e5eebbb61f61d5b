//! 电子监察. The procedure of a matter is watched, not only its time: pure functions over what is
//! recorded, each finding with its cause, its basis and the events on which it rests.
//!
//! A supervisor reads every step and changes none (domain.md 9.5, clause 23): nothing here writes.
//! Which findings call for a card is a rule; the card itself is only drafted, and a person decides.

mod bursts;
mod dating;
mod drafts;
mod month;
mod relabelling;
mod score;
mod signals;
mod watched;
mod wording;

pub use bursts::{Closing, closing_bursts, closings_in};
pub use drafts::{calls_for, handlers_of};
pub use month::{Month, Points};
pub use score::{
    CountedFacts, Deduction, Grade, MonthFacts, MonthScore, PartScore, VerifiedFault,
    WorkerSanction, grade_of, mean, month_score, year_score,
};
pub use watched::{Texts, Watched, may_be_found_by};

use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, PersonId, UnitId};
use crate::rules::Source;
use crate::signal::CardCause;

/// 监察发现. Something in the procedure of a matter that a supervisor should see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What.
    pub cause: CardCause,
    /// 依据.
    pub clause: Source,
    /// The matter.
    pub matter: MatterNumber,
    /// Versions of the matter's events on which it rests, ascending; never empty.
    pub rests_on: Vec<u32>,
    /// The unit whose doing it was.
    pub unit: UnitId,
    /// Whose doing it was.
    pub person: PersonId,
    /// When.
    pub at: Instant,
    /// 第二人: who stood up for it besides him, where a second person is needed.
    pub seconded_by: Option<PersonId>,
    /// Until when a second person may; none where none is needed.
    pub second_by: Option<Instant>,
}

impl Finding {
    /// Version of the last event on which it rests.
    pub fn version(&self) -> u32 {
        self.rests_on.last().copied().unwrap_or_default()
    }
}
