//! 语句总表. All statements of the store, for the test that prepares each on both engines.

use crate::sql::Sql;
use crate::{ledger, number, outbox, proof, rulebook, seal, search, setting, vault, verify, views};

/// All statements of all subjects.
pub fn statements() -> Vec<&'static Sql> {
    let mut all = [
        ledger::ALL,
        number::ALL,
        outbox::ALL,
        proof::ALL,
        rulebook::ALL,
        seal::ALL,
        search::ALL,
        setting::ALL,
    ]
    .concat();
    all.extend(vault::statements());
    all.extend(verify::statements());
    all.extend(views::statements());
    all
}
