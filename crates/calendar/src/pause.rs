//! Stretches during which a clock does not run.

use crate::{Date, Instant};

/// 暂停. A stretch during which a clock does not run; `to` is its end or expected end. One that
/// does not end after it begins is no pause; several may overlap and come in any order.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Pause {
    /// First instant not counted.
    pub from: Instant,
    /// First instant counted again.
    pub to: Instant,
}

/// The same pauses in order, apart from each other.
pub(crate) fn merged(pauses: &[Pause]) -> Vec<Pause> {
    let no_shorter_than_nothing =
        |pause: &Pause| Pause { from: pause.from, to: pause.to.max(pause.from) };
    let mut given: Vec<Pause> = pauses.iter().map(no_shorter_than_nothing).collect();
    given.sort_by_key(|pause| pause.from);
    let mut apart: Vec<Pause> = Vec::with_capacity(given.len());
    for pause in given {
        match apart.last_mut() {
            Some(last) if pause.from <= last.to => last.to = last.to.max(pause.to),
            Some(_) | None => apart.push(pause),
        }
    }
    apart
}

/// Days that do not count because the clock was paused for more than half of them, as ranges in
/// order, both ends included, apart from each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct PausedDays {
    pub(crate) ranges: Vec<(Date, Date)>,
}

impl PausedDays {
    /// From pauses in order and apart. `is_over_half` tells of a day and the pauses that touch
    /// it whether the day is lost.
    pub(crate) fn new(apart: &[Pause], is_over_half: impl Fn(Date, &[Pause]) -> bool) -> Self {
        let mut ranges = Vec::new();
        let mut judged: Option<Date> = None;
        for (at, pause) in apart.iter().enumerate() {
            let first = pause.from.date();
            let last = pause.to.date();
            for date in [first, last] {
                if judged < Some(date) {
                    judged = Some(date);
                    let touching = touching(&apart[at..], date);
                    if is_over_half(date, touching) {
                        ranges.push((date, date));
                    }
                }
            }
            if first.plus_days(1) < last {
                ranges.push((first.plus_days(1), last.plus_days(-1)));
            }
        }
        ranges.sort();
        Self { ranges }
    }

    pub(crate) fn contains(&self, date: Date) -> bool {
        self.ranges.iter().any(|(first, last)| *first <= date && date <= *last)
    }
}

/// The leading pauses that begin on or before that day.
fn touching(apart: &[Pause], date: Date) -> &[Pause] {
    let count = apart.iter().take_while(|pause| pause.from.date() <= date).count();
    &apart[..count]
}
