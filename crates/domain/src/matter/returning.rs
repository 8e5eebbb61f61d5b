//! 退回. Until a day after signing, back to the sender; the second opens the ruling.

use serde::{Deserialize, Serialize};

use crate::decider::Context;
use crate::id::UnitId;
use crate::matter::clock::{ClockName, StopReason};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::hand_over::OfferState;
use crate::matter::responsibility::{Holder, MoveCause, Responsible, Signature, move_to, present};
use crate::matter::ruling::open_ruling;
use crate::matter::standing::{said, school_of, staff};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::rules::Owner;
use crate::text::{TextDigest, Written};

/// 退回, until a day after signing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Return {
    /// Which.
    pub offer: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: Written,
}

/// 退回原因.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// 不是我们的职责
    NotOurDuty,
    /// 要先由别的单位办
    AnotherFirst,
    /// 信息不全办不了
    TooLittleKnown,
}

/// 已退回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Returned {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 第几次退回.
    pub ordinal: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: TextDigest,
}

impl Wish for Return {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.duty_clause]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        said(&self.duty_clause, "职责依据")?;
        if let Some(unit) = &self.belongs_to {
            cx.organization.open_unit(unit)?;
        }
        self.may_be_returned(matter, cx, responsible)?;
        let offer = matter.offer(self.offer)?;
        let is_signed = !offer.is_open();
        let person = staff(cx).unwrap_or(&responsible.holder.person).clone();
        let by = Holder { person, unit: offer.to.unit.clone() };
        let sender = offer.from.clone();
        let ordinal = matter.returns.saturating_add(1);
        let mut draft = Draft::of(matter, cx);
        draft.push(Returned {
            offer: self.offer,
            by,
            ordinal,
            reason: self.reason,
            belongs_to: self.belongs_to,
            duty_clause: self.duty_clause.digest(),
        });
        if is_signed {
            let cause = MoveCause::Signed { offer: self.offer, signature: Signature::TakenBack };
            let (to, covers_for) = present(cx, &sender)?;
            move_to(&mut draft, cx, to, cause, covers_for);
        }
        let rule = &cx.rules.on(cx.now.date()).first_contact;
        if ordinal >= rule.returns_before_ruling {
            open_ruling(&mut draft, cx);
        }
        draft.done()
    }
}

impl Return {
    /// By whom, until when, and how often (decisions A4).
    fn may_be_returned(
        &self,
        matter: &Matter,
        cx: &Context<'_>,
        responsible: &Responsible,
    ) -> Result<(), No> {
        let rule = &cx.rules.on(cx.now.date()).first_contact;
        let offer = matter.offer(self.offer)?;
        if let Some(ruled) = matter.ruling.as_ref().and_then(|ruling| ruling.ruled_unit.as_ref()) {
            return Err(No::RuledMayNotReturn { unit: UnitName::of(cx, ruled) });
        }
        if matter.returns >= rule.returns_before_ruling {
            let (returns, clause) = (matter.returns, rule.ruling.source.clone());
            return Err(No::ReturnsSpent { returns, clause });
        }
        let matter_type = matter.matter_type(cx)?;
        let leaves_school =
            school_of(cx, &offer.to.unit).is_some() && school_of(cx, &offer.from.unit).is_none();
        if leaves_school && matter_type.owner == Owner::School && !matter_type.is_safety {
            let (name, clause) = (matter_type.name.clone(), matter_type.basis.clone());
            return Err(No::SchoolKeepsItsOwn { matter_type: name, clause });
        }
        let settled = || No::OfferSettled { offer: self.offer, state: offer.state.name() };
        match &offer.state {
            OfferState::Open => match staff(cx) == Some(&offer.from.person) {
                true => Err(No::SignedBySender),
                false => Ok(()),
            },
            OfferState::Signed { return_until, .. } => {
                let is_last = matter.offers.last().is_some_and(|last| last.ordinal == self.offer);
                if !is_last || responsible.holder.unit != offer.to.unit {
                    return Err(settled());
                }
                if cx.now > *return_until {
                    let (until, clause) = (*return_until, rule.sign.source.clone());
                    return Err(No::ReturnTooLate { until, clause });
                }
                Ok(())
            }
            OfferState::Withdrawn | OfferState::Returned | OfferState::Void => Err(settled()),
        }
    }
}

impl Happened for Returned {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_offer(self.offer, OfferState::Returned);
        matter.void_push_up(self.offer, when.at);
        matter.returns = self.ordinal;
        matter.stop(ClockName::Signing(self.offer), when.at, StopReason::Void);
    }
}
