//! 五个不让 (domain.md 17.3; clause 17): each of the five counts what it must and nothing beside it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod county;

use std::collections::BTreeSet;

use county::{at, rules};
use proptest::prelude::*;
use xiaoneng_domain::never_let::{Behind, Evidence, Mark, NeverLet, VerifiedCase, marks};
use xiaoneng_domain::rules::Fault;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DeskRow, DocketRow, OfferRow, RatingRow, Wait, WaitingRow, Whom};

/// Wednesday.
const NOW: &str = "2026-06-10T10:00";

fn found(evidence: &Evidence) -> Vec<Mark> {
    let rules = rules();
    let now = NOW.parse().unwrap();
    marks(evidence, rules.on(at(NOW).date()), rules.calendar(), now)
}

fn counts(evidence: &Evidence) -> [usize; 5] {
    let marks = found(evidence);
    let count = |of: &NeverLet| marks.iter().filter(|mark| mark.of == *of).count();
    let all: Vec<usize> = NeverLet::ALL.iter().map(count).collect();
    all.try_into().unwrap()
}

fn open(number: usize, due_at: &str) -> DeskRow {
    DeskRow {
        unit: "KJ".into(),
        due_at: at(due_at),
        matter: format!("2026-0601{number:04}").as_str().into(),
        amber_at: at("2026-06-05T10:00"),
        responsible: "k2".into(),
        covers_for: None,
        clock: "completion".to_owned(),
        matter_type: "grievance".into(),
        is_suspended: false,
        is_provisional: false,
        concerned: None,
    }
}

fn docket(stream: StreamId, state: &str) -> DocketRow {
    DocketRow {
        stream,
        state: state.to_owned(),
        grade: String::new(),
        unit: Some("KJ".into()),
        person: Some("k2".into()),
        matter: None,
        opened_at: at("2026-05-01T10:00"),
        due_at: None,
        ended_at: None,
    }
}

fn rated(at_time: &str, chips: &str) -> RatingRow {
    RatingRow {
        matter: "2026-06010001".into(),
        ordinal: 1,
        unit: "KJ".into(),
        rated_at: at(at_time),
        is_again: false,
        standing: "counted".to_owned(),
        satisfaction: "dissatisfied".to_owned(),
        solved: "no".to_owned(),
        person: Some("k2".into()),
        chips: chips.to_owned(),
    }
}

fn asked(at_time: &str) -> WaitingRow {
    WaitingRow {
        whom: Whom::Person("k2".into()),
        wait: Wait::Question,
        due_at: at(at_time),
        matter: "2026-06010002".into(),
        ordinal: 0,
        concerned: None,
    }
}

fn case(faults: &[Fault], final_at: &str) -> VerifiedCase {
    VerifiedCase {
        stream: StreamId::Case("ZZ2026-0001".into()),
        final_at: at(final_at),
        faults: faults.iter().copied().collect::<BTreeSet<_>>(),
    }
}

#[test]
fn clause_17_each_of_the_five_counts_its_own() {
    assert_eq!(counts(&Evidence::default()), [0; 5]);
    let of = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = Evidence::default();
        change(&mut evidence);
        counts(&evidence)
    };
    // 延误：过了期限的件和任务；没到期、暂停、暂定的不算。
    assert_eq!(of(&|e| e.open.push(open(1, "2026-06-10T09:59"))), [1, 0, 0, 0, 0]);
    assert_eq!(of(&|e| e.open.push(open(1, NOW))), [0; 5]);
    let paused = DeskRow { is_suspended: true, ..open(1, "2026-06-09T10:00") };
    assert_eq!(of(&|e| e.open.push(paused.clone())), [0; 5]);
    let estimated = DeskRow { is_provisional: true, ..open(1, "2026-06-09T10:00") };
    assert_eq!(of(&|e| e.open.push(estimated.clone())), [0; 5]);
    let task = |due_at: &str| DocketRow {
        due_at: Some(at(due_at)),
        ..docket(StreamId::Task("DB2026-06010001".into()), "open")
    };
    assert_eq!(of(&|e| e.tasks.push(task("2026-06-09T18:00"))), [1, 0, 0, 0, 0]);
    assert_eq!(of(&|e| e.tasks.push(task("2026-06-11T18:00"))), [0; 5]);
    let unsigned = DeskRow { clock: "signing/0".to_owned(), ..open(1, "2026-06-10T09:59") };
    assert_eq!(of(&|e| e.open.push(unsigned.clone())), [1, 1, 0, 0, 0]);
    // 积压：超过签收时限；十件之外的在办件。
    let offer = |sign_by: &str| OfferRow {
        unit: "KJ".into(),
        sign_by: at(sign_by),
        matter: "2026-06010003".into(),
        offer: 1,
        person: Some("k2".into()),
        concerned: None,
    };
    assert_eq!(of(&|e| e.offers.push(offer("2026-06-10T09:00"))), [0, 1, 0, 0, 0]);
    assert_eq!(of(&|e| e.offers.push(offer("2026-06-10T11:00"))), [0; 5]);
    let many = |count: usize| {
        move |e: &mut Evidence| {
            e.open.extend((0..count).map(|number| open(number, "2026-06-20T10:00")));
        }
    };
    assert_eq!(of(&many(10)), [0; 5]);
    assert_eq!(of(&many(12)), [0, 2, 0, 0, 0]);
    // 差错：生效的牌；未生效、撤销、过了半年的不算。
    let card = |state: &str, ended_at: &str| DocketRow {
        ended_at: Some(at(ended_at)),
        ..docket(StreamId::Card("2026-06010004-1".into()), state)
    };
    assert_eq!(of(&|e| e.cards.push(card("final", "2026-05-10T10:00"))), [0, 0, 1, 0, 0]);
    assert_eq!(of(&|e| e.cards.push(card("withdrawn", "2026-05-10T10:00"))), [0; 5]);
    assert_eq!(of(&|e| e.cards.push(card("final", "2025-12-08T10:00"))), [0; 5]);
    assert_eq!(of(&|e| e.cards.push(card("final", "2025-12-09T10:00"))), [0, 0, 1, 0, 0]);
    // 冷落：提问超过一个工作日没答；评价说态度不好。周一问，周二下班前答。
    assert_eq!(of(&|e| e.questions.push(asked("2026-06-08T10:00"))), [0, 0, 0, 1, 0]);
    assert_eq!(of(&|e| e.questions.push(asked("2026-06-09T10:00"))), [0; 5]);
    let rude = |chips: &'static str| {
        move |e: &mut Evidence| {
            e.ratings.push(rated("2026-06-01T10:00", chips));
        }
    };
    assert_eq!(of(&rude("too_slow bad_attitude")), [0, 0, 0, 1, 0]);
    assert_eq!(of(&rude("too_slow")), [0; 5]);
    // 认定的过错各归其项（7.1 的分类由规则写明）。
    let faults = |faults: &'static [Fault]| {
        move |e: &mut Evidence| {
            e.cases.push(case(faults, "2026-05-20T10:00"));
        }
    };
    assert_eq!(of(&faults(&[Fault::F03])), [0, 0, 1, 0, 0]);
    assert_eq!(of(&faults(&[Fault::F06])), [0, 0, 0, 1, 0]);
    assert_eq!(of(&faults(&[Fault::F09])), [0, 0, 0, 0, 1]);
    assert_eq!(of(&faults(&[Fault::F03, Fault::F04, Fault::F09])), [0, 0, 1, 0, 1]);
}

#[test]
fn a_matter_counts_once_in_each_of_the_five() {
    let mut evidence = Evidence::default();
    evidence.ratings.push(rated("2026-06-01T10:00", "bad_attitude"));
    evidence.ratings.push(RatingRow { ordinal: 2, ..rated("2026-06-05T10:00", "bad_attitude") });
    let marks = found(&evidence);
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].at, at("2026-06-01T10:00"), "since the first");
    assert_eq!(marks[0].behind, Behind::Matter("2026-06010001".into()));
}

proptest! {
    /// What is added never takes anything away, and what is counted opens to something.
    #[test]
    fn more_evidence_never_counts_less(late in 0_usize..20, early in 0_usize..20) {
        let mut evidence = Evidence::default();
        evidence.open.extend((0..late).map(|number| open(number, "2026-06-09T10:00")));
        let before = counts(&evidence);
        evidence.open.extend((0..early).map(|number| open(100 + number, "2026-06-20T10:00")));
        let after = counts(&evidence);
        prop_assert!(before.iter().zip(after).all(|(before, after)| after >= *before));
        prop_assert_eq!(after[0], late);
        prop_assert_eq!(after[1], (late + early).saturating_sub(10));
    }
}
