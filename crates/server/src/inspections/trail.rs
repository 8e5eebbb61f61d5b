//! 办理过程 of an inspection, line by line. What was written stands above it.

use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::inspection::InspectionEvent;

use crate::inspections::InspectionSheet;
use crate::inspections::words::InspectionWords;
use crate::kit::docket_words::DocketPageWords;
use crate::kit::timeline::{Mark, TimelineLine};

/// Everything that happened, in order.
pub(super) fn lines(sheet: &InspectionSheet<'_>) -> Vec<TimelineLine> {
    let line = |fact: &Fact<InspectionEvent>| {
        let (who, mark) = match &fact.actor {
            Actor::Staff(person) => (sheet.name_of(person), Mark::Person),
            Actor::Citizen(_) | Actor::System => {
                (DocketPageWords(sheet.language).system().to_owned(), Mark::System)
            }
        };
        let says = InspectionWords(sheet.language).event(&fact.event);
        let mut line = TimelineLine::at(sheet.language, fact.recorded_at, &who, says);
        line.quote = quote(sheet, &fact.event);
        (line.mark, line.is_internal) = (mark, true);
        line
    };
    sheet.folder.history.iter().map(line).collect()
}

/// What was written with it and stands nowhere else on the page.
fn quote(sheet: &InspectionSheet<'_>, event: &InspectionEvent) -> String {
    let text = match event {
        InspectionEvent::Notified(facts) => &facts.letter,
        InspectionEvent::RectificationReported(facts) => &facts.text,
        InspectionEvent::RectificationVerified(facts) => &facts.record,
        InspectionEvent::ReportPublished(facts) => &facts.report,
        InspectionEvent::Filed(facts) => &facts.reference,
        InspectionEvent::Cancelled(facts) => &facts.reason,
        InspectionEvent::Planned(_)
        | InspectionEvent::Recused(_)
        | InspectionEvent::SelfAssessed(_)
        | InspectionEvent::Visited(_)
        | InspectionEvent::PreliminaryGiven(_)
        | InspectionEvent::Defended(_)
        | InspectionEvent::DefenceTermPassed(_)
        | InspectionEvent::OpinionServed(_)
        | InspectionEvent::RectificationFellOverdue(_)
        | InspectionEvent::SeedPublished(_)
        | InspectionEvent::Drawn(_)
        | InspectionEvent::Checked(_) => return String::new(),
    };
    sheet.text(text)
}
