//! 健康. What the administrator looks at in the morning: the heartbeat, the ledger, the backup, desks
//! that nobody fills, messages that do not go out, years that are an estimate.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PostId, UnitId};
use xiaoneng_domain::organization::{Organization, UnitKind};
use xiaoneng_domain::rules::Rules;

use crate::App;
use crate::backup::{Drill, LastBackup};
use crate::denied::Denied;
use crate::restore::notes;

/// When the ledger was last verified, in the settings of the data.
const AUDIT: &str = "audit/last";
/// When a verification began that has not ended yet.
const AUDIT_BEGUN: &str = "audit/begun";
/// A verification that has not ended after this has been cut off with the service, in minutes.
const LONGEST_AUDIT_MINUTES: i64 = 120;
/// From this month on the next year's holiday notice is expected.
const NOTICE_EXPECTED: i8 = 11;

/// 健康 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Health {
    /// The last heartbeat.
    pub last_beat: Option<Instant>,
    /// The last backup, made at the button or by the command.
    pub last_backup: Option<LastBackup>,
    /// The last drill.
    pub last_drill: Option<Drill>,
    /// The last verification of the ledger.
    pub last_audit: Option<Audit>,
    /// Units with neither a head nor a desk of their own.
    pub uncovered: Vec<UnitId>,
    /// Posts that are held and have no agreed B.
    pub unpaired: Vec<PostId>,
    /// Messages that wait to be sent.
    pub waiting_messages: u64,
    /// Messages that failed and are tried again.
    pub failed_messages: u64,
    /// Records that are in no checkpoint yet.
    pub unsealed: u64,
    /// The holiday notice of this year.
    pub has_this_year: bool,
    /// Whether the next year's is missing although it is time for it.
    pub misses_next_year: bool,
}

/// 账本核验 as it ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Audit {
    at: i64,
    /// How many records.
    pub events: u64,
    /// How many of them are sealed.
    pub sealed: u64,
    /// How many published checkpoints were compared.
    pub published: u64,
    /// What was wrong first; empty if nothing.
    pub wrong: String,
    /// How much was wrong.
    pub count: u64,
}

impl Audit {
    /// When.
    pub fn at(&self) -> Instant {
        Instant::from_micros(self.at)
    }

    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.count == 0
    }
}

/// 当日锚点. What is printed and kept on paper: the last checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// The whole signed note.
    pub note: String,
    /// How many records it covers.
    pub size: u64,
    /// The root of the tree, in hexadecimal.
    pub root: String,
    /// When it was sealed.
    pub sealed_at: Instant,
}

impl App {
    /// 健康 of the installation, for any of the three administrators.
    pub async fn health(&self) -> Result<Health, Denied> {
        let known = self.known().await?;
        let organization = known.organization.as_ref();
        let last_beat = self.store().read_setting(crate::heartbeat::LAST_BEAT).await?;
        let (today, rules) = (self.clock().now().date(), known.rules.as_ref());
        Ok(Health {
            last_beat: last_beat.and_then(|text| text.parse().ok()).map(Instant::from_micros),
            last_backup: self.last_backup(),
            last_drill: self.last_drill().await?,
            last_audit: self.last_audit().await?,
            uncovered: uncovered(organization),
            unpaired: unpaired(organization),
            waiting_messages: self.store().count_outbox().await?,
            failed_messages: self.store().count_outbox_failed().await?,
            unsealed: self.store().count_unsealed().await?,
            has_this_year: has_notice(rules, today.year()),
            misses_next_year: misses_next_year(rules, today),
        })
    }

    /// The last verification, if there was one.
    pub async fn last_audit(&self) -> Result<Option<Audit>, Denied> {
        let kept = self.store().read_setting(AUDIT).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Since when a verification runs, if one does.
    pub async fn audit_under_way(&self) -> Result<Option<Instant>, Denied> {
        let kept = self.store().read_setting(AUDIT_BEGUN).await?;
        let begun = kept.and_then(|text| text.parse().ok()).map(Instant::from_micros);
        let latest = self.clock().now().plus_minutes(-LONGEST_AUDIT_MINUTES);
        Ok(begun.filter(|begun| *begun > latest))
    }

    /// 核验账本, against the checkpoints published outside the database. Ends when it is done; its
    /// end is kept for everybody to see.
    pub async fn audit(&self, actor: &Actor) -> Result<Audit, Denied> {
        self.must_be_allowed(actor, OfficeAct::VerifyLedger).await?;
        let begun = self.clock().now();
        self.store().write_setting(AUDIT_BEGUN, &begun.micros().to_string()).await?;
        let verified = self.audited().await;
        self.store().write_setting(AUDIT_BEGUN, "").await?;
        let audit = verified?;
        let text = serde_json::to_string(&audit).unwrap_or_default();
        self.store().write_setting(AUDIT, &text).await?;
        Ok(audit)
    }

    async fn audited(&self) -> Result<Audit, Denied> {
        let published = self.home().published_checkpoints()?.unwrap_or_default();
        let report = self.verify(&self.public_key(), &notes(&published)).await?;
        let count = report.problems.len() as u64 + report.more;
        Ok(Audit {
            at: self.clock().now().micros(),
            events: report.events,
            sealed: report.sealed,
            published: report.published,
            wrong: report.problems.first().map(ToString::to_string).unwrap_or_default(),
            count,
        })
    }

    /// The last checkpoint, to be printed; everything recorded until now is sealed first.
    pub async fn anchor(&self) -> Result<Option<Anchor>, Denied> {
        self.seal().await?;
        let last = self.store().last_checkpoint(self.signer()).await?;
        Ok(last.map(|checkpoint| Anchor {
            note: checkpoint.note().to_owned(),
            size: checkpoint.size(),
            root: checkpoint.root().to_string(),
            sealed_at: checkpoint.sealed_at(),
        }))
    }
}

fn uncovered(organization: &Organization) -> Vec<UnitId> {
    let below = organization.open_units().filter(|unit| unit.kind != UnitKind::Bureau);
    let empty = below.filter(|unit| unit.head.is_none() && unit.desk.is_empty());
    empty.map(|unit| unit.id.clone()).collect()
}

fn unpaired(organization: &Organization) -> Vec<PostId> {
    let held = organization.posts.iter().filter(|(_, post)| post.holder.is_some());
    let alone =
        held.filter(|(id, _)| organization.covers.get(*id).is_none_or(|cover| !cover.is_agreed()));
    alone.map(|(id, _)| id.clone()).collect()
}

/// Whether the holiday notice of a year is in force.
pub(crate) fn has_notice(rules: &Rules, year: i16) -> bool {
    rules.arrangements().iter().any(|arrangement| arrangement.year == year)
}

fn misses_next_year(rules: &Rules, today: Date) -> bool {
    let (year, month, _) = today.ymd();
    month >= NOTICE_EXPECTED && !has_notice(rules, year + 1)
}
