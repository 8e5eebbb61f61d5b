//! What one kind of day looks like on the clock.

use crate::instant::MICROS_PER_MINUTE;
use crate::{DayHours, TimeOfDay};

/// The hours of a day in order, none empty, none touching the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DayShape {
    spans: Vec<ShapeSpan>,
    micros: i64,
}

/// One span, in microseconds of the day.
#[derive(Clone, PartialEq, Eq, Debug)]
struct ShapeSpan {
    opens: i64,
    closes: i64,
}

impl DayShape {
    /// A day without hours.
    pub(crate) const REST: Self = Self { spans: Vec::new(), micros: 0 };

    pub(crate) fn new(hours: &DayHours) -> Self {
        let micros = |time: TimeOfDay| i64::from(time.minutes()) * MICROS_PER_MINUTE;
        let mut given: Vec<ShapeSpan> = hours
            .spans
            .iter()
            .map(|span| ShapeSpan { opens: micros(span.opens), closes: micros(span.closes) })
            .filter(|span| span.opens < span.closes)
            .collect();
        given.sort_by_key(|span| span.opens);
        let mut spans: Vec<ShapeSpan> = Vec::new();
        for span in given {
            match spans.last_mut() {
                Some(last) if span.opens <= last.closes => {
                    last.closes = last.closes.max(span.closes)
                }
                Some(_) | None => spans.push(span),
            }
        }
        let micros = spans.iter().map(|span| span.closes - span.opens).sum();
        Self { spans, micros }
    }

    /// Working minutes of the whole day.
    pub(crate) fn minutes(&self) -> u32 {
        (self.micros / MICROS_PER_MINUTE) as u32
    }

    /// When the last span closes, in microseconds of the day.
    pub(crate) fn closes(&self) -> Option<i64> {
        self.spans.last().map(|span| span.closes)
    }

    /// Working time between midnight and that microsecond of the day.
    #[inline]
    pub(crate) fn used_before(&self, micros_of_day: i64) -> i64 {
        self.spans
            .iter()
            .map(|span| micros_of_day.clamp(span.opens, span.closes) - span.opens)
            .sum()
    }

    /// The first microsecond of the day by which that much working time is used up: a span that
    /// is used up exactly ends at its closing, not at the next opening.
    #[inline]
    pub(crate) fn moment_when_used(&self, used: i64) -> i64 {
        let mut left = used;
        let mut moment = 0;
        for span in &self.spans {
            let length = span.closes - span.opens;
            moment = span.opens + left.min(length);
            if left <= length {
                break;
            }
            left -= length;
        }
        moment
    }
}
