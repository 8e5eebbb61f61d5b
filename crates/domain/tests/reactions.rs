//! 联动与通知. What one stream's event demands of another, and who is told of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod file;

use county::{actor, at, county};
use file::{clock, disputed, petition};
use xiaoneng_calendar::{Limit, LimitUnit};
use xiaoneng_domain::card::{ServeCard, TellPerson};
use xiaoneng_domain::decider::Fact;
use xiaoneng_domain::governance::{CalendarAdopted, GovernanceEvent, RulebookAdopted};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::*;
use xiaoneng_domain::notices::{Content, Recipient, Requested, notices};
use xiaoneng_domain::organization::*;
use xiaoneng_domain::reactions::{Cause, Command, Question, asks, react};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::TextDigest;

fn of_organization(event: impl Into<OrganizationEvent>) -> Cause {
    Cause::Organization(event.into())
}

fn commands(cause: &Cause) -> Vec<(String, MatterCommand)> {
    let matters: Vec<StreamId> =
        ["2026-03020001", "2026-03020002"].map(|number| StreamId::Matter(number.into())).into();
    let reactions = react(cause, &matters).into_iter();
    let unpacked = reactions.map(|(stream, command)| match (stream, command) {
        (StreamId::Matter(number), Command::Matter(command)) => (number.to_string(), *command),
        other => panic!("{other:?}"),
    });
    unpacked.collect()
}

#[test]
fn what_the_organization_demands_of_matters() {
    let (a, b) = (PersonId::from("S1_clerk"), PersonId::from("S1_staff"));
    let table: [(Cause, Question, MatterCommand); 4] = [
        (
            of_organization(CoverBegan { person: a.clone(), by: b.clone() }),
            Question::HeldBy(a.clone()),
            CoverBegins { a: a.clone(), b: b.clone() }.into(),
        ),
        (
            of_organization(CoverEnded { person: a.clone(), by: b }),
            Question::CoveredFor(a.clone()),
            CoverEnds { a: a.clone() }.into(),
        ),
        (
            of_organization(PostVacated {
                person: a.clone(),
                unit: "S1".into(),
                head: "S1_head".into(),
            }),
            Question::BelongingTo(a.clone()),
            MoveResponsibility { cause: Vacancy::PostVacated, of: Some(a) }.into(),
        ),
        (
            of_organization(UnitClosed {
                unit: "PAK".into(),
                successor: "BGS".into(),
                head: "BGS_head".into(),
            }),
            Question::With("PAK".into()),
            MoveResponsibility { cause: Vacancy::UnitClosed, of: None }.into(),
        ),
    ];
    for (cause, question, command) in table {
        assert_eq!(asks(&cause), Some(question), "{cause:?}");
        let expected =
            ["2026-03020001", "2026-03020002"].map(|number| (number.to_owned(), command.clone()));
        assert_eq!(commands(&cause), expected, "{cause:?}");
    }
}

/// A holiday notice is the one event that re-projects open clocks (decisions B15).
#[test]
fn only_a_holiday_notice_projects_clocks_anew() {
    let digest = TextDigest::from_bytes([2; 32]);
    let adopted = CalendarAdopted {
        proposal: 1,
        year: 2027,
        notice: "国办发明电〔2026〕9号".to_owned(),
        digest,
        proposed_by: actor("XNB_clerk"),
        approved_by: actor("director"),
    };
    let cause = Cause::Governance(GovernanceEvent::CalendarAdopted(adopted));
    assert_eq!(asks(&cause), Some(Question::Open));
    let expected: MatterCommand = Reproject { notice: "国办发明电〔2026〕9号".to_owned() }.into();
    assert_eq!(commands(&cause)[0].1, expected);

    let adopted = RulebookAdopted {
        proposal: 2,
        digest,
        from: "2026-04-01".parse().unwrap(),
        proposed_by: actor("XNB_clerk"),
        approved_by: actor("director"),
    };
    let cause = Cause::Governance(GovernanceEvent::RulebookAdopted(adopted));
    assert_eq!((asks(&cause), commands(&cause)), (None, Vec::new()));
}

/// Whatever runs by working days runs by the new notice.
#[test]
fn a_holiday_notice_reaches_every_docket_that_runs_by_working_days() {
    let adopted = CalendarAdopted {
        proposal: 1,
        year: 2027,
        notice: "国办发明电〔2026〕9号".to_owned(),
        digest: TextDigest::from_bytes([2; 32]),
        proposed_by: actor("XNB_clerk"),
        approved_by: actor("director"),
    };
    let cause = Cause::Governance(GovernanceEvent::CalendarAdopted(adopted));
    let reached = |stream: &StreamId| react(&cause, std::slice::from_ref(stream)).len();
    for (stream, expected) in [
        ("card/2026-03020001-1", 1),
        ("task/DB2026-03020001", 1),
        ("complaint/T2026-03020001", 1),
        ("case/ZZ2026-0001", 1),
        ("circular/TB2026-0001", 0),
        ("rules", 0),
    ] {
        assert_eq!(reached(&stream.parse().unwrap()), expected, "{stream}");
    }
}

/// 本人回来了：没有告知的牌稿告知他，没有送达的决定送达他。
#[test]
fn who_comes_back_is_told_and_served() {
    let person = PersonId::from("S1_clerk");
    let (from, ended_at) = (at("2026-03-02T08:00"), at("2026-03-04T08:00"));
    let back = of_organization(AbsenceEnded { person: person.clone(), from, ended_at });
    assert_eq!(asks(&back), Some(Question::ChargedTo(person)));
    let card: StreamId = "card/2026-03020001-1".parse().unwrap();
    let commands: Vec<Command> =
        react(&back, &[card]).into_iter().map(|(_, command)| command).collect();
    assert_eq!(commands, [Command::Card(TellPerson {}.into()), Command::Card(ServeCard {}.into())]);
}

#[test]
fn what_moves_nobody_asks_for_nothing() {
    let county = county();
    let moves = |event: &OrganizationEvent| {
        let kinds = ["cover_began/1", "cover_ended/1", "post_vacated/1", "absence_ended/1"];
        kinds.contains(&event.kind())
    };
    for event in county.events.into_iter().filter(|event| !moves(event)) {
        let cause = Cause::Organization(event);
        assert_eq!((asks(&cause), commands(&cause)), (None, Vec::new()));
    }
}

fn told(matter: &Matter, event: impl Into<MatterEvent>) -> Vec<(String, Content)> {
    let county = county();
    let fact = Fact {
        occurred_at: county.now,
        recorded_at: county.now,
        actor: actor("system"),
        event: event.into(),
    };
    let sent = notices(&county.organization, matter, &fact).into_iter();
    let read = sent.map(|notice| {
        assert_eq!(notice.matter, "2026-03020001".into());
        let to = match notice.to {
            Recipient::Staff(person) => person.to_string(),
            Recipient::Petitioner(person) => format!("citizen:{person}"),
        };
        (to, notice.content)
    });
    read.collect()
}

fn start(name: ClockName, unit: &str, due: &str) -> ClockStart {
    ClockStart {
        clock: name,
        unit: unit.into(),
        started_at: at("2026-03-02T09:00"),
        limit: Limit { amount: 4, unit: LimitUnit::WorkingHour },
        statutory: None,
        projection: clock(name, unit, due).projection,
    }
}

#[test]
fn a_hand_over_is_told_to_the_receiver_and_its_signature_to_the_sender() {
    let matter = disputed();
    let from = Holder { person: "JYK_staff".into(), unit: "JYK".into() };
    let to = Destination { unit: "S1".into(), person: None };
    let offered = |kind: OfferKind| HandedOver {
        offer: 1,
        kind,
        from: from.clone(),
        to: to.clone(),
        request: None,
        duty_clause: None,
        done_so_far: None,
        clock: start(ClockName::Signing(1), "S1", "2026-03-02T15:30"),
    };
    let content =
        Content::HandOverOffered { offer: 1, from: "JYK".into(), sign_by: at("2026-03-02T15:30") };
    let desk = ("S1_clerk".to_owned(), content.clone());
    assert_eq!(told(&matter, offered(OfferKind::HandOver)), std::slice::from_ref(&desk));
    let head = ("S1_head".to_owned(), content);
    assert_eq!(told(&matter, offered(OfferKind::PushUp)), [desk, head], "推诿上交 to the head too");

    let by = Holder { person: "S1_staff".into(), unit: "S1".into() };
    let signed = SignedFor { offer: 1, by, return_until: at("2026-03-03T17:30") };
    let expected = [
        ("JYK_staff".to_owned(), Content::HandOverSigned { offer: 1, by: "S1_staff".into() }),
        ("citizen:p1".to_owned(), Content::HandlerChanged { unit: "S1".into() }),
    ];
    assert_eq!(told(&matter, signed), expected);
}

#[test]
fn approvals_are_asked_of_the_approver_and_told_to_who_asked() {
    let matter = disputed();
    let digest = TextDigest::from_bytes([3; 32]);
    let asked = ExtensionAsked {
        request: 1,
        amount: 3,
        reason: digest,
        notice: digest,
        asked_by: "JYK_staff".into(),
        approver: "deputy".into(),
    };
    let what = Requested::Extension;
    let content = Content::ApprovalAsked { what, request: 1 };
    assert_eq!(told(&matter, asked), [("deputy".to_owned(), content)]);

    let lapsed = ExtensionLapsed {
        request: 1,
        approver: "deputy".into(),
        fell_due_at: at("2026-03-10T17:30"),
    };
    let content = Content::ApprovalLapsed { what, request: 1 };
    let expected = [("deputy".to_owned(), content.clone()), ("JYK_staff".to_owned(), content)];
    assert_eq!(told(&matter, lapsed), expected);

    let granted = ExtensionGranted {
        request: 1,
        amount: 3,
        approver: "deputy".into(),
        is_by_law: false,
        projection: clock(ClockName::Completion, "JYK", "2026-03-13T17:30").projection,
        rules: digest,
    };
    let content = Content::Extended { due_at: at("2026-03-13T17:30") };
    let expected = [("JYK_staff".to_owned(), content.clone()), ("citizen:p1".to_owned(), content)];
    assert_eq!(told(&matter, granted), expected);
}

#[test]
fn a_citizen_without_contact_gets_no_notice_and_history_none_at_all() {
    let mut matter = petition();
    let delivered = || Delivered {
        way: DeliveredBy::NoticeSent,
        account: None,
        review_until: at("2026-03-20T17:30"),
    };
    let content = Content::Delivered { review_until: at("2026-03-20T17:30") };
    assert_eq!(told(&matter, delivered()), [("citizen:p1".to_owned(), content)]);
    matter.filing.as_mut().unwrap().has_contact = false;
    assert_eq!(told(&matter, delivered()), []);
    matter.filing.as_mut().unwrap().has_contact = true;
    matter.history = Some(History {
        source_key: "k".to_owned(),
        source_digest: TextDigest::from_bytes([4; 32]),
        unit: "JYK".into(),
        imported_at: at("2026-03-02T09:00"),
        due_at: at("2026-03-10T17:30"),
        is_provisional: false,
    });
    assert_eq!(told(&matter, delivered()), [], "decisions C25");
}

/// 回避: nobody hears of a matter about his own unit, whatever the event would tell him.
#[test]
fn nobody_hears_of_a_matter_about_his_own_unit() {
    let mut matter = petition();
    let urged = || Urged { reason: UrgeReason::NoNews, text: None };
    let content = || Content::Urged { reason: UrgeReason::NoNews };
    let both = [("JYK_staff".to_owned(), content()), ("JYK_head".to_owned(), content())];
    assert_eq!(told(&matter, urged()), both, "the responsible person and his head");
    matter.filing.as_mut().unwrap().concerned = Some("JYK".into());
    assert_eq!(told(&matter, urged()), []);
}

/// A notice names codes and instants, never a text or a name.
#[test]
fn a_notice_is_written_as_codes() {
    let county = county();
    let fact = Fact {
        occurred_at: county.now,
        recorded_at: county.now,
        actor: actor("system"),
        event: MatterEvent::from(Urged { reason: UrgeReason::Pressing, text: None }),
    };
    let sent = notices(&county.organization, &petition(), &fact);
    let written = serde_json::to_string(&sent[0]).unwrap();
    let expected = r#"{"to":{"staff":"JYK_staff"},"matter":"2026-03020001","content":{"template":"urged","reason":"pressing"}}"#;
    assert_eq!(written, expected);
}
