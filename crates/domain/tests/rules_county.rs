//! 本县规则. A county tightens what the nation fixed and does not loosen it.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::broken::{appended, faults, line_of, listed, only_fault};
use common::{replaced, small_files, text};
use xiaoneng_domain::rules::Diagnostic;

const MATTERS: &str = "national/matters.toml";
const COUNTY: &str = "county/lian/county.toml";

#[test]
fn a_county_tightens_and_does_not_loosen() {
    let promise = "promised = \"12 working days\"";
    let with = |more: &str| format!("{promise}\n{more}");
    let row = |new: &str, at: &str, fault: &str, remedy: &str| {
        let files = replaced(&small_files(), COUNTY, promise, new);
        let line = line_of(text(&files, COUNTY), at);
        let found = faults(&files);
        let expected = |one: &&Diagnostic| {
            one.file == COUNTY
                && one.line == line
                && one.wrong.contains(fault)
                && one.right.contains(remedy)
        };
        assert_eq!(found.iter().filter(expected).count(), 1, "{new}\n{}", listed(&found));
        found.len()
    };
    assert_eq!(
        row(
            "promised = \"16 working days\"",
            "promised = \"16",
            "比国家规则的 15 个工作日",
            "不长于 15"
        ),
        1
    );
    assert_eq!(
        row("promised = \"21 working days\"", "promised = \"21", "超过法定时限 20", "不超过 20"),
        2
    );
    assert_eq!(row("promised = \"1 month\"", "promised = \"1", "比不出宽严", "同样的单位"), 4);
    let statutory = with("statutory = \"25 working days\"");
    assert_eq!(row(&statutory, "statutory", "比国家规则的 20 个工作日", "不长于 20"), 2);
    assert_eq!(row(&with("kind = \"confirmation\""), "kind", "不能改变事项的种类", "删去"), 1);
    assert_eq!(row(&with("is_reserved = false"), "is_reserved", "本县取消了", "沿用"), 2);
    let later = with("starts = { at = \"materials_complete\", source = \"县清单 第一条\" }");
    assert_eq!(row(&later, "starts", "推后", "filed"), 1);
    let more = with("suspensions = [\"hearing\", \"appraisal\"]");
    assert_eq!(row(&more, "suspensions", "不能增加暂停事由 appraisal", "国家规则列出"), 1);
    let longer =
        "extension = { limit = \"11 working days\", approver = \"director\", source = \"县清单\" }";
    assert_eq!(row(&with(longer), "extension", "比国家规则的 10 个工作日长", "不长于 10"), 1);
    assert_eq!(row(&with("delivery = \"11 working days\""), "delivery", "宽", "不长于 10"), 1);
    assert_eq!(row(&with("silence = []"), "silence", "取消或推迟", "保留"), 1);
}

#[test]
fn what_a_county_may_do() {
    let promise = "promised = \"12 working days\"";
    for more in [
        "first_response = \"4 working hours\"",
        "starts = \"filed\"",
        "suspensions = []",
        "extension = { limit = \"5 working days\", approver = \"director\", source = \"县清单\" }",
        "is_policy = true",
        "remedy = \"找效能办\"",
    ] {
        let files = replaced(&small_files(), COUNTY, promise, &format!("{promise}\n{more}"));
        assert_eq!(listed(&faults(&files)), "", "{more}");
    }
}

#[test]
fn a_law_binds_the_county_and_a_default_does_not() {
    let table = |notify: &str, citizen: &str| {
        format!(
            "\n[supplement]\nnotify = \"{notify}\"\ncitizen = \"{citizen}\"\n\
             source = \"县清单\"\nfrom = 2026-01-01\n"
        )
    };
    let tighter = appended(COUNTY, &table("3 working days", "20 working days"));
    assert_eq!(listed(&faults(&tighter)), "");
    let looser = only_fault(&appended(COUNTY, &table("6 working days", "10 working days")));
    assert!(looser.wrong.contains("notify") && looser.right.contains("不长于 5"), "{looser}");
    let table = "\n[[duty]]\nsituation = \"L\"\nname = \"联办\"\nrequires = [\"recorded\"]\n\
                 source = \"县清单\"\nfrom = 2026-01-01\n";
    let less = only_fault(&appended(COUNTY, table));
    assert!(less.wrong.contains("lead_named") && less.right.contains("不能少要求"), "{less}");
}

#[test]
fn a_county_rule_outside_the_national_one() {
    let files = replaced(
        &small_files(),
        MATTERS,
        "tag = \"help\"\nsource = \"约定\"\n",
        "tag = \"help\"\nsource = \"约定\"\nto = 2025-12-31\n",
    );
    let fault = only_fault(&files);
    assert_eq!(fault.file, COUNTY);
    assert!(fault.wrong.contains("没有生效中的国家规则"), "{fault}");
}

#[test]
fn an_extension_of_the_county_s_own_needs_a_law() {
    let owner = "owner = { unit = \"LA03\" }";
    let own = |source: &str| {
        let limit = "limit = \"3 working days\", approver = \"in_charge\"";
        let new = format!("{owner}\nextension = {{ {limit}, source = \"{source}\" }}");
        replaced(&small_files(), COUNTY, owner, &new)
    };
    let fault = only_fault(&own("县清单 第二条"));
    assert!(fault.wrong.contains("不是法律法规") && fault.right.contains("通用"), "{fault}");
    assert_eq!(listed(&faults(&own("行政许可法 第四十二条"))), "");
}

#[test]
fn a_right_of_the_citizen_is_tightened_by_lengthening() {
    let law = "citizen = { limit = \"15 working days\", source = \"行政许可法 第三十二条\" }";
    let national =
        replaced(&small_files(), "national/common.toml", "citizen = \"15 working days\"", law);
    let county = |citizen: &str| {
        let mut files = national.clone();
        let file = files.iter_mut().find(|file| file.path == COUNTY).expect("the county's file");
        file.text += &format!(
            "\n[supplement]\ncitizen = \"{citizen}\"\nsource = \"县清单\"\nfrom = 2026-01-01\n"
        );
        files
    };
    assert_eq!(listed(&faults(&county("15 working days"))), "");
    assert_eq!(listed(&faults(&county("16 working days"))), "");
    let shorter = only_fault(&county("14 working days"));
    assert!(shorter.right.contains("不短于 15 个工作日"), "{shorter}");
}

/// In another unit a promise is shorter only where that holds on every day of every year.
#[test]
fn a_promise_in_another_unit() {
    let promise = "promised = \"6 working days\"";
    let reads = |written: &str| {
        let bounds =
            ("promise_max_otherwise = [", "promise_max_otherwise = [\"99 working hours\", ");
        let files = replaced(&small_files(), "national/common.toml", bounds.0, bounds.1);
        let files = replaced(&files, COUNTY, promise, &format!("promised = \"{written}\""));
        faults(&files)
    };
    // The nation promises 8 working days.
    for within in ["8 working days", "8 calendar days", "8 working hours"] {
        assert_eq!(listed(&reads(within)), "", "{within}");
    }
    for beyond in ["9 working days", "9 calendar days", "9 working hours"] {
        let found = reads(beyond);
        assert_eq!(found.len(), 1, "{beyond}\n{}", listed(&found));
        assert!(found[0].right.contains("不长于 8 个工作日"), "{}", found[0]);
    }
}
