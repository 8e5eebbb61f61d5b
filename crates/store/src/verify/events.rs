//! The rows of the ledger one by one: each with the one before it in its stream, its leaf, and its
//! place among those that wait.

use super::{Place, ProblemKind, VerifyReport};
use crate::canonical::{Digest, Fields, Hash};
use crate::fault::Fault;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    PAGE = "SELECT e.seq, e.stream, e.version, e.occurred_at, e.recorded_at, e.actor, e.kind,
            e.body, e.hash, p.hash, p.recorded_at, l.position, l.hash, w.hash
        FROM event e
        LEFT JOIN event p ON p.stream = e.stream AND p.version = e.version - 1
        LEFT JOIN leaf l ON l.seq = e.seq
        LEFT JOIN pending w ON w.seq = e.seq
        WHERE e.seq >= $1 ORDER BY e.seq LIMIT $2";
    LIST_ABANDONED = "SELECT w.seq FROM pending w LEFT JOIN event e ON e.seq = w.seq
        WHERE e.seq IS NULL ORDER BY w.seq LIMIT $1";
}

const EVENTS_A_PAGE: u32 = 1_000;
const ABANDONED_SHOWN: u32 = 100;

impl Store {
    pub(super) async fn verify_events(&self, report: &mut VerifyReport) -> Result<(), Fault> {
        let mut next = i64::MIN;
        loop {
            let params = vec![Value::from(next), Value::from(EVENTS_A_PAGE)];
            let rows = self.database.query(&PAGE, params).await?;
            let Some(last) = rows.last() else { break };
            let last = last.integer(0)?;
            for row in &rows {
                check(self.digest, row, report);
            }
            match last.checked_add(1) {
                Some(after) => next = after,
                None => break,
            }
        }
        let params = vec![Value::from(ABANDONED_SHOWN)];
        for row in self.database.query(&LIST_ABANDONED, params).await? {
            let place = Place { seq: Some(row.integer(0)?), ..Place::default() };
            report.add(place, ProblemKind::PendingWithoutEvent);
        }
        Ok(())
    }
}

fn check(digest: Digest, row: &Row, report: &mut VerifyReport) {
    report.events += 1;
    let place = Place {
        seq: row.integer(0).ok(),
        stream: row.text(1).ok().map(str::to_owned),
        version: row.integer(2).ok(),
        position: row.integer(11).ok(),
    };
    if row.integer(2).is_ok_and(|version| version == 1) {
        report.streams += 1;
    }
    if row.is_null(11) && !row.is_null(13) {
        report.unsealed += 1;
    }
    match problems(digest, row) {
        Ok(found) => {
            for kind in found {
                report.add(place.clone(), kind);
            }
        }
        Err(fault) => report.add(place, ProblemKind::Unreadable(fault.to_string())),
    }
}

fn problems(digest: Digest, row: &Row) -> Result<Vec<ProblemKind>, Fault> {
    let mut found = Vec::new();
    let hash = Hash::read(row.bytes(8)?)?;
    let version = row.integer(2)?;
    let previous = row.optional(9, Row::bytes)?.map(Hash::read).transpose()?;
    match u64::try_from(version) {
        Err(_) | Ok(0) => found.push(ProblemKind::NoVersion),
        Ok(1) => {}
        Ok(_) if previous.is_none() => found.push(ProblemKind::PreviousLost),
        Ok(_) => {}
    }
    let has_previous = version <= 1 || previous.is_some();
    if has_previous && content_hash(digest, row, previous)? != hash {
        found.push(ProblemKind::WrongHash);
    }
    if row.optional(10, Row::integer)?.is_some_and(|before| before > row.integer(4).unwrap_or(0)) {
        found.push(ProblemKind::TimeBackwards);
    }
    let leaf = row.optional(12, Row::bytes)?;
    let pending = row.optional(13, Row::bytes)?;
    match (leaf, pending) {
        (None, None) => found.push(ProblemKind::NotPlaced),
        (Some(_), Some(_)) => found.push(ProblemKind::PlacedTwice),
        (Some(leaf), None) if leaf != hash.0 => found.push(ProblemKind::LeafChanged),
        (None, Some(pending)) if pending != hash.0 => found.push(ProblemKind::PendingChanged),
        (Some(_), None) | (None, Some(_)) => {}
    }
    Ok(found)
}

fn content_hash(digest: Digest, row: &Row, previous: Option<Hash>) -> Result<Hash, Fault> {
    Ok(digest.fields(&Fields {
        stream: row.text(1)?,
        version: row.integer(2)?.unsigned_abs(),
        occurred_at: row.integer(3)?,
        recorded_at: row.integer(4)?,
        actor: row.text(5)?,
        kind: row.text(6)?,
        body: row.text(7)?,
        previous,
    }))
}
