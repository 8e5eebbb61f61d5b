//! 办件的愿望. The sum of what can be wished, in one table, each with its row of authority.

use crate::decider::Context;
use crate::matter::draft::{Decided, Wish};
use crate::matter::{
    Accept, Act, AnswerAssist, AnswerSignal, AskAssist, AskCorrection, AskExtension, AskFollowUp,
    AskQuestion, AskSupplement, AskSuspension, Attach, Bring, Classify, CorrectModes, CoverBegins,
    CoverEnds, DecideCorrection, DecideExtension, DecideFollowUp, DecideSuspension, File,
    FinishStep, Follow, GiveResult, HandOver, Import, LetTimePass, Link, Matter, Merge,
    MoveResponsibility, ObjectToRuling, Publish, Rate, RateAgain, RecordAction, RecordDelivery,
    RecordFailedDelivery, RecordFirstContact, RecordVisit, ReissueCode, ReleaseAssist, Reply,
    Reproject, RequestReview, Resume, Return, Rule, SignFor, Supply, TakeUp, UndoRouting, Urge,
    Withdraw, WithdrawHandOver,
};
use crate::text::Written;

/// Declares the commands of the matter: an enum with one variant for each wish, dispatched to the
/// file in which that wish is explained.
macro_rules! commands {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident($wish:ty) = $act:expr,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant($wish),)*
        }

        impl $name {
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
            pub(crate) fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$variant(wish) => wish.decide(matter, cx),)*
                }
            }
        }

        $(impl From<$wish> for $name {
            fn from(wish: $wish) -> Self {
                Self::$variant(wish)
            }
        })*
    };
}

commands! {
    /// 办件的愿望. What somebody wishes of a matter.
    pub enum MatterCommand {
        /// 提出
        File(File) = Act::File,
        /// 导入历史来件
        Import(Import) = Act::Import,
        /// 归类
        Classify(Classify) = Act::Classify,
        /// 受理
        Accept(Accept) = Act::Accept,
        /// 补记首问
        RecordFirstContact(RecordFirstContact) = Act::RecordFirstContact,
        /// 完成环节
        FinishStep(FinishStep) = Act::FinishStep,
        /// 移交
        HandOver(HandOver) = Act::HandOver,
        /// 撤回移交
        WithdrawHandOver(WithdrawHandOver) = Act::WithdrawHandOver,
        /// 撤销分办
        UndoRouting(UndoRouting) = Act::WithdrawHandOver,
        /// 签收
        SignFor(SignFor) = Act::SignFor,
        /// 退回
        Return(Return) = Act::Return,
        /// 裁定
        Rule(Rule) = Act::Rule,
        /// 对裁定提出异议
        ObjectToRuling(ObjectToRuling) = Act::ObjectToRuling,
        /// 顶岗开始
        CoverBegins(CoverBegins) = Act::KeepTime,
        /// 顶岗结束
        CoverEnds(CoverEnds) = Act::KeepTime,
        /// 责任随组织变动转移
        MoveResponsibility(MoveResponsibility) = Act::KeepTime,
        /// 请求协办
        AskAssist(AskAssist) = Act::AskAssist,
        /// 回复协办
        AnswerAssist(AnswerAssist) = Act::AnswerAssist,
        /// 撤销协办
        ReleaseAssist(ReleaseAssist) = Act::ReleaseAssist,
        /// 告知补正
        AskSupplement(AskSupplement) = Act::AskSupplement,
        /// 补充材料
        Supply(Supply) = Act::Supply,
        /// 申请暂停
        AskSuspension(AskSuspension) = Act::AskSuspension,
        /// 审批暂停
        DecideSuspension(DecideSuspension) = Act::DecideSuspension,
        /// 恢复计时
        Resume(Resume) = Act::Resume,
        /// 申请延期
        AskExtension(AskExtension) = Act::AskExtension,
        /// 审批延期
        DecideExtension(DecideExtension) = Act::DecideExtension,
        /// 申请跟踪办
        AskFollowUp(AskFollowUp) = Act::AskFollowUp,
        /// 审批跟踪办
        DecideFollowUp(DecideFollowUp) = Act::DecideFollowUp,
        /// 申请更正时间
        AskCorrection(AskCorrection) = Act::AskCorrection,
        /// 审批更正
        DecideCorrection(DecideCorrection) = Act::DecideCorrection,
        /// 更正办理方式
        CorrectModes(CorrectModes) = Act::CorrectModes,
        /// 领导包案
        TakeUp(TakeUp) = Act::TakeUp,
        /// 上门记录
        RecordVisit(RecordVisit) = Act::RecordVisit,
        /// 公开
        Publish(Publish) = Act::Publish,
        /// 记录行动
        RecordAction(RecordAction) = Act::RecordAction,
        /// 答复
        Reply(Reply) = Act::Reply,
        /// 群众提问
        AskQuestion(AskQuestion) = Act::AskQuestion,
        /// 作出结果
        GiveResult(GiveResult) = Act::GiveResult,
        /// 记录送达
        RecordDelivery(RecordDelivery) = Act::RecordDelivery,
        /// 记录未送达
        RecordFailedDelivery(RecordFailedDelivery) = Act::RecordDelivery,
        /// 撤回诉求
        Withdraw(Withdraw) = Act::Withdraw,
        /// 并件
        Merge(Merge) = Act::Merge,
        /// 催办
        Urge(Urge) = Act::Urge,
        /// 申请复核
        RequestReview(RequestReview) = Act::RequestReview,
        /// 附上材料
        Bring(Bring) = Act::Bring,
        /// 附上文件
        Attach(Attach) = Act::Attach,
        /// 跟进
        Follow(Follow) = Act::Follow,
        /// 评价
        Rate(Rate) = Act::Rate,
        /// 追评
        RateAgain(RateAgain) = Act::Rate,
        /// 补发查询码
        ReissueCode(ReissueCode) = Act::ReissueCode,
        /// 关联
        Link(Link) = Act::Link,
        /// 回复预警
        AnswerSignal(AnswerSignal) = Act::AnswerSignal,
        /// 时间流逝
        LetTimePass(LetTimePass) = Act::KeepTime,
        /// 重算到期
        Reproject(Reproject) = Act::KeepTime,
    }
}
