//! 答复、办结、送达、了结、复核 (decisions B18, B20; clauses 9, 11, 20, 30, 34 of the speech).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;

const CLERK: &str = "JYK_clerk";

fn decided() -> Story {
    given([filed(), on("03-04 10:00", CLERK, resolved())])
}

fn completed() -> Story {
    decided().and(on("03-04 10:01", "system", notice_sent()))
}

#[test]
fn clause_20_decided_but_undelivered_stays_open() {
    let story = decided();
    assert_eq!(story.kinds(), ["registered", "accepted", "result_decided"]);
    assert!(story.matter.is_open());
    assert!(story.clock(ClockName::Completion).is_open());
    assert_eq!(story.responsible(), CLERK);
    // 到期仍未送达：超期照样预警。
    let late = story.clone().until("03-17 17:31");
    assert!(late.signals().contains(&"completion yellow JYK_clerk".to_owned()));
    let done = story.when(on("03-05 09:00", "system", notice_sent()));
    let done = done.gives(&["delivered", "completed"]);
    assert_eq!(done.matter.ended.as_ref().unwrap().ending, Ending::Completed);
    assert!(done.matter.responsible.is_none());
}

#[test]
fn b11_on_time_is_delivered_by_the_due_instant() {
    for (time, is_on_time) in [("03-17 17:30", true), ("03-17 17:31", false)] {
        let story = decided().and(on(time, CLERK, notice_sent()));
        let completed = story.facts.iter().find_map(|fact| match &fact.event {
            MatterEvent::Completed(completed) => Some(completed.is_on_time),
            _ => None,
        });
        assert_eq!(completed, Some(is_on_time), "{time}");
    }
}

#[test]
fn b18_where_a_law_limits_delivery_completion_stops_at_the_decision() {
    let story = given([
        filed_as("licence", "BGS"),
        on("03-04 10:00", "BGS_clerk", Accept {}),
        on("03-20 10:00", "BGS_clerk", resolved()),
    ]);
    assert!(!story.clock(ClockName::Completion).is_open());
    // 决定之日起 10 个工作日送达。
    assert_eq!(story.due(ClockName::Delivery), time_of("04-03 17:30"));
    assert!(story.matter.is_open());
}

#[test]
fn b18_two_failed_attempts_on_two_working_days_make_posting_count() {
    let fail = |time| on(time, CLERK, RecordFailedDelivery { account: text("电话无人接听。") });
    let posted = || RecordDelivery { way: DeliveryWay::Posted(text("挂号信 0417 号。")) };
    let once = decided().and(fail("03-05 09:00")).and(fail("03-05 15:00"));
    match once.clone().when(on("03-06 09:00", CLERK, posted())).refuses_as("attempts_missing") {
        Refusal::Matter(No::AttemptsMissing { have, need, .. }) => assert_eq!((have, need), (1, 2)),
        other => panic!("{other}"),
    }
    // 周六不算工作日。
    let weekend = once.clone().and(fail("03-07 10:00"));
    weekend.when(on("03-09 09:00", CLERK, posted())).refuses_as("attempts_missing");
    let twice = once.and(fail("03-06 09:00"));
    twice.when(on("03-09 09:00", CLERK, posted())).gives(&["delivered", "completed"]);
    let unsaid = RecordDelivery { way: DeliveryWay::HandedOver(text("")) };
    decided().when(on("03-05 09:00", CLERK, unsaid)).refuses_as("text_missing");
    given([filed()]).when(on("03-05 09:00", CLERK, notice_sent())).refuses(No::NoResult);
    let early = RecordFailedDelivery { account: text("没人。") };
    given([filed()]).when(on("03-05 09:00", CLERK, early)).refuses(No::NoResult);
}

#[test]
fn clause_30_no_way_is_not_a_result() {
    let missing = |account: RefusalAccount| match given([filed()])
        .when(on("03-04 10:00", CLERK, cannot(account)))
        .refuses_as("refusal_unaccounted")
    {
        Refusal::Matter(No::RefusalUnaccounted { missing }) => missing,
        other => panic!("{other}"),
    };
    assert_eq!(
        missing(RefusalAccount { legal_basis: None, alternative: None, remedy: None, ..account() }),
        ["法律依据", "还可以怎么办", "救济途径"]
    );
    assert_eq!(missing(RefusalAccount { legal_basis: Some(text(" ")), ..account() }), ["法律依据"]);
    assert_eq!(missing(RefusalAccount { alternative: None, ..account() }), ["还可以怎么办"]);
    assert_eq!(missing(RefusalAccount { remedy: None, ..account() }), ["救济途径"]);
    let full = given([filed()]).when(on("03-04 10:00", CLERK, cannot(account())));
    full.gives(&["accepted", "result_decided"]);
}

#[test]
fn clause_30_empty_words_are_no_answer() {
    let refused = [
        "没有办法。",
        "这个我没有办法",
        "没办法，不归我们管！",
        "不知道，不清楚。",
        "你这事按规定办。",
        "已阅",
        "  情况属实。",
    ];
    for body in refused {
        let result = GiveResult { text: text(body), ..resolved() };
        given([filed()]).when(on("03-04 10:00", CLERK, result)).refuses_as("empty_answer");
        let reply = Reply { text: text(body), ..reply(None, None) };
        given([filed()]).when(on("03-04 10:00", CLERK, reply)).refuses_as("empty_answer");
    }
    let granted = [
        "学校已退还多收的午托费。",
        "经查情况属实，已责令学校退还多收的午托费并公示。",
        "现有学位已满，我们没有办法安排到该校，但可以统筹到第二小学，八月十五日前办手续。",
    ];
    for body in granted {
        let result = GiveResult { text: text(body), ..resolved() };
        given([filed()]).when(on("03-04 10:00", CLERK, result)).granted();
    }
}

#[test]
fn clause_18_not_ours_names_the_competent_unit_and_its_contact() {
    let judge = |wish: GiveResult| given([filed()]).when(on("03-04 10:00", CLERK, wish));
    judge(not_ours("", ""))
        .refuses(No::CompetentUnitMissing { missing: vec!["该找哪个单位", "联系方式"] });
    judge(not_ours("县人社局", " "))
        .refuses(No::CompetentUnitMissing { missing: vec!["联系方式"] });
    let story = judge(not_ours("县人社局", "县政务大厅 3 号窗口")).gives(&["result_decided"]);
    let story = story.when(on("03-04 10:01", "system", notice_sent()));
    let story = story.gives(&["delivered", "referred_outside"]);
    assert_eq!(story.matter.ended.as_ref().unwrap().ending, Ending::ReferredOutside);
}

#[test]
fn b20_not_ours_is_refused_where_the_unit_is_in_the_tree() {
    let by_name = not_ours("PAK（测试）", "办公楼 305");
    given([filed()]).when(on("03-04 10:00", CLERK, by_name)).refuses_as("competent_unit_is_ours");
    let by_code = GiveResult {
        outcome: Outcome::NotOurs(CompetentUnit {
            unit: Some("S1".into()),
            name: text("城关那边的学校"),
            contact: text("校办"),
        }),
        ..resolved()
    };
    given([filed()]).when(on("03-04 10:00", CLERK, by_code)).refuses_as("competent_unit_is_ours");
    // 学校把群众支到局里，也是一样。
    let to_bureau = not_ours("县教育局", "局办公室");
    let story = given([filed_as("school_transfer", "S1")]);
    story.when(on("03-04 10:00", "S1_clerk", to_bureau)).refuses_as("competent_unit_is_ours");
}

#[test]
fn declining_comes_before_acceptance_and_owes_the_same_account() {
    let decline =
        |account| GiveResult { outcome: Outcome::Declined(account), ..cannot(matter::account()) };
    let story = || given([filed_as("licence", "BGS")]);
    let bare = RefusalAccount { legal_basis: None, ..account() };
    story().when(on("03-04 10:00", "BGS_clerk", decline(bare))).refuses_as("refusal_unaccounted");
    let declined = story().and(on("03-04 10:00", "BGS_clerk", decline(account())));
    let ended = declined.when(on("03-04 10:01", "system", notice_sent()));
    assert_eq!(
        ended.gives(&["delivered", "declined"]).matter.ended.unwrap().ending,
        Ending::Declined
    );
    let accepted = story().and(on("03-04 10:00", "BGS_clerk", Accept {}));
    accepted.when(on("03-05 10:00", "BGS_clerk", decline(account()))).refuses(No::DeclinedTooLate);
}

#[test]
fn what_waits_stops_the_result() {
    let assist = given([filed(), on("03-02 10:00", CLERK, ask_assist("PAK"))]);
    assist.when(on("03-04 10:00", CLERK, resolved())).refuses_as("assists_open");
    let offer = given([filed(), on("03-02 10:00", CLERK, hand_over(to("PAK")))]);
    offer.when(on("03-04 10:00", CLERK, resolved())).refuses_as("offer_pending");
    let question = AskQuestion { text: text("什么时候退费？") };
    let asked = given([filed(), on("03-03 10:00", "citizen:p1", question)]);
    let judged = asked.clone().when(on("03-04 10:00", CLERK, resolved()));
    judged.refuses(No::QuestionUnanswered { asked_at: time_of("03-03 10:00") });
    let answered = asked.and(on("03-03 11:00", CLERK, reply(None, None)));
    answered.when(on("03-04 10:00", CLERK, resolved())).granted();
    decided().when(on("03-04 11:00", CLERK, resolved())).refuses_as("result_already_decided");
}

#[test]
fn a_result_during_a_pause_ends_the_pause() {
    let story = given([
        filed(),
        on("03-03 09:00", CLERK, ask_suspension("testing", "03-10 08:30")),
        on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)),
    ]);
    let story = story.when(on("03-05 09:00", CLERK, resolved()));
    story.gives(&["resumed", "result_decided"]);
}

// —— 五办的门槛 ——

#[test]
fn clause_9_what_asks_for_a_visit_is_not_completed_without_one() {
    let around = |petitioners_of_tag, schools_of_tag| Surroundings {
        petitioners_of_tag,
        schools_of_tag,
        ..Surroundings::default()
    };
    let cases = [
        (File { surroundings: around(5, 1), ..filing() }, true),
        (File { surroundings: around(4, 2), ..filing() }, false),
        (File { surroundings: around(1, 3), ..filing() }, true),
        (File { is_vulnerable: true, ..filing() }, true),
    ];
    for (file, wants_visit) in cases {
        let story = given([on("03-02 09:00", "citizen:p1", file)]);
        let judged = story.clone().when(on("03-04 10:00", CLERK, resolved()));
        if !wants_visit {
            judged.granted();
            continue;
        }
        judged.refuses_as("visit_missing");
        let story = story.and(on("03-04 11:00", CLERK, visit("03-04 09:00")));
        story.when(on("03-04 12:00", CLERK, resolved())).granted();
    }
}

#[test]
fn a_visit_record_is_about_a_visit() {
    let story = || given([filed()]);
    for (time, at) in [("03-04 10:00", "03-01 09:00"), ("03-04 10:00", "03-04 10:01")] {
        story().when(on(time, CLERK, visit(at))).refuses(No::VisitTimeWrong);
    }
    let nobody = RecordVisit { visitors: vec![], ..visit("03-04 09:00") };
    story().when(on("03-04 10:00", CLERK, nobody)).refuses(No::VisitorsMissing);
    let stranger = RecordVisit { visitors: vec!["nobody".into()], ..visit("03-04 09:00") };
    story().when(on("03-04 10:00", CLERK, stranger)).refuses_as("organization");
    let unsigned = RecordVisit { account: text(""), ..visit("03-04 09:00") };
    story().when(on("03-04 10:00", CLERK, unsigned)).refuses_as("text_missing");
}

#[test]
fn clause_11_policy_is_published_before_completion_without_personal_data() {
    let story = given([filed_as("enrolment_grievance", "JYK")]);
    assert!(story.matter.modes.contains_key(&Mode::Open));
    let judged = story.clone().when(on("03-04 10:00", CLERK, resolved()));
    match judged.refuses_as("publication_missing") {
        Refusal::Matter(No::PublicationMissing { missing, .. }) => {
            assert_eq!(missing, [PublishedPart::Rule, PublishedPart::Result]);
        }
        other => panic!("{other}"),
    }
    let rule = publish(
        PublishedPart::Rule,
        "《2026 年招生办法》（青教〔2026〕5号）第八条：按服务范围入学。",
    );
    let story = story.and(on("03-04 11:00", CLERK, rule));
    story.clone().when(on("03-04 12:00", CLERK, resolved())).refuses_as("publication_missing");
    let leak = publish(PublishedPart::Result, "已安排王女士（13812345678）之子到第二小学。");
    let judged = story.clone().when(on("03-04 14:30", CLERK, leak));
    judged.refuses(No::PersonalDataFound { kinds: vec!["手机号"] });
    let result =
        publish(PublishedPart::Result, "受理 12 件，统筹安排 9 件，3 件不符合条件，均已答复。");
    let story = story.and(on("03-04 15:00", CLERK, result));
    story.clone().when(on("03-04 16:00", CLERK, resolved())).granted();
    // 负责人不能摘掉公开办来绕过公开。
    let off = story.when(on("03-04 15:30", "JYK_head", modes(&[])));
    off.refuses(No::ModeFixed { mode: Mode::Open });
}

#[test]
fn personal_data_is_found_through_spaces_and_full_width_digits() {
    let found = [
        ("联系 13812345678 即可", vec!["手机号"]),
        ("联系138-1234-5678", vec!["手机号"]),
        ("联系１３８ １２３４ ５６７８", vec!["手机号"]),
        ("+86 138 1234 5678", vec!["手机号"]),
        ("身份证 11010519491231002X", vec!["身份证号"]),
        ("身份证110105194912310021。", vec!["身份证号"]),
        ("旧证 110105491231002", vec!["身份证号"]),
        ("卡号 6222 0212 3456 7890 128", vec!["银行卡号"]),
        ("座机 0370-1234567", vec!["电话号码"]),
        ("电话13812345678，证号11010519491231002X", vec!["手机号", "身份证号"]),
    ];
    for (body, kinds) in found {
        assert_eq!(personal_data_in(body), kinds, "{body}");
    }
    let clean = [
        "",
        "青教〔2025〕18号，2026年3月1日至2026年8月31日，共 1234 人，金额 1200000 元。",
        "办件编号 2026-03020001，服务热线 12345。",
        "2026-03-02 09:00 至 2026-03-04 17:30",
        "11010599991399002",
    ];
    for body in clean {
        assert_eq!(personal_data_in(body), Vec::<&str>::new(), "{body}");
    }
}

// —— 其他了结 ——

#[test]
fn b20_withdrawing_by_code_or_on_paper_before_two() {
    let story = given([filed()]).when(on("03-03 10:00", "citizen:p1", withdraw()));
    assert_eq!(story.gives(&["withdrawn"]).matter.ended.unwrap().ending, Ending::Withdrawn);
    let paper =
        |second: Option<&str>| Withdraw { second_person: second.map(Into::into), ..withdraw() };
    let judge = |wish| given([filed()]).when(on("03-03 10:00", CLERK, wish));
    judge(paper(None)).refuses(No::SecondPersonMissing);
    judge(paper(Some(CLERK))).refuses(No::SecondPersonMissing);
    judge(paper(Some("nobody"))).refuses_as("organization");
    judge(paper(Some("JYK_staff"))).gives(&["withdrawn"]);
    given([filed()]).when(on("03-03 10:00", "citizen:p2", withdraw())).refuses_as("not_permitted");
}

#[test]
fn b20_merging_is_for_one_petitioners_matters() {
    let merge = |into: &str, whose: Option<&str>| Merge {
        into: into.into(),
        into_petitioner: whose.map(Into::into),
        reason: text("同一件事提了两次。"),
    };
    let judge = |wish| given([filed()]).when(on("03-03 10:00", CLERK, wish));
    judge(merge("2026-02260003", Some("p1"))).gives(&["merged"]);
    judge(merge("2026-02260003", Some("p2"))).refuses(No::NotSamePetitioner);
    judge(merge("2026-02260003", None)).refuses(No::NotSamePetitioner);
    judge(merge("2026-03020001", Some("p1"))).refuses_as("it_is_itself");
    judge(merge("x", Some("p1"))).refuses_as("number_malformed");
    let anonymous = given([on("03-02 09:00", "citizen:p1", File { petitioner: None, ..filing() })]);
    anonymous
        .when(on("03-03 10:00", CLERK, merge("2026-02260003", None)))
        .refuses(No::NotSamePetitioner);
}

#[test]
fn linking() {
    let link =
        |to: &str| Link { to: to.into(), reason: text("同一所学校的同一笔收费。") };
    let story = given([filed()]).when(on("03-03 10:00", CLERK, link("2026-02260003")));
    assert!(story.gives(&["linked"]).matter.links.contains(&"2026-02260003".into()));
    given([filed()])
        .when(on("03-03 10:00", CLERK, link("2026-03020001")))
        .refuses_as("it_is_itself");
}

#[test]
fn nothing_moves_after_the_end() {
    let wishes: Vec<(&str, MatterCommand)> = vec![
        ("citizen:p1", urge().into()),
        ("citizen:p1", withdraw().into()),
        ("citizen:p1", AskQuestion { text: text("还有吗？") }.into()),
        ("citizen:p1", supply().into()),
    ];
    for (by, wish) in wishes {
        completed().when(on("03-05 10:00", by, wish)).refuses_as("already_ended");
    }
    completed().when(on("03-05 10:00", CLERK, resolved())).refuses_as("not_permitted");
    // 系统的命令对已了结的事什么也不做。
    let pass = LetTimePass { beat: Beat::Regular };
    completed().when(on("06-01 10:00", "system", pass)).gives(&[]);
    assert_eq!(next_timer_at(&completed().matter), None);
}

// —— 复核 ——

#[test]
fn b20_a_review_within_fifteen_days_goes_to_another_with_a_new_clock() {
    let first = completed();
    // 3 月 4 日送达，15 日到 3 月 19 日。
    let late = first.clone().when(on("03-19 17:31", "citizen:p1", request_review()));
    late.refuses_as("review_term_passed");
    let story = first.when(on("03-19 17:30", "citizen:p1", request_review())).gives(&["reopened"]);
    assert_eq!(story.responsible(), "JYK_head");
    assert_eq!(story.due(ClockName::Completion), time_of("04-03 17:30"));
    assert_eq!(story.due(ClockName::FirstResponse), time_of("03-20 17:30"));
    // 首次结果照样在册。
    let round = &story.matter.rounds[0];
    assert_eq!(round.ended.ending, Ending::Completed);
    assert_eq!(round.delivered_at, Some(time_of("03-04 10:01")));
    assert!(round.result.is_some() && story.matter.result.is_none());
    let again = story.and(on("03-25 10:00", "JYK_head", cannot(account()))).and(on(
        "03-25 10:01",
        "system",
        notice_sent(),
    ));
    assert_eq!(again.matter.ended.as_ref().unwrap().ending, Ending::Completed);
    assert_eq!(again.matter.rounds.len(), 1);
}

#[test]
fn a_review_is_never_decided_by_the_one_who_decided() {
    let by_head = given([
        filed(),
        on("03-02 10:00", CLERK, hand_over(to_person("JYK", "JYK_head"))),
        on("03-02 10:30", "JYK_head", sign_for(1)),
        on("03-04 10:00", "JYK_head", resolved()),
        on("03-04 10:01", "system", notice_sent()),
    ]);
    let story = by_head.and(on("03-10 10:00", "citizen:p1", request_review()));
    assert_eq!(story.responsible(), "deputy");
}

#[test]
fn there_is_nothing_to_review_before_a_result() {
    given([filed()])
        .when(on("03-03 10:00", "citizen:p1", request_review()))
        .refuses(No::NothingToReview);
    decided().when(on("03-04 11:00", "citizen:p1", request_review())).refuses(No::NothingToReview);
    let withdrawn = given([filed(), on("03-03 10:00", "citizen:p1", withdraw())]);
    withdrawn.when(on("03-03 11:00", "citizen:p1", request_review())).refuses(No::NothingToReview);
    completed().when(on("03-05 10:00", "citizen:p2", request_review())).refuses_as("not_permitted");
}

// —— 催办 ——

#[test]
fn urging_counts_once_a_day() {
    let story = given([filed(), on("03-03 10:00", "citizen:p1", urge())]);
    story.clone().when(on("03-03 23:59", "citizen:p1", urge())).refuses(No::AlreadyUrgedToday);
    let story = story.when(on("03-04 00:00", "citizen:p1", urge())).gives(&["urged"]);
    assert_eq!(story.matter.urges.len(), 2);
}
