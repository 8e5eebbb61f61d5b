//! 到期怎么算. The explained due date as a row of days: which counted, which did not, and why.

use xiaoneng_app::working_time::{ExplainedDay, Explanation, LimitUnit, Verdict};

use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::remaining::duration;
use crate::kit::words::KitWords;

/// 说明 in cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExplainedDays {
    /// A cell a day.
    pub cells: Vec<DayCell>,
    /// `中间还有 20 天没有列出`; empty for every limit of practice.
    pub left_out: String,
}

/// 一天.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayCell {
    /// `used`, `off`, `paused` or `due`, the end of the class name `day--…`.
    pub kind: &'static str,
    /// `9 月`, heard before the day.
    pub month: String,
    /// `22`; where a month begins `10-1`.
    pub day: String,
    /// Heard after the day.
    pub day_word: &'static str,
    /// `周二`
    pub weekday: &'static str,
    /// `第 5 天` · `收到` · `休息`
    pub count: String,
    /// `调休上班` · `中秋节放假` · `18:00 到期`; empty if there is nothing to say.
    pub note: String,
}

impl ExplainedDays {
    /// The days of an explanation.
    pub fn of(language: Language, explanation: &Explanation) -> Self {
        let w = KitWords(language);
        let mut month = None;
        let cells = explanation.days.iter().map(|day| {
            let this = day.date.ymd().1;
            let is_new = month.is_some_and(|month| month != this);
            month = Some(this);
            cell(w, explanation, day, is_new)
        });
        let cells = cells.collect();
        let left_out = match explanation.days_left_out {
            0 => String::new(),
            count => w.day_left_out(count),
        };
        Self { cells, left_out }
    }
}

fn cell(w: KitWords, explanation: &Explanation, day: &ExplainedDay, opens_month: bool) -> DayCell {
    let (_, month, number) = day.date.ymd();
    let is_due = day.date == explanation.due.date();
    let received = day.date == explanation.start.date() && day.verdict == Verdict::DayZero;
    let reason = reason(w, day);
    let note = if is_due {
        w.day_due(dates::time(explanation.due))
    } else if received {
        w.day_not_counted().to_owned()
    } else {
        reason
    };
    DayCell {
        kind: if is_due { "due" } else { kind(day.verdict) },
        month: w.choose(format!("{month} 月 "), String::new()),
        day: if opens_month { format!("{month}-{number}") } else { number.to_string() },
        day_word: if opens_month { "" } else { w.choose(" 日", "") },
        weekday: dates::weekday(w.0, day.date),
        count: counted(w, explanation, day),
        note,
    }
}

fn kind(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::DayZero | Verdict::Counted => "used",
        Verdict::Rest | Verdict::Rolled => "off",
        Verdict::Paused => "paused",
    }
}

fn counted(w: KitWords, explanation: &Explanation, day: &ExplainedDay) -> String {
    match (day.verdict, explanation.limit.unit) {
        (Verdict::DayZero, _) => w.day_received().to_owned(),
        (Verdict::Rest, _) => w.day_rest().to_owned(),
        (Verdict::Paused, _) => w.day_paused().to_owned(),
        (Verdict::Rolled, _) => w.day_rolled().to_owned(),
        (Verdict::Counted, LimitUnit::Hour | LimitUnit::WorkingHour) => duration(w.0, day.counted),
        (Verdict::Counted, LimitUnit::WorkingDay | LimitUnit::CalendarDay | LimitUnit::Month) => {
            w.day_number(day.counted)
        }
    }
}

/// Only what is worth saying: that a Tuesday is a workday and a Sunday is not needs no word.
fn reason(w: KitWords, day: &ExplainedDay) -> String {
    let plain = ["工作日", day.date.weekday().name()];
    if plain.contains(&day.reason.as_str()) {
        return String::new();
    }
    match (w.0, day.reason.as_str()) {
        (Language::English, "调休上班") => w.day_make_up().to_owned(),
        (Language::Chinese | Language::English, reason) => reason.to_owned(),
    }
}
