//! 身份封存与启封. Who complained is opened by two persons with a reason, for a while, and the
//! complainant is told; every reading is an event.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::investigation::acting;
use crate::complaint::parts::approver;
use crate::complaint::wording::said;
use crate::complaint::{
    Complaint, ComplaintRefusal as No, Filing, IdentityMode, Stage, may_read_identity, recused,
};
use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::Verdict;
use crate::organization::Role;
use crate::text::{TextDigest, Written};

/// 申请启封.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskUnsealing {
    /// Why.
    pub reason: Written,
}

/// 审批启封, by another person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideUnsealing {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 查看身份. Recorded before anything is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadIdentity {
    /// Why; owed where the complainant is named, for a sealed one the opening says it.
    pub reason: Option<Written>,
}

/// 启封 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsealing {
    /// 1, 2, 3 … within the complaint.
    pub ordinal: u32,
    /// Why.
    pub reason: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who was to decide.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: UnsealingState,
}

/// 启封状态.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UnsealingState {
    /// 待审批
    Asked,
    /// 已启封: who asked may read until then.
    Opened {
        /// Who approved.
        by: PersonId,
        /// When.
        at: Instant,
        /// Until then.
        until: Instant,
    },
    /// 重新封存: opened, and closed again before its time was over.
    SealedAgain {
        /// Who approved.
        by: PersonId,
        /// When.
        at: Instant,
        /// Until then.
        until: Instant,
    },
    /// 不同意
    Refused,
    /// 失效
    Void,
}

/// 身份查看 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdentityReading {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// By which opening, of a sealed complaint.
    pub unsealing: Option<u32>,
    /// Why.
    pub reason: Option<TextDigest>,
}

/// 已申请启封.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnsealingAsked {
    /// Its number.
    pub request: u32,
    /// Why.
    pub reason: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已启封. The complainant is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unsealed {
    /// The request.
    pub request: u32,
    /// Who may read.
    pub asked_by: PersonId,
    /// Who approved.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
    /// Until then.
    pub until: Instant,
}

/// 启封未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnsealingRefused {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 身份已被查看.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IdentityRead {
    /// Who.
    pub by: PersonId,
    /// By which opening.
    pub unsealing: Option<u32>,
    /// Why.
    pub reason: Option<TextDigest>,
}

impl Unsealing {
    /// Whether it waits for a decision.
    pub fn is_asked(&self) -> bool {
        self.state == UnsealingState::Asked
    }

    /// Whether it waits or was granted.
    pub(super) fn is_live(&self) -> bool {
        match &self.state {
            UnsealingState::Asked | UnsealingState::Opened { .. } => true,
            UnsealingState::SealedAgain { .. } | UnsealingState::Refused | UnsealingState::Void => {
                false
            }
        }
    }

    /// Whether he may read by it now.
    pub fn opens_for(&self, person: &PersonId, now: Instant) -> bool {
        match &self.state {
            UnsealingState::Opened { at, until, .. } => {
                &self.asked_by == person && *at <= now && now < *until
            }
            UnsealingState::Asked
            | UnsealingState::SealedAgain { .. }
            | UnsealingState::Refused
            | UnsealingState::Void => false,
        }
    }

    /// Whether he asked or was to decide.
    pub(super) fn is_of(&self, person: &PersonId) -> bool {
        &self.asked_by == person || (self.is_asked() && &self.approver == person)
    }

    /// What waits is void; what was opened is sealed again at once.
    pub(super) fn fall(&mut self, now: Instant) {
        match &self.state {
            UnsealingState::Asked => self.state = UnsealingState::Void,
            UnsealingState::Opened { by, at, until } => {
                let (by, at, until) = (by.clone(), *at, (*until).min(now));
                self.state = UnsealingState::SealedAgain { by, at, until };
            }
            UnsealingState::SealedAgain { .. } | UnsealingState::Refused | UnsealingState::Void => {
            }
        }
    }
}

fn sealed(complaint: &Complaint) -> Result<&Filing, No> {
    let filing = complaint.open()?;
    match filing.identity {
        IdentityMode::Sealed => Ok(filing),
        IdentityMode::Named => Err(No::NotSealed),
        IdentityMode::Anonymous => Err(No::NoIdentity),
    }
}

impl Wish for AskUnsealing {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        sealed(complaint)?;
        said(&self.reason, "启封理由")?;
        if complaint.unsealings.iter().any(Unsealing::is_asked) {
            return Err(No::RequestPending);
        }
        let asked_by = acting(cx)?;
        let second = second_person(complaint, cx, &asked_by).ok_or(No::ApproverMissing)?;
        let asked = UnsealingAsked {
            request: next_ordinal(complaint.unsealings.len()),
            reason: self.reason.digest(),
            approver: second.clone(),
            asked_by,
        };
        Ok(vec![asked.into()])
    }
}

/// 第二人. Inside, who approves; outside, another liaison.
fn second_person<'a>(
    complaint: &Complaint,
    cx: &Context<'a>,
    asked_by: &PersonId,
) -> Option<&'a PersonId> {
    if complaint.stage != Stage::Outside {
        return approver(cx.organization, complaint, Some(asked_by));
    }
    let recusal = recused(cx.organization, complaint);
    let liaisons = cx.organization.persons.values().filter(|person| {
        !person.has_left && person.roles.contains(&Role::Discipline) && &person.id != asked_by
    });
    liaisons.map(|person| &person.id).find(|person| !recusal.covers(person))
}

impl Happened for UnsealingAsked {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.unsealings.push(Unsealing {
            ordinal: self.request,
            reason: self.reason,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: UnsealingState::Asked,
        });
    }
}

impl Wish for DecideUnsealing {
    fn texts(&self) -> Vec<&Written> {
        match &self.verdict {
            Verdict::Approve => Vec::new(),
            Verdict::Refuse(reason) => vec![reason],
        }
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        sealed(complaint)?;
        let mut asked = complaint.unsealings.iter().filter(|request| request.is_asked());
        let request = asked.find(|request| request.ordinal == self.request);
        let request = request.ok_or(No::NoSuchRequest { request: self.request })?;
        let by = acting(cx)?;
        if by == request.asked_by {
            return Err(No::OwnRequest);
        }
        let number = self.request;
        Ok(vec![match &self.verdict {
            Verdict::Approve => {
                let limit = complaint.rule(cx)?.unsealed.limit;
                Unsealed {
                    request: number,
                    asked_by: request.asked_by.clone(),
                    by,
                    reason: request.reason,
                    until: cx.rules.calendar().due(cx.now, limit, &[]).at,
                }
                .into()
            }
            Verdict::Refuse(reason) => {
                said(reason, "不同意的理由")?;
                UnsealingRefused { request: number, by, reason: reason.digest() }.into()
            }
        }])
    }
}

impl Complaint {
    fn settle_unsealing(&mut self, number: u32, state: UnsealingState) {
        let mut requests = self.unsealings.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for Unsealed {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        let (by, at, until) = (self.by.clone(), when.at, self.until);
        complaint.settle_unsealing(self.request, UnsealingState::Opened { by, at, until });
    }
}

impl Happened for UnsealingRefused {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.settle_unsealing(self.request, UnsealingState::Refused);
    }
}

impl Wish for ReadIdentity {
    fn texts(&self) -> Vec<&Written> {
        self.reason.iter().collect()
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let filing = complaint.filing.as_ref().ok_or(No::unseen())?;
        match (filing.identity, &self.reason) {
            (IdentityMode::Anonymous, _) => return Err(No::NoIdentity),
            (IdentityMode::Named, None) => return Err(No::TextMissing { field: "查看理由" }),
            (IdentityMode::Named | IdentityMode::Sealed, Some(reason)) => {
                said(reason, "查看理由")?;
            }
            (IdentityMode::Sealed, None) => {}
        }
        if !may_read_identity(cx, complaint) {
            return Err(No::NotUnsealed);
        }
        let by = acting(cx)?;
        let mut opened = complaint.unsealings.iter().filter(|one| one.opens_for(&by, cx.now));
        let unsealing = opened.next().map(|unsealing| unsealing.ordinal);
        let reason = self.reason.as_ref().map(Written::digest);
        Ok(vec![IdentityRead { by, unsealing, reason }.into()])
    }
}

impl Happened for IdentityRead {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.readings.push(IdentityReading {
            by: self.by.clone(),
            at: when.at,
            unsealing: self.unsealing,
            reason: self.reason,
        });
    }
}
