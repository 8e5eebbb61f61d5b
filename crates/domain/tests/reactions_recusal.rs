//! 责任的去向. Where a matter goes when who answers for it goes, and where it never goes: to one of
//! the unit complained of (decisions A2, E32).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod file;

use county::{County, actor, county, rules};
use file::petition;
use xiaoneng_domain::decider::{Context, Decider};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::*;
use xiaoneng_domain::organization::*;

/// Who holds it after the wish of the system, and for whom; none where nothing moves.
fn moved(
    county: &County,
    matter: &Matter,
    wish: impl Into<MatterCommand>,
) -> Option<(String, String, Option<String>)> {
    let actor = actor("system");
    let cx = Context {
        now: county.now,
        actor: &actor,
        rules: rules(),
        organization: &county.organization,
    };
    let events = MatterDecider::decide(matter, wish.into(), &cx).unwrap();
    events.into_iter().find_map(|event| match event {
        MatterEvent::ResponsibilityMoved(moved) => Some((
            moved.to.person.to_string(),
            moved.to.unit.to_string(),
            moved.covers_for.map(|a| a.to_string()),
        )),
        _ => None,
    })
}

fn to(person: &str, unit: &str) -> Option<(String, String, Option<String>)> {
    Some((person.to_owned(), unit.to_owned(), None))
}

fn held(person: &str, unit: &str, covers_for: Option<&str>, concerned: Option<&str>) -> Matter {
    let mut matter = petition();
    let responsible = matter.responsible.as_mut().unwrap();
    responsible.holder = Holder { person: person.into(), unit: unit.into() };
    responsible.covers_for = covers_for.map(PersonId::from);
    matter.filing.as_mut().unwrap().concerned = concerned.map(|unit| unit.into());
    matter
}

fn vacated(of: &str) -> MoveResponsibility {
    MoveResponsibility { cause: Vacancy::PostVacated, of: Some(of.into()) }
}

#[test]
fn who_gives_up_his_posts_leaves_his_matters_to_the_head() {
    let mut county = county();
    county.grant("hr", VacatePosts { person: "S1_clerk".into() });
    let matter = held("S1_clerk", "S1", None, None);
    assert_eq!(moved(&county, &matter, vacated("S1_clerk")), to("S1_head", "S1"));
    let others = held("S1_staff", "S1", None, None);
    assert_eq!(moved(&county, &others, vacated("S1_clerk")), None, "it has changed hands since");
}

/// A → B → C by cover; C leaves. It goes back to A, or to the head once A has left as well.
#[test]
fn what_was_held_as_cover_goes_back_when_the_cover_leaves() {
    let mut county = county();
    county.grant("hr", RecordLeaving { person: "S2_staff".into() });
    let matter = held("S2_staff", "S3", Some("S3_clerk"), None);
    assert_eq!(moved(&county, &matter, vacated("S2_staff")), to("S3_clerk", "S3"));
    county.grant("hr", RecordLeaving { person: "S3_clerk".into() });
    assert_eq!(moved(&county, &matter, vacated("S3_clerk")), to("S2_head", "S3"));
}

#[test]
fn a_unit_complained_of_inherits_nothing_about_itself() {
    let mut county = county();
    county.grant("hr", CloseUnit { unit: "PAK".into(), successor: Some("JYK".into()) });
    let closed = || MoveResponsibility { cause: Vacancy::UnitClosed, of: None };
    let about_others = held("PAK_clerk", "PAK", None, Some("S1"));
    assert_eq!(moved(&county, &about_others, closed()), to("JYK_head", "JYK"));
    let about_heirs = held("PAK_clerk", "PAK", None, Some("JYK"));
    assert_eq!(moved(&county, &about_heirs, closed()), to("XNB_clerk", "XNB"));
}

#[test]
fn a_cover_from_the_unit_complained_of_takes_over_nothing() {
    let county = county();
    let begins = || CoverBegins { a: "JYK_clerk".into(), b: "BGS_staff".into() };
    let about_office = held("JYK_clerk", "JYK", None, Some("BGS"));
    assert_eq!(moved(&county, &about_office, begins()), None);
    let about_school = held("JYK_clerk", "JYK", None, Some("S1"));
    let covered = ("BGS_staff".to_owned(), "JYK".to_owned(), Some("JYK_clerk".to_owned()));
    assert_eq!(moved(&county, &about_school, begins()), Some(covered));
}

/// 效能办 is placed below 督导室, about which it holds a matter.
#[test]
fn who_comes_to_belong_to_the_unit_complained_of_keeps_nothing_about_it() {
    let mut county = county();
    let placed = || MoveResponsibility { cause: Vacancy::PostVacated, of: None };
    let matter = held("XNB_clerk", "XNB", None, Some("DDS"));
    assert_eq!(moved(&county, &matter, placed()), None);
    county.grant("hr", PlaceUnit { unit: "XNB".into(), parent: "DDS".into() });
    assert_eq!(moved(&county, &matter, placed()), to("BGS_clerk", "BGS"));
}

/// A leader registers what is about a unit in his charge: he is first contact and no more.
#[test]
fn a_leader_in_charge_does_not_answer_for_what_is_about_his_unit() {
    let county = county();
    let actor = actor("deputy");
    let cx = Context {
        now: county.now,
        actor: &actor,
        rules: rules(),
        organization: &county.organization,
    };
    let record = FirstContactRecord {
        situation: xiaoneng_domain::rules::Situation::I,
        result: None,
        notice: None,
        hand_over: None,
        reported_to: None,
        competent: None,
        help: None,
        leader_told: None,
        assisting: Vec::new(),
        receipt: Receipt::Given,
    };
    let wish = File {
        number: "2026-03020001".into(),
        channel: Channel::Visit,
        petitioner: Some("p1".into()),
        has_contact: true,
        matter_type: "other_grievance".into(),
        unit: None,
        story: xiaoneng_domain::text::Written::new("事情经过", [1; 16]),
        concerned: Some("PAK".into()),
        is_sealed: false,
        is_urgent: false,
        is_vulnerable: false,
        asked_first: None,
        first_contact: Some(Box::new(record)),
        surroundings: Surroundings::default(),
    };
    let events = MatterDecider::decide(&Matter::default(), wish.into(), &cx).unwrap();
    let MatterEvent::Registered(registered) = &events[0] else { panic!("{events:?}") };
    assert_eq!(registered.first_contact.person, Some("deputy".into()));
    let holder = Holder { person: "XNB_clerk".into(), unit: "XNB".into() };
    assert_eq!(registered.responsible, holder);
}
