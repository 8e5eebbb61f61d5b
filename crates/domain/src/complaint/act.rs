//! 行为. What can be done with a complaint, for its table of authority.

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident: $name:literal,)*) => {
        /// 投诉办理行为.
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Act {
            $($(#[$doc])* $act,)*
        }

        impl Act {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$act),*];

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$act => $name,)*
                }
            }
        }
    };
}

acts! {
    /// 提出, or 登记 what came by letter, by telephone or in person.
    File: "提出投诉",
    /// 补充
    Supply: "补充情况",
    /// 受理
    Accept: "受理",
    /// 不予受理
    Reject: "不予受理",
    /// 并案
    Merge: "并案",
    /// 改变办理方式
    Route: "确定办理方式",
    /// 指定调查人
    Appoint: "指定调查人",
    /// 记录调查
    Record: "记录调查",
    /// 要求说明
    DemandExplanation: "要求书面说明",
    /// 书面说明
    Explain: "书面说明",
    /// 查明被投诉人
    Identify: "查明被投诉人",
    /// 回避
    StepAside: "回避",
    /// 申请回避
    AskRecusal: "申请回避",
    /// 认定
    Find: "认定",
    /// 处理
    Deal: "处理",
    /// 结案
    Close: "结案",
    /// 答复
    Reply: "答复投诉人",
    /// 回答回访
    AnswerFollowUp: "回答回访",
    /// 电话回访
    RecordCall: "电话回访",
    /// 重新调查
    OrderRedo: "要求重新调查",
    /// 归档
    Archive: "归档",
    /// 申请延期
    AskExtension: "申请延期",
    /// 审批延期
    DecideExtension: "审批延期",
    /// 申请启封
    AskUnsealing: "申请启封身份",
    /// 审批启封
    DecideUnsealing: "审批启封身份",
    /// 查看身份
    ReadIdentity: "查看投诉人身份",
    /// 移送线索
    TransferClue: "移送线索",
    /// 外部办结
    EndOutside: "记录外部办理结果",
    /// 提示疑似报复
    SuspectRetaliation: "提示疑似报复",
    /// 核查疑似报复
    CheckSuspicion: "核查疑似报复",
    /// 到点处理
    KeepTime: "到点处理",
}
