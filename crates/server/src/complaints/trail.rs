//! 办理过程 of a complaint, line by line, with what was written; who complained stands in none.

use xiaoneng_app::Names;
use xiaoneng_app::complaints::ComplaintDossier;
use xiaoneng_domain::complaint::ComplaintEvent;
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::text::TextDigest;

use crate::complaints::words::ComplaintWords;
use crate::kit::timeline::TimelineLine;

/// Everything that happened, in order.
pub(super) fn lines(
    w: ComplaintWords,
    dossier: &ComplaintDossier,
    names: &Names,
) -> Vec<TimelineLine> {
    let line = |fact: &Fact<ComplaintEvent>| {
        let who = match &fact.actor {
            Actor::Staff(person) => names.of(person),
            Actor::Citizen(_) => w.complainant(),
            Actor::System => w.system(),
        };
        let quotes: Vec<&str> = texts_of(&fact.event)
            .into_iter()
            .filter_map(|digest| dossier.texts.body(&digest))
            .collect();
        let says = if let ComplaintEvent::RetaliationSuspected(suspected) = &fact.event {
            w.adverse(suspected.what)
        } else {
            w.event(&fact.event)
        };
        let mut line = TimelineLine::at(*w, fact.recorded_at, who, says);
        line.quote = quotes.join("\n");
        line.is_internal = true;
        line
    };
    dossier.history.iter().map(line).collect()
}

/// What was written with an event; the story itself stands above the trail.
fn texts_of(event: &ComplaintEvent) -> Vec<TextDigest> {
    use ComplaintEvent as Event;
    let all = match event {
        Event::Supplied(facts) => vec![Some(facts.text)],
        Event::Accepted(facts) => vec![Some(facts.notice)],
        Event::Rejected(facts) => vec![Some(facts.notice)],
        Event::Merged(facts) => vec![Some(facts.notice)],
        Event::Routed(facts) => vec![facts.letter],
        Event::InvestigationRecorded(facts) => vec![Some(facts.text)],
        Event::ExplanationDemanded(facts) => vec![Some(facts.text)],
        Event::Explained(facts) => vec![Some(facts.text)],
        Event::SteppedAside(facts) => vec![Some(facts.reason)],
        Event::RecusalAsked(facts) => vec![Some(facts.reason)],
        Event::Found(facts) => vec![Some(facts.report)],
        Event::Dealt(facts) => vec![Some(facts.text)],
        Event::Replied(facts) => vec![Some(facts.text)],
        Event::FollowUpAnswered(facts) => vec![facts.words],
        Event::RedoOrdered(facts) => vec![Some(facts.reason)],
        Event::ExtensionAsked(facts) => vec![Some(facts.reason), Some(facts.notice)],
        Event::ExtensionRefused(facts) => vec![Some(facts.reason)],
        Event::UnsealingAsked(facts) => vec![Some(facts.reason)],
        Event::UnsealingRefused(facts) => vec![Some(facts.reason)],
        Event::IdentityRead(facts) => vec![facts.reason],
        Event::OutsideEnded(facts) => vec![Some(facts.notice)],
        Event::ClueTransferred(facts) => vec![Some(facts.letter), Some(facts.notice)],
        Event::SuspicionChecked(facts) => vec![Some(facts.text)],
        Event::Filed(_)
        | Event::InvestigatorsAppointed(_)
        | Event::ExplanationLapsed(_)
        | Event::RespondentIdentified(_)
        | Event::PartsTakenAway(_)
        | Event::Closed(_)
        | Event::FollowUpLapsed(_)
        | Event::CallRecorded(_)
        | Event::Archived(_)
        | Event::ExtensionGranted(_)
        | Event::ExtensionLapsed(_)
        | Event::Unsealed(_)
        | Event::HandedOutside(_)
        | Event::ContactsChanged(_)
        | Event::RetaliationSuspected(_)
        | Event::LimitPassed(_)
        | Event::Reprojected(_) => Vec::new(),
    };
    all.into_iter().flatten().collect()
}
