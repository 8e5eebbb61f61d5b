//! `xiaoneng import replies`: what is taken, what is not and why, and that nothing comes twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use common::{COLUMNS, Folder, messages_csv, real_data, run};
use serde_json::{Value, json};

#[test]
fn a_dry_run_makes_no_folder() {
    let folder = Folder::new();
    let file = folder.write("messages.csv", messages_csv(1..=3));
    let data = folder.at("new/data");
    let ran = run(&["import", "replies", &file, "--data", &data, "--dry-run", "--json"]).ends(0);
    assert_eq!(ran.json()["imported"], 3);
    assert!(!Path::new(&data).exists(), "a dry run made the folder");
    assert!(!folder.path().join("new").exists());
}

#[test]
fn a_dry_run_tells_what_stands_already_and_adds_nothing() {
    let folder = Folder::new();
    let data = folder.imported(4);
    let more = folder.write("more.csv", messages_csv(3..=9));
    let ran = run(&["import", "replies", &more, "--data", &data, "--dry-run", "--json"]).ends(0);
    let told = ran.json();
    assert_eq!((&told["imported"], &told["unchanged"]), (&json!(5), &json!(2)));
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(verified["streams"], 5, "four matters and the rules");
}

#[test]
fn running_again_changes_nothing() {
    let folder = Folder::new();
    let data = folder.imported(6);
    let verify = ["ledger", "verify", "--data", &data, "--json"];
    let before = run(&verify).ends(0).json();
    let file = folder.at("messages.csv");
    let ran = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(0);
    let expected = json!({"rows": 6, "imported": 0, "unchanged": 6, "rejected": []});
    assert_contains(&ran.json(), &expected);
    let after = run(&verify).ends(0).json();
    assert_eq!(before["events"], after["events"]);
    assert_eq!(before["checkpoints"], after["checkpoints"]);
    assert_eq!(after["unsealed"], 0, "the tail is sealed at every command's end");
}

#[test]
fn the_same_id_with_other_content_is_rejected_and_the_first_stays() {
    let folder = Folder::new();
    let data = folder.imported(2);
    let changed = messages_csv([2, 3]).replace("站点 2", "站点 二");
    let file = folder.write("changed.csv", &changed);
    let ran = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(1);
    let told = ran.json();
    assert_eq!(told["imported"], 1);
    let rejected = &told["rejected"][0];
    assert_eq!((&rejected["line"], &rejected["id"]), (&json!(2), &json!("m2")));
    assert!(rejected["reason"].as_str().unwrap().contains("内容不同"), "{rejected}");
    // The same within one file: the first counts, and the same row once more is no fault.
    let twice = format!("{}{}", messages_csv([8]), &messages_csv([8, 8])[COLUMNS.len()..])
        .replacen("站点 8", "另一站点", 2)
        .replacen("另一站点", "站点 8", 1);
    let file = folder.write("twice.csv", &twice);
    let told = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(1).json();
    assert_eq!((&told["imported"], &told["unchanged"]), (&json!(1), &json!(1)));
    assert_eq!(told["rejected"][0]["id"], "m8");
}

/// A row, and words of the reason for which it is not taken.
const NOT_TAKEN: &[(&str, &str)] = &[
    (",2019-01-02 08:00:00,题,文,,", "id 是空的"),
    ("  ,2019-01-02 08:00:00,题,文,,", "id 是空的"),
    ("r3,2020-02-30 08:00:00,题,文,,", "2020-02-30"),
    ("r4,2019-13-01,题,文,,", "message_time"),
    ("r5,昨天,题,文,,", "message_time"),
    ("r6,,题,文,,", "message_time"),
    ("r7,2019-01-02 25:00:00,题,文,,", "message_time"),
    ("r8,2019-01-02 08:00:00,题,文,2019-02-29,复", "reply_time"),
    ("r9,2019-01-02 08:00:00,题,文,2019-01-02 07:59:59,复", "早于来信"),
    ("r10,2019-01-02 08:00:00,题,文,2019-01-01,复", "早于来信"),
    ("r11,2019-01-02 08:00:00,题,文,2019-01-03 08:00:00,", "只有其一"),
    ("r12,2019-01-02 08:00:00,题,文,,复", "只有其一"),
    ("r13,2019-01-02 08:00:00, , ,,", "空的"),
    ("r14,2019-01-02 08:00:00,题,文\0字,,", "NUL"),
    ("r15,2019-01-02 08:00:00,题,文,", "5 个字段，应为 6 个"),
    ("r16,2019-01-02 08:00:00,题,文,,,多", "7 个字段，应为 6 个"),
    // Ahead of the present: no history.
    ("r17,9999-01-02 08:00:00,题,文,,", "\"r17\" \""),
];

#[test]
fn every_row_that_is_not_taken_is_named_with_its_line_and_its_reason() {
    let folder = Folder::new();
    let mut table = COLUMNS.to_owned();
    for (row, _) in NOT_TAKEN {
        table.push_str(row);
        table.push_str("\r\n");
    }
    let long = format!("r18,2019-01-02 08:00:00,题,{},,\r\n", "字".repeat(5_000));
    table.push_str(&long);
    let good = "g1,2019-01-02 08:00:00,题,文,2019-01-02,日期不带时刻\r\n";
    let mut bytes = table.into_bytes();
    bytes.extend(b"r19,2019-01-02 08:00:00,\xcc\xe2,\xce\xc4,,\r\n");
    bytes.extend(good.as_bytes());
    bytes.extend(b"r20,2019-01-02 08:00:00,\"never closed,x,,\r\nswallowed,2019-01-02,a,b,,\r\n");
    let (file, data) = (folder.write("bad.csv", bytes), folder.at("data"));

    let told = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(1).json();
    assert_eq!(told["imported"], 1, "a date alone on the day of the message is taken: {told}");
    let rejected = told["rejected"].as_array().unwrap();
    assert_eq!(rejected.len(), NOT_TAKEN.len() + 3, "{told}");
    for (at, (row, reason)) in NOT_TAKEN.iter().enumerate() {
        let named = &rejected[at];
        assert_eq!(named["line"], json!(at + 2), "{row}");
        let text = format!("{} {}", named["id"], named["reason"]);
        assert!(text.contains(reason), "{row}: {named}");
    }
    let after = NOT_TAKEN.len();
    let line = |at: usize| rejected[after + at]["line"].as_u64().unwrap() as usize;
    let reason = |at: usize| rejected[after + at]["reason"].as_str().unwrap();
    assert!(line(0) == after + 2 && reason(0).contains("5000 字（共 5001 字）"), "{}", reason(0));
    assert!(line(1) == after + 3 && reason(1).contains("UTF-8"), "{}", reason(1));
    assert!(line(2) == after + 5 && reason(2).contains("请检查引号"), "{}", reason(2));
    // People are told the same.
    let ran = run(&["import", "replies", &file, "--data", &folder.at("other")]).ends(1);
    for (at, (row, _)) in NOT_TAKEN.iter().enumerate() {
        assert!(ran.out.contains(&format!("第 {} 行未导入", at + 2)), "{row}: {}", ran.out);
    }
    assert!(ran.out.contains("未导入 20 行"), "{}", ran.out);
}

#[test]
fn a_story_of_5000_characters_is_taken_and_one_more_is_not() {
    // decisions.md C25: 5,000 is the domain's limit.
    let folder = Folder::new();
    let row = |id: &str, length: usize| {
        format!("{id},2019-01-02 08:00:00,题,{},,\r\n", "字".repeat(length - 1))
    };
    let table = format!("{COLUMNS}{}{}", row("a", 5_000), row("b", 5_001));
    let (file, data) = (folder.write("long.csv", table), folder.at("data"));
    let told = run(&["import", "replies", &file, "--data", &data, "--json"]).ends(1).json();
    assert_eq!((&told["imported"], &told["rejected"][0]["id"]), (&json!(1), &json!("b")));
}

#[test]
fn what_is_no_such_table_is_refused_with_code_2() {
    let folder = Folder::new();
    let cases: [(&[u8], &str); 5] = [
        (b"", "空"),
        (b"id,time,title,body\r\n", "message_time、reply_time、reply_text"),
        (b"id,message_time,title,body,reply_time,reply_text,id\r\n", "两次"),
        (b"\xb1\xe0\xba\xc5,message_time,title,body,reply_time,reply_text\r\n", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0", "UTF-8"),
    ];
    for (at, (content, word)) in cases.into_iter().enumerate() {
        let file = folder.write(&format!("{at}.csv"), content);
        let ran = run(&["import", "replies", &file, "--data", &folder.at("data")]).ends(2);
        assert!(ran.err.contains(word), "{at}: {}", ran.err);
        let ran =
            run(&["import", "replies", &file, "--data", &folder.at("x"), "--dry-run"]).ends(2);
        assert!(ran.err.contains(word), "{at}: {}", ran.err);
    }
    for missing in [folder.at("no-such.csv"), folder.at(".")] {
        let ran = run(&["import", "replies", &missing, "--data", &folder.at("data")]).ends(2);
        assert!(ran.err.contains(&missing), "{}", ran.err);
        assert!(ran.err.contains("找不到") || ran.err.contains("文件夹"), "{}", ran.err);
    }
}

#[test]
fn a_unit_that_nobody_knows_is_refused() {
    let folder = Folder::new();
    let file = folder.write("messages.csv", messages_csv(1..=2));
    for more in [&["--unit", "XX99"][..], &["--unit", "XX99", "--dry-run"]] {
        let data = folder.at("data");
        let ran = run(&[&["import", "replies", &file, "--data", &data], more].concat()).ends(2);
        assert!(ran.err.contains("XX99"), "{}", ran.err);
    }
}

#[test]
fn imported_history_carries_both_times_and_sends_nothing() {
    let folder = Folder::new();
    let data = folder.imported(1);
    let proof = run(&["ledger", "proof", "2019-01020001", "--data", &data]).ends(0).json();
    assert_eq!(proof["kind"], "imported/1");
    // 2019-01-02T08:15 in Shanghai.
    assert_eq!(proof["occurred_at"], json!(1_546_388_100_000_000_i64));
    assert!(proof["recorded_at"].as_i64() > proof["occurred_at"].as_i64());
    assert!(!Path::new(&data).join("outgoing").exists(), "a notice went out");
    assert!(!proof.to_string().contains("校车"), "the ledger holds a text");
}

#[test]
fn real_data_every_row_could_be_taken() {
    let Some(file) = real_data("replies_train.csv") else { return };
    let folder = Folder::new();
    let file = file.to_str().unwrap();
    let arguments = ["import", "replies", file, "--data", &folder.at("d"), "--dry-run", "--json"];
    let told = run(&arguments).ends(0).json();
    let expected = json!({"rows": 2_278, "imported": 2_278, "unchanged": 0, "rejected": []});
    assert_contains(&told, &expected);
}

/// Every field named holds what is expected.
#[track_caller]
fn assert_contains(told: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&told[name], value, "{name}");
    }
}
