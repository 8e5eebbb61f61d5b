//! 人员类别. What the post of somebody suggests, where nobody has said it (domain.md 2.3).

use crate::id::PersonId;
use crate::organization::{Organization, Role, UnitKind};
use crate::rules::PersonCategory;

/// 按岗位推定的人员类别 of somebody in office. A contract is not seen from the post: whoever accepts
/// the clue checks it.
pub fn category_by_post(organization: &Organization, person: &PersonId) -> Option<PersonCategory> {
    let known = organization.in_office(person)?;
    let unit = organization.unit(&known.unit)?;
    Some(match unit.kind {
        UnitKind::Bureau | UnitKind::Section => PersonCategory::CivilServant,
        UnitKind::Institution | UnitKind::School => {
            let is_head = unit.head.as_ref() == Some(person);
            match is_head || known.roles.contains(&Role::Principal) {
                true => PersonCategory::EducationManager,
                false => PersonCategory::InstitutionStaff,
            }
        }
    })
}
