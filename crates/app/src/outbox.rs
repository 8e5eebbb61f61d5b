//! 待发. What is to follow from events: notices to people, commands in other streams.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::stream::log_name;
use xiaoneng_store::Claimed;

use crate::App;
use crate::denied::Denied;
use crate::follow::{Followed, misread};
use crate::topics::{BEFELL, DOCKET_NOTICE, NOTICE, REACTION, RECOVERY_ASKED};

const CLAIMED_AT_ONCE: u32 = 200;
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
                    REACTION => match self.follow(&message.body).await {
                        Ok(Followed::Done) => sent.reactions += 1,
                        Ok(Followed::NotBefore(at)) => {
                            self.store().outbox_failed(message.id, "未到时候", at).await?;
                            continue;
                        }
                        Err(error) => {
                            self.try_again(message, now, &error).await?;
                            continue;
                        }
                    },
                    BEFELL => {
                        if let Err(error) = self.watch_over(&message.body).await {
                            self.try_again(message, now, &error).await?;
                            continue;
                        }
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
}
