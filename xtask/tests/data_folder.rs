//! Where the real data are looked for.

use std::fs;
use std::path::PathBuf;

use xtask::real_data::beside;

#[test]
fn the_folder_beside_a_checkout_is_given_by_its_whole_path() {
    let house = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("beside_a_checkout");
    let _ = fs::remove_dir_all(&house);
    fs::create_dir_all(house.join("checkout")).unwrap();
    assert_eq!(beside(&house.join("checkout")), None);
    fs::create_dir_all(house.join("shared/data")).unwrap();
    let expected = house.join("shared/data").canonicalize().unwrap().into_os_string();
    assert_eq!(beside(&house.join("checkout")), Some(expected));
}
