//! What is read from a small rulebook: versions by date, steps in order.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::{replaced, small_files};
use xiaoneng_domain::id::MatterTypeCode;
use xiaoneng_domain::rules::Rules;

const MATTERS: &str = "national/matters.toml";

#[test]
fn a_step_stands_after_the_one_it_waits_for() {
    let (first, second) = (
        "{ name = \"审查\", post = \"股室\", limit = \"10 working days\" },",
        "{ name = \"决定\", post = \"领导\", limit = \"5 working days\", after = \"审查\" },",
    );
    let listed_backwards = replaced(&small_files(), MATTERS, first, "#first");
    let listed_backwards = replaced(&listed_backwards, MATTERS, second, first);
    let listed_backwards = replaced(&listed_backwards, MATTERS, "#first", second);
    let rules = Rules::read(&listed_backwards).expect("no fault");
    let book = rules.on("2025-06-01".parse().expect("a date"));
    let licence = &book.matter_types[&MatterTypeCode::from("licence")];
    let names: Vec<&str> = licence.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["审查", "决定"]);
}

#[test]
fn a_limit_changes_on_its_day() {
    let rules = Rules::read(&small_files()).expect("no fault");
    let promised = |day: &str| {
        let book = rules.on(day.parse().expect("a date"));
        book.matter_types[&MatterTypeCode::from("help")].promised.limit.amount
    };
    let amounts =
        ["2020-01-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map(promised);
    assert_eq!(amounts, [10, 10, 8, 8, 6]);
    let days: Vec<String> = rules.editions().map(|(from, _)| from.to_string()).collect();
    assert_eq!(days, ["2020-01-01", "2023-01-01", "2025-01-01", "2026-01-01"]);
}
