//! 行为. What can be done with a matter, for the table of authority.

/// 办件行为. One row of [`crate::authority`] for each.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    /// 提出或登记: a citizen for himself; any staff for the unit that was asked.
    File,
    /// 导入历史: staff trusted with imports, or the system.
    Import,
    /// 归类
    Classify,
    /// 受理
    Accept,
    /// 补记首问
    RecordFirstContact,
    /// 完成环节
    FinishStep,
    /// 移交
    HandOver,
    /// 撤回移交 or undo it: who offered it.
    WithdrawHandOver,
    /// 签收: the person named, else the desk or head of the unit.
    SignFor,
    /// 退回: who received it.
    Return,
    /// 裁定: 效能办, or 督导室 where it is a party; the director once it is passed up.
    Rule,
    /// 对裁定提出异议: the head of the ruled unit.
    ObjectToRuling,
    /// 请求协办
    AskAssist,
    /// 回复协办: people of the assisting unit.
    AnswerAssist,
    /// 撤销协办
    ReleaseAssist,
    /// 告知补正
    AskSupplement,
    /// 补充材料: the citizen, or staff at a counter for him.
    Supply,
    /// 申请暂停
    AskSuspension,
    /// 审批暂停: the approver on record or his cover.
    DecideSuspension,
    /// 恢复计时
    Resume,
    /// 申请延期
    AskExtension,
    /// 审批延期: the approver on record or his cover.
    DecideExtension,
    /// 申请跟踪办
    AskFollowUp,
    /// 审批跟踪办: the approver on record or his cover.
    DecideFollowUp,
    /// 申请更正时间
    AskCorrection,
    /// 审批更正: the approver on record or his cover.
    DecideCorrection,
    /// 更正办理方式: the head of the unit.
    CorrectModes,
    /// 领导包案: a leader for himself or for one below him.
    TakeUp,
    /// 上门记录
    RecordVisit,
    /// 公开
    Publish,
    /// 记录行动
    RecordAction,
    /// 答复
    Reply,
    /// 群众提问: the citizen, or staff who took it down.
    AskQuestion,
    /// 作出结果
    GiveResult,
    /// 记录送达: who is responsible, or the system when a notice went out.
    RecordDelivery,
    /// 撤回诉求: the citizen, or staff on paper.
    Withdraw,
    /// 并件
    Merge,
    /// 催办: the citizen.
    Urge,
    /// 申请复核: the citizen.
    RequestReview,
    /// 附上材料: the citizen, one who follows, or staff at a counter for them.
    Bring,
    /// 附上文件: who is responsible.
    Attach,
    /// 跟进: a citizen who did not bring it.
    Follow,
    /// 评价, 追评: whoever has a code of his own to the matter; never staff.
    Rate,
    /// 补发查询码: whoever has one, by his phone; else two of other units at a window.
    ReissueCode,
    /// 关联
    Link,
    /// 回复预警: its recipient or his cover.
    AnswerSignal,
    /// 时间流逝, 重算, 责任随组织变动转移: the system alone.
    KeepTime,
}

impl Act {
    /// Whether it is the business of whoever answers for the matter, so that his cover acts for him.
    pub(crate) fn is_by_holder(self) -> bool {
        match self {
            Self::Classify
            | Self::Accept
            | Self::RecordFirstContact
            | Self::FinishStep
            | Self::HandOver
            | Self::WithdrawHandOver
            | Self::Return
            | Self::AskAssist
            | Self::ReleaseAssist
            | Self::AskSupplement
            | Self::AskSuspension
            | Self::Resume
            | Self::AskExtension
            | Self::AskFollowUp
            | Self::AskCorrection
            | Self::RecordVisit
            | Self::Publish
            | Self::RecordAction
            | Self::Reply
            | Self::GiveResult
            | Self::RecordDelivery
            | Self::Merge
            | Self::Attach
            | Self::Link => true,
            Self::File
            | Self::Import
            | Self::SignFor
            | Self::Rule
            | Self::ObjectToRuling
            | Self::AnswerAssist
            | Self::Supply
            | Self::DecideSuspension
            | Self::DecideExtension
            | Self::DecideFollowUp
            | Self::DecideCorrection
            | Self::CorrectModes
            | Self::TakeUp
            | Self::AskQuestion
            | Self::Withdraw
            | Self::Urge
            | Self::RequestReview
            | Self::Bring
            | Self::Follow
            | Self::Rate
            | Self::ReissueCode
            | Self::AnswerSignal
            | Self::KeepTime => false,
        }
    }
}
