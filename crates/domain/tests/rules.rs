//! The rules as shipped: what they say, and on which clause it rests. Expected values stand here, not
//! read from the files under test.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use common::{shipped_files, shipped_rules};
use xiaoneng_calendar::{Date, Limit};
use xiaoneng_domain::id::{MatterTypeCode, UnitId};
use xiaoneng_domain::organization::Function;
use xiaoneng_domain::rules::{
    Approver, DutyElement, Evidence, MatterKind, MatterType, Owner, RuleFile, Rules, SilenceEffect,
    Situation, SourcedLimit, StartsAt,
};

fn limit(text: &str) -> Limit {
    text.parse().expect("a limit")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// The national rules alone, without any county's.
fn national_rules() -> Rules {
    let files = shipped_files();
    let national: Vec<RuleFile> =
        files.into_iter().filter(|file| !file.path.starts_with("county/")).collect();
    Rules::read(&national).expect("no fault")
}

fn matter_type(rules: &Rules, code: &str, day: &str) -> MatterType {
    let book = rules.on(date(day));
    book.matter_types.get(&MatterTypeCode::from(code)).expect(code).clone()
}

fn written(limit: &SourcedLimit) -> (Limit, String) {
    (limit.limit, limit.source.to_string())
}

#[test]
fn the_shipped_folder_and_the_national_rules_alone_read_clean() {
    assert_eq!(shipped_rules().editions().count(), 6);
    assert_eq!(national_rules().editions().count(), 5);
}

/// domain.md 6.2, 6.8, 10.3, 12, 19.1: what law or practice fixes; without the county.
#[test]
fn statutory_and_promised_limits_of_the_nation() {
    let rules = national_rules();
    let rows = [
        // code, statutory, promised, first response
        ("licence", Some("20 wd"), "20 wd", "1 wd"), // 行政许可法 42
        ("teacher_qualification", Some("30 cd"), "30 cd", "1 wd"), // 教师资格条例 16
        ("senior_teacher_qualification", Some("20 wd"), "20 wd", "1 wd"), // 行政许可法 43
        ("school_bus_permit", Some("11 wd"), "11 wd", "1 wd"), // 校车条例 15: 3 + 3 + 5
        ("private_school_preparation", Some("30 cd"), "30 cd", "1 wd"), // 民办教育促进法 14
        ("private_school_establishment", Some("3 months"), "3 months", "1 wd"), // 17
        ("private_school_division", Some("3 months"), "3 months", "1 wd"), // 53
        ("private_school_change", Some("3 months"), "3 months", "1 wd"), // 55
        ("kindergarten_principal_record", None, "1 wd", "2 wh"), // 学前教育法 38, instant
        ("teacher_appeal", Some("30 cd"), "30 cd", "1 wd"), // 教师法 39
        ("school_transfer", None, "10 wd", "1 wd"),  // school 5, bureau 5
        ("school_leave", None, "10 wd", "1 wd"),
        ("school_return", None, "10 wd", "1 wd"),
        ("student_record_correction", None, "10 wd", "1 wd"),
        ("student_aid", None, "10 wd", "1 wd"),
        ("certificate", None, "1 wd", "2 wh"), // instant
        ("graduation_certificate", None, "1 wd", "2 wh"), // instant
        ("school_request", None, "3 wd", "1 wd"), // P14
        ("school_request_reserved", None, "3 wd", "1 wd"), // P14
        ("question", None, "2 wd", "1 wd"),
        ("instant_question", None, "1 wd", "2 wh"),
        ("enrolment_question", None, "2 wd", "1 wd"),
        ("fee_question", None, "2 wd", "1 wd"),
        ("suggestion", None, "10 wd", "1 wd"),    // P37
        ("fee_grievance", None, "30 cd", "1 wd"), // P31
        ("tutoring_grievance", None, "30 cd", "1 wd"),
        ("teacher_conduct_grievance", None, "30 cd", "1 wd"),
        ("canteen_grievance", None, "30 cd", "1 wd"),
        ("uniform_grievance", None, "30 cd", "1 wd"),
        ("training_grievance", None, "30 cd", "1 wd"),
        ("enrolment_grievance", None, "30 cd", "1 wd"),
        ("other_grievance", None, "30 cd", "1 wd"),
        ("bullying", None, "1 wd", "2 hours"), // decisions B16: elapsed hours
        ("safety_hazard", None, "1 wd", "2 hours"),
        ("hotline_question", None, "2 wd", "1 wd"), // P37
        ("hotline_help", None, "10 wd", "1 wd"),
        ("hotline_suggestion", None, "10 wd", "1 wd"),
        ("hotline_complaint", None, "15 wd", "1 wd"),
        ("hotline_emergency", None, "1 wd", "2 wh"), // P38: same day
        ("petition", Some("60 cd"), "60 cd", "15 cd"), // 信访工作条例 34, 23
        ("information_request", Some("20 wd"), "20 wd", "1 wd"), // 信息公开条例 33
        ("history", Some("60 cd"), "60 cd", "15 cd"),
    ];
    for (code, statutory, promised, first_response) in rows {
        let one = matter_type(&rules, code, "2026-06-01");
        assert_eq!(one.statutory.map(|one| one.limit), statutory.map(limit), "{code}");
        assert_eq!(one.promised.limit, limit(promised), "{code}");
        assert_eq!(one.first_response.limit, limit(first_response), "{code}");
    }
    let known: BTreeSet<&str> = rows.iter().map(|(code, ..)| *code).collect();
    let book = rules.on(date("2026-06-01"));
    let shipped: BTreeSet<&str> = book.matter_types.keys().map(|code| code.as_str()).collect();
    assert_eq!(shipped, known, "every entry of the catalogue has its row");
}

/// 行政许可法 32, 42, 44, 45.
#[test]
fn a_licence() {
    let one = matter_type(&national_rules(), "licence", "2026-06-01");
    let law = |article: &str| format!("《中华人民共和国行政许可法》{article}");
    assert_eq!(one.kind, MatterKind::Licence);
    assert!(one.is_reserved && !one.is_instant && !one.is_safety && !one.is_policy);
    let statutory = one.statutory.as_ref().expect("a statutory limit");
    assert_eq!(written(statutory), (limit("20 wd"), law("第四十二条")));
    assert_eq!(statutory.source.evidence, Evidence::L);
    let StartsAt::Accepted(source) = &one.starts else { panic!("from acceptance") };
    assert_eq!(source.to_string(), law("第四十二条"));
    let extension = one.extension.as_ref().expect("an extension by law");
    assert_eq!((extension.limit, extension.approver), (limit("10 wd"), Approver::Director));
    let delivery = one.delivery.as_ref().expect("a delivery limit");
    assert_eq!(written(delivery), (limit("10 wd"), law("第四十四条")));
    let [silence] = one.silence.as_slice() else { panic!("one effect of silence") };
    assert_eq!(silence.effect, SilenceEffect::SupplementNotToldMeansAccepted);
    assert_eq!((silence.limit, silence.source.to_string()), (limit("5 wd"), law("第三十二条")));
    let pauses: Vec<&str> = one.suspensions.iter().map(|code| code.as_str()).collect();
    let listed = [
        "appraisal",
        "auction",
        "expert_review",
        "hearing",
        "inspection",
        "quarantine",
        "supplement",
        "tender",
        "testing",
    ];
    assert_eq!(pauses, listed);
}

/// 校车条例 15: a ready-made chain of three units.
#[test]
fn steps_stand_in_the_order_in_which_they_are_done() {
    let one = matter_type(&national_rules(), "school_bus_permit", "2026-06-01");
    let limits: Vec<Limit> = one.steps.iter().map(|step| step.limit).collect();
    assert_eq!(limits, [limit("3 wd"), limit("3 wd"), limit("5 wd")]);
    assert_eq!(one.steps[1].name, "两部门回复意见");
    assert_eq!(one.starts, StartsAt::Filed);
}

/// 信息公开条例 30, 32–34.
#[test]
fn an_information_request() {
    let rules = national_rules();
    let book = rules.on(date("2026-06-01"));
    let one = matter_type(&rules, "information_request", "2026-06-01");
    assert_eq!(book.supplement_of(&one).notify.limit, limit("7 wd"));
    assert_eq!(one.extension.as_ref().map(|one| one.limit), Some(limit("20 wd")));
    let [silence] = one.silence.as_slice() else { panic!("one effect of silence") };
    assert_eq!(silence.effect, SilenceEffect::NotSupplementedMeansLapsed);
    let pauses: Vec<&str> = one.suspensions.iter().map(|code| code.as_str()).collect();
    assert_eq!(pauses, ["organ_consultation", "supplement", "third_party_consultation"]);
    let licence = matter_type(&rules, "licence", "2026-06-01");
    assert_eq!(book.supplement_of(&licence).notify.limit, limit("5 wd"));
}

/// 信访工作条例 23, 34, 35; before 2022-05-01 信访条例 22, 33, 34.
#[test]
fn a_petition_goes_by_the_regulation_of_its_day() {
    let rules = national_rules();
    let of = |day| {
        let one = matter_type(&rules, "petition", day);
        let book = rules.on(date(day));
        let extension = one.extension.clone().expect("an extension by law");
        let review = written(book.review_of(&one));
        let statutory = written(one.statutory.as_ref().expect("a statutory limit"));
        assert_eq!(written(&one.promised), statutory);
        assert_eq!(extension.limit, limit("30 cd"));
        (statutory, review, extension.source.to_string(), one.basis.to_string())
    };
    let old = |article: &str| {
        format!("《信访条例（国务院令第431号，2005年5月1日起施行，2022年5月1日废止）》{article}")
    };
    let new =
        |article: &str| format!("《信访工作条例（2022年2月25日，2022年5月1日起施行）》{article}");
    let before = of("2022-04-30");
    assert_eq!(before.0, (limit("60 cd"), old("第三十三条")));
    assert_eq!(before.1, (limit("30 cd"), old("第三十四条")));
    assert_eq!((before.2, before.3), (old("第三十三条"), old("第三十三条")));
    let after = of("2022-05-01");
    assert_eq!(after.0, (limit("60 cd"), new("第三十四条")));
    assert_eq!(after.1, (limit("30 cd"), new("第三十五条")));
    let history = |day| {
        let one = matter_type(&rules, "history", day);
        assert_eq!((one.kind, one.owner), (MatterKind::History, Owner::Receiver));
        written(&one.statutory.expect("a statutory limit"))
    };
    assert_eq!(history("2007-01-01"), (limit("60 cd"), old("第三十三条")));
    assert_eq!(history("2022-04-30"), (limit("60 cd"), old("第三十三条")));
    assert_eq!(history("2022-05-01"), (limit("60 cd"), new("第三十四条")));
}

#[test]
fn a_date_chooses_the_rulebook() {
    let rules = shipped_rules();
    let known = |code: &str, day: &str| {
        rules.on(date(day)).matter_types.contains_key(&MatterTypeCode::from(code))
    };
    // 学前教育法 is in force from 2025-06-01, 信息公开条例 as revised from 2019-05-15, 校车条例
    // from 2012-04-05.
    let codes = [
        ("kindergarten_principal_record", "2025-05-31", "2025-06-01"),
        ("information_request", "2019-05-14", "2019-05-15"),
        ("school_bus_permit", "2012-04-04", "2012-04-05"),
    ];
    for (code, before, from) in codes {
        assert!(!known(code, before) && known(code, from), "{code}");
    }
    let promised = |day| matter_type(&rules, "school_transfer", day).promised;
    assert_eq!(promised("2024-12-31").limit, limit("10 wd"));
    assert_eq!(promised("2025-01-01").limit, limit("7 wd"));
    assert_eq!(promised("2025-01-01").source.document, "青禾县教育体育局服务承诺清单");
    // Before all rules the first ones, after all the last.
    assert_eq!(rules.on(date("1999-01-01")), rules.on(date("2007-01-01")));
    assert_eq!(rules.on(date("2100-01-01")), rules.on(date("2026-06-01")));
    assert!(known("history", "2007-01-01"));
}

/// decisions A3, A4, B16; domain.md 4.4, 10.1.
#[test]
fn first_contact_and_hand_over() {
    let rules = shipped_rules();
    let rule = &rules.on(date("2026-06-01")).first_contact;
    assert_eq!(rule.sign.limit, limit("4 wh"));
    assert_eq!(rule.unsigned_card_after, limit("1 wd"));
    assert_eq!(rule.return_within, limit("1 wd"));
    assert_eq!(rule.returns_before_ruling, 2);
    assert_eq!(rule.ruling.limit, limit("1 wd"));
    assert_eq!(rule.push_up_answer.limit, limit("2 wd"));
    assert_eq!(rule.assist.limit, limit("3 wd"));
    for words in ["没有办法", "不归我管", "不知道", "不清楚"] {
        assert!(rule.empty_answers.iter().any(|one| one == words), "{words}");
    }
}

/// domain.md 4.2, one row per situation.
#[test]
fn the_twelve_duties() {
    use DutyElement::{
        CompetentUnitNamed, HandOver, HelpRecorded, LeadNamed, LeaderToldAtOnce, OneTimeNotice,
        PassedToEfficacyOffice, ReportedToSuperior, ResultGiven,
    };
    let rows = [
        (Situation::A, ResultGiven),
        (Situation::B, OneTimeNotice),
        (Situation::C, HandOver),
        (Situation::D, HandOver),
        (Situation::E, HandOver),
        (Situation::F, ReportedToSuperior),
        (Situation::G, CompetentUnitNamed),
        (Situation::H, HelpRecorded),
        (Situation::I, PassedToEfficacyOffice),
        (Situation::J, LeaderToldAtOnce),
        (Situation::K, HelpRecorded),
        (Situation::L, LeadNamed),
    ];
    let rules = shipped_rules();
    let duties = &rules.on(date("2026-06-01")).first_contact.duties;
    assert_eq!(duties.len(), rows.len());
    for (situation, element) in rows {
        let due = BTreeSet::from([DutyElement::Recorded, element]);
        assert_eq!(duties[&situation].requires, due, "{situation:?}");
        assert!(!duties[&situation].name.is_empty());
    }
}

/// domain.md 5.2, 6.3, 9.3, 17.1, 23; decisions B10, B17–B20.
#[test]
fn limits_common_to_all_matters() {
    let rules = shipped_rules();
    let book = rules.on(date("2026-06-01"));
    assert_eq!((book.extension.times, book.extension.percent), (1, 50));
    assert_eq!(book.supplement.notify.limit, limit("5 wd")); // 行政许可法 32
    assert_eq!(book.supplement.citizen.limit, limit("15 wd"));
    let alerts = &book.alerts;
    assert_eq!(alerts.hint_percent, 50);
    assert_eq!(alerts.pre_alert.limit, limit("1 wd")); // P34c
    assert_eq!(alerts.yellow_overdue_max.limit, limit("3 wd"));
    assert_eq!(alerts.answer.limit, limit("5 wd")); // P34e
    assert_eq!(alerts.backlog_items, 10);
    let handling = &book.handling;
    assert_eq!(handling.immediate_safety.limit, limit("2 hours"));
    assert_eq!(handling.immediate.limit, limit("2 wh"));
    assert_eq!((handling.active_repeats, handling.active_open), (3, limit("60 cd")));
    assert_eq!((handling.visit_petitioners, handling.visit_schools), (5, 3));
    assert_eq!(handling.follow_up.limit, limit("30 cd"));
    let closing = &book.closing;
    assert_eq!((closing.failed_attempts, closing.undo_minutes), (2, 5));
    assert_eq!(closing.review.limit, limit("15 cd"));
    assert_eq!(closing.link_window.limit, limit("60 cd"));
    assert_eq!(closing.promise_max.limit, limit("20 wd")); // P10
    assert!(book.cover.exempt_posts.contains("会计")); // P16a
    assert_eq!(book.unclassified.as_str(), "other_grievance");
}

/// domain.md 3.4: what does not count, by 行政许可法 45 and local rules.
#[test]
fn reasons_to_suspend() {
    let rules = shipped_rules();
    let suspensions = &rules.on(date("2026-06-01")).suspensions;
    let by_law: BTreeSet<&str> = suspensions
        .values()
        .filter(|rule| rule.source.article.as_deref() == Some("第四十五条"))
        .map(|rule| rule.name.as_str())
        .collect();
    let listed = ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"];
    assert_eq!(by_law, BTreeSet::from(listed));
    assert_eq!(suspensions.len(), 13);
    for rule in suspensions.values() {
        assert!(rule.longest.amount > 0, "{}: no open end", rule.code);
    }
}

/// domain.md 6.4: silence never grants what is reserved to a decision.
#[test]
fn silence_grants_a_request_of_a_school_and_nothing_else() {
    let rules = shipped_rules();
    for matter_type in rules.on(date("2026-06-01")).matter_types.values() {
        let grants = matter_type.silence.iter().any(|rule| rule.effect.grants());
        assert_eq!(grants, matter_type.code.as_str() == "school_request", "{}", matter_type.code);
    }
    assert!(SilenceEffect::RequestUnansweredMeansAgreed.grants());
    assert!(!SilenceEffect::SupplementNotToldMeansAccepted.grants());
    assert!(!SilenceEffect::NotSupplementedMeansLapsed.grants());
}

/// The fictional county: shorter promises, hotline orders one working day earlier (domain.md 10.3),
/// matters given to its own units; the law's limit stands beside.
#[test]
fn the_county_tightens() {
    let rules = shipped_rules();
    let day = "2026-06-01";
    let promised = |code| matter_type(&rules, code, day).promised.limit;
    let rows = [
        ("licence", "15 wd"),
        ("teacher_qualification", "20 cd"),
        ("petition", "45 cd"),
        ("hotline_question", "1 wd"),
        ("hotline_help", "9 wd"),
        ("hotline_complaint", "14 wd"),
        ("private_school_establishment", "2 months"),
    ];
    for (code, due) in rows {
        assert_eq!(promised(code), limit(due), "{code}");
    }
    let licence = matter_type(&rules, "licence", day);
    assert_eq!(licence.statutory.map(|one| one.limit), Some(limit("20 wd")));
    assert_eq!(licence.basis.document, "中华人民共和国行政许可法");
    let owner = |code| matter_type(&rules, code, day).owner;
    assert_eq!(owner("fee_grievance"), Owner::Unit(UnitId::from("JY07")));
    assert_eq!(owner("canteen_grievance"), Owner::Function(Function::SafetyOffice));
    assert_eq!(owner("school_transfer"), Owner::School);
    assert_eq!(owner("question"), Owner::Receiver);
}
