//! 开通. The bureau begins with a director and three separate administrators; its doors to the
//! public open by an act; several wishes are carried out together or not at all.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use county::{County, county};
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::organization::{OrganizationRefusal as No, *};

fn establish(audit: &str) -> EstablishBureau {
    let (unit, name, director) = ("JU".into(), "县教育局".to_owned(), "director".into());
    EstablishBureau {
        bureau: FoundBureau { unit, name, director },
        system: "sys".into(),
        security: "sec".into(),
        audit: audit.into(),
    }
}

fn established() -> County {
    let mut county = County::default();
    county.on("2026-03-02T09:00");
    county.grant("system", establish("aud"));
    county
}

#[test]
fn the_bureau_is_established_with_its_director_and_three_administrators() {
    let mut county = County::default();
    county.on("2026-03-02T09:00");
    let act = OfficeAct::FoundBureau;
    assert_eq!(county.refusal("aud", establish("aud")), No::NotAllowed(NotAllowed { act }));
    for twice in ["director", "sys", "sec"] {
        assert_eq!(county.refusal("system", establish(twice)), No::AdministratorsAreThree);
    }
    let kinds = county.wish("system", establish("aud")).unwrap();
    let expected = [
        "unit_opened/1",
        "person_appointed/1",
        "head_named/1",
        "person_appointed/1",
        "person_appointed/1",
        "person_appointed/1",
        "portal_closed/1",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(county.refusal("system", establish("aud")), No::AlreadyFounded);
    let role = |person: &str| county.organization.person(&person.into()).unwrap().roles.clone();
    assert_eq!(role("sys"), [Role::Sysadmin].into());
    assert_eq!(role("sec"), [Role::Secadmin].into());
    assert_eq!(role("aud"), [Role::Auditadmin].into());
}

#[test]
fn the_portal_is_opened_by_an_act() {
    let mut county = established();
    assert!(county.organization.is_portal_closed);
    let act = OfficeAct::OpenPortal;
    for stranger in ["sec", "aud", "system", "nobody"] {
        let refused = No::NotAllowed(NotAllowed { act });
        assert_eq!(county.refusal(stranger, OpenPortal {}), refused, "{stranger}");
    }
    assert_eq!(county.wish("sys", OpenPortal {}).unwrap(), ["portal_opened/1"]);
    assert!(!county.organization.is_portal_closed);
    assert_eq!(county.wish("director", OpenPortal {}).unwrap(), [] as [&str; 0]);
    assert!(!self::county().organization.is_portal_closed, "founded otherwise, it is open");
}

/// 三员分立: whoever arranges staff does not choose those who watch him.
#[test]
fn administrators_are_given_and_taken_by_the_director_alone() {
    let mut county = county();
    let appoint = |roles: &[Role]| AppointPerson {
        person: "new".into(),
        unit: "JU".into(),
        roles: roles.iter().copied().collect(),
    };
    for (by, role) in [("sysadmin", Role::Auditadmin), ("hr", Role::Secadmin)] {
        assert_eq!(county.refusal(by, appoint(&[role])), No::AdministratorsByDirector);
    }
    let assign = |person: &str, role| AssignRoles { person: person.into(), roles: [role].into() };
    let by = No::AdministratorsByDirector;
    assert_eq!(county.refusal("sysadmin", assign("auditadmin", Role::Staff)), by);
    assert_eq!(county.refusal("sysadmin", assign("S1_staff", Role::Sysadmin)), by);
    assert_eq!(county.refusal("hr", RecordLeaving { person: "secadmin".into() }), by);
    county.grant("sysadmin", appoint(&[Role::Staff]));
    county.grant("director", RecordLeaving { person: "secadmin".into() });
    let own = assign("sysadmin", Role::Staff);
    assert_eq!(county.refusal("sysadmin", own), No::OwnAppointment);
}

#[test]
fn several_wishes_are_carried_out_together_or_not_at_all() {
    let mut county = established();
    let open = |unit: &str, parent: &str| {
        let (unit, name, parent) = (unit.into(), "办公室".to_owned(), parent.into());
        OrganizationCommand::from(OpenUnit { unit, name, kind: UnitKind::Section, parent })
    };
    let appoint = |unit: &str| {
        let roles = [Role::SectionHead].into();
        OrganizationCommand::from(AppointPerson { person: "head".into(), unit: unit.into(), roles })
    };
    let head = NameHead { unit: "BGS".into(), person: "head".into() };
    let wishes = vec![open("BGS", "JU"), appoint("BGS"), head.into()];
    let kinds = county.wish("sys", Together { wishes: wishes.clone() }).unwrap();
    assert_eq!(kinds, ["unit_opened/1", "person_appointed/1", "head_named/1"]);
    let wishes = vec![open("JYK", "JU"), appoint("JYK")];
    assert_eq!(
        county.refusal("sys", Together { wishes }),
        No::PersonExists { person: "head".into(), unit: "BGS".into() }
    );
    assert_eq!(county.organization.unit(&"JYK".into()), None);
}
