//! AB 岗. A pair covers for one another once both have signed; both are never away by plan; cover
//! begins and ends with the absence (decisions A2, A5; AB岗工作制).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use county::{County, at, county};
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::id::{PersonId, PostId};
use xiaoneng_domain::organization::{OrganizationRefusal as No, *};

fn planned(person: &str, from: &str, to: &str) -> RegisterAbsence {
    RegisterAbsence { person: person.into(), from: at(from), to: at(to) }
}

fn sudden(person: &str) -> RegisterSuddenAbsence {
    RegisterSuddenAbsence { person: person.into() }
}

fn back(person: &str) -> ReportReturn {
    ReportReturn { person: person.into() }
}

fn beat(county: &mut County) -> Vec<&'static str> {
    county.wish("system", KeepTime {}).unwrap()
}

fn cover_of(county: &County, person: &str) -> Option<PersonId> {
    county.organization.cover_of(&person.into(), county.now).cloned()
}

#[test]
fn a_pair_counts_once_both_have_signed() {
    let mut county = county();
    let propose = ProposeCover { post: "S1_clerk_post".into(), b: "S1_head".into() };
    let sign = || SignCover { post: PostId::from("S1_clerk_post") };
    let act = OfficeAct::ProposeCover;
    let refused = No::NotAllowed(NotAllowed { act });
    assert_eq!(county.refusal("S2_head", propose.clone()), refused);
    county.grant("S1_clerk", propose);
    let b = |county: &County| county.organization.covers[&PostId::from("S1_clerk_post")].b.clone();
    assert_eq!(b(&county), "S1_staff".into(), "the earlier pair stands until both have signed");
    county.grant("S1_head", sign());
    assert_eq!(b(&county), "S1_staff".into());
    assert_eq!(county.refusal("S1_head", sign()), No::CoverSigned);
    let act = OfficeAct::SignCover;
    assert_eq!(county.refusal("S1_staff", sign()), No::NotAllowed(NotAllowed { act }));
    county.grant("S1_clerk", sign());
    assert_eq!(b(&county), "S1_head".into());
    assert!(county.organization.proposed_covers.is_empty());
}

#[test]
fn a_pair_is_two_people_of_the_unit() {
    let mut county = county();
    let propose = |post: &str, b: &str| ProposeCover { post: post.into(), b: b.into() };
    assert_eq!(county.refusal("S1_head", propose("S1_clerk_post", "S1_clerk")), No::PairOfOne);
    let outside = county.refusal("S1_head", propose("S1_clerk_post", "S2_clerk"));
    assert!(matches!(&outside, No::CoverFromOutside { unit, .. } if unit == &"S1".into()));
    let nobody = No::NoSuchPost { post: "none".into() };
    assert_eq!(county.refusal("S1_head", propose("none", "S1_staff")), nobody);
    let administrator = county.refusal("director", propose("director_post", "sysadmin"));
    assert!(matches!(administrator, No::AdministratorOnPost { .. }));
}

/// 教学点只有一名受理员: B is the clerk of the school above, or somebody of 办公室 (decisions A5).
#[test]
fn a_unit_without_a_second_person_gets_its_b_from_above() {
    let mut county = county();
    let propose = |b: &str| ProposeCover { post: "S3_post".into(), b: b.into() };
    county.grant("S2_head", propose("S2_staff")).grant("S2_head", propose("BGS_staff"));
    let refusal = county.refusal("S2_head", propose("S1_staff"));
    assert!(matches!(refusal, No::CoverFromOutside { .. }));
}

/// 特殊岗位（如会计）不设 B 岗.
#[test]
fn exempt_posts_need_no_pair() {
    let mut county = county();
    county.appoint("accountant", "JYK", &[Role::Staff]);
    let fill = FillPost {
        post: "accounts".into(),
        title: "会计".to_owned(),
        unit: "JYK".into(),
        person: "accountant".into(),
    };
    county.grant("JYK_head", fill);
    let propose = ProposeCover { post: "accounts".into(), b: "JYK_staff".into() };
    assert!(matches!(county.refusal("JYK_head", propose), No::PostExempt { .. }));
    county.grant("accountant", planned("accountant", "2026-03-03", "2026-03-05"));
}

/// A 岗和 B 岗不得同时离岗: planned double absence is refused, in either order.
#[test]
fn both_of_a_pair_are_never_away_by_plan() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-06"));
    for (from, to) in [
        ("2026-03-04", "2026-03-06"),
        ("2026-03-05T17:00", "2026-03-09"),
        ("2026-03-03", "2026-03-04T08:00"),
        ("2026-03-01T00:00", "2026-03-31"),
    ] {
        county.on("2026-03-01T00:00");
        match county.refusal("S1_staff", planned("S1_staff", from, to)) {
            No::BothAway { partner, from, .. } => {
                assert_eq!((partner, from), ("S1_clerk".into(), at("2026-03-04")));
            }
            other => panic!("{other}"),
        }
    }
    county.on("2026-03-02T09:00");
    county.grant("S1_staff", planned("S1_staff", "2026-03-06", "2026-03-07"));
    county.grant("S1_staff", planned("S1_staff", "2026-03-03", "2026-03-04"));
}

#[test]
fn nobody_leaves_by_plan_without_an_agreed_b() {
    let mut county = county();
    county.appoint("new", "S1", &[Role::Staff]);
    county.grant("new", planned("new", "2026-03-03", "2026-03-04"));
    let fill = FillPost {
        post: "new_post".into(),
        title: "经办岗".to_owned(),
        unit: "S1".into(),
        person: "new".into(),
    };
    county.grant("S1_head", fill);
    let leave = || planned("new", "2026-03-10", "2026-03-11");
    assert!(matches!(county.refusal("new", leave()), No::NoCoverAgreed { .. }));
    county.grant("S1_head", ProposeCover { post: "new_post".into(), b: "S1_head".into() });
    county.grant("new", SignCover { post: "new_post".into() });
    assert!(matches!(county.refusal("new", leave()), No::NoCoverAgreed { .. }), "one signature");
    county.grant("S1_head", SignCover { post: "new_post".into() });
    county.grant("new", leave());
}

#[test]
fn an_absence_lies_ahead_and_does_not_overlap_another() {
    let mut county = county();
    let malformed = [
        planned("S1_clerk", "2026-03-02T08:59", "2026-03-03"),
        planned("S1_clerk", "2026-03-04", "2026-03-04"),
        planned("S1_clerk", "2026-03-05", "2026-03-04"),
    ];
    for wish in malformed {
        assert_eq!(county.refusal("S1_clerk", wish), No::AbsenceMalformed);
    }
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-06"));
    let overlaps = No::AbsenceOverlaps { person: "S1_clerk".into(), from: at("2026-03-04") };
    let again = planned("S1_clerk", "2026-03-05", "2026-03-09");
    assert_eq!(county.refusal("S1_clerk", again), overlaps);
    let act = OfficeAct::RegisterAbsence;
    let refused = No::NotAllowed(NotAllowed { act });
    let other = planned("S1_clerk", "2026-03-09", "2026-03-10");
    assert_eq!(county.refusal("S2_head", other), refused);
}

#[test]
fn cover_begins_and_ends_with_a_planned_absence() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04T08:30", "2026-03-06T08:30"));
    assert_eq!(county.organization.next_due(), Some(at("2026-03-04T08:30")));
    assert_eq!(beat(county.on("2026-03-04T08:29")), [] as [&str; 0]);
    assert_eq!(beat(county.on("2026-03-04T08:30")), ["absence_began/1", "cover_began/1"]);
    assert_eq!(
        county.events.last(),
        Some(&CoverBegan { person: "S1_clerk".into(), by: "S1_staff".into() }.into())
    );
    assert_eq!(cover_of(&county, "S1_clerk"), Some("S1_staff".into()));
    assert_eq!(beat(&mut county), [] as [&str; 0], "once");
    assert_eq!(county.organization.next_due(), Some(at("2026-03-06T08:30")));
    assert_eq!(beat(county.on("2026-03-06T08:30")), ["absence_ended/1", "cover_ended/1"]);
    assert_eq!(cover_of(&county, "S1_clerk"), None);
    assert_eq!(county.organization.next_due(), None);
}

#[test]
fn a_second_absence_without_a_gap_keeps_the_cover() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-05"));
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-05", "2026-03-06"));
    assert_eq!(beat(county.on("2026-03-04")), ["absence_began/1", "cover_began/1"]);
    assert_eq!(beat(county.on("2026-03-05")), ["absence_ended/1", "absence_began/1"]);
    assert_eq!(beat(county.on("2026-03-06")), ["absence_ended/1", "cover_ended/1"]);
}

/// After an outage absences that came and went are on record, and nothing moved for them.
#[test]
fn an_absence_that_nobody_saw_pass_leaves_no_cover_behind() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-05"));
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-05", "2026-03-06"));
    let seen = beat(county.on("2026-03-20"));
    let both = ["absence_began/1", "absence_ended/1", "absence_began/1", "absence_ended/1"];
    assert_eq!(seen, both);
    assert!(county.organization.away.is_empty() && county.organization.absences.is_empty());
}

/// A sudden absence cannot be refused, even where both are away then; planned ones fall with it.
#[test]
fn a_sudden_absence_is_taken_down_whoever_else_is_away() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-06"));
    let kinds = county.wish("S1_head", sudden("S1_clerk")).unwrap();
    let expected =
        ["absence_cancelled/1", "absence_registered/1", "absence_began/1", "cover_began/1"];
    assert_eq!(kinds, expected);
    let kinds = county.wish("S1_head", sudden("S1_staff")).unwrap();
    assert_eq!(kinds, ["absence_registered/1", "absence_began/1"], "nobody is left to cover");
    assert_eq!(cover_of(&county, "S1_staff"), None);
    let overlaps = No::AbsenceOverlaps { person: "S1_staff".into(), from: county.now };
    assert_eq!(county.refusal("S1_head", sudden("S1_staff")), overlaps);

    county.on("2026-03-03T08:30");
    let kinds = county.wish("S1_clerk", back("S1_clerk")).unwrap();
    let expected = ["absence_ended/1", "cover_ended/1", "cover_began/1"];
    assert_eq!(kinds, expected, "back himself, A now covers for B");
    assert_eq!(
        county.events.last(),
        Some(&CoverBegan { person: "S1_staff".into(), by: "S1_clerk".into() }.into())
    );
    let none = No::NoSuchAbsence { person: "S1_clerk".into() };
    assert_eq!(county.refusal("S1_clerk", back("S1_clerk")), none);
}

#[test]
fn who_may_report_an_absence_and_a_return() {
    let mut county = county();
    let act = OfficeAct::RegisterSuddenAbsence;
    let refused = No::NotAllowed(NotAllowed { act });
    assert_eq!(county.refusal("S2_head", sudden("S1_clerk")), refused);
    assert_eq!(county.refusal("system", sudden("S1_clerk")), refused);
    county.grant("S1_staff", sudden("S1_clerk"));
    county.grant("S1_staff", back("S1_clerk"));
    county.grant("director", sudden("S1_head"));
    county.grant("hr", back("S1_head"));
}

#[test]
fn a_planned_absence_is_cancelled_before_it_begins() {
    let mut county = county();
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-06"));
    let cancel = |from: &str| CancelAbsence { person: "S1_clerk".into(), from: at(from) };
    let none = No::NoSuchAbsence { person: "S1_clerk".into() };
    assert_eq!(county.refusal("S1_clerk", cancel("2026-03-05")), none);
    county.grant("S1_clerk", cancel("2026-03-04"));
    assert!(county.organization.absences.is_empty());
    county.grant("S1_clerk", planned("S1_clerk", "2026-03-04", "2026-03-06"));
    county.on("2026-03-04T10:00");
    assert_eq!(county.refusal("S1_clerk", cancel("2026-03-04")), none, "begun");
}

#[test]
fn a_dissolved_pair_and_a_new_holder_leave_no_cover() {
    let mut county = county();
    let dissolve = || DissolveCover { post: "S1_clerk_post".into() };
    county.grant("S1_head", dissolve());
    let none = No::NoSuchCover { post: "S1_clerk_post".into() };
    assert_eq!(county.refusal("S1_head", dissolve()), none);
    county.pair("S1", "S1_clerk_post", "S1_clerk", "S1_staff");
    let fill = FillPost {
        post: "S1_clerk_post".into(),
        title: "经办岗".to_owned(),
        unit: "S1".into(),
        person: "S1_head".into(),
    };
    county.grant("S1_head", fill);
    assert!(!county.organization.covers.contains_key(&PostId::from("S1_clerk_post")));
}

/// Whoever leaves for good takes nothing with him: posts, pairs, cover and absences fall.
#[test]
fn leaving_while_away_ends_everything() {
    let mut county = county();
    county.grant("S1_clerk", sudden("S1_clerk"));
    let kinds = county.wish("hr", RecordLeaving { person: "S1_clerk".into() }).unwrap();
    assert_eq!(kinds, ["post_vacated/1", "person_left/1"]);
    let organization = &county.organization;
    assert!(organization.away.is_empty() && organization.absences.is_empty());
    assert_eq!(beat(county.on("2026-04-01")), [] as [&str; 0]);
}

/// B gives back what he holds for A before he goes.
#[test]
fn leaving_while_covering_gives_back_first() {
    let mut county = county();
    county.grant("S1_clerk", sudden("S1_clerk"));
    let kinds = county.wish("hr", RecordLeaving { person: "S1_staff".into() }).unwrap();
    assert_eq!(kinds, ["cover_ended/1", "post_vacated/1", "person_left/1"]);
    assert_eq!(county.organization.away[&PersonId::from("S1_clerk")].covered_by, None);
}
