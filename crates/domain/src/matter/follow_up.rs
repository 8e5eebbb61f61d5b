//! 跟踪办. What cannot be solved yet has a next date, approved by the head, told to the citizen.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant, Limit, LimitUnit};

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::acceptance::must_be_accepted;
use crate::matter::answer::no_empty_answer;
use crate::matter::clock::{Clock, ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::handling::{Mode, ModeReason};
use crate::matter::requests::{
    RequestState, Verdict, approver_note, asker, decides, none_pending, one_above,
};
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 跟踪办申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 转跟踪办, or set its next date. Without a date it is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskFollowUp {
    /// 下次进展日期.
    pub next_on: Option<Date>,
    /// Why it cannot be solved yet.
    pub reason: Written,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批跟踪办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideFollowUp {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 已申请跟踪办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpAsked {
    /// Its number.
    pub request: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Why.
    pub reason: TextDigest,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已转跟踪办, or its next date is set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpSet {
    /// The request.
    pub request: u32,
    /// 下次进展日期.
    pub next_on: Date,
    /// Who approved.
    pub approver: PersonId,
    /// 跟踪计时, in place of 办结 or of the date before.
    pub clock: ClockStart,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 跟踪办未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpRefused {
    /// The request.
    pub request: u32,
    /// Who decided, or did not.
    pub approver: PersonId,
    /// Why; none where it lapsed undecided.
    pub reason: Option<TextDigest>,
    /// Refused or lapsed.
    pub state: RequestState,
}

impl Wish for AskFollowUp {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason, &self.notice]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        said(&self.reason, "一时办不成的原因")?;
        said(&self.notice, "告诉群众的话")?;
        no_empty_answer(cx, &self.notice)?;
        let mut draft = Draft::of(matter, cx);
        must_be_accepted(&mut draft, cx)?;
        let matter = draft.state();
        still_in_time(matter, cx)?;
        none_pending(&matter.follow_ups, "跟踪办", |request| request.state)?;
        let next_on = check_date(matter, cx, self.next_on)?;
        let asked_by = asker(matter, cx)?;
        let approver = one_above(matter, cx, &asked_by)?;
        let asked = FollowUpAsked {
            request: next_ordinal(matter.follow_ups.len()),
            next_on,
            reason: self.reason.digest(),
            notice: self.notice.digest(),
            asked_by,
            approver,
        };
        draft.push(asked);
        draft.done()
    }
}

/// The clock that a follow-up would relieve: that of the date before, else 办结.
pub(crate) fn relieved(matter: &Matter) -> Option<&Clock> {
    let dates = matter.open_clocks().filter(|clock| matches!(clock.name, ClockName::FollowUp(_)));
    dates.last().or_else(|| matter.open_clock(ClockName::Completion))
}

/// Asked and approved before the due instant (decisions B19).
fn still_in_time(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let none = No::ClockNotRunning { clock: ClockName::Completion };
    let clock = relieved(matter).ok_or(none)?;
    let due_at = clock.projection.due_at;
    match clock.is_due(cx.now) {
        false => Ok(()),
        true => Err(No::LimitAlreadyPassed { clock: clock.name, due_at }),
    }
}

/// A date that lies ahead, within the longest distance, and not past the statutory limit.
fn check_date(matter: &Matter, cx: &Context<'_>, next_on: Option<Date>) -> Result<Date, No> {
    let rule = &cx.rules.on(cx.now.date()).handling.follow_up;
    let calendar = cx.rules.calendar();
    let farthest = calendar.due(cx.now, rule.limit, &[]).at;
    let latest = farthest.date();
    let clause = || rule.source.clone();
    let asked = next_on.ok_or_else(|| No::NextDateMissing { latest, clause: clause() })?;
    let today = cx.now.date();
    if asked <= today {
        return Err(No::NextDateNotAhead { today });
    }
    if asked > latest {
        return Err(No::NextDateTooFar { asked, latest, clause: clause() });
    }
    let due_at = next_date_clock(matter, cx, asked)?.projection.due_at;
    let completion = matter.clock(ClockName::Completion);
    let statutory = completion.and_then(|clock| clock.projection.statutory_due_at);
    match statutory.filter(|statutory| due_at > *statutory) {
        Some(statutory_due_at) => Err(No::PassesStatutory { statutory_due_at }),
        None => Ok(asked),
    }
}

fn next_date_clock(matter: &Matter, cx: &Context<'_>, next_on: Date) -> Result<ClockStart, No> {
    let (_, responsible) = matter.held()?;
    let granted = matter.clocks.keys().filter(|name| matches!(name, ClockName::FollowUp(_)));
    let name = ClockName::FollowUp(next_ordinal(granted.count()));
    let distance = next_on.epoch_days().saturating_sub(cx.now.date().epoch_days());
    let amount = u32::try_from(distance).unwrap_or_default();
    let limit = Limit { amount, unit: LimitUnit::CalendarDay };
    Ok(start_plain(cx, name, &responsible.holder.unit, cx.now, limit))
}

impl Happened for FollowUpAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.follow_ups.push(FollowUpRequest {
            ordinal: self.request,
            next_on: self.next_on,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: RequestState::Open,
        });
    }
}

impl Wish for DecideFollowUp {
    fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let mut open = matter.follow_ups.iter().filter(|request| {
            request.state == RequestState::Open && request.ordinal == self.request
        });
        let request = open.next().ok_or(No::NoSuchRequest { request: self.request })?;
        decides(cx, &request.approver)?;
        still_in_time(matter, cx)?;
        let mut draft = Draft::of(matter, cx);
        draft.push_some(approver_note(cx, &request.approver));
        let approver = request.approver.clone();
        match &self.verdict {
            Verdict::Approve => {
                let next_on = check_date(matter, cx, Some(request.next_on))?;
                let clock = next_date_clock(matter, cx, next_on)?;
                let (request, rules) = (self.request, cx.rules.digest());
                draft.push(FollowUpSet { request, next_on, approver, clock, rules });
            }
            Verdict::Refuse(reason) => {
                said(reason, "不同意的理由")?;
                let (reason, state) = (Some(reason.digest()), RequestState::Refused);
                draft.push(FollowUpRefused { request: self.request, approver, reason, state });
            }
        }
        draft.done()
    }
}

impl Matter {
    fn settle_follow_up(&mut self, number: u32, state: RequestState) {
        let mut requests = self.follow_ups.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for FollowUpSet {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_follow_up(self.request, RequestState::Approved);
        let open: Vec<ClockName> = matter.open_clocks().map(|clock| clock.name).collect();
        for name in open {
            match name {
                ClockName::Completion | ClockName::Step(_) => {
                    matter.stop(name, when.at, StopReason::Deferred);
                }
                ClockName::FollowUp(_) => matter.stop(name, when.at, StopReason::Met),
                ClockName::FirstResponse
                | ClockName::FirstAction
                | ClockName::Delivery
                | ClockName::Acceptance
                | ClockName::Signing(_)
                | ClockName::Assisting(_)
                | ClockName::Ruling(_)
                | ClockName::PushUpAnswer(_) => {}
            }
        }
        for request in matter.open_requests_mut() {
            *request = RequestState::Lapsed;
        }
        matter.set_going(std::slice::from_ref(&self.clock));
        matter.modes.insert(Mode::FollowUp, ModeReason::Deferred);
    }
}

impl Happened for FollowUpRefused {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_follow_up(self.request, self.state);
    }
}
