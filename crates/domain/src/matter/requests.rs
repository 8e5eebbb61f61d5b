//! 申请与审批. What extension, suspension and follow-up have in common: one asks, the next above
//! decides, and nobody is on both sides.

use serde::{Deserialize, Serialize};

use crate::decider::Context;
use crate::id::PersonId;
use crate::matter::responsibility::{ActedAsCover, Responsible};
use crate::matter::standing::{acts_for, staff, stands_for};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::Written;

/// 申请状态.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// 待审批
    Open,
    /// 同意
    Approved,
    /// 不同意
    Refused,
    /// 逾期未批,失效
    Lapsed,
}

/// 审批意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// 同意
    Approve,
    /// 不同意, with a sentence.
    Refuse(Written),
}

/// No request of the kind waits for a decision.
pub(crate) fn none_pending<R>(
    requests: &[R],
    kind: &'static str,
    state: impl Fn(&R) -> RequestState,
) -> Result<(), No> {
    match requests.iter().any(|request| state(request) == RequestState::Open) {
        true => Err(No::RequestPending { kind }),
        false => Ok(()),
    }
}

/// Who asks: the member of staff who acts.
pub(crate) fn asker(matter: &Matter, cx: &Context<'_>) -> Result<PersonId, No> {
    let (_, responsible) = matter.held()?;
    Ok(staff(cx).unwrap_or(&responsible.holder.person).clone())
}

/// 上一级. The head of the unit; where he asks himself, the next above him (decisions A5).
pub(crate) fn one_above(
    matter: &Matter,
    cx: &Context<'_>,
    asked_by: &PersonId,
) -> Result<PersonId, No> {
    let (_, responsible) = matter.held()?;
    let (unit, organization) = (&responsible.holder.unit, cx.organization);
    let is_other = |person: &&PersonId| is_above_both(responsible, asked_by, person);
    let head = organization.head_of(unit).filter(is_other);
    let found = head
        .or_else(|| organization.leader_in_charge(unit).filter(is_other))
        .or_else(|| organization.head_but(unit, asked_by).filter(is_other))
        .or_else(|| organization.director().filter(is_other));
    Ok(found.ok_or(No::ApproverMissing)?.clone())
}

/// Neither who asked nor who answers for the matter, by himself or through his cover.
pub(crate) fn is_above_both(
    responsible: &Responsible,
    asked_by: &PersonId,
    approver: &PersonId,
) -> bool {
    let covered = responsible.covers_for.as_ref();
    approver != asked_by && *approver != responsible.holder.person && Some(approver) != covered
}

/// The actor decides it: the approver on record, or his cover.
pub(crate) fn decides(cx: &Context<'_>, approver: &PersonId) -> Result<(), No> {
    if stands_for(cx, approver) { Ok(()) } else { Err(No::NotTheApprover) }
}

/// Recorded with both, where the cover of the approver decides.
pub(crate) fn approver_note(cx: &Context<'_>, approver: &PersonId) -> Option<ActedAsCover> {
    let b = staff(cx).filter(|_| acts_for(cx, approver))?;
    Some(ActedAsCover { a: approver.clone(), b: b.clone() })
}

impl Verdict {
    /// The text in it.
    pub(crate) fn texts(&self) -> Vec<&Written> {
        match self {
            Self::Approve => Vec::new(),
            Self::Refuse(reason) => vec![reason],
        }
    }
}
