//! 牌. 黄牌 and 红牌: an act of accountability with a reason, a statement heard before it and an appeal
//! after it.
//!
//! A card is drafted by rule the moment it is due; nothing else is done by rule. The draft goes to
//! the person charged for a statement (陈述), is signed (签发) or dismissed (不予签发) by a supervisor
//! who has nothing to do with it, is served, may be appealed, and becomes final when the term of
//! appeal has passed or the appeal has failed. Only a final card that was not withdrawn (撤销) takes
//! anything from a score (decisions E34).

mod appeal;
mod authority;
mod bench;
mod bodies;
mod command;
mod decision;
mod drafting;
mod event;
mod reference;
mod refusal;
mod signing;
mod statement;
mod term;
mod timers;
mod told;

pub use appeal::*;
pub use authority::{
    CARD_TABLE, CardAct, CardNotPermitted, CardPart, CardTableRow, may_see, parts, permits,
};
pub use bench::{Bar, Bench, Seat, appeal_seat, bar_of, decision_seat};
pub use command::CardCommand;
pub use decision::CardDecider;
pub use drafting::*;
pub use event::CardEvent;
pub use reference::CardOrdinal;
pub use refusal::CardRefusal;
pub use signing::*;
pub use statement::*;
pub use term::Term;
pub use timers::*;
pub use told::{CardTold, card_told};

use xiaoneng_calendar::Instant;

use crate::docket::Slip;
use crate::signal::CardColour;

/// 牌 as it stands. Empty before it is drafted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    /// 牌稿; none before it is drafted.
    pub draft: Option<DraftOnRecord>,
    /// 告知本人.
    pub telling: Option<Telling>,
    /// 陈述 or its waiver; none where the term passes in silence.
    pub statement: Option<Statement>,
    /// Since when it can be decided.
    pub decidable_at: Option<Instant>,
    /// 决定期限, once it can be decided.
    pub decide_by: Option<Term>,
    /// 签发或不予签发.
    pub decision: Option<CardDecision>,
    /// 送达.
    pub service: Option<Service>,
    /// 申诉.
    pub appeal: Option<CardAppeal>,
    /// 撤销.
    pub withdrawal: Option<Withdrawal>,
    /// 生效 without any further remedy.
    pub became_final_at: Option<Instant>,
    /// 逾期未决, in order.
    pub overdue: Vec<Overdue>,
}

impl Card {
    /// 颜色: as signed, before that as drafted.
    pub fn colour(&self) -> Option<CardColour> {
        match &self.decision {
            Some(CardDecision { verdict: CardVerdict::Signed { colour, .. }, .. }) => Some(*colour),
            Some(CardDecision { verdict: CardVerdict::Dismissed, .. }) | None => {
                self.draft.as_ref().map(|draft| draft.facts.colour)
            }
        }
    }

    /// 编号 of a signed card.
    pub fn serial(&self) -> Option<Slip> {
        match self.decision.as_ref()?.verdict {
            CardVerdict::Signed { serial, .. } => Some(serial),
            CardVerdict::Dismissed => None,
        }
    }

    /// 已签发, whatever became of it.
    pub fn is_signed(&self) -> bool {
        self.serial().is_some()
    }

    /// 已撤销; it stays visible as such.
    pub fn is_withdrawn(&self) -> bool {
        self.withdrawal.is_some()
    }

    /// 不予签发.
    pub fn is_dismissed(&self) -> bool {
        self.decision.is_some() && !self.is_signed()
    }

    /// 已生效: the term of appeal passed, or the appeal failed.
    pub fn is_final(&self) -> bool {
        self.became_final_at.is_some()
    }

    /// 计分: final and not withdrawn. Nothing else touches a score (invariant 9).
    pub fn counts(&self) -> bool {
        self.is_signed() && self.is_final() && !self.is_withdrawn()
    }

    /// 红牌生效: whether with this event it counts, as a red one; then it is a clue.
    pub fn is_red_from(&self, event: &CardEvent) -> bool {
        let concludes = matches!(event, CardEvent::BecameFinal(_) | CardEvent::AppealDecided(_));
        concludes && self.counts() && self.colour() == Some(CardColour::Red)
    }

    /// 待决定: drafted and neither signed nor dismissed.
    pub fn is_undecided(&self) -> bool {
        self.draft.is_some() && self.decision.is_none()
    }

    /// 申诉待决.
    pub fn is_appeal_open(&self) -> bool {
        self.appeal.as_ref().is_some_and(|appeal| appeal.outcome.is_none())
    }
}
