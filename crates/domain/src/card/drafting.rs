//! 拟牌与告知. A card is drafted by the system from the facts, and the person is told.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::card::bodies::Decided;
use crate::card::{Bench, Card, CardOrdinal, CardRefusal as No, Seat, Term};
use crate::decider::{Actor, Context};
use crate::id::{CardReference, MatterNumber, PersonId, UnitId};
use crate::rules::CardRule;
use crate::signal::{CardCause, CardColour};
use crate::text::TextDigest;

/// 牌稿事实. What a card rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardFacts {
    /// 办件.
    pub matter: MatterNumber,
    /// 第几张.
    pub ordinal: CardOrdinal,
    /// 颜色.
    pub colour: CardColour,
    /// 事由.
    pub cause: CardCause,
    /// Code of the clock that ran over; none where no clock did.
    pub clock: Option<String>,
    /// Versions of the matter's events on which it rests.
    pub rests_on: Vec<u32>,
    /// 被扣单位.
    pub unit: UnitId,
    /// 当事人, answerable then.
    pub person: PersonId,
    /// 被反映单位 of the matter: its people never learn of it.
    pub concerned: Option<UnitId>,
    /// Who has handled the matter so far; they decide nothing here.
    pub handled_by: BTreeSet<PersonId>,
    /// When the fact fell due.
    pub fell_due_at: Instant,
}

impl CardFacts {
    /// 牌的编号.
    pub fn reference(&self) -> CardReference {
        self.ordinal.of(&self.matter)
    }

    /// 同一事实. Cards of the same fact count once: one clock, or one event.
    pub fn is_same_fact(&self, other: &Self) -> bool {
        let is_same_clock = self.clock.is_some() && self.clock == other.clock;
        self.matter == other.matter && (is_same_clock || self.ordinal == other.ordinal)
    }
}

/// 拟牌. By the system; a second draft of the same does nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftCard {
    /// What it rests on.
    pub facts: CardFacts,
}

/// 告知本人. By the system once he is back, or recorded by a supervisor who told him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TellPerson {}

/// 牌稿 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftOnRecord {
    /// What it rests on.
    pub facts: CardFacts,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// Where it waits for a decision; none where only somebody outside could decide it.
    pub seat: Option<Seat>,
    /// The rules by which it was drafted.
    pub rules: TextDigest,
}

/// 告知 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Telling {
    /// When.
    pub at: Instant,
    /// Who told him; none where it was put on his desk.
    pub by: Option<PersonId>,
    /// 陈述期限.
    pub state_by: Term,
}

/// 已拟牌.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardDrafted {
    /// What it rests on.
    pub facts: CardFacts,
    /// Where it waits for a decision.
    pub seat: Option<Seat>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 已告知本人.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonTold {
    /// Who told him; none where it was put on his desk.
    pub by: Option<PersonId>,
    /// 陈述期限.
    pub state_by: Term,
}

impl DraftCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        if card.draft.is_some() {
            return Ok(Vec::new());
        }
        if self.facts.fell_due_at > cx.now {
            return Err(No::FactAhead { at: self.facts.fell_due_at });
        }
        let facts = self.facts;
        let rule = cx.rules.on(cx.now.date()).watching.as_ref().ok_or(No::RulesSilent)?;
        let told = is_there(cx, &facts.person).then(|| telling(cx, &rule.cards));
        let record = |seat| DraftOnRecord {
            facts: facts.clone(),
            drafted_at: cx.now,
            seat,
            rules: cx.rules.digest(),
        };
        let drafted = Card { draft: Some(record(None)), ..Card::default() };
        let seat = crate::card::decision_seat(&drafted, cx.organization, cx.now);
        let mut events = vec![CardDrafted { facts, seat, rules: cx.rules.digest() }.into()];
        events.extend(told.map(Into::into));
        Ok(events)
    }
}

impl TellPerson {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.drafted()?;
        match &card.telling {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![telling(cx, card_rule(card, cx)?).into()]),
        }
    }
}

/// At his post: what is put on his desk reaches him.
pub(super) fn is_there(cx: &Context<'_>, person: &PersonId) -> bool {
    cx.organization.in_office(person).is_some() && !cx.organization.is_away(person, cx.now)
}

/// The member of staff who acts, if one does.
pub(super) fn staff(cx: &Context<'_>) -> Option<PersonId> {
    match cx.actor {
        Actor::Staff(person) => Some(person.clone()),
        Actor::System | Actor::Citizen(_) => None,
    }
}

/// 牌的规则 in force now; where they have become silent, those by which it was drafted.
pub(super) fn card_rule<'r>(card: &Card, cx: &Context<'r>) -> Result<&'r CardRule, No> {
    let drafted_at = card.drafted()?.drafted_at;
    let mut books = [cx.now, drafted_at].into_iter().map(|at| cx.rules.on(at.date()));
    let found = books.find_map(|book| book.watching.as_ref());
    found.map(|rule| &rule.cards).ok_or(No::RulesSilent)
}

fn telling(cx: &Context<'_>, rule: &CardRule) -> PersonTold {
    PersonTold { by: staff(cx), state_by: Term::of(cx, cx.now, rule.statement.limit) }
}

impl CardDrafted {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.draft = Some(DraftOnRecord {
            facts: self.facts.clone(),
            drafted_at: at,
            seat: self.seat.clone(),
            rules: self.rules,
        });
    }
}

impl PersonTold {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.telling = Some(Telling { at, by: self.by.clone(), state_by: self.state_by });
    }
}

impl DraftOnRecord {
    /// The bench that decides, as it stood when it was last looked at.
    pub fn bench(&self) -> Option<Bench> {
        self.seat.as_ref().map(|seat| seat.bench)
    }
}
