//! 组织的不变量. What holds after every decision, whatever was wished.

use xiaoneng_calendar::Instant;

use crate::organization::post::may_sit;
use crate::organization::role::check_separation;
use crate::organization::{Organization, OrganizationRefusal as No, Unit, UnitKind};

/// One bureau with a head; units form a tree below it; every desk is filled; roles are separate;
/// nobody sits where he may not.
pub fn check_laws(organization: &Organization, now: Instant) -> Result<(), No> {
    if organization.units.is_empty() {
        return Ok(());
    }
    let bureau = organization.bureau().ok_or(No::DirectorMissing)?;
    if bureau.head.is_none() {
        return Err(No::DirectorMissing);
    }
    for unit in organization.open_units() {
        check_place(organization, unit, bureau)?;
        check_seats(organization, unit, now)?;
    }
    for person in organization.persons.values() {
        check_separation(&person.roles)?;
    }
    let held = organization.posts.values().filter_map(|post| post.holder.as_ref());
    let paired = organization.covers.values().flat_map(|cover| [&cover.a, &cover.b]);
    for person in held.chain(paired) {
        may_sit(organization, person)?;
    }
    Ok(())
}

fn check_place(organization: &Organization, unit: &Unit, bureau: &Unit) -> Result<(), No> {
    if !organization.is_within(&unit.id, &bureau.id) {
        return Err(No::ParentsInCircle { unit: unit.id.clone() });
    }
    match (unit.kind, &unit.parent) {
        (UnitKind::Bureau, None) => Ok(()),
        (UnitKind::Bureau, Some(_)) => Err(No::BureauStays { unit: unit.id.clone() }),
        (UnitKind::Section | UnitKind::Institution | UnitKind::School, None) => {
            Err(No::ParentsInCircle { unit: unit.id.clone() })
        }
        (UnitKind::Section | UnitKind::Institution | UnitKind::School, Some(parent)) => {
            organization.open_unit(parent).map(|_| ())
        }
    }
}

fn check_seats(organization: &Organization, unit: &Unit, now: Instant) -> Result<(), No> {
    let desk = organization.desk_of(&unit.id, now);
    let holder = desk.ok_or_else(|| No::DeskEmpty { unit: unit.id.clone() })?;
    for person in unit.desk.iter().chain(&unit.head).chain(&unit.leader_in_charge).chain([holder]) {
        may_sit(organization, person)?;
    }
    Ok(())
}
