//! 检查. A table is read against the organization as it stands; nothing is written.

use std::collections::BTreeMap;

use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::Organization;
use xiaoneng_store::{Contact, Identity};

use super::nearest::nearest;
use super::people::{self, PersonRow};
use super::problem::{Problem, Proposal};
use super::sheet::{Sheet, SheetError};
use super::units::{self, UnitRow};
use crate::App;
use crate::denied::Denied;

/// What a table lists.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum RosterKind {
    /// 单位
    Units,
    /// 人员
    People,
}

/// 就是它. Names as they were typed, and the units that are meant.
pub type Same = BTreeMap<String, String>;

/// 检查结果.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Units to be opened or described.
    pub units: Vec<UnitRow>,
    /// People to be appointed.
    pub people: Vec<PersonRow>,
    /// What is wrong, in order of the lines.
    pub problems: Vec<Problem>,
    /// How many rows there are.
    pub counted: Counted,
}

/// 行数.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Counted {
    /// All rows.
    pub rows: usize,
    /// Rows that can be written.
    pub good: usize,
    /// Rows that stand already as they are.
    pub unchanged: usize,
    /// Rows with something wrong.
    pub bad: usize,
}

/// What a table is read against.
pub(super) struct Standing<'a> {
    pub(super) organization: &'a Organization,
    pub(super) people: &'a [KnownPerson],
    pub(super) same: &'a Same,
}

/// A member of staff with his name.
pub(super) struct KnownPerson {
    pub(super) unit: UnitId,
    pub(super) identity: Identity,
    pub(super) contact: Option<Contact>,
}

/// A unit as a row names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NamedUnit {
    Found(UnitId),
    NotFound(Option<Proposal>),
}

impl Standing<'_> {
    /// The open unit of that name or code; else the nearest, also among names of the table.
    pub(super) fn unit(&self, typed: &str, also: &[String]) -> NamedUnit {
        let meant = self.same.get(typed).map_or(typed, String::as_str);
        let is_it = |name: &str, id: &UnitId| name == meant || id.as_str() == meant;
        let open = || self.organization.open_units();
        if let Some(unit) = open().find(|unit| is_it(&unit.name, &unit.id)) {
            return NamedUnit::Found(unit.id.clone());
        }
        let known = open().map(|unit| (unit.name.as_str(), Some(unit.id.clone())));
        let also = also.iter().map(|name| (name.as_str(), None));
        let found = nearest(typed, known.chain(also));
        NamedUnit::NotFound(found.map(|(name, unit)| Proposal {
            typed: typed.to_owned(),
            unit,
            name: name.to_owned(),
        }))
    }
}

impl App {
    /// 检查 a table. Whoever may not write it may not check it either.
    pub async fn check_roster(
        &self,
        actor: &Actor,
        kind: RosterKind,
        sheet: &Sheet,
        same: &Same,
    ) -> Result<Result<Checked, SheetError>, Denied> {
        let known = self.known().await?;
        let organization = known.organization.as_ref();
        let act = match kind {
            RosterKind::Units => OfficeAct::ArrangeUnits,
            RosterKind::People => OfficeAct::ArrangeStaff,
        };
        self.must_be_allowed(actor, act).await?;
        let people = match kind {
            RosterKind::Units => Vec::new(),
            RosterKind::People => self.staff_by_name(organization).await?,
        };
        let standing = Standing { organization, people: &people, same };
        Ok(match kind {
            RosterKind::Units => units::check(sheet, &standing),
            RosterKind::People => people::check(sheet, &standing),
        })
    }

    async fn staff_by_name(&self, organization: &Organization) -> Result<Vec<KnownPerson>, Denied> {
        let mut people = Vec::new();
        for person in organization.persons.values().filter(|person| !person.has_left) {
            let identity = self.identity(&person.id).await?.found().unwrap_or_default();
            let contact = identity.phone.as_deref().and_then(Contact::read);
            people.push(KnownPerson { unit: person.unit.clone(), identity, contact });
        }
        Ok(people)
    }
}
