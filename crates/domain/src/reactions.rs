//! 联动. What an event of one stream demands of another. Streams never import each other; they
//! meet only here and in timers that fall due.
//!
//! A reaction is a command, carried out through the same door as people's wishes, as the system.
//! Which matters are meant is known to the views: [`asks`] says what to look up, [`react`] takes
//! the answer. A command that finds its matter changed in the meantime does nothing.

use crate::erasure::ErasureCommand;
use crate::governance::{GovernanceCommand, GovernanceEvent};
use crate::id::{MatterNumber, PersonId, UnitId};
use crate::matter::{
    CoverBegins, CoverEnds, MatterCommand, MoveResponsibility, Reproject, Vacancy,
};
use crate::organization::{OrganizationCommand, OrganizationEvent};
use crate::stream::StreamId;

/// A wish to one of the streams.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// 办件
    Matter(Box<MatterCommand>),
    /// 组织
    Organization(OrganizationCommand),
    /// 规则与历法
    Governance(GovernanceCommand),
    /// 个人信息
    Erasure(ErasureCommand),
}

/// What a reaction must know of the open matters.
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
    /// All open matters.
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
        | OrganizationEvent::AbsenceBegan(_)
        | OrganizationEvent::AbsenceEnded(_) => None,
    }
}

/// What follows for the matters looked up.
pub fn react(cause: &Cause, matters: &[MatterNumber]) -> Vec<(StreamId, Command)> {
    let Some(command) = follows(cause) else { return Vec::new() };
    let to = |matter: &MatterNumber| {
        (StreamId::Matter(matter.clone()), Command::Matter(Box::new(command.clone())))
    };
    matters.iter().map(to).collect()
}

fn follows(cause: &Cause) -> Option<MatterCommand> {
    match cause {
        Cause::Organization(OrganizationEvent::CoverBegan(facts)) => {
            let (a, b) = (facts.person.clone(), facts.by.clone());
            Some(CoverBegins { a, b }.into())
        }
        Cause::Organization(OrganizationEvent::CoverEnded(facts)) => {
            Some(CoverEnds { a: facts.person.clone() }.into())
        }
        Cause::Organization(OrganizationEvent::PostVacated(facts)) => {
            let (cause, of) = (Vacancy::PostVacated, Some(facts.person.clone()));
            Some(MoveResponsibility { cause, of }.into())
        }
        Cause::Organization(OrganizationEvent::UnitPlaced(_)) => {
            Some(MoveResponsibility { cause: Vacancy::PostVacated, of: None }.into())
        }
        Cause::Organization(OrganizationEvent::UnitClosed(_)) => {
            Some(MoveResponsibility { cause: Vacancy::UnitClosed, of: None }.into())
        }
        Cause::Governance(GovernanceEvent::CalendarAdopted(facts)) => {
            Some(Reproject { notice: facts.notice.clone() }.into())
        }
        Cause::Organization(_) | Cause::Governance(_) => None,
    }
}
