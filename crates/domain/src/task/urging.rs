//! 催办. Urging orders (督办单) of three levels, each with a number of its own: written by the pushing
//! section, or by rule when the task is overdue. The first goes to the lead, the second to his head
//! as well, the third to the leader in charge as well, and a circular is drafted.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::docket::{DueAt, Slip, receiver};
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::rules::UrgingLevel;
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::proposing::task_rule;
use crate::task::{Round, Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 督办单 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UrgingOrder {
    /// 1, 2, 3 … within the task.
    pub ordinal: u32,
    /// 催办通知单 number.
    pub slip: Slip,
    /// In which round.
    pub round: u32,
    /// 级别.
    pub level: UrgingLevel,
    /// When it was issued.
    pub at: Instant,
    /// What is demanded; none where the rules issued it.
    pub demand: Option<TextDigest>,
    /// Who issued it; none where the rules did.
    pub by: Option<PersonId>,
    /// To whom it went.
    pub recipients: Vec<PersonId>,
    /// 答复.
    pub answer: Option<UrgingAnswer>,
}

/// 督办单答复.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UrgingAnswer {
    /// 卡在哪里.
    pub stuck: TextDigest,
    /// 何时办结.
    pub done_on: Date,
    /// Who answered.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 下一级催办.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NextUrging {
    /// 级别.
    pub level: UrgingLevel,
    /// Not before then.
    pub at: Instant,
}

/// 催办, by the section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Urge {
    /// 级别.
    pub level: UrgingLevel,
    /// 要求.
    pub demand: Written,
    /// 催办通知单 number, gapless in its year.
    pub slip: Slip,
}

/// 答复督办单.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerUrging {
    /// Which order.
    pub order: u32,
    /// 卡在哪里.
    pub stuck: Written,
    /// 何时办结.
    pub done_on: Date,
}

/// 已发督办单.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskUrged {
    /// Which order.
    pub order: u32,
    /// 催办通知单 number.
    pub slip: Slip,
    /// 级别. The gravest drafts a circular.
    pub level: UrgingLevel,
    /// What is demanded; none where the rules issue it.
    pub demand: Option<TextDigest>,
    /// Who issues it; none where the rules do.
    pub by: Option<PersonId>,
    /// To whom it goes.
    pub recipients: Vec<PersonId>,
    /// The next level by rule.
    pub next: Option<NextUrging>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 已答复督办单.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UrgingAnswered {
    /// Which order.
    pub order: u32,
    /// 卡在哪里.
    pub stuck: TextDigest,
    /// 何时办结.
    pub done_on: Date,
    /// Who answers.
    pub by: PersonId,
    /// The next level by rule, held back for a while.
    pub next: Option<NextUrging>,
}

/// 逾期. The due instant passed without a report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskFellOverdue {
    /// In which round.
    pub round: u32,
    /// The due instant that passed.
    pub fell_due_at: Instant,
    /// The next level of urging by rule.
    pub next: Option<NextUrging>,
}

impl Task {
    /// The highest level issued in this round.
    pub fn urged_to(&self) -> Option<UrgingLevel> {
        let round = self.round()?.ordinal;
        self.orders.iter().filter(|order| order.round == round).map(|order| order.level).max()
    }
}

impl Urge {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.demand]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (_, round) = task.in_hand()?;
        said(&self.demand, "催办要求")?;
        if let Some(report) = task.pending_report() {
            return Err(No::UnderReview { report: report.ordinal });
        }
        let issued =
            |order: &&UrgingOrder| order.round == round.ordinal && order.level >= self.level;
        if let Some(order) = task.orders.iter().find(issued) {
            return Err(No::AlreadyUrged { level: order.level, at: order.at });
        }
        let is_early = self.level > UrgingLevel::Reminder && !task.is_overdue(cx.now);
        if is_early {
            return Err(No::NotOverdueYet { level: self.level, due_at: round.due.at });
        }
        let (demand, by) = (Some(self.demand.digest()), Some(staff_of(cx)?));
        let mut draft = Draft::of(task, cx);
        draft.push(order(task, cx, round, (self.level, self.slip), (demand, by))?);
        draft.done()
    }
}

/// 督办单 of a level, with its recipients and what follows by rule.
pub(crate) fn order(
    task: &Task,
    cx: &Context<'_>,
    round: &Round,
    (level, slip): (UrgingLevel, Slip),
    (demand, by): (Option<TextDigest>, Option<PersonId>),
) -> Result<TaskUrged, No> {
    if !slip.fits(cx.now) {
        return Err(No::SlipMalformed { slip });
    }
    let base = round.due.at.max(cx.now);
    // A reminder before the due instant sets no ladder going; being overdue does.
    let next = next_after(cx, level.next(), base)?.filter(|_| task.is_overdue(cx.now));
    Ok(TaskUrged {
        order: next_ordinal(task.orders.len()),
        slip,
        level,
        demand,
        by,
        recipients: recipients(task, cx, level),
        next,
        rules: cx.rules.digest(),
    })
}

/// When a level follows by rule, counted from an instant.
pub(crate) fn next_after(
    cx: &Context<'_>,
    level: Option<UrgingLevel>,
    from: Instant,
) -> Result<Option<NextUrging>, No> {
    let rule = task_rule(cx)?;
    let found = level.and_then(|level| Some((level, rule.urging_of(level)?)));
    Ok(found.map(|(level, urging)| NextUrging {
        level,
        at: DueAt::after(cx, from, urging.after.limit).at,
    }))
}

/// 收文人: the lead; his head from the second level on; the leader in charge from the third on.
fn recipients(task: &Task, cx: &Context<'_>, level: UrgingLevel) -> Vec<PersonId> {
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let lead = &proposal.facts.lead;
    let unit = cx.organization.heir_of(&lead.unit);
    let head = || cx.organization.head_of(unit).cloned();
    let first = receiver(cx.organization, cx.now, unit, lead.person.as_ref()).or_else(head);
    let second = (level >= UrgingLevel::Order).then(head).flatten();
    let third = (level >= UrgingLevel::Grave)
        .then(|| cx.organization.leader_in_charge(unit).or(cx.organization.director()).cloned());
    let mut found: Vec<PersonId> = Vec::new();
    for person in first.into_iter().chain(second).chain(third.flatten()) {
        if !found.contains(&person) {
            found.push(person);
        }
    }
    found
}

impl AnswerUrging {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.stuck]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        task.in_hand()?;
        said(&self.stuck, "卡在哪里")?;
        let missing = No::NoSuchOrder { order: self.order };
        let order = task.orders.iter().find(|one| one.ordinal == self.order).ok_or(missing)?;
        if let Some(answer) = &order.answer {
            return Err(No::OrderAnswered { at: answer.at });
        }
        if self.done_on < cx.now.date() {
            return Err(No::DueBehind { due_at: DueAt::on(cx, self.done_on).at });
        }
        let rule = task_rule(cx)?;
        let most = DueAt::after(cx, cx.now, rule.answer_holds.limit).at;
        let held = DueAt::on(cx, self.done_on).at.min(most);
        let next = task.next_urging.map(|next| NextUrging { at: next.at.max(held), ..next });
        let by = staff_of(cx)?;
        let mut draft = Draft::of(task, cx);
        draft.push(UrgingAnswered {
            order: self.order,
            stuck: self.stuck.digest(),
            done_on: self.done_on,
            by,
            next,
        });
        draft.done()
    }
}

impl TaskUrged {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        let round = task.round().map_or(0, |round| round.ordinal);
        task.next_urging = self.next;
        task.orders.push(UrgingOrder {
            ordinal: self.order,
            slip: self.slip,
            round,
            level: self.level,
            at,
            demand: self.demand,
            by: self.by.clone(),
            recipients: self.recipients.clone(),
            answer: None,
        });
    }
}

impl UrgingAnswered {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.next_urging = self.next;
        if let Some(order) = task.orders.iter_mut().find(|one| one.ordinal == self.order) {
            let (stuck, done_on, by) = (self.stuck, self.done_on, self.by.clone());
            order.answer = Some(UrgingAnswer { stuck, done_on, by, at });
        }
    }
}

impl TaskFellOverdue {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.next_urging = self.next;
        if let Some(round) = task.rounds.iter_mut().find(|one| one.ordinal == self.round) {
            round.fell_overdue_at = Some(at);
        }
    }
}
