//! 导入. What was checked is written together, or not at all.

use std::collections::BTreeMap;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{
    AppointPerson, AssignFunction, DescribeUnit, Description, FillDesk, NameHead, OpenUnit,
    OrganizationCommand, OrganizationDecider, Together,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::Identity;

use super::check::Checked;
use super::people::Seat;
use super::units::plays;
use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;

/// What came of an import.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// Units opened.
    pub units: usize,
    /// Units whose description is new.
    pub described: usize,
    /// People appointed, in the order of the table.
    pub people: Vec<PersonId>,
}

impl App {
    /// 导入 the good rows of a table that was checked against the organization as it stands.
    pub async fn import_roster(
        &self,
        actor: &Actor,
        checked: &Checked,
    ) -> Result<Imported, Denied> {
        let mut wishes: Vec<OrganizationCommand> = Vec::new();
        let mut imported = Imported::default();
        self.wish_units(checked, &mut wishes, &mut imported).await?;
        let identities = self.wish_people(checked, &mut wishes, &mut imported);
        if wishes.is_empty() {
            return Ok(imported);
        }
        let luggage = Luggage { identities, ..Luggage::default() };
        let together = Together { wishes };
        self.carry_out_with::<OrganizationDecider>(
            &StreamId::Organization,
            actor,
            together.into(),
            &luggage,
        )
        .await?;
        Ok(imported)
    }

    async fn wish_units(
        &self,
        checked: &Checked,
        wishes: &mut Vec<OrganizationCommand>,
        imported: &mut Imported,
    ) -> Result<(), Denied> {
        let organization = self.known().await?.organization;
        for row in &checked.units {
            let unit = row.unit.clone();
            if row.is_known {
                imported.described += 1;
            } else {
                imported.units += 1;
                let (name, kind, parent) = (row.name.clone(), row.kind, row.parent.clone());
                wishes.push(OpenUnit { unit: unit.clone(), name, kind, parent }.into());
            }
            if row.description != Description::default() {
                let description = row.description.clone();
                wishes.push(DescribeUnit { unit: unit.clone(), description }.into());
            }
            if let Some(function) = row.function.filter(|part| !plays(&organization, &unit, *part))
            {
                wishes.push(AssignFunction { function, unit }.into());
            }
        }
        Ok(())
    }

    fn wish_people(
        &self,
        checked: &Checked,
        wishes: &mut Vec<OrganizationCommand>,
        imported: &mut Imported,
    ) -> Vec<(PersonId, Identity)> {
        let mut identities = Vec::new();
        let mut heads: Vec<OrganizationCommand> = Vec::new();
        let mut desks: BTreeMap<UnitId, BTreeMap<Seat, PersonId>> = BTreeMap::new();
        for row in &checked.people {
            let person = self.new_person();
            let (unit, roles) = (row.unit.clone(), row.roles.clone());
            wishes.push(AppointPerson { person: person.clone(), unit, roles }.into());
            if row.is_head {
                heads.push(NameHead { unit: row.unit.clone(), person: person.clone() }.into());
            }
            if let Some(seat) = row.desk {
                desks.entry(row.unit.clone()).or_default().insert(seat, person.clone());
            }
            let (name, phone) = (row.name.clone(), row.phone.clone());
            identities.push((person.clone(), Identity { name, phone, ..Identity::default() }));
            imported.people.push(person);
        }
        wishes.extend(heads);
        wishes.extend(
            desks
                .into_iter()
                .map(|(unit, seats)| FillDesk { unit, desk: seats.into_values().collect() }.into()),
        );
        identities
    }
}
