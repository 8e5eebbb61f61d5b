//! What a script may rely on: exit codes, quiet pipes, one process at a time, and that whatever
//! was cut short can be run again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use common::{Folder, begin, command, messages_csv, run};
use serde_json::json;

#[test]
fn wrong_usage_is_code_2_and_says_how_it_is_done() {
    let usages: &[&[&str]] = &[
        &[],
        &["nothing-of-ours"],
        &["import", "replies"],
        &["import", "replies", "x.csv"],
        &["import", "replies", "x.csv", "--data", "d", "--database", "postgres://x"],
        &["report", "timeliness"],
        &["report", "timeliness", "--data", "d", "--home", "h"],
        &["ledger", "proof", "--data", "d"],
        &["ledger", "check-proof", "x"],
        &["demo", "--data", "d", "--seed", "one"],
        &["demo", "--data", "d", "--matters", "0"],
        &["demo", "--data", "d", "--until", "2026-02-30"],
        &["explain", "--from", "2026-01-01"],
        &["explain", "--from", "2026-01-01", "--limit", "-5 working days"],
        &["explain", "--from", "2026-01-01", "--limit", "99999999999 working days"],
        &["rules", "check"],
    ];
    for usage in usages {
        let ran = run(usage);
        assert_eq!(ran.code, 2, "{usage:?}: {}{}", ran.out, ran.err);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{usage:?}: {}", ran.out);
    }
    assert!(!Path::new("d").exists());
}

#[test]
fn where_there_are_no_data_looking_is_code_3_and_makes_none() {
    let folder = Folder::new();
    fs::create_dir(folder.at("empty")).unwrap();
    fs::create_dir(folder.at("hollow")).unwrap();
    folder.write("hollow/xiaoneng.db", "");
    for data in ["missing", "empty", "hollow"].map(|name| folder.at(name)) {
        let looks: [&[&str]; 4] = [
            &["report", "timeliness"],
            &["report", "timeliness", "--json"],
            &["ledger", "verify"],
            &["ledger", "proof", "2019-01020001"],
        ];
        for look in looks {
            let ran = run(&[look, &["--data", &data]].concat()).ends(3);
            assert!(ran.out.is_empty() && ran.err.contains(&data), "{look:?}: {}", ran.err);
        }
        assert!(!Path::new(&data).join("keys").exists(), "looking made keys in {data}");
    }
    assert!(!Path::new(&folder.at("missing")).exists());
    assert_eq!(fs::read_dir(folder.at("empty")).unwrap().count(), 0);
}

#[test]
fn a_folder_that_cannot_be_made_is_code_3() {
    let folder = Folder::new();
    let messages = folder.write("messages.csv", messages_csv(1..=2));
    for data in [messages.clone(), format!("{messages}/below"), "/proc/xiaoneng/data".to_owned()] {
        for ran in [
            run(&["import", "replies", &messages, "--data", &data]).ends(3),
            run(&["demo", "--data", &data, "--matters", "1", "--only-make"]).ends(3),
        ] {
            assert!(ran.err.contains(&data) && !ran.err.contains("panicked"), "{}", ran.err);
        }
    }
}

#[test]
fn what_is_no_database_is_said_to_be_none() {
    let folder = Folder::new();
    let data = folder.imported(2);
    fs::write(Path::new(&data).join("xiaoneng.db"), "这不是数据库".repeat(500)).unwrap();
    for look in [&["report", "timeliness"][..], &["ledger", "verify"], &["ledger", "rebuild"]] {
        let ran = run(&[look, &["--data", &data]].concat()).ends(3);
        assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{}", ran.err);
    }
}

#[test]
fn a_demo_goes_into_an_empty_place_only() {
    let folder = Folder::new();
    let data = folder.imported(1);
    let ran = run(&["demo", "--data", &data, "--matters", "1", "--only-make"]).ends(2);
    assert!(ran.err.contains("已经有数据"), "{}", ran.err);
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(verified["events"], 2, "nothing was added");
}

#[test]
fn a_small_demo_can_be_looked_at_with_every_command() {
    let folder = Folder::new();
    let data = folder.at("demo");
    let made = [
        "demo",
        "--data",
        &data,
        "--matters",
        "6",
        "--seed",
        "7",
        "--until",
        "2026-09-30",
        "--only-make",
    ];
    let ran = run(&made).ends(0);
    assert!(ran.out.contains("种子 7，一年到 2026-09-30 为止"), "{}", ran.out);
    assert!(ran.err.is_empty(), "no bar where there is no terminal: {}", ran.err);
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!((&verified["sound"], &verified["unsealed"]), (&json!(true), &json!(0)));
    let report = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(report["total"]["matters"], 6);
    let rebuilt = run(&["ledger", "rebuild", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(rebuilt["differing"], 0);
    // What it says to look at next is there.
    let proof = ran.out.lines().find(|line| line.contains("ledger proof")).unwrap();
    let number = proof.split_whitespace().nth(3).unwrap();
    run(&["ledger", "proof", number, "--data", &data]).ends(0);
    run(&made).ends(2);
}

/// Commands that write something, over some data.
fn writers(data: &str) -> Vec<Vec<&str>> {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules");
    vec![
        vec!["explain", "--from", "2026-01-01", "--limit", "900 working days"],
        vec!["explain", "--from", "2026-01-01", "--limit", "900 working days", "--json"],
        vec!["report", "timeliness", "--data", data],
        vec!["report", "timeliness", "--data", data, "--json"],
        vec!["ledger", "verify", "--data", data],
        vec!["ledger", "verify", "--data", data, "--json"],
        vec!["ledger", "rebuild", "--data", data],
        vec!["ledger", "proof", "2019-01020001", "--data", data],
        vec!["rules", "check", rules],
        vec!["rules", "check", rules, "--json"],
        vec!["--help"],
    ]
}

#[test]
fn a_reader_that_goes_away_leaves_no_noise() {
    let folder = Folder::new();
    let data = folder.imported(3);
    let (key, proof) = (format!("{data}/keys/seal.pub"), folder.at("proof.json"));
    fs::write(&proof, run(&["ledger", "proof", "2019-01020001", "--data", &data]).out).unwrap();
    let mut commands = writers(&data);
    commands.push(vec!["ledger", "check-proof", &proof, "--public-key", &key]);
    commands.push(vec!["due"]);
    for arguments in commands {
        // Nobody reads from the first byte on.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let table = folder.write("due.csv", "start_date,working_days\n2026-09-18,5\n");
        let output = command(&arguments)
            .stdin(fs::File::open(table).unwrap())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
        assert!(err.is_empty(), "{arguments:?}: {err}");
    }
}

#[test]
fn a_reader_that_goes_away_after_the_first_line_leaves_no_noise() {
    let arguments = ["explain", "--from", "2026-01-01", "--limit", "9000 calendar days", "--json"];
    let mut child = begin(&arguments);
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!((line.as_str(), err.as_str()), ("{\n", ""));
}

#[test]
fn a_long_table_stops_quietly_when_its_reader_goes_away() {
    let mut child = begin(&["due"]);
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let table = format!("start_date,working_days\n{}", "2026-09-18,5\n".repeat(100_000));
    // It may stop reading at any byte.
    let _ = stdin.write_all(table.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn complaints_that_nobody_reads_are_no_failure() {
    let folder = Folder::new();
    let table = format!("start_date,working_days\n{}2026-09-18,5\n", "x,y\n".repeat(50));
    let table = folder.write("due.csv", table);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command(&["due"])
        .stdin(fs::File::open(table).unwrap())
        .stderr(writer)
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "faults were found");
    assert!(output.stdout.ends_with(b"2026-09-18,5,2026-09-24,0\n"));
}

#[test]
fn a_full_disk_behind_the_output_is_code_3() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        println!("not run: there is no /dev/full");
        return;
    };
    let folder = Folder::new();
    let data = folder.imported(3);
    let (key, proof) = (format!("{data}/keys/seal.pub"), folder.at("proof.json"));
    fs::write(&proof, run(&["ledger", "proof", "2019-01020001", "--data", &data]).out).unwrap();
    let mut commands = writers(&data);
    commands.retain(|arguments| arguments[0] != "--help");
    commands.push(vec!["ledger", "check-proof", &proof, "--public-key", &key]);
    for arguments in commands {
        let output = command(&arguments)
            .stdin(Stdio::null())
            .stdout(full.try_clone().unwrap())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {err}");
        assert!(err.contains("写出结果失败"), "{arguments:?}: {err}");
    }
}

/// An import from a pipe that waits for more after the messages given; most of them are read when
/// this answers, as the pipe holds little.
fn import_that_waits(data: &str, messages: &str) -> (Child, std::process::ChildStdin) {
    let mut child = begin(&["import", "replies", "/dev/stdin", "--data", data]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(messages.as_bytes()).unwrap();
    stdin.flush().unwrap();
    (child, stdin)
}

#[test]
fn a_second_process_on_the_same_folder_is_told_to_wait() {
    let folder = Folder::new();
    let data = folder.at("data");
    let (mut child, stdin) = import_that_waits(&data, &messages_csv(1..=1_000));
    let file = folder.write("messages.csv", messages_csv(1..=3));
    for arguments in [
        &["import", "replies", &file][..],
        &["report", "timeliness"],
        &["ledger", "verify"],
        &["ledger", "rebuild"],
        &["demo"],
    ] {
        let ran = run(&[arguments, &["--data", &data]].concat()).ends(3);
        assert!(ran.err.contains("另一个") && ran.err.contains(&data), "{}", ran.err);
    }
    // The first goes on as if nothing had been.
    drop(stdin);
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    child.wait().unwrap();
    assert!(output.contains("已导入 1000 行"), "{output}");
}

#[test]
fn an_import_that_was_killed_is_completed_by_running_it_again() {
    let folder = Folder::new();
    let data = folder.at("data");
    let table = messages_csv(1..=1_500);
    let (mut child, stdin) = import_that_waits(&data, &table);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    let stood = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    let events = stood["events"].as_u64().unwrap();
    assert!((2..=1_500).contains(&events), "in the middle of it: {stood}");

    let file = folder.write("messages.csv", &table);
    let told = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(0).json();
    assert_eq!(told["unchanged"], json!(events - 1), "what was acknowledged is there: {told}");
    assert_eq!(told["imported"], json!(1_501 - events), "{told}");
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!((&verified["events"], &verified["unsealed"]), (&json!(1_501), &json!(0)));
    let report = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(report["total"]["matters"], 1_500, "nothing came twice");
    assert_eq!(run(&["ledger", "rebuild", "--data", &data, "--json"]).json()["differing"], 0);
}

#[test]
fn a_disk_that_takes_no_more_loses_nothing() {
    let folder = Folder::new();
    let data = folder.at("data");
    let file = folder.write("messages.csv", messages_csv(1..=300));
    // No file may grow beyond a megabyte or two, and the signal for it is passed over.
    let limited = || -> common::Ran {
        let run = format!(
            "trap '' XFSZ; ulimit -f 2000; exec '{}' import replies '{file}' --data '{data}'",
            env!("CARGO_BIN_EXE_xiaoneng")
        );
        Command::new("sh").args(["-c", &run]).output().unwrap().into()
    };
    for _ in 0..2 {
        let ran = limited().ends(3);
        assert!(ran.err.contains("请检查磁盘"), "{}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
    run(&["ledger", "verify", "--data", &data]).ends(0);
    // With space again it goes on where it stopped.
    let told = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(0).json();
    let (imported, unchanged) = (told["imported"].as_u64(), told["unchanged"].as_u64());
    assert_eq!(imported.unwrap() + unchanged.unwrap(), 300, "{told}");
    assert!(imported > Some(0), "the disk was never full: {told}");
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!((&verified["events"], &verified["unsealed"]), (&json!(301), &json!(0)));
}
