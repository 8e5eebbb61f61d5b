//! 督办、督导、通报 in lists: one docket row each, for whom it stands in a list, when the heartbeat looks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;
mod task_bench;

use county::at;
use supervision::written;
use task_bench::{Bench, concluded, opened, proposal, propose, reported, slip};
use xiaoneng_domain::task::*;
use xiaoneng_domain::views::{DocketRow, Row};

fn docket(bench: &Bench) -> DocketRow {
    let rows = task_rows(&bench.state);
    let mut found = rows.into_iter().filter_map(|row| match row {
        Row::Docket(row) => Some(row),
        _ => None,
    });
    let first = found.next().unwrap();
    assert!(found.next().is_none(), "one row");
    first
}

fn parts(bench: &Bench) -> Vec<String> {
    let rows = task_rows(&bench.state);
    let found = rows.into_iter().filter_map(|row| match row {
        Row::DocketPart(row) => Some(format!("{} {}", row.whom.code(), row.part)),
        _ => None,
    });
    found.collect()
}

fn timer(bench: &Bench) -> Option<xiaoneng_calendar::Instant> {
    task_rows(&bench.state).into_iter().find_map(|row| match row {
        Row::Timer(row) => Some(row.at),
        _ => None,
    })
}

#[test]
fn a_task_on_its_way_through_the_lists() {
    let mut bench = Bench::new();
    assert!(task_rows(&bench.state).is_empty());
    bench.grant("BGS_staff", propose("t1", proposal()));
    assert_eq!((docket(&bench).state.as_str(), docket(&bench).due_at), ("proposed", None));
    assert_eq!(parts(&bench), ["unit:BGS drives", "unit:BGS opens"], "the lead knows nothing yet");
    assert_eq!(timer(&bench), None);

    let mut bench = opened();
    let row = docket(&bench);
    assert_eq!((row.state.as_str(), row.grade.as_str()), ("assigned", "none"));
    assert_eq!((row.unit, row.person), (Some("S1".into()), Some("S1_staff".into())));
    assert_eq!((row.due_at, row.ended_at), (Some(at("2026-04-01T17:30")), None));
    let expected = [
        "unit:BGS drives",
        "unit:S1 leads",
        "unit:S1 signs",
        "unit:S2 assists",
        "person:S1_staff leads",
    ];
    assert_eq!(parts(&bench), expected);
    let first = at("2026-03-16T17:30");
    assert_eq!(timer(&bench).map(|at| at.micros() - first.micros()), Some(1), "progress first");

    bench.grant("S1_staff", Sign { unit: "S1".into() });
    assert_eq!(docket(&bench).state, "in_progress");
    bench.on("2026-04-02T17:31").grant("system", KeepTime { next_slip: slip(1) });
    assert_eq!(docket(&bench).grade, "reminder");
    assert!(parts(&bench).contains(&"unit:S1 answers".to_owned()));
    reported(&mut bench);
    let row = docket(&bench);
    assert_eq!(
        (row.state.as_str(), row.due_at),
        ("reported", Some(at("2026-04-01T17:30"))),
        "late"
    );
    assert!(parts(&bench).contains(&"unit:BGS reviews".to_owned()));
    concluded(&mut bench, 1);
    let row = docket(&bench);
    assert_eq!((row.state.as_str(), row.due_at), ("concluded", None));
    assert_eq!(row.ended_at, Some(bench.now));
    assert_eq!(parts(&bench), ["unit:BGS archives", "unit:BGS drives", "unit:S1 leads"]);
    assert_eq!(timer(&bench), None);
    bench.grant("BGS_staff", Archive { archive_number: written() });
    assert_eq!(docket(&bench).state, "archived");
}

/// A report handed in by the due instant waits for its review and is not counted overdue by its row.
#[test]
fn what_was_reported_in_time_is_not_due() {
    let mut bench = opened();
    bench.on("2026-04-01T17:30");
    reported(&mut bench);
    assert_eq!(docket(&bench).due_at, None);
    assert!(!bench.state.is_overdue(at("2026-05-01")));
}

#[test]
fn an_extension_waits_for_one_person_after_the_other() {
    let mut bench = opened();
    let ask = AskExtension {
        until: "2026-04-10".parse().unwrap(),
        reason: written(),
        progress: written(),
    };
    bench.grant("S1_head", ask);
    assert!(parts(&bench).contains(&"person:BGS_head checks".to_owned()));
    bench.grant("BGS_head", CheckExtension { request: 1, verdict: Verdict::Agree });
    assert!(parts(&bench).contains(&"person:deputy decides".to_owned()));
    bench.grant("deputy", DecideExtension { request: 1, verdict: Verdict::Agree });
    assert!(!parts(&bench).iter().any(|part| part.ends_with("decides")));
}
