//! 黄牌、红牌 in time: what falls due, to whom it goes up, estimates, lists and notices (decisions B15,
//! B21, E34; domain.md 9.3). Expected values stand here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod card;
mod county;

use card::{Story, against, appeal, dismiss, facts, review, sign, text, time, withdraw};
use county::rules_without_2026;
use xiaoneng_domain::card::CardRefusal as No;
use xiaoneng_domain::card::*;
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::views::{DocketPartRow, DocketRow, Row, card_rows};

fn overdue(story: &Story) -> Vec<String> {
    let shown = |one: &Overdue| {
        let to = one.recipient.as_ref().map_or("-", |person| person.as_str());
        format!("{:?} {:?} {to}", one.stage, one.rung)
    };
    story.card.overdue.iter().map(shown).collect()
}

/// 逾期未决: to the head of 效能办, two working days later to 局长; then it stays in full view.
#[test]
fn an_overdue_decision_goes_up() {
    let mut story = Story::heard(facts());
    assert!(story.until("03-23 17:30").is_empty());
    assert_eq!(story.until("03-23 17:31"), ["card_decision_overdue"]);
    assert_eq!(overdue(&story), ["Decision HeadOfBench XNB_head"]);
    assert!(story.until("03-23 17:31").is_empty(), "once");
    assert!(story.until("03-25 17:30").is_empty());
    assert_eq!(story.until("03-25 17:31"), ["card_decision_overdue"]);
    assert_eq!(overdue(&story), ["Decision HeadOfBench XNB_head", "Decision Director director"]);
    assert_eq!(next_due_at(&story.card), None);
    assert_eq!(card_state(&story), "to_decide");
    story.grant("04-30 09:00", "XNB_clerk", sign(1));
}

fn card_state(story: &Story) -> &'static str {
    xiaoneng_domain::views::card_state(&story.card)
}

/// Never to the person charged, nobody twice.
#[test]
fn it_goes_up_past_the_person_charged() {
    let rows: [(&str, &str, [&str; 2]); 3] = [
        ("XNB", "XNB_clerk", ["DDS_head", "director"]),
        // The director is charged: his deputies are told, and nobody inside can decide.
        ("JU", "director", ["deputy", "deputy_schools"]),
        ("JU", "deputy", ["director", "deputy_schools"]),
    ];
    for (unit, person, expected) in rows {
        let mut story = Story::heard(against(unit, person));
        story.until("03-23 17:31");
        story.until("03-25 17:31");
        let to: Vec<&str> =
            story.card.overdue.iter().map(|one| one.recipient.as_ref().unwrap().as_str()).collect();
        assert_eq!(to, expected, "{unit} {person}");
    }
}

/// An appeal that is not decided in 5 wd goes up the same way.
#[test]
fn an_overdue_appeal_goes_up() {
    let mut story = Story::appealed(facts());
    assert_eq!(next_due_at(&story.card).unwrap().micros() - 1, time("03-26 17:30").micros());
    story.until("03-26 17:31");
    story.until("03-30 17:31");
    assert_eq!(overdue(&story), ["Appeal HeadOfBench DDS_head", "Appeal Director director"]);
    story.grant("03-31 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    assert_eq!(next_due_at(&story.card), None);
}

/// After an outage everything that fell due is done at once, each once; terms run from then.
#[test]
fn nothing_is_missed_after_an_outage() {
    let mut story = Story::drafted(facts());
    assert_eq!(story.until("04-20 09:00"), ["card_statement_term_passed"]);
    // From 20 April: the 21st to the 24th and the 27th.
    assert_eq!(story.card.decide_by.unwrap().until, time("04-27 17:30"));
    let mut story = Story::signed(facts());
    assert_eq!(story.until("05-20 09:00"), ["card_became_final"]);
    let effective = story.card.became_final_at.unwrap();
    assert_eq!(effective.micros() - 1, time("03-23 17:30").micros());
}

/// An estimate has no effects: nobody is judged on a date that is not certain (decisions B15).
#[test]
fn nothing_follows_from_an_estimate() {
    let mut story = Story { rules: rules_without_2026(), ..Story::begun() };
    story.grant("03-12 17:31", "system", DraftCard { facts: facts() });
    let state_by = story.card.telling.as_ref().unwrap().state_by;
    assert!(state_by.is_provisional);
    assert_eq!(next_due_at(&story.card), None);
    assert!(story.until("05-30 09:00").is_empty());
    let refusal = story.refuse("05-30 09:00", "XNB_clerk", sign(1));
    assert_eq!(refusal, No::StatementAwaited { until: state_by.until });
    assert!(story.grant("05-30 09:00", "system", ReprojectCard {}).is_empty(), "no notice yet");
    story.rules = county::rules();
    assert_eq!(story.grant("05-30 09:01", "system", ReprojectCard {}), ["card_terms_reprojected"]);
    let known = story.card.telling.as_ref().unwrap().state_by;
    assert!(!known.is_provisional && known.until >= state_by.until, "never shorter than told");
    assert_eq!(known.until, time("03-17 17:30"));
    assert_eq!(story.until("05-30 09:02"), ["card_statement_term_passed"]);
    assert!(story.grant("05-30 09:03", "system", ReprojectCard {}).is_empty());
    // The same for the terms of decision, appeal and appeal decision.
    let mut story = Story { rules: rules_without_2026(), ..Story::begun() };
    story.grant("03-12 17:31", "system", DraftCard { facts: facts() });
    story.grant("03-13 09:00", "JYK_staff", WaiveStatement {});
    assert!(story.card.decide_by.unwrap().is_provisional);
    story.grant("03-16 09:00", "XNB_clerk", sign(1));
    assert!(story.until("05-30 09:00").is_empty(), "not final on an estimate");
    story.clone().grant("05-30 09:00", "JYK_staff", appeal());
    story.rules = county::rules();
    story.grant("05-30 09:01", "system", ReprojectCard {});
    assert_eq!(story.card.service.as_ref().unwrap().appeal_by.until, time("03-19 17:30"));
    assert_eq!(story.until("05-30 09:02"), ["card_became_final"]);
}

fn docket(card: &Card) -> DocketRow {
    let rows = card_rows(card).into_iter();
    let mut dockets = rows.filter_map(|row| match row {
        Row::Docket(row) => Some(row),
        _ => None,
    });
    dockets.next().unwrap()
}

fn lists(card: &Card) -> Vec<String> {
    let rows = card_rows(card).into_iter();
    let shown = |DocketPartRow { whom, part, .. }: DocketPartRow| format!("{} {part}", whom.code());
    rows.filter_map(|row| match row {
        Row::DocketPart(row) => Some(shown(row)),
        _ => None,
    })
    .collect()
}

/// One docket at every step, in the lists of those who have something to do with it.
#[test]
fn how_a_card_is_listed() {
    assert!(card_rows(&Card::default()).is_empty());
    let mut story = Story::drafted(facts());
    let row = docket(&story.card);
    assert_eq!(row.stream.to_string(), "card/2026-03020001-1");
    assert_eq!((row.state.as_str(), row.grade.as_str()), ("to_state", "yellow"));
    assert_eq!((row.opened_at, row.due_at), (time("03-12 17:30"), Some(time("03-17 17:30"))));
    assert_eq!(row.matter.unwrap().as_str(), "2026-03020001");
    assert_eq!(
        lists(&story.card),
        ["unit:JYK unit", "unit:XNB watches", "person:JYK_staff states"]
    );
    story.grant("03-16 10:00", "JYK_staff", GiveStatement { text: text("停机。") });
    assert_eq!(docket(&story.card).due_at, Some(time("03-23 17:30")));
    assert_eq!(
        lists(&story.card),
        ["unit:JYK unit", "unit:XNB decides", "person:JYK_staff charged"]
    );
    let mut late = story.clone();
    late.until("03-23 17:31");
    assert!(lists(&late.card).contains(&"person:XNB_head overdue".to_owned()));
    let mut dismissed = story.clone();
    dismissed.grant("03-18 10:00", "XNB_clerk", dismiss());
    let row = docket(&dismissed.card);
    assert_eq!((row.state.as_str(), row.ended_at), ("dismissed", Some(time("03-18 10:00"))));
    assert_eq!(lists(&dismissed.card), ["unit:JYK unit", "person:JYK_staff charged"]);
    story.grant("03-18 10:00", "XNB_clerk", sign(1));
    assert_eq!(docket(&story.card).state, "served");
    assert!(lists(&story.card).contains(&"person:JYK_staff may_appeal".to_owned()));
    let mut last = story.clone();
    last.until("03-24 09:00");
    assert_eq!(docket(&last.card).state, "final");
    story.grant("03-19 09:00", "JYK_staff", appeal());
    assert_eq!(docket(&story.card).state, "appealed");
    assert!(lists(&story.card).contains(&"unit:DDS decides_appeal".to_owned()));
    let director = Story::heard(against("XNB", "DDS_clerk"));
    assert!(lists(&director.card).contains(&"person:director decides".to_owned()));
    let red = Story::drafted(CardFacts { colour: CardColour::Red, ..facts() });
    assert_eq!(docket(&red.card).grade, "red");
}

fn told(story: &Story) -> Vec<String> {
    let facts = story.facts.iter();
    let letters = facts.flat_map(|fact| card_told(&story.card, fact, &story.organization));
    let shown = |(to, told): (_, CardTold)| {
        let written = serde_json::to_value(&told).unwrap();
        format!("{to} {}", written["template"].as_str().unwrap())
    };
    letters.map(shown).collect()
}

/// 通知: the person for his statement, his head, those who decide; never one who may not know.
#[test]
fn who_is_told() {
    let mut story = Story::appealed(facts());
    story.grant("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    story.grant("03-27 09:00", "DDS_clerk", withdraw());
    assert_eq!(
        told(&story),
        [
            "JYK_head drafted",
            "JYK_staff statement_wanted",
            "XNB_clerk to_decide",
            "XNB_staff to_decide",
            "JYK_head signed",
            "JYK_staff served",
            "DDS_clerk appeal_to_decide",
            "JYK_staff appeal_decided",
            "JYK_head appeal_decided",
            "XNB_clerk appeal_decided",
            "JYK_staff withdrawn",
            "JYK_head withdrawn",
            "XNB_clerk withdrawn",
        ]
    );
    let mut silent = Story::drafted(facts());
    silent.until("03-18 09:00");
    silent.until("03-25 17:31");
    let letters = told(&silent);
    assert_eq!(letters.iter().filter(|letter| letter.ends_with("to_decide")).count(), 2);
    assert!(letters.contains(&"XNB_head decision_overdue".to_owned()), "{letters:?}");
    // A head who is charged himself: the next above is told.
    let head = Story::drafted(against("JYK", "JYK_head"));
    assert_eq!(told(&head), ["director drafted", "JYK_head statement_wanted"]);
    // Nobody charged decides, so nobody charged is asked to.
    let own = Story::heard(against("XNB", "XNB_clerk"));
    assert!(!told(&own).iter().any(|letter| letter == "XNB_clerk to_decide"));
    let dismissed = {
        let mut story = Story::heard(facts());
        story.grant("03-18 10:00", "XNB_clerk", dismiss());
        told(&story)
    };
    assert_eq!(dismissed[dismissed.len() - 2..], ["JYK_staff dismissed", "JYK_head dismissed"]);
}

/// Rules from before electronic supervision: nothing is drafted by them.
#[test]
fn rules_that_know_no_cards_draft_none() {
    let mut files = county::rule_files();
    files.retain(|file| {
        !["national/supervision.toml", "national/score.toml"].contains(&file.path.as_str())
    });
    let rules = Box::leak(Box::new(xiaoneng_domain::rules::Rules::read(&files).unwrap()));
    let mut story = Story { rules, ..Story::begun() };
    let refusal = story.refuse("03-12 17:31", "system", DraftCard { facts: facts() });
    assert_eq!(refusal, No::RulesSilent);
    // What was drafted under rules that knew them goes its way all the same.
    let mut story = Story::drafted(facts());
    let later = story.rules.succeeded_by("2026-03-14".parse().unwrap(), rules);
    story.rules = Box::leak(Box::new(later));
    story.grant("03-16 10:00", "JYK_staff", WaiveStatement {});
    story.grant("03-16 11:00", "XNB_clerk", sign(1));
    assert_eq!(story.card.service.as_ref().unwrap().appeal_by.until, time("03-19 17:30"));
}
