//! A card told as a story. Every event goes through its written form; every text is listed for the
//! vault; a refused wish leaves everything as it was.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::card::*;
use xiaoneng_domain::decider::{Context, Decider, Fact};
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::signal::{CardCause, CardColour};
use xiaoneng_domain::text::Written;

use crate::county::{actor, at, county, rules};

/// A text.
pub(crate) fn text(body: &str) -> Written {
    Written::new(body, [7; 16])
}

/// A time of 2026, written `03-02 09:00`.
pub(crate) fn time(text: &str) -> Instant {
    at(&format!("2026-{}", text.replace(' ', "T")))
}

/// Thursday 12 March, closing time: 教育科's clock ran over, its clerk was answerable.
pub(crate) fn facts() -> CardFacts {
    CardFacts {
        matter: "2026-03020001".into(),
        ordinal: CardOrdinal::Clock(1),
        colour: CardColour::Yellow,
        cause: CardCause::Overdue,
        clock: Some("completion".to_owned()),
        rests_on: Vec::new(),
        unit: "JYK".into(),
        person: "JYK_staff".into(),
        concerned: None,
        handled_by: BTreeSet::from(["JYK_clerk".into(), "JYK_staff".into()]),
        fell_due_at: time("03-12 17:30"),
    }
}

/// The same against another unit and person.
pub(crate) fn against(unit: &str, person: &str) -> CardFacts {
    CardFacts {
        unit: unit.into(),
        person: person.into(),
        handled_by: BTreeSet::from([person.into()]),
        ..facts()
    }
}

/// A card with its time and its surroundings.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) organization: Organization,
    pub(crate) card: Card,
    pub(crate) facts: Vec<Fact<CardEvent>>,
    pub(crate) rules: &'static Rules,
}

impl Story {
    pub(crate) fn begun() -> Self {
        Self {
            organization: county().organization,
            card: Card::default(),
            facts: Vec::new(),
            rules: rules(),
        }
    }

    /// Drafted on Thursday 12 March at 17:31.
    pub(crate) fn drafted(facts: CardFacts) -> Self {
        let mut story = Self::begun();
        story.grant("03-12 17:31", "system", DraftCard { facts });
        story
    }

    /// The same, with the statement given on Monday the 16th at ten.
    pub(crate) fn heard(facts: CardFacts) -> Self {
        let person = facts.person.to_string();
        let mut story = Self::drafted(facts);
        story.grant("03-16 10:00", &person, GiveStatement { text: text("当天系统停机。") });
        story
    }

    /// The same, signed by 效能办 on Wednesday the 18th at ten.
    pub(crate) fn signed(facts: CardFacts) -> Self {
        let mut story = Self::heard(facts);
        story.grant("03-18 10:00", "XNB_clerk", sign(1));
        story
    }

    /// The same, appealed on Thursday the 19th at nine.
    pub(crate) fn appealed(facts: CardFacts) -> Self {
        let person = facts.person.to_string();
        let mut story = Self::signed(facts);
        story.grant("03-19 09:00", &person, appeal());
        story
    }

    pub(crate) fn ask(
        &self,
        when: Instant,
        by: &str,
        wish: impl Into<CardCommand>,
    ) -> Result<Vec<CardEvent>, CardRefusal> {
        let actor = actor(by);
        let cx = Context {
            now: when,
            actor: &actor,
            rules: self.rules,
            organization: &self.organization,
        };
        CardDecider::decide(&self.card, wish.into(), &cx)
    }

    /// Carries out a wish: the kinds of its events, or the refusal.
    pub(crate) fn wish_at(
        &mut self,
        when: Instant,
        by: &str,
        wish: impl Into<CardCommand>,
    ) -> Result<Vec<&'static str>, CardRefusal> {
        let wish = wish.into();
        let brought: Vec<String> =
            wish.texts().iter().map(|text| text.digest().to_string()).collect();
        let events = self.ask(when, by, wish).inspect_err(check_words)?;
        let kinds = events.iter().map(|event| stem(event.kind())).collect();
        for event in events {
            let written = event.encode().unwrap();
            assert_eq!(CardEvent::decode(event.kind(), &written).unwrap(), event, "{written}");
            let is_digest = |word: &&str| word.len() == 64;
            for digest in written.split('"').filter(is_digest) {
                let is_rules = digest == self.rules.digest().to_string();
                assert!(is_rules || brought.iter().any(|text| text == digest), "{written}");
            }
            let fact = Fact { occurred_at: when, recorded_at: when, actor: actor(by), event };
            self.card = CardDecider::evolve(std::mem::take(&mut self.card), &fact);
            self.facts.push(fact);
        }
        Ok(kinds)
    }

    pub(crate) fn wish(
        &mut self,
        when: &str,
        by: &str,
        wish: impl Into<CardCommand>,
    ) -> Result<Vec<&'static str>, CardRefusal> {
        self.wish_at(time(when), by, wish)
    }

    /// Carries out what must be granted.
    pub(crate) fn grant(
        &mut self,
        when: &str,
        by: &str,
        wish: impl Into<CardCommand>,
    ) -> Vec<&'static str> {
        self.wish(when, by, wish).unwrap_or_else(|refusal| panic!("{refusal} ({refusal:?})"))
    }

    /// What must be refused.
    pub(crate) fn refuse(
        &mut self,
        when: &str,
        by: &str,
        wish: impl Into<CardCommand>,
    ) -> CardRefusal {
        let before = self.card.clone();
        let refusal = self.wish(when, by, wish).unwrap_err();
        assert_eq!(self.card, before);
        refusal
    }

    /// Lets time pass until then.
    pub(crate) fn until(&mut self, when: &str) -> Vec<&'static str> {
        self.grant(when, "system", KeepCardTime {})
    }

    pub(crate) fn sees(&self, by: &str) -> bool {
        let actor = actor(by);
        let now = time("03-18 10:00");
        let (rules, organization) = (self.rules, &self.organization);
        may_see(&Context { now, actor: &actor, rules, organization }, &self.card)
    }
}

fn stem(kind: &'static str) -> &'static str {
    kind.split('/').next().unwrap()
}

/// What happened, what it means, what to do next; no half-width punctuation, no blame.
fn check_words(refusal: &CardRefusal) {
    let refusal = Refusal::from(refusal.clone());
    let words = refusal.to_string();
    assert!(words.chars().count() > 8, "{words}");
    assert!(!refusal.clause().is_empty() && !refusal.code().is_empty(), "{words}");
    for bad in ["非法", "无效", "失败", "错误", ",", ";", "(", "None", "Some"] {
        assert!(!words.contains(bad), "“{bad}” in: {words}");
    }
}

pub(crate) fn sign(number: u32) -> SignCard {
    SignCard {
        serial: Some(Slip { year: 2026, number }),
        colour: CardColour::Yellow,
        reason: text("超期属实，无正当理由。"),
        handled_by: BTreeSet::new(),
    }
}

pub(crate) fn dismiss() -> DismissCard {
    DismissCard {
        reason: text("当日停电，有供电公司证明。"), handled_by: BTreeSet::new()
    }
}

pub(crate) fn appeal() -> LodgeAppeal {
    LodgeAppeal { grounds: text("材料当天已经送出，有签收记录。") }
}

pub(crate) fn review(outcome: AppealOutcome) -> DecideAppeal {
    DecideAppeal { outcome, reason: text("经核对签收记录。"), handled_by: BTreeSet::new() }
}

pub(crate) fn withdraw() -> WithdrawCard {
    WithdrawCard { reason: text("时间已凭证据更正。"), handled_by: BTreeSet::new() }
}
