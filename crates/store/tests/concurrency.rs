//! Many at once: one winner a version, nobody spoiled by another's refusal, sealers that race,
//! clocks that jump back, folders and databases that are not ours.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, at, event, fill, matter, options, put_rows, register_row, signer};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::Row;
use xiaoneng_store::{Append, Conflict, Digest, FaultKind, Head, NotAppended, Options, Store};

on_both! {
    each_version_has_one_winner
    a_refused_command_spoils_nobody_s
    sealers_that_race_give_one_tree
    a_clock_that_jumps_back
    nothing_is_recorded_twice_or_out_of_order
    other_nodes_are_woken
    a_ledger_keeps_its_digest
}

async fn each_version_has_one_winner(home: &Home) {
    let store = home.open().await;
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut won = 0;
                while won < 10 {
                    let head = store.read_stream(&matter(1)).await.unwrap().head;
                    let body = format!(r#"{{"writer":{writer},"nth":{won}}}"#);
                    let event = event(head.version() + 1, at(1), &body);
                    match store.append(&Append::new(matter(1), head, vec![event])).await {
                        Ok(_) => won += 1,
                        Err(NotAppended::Conflict(Conflict::Stream { .. })) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let stream = store.read_stream(&matter(1)).await.unwrap();
    assert_eq!(stream.events.len(), 160);
    let mut bodies: Vec<&str> = stream.events.iter().map(|event| event.body.as_str()).collect();
    bodies.sort_unstable();
    bodies.dedup();
    assert_eq!(bodies.len(), 160);
    store.close().await.unwrap();
}

/// Good and refused commands, all handed in before the first is written.
async fn a_refused_command_spoils_nobody_s(home: &Home) {
    let store = home.open().await;
    let row = |number: u32, source: &str| {
        let StreamId::Matter(name) = matter(number) else { panic!("no matter") };
        let Row::Register(mut row) = register_row(&name, None) else { panic!("no register row") };
        row.source_key = Some(source.to_owned());
        Row::Register(row)
    };
    put_rows(&store, &matter(900), vec![row(900, "taken")]).await;
    let all: Vec<_> = (1..=60)
        .map(|number| {
            let store = store.clone();
            let source = if number % 3 == 0 { "taken".to_owned() } else { format!("s{number}") };
            let change = xiaoneng_domain::views::Change::Put(row(number, &source));
            let append = Append::new(matter(number), Head::EMPTY, vec![event(1, at(1), "{}")]);
            let append = append.changes(vec![change]);
            tokio::spawn(async move { (number, store.append(&append).await) })
        })
        .collect();
    for one in all {
        match one.await.unwrap() {
            (number, Ok(_)) => assert_ne!(number % 3, 0),
            (number, Err(refused)) => {
                assert_eq!(number % 3, 0, "{refused}");
                assert_eq!(refused, NotAppended::Conflict(Conflict::Source));
            }
        }
    }
    assert_eq!(store.count_events().await.unwrap(), 41);
    let source = store.find_source("s20").await.unwrap();
    assert_eq!(source, Some(MatterNumber::from("2026-02130020")));
    assert_eq!(store.find_matter(&"2026-02130003".into()).await.unwrap(), None);
    store.close().await.unwrap();
}

async fn sealers_that_race_give_one_tree(home: &Home) {
    let store = home.open().await;
    let appending = {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 1..=60 {
                fill(&store, &matter(number), 5).await;
            }
        })
    };
    let sealers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut published = Vec::new();
                for round in 0..15 {
                    published.extend(store.seal(&signer(), at(round)).await.unwrap());
                    tokio::task::yield_now().await;
                }
                published
            })
        })
        .collect();
    let mut published = Vec::new();
    for sealer in sealers {
        published.extend(sealer.await.unwrap());
    }
    appending.await.unwrap();
    published.extend(store.seal(&signer(), at(99)).await.unwrap());
    let notes: Vec<String> = published.iter().map(|one| one.note().to_owned()).collect();
    let report = store.verify(&signer().public_key(), &notes).await.unwrap();
    assert_eq!(report.problems, []);
    assert_eq!((report.sealed, report.unsealed), (300, 0));
    assert_eq!(report.checkpoints, notes.len() as u64);
    store.close().await.unwrap();
}

async fn a_clock_that_jumps_back(home: &Home) {
    let store = home.open().await;
    let append =
        |head: Head, version, at| Append::new(matter(1), head, vec![event(version, at, "{}")]);
    let head = store.append(&append(Head::EMPTY, 1, at(3_600))).await.unwrap();
    // The clock now says an hour earlier.
    assert_eq!(head.time_of_recording(at(0)), at(3_600));
    let refused = store.append(&append(head, 2, at(0))).await.unwrap_err();
    let NotAppended::Fault(fault) = refused else { panic!("{refused}") };
    assert_eq!(fault.kind(), FaultKind::Misuse);
    assert!(fault.to_string().contains("时钟可能倒退"), "{fault}");
    store.append(&append(head, 2, head.time_of_recording(at(0)))).await.unwrap();
    // Checkpoints do not go back either.
    store.seal(&signer(), at(3_600)).await.unwrap();
    let head = fill(&store, &matter(2), 1).await;
    assert_eq!(head.version(), 1);
    let sealed = store.seal(&signer(), at(0)).await.unwrap();
    assert_eq!(sealed[0].sealed_at(), at(3_600));
    assert!(store.verify(&signer().public_key(), &[]).await.unwrap().is_sound());
    store.close().await.unwrap();
}

async fn nothing_is_recorded_twice_or_out_of_order(home: &Home) {
    let store = home.open().await;
    let cases = [
        (vec![], "没有要记录的事件"),
        (vec![event(2, at(0), "{}")], "下一版应为 1，却是 2"),
        (vec![event(1, at(0), "{}"), event(1, at(0), "{}")], "下一版应为 2，却是 1"),
        (vec![event(1, at(5), "{}"), event(2, at(4), "{}")], "时钟可能倒退"),
        (vec![event(1, at(0), "{\0}")], "空字符"),
    ];
    for (events, reason) in cases {
        let refused = store.append(&Append::new(matter(1), Head::EMPTY, events)).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains(reason), "{refused}");
    }
    assert_eq!(store.count_events().await.unwrap(), 0);
    store.close().await.unwrap();
}

async fn other_nodes_are_woken(home: &Home) {
    let store = home.open().await;
    let other = match home.is_postgres() {
        true => Store::open(&home.location, options()).await.unwrap(),
        false => store.clone(),
    };
    let mut commits = other.commits();
    commits.mark_unchanged();
    let waiting = tokio::spawn(async move { commits.changed().await.is_ok() });
    // On a server the other node may not be listening yet: go on until it is.
    let mut version = 0;
    while !waiting.is_finished() {
        version += 1;
        fill(&store, &matter(version), 1).await;
        tokio::task::yield_now().await;
    }
    assert!(waiting.await.unwrap());
    other.close().await.unwrap();
    store.close().await.unwrap();
}

async fn a_ledger_keeps_its_digest(home: &Home) {
    let national = Options { digest: Some(Digest::Sm3), ..options() };
    let store = Store::open(&home.location, national).await.unwrap();
    for number in 1..=9 {
        fill(&store, &matter(number), 40).await;
    }
    store.seal(&signer(), at(1)).await.unwrap();
    let key = signer().public_key();
    assert!(store.verify(&key, &[]).await.unwrap().is_sound());
    let proof = store.proof(&matter(4), 30, &key).await.unwrap().to_text();
    assert_eq!(xiaoneng_store::check_proof(&proof, &key).unwrap().stream, matter(4));
    store.close().await.unwrap();
    drop(store);
    let other = Options { digest: Some(Digest::Sha256), ..options() };
    let refused = Store::open(&home.location, other).await.unwrap_err();
    assert_eq!(refused.kind(), FaultKind::Foreign);
    assert_eq!(home.open().await.digest(), Digest::Sm3);
}
