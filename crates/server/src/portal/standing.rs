//! 怎么样了. The one sentence that says how a matter stands (F3), and who holds it.

use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Dossier, Names};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::light::{Light, Lit, light_of};
use xiaoneng_domain::matter::{
    Clock, ClockName, Ending, Matter, MatterEvent, OfferState, OutcomeOnRecord, PauseReason,
};

use crate::kit::dates;
use crate::kit::remaining::Remaining;
use crate::portal::words::progress::ProgressWords;

/// Who puts a matter's state into words.
pub(crate) struct Sayer<'a> {
    pub(crate) w: ProgressWords,
    pub(crate) dossier: &'a Dossier,
    pub(crate) names: &'a Names,
    /// Whether the words that people wrote may be said.
    pub(crate) may_quote: bool,
}

impl Sayer<'_> {
    fn matter(&self) -> &Matter {
        &self.dossier.matter
    }

    fn when(&self, at: Instant) -> String {
        dates::day_and_time(*self.w, at)
    }

    /// The public name of a unit.
    pub(crate) fn unit(&self, unit: &UnitId) -> String {
        let found = self.dossier.organization().unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    /// Unit and name.
    pub(crate) fn person(&self, unit: &UnitId, person: &PersonId) -> String {
        format!("{} {}", self.unit(unit), self.names.of(person))
    }

    /// 当前责任人, with his unit; empty once it ended.
    pub(crate) fn holder(&self) -> String {
        let responsible = self.matter().responsible.as_ref();
        responsible
            .map_or_else(String::new, |found| self.person(&found.holder.unit, &found.holder.person))
    }

    fn holding_unit(&self) -> String {
        let responsible = self.matter().responsible.as_ref();
        responsible.map_or_else(String::new, |found| self.unit(&found.holder.unit))
    }

    /// How it stands.
    pub(crate) fn says(&self) -> String {
        let matter = self.matter();
        if let Some(ended) = &matter.ended {
            return self.ended(&ended.ending);
        }
        if matter.history.is_some() {
            return self.w.says_history().to_owned();
        }
        let waits = self.waits_for_the_citizen().or_else(|| self.is_between_offices());
        let lit = light_of(matter, self.dossier.now);
        let mut says = waits.unwrap_or_else(|| self.in_hand(&lit));
        if let Some(extended) = self.extended() {
            says = format!("{extended}{says}");
        }
        says
    }

    fn ended(&self, ending: &Ending) -> String {
        match ending {
            Ending::Completed => {
                let outcome = self.outcome();
                if self.may_quote {
                    self.w.says_done(outcome)
                } else {
                    self.w.says_done_plain(outcome)
                }
            }
            Ending::Declined => self.w.says_declined().to_owned(),
            Ending::ReferredOutside => self.w.says_referred().to_owned(),
            Ending::Withdrawn => self.w.says_withdrawn().to_owned(),
            Ending::Merged { into } => self.w.says_merged(into),
            Ending::Lapsed => self.w.says_lapsed().to_owned(),
        }
    }

    /// 结果 in a word.
    pub(crate) fn outcome(&self) -> &'static str {
        match self.matter().result.as_ref().map(|result| &result.outcome) {
            Some(OutcomeOnRecord::Resolved) | None => self.w.outcome_resolved(),
            Some(OutcomeOnRecord::CannotBeDone(_)) => self.w.outcome_cannot(),
            Some(OutcomeOnRecord::Declined(_)) => self.w.outcome_declined(),
            Some(OutcomeOnRecord::NotOurs(_)) => self.w.outcome_not_ours(),
        }
    }

    /// 等群众补充, or paused on a listed ground.
    fn waits_for_the_citizen(&self) -> Option<String> {
        let matter = self.matter();
        if let Some(awaited) = matter.supplements.last().filter(|last| last.is_awaited()) {
            let (materials, by) = (self.materials(), self.when(awaited.supply_by));
            let is_paused = matter.is_suspended(self.dossier.now);
            return Some(match (awaited.is_lapsing, is_paused) {
                (true, _) => self.w.says_awaiting_lapse(materials, by),
                (false, true) => self.w.says_awaiting(materials, by),
                (false, false) => self.w.says_awaiting_unpaused(materials, by),
            });
        }
        let paused = matter.suspension(self.dossier.now)?;
        let ground = match &paused.reason {
            PauseReason::Supplement => self.materials(),
            PauseReason::Listed(code) => {
                let rules = self.dossier.rules().on(paused.from.date());
                let rule = rules.suspensions.get(code);
                rule.map_or_else(|| code.to_string(), |rule| rule.name.clone())
            }
        };
        Some(self.w.says_suspended(ground, self.when(paused.to)))
    }

    /// What was asked for last, in the words of who asked; an ellipsis to whom it is not told.
    pub(crate) fn materials(&self) -> String {
        let asked = self.dossier.history.iter().rev().find_map(|fact| {
            let MatterEvent::SupplementAsked(facts) = &fact.event else { return None };
            Some(facts.materials)
        });
        let body = asked.and_then(|digest| self.dossier.texts.body(&digest));
        body.filter(|_| self.may_quote).unwrap_or("…").to_owned()
    }

    /// 待签收, 退回, 裁定.
    fn is_between_offices(&self) -> Option<String> {
        let matter = self.matter();
        if let Some(ruling) = matter.pending_ruling() {
            let unit = self.unit(&ruling.ruler);
            let clock = matter.open_clock(ClockName::Ruling(ruling.ordinal));
            return Some(match clock {
                Some(clock) => self.w.says_ruling(unit, self.when(clock.projection.due_at)),
                None => self.w.says_ruling_open(unit),
            });
        }
        if let Some(offer) = matter.open_offer() {
            let clock = matter.open_clock(ClockName::Signing(offer.ordinal));
            return Some(self.waiting(&offer.to.unit, clock));
        }
        let last = matter.offers.last()?;
        (last.state == OfferState::Returned)
            .then(|| self.w.says_returned(self.unit(&last.to.unit), self.holder()))
    }

    fn waiting(&self, unit: &UnitId, signing: Option<&Clock>) -> String {
        let unit = self.unit(unit);
        match signing {
            Some(clock) => self.w.says_waiting(unit, self.when(clock.projection.due_at)),
            None => self.w.says_waiting_open(unit),
        }
    }

    /// Somebody has it: by the light, and by the clock that counts for the citizen.
    fn in_hand(&self, lit: &Lit) -> String {
        let matter = self.matter();
        if matter.result.is_some() {
            return self.w.says_decided().to_owned();
        }
        if let Some(next) = self.next_news() {
            return self.w.says_follow_up(self.when(next));
        }
        let completion = matter.open_clock(ClockName::Completion);
        match (lit.light, completion) {
            (Light::Overdue, Some(clock)) if clock.is_over(self.dossier.now) => {
                let left = self.left(clock);
                self.w.says_red(left, self.holding_unit())
            }
            (Light::Overdue, _) => self.w.says_red_plain(self.holding_unit()),
            (Light::DueSoon, Some(clock)) if self.dossier.now >= clock.projection.amber_at => {
                self.w.says_yellow(self.left(clock), self.when(clock.projection.due_at))
            }
            (Light::DueSoon | Light::Normal | Light::Paused | Light::Done, _) => self.calm(),
        }
    }

    fn calm(&self) -> String {
        let matter = self.matter();
        if let Some(clock) = matter.open_clock(ClockName::Signing(0)) {
            let unit = matter.responsible.as_ref().map(|found| &found.holder.unit);
            return self.waiting(unit.unwrap_or(&clock.unit), Some(clock));
        }
        let due = |name| matter.open_clock(name).map(|clock| self.when(clock.projection.due_at));
        match (due(ClockName::Completion), due(ClockName::Acceptance)) {
            (Some(when), _) => self.w.says_handling(self.holder(), when),
            (None, Some(when)) => self.w.says_accepting(self.holder(), when),
            (None, None) => self.w.says_handling_open(self.holder()),
        }
    }

    fn left(&self, clock: &Clock) -> String {
        let calendar = self.dossier.rules().calendar();
        let now = self.dossier.now;
        Remaining::of_clock(calendar, clock, now).words(*self.w, now)
    }

    /// 跟踪办: when there is news next.
    fn next_news(&self) -> Option<Instant> {
        let open = self.matter().open_clocks();
        let next = open.filter(|clock| matches!(clock.name, ClockName::FollowUp(_))).last();
        next.map(|clock| clock.projection.due_at)
    }

    /// 已延期: both dates stay visible for ever, and the office of who approved.
    fn extended(&self) -> Option<String> {
        let clock = self.matter().open_clock(ClockName::Completion)?;
        let last = clock.extensions.last()?;
        let (before, after) = (clock.first_due_at, clock.projection.due_at);
        let mut says = self.w.says_extended(self.when(before), self.when(after));
        let approver = self.dossier.organization().person(&last.approver);
        let office = approver.and_then(|person| {
            let highest = person.roles.iter().max()?;
            Some(format!("{}{}", self.unit(&person.unit), highest.name()))
        });
        if let Some(office) = office {
            says.push_str(&self.w.says_extended_by(office));
        }
        Some(says)
    }
}
