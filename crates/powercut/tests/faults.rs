//! What else a disk can do: be full, fail, lose what it was told to keep.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{ErrorCode, ffi};
use xiaoneng_powercut::{Survivors, Which};

use self::office::{DURABLE, Found, Keeping, Office};

const LUCK: [Survivors; 4] = [
    Survivors::Synced,
    Survivors::Everything,
    Survivors::Drawn(20_260_213),
    Survivors::Drawn(20_260_214),
];

fn assert_sound(office: &Office) {
    for survivors in LUCK {
        assert_eq!(office.look(survivors), Found::Sound, "{survivors:?}");
    }
}

#[test]
fn a_full_disk_says_so_and_loses_nothing() {
    for space in [0, 1, 31, 32, 4_000, 4_152, 20_000, 65_536, 200_001] {
        let mut office = Office::new(DURABLE);
        let mut register = office.begin().unwrap();
        office.power.fill_disk_after(space);
        let error = (0..100).find_map(|_| office.file_one(&mut register).err()).unwrap();
        assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DiskFull), "{space} bytes");
        assert_sound(&office);
        assert!(office.file_one(&mut register).is_err(), "there is still no room");

        office.power.make_room();
        let before = office.acknowledged;
        (0..20).for_each(|_| office.file_one(&mut register).unwrap());
        assert_eq!(office.acknowledged, before + 20);
        assert_sound(&office);
    }
}

#[test]
fn on_a_full_disk_the_log_of_a_new_connection_has_no_index() {
    let mut office = Office::new(DURABLE);
    office.work(1).unwrap();
    office.power.fill_disk_after(100);
    let error = office.begin().unwrap_err();
    let code = error.sqlite_error().unwrap().extended_code;
    assert_eq!(code, ffi::SQLITE_IOERR_SHMSIZE);
    office.power.make_room();
    office.begin().unwrap();
}

#[test]
fn a_failed_write_is_told_and_spoils_nothing() {
    for number in 1..40 {
        let mut office = Office::new(DURABLE);
        let mut register = office.begin().unwrap();
        office.power.fail_writes(Which::Nth(number));
        let failures = (0..12).filter(|_| office.file_one(&mut register).is_err()).count();
        // A checkpoint that fails after the commit is tried again later, and told to nobody.
        assert!(failures <= 1, "write {number}: {failures} failures");
        assert_eq!(office.acknowledged as usize, 12 - failures);
        assert_sound(&office);
    }
}

#[test]
fn after_a_failed_sync_nothing_of_it_is_acknowledged_and_work_goes_on() {
    for reached in LUCK {
        for number in 1..24 {
            let mut office = Office::new(DURABLE);
            let mut register = office.begin().unwrap();
            office.power.fail_syncs(Which::Nth(number), reached);
            for _ in 0..12 {
                let before = office.acknowledged;
                if let Err(error) = office.file_one(&mut register) {
                    let code = error.sqlite_error().unwrap().extended_code;
                    assert_eq!(code, ffi::SQLITE_IOERR_FSYNC);
                    assert_eq!(office.acknowledged, before);
                }
                assert_sound(&office);
            }
        }
    }
}

#[test]
fn while_every_sync_fails_nothing_is_acknowledged() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    office.power.fail_syncs(Which::From(3), Survivors::Everything);
    (0..12).for_each(|_| drop(office.file_one(&mut register)));
    assert_eq!(office.acknowledged, 2, "one sync a commit");
    office.power.stop_failing();
    office.file_one(&mut register).unwrap();
    assert_eq!(office.acknowledged, 3);
    assert_sound(&office);
}

/// As Linux does: a page is tried once; the next sync succeeds without it.
#[test]
fn what_a_failed_sync_lost_no_later_one_brings_back() {
    let mut office = Office::new(Keeping { journal_mode: "WAL", synchronous: "OFF" });
    let mut register = office.begin().unwrap();
    office.file_one(&mut register).unwrap();
    register.execute_batch("PRAGMA synchronous = FULL").unwrap();
    office.power.fail_syncs(Which::Nth(1), Survivors::Synced);
    office.file_one(&mut register).unwrap_err();
    office.file_one(&mut register).unwrap();
    assert_eq!(office.look(Survivors::Synced), Found::Lost { acknowledged: 2, found: 0 });
    assert_eq!(office.look(Survivors::Everything), office.look(Survivors::Synced));
}

#[test]
fn a_second_power_cut_finds_what_the_first_left() {
    for cut in [40, 80, 120, 160, 200] {
        let mut first = Office::new(DURABLE);
        first.power.cut_at(cut);
        first.work(12).unwrap_err();
        for survivors in LUCK {
            let mut second = Office::after(&first, survivors);
            assert!(second.acknowledged >= first.acknowledged);
            second.power.cut_at(30);
            second.work(12).unwrap_err();
            assert_sound(&second);
        }
    }
}

#[test]
fn one_office_goes_dark_and_the_next_works_on() {
    let [mut dark, mut lit] = [Office::new(DURABLE), Office::new(DURABLE)];
    dark.power.cut_at(60);
    std::thread::scope(|scope| {
        scope.spawn(|| dark.work(12).unwrap_err());
        scope.spawn(|| lit.work(12).unwrap());
    });
    assert!(dark.power.is_cut() && !lit.power.is_cut());
    assert_eq!(lit.acknowledged, 12);
    assert_sound(&dark);
    assert_sound(&lit);
}

#[test]
fn readers_on_other_threads_see_whole_matters_only() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    let is_over = AtomicBool::new(false);
    let readers: Vec<_> = (0..2).map(|_| office.connect().unwrap()).collect();
    std::thread::scope(|scope| {
        for reader in readers {
            let is_over = &is_over;
            scope.spawn(move || {
                let mut seen = 0;
                while !is_over.load(Ordering::SeqCst) {
                    let (tally, matters): (u32, u32) = reader
                        .query_row(
                            "SELECT matters, (SELECT count(*) FROM matter) FROM tally",
                            [],
                            |row| Ok((row.get(0)?, row.get(1)?)),
                        )
                        .unwrap();
                    assert_eq!(tally, matters);
                    assert!(tally >= seen);
                    seen = tally;
                }
            });
        }
        (0..40).for_each(|_| office.file_one(&mut register).unwrap());
        is_over.store(true, Ordering::SeqCst);
    });
    office.power.cut();
    assert_sound(&office);
}
