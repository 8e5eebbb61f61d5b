//! 了结叙述. How it reached the citizen, how it ended, and what came after.

use xiaoneng_domain::matter::{
    CodeClass, CodeReissued, Completed, Delivered, DeliveredBy, DeliveryFailed, Linked, Merged,
    Rated, RatingOccasion, Reopened, Satisfaction, Solved, Withdrawn,
};

use super::handling::account_of;
use super::{Narrator, Told, Turn, Visibility};
use crate::kit::dates;

impl Narrator<'_> {
    pub(super) fn delivery_failed(&self, facts: &DeliveryFailed) -> Told {
        Told::public(self.words().delivery_failed(facts.attempt)).with_for_staff([facts.account])
    }

    /// With the delivery the result is the citizen's, with all that it owes him.
    pub(super) fn delivered(&self, turn: &Turn<'_>, facts: &Delivered) -> Told {
        let w = self.words();
        let says = match facts.way {
            DeliveredBy::NoticeSent => w.delivered_by_notice(),
            DeliveredBy::HandedOver => w.delivered_by_hand(),
            DeliveredBy::Posted => w.delivered_by_post(),
        };
        let result = turn.before.result.as_ref();
        let outcome = result.map(|result| self.outcome(&result.outcome)).unwrap_or_default();
        let review = w.review_until(dates::day(self.language, facts.review_until.date()));
        Told::public(format!("{outcome}{}{says}", if outcome.is_empty() { "" } else { w.stop() }))
            .with(result.map(|result| result.text))
            .with(result.into_iter().flat_map(|result| account_of(&result.outcome)))
            .with_for_staff(facts.account)
            .aside(review)
    }

    pub(super) fn completed(&self, facts: &Completed) -> Told {
        let w = self.words();
        let says = if facts.is_on_time { w.completed_on_time() } else { w.completed_late() };
        Told::public(says).aside(w.used(self.length(facts.held_working_minutes)))
    }

    pub(super) fn withdrawn(&self, facts: &Withdrawn) -> Told {
        let w = self.words();
        let says = match &facts.second_person {
            Some(second) => w.withdrawn_at_counter(self.person(second)),
            None => w.withdrawn().to_owned(),
        };
        Told::public(says).with([facts.account])
    }

    pub(super) fn merged(&self, facts: &Merged) -> Told {
        Told::public(self.words().merged(&facts.into)).with_for_staff([facts.reason])
    }

    pub(super) fn reopened(&self, facts: &Reopened) -> Told {
        let who = self.holder(&facts.responsible);
        Told::public(self.words().reopened(who, facts.round)).with([facts.reason])
    }

    pub(super) fn linked(&self, facts: &Linked) -> Told {
        Told::internal(self.words().linked(&facts.to)).with([facts.reason])
    }

    /// The office sees ratings in lots, never with a number (decisions F37).
    pub(super) fn rated(&self, facts: &Rated) -> Told {
        let w = self.words();
        let solved = match facts.solved {
            Solved::Yes => w.solved_yes(),
            Solved::Partly => w.solved_partly(),
            Solved::No => w.solved_no(),
            Solved::HardToSay => w.solved_hard(),
        };
        let satisfaction = match facts.satisfaction {
            Satisfaction::VerySatisfied => w.very_satisfied(),
            Satisfaction::Satisfied => w.satisfied(),
            Satisfaction::BasicallySatisfied => w.basically_satisfied(),
            Satisfaction::Dissatisfied => w.dissatisfied(),
            Satisfaction::VeryDissatisfied => w.very_dissatisfied(),
        };
        let says = match facts.occasion {
            RatingOccasion::First => w.rated(solved, satisfaction),
            RatingOccasion::Again => w.rated_again(solved, satisfaction),
        };
        Told::to(Visibility::Citizen, says).with(facts.words)
    }

    pub(super) fn code_reissued(&self, facts: &CodeReissued) -> Told {
        let w = self.words();
        let says = match facts.class {
            CodeClass::Own | CodeClass::Printed => w.code_sent(),
            CodeClass::Window => w.code_made_at_window(),
        };
        let second = facts.second_person.as_ref().map(|second| self.person(second));
        Told::public(says).with_for_staff(facts.account).aside_if(second)
    }
}
