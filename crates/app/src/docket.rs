//! 案卷. What cards, complaints, tasks, inspections, circulars and cases have in common on their way
//! through the house: they tell people, and stand in lists.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::event::EncodeError;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::OutboxRow;

use crate::topics::DOCKET_NOTICE;

/// 案卷通知. To a member of staff, about a docket, as coded facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocketNotice {
    /// To whom.
    pub to: PersonId,
    /// About which docket.
    pub stream: StreamId,
    /// What, as its institution says it: `template` and its facts.
    pub told: serde_json::Value,
}

impl DocketNotice {
    /// The code under which its words stand.
    pub fn template(&self) -> &str {
        self.told.get("template").and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// An instant among its facts.
    pub fn instant(&self, name: &str) -> Option<Instant> {
        serde_json::from_value(self.told.get(name)?.clone()).ok()
    }
}

/// The rows of the outbox that tell what an event brought.
pub(crate) fn notices<T: Serialize>(
    stream: &StreamId,
    (version, kind): (u32, &'static str),
    due_at: Instant,
    letters: Vec<(PersonId, T)>,
) -> Result<Vec<OutboxRow>, EncodeError> {
    let row = |(at, (to, told)): (usize, (PersonId, T))| {
        let written = serde_json::to_value(told)
            .map(|told| DocketNotice { to, stream: stream.clone(), told })
            .and_then(|notice| serde_json::to_string(&notice));
        let body = written.map_err(|error| EncodeError { kind, reason: error.to_string() })?;
        let key = format!("{stream}/{version}/{at}");
        Ok(OutboxRow { topic: DOCKET_NOTICE.to_owned(), key, body, due_at })
    };
    letters.into_iter().enumerate().map(row).collect()
}
