//! 决定与记忆. The one way into a card: may he, what follows, what is then true.

use crate::card::bodies::fits;
use crate::card::{Card, CardCommand, CardEvent, CardRefusal, permits};
use crate::decider::{Context, Decider, Fact};

/// 牌.
pub struct CardDecider;

impl Decider for CardDecider {
    type State = Card;
    type Command = CardCommand;
    type Event = CardEvent;
    type Refusal = CardRefusal;

    fn decide(
        state: &Card,
        command: CardCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<CardEvent>, CardRefusal> {
        permits(cx, command.act(), state)?;
        fits(&command.texts())?;
        command.decide(state, cx)
    }

    fn evolve(mut state: Card, fact: &Fact<CardEvent>) -> Card {
        fact.event.remember(&mut state, fact.recorded_at);
        state
    }
}
