//! A process killed in the midst of a thousand appends under concurrency: whatever it had
//! acknowledged stands, whole, and the ledger verifies.
//!
//! The process is this test itself, started again with its task in the environment. It tells each
//! acknowledged append on its output; the parent kills it after a number of them that chance (a
//! printed seed) gives, opens the data and looks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use common::{Home, at, event, matter, register_row, signer};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::Change;
use xiaoneng_store::{Append, Head, Location, SearchDocument, SearchQuery, Store};

const TASK: &str = "XIAONENG_STORE_CRASH_TASK";
const APPENDS: u32 = 1_000;
const WRITERS: u32 = 16;
const SEED: u64 = 0x5eed_2026_0213;
const KILLS: u64 = 6;

/// The child: appends with everything that belongs to them, and says which were acknowledged.
#[test]
fn the_process_that_is_killed() {
    let Ok(task) = std::env::var(TASK) else { return };
    let location = match task.strip_prefix("postgres") {
        Some(_) => Location::Url(task),
        None => Location::Folder(PathBuf::from(task)),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&location, common::options()).await.unwrap();
        let sealing = store.clone();
        tokio::spawn(async move {
            loop {
                sealing.seal(&signer(), at(0)).await.unwrap();
                tokio::task::yield_now().await;
            }
        });
        let next = Arc::new(AtomicU32::new(1));
        let writers: Vec<_> =
            (0..WRITERS).map(|_| tokio::spawn(write(store.clone(), Arc::clone(&next)))).collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    println!("done");
}

async fn write(store: Store, next: Arc<AtomicU32>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number > APPENDS {
            return;
        }
        store.append(&append(number)).await.unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "ack {number}").unwrap();
        out.flush().unwrap();
    }
}

fn text(number: u32) -> Written {
    Written::new(format!("学位 第{number}号"), [7; 16])
}

fn append(number: u32) -> Append {
    let StreamId::Matter(name) = matter(number) else { panic!("no matter") };
    let events = vec![event(1, at(1), "{}"), event(2, at(2), r#"{"whole":true}"#)];
    let texts = vec![text(number)];
    let document = SearchDocument {
        matter: name.clone(),
        units: Vec::new(),
        texts: texts.iter().map(|text| text.body().to_owned()).collect(),
    };
    Append::new(matter(number), Head::EMPTY, events)
        .changes(vec![Change::Put(register_row(&name, None))])
        .texts(texts)
        .search(document)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_event_is_lost_on_sqlite() {
    println!("seed {SEED:#x}");
    for kill in 0..KILLS {
        let home = Home::folder().await.unwrap();
        let task = home.path().unwrap().to_string_lossy().into_owned();
        kill_and_look(&home, &task, moment(kill)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_event_is_lost_on_postgres() {
    println!("seed {SEED:#x}");
    for kill in 0..KILLS {
        let Some(home) = Home::server().await else { return };
        let Location::Url(url) = &home.location else { panic!("a server has a URL") };
        let task = url.clone();
        kill_and_look(&home, &task, moment(kill)).await;
    }
}

/// After how many acknowledgements the process is killed.
fn moment(kill: u64) -> usize {
    let mut state = SEED ^ (kill + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state ^= state >> 31;
    state = state.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state ^= state >> 29;
    usize::try_from(state % u64::from(APPENDS)).unwrap()
}

async fn kill_and_look(home: &Home, task: &str, after: usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_process_that_is_killed", "--exact", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    for line in lines {
        let line = line.unwrap();
        if let Some(number) = line.strip_prefix("ack ") {
            acknowledged.push(number.parse::<u32>().unwrap());
            if acknowledged.len() == after.max(1) {
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    println!("killed after {after}; {} were acknowledged", acknowledged.len());
    assert!(acknowledged.len() >= after.max(1));

    let store = home.open().await;
    for number in &acknowledged {
        let head = store.read_stream(&matter(*number)).await.unwrap().head;
        assert_eq!(head.version(), 2, "matter {number} was acknowledged");
    }
    let mut whole = 0;
    for number in 1..=APPENDS {
        whole += is_whole(&store, number).await;
    }
    assert!(whole >= acknowledged.len());
    let report = store.verify(&signer().public_key(), &[]).await.unwrap();
    assert_eq!((report.problems, report.events), (vec![], 2 * whole as u64));
    store.seal(&signer(), at(9)).await.unwrap();
    let query =
        SearchQuery { words: "学位".to_owned(), limit: APPENDS, ..SearchQuery::default() };
    assert_eq!(store.search(&query).await.unwrap().len(), whole);
    store.close().await.unwrap();
}

/// Both events with row and text, or nothing of them.
async fn is_whole(store: &Store, number: u32) -> usize {
    let StreamId::Matter(name) = matter(number) else { panic!("no matter") };
    let version = store.read_stream(&matter(number)).await.unwrap().head.version();
    let row = store.find_matter(&name).await.unwrap();
    let kept = store.read_text(&matter(number), &text(number).digest()).await.unwrap();
    match version {
        0 => assert!(row.is_none() && kept.found().is_none(), "half of matter {number}"),
        2 => assert!(row.is_some() && kept.found().is_some(), "half of matter {number}"),
        other => panic!("matter {number} has {other} events of two"),
    }
    usize::from(version == 2)
}
