//! 黄牌、红牌: drafted by rule, heard, signed or dismissed by a person, appealed (domain.md 9.3,
//! decisions E34; clauses 2, 5, 23 of domain.md 24). Expected values stand here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod card;
mod county;

use card::{Story, against, appeal, dismiss, facts, review, sign, text, time, withdraw};
use xiaoneng_domain::card::CardRefusal as No;
use xiaoneng_domain::card::*;
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::views::{Row, card_rows, card_state};

fn barred(bar: Bar) -> No {
    CardNotPermitted::Barred { bar }.into()
}

/// From the draft to the end, with every date.
#[test]
fn a_card_is_drafted_heard_signed_served_appealed_and_stands() {
    let mut story = Story::begun();
    let drafted = story.grant("03-12 17:31", "system", DraftCard { facts: facts() });
    assert_eq!(drafted, ["card_drafted", "card_person_told"]);
    assert_eq!(card_state(&story.card), "to_state");
    // 陈述 3 wd: Friday, Monday, Tuesday.
    assert_eq!(next_due_at(&story.card).unwrap().micros() - 1, time("03-17 17:30").micros());
    let stated = story.grant("03-16 10:00", "JYK_staff", GiveStatement { text: text("停机。") });
    assert_eq!(stated, ["card_statement_given"]);
    // 决定 5 wd: the 17th to the 20th and the 23rd.
    assert_eq!(story.card.decide_by.unwrap().until, time("03-23 17:30"));
    let signed = story.grant("03-18 10:00", "XNB_clerk", sign(7));
    assert_eq!(signed, ["card_signed", "card_served"]);
    assert_eq!(story.card.serial().unwrap().to_string(), "〔2026〕7号");
    // 申诉 3 wd: the 19th, the 20th, the 23rd.
    assert_eq!(story.card.service.as_ref().unwrap().appeal_by.until, time("03-23 17:30"));
    assert!(!story.card.counts(), "not before it is final");
    story.grant("03-19 09:00", "JYK_staff", appeal());
    // 申诉决定 5 wd: the 20th, the 23rd to the 26th.
    let decide_by = story.card.appeal.as_ref().unwrap().decide_by.until;
    assert_eq!(decide_by, time("03-26 17:30"));
    assert!(!story.card.counts());
    story.grant("03-25 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    assert!(story.card.is_final() && story.card.counts());
    assert_eq!(card_state(&story.card), "final");
    assert_eq!(next_due_at(&story.card), None);
}

/// A second draft of the same does nothing; a fact that lies ahead is no fact.
#[test]
fn a_fact_is_drafted_once_and_only_by_the_system() {
    let mut story = Story::drafted(facts());
    let red = CardFacts { colour: CardColour::Red, ..facts() };
    assert!(story.grant("03-13 09:00", "system", DraftCard { facts: red }).is_empty());
    assert_eq!(story.card.colour(), Some(CardColour::Yellow));
    for by in ["XNB_clerk", "director", "JYK_staff", "citizen:p1"] {
        let refusal = Story::begun().refuse("03-13 09:00", by, DraftCard { facts: facts() });
        assert_eq!(refusal, CardNotPermitted::Unseen.into(), "{by}");
    }
    let early = Story::begun().refuse("03-12 17:29", "system", DraftCard { facts: facts() });
    assert_eq!(early, No::FactAhead { at: time("03-12 17:30") });
    assert_eq!(facts().reference().as_str(), "2026-03020001-1");
}

/// No decision before the statement, its waiver, or the end of its term (invariant 9).
#[test]
fn nobody_is_judged_unheard() {
    let awaited = No::StatementAwaited { until: time("03-17 17:30") };
    let mut story = Story::drafted(facts());
    for when in ["03-12 17:32", "03-16 10:00", "03-17 17:30"] {
        assert_eq!(story.refuse(when, "XNB_clerk", sign(1)), awaited, "{when}");
        assert_eq!(story.refuse(when, "XNB_clerk", dismiss()), awaited, "{when}");
    }
    assert_eq!(story.clone().grant("03-17 17:31", "XNB_clerk", sign(1)).len(), 2);
    let mut waived = story.clone();
    assert_eq!(
        waived.grant("03-13 09:00", "JYK_staff", WaiveStatement {}),
        ["card_statement_waived"]
    );
    waived.grant("03-13 09:01", "XNB_clerk", dismiss());
    assert!(waived.card.is_dismissed() && !waived.card.counts());
    // What is said after the term is heard all the same, until it is decided.
    story.until("03-18 09:00");
    assert_eq!(story.card.decide_by.unwrap().until, time("03-25 17:30"));
    story.grant("03-18 10:00", "JYK_staff", GiveStatement { text: text("出差刚回。") });
    assert!(story.card.statement.as_ref().unwrap().is_late);
    assert_eq!(story.card.decide_by.unwrap().until, time("03-25 17:30"), "the office's term stays");
    let again = story.refuse("03-18 10:01", "JYK_staff", GiveStatement { text: text("再说。") });
    assert_eq!(again, No::AlreadyStated { at: time("03-18 10:00") });
    let waive = story.refuse("03-18 10:01", "JYK_staff", WaiveStatement {});
    assert_eq!(waive, No::AlreadyStated { at: time("03-18 10:00") });
}

/// Who is away is told when he is back, and his term begins then.
#[test]
fn the_term_runs_from_when_he_was_told() {
    let mut county = county::county();
    county.on("2026-03-12T09:00").grant(
        "JYK_head",
        xiaoneng_domain::organization::RegisterSuddenAbsence { person: "JYK_staff".into() },
    );
    let mut story = Story::begun();
    story.organization = county.organization.clone();
    let drafted = story.grant("03-12 17:31", "system", DraftCard { facts: facts() });
    assert_eq!(drafted, ["card_drafted"]);
    assert_eq!(card_state(&story.card), "drafted");
    assert_eq!(next_due_at(&story.card), None, "nothing runs against him");
    assert_eq!(story.refuse("03-30 09:00", "XNB_clerk", sign(1)), No::NotTold);
    let mine = story.refuse("03-20 09:00", "JYK_staff", TellPerson {});
    assert_eq!(mine, CardNotPermitted::NotInTable { act: CardAct::Tell }.into());
    story.grant("03-20 09:00", "XNB_staff", TellPerson {});
    let telling = story.card.telling.as_ref().unwrap();
    assert_eq!(telling.by.as_ref().unwrap().as_str(), "XNB_staff");
    // Friday the 20th is day zero: the 23rd, 24th, 25th.
    assert_eq!(telling.state_by.until, time("03-25 17:30"));
    assert!(story.grant("03-21 09:00", "system", TellPerson {}).is_empty(), "once");
    story.grant("03-24 09:00", "JYK_staff", WaiveStatement {});
    let signed = story.grant("03-24 10:00", "XNB_clerk", sign(1));
    assert_eq!(signed, ["card_signed"], "he is still away: not served");
    let early = story.refuse("03-24 11:00", "JYK_staff", appeal());
    assert_eq!(early, No::NotServed);
    story.grant("03-30 09:00", "system", ServeCard {});
    let service = story.card.service.as_ref().unwrap();
    assert_eq!(service.appeal_by.until, time("04-02 17:30"));
}

/// Two supervisors sign at once: the second is refused with the facts.
#[test]
fn a_card_is_decided_once() {
    let mut story = Story::signed(facts());
    let told =
        No::AlreadyDecided { by: "XNB_clerk".into(), at: time("03-18 10:00"), how: "签发" };
    assert_eq!(story.refuse("03-18 10:00", "XNB_staff", sign(2)), told);
    assert_eq!(story.refuse("03-18 10:00", "XNB_staff", dismiss()), told);
    assert_eq!(story.refuse("03-18 10:00", "XNB_clerk", sign(2)), told);
    let late = story.refuse("03-18 11:00", "JYK_staff", GiveStatement { text: text("等等。") });
    assert_eq!(late, told);
    let mut story = Story::appealed(facts());
    story.grant("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardWithdrawn));
    let told = No::AppealAlreadyDecided { by: "DDS_clerk".into(), at: time("03-20 09:00") };
    let second = story.refuse("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    assert_eq!(second, told);
}

/// 签发时编号; not graver than drafted; with a reason.
#[test]
fn what_a_signature_needs() {
    let mut story = Story::heard(facts());
    let without = SignCard { serial: None, ..sign(1) };
    assert_eq!(story.refuse("03-18 10:00", "XNB_clerk", without), No::SerialMissing);
    for serial in [Slip { year: 2025, number: 1 }, Slip { year: 2026, number: 0 }] {
        let wrong = SignCard { serial: Some(serial), ..sign(1) };
        let refusal = story.refuse("03-18 10:00", "XNB_clerk", wrong);
        assert_eq!(refusal, No::SerialWrong { serial, year: 2026 });
    }
    let graver = SignCard { colour: CardColour::Red, ..sign(1) };
    let refusal = story.refuse("03-18 10:00", "XNB_clerk", graver);
    assert_eq!(refusal, No::ColourGraver { drafted: CardColour::Yellow });
    let mute = SignCard { reason: text(" "), ..sign(1) };
    let refusal = story.refuse("03-18 10:00", "XNB_clerk", mute);
    assert_eq!(refusal, No::TextMissing { field: "签发理由" });
    let long = SignCard { reason: text(&"长".repeat(5_001)), ..sign(1) };
    let refusal = story.refuse("03-18 10:00", "XNB_clerk", long);
    assert_eq!(refusal, No::TextTooLong { characters: 5_001, most: 5_000 });
    let mut red = Story::heard(CardFacts { colour: CardColour::Red, ..facts() });
    red.grant("03-18 10:00", "XNB_clerk", sign(1));
    assert_eq!(red.card.colour(), Some(CardColour::Yellow), "signed milder than drafted");
}

/// 签发人: 效能办; where it is charged, 督导室; where both are, 局长 (decisions A6, E34).
#[test]
fn who_signs() {
    // charged unit, charged person → who may sign
    let rows: [(&str, &str, &[&str]); 8] = [
        ("JYK", "JYK_staff", &["XNB_clerk", "XNB_staff"]),
        ("S1", "S1_head", &["XNB_clerk", "XNB_staff"]),
        ("S3", "S3_clerk", &["XNB_clerk", "XNB_staff"]),
        ("DDS", "DDS_clerk", &["XNB_clerk", "XNB_staff"]),
        ("XNB", "XNB_clerk", &["DDS_clerk"]),
        ("XNB", "XNB_head", &["DDS_clerk"]),
        // 督导室's man for a matter of 效能办: both are in it.
        ("XNB", "DDS_clerk", &["director"]),
        // The bureau itself: everybody is below.
        ("JU", "deputy", &["director"]),
    ];
    for (unit, person, may) in rows {
        let story = Story::heard(against(unit, person));
        for by in PEOPLE {
            let answer = story.ask(time("03-18 10:00"), by, sign(1));
            assert_eq!(answer.is_ok(), may.contains(&by), "{by} on {unit} {person}: {answer:?}");
            let answer = story.ask(time("03-18 10:00"), by, dismiss());
            assert_eq!(answer.is_ok(), may.contains(&by), "{by} on {unit} {person}: {answer:?}");
        }
    }
    // 局长 himself: nobody inside.
    let story = Story::heard(against("JU", "director"));
    for by in PEOPLE {
        assert!(story.ask(time("03-18 10:00"), by, sign(1)).is_err(), "{by}");
    }
    assert_eq!(decision_seat(&story.card, &story.organization, time("03-18 10:00")), None);
}

const PEOPLE: [&str; 17] = [
    "director",
    "deputy",
    "deputy_schools",
    "XNB_head",
    "XNB_clerk",
    "XNB_staff",
    "DDS_head",
    "DDS_clerk",
    "DDS_staff",
    "JYK_head",
    "JYK_clerk",
    "JYK_staff",
    "S1_head",
    "S3_clerk",
    "hr",
    "secadmin",
    "citizen:p1",
];

/// 申诉: by others than the signer, at the bench after his.
#[test]
fn who_decides_the_appeal() {
    let rows: [(&str, &str, &str, &[&str]); 5] = [
        ("JYK", "JYK_staff", "XNB_clerk", &["DDS_clerk"]),
        ("DDS", "DDS_clerk", "XNB_clerk", &["director"]),
        ("XNB", "XNB_clerk", "DDS_clerk", &["director"]),
        ("XNB", "DDS_clerk", "director", &["deputy_schools"]),
        ("JU", "deputy_schools", "director", &["deputy"]),
    ];
    for (unit, person, signer, may) in rows {
        let mut story = Story::heard(against(unit, person));
        story.grant("03-18 10:00", signer, sign(1));
        let mut appealed = story.clone();
        appealed.grant("03-19 10:00", person, appeal());
        for by in PEOPLE {
            let review = review(AppealOutcome::CardStands);
            let answer = appealed.ask(time("03-20 10:00"), by, review);
            assert_eq!(answer.is_ok(), may.contains(&by), "{by} on {unit} {person}: {answer:?}");
            let answer = story.ask(time("03-20 10:00"), by, withdraw());
            assert_eq!(answer.is_ok(), may.contains(&by), "{by} on {unit} {person}: {answer:?}");
        }
    }
}

/// Why he takes no part: each ground by itself.
#[test]
fn who_takes_no_part() {
    let mut story = Story::heard(against("XNB", "XNB_clerk"));
    assert_eq!(story.refuse("03-18 10:00", "XNB_clerk", sign(1)), barred(Bar::Charged));
    assert_eq!(story.refuse("03-18 10:00", "XNB_clerk", dismiss()), barred(Bar::Charged));
    assert_eq!(story.refuse("03-18 10:00", "XNB_staff", sign(1)), barred(Bar::InLine));
    let mut story = Story::heard(against("JYK", "XNB_clerk"));
    assert_eq!(story.refuse("03-18 10:00", "XNB_staff", sign(1)), barred(Bar::Office));
    let handled =
        CardFacts { handled_by: std::collections::BTreeSet::from(["XNB_clerk".into()]), ..facts() };
    let mut story = Story::heard(handled);
    assert_eq!(story.refuse("03-18 10:00", "XNB_clerk", sign(1)), barred(Bar::Handler));
    // It came into his hands after the draft.
    let since = std::collections::BTreeSet::from(["XNB_staff".into()]);
    let late = SignCard { handled_by: since, ..sign(1) };
    assert!(story.refuse("03-18 10:00", "XNB_staff", late).to_string().contains("经手"));
    story.grant("03-18 10:00", "XNB_staff", sign(1));
    story.grant("03-18 11:00", "JYK_staff", appeal());
    let own = story.refuse("03-19 09:00", "XNB_staff", review(AppealOutcome::CardStands));
    assert_eq!(own, barred(Bar::Signer));
    let other = story.refuse("03-19 09:00", "director", review(AppealOutcome::CardStands));
    assert_eq!(other, CardNotPermitted::OtherBench { bench: Bench::InspectionOffice }.into());
    let head = story.refuse("03-19 09:00", "JYK_head", review(AppealOutcome::CardStands));
    assert_eq!(head, CardNotPermitted::NotInTable { act: CardAct::DecideAppeal }.into());
}

/// 顶岗: who stands in for the person charged decides nothing about him while he does.
#[test]
fn his_cover_takes_no_part_while_he_stands_in() {
    use xiaoneng_domain::organization::{AssignRoles, RegisterSuddenAbsence, Role};
    let mut county = county::county();
    let roles = std::collections::BTreeSet::from([Role::EfficacyOffice]);
    county.grant("director", AssignRoles { person: "BGS_staff".into(), roles });
    // One of 办公室 who also serves 效能办 stands in for 平安科's man.
    let mut covers = county.organization.covers.values_mut();
    covers.find(|cover| cover.a.as_str() == "PAK_staff").unwrap().b = "BGS_staff".into();
    let mut story = Story::begun();
    story.organization = county.organization.clone();
    story.grant("03-12 17:31", "system", DraftCard { facts: against("PAK", "PAK_staff") });
    story.grant("03-13 09:00", "PAK_staff", WaiveStatement {});
    assert!(story.ask(time("03-18 10:00"), "BGS_staff", sign(1)).is_ok());
    let away = RegisterSuddenAbsence { person: "PAK_staff".into() };
    county.on("2026-03-18T08:00").grant("PAK_head", away);
    story.organization = county.organization.clone();
    assert_eq!(story.refuse("03-18 10:00", "BGS_staff", sign(1)), barred(Bar::Cover));
    story.grant("03-18 10:00", "XNB_clerk", sign(1));
}

/// 申诉 once, within its term; then the card is final.
#[test]
fn an_appeal_has_its_term() {
    let mut story = Story::signed(facts());
    let other = story.refuse("03-19 09:00", "JYK_head", appeal());
    assert_eq!(other, CardNotPermitted::NotInTable { act: CardAct::Appeal }.into());
    story.clone().grant("03-23 17:30", "JYK_staff", appeal());
    let late = No::AppealTermPassed { until: time("03-23 17:30") };
    assert_eq!(story.refuse("03-23 17:31", "JYK_staff", appeal()), late);
    assert!(!story.card.is_final());
    assert_eq!(story.until("03-23 18:00"), ["card_became_final"]);
    assert!(story.card.counts());
    assert_eq!(story.refuse("03-24 09:00", "JYK_staff", appeal()), late);
    let none = story.refuse("03-24 09:00", "DDS_clerk", review(AppealOutcome::CardStands));
    assert_eq!(none, No::NoAppeal);
    let mut story = Story::appealed(facts());
    let again = story.refuse("03-20 09:00", "JYK_staff", appeal());
    assert_eq!(again, No::AlreadyAppealed { at: time("03-19 09:00") });
    let pending = story.refuse("03-20 09:00", "DDS_clerk", withdraw());
    assert_eq!(pending, No::AppealPending { since: time("03-19 09:00") });
    let mut story = Story::heard(facts());
    assert_eq!(story.refuse("03-18 10:00", "JYK_staff", appeal()), No::NotSigned);
    assert_eq!(story.refuse("03-18 10:00", "DDS_clerk", withdraw()), No::NotSigned);
}

/// 撤销: on appeal or of a final card; it stays visible as withdrawn and counts no more.
#[test]
fn what_is_withdrawn_stays_visible() {
    let mut story = Story::appealed(facts());
    story.grant("03-20 09:00", "DDS_clerk", review(AppealOutcome::CardWithdrawn));
    assert_eq!(card_state(&story.card), "withdrawn");
    assert!(!story.card.counts() && !story.card.is_final());
    let mut story = Story::signed(facts());
    story.until("03-24 09:00");
    assert!(story.card.counts());
    story.grant("03-25 09:00", "DDS_clerk", withdraw());
    assert!(!story.card.counts() && story.card.is_signed());
    assert!(story.sees("JYK_staff") && story.sees("JYK_head"));
    let again = story.refuse("03-26 09:00", "DDS_clerk", withdraw());
    assert_eq!(again, No::AlreadyWithdrawn { at: time("03-25 09:00") });
    let docket = card_rows(&story.card).into_iter().find_map(|row| match row {
        Row::Docket(row) => Some(row),
        _ => None,
    });
    assert_eq!(docket.unwrap().state, "withdrawn");
}

/// 牌稿 seen by the person, his head, supervision and leaders (decisions E34); to all others it
/// does not exist, in the same words as what does not exist.
#[test]
fn who_sees_a_card() {
    let story = Story::drafted(facts());
    let seen = [
        "XNB_head",
        "JYK_staff",
        "JYK_head",
        "XNB_clerk",
        "XNB_staff",
        "DDS_clerk",
        "director",
        "deputy",
        "deputy_schools",
        "system",
    ];
    let unseen = [
        "JYK_clerk",
        "BGS_staff",
        "S1_head",
        "hr",
        "sysadmin",
        "secadmin",
        "auditadmin",
        "citizen:p1",
        "nobody",
    ];
    for by in seen {
        assert!(story.sees(by), "{by}");
    }
    for by in unseen {
        assert!(!story.sees(by), "{by}");
        let none = Story::begun().refuse("03-18 10:00", by, sign(1)).to_string();
        let not_his = story.clone().refuse("03-18 10:00", by, sign(1)).to_string();
        assert_eq!(none, not_his, "{by}");
    }
    // The matter is about 督导室: another decides the appeal, so that it does not wait for the blind.
    let mut of_inspection = Story::signed(CardFacts { concerned: Some("DDS".into()), ..facts() });
    of_inspection.grant("03-19 09:00", "JYK_staff", appeal());
    of_inspection.grant("03-20 09:00", "director", review(AppealOutcome::CardStands));
    // The matter is about 督导室: its people and its leader learn nothing, by no way.
    let concerned = CardFacts { concerned: Some("DDS".into()), ..facts() };
    let story = Story::drafted(concerned);
    assert!(story.sees("XNB_clerk") && story.sees("director") && story.sees("JYK_staff"));
    assert!(!story.sees("DDS_clerk") && !story.sees("deputy"));
    for fact in &story.facts {
        let told = card_told(&story.card, fact, &story.organization);
        assert!(told.iter().all(|(to, _)| to.as_str() != "DDS_clerk" && to.as_str() != "deputy"));
    }
}
