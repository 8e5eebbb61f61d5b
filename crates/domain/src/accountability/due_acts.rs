//! 轮到哪一步. The acts by which a case goes on now: whoever may do one of them is waited for.

use crate::accountability::{
    Case, CaseAct, CaseStep, ExtensionRequest, ExtensionState, Stage, StatementState, permits_case,
};
use crate::decider::{Actor, Context};

/// 轮到哪一步. Nothing where only time must pass.
pub fn acts_due(case: &Case) -> Vec<CaseAct> {
    let mut acts = match case.stage {
        Stage::Nothing | Stage::Transferred | Stage::Archived => Vec::new(),
        Stage::Clue => vec![CaseAct::AcceptClue],
        Stage::NotAccepted => vec![CaseAct::Archive],
        Stage::Investigating if case.investigators.is_empty() => vec![CaseAct::NameInvestigators],
        Stage::Investigating if case.facts.is_empty() => vec![CaseAct::RecordFact],
        Stage::Investigating => vec![CaseAct::FindFaults],
        Stage::Found => vec![CaseAct::NotifyIntent],
        Stage::Notified => match case.statement.as_ref().map(|statement| statement.state) {
            None => vec![CaseAct::MakeStatement],
            Some(StatementState::Made) => vec![CaseAct::ExamineStatement],
            Some(StatementState::Heard | StatementState::Waived | StatementState::TermPassed) => {
                Vec::new()
            }
        },
        Stage::Heard => vec![CaseAct::ConvenePanel],
        Stage::Deliberating => vec![CaseAct::CastVote],
        Stage::Deliberated => vec![CaseAct::Decide],
        Stage::Decided => vec![CaseAct::Serve],
        Stage::Executing => of_execution(case),
        Stage::Cleared | Stage::Revoked => of_restoration(case),
    };
    let asks = |one: &ExtensionRequest| one.state == ExtensionState::Open;
    if case.is_before_decision() && case.extensions.iter().any(asks) {
        acts.push(CaseAct::DecideExtension);
    }
    acts
}

fn of_execution(case: &Case) -> Vec<CaseAct> {
    let mut acts = Vec::new();
    let review = case.redress.review.as_ref().filter(|review| review.decided_at.is_none());
    if let Some(review) = review {
        let is_named = !review.reviewers.is_empty();
        acts.push(if is_named { CaseAct::DecideReview } else { CaseAct::NameReviewers });
    }
    if case.redress.appeal.as_ref().is_some_and(|appeal| appeal.decided_at.is_none()) {
        acts.push(CaseAct::RecordAppeal);
    }
    if case.execution.confirmed_at.is_none() {
        acts.push(CaseAct::ConfirmExecution);
    }
    let scope = case.verdict.as_ref().and_then(|verdict| verdict.scope);
    if case.final_at.is_some() && scope.is_some() && case.execution.published.is_none() {
        acts.push(CaseAct::Publish);
    }
    let is_over = case.final_at.is_some() && case.term(CaseStep::Warning).is_none();
    if acts.is_empty() && is_over {
        acts.push(CaseAct::Archive);
    }
    acts
}

fn of_restoration(case: &Case) -> Vec<CaseAct> {
    let mut acts = Vec::new();
    if case.correction.owes_rights {
        acts.push(CaseAct::RestoreRights);
    }
    if case.correction.reputation.is_some() {
        acts.push(CaseAct::RestoreReputation);
    }
    if acts.is_empty() {
        acts.push(CaseAct::Archive);
    }
    acts
}

/// 待其办理. Whether the case waits for the actor: an act that is due is his to do.
pub fn is_waited_for(cx: &Context<'_>, case: &Case) -> bool {
    let Actor::Staff(person) = cx.actor else { return false };
    let has_voted = || {
        let vote = case.panel.as_ref().and_then(|panel| panel.members.get(person));
        vote.is_some_and(Option::is_some)
    };
    acts_due(case).into_iter().any(|act| {
        permits_case(cx, act, case).is_ok() && !(act == CaseAct::CastVote && has_voted())
    })
}
