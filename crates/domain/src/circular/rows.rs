//! 通报的视图. One docket row, in whose lists it stands, and when the heartbeat must look.

use crate::circular::Circular;
use crate::circular::timers::next_due_at;
use crate::id::UnitId;
use crate::stream::StreamId;
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// 状态 as a code.
pub fn circular_state(circular: &Circular) -> &'static str {
    if circular.dropped_at.is_some() {
        return "dropped";
    }
    match (&circular.published, &circular.submitted) {
        (Some(_), _) if circular.unacknowledged().is_empty() => "acknowledged",
        (Some(_), _) => "published",
        (None, Some(_)) => "submitted",
        (None, None) => "drafted",
    }
}

/// The rows of a circular; none before it is drafted. Its grade is `plain` or `corrected`; it ends
/// when every unit has acknowledged it.
pub fn circular_rows(circular: &Circular) -> Rows {
    let mut rows = Rows::new();
    let Some(draft) = &circular.draft else { return rows };
    let facts = &draft.facts;
    let stream = StreamId::Circular(facts.number.clone());
    let state = circular_state(circular);
    let waits = circular.published.as_ref().filter(|_| state == "published");
    let last = circular.receipts.values().map(|receipt| receipt.at).max();
    let acknowledged_at = last.filter(|_| state == "acknowledged");
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: state.to_owned(),
        grade: if circular.corrections.is_empty() { "plain" } else { "corrected" }.to_owned(),
        unit: None,
        person: None,
        matter: None,
        opened_at: draft.at,
        due_at: waits.map(|published| published.receipt_by.at),
        ended_at: circular.dropped_at.or(acknowledged_at),
    }));
    for (whom, part) in parts(circular) {
        let part = part.to_owned();
        rows.insert(Row::DocketPart(DocketPartRow { stream: stream.clone(), whom, part }));
    }
    if let Some(at) = next_due_at(circular) {
        rows.insert(Row::Timer(TimerRow { stream, at }));
    }
    rows
}

/// 经办. Codes: `drafts` (the office), `signs` (the leader it lies with), `receives` (units selected,
/// once it is signed), `acknowledges` (those that have not yet), `rectifies` (units named).
fn parts(circular: &Circular) -> Vec<(Whom, &'static str)> {
    let Some(draft) = &circular.draft else { return Vec::new() };
    let facts = &draft.facts;
    let unit = |unit: &UnitId| Whom::Unit(unit.clone());
    let mut parts = vec![(unit(&facts.office), "drafts")];
    if circular.published.is_some() {
        parts.extend(facts.scope.iter().map(|one| (unit(one), "receives")));
        let waiting = circular.unacknowledged().into_iter();
        parts.extend(waiting.map(|one| (unit(one), "acknowledges")));
        parts.extend(facts.items.iter().map(|item| (unit(&item.unit), "rectifies")));
    } else if let Some(submitted) = &circular.submitted {
        parts.push((Whom::Person(submitted.signer.clone()), "signs"));
    }
    parts
}
