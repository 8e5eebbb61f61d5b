//! 案卷. What cards, complaints, tasks, inspections, circulars and cases have in common on their way
//! through the house: they tell people, and stand in lists.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::accountability::{
    Case, CaseCommand, CaseDecider, CaseEvent, case_rows, case_told,
};
use xiaoneng_domain::card::{Card, CardCommand, CardDecider, CardEvent, card_told};
use xiaoneng_domain::circular::{
    Circular, CircularCommand, CircularDecider, CircularEvent, circular_rows, circular_told,
};
use xiaoneng_domain::complaint::{
    Complaint, ComplaintCommand, ComplaintDecider, ComplaintEvent, Told, complaint_rows,
    complaint_told,
};
use xiaoneng_domain::decider::Fact;
use xiaoneng_domain::docket::{PUSHING, Slip};
use xiaoneng_domain::event::{DecodeError, EncodeError, Event};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::inspection::{
    Inspection, InspectionCommand, InspectionDecider, InspectionEvent, inspection_rows,
    inspection_told,
};
use xiaoneng_domain::organization::{Function, Organization, Unit};
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::task::{Task, TaskCommand, TaskDecider, TaskEvent, task_rows, task_told};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{DocketRow, Rows, card_rows};
pub use xiaoneng_store::DocketPlace;
use xiaoneng_store::OutboxRow;

use crate::institution::{Institution, left};
use crate::topics::DOCKET_NOTICE;

/// 牌, as a series of slips.
pub(crate) const CARD: &str = "card";
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

    /// A name or a number among its facts.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.told.get(name).and_then(serde_json::Value::as_str)
    }

    /// An instant among its facts.
    pub fn instant(&self, name: &str) -> Option<Instant> {
        serde_json::from_value(self.told.get(name)?.clone()).ok()
    }
}

/// 一页. Rows with the place where the next page begins; none at the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// Where the next page begins.
    pub next: Option<DocketPlace>,
}

impl<R> Default for Page<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), next: None }
    }
}

impl Page<DocketRow> {
    /// The first rows of those found, in their order; one more than the limit tells of a next page.
    pub(crate) fn of(mut rows: Vec<DocketRow>, limit: u32) -> Self {
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        rows.sort_by_key(|row| DocketPlace::after(row).sort_at);
        let is_full = rows.len() > wanted;
        rows.truncate(wanted);
        let next = rows.last().filter(|_| is_full).map(DocketPlace::after);
        Self { rows, next }
    }
}

/// 发起科室. The offices that push and 效能办, as far as somebody is of one or heads one.
pub fn offices_of<'o>(organization: &'o Organization, person: &PersonId) -> Vec<&'o Unit> {
    let Some(staff) = organization.in_office(person) else { return Vec::new() };
    let is_his = |unit: &Unit| {
        organization.is_within(&staff.unit, &unit.id)
            || organization.head_of(&unit.id) == Some(person)
    };
    offices_where(organization, is_his)
}

/// The same, as far as somebody leads them: as 分管领导 or 局长.
pub fn offices_led_by<'o>(organization: &'o Organization, person: &PersonId) -> Vec<&'o Unit> {
    let is_led = |unit: &Unit| {
        organization.leader_in_charge(&unit.id) == Some(person)
            || organization.director() == Some(person)
    };
    offices_where(organization, is_led)
}

fn offices_where(organization: &Organization, wanted: impl Fn(&Unit) -> bool) -> Vec<&Unit> {
    let functions = PUSHING.into_iter().chain([Function::EfficacyOffice]);
    let units = functions.filter_map(|function| organization.unit_for(function));
    let mut found: Vec<&Unit> = Vec::new();
    for unit in units.filter(|unit| wanted(unit)) {
        if !found.iter().any(|one| one.id == unit.id) {
            found.push(unit);
        }
    }
    found
}

/// The records of a stream as the facts they are.
pub(crate) fn facts_of<E: Event>(recorded: Vec<Recorded>) -> Result<Vec<Fact<E>>, DecodeError> {
    let read = |recorded: Recorded| {
        Ok(Fact {
            occurred_at: recorded.occurred_at,
            recorded_at: recorded.recorded_at,
            actor: recorded.actor,
            event: E::decode(&recorded.kind, &recorded.body)?,
        })
    };
    recorded.into_iter().map(read).collect()
}

impl Institution for CardDecider {
    fn texts(command: &CardCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn slip(event: &CardEvent) -> Option<(&'static str, Slip)> {
        if let CardEvent::Signed(signed) = event { Some((CARD, signed.serial)) } else { None }
    }

    fn rows(state: &Card) -> Rows {
        card_rows(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Card,
        fact: &Fact<CardEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        let mut rows = notices(stream, version, fact, card_told(state, fact, organization))?;
        if state.is_red_from(&fact.event) {
            rows.push(left(stream, version, fact)?);
        }
        Ok(rows)
    }
}

impl Institution for TaskDecider {
    fn texts(command: &TaskCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn slip(event: &TaskEvent) -> Option<(&'static str, Slip)> {
        event.slip()
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
        let mut rows = notices(stream, version, fact, task_told(state, fact, organization))?;
        if let TaskEvent::Urged(urged) = &fact.event
            && urged.level.next().is_none()
        {
            rows.push(left(stream, version, fact)?);
        }
        Ok(rows)
    }
}

impl Institution for InspectionDecider {
    fn texts(command: &InspectionCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn rows(state: &Inspection) -> Rows {
        inspection_rows(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Inspection,
        fact: &Fact<InspectionEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        notices(stream, version, fact, inspection_told(state, fact, organization))
    }
}

impl Institution for CircularDecider {
    fn texts(command: &CircularCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn rows(state: &Circular) -> Rows {
        circular_rows(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Circular,
        fact: &Fact<CircularEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        notices(stream, version, fact, circular_told(state, fact, organization))
    }
}

impl Institution for ComplaintDecider {
    fn texts(command: &ComplaintCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn rows(state: &Complaint) -> Rows {
        complaint_rows(state)
    }

    /// To staff alone: the complainant is told on his own page and nowhere else.
    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Complaint,
        fact: &Fact<ComplaintEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        let told = complaint_told(state, fact, organization).into_iter();
        let to_staff = told.filter(|(to, _)| state.complainant() != Some(to));
        let letters = to_staff.map(|(to, told)| (to, coded(&told))).collect();
        let mut rows = notices(stream, version, fact, letters)?;
        if fact.event.proposes_measure() {
            rows.push(left(stream, version, fact)?);
        }
        Ok(rows)
    }
}

/// What a notice about a complaint says, as coded facts; no text, no name.
fn coded(told: &Told) -> serde_json::Value {
    let template = told.code();
    match told {
        Told::ExplanationDemanded { item, answer_by } => {
            serde_json::json!({ "template": template, "item": item, "answer_by": answer_by })
        }
        Told::UnsealingGranted { until } | Told::Unsealed { until } => {
            serde_json::json!({ "template": template, "until": until })
        }
        Told::Accepted { finish_by } | Told::Extended { finish_by } => {
            serde_json::json!({ "template": template, "finish_by": finish_by })
        }
        Told::LimitPassed { clock } | Told::Reprojected { clock } => {
            serde_json::json!({ "template": template, "clock": clock })
        }
        Told::Received
        | Told::HandedOutside
        | Told::Rejected
        | Told::Merged
        | Told::Replied
        | Told::InvestigatedAnew
        | Told::IdentityRead
        | Told::Transferred
        | Told::OutsideEnded
        | Told::ToAccept
        | Told::Charged
        | Told::Appointed
        | Told::Supplemented
        | Told::RecusalAsked
        | Told::PartsTakenAway
        | Told::Explained
        | Told::ExplanationLapsed
        | Told::Found
        | Told::ToReply
        | Told::FollowUpAnswered
        | Told::ExtensionAsked
        | Told::ExtensionRefused
        | Told::UnsealingAsked
        | Told::UnsealingRefused
        | Told::RetaliationSuspected
        | Told::TakeOver => serde_json::json!({ "template": template }),
    }
}

impl Institution for CaseDecider {
    fn texts(command: &CaseCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn rows(state: &Case) -> Rows {
        case_rows(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Case,
        fact: &Fact<CaseEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        let mut rows = notices(stream, version, fact, case_told(state, fact, organization))?;
        if fact.event.names_others() {
            rows.push(left(stream, version, fact)?);
        }
        Ok(rows)
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
