//! 姓名对人. Who is meant by a name as a complainant writes it.

use std::collections::BTreeSet;

use xiaoneng_domain::id::{PersonId, UnitId};

use crate::memory::{Known, Names};

/// Whose whole names stand in the words, among those who serve in that unit or lead the bureau: they
/// and whoever answers to them are recused from the first moment on.
pub fn named_in(
    described: &str,
    (known, names): (&Known, &Names),
    unit: &UnitId,
) -> BTreeSet<PersonId> {
    let organization = &known.organization;
    let leads = |person: &PersonId| {
        organization.director() == Some(person)
            || organization.open_units().any(|unit| unit.leader_in_charge.as_ref() == Some(person))
    };
    let serving = organization.persons.values().filter(|person| !person.has_left);
    let near =
        serving.filter(|person| organization.is_within(&person.unit, unit) || leads(&person.id));
    let is_named = |person: &PersonId| {
        names
            .find(person)
            .is_some_and(|name| name.chars().count() > 1 && described.contains(&**name))
    };
    near.map(|person| &person.id).filter(|person| is_named(person)).cloned().collect()
}

/// The one member of staff of that name who serves in that unit; none where there is none, or where
/// there are several.
pub fn serving_as(name: &str, (known, names): (&Known, &Names), unit: &UnitId) -> Option<PersonId> {
    let serving = known.organization.people_of(unit).filter(|person| !person.has_left);
    let is_he = |person: &PersonId| names.find(person).is_some_and(|known| **known == *name);
    let mut found = serving.map(|person| &person.id).filter(|person| is_he(person));
    let only = found.next()?;
    found.next().is_none().then(|| only.clone())
}
