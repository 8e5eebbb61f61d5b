//! 到点. Units that did not acknowledge in time.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::circular::Circular;
use crate::circular::decision::{Decided, Draft};
use crate::decider::Context;
use crate::docket::just_after;
use crate::id::UnitId;

/// 时间流逝. By the system: everything that fell due by now, each once.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct KeepTime {}

/// 逾期未签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReceiptsFellOverdue {
    /// The instant that passed.
    pub fell_due_at: Instant,
    /// Which units.
    pub units: Vec<UnitId>,
}

/// 下一次到点. When the heartbeat must look at it next; none where nothing waits.
pub fn next_due_at(circular: &Circular) -> Option<Instant> {
    let published = circular.published.as_ref()?;
    let waits = circular.receipts_overdue_at.is_none()
        && !published.receipt_by.is_provisional
        && !circular.unacknowledged().is_empty();
    waits.then(|| just_after(published.receipt_by.at))
}

impl KeepTime {
    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(circular, cx);
        let has_come = next_due_at(circular).is_some_and(|at| at <= cx.now);
        if let Some(published) = circular.published.as_ref().filter(|_| has_come) {
            let units = circular.unacknowledged().into_iter().cloned().collect();
            draft.push(ReceiptsFellOverdue { fell_due_at: published.receipt_by.at, units });
        }
        draft.done()
    }
}

impl ReceiptsFellOverdue {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        circular.receipts_overdue_at = Some(at);
    }
}
