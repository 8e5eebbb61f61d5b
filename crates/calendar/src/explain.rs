//! Why a limit ends when it ends.

use serde::Serialize;

use crate::{Date, Instant, Limit};

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
}

/// One day of an explanation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: Date,
    /// Counted or not.
    pub verdict: Verdict,
    /// Which unit of the limit it is (day 1, 2, …), or how many working minutes it gave.
    pub counted: u32,
    /// In plain Chinese: 工作日, 周日, 春节放假, 调休上班 ….
    pub reason: String,
    /// The notice it rests on.
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
