//! 投诉的愿望. The sum of what can be wished, in one table, each with its row of authority.

use crate::complaint::draft::{Decided, Wish};
use crate::complaint::{
    Accept, Act, AnswerFollowUp, Appoint, Archive, AskExtension, AskRecusal, AskUnsealing,
    CheckRecusal, CheckSuspicion, Close, Complaint, Deal, DecideExtension, DecideUnsealing,
    DemandExplanation, EndOutside, Explain, File, Find, IdentifyRespondent, KeepTime, Merge,
    OrderRedo, ReadIdentity, RecordCall, RecordInvestigation, Reject, Reply, Reproject, Reroute,
    StepAside, Supply, SuspectRetaliation, TransferClue,
};
use crate::decider::Context;
use crate::text::Written;

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident($wish:ty) = $act:expr,)*) => {
        /// 对一件投诉的愿望.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum ComplaintCommand {
            $($(#[$doc])* $variant(Box<$wish>),)*
        }

        impl ComplaintCommand {
            /// What it is for the table of authority.
            pub fn act(&self) -> Act {
                match self {
                    $(Self::$variant(_) => $act,)*
                }
            }

            /// The texts in it, to be put into the vault with the events.
            pub fn texts(&self) -> Vec<&Written> {
                match self {
                    $(Self::$variant(wish) => wish.texts(),)*
                }
            }

            /// The file in which the wish is explained says yes or no.
            pub(super) fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$variant(wish) => wish.decide(complaint, cx),)*
                }
            }
        }

        $(impl From<$wish> for ComplaintCommand {
            fn from(wish: $wish) -> Self {
                Self::$variant(Box::new(wish))
            }
        })*
    };
}

commands! {
    /// 提出投诉
    File(File) = Act::File,
    /// 补充
    Supply(Supply) = Act::Supply,
    /// 受理
    Accept(Accept) = Act::Accept,
    /// 不予受理
    Reject(Reject) = Act::Reject,
    /// 并案
    Merge(Merge) = Act::Merge,
    /// 改变办理方式
    Reroute(Reroute) = Act::Route,
    /// 指定调查人
    Appoint(Appoint) = Act::Appoint,
    /// 记录调查
    RecordInvestigation(RecordInvestigation) = Act::Record,
    /// 要求书面说明
    DemandExplanation(DemandExplanation) = Act::DemandExplanation,
    /// 书面说明
    Explain(Explain) = Act::Explain,
    /// 查明被投诉人
    IdentifyRespondent(IdentifyRespondent) = Act::Identify,
    /// 回避
    StepAside(StepAside) = Act::StepAside,
    /// 申请回避
    AskRecusal(AskRecusal) = Act::AskRecusal,
    /// 核对回避
    CheckRecusal(CheckRecusal) = Act::KeepTime,
    /// 认定
    Find(Find) = Act::Find,
    /// 处理
    Deal(Deal) = Act::Deal,
    /// 结案
    Close(Close) = Act::Close,
    /// 答复投诉人
    Reply(Reply) = Act::Reply,
    /// 回答回访
    AnswerFollowUp(AnswerFollowUp) = Act::AnswerFollowUp,
    /// 电话回访
    RecordCall(RecordCall) = Act::RecordCall,
    /// 重新调查
    OrderRedo(OrderRedo) = Act::OrderRedo,
    /// 归档
    Archive(Archive) = Act::Archive,
    /// 申请延期
    AskExtension(AskExtension) = Act::AskExtension,
    /// 审批延期
    DecideExtension(DecideExtension) = Act::DecideExtension,
    /// 申请启封
    AskUnsealing(AskUnsealing) = Act::AskUnsealing,
    /// 审批启封
    DecideUnsealing(DecideUnsealing) = Act::DecideUnsealing,
    /// 查看身份
    ReadIdentity(ReadIdentity) = Act::ReadIdentity,
    /// 移送线索
    TransferClue(TransferClue) = Act::TransferClue,
    /// 记录外部办理结果
    EndOutside(EndOutside) = Act::EndOutside,
    /// 提示疑似报复
    SuspectRetaliation(SuspectRetaliation) = Act::SuspectRetaliation,
    /// 核查疑似报复
    CheckSuspicion(CheckSuspicion) = Act::CheckSuspicion,
    /// 到点处理
    KeepTime(KeepTime) = Act::KeepTime,
    /// 重算到期
    Reproject(Reproject) = Act::KeepTime,
}
