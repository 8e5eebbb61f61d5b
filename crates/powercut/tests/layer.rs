//! The layer itself: its names, and what it draws.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use rusqlite::{Connection, OpenFlags};
use xiaoneng_powercut::{NotRegistered, PowerCut, SECTOR, Survivors};

use self::office::{DURABLE, Found, Keeping, Office};

#[test]
fn a_name_is_taken_as_long_as_the_control_is_there() {
    let first = PowerCut::register("town hall").unwrap();
    assert_eq!(first.name(), "town hall");
    assert!(matches!(PowerCut::register("town hall"), Err(NotRegistered::Taken(_))));
    assert!(matches!(PowerCut::register("unix"), Err(NotRegistered::Taken(_))));
    assert!(matches!(PowerCut::register("town\0hall"), Err(NotRegistered::Name(_))));
    drop(first);
    let opened = Connection::open_with_flags_and_vfs("x", OpenFlags::default(), "town hall");
    assert!(opened.is_err(), "no layer, no file");
    PowerCut::register("town hall").unwrap();
}

#[test]
fn an_open_file_outlives_the_control() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    let name = office.power.name().to_owned();
    office.power = PowerCut::register("another").unwrap();
    office.file_one(&mut register).unwrap();
    assert!(matches!(PowerCut::register(&name), Err(NotRegistered::Taken(_))));
    drop(register);
    PowerCut::register(&name).unwrap();
}

#[test]
fn a_file_that_was_never_synced_is_not_there() {
    let mut office = Office::new(Keeping { journal_mode: "WAL", synchronous: "OFF" });
    office.work(3).unwrap();
    assert_eq!(office.power.image(Survivors::Synced).files().count(), 0);
    assert_eq!(office.power.image(Survivors::Everything).files().count(), 1);
}

#[test]
fn operations_are_counted_and_a_cut_is_an_end() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    let before = office.power.operations();
    office.file_one(&mut register).unwrap();
    let one = office.power.operations() - before;
    assert!(one > 3, "some frames and a sync");
    office.power.cut_at(before);
    assert!(office.power.is_cut(), "that operation is past");
    office.file_one(&mut register).unwrap_err();
    assert_eq!(office.power.operations(), before + one);
    assert!(office.connect().is_err());
}

#[test]
fn a_cut_at_a_sync_comes_after_all_was_written() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    let syncs = office.power.syncs();
    office.power.cut_at_sync(syncs + 2);
    office.file_one(&mut register).unwrap();
    assert_eq!(office.power.syncs(), syncs + 1);
    office.file_one(&mut register).unwrap_err();
    assert!(office.power.is_cut());
    assert_eq!(office.look(Survivors::Synced), Found::Sound);
    office.acknowledged += 1;
    assert_eq!(office.look(Survivors::Everything), Found::Sound, "it was written after all");
    assert!(matches!(office.look(Survivors::Synced), Found::Lost { .. }));
}

/// What was not synced survives in pieces, and by the seed alone.
#[test]
fn seeds_draw_different_disks_and_each_always_the_same() {
    let mut office = Office::new(DURABLE);
    let mut register = office.begin().unwrap();
    // The fifth is long and spills; the three after it write each frame once.
    (0..5).for_each(|_| office.file_one(&mut register).unwrap());
    register.execute_batch("PRAGMA synchronous = OFF").unwrap();
    (0..3).for_each(|_| office.file_one(&mut register).unwrap());
    let log = |survivors| {
        let image = office.power.image(survivors);
        let found = image.files().find(|(path, _)| path.to_string_lossy().ends_with("-wal"));
        found.unwrap().1.to_vec()
    };
    let [synced, everything] = [log(Survivors::Synced), log(Survivors::Everything)];
    let mut drawn: Vec<Vec<u8>> = (0..64).map(|seed| log(Survivors::Drawn(seed))).collect();
    assert_eq!(drawn[7], log(Survivors::Drawn(7)));
    for disk in &drawn {
        assert_sectors_of_either(disk, &synced, &everything);
    }
    assert!(drawn.contains(&synced), "nothing at all may survive");
    assert!(drawn.iter().filter(|disk| **disk != synced && **disk != everything).count() > 40);
    drawn.sort();
    drawn.dedup();
    assert!(drawn.len() > 40, "{} of 64", drawn.len());
}

/// A log that only grows: each stretch between sectors and writes is as before or as after, or a
/// gap of zeros.
fn assert_sectors_of_either(disk: &[u8], before: &[u8], after: &[u8]) {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let sector = usize::try_from(SECTOR).unwrap();
    let is_border = |at: &usize| {
        let in_frame = at.checked_sub(HEADER).map(|at| at % FRAME);
        at.is_multiple_of(sector) || matches!(in_frame, Some(0 | 24))
    };
    let mut borders: Vec<usize> = (0..disk.len()).filter(is_border).collect();
    borders.push(disk.len());
    for pair in borders.windows(2) {
        let range = pair[0]..pair[1];
        let found = &disk[range.clone()];
        let is_old = before.get(range.clone()) == Some(found);
        let is_new = after.get(range.clone()) == Some(found);
        let is_gap = before.get(range.clone()).is_none() && found.iter().all(|byte| *byte == 0);
        assert!(is_old || is_new || is_gap, "bytes {range:?}");
    }
}
