//! What the store costs, beside a floor in the same run: the same driver, pragmas and group commit
//! doing nothing but insert two rows of 450 bytes. Run with `cargo bench -p xiaoneng-store`; the
//! PostgreSQL half needs `XIAONENG_TEST_POSTGRES`. An argument runs the parts whose name has it.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

mod floor;
mod load;
mod work;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::{Duration, Instant as Stopwatch};

use common::{Home, at, signer};
use xiaoneng_domain::views::Rows;
use xiaoneng_store::{SearchQuery, Store};

const WRITERS: u32 = 32;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: usize = 3;
const DOCUMENTS: u32 = 100_000;
const SEARCHES: usize = 400;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|name| part.contains(name));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        if wants("sqlite-appends") {
            appends(Home::folder().await.unwrap(), "SQLite", 0.5).await;
        }
        if wants("postgres-appends")
            && let Some(home) = Home::server().await
        {
            appends(home, "PostgreSQL", 0.4).await;
        }
        if wants("sqlite-large") {
            large(Home::folder().await.unwrap(), "SQLite").await;
        }
        if wants("postgres-large")
            && let Some(home) = Home::server().await
        {
            large(home, "PostgreSQL").await;
        }
    });
}

/// Full appends and bare ones, in turns.
async fn appends(home: Home, engine: &str, goal: f64) {
    let store = home.open().await;
    let floor = floor::Floor::open(&home).await;
    let (mut full, mut bare) = (Vec::new(), Vec::new());
    let (mut full_work, mut bare_work) = (Vec::new(), Vec::new());
    let work = work::Work::of(home.session().await);
    let next = Arc::new(AtomicU32::new(1));
    for round in 0..=ROUNDS {
        let began = work.done();
        let appended = load::run(&store, WRITERS, ROUND, &next).await;
        let between = work.done();
        let inserted = floor.run(WRITERS, ROUND).await;
        if round > 0 {
            full.push(appended);
            bare.push(inserted);
            let seconds = ROUND.as_secs_f64();
            let end = work.done();
            full_work.push(work::each(began, between, appended * seconds));
            bare_work.push(work::each(between, end, inserted * seconds));
        }
    }
    let (full, bare) = (median(full), median(bare));
    println!("{engine}, {WRITERS} writers, durable:");
    println!("  appends                    {full:>10.0} /s");
    println!("  bare two-row inserts       {bare:>10.0} /s");
    println!("  ratio                      {:>10.2}    (goal ≥ {goal})", full / bare);
    for (what, work) in [("an append", full_work), ("a bare insert", bare_work)] {
        let (own, server): (Vec<f64>, Vec<f64>) = work.into_iter().unzip();
        let (own, server) = (median(own), median(server));
        println!(
            "  processor time of {what:<14}  {own:>4.0} µs here, {server:.0} µs in the server"
        );
    }
    sealing(&store, engine).await;
    rebuilding(&store, engine).await;
    verifying(&store, engine).await;
    floor.close().await;
    store.close().await.unwrap();
}

async fn sealing(store: &Store, engine: &str) {
    let waiting = store.count_unsealed().await.unwrap();
    let began = Stopwatch::now();
    store.seal(&signer(), at(0)).await.unwrap();
    rate(&format!("{engine}: sealing"), waiting, began, "events");
}

async fn rebuilding(store: &Store, engine: &str) {
    let began = Stopwatch::now();
    // The fold itself is the domain's; here it gives nothing, so that what is measured is the
    // store: reading, comparing, and dropping every kept row.
    let fold = |_: &_, _: &[_]| Ok::<_, std::convert::Infallible>(Rows::new());
    let report = store.compare_views(fold).await.unwrap();
    rate(&format!("{engine}: rebuild, without the fold"), report.events, began, "events");
}

async fn verifying(store: &Store, engine: &str) {
    let began = Stopwatch::now();
    let report = store.verify(&signer().public_key(), &[]).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
    rate(&format!("{engine}: verifying"), report.events, began, "events");
}

/// Searching in many documents.
async fn large(home: Home, engine: &str) {
    let store = home.open().await;
    let work = work::Work::of(home.session().await);
    let began = Stopwatch::now();
    load::fill(&store, DOCUMENTS).await;
    rate(&format!("{engine}: filling"), u64::from(DOCUMENTS), began, "matters");
    for state in ["as written", "optimized"] {
        for (name, words, units) in [
            ("a word in 0.5 %", "校服", None),
            ("the same, one unit", "校服", Some(vec!["QH00".into()])),
            ("a word in all", "反映", Some(vec!["QH03".into()])),
        ] {
            let query = SearchQuery { words: words.to_owned(), units, after: None, limit: 20 };
            let mut times = Vec::new();
            let mut found = 0;
            let before = work.done();
            for _ in 0..SEARCHES {
                let began = Stopwatch::now();
                found = store.search(&query).await.unwrap().len();
                times.push(began.elapsed().as_secs_f64() * 1e6);
            }
            let typical = median(times);
            let (own, server) = work::each(before, work.done(), SEARCHES as f64);
            println!(
                "{engine}: newest 20, {name}, {state} ({found} found) {typical:>8.0} µs; \
                 processor time {own:.0} µs here, {server:.0} µs in the server"
            );
        }
        store.optimize_search().await.unwrap();
    }
    store.close().await.unwrap();
}

fn rate(what: &str, count: u64, began: Stopwatch, unit: &str) {
    let seconds = began.elapsed().as_secs_f64();
    println!("{what}: {count} {unit} in {seconds:.2} s, {:.0} /s", count as f64 / seconds);
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
