//! 追责案. One person or one unit, from the clue to the archive; folded from its events.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::procedure;
use crate::accountability::{
    CaseAct, CaseRefusal as No, CaseStep, Clue, Correction, Execution, ExtensionRequest,
    FactOnFile, Findings, Intent, Milestone, OutsideRecord, Panel, Redress, Service, Statement,
    Term, TransferTo, Verdict,
};
use crate::decider::Context;
use crate::id::{CaseNumber, PersonId, UnitId};
use crate::rules::{AccountabilityRule, PersonCategory, codes};

codes! {
    /// 阶段.
    pub enum Stage {
        /// 未立
        Nothing = "nothing", "没有立案";
        /// 线索
        Clue = "clue", "线索待受理";
        /// 不予受理
        NotAccepted = "not_accepted", "不予受理";
        /// 调查
        Investigating = "investigating", "调查中";
        /// 认定
        Found = "found", "已认定过错";
        /// 拟处理告知
        Notified = "notified", "已告知拟处理，等陈述申辩";
        /// 已听取
        Heard = "heard", "已听取陈述申辩";
        /// 集体研究
        Deliberating = "deliberating", "集体研究中";
        /// 已研究
        Deliberated = "deliberated", "集体研究已有结论";
        /// 已决定
        Decided = "decided", "已决定，待送达";
        /// 执行
        Executing = "executing", "执行中";
        /// 不予追究
        Cleared = "cleared", "不予追究";
        /// 已撤销
        Revoked = "revoked", "决定已撤销";
        /// 已移送
        Transferred = "transferred", "已移送";
        /// 已归档
        Archived = "archived", "已归档";
    }
}

/// 被追究对象.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 个人
    Person {
        /// Who.
        person: PersonId,
        /// 人员类别
        category: PersonCategory,
        /// His unit when the clue came.
        unit: UnitId,
    },
    /// 单位
    Unit {
        /// Which.
        unit: UnitId,
    },
}

impl Subject {
    /// The unit it is or belongs to.
    pub fn unit(&self) -> &UnitId {
        match self {
            Self::Person { unit, .. } | Self::Unit { unit } => unit,
        }
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person { person, .. } => Some(person),
            Self::Unit { .. } => None,
        }
    }

    /// 人员类别, of a person.
    pub fn category(&self) -> Option<PersonCategory> {
        match self {
            Self::Person { category, .. } => Some(*category),
            Self::Unit { .. } => None,
        }
    }
}

/// 追责案. As it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Its number, once a clue is on record.
    pub number: Option<CaseNumber>,
    /// 阶段
    pub stage: Stage,
    /// 线索
    pub clue: Option<Clue>,
    /// 期限 that run.
    pub terms: BTreeMap<CaseStep, Term>,
    /// 超期 steps that are on record as such.
    pub overdue: BTreeSet<CaseStep>,
    /// 调查人员
    pub investigators: BTreeSet<PersonId>,
    /// Who investigated at any time, whether or not he does now.
    pub ever_investigated: BTreeSet<PersonId>,
    /// 事实材料
    pub facts: Vec<FactOnFile>,
    /// 延长申请
    pub extensions: Vec<ExtensionRequest>,
    /// 过错认定
    pub findings: Option<Findings>,
    /// 拟处理告知
    pub intent: Option<Intent>,
    /// 陈述申辩
    pub statement: Option<Statement>,
    /// 集体研究
    pub panel: Option<Panel>,
    /// 局长 who is to sign, once the panel has concluded.
    pub signer: Option<PersonId>,
    /// Who deliberated at any time.
    pub ever_deliberated: BTreeSet<PersonId>,
    /// 决定
    pub verdict: Option<Verdict>,
    /// 送达
    pub service: Option<Service>,
    /// 别处的决定
    pub records: Vec<OutsideRecord>,
    /// 救济
    pub redress: Redress,
    /// 生效: no remedy is open any more.
    pub final_at: Option<Instant>,
    /// 执行
    pub execution: Execution,
    /// 撤销与恢复
    pub correction: Correction,
    /// 移送
    pub transferred: Option<(TransferTo, Instant)>,
    /// From when the person may know of it.
    pub shown_at: Option<Instant>,
    /// What has happened, as the person may know it.
    pub milestones: Vec<Milestone>,
    /// When it came to its end.
    pub ended_at: Option<Instant>,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            number: None,
            stage: Stage::Nothing,
            clue: None,
            terms: BTreeMap::new(),
            overdue: BTreeSet::new(),
            investigators: BTreeSet::new(),
            ever_investigated: BTreeSet::new(),
            facts: Vec::new(),
            extensions: Vec::new(),
            findings: None,
            intent: None,
            statement: None,
            panel: None,
            signer: None,
            ever_deliberated: BTreeSet::new(),
            verdict: None,
            service: None,
            records: Vec::new(),
            redress: Redress::default(),
            final_at: None,
            execution: Execution::default(),
            correction: Correction::default(),
            transferred: None,
            shown_at: None,
            milestones: Vec::new(),
            ended_at: None,
        }
    }
}

impl Case {
    /// 线索, or that there is no such case.
    pub(crate) fn clue(&self) -> Result<&Clue, No> {
        self.clue.as_ref().ok_or(No::NoSuchCase)
    }

    /// The case is in one of these stages.
    pub(crate) fn at(&self, stages: &[Stage], act: CaseAct) -> Result<&Clue, No> {
        let clue = self.clue()?;
        match stages.contains(&self.stage) {
            true => Ok(clue),
            false => Err(No::WrongStage { stage: self.stage, act }),
        }
    }

    /// The rules of faults and measures: those of the day on which the clue came, so that nothing
    /// becomes heavier afterwards.
    pub(crate) fn substance<'r>(&self, cx: &Context<'r>) -> Result<&'r AccountabilityRule, No> {
        let on = self.clue()?.opened_at.date();
        match cx.rules.on(on).accountability.as_ref() {
            Some(rule) => Ok(rule),
            None => procedure(cx),
        }
    }

    /// The term of a step, if it runs.
    pub fn term(&self, step: CaseStep) -> Option<&Term> {
        self.terms.get(&step)
    }

    /// The term of a step runs from now on.
    pub(crate) fn run(&mut self, term: Term) {
        self.overdue.remove(&term.step);
        self.terms.insert(term.step, term);
    }

    /// The step is done.
    pub(crate) fn stop(&mut self, step: CaseStep) {
        self.terms.remove(&step);
    }

    /// It came to its end: nothing runs any more but what is owed to the person.
    pub(crate) fn end(&mut self, stage: Stage, at: Instant) {
        self.stage = stage;
        self.ended_at = Some(at);
        self.terms.retain(|step, _| *step == CaseStep::Restoration);
    }

    /// 生效. Whether it may bear on a score, an appraisal, a publication.
    pub fn is_final(&self) -> bool {
        self.final_at.is_some() && self.stage != Stage::Revoked
    }
}
