//! Steps in one statement. A statement costs the server and the wire far more than the row that it
//! writes; steps none of which touches what another one touches or reads are written as one, each
//! in a `WITH` of its own, and committed by it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_postgres::error::SqlState;

use crate::sql::{Expect, Step};

/// Servers keep every statement prepared on every connection, so there are not to be too many.
const MOST_KINDS: usize = 96;
const LONGEST: usize = 24;

/// The texts of bundles, by the statements of which they are made.
#[derive(Default, Debug)]
pub(super) struct Bundles {
    known: Mutex<HashMap<Vec<usize>, Arc<str>>>,
}

impl Bundles {
    /// One text for all steps, if they are neither many nor of a kind too rare.
    pub(super) fn text(&self, steps: &[Step]) -> Option<Arc<str>> {
        if steps.len() > LONGEST || steps.is_empty() {
            return None;
        }
        let kind = steps.iter().map(|step| std::ptr::from_ref(step.sql).addr()).collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known.get(&kind) {
            return Some(Arc::clone(text));
        }
        if known.len() >= MOST_KINDS {
            return None;
        }
        let text: Arc<str> = Arc::from(bundle(steps));
        known.insert(kind, Arc::clone(&text));
        Some(text)
    }
}

/// The last step is the statement itself, and those before it go with it.
fn bundle(steps: &[Step]) -> String {
    let mut text = String::new();
    let mut params = 0;
    for (at, step) in steps.iter().enumerate() {
        let is_last = at + 1 == steps.len();
        if !is_last {
            let begin = if at == 0 { "WITH" } else { "," };
            let _ = write!(text, "{begin} step_{at} AS (");
        }
        let mut parts = step.sql.postgres.split('$');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = part.split_at(digits);
            let number = number.parse::<usize>().unwrap_or_default() + params;
            let _ = write!(text, "${number}{rest}");
        }
        params += step.params.len();
        text.push_str(if is_last { "" } else { ") " });
    }
    text
}

/// The step that found the world otherwise than expected, if that is why the bundle failed: the
/// error names the table.
pub(super) fn unmet(steps: &[Step], error: &tokio_postgres::Error) -> Option<usize> {
    let error = error.as_db_error()?;
    let table = format!(" INTO {} ", error.table()?);
    let is_taken = *error.code() == SqlState::UNIQUE_VIOLATION;
    let is_missing = *error.code() == SqlState::NOT_NULL_VIOLATION;
    steps.iter().position(|step| {
        let is_it = is_taken || (is_missing && step.expect == Expect::Foundation);
        is_it && step.sql.postgres.split_whitespace().collect::<Vec<_>>().join(" ").contains(&table)
    })
}
