//! 到点. The term of defence passes; issues are not put right in time.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::{DueAt, just_after};
use crate::inspection::decision::{Decided, Draft};
use crate::inspection::{Defence, Inspection, Issue, Stage};

/// 时间流逝. By the system: everything that fell due by now, each once.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct KeepTime {}

/// 申辩期限已过.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DefenceTermPassed {
    /// The instant that passed.
    pub fell_due_at: Instant,
}

/// 整改逾期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RectificationFellOverdue {
    /// The instant that passed.
    pub fell_due_at: Instant,
    /// Issues that were not reported put right.
    pub issues: Vec<u32>,
}

/// 下一次到点. When the heartbeat must look at it next; none where nothing waits.
pub fn next_due_at(inspection: &Inspection) -> Option<Instant> {
    defence_passes_at(inspection).into_iter().chain(rectification_passes_at(inspection)).min()
}

/// The instant after a due that is certain.
fn passes_at(due: DueAt) -> Option<Instant> {
    (!due.is_provisional).then(|| just_after(due.at))
}

fn defence_passes_at(inspection: &Inspection) -> Option<Instant> {
    let given = inspection.preliminary.as_ref();
    let given = given.filter(|_| inspection.stage() == Stage::PreliminaryOpinion);
    given.and_then(|given| passes_at(given.defend_by))
}

fn rectification_passes_at(inspection: &Inspection) -> Option<Instant> {
    let owed = inspection.issues.iter().any(is_owed);
    let due = inspection.opinion.as_ref().and_then(|opinion| opinion.rectify_by);
    let is_recorded = inspection.rectification_overdue_at.is_some();
    due.filter(|_| owed && !is_recorded && inspection.is_open()).and_then(passes_at)
}

fn is_owed(issue: &Issue) -> bool {
    issue.reported_at.is_none() && issue.closed_at.is_none()
}

impl KeepTime {
    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(inspection, cx);
        let has_come = |at: &Instant| *at <= cx.now;
        if let (Some(_), Some(given)) =
            (defence_passes_at(inspection).filter(has_come), &inspection.preliminary)
        {
            draft.push(DefenceTermPassed { fell_due_at: given.defend_by.at });
        }
        let due = inspection.opinion.as_ref().and_then(|opinion| opinion.rectify_by);
        if let (Some(_), Some(due)) = (rectification_passes_at(inspection).filter(has_come), due) {
            let owed = inspection.issues.iter().filter(|issue| is_owed(issue));
            let issues = owed.map(|issue| issue.ordinal).collect();
            draft.push(RectificationFellOverdue { fell_due_at: due.at, issues });
        }
        draft.done()
    }
}

impl DefenceTermPassed {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.defence = Some(Defence { statement: None, by: None, at });
    }
}

impl RectificationFellOverdue {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.rectification_overdue_at = Some(at);
    }
}
