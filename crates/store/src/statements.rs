//! 语句总表. All statements of the store, for the test that prepares each on both engines.

use crate::sql::Sql;
use crate::{
    account, attachment, attempt, desk_message, draft, figures, ledger, number, outbox, promise,
    proof, query_code, rulebook, seal, search, security_log, session, setting, slip, vault, verify,
    views, wall_link,
};

/// All statements of all subjects.
pub fn statements() -> Vec<&'static Sql> {
    let mut all = [
        account::ALL,
        attachment::ALL,
        attempt::ALL,
        desk_message::ALL,
        draft::ALL,
        figures::ALL,
        ledger::ALL,
        number::ALL,
        outbox::ALL,
        promise::ALL,
        proof::ALL,
        query_code::ALL,
        rulebook::ALL,
        seal::ALL,
        security_log::ALL,
        session::ALL,
        setting::ALL,
        slip::ALL,
        wall_link::ALL,
    ]
    .concat();
    all.extend(search::all_statements());
    all.extend(vault::statements());
    all.extend(verify::statements());
    all.extend(views::statements());
    all
}
