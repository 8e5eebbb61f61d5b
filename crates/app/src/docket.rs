//! 案卷. What cards, complaints, tasks, inspections, circulars and cases have in common on their way
//! through the house: they tell people, and stand in lists.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Fact;
use xiaoneng_domain::docket;
use xiaoneng_domain::event::{EncodeError, Event};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{Task, TaskCommand, TaskDecider, TaskEvent, task_rows, task_told};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::Rows;
use xiaoneng_store::{OutboxRow, Slip};

use crate::institution::Institution;
use crate::topics::DOCKET_NOTICE;

/// 催办通知单, as a series of slips.
pub(crate) const URGING: &str = "urging";
/// 督办通知单, as a series of slips.
pub(crate) const TASK: &str = "task";

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

/// 文书编号 as the institutions write it.
pub(crate) fn slip_of(slip: &Slip) -> docket::Slip {
    docket::Slip { year: slip.year, number: slip.number }
}

impl Institution for TaskDecider {
    fn texts(command: &TaskCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn slip(event: &TaskEvent) -> Option<Slip> {
        let (series, slip) = event.slip()?;
        Some(Slip { series, year: slip.year, number: slip.number })
    }

    fn rows(state: &Task) -> Rows {
        task_rows(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Task,
        fact: &Fact<TaskEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        notices(stream, version, fact, task_told(state, fact, organization))
    }
}

/// The rows of the outbox that tell what an event brought.
fn notices<E: Event, T: Serialize>(
    stream: &StreamId,
    version: u32,
    fact: &Fact<E>,
    letters: Vec<(PersonId, T)>,
) -> Result<Vec<OutboxRow>, EncodeError> {
    let (kind, due_at) = (fact.event.kind(), fact.recorded_at);
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
