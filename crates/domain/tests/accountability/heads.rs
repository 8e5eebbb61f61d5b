//! 校园长问责 (domain.md 7.8, clause 21).

use xiaoneng_domain::accountability::{
    FactStanding, LeaderFact, LeaderStanding, SchoolKind, leader_points,
};
use xiaoneng_domain::rules::{LeaderFault, LeaderStep};
use xiaoneng_domain::text::TextDigest;

use crate::county::at;
use crate::tables::{rule, with};

fn fact(kind: LeaderFault, on: &str, reference: u8) -> LeaderFact {
    let reference = TextDigest::from_bytes([reference; 32]);
    LeaderFact { kind, at: at(on), reference, standing: FactStanding::Final }
}

fn standing(facts: &[LeaderFact]) -> LeaderStanding {
    leader_points(&rule().leaders, facts, SchoolKind::Public, at("2026-11-02T09:00"))
}

fn so_many(count: u8) -> Vec<LeaderFact> {
    let one = |number| fact(LeaderFault::RedCard, &format!("2026-0{number}-05T10:00"), number);
    (1..=count).map(one).collect()
}

/// 7.8: the ladder; 4 and more is a proposal to the cadre authority.
#[test]
fn the_ladder() {
    let rows = [
        (0, None, false, false),
        (1, Some(LeaderStep::ReminderTalk), false, false),
        (2, Some(LeaderStep::SummonedTalk), false, true),
        (3, Some(LeaderStep::AdmonitionAndCircular), false, true),
        (4, Some(LeaderStep::PostAdjustment), true, true),
        (5, Some(LeaderStep::PostAdjustment), true, true),
    ];
    for (count, step, is_proposal, demands_talk) in rows {
        let found = standing(&so_many(count));
        let seen = (found.points, found.step, found.is_proposal, found.demands_talk);
        assert_eq!(seen, (u32::from(count), step, is_proposal, demands_talk), "{count}");
    }
}

/// Clause 21: two in a year open the 约谈 task; by configuration at another number.
#[test]
fn two_in_a_year_demand_a_talk() {
    assert!(!standing(&so_many(1)).demands_talk);
    assert!(standing(&so_many(2)).demands_talk);
    let later = with("talk_task_at = 2", "talk_task_at = 3").unwrap().leaders;
    let now = at("2026-11-02T09:00");
    assert!(!leader_points(&later, &so_many(2), SchoolKind::Public, now).demands_talk);
}

/// Each kind of fact gives its point, and none gives one before it is final or after it fell.
#[test]
fn every_kind_when_it_is_final() {
    for kind in LeaderFault::ALL {
        let final_one = fact(*kind, "2026-05-05T10:00", 1);
        assert_eq!(standing(&[final_one]).points, 1, "{}", kind.name());
        for standing_of in [FactStanding::Pending, FactStanding::Withdrawn] {
            let other = LeaderFact { standing: standing_of, ..final_one };
            assert_eq!(standing(&[other]).points, 0, "{}", kind.name());
        }
    }
    let weighted =
        with("name = \"学校红牌，已生效\"\npoints = 1", "name = \"学校红牌，已生效\"\npoints = 3");
    let leaders = weighted.unwrap().leaders;
    let now = at("2026-11-02T09:00");
    assert_eq!(leader_points(&leaders, &so_many(1), SchoolKind::Public, now).points, 3);
}

/// A rolling year: the day twelve months on no longer counts; what lies ahead does not either.
#[test]
fn the_rolling_year() {
    let now = at("2026-11-02T09:00");
    let points = |on: &str| {
        let fact = fact(LeaderFault::PushUp, on, 1);
        leader_points(&rule().leaders, &[fact], SchoolKind::Public, now).points
    };
    assert_eq!(points("2025-11-02T09:00"), 0);
    assert_eq!(points("2025-11-03T00:00"), 1);
    assert_eq!(points("2026-11-02T09:00"), 1);
    assert_eq!(points("2026-11-02T09:01"), 0);
}

/// The same fact counts once.
#[test]
fn the_same_fact_once() {
    let one = fact(LeaderFault::RedCard, "2026-05-05T10:00", 1);
    let other = fact(LeaderFault::PushUp, "2026-05-05T10:00", 1);
    assert_eq!(standing(&[one, one]).points, 1);
    assert_eq!(standing(&[one, other]).points, 2);
}

/// 学前教育法 38: of private and collective kindergartens the bureau can only propose.
#[test]
fn founders_decide_on_their_own_heads() {
    let now = at("2026-11-02T09:00");
    for (school, is_proposal) in
        [(SchoolKind::Public, false), (SchoolKind::Private, true), (SchoolKind::Collective, true)]
    {
        let found = leader_points(&rule().leaders, &so_many(2), school, now);
        assert_eq!(found.is_proposal, is_proposal, "{school:?}");
    }
}
