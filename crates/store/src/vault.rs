//! 保险库. Who people are and what they wrote, each sealed under a key of its own: to erase is to
//! destroy a key, and the ledger still verifies.

mod erasure;
mod identity;
mod texts;

pub(crate) use self::identity::plan_identities;
pub use self::identity::{Contact, Identity};
pub(crate) use self::texts::{
    Begins, FIND_KEY as FIND_TEXT_KEY, Sealing, find_text_key, plan_texts, wrapped_key,
};
use crate::sql::Sql;

/// All statements of the vault.
pub(crate) fn statements() -> Vec<&'static Sql> {
    [erasure::ALL, identity::ALL, texts::ALL].concat()
}

/// What the vault holds under a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept<T> {
    /// The content.
    Found(T),
    /// 已删除: the key was destroyed.
    Erased,
    /// Nothing was ever kept.
    Nothing,
}

impl<T> Kept<T> {
    /// The content, if it is there.
    pub fn found(self) -> Option<T> {
        match self {
            Self::Found(content) => Some(content),
            Self::Erased | Self::Nothing => None,
        }
    }
}

/// A key as it stands in its table: none was ever made, it was destroyed, or its wrapped form.
pub(crate) enum KeyRow<'a> {
    None,
    Destroyed,
    Wrapped(&'a [u8]),
}

/// Reads the first column of the first row as a wrapped key.
pub(crate) fn key_row(rows: &[crate::sql::Row]) -> Result<KeyRow<'_>, crate::fault::Fault> {
    match rows.first() {
        None => Ok(KeyRow::None),
        Some(row) if row.is_null(0) => Ok(KeyRow::Destroyed),
        Some(row) => row.bytes(0).map(KeyRow::Wrapped),
    }
}
