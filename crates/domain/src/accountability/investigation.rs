//! 调查. Two investigators or more, none of them on the person's side or against him by post; facts on
//! file before anything is found.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, Milestone, MilestoneKind, RecusalCause, Stage, recusal,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::codes;
use crate::text::{TextDigest, Written};

codes! {
    /// 材料种类.
    pub enum FactKind {
        /// 询问笔录
        Talk = "talk", "询问笔录";
        /// 与本人谈话笔录: explanation is demanded of him.
        SubjectTalk = "subject_talk", "与本人谈话笔录";
        /// 书面材料
        Document = "document", "书面材料";
        /// 现场查看
        SiteVisit = "site_visit", "现场查看";
        /// 系统记录
        SystemRecord = "system_record", "系统记录";
    }
}

/// 在卷事实.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactOnFile {
    /// 1, 2, 3 … within the case.
    pub ordinal: u32,
    /// Which kind.
    pub kind: FactKind,
    /// What it says.
    pub text: TextDigest,
    /// The investigators who took it.
    pub present: BTreeSet<PersonId>,
    /// When it was put on file.
    pub at: Instant,
}

/// 指定调查人员. All of them from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameInvestigators {
    /// Who.
    pub investigators: BTreeSet<PersonId>,
}

/// 调查人员回避.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExcuseInvestigator {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: Written,
}

/// 记录事实.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordFact {
    /// Which kind.
    pub kind: FactKind,
    /// What it says.
    pub text: Written,
    /// The investigators who took it.
    pub present: BTreeSet<PersonId>,
}

/// 调查人员已指定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InvestigatorsNamed {
    /// Who.
    pub investigators: BTreeSet<PersonId>,
    /// By whom.
    pub by: PersonId,
}

/// 调查人员已回避.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InvestigatorExcused {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 事实已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactRecorded {
    /// Its number.
    pub fact: u32,
    /// Which kind.
    pub kind: FactKind,
    /// What it says.
    pub text: TextDigest,
    /// The investigators who took it.
    pub present: BTreeSet<PersonId>,
}

impl Wish for NameInvestigators {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let clue = case.at(&[Stage::Investigating], CaseAct::NameInvestigators)?;
        let needed = procedure(cx)?.procedure.investigators;
        enough(self.investigators.len(), needed, "调查人员")?;
        for person in &self.investigators {
            if let Some(cause) = recusal(cx.organization, &clue.subject, person) {
                return Err(No::Recused { act: CaseAct::NameInvestigators, cause });
            }
        }
        one(InvestigatorsNamed { investigators: self.investigators, by: staff(cx)? })
    }
}

/// So many people at least.
pub(super) fn enough(found: usize, needed: u32, whom: &'static str) -> Result<(), No> {
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    if found < needed { Err(No::TooFew { whom, found, needed }) } else { Ok(()) }
}

impl Wish for ExcuseInvestigator {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, _cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Investigating, Stage::Found], CaseAct::ExcuseInvestigator)?;
        said(&self.reason, "回避的原因")?;
        if !case.investigators.contains(&self.person) {
            return Err(No::NotAnInvestigator);
        }
        one(InvestigatorExcused { person: self.person, reason: self.reason.digest() })
    }
}

impl Wish for RecordFact {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Investigating], CaseAct::RecordFact)?;
        said(&self.text, "事实")?;
        let needed = procedure(cx)?.procedure.investigators;
        enough(self.present.len(), needed, "在场的调查人员")?;
        if !self.present.is_subset(&case.investigators) {
            return Err(No::NotAnInvestigator);
        }
        let number = next(case.facts.len());
        let Self { kind, text, present } = self;
        one(FactRecorded { fact: number, kind, text: text.digest(), present })
    }
}

/// The next number of a list.
pub(super) fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX).saturating_add(1)
}

impl Case {
    /// Two investigators who may still investigate, and facts on file.
    pub(super) fn is_investigated(&self, cx: &Context<'_>) -> Result<(), No> {
        let needed = procedure(cx)?.procedure.investigators;
        let clue = self.clue()?;
        let serve = |person: &&PersonId| {
            recusal(cx.organization, &clue.subject, person) != Some(RecusalCause::Oneself)
        };
        enough(self.investigators.iter().filter(serve).count(), needed, "调查人员")?;
        if self.facts.is_empty() { Err(No::NoFacts) } else { Ok(()) }
    }
}

impl Happened for InvestigatorsNamed {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.investigators = self.investigators.clone();
        case.ever_investigated.extend(self.investigators.iter().cloned());
        case.milestones.push(Milestone::new(MilestoneKind::InvestigatorsNamed, at));
    }
}

impl Happened for InvestigatorExcused {
    fn remember(&self, case: &mut Case, _at: Instant) {
        case.investigators.remove(&self.person);
    }
}

impl Happened for FactRecorded {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.facts.push(FactOnFile {
            ordinal: self.fact,
            kind: self.kind,
            text: self.text,
            present: self.present.clone(),
            at,
        });
        if self.kind == FactKind::SubjectTalk {
            case.show(at);
            case.milestones.push(Milestone::with(MilestoneKind::Heard, at, &[self.text]));
        }
    }
}

impl Case {
    /// From now on the person may know.
    pub(super) fn show(&mut self, at: Instant) {
        self.shown_at.get_or_insert(at);
    }
}
