//! 姓名. The names of staff as pages show them; read once from the vault, and again when somebody's
//! identity or the organization changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_domain::id::PersonId;

use crate::App;
use crate::denied::Denied;
use crate::memory::Names;

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
        let names = Names::of_all(known);
        self.memory().keep_names(edition, names.clone());
        Ok(names)
    }
}
