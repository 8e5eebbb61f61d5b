//! `xiaoneng backup` and `xiaoneng restore`: as an operator's script would run them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};

use common::{Folder, begin, run};

#[test]
fn a_backup_is_made_restored_and_verified() {
    let folder = Folder::new();
    let data = folder.imported(20);
    let (file, into) = (folder.at("b.xnbak"), folder.at("new"));
    let made = run(&["backup", "--data", &data, "--to", &file]).ends(0);
    assert_eq!(made.out.trim(), file);
    assert!(made.err.contains("密钥不在里面"), "{}", made.err);
    run(&["backup", "--data", &data, "--to", &file]).ends(2);
    let keys = format!("{data}/keys");
    run(&["restore", &file, "--into", &data, "--keys", &keys]).ends(2);
    run(&["restore", &file, "--into", &into]).ends(2);
    let told = run(&["restore", &file, "--into", &into, "--keys", &keys]).ends(0);
    assert!(told.out.contains("核验通过"), "{}", told.out);
    let verified = run(&["ledger", "verify", "--data", &into, "--json"]).ends(0).json();
    assert_eq!(verified["sound"], true);
    let before = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    let after = run(&["report", "timeliness", "--data", &into, "--json"]).ends(0).json();
    assert_eq!(before, after);

    let mut bytes = fs::read(&file).unwrap();
    bytes.truncate(bytes.len() / 2);
    let half = folder.write("half.xnbak", bytes);
    let other = folder.at("other");
    let refused = run(&["restore", &half, "--into", &other, "--keys", &keys]).ends(3);
    assert!(refused.err.contains("损坏或不完整"), "{}", refused.err);
    assert!(fs::metadata(&other).is_err(), "nothing stays behind");
}

#[test]
fn a_pass_phrase_takes_the_keys_along() {
    let folder = Folder::new();
    let data = folder.imported(2);
    let phrase = folder.write("phrase.txt", "青禾 南湖 松林 明德 2026\n");
    let (file, into) = (folder.at("b.xnbak"), folder.at("new"));
    run(&["backup", "--data", &data, "--to", &file, "--with-keys"]).ends(2);
    let with = ["backup", "--data", &data, "--to", &file, "--phrase-file", &phrase, "--with-keys"];
    run(&with).ends(0);
    run(&["restore", &file, "--into", &into, "--phrase-file", &phrase]).ends(0);
    run(&["ledger", "verify", "--data", &into]).ends(0);
}

/// The service need not stop for a backup; an empty installation shows its set-up key once.
#[test]
fn a_backup_is_made_beside_a_running_service() {
    let folder = Folder::new();
    let data = folder.at("data");
    let mut server = begin(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let key = lines.find(|line| line.as_ref().unwrap().contains("开通密钥")).unwrap().unwrap();
    let key: String =
        key.chars().filter(|sign| "-0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".contains(*sign)).collect();
    assert_eq!(key.trim_end_matches('-').len(), 19, "{key}");
    let database = fs::read(format!("{data}/xiaoneng.db")).unwrap();
    let plain = key.replace('-', "");
    assert!(!database.windows(16).any(|window| window == plain.as_bytes()), "kept as a hash");
    let file = folder.at("b.xnbak");
    run(&["backup", "--data", &data, "--to", &file]).ends(0);
    std::process::Command::new("kill").arg(server.id().to_string()).status().unwrap();
    server.wait().unwrap();
    let into = folder.at("new");
    let keys = format!("{data}/keys");
    run(&["restore", &file, "--into", &into, "--keys", &keys]).ends(0);
}
