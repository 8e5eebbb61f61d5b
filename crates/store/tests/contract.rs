//! What both engines do alike.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, at, event, fill, matter, signer};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{Append, Conflict, Head, NotAppended};

on_both! {
    what_was_appended_is_read
    a_second_writer_is_told
    a_head_that_never_was_is_refused
    sealed_events_verify
}

async fn what_was_appended_is_read(home: &Home) {
    let store = home.open().await;
    let stream = matter(1);
    assert_eq!(store.read_stream(&stream).await.unwrap().head, Head::EMPTY);
    let events = vec![event(1, at(0), "{}"), event(2, at(1), r#"{"说":"好"}"#)];
    let head = store.append(&Append::new(stream.clone(), Head::EMPTY, events.clone())).await;
    let read = store.read_stream(&stream).await.unwrap();
    assert_eq!(read.events, events);
    assert_eq!(read.head, head.unwrap());
    assert_eq!(store.count_events().await.unwrap(), 2);
    store.close().await.unwrap();
    let store = home.open().await;
    assert_eq!(store.read_stream(&stream).await.unwrap(), read);
    store.close().await.unwrap();
}

async fn a_second_writer_is_told(home: &Home) {
    let store = home.open().await;
    let head = fill(&store, &matter(1), 1).await;
    let append = |text: &str| Append::new(matter(1), head, vec![event(2, at(9), text)]);
    store.append(&append("{}")).await.unwrap();
    let second = store.append(&append(r#"{"late":1}"#)).await;
    let conflict = Conflict::Stream { stream: matter(1), version: 1 };
    assert_eq!(second, Err(NotAppended::Conflict(conflict)));
    assert_eq!(store.read_stream(&matter(1)).await.unwrap().events.len(), 2);
    store.close().await.unwrap();
}

async fn a_head_that_never_was_is_refused(home: &Home) {
    let store = home.open().await;
    let elsewhere = fill(&store, &matter(1), 3).await;
    let append = Append::new(StreamId::Rules, elsewhere, vec![event(4, at(9), "{}")]);
    let conflict = Conflict::Stream { stream: StreamId::Rules, version: 3 };
    assert_eq!(store.append(&append).await, Err(NotAppended::Conflict(conflict)));
    assert_eq!(store.count_events().await.unwrap(), 3);
    store.close().await.unwrap();
}

async fn sealed_events_verify(home: &Home) {
    let store = home.open().await;
    let key = signer().public_key();
    for number in 1..=20 {
        fill(&store, &matter(number), 30).await;
        if number % 7 == 0 {
            assert_eq!(store.seal(&signer(), at(0)).await.unwrap().len(), 1);
        }
    }
    let report = store.verify(&key, &[]).await.unwrap();
    assert_eq!((report.events, report.sealed, report.unsealed), (600, 420, 180));
    assert_eq!(report.problems, []);
    let published = store.seal(&signer(), at(0)).await.unwrap();
    let notes: Vec<String> = published.iter().map(|one| one.note().to_owned()).collect();
    let report = store.verify(&key, &notes).await.unwrap();
    assert_eq!((report.sealed, report.unsealed, report.checkpoints), (600, 0, 3));
    assert_eq!(report.problems, []);
    assert_eq!(store.seal(&signer(), at(0)).await.unwrap(), []);
    let proof = store.proof(&matter(3), 17, &key).await.unwrap().to_text();
    let proven = xiaoneng_store::check_proof(&proof, &key).unwrap();
    assert_eq!((proven.stream, proven.version), (matter(3), 17));
    store.close().await.unwrap();
}
