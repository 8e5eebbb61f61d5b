//! 教育督导 and 抽查: the way through (教育督导条例 arts. 10, 14, 16–23), its numbers, its exclusions, and
//! the draw that anybody can do again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;

use std::collections::{BTreeMap, BTreeSet};

use county::at;
use supervision::{Stream, blank, digest, said, written};
use xiaoneng_domain::docket::{Period, Share};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::inspection::{InspectionRefusal as No, *};
use xiaoneng_domain::rules::Audience;

type Bench = Stream<InspectionDecider>;

fn date(text: &str) -> xiaoneng_calendar::Date {
    text.parse().unwrap()
}

fn people(names: &[&str]) -> BTreeSet<PersonId> {
    names.iter().map(|name| PersonId::from(*name)).collect()
}

fn group() -> BTreeSet<PersonId> {
    people(&["DDS_staff", "JYK_staff", "S2_head"])
}

fn everybody() -> BTreeSet<Audience> {
    Audience::ALL.iter().copied().collect()
}

fn plan(kind: InspectionKind) -> Plan {
    let school = (kind != InspectionKind::SpotCheck).then(|| UnitId::from("S1"));
    let inspectors = if kind.is_formal() { group() } else { people(&["DDS_staff"]) };
    Plan {
        number: "d1".into(),
        kind,
        office: "DDS".into(),
        school,
        scope: written(),
        inspectors,
        planned_on: date("2026-03-10"),
    }
}

fn visit() -> RecordVisit {
    RecordVisit { inspectors: group(), heard: everybody(), record: written(), evidence: vec![] }
}

/// A special inspection of S1 that was self-assessed.
fn assessed() -> Bench {
    let mut bench = Bench::new();
    bench.grant("DDS_staff", plan(InspectionKind::Special));
    bench.grant("DDS_clerk", Notify { letter: written() });
    bench.on("2026-03-05T09:00").grant("S1_head", SelfAssess { text: written() });
    bench.on("2026-03-10T15:00");
    bench
}

/// The same with the school visited, heard, and its opinion served with two issues, due on 16 April.
fn served() -> Bench {
    let mut bench = assessed();
    bench.grant("DDS_staff", visit());
    bench.on("2026-03-12T09:00").grant("DDS_staff", GivePreliminary { text: written() });
    bench.on("2026-03-16T09:00").grant("S1_head", Defend { statement: Some(written()) });
    bench.on("2026-03-17T09:00").grant("DDS_head", opinion(2));
    bench
}

fn opinion(issues: usize) -> ServeOpinion {
    ServeOpinion { text: written(), issues: vec![written(); issues], rectify_on: None }
}

fn report(issues: &[u32]) -> ReportRectification {
    let issues = issues.iter().copied().collect();
    ReportRectification { issues, text: written(), evidence: vec![digest(4)] }
}

fn verify(closed: &[u32], returned: &[u32]) -> Verify {
    let set = |numbers: &[u32]| numbers.iter().copied().collect();
    Verify { closed: set(closed), returned: set(returned), record: written() }
}

/// planned → notified → self-assessed → on site → preliminary opinion → defence → opinion served →
/// rectifying → verified → report published → filed; every step shows in the row.
#[test]
fn the_whole_way() {
    let mut bench = Bench::new();
    let mut seen = Vec::new();
    let mut step = |bench: &mut Bench, now: &str, by: &str, wish: InspectionCommand| {
        bench.on(now).grant(by, wish);
        seen.push(bench.state.stage().code());
        assert_eq!(bench.replayed(), bench.state);
    };
    let steps: Vec<(&str, &str, InspectionCommand)> = vec![
        ("2026-03-02T09:00", "DDS_staff", plan(InspectionKind::Comprehensive).into()),
        ("2026-03-03T09:00", "DDS_staff", Notify { letter: written() }.into()),
        ("2026-03-05T09:00", "S1_head", SelfAssess { text: written() }.into()),
        ("2026-03-10T09:00", "JYK_staff", visit().into()),
        ("2026-03-12T09:00", "DDS_staff", GivePreliminary { text: written() }.into()),
        ("2026-03-13T09:00", "S1_head", Defend { statement: None }.into()),
        ("2026-03-17T09:00", "DDS_head", opinion(2).into()),
        ("2026-03-30T09:00", "S1_head", report(&[1, 2]).into()),
        ("2026-04-01T09:00", "DDS_staff", verify(&[1, 2], &[]).into()),
        ("2026-04-02T09:00", "DDS_head", PublishReport { report: written() }.into()),
        ("2026-04-03T09:00", "DDS_clerk", FileUpward { reference: said("DD-1") }.into()),
    ];
    for (now, by, wish) in steps {
        step(&mut bench, now, by, wish);
    }
    let expected = [
        "planned",
        "notified",
        "self_assessed",
        "on_site",
        "preliminary_opinion",
        "defence",
        "opinion_served",
        "rectifying",
        "verified",
        "report_published",
        "filed",
    ];
    assert_eq!(seen, expected);
}

/// No step is skipped, none is done twice.
#[test]
fn no_step_is_skipped() {
    let mut bench = Bench::new();
    bench.grant("DDS_staff", plan(InspectionKind::Special));
    let early: Vec<(&str, InspectionCommand)> = vec![
        ("DDS_staff", visit().into()),
        ("DDS_staff", GivePreliminary { text: written() }.into()),
        ("DDS_head", opinion(1).into()),
        ("DDS_staff", verify(&[1], &[]).into()),
        ("DDS_head", PublishReport { report: written() }.into()),
        ("DDS_staff", FileUpward { reference: written() }.into()),
    ];
    for (by, wish) in early {
        let refused = bench.refused(by, wish.clone());
        assert_eq!(refused, No::NotThisStage { stage: Stage::Planned }, "{wish:?}");
    }
    bench.grant("DDS_staff", Notify { letter: written() });
    assert_eq!(bench.refused("DDS_staff", Notify { letter: written() }).code(), "not_this_stage");
    assert_eq!(bench.refused("DDS_staff", visit()).code(), "not_this_stage", "no self-assessment");
    let again = bench.refused("DDS_staff", plan(InspectionKind::Special));
    assert_eq!(again.code(), "already_planned");
}

/// A group of three, nobody who must stand aside, everybody heard; one flip each is refused.
#[test]
fn a_group_of_three_without_the_recused_hears_everybody() {
    let with = |names: &[&str]| RecordVisit { inspectors: people(names), ..visit() };
    let mut bench = assessed();
    match bench.refused("DDS_staff", with(&["DDS_staff", "JYK_staff"])) {
        No::TeamTooSmall { present, needed, .. } => assert_eq!((present, needed), (2, 3)),
        other => panic!("{other}"),
    }
    // Of the school; its leader in charge; an administrator.
    for person in ["S1_staff", "S1_head", "deputy_schools", "sysadmin"] {
        let refused = bench.refused("DDS_staff", with(&["DDS_staff", "JYK_staff", person]));
        assert_eq!(refused, No::Recused { person: person.into() });
    }
    for audience in Audience::ALL {
        let mut heard = everybody();
        heard.remove(audience);
        match bench.refused("DDS_staff", RecordVisit { heard, ..visit() }) {
            No::NotHeard { unheard, .. } => assert_eq!(unheard, [*audience]),
            other => panic!("{other}"),
        }
    }
    let ground = RecusalGround::Relative;
    bench.grant("S2_head", Recuse { person: "S2_head".into(), ground });
    assert_eq!(bench.refused("DDS_staff", visit()), No::Recused { person: "S2_head".into() });
    bench.grant("DDS_staff", with(&["DDS_staff", "JYK_staff", "PAK_staff"]));
}

/// A regular inspection takes one inspector, no notice, and ends with the visit if nothing was found.
#[test]
fn a_regular_inspection_is_short() {
    let mut bench = Bench::new();
    bench.grant("DDS_staff", plan(InspectionKind::Regular));
    let alone = RecordVisit {
        inspectors: people(&["DDS_staff"]),
        heard: BTreeSet::new(),
        record: written(),
        evidence: vec![],
    };
    let nobody = RecordVisit { inspectors: BTreeSet::new(), ..alone.clone() };
    assert_eq!(bench.refused("DDS_staff", nobody).code(), "team_too_small");
    bench.grant("DDS_staff", alone);
    bench.grant("DDS_staff", FileUpward { reference: written() });
}

/// Who plans what: inspections of schools 督导室 alone, spot checks the other pushing sections too.
#[test]
fn who_plans_what() {
    let with = |kind, office: &str| Plan { office: office.into(), ..plan(kind) };
    for (office, by) in [("BGS", "BGS_staff"), ("XNB", "XNB_staff"), ("PAK", "PAK_head")] {
        let mut bench = Bench::new();
        let refused = bench.refused(by, with(InspectionKind::Special, office));
        assert_eq!(refused, No::NotTheOffice { unit: office.into() });
        bench.grant(by, with(InspectionKind::SpotCheck, office));
    }
    let mut bench = Bench::new();
    let refused = bench.refused("S2_head", with(InspectionKind::SpotCheck, "S2"));
    assert_eq!(refused, No::NotTheOffice { unit: "S2".into() });
    assert_eq!(bench.refused("BGS_staff", plan(InspectionKind::Special)).code(), "not_permitted");
    let aimed = Plan { school: Some("S1".into()), ..plan(InspectionKind::SpotCheck) };
    assert_eq!(bench.refused("DDS_staff", aimed).code(), "spot_check_of_one");
    let section = Plan { school: Some("JYK".into()), ..plan(InspectionKind::Special) };
    assert_eq!(bench.refused("DDS_staff", section), No::SchoolMissing);
}

/// No opinion before the school was heard, waived, or let its five working days pass.
#[test]
fn the_school_is_heard_first() {
    let mut bench = assessed();
    bench.grant("DDS_staff", visit());
    bench.on("2026-03-12T09:00").grant("DDS_staff", GivePreliminary { text: written() });
    let until = at("2026-03-19T17:30");
    assert_eq!(bench.refused("DDS_head", opinion(1)), No::DefenceTermRuns { until });
    assert_eq!(bench.refused("S1_staff", Defend { statement: None }).code(), "not_permitted");
    let mut passed = bench.clone();
    assert!(passed.on("2026-03-19T17:30").grant("system", KeepTime {}).is_empty());
    let kinds = passed.on("2026-03-19T17:31").grant("system", KeepTime {});
    assert_eq!(kinds, ["inspection_defence_term_passed/1"]);
    assert!(passed.grant("system", KeepTime {}).is_empty(), "once");
    passed.grant("DDS_head", opinion(1));
    let mut waived = bench.clone();
    waived.grant("S1_head", Defend { statement: None });
    waived.grant("DDS_head", opinion(0));
    assert_eq!(waived.state.stage(), Stage::Verified, "nothing was found");
    bench.grant("S1_head", Defend { statement: Some(written()) });
    assert_eq!(bench.refused("DDS_staff", opinion(1)).code(), "not_permitted", "the head serves");
    bench.grant("DDS_head", opinion(1));
}

/// 整改 within 30 days at most; the school reports with evidence; somebody else verifies.
#[test]
fn what_was_found_is_put_right_and_verified_by_others() {
    let bench = served();
    let rectify_by = bench.state.opinion.as_ref().unwrap().rectify_by.unwrap();
    assert_eq!(rectify_by.at, at("2026-04-16T17:30"));
    let mut bench = bench;
    assert_eq!(bench.refused("S1_staff", report(&[1])).code(), "not_permitted");
    let bare = ReportRectification { evidence: vec![], ..report(&[1]) };
    assert_eq!(bench.refused("S1_head", bare), No::EvidenceMissing);
    assert_eq!(bench.refused("S1_head", report(&[3])), No::NoSuchIssue { issue: 3 });
    assert_eq!(bench.refused("S1_head", report(&[])), No::NoIssueNamed);
    bench.grant("S1_head", report(&[1]));
    for by in ["S1_head", "deputy_schools"] {
        assert_eq!(bench.refused(by, verify(&[1], &[])).code(), "not_permitted", "{by}");
    }
    assert_eq!(bench.refused("DDS_staff", verify(&[2], &[])), No::NoSuchIssue { issue: 2 });
    bench.grant("DDS_staff", verify(&[], &[1]));
    assert_eq!((bench.state.issues[0].returns, bench.state.stage()), (1, Stage::OpinionServed));
    bench.grant("S1_head", report(&[1, 2]));
    bench.grant("S2_head", verify(&[1], &[2]));
    let late = bench.on("2026-04-16T17:31").grant("system", KeepTime {});
    assert_eq!(late, ["inspection_rectification_fell_overdue/1"]);
    assert!(bench.grant("system", KeepTime {}).is_empty(), "once");
    bench.grant("S1_head", report(&[2]));
    bench.grant("DDS_staff", verify(&[2], &[]));
    let april = Period { from: at("2026-04-01"), until: at("2026-05-01") };
    assert_eq!(issues_closed_in_time([&bench.state], april), Share { part: 1, whole: 2 });
    assert_eq!(
        bench.refused("S1_head", FileUpward { reference: written() }).code(),
        "not_permitted"
    );
}

#[test]
fn the_day_to_rectify_is_no_later_than_the_rules_give() {
    let mut bench = assessed();
    bench.grant("DDS_staff", visit());
    bench.grant("DDS_staff", GivePreliminary { text: written() });
    bench.grant("S1_head", Defend { statement: None });
    // 30 days from 10 March: Thursday 9 April.
    for (day, fits) in [("2026-04-09", true), ("2026-04-10", false), ("2026-03-09", false)] {
        let wish = ServeOpinion { rectify_on: Some(date(day)), ..opinion(1) };
        let mut bench = bench.clone();
        assert_eq!(bench.wish("DDS_head", wish).is_ok(), fits, "{day}");
    }
}

/// Two regular inspections for each school and term; a comprehensive one in five years.
#[test]
fn regular_inspections_are_counted() {
    let term = Period { from: at("2026-02-01"), until: at("2026-07-31") };
    let mut visited = Bench::new();
    visited.grant("DDS_staff", plan(InspectionKind::Regular));
    let one = RecordVisit { inspectors: people(&["DDS_staff"]), ..visit() };
    visited.on("2026-03-10T10:00").grant("DDS_staff", one);
    let planned = {
        let mut bench = Bench::new();
        bench.grant("DDS_staff", plan(InspectionKind::Regular));
        bench
    };
    let rule = visited.rules.on(date("2026-03-10")).inspection.clone().unwrap();
    let schools = [UnitId::from("S1"), UnitId::from("S2")];
    let short = |all: &[&Inspection]| {
        let found = short_of_regular(all.iter().copied(), &schools, term, &rule);
        found.into_iter().map(|(school, count)| (school.to_string(), count)).collect::<Vec<_>>()
    };
    let (v, p) = (&visited.state, &planned.state);
    let (s1, s2) = ("S1".to_owned(), "S2".to_owned());
    assert_eq!(short(&[v, p]), [(s1, 1), (s2.clone(), 0)], "planned is not visited");
    assert_eq!(short(&[v, v]), [(s2, 0)], "two are enough");

    let mut whole = assessed();
    whole.grant("DDS_staff", visit());
    assert_eq!(reports_published([&whole.state], term), Share { part: 0, whole: 1 });
    let owed = |at_text: &str| {
        let mut bench = Bench::new();
        bench.grant("DDS_staff", plan(InspectionKind::Comprehensive));
        bench.grant("DDS_staff", Notify { letter: written() });
        bench.grant("S1_head", SelfAssess { text: written() });
        bench.on("2026-03-10T10:00").grant("DDS_staff", visit());
        comprehensive_owed([&bench.state], &schools[..1], at(at_text), &rule)
    };
    assert_eq!(owed("2031-03-10T12:00"), []);
    assert_eq!(owed("2031-03-11T12:00"), [UnitId::from("S1")]);
}

/// The school knows nothing before the notice; a unit nothing of a spot check before its record.
#[test]
fn who_sees_what_and_when() {
    let sees = |bench: &Bench, by: &str| bench.seen_by(by, |cx| may_see(cx, &bench.state));
    let mut bench = Bench::new();
    bench.grant("DDS_staff", plan(InspectionKind::Special));
    for by in ["S1_head", "S1_staff", "deputy_schools", "PAK_staff", "citizen:c1", "sysadmin"] {
        assert!(!sees(&bench, by), "{by}");
    }
    for by in ["DDS_clerk", "deputy", "director", "JYK_staff", "S2_head", "XNB_staff", "system"] {
        assert!(sees(&bench, by), "{by}");
    }
    let told = inspection_told(&bench.state, bench.facts.last().unwrap(), &bench.organization);
    assert!(told.iter().all(|(person, _)| !person.as_str().starts_with("S1")), "{told:?}");
    assert_eq!(bench.refused("S1_head", SelfAssess { text: written() }).code(), "unseen");
    bench.grant("DDS_staff", Notify { letter: written() });
    assert!(sees(&bench, "S1_staff") && sees(&bench, "deputy_schools"));
    let told = inspection_told(&bench.state, bench.facts.last().unwrap(), &bench.organization);
    let heads = told.iter().filter(|(person, _)| person.as_str() == "S1_head").count();
    assert_eq!(heads, 1, "{told:?}");
}

fn list(ids: &[&str]) -> BTreeSet<Candidate> {
    ids.iter().map(|id| Candidate::read(id).unwrap()).collect()
}

fn seed(byte: u8) -> Seed {
    Seed::from_bytes([byte; 32])
}

fn numbered(count: u32) -> BTreeSet<Candidate> {
    (0..count).map(|number| Candidate::read(&format!("2026-0302{number:04}")).unwrap()).collect()
}

/// The published recipe, redone by `sha256sum` and `sort` for the list a b c d e and the seed
/// 01…01: these five lines were computed with those tools.
#[test]
fn the_draw_is_the_published_recipe() {
    let universe = list(&["a", "b", "c", "d", "e"]);
    let drawn = draw(seed(1), &universe, 5);
    let drawn: Vec<&str> = drawn.iter().map(Candidate::as_str).collect();
    assert_eq!(drawn, RECIPE);
    assert_eq!(universe_digest(&universe).to_string(), LIST_DIGEST);
}

const RECIPE: [&str; 5] = ["d", "e", "a", "c", "b"];
const LIST_DIGEST: &str = "f34812b2c87438a8b60058201a14943e0b9164c16a564a063d933bcde99448e9";

/// A function of seed and list alone, without repeats, and the same for a shorter sample.
#[test]
fn the_draw_is_a_function_of_seed_and_list() {
    let universe = numbered(40);
    for byte in 0..=255 {
        let drawn = draw(seed(byte), &universe, 12);
        assert_eq!(drawn, draw(seed(byte), &universe, 12));
        let distinct: BTreeSet<&Candidate> = drawn.iter().collect();
        assert_eq!((drawn.len(), distinct.len()), (12, 12), "seed {byte}");
        assert!(drawn.iter().all(|one| universe.contains(one)));
        assert_eq!(
            drawn[..5],
            draw(seed(byte), &universe, 5)[..],
            "a shorter one is its beginning"
        );
    }
    assert_eq!(draw(seed(1), &universe, 99).len(), 40);
    assert_eq!(draw(seed(1), &BTreeSet::new(), 3), []);
    assert_ne!(draw(seed(1), &universe, 12), draw(seed(2), &universe, 12), "another seed");
    let mut other = universe.clone();
    other.insert(Candidate::read("2026-03029999").unwrap());
    assert_ne!(universe_digest(&universe), universe_digest(&other), "another list");
}

/// Fair enough: over 4,000 seeds each of 20 is drawn 5 of 20 times, give or take six times the
/// standard deviation of an even draw (27.4), and each comes first sometimes.
#[test]
fn the_draw_is_fair_enough() {
    let universe = numbered(20);
    let mut drawn: BTreeMap<Candidate, u32> = BTreeMap::new();
    let mut first: BTreeSet<Candidate> = BTreeSet::new();
    for number in 0..4000_u32 {
        let mut bytes = [0; 32];
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        let result = draw(Seed::from_bytes(bytes), &universe, 5);
        first.insert(result[0].clone());
        result.into_iter().for_each(|one| *drawn.entry(one).or_default() += 1);
    }
    assert_eq!((drawn.len(), first.len()), (20, 20));
    let (least, most) = (drawn.values().min().unwrap(), drawn.values().max().unwrap());
    println!("each of 20 drawn between {least} and {most} of 4000 times, even would be 1000");
    assert!(drawn.values().all(|count| count.abs_diff(1000) < 165), "{drawn:?}");
}

/// Ids alone, never a name.
#[test]
fn only_ids_are_drawn() {
    for wrong in ["", " ", "张三", "a b", "a\nb", &"x".repeat(65)] {
        assert!(Candidate::read(wrong).is_err(), "{wrong}");
    }
    let body = r#"{"seed":"00","universe":"00","result":["张三"]}"#;
    assert!(InspectionEvent::decode("sample_drawn/1", body).is_err());
}

/// Seed and list first, then the draw; once each; and anybody can do it again.
#[test]
fn a_spot_check_is_drawn_after_its_seed_was_published() {
    let universe = numbered(30);
    let publish =
        |sample| PublishSeed { seed: seed(7), universe: numbered(30), list: digest(1), sample };
    let mut bench = Bench::new();
    bench.grant("DDS_staff", plan(InspectionKind::SpotCheck));
    let early = bench.refused("DDS_staff", Draw { universe: universe.clone() });
    assert_eq!(early, No::SeedNotPublished);
    for sample in [0, 31] {
        assert_eq!(bench.refused("DDS_staff", publish(sample)).code(), "sample_out_of_range");
    }
    bench.grant("system", publish(4));
    assert_eq!(bench.refused("DDS_staff", publish(4)).code(), "seed_published", "no second seed");
    let same_moment = bench.refused("DDS_staff", Draw { universe: universe.clone() });
    assert_eq!(same_moment, No::SeedNotPublished);
    bench.on("2026-03-03T09:00");
    let other = bench.refused("DDS_staff", Draw { universe: numbered(31) });
    assert_eq!(other, No::AnotherList { listed: 31, published: 30 });
    bench.grant("DDS_staff", Draw { universe: universe.clone() });
    assert_eq!(bench.refused("DDS_staff", Draw { universe: universe.clone() }), No::AlreadyDrawn);
    assert!(bench.state.is_drawn_rightly(&universe));
    assert!(!bench.state.is_drawn_rightly(&numbered(31)));
    let mut forged = bench.state.clone();
    forged.drawn.as_mut().unwrap().result.swap(0, 1);
    assert!(!forged.is_drawn_rightly(&universe));
    let special = {
        let mut bench = Bench::new();
        bench.grant("DDS_staff", plan(InspectionKind::Special));
        bench.refused("DDS_staff", publish(4))
    };
    assert_eq!(special, No::NotASpotCheck);
}

/// At most six questions an item, answered from the record, not by the unit.
#[test]
fn what_was_drawn_is_checked_from_the_record() {
    let mut bench = Bench::new();
    bench.grant("BGS_staff", Plan { office: "BGS".into(), ..plan(InspectionKind::SpotCheck) });
    let (seed, universe) = (seed(7), numbered(9));
    bench.grant("BGS_staff", PublishSeed { seed, universe, list: digest(1), sample: 2 });
    bench.on("2026-03-03T09:00").grant("BGS_staff", Draw { universe: numbered(9) });
    let drawn = bench.state.drawn.clone().unwrap().result;
    let check = |subject: &Candidate, unit: &str, questions: usize| {
        let answer = |number| (Candidate::read(&format!("q{number}")).unwrap(), Answer::Yes);
        let answers = (0..questions).map(answer).collect();
        RecordCheck { subject: subject.clone(), unit: unit.into(), answers, remark: Some(blank()) }
    };
    for questions in [0, 7] {
        let refused = bench.refused("BGS_staff", check(&drawn[0], "S1", questions));
        assert_eq!(refused.code(), "questions_out_of_range");
    }
    let own = bench.refused("BGS_staff", check(&drawn[0], "BGS", 6));
    assert_eq!(own, No::OwnUnit { unit: "BGS".into() });
    let undrawn = numbered(9).into_iter().find(|one| !drawn.contains(one)).unwrap();
    assert_eq!(bench.refused("BGS_staff", check(&undrawn, "S1", 6)).code(), "not_to_check");
    let sees = |bench: &Bench| bench.seen_by("S1_staff", |cx| may_see(cx, &bench.state));
    assert!(!sees(&bench));
    bench.grant("BGS_staff", check(&drawn[0], "S1", 6));
    assert!(sees(&bench), "the unit sees the result");
    assert_eq!(bench.refused("BGS_staff", check(&drawn[0], "S1", 6)).code(), "not_to_check");
    assert_eq!(bench.refused("S1_head", check(&drawn[1], "S2", 6)).code(), "not_permitted");
    let early = bench.refused("BGS_staff", FileUpward { reference: written() });
    assert_eq!(early.code(), "not_this_stage");
    bench.grant("BGS_head", check(&drawn[1], "S2", 1));
    bench.grant("BGS_staff", FileUpward { reference: written() });
}

/// What was seen is not cancelled.
#[test]
fn only_what_has_not_begun_is_cancelled() {
    let cancel = || CancelInspection { reason: written() };
    let mut bench = assessed();
    assert_eq!(bench.refused("DDS_staff", cancel()).code(), "not_permitted");
    bench.clone().grant("DDS_head", cancel());
    bench.grant("DDS_staff", visit());
    assert_eq!(bench.refused("DDS_head", cancel()).code(), "not_this_stage");
}

#[test]
fn the_table_is_whole() {
    for act in InspectionAct::ALL {
        let rows = INSPECTION_TABLE.iter().filter(|row| row.act == *act).count();
        assert_eq!((rows, act.row().clause.is_empty()), (1, false), "{}", act.name());
    }
    let mut bench = assessed();
    for by in ["director", "DDS_head", "S1_head"] {
        assert_eq!(bench.refused(by, KeepTime {}).code(), "not_permitted", "{by}");
    }
}
