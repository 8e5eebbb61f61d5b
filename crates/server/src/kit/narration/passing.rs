//! 交接叙述. From hand to hand: offered, signed for, returned, ruled on, assisted.

use xiaoneng_domain::matter::{
    AssistAnswered, AssistAsked, AssistReleased, ClockName, CoverTurn, HandOverWithdrawn,
    HandedOver, MoveCause, OfferKind, PushUpFound, ResponsibilityMoved, ReturnReason, Returned,
    Ruled, RulingOpened, SignedFor,
};

use super::{Narrator, Told, Turn};

impl Narrator<'_> {
    /// What is asked and on which duty, the citizen reads; what a school did before is told to the
    /// receiver.
    pub(super) fn handed_over(&self, facts: &HandedOver) -> Told {
        let w = self.words();
        let to = self.destination(&facts.to);
        let says = match facts.kind {
            OfferKind::HandOver => w.handed_over(to),
            OfferKind::PushUp => w.sent_back_to_school(to),
        };
        Told::public(says)
            .with(facts.request)
            .with(facts.duty_clause)
            .with_for_staff(facts.done_so_far)
            .aside(w.answer_by_signing(self.moment(facts.clock.projection.due_at)))
    }

    pub(super) fn hand_over_withdrawn(&self, facts: &HandOverWithdrawn) -> Told {
        let w = self.words();
        match facts.is_undone {
            true => Told::public(w.routing_undone()),
            false => Told::public(w.hand_over_withdrawn()),
        }
    }

    pub(super) fn signed_for(&self, turn: &Turn<'_>, facts: &SignedFor) -> Told {
        let w = self.words();
        let offer = turn.before.offers.iter().find(|offer| offer.ordinal == facts.offer);
        Told::public(match offer {
            Some(offer) => w.signed_after(self.lasted(&facts.by.unit, offer.offered_at, turn.at)),
            None => w.signed().to_owned(),
        })
    }

    pub(super) fn returned(&self, facts: &Returned) -> Told {
        let w = self.words();
        let reason = match facts.reason {
            ReturnReason::NotOurDuty => w.not_our_duty(),
            ReturnReason::AnotherFirst => w.another_first(),
            ReturnReason::TooLittleKnown => w.too_little_known(),
        };
        let says = match &facts.belongs_to {
            Some(unit) => w.returned_naming(reason, self.unit(unit)),
            None => w.returned(reason),
        };
        Told::public(says).with([facts.duty_clause])
    }

    pub(super) fn ruling_opened(&self, facts: &RulingOpened) -> Told {
        let due = self.moment(facts.clock.projection.due_at);
        Told::public(self.words().ruling_opened(self.unit(&facts.ruler), due))
    }

    pub(super) fn ruled(&self, facts: &Ruled) -> Told {
        Told::public(self.words().ruled(self.unit(&facts.unit))).with([facts.reason])
    }

    /// A signature and a ruling speak for themselves; that somebody else answers now for other
    /// reasons the citizen learns, without the reason.
    pub(super) fn responsibility_moved(&self, facts: &ResponsibilityMoved) -> Told {
        let w = self.words();
        let who = self.holder(&facts.to);
        match &facts.cause {
            MoveCause::Signed { .. } | MoveCause::Ruled { .. } => {
                Told::internal(w.now_answers(who))
            }
            MoveCause::Cover(CoverTurn::Begins) => Told::public(w.cover_begins(who)),
            MoveCause::Cover(CoverTurn::Ends) => Told::public(w.cover_ends(who)),
            MoveCause::Vacated(_) => Told::public(w.taken_over(who)),
        }
    }

    pub(super) fn assist_asked(&self, facts: &AssistAsked) -> Told {
        let due = self.moment(facts.clock.projection.due_at);
        Told::public(self.words().assist_asked(self.unit(&facts.unit), due))
            .with_for_staff([facts.question])
    }

    pub(super) fn assist_answered(&self, turn: &Turn<'_>, facts: &AssistAnswered) -> Told {
        let w = self.words();
        let unit = &facts.by.unit;
        let clock = turn.before.clock(ClockName::Assisting(facts.assist));
        let late = clock
            .filter(|clock| clock.is_over(turn.at))
            .map(|clock| w.late_by(self.lasted(unit, clock.projection.due_at, turn.at)));
        Told::public(w.assist_answered(self.unit(unit)))
            .with_for_staff([facts.answer])
            .aside_if(late)
    }

    pub(super) fn assist_released(&self, turn: &Turn<'_>, facts: &AssistReleased) -> Told {
        let w = self.words();
        let asked = turn.before.assists.iter().find(|assist| assist.ordinal == facts.assist);
        let unit = asked.map_or_else(|| w.a_unit().to_owned(), |asked| self.unit(&asked.unit));
        Told::public(w.assist_released(unit))
    }

    /// That a school was asked before is a finding about it, and stays in the house.
    pub(super) fn push_up_found(&self, facts: &PushUpFound) -> Told {
        Told::internal(self.words().pushed_up(self.unit(&facts.school)))
    }
}
