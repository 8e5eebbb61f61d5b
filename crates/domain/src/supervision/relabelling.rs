//! 投诉改作咨询. A complaint that becomes a question is always shown, and needs a second person.

use crate::decider::Actor;
use crate::id::{MatterTypeCode, PersonId};
use crate::matter::MatterEvent;
use crate::rules::{Rulebook, SupervisionRule};
use crate::signal::CardCause;
use crate::supervision::Finding;
use crate::supervision::watched::{Moment, Watched};

impl Watched<'_> {
    /// From a complaint to a question. What a citizen filed without a kind is no complaint yet.
    pub(crate) fn relabelled(&self) -> Vec<Finding> {
        let found = self.moments.iter().filter_map(|moment| {
            let MatterEvent::Classified(facts) = &moment.fact.event else { return None };
            let at = moment.fact.recorded_at;
            let (book, rule) = (self.cx.rules.on(at.date()), self.rule_at(at)?);
            let before = moment.matter_type.as_ref()?;
            let is_unclassified = *before == book.unclassified;
            if is_unclassified
                || !is_complaint(book, rule, before)
                || !is_question(book, rule, &facts.matter_type)
            {
                return None;
            }
            let seconded_by = self.seconded(moment, book, rule);
            let limit = rule.seconded_within.limit;
            let second_by = Some(self.cx.rules.calendar().due(at, limit, &[]).at);
            let finding = self.finding(CardCause::Relabelled, moment, vec![moment.version])?;
            Some(Finding { seconded_by, second_by, ..finding })
        });
        found.collect()
    }

    /// 第二人: another member of staff who classified it as a question afterwards.
    fn seconded(
        &self,
        first: &Moment<'_>,
        book: &Rulebook,
        rule: &SupervisionRule,
    ) -> Option<PersonId> {
        let after = self.moments.iter().filter(|moment| moment.version > first.version);
        after.filter(|moment| moment.fact.actor != first.fact.actor).find_map(|moment| {
            let MatterEvent::Classified(facts) = &moment.fact.event else { return None };
            let Actor::Staff(person) = &moment.fact.actor else { return None };
            is_question(book, rule, &facts.matter_type).then(|| person.clone())
        })
    }
}

fn is_complaint(book: &Rulebook, rule: &SupervisionRule, code: &MatterTypeCode) -> bool {
    let kind = book.matter_types.get(code).map(|entry| entry.kind);
    rule.complaint_types.contains(code)
        || kind.is_some_and(|kind| rule.complaint_kinds.contains(&kind))
}

fn is_question(book: &Rulebook, rule: &SupervisionRule, code: &MatterTypeCode) -> bool {
    let kind = book.matter_types.get(code).map(|entry| entry.kind);
    rule.question_types.contains(code)
        || kind.is_some_and(|kind| rule.question_kinds.contains(&kind))
}
