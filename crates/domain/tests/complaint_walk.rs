//! 投诉有门、有诉必查、查明必处 (domain.md 8.1, 8.5, 8.7, 8.8; clauses 6, 24, 25, 26). A complaint from
//! filing to the archive, and every place at which it stops for want of something.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod complaint;
mod county;

use std::collections::BTreeSet;

use complaint::*;
use xiaoneng_domain::complaint::*;
use xiaoneng_domain::matter::{MediaType, NewAttachment};
use xiaoneng_domain::organization::{AssignRoles, NameHead, Role};
use xiaoneng_domain::text::TextDigest;
use xiaoneng_domain::views::{Row, Whom};

/// 投诉有门 (clause 24): anonymous, with an answer by the code, nothing stored.
#[test]
fn an_anonymous_complaint_is_answered_by_its_code() {
    let anonymous = File { identity: IdentityMode::Anonymous, ..filing() };
    let mut desk = Desk::empty();
    assert_eq!(desk.wish(CITIZEN, anonymous.clone()).unwrap(), ["complaint_filed/1"]);
    let standing = public_standing(&desk.complaint).unwrap();
    assert_eq!(standing.stage, Stage::Registered);
    assert_eq!(standing.accept_by.unwrap().to_string(), "2026-03-09T17:30:00+08:00");
    assert_eq!((standing.outcome, standing.reply), (None, None));

    let mut desk = Desk::replied(anonymous.clone());
    let standing = public_standing(&desk.complaint).unwrap();
    assert_eq!(standing.stage, Stage::Replied);
    assert_eq!(standing.reply, Some(reply().text.digest()));
    assert_eq!(standing.outcome, Some(Outcome::Verified));
    assert!(standing.follow_up_by.is_some());
    desk.grant(CITIZEN, answer(Content::Satisfied));
    assert_eq!(public_standing(&desk.complaint).unwrap().follow_up_by, None);
    desk.grant("XNB_clerk", Archive {});
    assert_eq!(public_standing(&desk.complaint).unwrap().stage, Stage::Archived);
    assert_eq!(
        desk.refused("XNB_clerk", ReadIdentity { reason: Some(text("核对")) }),
        "no_identity"
    );

    let called = File { wants_call: true, ..anonymous };
    assert_eq!(Desk::empty().refused(CITIZEN, called), "call_without_contact");
}

/// 受理前的检查. Each row flips one thing of a good filing.
#[test]
fn what_a_filing_must_have() {
    let good = filing;
    let empty = NewAttachment {
        digest: TextDigest::from_bytes([1; 32]),
        media_type: MediaType::Jpeg,
        bytes: 0,
    };
    let rows: Vec<(&str, File, &str)> = vec![
        (CITIZEN, File { reference: "2026-03020001".into(), ..good() }, "reference_malformed"),
        (CITIZEN, File { reference: "TS2345678".into(), ..good() }, "reference_malformed"),
        (CITIZEN, File { reference: "TS2345678O".into(), ..good() }, "reference_malformed"),
        (CITIZEN, File { reference: "ts23456789".into(), ..good() }, "reference_malformed"),
        (CITIZEN, File { unit: "NONE".into(), ..good() }, "no_such_unit"),
        (CITIZEN, naming(&["nobody"]), "no_such_person"),
        (
            CITIZEN,
            File { happened_on: Some("2026-03-03".parse().unwrap()), ..good() },
            "in_the_future",
        ),
        (CITIZEN, File { complainant: "c2".into(), ..good() }, "not_his_own"),
        (CITIZEN, File { attachments: vec![empty], ..good() }, "attachment_empty"),
        (
            CITIZEN,
            File { facts: xiaoneng_domain::text::Written::new("   ", [0; 16]), ..good() },
            "text_missing",
        ),
        (
            CITIZEN,
            File {
                facts: xiaoneng_domain::text::Written::new("长".repeat(5_001), [0; 16]),
                ..good()
            },
            "text_too_long",
        ),
        ("XNB_clerk", good(), "not_his_own"),
        ("JYK_clerk", good(), "unseen"),
        ("sysadmin", good(), "unseen"),
        ("director", good(), "unseen"),
    ];
    for (by, file, code) in rows {
        assert_eq!(Desk::empty().refused(by, file.clone()), code, "{by}: {file:?}");
    }
    let letter = File { channel: ComplaintChannel::Letter, unit: "XNB".into(), ..good() };
    assert_eq!(Desk::empty().refused("XNB_clerk", letter.clone()), "registrar_concerned");
    Desk::empty().grant("liaison", letter);
    assert_eq!(Desk::filed(good()).refused(CITIZEN, good()), "already_filed");
}

/// 不予受理 (domain.md 8.1): every reason names the right door.
#[test]
fn a_rejection_names_the_right_door() {
    for (reason, channel) in [
        (RejectReason::Litigation, RightChannel::CourtOrArbitration),
        (RejectReason::Reconsideration, RightChannel::ReconsiderationOrgan),
        (RejectReason::InformationDispute, RightChannel::InformationOffice),
        (RejectReason::Criminal, RightChannel::Police),
        (RejectReason::Discipline, RightChannel::DisciplineOrgan),
        (RejectReason::OtherOrgan, RightChannel::CompetentOrgan),
        (RejectReason::Petition, RightChannel::PetitionOffice),
        (RejectReason::AlreadyHandled, RightChannel::FileAnew),
        (RejectReason::NoConcreteFact, RightChannel::FileAnew),
    ] {
        let mut desk = Desk::filed(filing());
        desk.grant("XNB_clerk", reject(reason));
        let standing = public_standing(&desk.complaint).unwrap();
        assert_eq!(standing.rejected, Some((reason, channel)));
        assert_eq!(standing.notice, Some(reject(reason).notice.digest()));
        assert_eq!(desk.refused("XNB_clerk", accept()), "already_ended");
        assert_eq!(next_due_at(&desk.complaint), None);
    }
    assert_eq!(RejectReason::ALL.len(), 9);
}

/// 并案: into another complaint, never into itself; the complainant is told, without its number.
#[test]
fn merged_into_another() {
    let merge = |into: &str| Merge { into: into.into(), notice: text("与另一件合并办理") };
    let mut desk = Desk::filed(filing());
    assert_eq!(desk.refused("XNB_clerk", merge("TS23456789")), "merge_amiss");
    assert_eq!(desk.refused("XNB_clerk", merge("2026-03020001")), "merge_amiss");
    desk.grant("XNB_clerk", merge("TS98765432"));
    let standing = public_standing(&desk.complaint).unwrap();
    assert_eq!(
        (standing.stage, standing.notice),
        (Stage::Merged, Some(merge("X").notice.digest()))
    );
    assert_eq!(desk.told_to("c1"), ["complaint_received", "complaint_merged"]);
}

/// 办理方式 (domain.md 8.5).
#[test]
fn the_four_ways_of_handling() {
    let joint = |unit: Option<&str>, assisting: &[&str]| NewRoute {
        mode: Mode::Joint,
        unit: unit.map(Into::into),
        assisting: assisting.iter().map(|unit| (*unit).into()).collect(),
        finish_on: None,
        letter: None,
    };
    let without_unit = |mode| NewRoute { unit: None, ..route(mode, "PAK") };
    let rows = [
        (NewRoute::self_handled(), Ok("self_handle")),
        (route(Mode::SelfHandle, "PAK"), Err("route_amiss")),
        (route(Mode::AssignWithReport, "S1"), Ok("assign_with_report")),
        (without_unit(Mode::AssignWithReport), Err("route_amiss")),
        (route(Mode::Forward, "PAK"), Ok("forward")),
        (without_unit(Mode::Forward), Err("route_amiss")),
        (joint(None, &["DDS"]), Ok("joint")),
        (joint(Some("PAK"), &["DDS"]), Ok("joint")),
        (joint(Some("PAK"), &[]), Err("route_amiss")),
        (route(Mode::Forward, "NONE"), Err("no_such_unit")),
        // Never to the unit complained of, alone or among others.
        (route(Mode::AssignWithReport, "JYK"), Err("goes_to_subject")),
        (route(Mode::Forward, "JYK"), Err("goes_to_subject")),
        (joint(Some("PAK"), &["JYK"]), Err("goes_to_subject")),
        (joint(None, &["JYK"]), Err("goes_to_subject")),
    ];
    for (route, expected) in rows {
        let mut desk = Desk::filed(filing());
        let done = desk.wish("XNB_clerk", Accept { route: route.clone(), notice: text("受理") });
        match expected {
            Ok(code) => {
                assert_eq!(done.unwrap(), ["complaint_accepted/1", "complaint_routed/1"]);
                assert_eq!(desk.complaint.route.as_ref().unwrap().mode.code(), code);
            }
            Err(code) => assert_eq!(done.unwrap_err().code(), code, "{route:?}"),
        }
    }
}

/// 不交给下级、负责人被投诉的单位: S3 lies below S2, and S2's head heads S3 too.
#[test]
fn never_below_the_subject_nor_to_its_head() {
    let about = |unit: &str| File { unit: unit.into(), ..filing() };
    for (file, to, expected) in [
        (about("S2"), "S3", "goes_to_subject"),
        (about("S2"), "S1", ""),
        (about("S3"), "S2", "goes_to_subject"),
        (about("S3"), "S1", ""),
        (naming(&["PAK_head"]), "PAK", "goes_to_subject"),
        (naming(&["PAK_staff"]), "PAK", "goes_to_subject"),
        (naming(&["JYK_staff"]), "PAK", ""),
    ] {
        let mut desk = Desk::filed(file);
        let done = desk.wish("XNB_clerk", accept_by(Mode::AssignWithReport, to));
        assert_eq!(done.err().map_or("", |refusal| refusal.code()), expected, "to {to}");
    }
}

/// 有诉必查 (clause 25): no finding and no closing without two investigators and a record.
#[test]
fn every_complaint_is_investigated() {
    let mut desk = Desk::accepted(filing());
    assert_eq!(desk.refused("XNB_clerk", find(Outcome::Verified)), "not_permitted");
    assert_eq!(desk.refused("XNB_head", Close {}), "investigators_missing");
    for (first, second, code) in [
        ("XNB_clerk", "XNB_clerk", "same_investigator"),
        ("XNB_clerk", "JYK_staff", "investigator_concerned"),
        ("XNB_clerk", "deputy", "investigator_concerned"), // 分管领导 of JYK
        ("XNB_clerk", "sysadmin", "administrator_investigates"),
        ("XNB_clerk", "nobody", "no_such_person"),
        ("XNB_clerk", "XNB_head", "closer_investigates"),
    ] {
        assert_eq!(desk.refused("XNB_head", appoint(first, second)), code, "{first} {second}");
    }
    assert_eq!(desk.refused("XNB_clerk", appoint("XNB_clerk", "DDS_staff")), "not_permitted");
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"));
    assert_eq!(desk.refused("DDS_staff", find(Outcome::Unfounded)), "record_missing");
    assert_eq!(desk.refused("XNB_head", Close {}), "record_missing");
    assert_eq!(desk.refused("XNB_staff", record()), "not_permitted");
    desk.grant("DDS_staff", record()).grant("XNB_clerk", find(Outcome::Unfounded));
    desk.grant("XNB_head", Close {});
    let words = Desk::accepted(filing()).refusal("XNB_head", Close {}).to_string();
    assert!(words.contains("有诉必查"), "{words}");
}

/// 查明必处 (clause 26): 属实 and 部分属实 need at least one of three; flip each.
#[test]
fn what_is_found_is_dealt_with() {
    let kinds =
        [DealingKind::MeasureProposed, DealingKind::Rectification, DealingKind::NoFaultExplained];
    for outcome in [Outcome::Verified, Outcome::PartlyVerified] {
        let mut desk = Desk::found(outcome);
        let refusal = desk.refusal("XNB_head", Close {});
        assert_eq!(refusal, ComplaintRefusal::VerifiedWithoutDealing { outcome });
        assert!(refusal.to_string().contains("查明必处"), "{refusal}");
        for kind in kinds {
            let mut dealt = desk.clone();
            dealt.grant("XNB_head", deal(kind)).grant("XNB_head", Close {});
        }
    }
    for outcome in [Outcome::Unfounded, Outcome::Unverifiable] {
        let mut desk = Desk::found(outcome);
        for kind in [DealingKind::MeasureProposed, DealingKind::Rectification] {
            assert_eq!(desk.refused("XNB_head", deal(kind)), "nothing_verified");
        }
        desk.grant("XNB_head", deal(DealingKind::NoFaultExplained));
        desk.grant("XNB_head", Close {});
    }
}

/// 认定 (clauses 6, 50): root category always, fault category and effect where something is verified.
#[test]
fn what_a_finding_must_say() {
    let none = BTreeSet::new;
    for (outcome, categories, effect, expected) in [
        (Outcome::Verified, none(), Some(Effect::Order), "category_missing"),
        (Outcome::PartlyVerified, none(), Some(Effect::Order), "category_missing"),
        (Outcome::Verified, BTreeSet::from([FaultCategory::F06]), None, "effect_missing"),
        (Outcome::Verified, BTreeSet::from([FaultCategory::F06]), Some(Effect::Harm), ""),
        (Outcome::Unfounded, none(), None, ""),
        (Outcome::Unverifiable, none(), None, ""),
    ] {
        let mut desk = Desk::investigating(filing());
        desk.grant("DDS_staff", record());
        let root = RootCategory::DisorderlyAction;
        let found = Find { outcome, root, categories, effect, report: text("报告") };
        let done = desk.wish("DDS_staff", found);
        assert_eq!(done.err().map_or("", |refusal| refusal.code()), expected, "{outcome:?}");
        if let Some(finding) = &desk.complaint.finding {
            assert_eq!(finding.root, RootCategory::DisorderlyAction);
        }
    }
    let mut desk = Desk::found(Outcome::Verified);
    assert_eq!(desk.refused("DDS_staff", find(Outcome::Unfounded)), "already_found");
}

/// 核查: only from the demand do the concerned learn, and only of the item.
#[test]
fn the_concerned_see_the_item_alone() {
    let mut desk = Desk::investigating(filing());
    assert_eq!(desk.refused("JYK_staff", explain("HC23456789")), "unseen");
    for (item, to, code) in [
        ("HC2345678", "JYK_staff", "inquiry_malformed"),
        ("TS23456789", "JYK_staff", "inquiry_malformed"),
        ("HC23456789", "nobody", "no_such_person"),
        ("HC23456789", "S1_staff", "not_concerned"),
    ] {
        assert_eq!(desk.refused("XNB_clerk", demand(item, to)), code);
    }
    desk.grant("XNB_clerk", demand("HC23456789", "JYK_staff"));
    assert_eq!(desk.refused("XNB_clerk", demand("HC23456789", "JYK_clerk")), "inquiry_malformed");
    assert_eq!(desk.told_to("JYK_staff"), ["inquiry_asked"]);
    let seen = |person: &str| inquiry_seen_by(&desk.complaint, &person.into()).count();
    assert_eq!((seen("JYK_staff"), seen("JYK_clerk"), seen("JYK_head")), (1, 0, 0));
    assert!(!desk.sees("JYK_staff"));
    for wish in every_wish() {
        assert_eq!(desk.clone().refused("JYK_staff", wish), "unseen");
    }
    assert_eq!(desk.refused("JYK_clerk", explain("HC23456789")), "unseen");
    desk.grant("JYK_staff", explain("HC23456789"));
    assert_eq!(desk.refused("JYK_staff", explain("HC23456789")), "already_explained");
    assert_eq!(desk.told_to("DDS_staff"), ["complaint_appointed", "complaint_explained"]);
}

/// 回访与重办 (domain.md 8.8): asked on the page, called only where ticked, investigated anew once.
#[test]
fn follow_up_and_one_redo() {
    let called = |wants_call| File { wants_call, identity: IdentityMode::Named, ..filing() };
    let call = || RecordCall { outcome: CallOutcome::NotReached };
    assert_eq!(Desk::replied(called(false)).refused("XNB_clerk", call()), "call_not_wanted");
    let mut desk = Desk::replied(called(true));
    desk.grant("XNB_clerk", call());
    for (satisfaction, code) in [
        (Content::Satisfied, "no_cause_for_redo"),
        (Content::Fair, "no_cause_for_redo"),
        (Content::Disagrees, "no_cause_for_redo"),
        (Content::NotInvestigated, ""),
        (Content::NotDealtWith, ""),
        (Content::NotAnswered, ""),
    ] {
        let mut desk = desk.clone();
        assert_eq!(desk.refused("XNB_head", redo()), "no_cause_for_redo");
        desk.grant(CITIZEN, answer(satisfaction));
        assert_eq!(desk.refused(CITIZEN, answer(Content::Fair)), "already_answered");
        let done = desk.wish("XNB_head", redo());
        assert_eq!(done.err().map_or("", |refusal| refusal.code()), code, "{satisfaction:?}");
    }
    desk.on("2026-03-04T10:00").grant(CITIZEN, answer(Content::NotInvestigated));
    desk.grant("XNB_head", redo());
    assert_eq!((desk.complaint.round, desk.complaint.stage), (2, Stage::Accepted));
    assert_eq!(desk.due(ClockName::Finish), "2026-04-03T17:30:00+08:00");
    assert_eq!(desk.complaint.earlier.len(), 1);
    // The record of the first round does not count for the second.
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"));
    assert_eq!(desk.refused("XNB_clerk", find(Outcome::Verified)), "record_missing");
    desk.grant("XNB_clerk", record())
        .grant("DDS_staff", find(Outcome::Unfounded))
        .grant("XNB_head", Close {})
        .grant("XNB_clerk", reply())
        .grant(CITIZEN, answer(Content::NotInvestigated));
    assert_eq!(desk.refused("XNB_head", redo()), "redo_spent");
    desk.grant("XNB_clerk", Archive {});
    assert_eq!(desk.refused("XNB_clerk", Archive {}), "already_ended");
}

/// 交办的报告不合要求，退回重办.
#[test]
fn a_report_of_poor_quality_is_done_again() {
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_clerk", accept_by(Mode::AssignWithReport, "S1"));
    assert_eq!(desk.told_to("S1_head"), ["complaint_charged"]);
    desk.grant("S1_head", appoint("S1_clerk", "S1_staff"));
    desk.grant("S1_clerk", record()).grant("S1_staff", find(Outcome::Unfounded));
    assert_eq!(desk.refused("S1_head", Close {}), "not_permitted");
    desk.grant("XNB_head", redo());
    assert_eq!(desk.complaint.stage, Stage::Accepted);
}

/// 转办：承办单位自己认定、处理、答复；它的负责人不当调查人.
#[test]
fn a_forwarded_complaint_is_decided_there() {
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_clerk", accept_by(Mode::Forward, "PAK"));
    assert_eq!(desk.refused("PAK_head", appoint("PAK_head", "PAK_staff")), "closer_investigates");
    desk.grant("PAK_head", appoint("PAK_clerk", "PAK_staff"))
        .grant("PAK_clerk", record())
        .grant("PAK_staff", find(Outcome::PartlyVerified))
        .grant("PAK_head", deal(DealingKind::MeasureProposed))
        .grant("PAK_head", Close {})
        .grant("PAK_head", reply());
    assert_eq!(desk.complaint.stage, Stage::Replied);
}

/// Who found it does not close it, even where he became the head meanwhile.
#[test]
fn who_found_it_does_not_close_it() {
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_clerk", accept_by(Mode::Forward, "S1"));
    desk.grant("S1_head", appoint("S1_clerk", "S1_staff"))
        .grant("S1_staff", record())
        .grant("S1_clerk", find(Outcome::Unfounded));
    let roles = AssignRoles { person: "S1_clerk".into(), roles: [Role::Principal].into() };
    let head = NameHead { unit: "S1".into(), person: "S1_clerk".into() };
    desk.county.grant("director", roles).grant("director", head);
    assert_eq!(desk.refused("S1_clerk", Close {}), "own_finding");
    assert_eq!(desk.refused("S1_head", Close {}), "unseen");
    desk.grant("XNB_head", Close {});
}

/// 结案事件 carries what follows elsewhere, and nothing of who complained.
#[test]
fn what_closing_hands_on() {
    let mut desk = Desk::investigating(naming(&["JYK_staff"]));
    desk.grant("DDS_staff", record())
        .grant("XNB_clerk", find(Outcome::Verified))
        .grant("XNB_head", deal(DealingKind::MeasureProposed))
        .grant("XNB_head", deal(DealingKind::Rectification));
    let events = desk.asked("XNB_head", Close {}).unwrap();
    let [ComplaintEvent::Closed(closed)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(closed.subjects.units, BTreeSet::from(["JYK".into()]));
    assert_eq!(closed.subjects.persons, BTreeSet::from(["JYK_staff".into()]));
    assert_eq!(closed.dealings, [DealingKind::MeasureProposed, DealingKind::Rectification]);
    assert!(!events[0].encode().unwrap().contains("\"c1\""));
}

/// 视图: whose list it stands in, step by step; the matter is in no row.
#[test]
fn in_whose_list_it_stands() {
    let lists = |desk: &Desk| -> Vec<(String, String)> {
        let rows = complaint_rows(&desk.complaint);
        let parts = rows.into_iter().filter_map(|row| match row {
            Row::DocketPart(part) => Some((part.whom.code(), part.part)),
            _ => None,
        });
        parts.collect()
    };
    let row = |whom: &str, part: &str| (whom.to_owned(), part.to_owned());
    let linked = File { matter: Some("2026-03020001".into()), ..filing() };
    let mut desk = Desk::filed(linked);
    assert_eq!(lists(&desk), [row("unit:XNB", "handles")]);
    assert!(!format!("{:?}", complaint_rows(&desk.complaint)).contains("2026-0302"));
    desk.grant("XNB_clerk", accept_by(Mode::AssignWithReport, "S1"));
    assert_eq!(lists(&desk), [row("unit:XNB", "handles"), row("person:S1_head", "handles")]);
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"))
        .grant("XNB_clerk", demand("HC23456789", "JYK_staff"))
        .grant("DDS_staff", ask_extension());
    let office = Whom::Unit("XNB".into()).code();
    assert_eq!(
        lists(&desk),
        [
            row(&office, "handles"),
            row("person:DDS_staff", "investigates"),
            row("person:JYK_staff", "explains"),
            row("person:S1_head", "handles"),
            row("person:XNB_clerk", "investigates"),
            row("person:XNB_head", "decides"),
        ]
    );
    let mut ended = Desk::filed(filing());
    ended.grant("XNB_clerk", reject(RejectReason::Petition));
    assert!(lists(&ended).is_empty());
}

/// Every act has one row, and every command its act.
#[test]
fn the_table_is_whole() {
    for act in Act::ALL {
        assert_eq!(TABLE.iter().filter(|row| row.act == *act).count(), 1, "{act:?}");
        assert!(row_of(*act).is_some_and(|row| !row.allowed.is_empty() && !row.clause.is_empty()));
        assert!(!act.name().is_empty());
    }
    let covered: BTreeSet<Act> = every_wish().iter().map(ComplaintCommand::act).collect();
    let all: BTreeSet<Act> = Act::ALL.iter().copied().collect();
    assert_eq!(all.difference(&covered).collect::<Vec<_>>(), [&Act::File]);
    assert!(every_wish().iter().all(|wish| wish.texts().iter().all(|text| !text.is_blank())));
    assert!(Role::Discipline.decides());
}

/// Kinds of events are written for ever.
#[test]
fn the_kinds_of_events() {
    let kinds: BTreeSet<&str> = ComplaintEvent::KINDS.iter().copied().collect();
    assert_eq!(kinds.len(), ComplaintEvent::KINDS.len());
    assert_eq!(ComplaintEvent::KINDS.len(), 40);
    assert!(kinds.iter().all(|kind| kind.ends_with("/1")));
    assert!(ComplaintEvent::decode("nothing/1", "{}").is_err());
    assert!(ComplaintEvent::decode("complaint_filed/1", "{}").is_err());
}
