//! 联动的执行. What an event left for other streams is carried out through their own doors.

use std::collections::BTreeSet;

use serde::Deserialize;
use xiaoneng_calendar::Instant;
use xiaoneng_domain::accountability::CaseDecider;
use xiaoneng_domain::card::CardDecider;
use xiaoneng_domain::complaint::ComplaintDecider;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::governance::GovernanceEvent;
use xiaoneng_domain::matter::{MatterDecider, MatterEvent};
use xiaoneng_domain::organization::OrganizationEvent;
use xiaoneng_domain::reactions::{self, Cause, Command, Question};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{TaskDecider, TaskEvent};
use xiaoneng_store::{DeskOf, DeskPlace, DocketOf, DocketPlace, Fault, FaultKind};

use crate::App;
use crate::denied::Denied;

const AT_ONCE: u32 = 500;

/// The kinds of dockets whose terms run by working days.
const RUN_BY_WORKING_DAYS: [&str; 4] = ["card", "task", "complaint", "case"];

/// An event that has consequences elsewhere, as it was left in the outbox.
#[derive(Deserialize)]
struct Left {
    stream: String,
    kind: String,
    body: String,
}

/// What came of it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Followed {
    /// All of it.
    Done,
    /// Whether anything follows is known only then.
    NotBefore(Instant),
}

impl App {
    /// Does what follows from an event in other streams.
    pub(crate) async fn follow(&self, left: &str) -> Result<Followed, Denied> {
        let left: Left = serde_json::from_str(left).map_err(misread)?;
        let stream: StreamId = left.stream.parse().map_err(misread)?;
        let cause = match stream {
            StreamId::Organization => {
                Cause::Organization(OrganizationEvent::decode(&left.kind, &left.body)?)
            }
            StreamId::Rules => Cause::Governance(GovernanceEvent::decode(&left.kind, &left.body)?),
            StreamId::Matter(number) => {
                let event = MatterEvent::decode(&left.kind, &left.body)?;
                let MatterEvent::CardDrafted(drafted) = event else {
                    return self.draft_found(&number).await;
                };
                self.draft_card(&number, drafted.card).await?;
                return Ok(Followed::Done);
            }
            StreamId::Task(number) => {
                if let TaskEvent::Urged(urged) = TaskEvent::decode(&left.kind, &left.body)? {
                    self.draft_circular_after(&number, urged.order).await?;
                }
                return Ok(Followed::Done);
            }
            StreamId::Card(card) => {
                self.open_case_of_card(&card).await?;
                return Ok(Followed::Done);
            }
            StreamId::Complaint(complaint) => {
                self.open_cases_of_complaint(&complaint).await?;
                return Ok(Followed::Done);
            }
            StreamId::Case(case) => {
                self.open_cases_of_others(&case).await?;
                return Ok(Followed::Done);
            }
            StreamId::Person(_) | StreamId::Inspection(_) | StreamId::Circular(_) => {
                return Ok(Followed::Done);
            }
        };
        let Some(question) = reactions::asks(&cause) else { return Ok(Followed::Done) };
        let streams = self.look_up(&question).await?;
        let mut failed = None;
        for (stream, command) in reactions::react(&cause, &streams) {
            match self.carry_out_reaction(&stream, command).await {
                // What needs nothing any more says no; that is as it should be.
                Ok(()) | Err(Denied::Refused(_)) => {}
                // One that is damaged is tried again; the others need not wait for it.
                Err(error) if error.is_of_one_stream() => failed = Some(error),
                Err(error) => return Err(error),
            }
        }
        failed.map_or(Ok(Followed::Done), Err)
    }

    async fn carry_out_reaction(&self, stream: &StreamId, command: Command) -> Result<(), Denied> {
        let system = &Actor::System;
        match command {
            Command::Matter(command) => {
                self.carry_out::<MatterDecider>(stream, system, *command).await?;
            }
            Command::Card(command) => {
                self.carry_out::<CardDecider>(stream, system, command).await?;
            }
            Command::Task(command) => {
                self.carry_out::<TaskDecider>(stream, system, *command).await?;
            }
            Command::Complaint(command) => {
                self.carry_out::<ComplaintDecider>(stream, system, *command).await?;
            }
            Command::Case(command) => {
                self.carry_out::<CaseDecider>(stream, system, *command).await?;
            }
            // No reaction wishes anything of these.
            Command::Organization(_) | Command::Governance(_) | Command::Erasure(_) => {}
        }
        Ok(())
    }

    async fn look_up(&self, question: &Question) -> Result<Vec<StreamId>, Denied> {
        let desks: Vec<DeskOf> = match question {
            Question::HeldBy(person) => vec![DeskOf::Person(person.clone())],
            Question::CoveredFor(person) => vec![DeskOf::CoveredFor(person.clone())],
            Question::BelongingTo(person) => {
                vec![DeskOf::Person(person.clone()), DeskOf::CoveredFor(person.clone())]
            }
            Question::With(unit) => vec![DeskOf::Unit(unit.clone())],
            Question::ChargedTo(person) => {
                return self.open_dockets("card", &DocketOf::Person(person.clone())).await;
            }
            Question::Open => {
                let known = self.known().await?;
                known.organization.units.keys().cloned().map(DeskOf::Unit).collect()
            }
        };
        let mut found = BTreeSet::new();
        if let Question::With(unit) = question {
            let offers = self.store().list_offers(unit, AT_ONCE).await?;
            found.extend(offers.into_iter().map(|offer| StreamId::Matter(offer.matter)));
        }
        for desk in desks {
            let mut after: Option<DeskPlace> = None;
            loop {
                let page = self.store().list_desk(&desk, after.as_ref(), AT_ONCE).await?;
                let Some(last) = page.last() else { break };
                after = Some(DeskPlace { due_at: last.due_at, matter: last.matter.clone() });
                found.extend(page.into_iter().map(|row| StreamId::Matter(row.matter)));
            }
        }
        if *question == Question::Open {
            for kind in RUN_BY_WORKING_DAYS {
                found.extend(self.open_dockets(kind, &DocketOf::All).await?);
            }
        }
        Ok(found.into_iter().collect())
    }

    async fn open_dockets(&self, kind: &str, of: &DocketOf) -> Result<Vec<StreamId>, Denied> {
        let mut found = Vec::new();
        let mut after: Option<DocketPlace> = None;
        loop {
            let at = (after.as_ref(), AT_ONCE);
            let page = self.store().list_dockets(kind, of, true, at).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(DocketPlace::after(last));
            found.extend(page.into_iter().map(|row| row.stream));
        }
    }
}

pub(crate) fn misread(error: impl std::fmt::Display) -> Denied {
    Fault::new(FaultKind::Damaged, error.to_string()).into()
}
