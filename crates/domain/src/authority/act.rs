//! 办件行为的名称. One list gives both the names and the whole: an act that is missing here does
//! not compile.

use crate::matter::Act;

macro_rules! acts {
    ($($act:ident: $name:literal,)*) => {
        impl Act {
            /// Every act, in the order of the table.
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
    File: "提出或登记",
    Import: "导入历史来件",
    RecordFirstContact: "补记首问",
    Classify: "归类",
    Accept: "受理",
    FinishStep: "完成环节",
    AskSupplement: "告知补正",
    Reply: "答复",
    RecordAction: "记录行动",
    RecordVisit: "上门记录",
    GiveResult: "作出结果",
    RecordDelivery: "记录送达",
    Merge: "并件",
    Link: "关联",
    Publish: "公开",
    HandOver: "移交",
    WithdrawHandOver: "撤回移交",
    SignFor: "签收",
    Return: "退回",
    Rule: "裁定",
    ObjectToRuling: "对裁定提出异议",
    AskAssist: "请求协办",
    AnswerAssist: "回复协办",
    ReleaseAssist: "撤销协办",
    AskSuspension: "申请暂停",
    DecideSuspension: "审批暂停",
    Resume: "恢复计时",
    AskExtension: "申请延期",
    DecideExtension: "审批延期",
    AskFollowUp: "申请跟踪办",
    DecideFollowUp: "审批跟踪办",
    AskCorrection: "申请更正时间",
    DecideCorrection: "审批更正时间",
    CorrectModes: "更正办理方式",
    TakeUp: "领导包案",
    Supply: "补充材料",
    AskQuestion: "提问",
    Withdraw: "撤回诉求",
    Urge: "催办",
    RequestReview: "申请复核",
    Bring: "附上材料",
    Attach: "附上文件",
    Follow: "跟进",
    Rate: "评价",
    ReissueCode: "补发查询码",
    AnswerSignal: "回复预警",
    KeepTime: "到点处理",
}
