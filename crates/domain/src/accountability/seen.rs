//! 本人所见. Everything about himself that the person sees: what was done, what comes next and by when,
//! what he may do until when. Where the clue came from is not in it, nor who voted how.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::{Case, CaseStep, Imposed, OutcomeKind, Stage, Term};
use crate::id::CaseNumber;
use crate::rules::{Sanction, codes};
use crate::text::TextDigest;

codes! {
    /// 经过.
    pub enum MilestoneKind {
        /// 受理
        Accepted = "accepted", "立案受理";
        /// 指定调查人员
        InvestigatorsNamed = "investigators_named", "指定调查人员";
        /// 谈话
        Heard = "heard", "与本人谈话";
        /// 延长
        Extended = "extended", "期限延长";
        /// 告知
        Notified = "notified", "告知事实、依据和拟处理意见";
        /// 陈述申辩
        StatementMade = "statement_made", "提出陈述申辩";
        /// 放弃
        StatementWaived = "statement_waived", "放弃陈述申辩";
        /// 期满
        StatementTermPassed = "statement_term_passed", "陈述申辩期满";
        /// 核实
        StatementExamined = "statement_examined", "陈述申辩已核实";
        /// 组织研究
        PanelConvened = "panel_convened", "组织集体研究";
        /// 研究结束
        Deliberated = "deliberated", "集体研究结束";
        /// 送达
        Served = "served", "决定送达";
        /// 别处的决定
        OutsideRecorded = "outside_recorded", "记录有权机关的决定";
        /// 申请复核
        ReviewAsked = "review_asked", "申请复核";
        /// 复核决定
        ReviewDecided = "review_decided", "复核决定";
        /// 申诉
        AppealAsked = "appeal_asked", "提出申诉";
        /// 申诉决定
        AppealDecided = "appeal_decided", "申诉决定";
        /// 生效
        Final = "final", "决定生效";
        /// 执行
        Executed = "executed", "决定已执行";
        /// 又犯
        Relapsed = "relapsed", "告诫期内又犯";
        /// 解除
        Lifted = "lifted", "告诫解除";
        /// 公布
        Published = "published", "决定公布";
        /// 不予追究
        Cleared = "cleared", "不予追究";
        /// 撤销
        Revoked = "revoked", "决定撤销";
        /// 恢复权益
        RightsRestored = "rights_restored", "权益恢复";
        /// 恢复名誉
        ReputationRestored = "reputation_restored", "名誉恢复";
    }
}

/// 一步经过.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Milestone {
    /// What.
    pub kind: MilestoneKind,
    /// When.
    pub at: Instant,
    /// What he may read of it.
    pub texts: Vec<TextDigest>,
}

impl Milestone {
    pub(super) fn new(kind: MilestoneKind, at: Instant) -> Self {
        Self { kind, at, texts: Vec::new() }
    }

    pub(super) fn with(kind: MilestoneKind, at: Instant, texts: &[TextDigest]) -> Self {
        Self { kind, at, texts: texts.to_vec() }
    }
}

codes! {
    /// 下一步.
    pub enum NextStep {
        /// 调查
        Investigate = "investigate", "调查并告知您结果";
        /// 告知
        Notify = "notify", "告知您事实、依据和拟处理意见";
        /// 您陈述申辩
        Statement = "statement", "您可以陈述申辩";
        /// 核实
        Examine = "examine", "核实您的陈述申辩";
        /// 研究
        Deliberate = "deliberate", "由与您没有上下级关系的人集体研究";
        /// 决定
        Decide = "decide", "作出决定";
        /// 送达
        Serve = "serve", "把决定送达给您";
        /// 复核
        Review = "review", "作出复核决定";
        /// 申诉
        Appeal = "appeal", "作出申诉决定";
        /// 生效
        BecomeFinal = "become_final", "没有提出救济的，决定生效";
        /// 解除
        Lift = "lift", "告诫期满自动解除";
        /// 恢复
        Restore = "restore", "恢复您的权益和名誉";
        /// 归档
        Archive = "archive", "归档";
    }
}

/// 下一步, with its due instant.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Next {
    /// What.
    pub step: NextStep,
    /// By when, where a term runs.
    pub due_at: Option<Instant>,
    /// 暂定
    pub is_provisional: bool,
}

codes! {
    /// 本人可以做的.
    pub enum Right {
        /// 陈述申辩
        Statement = "statement", "陈述申辩";
        /// 申请复核
        Review = "review", "申请复核";
        /// 申诉
        Appeal = "appeal", "提出申诉";
    }
}

/// 可以做的, until when.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct OpenRight {
    /// What.
    pub right: Right,
    /// Until when.
    pub until: Instant,
}

/// 本人所见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenByPerson {
    /// The case.
    pub case: CaseNumber,
    /// 阶段
    pub stage: Stage,
    /// What was done.
    pub done: Vec<Milestone>,
    /// What comes next; none at the end.
    pub next: Option<Next>,
    /// What he may do.
    pub rights: Vec<OpenRight>,
    /// The measure in force, from service on.
    pub measure: Option<Imposed>,
    /// The sanction proposed to the competent organ.
    pub sanction: Option<Sanction>,
    /// 告诫期 until.
    pub warning_until: Option<Instant>,
    /// Whether the decision is final.
    pub is_final: bool,
    /// What came of the last remedy.
    pub outcome: Option<OutcomeKind>,
}

/// 本人所见. None before he may know, and none after the case was transferred: then others speak.
pub fn seen_by_person(case: &Case, now: Instant) -> Option<SeenByPerson> {
    let number = case.number.clone()?;
    case.shown_at.filter(|_| case.stage != Stage::Transferred)?;
    let in_force = matches!(case.stage, Stage::Executing | Stage::Archived);
    let verdict = case.verdict.as_ref().filter(|_| in_force && case.service.is_some());
    let verdict = verdict.filter(|_| case.correction.revoked_at.is_none());
    let review = case.redress.review.as_ref().and_then(|review| review.outcome);
    let appeal = case.redress.appeal.as_ref().and_then(|appeal| appeal.outcome);
    Some(SeenByPerson {
        case: number,
        stage: told_stage(case),
        done: case.milestones.clone(),
        next: next_step(case),
        rights: rights(case, now),
        measure: verdict.and_then(|verdict| verdict.executed),
        sanction: verdict.and_then(|verdict| verdict.sanction),
        warning_until: case.term(CaseStep::Warning).map(|term| term.due_at),
        is_final: case.is_final(),
        outcome: appeal.or(review),
    })
}

/// A decision that is not served yet is not told.
fn told_stage(case: &Case) -> Stage {
    match case.stage {
        Stage::Decided => Stage::Deliberated,
        Stage::Found => Stage::Investigating,
        Stage::Nothing
        | Stage::Clue
        | Stage::NotAccepted
        | Stage::Investigating
        | Stage::Notified
        | Stage::Heard
        | Stage::Deliberating
        | Stage::Deliberated
        | Stage::Executing
        | Stage::Cleared
        | Stage::Revoked
        | Stage::Transferred
        | Stage::Archived => case.stage,
    }
}

fn next_step(case: &Case) -> Option<Next> {
    let with = |step: NextStep, term: Option<&Term>| {
        let due_at = term.map(|term| term.due_at);
        Some(Next { step, due_at, is_provisional: term.is_some_and(|term| term.is_provisional) })
    };
    let decides = case.term(CaseStep::Investigation);
    match case.stage {
        Stage::Investigating => with(NextStep::Investigate, decides),
        Stage::Found => with(NextStep::Notify, decides),
        Stage::Notified if case.statement.is_some() => with(NextStep::Examine, decides),
        Stage::Notified => with(NextStep::Statement, case.term(CaseStep::Statement)),
        Stage::Heard => with(NextStep::Deliberate, decides),
        Stage::Deliberating | Stage::Deliberated => with(NextStep::Decide, decides),
        Stage::Decided => with(NextStep::Serve, case.term(CaseStep::Service)),
        Stage::Executing => next_of_execution(case),
        Stage::Cleared | Stage::Revoked if case.correction.is_owed() => {
            with(NextStep::Restore, case.term(CaseStep::Restoration))
        }
        Stage::Cleared | Stage::Revoked | Stage::NotAccepted => with(NextStep::Archive, None),
        Stage::Nothing | Stage::Clue | Stage::Transferred | Stage::Archived => None,
    }
}

fn next_of_execution(case: &Case) -> Option<Next> {
    let due = |step: NextStep, due_at: Option<Instant>| {
        Some(Next { step, due_at, is_provisional: false })
    };
    if let Some(term) = case.term(CaseStep::ReviewDecision) {
        return due(NextStep::Review, Some(term.due_at));
    }
    if let Some(term) = case.term(CaseStep::AppealDecision) {
        return due(NextStep::Appeal, Some(term.due_at));
    }
    if let Some(at) = case.final_from() {
        return due(NextStep::BecomeFinal, Some(at));
    }
    match case.term(CaseStep::Warning) {
        Some(term) => due(NextStep::Lift, Some(term.due_at)),
        None => due(NextStep::Archive, None),
    }
}

fn rights(case: &Case, now: Instant) -> Vec<OpenRight> {
    let may_ask = case.stage == Stage::Executing && !case.redress.is_pending();
    let speaks = case.stage == Stage::Notified && case.statement.is_none();
    let open = |step: CaseStep, right: Right, may: bool| {
        let term = case.term(step).filter(|term| may && !term.is_over(now))?;
        Some(OpenRight { right, until: term.due_at })
    };
    [
        open(CaseStep::Statement, Right::Statement, speaks),
        open(CaseStep::ReviewApply, Right::Review, may_ask),
        open(CaseStep::AppealApply, Right::Appeal, may_ask),
    ]
    .into_iter()
    .flatten()
    .collect()
}
