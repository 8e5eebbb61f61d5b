//! 签收. A signature names the offer it answers; the signer answers for the matter from then on.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::matter::acceptance::take_in;
use crate::matter::clock::{ClockName, StopReason};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::hand_over::OfferState;
use crate::matter::responsibility::{Holder, MoveCause, Signature, move_to};
use crate::matter::standing::{acts_for, staff};
use crate::matter::{Matter, MatterRefusal as No};

/// 签收. Names the offer it answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignFor {
    /// Which.
    pub offer: u32,
}

/// 已签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignedFor {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 退回期限.
    pub return_until: Instant,
}

impl Wish for SignFor {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        let offer = matter.waiting_offer(self.offer)?;
        let Some(signer) = staff(cx) else {
            return Err(No::SignedBySender);
        };
        let is_same = offer.from.person == *signer && offer.from.unit == offer.to.unit;
        if is_same || responsible.holder.person == *signer {
            return Err(No::SignedBySender);
        }
        let named = offer.to.person.as_ref();
        let covers_for = named.filter(|person| acts_for(cx, person)).cloned();
        let by = Holder { person: signer.clone(), unit: offer.to.unit.clone() };
        let within = cx.rules.on(cx.now.date()).first_contact.return_within;
        let return_until = cx.rules.calendar_of(&by.unit).due(cx.now, within, &[]).at;
        let mut draft = Draft::of(matter, cx);
        draft.push(SignedFor { offer: self.offer, by: by.clone(), return_until });
        let cause = MoveCause::Signed { offer: self.offer, signature: Signature::Given };
        move_to(&mut draft, cx, by, cause, covers_for);
        take_in(&mut draft, cx)?;
        draft.done()
    }
}

impl Happened for SignedFor {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        let by = self.by.person.clone();
        let state = OfferState::Signed { by, at: when.at, return_until: self.return_until };
        matter.settle_offer(self.offer, state);
        matter.stop(ClockName::Signing(self.offer), when.at, StopReason::Met);
    }
}
