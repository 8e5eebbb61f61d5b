//! Bench targets are found by where they stand.

use std::fs;
use std::path::PathBuf;

use xtask::bench::find_benches;

#[test]
fn benches_are_found_as_files_and_as_folders() {
    let crates = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("benches_are_found");
    let _ = fs::remove_dir_all(&crates);
    for folder in ["calendar/benches/reckoning", "store/benches", "domain/src"] {
        fs::create_dir_all(crates.join(folder)).unwrap();
    }
    for file in ["calendar/benches/reckoning/main.rs", "store/benches/appends.rs"] {
        fs::write(crates.join(file), "fn main() {}").unwrap();
    }
    fs::write(crates.join("store/benches/figures.txt"), "").unwrap();
    assert_eq!(find_benches(&crates).unwrap(), ["appends", "reckoning"]);
}

#[test]
fn a_folder_without_crates_is_an_error() {
    let missing = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no such folder");
    assert!(find_benches(&missing).is_err());
}
