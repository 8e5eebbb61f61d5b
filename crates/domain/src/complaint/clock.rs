//! 时限. What is owed by when, what happens when it passes, and what a holiday notice moves.

use std::fmt;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::complaint::draft::{Decided, Draft, Happened, When, Wish};
use crate::complaint::{Complaint, ExtensionLapsed, ExtensionState, FollowUpLapsed};
use crate::decider::Context;

/// 时限名称.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// 受理
    Acceptance,
    /// 办结
    Finish,
    /// 答复
    Reply,
    /// 回访
    FollowUp,
}

/// 一项时限, running or stopped.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Clock {
    /// From when.
    pub since: Instant,
    /// How long; none where a letter names the day.
    pub limit: Option<Limit>,
    /// 到期.
    pub due_at: Instant,
    /// 暂定: a holiday notice is still to come; nothing is overdue by it.
    pub is_provisional: bool,
    /// When what was owed was done.
    pub stopped_at: Option<Instant>,
    /// Whether its passing is on record.
    pub has_passed: bool,
}

/// 到点处理. What falls due, done once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeepTime {}

/// 按新的工作日安排重算. A holiday notice was adopted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reproject {}

/// 时限已过.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LimitPassed {
    /// Which.
    pub clock: ClockName,
    /// When it fell due.
    pub fell_due_at: Instant,
}

/// 到期已重算.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reprojected {
    /// Which.
    pub clock: ClockName,
    /// The new due instant.
    pub due_at: Instant,
    /// 暂定.
    pub is_provisional: bool,
}

impl ClockName {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Finish => "finish",
            Self::Reply => "reply",
            Self::FollowUp => "follow_up",
        }
    }
}

impl fmt::Display for ClockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Acceptance => "受理时限",
            Self::Finish => "办结时限",
            Self::Reply => "答复时限",
            Self::FollowUp => "回访时限",
        })
    }
}

impl Clock {
    /// A limit that begins, by the county's calendar.
    pub(super) fn start(cx: &Context<'_>, since: Instant, limit: Limit) -> Self {
        let due = cx.rules.calendar().due(since, limit, &[]);
        Self {
            since,
            limit: Some(limit),
            due_at: due.at,
            is_provisional: due.is_provisional,
            stopped_at: None,
            has_passed: false,
        }
    }

    /// A day named in a letter, until its closing time.
    pub(super) fn until(cx: &Context<'_>, due_at: Instant) -> Self {
        let (since, is_provisional) = (cx.now, false);
        Self { since, limit: None, due_at, is_provisional, stopped_at: None, has_passed: false }
    }

    /// Whether something is still owed by it.
    pub fn is_running(&self) -> bool {
        self.stopped_at.is_none()
    }

    /// Whether its due instant has come, and counts.
    pub fn is_due(&self, now: Instant) -> bool {
        self.due_at <= now && !self.is_provisional
    }

    /// When its passing must be recorded.
    fn passes_at(&self) -> Option<Instant> {
        let counts = self.is_running() && !self.has_passed && !self.is_provisional;
        counts.then_some(self.due_at)
    }
}

impl Complaint {
    /// What was owed was done.
    pub(super) fn stop(&mut self, name: ClockName, at: Instant) {
        if let Some(clock) = self.clocks.get_mut(&name).filter(|clock| clock.is_running()) {
            clock.stopped_at = Some(at);
        }
    }

    /// Nothing is owed any more.
    pub(super) fn stop_all(&mut self, at: Instant) {
        for clock in self.clocks.values_mut().filter(|clock| clock.is_running()) {
            clock.stopped_at = Some(at);
        }
    }

    /// The open due instant that comes first.
    pub fn due_at(&self) -> Option<Instant> {
        let running = self.clocks.values().filter(|clock| clock.is_running());
        running.map(|clock| clock.due_at).min()
    }
}

/// When something of the complaint falls due next.
pub fn next_due_at(complaint: &Complaint) -> Option<Instant> {
    if !complaint.stage.is_open() {
        return None;
    }
    let clocks = complaint.clocks.values().filter_map(Clock::passes_at);
    let inquiries = complaint.inquiries.iter().filter_map(|inquiry| inquiry.lapses_at());
    clocks.chain(inquiries).min()
}

impl Wish for KeepTime {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(complaint, cx);
        if !complaint.stage.is_open() {
            return draft.done();
        }
        for (name, clock) in &complaint.clocks {
            let Some(fell_due_at) = clock.passes_at().filter(|at| *at <= cx.now) else { continue };
            draft.push(match name {
                ClockName::FollowUp => FollowUpLapsed { fell_due_at }.into(),
                ClockName::Acceptance | ClockName::Finish | ClockName::Reply => {
                    crate::complaint::ComplaintEvent::from(LimitPassed {
                        clock: *name,
                        fell_due_at,
                    })
                }
            });
            if *name == ClockName::Finish {
                lapse_extension(&mut draft, fell_due_at);
            }
        }
        for inquiry in &complaint.inquiries {
            if let Some(fell_due_at) = inquiry.lapses_at().filter(|at| *at <= cx.now) {
                draft.push(inquiry.lapsed(fell_due_at));
            }
        }
        draft.done()
    }
}

/// 延期逾期未批: undecided when the limit passes, a request is void.
fn lapse_extension(draft: &mut Draft<'_>, fell_due_at: Instant) {
    let is_open = |state: ExtensionState| state == ExtensionState::Open;
    let open = draft.state().extensions.iter().find(|request| is_open(request.state));
    if let Some(request) = open.map(|request| request.ordinal) {
        draft.push(ExtensionLapsed { request, fell_due_at });
    }
}

impl Wish for Reproject {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(complaint, cx);
        if !complaint.stage.is_open() {
            return draft.done();
        }
        for (name, clock) in &complaint.clocks {
            let Some(limit) = clock.limit.filter(|_| clock.is_running()) else { continue };
            if clock.is_due(cx.now) {
                continue;
            }
            let due = cx.rules.calendar().due(clock.since, limit, &[]);
            let is_same = due.at == clock.due_at && due.is_provisional == clock.is_provisional;
            if !is_same {
                let (due_at, is_provisional) = (due.at, due.is_provisional);
                draft.push(Reprojected { clock: *name, due_at, is_provisional });
            }
        }
        draft.done()
    }
}

impl Happened for LimitPassed {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        if let Some(clock) = complaint.clocks.get_mut(&self.clock) {
            clock.has_passed = true;
        }
    }
}

impl Happened for Reprojected {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        if let Some(clock) = complaint.clocks.get_mut(&self.clock) {
            clock.due_at = self.due_at;
            clock.is_provisional = self.is_provisional;
        }
    }
}
