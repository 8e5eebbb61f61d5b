//! `xiaoneng rules check`: every fault with its file, its line, what is wrong and what is right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, Ran, run, run_with};
use serde_json::json;

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules");

/// A copy of the shipped rules to break.
fn copy_of_rules(folder: &Folder) -> String {
    copy(Path::new(SHIPPED), &folder.path().join("rules"));
    folder.at("rules")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Replaces once; gives the line on which the new text stands.
fn replace(rules: &str, file: &str, old: &str, new: &str) -> usize {
    let path = Path::new(rules).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find(old).unwrap_or_else(|| panic!("“{old}” stands in {file}"));
    fs::write(&path, text.replacen(old, new, 1)).unwrap();
    text[..at].matches('\n').count() + 1
}

#[test]
fn the_shipped_rules_have_no_fault() {
    let ran = run(&["rules", "check", SHIPPED]).ends(0);
    assert!(ran.out.contains("没有错误"), "{}", ran.out);
    assert_eq!(run(&["rules", "check", SHIPPED, "--json"]).ends(0).json(), json!([]));
}

#[test]
fn a_broken_rule_is_named_with_file_and_line() {
    let breaks = [
        ("national/first_contact.toml", "sign = \"4 working hours\"", "sing = \"4 working hours\""),
        ("national/first_contact.toml", "\"4 working hours\"", "\"-4 working hours\""),
        ("national/channels.toml", "source = \"热线管理办法\"", "source = \"没有登记的依据\""),
        ("national/channels.toml", "from = 2007-01-01", "from = 2007-02-30"),
        ("national/channels.toml", "kind = \"hotline_order\"", "kind = \"hotline_odor\""),
    ];
    for (file, old, new) in breaks {
        let folder = Folder::new();
        let rules = copy_of_rules(&folder);
        let line = replace(&rules, file, old, new);
        let told = run(&["rules", "check", &rules, "--json"]).ends(1).json();
        let faults = told.as_array().unwrap();
        let is_there = |fault: &&serde_json::Value| fault["file"] == file && fault["line"] == line;
        let fault = faults.iter().find(is_there);
        let fault = fault.unwrap_or_else(|| panic!("{file}:{line} {new}: {told}"));
        for part in ["wrong", "right"] {
            assert!(!fault[part].as_str().unwrap().is_empty(), "{fault}");
        }
        let ran = run(&["rules", "check", &rules]).ends(1);
        let is_told = |line_of_text: &str| {
            line_of_text.contains(file)
                && line_of_text.contains(&line.to_string())
                && line_of_text.contains(fault["wrong"].as_str().unwrap())
        };
        assert!(ran.out.lines().any(is_told), "{}", ran.out);
        assert!(ran.out.contains(&format!("共 {} 处错误", faults.len())), "{}", ran.out);
    }
}

#[test]
fn a_file_that_is_no_text_or_no_toml_is_named() {
    let folder = Folder::new();
    let rules = copy_of_rules(&folder);
    let at = |name: &str| Path::new(&rules).join(name);
    fs::write(at("national/gbk.toml"), b"# ok\ntitle = \"\xb9\xe6\xd4\xf2\"\n").unwrap();
    fs::write(at("national/huge.toml"), vec![b'#'; (1 << 20) + 1]).unwrap();
    let ran = run(&["rules", "check", &rules]).ends(1);
    for words in ["national/gbk.toml", "UTF-8", "national/huge.toml", "1 MiB", "共 2 处错误"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    fs::remove_file(at("national/gbk.toml")).unwrap();
    fs::write(at("national/huge.toml"), "[about\n").unwrap();
    let told = run(&["rules", "check", &rules, "--json"]).ends(1).json();
    assert_eq!((&told[0]["file"], &told[0]["line"]), (&json!("national/huge.toml"), &json!(1)));
}

#[test]
fn a_folder_without_rules_is_a_fault_and_none_at_all_cannot_be_read() {
    let folder = Folder::new();
    fs::create_dir(folder.at("empty")).unwrap();
    run(&["rules", "check", &folder.at("empty")]).ends(1);
    let ran = run(&["rules", "check", &folder.at("nowhere")]).ends(3);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
    let file = folder.write("file.toml", "");
    run(&["rules", "check", &file]).ends(3);
}

#[test]
fn due_dates_go_by_the_rules_named() {
    // domain.md 3.2: Sunday, 20 September 2026 is worked; without the notice that is not known.
    let folder = Folder::new();
    let rules = copy_of_rules(&folder);
    let table = b"start_date,working_days\n2026-09-17,5\n";
    let due = |arguments: &[&str]| -> Ran { run_with(arguments, table).ends(0) };
    let before = due(&["due"]);
    assert_eq!(before.out.lines().nth(1), Some("2026-09-17,5,2026-09-23,0"), "{}", before.out);
    assert_eq!(due(&["due", "--rules", &rules]).out, before.out);
    fs::remove_file(Path::new(&rules).join("calendar/2026.toml")).unwrap();
    let without = due(&["due", "--rules", &rules]);
    assert_eq!(without.out.lines().nth(1), Some("2026-09-17,5,2026-09-24,1"), "an estimate");
    replace(&rules, "national/first_contact.toml", "sign =", "sing =");
    let ran = run_with(&["due", "--rules", &rules], table).ends(3);
    assert!(ran.err.contains("first_contact.toml") && ran.out.is_empty(), "{}", ran.err);
}
