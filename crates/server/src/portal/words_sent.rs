//! 写来的话. A text of a citizen about his matter: not empty, not too long, identity numbers masked.

use xiaoneng_app::masking::mask_identity_numbers;

use crate::kit::errors::Errors;
use crate::kit::posted::Posted;
use crate::portal::told::{STORY_MOST, plain_lines};
use crate::portal::words::acts::ActWords;

/// The text of a field as it can be kept; what is to be mended is noted.
pub(crate) fn text_of(posted: &Posted, field: &str, w: ActWords, errors: &mut Errors) -> String {
    let text = optional_text_of(posted, field, w, errors);
    if text.is_empty() {
        errors.add(field, w.err_text_empty());
    }
    text
}

/// The same of a field that may be empty.
pub(crate) fn optional_text_of(
    posted: &Posted,
    field: &str,
    w: ActWords,
    errors: &mut Errors,
) -> String {
    let text = plain_lines(posted.field(field));
    let length = text.chars().count();
    if length > STORY_MOST {
        errors.add(field, w.err_text_long(length));
    }
    mask_identity_numbers(&text, w.masked_number()).unwrap_or(text)
}
