//! 办件的视图. The rows of one matter, from its state alone: every date and every number of
//! minutes in them stands in some event, so a rebuild needs neither the calendar nor the rules.

use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, PersonId, UnitId};
use crate::matter::{
    Clock, ClockName, Filing, Matter, OfferState, Rating, RatingOccasion, RequestState,
};
use crate::views::{
    DeskRow, HoldingRow, OfferRow, RatingRow, RegisterRow, Row, Rows, SignalRow, Wait, WaitingRow,
    Whom,
};

const MICROS_PER_MINUTE: i64 = 60_000_000;

/// The rows of a matter as it stands, timers apart; none before it is registered.
pub fn matter_rows(matter: &Matter) -> Rows {
    let Some(filing) = &matter.filing else { return Rows::new() };
    let mut rows = Rows::new();
    rows.insert(Row::Register(register_row(matter, filing)));
    rows.extend(desk_row(matter, filing).map(Row::Desk));
    rows.extend(holding_rows(matter, &filing.number).map(Row::Holding));
    rows.extend(signal_rows(matter, &filing.number).map(Row::Signal));
    rows.extend(offer_rows(matter, &filing.number).map(Row::Offer));
    rows.extend(rating_rows(matter, &filing.number).map(Row::Rating));
    if matter.ended.is_none() {
        rows.extend(waiting_rows(matter, &filing.number).into_iter().map(Row::Waiting));
    }
    rows
}

/// 状态. The code under which a matter is listed.
pub fn matter_state(matter: &Matter) -> &'static str {
    if let Some(ended) = &matter.ended {
        return ended.ending.code();
    }
    if matter.history.is_some() {
        return "unanswered";
    }
    if matter.result.is_some() {
        return "decided";
    }
    if matter.ruling.as_ref().is_some_and(|ruling| ruling.ruled_unit.is_none()) {
        return "in_dispute";
    }
    if matter.offers.iter().any(|offer| offer.is_open()) {
        return "offered";
    }
    if is_suspended(matter) {
        return "suspended";
    }
    if open_clocks(matter).any(|clock| matches!(clock.name, ClockName::FollowUp(_))) {
        return "follow_up";
    }
    match matter.acceptance {
        Some(_) => "in_hand",
        None => "registered",
    }
}

fn is_suspended(matter: &Matter) -> bool {
    matter.suspensions.last().is_some_and(|suspension| !suspension.has_ended)
}

fn open_clocks(matter: &Matter) -> impl Iterator<Item = &Clock> {
    matter.clocks.values().filter(|clock| clock.is_open())
}

/// 承办单位: who handles it now, or who handled it last.
fn handling_unit<'a>(matter: &'a Matter, filing: &'a Filing) -> &'a UnitId {
    let now = matter.responsible.as_ref().map(|responsible| &responsible.holder.unit);
    let last = matter.holdings.last().map(|holding| &holding.holder.unit);
    let history = matter.history.as_ref().map(|history| &history.unit);
    now.or(last).or(history).unwrap_or(&filing.first_contact.unit)
}

/// 最急的钟. The open clock that is due first, among those that the handling unit answers for.
fn worst_clock<'a>(matter: &'a Matter, unit: &UnitId) -> Option<&'a Clock> {
    let own = open_clocks(matter).filter(|clock| {
        let runs_for_all = match clock.name {
            ClockName::FirstResponse
            | ClockName::FirstAction
            | ClockName::Completion
            | ClockName::Delivery
            | ClockName::Acceptance
            | ClockName::FollowUp(_) => true,
            ClockName::Step(_)
            | ClockName::Signing(_)
            | ClockName::Assisting(_)
            | ClockName::Ruling(_)
            | ClockName::PushUpAnswer(_) => false,
        };
        runs_for_all || &clock.unit == unit
    });
    own.min_by_key(|clock| (clock.projection.due_at, clock.name))
}

/// What a desk row says of the time: from the worst clock; before acceptance, while everything
/// waits for the citizen, from his own term.
struct Pressing {
    due_at: Instant,
    amber_at: Instant,
    clock: String,
    is_provisional: bool,
}

fn pressing(matter: &Matter, unit: &UnitId) -> Option<Pressing> {
    if let Some(clock) = worst_clock(matter, unit).or_else(|| open_clocks(matter).next()) {
        return Some(Pressing {
            due_at: clock.projection.due_at,
            amber_at: clock.projection.amber_at,
            clock: clock.name.to_string(),
            is_provisional: clock.projection.is_provisional,
        });
    }
    let awaited = matter.supplements.last().filter(|last| last.supplied_at.is_none())?;
    Some(Pressing {
        due_at: awaited.supply_by,
        amber_at: awaited.supply_by,
        clock: "supplement".to_owned(),
        is_provisional: awaited.is_provisional,
    })
}

fn desk_row(matter: &Matter, filing: &Filing) -> Option<DeskRow> {
    let responsible = matter.responsible.as_ref().filter(|_| matter.ended.is_none())?;
    let unit = &responsible.holder.unit;
    let pressing = pressing(matter, unit)?;
    Some(DeskRow {
        unit: unit.clone(),
        due_at: pressing.due_at,
        matter: filing.number.clone(),
        amber_at: pressing.amber_at,
        responsible: responsible.holder.person.clone(),
        covers_for: responsible.covers_for.clone(),
        clock: pressing.clock,
        matter_type: filing.matter_type.clone(),
        is_suspended: is_suspended(matter),
        is_provisional: pressing.is_provisional,
        concerned: filing.concerned.clone(),
    })
}

/// 当前到期: of 跟踪办 where a next date stands in its place, else of 办结.
fn current_due(matter: &Matter) -> Option<(Instant, Option<Instant>)> {
    let follow_up = matter
        .clocks
        .values()
        .filter(|clock| matches!(clock.name, ClockName::FollowUp(_)))
        .max_by_key(|clock| clock.name);
    let completion = matter.clocks.get(&ClockName::Completion);
    let statutory = completion.and_then(|clock| clock.projection.statutory_due_at);
    let due = follow_up.or(completion).map(|clock| clock.projection.due_at);
    let history = matter.history.as_ref().map(|history| history.due_at);
    due.or(history).map(|due_at| (due_at, statutory))
}

fn register_row(matter: &Matter, filing: &Filing) -> RegisterRow {
    let due = current_due(matter);
    let extensions = matter.clocks.get(&ClockName::Completion).map(|clock| clock.extensions.len());
    let ended_suspensions = matter.suspensions.iter().filter(|suspension| suspension.has_ended);
    let suspended = ended_suspensions.map(|pause| pause.to.micros() - pause.from.micros());
    RegisterRow {
        matter: filing.number.clone(),
        matter_type: filing.matter_type.clone(),
        unit: handling_unit(matter, filing).clone(),
        first_unit: filing.first_contact.unit.clone(),
        responsible: matter.responsible.as_ref().map(|found| found.holder.person.clone()),
        petitioner: filing.petitioner.clone(),
        tag: filing.tag.clone(),
        channel: filing.channel.code().to_owned(),
        state: matter_state(matter).to_owned(),
        filed_at: filing.filed_at,
        accepted_at: matter.acceptance.as_ref().map(|acceptance| acceptance.effective_from),
        due_at: due.map(|(due_at, _)| due_at),
        statutory_due_at: due.and_then(|(_, statutory)| statutory),
        delivered_at: matter.delivered_at,
        ended_at: matter.ended.as_ref().map(|ended| ended.at),
        is_imported: matter.history.is_some(),
        source_key: matter.history.as_ref().map(|history| history.source_key.clone()),
        extensions: extensions.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
        suspended_minutes: suspended.sum::<i64>() / MICROS_PER_MINUTE,
        returns: matter.returns,
        repeat_of: matter.repeat_of.clone(),
        is_push_up: !matter.push_ups.is_empty(),
        concerned: filing.concerned.clone(),
    }
}

fn holding_rows(matter: &Matter, number: &MatterNumber) -> impl Iterator<Item = HoldingRow> {
    matter.holdings.iter().map(|holding| HoldingRow {
        matter: number.clone(),
        ordinal: holding.ordinal,
        unit: holding.holder.unit.clone(),
        person: holding.holder.person.clone(),
        from: holding.from,
        to: holding.to,
        working_minutes: holding.working_minutes,
    })
}

/// Each rating, without who gave it and what he wrote.
fn rating_rows(matter: &Matter, number: &MatterNumber) -> impl Iterator<Item = RatingRow> {
    matter.ratings.iter().zip(1..).map(|(rating, ordinal)| {
        let chips: Vec<&str> = rating.rated.chips.iter().map(|chip| chip.code()).collect();
        RatingRow {
            matter: number.clone(),
            ordinal,
            unit: rating.rated.unit.clone(),
            rated_at: rating.at,
            is_again: rating.rated.occasion == RatingOccasion::Again,
            standing: rating.rated.standing().code().to_owned(),
            satisfaction: rating.rated.satisfaction.code().to_owned(),
            solved: rating.rated.solved.code().to_owned(),
            person: answered_by(matter, rating).cloned(),
            chips: chips.join(" "),
        }
    })
}

/// Who of the rated unit held the matter when it was rated, or last before.
fn answered_by<'a>(matter: &'a Matter, rating: &Rating) -> Option<&'a PersonId> {
    let before = matter.holdings.iter().rev().filter(|holding| holding.from <= rating.at);
    let mut of_unit = before.filter(|holding| holding.holder.unit == rating.rated.unit);
    of_unit.next().map(|holding| &holding.holder.person)
}

fn signal_rows(matter: &Matter, number: &MatterNumber) -> impl Iterator<Item = SignalRow> {
    matter.signals.iter().map(|signal| SignalRow {
        matter: number.clone(),
        ordinal: signal.ordinal,
        level: signal.level.code().to_owned(),
        clock: signal.clock.to_string(),
        unit: signal.unit.clone(),
        recipient: signal.recipient.clone(),
        raised_at: signal.raised_at,
        fell_due_at: signal.fell_due_at,
        answer_by: signal.answer_by,
        answered_at: signal.answered_at,
    })
}

/// 被反映单位 of the matter, if it is about one.
fn concerned(matter: &Matter) -> Option<UnitId> {
    matter.filing.as_ref().and_then(|filing| filing.concerned.clone())
}

/// Open offers, by the due instant of their own sign-for clock.
fn offer_rows(matter: &Matter, number: &MatterNumber) -> impl Iterator<Item = OfferRow> {
    let open = matter.offers.iter().filter(|offer| match offer.state {
        OfferState::Open => true,
        OfferState::Signed { .. }
        | OfferState::Withdrawn
        | OfferState::Returned
        | OfferState::Void => false,
    });
    open.map(|offer| {
        let clock = matter.clocks.get(&ClockName::Signing(offer.ordinal));
        OfferRow {
            unit: offer.to.unit.clone(),
            sign_by: clock.map_or(offer.offered_at, |clock| clock.projection.due_at),
            matter: number.clone(),
            offer: offer.ordinal,
            person: offer.to.person.clone(),
            concerned: concerned(matter),
        }
    })
}

/// What waits for those who need not hold the matter: assisting units, senders, rulers, approvers,
/// those who owe a written answer.
fn waiting_rows(matter: &Matter, number: &MatterNumber) -> Vec<WaitingRow> {
    let mut rows = Vec::new();
    let concerned = concerned(matter);
    let mut wait = |whom: Whom, wait: Wait, due_at: Instant, ordinal: u32| {
        let (matter, concerned) = (number.clone(), concerned.clone());
        rows.push(WaitingRow { whom, wait, due_at, matter, ordinal, concerned });
    };
    let due = |clock: ClockName| matter.clocks.get(&clock).map(|clock| clock.projection.due_at);
    for assist in matter.assists.iter().filter(|assist| assist.is_open()) {
        let due_at = due(ClockName::Assisting(assist.ordinal)).unwrap_or(assist.asked_at);
        wait(Whom::Unit(assist.unit.clone()), Wait::Assist, due_at, assist.ordinal);
    }
    for offer in matter.offers.iter().filter(|offer| offer.is_open()) {
        let due_at = due(ClockName::Signing(offer.ordinal)).unwrap_or(offer.offered_at);
        wait(Whom::Person(offer.from.person.clone()), Wait::Sent, due_at, offer.ordinal);
    }
    if let Some(ruling) = matter.pending_ruling() {
        let due_at = due(ClockName::Ruling(ruling.ordinal)).unwrap_or(ruling.opened_at);
        let whom = match &ruling.passed_up_to {
            Some(person) => Whom::Person(person.clone()),
            None => Whom::Unit(ruling.ruler.clone()),
        };
        wait(whom, Wait::Ruling, due_at, ruling.ordinal);
    }
    let is_open = |state: RequestState| state == RequestState::Open;
    for asked in matter.suspension_requests.iter().filter(|asked| is_open(asked.state)) {
        let whom = Whom::Person(asked.approver.clone());
        wait(whom, Wait::Suspension, asked.asked_at, asked.ordinal);
    }
    for asked in matter.extension_requests.iter().filter(|asked| is_open(asked.state)) {
        let whom = Whom::Person(asked.approver.clone());
        let due_at = due(ClockName::Completion).unwrap_or(asked.asked_at);
        wait(whom, Wait::Extension, due_at, asked.ordinal);
    }
    for asked in matter.follow_ups.iter().filter(|asked| is_open(asked.state)) {
        wait(Whom::Person(asked.approver.clone()), Wait::FollowUp, asked.asked_at, asked.ordinal);
    }
    for asked in matter.corrections.iter().filter(|asked| is_open(asked.state)) {
        let whom = Whom::Person(asked.approver.clone());
        wait(whom, Wait::Correction, asked.asked_at, asked.ordinal);
    }
    let unanswered = matter.signals.iter().filter(|signal| signal.answered_at.is_none());
    for (signal, answer_by) in unanswered.filter_map(|signal| Some((signal, signal.answer_by?))) {
        wait(Whom::Person(signal.recipient.clone()), Wait::Signal, answer_by, signal.ordinal);
    }
    let holder = matter.responsible.as_ref().filter(|_| matter.ended.is_none());
    if let (Some(holder), Some(asked_at)) = (holder, matter.question_at) {
        wait(Whom::Person(holder.holder.person.clone()), Wait::Question, asked_at, 0);
    }
    rows
}
