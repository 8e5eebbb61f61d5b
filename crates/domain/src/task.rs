//! 督办. A task that one of the four pushing sections (办公室、教育科、平安科、督导室) or a leader's
//! instruction (批示) gives to one lead unit, with a demand, a due instant, and a conclusion that
//! only a review by the pushing section can bring.
//!
//! 立项 → 交办 → 签收 → 办理（进展报告、催办、延期）→ 反馈 → 审核（通过、退回重办、另有要求）→ 办结 →
//! 归档. Texts are never in an event: a command carries them, the event their digest.

mod assisting;
mod authority;
mod command;
mod decision;
mod ending;
mod event;
mod extension;
mod figures;
mod handling;
mod opening;
mod proposing;
mod refusal;
mod relation;
mod report;
mod review;
mod rows;
mod timers;
mod told;
mod urging;

pub use crate::docket::{Period, Share};
pub use assisting::*;
pub use authority::{NotPermitted, TASK_TABLE, TaskAct, TaskRow, may_see, permits};
pub use command::TaskCommand;
pub use decision::TaskDecider;
pub use ending::*;
pub use event::TaskEvent;
pub use extension::*;
pub use figures::*;
pub use handling::*;
pub use opening::*;
pub use proposing::*;
pub use refusal::TaskRefusal;
pub use relation::{TaskRelation, stands};
pub use report::*;
pub use review::*;
pub use rows::{Standing, standings, task_rows, task_state};
pub use timers::{KeepTime, Reproject, TaskReprojected, next_due_at};
pub use told::{TaskTold, task_told};
pub use urging::*;

use xiaoneng_calendar::Instant;

/// 督办事项 as it stands. Empty before it is proposed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Task {
    /// 拟立项; none before.
    pub proposal: Option<Proposed>,
    /// 立项; none before.
    pub opening: Option<Opening>,
    /// 主办签收.
    pub signed: Option<Signature>,
    /// 办理轮次: the first from the opening, further ones by new instructions.
    pub rounds: Vec<Round>,
    /// 协办, in order.
    pub assists: Vec<Assist>,
    /// 进展报告, in order.
    pub progress: Vec<Progress>,
    /// When the next progress report is owed.
    pub progress_due_at: Option<Instant>,
    /// 进展报告缺报次数.
    pub progress_missed: u32,
    /// 督办单, in order.
    pub orders: Vec<UrgingOrder>,
    /// 下一级催办 by rule.
    pub next_urging: Option<NextUrging>,
    /// 反馈, in order.
    pub reports: Vec<TaskReport>,
    /// 延期申请, in order.
    pub extensions: Vec<TaskExtension>,
    /// 了结.
    pub ended: Option<TaskEnded>,
    /// 归档.
    pub archived_at: Option<Instant>,
}

impl Task {
    /// 在办: opened and not ended.
    pub fn is_open(&self) -> bool {
        self.opening.is_some() && self.ended.is_none()
    }

    /// The round that runs, or ran last.
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// The report that waits for a review.
    pub fn pending_report(&self) -> Option<&TaskReport> {
        self.reports.last().filter(|report| report.review.is_none() && self.is_open())
    }

    /// The request for more time that waits for a decision.
    pub fn pending_extension(&self) -> Option<&TaskExtension> {
        self.extensions.iter().find(|request| request.is_pending())
    }

    /// 已逾期: the due instant has passed without a report that waits for its review.
    pub fn is_overdue(&self, at: Instant) -> bool {
        let is_past = self.round().is_some_and(|round| round.due.has_passed(at));
        let handed_in = self.pending_report().is_some_and(|report| report.is_in_time);
        self.is_open() && is_past && !handed_in
    }

    /// The proposal and opening of a task that is open, or the no.
    pub(crate) fn in_hand(&self) -> Result<(&Proposed, &Round), TaskRefusal> {
        let proposal = self.proposal.as_ref().ok_or(TaskRefusal::NoSuchTask)?;
        if let Some(ended) = &self.ended {
            return Err(TaskRefusal::AlreadyEnded { at: ended.at });
        }
        let round = self.round().ok_or(TaskRefusal::NotOpened)?;
        Ok((proposal, round))
    }
}
