//! 视图. The rows of a matter as they follow from its state; every instant in them stands in some
//! event, so a rebuild asks neither calendar nor rules (architecture 7, invariant 12).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod file;

use county::at;
use file::{clock, disputed, petition};
use xiaoneng_domain::matter::*;
use xiaoneng_domain::views::{
    Change, DeskRow, OfferRow, RegisterRow, Row, Rows, changes, matter_rows, matter_state,
};

fn desk(matter: &Matter) -> Option<DeskRow> {
    matter_rows(matter).into_iter().find_map(|row| match row {
        Row::Desk(row) => Some(row),
        _ => None,
    })
}

fn register(matter: &Matter) -> RegisterRow {
    let found = matter_rows(matter).into_iter().find_map(|row| match row {
        Row::Register(row) => Some(row),
        _ => None,
    });
    found.unwrap()
}

fn with_clocks(mut matter: Matter, clocks: &[(ClockName, &str, &str)]) -> Matter {
    for (name, unit, due) in clocks {
        matter.clocks.insert(*name, clock(*name, unit, due));
    }
    matter
}

#[test]
fn nothing_is_listed_before_it_is_registered() {
    assert_eq!(matter_rows(&Matter::default()), Rows::new());
}

/// A list shows the worst clock and names it.
#[test]
fn the_desk_shows_the_worst_clock_of_the_handling_unit() {
    let matter = with_clocks(
        petition(),
        &[
            (ClockName::Completion, "BGS", "2026-03-09T17:30"),
            (ClockName::FirstResponse, "BGS", "2026-03-03T17:30"),
            (ClockName::Assisting(1), "PAK", "2026-03-02T12:00"),
            (ClockName::Step(1), "JYK", "2026-03-04T17:30"),
        ],
    );
    let row = desk(&matter).unwrap();
    assert_eq!((row.unit.as_str(), row.responsible.as_str()), ("JYK", "JYK_staff"));
    assert_eq!((row.clock.as_str(), row.due_at), ("first_response", at("2026-03-03T17:30")));
    assert_eq!(row.amber_at, at("2026-03-03T16:30"));

    let mut answered = matter;
    let stopped = Stopped { at: at("2026-03-02T10:00"), why: StopReason::Met };
    answered.clocks.get_mut(&ClockName::FirstResponse).unwrap().stopped = Some(stopped);
    assert_eq!(desk(&answered).unwrap().clock, "step/1");
    answered.clocks.get_mut(&ClockName::Step(1)).unwrap().stopped = Some(stopped);
    assert_eq!(desk(&answered).unwrap().clock, "completion");
}

#[test]
fn an_ended_matter_is_on_no_desk_and_stays_in_the_register() {
    let mut matter = with_clocks(petition(), &[(ClockName::Completion, "JYK", "2026-03-09T17:30")]);
    matter.ended = Some(Ended { at: at("2026-03-05T10:00"), ending: Ending::Withdrawn });
    matter.responsible = None;
    assert_eq!(desk(&matter), None);
    let row = register(&matter);
    assert_eq!((row.state.as_str(), row.ended_at), ("withdrawn", Some(at("2026-03-05T10:00"))));
    assert_eq!((row.responsible, row.due_at), (None, Some(at("2026-03-09T17:30"))));
}

/// 跟踪办 is a class of its own: its next date stands in the place of 办结 (decisions B19).
#[test]
fn a_follow_up_shows_its_next_date() {
    let mut matter = with_clocks(
        petition(),
        &[
            (ClockName::Completion, "JYK", "2026-03-09T17:30"),
            (ClockName::FollowUp(1), "JYK", "2026-04-01T17:30"),
        ],
    );
    let deferred = Stopped { at: at("2026-03-05T10:00"), why: StopReason::Deferred };
    matter.clocks.get_mut(&ClockName::Completion).unwrap().stopped = Some(deferred);
    let row = register(&matter);
    assert_eq!((row.state.as_str(), row.due_at), ("follow_up", Some(at("2026-04-01T17:30"))));
    assert_eq!(desk(&matter).unwrap().clock, "follow_up/1");
}

#[test]
fn the_unit_complained_of_stands_in_every_list_row() {
    let mut matter = with_clocks(petition(), &[(ClockName::Completion, "JYK", "2026-03-09T17:30")]);
    matter.filing.as_mut().unwrap().concerned = Some("S1".into());
    assert_eq!(register(&matter).concerned, Some("S1".into()));
    assert_eq!(desk(&matter).unwrap().concerned, Some("S1".into()));
}

#[test]
fn an_open_offer_waits_by_its_own_clock() {
    let mut matter = with_clocks(
        disputed(),
        &[
            (ClockName::Completion, "JYK", "2026-03-09T17:30"),
            (ClockName::Signing(1), "S1", "2026-03-02T15:30"),
        ],
    );
    let offer = OfferRow {
        unit: "S1".into(),
        sign_by: at("2026-03-02T15:30"),
        matter: "2026-03020001".into(),
        offer: 1,
        person: None,
        concerned: None,
    };
    assert!(matter_rows(&matter).contains(&Row::Offer(offer.clone())));
    assert_eq!(desk(&matter).unwrap().clock, "completion", "the sign-for clock is the receiver's");
    for state in [OfferState::Withdrawn, OfferState::Returned, OfferState::Void] {
        matter.offers[0].state = state;
        assert!(!matter_rows(&matter).contains(&Row::Offer(offer.clone())));
    }
}

#[test]
fn states_by_what_is_the_case() {
    let mut matter = petition();
    assert_eq!(matter_state(&matter), "registered");
    matter.offers = disputed().offers;
    assert_eq!(matter_state(&matter), "offered");
    matter.ruling = disputed().ruling;
    assert_eq!(matter_state(&matter), "in_dispute");
    matter.ended = Some(Ended { at: at("2026-03-05T10:00"), ending: Ending::Lapsed });
    assert_eq!(matter_state(&matter), "lapsed");
}

/// What an append writes is the difference: first what falls, then what comes.
#[test]
fn changes_turn_the_rows_before_into_the_rows_after() {
    let before = matter_rows(&petition());
    let after = matter_rows(&with_clocks(
        disputed(),
        &[(ClockName::Completion, "JYK", "2026-03-09T17:30")],
    ));
    let mut rows = before.clone();
    for change in changes(&before, &after) {
        match change {
            Change::Drop(row) => assert!(rows.remove(&row)),
            Change::Put(row) => assert!(rows.insert(row)),
        }
    }
    assert_eq!(rows, after);
}
