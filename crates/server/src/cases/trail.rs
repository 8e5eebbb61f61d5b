//! 办理过程 of a case, line by line, with what was written.

use xiaoneng_app::Names;
use xiaoneng_app::cases::{CaseDossier, OwnCase};
use xiaoneng_domain::accountability::{CaseEvent, Milestone};
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::text::TextDigest;

use crate::cases::words::CaseWords;
use crate::kit::timeline::{Mark, TimelineLine};

/// Everything that happened, in order, for those who handle it.
pub(super) fn of_file(w: CaseWords, file: &CaseDossier, names: &Names) -> Vec<TimelineLine> {
    let line = |fact: &Fact<CaseEvent>| {
        let who = match &fact.actor {
            Actor::Staff(person) => names.of(person),
            Actor::Citizen(_) | Actor::System => w.system(),
        };
        let mut line = TimelineLine::at(*w, fact.recorded_at, who, w.event(&fact.event));
        let digests = texts_of(&fact.event);
        let quotes = digests.iter().filter_map(|digest| file.texts.body(digest));
        line.quote = quotes.collect::<Vec<&str>>().join("\n");
        line.is_internal = true;
        line
    };
    file.history.iter().map(line).collect()
}

/// What was done, as the person may know it: no names, no votes.
pub(super) fn of_own(w: CaseWords, own: &OwnCase) -> Vec<TimelineLine> {
    let line = |milestone: &Milestone| {
        let mut line = TimelineLine::at(*w, milestone.at, "", milestone.kind.name());
        let quotes = milestone.texts.iter().filter_map(|digest| own.texts.body(digest));
        line.quote = quotes.collect::<Vec<&str>>().join("\n");
        line.mark = Mark::System;
        line.is_internal = true;
        line
    };
    own.seen.done.iter().map(line).collect()
}

/// What was written with an event.
fn texts_of(event: &CaseEvent) -> Vec<TextDigest> {
    use CaseEvent as Event;
    match event {
        Event::ClueOpened(facts) => vec![facts.reference],
        Event::ClueAccepted(facts) => vec![facts.reason],
        Event::ClueDeclined(facts) => vec![facts.reason],
        Event::InvestigatorExcused(facts) => vec![facts.reason],
        Event::FactRecorded(facts) => vec![facts.text],
        Event::CaseExtensionAsked(facts) => vec![facts.reason],
        Event::CaseExtensionRefused(facts) => vec![facts.reason],
        Event::FaultsFound(facts) => {
            let of_faults = facts.faults.iter().flat_map(|one| [Some(one.text), one.effect]);
            of_faults.flatten().chain([facts.report]).collect()
        }
        Event::NothingFound(facts) => vec![facts.report],
        Event::IntentNotified(facts) => vec![facts.facts, facts.basis],
        Event::CaseStatementMade(facts) => vec![facts.text],
        Event::CaseStatementExamined(facts) => vec![facts.record],
        Event::VoteCast(facts) => vec![facts.opinion],
        Event::CaseDecided(facts) => vec![facts.text],
        Event::NotPursued(facts) => vec![facts.reason],
        Event::CaseServed(facts) => vec![facts.remedies],
        Event::OutsideRecorded(facts) => vec![facts.document],
        Event::CaseTransferred(facts) => vec![facts.text],
        Event::CaseReviewAsked(facts) => vec![facts.grounds],
        Event::CaseReviewDecided(facts) => vec![facts.reasons],
        Event::CaseAppealAsked(facts) => vec![facts.grounds],
        Event::CaseAppealExtended(facts) => vec![facts.reason],
        Event::CaseAppealDecided(facts) => vec![facts.document],
        Event::ExecutionConfirmed(facts) => vec![facts.record],
        Event::DecisionRevoked(facts) => facts.reason.into_iter().collect(),
        Event::RightsRestored(facts) => vec![facts.record],
        Event::ReputationRestored(facts) => vec![facts.text],
        Event::InvestigatorsNamed(_)
        | Event::CaseExtensionGranted(_)
        | Event::CaseStatementWaived(_)
        | Event::CaseStatementTermPassed(_)
        | Event::PanelConvened(_)
        | Event::DeliberationEnded(_)
        | Event::ReviewersNamed(_)
        | Event::RelapseRecorded(_)
        | Event::WarningLifted(_)
        | Event::BecameFinal(_)
        | Event::CasePublished(_)
        | Event::CaseArchived(_)
        | Event::StepOverdue(_)
        | Event::TermsReprojected(_) => Vec::new(),
    }
}
