//! 监察叙述. What the passing of time brings. The citizen reads that the light of a clock of his
//! own changed, not who was told and what he must answer.

use xiaoneng_domain::matter::{
    CardDrafted, Reprojected, SignalEscalated, SignalRaised, SilenceTookEffect, UrgeReason, Urged,
};
use xiaoneng_domain::rules::SilenceEffect;
use xiaoneng_domain::signal::{CardColour, Level};

use super::{Narrator, Told, Visibility};

impl Narrator<'_> {
    pub(super) fn urged(&self, facts: &Urged) -> Told {
        let w = self.words();
        let says = match facts.reason {
            UrgeReason::NoNews => w.urged_no_news(),
            UrgeReason::SituationChanged => w.urged_changed(),
            UrgeReason::Pressing => w.urged_pressing(),
        };
        Told::public(says).with(facts.text)
    }

    pub(super) fn signal_raised(&self, facts: &SignalRaised) -> Told {
        let w = self.words();
        let clock = self.clock(facts.clock);
        let (says, visibility) = match (facts.level, facts.clock.is_citizens()) {
            (Level::Hint, _) => (w.hint(clock), Visibility::Internal),
            (Level::PreAlert, true) => (w.turned_amber(clock), Visibility::Public),
            (Level::Yellow | Level::Red, true) => (w.turned_red(clock), Visibility::Public),
            (Level::PreAlert, false) => (w.turned_amber(clock), Visibility::Internal),
            (Level::Yellow | Level::Red, false) => (w.turned_red(clock), Visibility::Internal),
        };
        let recipients = std::iter::once(&facts.recipient).chain(&facts.copies);
        let names: Vec<&str> = recipients.map(|person| self.names.of(person)).collect();
        let outage = facts.is_late_by_outage.then(|| w.late_by_outage().to_owned());
        Told::to(visibility, says)
            .aside(w.told(names.join(w.and())))
            .aside_if(facts.answer_by.map(|due| w.answer_by(self.moment(due))))
            .aside_if(outage)
    }

    pub(super) fn signal_escalated(&self, facts: &SignalEscalated) -> Told {
        Told::internal(self.words().signal_escalated(self.person(&facts.to)))
    }

    pub(super) fn card_drafted(&self, facts: &CardDrafted) -> Told {
        let w = self.words();
        let (who, clock) = (self.person(&facts.person), self.clock(facts.clock));
        let says = match facts.colour {
            CardColour::Yellow => w.card_drafted_yellow(who, clock),
            CardColour::Red => w.card_drafted_red(who, clock),
        };
        Told::to(Visibility::Supervision, says)
    }

    pub(super) fn silence_took_effect(&self, facts: &SilenceTookEffect) -> Told {
        let w = self.words();
        Told::public(match facts.effect {
            SilenceEffect::SupplementNotToldMeansAccepted => w.silence_accepted(),
            SilenceEffect::NotSupplementedMeansLapsed => w.silence_lapsed(),
            SilenceEffect::RequestUnansweredMeansAgreed => w.silence_agreed(),
        })
    }

    pub(super) fn reprojected(&self, facts: &Reprojected) -> Told {
        Told::public(self.words().reprojected(&facts.notice))
    }
}
