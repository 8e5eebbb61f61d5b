//! 视图: written with the append, paged and counted, and rebuilt from the ledger bit for bit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::convert::Infallible;

use common::{Home, at, event, matter, register_row};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views::{
    DeskRow, DocketPartRow, DocketRow, HoldingRow, OfferRow, RatingRow, RegisterRow, Row, Rows,
    SignalRow, TimerRow, Wait, WaitingRow, Whom, changes,
};
use xiaoneng_store::{
    Append, Capped, DeskOf, DeskPlace, DocketOf, DocketPlace, NotRebuilt, RegisterFilter,
    RegisterPlace, Store,
};

on_both! {
    rows_follow_the_events
    a_rebuild_finds_and_mends_every_difference
    a_fold_that_fails_says_where
    a_desk_is_paged_and_counted
    what_waits_is_listed_for_those_for_whom_it_waits
    the_register_is_looked_through
    dockets_are_listed_by_what_they_are_about
    timers_fall_due
    a_damaged_row_is_named
}

/// What a stream's events come to here: a matter goes from unit to unit, and ends after its fifth
/// event; every stream but that of the organization has a timer.
fn fold(stream: &StreamId, events: &[Recorded]) -> Result<Rows, Infallible> {
    let mut rows = Rows::new();
    let count = u32::try_from(events.len()).unwrap();
    let now = events.last().map_or(at(0), |event| event.recorded_at);
    if *stream != StreamId::Organization && count < 5 {
        rows.insert(Row::Timer(TimerRow { stream: stream.clone(), at: now.plus_minutes(60) }));
    }
    if let StreamId::Task(_) = stream {
        rows.extend(docket_rows(stream, count));
    }
    let StreamId::Matter(name) = stream else { return Ok(rows) };
    let Row::Register(mut register) = register_row(name, Some("c1")) else { panic!("register") };
    register.extensions = count;
    register.unit = format!("QH{count:02}").into();
    register.state = if count < 5 { "open" } else { "ended" }.to_owned();
    register.source_key = Some(format!("source of {name}"));
    rows.insert(Row::Register(register));
    for ordinal in 1..=count {
        rows.insert(Row::Holding(HoldingRow {
            matter: name.clone(),
            ordinal,
            unit: format!("QH{ordinal:02}").into(),
            person: "p1".into(),
            from: at(i64::from(ordinal)),
            to: (ordinal < count).then(|| at(i64::from(ordinal) + 1)),
            working_minutes: (ordinal < count).then_some(5),
        }));
    }
    if count >= 6 {
        rows.insert(Row::Rating(rating(name, count)));
    }
    if count >= 2 {
        rows.insert(Row::Signal(signal(name, count)));
    }
    if count < 5 {
        let unit = format!("QH{count:02}");
        rows.insert(Row::Desk(desk(name, &unit, 100 + i64::from(count), 50)));
        rows.insert(Row::Offer(OfferRow {
            unit: unit.as_str().into(),
            sign_by: at(30),
            matter: name.clone(),
            offer: count,
            person: None,
            concerned: None,
        }));
    }
    Ok(rows)
}

/// A task that goes from unit to unit, and ends after its fifth event.
fn docket_rows(stream: &StreamId, count: u32) -> [Row; 2] {
    let unit = format!("QH{count:02}");
    [
        Row::Docket(DocketRow {
            stream: stream.clone(),
            state: if count < 5 { "open" } else { "concluded" }.to_owned(),
            grade: count.to_string(),
            unit: Some(unit.as_str().into()),
            person: (count == 2).then(|| "p2".into()),
            matter: (count == 3).then(|| number(3)),
            opened_at: at(1),
            due_at: (count < 4).then(|| at(100 - i64::from(count))),
            ended_at: (count >= 5).then(|| at(i64::from(count))),
        }),
        Row::DocketPart(DocketPartRow {
            stream: stream.clone(),
            whom: Whom::Unit(unit.as_str().into()),
            part: "leads".to_owned(),
        }),
    ]
}

fn rating(matter: &MatterNumber, count: u32) -> RatingRow {
    RatingRow {
        matter: matter.clone(),
        ordinal: 1,
        unit: "QH01".into(),
        rated_at: at(i64::from(count)),
        is_again: count == 7,
        standing: "counted".to_owned(),
        satisfaction: "satisfied".to_owned(),
        solved: "yes".to_owned(),
        person: (count != 7).then(|| "p7".into()),
        chips: if count == 3 { "too_slow bad_attitude".to_owned() } else { String::new() },
    }
}

fn signal(matter: &MatterNumber, count: u32) -> SignalRow {
    SignalRow {
        matter: matter.clone(),
        ordinal: 1,
        level: "amber".to_owned(),
        clock: "completion".to_owned(),
        unit: "QH01".into(),
        recipient: "p7".into(),
        raised_at: at(2),
        fell_due_at: at(2),
        answer_by: Some(at(90)),
        answered_at: (count >= 4).then(|| at(4)),
    }
}

fn desk(matter: &MatterNumber, unit: &str, due: i64, amber: i64) -> DeskRow {
    DeskRow {
        unit: unit.into(),
        due_at: at(due),
        matter: matter.clone(),
        amber_at: at(amber),
        responsible: "p1".into(),
        clock: "completion".to_owned(),
        matter_type: "grievance".into(),
        is_suspended: false,
        is_provisional: true,
        concerned: None,
        covers_for: None,
    }
}

async fn go_on(store: &Store, stream: &StreamId) {
    let read = store.read_stream(stream).await.unwrap();
    let before = fold(stream, &read.events).unwrap();
    let version = read.head.version() + 1;
    let mut events = read.events;
    events.push(event(version, at(i64::from(version)), "{}"));
    let after = fold(stream, &events).unwrap();
    let append = Append::new(stream.clone(), read.head, vec![events.pop().unwrap()])
        .changes(changes(&before, &after));
    store.append(&append).await.unwrap();
}

/// Matters at every stage, and streams that are none.
async fn bureau(store: &Store) -> Rows {
    let mut all = Rows::new();
    let mut streams: Vec<(StreamId, u32)> = (1..=24).map(|n| (matter(n), n % 7 + 1)).collect();
    streams.push((StreamId::Organization, 3));
    streams.push((StreamId::Rules, 2));
    streams.push((StreamId::Task("a".into()), 2));
    streams.push((StreamId::Task("b".into()), 5));
    streams.push((StreamId::Person("c1".into()), 1));
    for (stream, count) in streams {
        for _ in 0..count {
            go_on(store, &stream).await;
        }
        let read = store.read_stream(&stream).await.unwrap();
        all.extend(fold(&stream, &read.events).unwrap());
    }
    all
}

async fn rows_follow_the_events(home: &Home) {
    let store = home.open().await;
    let all = bureau(&store).await;
    assert_eq!(store.list_view_rows().await.unwrap(), all);
    let report = store.rebuild_views(fold).await.unwrap();
    assert_eq!((report.streams, report.differing), (29, 0));
    assert_eq!(report.rows, all.len() as u64);
    assert_eq!(store.list_view_rows().await.unwrap(), all);
    store.close().await.unwrap();
}

async fn a_rebuild_finds_and_mends_every_difference(home: &Home) {
    let store = home.open().await;
    let all = bureau(&store).await;
    let kept = |rows: &str| format!("2026-0213{rows}");
    let changed = [
        format!("DELETE FROM register WHERE matter = '{}'", kept("0003")),
        format!("UPDATE register SET extensions = 99 WHERE matter = '{}'", kept("0004")),
        format!(
            "UPDATE register SET matter = '{}' WHERE matter = '{}'",
            kept("9999"),
            kept("0005")
        ),
        "DELETE FROM timer WHERE stream = 'rules'".to_owned(),
        "INSERT INTO timer (at, stream) VALUES (5, 'person/nobody')".to_owned(),
        "UPDATE desk_open SET amber_at = amber_at + 1 WHERE unit = 'QH02'".to_owned(),
        "UPDATE offer SET unit = 'QH77' WHERE unit = 'QH01'".to_owned(),
        "DELETE FROM signal".to_owned(),
        "UPDATE docket SET grade = '9' WHERE stream = 'task/a'".to_owned(),
        "DELETE FROM docket_part WHERE stream = 'task/b'".to_owned(),
        "UPDATE rating SET satisfaction = 'very_satisfied'".to_owned(),
        "UPDATE holding SET person = 'p2' WHERE ordinal = 2".to_owned(),
    ];
    for statement in &changed {
        home.tamper(statement).await;
        let report = store.compare_views(fold).await.unwrap();
        assert!(report.differing > 0, "{statement}");
    }
    let found = store.compare_views(fold).await.unwrap();
    let mended = store.rebuild_views(fold).await.unwrap();
    assert_eq!(found, mended);
    assert!(mended.differences.iter().any(|one| one.stream == StreamId::Rules));
    assert_eq!(store.list_view_rows().await.unwrap(), all);
    assert_eq!(store.compare_views(fold).await.unwrap().differing, 0);
    store.close().await.unwrap();
}

async fn a_fold_that_fails_says_where(home: &Home) {
    let store = home.open().await;
    bureau(&store).await;
    let before = store.list_view_rows().await.unwrap();
    let failed = store
        .rebuild_views(|stream: &StreamId, _: &[Recorded]| match *stream == matter(9) {
            true => Err("事件看不懂"),
            false => Ok(Rows::new()),
        })
        .await
        .unwrap_err();
    assert_eq!(failed, NotRebuilt::Fold(matter(9), "事件看不懂"));
    assert_eq!(failed.to_string(), "流 matter/2026-02130009 无法重建：事件看不懂");
    assert_eq!(store.list_view_rows().await.unwrap(), before);
    store.close().await.unwrap();
}

async fn put(store: &Store, number: u32, row: Row) {
    common::put_rows(store, &matter(number), vec![row]).await;
}

fn number(at: u32) -> MatterNumber {
    format!("2026-0213{at:04}").into()
}

async fn a_desk_is_paged_and_counted(home: &Home) {
    let store = home.open().await;
    // Due at 10, 20 … 100; amber at half of that; every fifth is suspended, the second an estimate.
    for at in 1..=10 {
        let mut row = desk(&number(at), "QH01", i64::from(at) * 10, i64::from(at) * 5);
        row.is_suspended = at % 5 == 0;
        row.is_provisional = at == 2;
        put(&store, at, Row::Desk(row)).await;
    }
    put(&store, 11, Row::Desk(desk(&number(11), "QH02", 10, 5))).await;
    let mut after = None;
    let mut seen = Vec::new();
    loop {
        let page = store.list_desk(&DeskOf::Unit("QH01".into()), after.as_ref(), 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(DeskPlace { due_at: last.due_at, matter: last.matter.clone() });
        seen.extend(page.into_iter().map(|row| row.matter));
    }
    assert_eq!(seen, (1..=10).map(number).collect::<Vec<_>>());
    let mine = store.list_desk(&DeskOf::Person("p1".into()), None, 50).await.unwrap();
    assert_eq!(mine.len(), 11);
    let counts = store.count_desk(&"QH01".into(), at(41), 1_000).await.unwrap();
    let exact = |count| Capped { count, is_more: false };
    assert_eq!(counts.open, exact(10));
    // Amber since 5, 10, 15, 20, 30, 35, 40; those at 25 and 50 are suspended.
    assert_eq!(counts.amber_or_worse, exact(7));
    // Due at 10, 30, 40; an estimate is never overdue.
    assert_eq!(counts.red, exact(3));
    assert_eq!(counts.paused, exact(2));
    let capped = store.count_desk(&"QH01".into(), at(41), 3).await.unwrap();
    assert_eq!(capped.open, Capped { count: 3, is_more: true });
    assert_eq!(capped.red, Capped { count: 3, is_more: false });
    store.close().await.unwrap();
}

async fn what_waits_is_listed_for_those_for_whom_it_waits(home: &Home) {
    let store = home.open().await;
    let row = |ordinal, whom: Whom, wait, due| {
        let (matter, due_at) = (number(ordinal), at(due));
        Row::Waiting(WaitingRow { whom, wait, due_at, matter, ordinal, concerned: None })
    };
    let (unit, person) = (Whom::Unit("QH01".into()), Whom::Person("p1".into()));
    put(&store, 1, row(1, unit.clone(), Wait::Assist, 30)).await;
    put(&store, 2, row(2, unit.clone(), Wait::Assist, 20)).await;
    put(&store, 3, row(3, person.clone(), Wait::Extension, 10)).await;
    put(&store, 4, row(4, Whom::Unit("QH02".into()), Wait::Ruling, 5)).await;
    let counts = store.count_waits(&[person.clone(), unit.clone()], 50).await.unwrap();
    let counts: Vec<_> = counts.into_iter().map(|one| (one.wait, one.count)).collect();
    assert_eq!(counts, [(Wait::Extension, 1), (Wait::Assist, 2)]);
    let listed = store.list_waiting(&[person, unit], 50).await.unwrap();
    let listed: Vec<_> = listed.into_iter().map(|row| (row.matter, row.wait)).collect();
    let expected = [(3, Wait::Extension), (2, Wait::Assist), (1, Wait::Assist)];
    assert_eq!(listed, expected.map(|(ordinal, wait)| (number(ordinal), wait)));
    let found = store.find_matters([&number(1), &number(2)]).await.unwrap();
    assert!(found.is_empty(), "nothing stands in the register");
    store.close().await.unwrap();
}

async fn dockets_are_listed_by_what_they_are_about(home: &Home) {
    let store = home.open().await;
    let task = |name: &str| StreamId::Task(name.into());
    for (name, events) in [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6)] {
        for _ in 0..events {
            go_on(&store, &task(name)).await;
        }
    }
    let named = |rows: Vec<DocketRow>| -> Vec<String> {
        rows.into_iter().map(|row| row.stream.to_string()).collect()
    };
    let list = |of: DocketOf, is_open: bool| {
        let store = &store;
        async move { named(store.list_dockets("task", &of, is_open, (None, 50)).await.unwrap()) }
    };
    // Due at 99, 98, 97; nothing is owed for the fourth.
    assert_eq!(list(DocketOf::All, true).await, ["task/c", "task/b", "task/a", "task/d"]);
    assert_eq!(list(DocketOf::All, false).await, ["task/f", "task/e"], "newest first");
    assert_eq!(list(DocketOf::Unit("QH02".into()), true).await, ["task/b"]);
    assert_eq!(list(DocketOf::Unit("QH05".into()), true).await, [""; 0]);
    assert_eq!(list(DocketOf::Person("p2".into()), true).await, ["task/b"]);
    assert_eq!(list(DocketOf::Matter(number(3)), true).await, ["task/c"]);
    let part = |unit: &str| DocketOf::Part(Whom::Unit(unit.into()));
    assert_eq!(list(part("QH04"), true).await, ["task/d"]);
    assert_eq!(list(part("QH03"), false).await, [""; 0], "he has it no more");
    let first = store.list_dockets("task", &DocketOf::All, true, (None, 3)).await.unwrap();
    let place = first.last().map(DocketPlace::after);
    let next = store.list_dockets("task", &DocketOf::All, true, (place.as_ref(), 3)).await;
    assert_eq!(named(next.unwrap()), ["task/d"]);
    let found = store.find_docket(&task("b")).await.unwrap().unwrap();
    assert_eq!((found.grade.as_str(), found.due_at), ("2", Some(at(98))));
    assert!(store.find_docket(&task("z")).await.unwrap().is_none());
    assert!(store.list_dockets("card", &DocketOf::All, true, (None, 9)).await.unwrap().is_empty());
    store.close().await.unwrap();
}

async fn the_register_is_looked_through(home: &Home) {
    let store = home.open().await;
    for number in 1..=9_u32 {
        let petitioner = if number % 2 == 0 { Some("c2") } else { None };
        let Row::Register(mut row) = register_row(&self::number(number), petitioner) else {
            panic!("register")
        };
        row.filed_at = at(i64::from(number) * 10);
        row.unit = if number < 5 { "QH01".into() } else { "QH02".into() };
        row.first_unit = format!("QH0{}", number % 3).into();
        row.state = if number == 9 { "ended" } else { "open" }.to_owned();
        row.tag = if number % 3 == 0 { "食堂".into() } else { "学位".into() };
        put(&store, number, Row::Register(row)).await;
    }
    let numbers = |rows: Vec<RegisterRow>| -> Vec<MatterNumber> {
        rows.into_iter().map(|row| row.matter).collect()
    };
    let wanted = |all: &[u32]| -> Vec<MatterNumber> { all.iter().copied().map(number).collect() };
    for (filter, all) in [
        (RegisterFilter::All, &[9, 8, 7, 6, 5, 4, 3, 2, 1][..]),
        (RegisterFilter::Unit("QH01".into()), &[4, 3, 2, 1]),
        (RegisterFilter::State("ended".to_owned()), &[9]),
        (RegisterFilter::Tag("食堂".into()), &[9, 6, 3]),
        (RegisterFilter::Petitioner("c2".into()), &[8, 6, 4, 2]),
    ] {
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = store.list_register(&filter, after.as_ref(), 2).await.unwrap();
            let Some(last) = page.last() else { break };
            let (filed_at, matter) = (last.filed_at, last.matter.clone());
            after = Some(RegisterPlace { filed_at, matter });
            seen.extend(numbers(page));
        }
        assert_eq!(seen, wanted(all), "{filter:?}");
    }
    let similar = store.list_similar(&"c2".into(), &"grievance".into(), at(40)).await.unwrap();
    assert_eq!(numbers(similar), wanted(&[4, 6, 8]));
    assert_eq!(numbers(store.scan_register(Some(&number(7)), 9).await.unwrap()), wanted(&[8, 9]));
    store.close().await.unwrap();
}

async fn timers_fall_due(home: &Home) {
    let store = home.open().await;
    for (number, due) in [(1, 30), (2, 10), (3, 20)] {
        let timer = TimerRow { stream: matter(number), at: at(due) };
        put(&store, number, Row::Timer(timer)).await;
    }
    let due = store.list_due_timers(at(20), 9).await.unwrap();
    let due: Vec<StreamId> = due.into_iter().map(|timer| timer.stream).collect();
    assert_eq!(due, [matter(2), matter(3)]);
    assert_eq!(store.next_timer().await.unwrap().unwrap().at, at(10));
    // One node claims both, another gets nothing until the lease ends or is given back.
    let mut claimed = store.claim_timers(at(20), at(50), 9).await.unwrap();
    claimed.sort();
    assert_eq!(claimed, [matter(2), matter(3)]);
    assert_eq!(store.claim_timers(at(25), at(50), 9).await.unwrap(), []);
    store.release_timer(&matter(3)).await.unwrap();
    assert_eq!(store.claim_timers(at(25), at(50), 9).await.unwrap(), [matter(3)]);
    assert_eq!(store.claim_timers(at(50), at(90), 9).await.unwrap().len(), 3);
    store.close().await.unwrap();
}

async fn a_damaged_row_is_named(home: &Home) {
    let store = home.open().await;
    bureau(&store).await;
    home.tamper("UPDATE register SET is_push_up = 7 WHERE matter = '2026-02130003'").await;
    let fault = store.find_matter(&number(3)).await.unwrap_err().to_string();
    assert!(fault.contains("视图“台账”的行（2026-02130003"), "{fault}");
    assert!(fault.contains("应为 0 或 1，却是 7"), "{fault}");
    assert!(store.list_view_rows().await.is_err());
    store.close().await.unwrap();
}
