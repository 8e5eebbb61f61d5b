//! 不利人事变动. What an event of the organization takes away from somebody; whoever complained and
//! asked to be watched over is looked for among them (decisions E33).

use crate::complaint::AdverseEvent;
use crate::id::PersonId;
use crate::organization::{Organization, OrganizationEvent};

/// Whom the event befalls, and what it is to him, in the organization as it stood before; none where
/// nobody loses anything.
pub fn befalls(
    before: &Organization,
    event: &OrganizationEvent,
) -> Option<(PersonId, AdverseEvent)> {
    let lost = |person: &PersonId, what| Some((person.clone(), what));
    match event {
        OrganizationEvent::PersonMoved(facts) => lost(&facts.person, AdverseEvent::Moved),
        OrganizationEvent::PostVacated(facts) => lost(&facts.person, AdverseEvent::PostVacated),
        OrganizationEvent::PersonLeft(facts) => lost(&facts.person, AdverseEvent::Left),
        OrganizationEvent::RolesAssigned(facts) => {
            let had = before.person(&facts.person).map(|person| &person.roles)?;
            let keeps_all = had.is_subset(&facts.roles);
            if keeps_all { None } else { lost(&facts.person, AdverseEvent::RolesTaken) }
        }
        OrganizationEvent::HeadNamed(facts) => {
            let head = before.unit(&facts.unit)?.head.as_ref();
            let replaced = head.filter(|head| **head != facts.person)?;
            lost(replaced, AdverseEvent::PostVacated)
        }
        OrganizationEvent::LeaderInChargeNamed(facts) => {
            let leader = before.unit(&facts.unit)?.leader_in_charge.as_ref();
            let replaced = leader.filter(|leader| **leader != facts.person)?;
            lost(replaced, AdverseEvent::PostVacated)
        }
        OrganizationEvent::UnitOpened(_)
        | OrganizationEvent::UnitRenamed(_)
        | OrganizationEvent::UnitPlaced(_)
        | OrganizationEvent::UnitClosed(_)
        | OrganizationEvent::UnitDescribed(_)
        | OrganizationEvent::TemplateWritten(_)
        | OrganizationEvent::TemplateDropped(_)
        | OrganizationEvent::FunctionAssigned(_)
        | OrganizationEvent::PortalClosed(_)
        | OrganizationEvent::PortalOpened(_)
        | OrganizationEvent::PersonAppointed(_)
        | OrganizationEvent::DeskFilled(_)
        | OrganizationEvent::PostFilled(_)
        | OrganizationEvent::CoverProposed(_)
        | OrganizationEvent::CoverSigned(_)
        | OrganizationEvent::CoverDissolved(_)
        | OrganizationEvent::AbsenceRegistered(_)
        | OrganizationEvent::AbsenceCancelled(_)
        | OrganizationEvent::AbsenceBegan(_)
        | OrganizationEvent::AbsenceEnded(_)
        | OrganizationEvent::CoverBegan(_)
        | OrganizationEvent::CoverEnded(_) => None,
    }
}
