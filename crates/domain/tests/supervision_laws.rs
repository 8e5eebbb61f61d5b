//! 督导与通报的不变量 over sequences of wishes by chance, with refusals and wrong actors among them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use supervision::{Stream, blank, digest, said, written};
use xiaoneng_domain::circular::{self, CircularDecider, CircularEvent, *};
use xiaoneng_domain::decider::{Actor, Decider};
use xiaoneng_domain::event::Event;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::inspection::{self, InspectionDecider, InspectionEvent, *};
use xiaoneng_domain::rules::Audience;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views::{Rows, rows_of};

/// The wish that takes an inspection on, by the number in the list of wishes.
fn next_step(stage: Stage) -> u8 {
    match stage {
        Stage::Planned => 0,
        Stage::Notified => 2,
        Stage::SelfAssessed => 3,
        Stage::OnSite => 5,
        Stage::PreliminaryOpinion => 6,
        Stage::Defence => 7,
        Stage::OpinionServed => 9,
        Stage::Rectifying => 11,
        Stage::Verified => 13,
        Stage::SeedPublished => 18,
        Stage::Drawn => 20,
        _ => 14,
    }
}

/// One step: what is wished, by whom, how long after the last, with which numbers.
type Step = (u8, usize, i64, u8);
type Seen = RefCell<BTreeMap<&'static str, u32>>;

fn run_all(kinds: u8, people: usize, check: impl Fn(&[Step], &Seen) -> (u32, u32)) -> Seen {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let (seen, tally) = (Seen::default(), RefCell::new((0, 0)));
    let step = (0..kinds, 0..people, prop_oneof![1..900_i64, 900..12_000_i64], 1..60_u8);
    let ran = runner.run(&proptest::collection::vec(step, 30..60), |steps| {
        let (granted, refused) = check(&steps, &seen);
        let mut tally = tally.borrow_mut();
        *tally = (tally.0 + granted, tally.1 + refused);
        Ok(())
    });
    ran.unwrap_or_else(|broken| panic!("{broken}"));
    let (granted, refused) = tally.into_inner();
    println!("{granted} granted, {refused} refused: {:#?}", seen.borrow());
    assert!(refused > granted / 4 && granted > 500, "{granted} granted, {refused} refused");
    seen
}

fn missing(kinds: &[&'static str], seen: &Seen) -> Vec<&'static str> {
    let seen = seen.borrow();
    kinds.iter().filter(|kind| !seen.contains_key(*kind)).copied().collect()
}

/// The rows from the written events are those of the state.
fn recorded<D>(bench: &Stream<D>) -> Vec<Recorded>
where
    D: Decider,
    D::Event: Event,
{
    let facts = bench.facts.iter().enumerate();
    let written = facts.map(|(place, fact)| Recorded {
        version: u32::try_from(place).unwrap() + 1,
        occurred_at: fact.occurred_at,
        recorded_at: fact.recorded_at,
        actor: fact.actor.clone(),
        kind: fact.event.kind().to_owned(),
        body: fact.event.encode().unwrap(),
    });
    written.collect()
}

fn count(result: Result<Vec<&'static str>, ()>, seen: &Seen) -> (u32, u32) {
    match result {
        Ok(kinds) => {
            let mut seen = seen.borrow_mut();
            kinds.into_iter().for_each(|kind| *seen.entry(kind).or_default() += 1);
            (1, 0)
        }
        Err(()) => (0, 1),
    }
}

fn people(names: &[&str]) -> BTreeSet<PersonId> {
    names.iter().map(|name| PersonId::from(*name)).collect()
}

// —— 督导 ——

const INSPECTORS: [&str; 12] = [
    "DDS_head",
    "DDS_head",
    "DDS_head",
    "DDS_staff",
    "DDS_staff",
    "S1_head",
    "S1_head",
    "S2_head",
    "S1_staff",
    "deputy_schools",
    "director",
    "BGS_staff",
];

fn universe(count: u8) -> BTreeSet<Candidate> {
    (0..count).map(|number| Candidate::read(&format!("m{number}")).unwrap()).collect()
}

fn inspection_wish(bench: &Stream<InspectionDecider>, kind: u8, number: u8) -> InspectionCommand {
    let text = || if number.is_multiple_of(11) { blank() } else { written() };
    let evidence = || if number.is_multiple_of(7) { vec![] } else { vec![digest(number)] };
    let group = match number % 6 {
        0 => people(&["DDS_staff", "JYK_staff"]),
        1 => people(&["DDS_staff", "JYK_staff", "S1_staff"]),
        _ => people(&["DDS_staff", "JYK_staff", "S2_head"]),
    };
    let heard = Audience::ALL.iter().copied().skip(usize::from(number.is_multiple_of(9)));
    let issues: BTreeSet<u32> = (1..=u32::from(number % 3)).collect();
    let drawn = bench.state.drawn.as_ref().map(|drawn| drawn.result.clone()).unwrap_or_default();
    let subject = drawn.get(usize::from(number) % 3).cloned();
    let sample = u32::from(number % 3) + 1;
    let is_orderly = matches!(number % 5, 1..=3);
    match if is_orderly { next_step(bench.state.stage()) } else { kind } {
        0 | 1 => Notify { letter: text() }.into(),
        2 => SelfAssess { text: text() }.into(),
        3 | 4 => {
            let (heard, record) = (heard.collect(), text());
            RecordVisit { inspectors: group, heard, record, evidence: evidence() }.into()
        }
        5 => GivePreliminary { text: text() }.into(),
        6 => Defend { statement: (number.is_multiple_of(2)).then(text) }.into(),
        7 | 8 => {
            let issues = vec![text(); usize::from(number % 3)];
            ServeOpinion { text: text(), issues, rectify_on: None }.into()
        }
        9 | 10 => ReportRectification { issues, text: text(), evidence: evidence() }.into(),
        11 | 12 => {
            let is_back = number.is_multiple_of(4);
            let (closed, returned) =
                if is_back { (BTreeSet::new(), issues) } else { (issues, BTreeSet::new()) };
            Verify { closed, returned, record: text() }.into()
        }
        13 => PublishReport { report: text() }.into(),
        14 => FileUpward { reference: text() }.into(),
        15 if number > 50 => CancelInspection { reason: text() }.into(),
        16 if number > 40 => {
            Recuse { person: "S2_head".into(), ground: RecusalGround::Relative }.into()
        }
        17 => {
            let seed = Seed::from_bytes([number; 32]);
            PublishSeed { seed, universe: universe(9), list: digest(number), sample }.into()
        }
        18 | 19 => Draw { universe: universe(if number.is_multiple_of(5) { 8 } else { 9 }) }.into(),
        20 | 21 if subject.is_some() => {
            let answers = BTreeMap::from([(Candidate::read("q1").unwrap(), Answer::No)]);
            let unit = if number.is_multiple_of(2) { "S1".into() } else { "DDS".into() };
            RecordCheck { subject: subject.unwrap(), unit, answers, remark: None }.into()
        }
        _ => inspection::KeepTime {}.into(),
    }
}

fn check_inspection(bench: &Stream<InspectionDecider>, from: usize) {
    let state = &bench.state;
    let stands_aside = |person: &PersonId| {
        person.as_str().starts_with("S1") || person.as_str() == "deputy_schools"
    };
    if let Some(visit) = &state.visit {
        assert!(!visit.inspectors.iter().any(stands_aside), "of the school");
        let is_formal = state.plan.as_ref().unwrap().facts.kind.is_formal();
        assert!(!is_formal || (visit.inspectors.len() >= 3 && visit.heard.len() == 4));
        assert!(!is_formal || state.self_assessment.is_some());
    }
    assert!(state.opinion.is_none() || state.defence.is_some(), "not heard");
    assert!(state.drawn.is_none() || state.is_drawn_rightly(&universe(9)), "another draw");
    assert!(
        state.report_published_at.is_none() || state.issues.iter().all(|i| i.closed_at.is_some())
    );
    // A unit that was drawn sees its record.
    let is_told = state.notified_at.is_some() || state.visit.is_some() || !state.checks.is_empty();
    for fact in &bench.facts[from..] {
        if let InspectionEvent::RectificationVerified(facts) = &fact.event {
            assert!(!stands_aside(&facts.by), "verified by the school");
        }
        for (person, _) in inspection_told(state, fact, &bench.organization) {
            assert!(is_told || !person.as_str().starts_with("S1"), "told too early");
            assert_ne!(Actor::Staff(person), fact.actor);
        }
    }
    let sees = bench.seen_by("S1_head", |cx| inspection::may_see(cx, state));
    assert!(is_told || !sees, "seen too early");
}

#[test]
fn the_laws_of_inspections_hold_for_all_histories() {
    let seen = run_all(25, INSPECTORS.len(), |steps, seen| {
        let kind = match steps[0].3 % 3 {
            0 => InspectionKind::SpotCheck,
            1 => InspectionKind::Special,
            _ => InspectionKind::Regular,
        };
        let mut bench = Stream::<InspectionDecider>::new();
        let plan = Plan {
            number: "d1".into(),
            kind,
            office: "DDS".into(),
            school: (kind != InspectionKind::SpotCheck).then(|| UnitId::from("S1")),
            scope: written(),
            inspectors: people(&["S2_head"]),
            planned_on: bench.now.date(),
        };
        let first = bench.wish("DDS_staff", plan).map_err(|_| ());
        let (mut granted, mut refused) = count(first, seen);
        for (kind, person, minutes, number) in steps {
            bench.now = bench.now.plus_minutes(*minutes);
            let wish = inspection_wish(&bench, *kind, *number);
            let by = match &wish {
                InspectionCommand::KeepTime(_) => "system",
                InspectionCommand::SelfAssess(_)
                | InspectionCommand::Defend(_)
                | InspectionCommand::ReportRectification(_)
                    if number % 4 != 1 =>
                {
                    "S1_head"
                }
                _ if number % 4 == 2 => "DDS_head",
                _ => INSPECTORS[*person],
            };
            let (before, from) = (bench.state.clone(), bench.facts.len());
            let result = bench.wish(by, wish).map_err(|_| ());
            assert!(result.is_ok() || before == bench.state);
            let one = count(result, seen);
            (granted, refused) = (granted + one.0, refused + one.1);
            check_inspection(&bench, from);
            if by == "system" {
                let again = bench.wish("system", inspection::KeepTime {}).unwrap();
                assert!(again.is_empty(), "not idempotent: {again:?}");
                let due = inspection::next_due_at(&bench.state);
                assert!(due.is_none_or(|at| at > bench.now), "left behind");
            }
        }
        assert_eq!(bench.replayed(), bench.state);
        let stream = StreamId::Inspection("d1".into());
        let rows: Rows = rows_of(&stream, &recorded(&bench)).unwrap();
        assert_eq!(rows, inspection_rows(&bench.state));
        (granted, refused)
    });
    assert_eq!(missing(InspectionEvent::KINDS, &seen), [""; 0], "no history reached these");
}

// —— 通报 ——

const SIGNERS: [&str; 10] = [
    "BGS_staff",
    "BGS_head",
    "BGS_head",
    "deputy",
    "deputy",
    "director",
    "S1_head",
    "S2_clerk",
    "JYK_staff",
    "PAK_head",
];

fn fact(version: u8) -> FactReference {
    FactReference {
        stream: StreamId::Task("t1".into()),
        version: u32::from(version),
        code: FactCode::read("task_fell_overdue").unwrap(),
        unit: "S1".into(),
    }
}

fn circular_wish(kind: u8, number: u8) -> CircularCommand {
    let text = || if number.is_multiple_of(11) { blank() } else { written() };
    let named = || NamedPerson { person: "S1_staff".into(), decision: text() };
    let unit = |number: u8| UnitId::from(["S1", "S2", "JYK", "PAK"][usize::from(number) % 4]);
    match kind {
        0 | 1 => {
            let item = ItemWish {
                unit: "S1".into(),
                facts: (1..=number % 3).map(fact).collect(),
                person: number.is_multiple_of(5).then(named),
                demand: text(),
                due_on: None,
            };
            let scope = ["S1", "S2", "JYK"].into_iter().skip(usize::from(number.is_multiple_of(7)));
            let scope = scope.map(UnitId::from).collect();
            let (number, office) = ("c1".into(), "BGS".into());
            DraftCircular { number, office, title: text(), items: vec![item], scope }.into()
        }
        2 | 3 => Submit {}.into(),
        4 => SendBack { reason: text() }.into(),
        5 if number > 50 => circular::Drop { reason: text() }.into(),
        6..=8 => {
            let document_number =
                said(if number.is_multiple_of(6) { "12" } else { "青教〔2026〕12号" });
            let standing = (1..=number % 4).map(fact).collect();
            Publish { document_number, standing }.into()
        }
        9..=11 => Acknowledge { unit: unit(number) }.into(),
        12 => Correct { withdrawn: [fact(number % 3)].into(), text: text() }.into(),
        _ => circular::KeepTime {}.into(),
    }
}

fn check_circular(before: &Circular, bench: &Stream<CircularDecider>, from: usize) {
    let state = &bench.state;
    let Some(draft) = &state.draft else { return };
    for item in &draft.facts.items {
        assert!(!item.facts.is_empty(), "an item without a fact");
        assert_eq!(item.person.is_some(), item.decision.is_some(), "named without a decision");
        assert!(draft.facts.scope.contains(&item.unit), "named outside the scope");
    }
    if let Some(published) = &state.published {
        assert_eq!(published.rectify_by.len(), draft.facts.items.len(), "an item without a day");
        assert_ne!(Some(&published.by), draft.facts.by.as_ref(), "signed by who drafted");
        assert!(["deputy", "director"].contains(&published.by.as_str()));
        let late = published.rectify_by.iter().any(|due| due.at <= published.at);
        assert!(!late, "due before it was signed");
    }
    if before.published.is_some() {
        assert_eq!(before.draft, state.draft, "changed after it was signed");
    }
    for fact in &bench.facts[from..] {
        if let CircularEvent::Corrected(corrected) = &fact.event {
            assert_eq!(corrected.scope, draft.facts.scope, "another scope");
        }
        for (person, _) in circular_told(state, fact, &bench.organization) {
            let outside = ["S1", "S2", "JYK"].iter().any(|unit| person.as_str().starts_with(unit));
            assert!(state.published.is_some() || !outside, "told before it was signed");
            assert!(!person.as_str().starts_with("PAK"), "told outside the scope");
        }
    }
    for by in ["S1_head", "JYK_staff"] {
        let sees = bench.seen_by(by, |cx| circular::may_see(cx, state));
        assert!(state.published.is_some() || !sees, "{by} sees it too early");
    }
    assert!(!bench.seen_by("PAK_head", |cx| circular::may_see(cx, state)));
}

#[test]
fn the_laws_of_circulars_hold_for_all_histories() {
    let seen = run_all(16, SIGNERS.len(), |steps, seen| {
        let mut bench = Stream::<CircularDecider>::new();
        let (mut granted, mut refused) = (0, 0);
        for (kind, person, minutes, number) in steps {
            bench.now = bench.now.plus_minutes(*minutes / 3);
            let wish = circular_wish(*kind, *number);
            let by = match &wish {
                CircularCommand::KeepTime(_) => "system",
                CircularCommand::Draft(_) if *number > 30 => "BGS_head",
                CircularCommand::Publish(_) | CircularCommand::Correct(_) if *number > 30 => {
                    "deputy"
                }
                _ => SIGNERS[*person],
            };
            let (before, from) = (bench.state.clone(), bench.facts.len());
            let result = bench.wish(by, wish).map_err(|_| ());
            assert!(result.is_ok() || before == bench.state);
            let one = count(result, seen);
            (granted, refused) = (granted + one.0, refused + one.1);
            check_circular(&before, &bench, from);
            if by == "system" {
                let again = bench.wish("system", circular::KeepTime {}).unwrap();
                assert!(again.is_empty(), "not idempotent: {again:?}");
            }
        }
        assert_eq!(bench.replayed(), bench.state);
        let stream = StreamId::Circular("c1".into());
        let rows: Rows = rows_of(&stream, &recorded(&bench)).unwrap();
        assert_eq!(rows, circular_rows(&bench.state));
        (granted, refused)
    });
    assert_eq!(missing(CircularEvent::KINDS, &seen), [""; 0], "no history reached these");
}
