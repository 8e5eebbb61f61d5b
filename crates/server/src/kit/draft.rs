//! 草稿. What is written into a form and was not taken in yet: begun on a page that keeps it by
//! itself, or sent when nobody was signed in any more. The first is there again on its page, the
//! second waits to be submitted.

use crate::kit::token::TOKEN_FIELD;

/// The end of the path to which a page sends what was written so far.
const KEPT_AT: &str = "/draft";

/// Under what the words begun on a page are kept.
pub fn begun_on(path: &str) -> String {
    let page = path.strip_suffix(KEPT_AT).unwrap_or(path);
    format!("{page}#begun")
}

/// The fields of a form as they are kept; its token is not.
pub fn written(fields: &[(String, String)]) -> String {
    let kept: Vec<_> = fields.iter().filter(|(name, _)| name != TOKEN_FIELD).collect();
    serde_json::json!(kept).to_string()
}

/// The fields of a form that was kept; none where it is no form.
pub fn read(body: &str) -> Option<Vec<(String, String)>> {
    serde_json::from_str(body).ok()
}
