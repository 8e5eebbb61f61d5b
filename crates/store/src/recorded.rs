//! Rows of the ledger read back into recorded events.

use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::{Recorded, StreamId};

use crate::canonical::Hash;
use crate::fault::Fault;
use crate::sql::Row;

/// An event from the columns version, occurred_at, recorded_at, actor, kind, body, hash.
pub(crate) fn read_event(row: &Row) -> Result<(Recorded, Hash), Fault> {
    let actor = row.text(3)?;
    let event = Recorded {
        version: row.count(0)?,
        occurred_at: Instant::from_micros(row.integer(1)?),
        recorded_at: Instant::from_micros(row.integer(2)?),
        actor: actor.parse().map_err(|error| Fault::damaged(format!("{error}")))?,
        kind: row.text(4)?.to_owned(),
        body: row.text(5)?.to_owned(),
    };
    Ok((event, Hash::read(row.bytes(6)?)?))
}

pub(crate) fn stream_id(text: &str) -> Result<StreamId, Fault> {
    text.parse().map_err(|error| Fault::damaged(format!("{error}")))
}
