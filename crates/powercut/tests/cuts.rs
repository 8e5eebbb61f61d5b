//! The power fails at every operation of a small office's day.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use std::fs;

use self::office::{DURABLE, Found, Keeping, Office};
use xiaoneng_powercut::Survivors;

const MATTERS: u32 = 12;
const SEED: u64 = 20_260_213;

/// What was found at a cut.
struct Finding {
    cut: u64,
    survivors: Survivors,
    found: Found,
}

/// How many operations a day has.
fn operations(keeping: Keeping) -> u64 {
    let mut office = Office::new(keeping);
    office.work(MATTERS).unwrap();
    office.power.operations()
}

/// Cuts the power at every operation, or some way apart, and looks at what each kind of luck leaves.
fn cut_each(apart: usize, keeping: Keeping, prepare: impl Fn(&Office)) -> Vec<Finding> {
    println!("seed {SEED}");
    let mut findings = Vec::new();
    for cut in (1..=operations(keeping)).step_by(apart) {
        let mut office = Office::new(keeping);
        prepare(&office);
        office.power.cut_at(cut);
        // SQLite does not report a checkpoint that failed at the very end.
        assert!(office.work(MATTERS).is_err() || office.acknowledged == MATTERS);
        assert!(office.power.is_cut());
        assert_same_as_real(&office);
        let drawn = [2 * cut, 2 * cut + 1].map(|number| Survivors::Drawn(SEED + number));
        for survivors in [Survivors::Synced, Survivors::Everything, drawn[0], drawn[1]] {
            findings.push(Finding { cut, survivors, found: office.look(survivors) });
        }
    }
    findings
}

/// If everything was written, the disk holds what the programs saw: nothing was missed.
fn assert_same_as_real(office: &Office) {
    let image = office.power.image(Survivors::Everything);
    let mut files: Vec<_> = image.files().map(|(path, _)| path.to_owned()).collect();
    for (path, content) in image.files() {
        assert!(fs::read(path).unwrap() == content, "{} differs", path.display());
    }
    let folder = office.file().parent().unwrap().to_owned();
    let mut real: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .collect();
    files.sort();
    real.sort();
    assert_eq!(files, real);
}

fn assert_all_sound(findings: &[Finding]) {
    for Finding { cut, survivors, found } in findings {
        assert_eq!(*found, Found::Sound, "cut at {cut}, {survivors:?}");
    }
}

/// Each way of keeping that promises durability keeps it, wherever the power fails.
#[test]
fn a_log_with_full_syncs_keeps_what_it_acknowledged() {
    let findings = cut_each(1, DURABLE, |_| {});
    println!("{} images", findings.len());
    assert!(findings.len() > 1_000, "{} images prove little", findings.len());
    assert_all_sound(&findings);
}

#[test]
fn a_rollback_journal_with_extra_syncs_keeps_what_it_acknowledged() {
    let keeping = Keeping { journal_mode: "DELETE", synchronous: "EXTRA" };
    assert_all_sound(&cut_each(3, keeping, |_| {}));
}

#[test]
fn a_journal_that_stays_with_full_syncs_keeps_what_it_acknowledged() {
    let keeping = Keeping { journal_mode: "PERSIST", synchronous: "FULL" };
    assert_all_sound(&cut_each(3, keeping, |_| {}));
}

/// https://www.sqlite.org/pragma.html#pragma_synchronous: with FULL the deletion of the journal is
/// not synced, so that a committed transaction may be rolled back; only EXTRA prevents that.
#[test]
fn a_deleted_journal_comes_back_without_extra_syncs() {
    let keeping = Keeping { journal_mode: "DELETE", synchronous: "FULL" };
    let findings = cut_each(3, keeping, |_| {});
    assert_loses_but_breaks_nothing(&findings);
}

/// The same page: “WAL mode is always consistent with synchronous=NORMAL, but does lose
/// durability.”
#[test]
fn a_log_with_normal_syncs_loses_but_breaks_nothing() {
    let keeping = Keeping { journal_mode: "WAL", synchronous: "NORMAL" };
    let findings = cut_each(3, keeping, |_| {});
    assert_loses_but_breaks_nothing(&findings);
}

#[test]
fn without_syncs_an_acknowledged_matter_is_found_to_be_lost() {
    let keeping = Keeping { journal_mode: "WAL", synchronous: "OFF" };
    let findings = cut_each(3, keeping, |_| {});
    assert!(count_lost(&findings) > 0);
}

#[test]
fn a_lying_sync_is_found_out() {
    let findings = cut_each(3, DURABLE, |office| office.power.lie_about_syncs());
    assert!(count_lost(&findings) > 0);
    let without_luck = findings.iter().filter(|one| one.survivors == Survivors::Everything);
    for Finding { cut, found, .. } in without_luck {
        assert_eq!(*found, Found::Sound, "cut at {cut}: only the disk's promise was broken");
    }
}

fn count_lost(findings: &[Finding]) -> usize {
    findings.iter().filter(|one| matches!(one.found, Found::Lost { .. })).count()
}

fn assert_loses_but_breaks_nothing(findings: &[Finding]) {
    for Finding { cut, survivors, found } in findings {
        assert!(!matches!(found, Found::Broken(_)), "cut at {cut}, {survivors:?}: {found:?}");
    }
    assert!(count_lost(findings) > 0);
}
