//! A matter told as a story: what was given, what is wished, what comes of it. Every event goes
//! through its written form; after every event the laws that hold for all matters are checked.
#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod laws;
mod wishes;

pub(crate) use laws::check_laws;
pub(crate) use wishes::*;

pub(crate) use crate::county::{actor, at, county, rules};
pub(crate) use xiaoneng_domain::light::Light;
pub(crate) use xiaoneng_domain::matter::MatterRefusal as No;
pub(crate) use xiaoneng_domain::matter::*;
pub(crate) use xiaoneng_domain::refusal::Refusal;
pub(crate) use xiaoneng_domain::signal::{CardColour, Level};

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Context, Decider, Fact};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Rules;

/// Somebody wishes something at some time.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) at: Instant,
    pub(crate) by: String,
    pub(crate) wish: MatterCommand,
}

/// One step: when (2026, written `03-02 09:00`), who, what.
pub(crate) fn on(time: &str, by: &str, wish: impl Into<MatterCommand>) -> Step {
    Step { at: time_of(time), by: by.to_owned(), wish: wish.into() }
}

/// A time of 2026, written `03-02 09:00`; other years in full.
pub(crate) fn time_of(text: &str) -> Instant {
    match text.len() {
        11 => at(&format!("2026-{}", text.replace(' ', "T"))),
        _ => at(text),
    }
}

/// A story so far.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) organization: Organization,
    pub(crate) matter: Matter,
    pub(crate) facts: Vec<Fact<MatterEvent>>,
    pub(crate) now: Instant,
    pub(crate) rules: &'static Rules,
}

/// What is given: steps that must all be granted.
pub(crate) fn given(steps: impl IntoIterator<Item = Step>) -> Story {
    let mut story = Story::begun();
    for step in steps {
        story.grant(step);
    }
    story
}

impl Story {
    /// Nothing has happened yet.
    pub(crate) fn begun() -> Self {
        Self {
            organization: county().organization,
            matter: Matter::default(),
            facts: Vec::new(),
            now: Instant::default(),
            rules: rules(),
        }
    }

    /// The same story in another organization.
    pub(crate) fn within(mut self, organization: Organization) -> Self {
        self.organization = organization;
        self
    }

    /// The same story under other rules.
    pub(crate) fn under(mut self, rules: &'static Rules) -> Self {
        self.rules = rules;
        self
    }

    /// The answer to a wish, without carrying it out.
    pub(crate) fn ask(&self, step: &Step) -> Result<Vec<MatterEvent>, Refusal> {
        let actor = actor(&step.by);
        let cx = Context {
            now: step.at,
            actor: &actor,
            rules: self.rules,
            organization: &self.organization,
        };
        MatterDecider::decide(&self.matter, step.wish.clone(), &cx).map_err(Refusal::from)
    }

    /// Carries a wish out.
    pub(crate) fn carry_out(&mut self, step: &Step) -> Result<Vec<MatterEvent>, Refusal> {
        let events = self.ask(step)?;
        self.now = step.at;
        for event in &events {
            let written = event.encode().unwrap();
            assert_eq!(&MatterEvent::decode(event.kind(), &written).unwrap(), event, "{written}");
            self.check_texts(step, &written);
            let fact = Fact {
                occurred_at: step.at,
                recorded_at: step.at,
                actor: actor(&step.by),
                event: event.clone(),
            };
            self.matter = MatterDecider::evolve(std::mem::take(&mut self.matter), &fact);
            self.facts.push(fact);
            check_laws(&self.matter, event);
        }
        Ok(events)
    }

    /// Every digest in an event is that of a text the wish lists for the vault, of the rules, or
    /// of something recorded before: nothing that people wrote is known by its digest alone.
    fn check_texts(&self, step: &Step, written: &str) {
        let texts = step.wish.texts();
        let brought: Vec<String> = texts.iter().map(|text| text.digest().to_string()).collect();
        let is_digest =
            |word: &&str| word.len() == 64 && word.chars().all(|c| c.is_ascii_hexdigit());
        for digest in written.split('"').filter(is_digest) {
            let stood_before = || {
                let mut before = self.facts.iter().map(|fact| fact.event.encode().unwrap());
                before.any(|event| event.contains(digest))
            };
            let is_known = brought.iter().any(|text| text == digest)
                || self.rules.digest().to_string() == digest
                || stood_before();
            let is_imported = written.contains("source_digest");
            let is_file = written.contains("media_type");
            assert!(
                is_known || is_imported || is_file,
                "{:?} keeps no text for {digest}",
                step.wish.act()
            );
        }
    }

    /// Carries out what must be granted.
    pub(crate) fn grant(&mut self, step: Step) -> &mut Self {
        if let Err(refusal) = self.carry_out(&step) {
            panic!("{step:?} was refused: {refusal}");
        }
        self
    }

    /// Lets time pass until then.
    pub(crate) fn until(mut self, time: &str) -> Self {
        self.grant(on(time, "system", LetTimePass { beat: Beat::Regular }));
        self
    }

    /// A further step that must be granted.
    pub(crate) fn and(mut self, step: Step) -> Self {
        self.grant(step);
        self
    }

    /// The wish that is judged.
    pub(crate) fn when(self, step: Step) -> Judged {
        let mut after = self.clone();
        let answer = after.carry_out(&step);
        if answer.is_err() {
            assert_eq!(after.matter, self.matter, "a refused wish leaves everything as it was");
        }
        Judged { answer, after }
    }

    /// The kinds of all events of a kind's stem.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        self.facts.iter().map(|fact| stem(&fact.event)).collect()
    }

    /// Who answers for the matter now.
    pub(crate) fn responsible(&self) -> &str {
        self.matter.responsible.as_ref().unwrap().holder.person.as_str()
    }

    /// A clock of the matter.
    pub(crate) fn clock(&self, name: ClockName) -> &Clock {
        self.matter.clock(name).unwrap_or_else(|| panic!("no clock {name}"))
    }

    /// When a clock is due.
    pub(crate) fn due(&self, name: ClockName) -> Instant {
        self.clock(name).projection.due_at
    }

    /// The signals as `clock level recipient`.
    pub(crate) fn signals(&self) -> Vec<String> {
        self.matter
            .signals
            .iter()
            .map(|signal| format!("{} {} {}", signal.clock, signal.level.code(), signal.recipient))
            .collect()
    }

    /// The card drafts as `clock colour unit person`.
    pub(crate) fn cards(&self) -> Vec<String> {
        self.matter
            .cards
            .iter()
            .map(|card| {
                let colour = match card.colour {
                    CardColour::Yellow => "yellow",
                    CardColour::Red => "red",
                };
                format!("{} {colour} {} {}", card.clock, card.unit, card.person)
            })
            .collect()
    }
}

fn stem(event: &MatterEvent) -> &'static str {
    event.kind().split('/').next().unwrap()
}

/// A wish with its answer.
pub(crate) struct Judged {
    answer: Result<Vec<MatterEvent>, Refusal>,
    after: Story,
}

impl Judged {
    /// It was granted, with events of these kinds.
    pub(crate) fn gives(self, kinds: &[&str]) -> Story {
        match self.answer {
            Ok(events) => {
                let given: Vec<&str> = events.iter().map(stem).collect();
                assert_eq!(given, kinds);
                self.after
            }
            Err(refusal) => panic!("refused: {refusal} ({refusal:?})"),
        }
    }

    /// It was granted.
    pub(crate) fn granted(self) -> Story {
        match self.answer {
            Ok(_) => self.after,
            Err(refusal) => panic!("refused: {refusal} ({refusal:?})"),
        }
    }

    /// It was refused, and says so in words for people.
    pub(crate) fn refuses(self, expected: impl Into<Refusal>) {
        match self.answer {
            Ok(events) => panic!("granted: {:?}", events.iter().map(stem).collect::<Vec<_>>()),
            Err(refusal) => {
                assert_eq!(refusal, expected.into());
                check_words(&refusal);
            }
        }
    }

    /// It was refused for a reason of that code.
    pub(crate) fn refuses_as(self, code: &str) -> Refusal {
        match self.answer {
            Ok(events) => panic!("granted: {:?}", events.iter().map(stem).collect::<Vec<_>>()),
            Err(refusal) => {
                assert_eq!(refusal.code(), code, "{refusal}");
                check_words(&refusal);
                refusal
            }
        }
    }
}

/// What happened, what it means, what to do next; no half-width punctuation, no blame.
fn check_words(refusal: &Refusal) {
    let words = refusal.to_string();
    assert!(words.chars().count() > 8, "{words}");
    assert!(!refusal.clause().is_empty(), "{words}");
    for bad in ["非法", "无效", "失败", "错误", ",", ";", "(", "None", "Some"] {
        assert!(!words.contains(bad), "“{bad}” in: {words}");
    }
}

/// Time passes until that instant.
pub(crate) fn on_instant(at: Instant) -> Step {
    Step { at, by: "system".to_owned(), wish: LetTimePass { beat: Beat::Regular }.into() }
}
