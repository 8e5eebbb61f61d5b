//! 制度. What the door asks of a stream's institution beside its decisions.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Decider;
use xiaoneng_domain::erasure::ErasureDecider;
use xiaoneng_domain::event::Event;
use xiaoneng_domain::governance::GovernanceDecider;
use xiaoneng_domain::matter::{MatterCommand, MatterDecider, MatterEvent};
use xiaoneng_domain::organization::OrganizationDecider;
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::Rows;

/// A stream's institution as the door needs it.
pub(crate) trait Institution: Decider<Command: Clone, Event: Event + Clone> {
    /// When an event happened, where that is not the time of recording.
    fn occurred_at(_event: &Self::Event) -> Option<Instant> {
        None
    }

    /// What people wrote in a command; it goes into the vault.
    fn texts(_command: &Self::Command) -> Vec<Written> {
        Vec::new()
    }

    /// The rows of the views that follow from the state.
    fn rows(_state: &Self::State) -> Rows {
        Rows::new()
    }
}

impl Institution for OrganizationDecider {}
impl Institution for GovernanceDecider {}
impl Institution for ErasureDecider {}
