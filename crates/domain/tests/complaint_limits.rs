//! 效能投诉的时限 (domain.md 8.4). Each row with its expected day; the calendar is that of 2026, the
//! office closes at half past five in winter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod complaint;
mod county;

use complaint::*;
use xiaoneng_domain::complaint::*;

/// 登记：当日. What came by letter is taken down the day it came; later shows.
#[test]
fn registered_on_the_day_it_came() {
    let letter = |on: Option<&str>| File {
        channel: ComplaintChannel::Letter,
        received_on: on.map(|on| on.parse().unwrap()),
        ..filing()
    };
    for (on, is_late, accept_by) in [
        (None, false, "2026-03-09T17:30:00+08:00"),
        (Some("2026-03-02"), false, "2026-03-09T17:30:00+08:00"),
        // Received on Friday, taken down on Monday: the limit counts from Friday, and the Saturday
        // between was a working day (2026-02-28, made up for the holiday).
        (Some("2026-02-27"), true, "2026-03-05T17:30:00+08:00"),
    ] {
        let mut desk = Desk::empty();
        desk.grant("XNB_clerk", letter(on));
        let filing = desk.complaint.filing.as_ref().unwrap();
        assert_eq!(filing.is_registered_late, is_late, "{on:?}");
        assert_eq!(filing.registered_by, Some("XNB_clerk".into()));
        assert_eq!(desk.due(ClockName::Acceptance), accept_by, "{on:?}");
    }
    let mut desk = Desk::empty();
    assert_eq!(desk.refused("XNB_clerk", letter(Some("2026-03-03"))), "in_the_future");
}

/// 受理决定：5 个工作日.
#[test]
fn accepted_within_five_working_days() {
    let mut desk = Desk::filed(filing());
    assert_eq!(desk.due(ClockName::Acceptance), "2026-03-09T17:30:00+08:00");
    assert_eq!(next_due_at(&desk.complaint).unwrap().to_string(), "2026-03-09T17:30:00+08:00");
    desk.on("2026-03-09T17:29");
    assert!(desk.wish("system", KeepTime {}).unwrap().is_empty());
    desk.on("2026-03-09T17:30");
    assert_eq!(desk.wish("system", KeepTime {}).unwrap(), ["complaint_limit_passed/1"]);
    assert!(desk.wish("system", KeepTime {}).unwrap().is_empty(), "once");
    assert_eq!(desk.told_to("XNB_head"), ["complaint_to_accept", "complaint_limit_passed"]);
    // Late, but not lost.
    desk.grant("XNB_clerk", accept());
    assert!(!desk.complaint.clocks[&ClockName::Acceptance].is_running());
}

/// 告知：与决定同时，书面.
#[test]
fn told_with_the_decision() {
    let blank = xiaoneng_domain::text::Written::new(" ", [1; 16]);
    let mut desk = Desk::filed(filing());
    let silent = Accept { notice: blank.clone(), ..accept() };
    assert_eq!(desk.refused("XNB_clerk", silent), "text_missing");
    let silent = Reject { notice: blank, ..reject(RejectReason::Litigation) };
    assert_eq!(desk.refused("XNB_clerk", silent), "text_missing");
    let mut accepted = desk.clone();
    accepted.grant("XNB_clerk", accept());
    assert_eq!(accepted.told_to("c1"), ["complaint_received", "complaint_accepted"]);
    desk.grant("XNB_clerk", reject(RejectReason::Litigation));
    assert_eq!(desk.told_to("c1"), ["complaint_received", "complaint_rejected"]);
}

/// 办结：直查 30 日，自受理起；交办、转办 30 日，自收到起，或者按交办单.
#[test]
fn finished_within_thirty_days() {
    for (accept, due) in [
        (accept(), "2026-04-01T17:30:00+08:00"),
        (accept_by(Mode::AssignWithReport, "S1"), "2026-04-01T17:30:00+08:00"),
        (accept_by(Mode::Forward, "PAK"), "2026-04-01T17:30:00+08:00"),
    ] {
        let mut desk = Desk::filed(filing());
        desk.grant("XNB_clerk", accept);
        assert_eq!(desk.due(ClockName::Finish), due);
    }
    let letter = |mode, on: &str| {
        let route = NewRoute { finish_on: Some(on.parse().unwrap()), ..route(mode, "PAK") };
        Accept { route, notice: text("已受理") }
    };
    let mut desk = Desk::filed(filing());
    let later = letter(Mode::Forward, "2026-04-02");
    assert_eq!(desk.refused("XNB_clerk", later), "letter_date_amiss");
    assert_eq!(desk.refused("XNB_clerk", letter(Mode::Forward, "2026-03-01")), "letter_date_amiss");
    let own = Accept {
        route: NewRoute {
            finish_on: Some("2026-03-20".parse().unwrap()),
            ..NewRoute::self_handled()
        },
        notice: text("已受理"),
    };
    assert_eq!(desk.refused("XNB_clerk", own), "letter_date_amiss");
    desk.grant("XNB_clerk", letter(Mode::AssignWithReport, "2026-03-20"));
    assert_eq!(desk.due(ClockName::Finish), "2026-03-20T17:30:00+08:00");
}

/// 延期：一次，30 日，负责人批准，告知投诉人.
#[test]
fn extended_once_by_thirty_days() {
    let mut desk = Desk::investigating(filing());
    desk.grant("XNB_clerk", ask_extension());
    assert_eq!(desk.refused("XNB_clerk", ask_extension()), "request_pending");
    assert_eq!(desk.refused("XNB_clerk", decide_extension(1)), "not_permitted");
    assert_eq!(desk.refused("deputy", decide_extension(1)), "unseen");
    desk.grant("XNB_head", decide_extension(1));
    // 60 days from 2 March is 1 May, a holiday; the first working day after it is 6 May.
    assert_eq!(desk.due(ClockName::Finish), "2026-05-06T17:30:00+08:00");
    assert_eq!(desk.told_to("c1").last(), Some(&"complaint_extended"));
    assert_eq!(desk.refused("XNB_clerk", ask_extension()), "extension_spent");
    // Asked by an officer where the head asks: the next above decides.
    let mut late = Desk::investigating(filing());
    late.on("2026-04-01T17:30");
    assert_eq!(late.refused("XNB_clerk", ask_extension()), "limit_already_passed");
    let mut lapsed = Desk::investigating(filing());
    lapsed.grant("XNB_clerk", ask_extension()).on("2026-04-01T17:30");
    assert_eq!(
        lapsed.wish("system", KeepTime {}).unwrap(),
        ["complaint_limit_passed/1", "complaint_extension_lapsed/1"]
    );
    assert_eq!(lapsed.refused("XNB_head", decide_extension(1)), "not_permitted");
    let mut refused = Desk::investigating(filing());
    refused.grant("DDS_staff", ask_extension());
    refused.grant("XNB_head", DecideExtension { request: 1, verdict: refuse() });
    assert_eq!(refused.due(ClockName::Finish), "2026-04-01T17:30:00+08:00");
    // A refused request does not use up the one extension.
    refused.grant("DDS_staff", ask_extension()).grant("XNB_head", decide_extension(2));
    assert_eq!(refused.due(ClockName::Finish), "2026-05-06T17:30:00+08:00");
}

/// 答复：结案后 2 个工作日.
#[test]
fn answered_within_two_working_days() {
    let mut desk = Desk::found(Outcome::Unfounded);
    desk.on("2026-03-06T10:00").grant("XNB_head", Close {});
    assert_eq!(desk.due(ClockName::Reply), "2026-03-10T17:30:00+08:00");
    assert!(!desk.complaint.clocks[&ClockName::Finish].is_running());
    desk.on("2026-03-10T17:30");
    assert_eq!(desk.wish("system", KeepTime {}).unwrap(), ["complaint_limit_passed/1"]);
    desk.grant("XNB_clerk", reply());
    assert_eq!(desk.refused("XNB_clerk", reply()), "already_replied");
}

/// 被投诉人说明：通知后 3 个工作日.
#[test]
fn explained_within_three_working_days() {
    let mut desk = Desk::investigating(filing());
    desk.grant("XNB_clerk", demand("HC23456789", "JYK_staff"));
    let answer_by = desk.complaint.inquiries[0].answer_by;
    assert_eq!(answer_by.to_string(), "2026-03-05T17:30:00+08:00");
    assert_eq!(next_due_at(&desk.complaint), Some(answer_by));
    desk.grant("DDS_staff", record());
    assert_eq!(desk.refused("XNB_clerk", find(Outcome::Verified)), "explanation_awaited");
    desk.on("2026-03-05T17:30");
    assert_eq!(desk.wish("system", KeepTime {}).unwrap(), ["explanation_lapsed/1"]);
    desk.grant("XNB_clerk", find(Outcome::Verified));
    assert_eq!(desk.refused("JYK_staff", explain("HC23456789")), "inquiry_over");
}

/// 回访：答复后 5 个工作日，在查询页上；防报复关注：结案后 12 个月；启封：1 个工作日.
#[test]
fn follow_up_watch_and_unsealing() {
    let watched = File { works_here: Some(text("keyed")), ..filing() };
    let mut desk = Desk::replied(watched);
    assert_eq!(desk.due(ClockName::FollowUp), "2026-03-09T17:30:00+08:00");
    let until = desk.complaint.watch_until.unwrap();
    assert_eq!(until.to_string(), "2027-03-02T17:30:00+08:00");
    assert_eq!(desk.refused("XNB_clerk", Archive {}), "follow_up_runs");
    desk.on("2026-03-09T17:30");
    assert_eq!(desk.wish("system", KeepTime {}).unwrap(), ["follow_up_lapsed/1"]);
    desk.grant("XNB_clerk", Archive {});
    assert_eq!(next_due_at(&desk.complaint), None);
    assert!(watches(&desk.complaint, "2027-03-02T17:29".parse().unwrap()).is_some());
    assert!(watches(&desk.complaint, "2027-03-02T17:30".parse().unwrap()).is_none());

    let mut sealed = Desk::filed(filing());
    sealed.grant("XNB_clerk", ask_unsealing()).grant("XNB_head", approve_unsealing(1));
    match &sealed.complaint.unsealings[0].state {
        UnsealingState::Opened { until, .. } => {
            assert_eq!(until.to_string(), "2026-03-03T17:30:00+08:00");
        }
        other => panic!("{other:?}"),
    }
}

/// 集体来访：代表不超过 5 人.
#[test]
fn no_more_than_five_representatives() {
    let group =
        |count| File { channel: ComplaintChannel::Visit, representatives: Some(count), ..filing() };
    assert_eq!(Desk::empty().refused("XNB_clerk", group(6)), "too_many_representatives");
    Desk::empty().grant("XNB_clerk", group(5));
}

/// 公布：少于 5 件不显示，没有也不显示.
#[test]
fn small_numbers_are_hidden() {
    let rules = county::rules();
    let rule = rules.on("2026-03-02".parse().unwrap()).complaint.as_ref().unwrap();
    for (count, figure) in [
        (0, Figure::Hidden),
        (1, Figure::Hidden),
        (4, Figure::Hidden),
        (5, Figure::Shown(5)),
        (27, Figure::Shown(27)),
    ] {
        assert_eq!(published(count, rule), figure, "{count}");
    }
}

/// 暂定 (decisions B15): before the holiday notice a due date is an estimate and nothing is overdue by
/// it; the notice moves what is not due yet, once.
#[test]
fn a_holiday_notice_moves_what_is_not_due() {
    let early = county::rules_without_2026();
    let mut desk = Desk::empty();
    let by = xiaoneng_domain::decider::Actor::Citizen("c1".into());
    let system = xiaoneng_domain::decider::Actor::System;
    let organization = desk.county.organization.clone();
    let context = |now: &str, rules, actor| xiaoneng_domain::decider::Context {
        now: county::at(now),
        actor,
        rules,
        organization: &organization,
    };
    use xiaoneng_domain::decider::Decider;
    let filed = context("2026-02-13T10:00", early, &by);
    let events = ComplaintDecider::decide(&desk.complaint, filing().into(), &filed).unwrap();
    for event in events {
        desk.on("2026-02-13T10:00").take(CITIZEN, event);
    }
    let clock = desk.complaint.clocks[&ClockName::Acceptance].clone();
    assert!(clock.is_provisional);
    assert_eq!(next_due_at(&desk.complaint), None);
    let late = context("2026-02-25T10:00", early, &system);
    let kept = ComplaintDecider::decide(&desk.complaint, KeepTime {}.into(), &late).unwrap();
    assert!(kept.is_empty());
    // With the notice: 14 February is worked, the holiday lasts from the 15th to the 23rd.
    assert_eq!(desk.wish("system", Reproject {}).unwrap(), ["complaint_reprojected/1"]);
    assert_eq!(desk.due(ClockName::Acceptance), "2026-02-27T17:30:00+08:00");
    assert!(desk.wish("system", Reproject {}).unwrap().is_empty());
    assert_eq!(desk.told_to("c1").last(), Some(&"complaint_reprojected"));
    desk.on("2026-02-27T17:30");
    assert!(desk.wish("system", Reproject {}).unwrap().is_empty(), "never what is due");
}

/// 县里只能收紧: each number the other way is a fault, with its line.
#[test]
fn a_county_tightens_only() {
    let national = include_str!("../../../rules/national/complaints.toml");
    let with = |line: &str| {
        let mut files = county::rule_files();
        files.push(xiaoneng_domain::rules::RuleFile {
            path: "county/qinghe/complaints.toml".to_owned(),
            text: format!(
                "[about]\ntitle = \"投诉\"\nbasis = \"县里\"\n\n[complaint]\n{line}\n\
                 source = \"青禾效能办法\"\nfrom = 2026-01-01\n"
            ),
        });
        xiaoneng_domain::rules::Rules::read(&files)
    };
    for (tighter, looser) in [
        ("accept = \"3 working days\"", "accept = \"6 working days\""),
        ("finish_own = \"20 calendar days\"", "finish_own = \"31 calendar days\""),
        ("finish_assigned = \"20 calendar days\"", "finish_assigned = \"2 months\""),
        ("extend = \"15 calendar days\"", "extend = \"31 calendar days\""),
        ("reply = \"1 working day\"", "reply = \"3 working days\""),
        ("explain = \"2 working days\"", "explain = \"4 working days\""),
        ("follow_up = \"3 working days\"", "follow_up = \"6 working days\""),
        ("redo_times = 2", "extend_times = 2"),
        ("watch = \"24 months\"", "watch = \"11 months\""),
        ("unsealed = \"1 working hour\"", "unsealed = \"2 working days\""),
        ("suppress_below = 10", "suppress_below = 4"),
        ("representatives_max = 6", "representatives_max = 4"),
    ] {
        assert!(with(tighter).is_ok(), "{tighter}: {:?}", with(tighter).err());
        let faults = with(looser).expect_err(looser);
        let [fault] = faults.as_slice() else { panic!("{looser}: {faults:?}") };
        assert_eq!((fault.file.as_str(), fault.line), ("county/qinghe/complaints.toml", 6));
        assert!(fault.wrong.contains("本县") && fault.right.contains("只能收紧"), "{fault}");
    }
    let unknown = with("accepts = \"3 working days\"").unwrap_err();
    assert!(unknown[0].right.contains("也许是 accept"), "{unknown:?}");
    assert!(national.contains("source") && national.contains("from"));
}

/// Rules without the section, as adopted before: the door says so.
#[test]
fn without_rules_for_complaints() {
    let files: Vec<_> = county::rule_files()
        .into_iter()
        .filter(|file| file.path != "national/complaints.toml")
        .collect();
    let rules = xiaoneng_domain::rules::Rules::read(&files).unwrap();
    assert!(rules.on("2026-03-02".parse().unwrap()).complaint.is_none());
}
