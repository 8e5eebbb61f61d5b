//! 不变量 9, over generated histories with refusals among them: no measure before the person was heard
//! or his term has passed; no effect before it is final; no remedy aggravates; none suspends; nobody
//! of the person's line deliberates; nobody sits on two sides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use xiaoneng_calendar::Limit;
use xiaoneng_domain::Instant;
use xiaoneng_domain::accountability::*;
use xiaoneng_domain::rules::*;

use crate::hall::*;
use crate::tables::rule;

/// What a step of a history picks from.
type Pick = (u8, u8, u16);

const PEOPLE: [&str; 24] = [
    "XNB_head",
    "XNB_clerk",
    "XNB_staff",
    "JYK_staff",
    "JYK_head",
    "JYK_clerk",
    "JYK_third",
    "DDS_head",
    "PAK_head",
    "BGS_head",
    "BGS_staff",
    "director",
    "deputy",
    "deputy_schools",
    "hr",
    "discipline",
    "S1_head",
    "S1_staff",
    "sysadmin",
    "DDS_clerk",
    "PAK_staff",
    "citizen:p1",
    "system",
    "nobody",
];

const MEASURES: [Measure; 8] = [
    Measure::Talk,
    Measure::WrittenReview,
    Measure::Admonition,
    Measure::Circular,
    Measure::NoAwards,
    Measure::WrittenWarning,
    Measure::PostChange,
    Measure::Removal,
];

/// One measure for each fault, with what it needs beside.
fn fixed_by(hall: &Hall, pick: u16) -> (Vec<Fixed>, Option<Limit>, Option<Scope>) {
    let faults = hall.case.findings.as_ref().map_or(1, |findings| findings.faults.len());
    let one = |number: usize| {
        let at = (usize::from(pick) + number * 3) % MEASURES.len();
        measure(number as u32 + 1, MEASURES[at])
    };
    let fixed: Vec<Fixed> = (0..faults).map(one).collect();
    with_needs(fixed, pick)
}

fn with_needs(fixed: Vec<Fixed>, pick: u16) -> (Vec<Fixed>, Option<Limit>, Option<Scope>) {
    let has = |which| fixed.iter().any(|one| one.measure == Some(Imposed::Person(which)));
    let months = ["3 months", "4 months", "6 months", "7 months"][usize::from(pick) % 4];
    let warning = has(Measure::WrittenWarning).then(|| months.parse().unwrap());
    let scope = has(Measure::Circular).then(|| Scope::ALL[usize::from(pick) % 3]);
    (fixed, warning, scope)
}

fn said_before(hall: &Hall, pick: u16) -> Vec<Fixed> {
    let told = hall.case.verdict.as_ref().map(|verdict| verdict.fixed.clone());
    let told = told.or(hall.case.intent.as_ref().map(|intent| intent.proposed.clone()));
    told.unwrap_or_else(|| fixed_by(hall, pick).0)
}

fn two(pick: u16) -> BTreeSet<xiaoneng_domain::id::PersonId> {
    let names = [
        people(&["XNB_clerk", "XNB_staff"]),
        people(&["XNB_clerk", "XNB_staff"]),
        people(&["DDS_clerk", "PAK_staff"]),
        people(&["JYK_clerk", "XNB_staff"]),
        people(&["XNB_clerk"]),
    ];
    names[usize::from(pick) % names.len()].clone()
}

fn three(pick: u16) -> ConvenePanel {
    let sets: [[&str; 3]; 5] = [
        ["DDS_head", "PAK_head", "BGS_head"],
        ["DDS_head", "PAK_head", "BGS_staff"],
        ["DDS_head", "PAK_head", "XNB_clerk"],
        ["DDS_head", "PAK_head", "deputy"],
        ["DDS_head", "director", "BGS_head"],
    ];
    let set = sets[usize::from(pick) % sets.len()];
    ConvenePanel { chair: set[0].into(), members: people(&set) }
}

/// A wish of kind `kind`, in a form that `pick` chooses.
fn wish_of(hall: &Hall, kind: u8, pick: u16) -> (CaseCommand, &'static str) {
    let outcome = |pick: u16| match pick % 4 {
        0 => RedressOutcome::Uphold,
        1 => RedressOutcome::Revoke,
        2 => {
            let (fixed, warning, scope) = fixed_by(hall, pick / 4);
            RedressOutcome::Change { fixed, warning, scope }
        }
        _ => {
            let (fixed, warning, scope) = with_needs(said_before(hall, pick), pick / 4);
            RedressOutcome::Change { fixed, warning, scope }
        }
    };
    match kind % 36 {
        kind @ 0..=19 => wish_before_decision(hall, kind, pick),
        kind => wish_from_decision(hall, kind, pick, &outcome),
    }
}

fn wish_before_decision(hall: &Hall, kind: u8, pick: u16) -> (CaseCommand, &'static str) {
    match kind {
        0 => (clue(ClueSource::ALL[usize::from(pick) % 6], of_staff()).into(), "XNB_head"),
        1 => (AcceptClue { reason: text("有") }.into(), "XNB_head"),
        2 => (DeclineClue { why: DeclineReason::NoFacts, reason: text("无") }.into(), "XNB_head"),
        3 => (NameInvestigators { investigators: two(pick) }.into(), "XNB_head"),
        4 => {
            let excuse = ExcuseInvestigator { person: "XNB_staff".into(), reason: text("亲属") };
            (excuse.into(), "XNB_staff")
        }
        5 => {
            let kind = FactKind::ALL[usize::from(pick) % 5];
            let present = hall.case.investigators.clone();
            let by = if present.contains(&"XNB_clerk".into()) { "XNB_clerk" } else { "DDS_clerk" };
            (RecordFact { kind, text: text("笔录"), present }.into(), by)
        }
        6 => (
            AskCaseExtension { amount: u32::from(pick % 40), reason: text("难") }.into(),
            "XNB_clerk",
        ),
        7 => {
            let refusal = pick.is_multiple_of(2).then(|| text("不"));
            let request = hall.case.extensions.len() as u32;
            (DecideCaseExtension { request, refusal }.into(), "director")
        }
        8 | 9 => {
            let gravity = Gravity::ALL[usize::from(pick % 10 / 8)];
            let other = NewFault { conduct: 2, ..fault(gravity) };
            let faults = if pick.is_multiple_of(3) {
                vec![fault(gravity), other]
            } else {
                vec![fault(gravity)]
            };
            (found(faults).into(), "XNB_clerk")
        }
        10 => {
            let clear_in = pick.is_multiple_of(2).then_some(Scope::Unit);
            (FindNothing { report: text("无"), clear_in }.into(), "XNB_clerk")
        }
        11 | 12 => (intent(fixed_by(hall, pick).0).into(), "XNB_head"),
        13 => (MakeCaseStatement { text: text("申辩") }.into(), "JYK_staff"),
        14 => (WaiveStatement {}.into(), "JYK_staff"),
        15 => {
            let outcome = StatementOutcome::ALL[usize::from(pick) % 3];
            (ExamineStatement { outcome, record: text("核") }.into(), "XNB_clerk")
        }
        16 => (three(pick).into(), "XNB_head"),
        _ => {
            let waiting = hall.case.panel.as_ref().and_then(|panel| {
                let mut members = panel.members.iter().filter(|(_, vote)| vote.is_none());
                members.next().map(|(person, _)| person.clone())
            });
            let by = PEOPLE.iter().find(|name| waiting.as_ref() == Some(&(**name).into()));
            let cast = Vote::ALL[[0, 0, 0, 1, 2][usize::from(pick) % 5]];
            (vote(cast).into(), by.copied().unwrap_or("PAK_head"))
        }
    }
}

fn wish_from_decision(
    hall: &Hall,
    kind: u8,
    pick: u16,
    outcome: &dyn Fn(u16) -> RedressOutcome,
) -> (CaseCommand, &'static str) {
    let now = pick / 7;
    match kind {
        20 | 21 => {
            let fixed = if pick.is_multiple_of(4) {
                fixed_by(hall, now).0
            } else {
                said_before(hall, pick)
            };
            let (fixed, warning, scope) = with_needs(fixed, now);
            (DecideCase { fixed, warning, scope, text: text("决定") }.into(), "director")
        }
        22 => (DecideNone { reason: text("不追究") }.into(), "director"),
        23 => (serve().into(), "XNB_head"),
        24 => {
            let decisions = [
                OutsideDecision::Sanction { sanction: Sanction::Warning, conduct: 1 },
                OutsideDecision::Measure(Measure::Removal),
                OutsideDecision::Declined,
            ];
            let decision = decisions[usize::from(pick) % 3];
            let organ = [Organ::Supervision, Organ::CadreAuthority][usize::from(pick) % 2];
            (RecordOutside { decision, organ, document: text("文号") }.into(), "hr")
        }
        25 => {
            (TransferCase { to: TransferTo::Discipline, text: text("移送") }.into(), "discipline")
        }
        26 => (AskCaseReview { grounds: text("不服") }.into(), "JYK_staff"),
        27 => {
            let sets = [people(&["deputy_schools", "hr"]), people(&["hr", "DDS_head"])];
            (NameReviewers { reviewers: sets[usize::from(pick) % 2].clone() }.into(), "XNB_head")
        }
        28 => (DecideReview { outcome: outcome(pick), reasons: text("理由") }.into(), "hr"),
        29 => (AskAppeal { grounds: text("不服") }.into(), "JYK_staff"),
        30 => {
            let organ = Organ::CompetentOrgan;
            if (pick / 5).is_multiple_of(3) {
                return (ExtendAppeal { reason: text("复杂") }.into(), "XNB_head");
            }
            let document = text("文号");
            (RecordAppeal { outcome: outcome(pick), organ, document }.into(), "XNB_head")
        }
        31 => (ConfirmExecution { record: text("已办") }.into(), "XNB_head"),
        32 => match pick % 2 {
            0 => (RecordRelapse { case: "ZZ-2026-0002".into() }.into(), "XNB_head"),
            _ => (PublishCase { scope: Scope::ALL[usize::from(pick) % 3] }.into(), "XNB_head"),
        },
        33 => match pick % 4 {
            0 => (RevokeDecision { reason: text("有误") }.into(), "director"),
            1 => (RestoreRights { record: text("还") }.into(), "hr"),
            _ => {
                let scope = hall.case.correction.reputation.unwrap_or(Scope::Unit);
                (RestoreReputation { scope, text: text("澄清") }.into(), "XNB_head")
            }
        },
        34 => (ArchiveCase {}.into(), "XNB_head"),
        _ => match pick % 2 {
            0 => (KeepCaseTime {}.into(), "system"),
            _ => (ReprojectCase {}.into(), "system"),
        },
    }
}

/// The wishes that would carry the case on from where it stands.
fn onward(hall: &Hall, pick: u16) -> u8 {
    let mut requests = hall.case.extensions.iter();
    let asked = requests.any(|request| request.state == ExtensionState::Open);
    let of: &[u8] = match hall.case.stage {
        Stage::Nothing => &[0],
        Stage::Clue => &[1, 1, 1, 1, 1, 1, 1, 1, 2],
        Stage::Investigating if hall.case.investigators.len() < 2 => &[3],
        Stage::Investigating if hall.case.facts.is_empty() => &[5],
        Stage::Investigating if asked => &[7, 7, 8],
        Stage::Investigating => &[8, 8, 8, 8, 8, 8, 8, 6, 7, 10],
        Stage::Found => &[11, 11, 11, 11, 11, 11, 11, 11, 22],
        Stage::Notified if hall.case.statement.is_some() => &[15],
        Stage::Notified => &[13, 14, 35],
        Stage::Heard => &[16],
        Stage::Deliberating => &[17],
        Stage::Deliberated => &[20, 20, 20, 20, 20, 20, 22],
        Stage::Decided => &[23, 24],
        Stage::Executing if hall.case.redress.is_pending() => &[27, 28, 28, 30, 30],
        Stage::Executing => &[26, 29, 31, 32, 32, 24, 33, 34, 35],
        Stage::Cleared | Stage::Revoked => &[33, 33, 34],
        Stage::NotAccepted => &[34],
        Stage::Transferred | Stage::Archived => &[33, 34, 35],
    };
    of[usize::from(pick) % of.len()]
}

/// What was seen over all histories.
#[derive(Default)]
struct Tally {
    events: BTreeMap<&'static str, u64>,
    wishes: u64,
    refused: u64,
}

fn run(steps: &[Pick], tally: &mut Tally) {
    let mut hall = Hall::new();
    for (kind, who, pick) in steps {
        let minutes = [0, 10, 600, 2_880, 20_160, 57_600][usize::from(*who) % 6];
        hall.county.now = hall.county.now.plus_minutes(minutes);
        let kind = if kind.is_multiple_of(6) { *kind / 6 } else { onward(&hall, *pick) };
        // What would end the case before its decision comes to few histories.
        let ends = [2, 10, 22, 25].contains(&(kind % 36)) && hall.case.verdict.is_none();
        let kind = if ends && *who >= 64 { onward(&hall, *pick) } else { kind };
        let (wish, by) = wish_of(&hall, kind, *pick);
        let by = if *who >= 235 { PEOPLE[usize::from(*pick) % PEOPLE.len()] } else { by };
        if who.is_multiple_of(3) {
            act(&mut hall, "system", KeepCaseTime {}.into(), tally);
        }
        act(&mut hall, by, wish, tally);
    }
    assert_eq!(hall.replayed(), hall.case, "invariant 12");
}

fn act(hall: &mut Hall, by: &str, wish: CaseCommand, tally: &mut Tally) {
    tally.wishes += 1;
    let before = hall.case.clone();
    let told = hall.told.len();
    match hall.wish(by, wish) {
        Ok(kinds) => {
            for kind in kinds {
                *tally.events.entry(kind).or_default() += 1;
            }
        }
        Err(refusal) => {
            tally.refused += 1;
            assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
            assert_eq!(hall.case, before, "a refusal changes nothing");
        }
    }
    let after = hall.case.clone();
    holds(hall, &before, &after);
    let new = &hall.told[told..];
    let shown = after.shown_at.is_some();
    let is_his =
        |(person, _): &(xiaoneng_domain::id::PersonId, CaseTold)| person.as_str() == "JYK_staff";
    assert!(shown || !new.iter().any(is_his), "told before he may know");
    assert_eq!(hall.seen().is_some(), shown && after.stage != Stage::Transferred);
}

/// Invariant 9, in its parts.
fn holds(hall: &Hall, before: &Case, after: &Case) {
    if after.verdict.is_some() {
        heard_before_decided(after);
        not_heavier_than_told(after);
    }
    if before.verdict.is_none() {
        assert!(
            after.records.is_empty() || after.verdict.is_some(),
            "recorded before the decision"
        );
    }
    never_aggravated(before, after);
    final_before_effect(hall.now(), before, after);
    nobody_on_two_sides(hall, after);
    if after.redress.is_pending() {
        let is_running = matches!(after.stage, Stage::Executing | Stage::Revoked);
        assert!(is_running, "a remedy suspends nothing");
    }
}

fn heard_before_decided(case: &Case) {
    let statement = case.statement.as_ref().expect("heard, waived, or the term passed");
    let notified = case.intent.as_ref().expect("told before").at;
    match statement.state {
        StatementState::Heard => assert!(statement.examined.is_some()),
        StatementState::Waived => assert!(statement.text.is_none()),
        // Five working days last at least five days but the hours of the first.
        StatementState::TermPassed => {
            assert!(statement.at >= notified.plus_minutes(4 * 1440), "the term was cut short");
        }
        StatementState::Made => panic!("decided before the statement was examined"),
    }
    assert!(case.panel.as_ref().and_then(|panel| panel.outcome).is_some(), "deliberated");
    let cast = case.panel.as_ref().unwrap().members.values().all(Option::is_some);
    assert!(cast, "everybody has voted");
}

fn ranks(fixed: &[Fixed]) -> BTreeMap<u32, u32> {
    static RULE: OnceLock<AccountabilityRule> = OnceLock::new();
    let rule = RULE.get_or_init(rule);
    let rank = |one: &Fixed| one.measure.map_or(0, |imposed| rank_of(rule, imposed));
    fixed.iter().map(|one| (one.fault, rank(one))).collect()
}

fn not_heavier_than_told(case: &Case) {
    let told = ranks(&case.intent.as_ref().unwrap().proposed);
    for (fault, rank) in ranks(&case.verdict.as_ref().unwrap().fixed) {
        assert!(rank <= told[&fault], "heavier than told");
    }
}

fn never_aggravated(before: &Case, after: &Case) {
    let (Some(old), Some(new)) = (&before.verdict, &after.verdict) else { return };
    let old_ranks = ranks(&old.fixed);
    for (fault, rank) in ranks(&new.fixed) {
        assert!(rank <= old_ranks[&fault], "a remedy aggravated");
    }
    assert!(new.scope <= old.scope);
    let months = |verdict: &Verdict| verdict.warning.map(|limit| limit.amount);
    assert!(months(new) <= months(old));
    let is_changed = old.fixed != new.fixed || old.warning != new.warning;
    let decided = |case: &Case| {
        let review = case.redress.review.as_ref().and_then(|review| review.decided_at);
        let appeal = case.redress.appeal.as_ref().and_then(|appeal| appeal.decided_at);
        (review, appeal)
    };
    assert!(!is_changed || decided(before) != decided(after), "changed without a remedy");
}

fn final_before_effect(now: Instant, before: &Case, after: &Case) {
    if after.execution.published.is_some() && before.execution.published.is_none() {
        assert!(after.is_final(), "published before it was final");
    }
    if after.final_at.is_some() && before.final_at.is_none() {
        assert!(!after.redress.is_pending(), "final while a remedy is pending");
        let terms = [CaseStep::ReviewApply, CaseStep::AppealApply];
        let running = terms.iter().filter_map(|step| before.terms.get(step));
        let decided = after.redress != before.redress;
        for term in running {
            assert!(decided || now > term.due_at, "final while a remedy was open");
        }
    }
    assert!(after.stage != Stage::Revoked || !after.is_final());
}

fn nobody_on_two_sides(hall: &Hall, case: &Case) {
    assert!(case.ever_investigated.is_disjoint(&case.ever_deliberated), "both sides");
    let members = case.panel.iter().flat_map(|panel| panel.members.keys());
    let reviewers = case.redress.review.iter().flat_map(|review| &review.reviewers);
    let organization = &hall.county.organization;
    for person in members.clone() {
        assert!(!organization.heads(person, &"JYK".into()), "a superior deliberates");
        assert_ne!(organization.leader_in_charge(&"JYK".into()), Some(person));
        assert!(!organization.is_within(&organization.person(person).unwrap().unit, &"JYK".into()));
        assert!(!case.ever_investigated.contains(person));
    }
    for person in reviewers {
        assert!(
            !case.ever_investigated.contains(person) && !case.ever_deliberated.contains(person)
        );
        assert!(case.verdict.as_ref().is_none_or(|verdict| &verdict.by != person));
    }
    if let Some(verdict) = &case.verdict {
        assert!(!case.ever_investigated.contains(&verdict.by));
        assert!(!case.ever_deliberated.contains(&verdict.by));
    }
    for person in &case.ever_investigated {
        assert!(!organization.are_paired(person, &"JYK_staff".into()), "a deputy investigates");
    }
}

/// Seeds are those of proptest; a failing history is printed, shortened.
#[test]
fn invariant_9_over_generated_histories() {
    let histories = std::env::var("XIAONENG_SEQUENCES").ok().and_then(|text| text.parse().ok());
    let cases = histories.unwrap_or(0).max(700);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let tally = std::cell::RefCell::new(Tally::default());
    let steps = proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u16>()), 40..90);
    let result = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    )
    .run(&steps, |steps| {
        run(&steps, &mut tally.borrow_mut());
        Ok(())
    });
    let tally = tally.into_inner();
    println!("{cases} histories: {} wishes, {} refused", tally.wishes, tally.refused);
    for (kind, count) in &tally.events {
        println!("{count:>7} {kind}");
    }
    if let Err(error) = result {
        panic!("{error}");
    }
    // The calendar is whole here, so that nothing is reckoned anew.
    let unreached = ["case_terms_reprojected/1"];
    let seen = |kind: &&&str| tally.events.contains_key(**kind) || unreached.contains(*kind);
    let missing: Vec<&&str> = CaseEvent::KINDS.iter().filter(|kind| !seen(kind)).collect();
    assert!(missing.is_empty(), "no history reached: {missing:?}");
    assert!(tally.refused * 5 > tally.wishes, "too few refusals among them");
}
