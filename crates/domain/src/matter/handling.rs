//! 五办. Five ways of handling, set by rule, that change what a matter demands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::PersonId;
use crate::matter::answer::no_empty_answer;
use crate::matter::clock::{ClockName, ClockStart, StopReason};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::linking::Surroundings;
use crate::matter::opening::first_action_clock;
use crate::matter::publication::PublishedPart;
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::organization::Role;
use crate::rules::{HandlingRule, MatterType};
use crate::text::{TextDigest, Written};

/// 办理方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 立即办: a first action within hours.
    Immediate,
    /// 主动办: a leader takes it.
    Active,
    /// 上门办: a visit is on record before completion.
    Visit,
    /// 跟踪办: a next date.
    FollowUp,
    /// 公开办: published before completion.
    Open,
}

impl Mode {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Immediate => "立即办",
            Self::Active => "主动办",
            Self::Visit => "上门办",
            Self::FollowUp => "跟踪办",
            Self::Open => "公开办",
        }
    }
}

/// 缘由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModeReason {
    /// 紧急
    Urgent,
    /// 涉及学生安全
    Safety,
    /// 即办件
    Instant,
    /// 同一标签屡次发生
    RepeatedTag,
    /// 久办未结
    OpenTooLong,
    /// 涉及人数多
    ManyPetitioners,
    /// 涉及学校多
    ManySchools,
    /// 老年人、残疾人
    Vulnerable,
    /// 涉及政策或资源分配
    Policy,
    /// 暂时办不了
    Deferred,
    /// 单位负责人更正
    Corrected,
}

/// A way of handling with its reason.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ModeSet {
    /// Which.
    pub mode: Mode,
    /// Why.
    pub reason: ModeReason,
}

/// 更正办理方式, by the head of the unit with a reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectModes {
    /// What holds from now on.
    pub modes: BTreeSet<Mode>,
    /// Why.
    pub reason: Written,
}

/// 领导包案.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakeUp {
    /// The leader.
    pub leader: PersonId,
    /// The plan.
    pub plan: Written,
}

/// 上门记录.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordVisit {
    /// When it was.
    pub visited_at: Instant,
    /// Where.
    pub place: Written,
    /// Who went.
    pub visitors: Vec<PersonId>,
    /// What was found, signed by the one visited or why not.
    pub account: Written,
}

/// 记录行动. A first action on what must be done at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordAction {
    /// What was done.
    pub action: Written,
}

/// 办理方式已定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ModesChanged {
    /// What came.
    pub added: Vec<ModeSet>,
    /// What went.
    pub removed: Vec<Mode>,
    /// Why, where a person corrected it.
    pub reason: Option<TextDigest>,
    /// 立即办 begins: its clock.
    pub first_action: Option<ClockStart>,
}

/// 领导已包案.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TakenUp {
    /// The leader.
    pub leader: PersonId,
    /// The plan.
    pub plan: TextDigest,
}

/// 上门已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VisitRecorded {
    /// When it was.
    pub visited_at: Instant,
    /// Where.
    pub place: TextDigest,
    /// Who went.
    pub visitors: Vec<PersonId>,
    /// What was found.
    pub account: TextDigest,
}

/// 行动已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActionRecorded {
    /// What was done.
    pub action: TextDigest,
}

/// What a rule looks at when it sets the modes.
pub(crate) struct Facts<'a> {
    /// 紧急.
    pub(crate) is_urgent: bool,
    /// 老年人、残疾人.
    pub(crate) is_vulnerable: bool,
    /// What else is known of the petitioner and the subject.
    pub(crate) surroundings: &'a Surroundings,
}

/// 五办 as the rules set them; the first reason found is the one recorded.
pub(crate) fn modes_by_rule(
    rule: &HandlingRule,
    matter_type: &MatterType,
    facts: &Facts<'_>,
) -> Vec<ModeSet> {
    let around = facts.surroundings;
    let found = [
        (matter_type.is_safety, Mode::Immediate, ModeReason::Safety),
        (facts.is_urgent, Mode::Immediate, ModeReason::Urgent),
        (matter_type.is_instant, Mode::Immediate, ModeReason::Instant),
        (around.matters_of_tag >= rule.active_repeats, Mode::Active, ModeReason::RepeatedTag),
        (
            around.petitioners_of_tag >= rule.visit_petitioners,
            Mode::Visit,
            ModeReason::ManyPetitioners,
        ),
        (around.schools_of_tag >= rule.visit_schools, Mode::Visit, ModeReason::ManySchools),
        (facts.is_vulnerable, Mode::Visit, ModeReason::Vulnerable),
        (matter_type.is_policy, Mode::Open, ModeReason::Policy),
    ];
    let mut modes: Vec<ModeSet> = Vec::new();
    for (applies, mode, reason) in found {
        if applies && modes.iter().all(|set| set.mode != mode) {
            modes.push(ModeSet { mode, reason });
        }
    }
    modes
}

impl Wish for CorrectModes {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        said(&self.reason, "更正理由")?;
        let matter_type = matter.matter_type(cx)?;
        let stands: BTreeSet<Mode> = matter.modes.keys().copied().collect();
        let removed: Vec<Mode> = stands.difference(&self.modes).copied().collect();
        let come: Vec<Mode> = self.modes.difference(&stands).copied().collect();
        let is_fixed = |mode: &&Mode| match mode {
            Mode::FollowUp => true,
            Mode::Immediate => matter_type.is_safety,
            Mode::Open => matter_type.is_policy,
            Mode::Active | Mode::Visit => false,
        };
        if let Some(mode) = removed.iter().chain(&come).find(is_fixed) {
            return Err(No::ModeFixed { mode: *mode });
        }
        let unit = &responsible.holder.unit;
        let acted = matter.clock(ClockName::FirstAction).is_some();
        let first_action = (come.contains(&Mode::Immediate) && !acted)
            .then(|| first_action_clock(cx, matter_type, unit, cx.now));
        let reason = ModeReason::Corrected;
        let added = come.into_iter().map(|mode| ModeSet { mode, reason }).collect();
        let reason = Some(self.reason.digest());
        Ok(vec![ModesChanged { added, removed, reason, first_action }.into()])
    }
}

impl Happened for ModesChanged {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        for set in &self.added {
            matter.modes.insert(set.mode, set.reason);
            matter.modes_taken_off.remove(&set.mode);
        }
        for mode in &self.removed {
            matter.modes.remove(mode);
            matter.modes_taken_off.insert(*mode);
            if *mode == Mode::Immediate {
                matter.stop(ClockName::FirstAction, when.at, StopReason::Void);
            }
        }
        matter.set_going(self.first_action.as_slice());
    }
}

impl Matter {
    /// 主动办而没有领导包案.
    pub fn needs_leader(&self) -> bool {
        self.is_open() && self.modes.contains_key(&Mode::Active) && self.leader.is_none()
    }
}

impl Wish for TakeUp {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.plan]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.plan, "包案方案")?;
        let roles = &cx.organization.serving(&self.leader)?.roles;
        let leads = [Role::Principal, Role::DeputyDirector, Role::Director];
        let organization = cx.organization;
        let in_charge = || {
            organization
                .units
                .values()
                .any(|unit| unit.leader_in_charge.as_ref() == Some(&self.leader))
        };
        let is_leader = leads.iter().any(|role| roles.contains(role))
            || organization.director() == Some(&self.leader)
            || in_charge();
        if !is_leader {
            return Err(No::NotALeader { person: self.leader });
        }
        Ok(vec![TakenUp { leader: self.leader, plan: self.plan.digest() }.into()])
    }
}

impl Happened for TakenUp {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.leader = Some(self.leader.clone());
    }
}

impl Wish for RecordVisit {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.place, &self.account]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (filing, _) = matter.in_hand()?;
        said(&self.place, "上门地点")?;
        said(&self.account, "上门情况")?;
        if self.visited_at < filing.filed_at || self.visited_at > cx.now {
            return Err(No::VisitTimeWrong);
        }
        if self.visitors.is_empty() {
            return Err(No::VisitorsMissing);
        }
        for visitor in &self.visitors {
            cx.organization.serving(visitor)?;
        }
        let recorded = VisitRecorded {
            visited_at: self.visited_at,
            place: self.place.digest(),
            visitors: self.visitors,
            account: self.account.digest(),
        };
        Ok(vec![recorded.into()])
    }
}

impl Happened for VisitRecorded {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.visits = matter.visits.saturating_add(1);
        matter.stop(ClockName::FirstAction, when.at, StopReason::Met);
    }
}

impl Wish for RecordAction {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.action]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.action, "做了什么")?;
        no_empty_answer(cx, &self.action)?;
        Ok(vec![ActionRecorded { action: self.action.digest() }.into()])
    }
}

impl Happened for ActionRecorded {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.stop(ClockName::FirstAction, when.at, StopReason::Met);
    }
}

/// 办结的门槛 of the five ways: a visit on record, rule and result published.
pub(crate) fn may_be_completed(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let clause = || cx.rules.on(cx.now.date()).handling.source.clone();
    if matter.modes.contains_key(&Mode::Visit) && matter.visits == 0 {
        return Err(No::VisitMissing { clause: clause() });
    }
    let is_open = matter.modes.contains_key(&Mode::Open) || matter.matter_type(cx)?.is_policy;
    let owed = [PublishedPart::Rule, PublishedPart::Result];
    let missing: Vec<PublishedPart> =
        owed.into_iter().filter(|part| is_open && !matter.published.contains(part)).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(No::PublicationMissing { missing, clause: clause() }),
    }
}
