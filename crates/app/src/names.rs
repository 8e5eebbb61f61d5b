//! 姓名. The names of staff as pages show them; read once from the vault, and again when somebody's
//! identity or the organization changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_domain::id::PersonId;

use crate::App;
use crate::denied::Denied;

/// Names of staff, found in one go for a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    known: BTreeMap<PersonId, Arc<str>>,
}

impl Names {
    /// The name; the bare id where none is kept, so that a trail never has a hole.
    pub fn of<'a>(&'a self, person: &'a PersonId) -> &'a str {
        self.known.get(person).map_or(person.as_str(), |name| name)
    }
}

impl App {
    /// 姓名 of a member of staff; none for anybody else, and where none is kept.
    pub async fn name_of(&self, person: &PersonId) -> Result<Option<Arc<str>>, Denied> {
        let organization = self.known().await?.organization;
        if organization.person(person).is_none() {
            return Ok(None);
        }
        if let Some(name) = self.memory().name_of(person) {
            return Ok(name);
        }
        let identity = self.store().read_identity(person).await?.found();
        let name = identity.map(|identity| Arc::from(identity.name));
        self.memory().keep_name(person, name.clone());
        Ok(name)
    }

    /// The names of several members of staff.
    pub async fn names<'a>(
        &self,
        people: impl IntoIterator<Item = &'a PersonId>,
    ) -> Result<Names, Denied> {
        let mut known = BTreeMap::new();
        for person in people {
            if !known.contains_key(person)
                && let Some(name) = self.name_of(person).await?
            {
                known.insert(person.clone(), name);
            }
        }
        Ok(Names { known })
    }
}
