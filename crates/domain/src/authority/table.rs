//! 权限表. Who may do what with a matter. One row for each act; what is not in a row is refused.

use crate::authority::Relation;
use crate::authority::Relation::{
    Approver, Assistant, Citizen, Clerk, Colleague, Cover, Director, FirstContactOfficer, Follower,
    Head, LeaderInCharge, OtherClerk, OtherStaff, Petitioner, Principal, Receiver, Responsible,
    Ruler, SignalRecipient, System,
};
use crate::matter::Act;

/// 权限表的一行.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The act.
    pub act: Act,
    /// Who may do it.
    pub allowed: &'static [Relation],
    /// Why it is so.
    pub clause: &'static str,
}

const FIRST_ASKED: &str = "首问负责制：谁先被问到谁登记，交接清楚之前由他负责";
const ONE_ANSWERS: &str = "首问负责制：由当前责任人办理，离岗时由双方签认的 B 岗办理";
const SIGNED: &str = "首问负责制：移交要签收，签收一天内可以退回";
const RULED: &str = "职责不清由效能办裁定，涉及办公室或效能办的由督导室裁定，逾期转局长";
const APPROVED: &str = "延期、暂停、跟踪办由在案的上一级审批，申请人不审批自己的申请";
const CORRECTED: &str = "记录只增不改：时间有误由经手人凭依据申请更正，监察机构审批，原记录保留";
const JOINT: &str = "联合办理：主办单位请，协办单位答，各有各的时限";
const HEAD: &str = "单位负责人对本单位的办理方式负责";
const LEADER: &str = "疑难积案由领导包案";
const CITIZEN: &str = "诉求人凭查询码或到窗口办理";
const FOLLOWED: &str = "群众也遇到同样的事可以跟进，跟进的人各有自己的查询码";
const RATED: &str = "好差评：只有群众凭自己的查询码评价，工作人员不得代评，不评价不等于满意";
const REISSUED: &str = "查询码由本人凭留下的手机取回，或由与此事无关的两名其他单位窗口人员当面补发";
const WATCHED: &str = "电子监察：预警由接收人书面回复";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";
const OPEN: &str = "公开办：政策和资源分配事项公开后才能办结";
const IMPORTED: &str = "历史来件由系统或局长导入，只进台账";

const fn row(act: Act, allowed: &'static [Relation], clause: &'static str) -> Row {
    Row { act, allowed, clause }
}

/// 权限表.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    row(Act::File,               &[Citizen, OtherStaff], FIRST_ASKED),
    row(Act::Import,             &[System, Director], IMPORTED),
    row(Act::RecordFirstContact, &[FirstContactOfficer, Responsible, Cover], FIRST_ASKED),

    row(Act::Classify,           &[Responsible, Cover, Head, Principal], ONE_ANSWERS),
    row(Act::Accept,             &[Responsible, Cover], ONE_ANSWERS),
    row(Act::FinishStep,         &[Responsible, Cover], ONE_ANSWERS),
    row(Act::AskSupplement,      &[Responsible, Cover], ONE_ANSWERS),
    row(Act::Reply,              &[Responsible, Cover, FirstContactOfficer], ONE_ANSWERS),
    row(Act::RecordAction,       &[Responsible, Cover], ONE_ANSWERS),
    row(Act::RecordVisit,        &[Responsible, Cover], ONE_ANSWERS),
    row(Act::GiveResult,         &[Responsible, Cover], ONE_ANSWERS),
    row(Act::RecordDelivery,     &[Responsible, Cover, Clerk, System], ONE_ANSWERS),
    row(Act::Merge,              &[Responsible, Cover], ONE_ANSWERS),
    row(Act::Link,               &[Responsible, Cover, Clerk, Head, Principal], ONE_ANSWERS),
    row(Act::Publish,            &[Responsible, Cover, Head, Principal], OPEN),

    row(Act::HandOver,           &[Responsible, Cover, Head, Principal], SIGNED),
    row(Act::WithdrawHandOver,   &[Responsible, Cover, Head, Principal], SIGNED),
    row(Act::SignFor,            &[Receiver], SIGNED),
    row(Act::Return,             &[Receiver, Responsible, Cover], SIGNED),
    row(Act::Rule,               &[Ruler], RULED),
    row(Act::ObjectToRuling,     &[Head, Principal], RULED),

    row(Act::AskAssist,          &[Responsible, Cover], JOINT),
    row(Act::AnswerAssist,       &[Assistant], JOINT),
    row(Act::ReleaseAssist,      &[Responsible, Cover], JOINT),

    row(Act::AskSuspension,      &[Responsible, Cover], APPROVED),
    row(Act::DecideSuspension,   &[Approver], APPROVED),
    row(Act::Resume,             &[Responsible, Cover], APPROVED),
    row(Act::AskExtension,       &[Responsible, Cover], APPROVED),
    row(Act::DecideExtension,    &[Approver], APPROVED),
    row(Act::AskFollowUp,        &[Responsible, Cover], APPROVED),
    row(Act::DecideFollowUp,     &[Approver], APPROVED),

    row(Act::AskCorrection,      &[Responsible, Cover], CORRECTED),
    row(Act::DecideCorrection,   &[Approver], CORRECTED),

    row(Act::CorrectModes,       &[Head, Principal], HEAD),
    row(Act::TakeUp,             &[Principal, LeaderInCharge, Director], LEADER),

    row(Act::Supply,             &[Petitioner, Responsible, Cover, Clerk, OtherClerk], CITIZEN),
    row(Act::AskQuestion,        &[Petitioner, Responsible, Cover, FirstContactOfficer, Clerk,
                                   OtherClerk], CITIZEN),
    row(Act::Withdraw,           &[Petitioner, Responsible, Cover, Clerk, OtherClerk], CITIZEN),
    row(Act::Urge,               &[Petitioner], CITIZEN),
    row(Act::RequestReview,      &[Petitioner], CITIZEN),

    row(Act::Bring,              &[Petitioner, Follower, Responsible, Cover, FirstContactOfficer,
                                   Clerk, OtherClerk], CITIZEN),
    row(Act::Attach,             &[Responsible, Cover], ONE_ANSWERS),
    row(Act::Follow,             &[Citizen, Petitioner, Follower], FOLLOWED),
    row(Act::Rate,               &[Petitioner, Follower], RATED),
    row(Act::ReissueCode,        &[Petitioner, Follower, OtherClerk], REISSUED),

    row(Act::AnswerSignal,       &[SignalRecipient], WATCHED),
    row(Act::KeepTime,           &[System], CLOCK),
];

/// 可见. Who may read a matter, with every step of it; supervisors read all and change none.
pub const READERS: &[Relation] = &[
    System,
    Petitioner,
    Responsible,
    Cover,
    FirstContactOfficer,
    Clerk,
    Receiver,
    Assistant,
    Head,
    Principal,
    LeaderInCharge,
    Director,
    Approver,
    Ruler,
    SignalRecipient,
    Relation::EfficacyOffice,
    Relation::InspectionOffice,
    Colleague,
];

/// The row of an act. Every act has one; a test holds it.
pub fn row_of(act: Act) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.act == act)
}
