//! 各流的视图. From the recorded events of a stream to its rows.

use xiaoneng_calendar::Instant;

use crate::accountability::{CaseDecider, case_rows};
use crate::card::CardDecider;
use crate::circular::{CircularDecider, circular_rows};
use crate::complaint::{ComplaintDecider, complaint_rows};
use crate::decider::Decider;
use crate::event::{DecodeError, Event, fold};
use crate::inspection::{InspectionDecider, inspection_rows};
use crate::matter::{Matter, MatterDecider, next_timer_at};
use crate::organization::{Organization, OrganizationDecider};
use crate::stream::{Recorded, StreamId};
use crate::task::{TaskDecider, task_rows};
use crate::views::{Row, Rows, TimerRow, card_rows, matter_rows};

/// The rows of a stream, from its events alone: no calendar, no rules, no time is asked.
///
/// The rows to write after an append are the [`changes`](crate::views::changes) between the rows
/// before and after. Whoever holds the state already saves the fold with [`rows_of_matter`] or
/// [`rows_of_organization`].
pub fn rows_of(stream: &StreamId, recorded: &[Recorded]) -> Result<Rows, DecodeError> {
    match stream {
        StreamId::Matter(_) => Ok(rows_of_matter(&state::<MatterDecider>(recorded)?)),
        StreamId::Organization => {
            Ok(rows_of_organization(&state::<OrganizationDecider>(recorded)?))
        }
        StreamId::Task(_) => Ok(task_rows(&state::<TaskDecider>(recorded)?)),
        StreamId::Card(_) => Ok(card_rows(&state::<CardDecider>(recorded)?)),
        StreamId::Complaint(_) => Ok(complaint_rows(&state::<ComplaintDecider>(recorded)?)),
        StreamId::Inspection(_) => Ok(inspection_rows(&state::<InspectionDecider>(recorded)?)),
        StreamId::Circular(_) => Ok(circular_rows(&state::<CircularDecider>(recorded)?)),
        StreamId::Case(_) => Ok(case_rows(&state::<CaseDecider>(recorded)?)),
        StreamId::Rules | StreamId::Person(_) => Ok(Rows::new()),
    }
}

fn state<D>(recorded: &[Recorded]) -> Result<D::State, DecodeError>
where
    D: Decider,
    D::Event: Event,
{
    fold::<D>(D::State::default(), recorded)
}

/// The rows of a matter as it stands; none before it is registered.
pub fn rows_of_matter(matter: &Matter) -> Rows {
    let mut rows = matter_rows(matter);
    if let Some(filing) = &matter.filing {
        let stream = StreamId::Matter(filing.number.clone());
        rows.extend(timer_row(&stream, next_timer_at(matter)));
    }
    rows
}

/// The rows of the organization as it stands.
pub fn rows_of_organization(organization: &Organization) -> Rows {
    timer_row(&StreamId::Organization, organization.next_due()).into_iter().collect()
}

fn timer_row(stream: &StreamId, at: Option<Instant>) -> Option<Row> {
    at.map(|at| Row::Timer(TimerRow { stream: stream.clone(), at }))
}
