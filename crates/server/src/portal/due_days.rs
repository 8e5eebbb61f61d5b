//! 到期时间怎么算的. Day by day, with the notices it rests on, and what the law allows beside.

use xiaoneng_app::Dossier;
use xiaoneng_app::working_time::LimitUnit;
use xiaoneng_domain::matter::ClockName;

use crate::kit::explained::ExplainedDays;
use crate::kit::{dates, limit};
use crate::portal::words::progress::ProgressWords;

/// More days than this are folded.
const SHOWN_OPEN: usize = 14;

/// The explained due date.
pub(crate) struct DueDays {
    /// How it is counted, in words.
    pub(crate) says: String,
    /// A cell a day.
    pub(crate) days: ExplainedDays,
    /// Whether there are so many days that they are folded.
    pub(crate) is_long: bool,
    /// The notices on which rest days and make-up days rest.
    pub(crate) notices: Vec<String>,
    /// What the law allows; empty where it fixes nothing.
    pub(crate) statutory: String,
    /// 暂定.
    pub(crate) is_provisional: bool,
}

impl DueDays {
    /// Of the clock of completion; none where it does not run by days, or has not begun.
    pub(crate) fn of(w: ProgressWords, dossier: &Dossier) -> Option<Self> {
        let clock = dossier.matter.clock(ClockName::Completion)?;
        let promised = limit::in_words(*w, clock.extended_limit());
        let says = match clock.limit.unit {
            LimitUnit::WorkingDay => w.due_says(promised),
            LimitUnit::CalendarDay | LimitUnit::Month => w.due_says_calendar(promised),
            LimitUnit::WorkingHour | LimitUnit::Hour => return None,
        };
        let explanation = clock.explain(dossier.rules());
        let mut notices: Vec<String> = Vec::new();
        for notice in explanation.days.iter().filter_map(|day| day.notice.as_ref()) {
            if !notices.contains(notice) {
                notices.push(notice.clone());
            }
        }
        let marks = &clock.projection;
        let statutory = marks.statutory_due_at.map(|at| {
            let when = dates::day_and_time(*w, at);
            if at > marks.due_at { w.due_statutory(when) } else { w.due_statutory_same(when) }
        });
        Some(Self {
            says,
            is_long: explanation.days.len() > SHOWN_OPEN,
            days: ExplainedDays::of(*w, &explanation),
            notices,
            statutory: statutory.unwrap_or_default(),
            is_provisional: marks.is_provisional,
        })
    }
}
