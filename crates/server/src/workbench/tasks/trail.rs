//! 督办经过. What happened to a task, a line for each event.

use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::task::TaskEvent;
use xiaoneng_domain::text::TextDigest;

use super::sheet::Sheet;
use crate::kit::dates;
use crate::kit::timeline::{Mark, TimelineLine};

/// The whole trail, in order.
pub(super) fn lines(sheet: &Sheet<'_>) -> Vec<TimelineLine> {
    sheet.dossier.history.iter().map(|fact| line(sheet, fact)).collect()
}

fn line(sheet: &Sheet<'_>, fact: &Fact<TaskEvent>) -> TimelineLine {
    let w = sheet.w;
    let who = match &fact.actor {
        Actor::Staff(person) => sheet.name(person),
        Actor::System | Actor::Citizen(_) => w.system().to_owned(),
    };
    let (says, text) = told(sheet, &fact.event);
    let mut line = TimelineLine::at(*w, fact.occurred_at, &who, &says);
    line.quote = text.map(|text| sheet.text(&text)).unwrap_or_default();
    line.is_internal = true;
    line.mark = match fact.actor {
        Actor::System => Mark::System,
        Actor::Staff(_) | Actor::Citizen(_) => Mark::Person,
    };
    line
}

/// What an event says, and the text that was written with it.
fn told(sheet: &Sheet<'_>, event: &TaskEvent) -> (String, Option<TextDigest>) {
    let w = sheet.w;
    let day = |day| dates::day(*w, day);
    match event {
        TaskEvent::Proposed(_) => (w.did_propose().to_owned(), None),
        TaskEvent::Opened(facts) => (w.did_open(facts.slip), None),
        TaskEvent::Signed(facts) => (w.did_sign(sheet.unit(&facts.unit)), None),
        TaskEvent::ProgressReported(facts) => (w.did_progress().to_owned(), Some(facts.text)),
        TaskEvent::ProgressMissed(_) => (w.did_miss().to_owned(), None),
        TaskEvent::AssistAnswered(facts) => {
            (w.did_assist(sheet.unit(&facts.unit)), Some(facts.text))
        }
        TaskEvent::AssistFellOverdue(facts) => (w.did_assist_late(sheet.unit(&facts.unit)), None),
        TaskEvent::FellOverdue(_) => (w.did_overdue().to_owned(), None),
        TaskEvent::Urged(facts) => (w.did_urge(facts.level.name(), facts.slip), facts.demand),
        TaskEvent::UrgingAnswered(facts) => (w.did_answer(day(facts.done_on)), Some(facts.stuck)),
        TaskEvent::Reported(facts) => (w.did_report().to_owned(), Some(facts.text)),
        TaskEvent::Returned(facts) => (w.did_return().to_owned(), Some(facts.reason)),
        TaskEvent::Instructed(facts) => (w.did_instruct().to_owned(), Some(facts.instruction)),
        TaskEvent::Concluded(facts) => (w.did_conclude().to_owned(), Some(facts.opinion)),
        TaskEvent::FoundFalse(facts) => (w.did_find_false().to_owned(), Some(facts.reason)),
        TaskEvent::ExtensionAsked(facts) => (w.did_ask_time(day(facts.until)), Some(facts.reason)),
        TaskEvent::ExtensionChecked(_) => (w.did_check_time().to_owned(), None),
        TaskEvent::ExtensionGranted(facts) => (w.did_grant_time(sheet.moment(facts.due.at)), None),
        TaskEvent::ExtensionRefused(facts) => (w.did_refuse_time().to_owned(), Some(facts.reason)),
        TaskEvent::ExtensionLapsed(_) => (w.did_lapse().to_owned(), None),
        TaskEvent::Reprojected(facts) => (w.did_reproject(sheet.moment(facts.due.at)), None),
        TaskEvent::Cancelled(facts) => (w.did_cancel().to_owned(), Some(facts.reason)),
        TaskEvent::Archived(facts) => (w.did_archive().to_owned(), Some(facts.archive_number)),
    }
}
