//! The recorded forms of a matter's events: kinds never change, forms written once can always be
//! read, no text is in them, and whatever is written reads back as itself.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;
use proptest::prelude::*;
use xiaoneng_domain::text::Written;

/// As first written. A kind may be added, never changed or taken away.
const KINDS: &[&str] = &[
    "registered/1",
    "first_contact_recorded/1",
    "classified/1",
    "accepted/1",
    "step_finished/1",
    "acted_as_cover/1",
    "handed_over/1",
    "hand_over_withdrawn/1",
    "signed_for/1",
    "returned/1",
    "ruling_opened/1",
    "ruling_passed_up/1",
    "ruled/1",
    "ruling_objected/1",
    "responsibility_moved/1",
    "assist_asked/1",
    "assist_answered/1",
    "assist_released/1",
    "supplement_asked/1",
    "supplied/1",
    "fault_found/1",
    "suspension_asked/1",
    "suspended/1",
    "suspension_refused/1",
    "resumed/1",
    "extension_asked/1",
    "extension_granted/1",
    "extension_refused/1",
    "correction_asked/1",
    "time_corrected/1",
    "correction_refused/1",
    "extension_lapsed/1",
    "follow_up_asked/1",
    "follow_up_set/1",
    "follow_up_refused/1",
    "modes_changed/1",
    "taken_up/1",
    "visit_recorded/1",
    "published/1",
    "action_recorded/1",
    "replied/1",
    "question_asked/1",
    "result_decided/1",
    "delivery_failed/1",
    "delivered/1",
    "completed/1",
    "declined/1",
    "referred_outside/1",
    "withdrawn/1",
    "merged/1",
    "lapsed/1",
    "reopened/1",
    "linked/1",
    "push_up_found/1",
    "urged/1",
    "signal_raised/1",
    "signal_answered/1",
    "signal_escalated/1",
    "card_drafted/1",
    "silence_took_effect/1",
    "reprojected/1",
    "imported/1",
    "attachment_added/1",
    "followed/1",
    "rated/1",
    "code_reissued/1",
];

#[test]
fn kinds_are_never_taken_away() {
    for kind in KINDS {
        assert!(MatterEvent::KINDS.contains(kind), "{kind} is gone");
    }
}

/// Forms as they stood when first written: they must read as long as there are ledgers.
#[test]
fn what_was_written_once_is_read_for_ever() {
    let written = [
        (
            "handed_over/1",
            concat!(
                r#"{"offer":1,"kind":"hand_over","from":{"person":"JYK_clerk","unit":"JYK"},"#,
                r#""to":{"unit":"PAK","person":null},"#,
                r#""request":"0707070707070707070707070707070707070707070707070707070707070707","#,
                r#""duty_clause":null,"done_so_far":null,"clock":{"clock":"signing/1","unit":"PAK","#,
                r#""started_at":1772416800000000,"limit":{"amount":4,"unit":"working_hour"},"#,
                r#""statutory":null,"projection":{"due_at":1772440200000000,"is_provisional":false,"#,
                r#""statutory_due_at":null,"hint_at":1772424000000000,"amber_at":1772424000000000,"#,
                r#""pre_alert_at":null,"card_at":1772530200000001,"red_at":1772703000000001}}}"#
            ),
        ),
        (
            "responsibility_moved/1",
            concat!(
                r#"{"from":{"person":"a","unit":"U"},"to":{"person":"b","unit":"V"},"#,
                r#""cause":{"signed":{"offer":1,"signature":"given"}},"covers_for":null,"#,
                r#""held_working_minutes":420}"#
            ),
        ),
        (
            "responsibility_moved/1",
            concat!(
                r#"{"from":{"person":"a","unit":"U"},"to":{"person":"b","unit":"U"},"#,
                r#""cause":{"cover":"begins"},"covers_for":"a","held_working_minutes":0}"#
            ),
        ),
        (
            "rated/1",
            concat!(
                r#"{"occasion":"first","round":1,"unit":"JYK","rater":"petitioner","code":"own","#,
                r#""from":"outside","solved":"partly","satisfaction":"dissatisfied","#,
                r#""chips":["too_slow"],"words":null,"verify_by":1772533800000000}"#
            ),
        ),
        ("followed/1", r#"{"follower":"p2","text":null,"has_contact":true}"#),
        (
            "attachment_added/1",
            concat!(
                r#"{"attachment":1,"with":"filing","#,
                r#""digest":"0707070707070707070707070707070707070707070707070707070707070707","#,
                r#""media_type":"jpeg","bytes":48213}"#
            ),
        ),
        ("code_reissued/1", r#"{"holder":"p1","class":"own","second_person":null,"account":null}"#),
        ("completed/1", r#"{"held_working_minutes":12,"is_on_time":true}"#),
    ];
    for (kind, body) in written {
        let event = MatterEvent::decode(kind, body).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(event.encode().unwrap(), body);
        assert_eq!(event.kind(), kind);
    }
}

#[test]
fn what_cannot_be_read_says_so() {
    for (kind, body) in [
        ("completed/2", "{}"),
        ("", "{}"),
        ("completed/1", ""),
        ("completed/1", "{}"),
        ("completed/1", r#"{"held_working_minutes":"x","is_on_time":true}"#),
        ("handed_over/1", "[]"),
    ] {
        assert!(MatterEvent::decode(kind, body).is_err(), "{kind} {body}");
    }
}

#[test]
fn clock_names_read_back_as_themselves() {
    let names = [
        ClockName::FirstResponse,
        ClockName::FirstAction,
        ClockName::Completion,
        ClockName::Delivery,
        ClockName::Acceptance,
        ClockName::Step(1),
        ClockName::Signing(0),
        ClockName::Assisting(7),
        ClockName::Ruling(2),
        ClockName::PushUpAnswer(1),
        ClockName::FollowUp(u32::MAX),
    ];
    for name in names {
        assert_eq!(name.to_string().parse(), Ok(name));
    }
    for bad in ["", "step", "step/", "step/x", "step/-1", "completion/1", "nothing/1", "nothing"] {
        assert!(bad.parse::<ClockName>().is_err(), "{bad}");
    }
}

/// Every text of a command, found in none of the events that come of it.
#[test]
fn no_text_is_in_an_event() {
    let marked = |body: &str| Written::new(format!("机密{body}"), [9; 16]);
    let file = File { story: marked("正文"), ..filing() };
    let wishes: Vec<(&str, MatterCommand)> = vec![
        ("JYK_clerk", HandOver { request: marked("请办"), ..hand_over(to("PAK")) }.into()),
        ("JYK_clerk", Reply { text: marked("答复内容"), ..reply(None, None) }.into()),
        ("JYK_clerk", GiveResult { text: marked("结果内容"), ..cannot(account()) }.into()),
        ("JYK_clerk", not_ours("机密单位", "机密联系方式").into()),
        ("JYK_clerk", AskExtension { reason: marked("原因"), ..ask_extension(1) }.into()),
        (
            "JYK_clerk",
            AskAssist { wish: AssistWish { unit: "PAK".into(), question: marked("问") } }.into(),
        ),
        ("citizen:p1", AskQuestion { text: marked("问题") }.into()),
        ("citizen:p1", Urge { reason: UrgeReason::NoNews, text: Some(marked("催")) }.into()),
        ("citizen:p1", Withdraw { account: marked("撤回"), second_person: None }.into()),
        ("JYK_clerk", Publish { part: PublishedPart::Rule, text: marked("公开") }.into()),
        ("citizen:p2", Follow { text: Some(marked("也遇到")), has_contact: false }.into()),
        ("PAK_clerk", at_window("p1", "XNB_staff", marked("核对")).into()),
    ];
    for (by, wish) in wishes {
        assert!(!wish.texts().is_empty());
        let story = given([on("03-02 09:00", "citizen:p1", file.clone())]);
        let story = story.and(on("03-04 10:00", by, wish));
        for fact in &story.facts {
            let body = fact.event.encode().unwrap();
            assert!(!body.contains("机密"), "{body}");
        }
    }
}

#[test]
fn every_text_of_a_wish_is_listed_for_the_vault() {
    let texts = |wish: MatterCommand| wish.texts().len();
    assert_eq!(texts(filing().into()), 1);
    assert_eq!(texts(cannot(account()).into()), 4);
    assert_eq!(texts(not_ours("县人社局", "3 号窗").into()), 3);
    assert_eq!(texts(ask_suspension("testing", "03-10 08:30").into()), 2);
    assert_eq!(texts(decide_extension(1, refuse()).into()), 1);
    assert_eq!(texts(decide_extension(1, Verdict::Approve).into()), 0);
    assert_eq!(texts(visit("03-02 09:00").into()), 2);
    let record = FirstContactRecord {
        result: Some(text("结果")),
        notice: Some(OneTimeNotice { text: text("告知"), form: NoticeForm::Oral }),
        hand_over: Some(HandOverWish { to: to("PAK"), request: text("请办") }),
        competent: Some(CompetentUnit { unit: None, name: text("名"), contact: text("址") }),
        help: Some(text("协助")),
        assisting: vec![AssistWish { unit: "PAK".into(), question: text("问") }],
        ..record(xiaoneng_domain::rules::Situation::E)
    };
    let file =
        File { asked_first: Some(AskedFirst::Named(text("门卫"))), ..registration(record) };
    assert_eq!(texts(file.into()), 9);
}

fn instants() -> impl Strategy<Value = xiaoneng_calendar::Instant> {
    any::<i32>().prop_map(|minutes| time_of("03-02 09:00").plus_minutes(i64::from(minutes)))
}

fn names() -> impl Strategy<Value = ClockName> {
    prop_oneof![
        Just(ClockName::FirstResponse),
        Just(ClockName::Completion),
        any::<u32>().prop_map(ClockName::Step),
        any::<u32>().prop_map(ClockName::Signing),
        any::<u32>().prop_map(ClockName::Assisting),
        any::<u32>().prop_map(ClockName::FollowUp),
    ]
}

proptest! {
    #[test]
    fn whatever_is_written_reads_back_as_itself(
        clock in names(),
        person in ".{0,12}",
        unit in ".{0,12}",
        at in instants(),
        due in prop::option::of(instants()),
        ordinal in any::<u32>(),
        flag in any::<bool>(),
        minutes in any::<i64>(),
        bytes in any::<[u8; 32]>(),
    ) {
        let digest = xiaoneng_domain::text::TextDigest::from_bytes(bytes);
        let holder = Holder { person: person.as_str().into(), unit: unit.as_str().into() };
        let projection = Projection {
            due_at: at,
            is_provisional: flag,
            statutory_due_at: due,
            hint_at: due,
            amber_at: at,
            pre_alert_at: due,
            card_at: due,
            red_at: due,
        };
        let events: Vec<MatterEvent> = vec![
            SignalRaised {
                signal: ordinal,
                clock,
                level: Level::Red,
                unit: unit.as_str().into(),
                recipient: person.as_str().into(),
                copies: vec![person.as_str().into()],
                fell_due_at: at,
                is_late_by_outage: flag,
                answer_by: due,
                rules: digest,
            }
            .into(),
            ResponsibilityMoved {
                from: holder.clone(),
                to: holder.clone(),
                cause: MoveCause::Ruled { ruling: ordinal },
                covers_for: flag.then(|| person.as_str().into()),
                held_working_minutes: minutes,
            }
            .into(),
            ExtensionGranted {
                request: ordinal,
                amount: ordinal,
                approver: person.as_str().into(),
                is_by_law: flag,
                projection,
                rules: digest,
            }
            .into(),
            Resumed {
                effective_from: at,
                how: ResumedBy::Itself,
                changes: vec![ClockChange { clock, projection }],
            }
            .into(),
            Merged { into: unit.as_str().into(), reason: digest, held_working_minutes: minutes }.into(),
        ];
        for event in events {
            let body = event.encode().unwrap();
            prop_assert_eq!(MatterEvent::decode(event.kind(), &body).unwrap(), event);
        }
    }

    #[test]
    fn no_text_can_break_the_reader(kind in prop::sample::select(KINDS), body in ".{0,80}") {
        let _ = MatterEvent::decode(kind, &body);
    }
}
