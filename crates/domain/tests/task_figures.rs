//! 督办的数字. Every row of domain.md 13.2 with its own figures, urging by rule, tests of conclusion,
//! deductions and metrics; expected values stand here, never read from the rules.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;
mod task_bench;

use county::{at, rules_without_2026};
use supervision::{digest, written};
use task_bench::{Bench, concluded, every_test, open, opened, proposal, propose, reported, slip};
use xiaoneng_domain::rules::{CloseTest, SourceKind, Urgency, UrgingLevel};
use xiaoneng_domain::task::{TaskRefusal as No, *};

fn date(text: &str) -> xiaoneng_calendar::Date {
    text.parse().unwrap()
}

/// domain.md 13.2: source and urgency, the last instant in time for a task opened on Monday 2 March
/// 2026 at nine, and one microsecond after it the task is overdue. 5 days end on Saturday 7 March and
/// roll on to Monday; 15 on Tuesday 17; 20 on Sunday 22, so Monday 23; 30 on Wednesday 1 April.
#[test]
fn limits_by_source_and_urgency() {
    use SourceKind::*;
    use Urgency::*;
    let rows = [
        (Instruction, Urgent, None, "2026-03-09T17:30"),
        (Instruction, Normal, None, "2026-03-17T17:30"),
        (Instruction, Difficult, None, "2026-04-01T17:30"),
        (Document, Normal, None, "2026-04-01T17:30"),
        (Minutes, Normal, None, "2026-03-23T17:30"),
        // 7 days after a meeting on Friday 27 February: Friday 6 March.
        (MeetingSpirit, Normal, Some("2026-02-27"), "2026-03-06T17:30"),
        (Media, Urgent, None, "2026-03-09T17:30"),
        (Decision, Normal, None, "2026-04-01T17:30"),
        (Proposal, Normal, None, "2026-04-01T17:30"),
        (Petition, Normal, None, "2026-04-01T17:30"),
        (Rectification, Difficult, None, "2026-04-01T17:30"),
    ];
    for (source_kind, urgency, source_on, due) in rows {
        let mut bench = Bench::new();
        let mut wish = proposal();
        (wish.source_kind, wish.urgency) = (source_kind, urgency);
        wish.source_on = source_on.map(date);
        bench.grant("BGS_staff", propose("t1", wish));
        bench.grant("BGS_head", open(1));
        let round = bench.state.round().unwrap();
        assert_eq!(round.due.at, at(due), "{source_kind:?} {urgency:?}");
        assert!(!bench.state.is_overdue(at(due)), "{source_kind:?} {urgency:?}");
        let after = xiaoneng_calendar::Instant::from_micros(at(due).micros() + 1);
        assert!(bench.state.is_overdue(after), "{source_kind:?} {urgency:?}");
    }
}

/// The flip of the rows above: another urgency of the same source, another source of the same urgency,
/// another meeting day give another date.
#[test]
fn one_flip_changes_the_limit() {
    let due = |source_kind, urgency, source_on: &str| {
        let mut bench = Bench::new();
        let mut wish = proposal();
        (wish.source_kind, wish.urgency) = (source_kind, urgency);
        wish.source_on = Some(date(source_on));
        bench.grant("BGS_staff", propose("t1", wish));
        bench.grant("BGS_head", open(1));
        bench.state.round().unwrap().due.at
    };
    use SourceKind::*;
    let of = |source_kind, urgency| due(source_kind, urgency, "2026-02-27");
    assert_ne!(of(Instruction, Urgency::Urgent), of(Instruction, Urgency::Normal));
    assert_ne!(of(Instruction, Urgency::Normal), of(Instruction, Urgency::Difficult));
    assert_ne!(of(Document, Urgency::Normal), of(Minutes, Urgency::Normal));
    assert_ne!(of(Minutes, Urgency::Normal), of(Media, Urgency::Normal));
    let later = due(MeetingSpirit, Urgency::Normal, "2026-02-28");
    assert_ne!(of(MeetingSpirit, Urgency::Normal), later, "a day later, a Monday");
}

/// A meeting's limit counts from the meeting: without its day, or with one so long ago that the limit
/// has run out, there is nothing to open.
#[test]
fn the_limit_of_a_meeting_counts_from_the_meeting() {
    for (source_on, refusal) in [
        (None, No::SourceDayMissing),
        (Some("2026-03-03"), No::SourceDayMissing),
        (Some("2026-02-11"), No::DueBehind { due_at: at("2026-02-24T17:30") }),
    ] {
        let mut bench = Bench::new();
        let mut wish = proposal();
        wish.source_kind = SourceKind::MeetingSpirit;
        wish.source_on = source_on.map(date);
        bench.grant("BGS_staff", propose("t1", wish));
        assert_eq!(bench.refused("BGS_head", open(1)), refusal, "{source_on:?}");
    }
}

/// An earlier day may be named by who opens; a later one needs a reason and a leader.
#[test]
fn another_day_than_the_rules_give() {
    let opened = |by: &str, due_on: &str, later: bool| {
        let mut bench = Bench::new();
        let mut wish = proposal();
        wish.due_on = Some(date(due_on));
        wish.later = later.then(written);
        bench.grant("BGS_staff", propose("t1", wish));
        bench.wish(by, open(1)).map(|_| bench.state.round().unwrap().due.at)
    };
    assert_eq!(opened("BGS_head", "2026-03-13", false), Ok(at("2026-03-13T17:30")));
    // Saturday rolls on to Monday.
    assert_eq!(opened("BGS_head", "2026-03-14", false), Ok(at("2026-03-16T17:30")));
    for (by, later) in [("BGS_head", false), ("BGS_head", true), ("deputy", false)] {
        let refused = opened(by, "2026-04-10", later).unwrap_err();
        assert!(matches!(refused, No::DueTooLate { .. }), "{by} {later}: {refused}");
    }
    assert_eq!(opened("deputy", "2026-04-10", true), Ok(at("2026-04-10T17:30")));
    assert_eq!(opened("director", "2026-04-10", true), Ok(at("2026-04-10T17:30")));
}

/// 办结标准: all six tests hold, or there is no conclusion; each missing one alone prevents it.
#[test]
fn every_test_must_hold() {
    for missing in CloseTest::ALL {
        let mut bench = opened();
        reported(&mut bench);
        let mut tests = every_test();
        assert_eq!(tests.len(), 6, "P44b names six");
        tests.remove(missing);
        let finding = Finding::Approve { tests, opinion: written() };
        match bench.refused("BGS_head", ReviewReport { report: 1, finding }) {
            No::TestsMissing { missing: found, .. } => assert_eq!(found, [*missing]),
            other => panic!("{other}"),
        }
    }
}

/// 逾期 → 催办 by rule: level one a working day after the due instant, level two three working days
/// after it, level three five after that; each with a number of its own, each once.
#[test]
fn orders_by_rule() {
    let mut bench = opened();
    let mut number = 0;
    let mut issued = Vec::new();
    for now in [
        "2026-04-01T17:31",
        "2026-04-02T17:30",
        "2026-04-02T17:31",
        "2026-04-03T09:00",
        "2026-04-08T17:30",
        "2026-04-08T17:31",
        "2026-04-15T17:30",
        "2026-04-15T17:31",
        "2026-04-30T17:31",
    ] {
        bench.on(now);
        let kinds = bench.grant("system", KeepTime { next_slip: slip(number + 1) });
        if kinds.contains(&"task_urged/1") {
            number += 1;
            issued.push(now);
        }
        let idle = bench.grant("system", KeepTime { next_slip: slip(number + 1) });
        assert!(idle.is_empty(), "{now}: {idle:?}");
    }
    // Qingming is 4 to 6 April: the third working day after Thursday 2 April is Wednesday 8 April.
    let levels: Vec<UrgingLevel> = bench.state.orders.iter().map(|order| order.level).collect();
    assert_eq!(issued, ["2026-04-02T17:31", "2026-04-08T17:31", "2026-04-15T17:31"]);
    assert_eq!(levels, UrgingLevel::ALL);
    let slips: Vec<u32> = bench.state.orders.iter().map(|order| order.slip.number).collect();
    assert_eq!(slips, [1, 2, 3]);
    assert!(next_due_at(&bench.state).is_none());
}

/// An answer with a day holds the next level back, for five working days at most.
#[test]
fn an_answer_holds_the_next_level_back() {
    let next = |done_on: &str| {
        let mut bench = opened();
        bench.on("2026-04-02T17:31").grant("system", KeepTime { next_slip: slip(1) });
        let answer = AnswerUrging { order: 1, stuck: written(), done_on: date(done_on) };
        assert_eq!(bench.refused("S1_clerk", answer.clone()).code(), "not_permitted");
        bench.grant("S1_head", answer.clone());
        assert_eq!(bench.refused("S1_head", answer).code(), "order_answered");
        bench.state.next_urging.unwrap().at
    };
    assert_eq!(next("2026-04-03"), at("2026-04-08T17:30"), "no later than by rule");
    assert_eq!(next("2026-04-09"), at("2026-04-09T17:30"));
    assert_eq!(next("2026-06-30"), at("2026-04-10T17:30"), "five working days");
}

/// −0.5 for a late report, −1 for a second order, −5 for a false report, each once; none of them for
/// what did not happen.
#[test]
fn deductions_by_rule() {
    let march_to_june = Period { from: at("2026-03-01"), until: at("2026-07-01") };
    let found = |bench: &Bench| {
        let points = &bench.rules.on(bench.now.date()).task.as_ref().unwrap().points;
        let of_lead = |one: &Deduction| {
            (one.unit.as_str() == "S1").then_some((one.cause, one.points.hundredths()))
        };
        let all = deductions(&bench.state, points, march_to_june);
        all.iter().filter_map(of_lead).collect::<Vec<_>>()
    };
    let mut bench = opened();
    assert_eq!(found(&bench), []);
    bench.on("2026-04-01T17:31").grant("system", KeepTime { next_slip: slip(1) });
    assert_eq!(found(&bench), [(DeductionCause::LateReport, 50)]);
    bench.on("2026-04-02T17:31").grant("system", KeepTime { next_slip: slip(1) });
    assert_eq!(found(&bench).len(), 1, "the first order costs nothing");
    bench.on("2026-04-20T17:31").grant("system", KeepTime { next_slip: slip(2) });
    let two = [(DeductionCause::LateReport, 50), (DeductionCause::SecondUrge, 100)];
    assert_eq!(found(&bench), two);
    reported(&mut bench);
    concluded(&mut bench, 1);
    let untrue = FindReportFalse { report: 1, reason: written(), evidence: vec![digest(8)] };
    assert_eq!(bench.refused("S1_head", untrue.clone()).code(), "not_permitted");
    let bare = FindReportFalse { evidence: vec![], ..untrue.clone() };
    assert_eq!(bench.refused("BGS_head", bare), No::EvidenceMissing);
    bench.grant("BGS_head", untrue.clone());
    assert_eq!(bench.refused("BGS_head", untrue).code(), "false_already");
    assert_eq!(found(&bench)[2], (DeductionCause::FalseReport, 500));
}

/// conclude_on_time, urge_count, open_overdue over a period; the review's length is not the lead's.
#[test]
fn metrics_over_a_period() {
    let april = Period { from: at("2026-04-01"), until: at("2026-05-01") };
    let mut in_time = opened();
    in_time.on("2026-04-01T17:30");
    reported(&mut in_time);
    in_time.on("2026-04-20T09:00");
    concluded(&mut in_time, 1);
    let mut late = opened();
    late.on("2026-04-01T17:31").grant("system", KeepTime { next_slip: slip(1) });
    late.on("2026-04-02T17:31").grant("system", KeepTime { next_slip: slip(1) });
    let open_late = late.clone();
    reported(&mut late);
    concluded(&mut late, 1);
    let tasks = [&in_time.state, &late.state, &open_late.state];
    assert_eq!(conclude_on_time(tasks, april), Share { part: 1, whole: 3 });
    let march = Period { from: at("2026-03-01"), until: at("2026-04-01") };
    assert_eq!(conclude_on_time(tasks, march), Share::default());
    assert_eq!((urge_count(tasks, april), urge_count(tasks, march)), (2, 0));
    assert_eq!(open_overdue(tasks, at("2026-04-01T17:30")), 0);
    assert_eq!(open_overdue(tasks, at("2026-04-30")), 1);
}

/// Clause 27: each section's desk counts what is open, overdue and urged.
#[test]
fn what_a_desk_counts() {
    use Standing::*;
    let mut bench = Bench::new();
    bench.grant("BGS_staff", propose("t1", proposal()));
    assert_eq!(standings(&bench.state, bench.now), [].into());
    let mut bench = opened();
    assert_eq!(standings(&bench.state, bench.now), [Open].into());
    assert_eq!(standings(&bench.state, at("2026-04-01T17:31")), [Open, Overdue].into());
    bench.on("2026-04-02T17:31").grant("system", KeepTime { next_slip: slip(1) });
    assert_eq!(standings(&bench.state, bench.now), [Open, Overdue, Urged].into());
    reported(&mut bench);
    concluded(&mut bench, 1);
    assert_eq!(standings(&bench.state, bench.now), [].into());
}

/// Nothing is overdue by a provisional date; when the notice comes, it is reckoned anew.
#[test]
fn a_provisional_date_makes_nothing_overdue() {
    let mut bench = Bench::new();
    bench.under(rules_without_2026());
    bench.grant("BGS_staff", propose("t1", proposal()));
    bench.grant("BGS_head", open(1));
    assert!(bench.state.round().unwrap().due.is_provisional);
    bench.on("2026-05-20T09:00");
    assert!(!bench.state.is_overdue(bench.now));
    assert!(bench.grant("system", KeepTime { next_slip: slip(1) }).is_empty());
    let stood = bench.state.round().unwrap().due.at;
    bench.under(county::rules());
    bench.grant("system", Reproject { notice: "国办发明电〔2025〕7号".to_owned() });
    let due = bench.state.round().unwrap().due;
    assert_eq!((due.at, due.is_provisional), (stood, false), "passed: it stays and is firm");
    let again = Reproject { notice: "国办发明电〔2025〕7号".to_owned() };
    assert!(bench.grant("system", again).is_empty());
}

/// 进展报告 every ten working days while time is left; a missing one is recorded once.
#[test]
fn progress_is_reported_again_and_again() {
    let mut bench = opened();
    assert_eq!(bench.state.progress_due_at, Some(at("2026-03-16T17:30")));
    bench.on("2026-03-10T09:00").grant("S1_staff", ReportProgress { text: written() });
    assert_eq!(bench.state.progress_due_at, Some(at("2026-03-24T17:30")));
    bench.on("2026-03-24T17:31");
    let kinds = bench.grant("system", KeepTime { next_slip: slip(1) });
    assert!(kinds.contains(&"progress_missed/1"), "{kinds:?}");
    assert_eq!((bench.state.progress_missed, bench.state.progress_due_at), (1, None));
    assert_eq!(
        bench.refused("BGS_staff", ReportProgress { text: written() }).code(),
        "not_permitted"
    );
}
