//! 权限. Every act by everybody, with its expected value; what somebody is to a matter; who is kept
//! out (decisions A4–A6, E32; clause 23: supervisors read every step and change none).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod file;

use std::collections::BTreeSet;

use county::{County, actor, at, county, rules};
use file::{disputed, petition, school_matter};
use xiaoneng_domain::authority::{
    Act, MatterParts, NotPermitted, READERS, Relation, Sight, TABLE, may_see, permits, relations,
};
use xiaoneng_domain::decider::Context;
use xiaoneng_domain::matter::Matter;
use xiaoneng_domain::organization::{Organization, RegisterSuddenAbsence};

/// One column for each relation, in the order of [`Relation::ALL`]:
///
/// ```text
/// S 系统      P 诉求人    Q 跟进人    C 其他群众  R 责任人    B 其B岗     F 首问责任人  K 本单位受理员
/// W 他单位受理员  V 待签收方  A 协办人员  H 单位负责人  M 校园长  L 分管领导  D 局长
/// O 在案审批人  U 裁定人    G 预警接收人  E 效能办  I 督导室  N 同单位人员  T 其他工作人员  Z 三员
/// ```
const LETTERS: &str = "SPQCRBFKWVAHMLDOUGEINTZ";

const MATRIX: [(Act, &str); 47] = [
    (Act::File, /*              */ "...C.................T."),
    (Act::Import, /*            */ "S.............D........"),
    (Act::RecordFirstContact, /**/ "....RBF................"),
    (Act::Classify, /*          */ "....RB.....HM.........."),
    (Act::Accept, /*            */ "....RB................."),
    (Act::FinishStep, /*        */ "....RB................."),
    (Act::AskSupplement, /*     */ "....RB................."),
    (Act::Reply, /*             */ "....RBF................"),
    (Act::RecordAction, /*      */ "....RB................."),
    (Act::RecordVisit, /*       */ "....RB................."),
    (Act::GiveResult, /*        */ "....RB................."),
    (Act::RecordDelivery, /*    */ "S...RB.K..............."),
    (Act::Merge, /*             */ "....RB................."),
    (Act::Link, /*              */ "....RB.K...HM.........."),
    (Act::Publish, /*           */ "....RB.....HM.........."),
    (Act::HandOver, /*          */ "....RB.....HM.........."),
    (Act::WithdrawHandOver, /*  */ "....RB.....HM.........."),
    (Act::SignFor, /*           */ ".........V............."),
    (Act::Return, /*            */ "....RB...V............."),
    (Act::Rule, /*              */ "................U......"),
    (Act::ObjectToRuling, /*    */ "...........HM.........."),
    (Act::AskAssist, /*         */ "....RB................."),
    (Act::AnswerAssist, /*      */ "..........A............"),
    (Act::ReleaseAssist, /*     */ "....RB................."),
    (Act::AskSuspension, /*     */ "....RB................."),
    (Act::DecideSuspension, /*  */ "...............O......."),
    (Act::Resume, /*            */ "....RB................."),
    (Act::AskExtension, /*      */ "....RB................."),
    (Act::DecideExtension, /*   */ "...............O......."),
    (Act::AskFollowUp, /*       */ "....RB................."),
    (Act::DecideFollowUp, /*    */ "...............O......."),
    (Act::AskCorrection, /*     */ "....RB................."),
    (Act::DecideCorrection, /*  */ "...............O......."),
    (Act::CorrectModes, /*      */ "...........HM.........."),
    (Act::TakeUp, /*            */ "............MLD........"),
    (Act::Supply, /*            */ ".P..RB.KW.............."),
    (Act::AskQuestion, /*       */ ".P..RBFKW.............."),
    (Act::Withdraw, /*          */ ".P..RB.KW.............."),
    (Act::Urge, /*              */ ".P....................."),
    (Act::RequestReview, /*     */ ".P....................."),
    (Act::Bring, /*             */ ".PQ.RBFKW.............."),
    (Act::Attach, /*            */ "....RB................."),
    (Act::Follow, /*            */ ".PQC..................."),
    (Act::Rate, /*              */ ".PQ...................."),
    (Act::ReissueCode, /*       */ ".PQ.....W.............."),
    (Act::AnswerSignal, /*      */ ".................G....."),
    (Act::KeepTime, /*          */ "S......................"),
];

const READ: &str = "SP..RBFK.VAHMLDOUGEIN..";

fn letters(allowed: &[Relation]) -> String {
    let columns = Relation::ALL.iter().zip(LETTERS.chars());
    columns
        .map(|(relation, letter)| if allowed.contains(relation) { letter } else { '.' })
        .collect()
}

#[test]
fn every_act_by_every_relation_is_as_written_here() {
    assert_eq!(LETTERS.len(), Relation::ALL.len());
    assert_eq!(MATRIX.map(|(act, _)| act), Act::ALL, "every act has its line");
    assert_eq!(BTreeSet::from_iter(Act::ALL).len(), Act::ALL.len());
    assert_eq!(BTreeSet::from_iter(Relation::ALL).len(), Relation::ALL.len());
    assert_eq!(TABLE.len(), MATRIX.len(), "one row for each act");
    for (act, expected) in MATRIX {
        let row = TABLE.iter().find(|row| row.act == act).unwrap();
        assert_eq!(letters(row.allowed), expected, "{act:?}");
        assert!(!row.clause.is_empty() && !act.name().is_empty());
    }
    assert_eq!(letters(READERS), READ);
}

/// Clause 23; 效能办 changes no fact of a matter (decisions A6).
#[test]
fn supervisors_read_everything_and_change_nothing() {
    let (matter, county) = (petition(), county());
    for person in ["XNB_staff", "DDS_clerk"] {
        assert!(look(&county, person, |cx| may_see(cx, &matter)), "{person}");
        let stands = look(&county, person, |cx| relations(cx, &matter));
        let expected = match person {
            "XNB_staff" => [Relation::OtherClerk, Relation::EfficacyOffice, Relation::OtherStaff],
            _ => [Relation::OtherClerk, Relation::InspectionOffice, Relation::OtherStaff],
        };
        assert_eq!(stands, BTreeSet::from(expected));
    }
    for (act, row) in MATRIX {
        assert_eq!((&row[18..19], &row[19..20]), (".", "."), "{act:?}");
    }
    // The head of 效能办 counts no otherwise: he is nobody to the matter but a member of staff.
    for act in Act::ALL.iter().copied().filter(|act| *act != Act::File) {
        let refused = look(&county, "XNB_head", |cx| permits(cx, act, &matter));
        assert!(refused.is_err(), "{act:?}");
    }
}

fn look<T>(county: &County, by: &str, question: impl FnOnce(&Context<'_>) -> T) -> T {
    let actor = actor(by);
    let organization: &Organization = &county.organization;
    question(&Context { now: county.now, actor: &actor, rules: rules(), organization })
}

fn stands(county: &County, by: &str, matter: &Matter) -> String {
    let relations: Vec<Relation> =
        look(county, by, |cx| relations(cx, matter)).into_iter().collect();
    letters(&relations).replace('.', "")
}

#[test]
fn what_everybody_is_to_a_matter() {
    let (matter, mut county) = (disputed(), county());
    let table = [
        ("system", "S"),
        ("citizen:p1", "P"),
        ("citizen:p2", "C"),
        ("citizen:p3", "Q"),
        ("JYK_staff", "RGNT"),
        ("JYK_clerk", "KNT"),
        ("JYK_head", "HNT"),
        ("BGS_clerk", "FKT"),
        ("BGS_staff", "T"),
        ("S1_clerk", "WVT"),
        ("S1_staff", "VT"),
        ("S1_head", "VT"),
        ("S2_clerk", "WT"),
        ("S2_head", "T"),
        ("PAK_staff", "AT"),
        ("PAK_clerk", "WAT"),
        ("PAK_head", "AT"),
        ("deputy", "LOT"),
        ("deputy_schools", "T"),
        ("director", "DT"),
        ("XNB_staff", "WUET"),
        ("XNB_head", "UT"),
        ("DDS_clerk", "WIT"),
        ("hr", "T"),
        ("sysadmin", "Z"),
        ("secadmin", "Z"),
        ("auditadmin", "Z"),
        ("nobody", ""),
    ];
    for (by, expected) in table {
        assert_eq!(stands(&county, by, &matter), expected, "{by}");
    }
    county.grant("JYK_head", RegisterSuddenAbsence { person: "JYK_staff".into() });
    assert_eq!(stands(&county, "JYK_clerk", &matter), "BKGNT", "B 岗 while A is away");
    county.grant("director", RegisterSuddenAbsence { person: "JYK_head".into() });
    assert_eq!(stands(&county, "JYK_head", &matter), "HNT", "away, and still the head");
}

#[test]
fn a_school_is_headed_by_its_principal_and_by_the_one_above() {
    let (matter, county) = (school_matter(), county());
    assert_eq!(stands(&county, "S3_clerk", &matter), "RFKNT");
    assert_eq!(stands(&county, "S2_head", &matter), "MT");
    assert_eq!(stands(&county, "S1_head", &matter), "T");
    assert_eq!(stands(&county, "deputy_schools", &matter), "LT");
    assert_eq!(stands(&county, "director", &matter), "DT");
}

#[test]
fn permits_follows_the_table_for_every_act_and_everybody() {
    let (matter, county) = (disputed(), county());
    let everybody = [
        "system",
        "citizen:p1",
        "citizen:p2",
        "citizen:p3",
        "JYK_staff",
        "JYK_clerk",
        "JYK_head",
        "BGS_clerk",
        "S1_clerk",
        "S2_head",
        "PAK_staff",
        "deputy",
        "director",
        "XNB_staff",
        "DDS_clerk",
        "hr",
        "sysadmin",
        "nobody",
    ];
    let mut granted = 0;
    for by in everybody {
        let letters = stands(&county, by, &matter);
        for (act, row) in MATRIX {
            let expected = row.chars().any(|cell| letters.contains(cell));
            let found = look(&county, by, |cx| permits(cx, act, &matter));
            assert_eq!(found.is_ok(), expected, "{by} {act:?}");
            granted += usize::from(expected);
            if let Err(refusal) = found {
                assert!(!refusal.to_string().is_empty());
            }
        }
    }
    assert!(granted > 60, "{granted}");
}

fn refused(county: &County, by: &str, act: Act, matter: &Matter) -> NotPermitted {
    match look(county, by, |cx| permits(cx, act, matter)) {
        Err(refusal) => {
            assert!(!refusal.clause().is_empty());
            refusal
        }
        Ok(()) => panic!("{by} {act:?}"),
    }
}

/// Nobody is on both sides of one act (decisions A5).
#[test]
fn nobody_decides_his_own_request() {
    let (mut matter, county) = (disputed(), county());
    let act = Act::DecideExtension;
    look(&county, "deputy", |cx| permits(cx, act, &matter)).unwrap();
    matter.extension_requests[0].asked_by = "deputy".into();
    assert_eq!(refused(&county, "deputy", act, &matter), NotPermitted::OwnRequest { act });
}

/// One's own matter is handled by others, also where one is responsible for the post.
#[test]
fn nobody_handles_what_he_asked_for_himself() {
    let (mut matter, county) = (petition(), county());
    matter.filing.as_mut().unwrap().petitioner = Some("JYK_staff".into());
    let act = Act::GiveResult;
    assert_eq!(refused(&county, "JYK_staff", act, &matter), NotPermitted::OwnMatter { act });
    look(&county, "citizen:JYK_staff", |cx| permits(cx, Act::Urge, &matter)).unwrap();
}

/// A ruling is not given by a party (decisions A4).
#[test]
fn nobody_of_a_party_rules() {
    let (mut matter, county) = (disputed(), county());
    look(&county, "XNB_staff", |cx| permits(cx, Act::Rule, &matter)).unwrap();
    matter.ruling.as_mut().unwrap().parties.push("XNB".into());
    let refusal = refused(&county, "XNB_staff", Act::Rule, &matter);
    assert_eq!(refusal, NotPermitted::PartyToDispute);
    matter.ruling.as_mut().unwrap().passed_up_to = Some("director".into());
    look(&county, "director", |cx| permits(cx, Act::Rule, &matter)).unwrap();
    let gone = refused(&county, "XNB_head", Act::Rule, &matter);
    assert_eq!(gone, NotPermitted::NotInTable { act: Act::Rule });
}

/// 回避 by data (decisions E32): the unit, all below it, its leader in charge; the same words as
/// for a matter that does not exist.
#[test]
fn the_unit_complained_of_sees_nothing() {
    let (mut matter, county) = (petition(), county());
    matter.filing.as_mut().unwrap().concerned = Some("S2".into());
    matter.responsible.as_mut().unwrap().holder.unit = "S2".into();
    let table = [
        ("S2_head", false),
        ("S2_clerk", false),
        ("S3_clerk", false),
        ("deputy_schools", false),
        ("S1_head", false),
        ("sysadmin", false),
        ("citizen:p2", false),
        ("citizen:p1", true),
        ("JYK_staff", true),
        ("director", true),
        ("XNB_staff", true),
        ("DDS_clerk", true),
        ("system", true),
    ];
    for (by, sees) in table {
        assert_eq!(look(&county, by, |cx| may_see(cx, &matter)), sees, "{by}");
        let sight = Sight::of(&county.organization, &actor(by));
        assert_eq!(sight.admits(&MatterParts::of(&matter)), sees, "{by} in a list");
    }
    for by in ["S2_head", "S2_clerk", "S3_clerk", "deputy_schools", "citizen:p2"] {
        for act in Act::ALL.iter().copied().filter(|act| *act != Act::File || by == "S2_head") {
            assert_eq!(refused(&county, by, act, &matter), NotPermitted::Unseen, "{by} {act:?}");
        }
    }
    assert_eq!(NotPermitted::Unseen.to_string(), "没有这件事，或者您无权查看。请核对编号");
}

/// Against the bureau itself nobody within may look: contact is outside.
#[test]
fn a_matter_about_the_bureau_is_seen_by_nobody_within() {
    let (mut matter, county) = (petition(), county());
    matter.filing.as_mut().unwrap().concerned = Some("JU".into());
    for person in county.organization.persons.keys() {
        let sees = look(&county, person.as_str(), |cx| may_see(cx, &matter));
        assert!(!sees, "{person}");
    }
    assert!(look(&county, "citizen:p1", |cx| may_see(cx, &matter)));
}

/// A list shows what the single page shows: units with a part, persons with a part, watchers.
#[test]
fn who_sees_a_matter_in_lists_and_alone() {
    let (matter, county) = (disputed(), county());
    let sees = "JYK_staff JYK_clerk JYK_head BGS_clerk BGS_staff BGS_head hr S1_clerk S1_staff \
                S1_head PAK_staff PAK_clerk PAK_head deputy director XNB_staff XNB_clerk XNB_head \
                DDS_clerk deputy_schools";
    let expected: BTreeSet<&str> = sees.split_whitespace().collect();
    let everybody = county.organization.persons.keys();
    let found: BTreeSet<&str> = everybody
        .map(|person| person.as_str())
        .filter(|person| look(&county, person, |cx| may_see(cx, &matter)))
        .collect();
    assert_eq!(found, expected);
    for person in county.organization.persons.keys() {
        let sight = Sight::of(&county.organization, &actor(person.as_str()));
        let in_list = sight.admits(&MatterParts::of(&matter));
        assert_eq!(in_list, expected.contains(person.as_str()), "{person}");
    }
    assert_eq!(county.now, at("2026-03-02T09:00"));
}
