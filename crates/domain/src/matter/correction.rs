//! 更正时间. A step that was done in time and recorded late: whoever handles the matter asks with
//! evidence, the supervising office decides. The record stays; an event corrects it (decisions A6).

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::clock::{ClockName, StopReason};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::requests::{
    RequestState, Verdict, approver_note, decides, is_above_both, none_pending,
};
use crate::matter::standing::{said, staff};
use crate::matter::{Matter, MatterRefusal as No};
use crate::organization::Function;
use crate::text::{TextDigest, Written};

/// 更正申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectionRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// Which clock.
    pub clock: ClockName,
    /// When it was met, as the evidence says.
    pub happened_at: Instant,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 申请更正时间.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskCorrection {
    /// Which clock.
    pub clock: ClockName,
    /// When it was met, as the evidence says.
    pub happened_at: Instant,
    /// 依据: what shows it, and where it is kept.
    pub evidence: Written,
}

/// 审批更正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideCorrection {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 已申请更正时间.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CorrectionAsked {
    /// Its number.
    pub request: u32,
    /// Which clock.
    pub clock: ClockName,
    /// When it stopped, as the record has it.
    pub stopped_at: Instant,
    /// When it was met, as the evidence says.
    pub happened_at: Instant,
    /// 依据.
    pub evidence: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 时间已更正.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimeCorrected {
    /// The request.
    pub request: u32,
    /// Which clock.
    pub clock: ClockName,
    /// When it stopped, as the record had it.
    pub stopped_at: Instant,
    /// When it was met.
    pub happened_at: Instant,
    /// Who approved.
    pub approver: PersonId,
}

/// 更正未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CorrectionRefused {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub approver: PersonId,
    /// Why.
    pub reason: TextDigest,
}

impl Wish for AskCorrection {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.evidence]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        said(&self.evidence, "更正的依据")?;
        none_pending(&matter.corrections, "更正时间", |request| request.state)?;
        let stopped_at = correctable(matter, self.clock, self.happened_at)?;
        let responsible = matter.responsible.as_ref().ok_or(No::NoSuchMatter)?;
        let asked_by = staff(cx).unwrap_or(&responsible.holder.person).clone();
        let approver = supervisor(matter, cx, &asked_by)?;
        let mut draft = Draft::of(matter, cx);
        draft.push(CorrectionAsked {
            request: next_ordinal(matter.corrections.len()),
            clock: self.clock,
            stopped_at,
            happened_at: self.happened_at,
            evidence: self.evidence.digest(),
            asked_by,
            approver,
        });
        draft.done()
    }
}

/// When the clock stopped, if it was met and may have been met at that instant already.
fn correctable(matter: &Matter, name: ClockName, happened_at: Instant) -> Result<Instant, No> {
    if matter.history.is_some() {
        return Err(No::OnlyHistory);
    }
    let clock = matter.clocks.get(&name).ok_or(No::ClockNotRunning { clock: name })?;
    let met = clock.stopped.filter(|stopped| stopped.why == StopReason::Met);
    let before = met.ok_or(No::NothingToCorrect { clock: name })?.at;
    let from = clock.started_at;
    match from <= happened_at && happened_at < before {
        true => Ok(before),
        false => Err(No::CorrectionTimeWrong { from, before }),
    }
}

/// 监察机构的负责人: 效能办, or 督导室 where 效能办 has handled the matter; else the director. Nobody
/// approves what he asked for or did himself.
fn supervisor(matter: &Matter, cx: &Context<'_>, asked_by: &PersonId) -> Result<PersonId, No> {
    let organization = cx.organization;
    let responsible = matter.responsible.as_ref().ok_or(No::NoSuchMatter)?;
    let has_held =
        |person: &PersonId| matter.holdings.iter().any(|holding| holding.holder.person == *person);
    let is_outside =
        |person: &&PersonId| is_above_both(responsible, asked_by, person) && !has_held(person);
    let offices = [Function::EfficacyOffice, Function::InspectionOffice];
    let free = offices.into_iter().filter_map(|function| organization.unit_for(function)).filter(
        |office| {
            let held = matter.holdings.iter().any(|holding| holding.holder.unit == office.id);
            !held && responsible.holder.unit != office.id && !matter.is_recused(cx, &office.id)
        },
    );
    let found = free.filter_map(|office| organization.head_of(&office.id)).find(is_outside);
    let found = found.or_else(|| organization.director().filter(is_outside));
    Ok(found.ok_or(No::ApproverMissing)?.clone())
}

impl Wish for DecideCorrection {
    fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let mut open = matter.corrections.iter().filter(|request| {
            request.state == RequestState::Open && request.ordinal == self.request
        });
        let request = open.next().ok_or(No::NoSuchRequest { request: self.request })?;
        decides(cx, &request.approver)?;
        let mut draft = Draft::of(matter, cx);
        draft.push_some(approver_note(cx, &request.approver));
        let (number, approver) = (request.ordinal, request.approver.clone());
        match &self.verdict {
            Verdict::Approve => {
                let (clock, happened_at) = (request.clock, request.happened_at);
                let stopped_at = correctable(matter, clock, happened_at)?;
                let request = number;
                draft.push(TimeCorrected { request, clock, stopped_at, happened_at, approver });
            }
            Verdict::Refuse(reason) => {
                said(reason, "不同意的理由")?;
                let (request, reason) = (number, reason.digest());
                draft.push(CorrectionRefused { request, approver, reason });
            }
        }
        draft.done()
    }
}

impl Happened for CorrectionAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.corrections.push(CorrectionRequest {
            ordinal: self.request,
            clock: self.clock,
            happened_at: self.happened_at,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: RequestState::Open,
        });
    }
}

impl Matter {
    fn settle_correction(&mut self, number: u32, state: RequestState) {
        let mut requests = self.corrections.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for TimeCorrected {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_correction(self.request, RequestState::Approved);
        let clock = matter.clocks.get_mut(&self.clock);
        if let Some(stopped) = clock.and_then(|clock| clock.stopped.as_mut()) {
            stopped.at = self.happened_at;
        }
        match self.clock {
            ClockName::FirstResponse => matter.first_response_at = Some(self.happened_at),
            ClockName::Completion => {
                matter.delivered_at = matter.delivered_at.map(|_| self.happened_at);
            }
            ClockName::FirstAction
            | ClockName::Delivery
            | ClockName::Acceptance
            | ClockName::Step(_)
            | ClockName::Signing(_)
            | ClockName::Assisting(_)
            | ClockName::Ruling(_)
            | ClockName::PushUpAnswer(_)
            | ClockName::FollowUp(_) => {}
        }
    }
}

impl Happened for CorrectionRefused {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_correction(self.request, RequestState::Refused);
    }
}
