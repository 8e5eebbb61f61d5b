//! 拟立项. What is to be done, by whom, from which source; the same item of the same source is not
//! given out twice (多头督查).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant, Limit};

use crate::decider::Context;
use crate::docket::pushing_function;
use crate::id::{PersonId, TaskNumber, UnitId};
use crate::organization::Function;
use crate::rules::{SourceKind, TaskRule, Urgency};
use crate::task::authority::{TaskAct, may_begin};
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::{Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 主办. One unit, and the person in it if one is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Party {
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: Option<PersonId>,
}

/// 协办单位 with a day of its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistWish {
    /// The unit.
    pub unit: UnitId,
    /// By when; none: with the lead.
    pub due_on: Option<Date>,
}

/// 督办内容 as somebody writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// 标题.
    pub title: Written,
    /// 来源种类.
    pub source_kind: SourceKind,
    /// 来源文件 with its item.
    pub source_document: Written,
    /// Keyed digest of source document and item: equal for the same item wherever it is proposed.
    pub source_key: TextDigest,
    /// 会议或来文日期.
    pub source_on: Option<Date>,
    /// 缓急.
    pub urgency: Urgency,
    /// 内容.
    pub content: Written,
    /// 办理要求.
    pub demand: Written,
    /// 质量要求.
    pub quality: Written,
    /// 立项科室: one of the four.
    pub section: UnitId,
    /// 主办.
    pub lead: Party,
    /// 协办.
    pub assisting: Vec<AssistWish>,
    /// A day other than the one the rules give.
    pub due_on: Option<Date>,
    /// Why that day is later than the rules give.
    pub later: Option<Written>,
    /// 进展报告: how often, if not as the rules say.
    pub report_every: Option<Limit>,
}

/// 在办督办的来源. What stands open elsewhere, read when the wish was formed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenSource {
    /// Keyed digest of source document and item.
    pub key: TextDigest,
    /// The task.
    pub task: TaskNumber,
    /// Its section.
    pub section: UnitId,
}

/// 拟立项.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Propose {
    /// Its number, given by the application.
    pub number: TaskNumber,
    /// What.
    pub proposal: Proposal,
    /// The sources of all tasks that are proposed or open.
    pub open_sources: Vec<OpenSource>,
}

/// 已拟立项.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskProposed {
    /// Its number.
    pub number: TaskNumber,
    /// 标题.
    pub title: TextDigest,
    /// 来源种类.
    pub source_kind: SourceKind,
    /// 来源文件.
    pub source_document: TextDigest,
    /// Keyed digest of source document and item.
    pub source_key: TextDigest,
    /// 会议或来文日期.
    pub source_on: Option<Date>,
    /// 缓急.
    pub urgency: Urgency,
    /// 内容.
    pub content: TextDigest,
    /// 办理要求.
    pub demand: TextDigest,
    /// 质量要求.
    pub quality: TextDigest,
    /// 立项科室.
    pub section: UnitId,
    /// Which of the four it was then.
    pub function: Function,
    /// 主办.
    pub lead: Party,
    /// 协办.
    pub assisting: Vec<AssistWish>,
    /// A day other than the one the rules give.
    pub due_on: Option<Date>,
    /// Why that day is later.
    pub later: Option<TextDigest>,
    /// 进展报告周期.
    pub report_every: Option<Limit>,
    /// Who proposed it.
    pub by: PersonId,
}

/// 拟立项 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposed {
    /// What was proposed.
    pub facts: TaskProposed,
    /// When.
    pub at: Instant,
}

impl Proposal {
    /// The texts in it.
    pub(crate) fn texts(&self) -> Vec<&Written> {
        let always =
            [&self.title, &self.source_document, &self.content, &self.demand, &self.quality];
        always.into_iter().chain(&self.later).collect()
    }

    /// The event that proposes it.
    pub(crate) fn proposed(self, number: TaskNumber, cx: &Context<'_>) -> Result<TaskProposed, No> {
        said(&self.title, "标题")?;
        said(&self.source_document, "来源文件")?;
        said(&self.content, "督办内容")?;
        said(&self.demand, "办理要求")?;
        said(&self.quality, "质量要求")?;
        let section = cx.organization.open_unit(&self.section)?;
        let function = pushing_function(cx.organization, &section.id)
            .ok_or_else(|| No::NotPushing { unit: self.section.clone() })?;
        self.check_parties(cx)?;
        let later = self.later.as_ref().filter(|text| !text.is_blank()).map(Written::digest);
        Ok(TaskProposed {
            number,
            title: self.title.digest(),
            source_kind: self.source_kind,
            source_document: self.source_document.digest(),
            source_key: self.source_key,
            source_on: self.source_on,
            urgency: self.urgency,
            content: self.content.digest(),
            demand: self.demand.digest(),
            quality: self.quality.digest(),
            section: self.section,
            function,
            lead: self.lead,
            assisting: self.assisting,
            due_on: self.due_on,
            later,
            report_every: self.report_every,
            by: staff_of(cx)?,
        })
    }

    /// One lead; nobody has two parts; the section has none.
    fn check_parties(&self, cx: &Context<'_>) -> Result<(), No> {
        let organization = cx.organization;
        let units =
            || std::iter::once(&self.lead.unit).chain(self.assisting.iter().map(|a| &a.unit));
        let mut seen = BTreeSet::new();
        for unit in units() {
            organization.open_unit(unit)?;
            if !seen.insert(unit) {
                return Err(No::PartyTwice { unit: unit.clone() });
            }
            let is_party = organization.is_within(unit, &self.section)
                || organization.is_within(&self.section, unit);
            if is_party {
                return Err(No::SectionIsParty { unit: unit.clone() });
            }
        }
        if let Some(person) = &self.lead.person {
            let serving = organization.serving(person)?;
            let is_his = organization.is_within(&serving.unit, &self.lead.unit);
            if !is_his || serving.roles.iter().any(|role| role.is_administrator()) {
                let (person, unit) = (person.clone(), self.lead.unit.clone());
                return Err(No::PersonNotOfLead { person, unit });
            }
        }
        Ok(())
    }
}

/// 多头督查: the same item of the same source, proposed or open elsewhere.
pub(crate) fn none_open(own: &TaskNumber, key: TextDigest, open: &[OpenSource]) -> Result<(), No> {
    match open.iter().find(|other| other.key == key && other.task != *own) {
        Some(other) => {
            let (task, section) = (other.task.clone(), other.section.clone());
            Err(No::OpenElsewhere { task, section })
        }
        None => Ok(()),
    }
}

/// The rules of tasks on that day, or the no.
pub(crate) fn task_rule<'r>(cx: &Context<'r>) -> Result<&'r TaskRule, No> {
    cx.rules.on(cx.now.date()).task.as_ref().ok_or(No::RulesSilent)
}

impl Propose {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.proposal.texts()
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        if let Some(standing) = &task.proposal {
            return Err(No::AlreadyProposed { number: standing.facts.number.clone() });
        }
        task_rule(cx)?;
        let proposed = self.proposal.proposed(self.number, cx)?;
        let mut draft = Draft::of(task, cx);
        draft.push(proposed.clone());
        may_begin(cx, TaskAct::Propose, draft.state())?;
        none_open(&proposed.number, proposed.source_key, &self.open_sources)?;
        draft.done()
    }
}

impl TaskProposed {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.proposal = Some(Proposed { facts: self.clone(), at });
    }
}
