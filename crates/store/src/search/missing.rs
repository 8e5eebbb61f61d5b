//! 补建. Matters that stand in no index, such as those of data made before the index was made anew:
//! found by their places, and written without ever covering what an append wrote meanwhile.

use std::collections::HashSet;

use xiaoneng_domain::id::MatterNumber;

use super::{SearchDocument, number_list, place, unit_token};
use crate::fault::{During as _, Fault};
use crate::sql::{Transaction, Value, statements};
use crate::store::Store;
use crate::token::Token;

statements! {
    FIND_INDEXED = "SELECT id FROM search_document
            WHERE id IN (SELECT value FROM json_each('[' || $1 || ']'))
        UNION SELECT id FROM search_pending
            WHERE id IN (SELECT value FROM json_each('[' || $2 || ']'))",
        postgres: "SELECT id FROM search_document
            WHERE id = ANY (CAST(string_to_array($1, ',') AS BIGINT[]))
        UNION SELECT id FROM search_pending
            WHERE id = ANY (CAST(string_to_array($2, ',') AS BIGINT[]))";
    PUT_MISSING = "INSERT INTO search_pending (id, matter, tokens) SELECT $1, $2, $3
        WHERE NOT EXISTS (SELECT 1 FROM search_document WHERE id = $4)
            AND NOT EXISTS (SELECT 1 FROM search_pending WHERE id = $5)",
        postgres: "INSERT INTO search_pending (id, matter, tokens)
        SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BYTEA)
        WHERE NOT EXISTS (SELECT 1 FROM search_document WHERE id = $4)
            AND NOT EXISTS (SELECT 1 FROM search_pending WHERE id = $5)";
}

/// A page of the register, and what of it is in no index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unindexed {
    /// Those in no index.
    pub matters: Vec<MatterNumber>,
    /// The last of the page; none: the register ends before it.
    pub last: Option<MatterNumber>,
}

impl Store {
    /// Which of the next matters of the register are in no index.
    pub async fn list_unindexed(
        &self,
        after: Option<&MatterNumber>,
        limit: u32,
    ) -> Result<Unindexed, Fault> {
        let rows = self.scan_register(after, limit).await?;
        let last = rows.last().map(|row| row.matter.clone());
        // One without a place is found by nobody.
        let placed: Vec<(i64, MatterNumber)> = rows
            .into_iter()
            .filter_map(|row| Some((place(&row.matter).ok()?, row.matter)))
            .collect();
        let numbers = || number_list(placed.iter().map(|(id, _)| *id));
        let found = self.database.query(&FIND_INDEXED, vec![numbers(), numbers()]).await;
        let found = found.during("查看检索索引缺什么")?;
        let indexed: HashSet<i64> =
            found.iter().map(|row| row.integer(0)).collect::<Result<_, Fault>>()?;
        let missing = placed.into_iter().filter(|(id, _)| !indexed.contains(id));
        Ok(Unindexed { matters: missing.map(|(_, matter)| matter).collect(), last })
    }

    /// Puts a matter into the index, unless it has come there meanwhile.
    pub async fn index_missing(&self, document: &SearchDocument) -> Result<(), Fault> {
        let tokenizer = self.tokenizer()?;
        let id = place(&document.matter)?;
        let units = document.units.iter().map(|unit| unit_token(tokenizer, unit));
        let tokens = tokenizer.tokens(document.texts.iter().map(String::as_str), units);
        let params = vec![
            Value::from(id),
            Value::from(document.matter.as_str()),
            Value::from(Token::pack(&tokens)),
            Value::from(id),
            Value::from(id),
        ];
        let mut transaction = Transaction::default();
        transaction.step(&PUT_MISSING, params);
        self.database.transact(transaction).await.map_err(Fault::from).during("补建检索索引")?;
        self.note_waiting();
        Ok(())
    }
}
