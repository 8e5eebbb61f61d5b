//! `xiaoneng ledger`: whoever has the file can change it; nobody can do so unnoticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, messages_csv, run, run_with};
use serde_json::{Value, json};

/// Does to the database what no command would, as somebody with the file can.
fn tamper(data: &str, statements: &str) {
    let file = rusqlite::Connection::open(Path::new(data).join("xiaoneng.db")).unwrap();
    file.execute_batch(
        "DROP TRIGGER IF EXISTS event_is_never_changed;
         DROP TRIGGER IF EXISTS event_is_never_deleted;",
    )
    .unwrap();
    file.execute_batch(statements).unwrap();
}

/// One number out of the database.
fn number(data: &str, statement: &str) -> i64 {
    let file = rusqlite::Connection::open(Path::new(data).join("xiaoneng.db")).unwrap();
    file.query_row(statement, [], |row| row.get(0)).unwrap()
}

/// Verifies, and gives what was found as JSON after seeing that people are told the same.
#[track_caller]
fn faults(data: &str) -> Vec<Value> {
    let told = run(&["ledger", "verify", "--data", data, "--json"]).ends(1).json();
    assert_eq!(told["sound"], false);
    let ran = run(&["ledger", "verify", "--data", data]).ends(1);
    assert!(ran.out.contains("核验不通过"), "{}", ran.out);
    let faults = told["problems"].as_array().unwrap().clone();
    for fault in &faults {
        assert!(ran.out.contains(fault["what"].as_str().unwrap()), "{fault}: {}", ran.out);
    }
    faults
}

/// That some fault names the matter, and what is said of it.
#[track_caller]
fn is_named(faults: &[Value], matter: &str, words: &str) {
    let stream = json!(format!("matter/{matter}"));
    let names = |fault: &&Value| fault["stream"] == stream;
    let named: Vec<&Value> = faults.iter().filter(names).collect();
    let says = |fault: &&Value| fault["what"].as_str().unwrap().contains(words);
    assert!(named.iter().any(says), "{matter}, {words}: {faults:#?}");
}

#[test]
fn what_nobody_touched_is_sound_and_all_sealed() {
    let folder = Folder::new();
    let data = folder.imported(5);
    let told = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(told["sound"], true);
    assert_eq!((&told["events"], &told["unsealed"]), (&json!(6), &json!(0)));
    assert_eq!(told["problems"], json!([]));
    assert_eq!(told["texts"]["problems"], json!([]));
    // Five stories and four replies; every fourth message waits for one.
    assert_eq!(told["texts"]["count"], 9);
    assert!(told["published"].as_u64() >= Some(1));
    let ran = run(&["ledger", "verify", "--data", &data]).ends(0);
    assert!(ran.out.contains("核验通过") && ran.out.contains("未封存的尾部 0 条"), "{}", ran.out);
}

#[test]
fn one_byte_changed_in_any_column_is_found_in_its_place() {
    let columns = [
        ("body", "replace(body, 'history', 'histary')"),
        ("kind", "'imported/2'"),
        ("actor", "'staff:JY01-01'"),
        ("occurred_at", "occurred_at + 1"),
        ("recorded_at", "recorded_at - 1"),
        ("hash", "(SELECT hash FROM event WHERE seq = 1)"),
    ];
    let folder = Folder::new();
    let data = folder.imported(4);
    let kept = folder.at("kept.db");
    fs::copy(Path::new(&data).join("xiaoneng.db"), &kept).unwrap();
    for (column, changed) in columns {
        fs::copy(&kept, Path::new(&data).join("xiaoneng.db")).unwrap();
        let place = "WHERE stream = 'matter/2019-01030001'";
        tamper(&data, &format!("UPDATE event SET {column} = {changed} {place}"));
        let faults = faults(&data);
        is_named(&faults, "2019-01030001", "不符");
        let elsewhere = |fault: &&Value| fault["stream"] != "matter/2019-01030001";
        let others: Vec<&Value> =
            faults.iter().filter(|fault| fault["stream"].is_string()).filter(elsewhere).collect();
        assert!(others.is_empty(), "{column}: the others are as they were: {others:?}");
    }
}

#[test]
fn a_deleted_row_is_found() {
    let folder = Folder::new();
    let data = folder.imported(4);
    let seq = number(&data, "SELECT seq FROM event WHERE stream = 'matter/2019-01040001'");
    tamper(&data, &format!("DELETE FROM event WHERE seq = {seq}"));
    let faults = faults(&data);
    let lost = faults.iter().find(|fault| fault["seq"] == json!(seq));
    let lost = lost.unwrap_or_else(|| panic!("第 {seq} 条: {faults:#?}"));
    assert!(lost["what"].as_str().unwrap().contains("不见了"), "{lost}");
}

#[test]
fn two_rows_exchanged_with_their_hashes_are_found_in_both_places() {
    let folder = Folder::new();
    let data = folder.imported(4);
    tamper(
        &data,
        "CREATE TEMP TABLE two AS SELECT * FROM event
             WHERE stream IN ('matter/2019-01020001', 'matter/2019-01040001');
         DELETE FROM event WHERE seq IN (SELECT seq FROM two);
         INSERT INTO event SELECT (SELECT seq FROM two AS other WHERE other.seq <> two.seq),
             stream, version, occurred_at, recorded_at, actor, kind, body, hash FROM two;
         DELETE FROM pending;",
    );
    let faults = faults(&data);
    is_named(&faults, "2019-01020001", "调换");
    is_named(&faults, "2019-01040001", "调换");
}

#[test]
fn an_added_row_is_found() {
    let folder = Folder::new();
    let data = folder.imported(2);
    let add =
        "INSERT INTO event (stream, version, occurred_at, recorded_at, actor, kind, body, hash)
         SELECT 'matter/2019-01020009', 1, occurred_at, recorded_at, actor, kind, body, hash
         FROM event WHERE stream = 'matter/2019-01020001'";
    // Past the sealer …
    tamper(&data, &format!("DROP TRIGGER event_is_pending; {add}"));
    is_named(&faults(&data), "2019-01020009", "绕过账本");
    // … and as if it waited for it.
    let other = Folder::new();
    let data = other.imported(2);
    tamper(&data, add);
    is_named(&faults(&data), "2019-01020009", "不符");
}

#[test]
fn a_tail_cut_off_with_everything_that_belongs_to_it_is_found_by_what_was_published() {
    let folder = Folder::new();
    let data = folder.imported(3);
    let kept = folder.at("kept.db");
    fs::copy(Path::new(&data).join("xiaoneng.db"), &kept).unwrap();
    let more = folder.write("more.csv", messages_csv(4..=6));
    run(&["import", "replies", &more, "--data", &data]).ends(0);
    // The database of before, which is sound in itself.
    fs::copy(&kept, Path::new(&data).join("xiaoneng.db")).unwrap();
    let faults = faults(&data);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let what = faults[0]["what"].as_str().unwrap();
    assert!(what.contains("公布共 7 条") && what.contains("只封存 4 条"), "{what}");
    // Whoever takes away what was published here as well is found by who kept it elsewhere.
    let published = Path::new(&data).join("published/checkpoints.txt");
    let elsewhere = folder.at("from-the-portal.txt");
    fs::rename(&published, &elsewhere).unwrap();
    run(&["ledger", "verify", "--data", &data]).ends(0);
    let arguments = ["ledger", "verify", "--data", &data, "--checkpoints", &elsewhere, "--json"];
    let told = run(&arguments).ends(1).json();
    assert!(told["problems"][0]["what"].as_str().unwrap().contains("公布共 7 条"), "{told}");
}

#[test]
fn what_a_restored_backup_lost_is_declared_and_the_ledger_goes_on() {
    // decisions.md D28.
    let folder = Folder::new();
    let data = folder.imported(3);
    let kept = folder.at("kept.db");
    fs::copy(Path::new(&data).join("xiaoneng.db"), &kept).unwrap();
    for last in [6, 9] {
        let more = folder.write("more.csv", messages_csv(1..=last));
        run(&["import", "replies", &more, "--data", &data]).ends(0);
    }
    fs::copy(&kept, Path::new(&data).join("xiaoneng.db")).unwrap();
    assert!(!faults(&data).is_empty(), "nobody declared anything yet");
    // Whoever only looks declares nothing.
    run(&["report", "timeliness", "--data", &data]).ends(0);
    run(&["ledger", "verify", "--data", &data]).ends(1);

    let other = folder.write("other.csv", messages_csv(20..=21));
    run(&["import", "replies", &other, "--data", &data]).ends(0);
    let told = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!((&told["events"], &told["unsealed"]), (&json!(6), &json!(0)));
    assert_eq!(told["declared_lost"], 2, "both published checkpoints that it lost: {told}");
    let ran = run(&["ledger", "verify", "--data", &data]).ends(0);
    assert!(ran.out.contains("其中 2 个封存点") && ran.out.contains("声明"), "{}", ran.out);
    // It is declared once, and what was lost comes in again.
    let again = folder.at("more.csv");
    run(&["import", "replies", &again, "--data", &data]).ends(0);
    let told = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!((&told["events"], &told["declared_lost"]), (&json!(12), &json!(2)));
    // There are proofs of what came in again.
    let proof = run(&["ledger", "proof", "2019-01090001", "--data", &data]).ends(0);
    let (proof, key) = (folder.write("proof.json", proof.out), format!("{data}/keys/seal.pub"));
    run(&["ledger", "check-proof", &proof, "--public-key", &key]).ends(0);
}

#[test]
fn a_tail_cut_off_without_its_checkpoint_is_found() {
    let folder = Folder::new();
    let data = folder.imported(4);
    tamper(
        &data,
        "DELETE FROM event WHERE seq >= 4; DELETE FROM leaf WHERE seq >= 4;
         UPDATE tile SET hashes = substr(hashes, 1, 3 * 32) WHERE level = 0;",
    );
    let faults = faults(&data);
    let says =
        |words: &str| faults.iter().any(|fault| fault["what"].as_str().unwrap().contains(words));
    assert!(says("只有 3 条：尾部被截去"), "{faults:#?}");
}

#[test]
fn a_checkpoint_that_was_forged_is_found() {
    let folder = Folder::new();
    let data = folder.imported(3);
    tamper(
        &data,
        "UPDATE checkpoint SET note = replace(note, char(10) || '4' || char(10),
        char(10) || '5' || char(10)) WHERE size = 4",
    );
    let faults = faults(&data);
    let says = |fault: &Value| fault["what"].as_str().unwrap().contains("封存点（共 4 条）不成立");
    assert!(faults.iter().any(says), "{faults:#?}");
}

#[test]
fn a_text_changed_in_the_vault_is_found() {
    let folder = Folder::new();
    let data = folder.imported(3);
    tamper(
        &data,
        "UPDATE text SET sealed = randomblob(length(sealed))
        WHERE stream = 'matter/2019-01020001'",
    );
    let told = run(&["ledger", "verify", "--data", &data, "--json"]).ends(1).json();
    let texts = told["texts"]["problems"].as_array().unwrap();
    assert!(
        !texts.is_empty() && texts.iter().all(|text| text.to_string().contains("2019-01020001"))
    );
    assert!(!told.to_string().contains("校车"), "a text is shown");
}

#[test]
fn the_file_and_the_public_key_alone_are_enough() {
    let folder = Folder::new();
    let data = folder.imported(4);
    let (bare, key) = (folder.at("bare"), folder.at("seal.pub"));
    fs::create_dir(&bare).unwrap();
    fs::copy(Path::new(&data).join("keys/seal.pub"), &key).unwrap();
    fs::copy(Path::new(&data).join("xiaoneng.db"), Path::new(&bare).join("xiaoneng.db")).unwrap();
    let verify = ["ledger", "verify", "--data", &bare, "--public-key", &key, "--json"];
    let told = run(&verify).ends(0).json();
    assert_eq!((&told["sealed"], &told["texts"]), (&json!(5), &Value::Null));
    assert!(!Path::new(&bare).join("keys").exists(), "verifying made keys");
    tamper(&bare, "UPDATE event SET body = replace(body, 'history', 'histary') WHERE seq = 3");
    assert_eq!(run(&verify).ends(1).json()["problems"][0]["seq"], 3);
    // Without any key there is nothing to verify against, and with another's it fails.
    let ran = run(&["ledger", "verify", "--data", &bare]).ends(3);
    assert!(ran.err.contains("seal.pub"), "{}", ran.err);
    let other = Folder::new();
    let foreign = Path::new(&other.imported(1)).join("keys/seal.pub");
    let foreign = foreign.to_str().unwrap();
    run(&["ledger", "verify", "--data", &data, "--public-key", foreign]).ends(1);
}

#[test]
fn a_proof_is_checked_with_the_public_key_alone() {
    let folder = Folder::new();
    let data = folder.imported(7);
    let proof = run(&["ledger", "proof", "2019-01050001", "--data", &data]).ends(0);
    let key = folder.write("bureau.pub", fs::read(Path::new(&data).join("keys/seal.pub")).unwrap());
    let file = folder.write("proof.json", &proof.out);
    fs::remove_dir_all(&data).unwrap();
    let ran = run(&["ledger", "check-proof", &file, "--public-key", &key]).ends(0);
    assert!(ran.out.contains("证明成立") && ran.out.contains("2019-01050001"), "{}", ran.out);
    let ran = run_with(&["ledger", "check-proof", "-", "--public-key", &key], proof.out.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);

    for (changed, what) in changes(&proof.json()) {
        let file = folder.write("changed.json", changed.to_string());
        let ran = run(&["ledger", "check-proof", &file, "--public-key", &key]);
        assert_eq!(ran.code, 1, "{what}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("证明不成立"), "{what}: {}", ran.out);
    }
    for garbage in ["", "[]", "{\"format\": 1}", "\u{0}"] {
        let file = folder.write("garbage.json", garbage);
        run(&["ledger", "check-proof", &file, "--public-key", &key]).ends(1);
    }
    let not_a_key = folder.write("not-a-key", "abc");
    run(&["ledger", "check-proof", &file, "--public-key", &not_a_key]).ends(2);
    run(&["ledger", "check-proof", &file, "--public-key", &folder.at("nowhere")]).ends(2);
}

/// A proof with each of its fields changed in turn.
fn changes(proof: &Value) -> Vec<(Value, String)> {
    let mut changes = Vec::new();
    for (name, value) in proof.as_object().unwrap() {
        let changed = match value {
            Value::Number(number) => vec![json!(number.as_i64().unwrap() + 1)],
            Value::String(text) => vec![json!(text.replacen('1', "2", 1)), json!("")],
            Value::Array(all) => vec![json!(all[1..])],
            Value::Null => vec![json!("00")],
            Value::Bool(_) | Value::Object(_) => panic!("{name}: {value}"),
        };
        for other in changed.into_iter().filter(|other| other != value) {
            let mut changed = proof.clone();
            changed[name] = other;
            changes.push((changed, name.clone()));
        }
        let mut without = proof.clone();
        without.as_object_mut().unwrap().remove(name);
        if !value.is_null() {
            changes.push((without, format!("without {name}")));
        }
    }
    changes
}

#[test]
fn there_is_no_proof_of_a_matter_that_nobody_brought() {
    let folder = Folder::new();
    let data = folder.imported(1);
    for number in ["2019-01090001", "", "x", "../organization"] {
        let ran = run(&["ledger", "proof", number, "--data", &data]).ends(2);
        assert!(ran.err.contains("没有编号为"), "{}", ran.err);
    }
}

#[test]
fn rebuilt_views_equal_the_kept_ones_and_a_changed_one_is_put_right() {
    let folder = Folder::new();
    let data = folder.imported(6);
    let rebuild = ["ledger", "rebuild", "--data", &data, "--json"];
    let told = run(&rebuild).ends(0).json();
    assert_eq!((&told["events"], &told["differing"]), (&json!(7), &json!(0)));
    tamper(
        &data,
        "UPDATE register SET delivered_at = delivered_at + 86400000000
        WHERE matter = '2019-01020001'; DELETE FROM register WHERE matter = '2019-01030001'",
    );
    let ran = run(&["ledger", "rebuild", "--data", &data]).ends(1);
    for matter in ["2019-01020001", "2019-01030001"] {
        assert!(ran.out.contains(matter), "{}", ran.out);
    }
    assert_eq!(run(&rebuild).ends(0).json()["differing"], 0);
}
