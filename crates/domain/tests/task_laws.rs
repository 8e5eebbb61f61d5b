//! 督办的不变量 over sequences of wishes by chance, with refusals, wrong actors, jumps of time and the
//! heartbeat among them: never two leads, a due instant never moves after it has passed, never
//! concluded by the lead, what is overdue has its record, deciding twice gives one answer, rows follow
//! from the events alone.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;
mod task_bench;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use supervision::{blank, digest, written};
use task_bench::{Bench, every_test, open, proposal, propose, slip};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::event::Event;
use xiaoneng_domain::rules::UrgingLevel;
use xiaoneng_domain::task::*;

const PEOPLE: [&str; 16] = [
    "BGS_head",
    "BGS_head",
    "BGS_staff",
    "BGS_clerk",
    "S1_head",
    "S1_head",
    "S1_staff",
    "S1_clerk",
    "S2_head",
    "S2_staff",
    "deputy",
    "deputy_schools",
    "director",
    "PAK_head",
    "XNB_staff",
    "citizen:c1",
];

/// One step: what is wished, by whom, how long after the last, with which numbers.
type Step = (u8, usize, i64, u8);

fn command(bench: &Bench, kind: u8, number: u8) -> TaskCommand {
    let last =
        |count: usize| u32::try_from(count).unwrap().saturating_sub(u32::from(number / 8 % 2));
    let day = bench.now.date().plus_days(i32::from(number) - 10);
    let level = UrgingLevel::ALL[usize::from(number) % 3];
    let text = || if number.is_multiple_of(11) { blank() } else { written() };
    let evidence = || if number.is_multiple_of(7) { vec![] } else { vec![digest(number)] };
    let verdict =
        || if number.is_multiple_of(3) { Verdict::Refuse(text()) } else { Verdict::Agree };
    let finding = || match number % 5 {
        0 | 1 => Finding::Return { reason: text() },
        2 => Finding::Instruct { instruction: text(), due_on: None },
        _ => Finding::Approve { tests: every_test(), opinion: text() },
    };
    let requests = last(bench.state.extensions.len());
    match kind {
        0 => Sign { unit: if number.is_multiple_of(2) { "S1".into() } else { "S2".into() } }.into(),
        1 => ReportProgress { text: text() }.into(),
        2 | 3 => Urge { level, demand: text(), slip: slip(u32::from(number)) }.into(),
        4 => AnswerUrging { order: last(bench.state.orders.len()), stuck: text(), done_on: day }
            .into(),
        5 | 6 => Report { text: text(), evidence: evidence() }.into(),
        7 | 8 => {
            ReviewReport { report: last(bench.state.reports.len()), finding: finding() }.into()
        }
        9 | 10 => AskExtension { until: day, reason: text(), progress: text() }.into(),
        11 => CheckExtension { request: requests, verdict: verdict() }.into(),
        12 => DecideExtension { request: requests, verdict: verdict() }.into(),
        13 => AnswerAssist { unit: "S2".into(), text: text(), evidence: evidence() }.into(),
        14 if number > 40 => Cancel { reason: text() }.into(),
        15 => {
            let report = last(bench.state.reports.len());
            FindReportFalse { report, reason: text(), evidence: evidence() }.into()
        }
        16 => open(u32::from(number)).into(),
        17 => Archive { archive_number: text() }.into(),
        18 => propose("t2", proposal()).into(),
        _ => KeepTime { next_slip: slip(u32::from(number) + 1) }.into(),
    }
}

/// What must hold after every wish, granted or not.
fn check(before: &Task, bench: &Bench, by: &str, from: usize) {
    let task = &bench.state;
    let lead = |task: &Task| task.proposal.as_ref().map(|one| one.facts.lead.unit.clone());
    assert_eq!(lead(before), lead(task), "a second lead");
    for (old, new) in before.rounds.iter().zip(&task.rounds) {
        let moved = old.due.at != new.due.at;
        assert!(!moved || bench.now < old.due.at, "moved after expiry by {by}");
        assert_eq!(old.first_due, new.first_due);
    }
    if task.rounds.len() > before.rounds.len() && !before.rounds.is_empty() {
        assert!(before.pending_report().unwrap().is_in_time, "a new round for a late report");
    }
    if let (None, Some(ended)) = (&before.ended, &task.ended) {
        let outside = ["S1", "S2"];
        assert!(!outside.iter().any(|unit| ended.by.as_str().starts_with(unit)), "by {by}");
    }
    for fact in &bench.facts[from..] {
        if let TaskEvent::Concluded(_) = fact.event {
            let Actor::Staff(person) = &fact.actor else { panic!("concluded by {by}") };
            assert!(person.as_str().starts_with("BGS"), "concluded by {by}");
        }
        for (person, _) in task_told(task, fact, &bench.organization) {
            assert_ne!(Actor::Staff(person), fact.actor, "told what he did himself");
        }
    }
    let levels = |round: u32| {
        let of_round = task.orders.iter().filter(move |order| order.round == round);
        of_round.map(|order| order.level).collect::<Vec<_>>()
    };
    for round in &task.rounds {
        let levels = levels(round.ordinal);
        let once: BTreeSet<_> = levels.iter().collect();
        assert_eq!(once.len(), levels.len(), "a level twice in a round");
    }
    let pending = task.extensions.iter().filter(|one| one.is_pending()).count();
    assert!(pending <= 1, "two requests wait");
}

/// What must hold after a heartbeat.
fn check_after_beat(bench: &Bench) {
    let task = &bench.state;
    let round = task.round().unwrap();
    if task.is_open() && task.pending_report().is_none() && task.is_overdue(bench.now) {
        assert!(round.fell_overdue_at.is_some(), "overdue without a record");
    }
    for assist in task.assists.iter().filter(|_| task.is_open()) {
        let is_late = assist.answered_at.is_none() && assist.is_late(bench.now);
        assert!(!is_late || assist.fell_overdue_at.is_some(), "late without a mark");
    }
}

fn run(steps: &[Step], seen: &mut BTreeMap<&'static str, u32>) -> (u32, u32) {
    let mut bench = task_bench::opened();
    let (mut granted, mut refused) = (0, 0);
    for (kind, person, minutes, number) in steps {
        bench.now = bench.now.plus_minutes(*minutes);
        let command = command(&bench, *kind, *number);
        let by = match command {
            TaskCommand::KeepTime(_) => "system",
            _ if number.is_multiple_of(2) => PEOPLE[*person],
            TaskCommand::CheckExtension(_) => "BGS_head",
            TaskCommand::DecideExtension(_) => "deputy",
            TaskCommand::ReviewReport(_) | TaskCommand::FindReportFalse(_) => "BGS_head",
            TaskCommand::Report(_) | TaskCommand::AskExtension(_) => "S1_head",
            _ => PEOPLE[*person],
        };
        let (before, from) = (bench.state.clone(), bench.facts.len());
        let is_beat = by == "system";
        match bench.wish(by, command) {
            Ok(kinds) => {
                granted += 1;
                kinds.into_iter().for_each(|kind| *seen.entry(kind).or_default() += 1);
            }
            Err(_) => {
                refused += 1;
                assert_eq!(before, bench.state);
            }
        }
        check(&before, &bench, by, from);
        if is_beat {
            // One order at a time: what is due besides comes with the next look.
            for _ in 0..4 {
                let _ = bench.wish("system", KeepTime { next_slip: slip(7) }).unwrap();
            }
            let quiet = bench.wish("system", KeepTime { next_slip: slip(7) }).unwrap();
            assert!(quiet.is_empty(), "not idempotent: {quiet:?}");
            check_after_beat(&bench);
        }
    }
    assert_eq!(bench.replayed(), bench.state);
    assert_eq!(task_rows(&bench.replayed()), task_rows(&bench.state));
    for fact in &bench.facts {
        let body = fact.event.encode().unwrap();
        let again = <TaskEvent as Event>::decode(fact.event.kind(), &body).unwrap();
        assert_eq!(again, fact.event);
    }
    (granted, refused)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (
        prop_oneof![4 => 0..22_u8, 1 => 9..13_u8],
        0..PEOPLE.len(),
        prop_oneof![0..600_i64, 600..9000_i64],
        1..60_u8,
    );
    proptest::collection::vec(step, 30..60)
}

#[test]
fn the_laws_hold_for_all_histories() {
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let seen = std::cell::RefCell::new(BTreeMap::new());
    let tally = std::cell::RefCell::new((0, 0));
    let ran = runner.run(&steps(), |steps| {
        let (granted, refused) = run(&steps, &mut seen.borrow_mut());
        let mut tally = tally.borrow_mut();
        *tally = (tally.0 + granted, tally.1 + refused);
        Ok(())
    });
    ran.unwrap_or_else(|broken| panic!("{broken}"));
    let (granted, refused) = tally.into_inner();
    println!("{granted} granted, {refused} refused: {:#?}", seen.borrow());
    assert!(refused > granted / 4 && granted > 1000, "{granted} granted, {refused} refused");
    // The task is proposed and opened before the first step; one holiday notice is another test.
    let apart = ["task_proposed/1", "task_opened/1", "task_reprojected/1"];
    let seen = seen.borrow();
    let missing: Vec<_> = TaskEvent::KINDS
        .iter()
        .filter(|kind| !seen.contains_key(*kind) && !apart.contains(kind))
        .collect();
    assert!(missing.is_empty(), "no history reached {missing:?}");
}
