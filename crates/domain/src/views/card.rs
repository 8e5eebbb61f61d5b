//! 牌的视图. One docket, in whose lists it stands, and when the heartbeat looks at it next.

use xiaoneng_calendar::Instant;

use crate::card::{Card, CardStage, Seat, next_due_at};
use crate::id::PersonId;
use crate::stream::StreamId;
use crate::views::{DocketPartRow, DocketRow, Row, Rows, TimerRow, Whom};

/// 状态. The code under which a card is listed.
pub fn card_state(card: &Card) -> &'static str {
    if card.is_withdrawn() {
        return "withdrawn";
    }
    if card.is_final() {
        return "final";
    }
    if card.is_appeal_open() {
        return "appealed";
    }
    if card.is_dismissed() {
        return "dismissed";
    }
    match (card.is_signed(), &card.service, card.decide_by, &card.telling) {
        (true, Some(_), _, _) => "served",
        (true, None, _, _) => "signed",
        (false, _, Some(_), _) => "to_decide",
        (false, _, None, Some(_)) => "to_state",
        (false, _, None, None) => "drafted",
    }
}

/// The rows of a card as it stands; none before it is drafted.
pub fn card_rows(card: &Card) -> Rows {
    let Some(draft) = &card.draft else { return Rows::new() };
    let stream = StreamId::Card(draft.facts.reference());
    let mut rows = Rows::new();
    rows.insert(Row::Docket(DocketRow {
        stream: stream.clone(),
        state: card_state(card).to_owned(),
        grade: card.colour().unwrap_or(draft.facts.colour).code().to_owned(),
        unit: Some(draft.facts.unit.clone()),
        person: Some(draft.facts.person.clone()),
        matter: Some(draft.facts.matter.clone()),
        opened_at: draft.facts.fell_due_at,
        due_at: owed_by(card),
        ended_at: ended_at(card),
    }));
    let of = |whom: Whom, part: &str| {
        let (stream, part) = (stream.clone(), part.to_owned());
        Row::DocketPart(DocketPartRow { stream, whom, part })
    };
    let charged = Whom::Person(draft.facts.person.clone());
    rows.insert(of(charged, charged_part(card)));
    rows.insert(of(Whom::Unit(draft.facts.unit.clone()), "unit"));
    rows.extend(waits_at(card).map(|(seat, part)| of(seat, part)));
    rows.extend(told_of_delay(card).map(|person| of(Whom::Person(person.clone()), "overdue")));
    let timer = next_due_at(card).map(|at| Row::Timer(TimerRow { stream: stream.clone(), at }));
    rows.extend(timer);
    rows
}

/// By when the next step is owed, by whomever.
fn owed_by(card: &Card) -> Option<Instant> {
    let stated = card.telling.as_ref().map(|telling| telling.state_by.until);
    let appealed = card.service.as_ref().map(|service| service.appeal_by.until);
    match card_state(card) {
        "to_state" => stated,
        "to_decide" => card.decide_by.map(|term| term.until),
        "served" => appealed,
        "appealed" => card.appeal.as_ref().map(|appeal| appeal.decide_by.until),
        _ => None,
    }
}

/// When nothing more can come of it by itself.
fn ended_at(card: &Card) -> Option<Instant> {
    let withdrawn = card.withdrawal.as_ref().map(|withdrawal| withdrawal.at);
    let dismissed = card.decision.as_ref().filter(|_| card.is_dismissed()).map(|one| one.at);
    withdrawn.or(card.became_final_at).or(dismissed)
}

/// What the person charged can do now.
fn charged_part(card: &Card) -> &'static str {
    let may_state = card.is_undecided() && card.telling.is_some() && card.statement.is_none();
    let may_appeal =
        card.service.is_some() && card.appeal.is_none() && !card.is_final() && !card.is_withdrawn();
    match (may_state, may_appeal) {
        (true, _) => "states",
        (false, true) => "may_appeal",
        (false, false) => "charged",
    }
}

/// Where it waits for a decision, and which.
fn waits_at(card: &Card) -> Option<(Whom, &'static str)> {
    if card.is_undecided() {
        let part = if card.decide_by.is_some() { "decides" } else { "watches" };
        return Some((whom(card.draft.as_ref()?.seat.as_ref()?)?, part));
    }
    let appeal = card.appeal.as_ref().filter(|_| card.is_appeal_open() && !card.is_withdrawn());
    Some((whom(appeal?.seat.as_ref()?)?, "decides_appeal"))
}

fn whom(seat: &Seat) -> Option<Whom> {
    let unit = seat.unit.clone().map(Whom::Unit);
    unit.or_else(|| seat.person.clone().map(Whom::Person))
}

/// Those to whom an overdue decision went up, while it is still out.
fn told_of_delay(card: &Card) -> impl Iterator<Item = &PersonId> {
    let stage = if card.is_undecided() {
        Some(CardStage::Decision)
    } else {
        card.is_appeal_open().then_some(CardStage::Appeal)
    };
    let open = card.overdue.iter().filter(move |overdue| Some(overdue.stage) == stage);
    open.filter_map(|overdue| overdue.recipient.as_ref())
}
