//! 预警逾期未回复. A signal that went up because no answer came in its term.

use crate::matter::{MatterEvent, SignalRaised};
use crate::signal::{CardCause, Level};
use crate::supervision::Finding;
use crate::supervision::watched::{Moment, Watched};

impl Watched<'_> {
    /// Charged to who owed the answer.
    pub(crate) fn unanswered_signals(&self) -> Vec<Finding> {
        let escalated = self.moments.iter().filter_map(|moment| {
            let MatterEvent::SignalEscalated(facts) = &moment.fact.event else { return None };
            Some((moment, facts))
        });
        let found = escalated.filter_map(|(moment, facts)| {
            let (raised, signal) = self.raised_before(moment, facts.signal)?;
            let cause = match signal.level {
                Level::Hint | Level::PreAlert => return None,
                Level::Yellow => CardCause::YellowUnanswered,
                Level::Red => CardCause::RedUnanswered,
            };
            let rests_on = vec![raised.version, moment.version];
            let owed_by = (signal.unit.clone(), signal.recipient.clone());
            self.finding_of(cause, facts.fell_due_at, rests_on, owed_by)
        });
        found.collect()
    }

    fn raised_before(
        &self,
        escalated: &Moment<'_>,
        signal: u32,
    ) -> Option<(&Moment<'_>, &SignalRaised)> {
        let before = self.moments.iter().filter(|moment| moment.version < escalated.version);
        before.rev().find_map(|moment| {
            let MatterEvent::SignalRaised(facts) = &moment.fact.event else { return None };
            (facts.signal == signal).then_some((moment, facts))
        })
    }
}
