//! 计时. A clock is a budget and a ledger of what happened to it, never only a date.
//!
//! The due instant is a projection by the calendar: start + limit + extensions, pauses left out,
//! never past the statutory one. It stands in the event that set it, so that replaying gives the
//! same date for ever, and only an event with a reason changes it.

mod name;
mod projection;

pub use name::{ClockName, ClockNameError};

pub(crate) use projection::{Budget, just_after, share, start, start_plain};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Explanation, Instant, Limit, Pause};

use crate::id::{PersonId, SuspensionCode, UnitId};
use crate::rules::Rules;
use crate::signal::Level;

/// 推算. Where a clock stands to be due, and when its light changes.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Projection {
    /// 到期. The last instant on time.
    pub due_at: Instant,
    /// 暂定. A day on the way has no holiday notice yet.
    pub is_provisional: bool,
    /// 法定到期, where a law fixes a limit. Never before `due_at`.
    pub statutory_due_at: Option<Instant>,
    /// 蓝色提示.
    pub hint_at: Option<Instant>,
    /// 临期. From here the light is amber.
    pub amber_at: Instant,
    /// 临期预警; none where the limit is too short for one.
    pub pre_alert_at: Option<Instant>,
    /// 拟牌. From here a card is drafted; none while provisional.
    pub card_at: Option<Instant>,
    /// 红牌线. From here overdue is grave; none while provisional.
    pub red_at: Option<Instant>,
}

/// 起算. A clock as an event sets it going.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockStart {
    /// Which clock.
    pub clock: ClockName,
    /// The unit charged if it runs over.
    pub unit: UnitId,
    /// From when it counts; the civil day of it is day zero.
    pub started_at: Instant,
    /// How long.
    pub limit: Limit,
    /// 法定时限, where there is one.
    pub statutory: Option<Limit>,
    /// Where it stands to be due.
    pub projection: Projection,
}

/// 重算. A clock whose projection an event changed.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockChange {
    /// Which clock.
    pub clock: ClockName,
    /// Where it stands now.
    pub projection: Projection,
}

/// 计时. A clock of a matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Which clock.
    pub name: ClockName,
    /// The unit charged if it runs over.
    pub unit: UnitId,
    /// From when it counts.
    pub started_at: Instant,
    /// The limit without extensions.
    pub limit: Limit,
    /// 法定时限, where there is one.
    pub statutory: Option<Limit>,
    /// 延期, approved ones in order.
    pub extensions: Vec<Extended>,
    /// 暂停, in order; they never overlap.
    pub pauses: Vec<Paused>,
    /// 原定. Due without extensions and pauses, as first projected.
    pub first_due_at: Instant,
    /// Where it stands to be due.
    pub projection: Projection,
    /// When and why it stopped; none while it runs.
    pub stopped: Option<Stopped>,
    /// The highest level for which a signal was raised.
    pub raised: Option<Level>,
}

/// 延长的一段.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extended {
    /// When it was approved.
    pub at: Instant,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who approved.
    pub approver: PersonId,
    /// By law: the statutory limit is lengthened too.
    pub is_by_law: bool,
}

/// 暂停的一段.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paused {
    /// From.
    pub from: Instant,
    /// Until; while it lasts, the expected end.
    pub to: Instant,
    /// Why.
    pub reason: PauseReason,
    /// Whether the end is on record.
    pub has_ended: bool,
}

/// 暂停原因.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A listed ground, with evidence and approval.
    Listed(SuspensionCode),
    /// 等群众补充材料.
    Supplement,
}

/// 停止.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Stopped {
    /// When.
    pub at: Instant,
    /// Why.
    pub why: StopReason,
}

/// 停止原因.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// What it waited for was done.
    Met,
    /// What it waited for is no longer wanted: withdrawn, returned, released, ended otherwise.
    Void,
    /// 转跟踪办: the next date stands in its place.
    Deferred,
}

impl Clock {
    /// A clock just set going.
    pub fn from_start(start: &ClockStart) -> Self {
        Self {
            name: start.clock,
            unit: start.unit.clone(),
            started_at: start.started_at,
            limit: start.limit,
            statutory: start.statutory,
            extensions: Vec::new(),
            pauses: Vec::new(),
            first_due_at: start.projection.due_at,
            projection: start.projection,
            stopped: None,
            raised: None,
        }
    }

    /// Whether it still counts, paused or not.
    pub fn is_open(&self) -> bool {
        self.stopped.is_none()
    }

    /// 转跟踪办: the next date stands in its place.
    pub fn is_deferred(&self) -> bool {
        self.stopped.is_some_and(|stopped| stopped.why == StopReason::Deferred)
    }

    /// Whether it is paused at that instant.
    pub fn is_paused(&self, at: Instant) -> bool {
        self.pauses.iter().any(|pause| pause.from <= at && at < pause.to)
    }

    /// The instant by which it is judged: its end, or now.
    pub fn judged_at(&self, now: Instant) -> Instant {
        self.stopped.map_or(now, |stopped| stopped.at)
    }

    /// When a level is reached, if it applies to this clock. Overdue levels do not arise from a
    /// provisional date.
    pub fn reaches(&self, level: Level) -> Option<Instant> {
        let marks = &self.projection;
        let at = match level {
            Level::Hint => marks.hint_at.filter(|_| self.name == ClockName::Completion),
            Level::PreAlert => marks.pre_alert_at.filter(|_| self.name.has_pre_alert()),
            Level::Yellow => (!marks.is_provisional).then(|| just_after(marks.due_at)),
            Level::Red => marks.red_at.filter(|_| !marks.is_provisional),
        };
        at.map(|at| self.not_within_pause(at))
    }

    /// While it is paused nothing falls due.
    fn not_within_pause(&self, at: Instant) -> Instant {
        let pause = self.pauses.iter().find(|pause| pause.from <= at && at < pause.to);
        pause.map_or(at, |pause| pause.to)
    }

    /// 已到期. From the due instant on nothing can be asked for it any more; an estimate is not due.
    pub fn is_due(&self, now: Instant) -> bool {
        now >= self.projection.due_at && !self.projection.is_provisional
    }

    /// 超期. Whether it ran or runs over; exactly at the due instant it is still on time.
    pub fn is_over(&self, now: Instant) -> bool {
        self.judged_at(now) > self.projection.due_at
    }

    /// The limit with all approved extensions.
    pub fn extended_limit(&self) -> Limit {
        let extra = self.extensions.iter().map(|extended| extended.amount);
        let amount = extra.fold(self.limit.amount, u32::saturating_add);
        Limit { amount, unit: self.limit.unit }
    }

    /// 法定时限 with the extensions that the law itself gives.
    pub fn extended_statutory(&self) -> Option<Limit> {
        let by_law = self.extensions.iter().filter(|extended| extended.is_by_law);
        let extra = by_law.map(|extended| extended.amount).fold(0, u32::saturating_add);
        let longer = |limit: Limit| Limit { amount: limit.amount.saturating_add(extra), ..limit };
        self.statutory.map(longer)
    }

    /// The pauses as the calendar takes them.
    pub fn calendar_pauses(&self) -> Vec<Pause> {
        self.pauses.iter().map(|pause| Pause { from: pause.from, to: pause.to }).collect()
    }

    /// 说明. Every day counted or skipped, and why; what the law caps is told beside.
    pub fn explain(&self, rules: &Rules) -> Explanation {
        let calendar = match self.name.is_citizens() {
            true => rules.calendar(),
            false => rules.calendar_of(&self.unit),
        };
        calendar.explain(self.started_at, self.extended_limit(), &self.calendar_pauses())
    }
}
