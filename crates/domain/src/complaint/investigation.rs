//! 有诉必查. Two investigators who have nothing to do with the subject, and what they did, on record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::parts::approver;
use crate::complaint::wording::said;
use crate::complaint::{Complaint, ComplaintRefusal as No, Stage, is_deputy_of_subject, recused};
use crate::decider::{Actor, Context};
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 指定调查人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appoint {
    /// One.
    pub first: PersonId,
    /// And another.
    pub second: PersonId,
}

/// 记录调查.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordInvestigation {
    /// What was done.
    pub kind: RecordKind,
    /// What was learnt.
    pub text: Written,
}

/// 调查方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 谈话
    Talk,
    /// 调阅材料
    Document,
    /// 现场查看
    Visit,
}

/// 调查记录.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvestigationRecord {
    /// 1, 2, 3 … within the complaint.
    pub ordinal: u32,
    /// Of which round.
    pub round: u32,
    /// Who investigated.
    pub by: PersonId,
    /// What was done.
    pub kind: RecordKind,
    /// What was learnt.
    pub text: TextDigest,
    /// When.
    pub at: Instant,
}

/// 调查人已指定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InvestigatorsAppointed {
    /// The two.
    pub investigators: BTreeSet<PersonId>,
}

/// 调查已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InvestigationRecorded {
    /// 1, 2, 3 … within the complaint.
    pub record: u32,
    /// Of which round.
    pub round: u32,
    /// Who investigated.
    pub by: PersonId,
    /// What was done.
    pub kind: RecordKind,
    /// What was learnt.
    pub text: TextDigest,
}

impl Wish for Appoint {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        if complaint.stage == Stage::Found {
            return Err(No::NotUnderWay { stage: complaint.stage });
        }
        if complaint.route.is_none() {
            return Err(No::RouteMissing);
        }
        let investigators = BTreeSet::from([self.first, self.second]);
        let is_two = investigators.len() == InvestigatorsAppointed::HOW_MANY;
        if !is_two {
            return Err(No::SameInvestigator);
        }
        for person in &investigators {
            check_investigator(complaint, cx, person)?;
        }
        if investigators == complaint.investigators {
            return Ok(Vec::new());
        }
        Ok(vec![InvestigatorsAppointed { investigators }.into()])
    }
}

/// In office, not concerned, no deputy of the subject, none of the three administrators.
fn check_investigator(
    complaint: &Complaint,
    cx: &Context<'_>,
    person: &PersonId,
) -> Result<(), No> {
    let Some(staff) = cx.organization.in_office(person) else {
        return Err(No::NoSuchPerson { person: person.clone() });
    };
    if staff.roles.iter().any(|role| role.is_administrator()) {
        return Err(No::AdministratorInvestigates { person: person.clone() });
    }
    let closes = approver(cx.organization, complaint, None) == Some(person)
        || complaint.route.as_ref().is_some_and(|route| {
            route.unit.as_ref().and_then(|unit| cx.organization.head_of(unit)) == Some(person)
        });
    if closes {
        return Err(No::CloserInvestigates { person: person.clone() });
    }
    if recused(cx.organization, complaint).covers(person) {
        return Err(No::InvestigatorConcerned { person: person.clone() });
    }
    if is_deputy_of_subject(cx.organization, complaint, person) {
        return Err(No::InvestigatorIsDeputy { person: person.clone() });
    }
    Ok(())
}

impl InvestigatorsAppointed {
    /// 两名: 有诉必查 asks for two.
    pub const HOW_MANY: usize = 2;
}

impl Happened for InvestigatorsAppointed {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.investigators.clone_from(&self.investigators);
        complaint.stage = Stage::Investigating;
    }
}

impl Wish for RecordInvestigation {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        said(&self.text, "调查情况")?;
        let recorded = InvestigationRecorded {
            record: next_ordinal(complaint.records.len()),
            round: complaint.round,
            by: acting(cx)?,
            kind: self.kind,
            text: self.text.digest(),
        };
        Ok(vec![recorded.into()])
    }
}

/// The member of staff who acts.
pub(super) fn acting(cx: &Context<'_>) -> Result<PersonId, No> {
    match cx.actor {
        Actor::Staff(person) => Ok(person.clone()),
        Actor::System | Actor::Citizen(_) => Err(No::unseen()),
    }
}

impl Happened for InvestigationRecorded {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.records.push(InvestigationRecord {
            ordinal: self.record,
            round: self.round,
            by: self.by.clone(),
            kind: self.kind,
            text: self.text,
            at: when.at,
        });
    }
}

impl Complaint {
    /// 有诉必查. Two investigators stand, and one of them has left a record in this round.
    pub(super) fn investigated(&self, cx: &Context<'_>) -> Result<(), No> {
        let recusal = recused(cx.organization, self);
        let stand = self.investigators.iter().filter(|person| !recusal.covers(person)).count();
        if stand < InvestigatorsAppointed::HOW_MANY {
            return Err(No::InvestigatorsMissing);
        }
        let counts = |record: &&InvestigationRecord| {
            record.round == self.round && self.investigators.contains(&record.by)
        };
        match self.records.iter().any(|record| counts(&record)) {
            true => Ok(()),
            false => Err(No::RecordMissing),
        }
    }
}
