//! 查明必处. What was found, what is done about it, and when a complaint may be closed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::investigation::acting;
use crate::complaint::watch::watch_until;
use crate::complaint::wording::said;
use crate::complaint::{
    Clock, ClockName, Complaint, ComplaintRefusal as No, FaultCategory, RootCategory, Stage,
    Subjects,
};
use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 认定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Find {
    /// 属实, 部分属实, 不属实, 无法查实.
    pub outcome: Outcome,
    /// 不作为 or 乱作为 (clause 6): what the complaint is about, however it ends.
    pub root: RootCategory,
    /// 过错类别; at least one where something is verified.
    pub categories: BTreeSet<FaultCategory>,
    /// 影响; owed where something is verified (clause 50).
    pub effect: Option<Effect>,
    /// 调查报告.
    pub report: Written,
}

/// 处理.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deal {
    /// What is done.
    pub kind: DealingKind,
    /// 监察（效能）建议书, 整改通知, or the explanation.
    pub text: Written,
}

/// 结案.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Close {}

/// 认定结论 (domain.md 8.3).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 属实
    Verified,
    /// 部分属实
    PartlyVerified,
    /// 不属实
    Unfounded,
    /// 无法查实
    Unverifiable,
}

/// 影响 (clause 50).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// 没有明显影响
    None,
    /// 影响工作秩序
    Order,
    /// 影响工作效率
    Efficiency,
    /// 造成不良后果
    Harm,
}

/// 处理方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealingKind {
    /// 建议追责: a measure is proposed; the case follows its own procedure.
    MeasureProposed,
    /// 责令整改
    Rectification,
    /// 说明不予追究的理由
    NoFaultExplained,
}

/// 认定 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The outcome.
    pub outcome: Outcome,
    /// 不作为 or 乱作为.
    pub root: RootCategory,
    /// 过错类别.
    pub categories: BTreeSet<FaultCategory>,
    /// 影响.
    pub effect: Option<Effect>,
    /// 调查报告.
    pub report: TextDigest,
    /// Who found it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 处理 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dealing {
    /// What is done.
    pub kind: DealingKind,
    /// In words.
    pub text: TextDigest,
    /// When.
    pub at: Instant,
}

/// 已认定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found {
    /// Of which round.
    pub round: u32,
    /// The outcome.
    pub outcome: Outcome,
    /// 不作为 or 乱作为.
    pub root: RootCategory,
    /// 过错类别.
    pub categories: BTreeSet<FaultCategory>,
    /// 影响.
    pub effect: Option<Effect>,
    /// 调查报告.
    pub report: TextDigest,
    /// Who found it.
    pub by: PersonId,
}

/// 已处理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dealt {
    /// 1, 2, 3 … within the round.
    pub dealing: u32,
    /// What is done.
    pub kind: DealingKind,
    /// In words.
    pub text: TextDigest,
}

/// 已结案. It carries what other institutions go by: whom it is about, what was found, what is to be
/// done; nothing of who complained.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Closed {
    /// 被投诉的单位和人.
    pub subjects: Subjects,
    /// The outcome.
    pub outcome: Outcome,
    /// 不作为 or 乱作为.
    pub root: RootCategory,
    /// 过错类别.
    pub categories: BTreeSet<FaultCategory>,
    /// 影响.
    pub effect: Option<Effect>,
    /// 处理.
    pub dealings: Vec<DealingKind>,
    /// 答复 is owed by then.
    pub reply: Clock,
    /// 防报复关注到何时, for who works here.
    pub watch_until: Option<Instant>,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Verified, Self::PartlyVerified, Self::Unfounded, Self::Unverifiable];

    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::PartlyVerified => "partly_verified",
            Self::Unfounded => "unfounded",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "属实",
            Self::PartlyVerified => "部分属实",
            Self::Unfounded => "不属实",
            Self::Unverifiable => "无法查实",
        }
    }

    /// 属实 or 部分属实: something must follow.
    pub fn is_verified(self) -> bool {
        match self {
            Self::Verified | Self::PartlyVerified => true,
            Self::Unfounded | Self::Unverifiable => false,
        }
    }
}

impl Wish for Find {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.report]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        complaint.investigated(cx)?;
        if complaint.stage != Stage::Investigating {
            return Err(No::AlreadyFound);
        }
        let awaited = complaint.inquiries.iter().find(|inquiry| inquiry.is_awaited());
        if let Some(inquiry) = awaited.filter(|inquiry| cx.now < inquiry.answer_by) {
            return Err(No::ExplanationAwaited { until: inquiry.answer_by });
        }
        said(&self.report, "调查报告")?;
        if self.outcome.is_verified() && self.categories.is_empty() {
            return Err(No::CategoryMissing);
        }
        if self.outcome.is_verified() && self.effect.is_none() {
            return Err(No::EffectMissing);
        }
        let found = Found {
            round: complaint.round,
            outcome: self.outcome,
            root: self.root,
            categories: self.categories,
            effect: self.effect,
            report: self.report.digest(),
            by: acting(cx)?,
        };
        Ok(vec![found.into()])
    }
}

impl Happened for Found {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stage = Stage::Found;
        complaint.finding = Some(Finding {
            outcome: self.outcome,
            root: self.root,
            categories: self.categories.clone(),
            effect: self.effect,
            report: self.report,
            by: self.by.clone(),
            at: when.at,
        });
    }
}

impl Complaint {
    /// 已认定, not closed.
    fn found(&self) -> Result<&Finding, No> {
        self.open()?;
        match (&self.finding, self.stage) {
            (Some(finding), Stage::Found) => Ok(finding),
            (Some(_), _) => Err(No::NotUnderWay { stage: self.stage }),
            (None, _) => Err(No::FindingMissing),
        }
    }
}

impl Wish for Deal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, _cx: &Context<'_>) -> Decided {
        let finding = complaint.found()?;
        said(&self.text, "处理意见")?;
        let charges = match self.kind {
            DealingKind::MeasureProposed | DealingKind::Rectification => true,
            DealingKind::NoFaultExplained => false,
        };
        if charges && !finding.outcome.is_verified() {
            return Err(No::NothingVerified { outcome: finding.outcome });
        }
        let dealing = next_ordinal(complaint.dealings.len());
        Ok(vec![Dealt { dealing, kind: self.kind, text: self.text.digest() }.into()])
    }
}

impl Happened for Dealt {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.dealings.push(Dealing { kind: self.kind, text: self.text, at: when.at });
    }
}

impl Wish for Close {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        complaint.investigated(cx)?;
        let finding = complaint.found()?;
        if finding.outcome.is_verified() && complaint.dealings.is_empty() {
            return Err(No::VerifiedWithoutDealing { outcome: finding.outcome });
        }
        if acting(cx)? == finding.by {
            return Err(No::OwnFinding);
        }
        let rule = complaint.rule(cx)?;
        let closed = Closed {
            subjects: complaint.subjects.clone(),
            outcome: finding.outcome,
            root: finding.root,
            categories: finding.categories.clone(),
            effect: finding.effect,
            dealings: complaint.dealings.iter().map(|dealing| dealing.kind).collect(),
            reply: Clock::start(cx, cx.now, rule.reply.limit),
            watch_until: watch_until(complaint, cx)?,
        };
        Ok(vec![closed.into()])
    }
}

impl Happened for Closed {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stop(ClockName::Finish, when.at);
        complaint.clocks.insert(ClockName::Reply, self.reply.clone());
        complaint.stage = Stage::Closed;
        complaint.closed_at = Some(when.at);
        complaint.watch_until = self.watch_until;
        complaint.void_requests(when.at);
    }
}
