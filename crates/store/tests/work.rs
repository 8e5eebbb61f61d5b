//! 发件箱、编号、规则书 on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeSet;

use common::{Home, at, event, matter};
use xiaoneng_domain::Date;
use xiaoneng_domain::docket::Slip;
use xiaoneng_store::{Append, Conflict, Head, NotAppended, OutboxRow};

on_both! {
    a_message_is_claimed_by_one_and_tried_again
    nodes_that_claim_at_once_share
    numbers_of_a_day_never_repeat
    c23_slips_are_numbered_without_gaps
    rule_texts_are_kept_by_digest
}

fn message(key: u32) -> OutboxRow {
    let (topic, body) = ("notice".to_owned(), format!(r#"{{"n":{key}}}"#));
    OutboxRow { topic, key: format!("m{key}"), body, due_at: at(10) }
}

async fn c23_slips_are_numbered_without_gaps(home: &Home) {
    let store = home.open().await;
    let slip = |number| Slip { year: 2026, number };
    let append = |ordinal, number| {
        let first = vec![event(1, at(1), "{}")];
        Append::new(matter(ordinal), Head::EMPTY, first).slip(Some(("card", slip(number))))
    };
    assert_eq!(store.next_slip("card", 2026).await.unwrap(), slip(1));
    store.append(&append(1, 1)).await.unwrap();
    assert_eq!(store.next_slip("card", 2026).await.unwrap(), slip(2));
    // Taken already, or one left out: nothing is recorded.
    for number in [1, 3] {
        let refused = store.append(&append(2, number)).await.unwrap_err();
        assert!(matches!(refused, NotAppended::Conflict(Conflict::Slip)), "{refused:?}");
    }
    assert!(store.read_stream(&matter(2)).await.unwrap().events.is_empty());
    // Of those that want the same number at once one gets it.
    let together = [append(2, 2), append(3, 2), append(4, 2)];
    let done = futures_util::future::join_all(together.iter().map(|one| store.append(one))).await;
    assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1);
    assert_eq!(store.next_slip("card", 2026).await.unwrap(), slip(3));
    assert_eq!(store.next_slip("card", 2027).await.unwrap().number, 1, "anew every year");
    assert_eq!(store.next_slip("order", 2026).await.unwrap().number, 1);
    store.close().await.unwrap();
}

async fn a_message_is_claimed_by_one_and_tried_again(home: &Home) {
    let store = home.open().await;
    let append = |version, head| Append::new(matter(1), head, vec![event(version, at(1), "{}")]);
    let head = store.append(&append(1, Head::EMPTY).outbox(vec![message(1)])).await.unwrap();
    // The same message again, by a command that was repeated, is left out.
    store.append(&append(2, head).outbox(vec![message(1), message(2)])).await.unwrap();
    assert_eq!(store.count_outbox().await.unwrap(), 2);
    assert_eq!(store.claim_outbox(at(9), at(60), 5).await.unwrap(), []);
    let claimed = store.claim_outbox(at(10), at(60), 5).await.unwrap();
    let keys: Vec<&str> = claimed.iter().map(|message| message.key.as_str()).collect();
    assert_eq!(keys, ["m1", "m2"]);
    assert_eq!(store.claim_outbox(at(59), at(99), 5).await.unwrap(), []);
    store.outbox_done(claimed[0].id, at(20)).await.unwrap();
    store.outbox_failed(claimed[1].id, "对方不在线", at(120)).await.unwrap();
    assert_eq!(store.claim_outbox(at(119), at(180), 5).await.unwrap(), []);
    let again = store.claim_outbox(at(120), at(180), 5).await.unwrap();
    assert_eq!((again[0].key.as_str(), again[0].attempts), ("m2", 2));
    // A node that claimed it and died: the lease ends.
    let third = store.claim_outbox(at(180), at(240), 5).await.unwrap();
    assert_eq!(third[0].attempts, 3);
    store.outbox_done(third[0].id, at(181)).await.unwrap();
    assert_eq!(store.count_outbox().await.unwrap(), 0);
    store.purge_outbox(at(999)).await.unwrap();
    assert_eq!(home.look("SELECT topic FROM outbox").await, Vec::<String>::new());
    store.close().await.unwrap();
}

async fn nodes_that_claim_at_once_share(home: &Home) {
    let store = home.open().await;
    let append = Append::new(matter(1), Head::EMPTY, vec![event(1, at(1), "{}")]);
    store.append(&append.outbox((0..40).map(message).collect())).await.unwrap();
    let nodes = (0..8).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.claim_outbox(at(10), at(99), 10).await.unwrap() })
    });
    let mut seen = BTreeSet::new();
    for node in nodes.collect::<Vec<_>>() {
        for message in node.await.unwrap() {
            assert!(seen.insert(message.key.clone()), "{} was claimed twice", message.key);
        }
    }
    while let Some(message) = store.claim_outbox(at(11), at(99), 1).await.unwrap().pop() {
        assert!(seen.insert(message.key));
    }
    assert_eq!(seen.len(), 40);
    store.close().await.unwrap();
}

async fn numbers_of_a_day_never_repeat(home: &Home) {
    let store = home.open().await;
    let day: Date = "2026-02-13".parse().unwrap();
    let takers = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.next_number(day).await.unwrap() })
    });
    let mut taken = BTreeSet::new();
    for taker in takers.collect::<Vec<_>>() {
        assert!(taken.insert(taker.await.unwrap()));
    }
    assert_eq!(taken, (1..=20).collect());
    assert_eq!(store.reserve_numbers(day, 5).await.unwrap(), 21..=25);
    assert_eq!(store.next_number(day.plus_days(1)).await.unwrap(), 1);
    store.close().await.unwrap();
}

async fn rule_texts_are_kept_by_digest(home: &Home) {
    let store = home.open().await;
    let rules = vec![("d1".to_owned(), "承诺时限 = 5".to_owned())];
    let append = Append::new(matter(1), Head::EMPTY, vec![event(1, at(1), "{}")]);
    store.append(&append.rulebooks(rules)).await.unwrap();
    assert_eq!(store.read_rulebook("d1").await.unwrap().unwrap(), "承诺时限 = 5");
    assert_eq!(store.read_rulebook("d2").await.unwrap(), None);
    store.close().await.unwrap();
}
