//! 三个时钟. A clock as the strip above a matter shows it.

use xiaoneng_app::working_time::{Calendar, Instant};
use xiaoneng_domain::matter::Clock;

use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::light::{Badge, clock_name};
use crate::kit::remaining::{Deadline, Remaining};

/// 时钟 in the strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClockFace {
    /// `办结` · `环节 · 拟答复` · `协办 · 财务科`
    pub name: String,
    /// Its light.
    pub badge: Badge,
    /// While it runs: the time left.
    pub deadline: Option<Deadline>,
    /// Once it stopped: when, in words.
    pub stopped: String,
    /// The line below: the limit, and what stands beside it.
    pub by: String,
}

impl ClockFace {
    /// A clock at an instant. `detail` is put behind its name, `by` below; both may be empty.
    pub fn of(
        language: Language,
        calendar: &Calendar,
        now: Instant,
        clock: &Clock,
        (detail, by): (&str, String),
    ) -> Self {
        let badge = Badge::of_clock(language, clock, now);
        let name = clock_name(language, clock.name);
        let deadline = Deadline::of_clock(language, calendar, now, clock).beside(badge.kind);
        let stopped = clock.stopped.map(|stopped| dates::short(stopped.at));
        Self {
            name: if detail.is_empty() { name.to_owned() } else { format!("{name} · {detail}") },
            badge,
            deadline: stopped.is_none().then_some(deadline),
            stopped: stopped.unwrap_or_default(),
            by,
        }
    }

    /// By how much a clock that stopped was over, in words; empty if it was not.
    pub fn over(language: Language, calendar: &Calendar, clock: &Clock) -> String {
        let Some(stopped) = clock.stopped else { return String::new() };
        let remaining = Remaining::of_clock(calendar, clock, stopped.at);
        if remaining.is_over() { remaining.words(language, stopped.at) } else { String::new() }
    }
}
