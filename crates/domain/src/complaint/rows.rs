//! 视图. The rows of a complaint: that there is one, whose list it stands in, when it falls due. No row
//! names the matter it may come from, nor who complained.

use crate::complaint::{Complaint, ExtensionRequest, Stage, Unsealing, next_due_at};
use crate::id::{PersonId, UnitId};
use crate::stream::StreamId;
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// The rows as the complaint stands; none before it was filed. Who may see one is asked of
/// [`may_see`](super::may_see), never of a row.
pub fn complaint_rows(complaint: &Complaint) -> Rows {
    let Some(filing) = &complaint.filing else { return Rows::new() };
    let stream = StreamId::Complaint(filing.reference.clone());
    let mut rows = Rows::new();
    let mut persons = complaint.subjects.persons.iter();
    let only = persons.next().filter(|_| persons.next().is_none());
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: complaint.stage.code().to_owned(),
        grade: grade(complaint).to_owned(),
        unit: Some(filing.unit.clone()),
        person: only.cloned(),
        matter: None,
        opened_at: filing.filed_at,
        due_at: complaint.due_at().filter(|_| complaint.stage.is_open()),
        ended_at: complaint.ended_at,
    }));
    for (whom, part) in parts_of(complaint, filing.office.as_ref()) {
        let stream = stream.clone();
        rows.insert(Row::DocketPart(DocketPartRow { stream, whom, part: part.to_owned() }));
    }
    if let Some(at) = next_due_at(complaint) {
        rows.insert(Row::Timer(TimerRow { stream, at }));
    }
    rows
}

/// What was found, else how it is handled; empty before either.
fn grade(complaint: &Complaint) -> &'static str {
    let finding = complaint.finding.as_ref().map(|finding| finding.outcome.code());
    let route = complaint.route.as_ref().map(|route| route.mode.code());
    finding.or(route).unwrap_or_default()
}

fn parts_of(complaint: &Complaint, office: Option<&UnitId>) -> Vec<(Whom, &'static str)> {
    let person = |person: &PersonId| Whom::Person(person.clone());
    let mut parts = Vec::new();
    match complaint.stage {
        Stage::Outside => {
            let contacts = complaint.outside.iter().flat_map(|outside| &outside.contacts);
            parts.extend(contacts.map(|contact| (person(contact), "outside")));
        }
        Stage::Transferred => {
            let contacts = complaint.transfer.iter().flat_map(|transfer| &transfer.contacts);
            parts.extend(contacts.map(|contact| (person(contact), "transferred")));
        }
        Stage::Registered
        | Stage::Accepted
        | Stage::Investigating
        | Stage::Found
        | Stage::Closed
        | Stage::Replied => {
            parts.extend(office.map(|office| (Whom::Unit(office.clone()), "handles")));
            let head = complaint.route.as_ref().and_then(|route| route.head.as_ref());
            parts.extend(head.map(|head| (person(head), "handles")));
            let investigators = complaint.investigators.iter();
            parts.extend(investigators.map(|one| (person(one), "investigates")));
            let extensions = complaint.extensions.iter().filter(|request| request.is_open());
            let of_extension = |request: &ExtensionRequest| (person(&request.approver), "decides");
            parts.extend(extensions.map(of_extension));
            let unsealings = complaint.unsealings.iter().filter(|request| request.is_asked());
            let of_unsealing = |request: &Unsealing| (person(&request.approver), "decides");
            parts.extend(unsealings.map(of_unsealing));
            let asked = complaint.inquiries.iter().filter(|inquiry| inquiry.is_awaited());
            parts.extend(asked.map(|inquiry| (person(&inquiry.to), "explains")));
        }
        Stage::Archived | Stage::Rejected | Stage::Merged | Stage::OutsideEnded => {}
    }
    parts
}
