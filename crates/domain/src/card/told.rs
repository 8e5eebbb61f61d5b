//! 牌的通知. Who is told what an event of a card brings, as coded facts: no text, no name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::is_recused_from;
use crate::card::{AppealOutcome, Card, CardEvent, CardFacts, CardStage, OverdueRung};
use crate::decider::{Actor, Fact};
use crate::docket::Slip;
use crate::id::PersonId;
use crate::organization::Organization;
use crate::signal::CardColour;

/// 牌的通知内容.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum CardTold {
    /// 请陈述: to the person charged.
    StatementWanted {
        /// Yellow or red.
        colour: CardColour,
        /// 陈述期限.
        state_by: Instant,
    },
    /// 已拟牌: to his head.
    Drafted {
        /// Yellow or red.
        colour: CardColour,
    },
    /// 待决定: to those who decide.
    ToDecide {
        /// 决定期限.
        decide_by: Instant,
    },
    /// 已签发: to his head.
    Signed {
        /// 流水号.
        serial: Slip,
        /// Yellow or red.
        colour: CardColour,
    },
    /// 已送达: to the person charged, with the term of appeal.
    Served {
        /// 申诉期限.
        appeal_by: Instant,
    },
    /// 不予签发: to the person charged and his head.
    Dismissed,
    /// 有申诉待决定: to those who decide it.
    AppealToDecide {
        /// 申诉决定期限.
        decide_by: Instant,
    },
    /// 申诉已决定: to the person charged, his head and the signer.
    AppealDecided {
        /// Whether the card stands.
        outcome: AppealOutcome,
    },
    /// 已撤销: to the same.
    Withdrawn,
    /// 已生效: to the person charged and his head.
    BecameFinal,
    /// 逾期未决: to the rung it went to.
    DecisionOverdue {
        /// Which decision.
        stage: CardStage,
        /// To which rung.
        rung: OverdueRung,
    },
}

/// The notices that an event brings; `card` stands as it is after the event.
pub fn card_told(
    card: &Card,
    fact: &Fact<CardEvent>,
    organization: &Organization,
) -> Vec<(PersonId, CardTold)> {
    let Some(draft) = &card.draft else { return Vec::new() };
    let facts = &draft.facts;
    let post = Post { card, facts, organization, now: fact.recorded_at };
    let letters = post.letters(&fact.event);
    let mut sent: Vec<(PersonId, CardTold)> = Vec::new();
    for letter in letters {
        let is_recused = facts.concerned.as_ref().is_some_and(|concerned| {
            is_recused_from(organization, &Actor::Staff(letter.0.clone()), concerned)
        });
        let is_charged = letter.0 == facts.person;
        if (is_charged || !is_recused) && !sent.contains(&letter) {
            sent.push(letter);
        }
    }
    sent
}

struct Post<'a> {
    card: &'a Card,
    facts: &'a CardFacts,
    organization: &'a Organization,
    now: Instant,
}

impl Post<'_> {
    fn letters(&self, event: &CardEvent) -> Vec<(PersonId, CardTold)> {
        let colour = self.card.colour().unwrap_or(self.facts.colour);
        match event {
            CardEvent::Drafted(_) => self.head(CardTold::Drafted { colour }),
            CardEvent::PersonTold(told) => {
                self.charged(CardTold::StatementWanted { colour, state_by: told.state_by.until })
            }
            CardEvent::StatementGiven(given) if given.is_late => Vec::new(),
            CardEvent::StatementGiven(given) => self.deciders(given.decide_by.until),
            CardEvent::StatementWaived(waived) => self.deciders(waived.decide_by.until),
            CardEvent::StatementTermPassed(passed) => self.deciders(passed.decide_by.until),
            CardEvent::Signed(signed) => {
                let (serial, colour) = (signed.serial, signed.colour);
                self.head(CardTold::Signed { serial, colour })
            }
            CardEvent::Served(served) => {
                self.charged(CardTold::Served { appeal_by: served.appeal_by.until })
            }
            CardEvent::Dismissed(_) => self.both(&CardTold::Dismissed),
            CardEvent::AppealLodged(lodged) => self.reviewers(lodged.decide_by.until),
            CardEvent::AppealDecided(decided) => {
                self.all(&CardTold::AppealDecided { outcome: decided.outcome })
            }
            CardEvent::Withdrawn(_) => self.all(&CardTold::Withdrawn),
            CardEvent::BecameFinal(_) => self.both(&CardTold::BecameFinal),
            CardEvent::DecisionOverdue(overdue) => {
                let (stage, rung) = (overdue.stage, overdue.rung);
                let told = CardTold::DecisionOverdue { stage, rung };
                overdue.recipient.clone().into_iter().map(|to| (to, told.clone())).collect()
            }
            CardEvent::TermsReprojected(_) => Vec::new(),
        }
    }

    fn charged(&self, told: CardTold) -> Vec<(PersonId, CardTold)> {
        vec![(self.facts.person.clone(), told)]
    }

    /// His head; where he heads the unit himself, the next above.
    fn head(&self, told: CardTold) -> Vec<(PersonId, CardTold)> {
        let head = self.organization.head_but(&self.facts.unit, &self.facts.person);
        head.map(|head| (head.clone(), told)).into_iter().collect()
    }

    fn both(&self, told: &CardTold) -> Vec<(PersonId, CardTold)> {
        let mut letters = self.charged(told.clone());
        letters.extend(self.head(told.clone()));
        letters
    }

    /// Those two, and the one who signed.
    fn all(&self, told: &CardTold) -> Vec<(PersonId, CardTold)> {
        let mut letters = self.both(told);
        let signer = self.card.decision.as_ref().map(|decision| decision.by.clone());
        letters.extend(signer.map(|signer| (signer, told.clone())));
        letters
    }

    fn deciders(&self, decide_by: Instant) -> Vec<(PersonId, CardTold)> {
        let nobody = BTreeSet::new();
        let sitting = self.card.sitting(self.organization, self.now, &nobody);
        let members = sitting.iter().flat_map(|sitting| {
            sitting.bench().into_iter().flat_map(|bench| sitting.members(bench))
        });
        members.map(|person| (person.clone(), CardTold::ToDecide { decide_by })).collect()
    }

    fn reviewers(&self, decide_by: Instant) -> Vec<(PersonId, CardTold)> {
        let nobody = BTreeSet::new();
        let sitting = self.card.sitting_on_appeal(self.organization, self.now, &nobody);
        let members = sitting.iter().flat_map(|sitting| {
            sitting.bench().into_iter().flat_map(|bench| sitting.members(bench))
        });
        members.map(|person| (person.clone(), CardTold::AppealToDecide { decide_by })).collect()
    }
}
