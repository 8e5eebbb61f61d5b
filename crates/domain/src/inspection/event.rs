//! 督导、抽查的事件.

use xiaoneng_calendar::Instant;

use crate::event::events;
use crate::inspection::{
    DefenceTermPassed, Drawn, Inspection, InspectionCancelled, InspectionFiled, InspectionPlanned,
    InspectorRecused, OpinionServed, PreliminaryGiven, RectificationFellOverdue,
    RectificationReported, RectificationVerified, ReportPublished, SchoolDefended, SchoolNotified,
    SchoolVisited, SeedPublished, SelfAssessed, SubjectChecked,
};

events! {
    /// 督导、抽查的事件.
    pub enum InspectionEvent {
        /// 已列入计划
        Planned(InspectionPlanned) = "inspection_planned/1",
        /// 已回避
        Recused(InspectorRecused) = "inspector_recused/1",
        /// 已书面通知
        Notified(SchoolNotified) = "school_notified/1",
        /// 已自评
        SelfAssessed(SelfAssessed) = "self_assessed/1",
        /// 已现场督导
        Visited(SchoolVisited) = "school_visited/1",
        /// 已反馈初步意见
        PreliminaryGiven(PreliminaryGiven) = "preliminary_given/1",
        /// 已申辩
        Defended(SchoolDefended) = "school_defended/1",
        /// 申辩期限已过
        DefenceTermPassed(DefenceTermPassed) = "inspection_defence_term_passed/1",
        /// 已送达督导意见书
        OpinionServed(OpinionServed) = "opinion_served/1",
        /// 已报告整改
        RectificationReported(RectificationReported) = "inspection_rectification_reported/1",
        /// 已核查整改
        RectificationVerified(RectificationVerified) = "inspection_rectification_verified/1",
        /// 整改逾期
        RectificationFellOverdue(RectificationFellOverdue) =
            "inspection_rectification_fell_overdue/1",
        /// 督导报告已公开
        ReportPublished(ReportPublished) = "inspection_report_published/1",
        /// 种子已公布
        SeedPublished(SeedPublished) = "seed_published/1",
        /// 已抽取
        Drawn(Drawn) = "sample_drawn/1",
        /// 已抽查
        Checked(SubjectChecked) = "subject_checked/1",
        /// 已上报归档
        Filed(InspectionFiled) = "inspection_filed/1",
        /// 已取消
        Cancelled(InspectionCancelled) = "inspection_cancelled/1",
    }
}

impl InspectionEvent {
    /// The inspection after it.
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        match self {
            Self::Planned(facts) => facts.remember(inspection, at),
            Self::Recused(facts) => facts.remember(inspection, at),
            Self::Notified(facts) => facts.remember(inspection, at),
            Self::SelfAssessed(facts) => facts.remember(inspection, at),
            Self::Visited(facts) => facts.remember(inspection, at),
            Self::PreliminaryGiven(facts) => facts.remember(inspection, at),
            Self::Defended(facts) => facts.remember(inspection, at),
            Self::DefenceTermPassed(facts) => facts.remember(inspection, at),
            Self::OpinionServed(facts) => facts.remember(inspection, at),
            Self::RectificationReported(facts) => facts.remember(inspection, at),
            Self::RectificationVerified(facts) => facts.remember(inspection, at),
            Self::RectificationFellOverdue(facts) => facts.remember(inspection, at),
            Self::ReportPublished(facts) => facts.remember(inspection, at),
            Self::SeedPublished(facts) => facts.remember(inspection, at),
            Self::Drawn(facts) => facts.remember(inspection, at),
            Self::Checked(facts) => facts.remember(inspection, at),
            Self::Filed(facts) => facts.remember(inspection, at),
            Self::Cancelled(facts) => facts.remember(inspection, at),
        }
    }
}
