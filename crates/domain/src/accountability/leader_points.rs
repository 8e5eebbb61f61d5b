//! 校园长问责. A head answers for the whole school: what is verified against it within a year gives
//! him points, and the points a step (domain.md 7.8, clause 21).

use std::collections::BTreeSet;

use xiaoneng_calendar::{Instant, Limit, LimitUnit};

use crate::rules::{LadderRung, LeaderFault, LeaderRule, LeaderStep};
use crate::text::TextDigest;

/// 学校的事. A fact against a school.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LeaderFact {
    /// Which kind.
    pub kind: LeaderFault,
    /// When the fact fell.
    pub at: Instant,
    /// By which it is told apart; it shows nothing of where it came from.
    pub reference: TextDigest,
    /// Whether it stands.
    pub standing: FactStanding,
}

/// 是否生效.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FactStanding {
    /// 未生效: a draft, or a remedy still open.
    Pending,
    /// 已生效
    Final,
    /// 已撤销
    Withdrawn,
}

/// 办学性质. Who appoints the head.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SchoolKind {
    /// 公办: the county appoints.
    Public,
    /// 民办: the founder appoints; the bureau proposes.
    Private,
    /// 集体办: the founder appoints; the bureau proposes.
    Collective,
}

/// 校园长的分. What stands against a head on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeaderStanding {
    /// Points within the rolling year.
    pub points: u32,
    /// The facts that gave them, in order of time.
    pub counted: Vec<LeaderFact>,
    /// The step they reach; none below the first.
    pub step: Option<LeaderStep>,
    /// 只提建议: the cadre authority or the founder decides.
    pub is_proposal: bool,
    /// 约谈任务 is due.
    pub demands_talk: bool,
}

/// 校园长记分. The points of a head at an instant.
pub fn leader_points(
    rule: &LeaderRule,
    facts: &[LeaderFact],
    school: SchoolKind,
    at: Instant,
) -> LeaderStanding {
    let counts = |fact: &&LeaderFact| {
        fact.standing == FactStanding::Final && is_within(rule.window, fact.at, at)
    };
    let mut counted: Vec<LeaderFact> = facts.iter().filter(counts).copied().collect();
    counted.sort_by_key(|fact| (fact.at, *fact));
    let mut known = BTreeSet::new();
    counted.retain(|fact| known.insert((fact.kind, fact.reference)));
    let of = |fact: &LeaderFact| rule.points.get(&fact.kind).copied().unwrap_or_default();
    let points = counted.iter().map(of).sum();
    let rung = rule.ladder.iter().rfind(|rung| rung.points <= points);
    let founder_decides = match school {
        SchoolKind::Public => false,
        SchoolKind::Private | SchoolKind::Collective => true,
    };
    LeaderStanding {
        points,
        counted,
        step: rung.map(|rung| rung.step),
        is_proposal: rung.is_some_and(|rung: &LadderRung| rung.is_proposal || founder_decides),
        demands_talk: points >= rule.talk_task_at,
    }
}

/// 滚动一年. Whether a fact lies within the window that ends at an instant.
fn is_within(window: Limit, then: Instant, at: Instant) -> bool {
    let ends = match window.unit {
        LimitUnit::Month => then.date().plus_months(window.amount),
        LimitUnit::CalendarDay
        | LimitUnit::WorkingDay
        | LimitUnit::WorkingHour
        | LimitUnit::Hour => {
            i32::try_from(window.amount).ok().map(|days| then.date().plus_days(days))
        }
    };
    then <= at && ends.is_none_or(|ends| at.date() < ends)
}
