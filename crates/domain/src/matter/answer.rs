//! 答复. Whoever handles the matter says who and by when; empty words are no answer.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::PersonId;
use crate::matter::acceptance::take_in;
use crate::matter::clock::{ClockName, StopReason};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 答复. Stops 首次回应 only if it says who handles the matter and by when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The answer.
    pub text: Written,
    /// 由谁办.
    pub handler: Option<PersonId>,
    /// 何时前办好.
    pub by: Option<Instant>,
}

/// 群众提问或留言.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskQuestion {
    /// The question.
    pub text: Written,
}

/// 已答复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replied {
    /// The answer.
    pub text: TextDigest,
    /// 由谁办.
    pub handler: Option<PersonId>,
    /// 何时前办好.
    pub by: Option<Instant>,
    /// Whether it is the first response: it names who handles the matter and by when.
    pub is_first_response: bool,
}

/// 群众已提问.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuestionAsked {
    /// The question.
    pub text: TextDigest,
}

/// 套话. An answer that says no more than that nothing can be done is no answer: every sentence of
/// it consists of such words and little else.
pub(crate) fn no_empty_answer(cx: &Context<'_>, text: &Written) -> Result<(), No> {
    let rule = &cx.rules.on(cx.now.date()).first_contact;
    match empty_phrase(text.body(), &rule.empty_answers) {
        Some(phrase) => Err(No::EmptyAnswer { phrase, clause: rule.sign.source.clone() }),
        None => Ok(()),
    }
}

fn empty_phrase(text: &str, phrases: &[String]) -> Option<String> {
    let mut found = None;
    for sentence in text.split(|sign: char| !sign.is_alphanumeric()) {
        let sentence = sentence.trim();
        if sentence.is_empty() {
            continue;
        }
        let spoken = phrases.iter().filter(|phrase| sentence.contains(phrase.as_str()));
        let longest = spoken.max_by_key(|phrase| phrase.chars().count())?;
        let left = sentence.replace(longest.as_str(), "").chars().count();
        if left > longest.chars().count() * 2 {
            return None;
        }
        found = Some(longest.clone());
    }
    found
}

impl Wish for Reply {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        said(&self.text, "答复")?;
        no_empty_answer(cx, &self.text)?;
        if let Some(handler) = &self.handler {
            cx.organization.serving(handler)?;
        }
        self.check_date(matter, cx)?;
        let names = self.handler.is_some() && self.by.is_some();
        let is_first_response = names && matter.first_response_at.is_none();
        let mut draft = Draft::of(matter, cx);
        if is_first_response {
            take_in(&mut draft, cx)?;
        }
        let text = self.text.digest();
        draft.push(Replied { text, handler: self.handler, by: self.by, is_first_response });
        draft.done()
    }
}

impl Reply {
    /// A date named to the citizen lies ahead and within the limit.
    fn check_date(&self, matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
        let Some(by) = self.by else {
            return Ok(());
        };
        let completion = matter.open_clock(ClockName::Completion);
        let latest = completion.map(|clock| clock.projection.due_at).filter(|due| *due > cx.now);
        let is_late = latest.is_some_and(|latest| by > latest);
        if by <= cx.now || is_late {
            return Err(No::NamedDateWrong { latest: latest.unwrap_or(cx.now) });
        }
        Ok(())
    }
}

impl Happened for Replied {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.question_at = None;
        matter.stop(ClockName::FirstAction, when.at, StopReason::Met);
        if self.is_first_response {
            matter.answered(when.at);
        }
    }
}

impl Matter {
    /// 首次回应 has reached the citizen; so has the answer a school owed after a push-up.
    pub(crate) fn answered(&mut self, at: Instant) {
        self.first_response_at.get_or_insert(at);
        self.stop(ClockName::FirstResponse, at, StopReason::Met);
        let holder = self.responsible.as_ref().map(|responsible| responsible.holder.unit.clone());
        let owed = self.push_ups.iter().filter(|found| Some(&found.school) == holder.as_ref());
        let owed: Vec<u32> = owed.map(|found| found.ordinal).collect();
        for push_up in owed {
            self.stop(ClockName::PushUpAnswer(push_up), at, StopReason::Met);
        }
    }
}

impl Wish for AskQuestion {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.text, "留言")?;
        Ok(vec![QuestionAsked { text: self.text.digest() }.into()])
    }
}

impl Happened for QuestionAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.question_at.get_or_insert(when.at);
    }
}
