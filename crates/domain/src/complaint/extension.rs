//! 延期. Once, asked before the limit passes, approved by another, told to the complainant.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::investigation::acting;
use crate::complaint::parts::approver;
use crate::complaint::wording::said;
use crate::complaint::{Clock, ClockName, Complaint, ComplaintRefusal as No};
use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::Verdict;
use crate::text::{TextDigest, Written};

/// 申请延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskExtension {
    /// Why.
    pub reason: Written,
    /// What the complainant is told.
    pub notice: Written,
}

/// 审批延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideExtension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 延期申请 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtensionRequest {
    /// 1, 2, 3 … within the complaint.
    pub ordinal: u32,
    /// Why.
    pub reason: TextDigest,
    /// What the complainant is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: ExtensionState,
}

/// 申请状态.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ExtensionState {
    /// 待审批
    Open,
    /// 同意
    Granted,
    /// 不同意
    Refused,
    /// 逾期未批
    Lapsed,
    /// 失效: who asked or was to decide is concerned, or the complaint ended.
    Void,
}

/// 已申请延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// Its number.
    pub request: u32,
    /// Why.
    pub reason: TextDigest,
    /// What the complainant is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionGranted {
    /// The request.
    pub request: u32,
    /// Who approved.
    pub by: PersonId,
    /// 办结 as it stands now.
    pub finish: Clock,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 延期未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionRefused {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 延期逾期未批.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionLapsed {
    /// The request.
    pub request: u32,
    /// The due instant that passed.
    pub fell_due_at: Instant,
}

impl ExtensionRequest {
    /// Whether it waits for a decision.
    pub fn is_open(&self) -> bool {
        self.state == ExtensionState::Open
    }

    /// Whether he asked or was to decide.
    pub(super) fn is_of(&self, person: &PersonId) -> bool {
        &self.asked_by == person || &self.approver == person
    }

    /// 失效.
    pub(super) fn fall(&mut self) {
        if self.is_open() {
            self.state = ExtensionState::Void;
        }
    }
}

impl Wish for AskExtension {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason, &self.notice]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        said(&self.reason, "延期原因")?;
        said(&self.notice, "告诉投诉人的话")?;
        before_due(complaint, cx)?;
        if complaint.extensions.iter().any(ExtensionRequest::is_open) {
            return Err(No::RequestPending);
        }
        let rule = complaint.rule(cx)?;
        let is_granted = |request: &&ExtensionRequest| request.state == ExtensionState::Granted;
        let used = complaint.extensions.iter().filter(is_granted).count();
        let (used, allowed) = (u32::try_from(used).unwrap_or(u32::MAX), rule.extend_times);
        if used >= allowed {
            return Err(No::ExtensionSpent { used, allowed, clause: rule.extend.source.clone() });
        }
        let asked_by = acting(cx)?;
        let approver = approver(cx.organization, complaint, Some(&asked_by));
        let asked = ExtensionAsked {
            request: next_ordinal(complaint.extensions.len()),
            reason: self.reason.digest(),
            notice: self.notice.digest(),
            approver: approver.ok_or(No::ApproverMissing)?.clone(),
            asked_by,
        };
        Ok(vec![asked.into()])
    }
}

/// 办结, still before its due instant.
fn before_due<'c>(complaint: &'c Complaint, cx: &Context<'_>) -> Result<&'c Clock, No> {
    let clock = complaint.clocks.get(&ClockName::Finish).ok_or(No::NotAccepted)?;
    match cx.now < clock.due_at {
        true => Ok(clock),
        false => Err(No::LimitAlreadyPassed { due_at: clock.due_at }),
    }
}

/// The limit lengthened: as one limit where both count alike, else from the present due instant.
fn lengthened(cx: &Context<'_>, clock: &Clock, by: Limit) -> Clock {
    let whole = clock.limit.filter(|limit| limit.unit == by.unit);
    let longer = whole.map(|limit| Limit { amount: limit.amount.saturating_add(by.amount), ..by });
    match longer {
        Some(limit) => Clock::start(cx, clock.since, limit),
        None => Clock::start(cx, clock.due_at, by),
    }
}

impl Happened for ExtensionAsked {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.extensions.push(ExtensionRequest {
            ordinal: self.request,
            reason: self.reason,
            notice: self.notice,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: ExtensionState::Open,
        });
    }
}

impl Wish for DecideExtension {
    fn texts(&self) -> Vec<&Written> {
        match &self.verdict {
            Verdict::Approve => Vec::new(),
            Verdict::Refuse(reason) => vec![reason],
        }
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        let mut open = complaint.extensions.iter().filter(|request| request.is_open());
        let request = open.find(|request| request.ordinal == self.request);
        let request = request.ok_or(No::NoSuchRequest { request: self.request })?;
        let by = acting(cx)?;
        if by == request.asked_by {
            return Err(No::OwnRequest);
        }
        let clock = before_due(complaint, cx)?;
        let request = self.request;
        Ok(vec![match &self.verdict {
            Verdict::Approve => {
                let finish = lengthened(cx, clock, complaint.rule(cx)?.extend.limit);
                let rules = cx.rules.digest();
                ExtensionGranted { request, by, finish, rules }.into()
            }
            Verdict::Refuse(reason) => {
                said(reason, "不同意的理由")?;
                ExtensionRefused { request, by, reason: reason.digest() }.into()
            }
        }])
    }
}

impl Complaint {
    fn settle_extension(&mut self, number: u32, state: ExtensionState) {
        let mut requests = self.extensions.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for ExtensionGranted {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.settle_extension(self.request, ExtensionState::Granted);
        complaint.clocks.insert(ClockName::Finish, self.finish.clone());
    }
}

impl Happened for ExtensionRefused {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.settle_extension(self.request, ExtensionState::Refused);
    }
}

impl Happened for ExtensionLapsed {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.settle_extension(self.request, ExtensionState::Lapsed);
    }
}
