//! 复核与申诉. Within their terms, by people who had no part in the decision; they neither suspend the
//! execution nor make anything heavier.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Limit;

use crate::accountability::hearing::check_fixed;
use crate::accountability::verdict::{check_scope, check_warning, executed, not_heavier};
use crate::accountability::wish::Decided;
use crate::accountability::{
    Appeal, BecameFinal, Case, CaseAct, CaseEvent, CaseRefusal as No, CaseStep, Fixed, Imposed,
    Review, Scope, Stage, Term, revoked,
};
use crate::decider::Context;
use crate::rules::{Sanction, codes};

/// 救济.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Redress {
    /// 复核
    pub review: Option<Review>,
    /// 申诉
    pub appeal: Option<Appeal>,
}

codes! {
    /// 复核、申诉的结果.
    pub enum OutcomeKind {
        /// 维持
        Upheld = "upheld", "维持";
        /// 变更
        Changed = "changed", "变更";
        /// 撤销
        Revoked = "revoked", "撤销";
    }
}

/// 复核、申诉的结果, with what it changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RedressOutcome {
    /// 维持
    Uphold,
    /// 变更: never heavier.
    Change {
        /// For each fault.
        fixed: Vec<Fixed>,
        /// 告诫期
        warning: Option<Limit>,
        /// 公布范围
        scope: Option<Scope>,
    },
    /// 撤销
    Revoke,
}

/// 变更后的处理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lightened {
    /// For each fault.
    pub fixed: Vec<Fixed>,
    /// 合并执行
    pub executed: Option<Imposed>,
    /// 建议的处分
    pub sanction: Option<Sanction>,
    /// 告诫期
    pub warning: Option<Limit>,
    /// 公布范围
    pub scope: Option<Scope>,
}

/// A remedy may be asked: the decision is served, none is pending, its term runs.
pub(super) fn open(case: &Case, cx: &Context<'_>, step: CaseStep, act: CaseAct) -> Result<(), No> {
    case.at(&[Stage::Executing], act)?;
    if case.redress.is_pending() {
        return Err(No::RemedyPending);
    }
    let term = match case.term(step) {
        Some(term) => term,
        None if case.final_at.is_some() => return Err(No::AlreadyFinal),
        None => return Err(No::NoSuchRemedy { act }),
    };
    match term.is_over(cx.now) {
        true => Err(No::TermOver { step, due_at: term.due_at }),
        false => Ok(()),
    }
}

impl Redress {
    /// Whether one waits for its decision.
    pub fn is_pending(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.decided_at.is_none())
            || self.appeal.as_ref().is_some_and(|appeal| appeal.decided_at.is_none())
    }
}

/// What the outcome comes to; no heavier result because of a remedy (公务员法 96，政务处分法 56).
pub(super) fn weighed(
    case: &Case,
    cx: &Context<'_>,
    outcome: &RedressOutcome,
) -> Result<(OutcomeKind, Option<Lightened>), No> {
    let verdict = case.verdict.as_ref().ok_or(No::NotDeliberated)?;
    match outcome {
        RedressOutcome::Uphold => Ok((OutcomeKind::Upheld, None)),
        RedressOutcome::Revoke => Ok((OutcomeKind::Revoked, None)),
        RedressOutcome::Change { fixed, warning, scope } => {
            let rule = case.substance(cx)?;
            check_fixed(rule, case, fixed)?;
            not_heavier(rule, &verdict.fixed, fixed).map_err(|_| No::WouldAggravate)?;
            check_warning(rule, fixed, *warning)?;
            check_scope(fixed, *scope)?;
            let longer =
                warning.map(|limit| limit.amount) > verdict.warning.map(|limit| limit.amount);
            if longer || *scope > verdict.scope {
                return Err(No::WouldAggravate);
            }
            let lightened = Lightened {
                executed: executed(rule, fixed),
                sanction: fixed.iter().filter_map(|one| one.sanction).max(),
                fixed: fixed.clone(),
                warning: *warning,
                scope: *scope,
            };
            Ok((OutcomeKind::Changed, Some(lightened)))
        }
    }
}

/// The decision on the remedy, with what follows at once.
pub(super) fn concluded(
    case: &Case,
    cx: &Context<'_>,
    decided: CaseEvent,
    (outcome, is_final): (OutcomeKind, bool),
) -> Decided {
    let mut events = vec![decided];
    match outcome {
        OutcomeKind::Revoked => events.push(revoked(case, cx)?.into()),
        OutcomeKind::Upheld | OutcomeKind::Changed if is_final => {
            events.push(BecameFinal { fell_due_at: cx.now }.into());
        }
        OutcomeKind::Upheld | OutcomeKind::Changed => {}
    }
    Ok(events)
}

impl Case {
    /// What stands after a change.
    pub(super) fn lighten(&mut self, lightened: Option<&Lightened>) {
        let (Some(verdict), Some(lightened)) = (&mut self.verdict, lightened) else { return };
        verdict.fixed = lightened.fixed.clone();
        verdict.executed = lightened.executed;
        verdict.sanction = lightened.sanction;
        verdict.warning = lightened.warning;
        verdict.scope = lightened.scope;
        match (lightened.warning, self.terms.get(&CaseStep::Warning).copied()) {
            (Some(limit), Some(term)) => self.run(Term::warning(term.from, limit)),
            (None, Some(_)) => self.stop(CaseStep::Warning),
            (Some(_) | None, None) => {}
        }
    }
}
