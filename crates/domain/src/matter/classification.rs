//! 归类. What a citizen filed finds its entry in the catalogue, before he was told a limit.

use serde::{Deserialize, Serialize};

use crate::decider::Context;
use crate::id::{MatterTypeCode, Tag};
use crate::matter::acceptance::{Acceptance, AcceptedBy, take_in};
use crate::matter::clock::{ClockName, ClockStart, StopReason};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::handling::{Facts, ModeSet, modes_by_rule};
use crate::matter::linking::Surroundings;
use crate::matter::opening::{opening_clocks, silence_terms};
use crate::matter::standing::find_type;
use crate::matter::timers::SilenceTerm;
use crate::matter::{Matter, MatterRefusal as No};
use crate::signal::Level;
use crate::text::TextDigest;

/// 归类. The clerk finds the catalogue entry of what a citizen filed; only before a formal acceptance,
/// and before anything was promised, asked or paused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Classify {
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// What is known under the new tag.
    pub surroundings: Surroundings,
}

/// 已归类.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Classified {
    /// 事项 now.
    pub matter_type: MatterTypeCode,
    /// 标签 now.
    pub tag: Tag,
    /// The rules in force.
    pub rules: TextDigest,
    /// The clocks as they run from filing under the new entry, in place of all earlier ones of
    /// these names.
    pub clocks: Vec<ClockStart>,
    /// Clocks that the new entry does not know.
    pub void: Vec<ClockName>,
    /// 五办 that come with it.
    pub modes: Vec<ModeSet>,
    /// 超时默认 in place of the earlier ones.
    pub silence: Vec<SilenceTerm>,
}

impl Wish for Classify {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (filing, responsible) = matter.in_hand()?;
        if is_settled(matter) {
            return Err(No::ClassifiedTooLate);
        }
        let rules = matter.rulebook(cx);
        let matter_type = find_type(rules, &self.matter_type)?;
        let facts = Facts {
            is_urgent: filing.is_urgent,
            is_vulnerable: filing.is_vulnerable,
            surroundings: &self.surroundings,
        };
        let modes: Vec<ModeSet> = modes_by_rule(&rules.handling, matter_type, &facts)
            .into_iter()
            .filter(|set| !matter.modes_taken_off.contains(&set.mode))
            .collect();
        let unit = &responsible.holder.unit;
        let wanted = opening_clocks(cx, matter_type, unit, filing.filed_at, &modes);
        let names: Vec<ClockName> = wanted.iter().map(|clock| clock.clock).collect();
        let void: Vec<ClockName> = matter
            .open_clocks()
            .map(|clock| clock.name)
            .filter(|name| goes_by_entry(*name) && !names.contains(name))
            .collect();
        // What was met stays met; what an earlier entry did not know may be set going again.
        let stopped = |name: ClockName| {
            let stopped = matter.clock(name).and_then(|clock| clock.stopped);
            stopped.is_some_and(|stopped| stopped.why != StopReason::Void)
        };
        let clocks = wanted.into_iter().filter(|clock| !stopped(clock.clock)).collect();
        let silence = silence_terms(cx, matter_type, filing.filed_at);
        let (tag, rules) = (matter_type.tag.clone(), cx.rules.digest());
        let was_taken_in = matter.acceptance.is_some();
        let matter_type = self.matter_type;
        let mut draft = Draft::of(matter, cx);
        draft.push(Classified { matter_type, tag, rules, clocks, void, modes, silence });
        if was_taken_in {
            take_in(&mut draft, cx)?;
        }
        draft.done()
    }
}

/// Whether a limit was told, or anything hangs on the limits that run.
fn is_settled(matter: &Matter) -> bool {
    let formally = |acceptance: &Acceptance| acceptance.by != AcceptedBy::FirstAct;
    matter.acceptance.as_ref().is_some_and(formally)
        || matter.first_response_at.is_some()
        || !matter.suspensions.is_empty()
        || !matter.suspension_requests.is_empty()
        || !matter.extension_requests.is_empty()
        || !matter.follow_ups.is_empty()
        || !matter.supplements.is_empty()
}

/// Whether the catalogue entry says how long that clock runs, or whether it runs at all.
fn goes_by_entry(name: ClockName) -> bool {
    match name {
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Acceptance
        | ClockName::Step(_) => true,
        ClockName::Delivery
        | ClockName::Signing(_)
        | ClockName::Assisting(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_)
        | ClockName::FollowUp(_) => false,
    }
}

impl Happened for Classified {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(filing) = &mut matter.filing {
            filing.matter_type = self.matter_type.clone();
            filing.tag = self.tag.clone();
            filing.rules = self.rules;
        }
        for name in &self.void {
            matter.stop(*name, when.at, StopReason::Void);
        }
        let raised: Vec<(ClockName, Option<Level>)> =
            matter.clocks.values().map(|clock| (clock.name, clock.raised)).collect();
        matter.set_going(&self.clocks);
        for (name, level) in raised {
            // What is overdue under the new entry too was signalled already.
            if let Some(clock) = matter.clocks.get_mut(&name).filter(|clock| clock.is_over(when.at))
            {
                clock.raised = level;
            }
        }
        matter.acceptance = None;
        matter.modes.extend(self.modes.iter().map(|set| (set.mode, set.reason)));
        matter.silence_terms.clone_from(&self.silence);
    }
}
