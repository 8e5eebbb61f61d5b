//! 语句总表. All statements of the store, for the test that prepares each on both engines.

use crate::sql::Sql;
use crate::{
    account, attempt, draft, figures, ledger, number, outbox, proof, rulebook, seal, search,
    security_log, session, setting, vault, verify, views,
};

/// All statements of all subjects.
pub fn statements() -> Vec<&'static Sql> {
    let mut all = [
        account::ALL,
        attempt::ALL,
        draft::ALL,
        figures::ALL,
        ledger::ALL,
        number::ALL,
        outbox::ALL,
        proof::ALL,
        rulebook::ALL,
        seal::ALL,
        search::ALL,
        security_log::ALL,
        session::ALL,
        setting::ALL,
    ]
    .concat();
    all.extend(vault::statements());
    all.extend(verify::statements());
    all.extend(views::statements());
    all
}
