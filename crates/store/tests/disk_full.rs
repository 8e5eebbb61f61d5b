//! 磁盘已满. What clerks are told when the disk takes no more or fails, and that nothing that was
//! acknowledged is lost by it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod counter;

use xiaoneng_powercut::{Survivors, Which};
use xiaoneng_store::{Fault, FaultKind, Store};

use self::common::{at, signer};
use self::counter::{APPENDS, CLERKS, Counter, MATTERS_A_CLERK, Plan};

const LUCK: [Survivors; 3] =
    [Survivors::Synced, Survivors::Everything, Survivors::Drawn(20_260_213)];

/// All that was acknowledged, and nothing by halves: in the open store, and if the power fails too.
async fn assert_kept(counter: &Counter, store: &Store) {
    let promised = counter.promised();
    for survivors in LUCK {
        counter.look(survivors).await.unwrap_or_else(|reason| panic!("{reason}"));
    }
    for plan in Plan::all() {
        let stream = store.read_stream(&plan.stream()).await.unwrap();
        let acknowledged = Plan::version_after(promised.stage(plan).min(APPENDS));
        assert_eq!(stream.head.version(), acknowledged, "{plan:?}: what was refused is not there");
    }
}

/// The same store brings all matters to their end.
async fn assert_goes_on(counter: &Counter, store: &Store) {
    counter.promised.lock().unwrap().faults.clear();
    counter.work(store).await;
    let promised = counter.promised();
    assert_eq!(promised.faults, []);
    assert_eq!(promised.appends(), CLERKS * MATTERS_A_CLERK * APPENDS);
    store.close().await.unwrap();
    counter.power.cut();
    let found = counter.look(Survivors::Synced).await.unwrap();
    assert_eq!(found.stages, promised.stages);
}

fn assert_says_full(faults: &[Fault]) {
    assert!(!faults.is_empty());
    for fault in faults {
        assert_eq!(fault.kind(), FaultKind::Full, "{fault}");
        assert!(fault.to_string().contains("磁盘已满"), "{fault}");
        assert!(!fault.is_passing(), "trying again at once would not help");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_up_in_the_middle_of_work_is_told_and_loses_nothing() {
    for space in [0, 1, 5_000, 40_000, 100_000, 250_000, 600_000, 1_000_000] {
        println!("{space} bytes");
        let counter = Counter::laid_out().await;
        let store = counter.open().await.unwrap();
        counter.power.fill_disk_after(space);
        counter.work(&store).await;
        let promised = counter.promised();
        assert_says_full(&promised.faults);
        assert!(promised.faults.len() > CLERKS as usize / 2, "all who were at work are told");
        assert_kept(&counter, &store).await;

        counter.power.make_room();
        assert_goes_on(&counter, &store).await;
    }
}

/// Nobody frees the disk: the service is stopped, the folder opened again once there is room.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_was_closed_on_a_full_disk_opens_again_and_goes_on() {
    for space in [2_000, 60_000, 300_000] {
        println!("{space} bytes");
        let full = Counter::laid_out().await;
        let store = full.open().await.unwrap();
        full.power.fill_disk_after(space);
        full.work(&store).await;
        let _ = store.close().await;

        let next = Counter::after(&full, Survivors::Everything);
        let store = next.open().await.unwrap();
        assert_kept(&next, &store).await;
        assert_goes_on(&next, &store).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_still_read() {
    let counter = Counter::laid_out().await;
    let store = counter.open().await.unwrap();
    counter.work(&store).await;
    counter.power.fill_disk_after(0);
    for plan in Plan::all() {
        assert_eq!(store.read_stream(&plan.stream()).await.unwrap().events.len(), 5);
    }
    assert!(!store.list_view_rows().await.unwrap().is_empty());
    let report = store.verify(&signer().public_key(), &[]).await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_on_a_full_disk_is_told_and_is_done_later() {
    for space in [0, 4_000, 12_000, 30_000] {
        let counter = Counter::laid_out().await;
        let store = counter.open().await.unwrap();
        common::fill(&store, &Plan(1).stream(), 3).await;
        counter.power.fill_disk_after(space);
        let mut sealed = store.seal(&signer(), at(10_000)).await;
        if let Err(fault) = &sealed {
            assert_says_full(std::slice::from_ref(fault));
            assert_eq!(store.count_unsealed().await.unwrap(), 3);
            counter.power.make_room();
            sealed = store.seal(&signer(), at(10_000)).await;
        }
        assert_eq!(sealed.unwrap().len(), 1, "{space} bytes");
        assert_eq!(store.count_unsealed().await.unwrap(), 0);
    }
}

/// 升级库表. No room for the tables: told, and once there is room the same folder opens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_without_room_for_its_tables_says_so_and_opens_later() {
    for space in [0, 100, 4_096, 5_000, 20_000, 60_000, 120_000] {
        let counter = Counter::empty();
        counter.power.fill_disk_after(space);
        let fault = counter.open().await.unwrap_err();
        assert_says_full(&[fault]);
        counter.power.make_room();
        let store = counter.open().await.unwrap();
        assert_goes_on(&counter, &store).await;
    }
}

/// 写盘失败. After a failed sync nothing of that commit is acknowledged, whatever of it reached the
/// disk; what is acknowledged later is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_failed_sync_only_what_is_kept_is_acknowledged() {
    for reached in LUCK {
        for number in [1, 2, 3, 5, 8, 13, 21] {
            println!("sync {number}, {reached:?}");
            let counter = Counter::laid_out().await;
            let store = counter.open().await.unwrap();
            counter.power.fail_syncs(Which::Nth(number), reached);
            counter.work(&store).await;
            for fault in counter.promised().faults {
                assert!(fault.to_string().contains("读写磁盘失败"), "{fault}");
            }
            assert_kept(&counter, &store).await;
            assert_goes_on(&counter, &store).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_every_sync_fails_nobody_is_told_that_it_worked() {
    for reached in LUCK {
        let counter = Counter::laid_out().await;
        let store = counter.open().await.unwrap();
        counter.power.fail_syncs(Which::From(1), reached);
        counter.work(&store).await;
        let promised = counter.promised();
        assert_eq!(promised.appends(), 0);
        assert!(promised.faults.len() >= CLERKS as usize, "{} faults", promised.faults.len());
        assert_kept(&counter, &store).await;
        counter.power.stop_failing();
        assert_goes_on(&counter, &store).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_write_spoils_nothing() {
    for number in [1, 2, 5, 11, 23, 47, 95, 191] {
        println!("write {number}");
        let counter = Counter::laid_out().await;
        let store = counter.open().await.unwrap();
        counter.power.fail_writes(Which::Nth(number));
        counter.work(&store).await;
        assert_kept(&counter, &store).await;
        assert_goes_on(&counter, &store).await;
    }
}
