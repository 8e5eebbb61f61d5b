//! 不变量 of cards over histories by chance, with refusals, wrong actors and jumps of time among them:
//! no decision unheard, never two, never by the charged; no effect on a score before a card is final,
//! and a withdrawn card gives the score back exactly (invariant 9, decisions E34).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod card;
mod county;

use std::cell::RefCell;
use std::collections::BTreeMap;

use card::{Story, against, appeal, dismiss, review, sign, text, time, withdraw};
use county::rules;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use xiaoneng_domain::card::*;
use xiaoneng_domain::decider::Decider;
use xiaoneng_domain::organization::{RegisterSuddenAbsence, ReportReturn};
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::supervision::{CountedFacts, Month, MonthFacts, MonthScore, month_score};
use xiaoneng_domain::views::{Row, card_rows};

const CHARGED: [(&str, &str); 7] = [
    ("JYK", "JYK_staff"),
    ("JYK", "JYK_head"),
    ("S3", "S3_clerk"),
    ("XNB", "XNB_clerk"),
    ("DDS", "DDS_clerk"),
    ("XNB", "DDS_clerk"),
    ("JU", "director"),
];

const ACTORS: [&str; 14] = [
    "XNB_clerk",
    "XNB_staff",
    "DDS_clerk",
    "director",
    "deputy",
    "deputy_schools",
    "JYK_staff",
    "JYK_head",
    "JYK_clerk",
    "S3_clerk",
    "XNB_head",
    "hr",
    "secadmin",
    "citizen:p1",
];

#[derive(Clone, Debug)]
enum Move {
    Tell,
    State,
    Waive,
    Sign(bool),
    Dismiss,
    Serve,
    Appeal,
    Review(AppealOutcome),
    Withdraw,
    Draft,
    Wait,
    Leave,
    Return,
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        1 => Just(Move::Tell),
        3 => Just(Move::State),
        1 => Just(Move::Waive),
        4 => any::<bool>().prop_map(Move::Sign),
        2 => Just(Move::Dismiss),
        2 => Just(Move::Serve),
        3 => Just(Move::Appeal),
        2 => Just(Move::Review(AppealOutcome::CardStands)),
        2 => Just(Move::Review(AppealOutcome::CardWithdrawn)),
        2 => Just(Move::Withdraw),
        1 => Just(Move::Draft),
        4 => Just(Move::Wait),
        1 => Just(Move::Leave),
        1 => Just(Move::Return),
    ]
}

/// Who acts: by chance, or whoever's turn it is, so that histories go on.
fn steps() -> impl Strategy<Value = Vec<(Move, usize, i64)>> {
    prop::collection::vec((moves(), 0..ACTORS.len() * 2, 0_i64..3_000), 4..24)
}

fn fitting(story: &Story, which: &Move, chosen: usize) -> String {
    let charged = story.card.draft.as_ref().unwrap().facts.person.to_string();
    let now = time("03-18 10:00");
    let of = |seat: Option<Seat>| {
        let bench = seat.map(|seat| seat.bench);
        match bench {
            Some(Bench::EfficacyOffice) => ["XNB_clerk", "XNB_staff"][chosen % 2].to_owned(),
            Some(Bench::InspectionOffice) => "DDS_clerk".to_owned(),
            Some(Bench::Director) => "director".to_owned(),
            Some(Bench::OtherLeader) => "deputy_schools".to_owned(),
            None => "director".to_owned(),
        }
    };
    if chosen < ACTORS.len() {
        return ACTORS[chosen].to_owned();
    }
    match which {
        Move::State | Move::Waive | Move::Appeal => charged,
        Move::Sign(_) | Move::Dismiss => of(decision_seat(&story.card, &story.organization, now)),
        Move::Review(_) | Move::Withdraw => of(appeal_seat(&story.card, &story.organization, now)),
        Move::Tell | Move::Serve | Move::Draft | Move::Wait | Move::Leave | Move::Return => {
            "system".to_owned()
        }
    }
}

fn score(card: &Card) -> MonthScore {
    let draft = card.draft.as_ref().unwrap();
    let (unit, month) = (&draft.facts.unit, Month::of(draft.facts.fell_due_at));
    let cards = std::slice::from_ref(card);
    let counted = &CountedFacts::default();
    month_score(rules(), &MonthFacts { unit, month, cards, faults: &[], counted }).unwrap()
}

/// What must hold of a card at any time.
fn check(story: &Story, before: &Card) {
    let card = &story.card;
    let facts = &card.draft.as_ref().unwrap().facts;
    if let Some(decision) = &card.decision {
        assert_ne!(decision.by, facts.person, "the charged decided");
        assert!(!facts.handled_by.contains(&decision.by), "who handled it decided");
        let telling = card.telling.as_ref().unwrap();
        let heard = card.statement.as_ref().is_some_and(|one| one.at <= decision.at);
        assert!(heard || decision.at > telling.state_by.until, "decided unheard");
        if let Some(first) = &before.decision {
            assert_eq!(first, decision, "decided twice");
        }
        if let CardVerdict::Signed { colour, .. } = decision.verdict {
            assert!(colour <= facts.colour, "made graver");
        }
    }
    if let Some(decided) = card.appeal.as_ref().and_then(|appeal| appeal.outcome.as_ref()) {
        assert_ne!(decided.by, facts.person);
        assert_ne!(decided.by, card.decision.as_ref().unwrap().by, "the signer reviewed himself");
    }
    let is_whole =
        score(card).total == score(&Card { became_final_at: None, ..card.clone() }).total;
    let must_be_whole = !card.is_signed() || !card.is_final() || card.is_withdrawn();
    assert_eq!(is_whole, must_be_whole, "the score, {:?}", card.decision);
    if card.is_final() && card.appeal.is_none() {
        let term = card.service.as_ref().unwrap().appeal_by;
        assert!(card.became_final_at.unwrap() > term.until, "final before its term");
    }
    // Every drafted card is listed once, with its timer; a heartbeat leaves nothing that is due.
    let rows = card_rows(card);
    assert_eq!(rows.iter().filter(|row| matches!(row, Row::Docket(_))).count(), 1);
    let timers = rows.iter().filter(|row| matches!(row, Row::Timer(_))).count();
    assert_eq!(timers, usize::from(next_due_at(card).is_some()));
}

thread_local! {
    static SEEN: RefCell<BTreeMap<&'static str, u32>> = const { RefCell::new(BTreeMap::new()) };
}

fn run(charged: usize, colour: CardColour, steps: &[(Move, usize, i64)]) {
    let (unit, person) = CHARGED[charged];
    let facts = CardFacts { colour, ..against(unit, person) };
    let mut county = county::county();
    let mut story = Story::drafted(facts.clone());
    let mut now = time("03-12 17:31");
    let (mut refused, mut granted) = (0, 0);
    for (which, chosen, minutes) in steps {
        now = now.plus_minutes(*minutes);
        let by = fitting(&story, which, *chosen);
        let before = story.card.clone();
        let count = story.facts.len();
        let wish: CardCommand = match which {
            Move::Tell => TellPerson {}.into(),
            Move::State => GiveStatement { text: text("当天停机。") }.into(),
            Move::Waive => WaiveStatement {}.into(),
            Move::Sign(is_mild) => {
                let colour = if *is_mild { CardColour::Yellow } else { colour };
                SignCard { colour, ..sign(1) }.into()
            }
            Move::Dismiss => dismiss().into(),
            Move::Serve => ServeCard {}.into(),
            Move::Appeal => appeal().into(),
            Move::Review(outcome) => review(*outcome).into(),
            Move::Withdraw => withdraw().into(),
            Move::Draft => DraftCard { facts: facts.clone() }.into(),
            Move::Wait => KeepCardTime {}.into(),
            Move::Leave | Move::Return => {
                county.now = now;
                let who = person.into();
                let _ = match which {
                    Move::Leave => county.wish(person, RegisterSuddenAbsence { person: who }),
                    _ => county.wish(person, ReportReturn { person: who }),
                };
                story.organization = county.organization.clone();
                continue;
            }
        };
        let is_refused = story.wish_at(now, &by, wish).is_err();
        if is_refused {
            assert_eq!(story.card, before, "a refused wish leaves everything as it was");
            refused += 1;
        } else {
            granted += 1;
        }
        check(&story, &before);
        if matches!(which, Move::Wait) && !is_refused {
            assert!(next_due_at(&story.card).is_none_or(|at| at > now), "left undone");
            let again = story.wish_at(now, "system", KeepCardTime {}).unwrap();
            assert!(again.is_empty(), "a second beat at once does nothing: {again:?}");
        }
        let told = story.facts[count..]
            .iter()
            .flat_map(|fact| card_told(&story.card, fact, &story.organization));
        for (to, told) in told {
            let is_to_decide =
                matches!(told, CardTold::ToDecide { .. } | CardTold::AppealToDecide { .. });
            assert!(!is_to_decide || to.as_str() != person, "the charged is asked to decide");
        }
    }
    SEEN.with_borrow_mut(|seen| {
        for fact in &story.facts {
            *seen.entry(fact.event.kind()).or_default() += 1;
        }
        *seen.entry("granted").or_default() += granted;
        *seen.entry("refused").or_default() += refused;
    });
    let replayed = story.facts.iter().fold(Card::default(), CardDecider::evolve);
    assert_eq!(replayed, story.card);
}

#[test]
fn the_laws_of_cards_hold() {
    let config = ProptestConfig { cases: 700, ..ProptestConfig::default() };
    // The same histories each time; a failing one is shown in its shortest form.
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let strategy = (0..CHARGED.len(), any::<bool>(), steps());
    let ran = runner.run(&strategy, |(charged, is_red, steps)| {
        let colour = if is_red { CardColour::Red } else { CardColour::Yellow };
        run(charged, colour, &steps);
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
    SEEN.with_borrow(|seen| {
        for (kind, count) in seen {
            println!("{count:>7} {kind}");
        }
        let missing: Vec<&&str> =
            CardEvent::KINDS.iter().filter(|kind| !seen.contains_key(**kind)).collect();
        // Estimates become dates only where a holiday notice is missing; that has a test of its own.
        assert_eq!(missing, [&"card_terms_reprojected/1"]);
        assert!(seen["refused"] > seen["granted"] / 4, "too few refusals among them");
    });
}
