//! 到点. What happens because time passes: a step is overdue, the term for a statement has passed, a
//! decision becomes final, a warning is lifted.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one};
use crate::accountability::{
    BecameFinal, Case, CaseEvent, CaseStatementTermPassed, CaseStep, Stage, Term, WarningLifted,
};
use crate::decider::Context;

/// 到点处理. By the system: everything that fell due by now, once.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct KeepCaseTime {}

/// 重算到期. By the system, after a holiday notice.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct ReprojectCase {}

/// 已超期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepOverdue {
    /// Which step.
    pub step: CaseStep,
    /// When it fell due.
    pub fell_due_at: Instant,
}

/// 期限已重算.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TermsReprojected {
    /// The terms that changed.
    pub terms: Vec<Term>,
}

/// 到点的事.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    Final,
    Ends(CaseStep),
}

/// 下一次到点. When the heartbeat must look at the case next; none where nothing waits.
pub fn next_case_due_at(case: &Case) -> Option<Instant> {
    next(case).map(|(at, _)| at)
}

fn next(case: &Case) -> Option<(Instant, Timer)> {
    let of = |term: &Term| Some((term.ends_at()?, Timer::Ends(term.step)));
    let waits = |term: &&Term| match term.step {
        CaseStep::Statement | CaseStep::Warning => true,
        CaseStep::ReviewApply | CaseStep::AppealApply => false,
        CaseStep::Acceptance
        | CaseStep::Investigation
        | CaseStep::Service
        | CaseStep::ReviewDecision
        | CaseStep::AppealDecision
        | CaseStep::Restoration => !case.overdue.contains(&term.step),
    };
    let ends = case.terms.values().filter(waits).filter_map(of);
    let after = |at: Instant| Instant::from_micros(at.micros().saturating_add(1));
    let becomes_final = case.final_from().map(|at| (after(at), Timer::Final));
    ends.chain(becomes_final).min()
}

impl Wish for KeepCaseTime {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let mut case = case.clone();
        let mut events = Vec::new();
        while let Some((at, timer)) = next(&case).filter(|(at, _)| *at <= cx.now) {
            let fell_due_at = Instant::from_micros(at.micros() - 1);
            let event: CaseEvent = match timer {
                Timer::Final => BecameFinal { fell_due_at }.into(),
                Timer::Ends(CaseStep::Statement) => CaseStatementTermPassed { fell_due_at }.into(),
                Timer::Ends(CaseStep::Warning) => WarningLifted { fell_due_at }.into(),
                Timer::Ends(
                    step @ (CaseStep::Acceptance
                    | CaseStep::Investigation
                    | CaseStep::Service
                    | CaseStep::ReviewApply
                    | CaseStep::AppealApply
                    | CaseStep::ReviewDecision
                    | CaseStep::AppealDecision
                    | CaseStep::Restoration),
                ) => StepOverdue { step, fell_due_at }.into(),
            };
            event.remember(&mut case, cx.now);
            events.push(event);
        }
        Ok(events)
    }
}

impl Wish for ReprojectCase {
    /// What is due already stays; what lies ahead, or was provisional, is reckoned anew.
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let is_open = |term: &&Term| term.is_provisional || term.due_at > cx.now;
        let open = case.terms.values().filter(is_open);
        let changed = open.map(|term| (*term, term.reckoned(cx)));
        let terms: Vec<Term> =
            changed.filter(|(before, after)| before != after).map(|(_, after)| after).collect();
        if terms.is_empty() { Ok(Vec::new()) } else { one(TermsReprojected { terms }) }
    }
}

impl Happened for StepOverdue {
    fn remember(&self, case: &mut Case, _at: Instant) {
        case.overdue.insert(self.step);
    }
}

impl Happened for TermsReprojected {
    fn remember(&self, case: &mut Case, _at: Instant) {
        for term in &self.terms {
            case.run(*term);
        }
    }
}

impl Case {
    /// Whether it still lives: neither ended, unless something is owed, nor archived.
    pub fn is_open(&self) -> bool {
        match self.stage {
            Stage::Nothing | Stage::NotAccepted | Stage::Transferred | Stage::Archived => false,
            Stage::Cleared | Stage::Revoked => self.correction.is_owed(),
            Stage::Clue
            | Stage::Investigating
            | Stage::Found
            | Stage::Notified
            | Stage::Heard
            | Stage::Deliberating
            | Stage::Deliberated
            | Stage::Decided
            | Stage::Executing => true,
        }
    }
}
