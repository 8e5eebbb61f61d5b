//! 申诉与撤销. The person may appeal once; somebody other than the signer decides. A card that does not
//! stand is withdrawn and stays visible as withdrawn.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::card::bodies::{Decided, said};
use crate::card::drafting::card_rule;
use crate::card::{Bench, Card, CardRefusal as No, Seat, Term};
use crate::decider::Context;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 申诉. By the person charged, within its term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LodgeAppeal {
    /// Why it should not stand.
    pub grounds: Written,
}

/// 申诉决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideAppeal {
    /// Whether the card stands.
    pub outcome: AppealOutcome,
    /// Why.
    pub reason: Written,
    /// Who has handled the matter by now.
    pub handled_by: BTreeSet<PersonId>,
}

/// 撤销 without an appeal: the facts turned out otherwise. Final cards too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawCard {
    /// Why.
    pub reason: Written,
    /// Who has handled the matter by now.
    pub handled_by: BTreeSet<PersonId>,
}

/// 申诉结果.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// 维持: the card stands.
    CardStands,
    /// 撤销: the card is withdrawn.
    CardWithdrawn,
}

/// 申诉 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardAppeal {
    /// When.
    pub at: Instant,
    /// Why.
    pub grounds: TextDigest,
    /// 申诉决定期限.
    pub decide_by: Term,
    /// Where it waits.
    pub seat: Option<Seat>,
    /// What came of it.
    pub outcome: Option<AppealDecision>,
}

/// 申诉决定 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppealDecision {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
    /// Whether the card stands.
    pub outcome: AppealOutcome,
}

/// 撤销 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 已申诉.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AppealLodged {
    /// Why.
    pub grounds: TextDigest,
    /// 申诉决定期限.
    pub decide_by: Term,
    /// Where it waits.
    pub seat: Option<Seat>,
}

/// 申诉已决定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AppealDecided {
    /// Whether the card stands.
    pub outcome: AppealOutcome,
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
}

/// 已撤销.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardWithdrawn {
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
}

/// 已生效: the term of appeal passed without one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BecameFinal {
    /// From when.
    pub effective_from: Instant,
}

impl LodgeAppeal {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.stands()?;
        let service = card.service.as_ref().ok_or(No::NotServed)?;
        if let Some(appeal) = &card.appeal {
            return Err(No::AlreadyAppealed { at: appeal.at });
        }
        if card.is_final() || service.appeal_by.has_passed(cx.now) {
            return Err(No::AppealTermPassed { until: service.appeal_by.until });
        }
        said(&self.grounds, "申诉理由")?;
        let limit = card_rule(card, cx)?.decide_appeal.limit;
        let seat = crate::card::appeal_seat(card, cx.organization, cx.now);
        let (grounds, decide_by) = (self.grounds.digest(), Term::of(cx, cx.now, limit));
        Ok(vec![AppealLodged { grounds, decide_by, seat }.into()])
    }
}

impl DecideAppeal {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        let decided = card.appeal.as_ref().and_then(|appeal| appeal.outcome.as_ref());
        if let Some(decided) = decided {
            return Err(No::AppealAlreadyDecided { by: decided.by.clone(), at: decided.at });
        }
        card.stands()?;
        if !card.is_appeal_open() {
            return Err(No::NoAppeal);
        }
        said(&self.reason, "申诉决定的理由")?;
        let (by, bench) = card.reviewer(cx, &self.handled_by)?;
        let reason = self.reason.digest();
        Ok(vec![AppealDecided { outcome: self.outcome, by, bench, reason }.into()])
    }
}

impl WithdrawCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.stands()?;
        if let Some(appeal) = card.appeal.as_ref().filter(|appeal| appeal.outcome.is_none()) {
            return Err(No::AppealPending { since: appeal.at });
        }
        said(&self.reason, "撤销理由")?;
        let (by, bench) = card.reviewer(cx, &self.handled_by)?;
        Ok(vec![CardWithdrawn { by, bench, reason: self.reason.digest() }.into()])
    }
}

impl Card {
    /// Signed and not withdrawn.
    fn stands(&self) -> Result<(), No> {
        self.drafted()?;
        if !self.is_signed() {
            return Err(No::NotSigned);
        }
        match &self.withdrawal {
            Some(withdrawal) => Err(No::AlreadyWithdrawn { at: withdrawal.at }),
            None => Ok(()),
        }
    }

    /// Who looks at it again now, and for which bench.
    fn reviewer(
        &self,
        cx: &Context<'_>,
        handled_by: &BTreeSet<PersonId>,
    ) -> Result<(PersonId, Bench), No> {
        let sitting = self.sitting_on_appeal(cx.organization, cx.now, handled_by);
        crate::card::authority::takes_part(cx, &sitting.ok_or_else(No::unseen)?)
    }
}

impl AppealLodged {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.appeal = Some(CardAppeal {
            at,
            grounds: self.grounds,
            decide_by: self.decide_by,
            seat: self.seat.clone(),
            outcome: None,
        });
    }
}

impl AppealDecided {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        let (outcome, by, bench, reason) = (self.outcome, self.by.clone(), self.bench, self.reason);
        if let Some(appeal) = &mut card.appeal {
            appeal.outcome = Some(AppealDecision { at, by, bench, reason, outcome });
        }
        match outcome {
            AppealOutcome::CardStands => card.became_final_at = Some(at),
            AppealOutcome::CardWithdrawn => {
                card.withdrawal = Some(Withdrawal { at, by: self.by.clone(), reason });
            }
        }
    }
}

impl CardWithdrawn {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.withdrawal = Some(Withdrawal { at, by: self.by.clone(), reason: self.reason });
    }
}

impl BecameFinal {
    pub(super) fn remember(&self, card: &mut Card) {
        card.became_final_at = Some(self.effective_from);
    }
}
