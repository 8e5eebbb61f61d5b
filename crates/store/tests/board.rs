//! 督办看板: what is counted and listed over all units.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, at, event, matter, register_row};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::views::{
    DeskRow, OfferRow, Row, Rows, SignalRow, Wait, WaitingRow, Whom, changes,
};
use xiaoneng_store::{Append, DeskPlace, Head, Tally, UnitTally};

on_both! {
    the_board_is_counted_over_all_units
}

fn number(at: u32) -> MatterNumber {
    format!("2026-0213{at:04}").into()
}

fn desk(n: u32, unit: &str, due: i64, amber: i64) -> DeskRow {
    DeskRow {
        unit: unit.into(),
        due_at: at(due),
        matter: number(n),
        amber_at: at(amber),
        responsible: "p1".into(),
        clock: "completion".to_owned(),
        matter_type: "grievance".into(),
        is_suspended: false,
        is_provisional: false,
        concerned: None,
        covers_for: None,
    }
}

fn signal(n: u32, level: &str, fell_due: i64) -> Row {
    Row::Signal(SignalRow {
        matter: number(n),
        ordinal: 1,
        level: level.to_owned(),
        clock: "completion".to_owned(),
        unit: "QH01".into(),
        recipient: "p7".into(),
        raised_at: at(60),
        fell_due_at: at(fell_due),
        answer_by: None,
        answered_at: None,
    })
}

/// The board counts over all units by whom a matter is about, and lists the longest overdue first.
async fn the_board_is_counted_over_all_units(home: &Home) {
    let store = home.open().await;
    let mut rows = Rows::new();
    rows.insert(Row::Desk(desk(1, "QH01", 90, 80)));
    rows.insert(Row::Desk(DeskRow { concerned: Some("QH07".into()), ..desk(2, "QH02", 50, 40) }));
    rows.insert(Row::Desk(desk(3, "QH02", 70, 60)));
    rows.insert(Row::Desk(DeskRow { is_provisional: true, ..desk(4, "QH03", 60, 50) }));
    rows.insert(Row::Desk(DeskRow { is_suspended: true, ..desk(5, "QH03", 60, 50) }));
    rows.insert(Row::Desk(desk(6, "QH03", 130, 95)));
    rows.insert(Row::Desk(desk(7, "QH04", 900, 800)));
    for (n, sign_by, concerned) in [(1, 60, None), (2, 70, Some("QH07")), (3, 200, None)] {
        rows.insert(Row::Offer(OfferRow {
            unit: format!("QH0{n}").as_str().into(),
            sign_by: at(sign_by),
            matter: number(n),
            offer: 1,
            person: None,
            concerned: concerned.map(Into::into),
        }));
    }
    for (n, whom, wait) in [
        (1, Whom::Unit("QH09".into()), Wait::Ruling),
        (2, Whom::Person("p9".into()), Wait::Ruling),
        (3, Whom::Person("p9".into()), Wait::Extension),
        (3, Whom::Unit("QH08".into()), Wait::Assist),
    ] {
        let concerned = (n == 2).then(|| "QH07".into());
        let (due_at, matter) = (at(i64::from(n)), number(n));
        rows.insert(Row::Waiting(WaitingRow { whom, wait, due_at, matter, ordinal: 1, concerned }));
    }
    for n in 1..=7 {
        let Row::Register(mut register) = register_row(&number(n), None) else {
            panic!("register")
        };
        register.filed_at = at(i64::from(n) * 10);
        register.concerned = (n == 2).then(|| "QH07".into());
        register.delivered_at = (n == 7).then(|| at(95));
        register.state = if n == 7 { "completed" } else { "open" }.to_owned();
        rows.insert(Row::Register(register));
    }
    for (n, level) in [(1, "yellow"), (2, "red"), (3, "pre_alert")] {
        rows.insert(signal(n, level, 50 + i64::from(n)));
    }
    let append = Append::new(matter(1), Head::EMPTY, vec![event(1, at(1), "{}")])
        .changes(changes(&Rows::new(), &rows));
    store.append(&append).await.unwrap();

    let found = store.count_board(at(100), (at(35), at(1000))).await.unwrap();
    let none = |count: u32| Tally { concerned: None, count };
    let about = |count: u32| Tally { concerned: Some("QH07".into()), count };
    assert_eq!((found.open, found.about_units), (7, vec![about(1)]));
    assert_eq!(found.paused, [none(1)]);
    let red = |unit: &str, tally: Tally| UnitTally { unit: unit.into(), tally };
    let mut by_unit = found.red;
    by_unit.sort_by_key(|red| (red.unit.clone(), red.tally.concerned.clone()));
    let expected = [red("QH01", none(1)), red("QH02", none(1)), red("QH02", about(1))];
    assert_eq!(by_unit, expected);
    assert_eq!(sum(&found.amber_or_worse), (4, 1), "the provisional one is amber, never red");
    let due: u32 = found.due.iter().map(|hour| hour.tally.count).sum();
    assert_eq!(due, 2);
    assert_eq!(sum(&found.unsigned), (1, 1));
    assert_eq!((sum(&found.rulings), sum(&found.extensions)), ((1, 1), (1, 0)));
    assert_eq!((sum(&found.filed), sum(&found.completed)), ((4, 0), (1, 0)));

    let numbers = |rows: &[DeskRow]| rows.iter().map(|row| row.matter.clone()).collect::<Vec<_>>();
    let first = store.list_red(at(100), None, 2).await.unwrap();
    assert_eq!(numbers(&first), [number(2), number(3)]);
    let last = first.last().unwrap();
    let place = DeskPlace { due_at: last.due_at, matter: last.matter.clone() };
    assert_eq!(numbers(&store.list_red(at(100), Some(&place), 2).await.unwrap()), [number(1)]);
    let unsigned = store.list_unsigned(at(100), 9).await.unwrap();
    assert_eq!(
        unsigned.iter().map(|row| row.matter.clone()).collect::<Vec<_>>(),
        [number(1), number(2)]
    );
    let rulings = store.list_awaited(Wait::Ruling, 9).await.unwrap();
    assert_eq!(
        rulings.iter().map(|row| row.matter.clone()).collect::<Vec<_>>(),
        [number(1), number(2)]
    );
    let last = store.list_last_red(9).await.unwrap();
    let told: Vec<_> = last.iter().map(|last| (last.fell_due_at, last.concerned.clone())).collect();
    assert_eq!(told, [(at(52), Some("QH07".into())), (at(51), None)]);
    store.close().await.unwrap();
}

/// Of matters about none, and about a unit.
fn sum(tallies: &[Tally]) -> (u32, u32) {
    let of = |is_about: bool| {
        let those = tallies.iter().filter(|tally| tally.concerned.is_some() == is_about);
        those.map(|tally| tally.count).sum()
    };
    (of(false), of(true))
}
