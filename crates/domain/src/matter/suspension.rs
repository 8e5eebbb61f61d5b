//! 暂停计时. Only on a listed ground, with evidence, approval and an end; ends by itself.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Pause};

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::{PersonId, SuspensionCode};
use crate::matter::acceptance::must_be_accepted;
use crate::matter::clock::{ClockChange, ClockName, PauseReason, Paused};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::requests::{
    RequestState, Verdict, approver_note, asker, decides, none_pending, one_above,
};
use crate::matter::standing::said;
use crate::matter::supplement::GROUND;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 暂停申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspensionRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// Expected end.
    pub until: Instant,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suspension {
    /// Why.
    pub reason: PauseReason,
    /// From.
    pub from: Instant,
    /// Until; while it lasts, the expected end.
    pub to: Instant,
    /// Whether the end is on record.
    pub has_ended: bool,
}

/// 申请暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskSuspension {
    /// The ground.
    pub code: SuspensionCode,
    /// The evidence (a letter's number, an order).
    pub evidence: Written,
    /// Expected end.
    pub until: Instant,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批暂停.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideSuspension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 提前恢复计时.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resume {}

/// 已申请暂停.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuspensionAsked {
    /// Its number.
    pub request: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// The evidence.
    pub evidence: TextDigest,
    /// Expected end.
    pub until: Instant,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已暂停计时.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Suspended {
    /// The request.
    pub request: u32,
    /// The ground.
    pub code: SuspensionCode,
    /// Expected end.
    pub until: Instant,
    /// Who approved.
    pub approver: PersonId,
    /// The clocks that stop meanwhile.
    pub changes: Vec<ClockChange>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 暂停未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuspensionRefused {
    /// The request.
    pub request: u32,
    /// Why; none where it lapsed undecided.
    pub reason: Option<TextDigest>,
    /// Who decided, or did not.
    pub approver: PersonId,
    /// Refused or lapsed.
    pub state: RequestState,
}

/// 计时已恢复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resumed {
    /// From when it counts again.
    pub effective_from: Instant,
    /// How it ended.
    pub how: ResumedBy,
    /// The clocks that run again.
    pub changes: Vec<ClockChange>,
}

/// 恢复方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumedBy {
    /// 到期自动恢复
    Itself,
    /// 提前恢复
    Person,
}

impl Wish for AskSuspension {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.evidence, &self.notice]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        said(&self.evidence, "暂停依据（文号或证明）")?;
        said(&self.notice, "告诉群众的话")?;
        let mut draft = Draft::of(matter, cx);
        must_be_accepted(&mut draft, cx)?;
        let matter = draft.state();
        may_be_paused(matter, cx)?;
        none_pending(&matter.suspension_requests, "暂停计时", |request| request.state)?;
        self.check_ground(matter, cx)?;
        let asked_by = asker(matter, cx)?;
        let approver = one_above(matter, cx, &asked_by)?;
        let asked = SuspensionAsked {
            request: next_ordinal(matter.suspension_requests.len()),
            code: self.code,
            evidence: self.evidence.digest(),
            until: self.until,
            notice: self.notice.digest(),
            asked_by,
            approver,
        };
        draft.push(asked);
        draft.done()
    }
}

impl AskSuspension {
    /// 事由在列, 有始有终, 不超过最长期限. What waits for the citizen is asked as a supplement.
    fn check_ground(&self, matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
        let matter_type = matter.matter_type(cx)?;
        let rules = cx.rules.on(cx.now.date());
        let is_listed =
            matter_type.suspensions.contains(&self.code) && self.code.as_str() != GROUND;
        let Some(rule) = rules.suspensions.get(&self.code).filter(|_| is_listed) else {
            let listed = matter_type.suspensions.iter().filter(|code| code.as_str() != GROUND);
            let names = listed.filter_map(|code| rules.suspensions.get(code));
            return Err(No::GroundNotListed {
                code: self.code.clone(),
                allowed: names.map(|rule| rule.name.clone()).collect(),
                clause: matter_type.basis.clone(),
            });
        };
        if self.until <= cx.now {
            return Err(No::EndNotAhead);
        }
        let latest = cx.rules.calendar().due(cx.now, rule.longest, &[]).at;
        if self.until > latest {
            let (longest, clause) = (rule.longest, rule.source.clone());
            return Err(No::SuspensionTooLong { latest, longest, clause });
        }
        Ok(())
    }
}

/// 没有到期, 没有暂停. No pause begins after the due instant (decisions B12).
pub(crate) fn may_be_paused(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let clock = ClockName::Completion;
    let running = matter.open_clock(clock).ok_or(No::ClockNotRunning { clock })?;
    let due_at = running.projection.due_at;
    if running.is_due(cx.now) && cx.now > due_at {
        return Err(No::LimitAlreadyPassed { clock, due_at });
    }
    match matter.suspension(cx.now) {
        Some(pause) => Err(No::AlreadySuspended { until: pause.to }),
        None => Ok(()),
    }
}

impl Happened for SuspensionAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.suspension_requests.push(SuspensionRequest {
            ordinal: self.request,
            code: self.code.clone(),
            until: self.until,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: RequestState::Open,
        });
    }
}

impl Wish for DecideSuspension {
    fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let mut open = matter.suspension_requests.iter().filter(|request| {
            request.state == RequestState::Open && request.ordinal == self.request
        });
        let request = open.next().ok_or(No::NoSuchRequest { request: self.request })?;
        decides(cx, &request.approver)?;
        let mut draft = Draft::of(matter, cx);
        draft.push_some(unrecorded_end(matter, cx));
        draft.push_some(approver_note(cx, &request.approver));
        let approver = request.approver.clone();
        if let Verdict::Refuse(reason) = &self.verdict {
            said(reason, "不同意的理由")?;
            let (reason, state) = (Some(reason.digest()), RequestState::Refused);
            draft.push(SuspensionRefused { request: self.request, reason, approver, state });
            return draft.done();
        }
        may_be_paused(matter, cx)?;
        if request.until <= cx.now {
            return Err(No::EndNotAhead);
        }
        let pause = Pause { from: cx.now, to: request.until };
        draft.push(Suspended {
            request: self.request,
            code: request.code.clone(),
            until: request.until,
            approver,
            changes: matter.suspended_clocks(cx, pause),
            rules: cx.rules.digest(),
        });
        draft.done()
    }
}

impl Matter {
    fn settle_suspension(&mut self, number: u32, state: RequestState) {
        let mut requests = self.suspension_requests.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }

    /// The suspendable clocks stand still from `from` to `to`.
    pub(crate) fn pause(
        &mut self,
        reason: PauseReason,
        from: Instant,
        to: Instant,
        changes: &[ClockChange],
    ) {
        let open = self.clocks.values_mut().filter(|clock| clock.is_open());
        for clock in open.filter(|clock| clock.name.is_suspendable()) {
            let (reason, has_ended) = (reason.clone(), false);
            clock.pauses.push(Paused { from, to, reason, has_ended });
        }
        self.suspensions.push(Suspension { reason, from, to, has_ended: false });
        self.reprojected(changes);
    }

    /// They run again from `at`.
    pub(crate) fn resume(&mut self, at: Instant, changes: &[ClockChange]) {
        for pause in self.clocks.values_mut().filter_map(|clock| clock.pauses.last_mut()) {
            if !pause.has_ended {
                pause.to = pause.to.min(at);
                pause.has_ended = true;
            }
        }
        if let Some(pause) = self.suspensions.last_mut().filter(|pause| !pause.has_ended) {
            pause.to = pause.to.min(at);
            pause.has_ended = true;
        }
        self.reprojected(changes);
    }
}

impl Happened for Suspended {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_suspension(self.request, RequestState::Approved);
        let reason = PauseReason::Listed(self.code.clone());
        matter.pause(reason, when.at, self.until, &self.changes);
    }
}

impl Happened for SuspensionRefused {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_suspension(self.request, self.state);
    }
}

impl Wish for Resume {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let pause = matter.suspension(cx.now).ok_or(No::NotSuspended)?;
        match pause.reason {
            PauseReason::Listed(_) => Ok(vec![resumed_now(matter, cx).into()]),
            PauseReason::Supplement => Err(No::SupplementPending { until: pause.to }),
        }
    }
}

/// A pause that has ended by itself and is not on record yet: it is, before another begins.
pub(crate) fn unrecorded_end(matter: &Matter, cx: &Context<'_>) -> Option<Resumed> {
    let last = matter.suspensions.last().filter(|pause| !pause.has_ended && pause.to <= cx.now)?;
    Some(Resumed { effective_from: last.to, how: ResumedBy::Itself, changes: Vec::new() })
}

/// The clocks run again from now.
pub(crate) fn resumed_now(matter: &Matter, cx: &Context<'_>) -> Resumed {
    let changes = matter.resumed_clocks(cx, cx.now);
    Resumed { effective_from: cx.now, how: ResumedBy::Person, changes }
}

impl Happened for Resumed {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.resume(self.effective_from, &self.changes);
    }
}
