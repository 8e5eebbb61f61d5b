//! 规则书. The texts of the rules that were adopted, under their digest.

use crate::fault::Fault;
use crate::sql::{Transaction, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO rulebook (digest, body) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    FIND = "SELECT body FROM rulebook WHERE digest = $1";
}

/// Adds the steps that keep rule texts.
pub(crate) fn write(transaction: &mut Transaction, rulebooks: &[(String, String)]) {
    for (digest, body) in rulebooks {
        let params = vec![Value::from(digest.as_str()), Value::from(body.as_str())];
        transaction.step(&PUT, params);
    }
}

impl Store {
    /// The rule text with that digest.
    pub async fn read_rulebook(&self, digest: &str) -> Result<Option<String>, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(digest)]).await?;
        rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()
    }
}
