//! 权限. One table: who may do what with a task. Besides it stands one exclusion: nobody of the lead
//! or an assisting unit reviews, checks or decides what they did or asked.

use crate::decider::Context;
use crate::tables::acts;
use crate::task::Task;
use crate::task::relation::{TaskRelation as By, TaskRelation, is_party, stands};

const PUSHED: &str = "督办：由办公室、教育科、平安科、督导室立项、催办和审核";
const INSTRUCTED: &str = "批示：由局长或分管领导作出，承办情况由立项科室督办";
const LED: &str = "督办：每项只有一个主办单位，由主办单位签收、报告进展";
const SIGNED: &str = "督办：一事一文，由主办单位负责人签字反馈并附佐证";
const ASSISTED: &str = "联合办理：协办单位各有各的时限，逾期各记各的";
const REVIEWED: &str = "督办：反馈由立项科室审核，主办、协办单位不得自己办结";
const EXTENDED: &str = "延期：到期前申请，立项科室初核，领导审批，申请人不参与";
const CANCELLED: &str = "撤销：由立项人的上级领导写明原因撤销";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";

acts! {
    /// 督办行为.
    pub enum TaskAct in TASK_TABLE of TaskRow by TaskRelation {
        /// 拟立项
        Propose: "拟立项", [SectionStaff, SectionHead, SectionLeader, Director], PUSHED;
        /// 立项
        Open: "立项交办", [SectionHead, SectionLeader, Director], PUSHED;
        /// 批示
        Instruct: "作出批示", [SectionLeader, LeadLeader, Director], INSTRUCTED;
        /// 签收
        Sign: "签收", [LeadHead, LeadPerson, LeadStaff, AssistHead, AssistStaff], LED;
        /// 报告进展
        ReportProgress: "报告进展", [LeadHead, LeadPerson, LeadStaff], LED;
        /// 协办反馈
        AnswerAssist: "协办反馈", [AssistHead], ASSISTED;
        /// 催办
        Urge: "催办", [SectionStaff, SectionHead, SectionLeader, Director], PUSHED;
        /// 答复督办单
        AnswerUrging: "答复督办单", [LeadHead, LeadPerson], LED;
        /// 反馈
        Report: "反馈", [LeadHead], SIGNED;
        /// 审核
        Review: "审核反馈", [SectionStaff, SectionHead], REVIEWED;
        /// 认定虚假反馈
        FindFalse: "认定虚假反馈", [SectionHead, SectionLeader, Director], REVIEWED;
        /// 申请延期
        AskExtension: "申请延期", [LeadHead, LeadPerson], EXTENDED;
        /// 初核延期
        CheckExtension: "初核延期", [Checker], EXTENDED;
        /// 审批延期
        DecideExtension: "审批延期", [Approver], EXTENDED;
        /// 撤销
        Cancel: "撤销", [OpenersLeader], CANCELLED;
        /// 归档
        Archive: "归档", [SectionStaff, SectionHead], PUSHED;
        /// 到点处理
        KeepTime: "到点处理", [System], CLOCK;
    }
}

/// 可见. Who may read a task with every step of it.
const READERS: &[TaskRelation] = &[
    By::System,
    By::SectionStaff,
    By::SectionHead,
    By::SectionLeader,
    By::Director,
    By::LeadLeader,
    By::LeadHead,
    By::LeadPerson,
    By::LeadStaff,
    By::AssistHead,
    By::AssistStaff,
    By::Checker,
    By::Approver,
    By::Supervision,
];

/// 只在交办之后可见. They know nothing of what is only proposed.
const PARTIES: &[TaskRelation] =
    &[By::LeadHead, By::LeadPerson, By::LeadStaff, By::AssistHead, By::AssistStaff];

/// 无权办理. Why somebody may not do this with a task.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPermitted {
    /// 不可见. The same words whether the task does not exist or is not his.
    #[error("没有这项督办，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理，您不在其中。请把这件事交给他们", .act.name(), names_of(*.act))]
    NotInTable {
        /// What was wished.
        act: TaskAct,
    },
    /// 一人不得同时处在一件事的两边.
    #[error(
        "您是这项督办的主办、协办一方，“{}”要由另一边的人办。请交给立项科室的其他同志",
        .act.name()
    )]
    BothSides {
        /// What was wished.
        act: TaskAct,
    },
}

impl NotPermitted {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "督办只向立项、主办、协办单位和领导、监督科室开放",
            Self::NotInTable { act } => act.row().clause,
            Self::BothSides { .. } => REVIEWED,
        }
    }
}

fn names_of(act: TaskAct) -> String {
    let names: Vec<&str> = act.row().allowed.iter().map(|by| by.name()).collect();
    names.join("、")
}

/// Whether the actor may do this with the task.
pub fn permits(cx: &Context<'_>, act: TaskAct, task: &Task) -> Result<(), NotPermitted> {
    let row = act.row();
    if !row.allowed.iter().any(|by| stands(cx, task, *by)) {
        return Err(match may_see(cx, task) {
            true => NotPermitted::NotInTable { act },
            false => NotPermitted::Unseen,
        });
    }
    match is_of_the_other_side(act) && is_party(cx, task) {
        true => Err(NotPermitted::BothSides { act }),
        false => Ok(()),
    }
}

/// The same for what he has just written himself: it is no secret to him.
pub(crate) fn may_begin(cx: &Context<'_>, act: TaskAct, task: &Task) -> Result<(), NotPermitted> {
    permits(cx, act, task).map_err(|refusal| match refusal {
        NotPermitted::Unseen => NotPermitted::NotInTable { act },
        NotPermitted::NotInTable { .. } | NotPermitted::BothSides { .. } => refusal,
    })
}

/// Acts of those who push, in which nobody of the parties takes part.
fn is_of_the_other_side(act: TaskAct) -> bool {
    match act {
        TaskAct::Review
        | TaskAct::FindFalse
        | TaskAct::CheckExtension
        | TaskAct::DecideExtension
        | TaskAct::Urge
        | TaskAct::Cancel => true,
        TaskAct::Propose
        | TaskAct::Open
        | TaskAct::Instruct
        | TaskAct::Sign
        | TaskAct::ReportProgress
        | TaskAct::AnswerAssist
        | TaskAct::AnswerUrging
        | TaskAct::Report
        | TaskAct::AskExtension
        | TaskAct::Archive
        | TaskAct::KeepTime => false,
    }
}

/// Whether the actor may read the task; one that does not exist is seen by nobody.
pub fn may_see(cx: &Context<'_>, task: &Task) -> bool {
    let is_given_out = task.opening.is_some();
    let reads = |by: &&TaskRelation| is_given_out || !PARTIES.contains(by);
    READERS.iter().filter(reads).any(|by| stands(cx, task, *by))
}
