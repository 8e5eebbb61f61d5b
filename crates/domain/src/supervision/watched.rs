//! 被监察的一件事. A matter's recorded events, each with who answered for the matter then.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Context, Decider, Fact};
use crate::id::{MatterNumber, MatterTypeCode, PersonId, UnitId};
use crate::matter::{Holder, Matter, MatterDecider, MatterEvent};
use crate::rules::{SupervisionRule, WatchingRule};
use crate::signal::CardCause;
use crate::supervision::Finding;
use crate::text::TextDigest;

/// 原文 by digest, as the vault has them. One that was erased is not judged.
pub type Texts = BTreeMap<TextDigest, String>;

/// Whether something may be found in the procedure of a matter once such an event is recorded.
pub fn may_be_found_by(event: &MatterEvent) -> bool {
    matches!(
        event,
        MatterEvent::SupplementAsked(_)
            | MatterEvent::Suspended(_)
            | MatterEvent::ResultDecided(_)
            | MatterEvent::Replied(_)
            | MatterEvent::Classified(_)
            | MatterEvent::SignalEscalated(_)
            | MatterEvent::VisitRecorded(_)
    )
}

/// One recorded event.
pub(crate) struct Moment<'a> {
    /// Its position in the stream.
    pub(crate) version: u32,
    /// The event.
    pub(crate) fact: &'a Fact<MatterEvent>,
    /// Who answered for the matter before it, or since it where nobody did.
    pub(crate) holder: Option<Holder>,
    /// The catalogue entry before it.
    pub(crate) matter_type: Option<MatterTypeCode>,
}

/// 被监察的一件事, whole: from its first event on.
pub struct Watched<'a> {
    pub(crate) cx: &'a Context<'a>,
    pub(crate) texts: &'a Texts,
    pub(crate) moments: Vec<Moment<'a>>,
    /// As it stands.
    pub(crate) matter: Matter,
}

impl<'a> Watched<'a> {
    /// Looks at a matter's events in the order of recording.
    pub fn of(cx: &'a Context<'a>, history: &'a [Fact<MatterEvent>], texts: &'a Texts) -> Self {
        let mut matter = Matter::default();
        let mut moments = Vec::with_capacity(history.len());
        for (version, fact) in (1..).zip(history) {
            let holder = |matter: &Matter| {
                matter.responsible.as_ref().map(|responsible| responsible.holder.clone())
            };
            let before = holder(&matter);
            let matter_type = matter.filing.as_ref().map(|filing| filing.matter_type.clone());
            matter = MatterDecider::evolve(matter, fact);
            let holder = before.or_else(|| holder(&matter));
            moments.push(Moment { version, fact, holder, matter_type });
        }
        Self { cx, texts, moments, matter }
    }

    /// 监察发现, in the order of the events on which they rest. 历史来件 is not watched.
    pub fn findings(&self) -> Vec<Finding> {
        if self.matter.history.is_some() {
            return Vec::new();
        }
        let mut found = self.second_supplements();
        found.extend(self.pauses_without_evidence());
        found.extend(self.empty_answers());
        found.extend(self.relabelled());
        found.extend(self.back_dated());
        found.extend(self.unanswered_signals());
        found.sort_by_key(|finding| (finding.version(), finding.cause));
        found
    }

    /// The rules of watching in force when something happened.
    pub(crate) fn rules_at(&self, at: Instant) -> Option<&'a WatchingRule> {
        self.cx.rules.on(at.date()).watching.as_ref()
    }

    pub(crate) fn rule_at(&self, at: Instant) -> Option<&'a SupervisionRule> {
        self.rules_at(at).map(|rule| &rule.supervision)
    }

    /// A finding about what that event's actor did.
    pub(crate) fn finding(
        &self,
        cause: CardCause,
        moment: &Moment<'_>,
        rests_on: Vec<u32>,
    ) -> Option<Finding> {
        let (unit, person) = self.doer(moment)?;
        self.finding_of(cause, moment.fact.recorded_at, rests_on, (unit, person))
    }

    /// A finding about somebody.
    pub(crate) fn finding_of(
        &self,
        cause: CardCause,
        at: Instant,
        rests_on: Vec<u32>,
        (unit, person): (UnitId, PersonId),
    ) -> Option<Finding> {
        let clause = self.rule_at(at)?.findings.get(&cause)?.source.clone();
        let matter = self.number()?.clone();
        let (seconded_by, second_by) = (None, None);
        Some(Finding { cause, clause, matter, rests_on, unit, person, at, seconded_by, second_by })
    }

    pub(crate) fn number(&self) -> Option<&MatterNumber> {
        self.matter.filing.as_ref().map(|filing| &filing.number)
    }

    /// Whose doing it was, and for which unit: who acted; where the system did, who answered.
    fn doer(&self, moment: &Moment<'_>) -> Option<(UnitId, PersonId)> {
        let holder = moment.holder.as_ref();
        let Actor::Staff(actor) = &moment.fact.actor else {
            return holder.map(|holder| (holder.unit.clone(), holder.person.clone()));
        };
        let held = holder.filter(|holder| holder.person == *actor);
        let own = self.cx.organization.person(actor).map(|person| &person.unit);
        let unit = held.map(|holder| &holder.unit).or(own).or(holder.map(|holder| &holder.unit));
        unit.map(|unit| (unit.clone(), actor.clone()))
    }
}
