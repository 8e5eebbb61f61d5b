//! 心跳. What runs by itself: timers, reactions, notices, sealing. It uses the same door as
//! people do, as the actor “system”.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::accountability::{CaseDecider, KeepCaseTime};
use xiaoneng_domain::card::{CardDecider, KeepCardTime};
use xiaoneng_domain::circular::{self, CircularDecider};
use xiaoneng_domain::complaint::{self, ComplaintDecider};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::inspection::{self, InspectionDecider};
use xiaoneng_domain::matter::{Beat as Occasion, LetTimePass, MatterDecider};
use xiaoneng_domain::organization::{KeepTime, OrganizationDecider};
use xiaoneng_domain::stream::{StreamId, log_name};
use xiaoneng_domain::task::{self, TaskDecider};

use crate::App;
use crate::denied::Denied;
use crate::docket::URGING;
use crate::outbox::Sent;

/// When the last heartbeat was, in the settings of the data.
pub(crate) const LAST_BEAT: &str = "heartbeat/last";

/// A form sent again within this makes no second matter: a month, in minutes.
const FORMS_KNOWN_MINUTES: i64 = 30 * 24 * 60;

/// How many timers are looked at in one reading.
const TIMERS_AT_ONCE: u32 = 500;

/// What a heartbeat did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beat {
    /// Streams for which something fell due.
    pub due: u64,
    /// Events that came of it.
    pub events: u64,
    /// Commands that followed from events elsewhere.
    pub reactions: u64,
    /// Notices handed over for sending.
    pub notices: u64,
    /// Streams that could not be looked at: damaged, or too many acted on them. The others were.
    pub failed: u64,
    /// Checkpoints sealed.
    pub checkpoints: u64,
}

impl Beat {
    fn add(&mut self, sent: &Sent) {
        self.notices += sent.notices;
        self.reactions += sent.reactions;
    }
}

impl App {
    /// Whether some timer has fallen due by now.
    pub async fn has_fallen_due(&self) -> Result<bool, Denied> {
        let next = self.store().next_timer().await?;
        Ok(next.is_some_and(|timer| timer.at <= self.clock().now()))
    }

    /// One heartbeat: everything that fell due by now happens, everything sealed.
    pub async fn beat(&self) -> Result<Beat, Denied> {
        let now = self.clock().now();
        let mut beat = Beat::default();
        let occasion = self.occasion(now).await?;
        let organization = self
            .carry_out::<OrganizationDecider>(&StreamId::Organization, &Actor::System, KeepTime {})
            .await?;
        beat.events += organization.facts.len() as u64;
        beat.events += self.keep_complaints().await?;
        // What follows from events moves responsibility, so it comes before signals are raised.
        beat.add(&self.work_through_outbox().await?);
        self.let_time_pass(now, occasion, &mut beat).await?;
        beat.add(&self.work_through_outbox().await?);
        self.tidy_codes(now).await?;
        self.tidy_sign_in_hourly(now).await?;
        // What is not found yet must not keep clocks from being watched.
        if let Err(error) = self.keep_search(now).await {
            tracing::warn!(%error, "检索维护未成，下次心跳再试");
        }
        self.note_watch(now).await?;
        beat.checkpoints = self.seal().await?;
        Ok(beat)
    }

    /// Forgets tokens, tries and held files that are over.
    async fn tidy_codes(&self, now: Instant) -> Result<(), Denied> {
        let codes = &self.settings().codes;
        let tries_before = now.plus_minutes(-i64::from(codes.tries_within_minutes) - 1);
        let forms_before = now.plus_minutes(-FORMS_KNOWN_MINUTES);
        self.store().purge_codes(now, tries_before, forms_before).await?;
        Ok(self.store().purge_held(now).await?)
    }

    /// Notes that somebody looked until then and nothing was left undone by an outage: the demo's
    /// year passes over the hours in which nothing falls due.
    pub(crate) async fn note_watch(&self, now: Instant) -> Result<(), Denied> {
        Ok(self.store().write_setting(LAST_BEAT, &now.micros().to_string()).await?)
    }

    /// Whether nobody looked for so long that what fell due meanwhile is late by outage.
    async fn occasion(&self, now: Instant) -> Result<Occasion, Denied> {
        let last = self.store().read_setting(LAST_BEAT).await?;
        let last = last.and_then(|text| text.parse().ok()).map(Instant::from_micros);
        let longest = i64::from(self.settings().outage_after_minutes);
        Ok(match last {
            Some(since) if since.plus_minutes(longest) < now => Occasion::AfterOutage { since },
            Some(_) | None => Occasion::Regular,
        })
    }

    async fn let_time_pass(
        &self,
        now: Instant,
        beat: Occasion,
        done: &mut Beat,
    ) -> Result<(), Denied> {
        let mut looked_at = BTreeSet::new();
        // What could not be done stays due; it must not hide what lies behind it.
        let mut stays_due = 0;
        loop {
            let due = self.store().list_due_timers(now, TIMERS_AT_ONCE + stays_due).await?;
            let due: Vec<StreamId> = due
                .into_iter()
                .map(|timer| timer.stream)
                .filter(|stream| !matches!(stream, StreamId::Organization))
                .filter(|stream| looked_at.insert(stream.clone()))
                .collect();
            if due.is_empty() {
                return Ok(());
            }
            for stream in due {
                done.due += 1;
                match self.pass_time(&stream, beat).await {
                    Ok(events) => done.events += events,
                    // It ended while we came to it; nothing is due any more.
                    Err(Denied::Refused(_)) => stays_due += 1,
                    Err(error) if error.is_of_one_stream() => {
                        let name = stream.to_string();
                        let name = log_name(&name);
                        tracing::error!(%name, %error, "这一件到点未处理，下次心跳再试");
                        stays_due += 1;
                        done.failed += 1;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Everything that fell due in a stream; how many events that were.
    async fn pass_time(&self, stream: &StreamId, beat: Occasion) -> Result<u64, Denied> {
        let actor = &Actor::System;
        let events = match stream {
            StreamId::Matter(_) => {
                let pass = LetTimePass { beat };
                self.carry_out::<MatterDecider>(stream, actor, pass).await?.facts.len()
            }
            StreamId::Complaint(_) => {
                let keep = complaint::KeepTime {};
                self.carry_out::<ComplaintDecider>(stream, actor, keep).await?.facts.len()
            }
            StreamId::Task(_) => {
                let pass = |next_slip| task::KeepTime { next_slip }.into();
                let done = self.carry_out_numbered::<TaskDecider>(stream, actor, URGING, pass);
                done.await?.facts.len()
            }
            StreamId::Card(_) => {
                self.carry_out::<CardDecider>(stream, actor, KeepCardTime {}).await?.facts.len()
            }
            StreamId::Inspection(_) => {
                let pass = inspection::KeepTime {};
                self.carry_out::<InspectionDecider>(stream, actor, pass).await?.facts.len()
            }
            StreamId::Circular(_) => {
                let pass = circular::KeepTime {};
                self.carry_out::<CircularDecider>(stream, actor, pass).await?.facts.len()
            }
            StreamId::Case(_) => {
                self.carry_out::<CaseDecider>(stream, actor, KeepCaseTime {}).await?.facts.len()
            }
            StreamId::Organization | StreamId::Rules | StreamId::Person(_) => 0,
        };
        Ok(events as u64)
    }

    /// Seals all events that wait for it, and publishes the checkpoints.
    pub async fn seal(&self) -> Result<u64, Denied> {
        let checkpoints = self.store().seal(self.signer(), self.clock().now()).await?;
        for checkpoint in &checkpoints {
            self.home().publish_checkpoint(checkpoint.note())?;
        }
        Ok(checkpoints.len() as u64)
    }
}
