//! 删除个人信息. Destroys a person's key and all that leads to him; and does so again after an old
//! backup brought him back.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;

use crate::fault::{During as _, Fault};
use crate::recorded::stream_id;
use crate::sql::{Transaction, Value, statements};
use crate::store::Store;
use crate::{account, draft, query_code, search, session};

statements! {
    DESTROY_KEY = "INSERT INTO person_key (person, wrapped, erased_at) VALUES ($1, NULL, $2)
        ON CONFLICT (person) DO UPDATE SET wrapped = NULL, erased_at = excluded.erased_at";
    DROP_IDENTITY = "DELETE FROM identity WHERE person = $1";
    DROP_CONTACTS = "DELETE FROM contact WHERE person = $1";
    LIST_ERASED = "SELECT DISTINCT stream FROM event
        WHERE stream >= 'person/' AND stream < 'person0' AND kind LIKE 'person_erased/%'
        ORDER BY stream";
    FIND_DESTROYED = "SELECT person FROM person_key WHERE person = $1 AND wrapped IS NULL";
    FIND_REST = "SELECT person FROM identity WHERE person = $1
        UNION ALL SELECT person FROM contact WHERE person = $2
        UNION ALL SELECT person FROM account WHERE person = $3";
}

impl Store {
    /// Erases a person: his key, his identity, the hash of his phone, and where matters that he
    /// brought are found, and how he signed in. The ledger is not touched. Erasing again changes nothing.
    pub async fn erase_person(&self, person: &PersonId, now: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        let name = || Value::from(person.as_str());
        transaction.step(&DESTROY_KEY, vec![name(), Value::from(now.micros())]);
        transaction.step(&DROP_IDENTITY, vec![name()]);
        transaction.step(&DROP_CONTACTS, vec![name()]);
        search::drop_person(&mut transaction, person);
        account::drop_person(&mut transaction, person);
        session::drop_person(&mut transaction, person);
        draft::drop_person(&mut transaction, person);
        query_code::drop_person(&mut transaction, person);
        self.database.transact(transaction).await.map_err(Fault::from).during("删除个人信息")?;
        self.tidy().await
    }

    /// Those who were erased, by the ledger or by a list kept outside the database, and whose data
    /// are here nevertheless: an older backup was restored. Nothing may open before they are
    /// erased again.
    pub async fn erasures_to_replay(&self, noted: &[PersonId]) -> Result<Vec<PersonId>, Fault> {
        let mut erased = std::collections::BTreeSet::from_iter(noted.iter().cloned());
        for row in self.database.query(&LIST_ERASED, Vec::new()).await? {
            if let StreamId::Person(person) = stream_id(row.text(0)?)? {
                erased.insert(person);
            }
        }
        let mut due = Vec::new();
        for person in erased {
            let name = || Value::from(person.as_str());
            let destroyed = self.database.query(&FIND_DESTROYED, vec![name()]).await?;
            let rest = self.database.query(&FIND_REST, vec![name(), name(), name()]).await?;
            if destroyed.is_empty() || !rest.is_empty() {
                due.push(person);
            }
        }
        Ok(due)
    }

    /// Erases again all that [`Self::erasures_to_replay`] gives; gives who it was.
    pub async fn replay_erasures(
        &self,
        noted: &[PersonId],
        now: Instant,
    ) -> Result<Vec<PersonId>, Fault> {
        let due = self.erasures_to_replay(noted).await?;
        for person in &due {
            self.erase_person(person, now).await?;
        }
        Ok(due)
    }
}
