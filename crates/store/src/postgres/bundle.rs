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

/// The last step is the statement itself, and those before it go with it. The server carries out
/// the parts of a `WITH` in no order one may count on; so rows for one table that follow one another
/// are one insert, which keeps their order: events are numbered as they happened.
fn bundle(steps: &[Step]) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut params = 0;
    let mut last_head = None;
    for step in steps {
        let own = numbered(step.sql.postgres, params);
        params += step.params.len();
        let head = plain_insert(step.sql.postgres);
        match (texts.last_mut(), head) {
            (Some(text), Some(head)) if last_head == Some(head) => {
                let row = own.split_once(VALUES).map_or("", |(_, row)| row);
                let _ = write!(text, ",{row}");
            }
            (Some(_) | None, _) => texts.push(own),
        }
        last_head = head;
    }
    let statement = texts.pop().unwrap_or_default();
    let mut text = String::new();
    for (at, before) in texts.iter().enumerate() {
        let begin = if at == 0 { "WITH" } else { "," };
        let _ = write!(text, "{begin} step_{at} AS ({before}) ");
    }
    text.push_str(&statement);
    text
}

const VALUES: &str = "VALUES";

/// The table and columns of an insert of one row that asks for nothing else.
fn plain_insert(sql: &str) -> Option<&str> {
    let (head, row) = sql.split_once(VALUES)?;
    let is_plain = head.trim_start().starts_with("INSERT INTO")
        && !row.contains("ON CONFLICT")
        && !row.contains("RETURNING");
    // The columns alone: how the text is broken into lines says nothing.
    is_plain.then(|| head.trim())
}

/// The statement with its parameters numbered on from those before.
fn numbered(sql: &str, before: usize) -> String {
    let mut text = String::new();
    let mut parts = sql.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = part.split_at(digits);
        let number = number.parse::<usize>().unwrap_or_default() + before;
        let _ = write!(text, "${number}{rest}");
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
