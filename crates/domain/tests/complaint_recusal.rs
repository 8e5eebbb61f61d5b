//! 回避 (decisions E32, architecture.md 4 invariant 8; domain.md 8.6). The person or the unit complained
//! of never sees the complaint; whoever has no part in it sees nothing either.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod complaint;
mod county;

use complaint::*;
use xiaoneng_domain::complaint::*;
use xiaoneng_domain::organization::{MovePerson, PlaceUnit, Role, UnitKind};

/// What each says to somebody to whom the complaint does not exist, byte for byte.
fn assert_nonexistent_for(desk: &Desk, person: &str) {
    assert!(!desk.sees(person), "{person} sees it");
    let conclusion = desk.as_(person, |cx| may_see_conclusion(cx, &desk.complaint));
    assert!(!conclusion, "{person} sees what was found");
    let mut nothing = Desk::empty();
    nothing.county = desk.county.clone();
    for wish in every_wish() {
        let there = desk.clone().refusal(person, wish.clone());
        let not_there = nothing.refusal(person, wish.clone());
        assert_eq!(there, not_there, "{person}: {wish:?}");
        assert_eq!(there.to_string(), not_there.to_string());
        assert_eq!(there.clause(), not_there.clause());
        assert_eq!(there.code(), "unseen");
    }
}

/// Who is recused, by what the complaint is about. Leaders in charge: `deputy` of the sections,
/// `deputy_schools` of the schools.
#[test]
fn who_is_concerned() {
    let about = |unit: &str| File { unit: unit.into(), ..filing() };
    let rows: Vec<(File, Vec<&str>)> = vec![
        (about("JYK"), vec!["JYK_clerk", "JYK_head", "JYK_staff", "deputy"]),
        (about("S2"), vec!["S2_clerk", "S2_head", "S2_staff", "S3_clerk", "deputy_schools"]),
        // S3 has no head of its own: that of S2 heads it.
        (about("S3"), vec!["S2_head", "S3_clerk", "deputy_schools"]),
        // Named beside another unit: his own unit is concerned as well.
        (
            File { unit: "S3".into(), ..naming(&["PAK_staff"]) },
            vec![
                "PAK_clerk",
                "PAK_head",
                "PAK_staff",
                "S2_head",
                "S3_clerk",
                "deputy",
                "deputy_schools",
            ],
        ),
        // Somebody of the bureau itself, no leader: he, not everybody.
        (
            naming(&["auditadmin"]),
            vec!["JYK_clerk", "JYK_head", "JYK_staff", "auditadmin", "deputy"],
        ),
    ];
    for (file, expected) in rows {
        let desk = Desk::filed(file.clone());
        let found = recused(&desk.county.organization, &desk.complaint).persons();
        let found: Vec<&str> = found.iter().map(|person| person.as_str()).collect();
        assert_eq!(found, expected, "{:?} {:?}", file.unit, file.persons);
        assert_eq!(desk.complaint.outside, None);
        for person in expected {
            assert_nonexistent_for(&desk, person);
        }
    }
}

/// The team alone reads the file: neither 督导室, nor leaders, nor another's desk, nor 三员.
#[test]
fn the_team_alone_reads_it() {
    let mut desk = Desk::filed(filing());
    assert_eq!(desk.readers(), ["XNB_clerk", "XNB_head", "XNB_staff"]);
    desk.grant("XNB_clerk", accept_by(Mode::AssignWithReport, "S1"));
    assert_eq!(desk.readers(), ["S1_head", "XNB_clerk", "XNB_head", "XNB_staff"]);
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"));
    assert_eq!(desk.readers(), ["DDS_staff", "S1_head", "XNB_clerk", "XNB_head", "XNB_staff"]);
    for person in ["director", "deputy_schools", "DDS_head", "PAK_clerk", "liaison", "sysadmin"] {
        assert_nonexistent_for(&desk, person);
    }
    assert_eq!(desk.refused("citizen:c2", KeepTime {}), "unseen");
    assert!(!desk.sees(CITIZEN));
    assert_eq!(desk.refused(CITIZEN, accept()), "not_permitted");
}

/// 局领导 see what was found once it is closed, and only where they are not concerned.
#[test]
fn leaders_see_the_conclusion() {
    let sees =
        |desk: &Desk, person: &str| desk.as_(person, |cx| may_see_conclusion(cx, &desk.complaint));
    let open = Desk::found(Outcome::Verified);
    assert!(!sees(&open, "director"));
    let closed = Desk::replied(filing());
    assert!(sees(&closed, "director"));
    assert!(!sees(&closed, "deputy"), "he is in charge of the unit complained of");
    assert!(!sees(&closed, "deputy_schools"));
    let school = Desk::replied(File { unit: "S1".into(), ..filing() });
    assert!(sees(&school, "deputy"), "he is in charge of 效能办, not of the school");
    assert!(!school.sees("deputy"));
}

/// 交局外办理: the bureau, a leader, 效能办 or somebody of it. Then the contact outside alone reads it.
#[test]
fn what_goes_outside() {
    let about = |unit: &str| File { unit: unit.into(), ..filing() };
    for (file, reason) in [
        (about("JU"), OutsideReason::Bureau),
        (about("XNB"), OutsideReason::EfficacyOffice),
        (naming(&["director"]), OutsideReason::BureauLeader),
        (naming(&["deputy"]), OutsideReason::BureauLeader),
        (naming(&["deputy_schools"]), OutsideReason::BureauLeader),
        (naming(&["XNB_staff"]), OutsideReason::EfficacyOffice),
        (naming(&["JYK_staff", "XNB_head"]), OutsideReason::EfficacyOffice),
    ] {
        let mut desk = Desk::empty();
        let kinds = desk.wish(CITIZEN, file.clone()).unwrap();
        assert_eq!(kinds, ["complaint_filed/1", "handed_outside/1"], "{file:?}");
        assert_eq!(desk.complaint.outside.as_ref().unwrap().reason, reason);
        assert_eq!(desk.readers(), ["liaison", "liaison_two"]);
        for person in ["XNB_head", "XNB_clerk", "director", "deputy", "JYK_head", "DDS_head"] {
            assert_nonexistent_for(&desk, person);
            assert!(desk.told_to(person).is_empty(), "{person}");
        }
        assert_eq!(desk.told_to("liaison"), ["complaint_take_over"]);
        assert_eq!(desk.told_to("c1"), ["complaint_received", "complaint_handed_outside"]);
        assert_eq!(desk.refused("liaison", accept()), "left_the_house");
        assert_eq!(next_due_at(&desk.complaint), None);
        let standing = public_standing(&desk.complaint).unwrap();
        assert_eq!((standing.stage, standing.accept_by), (Stage::Outside, None));
        desk.grant("liaison", EndOutside { notice: text("已由派驻组办结") });
        assert_eq!(desk.complaint.stage, Stage::OutsideEnded);
        assert_eq!(desk.refused("liaison", EndOutside { notice: text("再办") }), "left_the_house");
        assert_nonexistent_for(&desk, "XNB_head");
    }
    // Sections and schools stay inside.
    assert_eq!(Desk::filed(about("BGS")).complaint.outside, None);
}

/// 效能办 below 办公室 (domain.md 2.2): a complaint about 办公室 holds it, and goes outside.
#[test]
fn an_office_within_the_unit_complained_of() {
    let mut desk = Desk::empty();
    let below = PlaceUnit { unit: "XNB".into(), parent: "BGS".into() };
    desk.county.grant("director", below);
    desk.grant(CITIZEN, File { unit: "BGS".into(), ..filing() });
    assert_eq!(desk.complaint.outside.as_ref().unwrap().reason, OutsideReason::EfficacyOffice);
    assert_nonexistent_for(&desk, "XNB_clerk");
}

/// A liaison who is named, or whose own section is complained of, is no contact.
#[test]
fn a_liaison_who_is_concerned() {
    let mut desk = Desk::filed(naming(&["director", "liaison"]));
    assert_eq!(desk.readers(), ["liaison_two"]);
    assert_nonexistent_for(&desk, "liaison");
    assert_eq!(desk.refused("liaison", EndOutside { notice: text("办结") }), "unseen");
    assert_eq!(desk.complaint.outside.as_ref().unwrap().contacts, ["liaison_two".into()]);
}

/// Outside, contacts come and go: whoever is one now is told and listed, nobody else.
#[test]
fn contacts_come_and_go() {
    let mut desk = Desk::filed(File { unit: "XNB".into(), ..filing() });
    let moved = MovePerson { person: "liaison_two".into(), unit: "XNB".into() };
    desk.county.grant("director", moved);
    desk.county.appoint("liaison_three", "JU", &[Role::Discipline]);
    assert_nonexistent_for(&desk, "liaison_two");
    assert_eq!(desk.wish("system", CheckRecusal {}).unwrap(), ["contacts_changed/1"]);
    assert!(desk.wish("system", CheckRecusal {}).unwrap().is_empty(), "once");
    let contacts = &desk.complaint.outside.as_ref().unwrap().contacts;
    assert_eq!(*contacts, ["liaison".into(), "liaison_three".into()]);
    assert_eq!(desk.told_to("liaison_three"), ["complaint_take_over"]);
    assert_eq!(desk.told_to("liaison"), ["complaint_take_over"]);
    assert_eq!(desk.readers(), ["liaison", "liaison_three"]);
}

/// The subject's deputy as investigator: AB 岗 of the person named or of the head.
#[test]
fn the_subject_s_deputy_does_not_investigate() {
    // S3's one clerk is paired with the clerk of S2.
    let mut desk = Desk::accepted(File { unit: "S3".into(), ..naming(&["S3_clerk"]) });
    let refusal = desk.refusal("XNB_head", appoint("XNB_clerk", "S2_clerk"));
    assert_eq!(refusal.code(), "investigator_is_deputy");
    desk.grant("XNB_head", appoint("XNB_clerk", "S1_staff"));
    // A deputy who becomes one later loses the part at once.
    let mut desk = Desk::accepted(File { unit: "S3".into(), ..filing() });
    desk.grant("XNB_head", appoint("XNB_clerk", "S2_clerk"));
    let kinds = desk.wish("XNB_clerk", identify("S3_clerk")).unwrap();
    assert_eq!(kinds, ["respondent_identified/1", "parts_taken_away/1"]);
    assert_eq!(desk.complaint.investigators, ["XNB_clerk".into()].into());
    assert_nonexistent_for(&desk, "S2_clerk");
}

/// A handler is identified midway: his part ends in the same breath, his records count for nothing,
/// and for him the complaint is no more.
#[test]
fn a_handler_identified_midway() {
    let mut desk = Desk::accepted(filing());
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"))
        .grant("DDS_staff", record())
        .grant("DDS_staff", ask_unsealing());
    assert!(desk.sees("DDS_staff"));
    let kinds = desk.wish("XNB_clerk", identify("DDS_staff")).unwrap();
    assert_eq!(kinds, ["respondent_identified/1", "parts_taken_away/1"]);
    for person in ["DDS_staff", "DDS_head", "DDS_clerk"] {
        assert_nonexistent_for(&desk, person);
    }
    assert_eq!(desk.complaint.stage, Stage::Accepted);
    assert_eq!(desk.complaint.unsealings[0].state, UnsealingState::Void);
    assert_eq!(desk.told_to("XNB_head").last(), Some(&"complaint_parts_taken_away"));
    assert!(!desk.told_to("DDS_staff").contains(&"complaint_parts_taken_away"));
    desk.grant("XNB_head", appoint("XNB_clerk", "PAK_staff"));
    assert_eq!(desk.refused("XNB_clerk", find(Outcome::Verified)), "record_missing");
    assert_eq!(desk.refused("XNB_clerk", identify("DDS_staff")), "nobody_new");
}

/// What a concerned investigator found is void; an identity opened for him is sealed at once.
#[test]
fn a_finding_by_somebody_concerned_is_void() {
    let mut desk = Desk::investigating(filing());
    desk.grant("DDS_staff", record())
        .grant("DDS_staff", ask_unsealing())
        .grant("XNB_head", approve_unsealing(1))
        .grant("DDS_staff", find(Outcome::Unfounded));
    assert!(desk.as_("DDS_staff", |cx| may_read_identity(cx, &desk.complaint)));
    desk.grant("XNB_clerk", identify("DDS_head"));
    assert_eq!((desk.complaint.stage, &desk.complaint.finding), (Stage::Accepted, &None));
    assert!(!desk.as_("DDS_staff", |cx| may_read_identity(cx, &desk.complaint)));
    assert_nonexistent_for(&desk, "DDS_staff");
    assert_eq!(desk.refused("XNB_head", Close {}), "investigators_missing");
}

/// Somebody of 效能办 is identified midway: the whole leaves the house, who said so loses it too.
#[test]
fn the_office_itself_identified_midway() {
    for (person, reason) in [
        ("XNB_staff", OutsideReason::EfficacyOffice),
        ("deputy", OutsideReason::BureauLeader),
        ("director", OutsideReason::BureauLeader),
    ] {
        let mut desk = Desk::investigating(filing());
        desk.grant("XNB_clerk", identify(person));
        assert_eq!(desk.complaint.outside.as_ref().unwrap().reason, reason);
        assert_eq!(desk.readers(), ["liaison", "liaison_two"]);
        assert!(desk.complaint.investigators.is_empty() && desk.complaint.route.is_none());
        for person in ["XNB_clerk", "XNB_head", "DDS_staff", person] {
            assert_nonexistent_for(&desk, person);
        }
        assert_eq!(next_due_at(&desk.complaint), None);
    }
}

/// The unit that was charged turns out to be concerned: it loses the complaint, which is routed anew.
#[test]
fn a_charged_unit_identified_midway() {
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_clerk", accept_by(Mode::AssignWithReport, "S1"));
    desk.grant("S1_head", appoint("S1_clerk", "S1_staff"));
    let unit = IdentifyRespondent { unit: Some("S1".into()), person: None };
    desk.grant("XNB_clerk", unit);
    for person in ["S1_head", "S1_clerk", "S1_staff", "deputy_schools"] {
        assert_nonexistent_for(&desk, person);
    }
    assert_eq!(desk.complaint.route, None);
    assert_eq!(desk.refused("XNB_head", appoint("XNB_clerk", "DDS_staff")), "route_missing");
    let due = desk.due(ClockName::Finish);
    desk.on("2026-03-10T09:00").grant("XNB_clerk", Reroute { route: NewRoute::self_handled() });
    assert_eq!(desk.due(ClockName::Finish), due, "the complainant's date stays");
    desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"));
}

/// A change of the organization holds at once, and the reaction takes the parts away.
#[test]
fn an_investigator_moved_into_the_unit() {
    let mut desk = Desk::investigating(filing());
    let moved = MovePerson { person: "DDS_staff".into(), unit: "JYK".into() };
    desk.county.grant("director", moved);
    assert_nonexistent_for(&desk, "DDS_staff");
    assert_eq!(desk.wish("system", CheckRecusal {}).unwrap(), ["parts_taken_away/1"]);
    assert!(desk.wish("system", CheckRecusal {}).unwrap().is_empty(), "once");
    assert_eq!(desk.refused("XNB_clerk", CheckRecusal {}), "not_permitted");
}

/// 回避: a handler steps aside himself, or the head has him step aside; the complainant may ask.
#[test]
fn stepping_aside() {
    let mut desk = Desk::investigating(filing());
    desk.grant(CITIZEN, AskRecusal { reason: text("DDS 的人是他同学") });
    assert_eq!(desk.told_to("XNB_head").last(), Some(&"complaint_recusal_asked"));
    assert_eq!(desk.refused("XNB_clerk", step_aside("DDS_staff")), "steps_aside_himself");
    desk.grant("XNB_head", step_aside("DDS_staff"));
    assert_nonexistent_for(&desk, "DDS_staff");
    desk.grant("XNB_clerk", step_aside("XNB_clerk"));
    assert_nonexistent_for(&desk, "XNB_clerk");
    assert!(desk.complaint.investigators.is_empty());
    // The head himself: the next above decides, and only then reads it.
    assert!(!desk.sees("director"));
    desk.grant("XNB_head", step_aside("XNB_head"));
    assert_nonexistent_for(&desk, "XNB_head");
    assert!(!desk.sees("deputy"), "in charge of the unit complained of");
    assert!(desk.sees("director"));
    desk.grant("director", appoint("XNB_staff", "PAK_staff"));
}

/// Nobody is on both sides: who complained does not handle it, even as staff.
#[test]
fn the_complainant_does_not_handle_it() {
    let own = File { complainant: "XNB_clerk".into(), ..filing() };
    let mut desk = Desk::empty();
    desk.grant("citizen:XNB_clerk", own);
    assert!(!desk.sees("XNB_clerk"));
    assert_eq!(desk.refused("XNB_clerk", accept()), "unseen");
    desk.grant("XNB_staff", accept());
    let refusal = desk.refusal("XNB_head", appoint("XNB_clerk", "DDS_staff"));
    assert_eq!(refusal.code(), "investigator_concerned");
}

/// A complaint naming a whole unit of many, below it too: nobody of the tree is left.
#[test]
fn a_complaint_about_a_whole_tree() {
    let mut desk = Desk::empty();
    desk.county.open("S2A", UnitKind::School, "S3");
    desk.county.appoint("S2A_clerk", "S2A", &[Role::Clerk]);
    desk.grant(CITIZEN, File { unit: "S2".into(), ..filing() });
    for person in ["S2_head", "S2_clerk", "S2_staff", "S3_clerk", "S2A_clerk", "deputy_schools"] {
        assert_nonexistent_for(&desk, person);
    }
    for unit in ["S2", "S3", "S2A"] {
        let done = desk.wish("XNB_clerk", accept_by(Mode::Forward, unit));
        assert_eq!(done.unwrap_err().code(), "goes_to_subject", "{unit}");
    }
}
