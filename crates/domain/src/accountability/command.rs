//! 追责案的愿望与决定. The sum of what can be wished, each with its row of authority; the one way into
//! a case.

use crate::accountability::wish::{Decided, Wish};
use crate::accountability::{
    AcceptClue, ArchiveCase, AskAppeal, AskCaseExtension, AskCaseReview, Case, CaseAct, CaseEvent,
    CaseRefusal, CastVote, ConfirmExecution, ConvenePanel, DecideCase, DecideCaseExtension,
    DecideNone, DecideReview, DeclineClue, ExamineStatement, ExcuseInvestigator, ExtendAppeal,
    FindFaults, FindNothing, KeepCaseTime, MakeCaseStatement, NameInvestigators, NameReviewers,
    NotifyIntent, OpenClue, PublishCase, RecordAppeal, RecordFact, RecordOutside, RecordRelapse,
    ReprojectCase, RestoreReputation, RestoreRights, RevokeDecision, ServeCase, TransferCase,
    WaiveStatement, permits_case,
};
use crate::decider::{Context, Decider, Fact};
use crate::text::{Written, too_long};

/// Declares the commands of the case, dispatched to the file in which each is explained.
macro_rules! case_commands {
    ($($(#[$doc:meta])* $wish:ident = $act:ident,)*) => {
        /// 追责案的愿望. What somebody wishes of a case.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum CaseCommand {
            $($(#[$doc])* $wish($wish),)*
        }

        impl CaseCommand {
            /// What it is for the table of authority.
            pub fn act(&self) -> CaseAct {
                match self {
                    $(Self::$wish(_) => CaseAct::$act,)*
                }
            }

            /// The texts in it, to be put into the vault with the events.
            pub fn texts(&self) -> Vec<&Written> {
                match self {
                    $(Self::$wish(wish) => wish.texts(),)*
                }
            }

            fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$wish(wish) => wish.decide(case, cx),)*
                }
            }
        }

        $(impl From<$wish> for CaseCommand {
            fn from(wish: $wish) -> Self {
                Self::$wish(wish)
            }
        })*
    };
}

case_commands! {
    /// 登记线索
    OpenClue = OpenClue,
    /// 受理
    AcceptClue = AcceptClue,
    /// 不予受理
    DeclineClue = DeclineClue,
    /// 指定调查人员
    NameInvestigators = NameInvestigators,
    /// 调查人员回避
    ExcuseInvestigator = ExcuseInvestigator,
    /// 记录事实
    RecordFact = RecordFact,
    /// 申请延长
    AskCaseExtension = AskExtension,
    /// 审批延长
    DecideCaseExtension = DecideExtension,
    /// 认定过错
    FindFaults = FindFaults,
    /// 认定没有过错
    FindNothing = FindNothing,
    /// 告知拟处理意见
    NotifyIntent = NotifyIntent,
    /// 陈述申辩
    MakeCaseStatement = MakeStatement,
    /// 放弃陈述申辩
    WaiveStatement = WaiveStatement,
    /// 核实陈述申辩
    ExamineStatement = ExamineStatement,
    /// 组织集体研究
    ConvenePanel = ConvenePanel,
    /// 表决
    CastVote = CastVote,
    /// 作出决定
    DecideCase = Decide,
    /// 决定不予追究
    DecideNone = DecideNone,
    /// 送达
    ServeCase = Serve,
    /// 记录有权机关的决定
    RecordOutside = RecordOutside,
    /// 移送
    TransferCase = Transfer,
    /// 申请复核
    AskCaseReview = AskReview,
    /// 指定复核人员
    NameReviewers = NameReviewers,
    /// 作出复核决定
    DecideReview = DecideReview,
    /// 提出申诉
    AskAppeal = AskAppeal,
    /// 记录申诉期限延长
    ExtendAppeal = ExtendAppeal,
    /// 记录申诉决定
    RecordAppeal = RecordAppeal,
    /// 确认执行
    ConfirmExecution = ConfirmExecution,
    /// 记录又犯
    RecordRelapse = RecordRelapse,
    /// 公布
    PublishCase = Publish,
    /// 撤销
    RevokeDecision = Revoke,
    /// 恢复权益
    RestoreRights = RestoreRights,
    /// 恢复名誉
    RestoreReputation = RestoreReputation,
    /// 归档
    ArchiveCase = Archive,
    /// 到点处理
    KeepCaseTime = KeepTime,
    /// 重算到期
    ReprojectCase = KeepTime,
}

/// 责任追究.
pub struct CaseDecider;

impl Decider for CaseDecider {
    type State = Case;
    type Command = CaseCommand;
    type Event = CaseEvent;
    type Refusal = CaseRefusal;

    fn decide(
        state: &Case,
        command: CaseCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let act = command.act();
        permits_case(cx, act, state)?;
        if act == CaseAct::OpenClue && state.clue.is_some() {
            return Err(CaseRefusal::AlreadyOpened);
        }
        if act == CaseAct::KeepTime && state.clue.is_none() {
            return Ok(Vec::new());
        }
        if let Some(characters) = too_long(&command.texts()) {
            return Err(CaseRefusal::TextTooLong { characters });
        }
        command.decide(state, cx)
    }

    fn evolve(mut state: Case, fact: &Fact<CaseEvent>) -> Case {
        fact.event.remember(&mut state, fact.occurred_at);
        state
    }
}
