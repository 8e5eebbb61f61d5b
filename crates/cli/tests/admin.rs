//! `xiaoneng admin reset-password`: a new initial password for whoever runs the machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Folder, run};

#[test]
fn a_password_is_reset_and_written_once() {
    let folder = Folder::new();
    let data = folder.at("data");
    run(&["demo", "--data", &data, "--matters", "1", "--only-make"]).ends(0);
    let reset = |login: &str| run(&["admin", "reset-password", login, "--data", &data]);
    let first = reset("ANQUAN").ends(0);
    let (one, rest) = first.out.split_once('\n').unwrap();
    assert_eq!((one.len(), rest), (14, ""), "the password alone stands on standard output");
    assert!(first.err.contains("只显示这一次") && !first.err.contains(one), "{}", first.err);
    let second = reset("anquan").ends(0);
    assert_ne!(second.out.trim(), one);
    let both = run(&["admin", "reset-password", "anquan", "--second-factor", "--data", &data]);
    assert!(both.ends(0).err.contains("动态口令已停用"));
    let nobody = reset("nobody").ends(2);
    assert_eq!((nobody.out.as_str(), nobody.err.trim()), ("", "没有这个账号"));
}

#[test]
fn a_slip_in_the_path_founds_nothing() {
    let folder = Folder::new();
    let data = folder.at("dta");
    let ran = run(&["admin", "reset-password", "anquan", "--data", &data]).ends(3);
    assert!(ran.err.contains("没有数据"), "{}", ran.err);
    assert!(!folder.path().join("dta").exists());
    run(&["admin", "reset-password", "--data", &data]).ends(2);
}

#[test]
fn the_help_speaks_both_languages() {
    let help = run(&["admin", "reset-password", "--help"]).ends(0).out;
    assert!(help.contains("重置口令") && help.contains("Reset a password"), "{help}");
}
