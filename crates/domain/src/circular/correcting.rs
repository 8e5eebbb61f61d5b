//! 更正. What turns out wrong is never a silent new figure: the facts withdrawn are named, and the
//! correction goes to the same units as the circular (decisions F35).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::circular::decision::{Decided, Draft, numberless, said, staff_of};
use crate::circular::drafting::circular_rule;
use crate::circular::{Circular, CircularRefusal as No, FactReference};
use crate::decider::Context;
use crate::docket::DueAt;
use crate::draft::next_ordinal;
use crate::id::{PersonId, UnitId};
use crate::text::{TextDigest, Written};

/// 更正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correct {
    /// The facts that do not stand.
    pub withdrawn: BTreeSet<FactReference>,
    /// What is so instead.
    pub text: Written,
}

/// 已更正, published in the same scope.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularCorrected {
    /// 1, 2, 3 … within the circular.
    pub correction: u32,
    /// The facts that do not stand.
    pub withdrawn: BTreeSet<FactReference>,
    /// What is so instead.
    pub text: TextDigest,
    /// 通报范围: that of the circular.
    pub scope: BTreeSet<UnitId>,
    /// Who signed it.
    pub by: PersonId,
    /// 签收时限.
    pub receipt_by: DueAt,
}

/// 更正 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// 1, 2, 3 … within the circular.
    pub ordinal: u32,
    /// The facts that do not stand.
    pub withdrawn: BTreeSet<FactReference>,
    /// What is so instead.
    pub text: TextDigest,
    /// Who signed it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

impl Circular {
    /// 已更正的事实.
    pub fn withdrawn(&self) -> BTreeSet<&FactReference> {
        self.corrections.iter().flat_map(|correction| &correction.withdrawn).collect()
    }
}

impl Correct {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        let (drafted, _) = circular.in_circulation()?;
        said(&self.text, "更正说明")?;
        numberless(&self.text, "更正说明")?;
        if self.withdrawn.is_empty() {
            return Err(No::NothingToCorrect);
        }
        let already = circular.withdrawn();
        let is_its = |fact: &&FactReference| {
            drafted.facts().any(|own| own == *fact) && !already.contains(fact)
        };
        if !self.withdrawn.iter().all(|fact| is_its(&fact)) {
            return Err(No::NothingToCorrect);
        }
        let rule = circular_rule(cx)?;
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularCorrected {
            correction: next_ordinal(circular.corrections.len()),
            withdrawn: self.withdrawn,
            text: self.text.digest(),
            scope: drafted.scope.clone(),
            by: staff_of(cx)?,
            receipt_by: DueAt::after(cx, cx.now, rule.receipt.limit),
        });
        draft.done()
    }
}

impl CircularCorrected {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        circular.corrections.push(Correction {
            ordinal: self.correction,
            withdrawn: self.withdrawn.clone(),
            text: self.text,
            by: self.by.clone(),
            at,
        });
        circular.receipts_overdue_at = None;
        if let Some(published) = &mut circular.published {
            published.receipt_by = self.receipt_by;
        }
    }
}
