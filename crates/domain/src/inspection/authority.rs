//! 权限. One table: who may do what with an inspection; nobody of the school inspects or verifies it.

use crate::decider::Context;
use crate::inspection::relation::{
    InspectionRelation as By, InspectionRelation, is_recused, stands,
};
use crate::inspection::{Inspection, InspectionKind};
use crate::tables::acts;

/// Whose act it is.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Side {
    /// Of those who inspect: the recused take no part.
    Inspecting,
    /// Of the school, or of nobody in particular.
    Other,
}

const RUN: &str =
    "教育督导由督导室组织，督学实施；抽查由办公室、教育科、平安科、督导室和效能办组织";
const RECUSED: &str = "教育督导条例 第十条：可能影响公正的，督学应当回避";
const SCHOOL: &str = "被督导学校自评、申辩、整改，由负责人签字";
const SERVED: &str = "督导意见书和督导报告由督导室负责人签发";
const FAIR: &str = "抽查：名单和种子先公布，后抽取，人人可以复核";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";

acts! {
    /// 督导、抽查行为.
    pub enum InspectionAct in INSPECTION_TABLE of InspectionRow by InspectionRelation {
        /// 列入计划
        Plan: "列入计划", [OfficeStaff, OfficeHead, OfficeLeader, Director], RUN;
        /// 回避
        Recuse: "登记回避", [Inspector, OfficeStaff, OfficeHead], RECUSED;
        /// 书面通知
        Notify: "发督导通知", [OfficeStaff, OfficeHead], RUN;
        /// 自评
        SelfAssess: "自评", [SchoolHead], SCHOOL;
        /// 记录现场督导
        RecordVisit: "记录现场督导", [Inspector, OfficeStaff, OfficeHead], RUN;
        /// 反馈初步意见
        GivePreliminary: "反馈初步意见", [Inspector, OfficeStaff, OfficeHead], RUN;
        /// 申辩
        Defend: "申辩", [SchoolHead], SCHOOL;
        /// 送达督导意见书
        ServeOpinion: "送达督导意见书", [OfficeHead], SERVED;
        /// 报告整改
        ReportRectification: "报告整改", [SchoolHead], SCHOOL;
        /// 核查整改
        Verify: "核查整改", [Inspector, OfficeStaff, OfficeHead], RUN;
        /// 公开督导报告
        PublishReport: "公开督导报告", [OfficeHead, Director], SERVED;
        /// 公布种子
        PublishSeed: "公布抽查种子", [System, OfficeStaff, OfficeHead], FAIR;
        /// 抽取
        Draw: "抽取", [System, OfficeStaff, OfficeHead], FAIR;
        /// 记录抽查
        RecordCheck: "记录抽查", [OfficeStaff, OfficeHead], FAIR;
        /// 上报归档
        FileUpward: "上报归档", [OfficeStaff, OfficeHead], RUN;
        /// 取消
        CancelInspection: "取消", [OfficeHead, OfficeLeader, Director], RUN;
        /// 到点处理
        KeepTime: "到点处理", [System], CLOCK;
    }
}

impl InspectionAct {
    /// Whose act it is.
    fn side(self) -> Side {
        match self {
            Self::Plan
            | Self::Notify
            | Self::RecordVisit
            | Self::GivePreliminary
            | Self::ServeOpinion
            | Self::Verify
            | Self::PublishReport
            | Self::PublishSeed
            | Self::Draw
            | Self::RecordCheck
            | Self::FileUpward
            | Self::CancelInspection => Side::Inspecting,
            Self::Recuse
            | Self::SelfAssess
            | Self::Defend
            | Self::ReportRectification
            | Self::KeepTime => Side::Other,
        }
    }
}

/// 无权办理. Why somebody may not do this with an inspection.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPermitted {
    /// 不可见. The same words whether it does not exist or is not his.
    #[error("没有这次督导或抽查，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理，您不在其中。请把这件事交给他们", .act.name(), names_of(*.act))]
    NotInTable {
        /// What was wished.
        act: InspectionAct,
    },
    /// 回避.
    #[error("您与被督导学校有关系，要回避，不能“{}”。请交给其他督学", .act.name())]
    Recused {
        /// What was wished.
        act: InspectionAct,
    },
}

impl NotPermitted {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "督导在通知之前、抽查在记录之前不向被查单位公开",
            Self::NotInTable { act } => act.row().clause,
            Self::Recused { .. } => RECUSED,
        }
    }
}

fn names_of(act: InspectionAct) -> String {
    let names: Vec<&str> = act.row().allowed.iter().map(|by| by.name()).collect();
    names.join("、")
}

/// Whether the actor may do this with the inspection.
pub fn permits(
    cx: &Context<'_>,
    act: InspectionAct,
    inspection: &Inspection,
) -> Result<(), NotPermitted> {
    let row = act.row();
    if !row.allowed.iter().any(|by| stands(cx, inspection, *by)) {
        return Err(match may_see(cx, inspection) {
            true => NotPermitted::NotInTable { act },
            false => NotPermitted::Unseen,
        });
    }
    if !may_see(cx, inspection) {
        return Err(NotPermitted::Unseen);
    }
    match act.side() == Side::Inspecting && is_recused(cx, inspection) {
        true => Err(NotPermitted::Recused { act }),
        false => Ok(()),
    }
}

/// The same for what he has just written himself: it is no secret to him.
pub(crate) fn may_begin(
    cx: &Context<'_>,
    act: InspectionAct,
    inspection: &Inspection,
) -> Result<(), NotPermitted> {
    permits(cx, act, inspection).map_err(|refusal| match refusal {
        NotPermitted::Unseen => NotPermitted::NotInTable { act },
        NotPermitted::NotInTable { .. } | NotPermitted::Recused { .. } => refusal,
    })
}

/// Whether the actor may read it. The school knows nothing before it was notified or visited, a unit
/// nothing of a spot check before it has a record in it.
pub fn may_see(cx: &Context<'_>, inspection: &Inspection) -> bool {
    let inside = [By::System, By::OfficeStaff, By::OfficeHead, By::OfficeLeader, By::Director];
    let outside = [By::Inspector, By::Supervision];
    let is_told = inspection.notified_at.is_some() || inspection.visit.is_some();
    let school = [By::SchoolHead, By::SchoolStaff, By::SchoolLeader];
    let sees = |by: &By| stands(cx, inspection, *by);
    let is_of_school = school.iter().any(sees) && !stands(cx, inspection, By::Director);
    if is_of_school && !is_told {
        return false;
    }
    let kind = inspection.plan.as_ref().map(|plan| plan.facts.kind);
    let is_checked = kind == Some(InspectionKind::SpotCheck) && sees(&By::CheckedStaff);
    is_of_school || is_checked || inside.iter().chain(&outside).any(sees)
}
