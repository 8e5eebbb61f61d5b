//! 别处的决定. What cadre authorities and competent organs decide is recorded with their document; a
//! clue of their competence is transferred and leaves our hands.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, Milestone, MilestoneKind, Stage, Subject,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::{AccountabilityRule, DecidedBy, Measure, Power, Sanction, codes};
use crate::text::{TextDigest, Written};

codes! {
    /// 有权机关.
    pub enum Organ {
        /// 干部管理机关
        CadreAuthority = "cadre_authority", "干部管理机关";
        /// 任免机关、主管部门
        CompetentOrgan = "competent_organ", "任免机关、主管部门";
        /// 监察机关
        Supervision = "supervision", "监察机关";
        /// 上级教育督导机构
        InspectionAuthority = "inspection_authority", "上级教育督导机构";
    }
}

codes! {
    /// 移送给谁.
    pub enum TransferTo {
        /// 纪检监察机关
        Discipline = "discipline", "纪检监察机关";
        /// 司法机关
        Judicial = "judicial", "司法机关";
    }
}

/// 决定了什么.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideDecision {
    /// 组织处理: a measure that is not ours.
    Measure(Measure),
    /// 处分 for one conduct of the case.
    Sanction {
        /// Which.
        sanction: Sanction,
        /// 行为
        conduct: u32,
    },
    /// 不予采纳: the proposal was not followed.
    Declined,
}

/// 在案的别处决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutsideRecord {
    /// What.
    pub decision: OutsideDecision,
    /// By which organ.
    pub organ: Organ,
    /// 文号
    pub document: TextDigest,
    /// When it was recorded.
    pub at: Instant,
}

/// 记录有权机关的决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordOutside {
    /// What.
    pub decision: OutsideDecision,
    /// By which organ.
    pub organ: Organ,
    /// 文号
    pub document: Written,
}

/// 移送.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransferCase {
    /// To whom.
    pub to: TransferTo,
    /// 移送函
    pub text: Written,
}

/// 有权机关的决定已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OutsideRecorded {
    /// What.
    pub decision: OutsideDecision,
    /// By which organ.
    pub organ: Organ,
    /// 文号
    pub document: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// 已移送.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseTransferred {
    /// To whom.
    pub to: TransferTo,
    /// 移送函
    pub text: TextDigest,
    /// By whom.
    pub by: PersonId,
}

impl Wish for RecordOutside {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.document]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let clue = case.at(&[Stage::Decided, Stage::Executing], CaseAct::RecordOutside)?;
        said(&self.document, "决定的文号")?;
        let rule = case.substance(cx)?;
        let Subject::Person { category, .. } = &clue.subject else {
            return Err(No::NotForUnits);
        };
        match self.decision {
            OutsideDecision::Declined => {}
            OutsideDecision::Measure(measure) => {
                let known = of_others(rule, measure, self.organ)?;
                if !known.contains(category) {
                    return Err(No::NotForCategory { measure, category: *category });
                }
            }
            OutsideDecision::Sanction { sanction, conduct } => {
                let known = rule.sanctions.get(&sanction).ok_or(No::RulesSilent)?;
                if !known.categories.contains(category) {
                    return Err(No::SanctionNotForCategory { sanction, category: *category });
                }
                case.may_be_sanctioned(conduct, self.organ)?;
            }
        }
        let Self { decision, organ, document } = self;
        one(OutsideRecorded { decision, organ, document: document.digest(), by: staff(cx)? })
    }
}

/// A measure that others decide, by one of those who may; for which categories it is.
fn of_others(
    rule: &AccountabilityRule,
    measure: Measure,
    organ: Organ,
) -> Result<&std::collections::BTreeSet<crate::rules::PersonCategory>, No> {
    let known = rule.measures.get(&measure).ok_or(No::RulesSilent)?;
    let is_ours = match known.power {
        Power::Proposal | Power::Record => false,
        Power::Decision | Power::Sanction | Power::Transfer => true,
    };
    if is_ours {
        return Err(No::NotRecordedSo { measure });
    }
    let competent = match known.decided_by {
        DecidedBy::CadreAuthority => organ == Organ::CadreAuthority,
        DecidedBy::CompetentOrgan => organ == Organ::CompetentOrgan || organ == Organ::Supervision,
        DecidedBy::Unit | DecidedBy::Bureau => false,
    };
    if competent { Ok(&known.categories) } else { Err(No::OrganNotCompetent { organ }) }
}

impl Case {
    /// 一行为不二处分 (政务处分法 16): no second sanction for the same conduct.
    fn may_be_sanctioned(&self, conduct: u32, organ: Organ) -> Result<(), No> {
        match organ {
            Organ::CompetentOrgan | Organ::Supervision => {}
            Organ::CadreAuthority | Organ::InspectionAuthority => {
                return Err(No::OrganNotCompetent { organ });
            }
        }
        let findings = self.findings.as_ref().ok_or(No::NoFaults)?;
        if !findings.faults.iter().any(|fault| fault.conduct == conduct) {
            return Err(No::NoSuchFault { fault: conduct });
        }
        let same = |record: &&OutsideRecord| matches!(record.decision, OutsideDecision::Sanction { conduct: known, .. } if known == conduct);
        match self.records.iter().find(same) {
            Some(record) => Err(No::SanctionedAlready { organ: record.organ }),
            None => Ok(()),
        }
    }
}

impl Wish for TransferCase {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let open = [
            Stage::Clue,
            Stage::Investigating,
            Stage::Found,
            Stage::Notified,
            Stage::Heard,
            Stage::Deliberating,
            Stage::Deliberated,
        ];
        case.at(&open, CaseAct::Transfer)?;
        said(&self.text, "移送函")?;
        one(CaseTransferred { to: self.to, text: self.text.digest(), by: staff(cx)? })
    }
}

impl Happened for OutsideRecorded {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.records.push(OutsideRecord {
            decision: self.decision,
            organ: self.organ,
            document: self.document,
            at,
        });
        let texts = [self.document];
        case.milestones.push(Milestone::with(MilestoneKind::OutsideRecorded, at, &texts));
    }
}

impl Happened for CaseTransferred {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.transferred = Some((self.to, at));
        case.end(Stage::Transferred, at);
    }
}
