//! 组织. The bureau is founded, its units opened and closed, its staff appointed and moved, and
//! every unit has somebody who receives (decisions A1, A2, A5; 三员分立).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use std::collections::BTreeSet;

use county::{County, at, county};
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{OrganizationRefusal as No, *};

fn open_section(unit: &str, parent: &str) -> OpenUnit {
    let name = format!("{unit}（测试）");
    OpenUnit { unit: unit.into(), name, kind: UnitKind::Section, parent: parent.into() }
}

fn roles(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

fn people(ids: &[&str]) -> Vec<PersonId> {
    ids.iter().map(|id| PersonId::from(*id)).collect()
}

#[test]
fn the_bureau_is_founded_once_with_its_director() {
    let mut county = County::default();
    county.on("2026-03-02T09:00");
    let bureau = |name: &str| FoundBureau {
        unit: "JU".into(),
        name: name.to_owned(),
        director: "director".into(),
    };
    let act = OfficeAct::FoundBureau;
    assert_eq!(county.refusal("director", bureau("局")), No::NotAllowed(NotAllowed { act }));
    assert_eq!(county.refusal("system", bureau(" ")), No::NameMissing);
    let kinds = county.wish("system", bureau("县教育局")).unwrap();
    assert_eq!(kinds, ["unit_opened/1", "person_appointed/1", "head_named/1"]);
    assert_eq!(county.organization.director(), Some(&"director".into()));
    assert_eq!(county.refusal("system", bureau("县教育局")), No::AlreadyFounded);
}

#[test]
fn units_form_a_tree_below_the_bureau() {
    let mut county = county();
    let act = OfficeAct::ArrangeUnits;
    let refused = No::NotAllowed(NotAllowed { act });
    assert_eq!(county.refusal("JYK_head", open_section("XX", "JU")), refused);
    assert_eq!(county.refusal("system", open_section("XX", "JU")), refused);
    assert_eq!(
        county.refusal("hr", open_section("JYK", "JU")),
        No::UnitExists { unit: "JYK".into() }
    );
    assert_eq!(
        county.refusal("hr", open_section("XX", "NONE")),
        No::NoSuchUnit { unit: "NONE".into() }
    );
    let second = OpenUnit { kind: UnitKind::Bureau, ..open_section("XX", "JU") };
    assert_eq!(county.refusal("hr", second), No::SecondBureau);
    let place = |unit: &str, parent: &str| PlaceUnit { unit: unit.into(), parent: parent.into() };
    let circle = No::ParentsInCircle { unit: "S2".into() };
    assert_eq!(county.refusal("hr", place("S2", "S3")), circle);
    assert_eq!(county.refusal("hr", place("S2", "S2")), circle);
    let stays = No::BureauStays { unit: "JU".into() };
    assert_eq!(county.refusal("hr", place("JU", "S1")), stays);
    county.grant("hr", place("S3", "S1"));
    assert!(county.organization.is_within(&"S3".into(), &"S1".into()));
    assert_eq!(county.organization.head_of(&"S3".into()), Some(&"S1_head".into()));
}

#[test]
fn a_unit_is_renamed_and_keeps_its_code() {
    let mut county = county();
    let rename = |name: &str| RenameUnit { unit: "S1".into(), name: name.to_owned() };
    county.grant("hr", rename("城关一小"));
    assert_eq!(county.organization.unit(&"S1".into()).unwrap().name, "城关一小");
    assert_eq!(county.wish("hr", rename("城关一小")).unwrap(), [] as [&str; 0]);
    assert_eq!(county.refusal("hr", rename("　")), No::NameMissing);
}

/// 撤并 (decisions A2): closing a unit without a successor is refused.
#[test]
fn a_unit_is_closed_only_with_a_successor() {
    let mut county = county();
    let close = |unit: &str, successor: Option<&str>| CloseUnit {
        unit: unit.into(),
        successor: successor.map(UnitId::from),
    };
    let missing = |unit: &str| No::SuccessorMissing { unit: unit.into() };
    assert_eq!(county.refusal("hr", close("S1", None)), missing("S1"));
    assert_eq!(county.refusal("hr", close("S1", Some("S1"))), missing("S1"));
    let below = No::UnitsBelow { unit: "S2".into(), below: "S3".into() };
    assert_eq!(county.refusal("hr", close("S2", Some("S1"))), below);
    let bureau = No::BureauStays { unit: "JU".into() };
    assert_eq!(county.refusal("hr", close("JU", Some("S1"))), bureau);

    let kinds = county.wish("hr", close("PAK", Some("BGS"))).unwrap();
    assert_eq!(kinds, ["function_assigned/1", "unit_closed/1"]);
    let organization = &county.organization;
    let office = organization.unit_for(Function::SafetyOffice).unwrap();
    assert_eq!(office.id, "BGS".into(), "what it was for goes with it");
    assert_eq!(organization.person(&"PAK_clerk".into()).unwrap().unit, "BGS".into());
    let closed =
        UnitClosed { unit: "PAK".into(), successor: "BGS".into(), head: "BGS_head".into() };
    assert_eq!(county.events.last(), Some(&closed.into()));

    let gone = No::UnitClosed { unit: "PAK".into(), successor: "BGS".into() };
    assert_eq!(county.refusal("hr", open_section("XX", "PAK")), gone);
    assert_eq!(
        county.refusal("hr", open_section("PAK", "JU")),
        No::UnitExists { unit: "PAK".into() },
        "a code is never used again"
    );
}

#[test]
fn a_successor_that_is_closed_too_leads_on_to_the_next() {
    let mut county = county();
    for (unit, successor) in [("PAK", "JYK"), ("JYK", "BGS")] {
        county.grant("hr", CloseUnit { unit: unit.into(), successor: Some(successor.into()) });
    }
    let organization = &county.organization;
    assert_eq!(organization.heir_of(&"PAK".into()), &"BGS".into());
    assert_eq!(
        organization.open_unit(&"PAK".into()).unwrap_err(),
        No::UnitClosed { unit: "PAK".into(), successor: "BGS".into() }
    );
}

/// 收件人 (decisions A1): A, then B, then the head, then the head above.
#[test]
fn every_unit_always_has_somebody_who_receives() {
    let mut county = county();
    let on_duty = |county: &County| county.organization.desk_of(&"S1".into(), county.now).cloned();
    assert_eq!(on_duty(&county), Some("S1_clerk".into()));
    let away = |person: &str| RegisterSuddenAbsence { person: person.into() };
    county.grant("S1_clerk", away("S1_clerk"));
    assert_eq!(on_duty(&county), Some("S1_staff".into()));
    county.grant("S1_head", away("S1_staff"));
    assert_eq!(on_duty(&county), Some("S1_head".into()));
    for person in ["S1_clerk", "S1_staff", "S1_head"] {
        county.grant("hr", RecordLeaving { person: person.into() });
    }
    assert_eq!(on_duty(&county), Some("director".into()), "the head above");
    assert_eq!(
        county.refusal("hr", RecordLeaving { person: "director".into() }),
        No::DirectorMissing,
        "somebody must be left at the top"
    );
}

#[test]
fn a_new_director_is_named_before_the_old_one_leaves() {
    let mut county = county();
    county.appoint("next", "JU", &[Role::Director]);
    let name = NameHead { unit: "JU".into(), person: "next".into() };
    county.grant("hr", name).grant("hr", RecordLeaving { person: "director".into() });
    assert_eq!(county.organization.director(), Some(&"next".into()));
    assert!(county.organization.person(&"director".into()).unwrap().has_left);
}

#[test]
fn staff_are_appointed_moved_and_leave() {
    let mut county = county();
    let move_to =
        |person: &str, unit: &str| MovePerson { person: person.into(), unit: unit.into() };
    assert_eq!(county.refusal("hr", move_to("hr", "JYK")), No::OwnAppointment);
    let exists = No::PersonExists { person: "S1_clerk".into(), unit: "S1".into() };
    let appoint = AppointPerson {
        person: "S1_clerk".into(),
        unit: "S2".into(),
        roles: roles(&[Role::Clerk]),
    };
    assert_eq!(county.refusal("hr", appoint.clone()), exists);

    let kinds = county.wish("hr", move_to("S1_clerk", "S2")).unwrap();
    assert_eq!(kinds, ["post_vacated/1", "person_moved/1"]);
    let organization = &county.organization;
    assert_eq!(organization.person(&"S1_clerk".into()).unwrap().unit, "S2".into());
    assert_eq!(organization.unit(&"S1".into()).unwrap().desk, people(&["S1_staff"]));
    assert!(
        organization
            .covers
            .values()
            .all(|cover| { cover.a != "S1_clerk".into() && cover.b != "S1_clerk".into() })
    );

    let kinds = county.wish("hr", RecordLeaving { person: "S1_clerk".into() }).unwrap();
    assert_eq!(kinds, ["post_vacated/1", "person_left/1"]);
    let gone = No::NoSuchPerson { person: "S1_clerk".into() };
    assert_eq!(county.refusal("hr", move_to("S1_clerk", "S1")), gone);
    county.grant("hr", appoint);
}

/// What a vacated post leaves behind goes to the unit's head, or up where the head himself goes.
#[test]
fn a_vacated_post_names_who_takes_over() {
    let mut county = county();
    let takes_over = |county: &mut County, person: &str| {
        county.grant("hr", VacatePosts { person: person.into() });
        match county.events.last() {
            Some(OrganizationEvent::PostVacated(facts)) => facts.head.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(takes_over(&mut county, "S1_clerk"), "S1_head".into());
    assert_eq!(takes_over(&mut county, "S1_head"), "director".into());
    assert_eq!(takes_over(&mut county, "S3_clerk"), "S2_head".into());
    let staff = county.organization.person(&"S1_clerk".into()).unwrap();
    assert_eq!((staff.unit.as_str(), staff.has_left), ("S1", false), "he stays in the unit");
}

/// 三员分立: the three administrators exclude each other and everything that decides.
#[test]
fn administrators_hold_one_role_and_sit_on_no_post() {
    let mut county = county();
    let assign =
        |person: &str, of: &[Role]| AssignRoles { person: person.into(), roles: roles(of) };
    let three = [Role::Sysadmin, Role::Secadmin, Role::Auditadmin];
    let others = [
        Role::Staff,
        Role::Clerk,
        Role::SectionHead,
        Role::Principal,
        Role::DeputyDirector,
        Role::Director,
        Role::EfficacyOffice,
        Role::InspectionOffice,
        Role::Hr,
        Role::Discipline,
    ];
    for administrator in three {
        for other in others.into_iter().chain(three).filter(|other| *other != administrator) {
            let refusal = county.refusal("hr", assign("sysadmin", &[administrator, other]));
            assert!(matches!(refusal, No::RolesExclude { .. }), "{administrator:?} {other:?}");
        }
    }
    let seated =
        No::AdministratorOnPost { person: "S1_clerk".into(), administrator: Role::Auditadmin };
    assert_eq!(county.refusal("director", assign("S1_clerk", &[Role::Auditadmin])), seated);

    let on_post = |person: &str, administrator: Role| No::AdministratorOnPost {
        person: person.into(),
        administrator,
    };
    let desk = FillDesk { unit: "JU".into(), desk: people(&["sysadmin"]) };
    assert_eq!(county.refusal("director", desk), on_post("sysadmin", Role::Sysadmin));
    let leader = NameLeaderInCharge { unit: "S1".into(), person: "secadmin".into() };
    assert_eq!(county.refusal("director", leader), on_post("secadmin", Role::Secadmin));
    let post = FillPost {
        post: "p".into(),
        title: "经办岗".to_owned(),
        unit: "JU".into(),
        person: "auditadmin".into(),
    };
    assert_eq!(county.refusal("director", post), on_post("auditadmin", Role::Auditadmin));
}

#[test]
fn heads_and_leaders_have_the_role_of_their_office() {
    let mut county = county();
    let head = |unit: &str, person: &str| NameHead { unit: unit.into(), person: person.into() };
    assert_eq!(
        county.refusal("hr", head("S1", "S2_head")),
        No::NotOfUnit { person: "S2_head".into(), unit: "S1".into() }
    );
    let needs = |person: &str, role: Role| No::RoleMissing { person: person.into(), role };
    assert_eq!(county.refusal("hr", head("S1", "S1_staff")), needs("S1_staff", Role::Principal));
    assert_eq!(
        county.refusal("hr", head("JYK", "JYK_staff")),
        needs("JYK_staff", Role::SectionHead)
    );
    assert_eq!(county.refusal("hr", head("JU", "deputy")), needs("deputy", Role::Director));
    assert_eq!(county.refusal("hr", head("BGS", "hr")), No::OwnAppointment);
    let leader = NameLeaderInCharge { unit: "S1".into(), person: "S1_head".into() };
    assert_eq!(county.refusal("hr", leader), needs("S1_head", Role::DeputyDirector));
    assert_eq!(county.wish("hr", head("S1", "S1_head")).unwrap(), [] as [&str; 0]);
}

/// A unit without a second person is served from the unit above, else from 办公室 (decisions A5).
#[test]
fn a_desk_is_seated_from_the_unit_itself_while_it_has_people() {
    let mut county = county();
    let desk = |unit: &str, seated: &[&str]| FillDesk { unit: unit.into(), desk: people(seated) };
    assert_eq!(county.refusal("S1_head", desk("S1", &[])), No::DeskMalformed);
    assert_eq!(county.refusal("S1_head", desk("S1", &["S1_staff", "S1_staff"])), No::DeskMalformed);
    let three = desk("S1", &["S1_staff", "S1_clerk", "S1_head"]);
    assert_eq!(county.refusal("S1_head", three), No::DeskMalformed);
    let outside = No::NotOfUnit { person: "S2_clerk".into(), unit: "S1".into() };
    assert_eq!(county.refusal("S1_head", desk("S1", &["S2_clerk"])), outside);
    county.grant("S1_head", desk("S1", &["S1_staff", "S1_clerk"]));
    county.grant("S2_head", desk("S3", &["S3_clerk", "S2_staff"]));
    county.grant("S2_head", desk("S3", &["S3_clerk", "BGS_staff"]));
    let outside = No::NotOfUnit { person: "S1_clerk".into(), unit: "S3".into() };
    assert_eq!(county.refusal("S2_head", desk("S3", &["S3_clerk", "S1_clerk"])), outside);
    let act = OfficeAct::ArrangePosts;
    let refused = No::NotAllowed(NotAllowed { act });
    assert_eq!(county.refusal("S1_head", desk("S2", &["S2_clerk"])), refused);
}

#[test]
fn one_unit_plays_one_part() {
    let mut county = county();
    let assign =
        |unit: &str| AssignFunction { function: Function::SafetyOffice, unit: UnitId::from(unit) };
    let held = No::FunctionHeld { function: Function::SafetyOffice, unit: "PAK".into() };
    assert_eq!(county.refusal("hr", assign("PAK")), held);
    county.grant("hr", assign("JYK"));
    let organization = &county.organization;
    assert_eq!(organization.unit_for(Function::SafetyOffice).unwrap().id, "JYK".into());
    assert!(organization.unit(&"PAK".into()).unwrap().functions.is_empty());
}

#[test]
fn the_laws_hold_of_the_county_and_every_kind_is_written_and_read() {
    let county = county();
    check_laws(&county.organization, at("2026-03-02T09:00")).unwrap();
    assert!(!county.events.is_empty());
    let unknown = OrganizationEvent::decode("unit_sold/1", "{}").unwrap_err();
    assert_eq!(unknown.to_string(), "这条流中没有“unit_sold/1”这种事件，可能由更新版本的程序写入");
    assert!(OrganizationEvent::decode("unit_closed/1", r#"{"unit":"S1"}"#).is_err());
}
