//! 签发与送达. A supervisor signs or dismisses, once, with a reason; what is signed is served.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::card::bodies::{Decided, said};
use crate::card::drafting::{card_rule, is_there, staff};
use crate::card::{Bench, Card, CardRefusal as No, Term};
use crate::decider::Context;
use crate::docket::Slip;
use crate::id::PersonId;
use crate::signal::CardColour;
use crate::text::{TextDigest, Written};

/// 签发.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignCard {
    /// 流水号, the next of the year.
    pub serial: Option<Slip>,
    /// As drafted, or milder.
    pub colour: CardColour,
    /// Why.
    pub reason: Written,
    /// Who has handled the matter by now.
    pub handled_by: BTreeSet<PersonId>,
}

/// 不予签发.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DismissCard {
    /// Why.
    pub reason: Written,
    /// Who has handled the matter by now.
    pub handled_by: BTreeSet<PersonId>,
}

/// 送达. By the system once he is back, or recorded by a supervisor who handed it over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServeCard {}

/// 决定 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardDecision {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
    /// Yes or no.
    pub verdict: CardVerdict,
}

/// 签发或不予签发.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum CardVerdict {
    /// 已签发
    Signed {
        /// 流水号.
        serial: Slip,
        /// 颜色.
        colour: CardColour,
    },
    /// 不予签发
    Dismissed,
}

impl CardVerdict {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Signed { .. } => "签发",
            Self::Dismissed => "决定不予签发",
        }
    }
}

/// 送达 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// When.
    pub at: Instant,
    /// Who handed it over; none where it was put on his desk.
    pub by: Option<PersonId>,
    /// 申诉期限.
    pub appeal_by: Term,
}

/// 已签发.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardSigned {
    /// 流水号.
    pub serial: Slip,
    /// 颜色.
    pub colour: CardColour,
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 已决定不予签发.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardDismissed {
    /// By whom.
    pub by: PersonId,
    /// For which bench.
    pub bench: Bench,
    /// Why.
    pub reason: TextDigest,
}

/// 已送达.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardServed {
    /// Who handed it over; none where it was put on his desk.
    pub by: Option<PersonId>,
    /// 申诉期限.
    pub appeal_by: Term,
}

impl SignCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        let draft = card.drafted()?;
        card.undecided()?;
        card.was_heard(cx.now)?;
        said(&self.reason, "签发理由")?;
        let serial = self.serial.ok_or(No::SerialMissing)?;
        let year = cx.now.date().year();
        if serial.year != year || serial.number == 0 {
            return Err(No::SerialWrong { serial, year });
        }
        if self.colour > draft.facts.colour {
            return Err(No::ColourGraver { drafted: draft.facts.colour });
        }
        let (by, bench) = card.decider(cx, &self.handled_by)?;
        let (colour, reason, rules) = (self.colour, self.reason.digest(), cx.rules.digest());
        let signed = CardSigned { serial, colour, by, bench, reason, rules };
        let served = by_desk(card, cx)?;
        let mut events = vec![signed.into()];
        events.extend(is_there(cx, &draft.facts.person).then(|| served.into()));
        Ok(events)
    }
}

impl DismissCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.drafted()?;
        card.undecided()?;
        card.was_heard(cx.now)?;
        said(&self.reason, "不予签发的理由")?;
        let (by, bench) = card.decider(cx, &self.handled_by)?;
        Ok(vec![CardDismissed { by, bench, reason: self.reason.digest() }.into()])
    }
}

impl ServeCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.drafted()?;
        if !card.is_signed() {
            return Err(No::NotSigned);
        }
        match &card.service {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![CardServed { by: staff(cx), ..by_desk(card, cx)? }.into()]),
        }
    }
}

/// Put on his desk, which is its service; the term of appeal begins.
fn by_desk(card: &Card, cx: &Context<'_>) -> Result<CardServed, No> {
    let limit = card_rule(card, cx)?.appeal.limit;
    Ok(CardServed { by: None, appeal_by: Term::of(cx, cx.now, limit) })
}

impl Card {
    /// Neither signed nor dismissed; else who did, and when.
    pub(crate) fn undecided(&self) -> Result<(), No> {
        match &self.decision {
            None => Ok(()),
            Some(decision) => Err(No::AlreadyDecided {
                by: decision.by.clone(),
                at: decision.at,
                how: decision.verdict.name(),
            }),
        }
    }

    /// Who decides it now, and for which bench. That he may was looked at before; who handled the
    /// matter since it was drafted is known only to the command.
    fn decider(
        &self,
        cx: &Context<'_>,
        handled_by: &BTreeSet<PersonId>,
    ) -> Result<(PersonId, Bench), No> {
        let sitting = self.sitting(cx.organization, cx.now, handled_by).ok_or_else(No::unseen)?;
        crate::card::authority::takes_part(cx, &sitting)
    }
}

impl CardSigned {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        let verdict = CardVerdict::Signed { serial: self.serial, colour: self.colour };
        let (by, bench, reason) = (self.by.clone(), self.bench, self.reason);
        card.decision = Some(CardDecision { at, by, bench, reason, verdict });
    }
}

impl CardDismissed {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        let (by, bench, reason) = (self.by.clone(), self.bench, self.reason);
        let verdict = CardVerdict::Dismissed;
        card.decision = Some(CardDecision { at, by, bench, reason, verdict });
    }
}

impl CardServed {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.service = Some(Service { at, by: self.by.clone(), appeal_by: self.appeal_by });
    }
}
