//! 认定. Each fault with its root, effect, gravity, evidence and liability; beyond 一般 only with its
//! effect on record (clause 50).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::investigation::next;
use crate::accountability::wish::{Decided, Happened, Wish, one, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, Deviation, Liable, Milestone, MilestoneKind, RoleChain,
    Scope, Stage, Subject, liability, weigh,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::{AccountabilityRule, Circumstance, Fault, Gravity, Liability, Root};
use crate::text::{TextDigest, Written};

/// 过错认定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Findings {
    /// The faults.
    pub faults: Vec<FoundFault>,
    /// 情形
    pub circumstances: BTreeSet<Circumstance>,
    /// 调查报告
    pub report: TextDigest,
    /// 其他责任人, who need a case of their own.
    pub others: Liable,
    /// When.
    pub at: Instant,
}

/// 一项过错.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoundFault {
    /// 1, 2, 3 … within the case.
    pub ordinal: u32,
    /// Which kind.
    pub fault: Fault,
    /// 不作为 or 乱作为
    pub root: Root,
    /// 行为: which act within the case; no act has the same fault twice.
    pub conduct: u32,
    /// 情节
    pub gravity: Gravity,
    /// 影响工作秩序和效率、造成的不良后果
    pub effect: Option<TextDigest>,
    /// 事实 on file that prove it.
    pub evidence: BTreeSet<u32>,
    /// What was done, in words.
    pub text: TextDigest,
    /// 承办、审核、批准
    pub chain: Option<RoleChain>,
    /// 偏差
    pub deviation: Option<Deviation>,
    /// 责任 of the person; of a unit none.
    pub liability: Option<Liability>,
}

/// 认定的一项.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFault {
    /// Which kind.
    pub fault: Fault,
    /// 不作为 or 乱作为
    pub root: Root,
    /// 行为
    pub conduct: u32,
    /// 情节
    pub gravity: Gravity,
    /// 不良后果
    pub effect: Option<Written>,
    /// 事实 on file that prove it.
    pub evidence: BTreeSet<u32>,
    /// What was done, in words.
    pub text: Written,
    /// Who did what on the paper, and who deviated; of a person it must be there.
    pub answerable: Option<(RoleChain, Deviation)>,
}

/// 认定过错.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindFaults {
    /// The faults.
    pub faults: Vec<NewFault>,
    /// 情形
    pub circumstances: BTreeSet<Circumstance>,
    /// 调查报告
    pub report: Written,
}

/// 认定没有过错.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindNothing {
    /// 调查报告
    pub report: Written,
    /// 澄清: the scope in which a false accusation did harm (政务处分法 53).
    pub clear_in: Option<Scope>,
}

/// 过错已认定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FaultsFound {
    /// The faults.
    pub faults: Vec<FoundFault>,
    /// 情形
    pub circumstances: BTreeSet<Circumstance>,
    /// 调查报告
    pub report: TextDigest,
    /// 其他责任人
    pub others: Liable,
    /// By whom.
    pub by: PersonId,
    /// The rules by which they are faults.
    pub rules: TextDigest,
}

/// 没有过错.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NothingFound {
    /// 调查报告
    pub report: TextDigest,
    /// 澄清 in this scope.
    pub clear_in: Option<Scope>,
    /// By whom.
    pub by: PersonId,
}

impl Wish for FindFaults {
    fn texts(&self) -> Vec<&Written> {
        let of_faults = self
            .faults
            .iter()
            .flat_map(|one| std::iter::once(&one.text).chain(one.effect.as_ref()));
        std::iter::once(&self.report).chain(of_faults).collect()
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let clue = case.at(&[Stage::Investigating], CaseAct::FindFaults)?;
        case.is_investigated(cx)?;
        said(&self.report, "调查报告")?;
        if self.faults.is_empty() {
            return Err(No::NoFaults);
        }
        let rule = case.substance(cx)?;
        let mut others = Liable::new();
        let mut faults = Vec::new();
        for new in &self.faults {
            check(rule, case, new, &faults)?;
            let ordinal = next(faults.len());
            faults.push(found(&clue.subject, new, ordinal, &mut others)?);
        }
        one(FaultsFound {
            faults,
            circumstances: self.circumstances,
            report: self.report.digest(),
            others,
            by: staff(cx)?,
            rules: cx.rules.digest(),
        })
    }
}

fn check(
    rule: &AccountabilityRule,
    case: &Case,
    new: &NewFault,
    before: &[FoundFault],
) -> Result<(), No> {
    said(&new.text, "过错事实")?;
    let known = rule.faults.get(&new.fault).ok_or(No::RulesSilent)?;
    if !known.roots.contains(&new.root) {
        return Err(No::RootUnfit { fault: new.fault, root: new.root });
    }
    let has_effect = new.effect.as_ref().is_some_and(|effect| !effect.is_blank());
    let most = rule.procedure.gravity_without_effect;
    if !has_effect && new.gravity > most {
        return Err(No::EffectMissing { gravity: new.gravity, most });
    }
    let is_on_file = |number: &u32| case.facts.iter().any(|fact| fact.ordinal == *number);
    if new.evidence.is_empty() || !new.evidence.iter().all(is_on_file) {
        return Err(No::EvidenceMissing { fault: new.fault });
    }
    let same = |one: &FoundFault| one.fault == new.fault && one.conduct == new.conduct;
    match before.iter().any(same) {
        true => Err(No::SameConductTwice { fault: new.fault }),
        false => Ok(()),
    }
}

fn found(
    subject: &Subject,
    new: &NewFault,
    ordinal: u32,
    others: &mut Liable,
) -> Result<FoundFault, No> {
    let borne = match (subject, &new.answerable) {
        (Subject::Unit { .. }, _) => None,
        (Subject::Person { .. }, None) => return Err(No::LiabilityMissing { fault: new.fault }),
        (Subject::Person { person, .. }, Some((chain, deviation))) => {
            let mut liable = liability(chain, deviation);
            let own = liable.remove(person).ok_or(No::NotLiable { fault: new.fault })?;
            for (person, borne) in liable {
                let heavier = others.get(&person).map_or(borne, |held| borne.min(*held));
                others.insert(person, heavier);
            }
            Some(own)
        }
    };
    let (chain, deviation) = new.answerable.clone().unzip();
    Ok(FoundFault {
        ordinal,
        fault: new.fault,
        root: new.root,
        conduct: new.conduct,
        gravity: new.gravity,
        effect: new.effect.as_ref().filter(|text| !text.is_blank()).map(Written::digest),
        evidence: new.evidence.clone(),
        text: new.text.digest(),
        chain,
        deviation,
        liability: borne,
    })
}

impl Wish for FindNothing {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.report]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Investigating], CaseAct::FindNothing)?;
        case.is_investigated(cx)?;
        said(&self.report, "调查报告")?;
        let (report, clear_in) = (self.report.digest(), self.clear_in);
        one(NothingFound { report, clear_in, by: staff(cx)? })
    }
}

impl Findings {
    /// 免责. Whether a circumstance exempts.
    pub fn is_exempt(&self, rule: &AccountabilityRule) -> bool {
        weigh(rule, &self.circumstances).exempting > 0
    }

    /// 最重情节.
    pub fn gravest(&self) -> Option<Gravity> {
        self.faults.iter().map(|fault| fault.gravity).max()
    }
}

impl Happened for FaultsFound {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.stage = Stage::Found;
        case.findings = Some(Findings {
            faults: self.faults.clone(),
            circumstances: self.circumstances.clone(),
            report: self.report,
            others: self.others.clone(),
            at,
        });
    }
}

impl Happened for NothingFound {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.milestones.push(Milestone::new(MilestoneKind::Cleared, at));
        case.end(Stage::Cleared, at);
        if let Some(scope) = self.clear_in {
            case.show(at);
            case.correction.reputation = Some(scope);
        }
    }
}
