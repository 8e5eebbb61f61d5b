//! The folder as a whole: where files stand, what bytes they hold, and the digest over them.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::broken::{faults, listed, only_fault};
use common::{small_files, text};
use xiaoneng_domain::rules::{RuleFile, Rules};

/// The small rulebook with one more file.
fn with(path: &str, text: &str) -> Vec<RuleFile> {
    let mut files = small_files();
    files.push(RuleFile { path: path.into(), text: text.into() });
    files
}

const ABOUT: &str = "[about]\ntitle = \"某\"\nbasis = \"某\"\n";

#[test]
fn an_empty_folder() {
    let fault = only_fault(&[]);
    assert!(fault.wrong.contains("没有规则文件"), "{fault}");
    let years: Vec<RuleFile> =
        small_files().into_iter().filter(|file| file.path.starts_with("calendar")).collect();
    let found = faults(&years);
    assert!(found.iter().any(|one| one.wrong.contains("没有任何国家规则")), "{}", listed(&found));
    assert!(found.iter().any(|one| one.wrong.contains("缺少作息")), "{}", listed(&found));
}

#[test]
fn a_file_in_a_wrong_place() {
    for path in [
        "limits.toml",
        "provincial/limits.toml",
        "national/deeper/limits.toml",
        "county/limits.toml",
        "county/lian/deeper/limits.toml",
        "national/limits.json",
        "national/.toml",
        "county//limits.toml",
        "county/../limits.toml",
        "/national/limits.toml",
        "national\\limits.toml",
    ] {
        let fault = only_fault(&with(path, ABOUT));
        assert_eq!((fault.file.as_str(), fault.line), (path, 0));
        assert!(fault.wrong.contains("不在规则文件夹"), "{fault}");
        assert!(fault.right.contains("county/<县名>/"), "{fault}");
    }
}

#[test]
fn a_second_county() {
    let fault = only_fault(&with("county/other/county.toml", ABOUT));
    assert!(
        fault.wrong.contains("county/lian/") && fault.wrong.contains("county/other/"),
        "{fault}"
    );
}

#[test]
fn a_file_given_twice() {
    let files = small_files();
    let again = text(&files, "calendar/2026.toml").to_owned();
    let fault = only_fault(&with("calendar/2026.toml", &again));
    assert!(fault.wrong.contains("给了两次"), "{fault}");
}

#[test]
fn a_file_that_explains_is_no_rule() {
    assert_eq!(listed(&faults(&with("README.md", "不是规则"))), "");
    assert_eq!(listed(&faults(&with("national/notes.md", "[[["))), "");
}

#[test]
fn a_file_that_is_too_large() {
    let spaces = " ".repeat(1 << 20);
    assert_eq!(
        listed(&faults(&with("national/more.toml", &format!("{ABOUT}{}", &spaces[..1000])))),
        ""
    );
    let fault = only_fault(&with("national/more.toml", &format!("{ABOUT}{spaces}")));
    assert!(fault.wrong.contains("太大") && fault.right.contains("1 MiB"), "{fault}");
    let fault = RuleFile::from_bytes("national/more.toml", spaces.repeat(2).as_bytes());
    assert!(fault.expect_err("too large").wrong.contains("太大"));
    assert!(RuleFile::from_bytes("national/more.toml", spaces.as_bytes()).is_ok());
}

#[test]
fn bytes_that_are_no_text() {
    let nul = RuleFile::from_bytes("a.toml", b"one\ntwo\0\n").expect_err("a NUL");
    assert_eq!((nul.file.as_str(), nul.line), ("a.toml", 2));
    assert!(nul.wrong.contains("NUL"), "{nul}");
    // 规则 in GBK.
    let gbk = RuleFile::from_bytes("a.toml", b"one\ntwo\n\xb9\xe6\xd4\xf2").expect_err("GBK");
    assert_eq!(gbk.line, 3);
    assert!(gbk.wrong.contains("UTF-8") && gbk.right.contains("GBK"), "{gbk}");
    let good = RuleFile::from_bytes("a.toml", "规则".as_bytes()).expect("UTF-8");
    assert_eq!((good.path.as_str(), good.text.as_str()), ("a.toml", "规则"));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_no_harm() {
    let mut files = small_files();
    for file in &mut files {
        file.text = format!("\u{feff}{}", file.text.replace('\n', "\r\n"));
    }
    assert_eq!(listed(&faults(&files)), "");
    let broken: Vec<RuleFile> = files
        .into_iter()
        .map(|file| RuleFile {
            text: file.text.replace("\npercent = 50", "\npercent = 500"),
            ..file
        })
        .collect();
    assert_eq!(only_fault(&broken).line, 38);
}

#[test]
fn the_digest_covers_path_and_text_of_every_file() {
    let digest = |files: &[RuleFile]| Rules::read(files).expect("no fault").digest();
    let files = small_files();
    let first = digest(&files);
    let mut reversed = files.clone();
    reversed.reverse();
    assert_eq!(digest(&reversed), first);
    let mut renamed = files.clone();
    let common = renamed.iter_mut().find(|file| file.path == "national/common.toml");
    common.expect("it is there").path = "national/commons.toml".into();
    assert_ne!(digest(&renamed), first);
    let mut changed = files.clone();
    changed[0].text.push('\n');
    assert_ne!(digest(&changed), first);
    assert_ne!(digest(&with("README.md", "")), first);
    // Where a path ends and a text begins is part of it.
    let one = digest(&with("a.md", "b.md"));
    assert_ne!(one, digest(&with("a.mdb.md", "")));
}
