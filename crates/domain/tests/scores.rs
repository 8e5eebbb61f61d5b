//! 量化测评: what a month is worth (domain.md 9.4 as adapted; decisions F35; invariant 9). Expected values
//! stand here, never read from the rules; one flip per row changes the score.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod card;
mod county;

use card::{Story, facts, review, time, withdraw};
use county::{rule_files, rules};
use xiaoneng_domain::card::{AppealOutcome, Card, CardFacts, CardOrdinal};
use xiaoneng_domain::rules::{Rules, ScorePart, ScoreRule};
use xiaoneng_domain::signal::{CardCause, CardColour};
use xiaoneng_domain::supervision::*;

const MARCH: Month = Month { year: 2026, month: 3 };

fn rule() -> &'static ScoreRule {
    let book = rules().on(time("03-31 12:00").date());
    &book.watching.as_ref().unwrap().score
}

fn scored_by(
    rules: &Rules,
    cards: &[Card],
    faults: &[VerifiedFault],
    counted: &CountedFacts,
) -> MonthScore {
    let unit = "JYK".into();
    month_score(rules, &MonthFacts { unit: &unit, month: MARCH, cards, faults, counted }).unwrap()
}

fn score(cards: &[Card], faults: &[VerifiedFault], counted: &CountedFacts) -> MonthScore {
    scored_by(rules(), cards, faults, counted)
}

fn total(cards: &[Card]) -> String {
    score(cards, &[], &CountedFacts::default()).total.to_string()
}

fn counted(change: impl Fn(&mut CountedFacts)) -> String {
    let mut counted = CountedFacts::default();
    change(&mut counted);
    score(&[], &[], &counted).total.to_string()
}

/// Signed as drafted, its term of appeal passed.
fn last_card(facts: CardFacts) -> Card {
    let colour = facts.colour;
    let mut story = Story::heard(facts);
    let sign = xiaoneng_domain::card::SignCard { colour, ..card::sign(1) };
    story.grant("03-18 10:00", "XNB_clerk", sign);
    story.until("03-24 09:00");
    assert!(story.card.counts());
    story.card
}

fn of(colour: CardColour, cause: CardCause, ordinal: u32) -> CardFacts {
    let clock = Some(format!("clock/{ordinal}"));
    CardFacts { colour, cause, clock, ordinal: CardOrdinal::Clock(ordinal), ..facts() }
}

fn fault(code: &str) -> VerifiedFault {
    let code = code.to_owned();
    VerifiedFault { unit: "JYK".into(), occurred_at: time("03-10 10:00"), code, card: None }
}

fn left(score: &MonthScore, part: ScorePart) -> String {
    score.parts.iter().find(|one| one.part == part).unwrap().left.to_string()
}

/// 9.4: weights 10, 14, 14, 8, 10, 10, 14, 10, 10, together 100; 首问负责 in place of 收费合理.
#[test]
fn a_month_without_fault_is_worth_its_base() {
    let score = score(&[], &[], &CountedFacts::default());
    let weights: Vec<(ScorePart, String)> =
        score.parts.iter().map(|part| (part.part, part.weight.to_string())).collect();
    let expected = [
        (ScorePart::Openness, "10.00"),
        (ScorePart::Procedure, "14.00"),
        (ScorePart::TimeLimits, "14.00"),
        (ScorePart::FirstContact, "8.00"),
        (ScorePart::Satisfaction, "10.00"),
        (ScorePart::Attitude, "10.00"),
        (ScorePart::Supervision, "14.00"),
        (ScorePart::Liability, "10.00"),
        (ScorePart::Integrity, "10.00"),
    ];
    assert_eq!(weights, expected.map(|(part, weight)| (part, weight.to_owned())));
    assert_eq!((score.total.to_string().as_str(), score.grade), ("100.00", Grade::Excellent));
    assert!(score.deductions.is_empty());
}

/// 9.4: yellow −5, red −10, each part never below nothing, several parts where several are touched.
#[test]
fn what_cards_take() {
    let yellow = last_card(of(CardColour::Yellow, CardCause::Overdue, 1));
    let red = last_card(of(CardColour::Red, CardCause::GravelyOverdue, 2));
    let second = last_card(of(CardColour::Yellow, CardCause::Overdue, 3));
    let touching = last_card(of(CardColour::Yellow, CardCause::PauseWithoutEvidence, 4));
    let rows: [(&[Card], &str); 6] = [
        (&[], "100.00"),
        (std::slice::from_ref(&yellow), "95.00"),
        (std::slice::from_ref(&red), "90.00"),
        (&[yellow.clone(), second.clone()], "90.00"),
        // 期限合法 has 14: yellow, yellow and red together take 14, not 20.
        (&[yellow.clone(), second.clone(), red.clone()], "86.00"),
        // 流程规范 and 期限合法 both: 5 and 5.
        (std::slice::from_ref(&touching), "90.00"),
    ];
    for (cards, expected) in rows {
        assert_eq!(total(cards), expected);
    }
    let all = score(&[yellow, second, red], &[], &CountedFacts::default());
    assert_eq!(left(&all, ScorePart::TimeLimits), "0.00");
    assert_eq!(left(&all, ScorePart::Procedure), "14.00");
    assert_eq!(all.deductions.len(), 3);
}

/// Each cause takes from the parts that the rules name.
#[test]
fn which_part_a_cause_touches() {
    let rows = [
        (CardCause::Overdue, ScorePart::TimeLimits, "9.00"),
        (CardCause::SecondYellow, ScorePart::TimeLimits, "9.00"),
        (CardCause::YellowUnanswered, ScorePart::Supervision, "9.00"),
        (CardCause::SecondSupplement, ScorePart::Procedure, "9.00"),
        (CardCause::PauseWithoutEvidence, ScorePart::Procedure, "9.00"),
        (CardCause::PauseWithoutEvidence, ScorePart::TimeLimits, "9.00"),
        (CardCause::EmptyAnswer, ScorePart::Attitude, "5.00"),
        (CardCause::Relabelled, ScorePart::Procedure, "9.00"),
        (CardCause::BackDated, ScorePart::Procedure, "9.00"),
        (CardCause::FalseRecord, ScorePart::Supervision, "9.00"),
        (CardCause::UnlawfulCharge, ScorePart::Integrity, "5.00"),
    ];
    for (cause, part, expected) in rows {
        let card = last_card(of(CardColour::Yellow, cause, 1));
        let scored = score(&[card], &[], &CountedFacts::default());
        assert_eq!(left(&scored, part), expected, "{}", cause.code());
    }
}

/// One fact counts once: of one clock the gravest card, in the month of its own fact.
#[test]
fn one_fact_counts_once() {
    let yellow = of(CardColour::Yellow, CardCause::Overdue, 1);
    let red = CardFacts {
        ordinal: CardOrdinal::Clock(2),
        clock: yellow.clock.clone(),
        ..of(CardColour::Red, CardCause::GravelyOverdue, 2)
    };
    let (yellow, red) = (last_card(yellow), last_card(red));
    assert_eq!(total(&[yellow.clone(), red.clone()]), "90.00");
    assert_eq!(total(&[red, yellow.clone()]), "90.00", "in whatever order");
    assert_eq!(total(&[yellow.clone(), yellow]), "95.00", "the same card given twice");
}

/// Only final cards that were not withdrawn; of this unit; of the month of the fact (F35).
#[test]
fn only_what_is_final_counts() {
    let draft = Story::drafted(facts());
    let heard = Story::heard(facts());
    let signed = Story::signed(facts());
    let appealed = Story::appealed(facts());
    for story in [&draft, &heard, &signed, &appealed] {
        assert_eq!(total(std::slice::from_ref(&story.card)), "100.00");
    }
    let mut dismissed = heard.clone();
    dismissed.grant("03-18 10:00", "XNB_clerk", card::dismiss());
    assert_eq!(total(&[dismissed.card]), "100.00");
    let mut failed = appealed.clone();
    failed.grant("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    assert_eq!(total(&[failed.card.clone()]), "95.00");
    let mut upheld = appealed;
    upheld.grant("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardWithdrawn));
    assert_eq!(total(&[upheld.card]), "100.00");
    // Withdrawn after it was final: the score is exactly what it was.
    let mut last = failed;
    let before = score(&[], &[], &CountedFacts::default());
    last.grant("03-27 09:00", "DDS_clerk", withdraw());
    assert_eq!(score(&[last.card], &[], &CountedFacts::default()), before);
    // 4 wd overdue at month's end is March's, whenever it became final.
    let other = CardFacts { fell_due_at: time("02-27 17:30"), ..facts() };
    assert_eq!(total(&[last_card(other)]), "100.00");
    let assisting = CardFacts { unit: "PAK".into(), ..facts() };
    assert_eq!(total(&[last_card(assisting)]), "100.00", "another unit's card (A8)");
}

/// 9.4: per violation −5, a hearing not held −10; verified in this month, of this unit.
#[test]
fn what_verified_faults_take() {
    let taken =
        |faults: &[VerifiedFault]| score(&[], faults, &CountedFacts::default()).total.to_string();
    assert_eq!(taken(&[fault("F04")]), "95.00");
    assert_eq!(taken(&[fault("F10"), fault("F04")]), "90.00");
    assert_eq!(taken(&[fault("hearing_not_held")]), "90.00");
    assert_eq!(taken(&[fault("F15")]), "95.00", "what the list does not name touches 法律责任");
    let february = VerifiedFault { occurred_at: time("02-27 10:00"), ..fault("F04") };
    assert_eq!(taken(&[february]), "100.00");
    assert_eq!(taken(&[VerifiedFault { unit: "PAK".into(), ..fault("F04") }]), "100.00");
    // The fault that a card showed is not taken twice from the same part.
    let card = last_card(facts());
    let of_card = VerifiedFault { card: Some(facts().reference()), ..fault("F03") };
    let both = score(std::slice::from_ref(&card), &[of_card], &CountedFacts::default());
    assert_eq!(both.total.to_string(), "95.00");
    let beside = score(&[card], &[fault("F03")], &CountedFacts::default());
    assert_eq!(beside.total.to_string(), "90.00");
}

/// 9.4: incomplete reports take one point for each percent, at most five; three pre-alerts in a row
/// take three, which ships switched off.
#[test]
fn what_counted_facts_take() {
    let incomplete = |incomplete, reports| {
        counted(|facts| (facts.reports, facts.incomplete_reports) = (reports, incomplete))
    };
    assert_eq!(incomplete(0, 200), "100.00");
    assert_eq!(incomplete(1, 200), "100.00", "half a percent");
    assert_eq!(incomplete(2, 200), "99.00");
    assert_eq!(incomplete(10, 200), "95.00");
    assert_eq!(incomplete(200, 200), "95.00");
    let alerts = |pre_alerts: &[bool]| {
        let counted = CountedFacts { pre_alerts: pre_alerts.to_vec(), ..CountedFacts::default() };
        let old = "is_counted = false";
        let on = rules_with("national/score.toml", old, "is_counted = true");
        (score(&[], &[], &counted).total.to_string(), {
            scored_by(&on, &[], &[], &counted).total.to_string()
        })
    };
    let off = || "100.00".to_owned();
    assert_eq!(alerts(&[true, true]), (off(), "100.00".to_owned()));
    assert_eq!(alerts(&[true, true, false, true]), (off(), "100.00".to_owned()));
    assert_eq!(alerts(&[false, true, true, true]), (off(), "97.00".to_owned()));
    assert_eq!(alerts(&[true; 5]), (off(), "97.00".to_owned()));
    assert_eq!(alerts(&[true; 6]), (off(), "94.00".to_owned()));
}

/// 9.4: +1 for each ten percent finished early; +3 from thirty percent shorter promises, +1 for each
/// ten percent more.
#[test]
fn what_adds_to_a_score() {
    let early = |early, finished| {
        counted(|facts| (facts.finished, facts.finished_early) = (finished, early))
    };
    let rows = [(0, 0, "100.00"), (9, 100, "100.00"), (10, 100, "101.00"), (100, 100, "110.00")];
    for (share, finished, expected) in rows {
        assert_eq!(early(share, finished), expected, "{share} of {finished}");
    }
    let shorter = |promised| counted(|facts| (facts.promised, facts.statutory) = (promised, 100));
    let rows = [
        (100, "100.00"),
        (71, "100.00"),
        (70, "103.00"),
        (61, "103.00"),
        (60, "104.00"),
        (120, "100.00"),
    ];
    for (promised, expected) in rows {
        assert_eq!(shorter(promised), expected, "{promised} of 100");
    }
}

/// (Σ parts + bonus) × coefficient, to the hundredth; grades at 90, 80 and 60.
#[test]
fn how_a_score_is_put_together() {
    let converted = rules_with(
        "national/score.toml",
        "otherwise = [\"liability\"]",
        "otherwise = [\"liability\"]\nconversions = [{ units = [\"JYK\"], percent = 95 }]",
    );
    let counted = CountedFacts { finished: 100, finished_early: 15, ..CountedFacts::default() };
    let card = last_card(facts());
    let score = scored_by(&converted, &[card], &[], &counted);
    assert_eq!((score.bonus.to_string(), score.conversion_percent), ("1.00".to_owned(), 95));
    assert_eq!(score.total.to_string(), "91.20"); // (95 + 1) × 0.95
    let rows = [
        (100, Grade::Excellent),
        (90, Grade::Excellent),
        (89, Grade::Good),
        (80, Grade::Good),
        (79, Grade::Pass),
        (60, Grade::Pass),
        (59, Grade::Failed),
    ];
    for (points, grade) in rows {
        assert_eq!(grade_of(rule(), Points::whole(points)), grade, "{points}");
    }
}

/// 半年、全年: the mean of the months; sanctions of workers are taken once from the year.
#[test]
fn a_year_is_the_mean_of_its_months() {
    let of = |points: &[u32]| -> Vec<Points> {
        points.iter().map(|points| Points::whole(*points)).collect()
    };
    assert_eq!(mean(&[]), None);
    assert_eq!(mean(&of(&[90, 95, 100])).unwrap().to_string(), "95.00");
    assert_eq!(mean(&of(&[90, 95, 95])).unwrap().to_string(), "93.33");
    assert_eq!(mean(&of(&[90, 95, 95, 95, 95, 95])).unwrap().to_string(), "94.17");
    let rows = [
        (WorkerSanction::Warning, "90.00"),
        (WorkerSanction::Demerit, "85.00"),
        (WorkerSanction::GreatDemerit, "80.00"),
        (WorkerSanction::Downgrading, "70.00"),
        (WorkerSanction::Removal, "60.00"),
        (WorkerSanction::Dismissal, "50.00"),
    ];
    for (sanction, expected) in rows {
        let year = year_score(rule(), &of(&[100; 12]), &[sanction]).unwrap();
        assert_eq!(year.to_string(), expected, "{sanction:?}");
    }
    let twice = [WorkerSanction::Dismissal, WorkerSanction::Dismissal, WorkerSanction::Warning];
    assert_eq!(year_score(rule(), &of(&[100; 12]), &twice).unwrap(), Points::ZERO);
}

/// Same facts, same score; in whatever order they come (9.5).
#[test]
fn a_score_is_reproducible() {
    let cards: Vec<Card> = (1..=4)
        .map(|ordinal| last_card(of(CardColour::Yellow, CardCause::EmptyAnswer, ordinal)))
        .collect();
    let faults = vec![fault("F04"), fault("F06"), fault("F10")];
    let counted = CountedFacts { reports: 100, incomplete_reports: 3, ..CountedFacts::default() };
    let first = score(&cards, &faults, &counted);
    let (mut turned, mut other) = (cards, faults);
    turned.reverse();
    other.rotate_left(1);
    assert_eq!(score(&turned, &other, &counted), first);
    // One flip of each figure changes it.
    for (old, new) in [
        ("yellow = 5", "yellow = 1"),
        ("violation = 5", "violation = 4"),
        ("incomplete_most = 5", "incomplete_most = 2"),
        ("attitude = 10\nsupervision = 14", "attitude = 12\nsupervision = 12"),
    ] {
        let flipped = rules_with("national/score.toml", old, new);
        assert_ne!(scored_by(&flipped, &turned, &other, &counted).total, first.total, "{old}");
    }
    let red = [last_card(of(CardColour::Red, CardCause::GravelyOverdue, 9))];
    let flipped = rules_with("national/score.toml", "red = 10", "red = 8");
    assert_eq!(scored_by(&flipped, &red, &[], &counted).total.to_string(), "89.00");
}

/// Civil months in Asia/Shanghai.
#[test]
fn months() {
    assert_eq!(Month::of(time("03-31 23:59")), MARCH);
    assert_eq!(Month::of(time("04-01 00:00")).to_string(), "2026-04");
    assert_eq!(MARCH.last_day().unwrap().to_string(), "2026-03-31");
    assert_eq!(Month { year: 2026, month: 13 }.last_day(), None);
}

/// The shipped rules with one line changed.
fn rules_with(path: &str, old: &str, new: &str) -> Rules {
    let mut files = rule_files();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(old), "{old}");
    file.text = file.text.replacen(old, new, 1);
    Rules::read(&files).unwrap()
}
