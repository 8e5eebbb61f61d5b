//! 撤销与归档. A task is cancelled with a reason by the leader above who opened it; what has ended is
//! filed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::PersonId;
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::{Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 了结.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskEnded {
    /// How.
    pub how: Ending,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 了结方式.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// 办结
    Concluded,
    /// 撤销
    Cancelled,
}

/// 撤销.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cancel {
    /// Why.
    pub reason: Written,
}

/// 归档.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {
    /// 档号.
    pub archive_number: Written,
}

/// 已撤销.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskCancelled {
    /// Why.
    pub reason: TextDigest,
    /// Who.
    pub by: PersonId,
}

/// 已归档.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskArchived {
    /// 档号.
    pub archive_number: TextDigest,
    /// Who.
    pub by: PersonId,
}

impl Cancel {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        if let Some(ended) = &task.ended {
            return Err(No::AlreadyEnded { at: ended.at });
        }
        said(&self.reason, "撤销原因")?;
        let mut draft = Draft::of(task, cx);
        draft.push(TaskCancelled { reason: self.reason.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl Archive {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.archive_number]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        if task.ended.is_none() {
            return Err(No::NotEnded);
        }
        if let Some(at) = task.archived_at {
            return Err(No::AlreadyArchived { at });
        }
        said(&self.archive_number, "档号")?;
        let archive_number = self.archive_number.digest();
        let mut draft = Draft::of(task, cx);
        draft.push(TaskArchived { archive_number, by: staff_of(cx)? });
        draft.done()
    }
}

impl TaskCancelled {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.ended = Some(TaskEnded { how: Ending::Cancelled, by: self.by.clone(), at });
        task.next_urging = None;
        task.progress_due_at = None;
    }
}

impl TaskArchived {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.archived_at = Some(at);
    }
}
