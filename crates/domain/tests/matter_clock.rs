//! 延期、暂停、补正、跟踪办 (decisions B10–B13, B16, B17, B19; clause 10 of the speech).

#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;
use xiaoneng_domain::decider::{Actor, Decider, Fact};
use xiaoneng_domain::organization::{AbsenceRegistered, OrganizationDecider, OrganizationEvent};

/// A complaint with 教育科's staff, taken in. 办结 by 17 March.
fn in_hand() -> Story {
    given([
        filed(),
        on("03-02 10:00", "JYK_clerk", hand_over(to_person("JYK", "JYK_staff"))),
        on("03-02 10:30", "JYK_staff", sign_for(1)),
    ])
}

/// A licence accepted on 4 March: 15 working days, by law 20.
fn licence() -> Story {
    given([filed_as("licence", "BGS"), on("03-04 10:00", "BGS_clerk", Accept {})])
}

const STAFF: &str = "JYK_staff";

// —— 延期 ——

#[test]
fn b17_an_extension_is_approved_by_the_leader_in_charge() {
    // 15 日，最多延一半：7 日（向下取整）。
    let asked = in_hand().when(on("03-10 10:00", STAFF, ask_extension(7)));
    let asked = asked.gives(&["extension_asked"]);
    let request = &asked.matter.extension_requests[0];
    assert_eq!(request.approver.as_str(), "deputy");
    let approve = decide_extension(1, Verdict::Approve);
    asked.clone().when(on("03-10 11:00", "JYK_head", approve.clone())).refuses_as("not_permitted");
    let granted = asked.when(on("03-11 09:00", "deputy", approve)).gives(&["extension_granted"]);
    // 22 日的第 22 天是 3 月 24 日。
    assert_eq!(granted.due(ClockName::Completion), time_of("03-24 17:30"));
    assert_eq!(granted.clock(ClockName::Completion).first_due_at, time_of("03-17 17:30"));
}

#[test]
fn b17_the_approver_by_rule() {
    let ask = on("03-06 10:00", "S1_clerk", ask_extension(1));
    let school = given([filed_as("school_transfer", "S1")]).and(ask);
    assert_eq!(school.matter.extension_requests[0].approver.as_str(), "S1_head");
    let by_law = licence().and(on("03-10 10:00", "BGS_clerk", ask_extension(10)));
    assert_eq!(by_law.matter.extension_requests[0].approver.as_str(), "director");
    // 本人的申请由上一级批：校长申请，由分管领导批。
    let principal = given([
        filed_as("school_transfer", "S1"),
        on("03-02 10:00", "S1_clerk", hand_over(to_person("S1", "S1_head"))),
        on("03-02 10:10", "S1_head", sign_for(1)),
        on("03-04 10:00", "S1_head", ask_extension(1)),
    ]);
    assert_eq!(principal.matter.extension_requests[0].approver.as_str(), "deputy_schools");
}

#[test]
fn what_extension_is_refused() {
    // 到期那一刻起不能再申请（领导批了也不行）。
    let cases = [
        ("03-17 17:30", 1, "limit_already_passed"),
        ("03-18 09:00", 1, "limit_already_passed"),
        ("03-10 10:00", 8, "extension_too_long"),
        ("03-10 10:00", u32::MAX, "extension_too_long"),
        ("03-10 10:00", 0, "extension_empty"),
    ];
    for (time, amount, code) in cases {
        in_hand().when(on(time, STAFF, ask_extension(amount))).refuses_as(code);
    }
    in_hand().when(on("03-17 17:29", STAFF, ask_extension(1))).gives(&["extension_asked"]);
    let wordless = AskExtension { notice: text(""), ..ask_extension(1) };
    in_hand().when(on("03-10 10:00", STAFF, wordless)).refuses_as("text_missing");
}

#[test]
fn an_extension_comes_once() {
    let asked = in_hand().and(on("03-10 10:00", STAFF, ask_extension(3)));
    let twice = asked.clone().when(on("03-10 10:05", STAFF, ask_extension(3)));
    twice.refuses(No::RequestPending { kind: "延期" });
    // 不同意之后可以再申请；同意之后不行。
    let refused = asked.clone().and(on("03-10 11:00", "deputy", decide_extension(1, refuse())));
    assert_eq!(refused.due(ClockName::Completion), time_of("03-17 17:30"));
    refused.when(on("03-11 10:00", STAFF, ask_extension(3))).gives(&["extension_asked"]);
    let granted = asked.and(on("03-10 11:00", "deputy", decide_extension(1, Verdict::Approve)));
    granted.when(on("03-11 10:00", STAFF, ask_extension(3))).refuses_as("extension_spent");
}

#[test]
fn b17_undecided_at_the_due_instant_it_has_lapsed() {
    let asked = in_hand().and(on("03-16 10:00", STAFF, ask_extension(3)));
    let approve = decide_extension(1, Verdict::Approve);
    let late = asked.clone().when(on("03-17 17:30", "deputy", approve.clone()));
    late.refuses_as("limit_already_passed");
    let lapsed = asked.clone().until("03-17 17:30");
    assert_eq!(lapsed.matter.extension_requests[0].state, RequestState::Lapsed);
    let fell = lapsed.facts.iter().find_map(|fact| match &fact.event {
        MatterEvent::ExtensionLapsed(lapsed) => Some((lapsed.approver.clone(), lapsed.fell_due_at)),
        _ => None,
    });
    assert_eq!(fell, Some(("deputy".into(), time_of("03-17 17:30"))));
    lapsed.when(on("03-18 09:00", "deputy", approve)).refuses_as("not_permitted");
    assert_eq!(
        asked
            .and(on("03-17 17:29", "deputy", decide_extension(1, Verdict::Approve)))
            .due(ClockName::Completion),
        time_of("03-20 17:30")
    );
}

#[test]
fn b13_the_laws_own_extension_lengthens_the_law_a_common_one_never_passes_it() {
    let story = licence().and(on("03-10 10:00", "BGS_clerk", ask_extension(10)));
    let granted = story.and(on("03-10 11:00", "director", decide_extension(1, Verdict::Approve)));
    let completion = granted.clock(ClockName::Completion).projection;
    assert_eq!(completion.due_at, time_of("04-09 17:30"));
    assert_eq!(completion.statutory_due_at, Some(time_of("04-16 17:30")));
    licence()
        .when(on("03-10 10:00", "BGS_clerk", ask_extension(11)))
        .refuses_as("extension_too_long");
    // 教师资格：法定 30 日，承诺 20 日，延 10 日正好，延期不能超过法定。
    let teacher = given([
        filed_as("teacher_qualification", "JYK"),
        on("03-02 10:00", "JYK_clerk", Accept {}),
    ]);
    teacher.clone().when(on("03-10 10:00", "JYK_clerk", ask_extension(10))).granted();
    teacher
        .when(on("03-10 10:00", "JYK_clerk", ask_extension(11)))
        .refuses_as("extension_too_long");
}

#[test]
fn a5_one_above_both_who_asks_and_who_answers() {
    // 教育科负责人承办、离岗，B 岗替他申请：不由负责人审批，由上一级审批。
    let story = given([
        filed(),
        on("03-02 10:00", "JYK_clerk", hand_over(to_person("JYK", "JYK_head"))),
        on("03-02 10:30", "JYK_head", sign_for(1)),
    ]);
    let absence = AbsenceRegistered {
        person: "JYK_head".into(),
        from: time_of("03-03 08:30"),
        to: Some(time_of("03-06 08:30")),
    };
    let fact = Fact {
        occurred_at: time_of("03-03 08:00"),
        recorded_at: time_of("03-03 08:00"),
        actor: Actor::System,
        event: OrganizationEvent::from(absence),
    };
    let organization = OrganizationDecider::evolve(county().organization, &fact);
    let story = story.within(organization);
    let story = story.and(on("03-03 09:00", "JYK_staff", ask_follow_up(Some("2026-03-20"))));
    assert_eq!(story.matter.follow_ups[0].asked_by.as_str(), "JYK_staff");
    assert_eq!(story.matter.follow_ups[0].approver.as_str(), "deputy");
}

#[test]
fn the_cover_of_the_approver_decides_for_him_and_both_are_recorded() {
    let asked = in_hand().and(on("03-03 09:00", STAFF, ask_suspension("testing", "03-10 08:30")));
    let absence = AbsenceRegistered {
        person: "JYK_head".into(),
        from: time_of("03-03 08:30"),
        to: Some(time_of("03-06 08:30")),
    };
    let fact = Fact {
        occurred_at: time_of("03-03 08:00"),
        recorded_at: time_of("03-03 08:00"),
        actor: Actor::System,
        event: OrganizationEvent::from(absence),
    };
    let mut organization = OrganizationDecider::evolve(county().organization, &fact);
    // 负责人的 B 岗本是申请人，换成受理员，才不在一件事的两边。
    organization.covers.get_mut(&"JYK_head_post".into()).unwrap().b = "JYK_clerk".into();
    let story = asked.within(organization);
    let approve = decide_suspension(1, Verdict::Approve);
    let story = story.when(on("03-04 08:30", "JYK_clerk", approve));
    story.gives(&["acted_as_cover", "suspended"]);
}

// —— 暂停 ——

#[test]
fn a_pause_is_asked_approved_and_ends_by_itself() {
    let asked = in_hand().when(on("03-03 09:00", STAFF, ask_suspension("testing", "03-10 08:30")));
    let asked = asked.gives(&["suspension_asked"]);
    assert!(!asked.matter.is_suspended(time_of("03-03 09:01")), "nothing stops before approval");
    let approve = decide_suspension(1, Verdict::Approve);
    asked.clone().when(on("03-03 09:30", STAFF, approve.clone())).refuses_as("not_permitted");
    let story = asked.when(on("03-04 08:30", "JYK_head", approve)).gives(&["suspended"]);
    assert!(story.matter.is_suspended(time_of("03-04 09:00")));
    // 3 月 4 日至 9 日六天不计：17 日 → 23 日。
    assert_eq!(story.due(ClockName::Completion), time_of("03-23 17:30"));
    // 首次回应不因暂停停顿（B16）。
    assert_eq!(story.due(ClockName::FirstResponse), time_of("03-03 17:30"));
    let story = story.until("03-10 08:30");
    assert_eq!(story.kinds().last(), Some(&"resumed"));
    assert!(!story.matter.is_suspended(time_of("03-10 08:30")));
    assert_eq!(story.due(ClockName::Completion), time_of("03-23 17:30"));
}

#[test]
fn an_early_end_gives_the_days_back() {
    let story = in_hand()
        .and(on("03-03 09:00", STAFF, ask_suspension("testing", "03-10 08:30")))
        .and(on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)))
        .and(on("03-06 08:30", STAFF, Resume {}));
    assert_eq!(story.due(ClockName::Completion), time_of("03-19 17:30"));
    story.when(on("03-06 09:00", STAFF, Resume {})).refuses(No::NotSuspended);
}

#[test]
fn b12_a_day_paused_for_less_than_half_counts() {
    // 许可按工作日计：3 月 10 日 15:00 起暂停，当天工作时间过半，照计。
    let story = |until: &str| {
        licence().and(on("03-10 14:30", "BGS_clerk", ask_suspension("testing", until))).and(on(
            "03-10 15:00",
            "BGS_head",
            decide_suspension(1, Verdict::Approve),
        ))
    };
    assert_eq!(story("03-10 17:00").due(ClockName::Completion), time_of("03-25 17:30"));
    assert_eq!(story("03-11 10:00").due(ClockName::Completion), time_of("03-25 17:30"));
    assert_eq!(story("03-11 15:00").due(ClockName::Completion), time_of("03-26 17:30"));
    let completion = story("03-11 15:00").clock(ClockName::Completion).projection;
    assert_eq!(completion.statutory_due_at, Some(time_of("04-02 17:30")));
}

#[test]
fn what_pause_is_refused() {
    let cases = [
        (ask_suspension("hearing", "03-10 08:30"), "ground_not_listed"),
        (ask_suspension("holiday", "03-10 08:30"), "ground_not_listed"),
        (ask_suspension("supplement", "03-10 08:30"), "ground_not_listed"),
        (ask_suspension("testing", "03-03 09:00"), "end_not_ahead"),
        // 检测最长 30 日，到 4 月 2 日 17:30。
        (ask_suspension("testing", "04-02 17:31"), "suspension_too_long"),
        (
            AskSuspension { evidence: text(" "), ..ask_suspension("testing", "03-10 08:30") },
            "text_missing",
        ),
        (
            AskSuspension { notice: text(""), ..ask_suspension("testing", "03-10 08:30") },
            "text_missing",
        ),
    ];
    for (wish, code) in cases {
        in_hand().when(on("03-03 09:00", STAFF, wish)).refuses_as(code);
    }
    let longest = ask_suspension("testing", "04-02 17:30");
    in_hand().when(on("03-03 09:00", STAFF, longest)).gives(&["suspension_asked"]);
    let late = ask_suspension("testing", "03-25 08:30");
    in_hand().when(on("03-17 17:31", STAFF, late)).refuses_as("limit_already_passed");
    let asked = in_hand().and(on("03-16 09:00", STAFF, ask_suspension("testing", "03-25 08:30")));
    let decide = decide_suspension(1, Verdict::Approve);
    asked.clone().when(on("03-17 17:31", "JYK_head", decide)).refuses_as("limit_already_passed");
    assert_eq!(
        asked.until("03-17 17:31").matter.suspension_requests[0].state,
        RequestState::Lapsed
    );
}

#[test]
fn two_pauses_never_overlap() {
    let story = in_hand()
        .and(on("03-03 09:00", STAFF, ask_suspension("testing", "03-10 08:30")))
        .and(on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)));
    let again = story.when(on("03-05 09:00", STAFF, ask_suspension("appraisal", "03-12 08:30")));
    again.refuses(No::AlreadySuspended { until: time_of("03-10 08:30") });
}

// —— 补正 ——

#[test]
fn b10_a_supplement_before_acceptance() {
    let asked = given([filed_as("licence", "BGS")])
        .when(on("03-04 10:00", "BGS_clerk", ask_supplement()))
        .gives(&["supplement_asked"]);
    assert!(asked.matter.clock(ClockName::Completion).is_none());
    assert!(asked.clock(ClockName::Acceptance).is_paused(time_of("03-05 10:00")));
    // 群众 15 个工作日。
    assert_eq!(asked.matter.supplements[0].supply_by, time_of("03-25 17:30"));
    let waits = asked.clone().when(on("03-05 10:00", "BGS_clerk", Accept {}));
    waits.refuses(No::SupplementPending { until: time_of("03-25 17:30") });
    let supplied = asked.when(on("03-10 10:00", "citizen:p1", supply())).gives(&["supplied"]);
    assert_eq!(supplied.due(ClockName::Acceptance), time_of("03-17 17:30"));
    let accepted = supplied.and(on("03-11 10:00", "BGS_clerk", Accept {}));
    assert_eq!(accepted.due(ClockName::Completion), time_of("04-01 17:30"));
}

#[test]
fn b10_after_acceptance_it_is_a_suspension() {
    let story = licence().and(on("03-10 08:30", "BGS_clerk", ask_supplement()));
    assert!(story.matter.is_suspended(time_of("03-11 10:00")));
    story.clone().when(on("03-11 09:00", "BGS_clerk", Resume {})).refuses_as("supplement_pending");
    let story = story.and(on("03-13 08:30", "citizen:p1", supply()));
    // 3 月 10、11、12 日三个工作日不计：25 日 → 30 日。
    assert_eq!(story.due(ClockName::Completion), time_of("03-30 17:30"));
    assert!(!story.matter.is_suspended(time_of("03-13 08:30")));
}

#[test]
fn a_kind_of_matter_that_lists_no_such_pause_is_not_stopped_by_it() {
    let story = in_hand().and(on("03-03 09:00", STAFF, ask_supplement()));
    assert!(!story.matter.is_suspended(time_of("03-03 10:00")));
    assert_eq!(story.due(ClockName::Completion), time_of("03-17 17:30"));
    // 也不因此失效。
    assert!(story.until("04-30 10:00").matter.is_open());
}

#[test]
fn a_second_notice_is_a_fault() {
    let supplied = licence().and(on("03-10 08:30", "BGS_clerk", ask_supplement())).and(on(
        "03-11 08:30",
        "citizen:p1",
        supply(),
    ));
    let pending = licence().and(on("03-10 08:30", "BGS_clerk", ask_supplement()));
    pending.when(on("03-10 09:00", "BGS_clerk", ask_supplement())).refuses_as("supplement_pending");
    let second = supplied.clone().when(on("03-12 08:30", "BGS_clerk", ask_supplement()));
    let second = second.gives(&["supplement_asked", "fault_found"]);
    assert_eq!(second.matter.faults[0].kind, FaultKind::SecondSupplement);
    let changed =
        AskSupplement { occasion: SupplementOccasion::RequestChanged, ..ask_supplement() };
    supplied.when(on("03-12 08:30", "BGS_clerk", changed)).gives(&["supplement_asked"]);
}

#[test]
fn b10_unsupplied_it_lapses_with_notice() {
    let asked =
        given([filed_as("licence", "BGS"), on("03-04 10:00", "BGS_clerk", ask_supplement())]);
    let story = asked.clone().until("03-25 17:30");
    assert!(story.matter.is_open());
    let late = asked.when(on("03-25 17:31", "citizen:p1", supply()));
    late.refuses_as("supplement_term_passed");
    let story = story.until("03-25 17:31");
    assert_eq!(story.matter.ended.as_ref().unwrap().ending, Ending::Lapsed);
    story.when(on("03-26 09:00", "citizen:p1", supply())).refuses_as("already_ended");
}

#[test]
fn nothing_was_asked() {
    given([filed()]).when(on("03-02 10:00", "citizen:p1", supply())).refuses(No::NothingAsked);
}

// —— 超时默认 ——

#[test]
fn silence_on_what_is_missing_means_accepted_from_receipt() {
    let story = given([filed_as("licence", "BGS")]).until("03-09 17:30");
    assert!(story.matter.acceptance.is_none());
    let story = story.until("03-09 17:31");
    let acceptance = story.matter.acceptance.as_ref().unwrap();
    assert_eq!(acceptance.by, AcceptedBy::Silence);
    assert_eq!(acceptance.effective_from, time_of("03-02 09:00"));
    // 自收到之日起 15 个工作日。
    assert_eq!(story.due(ClockName::Completion), time_of("03-23 17:30"));
    let told =
        given([filed_as("licence", "BGS"), on("03-04 10:00", "BGS_clerk", ask_supplement())]);
    assert!(told.until("03-09 17:31").matter.acceptance.is_none());
}

#[test]
fn decisions_are_safe_before_the_heartbeat_has_looked() {
    // 5 个工作日已过，心跳还没来得及记录：不能再“今天受理”，也不能再补正或不予受理。
    let story = || given([filed_as("licence", "BGS")]);
    let wishes: Vec<MatterCommand> = vec![
        Accept {}.into(),
        ask_supplement().into(),
        GiveResult { outcome: Outcome::Declined(account()), ..cannot(account()) }.into(),
    ];
    for wish in wishes {
        let judged = story().when(on("03-09 17:31", "BGS_clerk", wish));
        judged.refuses(No::AlreadyAccepted { since: time_of("03-02 09:00") });
    }
    // 自行恢复还没记录就又暂停：先补记恢复。
    let paused = in_hand()
        .and(on("03-03 09:00", STAFF, ask_suspension("testing", "03-06 08:30")))
        .and(on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)))
        .and(on("03-06 09:00", STAFF, ask_suspension("appraisal", "03-12 08:30")));
    let again = paused.when(on("03-06 10:00", "JYK_head", decide_suspension(2, Verdict::Approve)));
    let again = again.gives(&["resumed", "suspended"]);
    assert_eq!(again.matter.suspensions.iter().filter(|pause| pause.has_ended).count(), 1);
}

#[test]
fn an_unanswered_request_from_below_counts_as_agreed_unless_reserved() {
    let story = given([filed_as("school_request", "JYK")]).until("04-30 09:00");
    assert_eq!(story.matter.silence.len(), 1);
    assert!(story.matter.is_open(), "the formalities are still owed");
    let reserved = given([filed_as("school_request_reserved", "JYK")]).until("04-30 09:00");
    assert!(reserved.matter.silence.is_empty());
}

// —— 跟踪办 ——

#[test]
fn clause_10_deferring_without_a_date_within_thirty_days_is_refused() {
    let ask = |next_on| on("03-10 10:00", STAFF, ask_follow_up(next_on));
    in_hand().when(ask(None)).refuses_as("next_date_missing");
    in_hand().when(ask(Some("2026-03-10"))).refuses_as("next_date_not_ahead");
    in_hand().when(ask(Some("2026-03-09"))).refuses_as("next_date_not_ahead");
    // 30 日到 4 月 9 日。
    in_hand().when(ask(Some("2026-04-10"))).refuses_as("next_date_too_far");
    let asked = in_hand().when(ask(Some("2026-04-09"))).gives(&["follow_up_asked"]);
    assert_eq!(asked.matter.follow_ups[0].approver.as_str(), "JYK_head");
    let wordless =
        AskFollowUp { notice: text("没有办法"), ..ask_follow_up(Some("2026-04-09")) };
    in_hand().when(on("03-10 10:00", STAFF, wordless)).refuses_as("empty_answer");
}

#[test]
fn b19_the_next_date_stands_in_place_of_completion() {
    let story = in_hand()
        .and(on("03-10 10:00", STAFF, ask_follow_up(Some("2026-04-09"))))
        .when(on("03-11 10:00", "JYK_head", decide_follow_up(1, Verdict::Approve)))
        .gives(&["follow_up_set"]);
    assert!(story.clock(ClockName::Completion).is_deferred());
    assert_eq!(story.due(ClockName::FollowUp(1)), time_of("04-09 17:30"));
    assert!(story.matter.modes.contains_key(&Mode::FollowUp));
    assert!(story.matter.is_open());
    // 到期提醒，过期亮灯。
    let story = story.until("04-08 17:30");
    assert!(story.signals().contains(&"follow_up/1 pre_alert JYK_staff".to_owned()));
    let late = story.clone().until("04-09 17:31");
    assert!(late.signals().contains(&"follow_up/1 yellow JYK_staff".to_owned()));
    // 到期前可以再定下一个日期。
    let next = story.and(on("04-09 09:00", STAFF, ask_follow_up(Some("2026-05-08")))).and(on(
        "04-09 10:00",
        "JYK_head",
        decide_follow_up(2, Verdict::Approve),
    ));
    assert!(!next.clock(ClockName::FollowUp(1)).is_open());
    assert_eq!(next.due(ClockName::FollowUp(2)), time_of("05-08 17:30"));
}

#[test]
fn b19_it_is_approved_before_the_due_instant_by_the_head() {
    let asked = in_hand().and(on("03-17 10:00", STAFF, ask_follow_up(Some("2026-04-09"))));
    let approve = decide_follow_up(1, Verdict::Approve);
    asked.clone().when(on("03-17 11:00", STAFF, approve.clone())).refuses_as("not_permitted");
    asked.clone().when(on("03-17 17:30", "JYK_head", approve)).refuses_as("limit_already_passed");
    assert_eq!(asked.until("03-17 17:31").matter.follow_ups[0].state, RequestState::Lapsed);
    let late = in_hand().when(on("03-17 17:30", STAFF, ask_follow_up(Some("2026-04-09"))));
    late.refuses_as("limit_already_passed");
    // 负责人自己申请，由分管领导批。
    let own = given([
        filed(),
        on("03-02 10:00", "JYK_clerk", hand_over(to_person("JYK", "JYK_head"))),
        on("03-02 10:30", "JYK_head", sign_for(1)),
        on("03-10 10:00", "JYK_head", ask_follow_up(Some("2026-04-09"))),
    ]);
    assert_eq!(own.matter.follow_ups[0].approver.as_str(), "deputy");
}

#[test]
fn b13_no_next_date_passes_the_law() {
    // 许可法定 4 月 1 日到期。
    let ask = |day| on("03-20 10:00", "BGS_clerk", ask_follow_up(Some(day)));
    licence()
        .when(ask("2026-04-02"))
        .refuses(No::PassesStatutory { statutory_due_at: time_of("04-01 17:30") });
    licence().when(ask("2026-04-01")).gives(&["follow_up_asked"]);
}

#[test]
fn what_waits_for_acceptance_cannot_be_extended_paused_or_deferred() {
    let story = || given([filed_as("licence", "BGS")]);
    let wishes: Vec<MatterCommand> = vec![
        ask_extension(1).into(),
        ask_suspension("testing", "03-10 08:30").into(),
        ask_follow_up(Some("2026-03-20")).into(),
        resolved().into(),
    ];
    for wish in wishes {
        story().when(on("03-03 09:00", "BGS_clerk", wish)).refuses(No::NotAccepted);
    }
}

// —— 首次回应 ——

#[test]
fn b16_only_who_and_by_when_or_a_result_stops_the_first_response() {
    for (handler, by) in [(None, None), (Some(STAFF), None), (None, Some("03-10 17:30"))] {
        let story = in_hand().and(on("03-02 15:00", STAFF, reply(handler, by)));
        assert!(story.clock(ClockName::FirstResponse).is_open(), "{handler:?} {by:?}");
    }
    let story = in_hand().and(on("03-02 15:00", STAFF, reply(Some(STAFF), Some("03-10 17:30"))));
    assert!(!story.clock(ClockName::FirstResponse).is_open());
    let by_result = in_hand().and(on("03-02 15:00", STAFF, resolved())).and(on(
        "03-02 15:01",
        "system",
        notice_sent(),
    ));
    let clock = &by_result.clock(ClockName::FirstResponse);
    assert_eq!(clock.stopped.map(|stopped| stopped.why), Some(StopReason::Met));
    for by in ["03-02 15:00", "03-17 17:31"] {
        let judged = in_hand().when(on("03-02 15:00", STAFF, reply(Some(STAFF), Some(by))));
        judged.refuses_as("named_date_wrong");
    }
    let stranger = in_hand().when(on("03-02 15:00", STAFF, reply(Some("nobody"), None)));
    stranger.refuses_as("organization");
}

#[test]
fn every_date_can_be_explained() {
    let story = in_hand()
        .and(on("03-03 09:00", STAFF, ask_suspension("testing", "03-10 08:30")))
        .and(on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)));
    let explained = story.clock(ClockName::Completion).explain(rules());
    assert_eq!(explained.due, story.due(ClockName::Completion));
    assert!(explained.days.iter().any(|day| day.date == "2026-03-05".parse().unwrap()));
}
