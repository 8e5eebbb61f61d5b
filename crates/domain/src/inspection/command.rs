//! 督导、抽查的愿望.

use crate::decider::Context;
use crate::inspection::authority::InspectionAct;
use crate::inspection::decision::Decided;
use crate::inspection::{
    CancelInspection, Defend, Draw, FileUpward, GivePreliminary, Inspection, KeepTime, Notify,
    Plan, PublishReport, PublishSeed, RecordCheck, RecordVisit, Recuse, ReportRectification,
    SelfAssess, ServeOpinion, Verify,
};
use crate::tables::commands;

commands! {
    /// 督导、抽查的愿望.
    pub enum InspectionCommand on Inspection as InspectionAct {
        /// 列入计划
        Plan(Plan) = Plan written,
        /// 回避
        Recuse(Recuse) = Recuse wordless,
        /// 书面通知
        Notify(Notify) = Notify written,
        /// 自评
        SelfAssess(SelfAssess) = SelfAssess written,
        /// 记录现场督导
        RecordVisit(RecordVisit) = RecordVisit written,
        /// 反馈初步意见
        GivePreliminary(GivePreliminary) = GivePreliminary written,
        /// 申辩
        Defend(Defend) = Defend written,
        /// 送达督导意见书
        ServeOpinion(ServeOpinion) = ServeOpinion written,
        /// 报告整改
        ReportRectification(ReportRectification) = ReportRectification written,
        /// 核查整改
        Verify(Verify) = Verify written,
        /// 公开督导报告
        PublishReport(PublishReport) = PublishReport written,
        /// 公布种子
        PublishSeed(PublishSeed) = PublishSeed wordless,
        /// 抽取
        Draw(Draw) = Draw wordless,
        /// 记录抽查
        RecordCheck(RecordCheck) = RecordCheck written,
        /// 上报归档
        FileUpward(FileUpward) = FileUpward written,
        /// 取消
        CancelInspection(CancelInspection) = CancelInspection written,
        /// 到点处理
        KeepTime(KeepTime) = KeepTime wordless,
    }
}
