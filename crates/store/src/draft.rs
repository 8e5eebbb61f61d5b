//! 草稿. What somebody had typed when his session was locked or ended; sealed under his account's
//! key, and gone when it is used.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::sql::{Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    PUT = "INSERT INTO draft (person, page, sealed, saved_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person, page) DO UPDATE SET sealed = excluded.sealed,
            saved_at = excluded.saved_at";
    FIND = "SELECT sealed, saved_at FROM draft WHERE person = $1 AND page = $2";
    DROP = "DELETE FROM draft WHERE person = $1 AND page = $2";
    DROP_PERSON = "DELETE FROM draft WHERE person = $1";
    PURGE = "DELETE FROM draft WHERE saved_at < $1";
}

/// 草稿.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// What was typed, in the form of whoever saved it.
    pub body: String,
    /// When it was saved.
    pub saved_at: Instant,
}

/// What people write stands in no log.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.saved_at)
    }
}

impl Store {
    /// Keeps a person's draft of a page in place of the one before.
    pub async fn save_draft(
        &self,
        person: &PersonId,
        page: &str,
        draft: &Draft,
    ) -> Result<(), Fault> {
        let Some(key) = self.account_key(person).await? else {
            return Err(Fault::misuse(format!("{person} 没有账号")));
        };
        let sealed = self.master()?.seal(&key, draft.body.as_bytes(), &context(person, page))?;
        let params = vec![
            Value::from(person.as_str()),
            Value::from(page),
            Value::from(sealed),
            Value::from(draft.saved_at.micros()),
        ];
        let mut transaction = Transaction::default();
        transaction.step(&PUT, params);
        self.database.transact(transaction).await.map_err(Fault::from).during("保存草稿")?;
        Ok(())
    }

    /// A person's draft of a page.
    pub async fn read_draft(&self, person: &PersonId, page: &str) -> Result<Option<Draft>, Fault> {
        let params = vec![Value::from(person.as_str()), Value::from(page)];
        let rows = self.database.glance(&FIND, params).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let Some(key) = self.account_key(person).await? else { return Ok(None) };
        let body = key.open(row.bytes(0)?, &context(person, page)).during("读取草稿")?;
        let body = String::from_utf8(body).map_err(|_| Fault::damaged("草稿不是文字"))?;
        Ok(Some(Draft { body, saved_at: instant(row, 1)? }))
    }

    /// A draft was used, or is not wanted.
    pub async fn drop_draft(&self, person: &PersonId, page: &str) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&DROP, vec![Value::from(person.as_str()), Value::from(page)]);
        self.database.transact(transaction).await.map_err(Fault::from).during("删除草稿")?;
        Ok(())
    }

    /// Forgets drafts saved before an instant.
    pub async fn purge_drafts(&self, before: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE, vec![Value::from(before.micros())]);
        self.database.transact(transaction).await?;
        Ok(())
    }
}

/// Adds the step that drops a person's drafts.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    transaction.step(&DROP_PERSON, vec![Value::from(person.as_str())]);
}

fn context<'a>(person: &'a PersonId, page: &'a str) -> [&'a [u8]; 3] {
    [b"draft", person.as_str().as_bytes(), page.as_bytes()]
}
