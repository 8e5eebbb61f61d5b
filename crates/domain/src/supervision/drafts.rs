//! 该拟的牌. Which card the facts of a matter call for: by its clocks, or by what was found in its
//! procedure; a second yellow in one case is red (domain.md 9.3).

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;

use crate::card::{Card, CardFacts, CardOrdinal, DraftCard};
use crate::id::PersonId;
use crate::matter::{CardDraft, Matter, MatterEvent};
use crate::rules::{Rules, SupervisionRule};
use crate::signal::{CardCause, CardColour};
use crate::supervision::Finding;
use crate::supervision::watched::Watched;

/// The card that a finding calls for by the rules of its day; none where it is only shown, where a
/// second person stood up for it, or may still do so.
pub fn calls_for(finding: &Finding, rules: &Rules, now: Instant) -> Option<CardColour> {
    let watching = rules.on(finding.at.date()).watching.as_ref()?;
    let may_be_seconded = finding.second_by.is_some_and(|until| now <= until);
    let is_seconded = finding.seconded_by.is_some();
    let card = watching.supervision.findings.get(&finding.cause)?.card;
    card.filter(|_| !is_seconded && !may_be_seconded)
}

/// 经手人. Who has answered for the matter, in person or through a cover.
pub fn handlers_of(matter: &Matter) -> BTreeSet<PersonId> {
    let held = matter.holdings.iter().map(|holding| holding.holder.person.clone());
    let now = matter.responsible.iter().flat_map(|responsible| {
        [Some(responsible.holder.person.clone()), responsible.covers_for.clone()]
    });
    held.chain(now.flatten()).collect()
}

impl Watched<'_> {
    /// 牌稿 of a card that the matter drafted by its clocks; `earlier` are the other cards of the
    /// same matter. None where there is no such card or the rules call for none.
    pub fn draft_due(&self, card: u32, earlier: &[&Card]) -> Option<DraftCard> {
        let drafted = self.matter.cards.iter().find(|draft| draft.ordinal == card)?;
        let cause = match drafted.colour {
            CardColour::Yellow => CardCause::Overdue,
            CardColour::Red => CardCause::GravelyOverdue,
        };
        let rule = self.rule_at(drafted.fell_due_at)?;
        let colour = rule.findings.get(&cause)?.card?;
        let ordinal = CardOrdinal::Clock(card);
        let facts = CardFacts {
            clock: Some(drafted.clock.to_string()),
            rests_on: self.events_of(drafted),
            unit: drafted.unit.clone(),
            person: drafted.person.clone(),
            fell_due_at: drafted.fell_due_at,
            ..self.facts(ordinal, cause, colour)?
        };
        Some(DraftCard { facts: self.made_graver(facts, rule, earlier) })
    }

    /// 牌稿 that a finding calls for; none where it calls for none.
    pub fn draft_found(&self, finding: &Finding, earlier: &[&Card]) -> Option<DraftCard> {
        let colour = calls_for(finding, self.cx.rules, self.cx.now)?;
        let rule = self.rule_at(finding.at)?;
        let (cause, version) = (finding.cause, finding.version());
        let facts = CardFacts {
            rests_on: finding.rests_on.clone(),
            unit: finding.unit.clone(),
            person: finding.person.clone(),
            fell_due_at: finding.at,
            ..self.facts(CardOrdinal::Procedure { cause, version }, cause, colour)?
        };
        Some(DraftCard { facts: self.made_graver(facts, rule, earlier) })
    }

    /// What every card of the matter says of it.
    fn facts(
        &self,
        ordinal: CardOrdinal,
        cause: CardCause,
        colour: CardColour,
    ) -> Option<CardFacts> {
        let filing = self.matter.filing.as_ref()?;
        Some(CardFacts {
            matter: filing.number.clone(),
            ordinal,
            colour,
            cause,
            clock: None,
            rests_on: Vec::new(),
            unit: filing.first_contact.unit.clone(),
            person: PersonId::from(""),
            concerned: filing.concerned.clone(),
            handled_by: handlers_of(&self.matter),
            fell_due_at: filing.filed_at,
        })
    }

    /// The events that say so: the signal, then the draft.
    fn events_of(&self, card: &CardDraft) -> Vec<u32> {
        let is_its = |event: &MatterEvent| {
            if let MatterEvent::SignalRaised(facts) = event {
                return facts.signal == card.signal;
            }
            matches!(event, MatterEvent::CardDrafted(facts) if facts.card == card.ordinal)
        };
        let moments = self.moments.iter().filter(|moment| is_its(&moment.fact.event));
        moments.map(|moment| moment.version).collect()
    }

    /// 同一件事第二次黄牌: red, unless the first one was dismissed or withdrawn.
    fn made_graver(
        &self,
        facts: CardFacts,
        rule: &SupervisionRule,
        earlier: &[&Card],
    ) -> CardFacts {
        let graver = rule.findings.get(&CardCause::SecondYellow).and_then(|found| found.card);
        let is_second = facts.colour == CardColour::Yellow
            && (self.has_yellow_clock(&facts, earlier) || has_yellow_finding(&facts, earlier));
        match graver.filter(|colour| is_second && *colour > facts.colour) {
            Some(colour) => CardFacts { colour, cause: CardCause::SecondYellow, ..facts },
            None => facts,
        }
    }

    /// Another clock of the case had its yellow before.
    fn has_yellow_clock(&self, facts: &CardFacts, earlier: &[&Card]) -> bool {
        let is_before = |draft: &&CardDraft| match facts.ordinal {
            CardOrdinal::Clock(ordinal) => draft.ordinal < ordinal,
            CardOrdinal::Procedure { .. } => draft.fell_due_at <= facts.fell_due_at,
        };
        let drafts = self.matter.cards.iter().filter(|draft| draft.colour == CardColour::Yellow);
        drafts.filter(is_before).any(|draft| {
            let reference = CardOrdinal::Clock(draft.ordinal).of(&facts.matter);
            let is_other = facts.clock.as_deref() != Some(draft.clock.to_string().as_str());
            let is_void = earlier.iter().any(|card| {
                let drafted = card.draft.as_ref();
                drafted.is_some_and(|one| one.facts.reference() == reference) && is_void(card)
            });
            is_other && !is_void
        })
    }
}

/// Something else was found in the case before and called for a yellow.
fn has_yellow_finding(facts: &CardFacts, earlier: &[&Card]) -> bool {
    earlier.iter().filter(|card| !is_void(card)).any(|card| {
        card.draft.as_ref().is_some_and(|draft| {
            let other = &draft.facts;
            let is_yellow =
                other.colour == CardColour::Yellow || other.cause == CardCause::SecondYellow;
            matches!(other.ordinal, CardOrdinal::Procedure { .. })
                && other.ordinal != facts.ordinal
                && other.matter == facts.matter
                && is_yellow
        })
    })
}

fn is_void(card: &Card) -> bool {
    card.is_dismissed() || card.is_withdrawn()
}
