//! 办理过程. A line of what happened, as the public and the staff timeline show it.

use xiaoneng_app::working_time::{Calendar, Instant};

use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::remaining;
use crate::kit::words::KitWords;

/// 一行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimelineLine {
    /// For the attribute of a `<time>`.
    pub machine: String,
    /// `9 月 18 日（周五）15:40`
    pub when: String,
    /// `9-18 15:40`, in tables.
    pub short: String,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub says: String,
    /// Words that were written with it; empty if there are none.
    pub quote: String,
    /// Whether only staff see it.
    pub is_internal: bool,
    /// What marks it.
    pub mark: Mark,
    /// `2 个工作日没有动作` before this line; empty if nothing lay idle.
    pub idle: String,
}

/// What marks a line.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Somebody acted.
    Person,
    /// Time passed or the system acted.
    System,
    /// A light changed: the name of its icon.
    Light(&'static str),
    /// It lies ahead.
    Ahead,
}

impl TimelineLine {
    /// A line at an instant; the rest is filled in by who knows it.
    pub fn at(language: Language, at: Instant, who: &str, says: &str) -> Self {
        Self {
            machine: dates::machine(at),
            when: dates::day_and_time(language, at),
            short: dates::short(at),
            who: who.to_owned(),
            says: says.to_owned(),
            quote: String::new(),
            is_internal: false,
            mark: Mark::Person,
            idle: String::new(),
        }
    }

    /// The icon of a light that changed; empty for other marks.
    pub fn icon(&self) -> &'static str {
        match self.mark {
            Mark::Light(icon) => icon,
            Mark::Person | Mark::System | Mark::Ahead => "",
        }
    }

    /// Whether it lies ahead.
    pub fn is_ahead(&self) -> bool {
        self.mark == Mark::Ahead
    }

    /// Whether the system did it.
    pub fn is_by_system(&self) -> bool {
        self.mark == Mark::System
    }
}

/// What to say of the time between two acts: more than one working day without action is shown.
pub fn idle(language: Language, calendar: &Calendar, from: Instant, to: Instant) -> String {
    match remaining::span(calendar, from, to) {
        (0, _) | (1, 0) => String::new(),
        (1, _) => KitWords(language).idle_one().to_owned(),
        (days, _) => KitWords(language).idle(days),
    }
}
