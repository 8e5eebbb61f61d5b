//! 移交、签收、退回、裁定 (decisions A2–A7; clauses 18, 20, 31 of the speech).

#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;

fn offered() -> Story {
    given([filed(), on("03-02 10:00", "JYK_clerk", hand_over(to("PAK")))])
}

#[test]
fn a2_a_hand_over_moves_nothing_until_it_is_signed() {
    let story = offered();
    assert_eq!(story.responsible(), "JYK_clerk");
    let story = story.when(on("03-02 11:00", "PAK_clerk", sign_for(1)));
    let story = story.gives(&["signed_for", "responsibility_moved", "accepted"]);
    assert_eq!(story.responsible(), "PAK_clerk");
    // B9：首问单位的签收在移交时满足，办结不因移交停顿。
    assert!(!story.clock(ClockName::Signing(0)).is_open());
    assert_eq!(story.due(ClockName::Completion), time_of("03-17 17:30"));
    assert!(story.clock(ClockName::Completion).is_open());
}

#[test]
fn a3_the_signer_becomes_responsible_and_the_time_held_is_counted() {
    let story = offered().and(on("03-03 09:30", "PAK_head", sign_for(1)));
    assert_eq!(story.responsible(), "PAK_head");
    let first = &story.matter.holdings[0];
    // 周一 9:00–12:00、14:30–17:30 共 360 分钟，周二 8:30–9:30 共 60 分钟。
    assert_eq!(first.working_minutes, Some(420));
    assert_eq!(first.to, Some(time_of("03-03 09:30")));
}

#[test]
fn assignment_within_a_unit_is_signed_by_the_assignee() {
    let story =
        given([filed(), on("03-02 10:00", "JYK_clerk", hand_over(to_person("JYK", "JYK_staff")))]);
    story.clone().when(on("03-02 10:30", "JYK_head", sign_for(1))).refuses_as("not_permitted");
    let story = story.and(on("03-02 10:30", "JYK_staff", sign_for(1)));
    assert_eq!(story.responsible(), "JYK_staff");
}

#[test]
fn a_late_answer_to_a_withdrawn_offer_is_void() {
    let withdrawn = offered().and(on("03-02 10:30", "JYK_clerk", WithdrawHandOver { offer: 1 }));
    assert_eq!(withdrawn.responsible(), "JYK_clerk");
    // 撤回后再移交给同一单位：签第一次的移交不生效。
    let again = withdrawn.and(on("03-02 10:40", "JYK_clerk", hand_over(to("PAK"))));
    let judged = again.clone().when(on("03-02 11:00", "PAK_clerk", sign_for(1)));
    judged.refuses(No::OfferSettled { offer: 1, state: "已经撤回" });
    let judged = again.clone().when(on("03-02 11:00", "PAK_clerk", sign_for(9)));
    judged.refuses(No::NoSuchOffer { offer: 9 });
    assert_eq!(again.and(on("03-02 11:00", "PAK_clerk", sign_for(2))).responsible(), "PAK_clerk");
}

#[test]
fn b20_undo_within_five_minutes() {
    let undo = UndoRouting { offer: 1 };
    let story = offered().when(on("03-02 10:05", "JYK_clerk", undo.clone()));
    let story = story.gives(&["hand_over_withdrawn"]);
    assert!(story.matter.is_open(), "undo never cancels a registration");
    let late = offered().when(on("03-02 10:06", "JYK_clerk", undo));
    late.refuses_as("undo_too_late");
}

#[test]
fn one_offer_at_a_time_and_not_to_oneself() {
    let pending = offered().when(on("03-02 10:30", "JYK_clerk", hand_over(to("DDS"))));
    pending.refuses_as("offer_pending");
    let cases = [
        (hand_over(to("JYK")), "hand_over_to_self"),
        (hand_over(to_person("JYK", "JYK_clerk")), "hand_over_to_self"),
        (hand_over(to("NOWHERE")), "organization"),
        (hand_over(to_person("PAK", "JYK_staff")), "organization"),
        (hand_over(to_person("PAK", "nobody")), "organization"),
        (HandOver { request: text(" "), ..hand_over(to("PAK")) }, "text_missing"),
    ];
    for (wish, code) in cases {
        given([filed()]).when(on("03-02 10:00", "JYK_clerk", wish)).refuses_as(code);
    }
}

#[test]
fn the_sender_does_not_sign_for_himself() {
    // 教育科负责人收件时提出交给本科室，由他人签收。
    let story = given([filed(), on("03-02 10:00", "JYK_clerk", hand_over(to("PAK")))]);
    let story = story.and(on("03-02 10:10", "PAK_clerk", sign_for(1)));
    let story = story.and(on("03-02 10:20", "PAK_clerk", hand_over(to_person("PAK", "PAK_staff"))));
    story.when(on("03-02 10:30", "PAK_clerk", sign_for(2))).refuses_as("not_permitted");
}

#[test]
fn a4_a_return_goes_to_the_sender() {
    // 未签收的退回：责任没有动过。
    let story = offered().when(on("03-02 11:00", "PAK_clerk", send_back(1)));
    let story = story.gives(&["returned"]);
    assert_eq!((story.responsible(), story.matter.returns), ("JYK_clerk", 1));
    // 签收后一个工作日内退回：责任回到移交人。
    let signed = offered().and(on("03-02 11:00", "PAK_clerk", sign_for(1)));
    let back = signed.clone().when(on("03-03 17:30", "PAK_clerk", send_back(1)));
    let back = back.gives(&["returned", "responsibility_moved"]);
    assert_eq!(back.responsible(), "JYK_clerk");
    assert_eq!(back.due(ClockName::Completion), time_of("03-17 17:30"));
    let late = signed.when(on("03-03 17:31", "PAK_clerk", send_back(1)));
    late.refuses_as("return_too_late");
}

#[test]
fn a4_a_return_needs_its_clause_and_its_time() {
    let unfounded = Return { duty_clause: text(""), ..send_back(1) };
    offered().when(on("03-02 11:00", "PAK_clerk", unfounded)).refuses_as("text_missing");
    let elsewhere = Return { belongs_to: Some("NOWHERE".into()), ..send_back(1) };
    offered().when(on("03-02 11:00", "PAK_clerk", elsewhere)).refuses_as("organization");
    // 已经再移交出去并被签收的，不能再退前一次。
    let story = offered()
        .and(on("03-02 11:00", "PAK_clerk", sign_for(1)))
        .and(on("03-02 11:10", "PAK_clerk", hand_over(to("DDS"))))
        .and(on("03-02 11:20", "DDS_clerk", sign_for(2)));
    story.when(on("03-02 11:30", "DDS_clerk", send_back(1))).refuses_as("offer_settled");
}

/// 平安科 and 督导室 both return it.
fn disputed() -> Story {
    offered()
        .and(on("03-02 11:00", "PAK_clerk", send_back(1)))
        .and(on("03-02 14:30", "JYK_clerk", hand_over(to("DDS"))))
        .and(on("03-02 15:00", "DDS_clerk", send_back(2)))
}

#[test]
fn a4_the_second_return_opens_the_ruling_and_a_third_is_refused() {
    let story = disputed();
    assert_eq!(story.kinds()[story.kinds().len() - 2..], ["returned", "ruling_opened"]);
    let ruling = story.matter.ruling.as_ref().unwrap();
    assert_eq!(ruling.ruler.as_str(), "XNB");
    assert_eq!(story.responsible(), "JYK_clerk");
    assert_eq!(story.due(ClockName::Ruling(1)), time_of("03-03 17:30"));
    assert!(story.clock(ClockName::Completion).is_open(), "invariant 3");
    let more = story.when(on("03-02 15:30", "JYK_clerk", hand_over(to("PAK"))));
    more.refuses_as("ruling_pending");
}

#[test]
fn a4_a_third_return_is_refused_whoever_it_is() {
    // 平安科签收后再移交，被两家退回，自己已不能再退给教育科。
    let story = offered()
        .and(on("03-02 10:10", "PAK_clerk", sign_for(1)))
        .and(on("03-02 10:20", "PAK_clerk", hand_over(to("DDS"))))
        .and(on("03-02 10:30", "DDS_clerk", send_back(2)))
        .and(on("03-02 10:40", "PAK_clerk", hand_over(to("BGS"))))
        .and(on("03-02 10:50", "BGS_clerk", send_back(3)));
    match story.when(on("03-02 11:00", "PAK_clerk", send_back(1))).refuses_as("returns_spent") {
        Refusal::Matter(No::ReturnsSpent { returns, .. }) => assert_eq!(returns, 2),
        other => panic!("{other}"),
    }
}

#[test]
fn a4_the_ruled_unit_may_object_but_not_return() {
    let ruled = disputed().when(on("03-03 09:00", "XNB_head", rule_for("PAK")));
    let ruled = ruled.gives(&["ruled", "responsibility_moved", "accepted"]);
    assert_eq!(ruled.responsible(), "PAK_head");
    assert!(!ruled.clock(ClockName::Ruling(1)).is_open());
    let object = ObjectToRuling { reason: text("我科没有收费管理职责。") };
    let objected = ruled.clone().when(on("03-03 10:00", "PAK_head", object));
    let objected = objected.gives(&["ruling_objected"]);
    assert_eq!(objected.responsible(), "PAK_head");
    let away = ruled.clone().when(on("03-03 10:00", "PAK_head", hand_over(to("JYK"))));
    away.refuses_as("ruled_unit_keeps");
    // 内部分派可以，退回不行。
    let inside = ruled.and(on("03-03 10:00", "PAK_head", hand_over(to_person("PAK", "PAK_staff"))));
    let back = inside.clone().when(on("03-03 11:00", "PAK_staff", send_back(3)));
    back.refuses_as("ruled_may_not_return");
    assert_eq!(inside.and(on("03-03 11:00", "PAK_staff", sign_for(3))).responsible(), "PAK_staff");
}

#[test]
fn a4_the_inspection_office_rules_where_the_general_office_is_a_party() {
    let story = given([
        filed_as("fee_grievance", "BGS"),
        on("03-02 10:00", "BGS_clerk", hand_over(to("PAK"))),
        on("03-02 10:30", "PAK_clerk", send_back(1)),
        on("03-02 11:00", "BGS_clerk", hand_over(to("JYK"))),
        on("03-02 11:30", "JYK_clerk", send_back(2)),
    ]);
    assert_eq!(story.matter.ruling.as_ref().unwrap().ruler.as_str(), "DDS");
    story.clone().when(on("03-02 15:00", "XNB_head", rule_for("JYK"))).refuses_as("not_permitted");
    story.clone().when(on("03-02 15:00", "BGS_head", rule_for("JYK"))).refuses_as("not_permitted");
    assert_eq!(story.and(on("03-02 15:00", "DDS_head", rule_for("JYK"))).responsible(), "JYK_head");
}

#[test]
fn a4_an_unmade_ruling_passes_to_the_director() {
    let story = disputed().until("03-03 17:31");
    assert_eq!(story.matter.ruling.as_ref().unwrap().passed_up_to, Some("director".into()));
    story.clone().when(on("03-03 17:35", "XNB_head", rule_for("PAK"))).refuses_as("not_permitted");
    let ruled = story.and(on("03-04 09:00", "director", rule_for("PAK")));
    assert_eq!(ruled.responsible(), "PAK_head");
}

#[test]
fn nothing_to_rule_on() {
    let judged = given([filed()]).when(on("03-02 10:00", "XNB_head", rule_for("PAK")));
    judged.refuses_as("not_permitted");
    let object = ObjectToRuling { reason: text("不同意。") };
    let judged = given([filed()]).when(on("03-02 10:00", "JYK_head", object));
    judged.refuses(No::NothingToRule);
}

#[test]
fn clause_18_an_unsigned_hand_over_alerts_the_receiving_head() {
    // 10:00 移交，4 个工作小时到 16:30；再过 1 个工作日拟黄牌；发给平安科负责人，不发给移交人。
    let story = offered();
    assert_eq!(story.due(ClockName::Signing(1)), time_of("03-02 16:30"));
    let story = story.until("03-02 16:30");
    assert!(story.matter.signals.is_empty());
    let story = story.until("03-02 16:31");
    assert_eq!(story.signals(), ["signing/1 yellow PAK_head"]);
    assert!(story.cards().is_empty());
    let told = &story.matter.signals[0];
    assert!(!told.copies.contains(&"JYK_clerk".into()));
    assert_eq!(told.unit.as_str(), "PAK");
    let story = story.until("03-03 17:30");
    assert!(story.cards().iter().all(|card| !card.starts_with("signing")));
    let story = story.until("03-03 17:31");
    assert!(story.cards().contains(&"signing/1 yellow PAK PAK_head".to_owned()));
}

#[test]
fn a7_a_school_may_not_send_up_what_it_owns() {
    let story = given([filed_as("school_transfer", "S1")]);
    let up = story.clone().when(on("03-02 10:00", "S1_clerk", hand_over(to("JYK"))));
    up.refuses_as("school_may_not_send_up");
    // 教学点交给上级学校，不是上交。
    let sub = given([filed_as("school_transfer", "S3")]);
    sub.when(on("03-02 10:00", "S3_clerk", hand_over(to("S2")))).gives(&["handed_over"]);
    story.when(on("03-02 10:00", "S1_clerk", hand_over(to("S2")))).gives(&["handed_over"]);
}

#[test]
fn a7_what_is_not_the_schools_goes_up_with_an_account() {
    let story = given([filed_as("fee_grievance", "S1")]);
    let bare = story.clone().when(on("03-02 10:00", "S1_clerk", hand_over(to("JYK"))));
    bare.refuses(No::SendingUpUnaccounted {
        missing: vec!["职责依据", "学校已经做了什么"]
    });
    let clause =
        HandOver { duty_clause: Some(text("收费由局里查处。")), ..hand_over(to("JYK")) };
    let half = story.clone().when(on("03-02 10:00", "S1_clerk", clause.clone()));
    half.refuses(No::SendingUpUnaccounted { missing: vec!["学校已经做了什么"] });
    let full = HandOver { done_so_far: Some(text("已停收并登记。")), ..clause };
    story.when(on("03-02 10:00", "S1_clerk", full)).gives(&["handed_over"]);
    // 涉及学生安全的，先报再说。
    let urgent = given([filed_as("bullying", "S1")]);
    urgent.when(on("03-02 10:00", "S1_clerk", hand_over(to("PAK")))).gives(&["handed_over"]);
}

fn pushed_up(file: File) -> Story {
    let surroundings = Surroundings {
        asked_school: Some(AskedSchool { school: "S1".into(), known_by: KnownBy::SamePetitioner }),
        ..Surroundings::default()
    };
    given([on("03-02 09:00", "citizen:p1", File { surroundings, ..file })])
}

#[test]
fn clause_31_what_was_pushed_up_goes_back_to_the_school_with_a_limit() {
    let story = pushed_up(filing_of("school_transfer", "JYK"));
    assert_eq!(story.kinds(), ["registered", "push_up_found", "handed_over"]);
    // 学校 2 个工作日内回应。
    assert_eq!(story.due(ClockName::PushUpAnswer(1)), time_of("03-04 17:30"));
    assert_eq!(story.responsible(), "JYK_clerk");
    story
        .clone()
        .when(on("03-02 10:00", "S1_clerk", send_back(1)))
        .refuses_as("school_keeps_its_own");
    let story = story.and(on("03-02 10:00", "S1_clerk", sign_for(1)));
    let back = story.clone().when(on("03-02 11:00", "S1_clerk", send_back(1)));
    back.refuses_as("school_keeps_its_own");
    assert!(story.clock(ClockName::PushUpAnswer(1)).is_open());
    let late = story.clone().until("03-04 17:31");
    assert!(late.signals().contains(&"push_up_answer/1 yellow S1_head".to_owned()));
    let named = reply(Some("S1_clerk"), Some("03-06 17:30"));
    let story = story.and(on("03-03 10:00", "S1_clerk", named));
    assert!(!story.clock(ClockName::PushUpAnswer(1)).is_open());
}

#[test]
fn a7_complaints_safety_and_sealed_matters_never_go_back() {
    let cases = [
        filing_of("bullying", "PAK"),
        File { is_sealed: true, ..filing_of("school_transfer", "JYK") },
        File { concerned: Some("S1".into()), ..filing_of("school_transfer", "JYK") },
        filing_of("fee_grievance", "JYK"),
        filing_of("school_transfer", "S2"),
    ];
    for file in cases {
        let story = pushed_up(file.clone());
        assert_eq!(story.kinds(), ["registered"], "{} at {:?}", file.matter_type, file.unit);
    }
}

#[test]
fn a_matter_about_a_unit_is_not_handed_to_it() {
    let about = File { concerned: Some("S1".into()), ..filing() };
    let story = given([on("03-02 09:00", "citizen:p1", about)]);
    story.when(on("03-02 10:00", "JYK_clerk", hand_over(to("S1")))).refuses_as("unit_recused");
}
