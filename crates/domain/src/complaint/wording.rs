//! 措辞. How texts are checked and facts read in a refusal.

use xiaoneng_calendar::Instant;

use crate::complaint::ComplaintRefusal as No;
use crate::text::{Written, too_long};

/// A text that says something and is not too long.
pub(super) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    match text.is_blank() {
        true => Err(No::TextMissing { field }),
        false => fits(text),
    }
}

/// A text that is not too long.
pub(super) fn fits(text: &Written) -> Result<(), No> {
    match too_long(&[text]) {
        Some(characters) => Err(No::TextTooLong { characters }),
        None => Ok(()),
    }
}

/// 3月21日17:30.
pub(super) fn moment(at: Instant) -> String {
    let (_, month, day) = at.date().ymd();
    let minutes = at.time_of_day().minutes();
    format!("{month}月{day}日{}:{:02}", minutes / 60, minutes % 60)
}
