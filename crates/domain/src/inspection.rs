//! 督导与抽查. 教育督导 of a school: planned, notified in writing, self-assessed, visited, a preliminary
//! opinion with time to defend oneself, the opinion (督导意见书) with a day to rectify, verified, its
//! report published, filed. 抽查: a sample drawn from a list by a seed that was published before, so
//! that anybody can draw it again.

mod authority;
mod checking;
mod command;
mod decision;
mod draw;
mod event;
mod figures;
mod filing;
mod opinion;
mod planning;
mod rectifying;
mod refusal;
mod relation;
mod rows;
mod timers;
mod told;
mod visit;

pub use authority::{
    INSPECTION_TABLE, InspectionAct, InspectionRow, NotPermitted, may_see, permits,
};
pub use checking::*;
pub use command::InspectionCommand;
pub use decision::InspectionDecider;
pub use draw::{Candidate, CandidateError, Seed, draw, universe_digest};
pub use event::InspectionEvent;
pub use figures::*;
pub use filing::*;
pub use opinion::*;
pub use planning::*;
pub use rectifying::*;
pub use refusal::InspectionRefusal;
pub use relation::{InspectionRelation, stands};
pub use rows::inspection_rows;
pub use timers::{DefenceTermPassed, KeepTime, RectificationFellOverdue, next_due_at};
pub use told::{InspectionTold, inspection_told};
pub use visit::*;

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::id::PersonId;

/// 督导、抽查 as it stands. Empty before it is planned.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Inspection {
    /// 计划; none before.
    pub plan: Option<Planned>,
    /// 回避: who may not take part, and why.
    pub recusals: BTreeMap<PersonId, RecusalGround>,
    /// 书面通知.
    pub notified_at: Option<Instant>,
    /// 自评.
    pub self_assessment: Option<SelfAssessment>,
    /// 现场督导.
    pub visit: Option<Visit>,
    /// 初步意见.
    pub preliminary: Option<Preliminary>,
    /// 申辩, or that it was waived or its term passed.
    pub defence: Option<Defence>,
    /// 督导意见书.
    pub opinion: Option<Opinion>,
    /// 督导发现的问题, in order.
    pub issues: Vec<Issue>,
    /// 整改逾期 was recorded.
    pub rectification_overdue_at: Option<Instant>,
    /// 督导报告公开.
    pub report_published_at: Option<Instant>,
    /// 抽查种子, published.
    pub seed: Option<PublishedSeed>,
    /// 抽取结果.
    pub drawn: Option<Drawn>,
    /// 抽查记录, by what was drawn.
    pub checks: BTreeMap<Candidate, Checked>,
    /// 归档或上报.
    pub filed_at: Option<Instant>,
    /// 取消.
    pub cancelled_at: Option<Instant>,
}

/// 环节. How far it is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// 未计划
    Nothing,
    /// 已计划
    Planned,
    /// 已通知
    Notified,
    /// 已自评
    SelfAssessed,
    /// 已现场督导
    OnSite,
    /// 已反馈初步意见
    PreliminaryOpinion,
    /// 已申辩
    Defence,
    /// 已送达督导意见书
    OpinionServed,
    /// 整改中
    Rectifying,
    /// 已核查
    Verified,
    /// 报告已公开
    ReportPublished,
    /// 种子已公布
    SeedPublished,
    /// 已抽取
    Drawn,
    /// 已抽查
    Checked,
    /// 已归档
    Filed,
    /// 已取消
    Cancelled,
}

impl Stage {
    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Planned => "planned",
            Self::Notified => "notified",
            Self::SelfAssessed => "self_assessed",
            Self::OnSite => "on_site",
            Self::PreliminaryOpinion => "preliminary_opinion",
            Self::Defence => "defence",
            Self::OpinionServed => "opinion_served",
            Self::Rectifying => "rectifying",
            Self::Verified => "verified",
            Self::ReportPublished => "report_published",
            Self::SeedPublished => "seed_published",
            Self::Drawn => "drawn",
            Self::Checked => "checked",
            Self::Filed => "filed",
            Self::Cancelled => "cancelled",
        }
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "还没有计划",
            Self::Planned => "已列入计划",
            Self::Notified => "已书面通知",
            Self::SelfAssessed => "已自评",
            Self::OnSite => "已现场督导",
            Self::PreliminaryOpinion => "已反馈初步意见",
            Self::Defence => "已申辩",
            Self::OpinionServed => "已送达督导意见书",
            Self::Rectifying => "正在整改",
            Self::Verified => "整改已核查",
            Self::ReportPublished => "督导报告已公开",
            Self::SeedPublished => "抽查种子已公布",
            Self::Drawn => "已抽取",
            Self::Checked => "已抽查",
            Self::Filed => "已归档",
            Self::Cancelled => "已取消",
        }
    }
}

impl Inspection {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        let stages = [
            (self.cancelled_at.is_some(), Stage::Cancelled),
            (self.filed_at.is_some(), Stage::Filed),
            (self.report_published_at.is_some(), Stage::ReportPublished),
            (self.is_verified(), Stage::Verified),
            (self.issues.iter().any(|issue| issue.reported_at.is_some()), Stage::Rectifying),
            (self.opinion.is_some(), Stage::OpinionServed),
            (self.defence.is_some(), Stage::Defence),
            (self.preliminary.is_some(), Stage::PreliminaryOpinion),
            (self.visit.is_some(), Stage::OnSite),
            (self.self_assessment.is_some(), Stage::SelfAssessed),
            (self.notified_at.is_some(), Stage::Notified),
            (self.is_checked(), Stage::Checked),
            (self.drawn.is_some(), Stage::Drawn),
            (self.seed.is_some(), Stage::SeedPublished),
            (self.plan.is_some(), Stage::Planned),
        ];
        let reached = stages.into_iter().find(|(is_reached, _)| *is_reached);
        reached.map_or(Stage::Nothing, |(_, stage)| stage)
    }

    /// The opinion was served and every issue in it is closed.
    fn is_verified(&self) -> bool {
        self.opinion.is_some() && self.issues.iter().all(|issue| issue.closed_at.is_some())
    }

    /// Everything drawn has its record.
    fn is_checked(&self) -> bool {
        let has_record = |one: &Candidate| self.checks.contains_key(one);
        self.drawn.as_ref().is_some_and(|drawn| drawn.result.iter().all(has_record))
    }

    /// It stands and has not come to its end.
    pub fn is_open(&self) -> bool {
        self.plan.is_some() && self.filed_at.is_none() && self.cancelled_at.is_none()
    }

    pub(crate) fn planned(&self) -> Result<&InspectionPlanned, InspectionRefusal> {
        let plan = self.plan.as_ref().ok_or(InspectionRefusal::NoSuchInspection)?;
        Ok(&plan.facts)
    }

    /// One of these stages, or the no.
    pub(crate) fn at_stage(&self, wanted: &[Stage]) -> Result<(), InspectionRefusal> {
        let stage = self.stage();
        match wanted.contains(&stage) {
            true => Ok(()),
            false => Err(InspectionRefusal::NotThisStage { stage }),
        }
    }
}
