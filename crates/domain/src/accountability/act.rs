//! 追责行为与权限表. Who may do what in a case, one row for each act.

use crate::accountability::act::CaseStanding::{
    Chair, Director, Discipline, Hr, InspectionOffice, Investigator, Office, Panelist, Reviewer,
    Subject, System, UnitHead,
};
use crate::rules::codes;

codes! {
    /// 追责行为.
    pub enum CaseAct {
        /// 登记线索
        OpenClue = "open_clue", "登记线索";
        /// 受理
        AcceptClue = "accept_clue", "受理";
        /// 不予受理
        DeclineClue = "decline_clue", "不予受理";
        /// 指定调查人员
        NameInvestigators = "name_investigators", "指定调查人员";
        /// 调查人员回避
        ExcuseInvestigator = "excuse_investigator", "调查人员回避";
        /// 记录事实
        RecordFact = "record_fact", "记录事实";
        /// 申请延长
        AskExtension = "ask_extension", "申请延长调查期限";
        /// 审批延长
        DecideExtension = "decide_extension", "审批延长调查期限";
        /// 认定过错
        FindFaults = "find_faults", "认定过错";
        /// 认定没有过错
        FindNothing = "find_nothing", "认定没有过错";
        /// 告知拟处理
        NotifyIntent = "notify_intent", "告知拟处理意见";
        /// 陈述申辩
        MakeStatement = "make_statement", "陈述申辩";
        /// 放弃陈述申辩
        WaiveStatement = "waive_statement", "放弃陈述申辩";
        /// 复核陈述申辩
        ExamineStatement = "examine_statement", "核实陈述申辩";
        /// 组织集体研究
        ConvenePanel = "convene_panel", "组织集体研究";
        /// 表决
        CastVote = "cast_vote", "表决";
        /// 作出决定
        Decide = "decide", "签发决定";
        /// 不予追究
        DecideNone = "decide_none", "决定不予追究";
        /// 送达
        Serve = "serve", "送达决定";
        /// 记录别处的决定
        RecordOutside = "record_outside", "记录有权机关的决定";
        /// 移送
        Transfer = "transfer", "移送";
        /// 申请复核
        AskReview = "ask_review", "申请复核";
        /// 指定复核人员
        NameReviewers = "name_reviewers", "指定复核人员";
        /// 复核
        DecideReview = "decide_review", "作出复核决定";
        /// 申诉
        AskAppeal = "ask_appeal", "提出申诉";
        /// 延长申诉
        ExtendAppeal = "extend_appeal", "记录申诉期限延长";
        /// 记录申诉决定
        RecordAppeal = "record_appeal", "记录申诉决定";
        /// 确认执行
        ConfirmExecution = "confirm_execution", "确认执行";
        /// 记录再犯
        RecordRelapse = "record_relapse", "记录告诫期内又犯";
        /// 公布
        Publish = "publish", "公布决定";
        /// 撤销
        Revoke = "revoke", "撤销决定";
        /// 恢复
        RestoreRights = "restore_rights", "恢复权益";
        /// 消除影响
        RestoreReputation = "restore_reputation", "消除影响、恢复名誉";
        /// 归档
        Archive = "archive", "归档";
        /// 到点处理
        KeepTime = "keep_time", "到点处理";
    }
}

codes! {
    /// 与案件的关系.
    pub enum CaseStanding {
        /// 系统
        System = "system", "系统";
        /// 被追究人, or the head of the unit
        Subject = "subject", "被追究人";
        /// 承办机构 (效能办, else 督导室)
        Office = "office", "承办机构";
        /// 督导室, before there is a case
        InspectionOffice = "inspection_office", "督导室";
        /// 调查人员
        Investigator = "investigator", "调查人员";
        /// 集体研究人员
        Panelist = "panelist", "集体研究人员";
        /// 主持人
        Chair = "chair", "集体研究主持人";
        /// 复核人员
        Reviewer = "reviewer", "复核人员";
        /// 局长, or his cover
        Director = "director", "局长";
        /// 单位负责人, of measures that the unit decides
        UnitHead = "unit_head", "单位负责人";
        /// 人事
        Hr = "hr", "人事";
        /// 纪检联络员
        Discipline = "discipline", "纪检联络员";
    }
}

/// 权限表的一行.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct CaseRow {
    /// The act.
    pub act: CaseAct,
    /// Who may do it.
    pub allowed: &'static [CaseStanding],
    /// Why it is so.
    pub clause: &'static str,
}

const OFFICE: &str = "责任追究由效能办承办，涉及效能办或办公室的由督导室承办";
const TWO: &str = "调查由两人以上进行，与案件有关的人回避";
const HEARD: &str = "作出决定前告知事实和依据，听取陈述和申辩";
const APART: &str = "由被追究人上下级以外的人集体研究";
const SIGNED: &str = "处理决定由有权的人签发，调查和研究的人不签发";
const ORGANS: &str = "处分由有权机关作出，本系统只记录";
const REDRESS: &str = "被追究人可以申请复核、提出申诉，不停止执行，不加重处理";
const OTHERS: &str = "复核由没有参与原决定的人办理";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";
const LEADER: &str = "期限延长、撤销由局长批准";

const fn row(act: CaseAct, allowed: &'static [CaseStanding], clause: &'static str) -> CaseRow {
    CaseRow { act, allowed, clause }
}

/// 权限表.
#[rustfmt::skip]
pub const CASE_TABLE: &[CaseRow] = &[
    row(CaseAct::OpenClue,           &[System, Office, InspectionOffice, Discipline], OFFICE),
    row(CaseAct::AcceptClue,         &[Office], OFFICE),
    row(CaseAct::DeclineClue,        &[Office], OFFICE),

    row(CaseAct::NameInvestigators,  &[Office], TWO),
    row(CaseAct::ExcuseInvestigator, &[Office, Investigator], TWO),
    row(CaseAct::RecordFact,         &[Investigator], TWO),
    row(CaseAct::AskExtension,       &[Investigator], LEADER),
    row(CaseAct::DecideExtension,    &[Director], LEADER),
    row(CaseAct::FindFaults,         &[Investigator], TWO),
    row(CaseAct::FindNothing,        &[Investigator], TWO),

    row(CaseAct::NotifyIntent,       &[Office], HEARD),
    row(CaseAct::MakeStatement,      &[Subject], HEARD),
    row(CaseAct::WaiveStatement,     &[Subject], HEARD),
    row(CaseAct::ExamineStatement,   &[Investigator], HEARD),
    row(CaseAct::ConvenePanel,       &[Office], APART),
    row(CaseAct::CastVote,           &[Panelist, Chair], APART),

    row(CaseAct::Decide,             &[Director, UnitHead], SIGNED),
    row(CaseAct::DecideNone,         &[Director], SIGNED),
    row(CaseAct::Serve,              &[Office], HEARD),
    row(CaseAct::RecordOutside,      &[Office, Hr], ORGANS),
    row(CaseAct::Transfer,           &[Office, Director, Discipline], ORGANS),

    row(CaseAct::AskReview,          &[Subject], REDRESS),
    row(CaseAct::NameReviewers,      &[Office], OTHERS),
    row(CaseAct::DecideReview,       &[Reviewer], OTHERS),
    row(CaseAct::AskAppeal,          &[Subject], REDRESS),
    row(CaseAct::ExtendAppeal,       &[Office], REDRESS),
    row(CaseAct::RecordAppeal,       &[Office, Hr], REDRESS),

    row(CaseAct::ConfirmExecution,   &[Office, Hr], OFFICE),
    row(CaseAct::RecordRelapse,      &[Office], OFFICE),
    row(CaseAct::Publish,            &[Office], OFFICE),
    row(CaseAct::Revoke,             &[Director], LEADER),
    row(CaseAct::RestoreRights,      &[Office, Hr], REDRESS),
    row(CaseAct::RestoreReputation,  &[Office], REDRESS),
    row(CaseAct::Archive,            &[Office], OFFICE),
    row(CaseAct::KeepTime,           &[System], CLOCK),
];

/// The row of an act.
pub fn case_row_of(act: CaseAct) -> Option<&'static CaseRow> {
    CASE_TABLE.iter().find(|row| row.act == act)
}
