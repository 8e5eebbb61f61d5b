//! 办理过程 of a circular, line by line.

use xiaoneng_domain::circular::CircularEvent;
use xiaoneng_domain::decider::{Actor, Fact};

use crate::circulars::CircularSheet;
use crate::circulars::words::CircularWords;
use crate::kit::docket_words::DocketPageWords;
use crate::kit::timeline::{Mark, TimelineLine};

/// Everything that happened, in order.
pub(super) fn lines(sheet: &CircularSheet<'_>) -> Vec<TimelineLine> {
    let line = |fact: &Fact<CircularEvent>| {
        let (who, mark) = match &fact.actor {
            Actor::Staff(person) => (sheet.name_of(person), Mark::Person),
            Actor::Citizen(_) | Actor::System => {
                (DocketPageWords(sheet.language).system().to_owned(), Mark::System)
            }
        };
        let (says, quote) = told(sheet, &fact.event);
        let mut line = TimelineLine::at(sheet.language, fact.recorded_at, &who, &says);
        (line.quote, line.mark, line.is_internal) = (quote, mark, true);
        line
    };
    sheet.folder.history.iter().map(line).collect()
}

/// What was done, and what was written with it.
fn told(sheet: &CircularSheet<'_>, event: &CircularEvent) -> (String, String) {
    let w = CircularWords(sheet.language);
    let bare = |says: &str| (says.to_owned(), String::new());
    match event {
        CircularEvent::Drafted(_) => bare(w.event_drafted()),
        CircularEvent::Submitted(facts) => bare(&w.event_submitted(sheet.name_of(&facts.signer))),
        CircularEvent::SentBack(facts) => {
            (w.event_sent_back().to_owned(), sheet.text(&facts.reason))
        }
        CircularEvent::Dropped(facts) => (w.event_dropped().to_owned(), sheet.text(&facts.reason)),
        CircularEvent::Published(facts) => {
            (w.event_published().to_owned(), sheet.text(&facts.document_number))
        }
        CircularEvent::Acknowledged(facts) => bare(&w.event_acknowledged(sheet.unit(&facts.unit))),
        CircularEvent::ReceiptsFellOverdue(facts) => {
            let units: Vec<String> = facts.units.iter().map(|unit| sheet.unit(unit)).collect();
            bare(&w.event_overdue(units.join(w.choose("、", ", "))))
        }
        CircularEvent::Corrected(facts) => {
            (w.event_corrected().to_owned(), sheet.text(&facts.text))
        }
    }
}
