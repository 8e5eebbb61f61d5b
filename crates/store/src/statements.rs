//! 语句总表. All statements of the store, for the test that prepares each on both engines.

use crate::sql::Sql;
use crate::{ledger, proof, seal, setting, verify, views};

/// All statements of all subjects.
pub fn statements() -> Vec<&'static Sql> {
    let mut all = [ledger::ALL, proof::ALL, seal::ALL, setting::ALL].concat();
    all.extend(verify::statements());
    all.extend(views::statements());
    all
}
