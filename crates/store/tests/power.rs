//! 断电. The power fails at any operation while clerks file matters at the same time: whatever was
//! acknowledged is there, and nothing is there by halves.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod counter;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use xiaoneng_powercut::Survivors;

use self::counter::{APPENDS, CLERKS, Counter, MATTERS_A_CLERK, Plan};

const SEED: u64 = 20_260_213;
const CUTS: u64 = 200;

/// How a disk may be found.
fn luck(number: u64) -> Survivors {
    match number % 4 {
        0 => Survivors::Synced,
        1 => Survivors::Everything,
        _ => Survivors::Drawn(SEED + number),
    }
}

fn chance() -> StdRng {
    println!("seed {SEED}");
    StdRng::seed_from_u64(SEED)
}

/// A day without a cut. Each has a few operations more or less, as commits are grouped.
async fn a_whole_day() -> Counter {
    let counter = Counter::laid_out().await;
    counter.work_a_day().await;
    let promised = counter.promised();
    assert_eq!(promised.faults, []);
    assert_eq!(promised.appends(), CLERKS * MATTERS_A_CLERK * APPENDS);
    assert!(!promised.published.is_empty());
    counter.power.cut();
    for survivors in [Survivors::Synced, Survivors::Everything] {
        let found = counter.look(survivors).await.unwrap();
        assert_eq!(found.stages, promised.stages);
    }
    counter
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_cut_at_any_operation() {
    let whole_day = a_whole_day().await;
    let (operations, syncs) = (whole_day.power.operations(), whole_day.power.syncs());
    let mut chance = chance();
    let (mut acknowledged, mut found) = (0, 0);
    for number in 0..CUTS {
        let counter = Counter::laid_out().await;
        let cut = match number % 5 {
            0 => {
                let sync = chance.random_range(1..=syncs);
                counter.power.cut_at_sync(sync);
                format!("at sync {sync}")
            }
            _ => {
                let operation = chance.random_range(1..=operations);
                counter.power.cut_at(operation);
                format!("at operation {operation}")
            }
        };
        counter.work_a_day().await;
        // A day that took fewer operations this time ends with the cut.
        counter.power.cut();
        let looked = counter.look(luck(number)).await;
        let looked = looked.unwrap_or_else(|reason| panic!("cut {number} {cut}: {reason}"));
        acknowledged += counter.promised().appends();
        found += looked.appends();
    }
    println!("{CUTS} cuts in {operations} operations: {acknowledged} acknowledged, {found} found");
    let all = CUTS as u32 * CLERKS * MATTERS_A_CLERK * APPENDS;
    assert!(all / 4 < acknowledged && acknowledged < all * 3 / 4, "cuts fall in the middle");
    assert!(found > acknowledged, "at some cuts all was written already that was to be kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_goes_on_after_a_cut_and_survives_the_next() {
    let operations = a_whole_day().await.power.operations();
    let mut chance = chance();
    for number in 0..24 {
        let (first, second) = (chance.random_range(1..=operations), chance.random_range(1..=200));
        let day = Counter::laid_out().await;
        day.power.cut_at(first);
        day.work_a_day().await;
        day.power.cut();

        let mut next = Counter::after(&day, luck(number));
        for cut in [second, u64::MAX] {
            next.power.cut_at(cut);
            next.work_a_day().await;
            next.power.cut();
            next.look(luck(number + 1))
                .await
                .unwrap_or_else(|reason| panic!("{number}, cuts {first}, {cut}: {reason}"));
            next = Counter::after(&next, luck(number + 2));
        }
        let promised = next.promised();
        assert!(Plan::all().all(|plan| promised.stage(plan) >= APPENDS), "the work was finished");
    }
}

/// 升级库表. A cut while the tables are laid out leaves a folder that opens, with nothing in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_while_the_tables_are_laid_out_leaves_a_folder_that_opens() {
    let counter = Counter::empty();
    counter.open().await.unwrap().close().await.unwrap();
    let operations = counter.power.operations();
    println!("{operations} operations");
    for cut in 1..=operations {
        let counter = Counter::empty();
        counter.power.cut_at(cut);
        if let Ok(store) = counter.open().await {
            let _ = store.close().await;
        }
        assert!(counter.power.is_cut());
        let found = counter.look(luck(cut)).await;
        let found = found.unwrap_or_else(|reason| panic!("cut at {cut}: {reason}"));
        assert_eq!(found.appends(), 0);
    }
}

/// A check that cannot fail proves nothing: with a disk that lies, matters are found to be lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_lies_is_found_out() {
    let operations = a_whole_day().await.power.operations();
    let mut lost = 0;
    for number in 1..=8 {
        let counter = Counter::laid_out().await;
        counter.power.lie_about_syncs();
        counter.power.cut_at(operations * number / 8);
        counter.work_a_day().await;
        counter.power.cut();
        if let Err(reason) = counter.look(Survivors::Synced).await {
            assert!(reason.contains("was acknowledged at"), "{reason}");
            lost += 1;
        }
    }
    assert!(lost > 4, "{lost} of 8");
}

/// 封存 comes to an end while people go on working; else nothing would be published that day.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_comes_to_an_end_while_work_goes_on() {
    let counter = Counter::laid_out().await;
    let store = counter.open().await.unwrap();
    common::fill(&store, &Plan(1).stream(), 1).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let clerks: Vec<_> = (1..=CLERKS)
        .map(|clerk| {
            let (store, is_over) = (store.clone(), Arc::clone(&is_over));
            tokio::spawn(async move {
                while !is_over.load(Ordering::SeqCst) {
                    common::fill(&store, &Plan(clerk).stream(), 10).await;
                }
            })
        })
        .collect();
    for _ in 0..20 {
        let sealed = store.seal(&common::signer(), common::at(10_000)).await.unwrap();
        assert!(sealed.len() < 2, "{} checkpoints before one was given out", sealed.len());
    }
    is_over.store(true, Ordering::SeqCst);
    for clerk in clerks {
        clerk.await.unwrap();
    }
}
