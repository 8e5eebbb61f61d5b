//! 陈述. The person is heard before anything is decided; he may waive it, and silence lets its term
//! pass.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::card::bodies::{Decided, said};
use crate::card::drafting::card_rule;
use crate::card::{Card, CardRefusal as No, Term};
use crate::decider::Context;
use crate::text::{TextDigest, Written};

/// 陈述. By the person charged, until it is decided; after its term it is still heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GiveStatement {
    /// What he says.
    pub text: Written,
}

/// 放弃陈述. By the person charged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaiveStatement {}

/// 陈述 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// When.
    pub at: Instant,
    /// What he says; none where he waived it.
    pub text: Option<TextDigest>,
    /// 逾期: it came after its term.
    pub is_late: bool,
}

/// 已陈述.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatementGiven {
    /// What he says.
    pub text: TextDigest,
    /// It came after its term.
    pub is_late: bool,
    /// 决定期限.
    pub decide_by: Term,
}

/// 已放弃陈述.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatementWaived {
    /// 决定期限.
    pub decide_by: Term,
}

/// 陈述期限已过.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatementTermPassed {
    /// When it passed.
    pub fell_due_at: Instant,
    /// 决定期限.
    pub decide_by: Term,
}

impl GiveStatement {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        let state_by = card.may_be_stated()?;
        said(&self.text, "陈述")?;
        let is_late = state_by.has_passed(cx.now);
        let decide_by = decision_term(card, cx)?;
        Ok(vec![StatementGiven { text: self.text.digest(), is_late, decide_by }.into()])
    }
}

impl WaiveStatement {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        card.may_be_stated()?;
        let decide_by = decision_term(card, cx)?;
        Ok(vec![StatementWaived { decide_by }.into()])
    }
}

/// 决定期限: what runs already, else from now.
pub(super) fn decision_term(card: &Card, cx: &Context<'_>) -> Result<Term, No> {
    let limit = card_rule(card, cx)?.decide.limit;
    Ok(card.decide_by.unwrap_or_else(|| Term::of(cx, cx.now, limit)))
}

impl Card {
    /// The term of a statement that can still be made.
    fn may_be_stated(&self) -> Result<Term, No> {
        self.drafted()?;
        self.undecided()?;
        let telling = self.telling.as_ref().ok_or(No::NotTold)?;
        match &self.statement {
            None => Ok(telling.state_by),
            Some(Statement { at, text: Some(_), .. }) => Err(No::AlreadyStated { at: *at }),
            Some(Statement { at, text: None, .. }) => Err(No::StatementWaived { at: *at }),
        }
    }

    /// It was heard, waived, or its term has passed: only then is anything decided (invariant 9).
    pub(crate) fn was_heard(&self, now: Instant) -> Result<(), No> {
        let telling = self.telling.as_ref().ok_or(No::NotTold)?;
        match self.statement.is_some() || telling.state_by.has_passed(now) {
            true => Ok(()),
            false => Err(No::StatementAwaited { until: telling.state_by.until }),
        }
    }
}

impl StatementGiven {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        let (text, is_late) = (Some(self.text), self.is_late);
        card.statement = Some(Statement { at, text, is_late });
        card.decidable_at.get_or_insert(at);
        card.decide_by = Some(self.decide_by);
    }
}

impl StatementWaived {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.statement = Some(Statement { at, text: None, is_late: false });
        card.decidable_at.get_or_insert(at);
        card.decide_by = Some(self.decide_by);
    }
}

impl StatementTermPassed {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.decidable_at.get_or_insert(at);
        card.decide_by = Some(self.decide_by);
    }
}
