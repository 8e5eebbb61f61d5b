//! 校园长问责规则. What gives the head of a school points, and which step the points reach.

use std::collections::BTreeMap;

use xiaoneng_calendar::Limit;

use crate::rules::Source;
use crate::rules::accountability::codes;

codes! {
    /// 记分的事 (domain.md 7.8).
    pub enum LeaderFault {
        /// 学校红牌
        RedCard = "red_card", "学校红牌";
        /// 投诉查实
        VerifiedComplaint = "verified_complaint", "效能投诉查实";
        /// 整改未通过
        FailedRectification = "failed_rectification", "整改未通过";
        /// 推诿上交
        PushUp = "push_up", "推诿上交";
        /// 督办报告逾期
        LateTaskReport = "late_task_report", "督办报告逾期";
    }
}

codes! {
    /// 校园长问责阶梯, in rising order.
    pub enum LeaderStep {
        /// 提醒谈话
        ReminderTalk = "reminder_talk", "提醒谈话";
        /// 约谈
        SummonedTalk = "summoned_talk", "约谈";
        /// 诫勉谈话并通报
        AdmonitionAndCircular = "admonition_and_circular", "诫勉谈话并通报";
        /// 建议调整岗位
        PostAdjustment = "post_adjustment", "建议调整岗位";
    }
}

/// 校园长问责规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeaderRule {
    /// 滚动一年.
    pub window: Limit,
    /// Points that each kind of fact gives.
    pub points: BTreeMap<LeaderFault, u32>,
    /// From how many points a 约谈 task is opened.
    pub talk_task_at: u32,
    /// The steps, rising.
    pub ladder: Vec<LadderRung>,
    /// Source.
    pub source: Source,
}

/// 阶梯的一级.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LadderRung {
    /// From how many points.
    pub points: u32,
    /// Which step.
    pub step: LeaderStep,
    /// 只提建议: the cadre authority decides.
    pub is_proposal: bool,
}
