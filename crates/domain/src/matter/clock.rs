//! 计时. A clock is a budget and a ledger of what happened to it, never only a date.
//!
//! The due instant is a projection by the calendar: start + limit + extensions, pauses left out,
//! never past the statutory one. It stands in the event that set it, so that replaying gives the
//! same date for ever, and only an event with a reason changes it.

mod projection;

pub(crate) use projection::{Budget, just_after, share, start, start_plain};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Calendar, Explanation, Instant, Limit, Pause};

use crate::id::{PersonId, SuspensionCode, UnitId};
use crate::signal::Level;

/// 哪一个钟. A matter has three clocks of its own (首次回应, 环节, 办结) and one for each unit or
/// promise that stands beside them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ClockName {
    /// 首次回应: from filing, whatever else happens.
    FirstResponse,
    /// 立即办 first action.
    FirstAction,
    /// 办结: promised, with the statutory limit beside.
    Completion,
    /// 送达, only where a law limits it after the decision.
    Delivery,
    /// 受理: tell what is missing, or accept.
    Acceptance,
    /// 环节, by its place in the catalogue entry, from 1.
    Step(u32),
    /// 签收 of an offered hand-over, by the number of the offer; 0 is the filing itself.
    Signing(u32),
    /// 协办, by the number of the request.
    Assisting(u32),
    /// 职责裁定.
    Ruling(u32),
    /// 被推至上级后学校的回应.
    PushUpAnswer(u32),
    /// 跟踪办: the next date, by its number.
    FollowUp(u32),
}

impl ClockName {
    /// The code without its number, such as `completion`.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::FirstAction => "first_action",
            Self::Completion => "completion",
            Self::Delivery => "delivery",
            Self::Acceptance => "acceptance",
            Self::Step(_) => "step",
            Self::Signing(_) => "signing",
            Self::Assisting(_) => "assisting",
            Self::Ruling(_) => "ruling",
            Self::PushUpAnswer(_) => "push_up_answer",
            Self::FollowUp(_) => "follow_up",
        }
    }

    /// 中文名称, as people see it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstResponse => "首次回应",
            Self::FirstAction => "立即办",
            Self::Completion => "办结",
            Self::Delivery => "送达",
            Self::Acceptance => "受理",
            Self::Step(_) => "环节",
            Self::Signing(_) => "签收",
            Self::Assisting(_) => "协办",
            Self::Ruling(_) => "职责裁定",
            Self::PushUpAnswer(_) => "推诿上交回应",
            Self::FollowUp(_) => "跟踪办",
        }
    }

    /// Its number, where there are several of a kind.
    fn number(self) -> Option<u32> {
        match self {
            Self::FirstResponse
            | Self::FirstAction
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance => None,
            Self::Step(number)
            | Self::Signing(number)
            | Self::Assisting(number)
            | Self::Ruling(number)
            | Self::PushUpAnswer(number)
            | Self::FollowUp(number) => Some(number),
        }
    }

    /// Whether it is the citizen's: counted by the county's calendar, never stopped for what
    /// passes between offices (decisions B14). The others are counted by the unit's calendar.
    pub fn is_citizens(self) -> bool {
        match self {
            Self::FirstResponse
            | Self::FirstAction
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance
            | Self::Ruling(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => true,
            Self::Step(_) | Self::Signing(_) | Self::Assisting(_) => false,
        }
    }

    /// Whether it warns before it is due. What must be done within hours does not.
    pub fn has_pre_alert(self) -> bool {
        match self {
            Self::FirstAction | Self::Signing(_) | Self::Ruling(_) => false,
            Self::FirstResponse
            | Self::Completion
            | Self::Delivery
            | Self::Acceptance
            | Self::Step(_)
            | Self::Assisting(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => true,
        }
    }

    /// Whether a suspension of the matter stops it. Acceptance stands still only while something is
    /// awaited from the citizen.
    pub fn is_suspendable(self) -> bool {
        match self {
            Self::Completion | Self::Step(_) | Self::Acceptance => true,
            Self::FirstResponse
            | Self::FirstAction
            | Self::Delivery
            | Self::Signing(_)
            | Self::Assisting(_)
            | Self::Ruling(_)
            | Self::PushUpAnswer(_)
            | Self::FollowUp(_) => false,
        }
    }
}

impl fmt::Display for ClockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            Some(number) => write!(f, "{}/{number}", self.code()),
            None => f.write_str(self.code()),
        }
    }
}

/// A text that names no clock.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是计时名称")]
pub struct ClockNameError(String);

impl FromStr for ClockName {
    type Err = ClockNameError;

    fn from_str(text: &str) -> Result<Self, ClockNameError> {
        let wrong = || ClockNameError(text.chars().take(40).collect());
        let Some((code, number)) = text.split_once('/') else {
            return match text {
                "first_response" => Ok(Self::FirstResponse),
                "first_action" => Ok(Self::FirstAction),
                "completion" => Ok(Self::Completion),
                "delivery" => Ok(Self::Delivery),
                "acceptance" => Ok(Self::Acceptance),
                _ => Err(wrong()),
            };
        };
        let number = number.parse().map_err(|_| wrong())?;
        match code {
            "step" => Ok(Self::Step(number)),
            "signing" => Ok(Self::Signing(number)),
            "assisting" => Ok(Self::Assisting(number)),
            "ruling" => Ok(Self::Ruling(number)),
            "push_up_answer" => Ok(Self::PushUpAnswer(number)),
            "follow_up" => Ok(Self::FollowUp(number)),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for ClockName {
    type Error = ClockNameError;

    fn try_from(text: String) -> Result<Self, ClockNameError> {
        text.parse()
    }
}

impl From<ClockName> for String {
    fn from(name: ClockName) -> Self {
        name.to_string()
    }
}

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

    /// 说明. Every day counted or skipped, and why.
    pub fn explain(&self, calendar: &Calendar) -> Explanation {
        calendar.explain(self.started_at, self.extended_limit(), &self.calendar_pauses())
    }
}
