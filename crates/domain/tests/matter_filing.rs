//! 收件: at the instant of filing somebody is responsible and the clocks run (decisions A1, B9–B11;
//! clauses 18–20 and 34 of the speech).

#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;
use xiaoneng_domain::rules::{DutyElement, Situation};

#[test]
fn a1_the_desk_of_the_chosen_unit_is_responsible_at_once() {
    let story = given([filed()]);
    assert_eq!(story.kinds(), ["registered"]);
    assert_eq!(story.responsible(), "JYK_clerk");
    let filing = story.matter.filing.as_ref().unwrap();
    assert_eq!(filing.first_contact.person, Some("JYK_clerk".into()));
}

#[test]
fn a1_who_does_not_know_where_to_go_reaches_the_general_office() {
    let unknown = File { unit: None, ..filing() };
    let story = given([on("03-02 09:00", "citizen:p1", unknown)]);
    assert_eq!(story.responsible(), "BGS_clerk");
}

#[test]
fn b9_b11_the_three_clocks_of_a_complaint() {
    // 县里承诺 15 日；首次回应 1 个工作日；签收 4 个工作小时（9:00–12:00，14:30–15:30）。
    let story = given([filed()]);
    assert_eq!(story.due(ClockName::FirstResponse), time_of("03-03 17:30"));
    assert_eq!(story.due(ClockName::Completion), time_of("03-17 17:30"));
    assert_eq!(story.due(ClockName::Signing(0)), time_of("03-02 15:30"));
}

#[test]
fn b11_day_zero_is_the_civil_day_whatever_the_hour() {
    for time in ["02-28 23:59", "02-28 00:00"] {
        // 2026-02-28 是调休上班的周六；15 日到 3 月 15 日（周日）顺延至周一。
        let story = given([on(time, "citizen:p1", filing())]);
        assert_eq!(story.due(ClockName::Completion), time_of("03-16 17:30"));
        assert_eq!(story.due(ClockName::FirstResponse), time_of("03-02 17:30"));
    }
}

#[test]
fn b10_where_a_law_wants_acceptance_completion_has_not_begun() {
    let story = given([filed_as("licence", "BGS")]);
    assert!(story.matter.clock(ClockName::Completion).is_none());
    assert_eq!(story.due(ClockName::Acceptance), time_of("03-09 17:30"));
    assert_eq!(story.due(ClockName::FirstResponse), time_of("03-03 17:30"));
    let accepted = story.and(on("03-04 10:00", "BGS_clerk", Accept {}));
    // 承诺 15 个工作日，法定 20 个工作日，自受理之日起算。
    let completion = accepted.clock(ClockName::Completion);
    assert_eq!(completion.projection.due_at, time_of("03-25 17:30"));
    assert_eq!(completion.projection.statutory_due_at, Some(time_of("04-01 17:30")));
    assert_eq!(accepted.due(ClockName::Step(1)), time_of("03-05 17:30"));
    assert!(!accepted.clock(ClockName::Acceptance).is_open());
}

#[test]
fn what_is_filed_wrongly_is_refused_in_words() {
    let cases: Vec<(File, &str)> = vec![
        (File { number: "2026-13010001".into(), ..filing() }, "number_malformed"),
        (File { number: "2026-0302001".into(), ..filing() }, "number_malformed"),
        (File { number: "20260302-0001".into(), ..filing() }, "number_malformed"),
        (File { number: "２０２６-03020001".into(), ..filing() }, "number_malformed"),
        (File { story: text("  \n　"), ..filing() }, "text_missing"),
        (File { story: text(&"长".repeat(5_001)), ..filing() }, "text_too_long"),
        (filing_of("no_such_matter", "JYK"), "no_such_matter_type"),
        (filing_of("fee_grievance", "NOWHERE"), "no_such_unit"),
        (File { concerned: Some("NOWHERE".into()), ..filing() }, "no_such_unit"),
    ];
    for (file, code) in cases {
        Story::begun().when(on("03-02 09:00", "citizen:p1", file)).refuses_as(code);
    }
    let longest = File { story: text(&"长".repeat(5_000)), ..filing() };
    Story::begun().when(on("03-02 09:00", "citizen:p1", longest)).gives(&["registered"]);
    given([filed()])
        .when(filed())
        .refuses(No::AlreadyRegistered { number: "2026-03020001".into() });
}

#[test]
fn nothing_can_be_done_with_what_was_never_filed() {
    let wishes: Vec<(&str, MatterCommand)> = vec![
        ("system", LetTimePass { beat: Beat::Regular }.into()),
        ("system", CoverBegins { a: "JYK_clerk".into(), b: "JYK_staff".into() }.into()),
        ("system", Reproject { notice: "国办发明电〔2026〕9号".to_owned() }.into()),
        ("system", notice_sent().into()),
    ];
    for (by, wish) in wishes {
        Story::begun().when(on("03-02 09:00", by, wish)).refuses(No::NoSuchMatter);
    }
}

#[test]
fn invariant_8_a_complaint_about_a_unit_never_reaches_it() {
    // 选了学校、反映的也是这所学校：由效能办收件；反映效能办的由督导室收件。
    for (concerned, chosen, desk) in
        [("S1", "S1", "XNB_clerk"), ("S2", "S3", "XNB_clerk"), ("XNB", "XNB", "DDS_clerk")]
    {
        let about =
            File { concerned: Some(concerned.into()), ..filing_of("other_grievance", chosen) };
        let story = given([on("03-02 09:00", "citizen:p1", about)]);
        assert_eq!(story.responsible(), desk, "{concerned}");
    }
    let about_all = File { concerned: Some("JU".into()), ..filing() };
    let judged = Story::begun().when(on("03-02 09:00", "citizen:p1", about_all));
    judged.refuses_as("unit_recused");
    // 学校的受理员当面受理了对本校的反映：登记有效，责任在效能办。
    let about_own = File { concerned: Some("S1".into()), ..registration(record(Situation::I)) };
    let story = given([on("03-02 09:00", "S1_clerk", about_own)]);
    assert_eq!(story.responsible(), "XNB_clerk");
}

#[test]
fn c22_the_decision_names_the_rules_in_force() {
    let story = given([filed_as("licence", "BGS"), on("03-04 10:00", "BGS_clerk", Accept {})]);
    assert_eq!(story.matter.filing.as_ref().unwrap().rules, rules().digest());
    assert_eq!(story.matter.acceptance.as_ref().unwrap().rules, rules().digest());
}

#[test]
fn clause_34_repeats_within_sixty_days_are_linked() {
    let earlier = |number: &str, filed: &str| EarlierMatter {
        number: number.into(),
        filed_at: time_of(filed),
    };
    let cases = [
        // 60 日：1 月 1 日起算到 3 月 2 日。
        (vec![earlier("2026-01010007", "01-01 10:00")], Some("2026-01010007")),
        (vec![earlier("2025-12300007", "2025-12-30T10:00")], None),
        (
            vec![earlier("2026-02100003", "02-10 10:00"), earlier("2026-02050002", "02-05 10:00")],
            Some("2026-02050002"),
        ),
        (vec![], None),
    ];
    for (same_petitioner, expected) in cases {
        let surroundings = Surroundings { same_petitioner, ..Surroundings::default() };
        let story = given([on("03-02 09:00", "citizen:p1", File { surroundings, ..filing() })]);
        assert_eq!(story.matter.repeat_of, expected.map(Into::into));
    }
}

#[test]
fn a_clerk_registers_for_the_one_who_was_asked() {
    let with = |asked_first| File {
        asked_first,
        ..registration(FirstContactRecord {
            notice: Some(OneTimeNotice {
                text: text("依据、条件、材料、时限一次告知。"),
                form: NoticeForm::Written,
            }),
            ..record(Situation::B)
        })
    };
    let own = given([on("03-02 09:00", "JYK_clerk", with(None))]);
    assert_eq!(own.responsible(), "JYK_clerk");
    let other = with(Some(AskedFirst::Person("JYK_staff".into())));
    assert_eq!(given([on("03-02 09:00", "JYK_clerk", other)]).responsible(), "JYK_staff");
    // A1：没有账号的人被问到，首问责任人是他的姓名，登记人负责。
    let named =
        given([on("03-02 09:00", "JYK_clerk", with(Some(AskedFirst::Named(text("门卫老李")))))]);
    assert_eq!(named.responsible(), "JYK_clerk");
    let first = &named.matter.filing.as_ref().unwrap().first_contact;
    assert!(first.person.is_none() && first.name.is_some());
    let blank = with(Some(AskedFirst::Named(text(" "))));
    Story::begun().when(on("03-02 09:00", "JYK_clerk", blank)).refuses_as("text_missing");
    let stranger = with(Some(AskedFirst::Person("nobody".into())));
    Story::begun().when(on("03-02 09:00", "JYK_clerk", stranger)).refuses_as("organization");
    let elsewhere = File { unit: Some("PAK".into()), ..with(None) };
    Story::begun().when(on("03-02 09:00", "JYK_clerk", elsewhere)).refuses_as("first_unit_is_own");
    let bare = File { first_contact: None, ..with(None) };
    Story::begun().when(on("03-02 09:00", "JYK_clerk", bare)).refuses(No::SituationMissing);
}

#[test]
fn a_citizens_matter_finds_its_entry_before_acceptance() {
    let classify =
        |code: &str| Classify { matter_type: code.into(), surroundings: Surroundings::default() };
    let story = given([filed_as("question", "JYK")]);
    assert_eq!(story.due(ClockName::Completion), time_of("03-04 17:30"));
    let story = story.when(on("03-02 10:00", "JYK_clerk", classify("fee_grievance")));
    let story = story.gives(&["classified"]);
    // 时限仍从收件起算。
    assert_eq!(story.due(ClockName::Completion), time_of("03-17 17:30"));
    assert_eq!(story.matter.filing.as_ref().unwrap().tag.as_str(), "fees");
    let safety = story.clone().and(on("03-02 10:05", "JYK_clerk", classify("bullying")));
    assert!(safety.matter.modes.contains_key(&Mode::Immediate));
    assert_eq!(safety.due(ClockName::FirstAction), time_of("03-02 11:00"));
    let licence = story.clone().and(on("03-02 10:05", "JYK_clerk", classify("licence")));
    assert!(!licence.clock(ClockName::Completion).is_open());
    assert_eq!(licence.due(ClockName::Acceptance), time_of("03-09 17:30"));
    let story = story.and(on("03-02 11:00", "JYK_clerk", Accept {}));
    let late = story.when(on("03-02 11:05", "JYK_clerk", classify("question")));
    late.refuses(No::ClassifiedTooLate);
}

#[test]
fn what_was_signed_for_can_still_be_classified_until_a_limit_was_told() {
    let classify =
        |code: &str| Classify { matter_type: code.into(), surroundings: Surroundings::default() };
    let signed = given([
        filed_as("question", "BGS"),
        on("03-02 10:00", "BGS_clerk", hand_over(to("JYK"))),
        on("03-02 10:30", "JYK_clerk", sign_for(1)),
    ]);
    let story = signed.clone().when(on("03-02 11:00", "JYK_clerk", classify("fee_grievance")));
    let story = story.gives(&["classified", "accepted"]);
    assert_eq!(story.due(ClockName::Completion), time_of("03-17 17:30"));
    assert_eq!(story.due(ClockName::Step(1)), time_of("03-12 17:30"));
    // 归为要正式受理的许可：重新等受理。
    let licence = signed.clone().when(on("03-02 11:00", "JYK_clerk", classify("licence")));
    let licence = licence.gives(&["classified"]);
    assert!(licence.matter.acceptance.is_none());
    assert!(!licence.clock(ClockName::Completion).is_open());
    let told =
        signed.and(on("03-02 11:00", "JYK_clerk", reply(Some("JYK_clerk"), Some("03-04 12:00"))));
    let late = told.when(on("03-02 11:05", "JYK_clerk", classify("fee_grievance")));
    late.refuses(No::ClassifiedTooLate);
}

#[test]
fn steps_follow_one_another() {
    let story = given([filed(), on("03-02 10:00", "JYK_clerk", Accept {})]);
    // 调查核实 10 日，处理和答复 5 日。
    assert_eq!(story.due(ClockName::Step(1)), time_of("03-12 17:30"));
    let finish = |step| FinishStep { step };
    story
        .clone()
        .when(on("03-06 10:00", "JYK_clerk", finish(2)))
        .refuses(No::NoSuchStep { step: 2 });
    let story = story.when(on("03-06 10:00", "JYK_clerk", finish(1))).gives(&["step_finished"]);
    assert_eq!(story.due(ClockName::Step(2)), time_of("03-11 17:30"));
    let story = story.and(on("03-10 10:00", "JYK_clerk", finish(2)));
    let again = story.when(on("03-10 11:00", "JYK_clerk", finish(2)));
    again.refuses(No::NoSuchStep { step: 2 });
    for step in [0, 3, u32::MAX] {
        let story = given([filed(), on("03-02 10:00", "JYK_clerk", Accept {})]);
        story.when(on("03-06 10:00", "JYK_clerk", finish(step))).refuses(No::NoSuchStep { step });
    }
}

/// The twelve situations of domain.md 4.2: what is missing is named; what is complete is registered.
#[test]
fn the_twelve_duties_of_the_first_asked() {
    let notice =
        || Some(OneTimeNotice { text: text("一次性告知"), form: NoticeForm::Written });
    let oral = Some(OneTimeNotice { text: text("一次性告知"), form: NoticeForm::Oral });
    let over = |unit: &str| Some(HandOverWish { to: to(unit), request: text("请接着办。") });
    let competent = || {
        Some(CompetentUnit {
            unit: None, name: text("县人社局"), contact: text("县政务大厅3号窗")
        })
    };
    let lead =
        || vec![AssistWish { unit: "PAK".into(), question: text("请核实校门口情况。") }];
    let bare = record;
    let cases: Vec<(FirstContactRecord, Vec<DutyElement>)> = vec![
        (bare(Situation::A), vec![DutyElement::ResultGiven]),
        (
            FirstContactRecord {
                result: Some(text("已当场开具证明。")), ..bare(Situation::A)
            },
            vec![],
        ),
        (bare(Situation::B), vec![DutyElement::OneTimeNotice]),
        (
            FirstContactRecord { notice: oral, ..bare(Situation::B) },
            vec![DutyElement::OneTimeNotice],
        ),
        (FirstContactRecord { notice: notice(), ..bare(Situation::B) }, vec![]),
        (bare(Situation::C), vec![DutyElement::HandOver]),
        (
            FirstContactRecord {
                hand_over: Some(HandOverWish {
                    to: to_person("JYK", "JYK_staff"),
                    request: text("请接着办。"),
                }),
                ..bare(Situation::C)
            },
            vec![],
        ),
        (bare(Situation::D), vec![DutyElement::HandOver]),
        (bare(Situation::E), vec![DutyElement::HandOver]),
        (FirstContactRecord { hand_over: over("PAK"), ..bare(Situation::E) }, vec![]),
        (bare(Situation::F), vec![DutyElement::ReportedToSuperior]),
        (
            FirstContactRecord { reported_to: Some("JYK_staff".into()), ..bare(Situation::F) },
            vec![DutyElement::ReportedToSuperior],
        ),
        (FirstContactRecord { reported_to: Some("JYK_head".into()), ..bare(Situation::F) }, vec![]),
        (bare(Situation::G), vec![DutyElement::CompetentUnitNamed]),
        (FirstContactRecord { competent: competent(), ..bare(Situation::G) }, vec![]),
        (bare(Situation::H), vec![DutyElement::HelpRecorded]),
        (FirstContactRecord { help: Some(text("已打电话问清。")), ..bare(Situation::H) }, vec![]),
        (bare(Situation::I), vec![DutyElement::PassedToEfficacyOffice]),
        (FirstContactRecord { hand_over: over("XNB"), ..bare(Situation::I) }, vec![]),
        (
            FirstContactRecord { hand_over: over("PAK"), ..bare(Situation::I) },
            vec![DutyElement::PassedToEfficacyOffice],
        ),
        (bare(Situation::J), vec![DutyElement::LeaderToldAtOnce]),
        (FirstContactRecord { leader_told: Some("deputy".into()), ..bare(Situation::J) }, vec![]),
        (bare(Situation::K), vec![DutyElement::HelpRecorded]),
        (
            FirstContactRecord {
                help: Some(text("已联系值班人员。")), ..bare(Situation::K)
            },
            vec![],
        ),
        (bare(Situation::L), vec![DutyElement::LeadNamed]),
        (FirstContactRecord { assisting: lead(), ..bare(Situation::L) }, vec![]),
        (
            FirstContactRecord {
                receipt: Receipt::NotGiven,
                notice: notice(),
                ..bare(Situation::B)
            },
            vec![DutyElement::Recorded],
        ),
        (
            FirstContactRecord { receipt: Receipt::NotGiven, ..bare(Situation::B) },
            vec![DutyElement::OneTimeNotice, DutyElement::Recorded],
        ),
    ];
    for (record, missing) in cases {
        let situation = record.situation;
        let judged =
            Story::begun().when(on("03-02 09:00", "JYK_clerk", registration(record.clone())));
        if missing.is_empty() {
            let story = judged.granted();
            assert_eq!(
                story.kinds()[..2],
                ["registered", "first_contact_recorded"],
                "{situation:?}"
            );
            continue;
        }
        match judged.refuses_as("duty_incomplete") {
            Refusal::Matter(No::DutyIncomplete { missing: named, .. }) => {
                assert_eq!(named, missing, "{situation:?}");
            }
            other => panic!("{other}"),
        }
    }
}

#[test]
fn situation_a_is_done_on_the_spot() {
    let record = FirstContactRecord {
        result: Some(text("已当场开具在读证明。")),
        ..record(Situation::A)
    };
    let file = File { matter_type: "certificate".into(), ..registration(record) };
    let story = Story::begun().when(on("03-02 09:00", "S1_clerk", file));
    let story = story.gives(&[
        "registered",
        "first_contact_recorded",
        "accepted",
        "result_decided",
        "delivered",
        "completed",
    ]);
    assert_eq!(story.matter.ended.as_ref().unwrap().ending, Ending::Completed);
    let empty = FirstContactRecord {
        result: Some(text("没有办法。")),
        ..matter::record(Situation::A)
    };
    let judged = Story::begun().when(on("03-02 09:00", "JYK_clerk", registration(empty)));
    judged.refuses_as("empty_answer");
}
