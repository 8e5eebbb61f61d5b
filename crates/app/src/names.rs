//! 姓名. The names of staff as pages show them; read once from the vault, and again when somebody's
//! identity or the organization changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_domain::id::PersonId;

use crate::App;
use crate::denied::Denied;

/// 姓名 of everybody who serves or served.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    known: Arc<BTreeMap<PersonId, Arc<str>>>,
}

impl Names {
    /// The name; the bare id where none is kept, so that a trail never has a hole.
    pub fn of<'a>(&'a self, person: &'a PersonId) -> &'a str {
        self.known.get(person).map_or(person.as_str(), |name| name)
    }

    /// The name; none where none is kept.
    pub fn find(&self, person: &PersonId) -> Option<&Arc<str>> {
        self.known.get(person)
    }
}

impl App {
    /// 姓名 of a member of staff; none for anybody else, and where none is kept.
    pub async fn name_of(&self, person: &PersonId) -> Result<Option<Arc<str>>, Denied> {
        Ok(self.names().await?.find(person).cloned())
    }

    /// The names of all staff.
    pub async fn names(&self) -> Result<Names, Denied> {
        let organization = self.known().await?.organization;
        let (edition, kept) = self.memory().names();
        if let Some(names) = kept {
            return Ok(names);
        }
        let mut known = BTreeMap::new();
        for person in organization.persons.keys() {
            if let Some(identity) = self.store().read_identity(person).await?.found() {
                known.insert(person.clone(), Arc::from(identity.name));
            }
        }
        let names = Names { known: Arc::new(known) };
        self.memory().keep_names(edition, names.clone());
        Ok(names)
    }
}
