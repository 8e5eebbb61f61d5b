//! 延期. Asked before the due instant with reason, progress and expected day; checked first by the head
//! of the pushing section, then decided by the leader. Undecided at the due instant it has lapsed:
//! a due instant never moves after it has passed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::docket::{DueAt, Looking};
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::task::decision::{Decided, Draft, said, staff_of};
use crate::task::handling::signed_by_lead;
use crate::task::proposing::task_rule;
use crate::task::{DueBasis, Round, Task, TaskRefusal as No};
use crate::text::{TextDigest, Written};

/// 延期申请 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskExtension {
    /// 1, 2, 3 … within the task.
    pub ordinal: u32,
    /// 预计完成.
    pub until: Date,
    /// Why.
    pub reason: TextDigest,
    /// How far it is.
    pub progress: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: Instant,
    /// 初核: head of the pushing section.
    pub checker: PersonId,
    /// 审批: the leader.
    pub approver: PersonId,
    /// Who checked it first.
    pub checked_by: Option<PersonId>,
    /// How it stands.
    pub state: ExtensionState,
}

/// 延期申请状态.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum ExtensionState {
    /// 待初核
    Asked,
    /// 待审批
    Checked,
    /// 同意
    Granted,
    /// 不同意
    Refused,
    /// 到期未批,失效
    Lapsed,
}

impl TaskExtension {
    /// Whether it waits for somebody.
    pub fn is_pending(&self) -> bool {
        match self.state {
            ExtensionState::Asked | ExtensionState::Checked => true,
            ExtensionState::Granted | ExtensionState::Refused | ExtensionState::Lapsed => false,
        }
    }
}

/// 申请延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskExtension {
    /// 预计完成.
    pub until: Date,
    /// Why.
    pub reason: Written,
    /// How far it is.
    pub progress: Written,
}

/// 初核延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckExtension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 审批延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideExtension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// 同意
    Agree,
    /// 不同意, with a sentence.
    Refuse(Written),
}

/// 已申请延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskExtensionAsked {
    /// Its number.
    pub request: u32,
    /// 预计完成.
    pub until: Date,
    /// Why.
    pub reason: TextDigest,
    /// How far it is.
    pub progress: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who checks it first.
    pub checker: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 延期已初核同意.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskExtensionChecked {
    /// The request.
    pub request: u32,
    /// Who checked it.
    pub by: PersonId,
}

/// 已延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskExtensionGranted {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub by: PersonId,
    /// 到期 from now on.
    pub due: DueAt,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 延期未获同意.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskExtensionRefused {
    /// The request.
    pub request: u32,
    /// Who said no.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 延期到期未批,失效.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskExtensionLapsed {
    /// The request.
    pub request: u32,
    /// Who did not decide.
    pub waited_for: PersonId,
    /// The due instant that passed.
    pub fell_due_at: Instant,
}

/// Before the due instant: at or after it the task is overdue already.
fn before_due(round: &Round, cx: &Context<'_>) -> Result<(), No> {
    match cx.now < round.due.at {
        true => Ok(()),
        false => Err(No::DuePassed { due_at: round.due.at }),
    }
}

impl AskExtension {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason, &self.progress]
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (_, round) = task.in_hand()?;
        said(&self.reason, "延期原因")?;
        said(&self.progress, "已有进展")?;
        if let Some(report) = task.pending_report() {
            return Err(No::UnderReview { report: report.ordinal });
        }
        before_due(round, cx)?;
        if let Some(pending) = task.pending_extension() {
            return Err(No::ExtensionPending { request: pending.ordinal });
        }
        let due = DueAt::on(cx, self.until);
        if due.at <= round.due.at {
            return Err(No::ExtensionEmpty { due_at: round.due.at });
        }
        let asked_by = staff_of(cx)?;
        let (checker, approver) = approvers(task, cx, &asked_by)?;
        let mut draft = Draft::of(task, cx);
        signed_by_lead(&mut draft, &asked_by);
        draft.push(TaskExtensionAsked {
            request: next_ordinal(task.extensions.len()),
            until: self.until,
            reason: self.reason.digest(),
            progress: self.progress.digest(),
            asked_by,
            checker,
            approver,
        });
        draft.done()
    }
}

/// 初核 and 审批: the section's head, then its leader in charge, from some extension on the director;
/// never who asked, and two persons.
fn approvers(
    task: &Task,
    cx: &Context<'_>,
    asked_by: &PersonId,
) -> Result<(PersonId, PersonId), No> {
    let section = &task.proposal.as_ref().ok_or(No::NoSuchTask)?.facts.section;
    let organization = cx.organization;
    let section = organization.heir_of(section);
    let head = organization.head_of(section).filter(|head| *head != asked_by);
    let checker = head.or_else(|| organization.head_but(section, asked_by));
    let checker = checker.ok_or(No::ApproverMissing)?;
    let granted = |one: &&TaskExtension| one.state == ExtensionState::Granted;
    let used = task.extensions.iter().filter(granted).count();
    let spent = next_ordinal(used) > task_rule(cx)?.extension_times;
    let leader = organization.leader_in_charge(section).filter(|_| !spent);
    let mut candidates = leader.into_iter().chain(organization.director());
    let approver = candidates.find(|person| *person != asked_by && *person != checker);
    Ok((checker.clone(), approver.ok_or(No::ApproverMissing)?.clone()))
}

impl Verdict {
    fn texts(&self) -> Vec<&Written> {
        match self {
            Self::Agree => Vec::new(),
            Self::Refuse(reason) => vec![reason],
        }
    }
}

impl Task {
    fn request(&self, number: u32, state: ExtensionState) -> Result<&TaskExtension, No> {
        let wanted = |one: &&TaskExtension| one.ordinal == number && one.state == state;
        self.extensions.iter().find(wanted).ok_or(No::NoSuchRequest { request: number })
    }

    fn set_extension(&mut self, number: u32, state: ExtensionState) {
        if let Some(request) = self.extensions.iter_mut().find(|one| one.ordinal == number) {
            request.state = state;
        }
    }
}

impl CheckExtension {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (_, round) = task.in_hand()?;
        let request = task.request(self.request, ExtensionState::Asked)?;
        before_due(round, cx)?;
        let by = decider(cx, &request.checker, [Some(&request.asked_by), None])?;
        let request = self.request;
        let mut draft = Draft::of(task, cx);
        match self.verdict {
            Verdict::Agree => draft.push(TaskExtensionChecked { request, by }),
            Verdict::Refuse(reason) => {
                said(&reason, "不同意的原因")?;
                draft.push(TaskExtensionRefused { request, by, reason: reason.digest() });
            }
        }
        draft.done()
    }
}

impl DecideExtension {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    pub(crate) fn decide(self, task: &Task, cx: &Context<'_>) -> Decided {
        let (_, round) = task.in_hand()?;
        let request = task.request(self.request, ExtensionState::Checked)?;
        before_due(round, cx)?;
        let apart = [Some(&request.asked_by), request.checked_by.as_ref()];
        let by = decider(cx, &request.approver, apart)?;
        let (due, request) = (DueAt::on(cx, request.until), self.request);
        let mut draft = Draft::of(task, cx);
        match self.verdict {
            Verdict::Agree => {
                let rules = cx.rules.digest();
                draft.push(TaskExtensionGranted { request, by, due, rules });
            }
            Verdict::Refuse(reason) => {
                said(&reason, "不同意的原因")?;
                draft.push(TaskExtensionRefused { request, by, reason: reason.digest() });
            }
        }
        draft.done()
    }
}

/// The actor is the one on record or covers for him, and none of those who acted before him.
fn decider(
    cx: &Context<'_>,
    wanted: &PersonId,
    apart: [Option<&PersonId>; 2],
) -> Result<PersonId, No> {
    let by = staff_of(cx)?;
    let stands = Looking::of(cx).is_some_and(|looking| looking.stands_in_for(wanted));
    match stands && !apart.contains(&Some(&by)) {
        true => Ok(by),
        false => Err(No::NotTheApprover),
    }
}

impl TaskExtensionAsked {
    pub(crate) fn remember(&self, task: &mut Task, at: Instant) {
        task.extensions.push(TaskExtension {
            ordinal: self.request,
            until: self.until,
            reason: self.reason,
            progress: self.progress,
            asked_by: self.asked_by.clone(),
            asked_at: at,
            checker: self.checker.clone(),
            approver: self.approver.clone(),
            checked_by: None,
            state: ExtensionState::Asked,
        });
    }
}

impl TaskExtensionChecked {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        task.set_extension(self.request, ExtensionState::Checked);
        if let Some(request) = task.extensions.iter_mut().find(|one| one.ordinal == self.request) {
            request.checked_by = Some(self.by.clone());
        }
    }
}

impl TaskExtensionGranted {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        task.set_extension(self.request, ExtensionState::Granted);
        let request = task.extensions.iter().find(|one| one.ordinal == self.request);
        let until = request.map(|request| request.until);
        if let Some((round, until)) = task.rounds.last_mut().zip(until) {
            round.due = self.due;
            round.basis = DueBasis::Day(until);
        }
    }
}

impl TaskExtensionRefused {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        task.set_extension(self.request, ExtensionState::Refused);
    }
}

impl TaskExtensionLapsed {
    pub(crate) fn remember(&self, task: &mut Task, _at: Instant) {
        task.set_extension(self.request, ExtensionState::Lapsed);
    }
}
