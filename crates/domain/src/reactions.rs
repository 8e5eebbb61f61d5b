//! 联动. What an event of one stream demands of another. Streams never import each other; they
//! meet only here and in timers that fall due.
//!
//! A reaction is a command, carried out through the same door as people's wishes, as the system.
//! Which streams are meant is known to the views: [`asks`] says what to look up, [`react`] takes
//! the answer. A command that finds its stream changed in the meantime does nothing.

mod adverse;

pub use adverse::befalls;

use crate::accountability::{CaseCommand, ReprojectCase};
use crate::card::{CardCommand, ReprojectCard, ServeCard, TellPerson};
use crate::complaint::{self, ComplaintCommand};
use crate::erasure::ErasureCommand;
use crate::governance::{GovernanceCommand, GovernanceEvent};
use crate::id::{PersonId, UnitId};
use crate::matter::{
    CoverBegins, CoverEnds, MatterCommand, MoveResponsibility, Reproject, Vacancy,
};
use crate::organization::{OrganizationCommand, OrganizationEvent};
use crate::stream::StreamId;
use crate::task::{self, TaskCommand};

/// A wish to one of the streams.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// 办件
    Matter(Box<MatterCommand>),
    /// 牌
    Card(CardCommand),
    /// 督办
    Task(Box<TaskCommand>),
    /// 效能投诉
    Complaint(Box<ComplaintCommand>),
    /// 追责案
    Case(Box<CaseCommand>),
    /// 组织
    Organization(OrganizationCommand),
    /// 规则与历法
    Governance(GovernanceCommand),
    /// 个人信息
    Erasure(ErasureCommand),
}

/// What a reaction must know of what is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// Open matters for which he answers now.
    HeldBy(PersonId),
    /// Open matters for which another answers in his place.
    CoveredFor(PersonId),
    /// Open matters for which he answers, or another in his place.
    BelongingTo(PersonId),
    /// Open matters that this unit handles now or that are offered to it.
    With(UnitId),
    /// Open cards that are charged to him.
    ChargedTo(PersonId),
    /// All open matters and dockets.
    Open,
}

/// An event that may touch another stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// Of the organization.
    Organization(OrganizationEvent),
    /// Of the rules.
    Governance(GovernanceEvent),
}

/// What must be looked up before [`react`] can answer; none where nothing follows.
pub fn asks(cause: &Cause) -> Option<Question> {
    match cause {
        Cause::Organization(event) => organization_asks(event),
        Cause::Governance(GovernanceEvent::CalendarAdopted(_)) => Some(Question::Open),
        Cause::Governance(
            GovernanceEvent::Founded(_)
            | GovernanceEvent::RulesProposed(_)
            | GovernanceEvent::RulebookAdopted(_)
            | GovernanceEvent::ProposalWithdrawn(_),
        ) => None,
    }
}

fn organization_asks(event: &OrganizationEvent) -> Option<Question> {
    match event {
        OrganizationEvent::CoverBegan(facts) => Some(Question::HeldBy(facts.person.clone())),
        OrganizationEvent::CoverEnded(facts) => Some(Question::CoveredFor(facts.person.clone())),
        OrganizationEvent::PostVacated(facts) => Some(Question::BelongingTo(facts.person.clone())),
        OrganizationEvent::UnitClosed(facts) => Some(Question::With(facts.unit.clone())),
        // Placed below the unit complained of, it may not keep the matter.
        OrganizationEvent::UnitPlaced(facts) => Some(Question::With(facts.unit.clone())),
        // What waited for him to come back reaches him now.
        OrganizationEvent::AbsenceEnded(facts) => Some(Question::ChargedTo(facts.person.clone())),
        OrganizationEvent::UnitOpened(_)
        | OrganizationEvent::UnitRenamed(_)
        | OrganizationEvent::UnitDescribed(_)
        | OrganizationEvent::TemplateWritten(_)
        | OrganizationEvent::TemplateDropped(_)
        | OrganizationEvent::PortalClosed(_)
        | OrganizationEvent::PortalOpened(_)
        | OrganizationEvent::FunctionAssigned(_)
        | OrganizationEvent::PersonAppointed(_)
        | OrganizationEvent::RolesAssigned(_)
        | OrganizationEvent::PersonMoved(_)
        | OrganizationEvent::PersonLeft(_)
        | OrganizationEvent::HeadNamed(_)
        | OrganizationEvent::LeaderInChargeNamed(_)
        | OrganizationEvent::DeskFilled(_)
        | OrganizationEvent::PostFilled(_)
        | OrganizationEvent::CoverProposed(_)
        | OrganizationEvent::CoverSigned(_)
        | OrganizationEvent::CoverDissolved(_)
        | OrganizationEvent::AbsenceRegistered(_)
        | OrganizationEvent::AbsenceCancelled(_)
        | OrganizationEvent::AbsenceBegan(_) => None,
    }
}

/// What follows for the streams looked up.
pub fn react(cause: &Cause, streams: &[StreamId]) -> Vec<(StreamId, Command)> {
    let to = |stream: &StreamId| {
        let commands = follows(cause, stream).into_iter();
        let stream = stream.clone();
        commands.map(move |command| (stream.clone(), command))
    };
    streams.iter().flat_map(to).collect()
}

fn follows(cause: &Cause, stream: &StreamId) -> Vec<Command> {
    match (cause, stream) {
        (Cause::Organization(event), StreamId::Matter(_)) => {
            let command = moves(event).map(|command| Command::Matter(Box::new(command)));
            command.into_iter().collect()
        }
        (Cause::Organization(OrganizationEvent::AbsenceEnded(_)), StreamId::Card(_)) => {
            vec![Command::Card(TellPerson {}.into()), Command::Card(ServeCard {}.into())]
        }
        (Cause::Governance(GovernanceEvent::CalendarAdopted(facts)), stream) => {
            reprojects(stream, &facts.notice).into_iter().collect()
        }
        (Cause::Organization(_) | Cause::Governance(_), _) => Vec::new(),
    }
}

/// What an event of the organization demands of a matter.
fn moves(event: &OrganizationEvent) -> Option<MatterCommand> {
    if let OrganizationEvent::CoverBegan(facts) = event {
        let (a, b) = (facts.person.clone(), facts.by.clone());
        return Some(CoverBegins { a, b }.into());
    }
    if let OrganizationEvent::CoverEnded(facts) = event {
        return Some(CoverEnds { a: facts.person.clone() }.into());
    }
    let (cause, of) = if let OrganizationEvent::PostVacated(facts) = event {
        (Vacancy::PostVacated, Some(facts.person.clone()))
    } else if matches!(event, OrganizationEvent::UnitPlaced(_)) {
        (Vacancy::PostVacated, None)
    } else if matches!(event, OrganizationEvent::UnitClosed(_)) {
        (Vacancy::UnitClosed, None)
    } else {
        return None;
    };
    Some(MoveResponsibility { cause, of }.into())
}

/// 重新推算: whatever runs by working days runs by the new notice from now on.
fn reprojects(stream: &StreamId, notice: &str) -> Option<Command> {
    let notice = notice.to_owned();
    match stream {
        StreamId::Matter(_) => Some(Command::Matter(Box::new(Reproject { notice }.into()))),
        StreamId::Card(_) => Some(Command::Card(ReprojectCard {}.into())),
        StreamId::Task(_) => Some(Command::Task(Box::new(task::Reproject { notice }.into()))),
        StreamId::Complaint(_) => {
            Some(Command::Complaint(Box::new(complaint::Reproject {}.into())))
        }
        StreamId::Case(_) => Some(Command::Case(Box::new(ReprojectCase {}.into()))),
        // Their terms are days that somebody fixed.
        StreamId::Inspection(_) | StreamId::Circular(_) => None,
        StreamId::Organization | StreamId::Rules | StreamId::Person(_) => None,
    }
}
