//! 电子监察: the procedure of a matter is watched (domain.md 9.2, 9.3, clause 23); which findings call
//! for a card, and of which colour. Expected values stand here; one flip per row changes the result.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use std::collections::BTreeSet;

use matter::*;
use xiaoneng_domain::card::{Card, CardDecider, CardFacts, CardOrdinal, DraftCard};
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::signal::CardCause;
use xiaoneng_domain::supervision::*;
use xiaoneng_domain::text::Written;

/// A matter's events with their texts, looked at on a day.
#[derive(Clone)]
struct Look {
    story: Story,
    texts: Texts,
}

impl Look {
    fn at(steps: Vec<Step>) -> Self {
        let mut texts = Texts::new();
        for step in &steps {
            for text in step.wish.texts() {
                texts.insert(text.digest(), text.body().to_owned());
            }
        }
        Self { story: given(steps), texts }
    }

    fn with<T>(&self, now: &str, read: impl Fn(&Watched<'_>) -> T) -> T {
        self.under(self.story.rules, now, read)
    }

    fn under<T>(&self, rules: &Rules, now: &str, read: impl Fn(&Watched<'_>) -> T) -> T {
        let (actor, organization) = (Actor::System, &self.story.organization);
        let cx = Context { now: time_of(now), actor: &actor, rules, organization };
        read(&Watched::of(&cx, &self.story.facts, &self.texts))
    }

    fn found(&self) -> Vec<String> {
        self.with("12-31 12:00", |watched| {
            let name = |finding: &Finding| {
                assert!(!finding.clause.document.is_empty());
                let (cause, unit, person) = (finding.cause.code(), &finding.unit, &finding.person);
                format!("{cause} {unit} {person} {:?}", finding.rests_on)
            };
            watched.findings().iter().map(name).collect()
        })
    }

    /// The card drafts for all findings, as `cause colour unit person`.
    fn drafted(&self) -> Vec<String> {
        self.with("12-31 12:00", |watched| {
            let findings = watched.findings();
            let drafts = findings.iter().filter_map(|one| watched.draft_found(one, &[]));
            drafts.map(|draft| shown(&draft)).collect()
        })
    }
}

fn shown(draft: &DraftCard) -> String {
    let CardFacts { cause, colour, unit, person, .. } = &draft.facts;
    format!("{} {} {unit} {person}", cause.code(), colour.code())
}

fn ask_supplement(materials: &str, salt: u8) -> AskSupplement {
    AskSupplement {
        materials: Written::new(materials, [salt; 16]),
        form: NoticeForm::Written,
        occasion: SupplementOccasion::Missing,
    }
}

fn supply() -> Supply {
    Supply { materials: text("补上了。") }
}

/// 二次补正: a second, different notice; not the same one again, not a changed request.
#[test]
fn a_second_different_supplement_is_found() {
    let again = |second: AskSupplement| {
        Look::at(vec![
            filed(),
            on("03-03 09:00", "JYK_clerk", ask_supplement("缺学籍证明。", 1)),
            on("03-04 09:00", "citizen:p1", supply()),
            on("03-05 09:00", "JYK_clerk", second),
        ])
    };
    let other = again(ask_supplement("还缺收费票据。", 2));
    let versions = other.with("12-31 12:00", |watched| watched.findings()[0].rests_on.clone());
    let asked: Vec<u32> = (1..)
        .zip(other.story.kinds())
        .filter(|(_, kind)| *kind == "supplement_asked")
        .map(|(version, _)| version)
        .collect();
    assert_eq!(versions, asked);
    assert_eq!(other.drafted(), ["second_supplement red JYK JYK_clerk"]); // 9.3: repeated supplement
    assert!(again(ask_supplement("缺学籍证明", 3)).found().is_empty(), "the same, salted anew");
    let occasion = SupplementOccasion::RequestChanged;
    let changed = AskSupplement { occasion, ..ask_supplement("还缺收费票据。", 2) };
    assert!(again(changed).found().is_empty());
}

fn pause(evidence: &str) -> Look {
    Look::at(vec![
        filed(),
        on("03-02 10:00", "JYK_clerk", Accept {}),
        on(
            "03-03 09:00",
            "JYK_clerk",
            AskSuspension {
                code: "appraisal".into(),
                evidence: text(evidence),
                until: time_of("03-10 17:30"),
                notice: text("收费标准正在鉴定，时限相应顺延。"),
            },
        ),
        on("03-03 10:00", "JYK_head", DecideSuspension { request: 1, verdict: Verdict::Approve }),
    ])
}

/// 无依据暂停.
#[test]
fn a_pause_without_evidence_is_found() {
    assert!(pause("青发改函〔2026〕12号").found().is_empty());
    assert!(pause("见批复文件").drafted().len() == 1, "five characters");
    assert!(pause("见批复文件一").drafted().is_empty(), "six");
    let thin = pause("无。");
    assert_eq!(thin.drafted(), ["pause_without_evidence yellow JYK JYK_clerk"]);
    // What the vault no longer holds is not judged.
    let erased = Look { texts: Texts::new(), ..pause("无。") };
    assert!(erased.found().is_empty());
    // Granted without any request on record.
    let mut unasked = pause("青发改函〔2026〕12号");
    unasked.story.facts.retain(|fact| !matches!(fact.event, MatterEvent::SuspensionAsked(_)));
    let found = unasked.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("pause_without_evidence JYK JYK_head"), "{found:?}");
}

fn answered(words: &str) -> Look {
    Look::at(vec![
        filed(),
        on("03-02 10:00", "JYK_clerk", Accept {}),
        on(
            "03-03 09:00",
            "JYK_clerk",
            GiveResult { outcome: Outcome::Resolved, text: text(words) },
        ),
    ])
}

/// 答复没有内容: too short, or nothing but 套话.
#[test]
fn an_answer_without_content_is_found() {
    let rows = [
        ("您好，您反映的问题已收悉，我们将高度重视，请耐心等待。感谢您的理解与支持！", true),
        ("已处理。", true),
        ("学校已退还午托费二百元整。", true), // 13 characters
        ("学校已于今天退还午托费二百元。", true), // 14
        ("学校已于今天退还了午托费二百元。", false), // 15
        ("您好，学校已于三月三日退还午托费二百元，并公开道歉。谢谢！", false),
    ];
    for (words, is_empty) in rows {
        let found = answered(words).drafted();
        assert_eq!(!found.is_empty(), is_empty, "{words}: {found:?}");
    }
    assert_eq!(answered("已处理。").drafted(), ["empty_answer yellow JYK JYK_clerk"]);
    // A short reply on the way says something; 套话 alone does not.
    let replied = |words: &str| {
        Look::at(vec![
            filed(),
            on("03-02 10:00", "JYK_clerk", Accept {}),
            on("03-03 09:00", "JYK_clerk", Reply { text: text(words), handler: None, by: None }),
        ])
    };
    assert!(replied("明天上门。").found().is_empty());
    assert_eq!(replied("您好，已收悉，谢谢。").found().len(), 1);
    // The first response says who and by when in its facts.
    let first = Look::at(vec![
        filed(),
        on(
            "03-02 10:00",
            "JYK_clerk",
            Reply {
                text: text("您好，已收悉。"),
                handler: Some("JYK_staff".into()),
                by: Some(time_of("03-16 17:30")),
            },
        ),
    ]);
    assert!(first.found().is_empty());
}

fn classify(matter_type: &str) -> Classify {
    Classify { matter_type: matter_type.into(), surroundings: Surroundings::default() }
}

/// 投诉改作咨询: always shown; a card only where no second person stood up for it in time.
#[test]
fn a_complaint_that_becomes_a_question_needs_a_second_person() {
    let relabelled = vec![filed(), on("03-03 09:00", "JYK_clerk", classify("fee_question"))];
    let look = Look::at(relabelled.clone());
    assert_eq!(look.found(), ["relabelled JYK JYK_clerk [2]"], "{:?}", look.story.kinds());
    assert_eq!(look.drafted(), ["relabelled yellow JYK JYK_clerk"]);
    // One working day: until Wednesday's closing time.
    let drafts = |now: &str| {
        look.with(now, |watched| {
            let finding = &watched.findings()[0];
            calls_for(finding, watched_rules(), time_of(now))
        })
    };
    assert_eq!(drafts("03-04 17:30"), None);
    assert_eq!(drafts("03-04 17:31"), Some(CardColour::Yellow));
    let mut steps = relabelled.clone();
    steps.push(on("03-03 10:00", "JYK_head", classify("fee_question")));
    let seconded = Look::at(steps);
    assert_eq!(seconded.found().len(), 1, "shown all the same");
    assert!(seconded.drafted().is_empty());
    let mut steps = relabelled;
    steps.push(on("03-03 10:00", "JYK_clerk", classify("fee_question")));
    assert_eq!(Look::at(steps).drafted().len(), 1, "nobody is his own second");
    // Another complaint, a question from the start, and what was filed without a kind.
    let other = vec![filed(), on("03-03 09:00", "JYK_clerk", classify("tutoring_grievance"))];
    assert!(Look::at(other).found().is_empty());
    let unclassified = vec![
        filed_as("other_grievance", "JYK"),
        on("03-03 09:00", "JYK_clerk", classify("fee_question")),
    ];
    assert!(Look::at(unclassified).found().is_empty());
}

fn watched_rules() -> &'static Rules {
    rules()
}

/// 倒签补录: recorded later than one working day after the fact; imported history is what it is.
#[test]
fn back_dated_entries_are_found() {
    let mut look = answered("学校已于今天退还了午托费二百元，并道歉。");
    let mut flip = |occurred: &str, expected: usize| {
        let last = look.story.facts.last_mut().unwrap();
        last.occurred_at = time_of(occurred);
        assert_eq!(look.found().len(), expected, "{occurred}");
    };
    // Recorded on Tuesday 3 March at nine; the working day after Monday ends on Tuesday evening.
    flip("03-03 09:00", 0);
    flip("03-02 09:00", 0);
    flip("02-27 16:00", 1); // Friday: due on Monday the 2nd.
    let found = look.found();
    assert!(found[0].starts_with("back_dated JYK JYK_clerk"), "{found:?}");
    look.story.facts.last_mut().unwrap().actor = Actor::System;
    assert!(look.found().is_empty(), "what the system catches up on is no one's doing");
}

/// 集中办结: more than ten within thirty minutes, once for each burst.
#[test]
fn closing_bursts_are_found() {
    let rule = &rules().on(time_of("03-02 09:00").date()).watching.as_ref().unwrap().supervision;
    let closing = |minute: i64, number: u32, person: &str| Closing {
        at: time_of("03-02 09:00").plus_minutes(minute),
        matter: format!("2026-0302{number:04}").as_str().into(),
        version: 5,
        person: person.into(),
        unit: "JYK".into(),
    };
    let spread = |count: u32, minutes: i64| -> Vec<Closing> {
        let last = i64::from(count) - 1;
        (0..count).map(|n| closing(i64::from(n) * minutes / last, n, "JYK_clerk")).collect()
    };
    let bursts = |closings: &[Closing]| closing_bursts(closings, rule).len();
    assert_eq!(bursts(&spread(10, 30)), 0);
    assert_eq!(bursts(&spread(11, 30)), 1);
    assert_eq!(bursts(&spread(11, 31)), 0);
    assert_eq!(bursts(&spread(21, 30)), 1, "ten more do not make a second");
    assert_eq!(bursts(&spread(22, 30)), 2);
    let mut shared = spread(10, 30);
    shared.push(closing(30, 99, "JYK_staff"));
    assert_eq!(bursts(&shared), 0, "each person by himself");
    let found = closing_bursts(&spread(11, 30), rule).remove(0);
    assert_eq!((found.cause, found.rests_on.clone()), (CardCause::ClosingBurst, vec![5]));
    assert_eq!(found.matter.as_str(), "2026-03020010");
    assert_eq!(calls_for(&found, rules(), time_of("12-31 12:00")), None, "only shown");
    let look = answered("学校已于今天退还了午托费二百元，并道歉。");
    let closings = look.with("12-31 12:00", closings_in);
    assert_eq!(closings.len(), 1);
    assert_eq!((closings[0].person.as_str(), closings[0].unit.as_str()), ("JYK_clerk", "JYK"));
}

/// 9.3, by the clocks: nothing before it is due, yellow once overdue, red beyond three working days
/// or for a signal left unanswered, red for the second yellow in one case.
#[test]
fn thresholds_of_cards() {
    // Filed on 2 March: 首次回应 is due on the 3rd; beyond 3 wd it is red from the 6th on.
    let drafts = |look: &Look, now: &str| -> Vec<String> {
        look.with(now, |watched| {
            let cards = 1..=u32::try_from(look.story.matter.cards.len()).unwrap();
            let drafts = cards.filter_map(|card| watched.draft_due(card, &[]));
            drafts.map(|draft| shown(&draft)).collect()
        })
    };
    let rows: [(&str, &[&str]); 4] = [
        ("03-03 17:30", &[]),
        ("03-03 17:31", &["overdue yellow JYK JYK_clerk"]),
        ("03-06 17:30", &["overdue yellow JYK JYK_clerk"]),
        ("03-06 17:31", &["overdue yellow JYK JYK_clerk", "gravely_overdue red JYK JYK_clerk"]),
    ];
    for (until, expected) in rows {
        let mut look = Look::at(vec![filed(), taken_in(), time_passes("03-03 17:30")]);
        if until > "03-03 17:30" {
            look.story.grant(time_passes("03-03 17:31"));
            look.story.grant(time_passes(until));
        }
        assert_eq!(drafts(&look, until), expected, "{until}");
    }
}

fn taken_in() -> Step {
    on("03-02 10:00", "JYK_clerk", Accept {})
}

fn time_passes(until: &str) -> Step {
    on(until, "system", LetTimePass { beat: Beat::Regular })
}

/// 9.3: a yellow signal that is not answered within 5 wd is red; a red one goes up to the director
/// and calls for no further card.
#[test]
fn a_signal_left_unanswered_is_found() {
    let mut look = Look::at(vec![
        filed(),
        taken_in(),
        time_passes("03-03 17:31"),
        // Answered late for the citizen, so that the clock stops short of red.
        on(
            "03-04 09:00",
            "JYK_clerk",
            Reply {
                text: text("由本科室办理。"),
                handler: Some("JYK_clerk".into()),
                by: Some(time_of("03-16 17:30")),
            },
        ),
    ]);
    look.story.grant(time_passes("03-10 17:30"));
    assert!(look.found().is_empty(), "{:?}", look.found());
    look.story.grant(time_passes("03-10 17:31"));
    let found = look.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("yellow_unanswered JYK JYK_clerk"), "{found:?}");
    assert_eq!(look.drafted(), ["yellow_unanswered red JYK JYK_clerk"]);
    let mut red = Look::at(vec![filed(), taken_in(), time_passes("03-06 17:31")]);
    red.story.grant(time_passes("03-13 17:31"));
    let found = red.found();
    assert!(found.iter().any(|one| one.starts_with("red_unanswered")), "{found:?}");
    assert!(!red.drafted().iter().any(|one| one.starts_with("red_unanswered")));
}

/// A card as it stands after these facts were drafted.
fn card_of(facts: CardFacts, is_void: bool) -> Card {
    let story = Story::begun();
    let mut card = Card::default();
    let mut wish = |at: &str, by: &str, wish: xiaoneng_domain::card::CardCommand| {
        let actor = actor(by);
        let now = time_of(at);
        let organization = &story.organization;
        let cx = Context { now, actor: &actor, rules: rules(), organization };
        for event in CardDecider::decide(&card, wish, &cx).unwrap() {
            let fact = Fact { occurred_at: now, recorded_at: now, actor: actor.clone(), event };
            card = CardDecider::evolve(std::mem::take(&mut card), &fact);
        }
    };
    wish("12-01 09:00", "system", DraftCard { facts }.into());
    if is_void {
        let reason = text("当日停电。");
        let dismiss = xiaoneng_domain::card::DismissCard { reason, handled_by: BTreeSet::new() };
        wish("12-21 09:00", "XNB_clerk", dismiss.into());
    }
    card
}

/// 9.3: the second yellow in one case is red, unless the first was dismissed.
#[test]
fn a_second_yellow_in_one_case_is_red() {
    // 首次回应 overdue, then the hand-over unsigned: two clocks, two yellows.
    let mut look = Look::at(vec![filed(), taken_in(), time_passes("03-03 17:31")]);
    look.story.grant(on(
        "03-03 17:32",
        "JYK_clerk",
        Reply {
            text: text("由本科室办理。"),
            handler: Some("JYK_clerk".into()),
            by: Some(time_of("03-16 17:30")),
        },
    ));
    look.story.grant(time_passes("03-17 17:31"));
    let yellow: Vec<u32> = look
        .story
        .matter
        .cards
        .iter()
        .filter(|card| card.colour == CardColour::Yellow)
        .map(|card| card.ordinal)
        .collect();
    assert!(yellow.len() >= 2, "{:?}", look.story.cards());
    let draft = |card: u32, earlier: &[&Card]| {
        look.with("03-17 17:31", |watched| watched.draft_due(card, earlier).unwrap().facts)
    };
    let first = draft(yellow[0], &[]);
    assert_eq!((first.colour, first.cause), (CardColour::Yellow, CardCause::Overdue));
    let second = draft(yellow[1], &[]);
    assert_eq!((second.colour, second.cause), (CardColour::Red, CardCause::SecondYellow));
    assert_eq!(second.rests_on.len(), 2, "the signal and the draft");
    assert!(second.handled_by.contains(&"JYK_clerk".into()));
    let standing = card_of(first.clone(), false);
    assert_eq!(draft(yellow[1], &[&standing]).colour, CardColour::Red);
    let dismissed = card_of(first, true);
    assert_eq!(draft(yellow[1], &[&dismissed]).colour, CardColour::Yellow);
    // A procedural fault found before counts as the first.
    let fault = CardFacts {
        ordinal: CardOrdinal::Procedure { cause: CardCause::EmptyAnswer, version: 2 },
        cause: CardCause::EmptyAnswer,
        clock: None,
        ..draft(yellow[0], &[])
    };
    let fault = card_of(fault, false);
    let drafted = draft(yellow[0], &[&fault]);
    assert_eq!((drafted.colour, drafted.cause), (CardColour::Red, CardCause::SecondYellow));
    assert_eq!(drafted.reference().as_str(), "2026-03020001-1", "the same card, graver");
}

/// The facts do not change, the rule does: each row of the rule decides alone (clause 2).
#[test]
fn one_flip_of_a_rule_changes_what_is_drafted() {
    let flipped = |code: &str, from: &str, to: &str| {
        let (old, new) = (
            format!("code = \"{code}\"\ncard = \"{from}\""),
            format!("code = \"{code}\"\ncard = \"{to}\""),
        );
        rules_with("national/supervision.toml", &old, &new)
    };
    let drafts = |look: &Look, rules: &Rules| -> Vec<String> {
        look.under(rules, "12-31 12:00", |watched| {
            let findings = watched.findings();
            let found = findings.iter().filter_map(|one| watched.draft_found(one, &[]));
            let cards = watched_cards(look).filter_map(|card| watched.draft_due(card, &[]));
            cards.chain(found).map(|draft| shown(&draft)).collect()
        })
    };
    let overdue = Look::at(vec![filed(), taken_in(), time_passes("03-03 17:31")]);
    let mut gravely = overdue.clone();
    gravely.story.grant(time_passes("03-06 17:31"));
    let mut unanswered = overdue.clone();
    unanswered.story.grant(on(
        "03-04 09:00",
        "JYK_clerk",
        Reply {
            text: text("由本科室办理。"),
            handler: Some("JYK_clerk".into()),
            by: Some(time_of("03-16 17:30")),
        },
    ));
    unanswered.story.grant(time_passes("03-10 17:31"));
    let mut late = answered("学校已于今天退还了午托费二百元，并道歉。");
    late.story.facts.last_mut().unwrap().occurred_at = time_of("02-27 16:00");
    let relabelled =
        Look::at(vec![filed(), on("03-03 09:00", "JYK_clerk", classify("fee_question"))]);
    let twice = Look::at(vec![
        filed(),
        on("03-03 09:00", "JYK_clerk", ask_supplement("缺学籍证明。", 1)),
        on("03-04 09:00", "citizen:p1", supply()),
        on("03-05 09:00", "JYK_clerk", ask_supplement("还缺收费票据。", 2)),
    ]);
    let empty = answered("已处理。");
    let rows = [
        (&overdue, "overdue", "yellow"),
        (&gravely, "gravely_overdue", "red"),
        (&unanswered, "yellow_unanswered", "red"),
        (&twice, "second_supplement", "red"),
        (&pause("无。"), "pause_without_evidence", "yellow"),
        (&empty, "empty_answer", "yellow"),
        (&relabelled, "relabelled", "yellow"),
        (&late, "back_dated", "yellow"),
    ];
    for (look, code, card) in rows {
        let before = drafts(look, rules());
        let other = if card == "red" { "yellow" } else { "red" };
        assert!(before.iter().any(|one| one.starts_with(&format!("{code} {card}"))), "{before:?}");
        let none = drafts(look, &flipped(code, card, "none"));
        assert!(!none.iter().any(|one| one.starts_with(code)), "{code}: {none:?}");
        let changed = drafts(look, &flipped(code, card, other));
        let colour = format!("{code} {other}");
        let is_second = "second_yellow red";
        let is_flipped = |one: &String| one.starts_with(&colour) || one.starts_with(is_second);
        assert!(changed.iter().any(is_flipped), "{code}: {changed:?}");
    }
    let red = drafts(&empty, &flipped("empty_answer", "yellow", "red"));
    assert_eq!(red, ["empty_answer red JYK JYK_clerk"]);
    let shorter =
        rules_with("national/supervision.toml", "answer_characters = 15", "answer_characters = 3");
    assert!(drafts(&empty, &shorter).is_empty(), "three characters say enough");
}

fn watched_cards(look: &Look) -> impl Iterator<Item = u32> {
    look.story.matter.cards.iter().map(|card| card.ordinal)
}

/// The shipped rules with one line changed.
fn rules_with(path: &str, old: &str, new: &str) -> Rules {
    let mut files = county::rule_files();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(old), "{old}");
    file.text = file.text.replacen(old, new, 1);
    Rules::read(&files).unwrap()
}
