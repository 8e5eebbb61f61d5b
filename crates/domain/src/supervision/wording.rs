//! 补正、暂停、答复. What was written: asked twice, paused on nothing, answered with nothing.

use crate::decider::Actor;
use crate::matter::{MatterEvent, SupplementOccasion, SuspensionAsked};
use crate::signal::CardCause;
use crate::supervision::Finding;
use crate::supervision::watched::{Moment, Watched};
use crate::text::TextDigest;

impl Watched<'_> {
    /// 二次补正: a later notice that asks for something else, while the request is the same.
    pub(crate) fn second_supplements(&self) -> Vec<Finding> {
        let mut asked: Vec<(u32, TextDigest)> = Vec::new();
        let mut found = Vec::new();
        for moment in &self.moments {
            if let MatterEvent::Reopened(_) = &moment.fact.event {
                asked.clear();
            }
            let MatterEvent::SupplementAsked(notice) = &moment.fact.event else { continue };
            let is_missing = notice.occasion == SupplementOccasion::Missing;
            let is_same =
                |(_, other): &(u32, TextDigest)| self.says_the_same(other, &notice.materials);
            if let Some((first, _)) = asked.first()
                && is_missing
                && !asked.iter().any(is_same)
            {
                let rests_on = vec![*first, moment.version];
                found.extend(self.finding(CardCause::SecondSupplement, moment, rests_on));
            }
            asked.push((moment.version, notice.materials));
        }
        found
    }

    /// Digests are salted: only the texts tell whether the same was asked again.
    fn says_the_same(&self, one: &TextDigest, other: &TextDigest) -> bool {
        let of = |digest: &TextDigest| self.texts.get(digest).map(|text| letters(text));
        one == other || of(one).is_some_and(|text| Some(text) == of(other))
    }

    /// 无依据暂停: granted without a request on record, or on evidence that says nothing and nothing
    /// attached.
    pub(crate) fn pauses_without_evidence(&self) -> Vec<Finding> {
        let granted = self.moments.iter().filter_map(|moment| {
            let MatterEvent::Suspended(pause) = &moment.fact.event else { return None };
            Some((moment, pause.request))
        });
        let found = granted.filter_map(|(moment, request)| {
            let Some((asked, facts)) = self.asked_before(moment, request) else {
                let rests_on = vec![moment.version];
                return self.finding(CardCause::PauseWithoutEvidence, moment, rests_on);
            };
            let rule = self.rule_at(moment.fact.recorded_at)?;
            let said = self.texts.get(&facts.evidence)?;
            let is_thin = length(&letters(said)) < rule.evidence_characters;
            let rests_on = vec![asked.version, moment.version];
            (is_thin && !self.has_attached(asked, moment))
                .then(|| self.finding(CardCause::PauseWithoutEvidence, asked, rests_on))?
        });
        found.collect()
    }

    fn asked_before(
        &self,
        granted: &Moment<'_>,
        request: u32,
    ) -> Option<(&Moment<'_>, &SuspensionAsked)> {
        let before = self.moments.iter().filter(|moment| moment.version < granted.version);
        before.rev().find_map(|moment| {
            let MatterEvent::SuspensionAsked(facts) = &moment.fact.event else { return None };
            (facts.request == request).then_some((moment, facts))
        })
    }

    /// Whoever asked had put a file to the matter before it was granted.
    fn has_attached(&self, asked: &Moment<'_>, granted: &Moment<'_>) -> bool {
        let mut before = self.moments.iter().filter(|moment| moment.version < granted.version);
        before.any(|moment| {
            matches!(moment.fact.event, MatterEvent::AttachmentAdded(_))
                && moment.fact.actor == asked.fact.actor
        })
    }

    /// 答复没有内容: a result that says too little besides 套话, or a reply that says nothing besides.
    /// A first response says who and by when in its facts.
    pub(crate) fn empty_answers(&self) -> Vec<Finding> {
        let answers = self.moments.iter().filter_map(|moment| {
            if let MatterEvent::ResultDecided(result) = &moment.fact.event {
                return Some((moment, result.text, true));
            }
            let MatterEvent::Replied(reply) = &moment.fact.event else { return None };
            (!reply.is_first_response).then_some((moment, reply.text, false))
        });
        let by_staff = answers.filter(|(moment, ..)| matches!(moment.fact.actor, Actor::Staff(_)));
        let found = by_staff.filter_map(|(moment, text, is_result)| {
            let rule = self.rule_at(moment.fact.recorded_at)?;
            let content = length(&content(self.texts.get(&text)?, &rule.boilerplate));
            let is_empty = content < if is_result { rule.answer_characters } else { 1 };
            let rests_on = vec![moment.version];
            is_empty.then(|| self.finding(CardCause::EmptyAnswer, moment, rests_on))?
        });
        found.collect()
    }
}

/// What is left of a text without signs and without 套话, the longest phrases first.
fn content(text: &str, boilerplate: &[String]) -> String {
    let mut phrases: Vec<String> = boilerplate.iter().map(|phrase| letters(phrase)).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(length(phrase)));
    let phrases = phrases.iter().filter(|phrase| !phrase.is_empty());
    phrases.fold(letters(text), |left, phrase| left.replace(phrase.as_str(), ""))
}

/// Letters, characters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
