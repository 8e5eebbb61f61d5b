//! 待发. What is to follow from events: notices to people, commands in other streams.

use std::collections::BTreeSet;

use serde::Deserialize;
use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::governance::GovernanceEvent;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{MatterDecider, MatterEvent};
use xiaoneng_domain::organization::OrganizationEvent;
use xiaoneng_domain::reactions::{self, Cause, Command, Question};
use xiaoneng_domain::stream::{StreamId, log_name};
use xiaoneng_store::{Claimed, DeskOf, DeskPlace, Fault, FaultKind};

use crate::App;
use crate::denied::Denied;
use crate::topics::{DOCKET_NOTICE, NOTICE, REACTION, RECOVERY_ASKED};

const CLAIMED_AT_ONCE: u32 = 200;
const MATTERS_AT_ONCE: u32 = 500;
const LEASE_MINUTES: i64 = 5;
const LONGEST_WAIT_MINUTES: i64 = 240;
/// What was sent is kept this long, in minutes: a week.
const KEPT_MINUTES: i64 = 7 * 24 * 60;

/// What came of working through the outbox.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) notices: u64,
    pub(crate) reactions: u64,
}

/// An event that has consequences elsewhere, as it was left in the outbox.
#[derive(Deserialize)]
struct Left {
    stream: String,
    kind: String,
    body: String,
}

impl App {
    /// Sends what is to be sent and does what is to follow. What fails is tried again later.
    pub(crate) async fn work_through_outbox(&self) -> Result<Sent, Denied> {
        let now = self.clock().now();
        let mut sent = Sent::default();
        loop {
            let until = now.plus_minutes(LEASE_MINUTES);
            let claimed = self.store().claim_outbox(now, until, CLAIMED_AT_ONCE).await?;
            if claimed.is_empty() {
                break;
            }
            let notices: Vec<&Claimed> =
                claimed.iter().filter(|message| message.topic == NOTICE).collect();
            if !notices.is_empty() {
                let bodies = notices.iter().map(|message| (&*message.key, &*message.body));
                self.home().spool_notices(now, bodies)?;
            }
            let is_told =
                |message: &&Claimed| matches!(message.topic.as_str(), NOTICE | DOCKET_NOTICE);
            let told: Vec<&Claimed> = claimed.iter().filter(is_told).collect();
            if !told.is_empty() {
                self.lay_on_desks(&told, now).await?;
            }
            for message in &claimed {
                match message.topic.as_str() {
                    NOTICE | DOCKET_NOTICE => sent.notices += 1,
                    RECOVERY_ASKED => {
                        if let Err(error) = self.answer_recovery(&message.body).await {
                            self.try_again(message, now, &error).await?;
                            continue;
                        }
                    }
                    REACTION => {
                        if let Err(error) = self.follow(&message.body).await {
                            self.try_again(message, now, &error).await?;
                            continue;
                        }
                        sent.reactions += 1;
                    }
                    unknown => {
                        let error = misread(format!("不认识的待发种类“{unknown}”"));
                        self.try_again(message, now, &error).await?;
                        continue;
                    }
                }
                self.store().outbox_done(message.id, now).await?;
            }
        }
        self.store().purge_outbox(now.plus_minutes(-KEPT_MINUTES)).await?;
        self.clear_desks(now).await?;
        Ok(sent)
    }

    async fn try_again(
        &self,
        message: &Claimed,
        now: Instant,
        error: &Denied,
    ) -> Result<(), Denied> {
        tracing::warn!(key = %log_name(&message.key), %error, "待发事项未成，稍后重试");
        let wait = 1_i64.checked_shl(message.attempts).unwrap_or(LONGEST_WAIT_MINUTES);
        let next_at = now.plus_minutes(wait.clamp(1, LONGEST_WAIT_MINUTES));
        self.store().outbox_failed(message.id, &error.to_string(), next_at).await?;
        Ok(())
    }

    /// Does what follows from an event in other streams.
    async fn follow(&self, left: &str) -> Result<(), Denied> {
        let left: Left = serde_json::from_str(left).map_err(misread)?;
        let stream: StreamId = left.stream.parse().map_err(misread)?;
        let cause = match stream {
            StreamId::Organization => {
                Cause::Organization(OrganizationEvent::decode(&left.kind, &left.body)?)
            }
            StreamId::Rules => Cause::Governance(GovernanceEvent::decode(&left.kind, &left.body)?),
            StreamId::Matter(number) => {
                if let MatterEvent::CardDrafted(drafted) =
                    MatterEvent::decode(&left.kind, &left.body)?
                {
                    self.draft_card(&number, drafted.card).await?;
                }
                return Ok(());
            }
            StreamId::Person(_)
            | StreamId::Card(_)
            | StreamId::Complaint(_)
            | StreamId::Task(_)
            | StreamId::Inspection(_)
            | StreamId::Circular(_)
            | StreamId::Case(_) => return Ok(()),
        };
        let Some(question) = reactions::asks(&cause) else { return Ok(()) };
        let matters = self.look_up(&question).await?;
        let mut failed = None;
        for (stream, command) in reactions::react(&cause, &matters) {
            let Command::Matter(command) = command else { continue };
            let done = self.carry_out::<MatterDecider>(&stream, &Actor::System, *command).await;
            match done {
                // A matter that needs nothing any more says no; that is as it should be.
                Ok(_) | Err(Denied::Refused(_)) => {}
                // One that is damaged is tried again; the others need not wait for it.
                Err(error) if error.is_of_one_stream() => failed = Some(error),
                Err(error) => return Err(error),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn look_up(&self, question: &Question) -> Result<Vec<MatterNumber>, Denied> {
        let desks: Vec<DeskOf> = match question {
            Question::HeldBy(person) => vec![DeskOf::Person(person.clone())],
            Question::CoveredFor(person) => vec![DeskOf::CoveredFor(person.clone())],
            Question::BelongingTo(person) => {
                vec![DeskOf::Person(person.clone()), DeskOf::CoveredFor(person.clone())]
            }
            Question::With(unit) => vec![DeskOf::Unit(unit.clone())],
            Question::Open => {
                let known = self.known().await?;
                known.organization.units.keys().cloned().map(DeskOf::Unit).collect()
            }
        };
        let mut found = BTreeSet::new();
        if let Question::With(unit) = question {
            let offers = self.store().list_offers(unit, MATTERS_AT_ONCE).await?;
            found.extend(offers.into_iter().map(|offer| offer.matter));
        }
        for desk in desks {
            let mut after: Option<DeskPlace> = None;
            loop {
                let page = self.store().list_desk(&desk, after.as_ref(), MATTERS_AT_ONCE).await?;
                let Some(last) = page.last() else { break };
                after = Some(DeskPlace { due_at: last.due_at, matter: last.matter.clone() });
                found.extend(page.into_iter().map(|row| row.matter));
            }
        }
        Ok(found.into_iter().collect())
    }
}

fn misread(error: impl std::fmt::Display) -> Denied {
    Fault::new(FaultKind::Damaged, error.to_string()).into()
}
