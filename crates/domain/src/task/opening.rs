//! 立项、交办. The slip number is taken here; the due instant follows from the rules by source and
//! urgency. A leader's instruction (批示) is proposed and opened in one.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant, Limit, TimeOfDay};

use crate::decider::Context;
use crate::docket::{DueAt, Looking, Slip};
use crate::id::{PersonId, TaskNumber, UnitId};
use crate::rules::{CountsFrom, SourceKind, TaskRule};
use crate::task::authority::{TaskAct, may_begin};
use crate::task::decision::{Decided, Draft, staff_of};
use crate::task::proposing::{none_open, task_rule};
use crate::task::{Assist, OpenSource, Proposal, Task, TaskProposed, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 立项 of what was proposed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    /// 督办通知单 number, gapless in its year.
    pub slip: Slip,
    /// The sources of all tasks that are proposed or open.
    pub open_sources: Vec<OpenSource>,
}

/// 批示. A leader's instruction, proposed and opened in one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instruct {
    /// Its number, given by the application.
    pub number: TaskNumber,
    /// What.
    pub proposal: Proposal,
    /// 督办通知单 number, gapless in its year.
    pub slip: Slip,
    /// The sources of all tasks that are proposed or open.
    pub open_sources: Vec<OpenSource>,
}

/// 期限的由来.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBasis {
    /// By the rule.
    Limit(Limit),
    /// By a day that was named.
    Day(Date),
}

/// 协办时限.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistDue {
    /// The unit.
    pub unit: UnitId,
    /// Whence the due instant comes.
    pub basis: DueBasis,
    /// By when.
    pub due: DueAt,
}

/// 已立项并交办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskOpened {
    /// 督办通知单 number.
    pub slip: Slip,
    /// Who opened it.
    pub by: PersonId,
    /// Code of the limit.
    pub limit: String,
    /// From when it counts.
    pub counted_from: Instant,
    /// Whence the due instant comes.
    pub basis: DueBasis,
    /// 到期.
    pub due: DueAt,
    /// 协办时限, each its own.
    pub assists: Vec<AssistDue>,
    /// 进展报告周期.
    pub report_every: Limit,
    /// When the first progress report is owed.
    pub progress_due_at: Option<Instant>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 立项 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// 督办通知单 number.
    pub slip: Slip,
    /// Who opened it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Code of the limit.
    pub limit: String,
    /// 进展报告周期.
    pub report_every: Limit,
}

/// 办理轮次.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
    /// 1, 2, 3 …
    pub ordinal: u32,
    /// When it began.
    pub began_at: Instant,
    /// From when its limit counts.
    pub counted_from: Instant,
    /// Whence the due instant comes.
    pub basis: DueBasis,
    /// 原定到期.
    pub first_due: DueAt,
    /// 到期 now.
    pub due: DueAt,
    /// 新的批示 by which it began; none for the first.
    pub instruction: Option<TextDigest>,
    /// When its being overdue was recorded.
    pub fell_overdue_at: Option<Instant>,
}

impl Open {
    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let proposal = task.proposal.as_ref().ok_or(No::NoSuchTask)?;
        if let Some(ended) = &task.ended {
            return Err(No::AlreadyEnded { at: ended.at });
        }
        if let Some(opening) = &task.opening {
            return Err(No::AlreadyOpened { slip: opening.slip });
        }
        let facts = &proposal.facts;
        none_open(&facts.number, facts.source_key, &self.open_sources)?;
        let mut draft = Draft::of(task, cx);
        draft.push(opened(facts, self.slip, cx)?);
        draft.done()
    }
}

impl Instruct {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.proposal.texts()
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        if let Some(standing) = &task.proposal {
            return Err(No::AlreadyProposed { number: standing.facts.number.clone() });
        }
        if self.proposal.source_kind != SourceKind::Instruction {
            return Err(No::NotAnInstruction);
        }
        let proposed = self.proposal.proposed(self.number, cx)?;
        let mut draft = Draft::of(task, cx);
        draft.push(proposed.clone());
        may_begin(cx, TaskAct::Instruct, draft.state())?;
        none_open(&proposed.number, proposed.source_key, &self.open_sources)?;
        draft.push(opened(&proposed, self.slip, cx)?);
        draft.done()
    }
}

fn opened(facts: &TaskProposed, slip: Slip, cx: &Context<'_>) -> Result<TaskOpened, No> {
    if !slip.fits(cx.now) {
        return Err(No::SlipMalformed { slip });
    }
    let rule = task_rule(cx)?;
    let by = staff_of(cx)?;
    let (limit, counted_from, basis, due) = due_of(facts, rule, cx)?;
    let assists = facts.assisting.iter().map(|wish| {
        let (basis, due_at) = match wish.due_on {
            None => (basis, due),
            Some(day) => (DueBasis::Day(day), DueAt::on(cx, day)),
        };
        if due_at.at <= cx.now {
            return Err(No::DueBehind { due_at: due_at.at });
        }
        if due_at.at > due.at {
            return Err(No::AssistAfterLead { unit: wish.unit.clone(), due_at: due.at });
        }
        Ok(AssistDue { unit: wish.unit.clone(), basis, due: due_at })
    });
    let assists = assists.collect::<Result<Vec<_>, No>>()?;
    let report_every = facts.report_every.unwrap_or(rule.progress_every.limit);
    if report_every.amount == 0 {
        return Err(No::PeriodEmpty);
    }
    let progress_due_at = next_progress(cx, report_every, due);
    let rules = cx.rules.digest();
    Ok(TaskOpened {
        slip,
        by,
        limit,
        counted_from,
        basis,
        due,
        assists,
        report_every,
        progress_due_at,
        rules,
    })
}

type Reckoned = (String, Instant, DueBasis, DueAt);

/// 到期 by the row of source and urgency; an earlier day may be named by anybody who opens, a later
/// one with a reason by a leader alone.
fn due_of(facts: &TaskProposed, rule: &TaskRule, cx: &Context<'_>) -> Result<Reckoned, No> {
    let row = rule.limit_of(facts.source_kind, facts.urgency).ok_or(No::RulesSilent)?;
    let counted_from = match row.counts_from {
        CountsFrom::Opening => cx.now,
        CountsFrom::SourceDay => {
            let day = facts.source_on.filter(|day| *day <= cx.now.date());
            Instant::at(day.ok_or(No::SourceDayMissing)?, TimeOfDay::MIDNIGHT)
        }
    };
    let by_rule = DueAt::after(cx, counted_from, row.limit.limit);
    let (basis, due) = match facts.due_on {
        None => (DueBasis::Limit(row.limit.limit), by_rule),
        Some(day) => (DueBasis::Day(day), DueAt::on(cx, day)),
    };
    if due.at <= cx.now {
        return Err(No::DueBehind { due_at: due.at });
    }
    if due.at > by_rule.at && (facts.later.is_none() || !is_leader(facts, cx)) {
        let (most, clause) = (by_rule.at, row.limit.source.clone());
        return Err(No::DueTooLate { due_at: due.at, most, clause });
    }
    Ok((row.code.clone(), counted_from, basis, due))
}

fn is_leader(facts: &TaskProposed, cx: &Context<'_>) -> bool {
    Looking::of(cx).is_some_and(|looking| looking.leads(&facts.section) || looking.is_director())
}

/// When the next progress report is owed; none where the due instant comes first.
pub(crate) fn next_progress(cx: &Context<'_>, every: Limit, due: DueAt) -> Option<Instant> {
    let next = DueAt::after(cx, cx.now, every);
    (!next.is_provisional && next.at < due.at).then_some(next.at)
}

impl TaskOpened {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.opening = Some(Opening {
            slip: self.slip,
            by: self.by.clone(),
            at,
            limit: self.limit.clone(),
            report_every: self.report_every,
        });
        task.rounds.push(Round {
            ordinal: 1,
            began_at: at,
            counted_from: self.counted_from,
            basis: self.basis,
            first_due: self.due,
            due: self.due,
            instruction: None,
            fell_overdue_at: None,
        });
        task.assists = self.assists.iter().map(Assist::of).collect();
        task.progress_due_at = self.progress_due_at;
    }
}
