//! 督办的事件.

use xiaoneng_calendar::Instant;

use crate::docket::Slip;
use crate::event::events;
use crate::task::{
    AssistAnswered, AssistFellOverdue, FurtherInstructed, ProgressMissed, ProgressReported,
    ReportFoundFalse, ReportReturned, Task, TaskArchived, TaskCancelled, TaskConcluded,
    TaskExtensionAsked, TaskExtensionChecked, TaskExtensionGranted, TaskExtensionLapsed,
    TaskExtensionRefused, TaskFellOverdue, TaskOpened, TaskProposed, TaskReported, TaskReprojected,
    TaskSigned, TaskUrged, UrgingAnswered,
};

events! {
    /// 督办的事件.
    pub enum TaskEvent {
        /// 已拟立项
        Proposed(TaskProposed) = "task_proposed/1",
        /// 已立项并交办
        Opened(TaskOpened) = "task_opened/1",
        /// 已签收
        Signed(TaskSigned) = "task_signed/1",
        /// 已报告进展
        ProgressReported(ProgressReported) = "progress_reported/1",
        /// 进展报告缺报
        ProgressMissed(ProgressMissed) = "progress_missed/1",
        /// 协办已反馈
        AssistAnswered(AssistAnswered) = "task_assist_answered/1",
        /// 协办逾期
        AssistFellOverdue(AssistFellOverdue) = "task_assist_fell_overdue/1",
        /// 逾期
        FellOverdue(TaskFellOverdue) = "task_fell_overdue/1",
        /// 已发督办单
        Urged(TaskUrged) = "task_urged/1",
        /// 已答复督办单
        UrgingAnswered(UrgingAnswered) = "urging_answered/1",
        /// 已反馈
        Reported(TaskReported) = "task_reported/1",
        /// 已退回重办
        Returned(ReportReturned) = "report_returned/1",
        /// 另有要求
        Instructed(FurtherInstructed) = "further_instructed/1",
        /// 已办结
        Concluded(TaskConcluded) = "task_concluded/1",
        /// 已认定虚假反馈
        FoundFalse(ReportFoundFalse) = "report_found_false/1",
        /// 已申请延期
        ExtensionAsked(TaskExtensionAsked) = "task_extension_asked/1",
        /// 延期已初核
        ExtensionChecked(TaskExtensionChecked) = "task_extension_checked/1",
        /// 已延期
        ExtensionGranted(TaskExtensionGranted) = "task_extension_granted/1",
        /// 延期未获同意
        ExtensionRefused(TaskExtensionRefused) = "task_extension_refused/1",
        /// 延期到期未批
        ExtensionLapsed(TaskExtensionLapsed) = "task_extension_lapsed/1",
        /// 已重新推算
        Reprojected(TaskReprojected) = "task_reprojected/1",
        /// 已撤销
        Cancelled(TaskCancelled) = "task_cancelled/1",
        /// 已归档
        Archived(TaskArchived) = "task_archived/1",
    }
}

impl TaskEvent {
    /// 文书编号 that it bears, with the series: `task` 督办通知单, `urging` 催办通知单.
    pub fn slip(&self) -> Option<(&'static str, Slip)> {
        match self {
            Self::Opened(facts) => Some(("task", facts.slip)),
            Self::Urged(facts) => Some(("urging", facts.slip)),
            Self::Proposed(_)
            | Self::Signed(_)
            | Self::ProgressReported(_)
            | Self::ProgressMissed(_)
            | Self::AssistAnswered(_)
            | Self::AssistFellOverdue(_)
            | Self::FellOverdue(_)
            | Self::UrgingAnswered(_)
            | Self::Reported(_)
            | Self::Returned(_)
            | Self::Instructed(_)
            | Self::Concluded(_)
            | Self::FoundFalse(_)
            | Self::ExtensionAsked(_)
            | Self::ExtensionChecked(_)
            | Self::ExtensionGranted(_)
            | Self::ExtensionRefused(_)
            | Self::ExtensionLapsed(_)
            | Self::Reprojected(_)
            | Self::Cancelled(_)
            | Self::Archived(_) => None,
        }
    }

    /// The task after it.
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        match self {
            Self::Proposed(facts) => facts.remember(task, at),
            Self::Opened(facts) => facts.remember(task, at),
            Self::Signed(facts) => facts.remember(task, at),
            Self::ProgressReported(facts) => facts.remember(task, at),
            Self::ProgressMissed(facts) => facts.remember(task, at),
            Self::AssistAnswered(facts) => facts.remember(task, at),
            Self::AssistFellOverdue(facts) => facts.remember(task, at),
            Self::FellOverdue(facts) => facts.remember(task, at),
            Self::Urged(facts) => facts.remember(task, at),
            Self::UrgingAnswered(facts) => facts.remember(task, at),
            Self::Reported(facts) => facts.remember(task, at),
            Self::Returned(facts) => facts.remember(task, at),
            Self::Instructed(facts) => facts.remember(task, at),
            Self::Concluded(facts) => facts.remember(task, at),
            Self::FoundFalse(facts) => facts.remember(task, at),
            Self::ExtensionAsked(facts) => facts.remember(task, at),
            Self::ExtensionChecked(facts) => facts.remember(task, at),
            Self::ExtensionGranted(facts) => facts.remember(task, at),
            Self::ExtensionRefused(facts) => facts.remember(task, at),
            Self::ExtensionLapsed(facts) => facts.remember(task, at),
            Self::Reprojected(facts) => facts.remember(task, at),
            Self::Cancelled(facts) => facts.remember(task, at),
            Self::Archived(facts) => facts.remember(task, at),
        }
    }
}
