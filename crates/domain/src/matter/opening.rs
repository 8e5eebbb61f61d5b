//! 起算. The clocks and terms that a catalogue entry sets going.

use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::UnitId;
use crate::matter::clock::{Budget, ClockName, ClockStart, start, start_plain};
use crate::matter::handling::{Mode, ModeSet};
use crate::matter::standing::starts_at_filing;
use crate::matter::timers::SilenceTerm;
use crate::rules::{MatterType, SilenceEffect};

/// The clocks that run from filing under a catalogue entry.
pub(crate) fn opening_clocks(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    filed_at: Instant,
    modes: &[ModeSet],
) -> Vec<ClockStart> {
    let first_response = matter_type.first_response.limit;
    let mut clocks =
        vec![start_plain(cx, ClockName::FirstResponse, unit, filed_at, first_response)];
    if modes.iter().any(|set| set.mode == Mode::Immediate) {
        clocks.push(first_action_clock(cx, matter_type, unit, filed_at));
    }
    let rules = cx.rules.on(filed_at.date());
    clocks.push(match starts_at_filing(matter_type) {
        true => completion_clock(cx, matter_type, unit, filed_at),
        false => {
            let notify = rules.supplement_of(matter_type).notify.limit;
            start_plain(cx, ClockName::Acceptance, unit, filed_at, notify)
        }
    });
    clocks
}

/// 立即办: hours by the wall where the safety of pupils is at stake, working hours otherwise.
pub(crate) fn first_action_clock(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    started_at: Instant,
) -> ClockStart {
    let handling = &cx.rules.on(started_at.date()).handling;
    let limit = match matter_type.is_safety {
        true => handling.immediate_safety.limit,
        false => handling.immediate.limit,
    };
    start_plain(cx, ClockName::FirstAction, unit, started_at, limit)
}

/// 办结: the promised limit, with the statutory beside.
pub(crate) fn completion_clock(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    started_at: Instant,
) -> ClockStart {
    let budget = Budget {
        clock: ClockName::Completion,
        unit,
        started_at,
        limit: matter_type.promised.limit,
        statutory: matter_type.statutory.as_ref().map(|statutory| statutory.limit),
        pauses: &[],
        not_after: None,
    };
    start(cx, &budget)
}

/// 超时默认 that wait, by the entry's own terms; nothing reserved to a decision comes by silence.
pub(crate) fn silence_terms(
    cx: &Context<'_>,
    matter_type: &MatterType,
    filed_at: Instant,
) -> Vec<SilenceTerm> {
    let waits = |effect: SilenceEffect| match effect {
        SilenceEffect::SupplementNotToldMeansAccepted => !starts_at_filing(matter_type),
        SilenceEffect::RequestUnansweredMeansAgreed => !matter_type.is_reserved,
        SilenceEffect::NotSupplementedMeansLapsed => false,
    };
    let rules = matter_type.silence.iter().filter(|rule| waits(rule.effect));
    rules
        .map(|rule| {
            let due = cx.rules.calendar().due(filed_at, rule.limit, &[]);
            SilenceTerm { effect: rule.effect, at: due.at, is_provisional: due.is_provisional }
        })
        .collect()
}
