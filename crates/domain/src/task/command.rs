//! 督办的愿望. What somebody may wish of a task.

use crate::decider::Context;
use crate::tables::commands;
use crate::task::authority::TaskAct;
use crate::task::decision::Decided;
use crate::task::{
    AnswerAssist, AnswerUrging, Archive, AskExtension, Cancel, CheckExtension, DecideExtension,
    FindReportFalse, Instruct, KeepTime, Open, Propose, Report, ReportProgress, Reproject,
    ReviewReport, Sign, Task, Urge,
};

commands! {
    /// 督办的愿望.
    pub enum TaskCommand on Task as TaskAct {
        /// 拟立项
        Propose(Propose) = Propose written,
        /// 立项、交办
        Open(Open) = Open wordless,
        /// 批示
        Instruct(Instruct) = Instruct written,
        /// 签收
        Sign(Sign) = Sign wordless,
        /// 报告进展
        ReportProgress(ReportProgress) = ReportProgress written,
        /// 协办反馈
        AnswerAssist(AnswerAssist) = AnswerAssist written,
        /// 催办
        Urge(Urge) = Urge written,
        /// 答复督办单
        AnswerUrging(AnswerUrging) = AnswerUrging written,
        /// 反馈
        Report(Report) = Report written,
        /// 审核
        ReviewReport(ReviewReport) = Review written,
        /// 认定虚假反馈
        FindReportFalse(FindReportFalse) = FindFalse written,
        /// 申请延期
        AskExtension(AskExtension) = AskExtension written,
        /// 初核延期
        CheckExtension(CheckExtension) = CheckExtension written,
        /// 审批延期
        DecideExtension(DecideExtension) = DecideExtension written,
        /// 撤销
        Cancel(Cancel) = Cancel written,
        /// 归档
        Archive(Archive) = Archive written,
        /// 到点处理
        KeepTime(KeepTime) = KeepTime wordless,
        /// 重新推算
        Reproject(Reproject) = KeepTime wordless,
    }
}
