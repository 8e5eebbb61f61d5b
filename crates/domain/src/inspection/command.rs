//! 督导、抽查的愿望.

use crate::decider::Context;
use crate::inspection::authority::InspectionAct;
use crate::inspection::decision::Decided;
use crate::inspection::{
    CancelInspection, Defend, Draw, FileUpward, GivePreliminary, Inspection, KeepTime, Notify,
    Plan, PublishReport, PublishSeed, RecordCheck, RecordVisit, Recuse, ReportRectification,
    SelfAssess, ServeOpinion, Verify,
};
use crate::text::Written;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident $texts:tt,)*) => {
        /// 督导、抽查的愿望.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum InspectionCommand {
            $($(#[$doc])* $name($name),)*
        }

        impl InspectionCommand {
            /// What it is for the table of authority.
            pub fn act(&self) -> InspectionAct {
                match self {
                    $(Self::$name(_) => InspectionAct::$name,)*
                }
            }

            /// The texts in it, for the vault.
            pub fn texts(&self) -> Vec<&Written> {
                match self {
                    $(Self::$name(facts) => commands!(@texts $texts facts),)*
                }
            }

            pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$name(facts) => facts.decide(inspection, cx),)*
                }
            }
        }

        $(impl From<$name> for InspectionCommand {
            fn from(facts: $name) -> Self {
                Self::$name(facts)
            }
        })*
    };
    (@texts written $facts:ident) => { $facts.texts() };
    (@texts wordless $facts:ident) => {{ let _ = $facts; Vec::new() }};
}

commands! {
    /// 列入计划
    Plan written,
    /// 回避
    Recuse wordless,
    /// 书面通知
    Notify written,
    /// 自评
    SelfAssess written,
    /// 记录现场督导
    RecordVisit written,
    /// 反馈初步意见
    GivePreliminary written,
    /// 申辩
    Defend written,
    /// 送达督导意见书
    ServeOpinion written,
    /// 报告整改
    ReportRectification written,
    /// 核查整改
    Verify written,
    /// 公开督导报告
    PublishReport written,
    /// 公布种子
    PublishSeed wordless,
    /// 抽取
    Draw wordless,
    /// 记录抽查
    RecordCheck written,
    /// 上报归档
    FileUpward written,
    /// 取消
    CancelInspection written,
    /// 到点处理
    KeepTime wordless,
}
