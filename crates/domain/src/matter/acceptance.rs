//! 受理与环节. Taken in by decision where a law wants one, by the first act elsewhere; the steps of
//! the catalogue follow one another.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::matter::clock::{ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::opening::completion_clock;
use crate::matter::standing::{find_type, starts_at_filing};
use crate::matter::{Matter, MatterRefusal as No};
use crate::rules::StartsAt;
use crate::text::TextDigest;

/// 受理. When and how it was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// When it was recorded.
    pub at: Instant,
    /// From when it counts.
    pub effective_from: Instant,
    /// How.
    pub by: AcceptedBy,
    /// The rules in force on that day: limits, steps and materials go by them.
    pub rules: TextDigest,
}

/// 受理方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcceptedBy {
    /// A person said so.
    Decision,
    /// No formal acceptance is wanted: the first signature or reply takes it in.
    FirstAct,
    /// 逾期不告知补正内容的,自收到之日起即为受理.
    Silence,
    /// 因复核重新办理
    Review,
}

/// 受理. The materials are in order; the matter is taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accept {}

/// 完成环节. The step in hand is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FinishStep {
    /// Which, from 1.
    pub step: u32,
}

/// 已受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// How.
    pub by: AcceptedBy,
    /// From when it counts.
    pub effective_from: Instant,
    /// The rules in force on that day.
    pub rules: TextDigest,
    /// The clocks that run now, in place of all earlier ones of these names.
    pub clocks: Vec<ClockStart>,
}

/// 环节已完成.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepFinished {
    /// Which.
    pub step: u32,
    /// The next one, if there is one.
    pub next: Option<ClockStart>,
}

impl Wish for Accept {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        if let Some(acceptance) = &matter.acceptance {
            return Err(No::AlreadyAccepted { since: acceptance.effective_from });
        }
        if let Some(awaited) = matter.supplements.last().filter(|last| last.is_awaited()) {
            return Err(No::SupplementPending { until: awaited.supply_by });
        }
        not_accepted_by_silence(matter, cx)?;
        let mut draft = Draft::of(matter, cx);
        accept(&mut draft, cx, AcceptedBy::Decision)?;
        draft.done()
    }
}

/// Once silence means acceptance, nobody can decide on it any more, whether or not the heartbeat has
/// put it on record.
pub(crate) fn not_accepted_by_silence(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let filing = matter.open()?;
    let passed = matter
        .silence_terms
        .iter()
        .any(|term| term.is_acceptance() && !term.is_provisional && cx.now > term.at);
    match passed && matter.acceptance.is_none() {
        true => Err(No::AlreadyAccepted { since: filing.filed_at }),
        false => Ok(()),
    }
}

/// 受理. From when the matter counts as taken in, and the clocks that run from then on.
pub(crate) fn accept(draft: &mut Draft<'_>, cx: &Context<'_>, by: AcceptedBy) -> Result<(), No> {
    let (filing, responsible) = draft.state().held()?;
    let effective_from = match by {
        AcceptedBy::Silence => filing.filed_at,
        AcceptedBy::Decision | AcceptedBy::FirstAct | AcceptedBy::Review => cx.now,
    };
    let matter_type = find_type(cx.rules.on(effective_from.date()), &filing.matter_type)?;
    let started_at = match (&matter_type.starts, by) {
        (StartsAt::Filed, _) | (_, AcceptedBy::Silence) => filing.filed_at,
        (StartsAt::Accepted(_), _) => cx.now,
        (StartsAt::MaterialsComplete(_), _) => {
            let supplied = draft.state().supplements.iter().filter_map(|last| last.supplied_at);
            supplied.max().unwrap_or(filing.filed_at)
        }
    };
    let unit = &responsible.holder.unit;
    let completion = completion_clock(cx, matter_type, unit, started_at);
    let running = draft.state().open_clock(ClockName::Completion);
    let stands = running.is_some_and(|clock| {
        (clock.limit, clock.statutory) == (completion.limit, completion.statutory)
            && clock.started_at == completion.started_at
    });
    let mut clocks = Vec::new();
    if !stands {
        clocks.push(completion);
    }
    let first_step = matter_type.steps.first();
    let step_start = if by == AcceptedBy::Silence { started_at } else { cx.now };
    clocks.extend(
        first_step.map(|step| start_plain(cx, ClockName::Step(1), unit, step_start, step.limit)),
    );
    draft.push(Accepted { by, effective_from, rules: cx.rules.digest(), clocks });
    Ok(())
}

/// 收下. Where no formal acceptance is wanted, the first act of whoever handles it takes it in.
pub(crate) fn take_in(draft: &mut Draft<'_>, cx: &Context<'_>) -> Result<(), No> {
    let matter_type = draft.state().matter_type(cx)?;
    if draft.state().acceptance.is_some() || !starts_at_filing(matter_type) {
        return Ok(());
    }
    accept(draft, cx, AcceptedBy::FirstAct)
}

/// The matter as taken in, or the no where a formal acceptance is still owed.
pub(crate) fn must_be_accepted(draft: &mut Draft<'_>, cx: &Context<'_>) -> Result<(), No> {
    take_in(draft, cx)?;
    if draft.state().acceptance.is_none() {
        return Err(No::NotAccepted);
    }
    Ok(())
}

impl Happened for Accepted {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.acceptance = Some(Acceptance {
            at: when.at,
            effective_from: self.effective_from,
            by: self.by,
            rules: self.rules,
        });
        matter.stop(ClockName::Acceptance, when.at, StopReason::Met);
        matter.stop(ClockName::Signing(0), when.at, StopReason::Met);
        matter.set_going(&self.clocks);
        matter.silence_terms.retain(|term| !term.is_acceptance());
    }
}

impl Wish for FinishStep {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        let name = ClockName::Step(self.step);
        matter.open_clock(name).ok_or(No::NoSuchStep { step: self.step })?;
        if let Some(pause) = matter.suspension(cx.now) {
            return Err(No::AlreadySuspended { until: pause.to });
        }
        let steps = &matter.matter_type(cx)?.steps;
        let following = self.step.checked_add(1);
        let next = following.and_then(|number| {
            let place = usize::try_from(self.step).ok()?;
            let (step, unit) = (steps.get(place)?, &responsible.holder.unit);
            Some(start_plain(cx, ClockName::Step(number), unit, cx.now, step.limit))
        });
        Ok(vec![StepFinished { step: self.step, next }.into()])
    }
}

impl Happened for StepFinished {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.stop(ClockName::Step(self.step), when.at, StopReason::Met);
        matter.set_going(self.next.as_slice());
    }
}
