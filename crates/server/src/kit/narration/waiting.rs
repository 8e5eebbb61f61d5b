//! 等待叙述. What is missing, what pauses a clock, what lengthens it; asking is between offices,
//! what comes of it the citizen reads with the words meant for him.

use xiaoneng_app::working_time::{Instant, Limit};
use xiaoneng_domain::id::SuspensionCode;
use xiaoneng_domain::matter::{
    ClockName, CorrectionAsked, ExtensionAsked, ExtensionGranted, ExtensionLapsed, FaultFound,
    FaultKind, FollowUpAsked, FollowUpRefused, FollowUpSet, Matter, MatterEvent, RequestState,
    Resumed, ResumedBy, SupplementAsked, Supplied, Suspended, SuspensionAsked, SuspensionRefused,
    TimeCorrected,
};

use super::{Narrator, Told, Turn};
use crate::kit::light::clock_name;
use crate::kit::{dates, limit};

impl Narrator<'_> {
    pub(super) fn supplement_asked(&self, facts: &SupplementAsked) -> Told {
        let w = self.words();
        let told = Told::public(w.supplement_asked(self.moment(facts.supply_by)));
        let waits = (!facts.changes.is_empty()).then(|| w.clock_waits().to_owned());
        told.with([facts.materials]).aside_if(waits)
    }

    pub(super) fn supplied(&self, facts: &Supplied) -> Told {
        let w = self.words();
        let runs = (!facts.changes.is_empty()).then(|| w.clock_runs_again().to_owned());
        Told::public(w.supplied()).with([facts.materials]).aside_if(runs)
    }

    /// A fault is judged by a person elsewhere; until then it is nobody else's business.
    pub(super) fn fault_found(&self, facts: &FaultFound) -> Told {
        match facts.kind {
            FaultKind::SecondSupplement => Told::internal(self.words().second_supplement_fault()),
        }
    }

    pub(super) fn suspension_asked(&self, turn: &Turn<'_>, facts: &SuspensionAsked) -> Told {
        let ground = self.ground(turn.at, &facts.code);
        Told::internal(self.words().suspension_asked(ground, self.moment(facts.until)))
            .with([facts.evidence, facts.notice])
    }

    pub(super) fn suspended(&self, turn: &Turn<'_>, facts: &Suspended) -> Told {
        let ground = self.ground(turn.at, &facts.code);
        let notice = turn.past.iter().rev().find_map(|fact| {
            let MatterEvent::SuspensionAsked(asked) = &fact.event else { return None };
            (asked.request == facts.request).then_some(asked.notice)
        });
        Told::public(self.words().suspended(ground, self.moment(facts.until))).with(notice)
    }

    fn ground(&self, at: Instant, code: &SuspensionCode) -> String {
        let found = self.rules.on(at.date()).suspensions.get(code);
        found.map_or_else(|| code.to_string(), |found| found.name.clone())
    }

    pub(super) fn suspension_refused(&self, facts: &SuspensionRefused) -> Told {
        let w = self.words();
        let says = match is_lapsed(facts.state) {
            true => w.suspension_lapsed(),
            false => w.suspension_refused(),
        };
        Told::internal(says).with(facts.reason)
    }

    pub(super) fn resumed(&self, facts: &Resumed) -> Told {
        let w = self.words();
        Told::public(match facts.how {
            ResumedBy::Itself => w.resumed_by_itself(),
            ResumedBy::Person => w.resumed(),
        })
    }

    pub(super) fn extension_asked(&self, turn: &Turn<'_>, facts: &ExtensionAsked) -> Told {
        let amount = self.amount(turn.before, facts.amount);
        Told::internal(self.words().extension_asked(amount)).with([facts.reason, facts.notice])
    }

    fn amount(&self, matter: &Matter, amount: u32) -> String {
        let clock = matter.clock(ClockName::Completion);
        clock.map_or_else(
            || amount.to_string(),
            |clock| {
                let unit = clock.limit.unit;
                limit::in_words(self.language, Limit { amount, unit })
            },
        )
    }

    /// Both dates stay visible for ever.
    pub(super) fn extension_granted(&self, turn: &Turn<'_>, facts: &ExtensionGranted) -> Told {
        let w = self.words();
        let due = self.moment(facts.projection.due_at);
        let clock = turn.before.clock(ClockName::Completion);
        let first = clock.map_or_else(|| due.clone(), |clock| self.moment(clock.first_due_at));
        let notice = turn.past.iter().rev().find_map(|fact| {
            let MatterEvent::ExtensionAsked(asked) = &fact.event else { return None };
            (asked.request == facts.request).then_some(asked.notice)
        });
        Told::public(match facts.is_by_law {
            true => w.extended_by_law(first, due),
            false => w.extended(first, due),
        })
        .with(notice)
    }

    pub(super) fn extension_lapsed(&self, facts: &ExtensionLapsed) -> Told {
        Told::internal(self.words().extension_lapsed(self.person(&facts.approver)))
    }

    pub(super) fn correction_asked(&self, facts: &CorrectionAsked) -> Told {
        let clock = clock_name(self.language, facts.clock);
        let (from, to) = (self.moment(facts.stopped_at), self.moment(facts.happened_at));
        Told::internal(self.words().correction_asked(clock, from, to)).with([facts.evidence])
    }

    /// Both times stay visible for ever.
    pub(super) fn time_corrected(&self, facts: &TimeCorrected) -> Told {
        let clock = clock_name(self.language, facts.clock);
        let (from, to) = (self.moment(facts.stopped_at), self.moment(facts.happened_at));
        Told::public(self.words().time_corrected(clock, from, to))
    }

    pub(super) fn follow_up_asked(&self, facts: &FollowUpAsked) -> Told {
        let day = dates::day(self.language, facts.next_on);
        Told::internal(self.words().follow_up_asked(day)).with([facts.reason, facts.notice])
    }

    pub(super) fn follow_up_set(&self, turn: &Turn<'_>, facts: &FollowUpSet) -> Told {
        let notice = turn.past.iter().rev().find_map(|fact| {
            let MatterEvent::FollowUpAsked(asked) = &fact.event else { return None };
            (asked.request == facts.request).then_some(asked.notice)
        });
        let day = dates::day(self.language, facts.next_on);
        Told::public(self.words().follow_up_set(day)).with(notice)
    }

    pub(super) fn follow_up_refused(&self, facts: &FollowUpRefused) -> Told {
        let w = self.words();
        let says = match is_lapsed(facts.state) {
            true => w.follow_up_lapsed(),
            false => w.follow_up_refused(),
        };
        Told::internal(says).with(facts.reason)
    }
}

fn is_lapsed(state: RequestState) -> bool {
    match state {
        RequestState::Lapsed => true,
        RequestState::Open | RequestState::Approved | RequestState::Refused => false,
    }
}
