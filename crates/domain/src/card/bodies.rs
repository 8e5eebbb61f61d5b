//! 正文. What card commands have in common: texts that say something and fit the vault, and the
//! draft they are about.

use crate::card::{Card, CardEvent, CardRefusal as No, DraftOnRecord};
use crate::text::{MOST_CHARACTERS, Written, too_long};

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<CardEvent>, No>;

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// Texts that the vault takes.
pub(crate) fn fits(texts: &[&Written]) -> Result<(), No> {
    match too_long(texts) {
        Some(characters) => Err(No::TextTooLong { characters, most: MOST_CHARACTERS }),
        None => Ok(()),
    }
}

impl Card {
    /// The draft, which every wish but the first is about.
    pub(crate) fn drafted(&self) -> Result<&DraftOnRecord, No> {
        self.draft.as_ref().ok_or_else(No::unseen)
    }
}
