//! 期限. By when something must be done; an estimate where a holiday notice is missing.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::decider::Context;

/// 期限.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// The last instant on time.
    pub until: Instant,
    /// 暂定: nothing follows from it until the notice is there.
    pub is_provisional: bool,
}

impl Term {
    /// A limit that begins now, by the county's calendar.
    pub(crate) fn of(cx: &Context<'_>, start: Instant, limit: Limit) -> Self {
        let due = cx.rules.calendar().due(start, limit, &[]);
        Self { until: due.at, is_provisional: due.is_provisional }
    }

    /// 已过. A provisional one never is.
    pub fn has_passed(self, now: Instant) -> bool {
        !self.is_provisional && now > self.until
    }

    /// The first instant after it; none for an estimate.
    pub(crate) fn falls_due_at(self) -> Option<Instant> {
        let after = Instant::from_micros(self.until.micros().saturating_add(1));
        (!self.is_provisional).then_some(after)
    }
}
