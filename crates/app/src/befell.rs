//! 人事变动. What befell a member of staff, on its way through the outbox.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::complaint::AdverseEvent;
use xiaoneng_domain::event::EncodeError;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::OutboxRow;

use crate::topics::BEFELL;

/// What befell whom, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Befell {
    /// Whom.
    pub(crate) person: PersonId,
    /// What.
    pub(crate) what: AdverseEvent,
    /// When.
    pub(crate) at: Instant,
}

impl Befell {
    /// As it is left for the heartbeat by an event of that kind.
    pub(crate) fn left(
        &self,
        stream: &StreamId,
        version: u32,
        kind: &'static str,
    ) -> Result<OutboxRow, EncodeError> {
        let body = serde_json::to_string(self);
        let body = body.map_err(|error| EncodeError { kind, reason: error.to_string() })?;
        let (topic, key) = (BEFELL.to_owned(), format!("{stream}/{version}/{BEFELL}"));
        Ok(OutboxRow { topic, key, body, due_at: self.at })
    }
}
