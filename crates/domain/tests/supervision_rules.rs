//! 督办、督导、通报规则 as files: every fault is told with file, line and remedy; a county tightens and
//! does not loosen; without the file the rules are silent and the rest stands.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod common;

use common::broken::{faults, line_of, listed};
use common::{replaced, shipped_files, text};
use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};

const FILE: &str = "national/supervision_tasks.toml";
const COUNTY: &str = "county/qinghe/supervision.toml";

fn check(rows: &[(&str, &str, &str, &str)]) {
    let shipped = shipped_files();
    for (old, new, fault, remedy) in rows {
        let files = replaced(&shipped, FILE, old, new);
        let found = faults(&files);
        let expected = |one: &Diagnostic| {
            one.file == FILE
                && one.line > 0
                && one.wrong.contains(fault)
                && one.right.contains(remedy)
        };
        assert!(found.iter().any(expected), "“{new}”: {fault} / {remedy}\n{}", listed(&found));
    }
}

#[test]
fn faults_are_told() {
    check(&[
        ("extension_times = 1", "extension_time = 1", "缺少 extension_times", "写上"),
        (
            "extension_times = 1",
            "extension_times = 1\nanswer_hold = 1",
            "answer_hold",
            "answer_holds",
        ),
        ("answer_holds = \"5 working days\"", "answer_holds = 5", "写的是整数", "带单位"),
        ("late_report = 0.5", "late_report = -0.5", "不能是 -0.5", "最多两位小数"),
        ("late_report = 0.5", "late_report = 0.125", "不能是 0.125", "最多两位小数"),
        ("late_report = 0.5", "late_report = 0", "不能是 0", "大于零"),
        ("late_report = 0.5", "late_report = \"0.5\"", "写的是文字", "分数"),
        ("    \"facts_clear\",\n", "    \"fact_clear\",\n", "“fact_clear”不认识", "facts_clear"),
        ("code = \"media\"", "code = \"Media\"", "不能用的字符", "小写"),
        ("source_kind = \"media\"", "source_kind = \"medium\"", "“medium”不认识", "media"),
        ("source_kind = \"media\"", "source_kind = \"minutes\"", "同一种来源和缓急", "只写一条"),
        ("source_kind = \"media\"", "source_kind = \"minutes\"", "缺少来源 media", "三种缓急"),
        (
            "urgency = \"difficult\"",
            "urgency = \"normal\"",
            "缺少来源 instruction 的 difficult",
            "三种",
        ),
        (
            "counts_from = \"source_day\"",
            "counts_from = \"source_date\"",
            "“source_date”不认识",
            "source_day",
        ),
        ("team = 3", "team = 0", "不能是 0", "1 到"),
        ("\"public\", ", "\"publics\", ", "“publics”不认识", "public"),
        (
            "receipt = { limit = \"2 working days\"",
            "receipt = { limit = \"2\"",
            "没有单位",
            "working",
        ),
    ]);
}

#[test]
fn urging_has_three_levels() {
    let second = "    { limit = \"3 working days\", source = \"督查工作制度\" },\n";
    let found = faults(&replaced(&shipped_files(), FILE, second, ""));
    assert_eq!(found.len(), 1, "{}", listed(&found));
    assert!(
        found[0].wrong.contains("写了 2 级") && found[0].right.contains("3 级"),
        "{}",
        found[0]
    );
}

fn with_county(more: &str) -> Vec<RuleFile> {
    let mut files = shipped_files();
    let head = "[about]\ntitle = \"督办\"\nbasis = \"青禾县（虚构）\"\n\n";
    files.push(RuleFile { path: COUNTY.to_owned(), text: format!("{head}{more}") });
    files
}

fn row(section: &str, line: &str) -> String {
    let code = match section {
        "[[task_limit]]" => "code = \"document\"\n",
        _ => "",
    };
    format!("{section}\n{code}{line}\nsource = \"青禾效能办法\"\nfrom = 2025-01-01\n")
}

/// One row each: what a county writes, and whether it may.
#[test]
fn a_county_tightens_and_does_not_loosen() {
    for (section, line, fault) in [
        ("[[task_limit]]", "limit = \"20 calendar days\"", None),
        ("[[task_limit]]", "limit = \"31 calendar days\"", Some("比国家规则的 30 日")),
        ("[[task_limit]]", "limit = \"1 month\"", Some("比不出宽严")),
        ("[task]", "close_tests = [\"facts_clear\"]", Some("少了国家规则要求的")),
        ("[task]", "answer_holds = \"3 working days\"", None),
        ("[inspection]", "regular_per_term = 3", None),
        ("[inspection]", "regular_per_term = 1", Some("少于国家规则的 2")),
        ("[inspection]", "team = 2", Some("少于国家规则的 3")),
        ("[inspection]", "comprehensive_years = 3", None),
        ("[inspection]", "comprehensive_years = 6", Some("多于国家规则的 5")),
        ("[inspection]", "questions = 7", Some("多于国家规则的 6")),
        ("[inspection]", "heard = [\"public\"]", Some("少了国家规则要求听取的")),
        ("[inspection]", "defence = \"7 working days\"", None),
        ("[inspection]", "defence = \"3 working days\"", Some("比国家规则的 5 个工作日")),
        ("[inspection]", "rectify = \"40 calendar days\"", Some("比国家规则的 30 日")),
        ("[circular]", "receipt = \"3 working days\"", Some("比国家规则的 2 个工作日")),
        ("[circular]", "receipt = \"1 working day\"", None),
    ] {
        let files = with_county(&row(section, line));
        let found = faults(&files);
        match fault {
            None => assert_eq!(listed(&found), "", "{line}"),
            Some(fault) => {
                let at = line_of(text(&files, COUNTY), line);
                let expected = |one: &Diagnostic| {
                    one.file == COUNTY && one.line == at && one.wrong.contains(fault)
                };
                assert!(found.iter().any(expected), "{line}: {fault}\n{}", listed(&found));
            }
        }
    }
}

#[test]
fn without_the_file_the_rules_are_silent() {
    let files: Vec<RuleFile> =
        shipped_files().into_iter().filter(|file| file.path != FILE).collect();
    let found = faults(&files);
    // Other files may cite its documents; nothing else depends on it.
    assert!(found.iter().all(|one| one.wrong.contains("依据")), "{}", listed(&found));
    if let Ok(rules) = Rules::read(&files) {
        let book = rules.on("2026-03-02".parse().unwrap());
        assert!(book.task.is_none() && book.inspection.is_none() && book.circular.is_none());
    }
}

/// A limit without [task] is a fault, not silence.
#[test]
fn limits_alone_are_a_fault() {
    let files = replaced(&shipped_files(), FILE, "[task]\nurging", "[tasks]\nurging");
    let found = faults(&files);
    assert!(found.iter().any(|one| one.wrong.contains("“tasks”") && one.right.contains("task")));
    assert!(found.iter().any(|one| one.wrong.contains("没有督办规则")), "{}", listed(&found));
}
