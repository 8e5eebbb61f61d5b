//! 倒签补录. What is said to have happened long before it was recorded.

use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Fact};
use crate::matter::MatterEvent;
use crate::signal::CardCause;
use crate::supervision::Finding;
use crate::supervision::watched::Watched;

impl Watched<'_> {
    /// Recorded by staff later after the fact than the rule allows. Imported history is what it is.
    pub(crate) fn back_dated(&self) -> Vec<Finding> {
        let found = self.moments.iter().filter_map(|moment| {
            let fact = moment.fact;
            // A correction was shown by evidence and approved by another.
            let is_imported =
                matches!(fact.event, MatterEvent::Imported(_) | MatterEvent::TimeCorrected(_));
            let is_by_staff = matches!(fact.actor, Actor::Staff(_));
            let happened_at = said_to_be_at(fact);
            if is_imported || !is_by_staff || happened_at >= fact.recorded_at {
                return None;
            }
            let limit = self.rule_at(fact.recorded_at)?.recorded_within.limit;
            let latest = self.cx.rules.calendar().due(happened_at, limit, &[]).at;
            let rests_on = vec![moment.version];
            (fact.recorded_at > latest)
                .then(|| self.finding(CardCause::BackDated, moment, rests_on))?
        });
        found.collect()
    }
}

/// When it happened, as whoever recorded it said.
fn said_to_be_at(fact: &Fact<MatterEvent>) -> Instant {
    if let MatterEvent::VisitRecorded(facts) = &fact.event {
        return facts.visited_at.min(fact.occurred_at);
    }
    fact.occurred_at
}
