//! Why a limit ends when it ends.

use serde::Serialize;

use crate::calendar::{Counting, day_begins, day_ends};
use crate::due::{DayCount, Reckoning};
use crate::instant::MICROS_PER_MINUTE;
use crate::pause::{self, PausedDays};
use crate::{Calendar, Date, DayKind, DayStatus, Due, Instant, Limit, Pause};

/// Days listed at most, more than ten years of them; whatever lies further is only counted.
const LISTED_DAYS: i32 = 4_000;

/// 说明. Every day from the start to the due instant, counted or skipped, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Explanation {
    /// Where the limit began.
    pub start: Instant,
    /// The limit.
    pub limit: Limit,
    /// When it is used up.
    pub due: Instant,
    /// Whether the answer is provisional.
    pub is_provisional: bool,
    /// The days in order.
    pub days: Vec<ExplainedDay>,
    /// How many days between the last one listed and the due day are left out, because no one
    /// reads a list of more than ten years. Zero for every limit of practice.
    pub days_left_out: u32,
}

/// One day of an explanation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: Date,
    /// Counted or not.
    pub verdict: Verdict,
    /// Which unit of the limit it is (day 1, 2, …), or how many working minutes it gave (minutes
    /// by the wall for limits in plain hours). Zero where it did not count.
    pub counted: u32,
    /// In plain Chinese: 工作日, 周日, 春节放假, 调休上班 ….
    pub reason: String,
    /// The notice it rests on; a paused day rests on none.
    pub notice: Option<String>,
    /// Whether the day is an estimate.
    pub is_provisional: bool,
}

/// What a day did to the limit.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The day of receipt.
    DayZero,
    /// It counted.
    Counted,
    /// It did not count: rest.
    Rest,
    /// It did not count: the clock was paused.
    Paused,
    /// The last day fell on a rest day and rolled on to this one.
    Rolled,
}

impl Calendar {
    /// The same as [`Calendar::due`], day by day.
    pub fn explain(&self, start: Instant, limit: Limit, pauses: &[Pause]) -> Explanation {
        let due = self.due(start, limit, pauses);
        let apart = pause::merged(pauses);
        let (days, end) = match limit.unit.reckoning() {
            Reckoning::Days(rule) => {
                let paused = self.paused_days(rule.counting(), &apart);
                let count = self.count_days(start, limit.amount, rule, &paused);
                let count = count.unwrap_or(DayCount { last: Date::MAX, due: Date::MAX });
                let walk = DayWalk { calendar: self, paused: &paused, count, limit };
                (walk.days(rule.counting(), start.date()), count.due)
            }
            Reckoning::Time(counting) => {
                let end = due.at.plus_micros(-1).date().max(start.date());
                let walk = TimeWalk { calendar: self, counting, apart: &apart, start, due: due.at };
                (listed(start.date(), end).map(|date| walk.day(date)).collect(), end)
            }
        };
        let length = end.epoch_days() - start.date().epoch_days() + 1;
        let days_left_out = u32::try_from(length - LISTED_DAYS).unwrap_or(0);
        let Due { at, is_provisional } = due;
        Explanation { start, limit, due: at, is_provisional, days, days_left_out }
    }

    fn explained(
        &self,
        date: Date,
        verdict: Verdict,
        counted: u32,
        reason: String,
    ) -> ExplainedDay {
        let status = self.day(date);
        let notice = match verdict {
            Verdict::Paused => None,
            Verdict::DayZero | Verdict::Counted | Verdict::Rest | Verdict::Rolled => {
                status.notice.map(|notice| notice.to_string())
            }
        };
        ExplainedDay {
            date,
            verdict,
            counted,
            reason,
            notice,
            is_provisional: status.is_provisional,
        }
    }

    /// What a day is, as people say it.
    fn spoken(&self, date: Date) -> String {
        let DayStatus { kind, name, .. } = self.day(date);
        let name = name.unwrap_or_default();
        match kind {
            DayKind::Workday if name.is_empty() => "工作日".to_owned(),
            DayKind::Workday => format!("工作日（{name}）"),
            DayKind::MakeUpWorkday => "调休上班".to_owned(),
            DayKind::Weekend => date.weekday().name().to_owned(),
            DayKind::Holiday | DayKind::LocalRest => with_ending(name, "假", "放假"),
            DayKind::Duty => with_ending(name, "值班", "值班"),
        }
    }
}

/// The name, with `ending` behind it unless it ends in `last` already.
fn with_ending(name: String, last: &str, ending: &str) -> String {
    if name.ends_with(last) { name } else { name + ending }
}

/// The days to list.
fn listed(first: Date, end: Date) -> impl Iterator<Item = Date> {
    let length = (end.epoch_days() - first.epoch_days() + 1).min(LISTED_DAYS);
    (0..length).map(move |days| first.plus_days(days))
}

/// A limit of days on its way.
struct DayWalk<'a> {
    calendar: &'a Calendar,
    paused: &'a PausedDays,
    count: DayCount,
    limit: Limit,
}

impl DayWalk<'_> {
    fn days(&self, counting: Counting, zero: Date) -> Vec<ExplainedDay> {
        let mut counted = 0;
        let judge = |date: Date| {
            let (verdict, reason) = if date == zero {
                (Verdict::DayZero, self.day_zero(zero))
            } else if self.is_lost(date, counting) {
                (Verdict::Paused, "已暂停计时".to_owned())
            } else if date > self.count.last {
                self.rolling(date)
            } else {
                self.counting(date, counting)
            };
            let number = match verdict {
                Verdict::Counted => {
                    counted += 1;
                    counted
                }
                Verdict::DayZero | Verdict::Rest | Verdict::Paused | Verdict::Rolled => 0,
            };
            self.calendar.explained(date, verdict, number, reason)
        };
        listed(zero, self.count.due).map(judge).collect()
    }

    fn day_zero(&self, zero: Date) -> String {
        let day = self.calendar.spoken(zero);
        if self.limit.amount > 0 {
            format!("{day}，当日不计")
        } else if self.count.due == zero {
            format!("{day}，当日办结")
        } else if self.calendar.is_working_day(zero) && !self.paused.contains(zero) {
            format!("{day}，已过下班时间，顺延")
        } else {
            format!("{day}，顺延")
        }
    }

    /// Whether a pause takes the day from the limit: rest days of a limit of working days would
    /// not have counted anyway.
    fn is_lost(&self, date: Date, counting: Counting) -> bool {
        let would_count = match counting {
            Counting::Working => self.calendar.is_working_day(date),
            Counting::Wall => true,
        };
        would_count && self.paused.contains(date)
    }

    /// A day up to the last one counted.
    fn counting(&self, date: Date, counting: Counting) -> (Verdict, String) {
        let day = self.calendar.spoken(date);
        let is_working = self.calendar.is_working_day(date);
        match counting {
            Counting::Working if is_working => (Verdict::Counted, day),
            Counting::Working => (Verdict::Rest, day),
            Counting::Wall if is_working => (Verdict::Counted, day),
            Counting::Wall if date == self.count.last => {
                (Verdict::Counted, format!("{day}，期限末日，顺延"))
            }
            Counting::Wall => (Verdict::Counted, format!("{day}，照计")),
        }
    }

    /// A day after the last one counted.
    fn rolling(&self, date: Date) -> (Verdict, String) {
        let day = self.calendar.spoken(date);
        if date == self.count.due {
            (Verdict::Rolled, format!("{day}，顺延至此"))
        } else {
            (Verdict::Rest, day)
        }
    }
}

/// A limit of hours on its way.
struct TimeWalk<'a> {
    calendar: &'a Calendar,
    counting: Counting,
    apart: &'a [Pause],
    start: Instant,
    due: Instant,
}

impl TimeWalk<'_> {
    fn day(&self, date: Date) -> ExplainedDay {
        let begins = self.start.max(day_begins(date));
        let ends = self.due.min(day_ends(date));
        let minutes = self.minutes_counted_until(ends) - self.minutes_counted_until(begins);
        let paused = self.paused_between(begins, ends) / MICROS_PER_MINUTE;
        let (verdict, reason) = self.judge(date, minutes, paused);
        self.calendar.explained(date, verdict, u32::try_from(minutes).unwrap_or(0), reason)
    }

    fn judge(&self, date: Date, minutes: i64, paused: i64) -> (Verdict, String) {
        let day = self.calendar.spoken(date);
        let is_working = self.calendar.is_working_day(date);
        let rests = match self.counting {
            Counting::Working => !is_working,
            Counting::Wall => false,
        };
        if self.due == self.start {
            (Verdict::DayZero, "即时办理".to_owned())
        } else if rests {
            (Verdict::Rest, day)
        } else if minutes == 0 {
            self.judge_idle(date, day, paused)
        } else if paused > 0 {
            (Verdict::Counted, format!("{day}，其中暂停计时 {paused} 分钟"))
        } else if is_working {
            (Verdict::Counted, day)
        } else {
            (Verdict::Counted, format!("{day}，照计"))
        }
    }

    /// A day that could have counted but gave nothing.
    fn judge_idle(&self, date: Date, day: String, paused: i64) -> (Verdict, String) {
        if paused > 0 {
            (Verdict::Paused, "已暂停计时".to_owned())
        } else if date == self.start.date() {
            (Verdict::DayZero, format!("{day}，已过下班时间"))
        } else {
            (Verdict::Rest, format!("{day}，没有上班时间"))
        }
    }

    /// Whole minutes of the limit used up from its start to that instant.
    fn minutes_counted_until(&self, instant: Instant) -> i64 {
        let time = self.calendar.time_between(self.counting, self.start, instant);
        (time - self.paused_between(self.start, instant)) / MICROS_PER_MINUTE
    }

    fn paused_between(&self, from: Instant, to: Instant) -> i64 {
        let inside = |pause: &Pause| {
            self.calendar.time_between(self.counting, pause.from.max(from), pause.to.min(to))
        };
        self.apart.iter().map(inside).sum()
    }
}
