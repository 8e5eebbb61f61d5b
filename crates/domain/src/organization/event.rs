//! What may be wished of the organization, and what has happened to it.

use crate::decider::{Context, Decider, Fact};
use crate::event::events;
use crate::organization::absence::{covers_begun, fallen_due};
use crate::organization::law::check_laws;
use crate::organization::{Organization, OrganizationRefusal};
use crate::organization::{
    absence, cover, description, establishing, post, reply_template, staff, unit,
};

/// Declares the wishes: an enum with one variant for each, dispatched to the file in which it is
/// explained.
macro_rules! wishes {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident($wish:ty),)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant($wish),)*
        }

        impl $name {
            pub(super) fn decide(
                self,
                state: &Organization,
                cx: &Context<'_>,
            ) -> Result<Vec<OrganizationEvent>, OrganizationRefusal> {
                match self {
                    $(Self::$variant(wish) => wish.decide(state, cx),)*
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

wishes! {
    /// What somebody wishes of the organization.
    pub enum OrganizationCommand {
        /// 建立机构
        FoundBureau(unit::FoundBureau),
        /// 建立机构并设三员
        EstablishBureau(establishing::EstablishBureau),
        /// 对外开通
        OpenPortal(establishing::OpenPortal),
        /// 一并办理
        Together(establishing::Together),
        /// 设立单位
        OpenUnit(unit::OpenUnit),
        /// 更名
        RenameUnit(unit::RenameUnit),
        /// 划归
        PlaceUnit(unit::PlaceUnit),
        /// 撤并
        CloseUnit(unit::CloseUnit),
        /// 公布说明
        DescribeUnit(description::DescribeUnit),
        /// 写常用答复
        WriteTemplate(reply_template::WriteTemplate),
        /// 停用常用答复
        DropTemplate(reply_template::DropTemplate),
        /// 职能指定
        AssignFunction(unit::AssignFunction),
        /// 任用
        AppointPerson(staff::AppointPerson),
        /// 角色调整
        AssignRoles(staff::AssignRoles),
        /// 调动
        MovePerson(staff::MovePerson),
        /// 离任
        VacatePosts(staff::VacatePosts),
        /// 离职
        RecordLeaving(staff::RecordLeaving),
        /// 任命负责人
        NameHead(post::NameHead),
        /// 明确分管领导
        NameLeaderInCharge(post::NameLeaderInCharge),
        /// 安排收件岗
        FillDesk(post::FillDesk),
        /// 安排岗位
        FillPost(post::FillPost),
        /// 提出 AB 岗
        ProposeCover(cover::ProposeCover),
        /// 签认 AB 岗
        SignCover(cover::SignCover),
        /// 解除 AB 岗
        DissolveCover(cover::DissolveCover),
        /// 登记计划离岗
        RegisterAbsence(absence::RegisterAbsence),
        /// 登记临时离岗
        RegisterSuddenAbsence(absence::RegisterSuddenAbsence),
        /// 取消计划离岗
        CancelAbsence(absence::CancelAbsence),
        /// 登记返岗
        ReportReturn(absence::ReportReturn),
        /// 到点处理
        KeepTime(absence::KeepTime),
    }
}

events! {
    /// What has happened to the organization.
    pub enum OrganizationEvent {
        /// 已设立
        UnitOpened(unit::UnitOpened) = "unit_opened/1",
        /// 已更名
        UnitRenamed(unit::UnitRenamed) = "unit_renamed/1",
        /// 已划归
        UnitPlaced(unit::UnitPlaced) = "unit_placed/1",
        /// 已撤并
        UnitClosed(unit::UnitClosed) = "unit_closed/1",
        /// 说明已公布
        UnitDescribed(description::UnitDescribed) = "unit_described/1",
        /// 常用答复已写
        TemplateWritten(reply_template::TemplateWritten) = "template_written/1",
        /// 常用答复已停用
        TemplateDropped(reply_template::TemplateDropped) = "template_dropped/1",
        /// 职能已指定
        FunctionAssigned(unit::FunctionAssigned) = "function_assigned/1",
        /// 暂不对外
        PortalClosed(establishing::PortalClosed) = "portal_closed/1",
        /// 已对外开通
        PortalOpened(establishing::PortalOpened) = "portal_opened/1",
        /// 已任用
        PersonAppointed(staff::PersonAppointed) = "person_appointed/1",
        /// 角色已调整
        RolesAssigned(staff::RolesAssigned) = "roles_assigned/1",
        /// 已调动
        PersonMoved(staff::PersonMoved) = "person_moved/1",
        /// 岗位已空出
        PostVacated(staff::PostVacated) = "post_vacated/1",
        /// 已离职
        PersonLeft(staff::PersonLeft) = "person_left/1",
        /// 负责人已任命
        HeadNamed(post::HeadNamed) = "head_named/1",
        /// 分管领导已明确
        LeaderInChargeNamed(post::LeaderInChargeNamed) = "leader_in_charge_named/1",
        /// 收件岗已安排
        DeskFilled(post::DeskFilled) = "desk_filled/1",
        /// 岗位已安排
        PostFilled(post::PostFilled) = "post_filled/1",
        /// AB 岗已提出
        CoverProposed(cover::CoverProposed) = "cover_proposed/1",
        /// AB 岗已签认
        CoverSigned(cover::CoverSigned) = "cover_signed/1",
        /// AB 岗已解除
        CoverDissolved(cover::CoverDissolved) = "cover_dissolved/1",
        /// 离岗已登记
        AbsenceRegistered(absence::AbsenceRegistered) = "absence_registered/1",
        /// 计划离岗已取消
        AbsenceCancelled(absence::AbsenceCancelled) = "absence_cancelled/1",
        /// 已离岗
        AbsenceBegan(absence::AbsenceBegan) = "absence_began/1",
        /// 已返岗
        AbsenceEnded(absence::AbsenceEnded) = "absence_ended/1",
        /// 顶岗开始
        CoverBegan(absence::CoverBegan) = "cover_began/1",
        /// 顶岗结束
        CoverEnded(absence::CoverEnded) = "cover_ended/1",
    }
}

/// 组织.
pub struct OrganizationDecider;

impl Decider for OrganizationDecider {
    type State = Organization;
    type Command = OrganizationCommand;
    type Event = OrganizationEvent;
    type Refusal = OrganizationRefusal;

    /// The wish, and with it whatever has fallen due by now; nothing that breaks a law stands.
    fn decide(
        state: &Organization,
        command: OrganizationCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<OrganizationEvent>, OrganizationRefusal> {
        let mut course = Course { state: state.clone(), events: Vec::new() };
        course.keep_time(cx);
        let wished = command.decide(&course.state, cx)?;
        course.take(wished);
        course.keep_time(cx);
        course.take(covers_begun(&course.state, cx.now));
        if !course.events.is_empty() {
            check_laws(&course.state, cx.now)?;
        }
        Ok(course.events)
    }

    fn evolve(state: Organization, fact: &Fact<OrganizationEvent>) -> Organization {
        evolved(state, &fact.event)
    }
}

/// The events of one decision, with the state they lead to.
struct Course {
    state: Organization,
    events: Vec<OrganizationEvent>,
}

impl Course {
    fn take(&mut self, events: Vec<OrganizationEvent>) {
        for event in events {
            self.state = evolved(std::mem::take(&mut self.state), &event);
            self.events.push(event);
        }
    }

    /// Each boundary passed is recorded once, so this comes to an end.
    fn keep_time(&mut self, cx: &Context<'_>) {
        loop {
            let due = fallen_due(&self.state, cx.now);
            if due.is_empty() {
                return;
            }
            self.take(due);
        }
    }
}

/// The organization after an event.
pub(crate) fn evolved(mut state: Organization, event: &OrganizationEvent) -> Organization {
    let organization = &mut state;
    match event {
        OrganizationEvent::UnitOpened(facts) => facts.evolve(organization),
        OrganizationEvent::UnitRenamed(facts) => facts.evolve(organization),
        OrganizationEvent::UnitPlaced(facts) => facts.evolve(organization),
        OrganizationEvent::UnitClosed(facts) => facts.evolve(organization),
        OrganizationEvent::UnitDescribed(facts) => facts.evolve(organization),
        OrganizationEvent::TemplateWritten(facts) => facts.evolve(organization),
        OrganizationEvent::TemplateDropped(facts) => facts.evolve(organization),
        OrganizationEvent::FunctionAssigned(facts) => facts.evolve(organization),
        OrganizationEvent::PortalClosed(facts) => facts.evolve(organization),
        OrganizationEvent::PortalOpened(facts) => facts.evolve(organization),
        OrganizationEvent::PersonAppointed(facts) => facts.evolve(organization),
        OrganizationEvent::RolesAssigned(facts) => facts.evolve(organization),
        OrganizationEvent::PersonMoved(facts) => facts.evolve(organization),
        OrganizationEvent::PostVacated(facts) => facts.evolve(organization),
        OrganizationEvent::PersonLeft(facts) => facts.evolve(organization),
        OrganizationEvent::HeadNamed(facts) => facts.evolve(organization),
        OrganizationEvent::LeaderInChargeNamed(facts) => facts.evolve(organization),
        OrganizationEvent::DeskFilled(facts) => facts.evolve(organization),
        OrganizationEvent::PostFilled(facts) => facts.evolve(organization),
        OrganizationEvent::CoverProposed(facts) => facts.evolve(organization),
        OrganizationEvent::CoverSigned(facts) => facts.evolve(organization),
        OrganizationEvent::CoverDissolved(facts) => facts.evolve(organization),
        OrganizationEvent::AbsenceRegistered(facts) => facts.evolve(organization),
        OrganizationEvent::AbsenceCancelled(facts) => facts.evolve(organization),
        OrganizationEvent::AbsenceBegan(facts) => facts.evolve(organization),
        OrganizationEvent::AbsenceEnded(facts) => facts.evolve(organization),
        OrganizationEvent::CoverBegan(facts) => facts.evolve(organization),
        OrganizationEvent::CoverEnded(facts) => facts.evolve(organization),
    }
    state
}
