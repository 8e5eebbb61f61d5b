//! 五办. Five ways of handling, set by rule, that change what a matter demands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::PersonId;
use crate::matter::clock::ClockStart;
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

/// 公开的部分.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedPart {
    /// 政策规定
    Rule,
    /// 办理程序
    Procedure,
    /// 办理结果
    Result,
    /// 联系方式
    Contact,
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

/// 公开.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publish {
    /// Which part.
    pub part: PublishedPart,
    /// The text as it is published.
    pub text: Written,
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

/// 已公开. The text was checked and holds no personal data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Published {
    /// Which part.
    pub part: PublishedPart,
    /// The text.
    pub text: TextDigest,
}

/// 行动已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActionRecorded {
    /// What was done.
    pub action: TextDigest,
}
