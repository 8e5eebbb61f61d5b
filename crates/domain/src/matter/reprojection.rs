//! 重算. A holiday notice or a rulebook was adopted: what is not yet due is reckoned anew.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::matter::Matter;
use crate::matter::clock::{Clock, ClockChange, ClockName};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::opening::silence_terms;
use crate::matter::timers::SilenceTerm;
use crate::text::TextDigest;

/// 重算. By the system, after a holiday notice or a rulebook was adopted: open clocks that are not
/// yet due are projected anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reproject {
    /// The number of the notice or the digest of the rules, as people know it.
    pub notice: String,
}

/// 已重算到期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reprojected {
    /// Under which notice.
    pub notice: String,
    /// Every clock that changed.
    pub changes: Vec<ClockChange>,
    /// 补正期限 that is awaited, reckoned anew.
    pub supply_by: Option<Instant>,
    /// 超时默认, reckoned anew.
    pub silence: Vec<SilenceTerm>,
    /// From when it is an old case, reckoned anew.
    pub old_case_at: Instant,
    /// The rules in force.
    pub rules: TextDigest,
}

impl Wish for Reproject {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (filing, _) = matter.held()?;
        let changes = changed_clocks(matter, cx);
        let calendar = cx.rules.calendar();
        let awaited = matter.supplements.last().filter(|last| last.is_awaited());
        let supply_by = match awaited.filter(|awaited| awaited.is_provisional) {
            Some(awaited) => {
                let rules = matter.rulebook(cx);
                let limit = rules.supplement_of(matter.matter_type(cx)?).citizen.limit;
                Some(calendar.due(awaited.asked_at, limit, &[]).at)
            }
            None => None,
        };
        let waiting = |term: &SilenceTerm| {
            matter.silence_terms.iter().any(|stands| stands.effect == term.effect)
        };
        let mut silence = silence_terms(cx, matter.matter_type(cx)?, filing.filed_at);
        silence.retain(waiting);
        let window = cx.rules.on(filing.filed_at.date()).handling.active_open;
        let old_case_at = calendar.due(filing.filed_at, window, &[]).at;
        let stands = changes.is_empty()
            && supply_by.is_none()
            && silence == matter.silence_terms
            && old_case_at == filing.old_case_at;
        if stands {
            return Ok(Vec::new());
        }
        let (notice, rules) = (self.notice, cx.rules.digest());
        let event = Reprojected { notice, changes, supply_by, silence, old_case_at, rules };
        Ok(vec![event.into()])
    }
}

/// The open clocks that are not yet due, or whose date was an estimate, where they stand anew.
fn changed_clocks(matter: &Matter, cx: &Context<'_>) -> Vec<ClockChange> {
    let waits =
        |clock: &&Clock| clock.projection.is_provisional || clock.projection.due_at > cx.now;
    let anew = |clock: &Clock, not_after: Option<Instant>| {
        clock.reproject_within(cx, &clock.calendar_pauses(), not_after)
    };
    let completion = matter.open_clock(ClockName::Completion).filter(waits);
    let lead_due = completion.map(|clock| anew(clock, None).projection.due_at);
    let lead_due = lead_due.filter(|due| *due > cx.now);
    let projected = matter.open_clocks().filter(waits).map(|clock| match clock.name {
        ClockName::Assisting(_) => (clock, anew(clock, lead_due)),
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Delivery
        | ClockName::Acceptance
        | ClockName::Step(_)
        | ClockName::Signing(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_)
        | ClockName::FollowUp(_) => (clock, anew(clock, None)),
    });
    let changed = projected.filter(|(clock, change)| clock.projection != change.projection);
    changed.map(|(_, change)| change).collect()
}

impl Happened for Reprojected {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.reprojected(&self.changes);
        if let (Some(supply_by), Some(last)) = (self.supply_by, matter.supplements.last_mut()) {
            last.supply_by = supply_by;
            last.is_provisional = false;
        }
        matter.silence_terms.clone_from(&self.silence);
        if let Some(filing) = &mut matter.filing {
            filing.old_case_at = self.old_case_at;
        }
    }
}
