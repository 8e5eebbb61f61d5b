//! 督办的告知. Who is to be told what after an event, as codes.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Fact};
use crate::docket::receiver;
use crate::id::{PersonId, UnitId};
use crate::organization::Organization;
use crate::rules::UrgingLevel;
use crate::task::{Task, TaskEvent};

/// 告知内容.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum TaskTold {
    /// 待立项: to the section's head.
    Proposed,
    /// 交办: to the lead and the assisting units, with their own due instants.
    Assigned {
        /// By when.
        due_at: Instant,
    },
    /// 进展报告缺报: to the lead and the section.
    ProgressMissed,
    /// 逾期: to the lead, his head and the section.
    FellOverdue {
        /// The due instant that passed.
        fell_due_at: Instant,
    },
    /// 督办单.
    Urged {
        /// 级别.
        level: UrgingLevel,
    },
    /// 督办单已答复: to the section.
    UrgingAnswered,
    /// 待审核: to the section.
    Reported,
    /// 退回重办: to the lead.
    Returned,
    /// 另有要求: to the lead.
    Instructed {
        /// By when.
        due_at: Instant,
    },
    /// 办结: to the lead and the assisting units.
    Concluded,
    /// 虚假反馈: to the lead's head and the leader in charge.
    FoundFalse,
    /// 待初核延期.
    ExtensionToCheck,
    /// 待审批延期.
    ExtensionToDecide,
    /// 已延期: to the lead.
    ExtensionGranted {
        /// By when now.
        due_at: Instant,
    },
    /// 延期未获同意, or lapsed: to the lead.
    ExtensionRefused,
    /// 延期到期未批: to who did not decide.
    ExtensionLapsed,
    /// 到期时间因放假安排变动: to the lead.
    Reprojected {
        /// By when now.
        due_at: Instant,
    },
    /// 撤销: to the lead and the assisting units.
    Cancelled,
}

type Letters = Vec<(PersonId, TaskTold)>;

/// Who is told what after an event; `task` is as the event left it. Nobody is told what he did.
pub fn task_told(
    task: &Task,
    fact: &Fact<TaskEvent>,
    organization: &Organization,
) -> Vec<(PersonId, TaskTold)> {
    let Some(proposal) = &task.proposal else { return Vec::new() };
    let post = Post { task, organization, section: &proposal.facts.section, at: fact.recorded_at };
    let mut letters = post.letters(&fact.event);
    letters.retain(|(person, _)| Actor::Staff(person.clone()) != fact.actor);
    letters.sort();
    letters.dedup();
    letters
}

struct Post<'a> {
    task: &'a Task,
    organization: &'a Organization,
    section: &'a UnitId,
    at: Instant,
}

impl Post<'_> {
    fn letters(&self, event: &TaskEvent) -> Letters {
        let due_at = self.task.round().map_or(self.at, |round| round.due.at);
        match event {
            TaskEvent::Proposed(_) => to(self.head(self.section), &TaskTold::Proposed),
            TaskEvent::Opened(facts) => {
                let mut letters = to(self.lead(), &TaskTold::Assigned { due_at });
                for one in &facts.assists {
                    let told = TaskTold::Assigned { due_at: one.due.at };
                    letters.extend(to(self.desk(&one.unit), &told));
                }
                letters
            }
            TaskEvent::ProgressMissed(_) => {
                to(self.lead().chain(self.desk(self.section)), &TaskTold::ProgressMissed)
            }
            TaskEvent::FellOverdue(facts) => {
                let told = TaskTold::FellOverdue { fell_due_at: facts.fell_due_at };
                to(self.lead().chain(self.lead_head()).chain(self.desk(self.section)), &told)
            }
            TaskEvent::AssistFellOverdue(facts) => {
                let told = TaskTold::FellOverdue { fell_due_at: facts.fell_due_at };
                let unit = &facts.unit;
                to(self.desk(unit).chain(self.head(unit)).chain(self.desk(self.section)), &told)
            }
            TaskEvent::Urged(facts) => {
                to(facts.recipients.iter().cloned(), &TaskTold::Urged { level: facts.level })
            }
            TaskEvent::UrgingAnswered(_) => to(self.pushers(), &TaskTold::UrgingAnswered),
            TaskEvent::Reported(_) => to(self.pushers(), &TaskTold::Reported),
            TaskEvent::Returned(_) => to(self.leads(), &TaskTold::Returned),
            TaskEvent::Instructed(_) => to(self.leads(), &TaskTold::Instructed { due_at }),
            TaskEvent::Concluded(_) => to(self.all_parties(), &TaskTold::Concluded),
            TaskEvent::Cancelled(_) if self.task.opening.is_none() => Letters::new(),
            TaskEvent::Cancelled(_) => to(self.all_parties(), &TaskTold::Cancelled),
            TaskEvent::FoundFalse(_) => {
                let unit = self.lead_unit();
                let leader = unit.and_then(|unit| self.organization.leader_in_charge(unit));
                to(self.lead_head().chain(leader.cloned()), &TaskTold::FoundFalse)
            }
            TaskEvent::ExtensionAsked(facts) => {
                to([facts.checker.clone()], &TaskTold::ExtensionToCheck)
            }
            TaskEvent::ExtensionChecked(facts) => {
                let request = self.task.extensions.iter().find(|r| r.ordinal == facts.request);
                let approver = request.map(|request| request.approver.clone());
                to(approver, &TaskTold::ExtensionToDecide)
            }
            TaskEvent::ExtensionGranted(_) => {
                to(self.leads(), &TaskTold::ExtensionGranted { due_at })
            }
            TaskEvent::ExtensionRefused(_) => to(self.leads(), &TaskTold::ExtensionRefused),
            TaskEvent::ExtensionLapsed(facts) => {
                let mut letters = to([facts.waited_for.clone()], &TaskTold::ExtensionLapsed);
                letters.extend(to(self.leads(), &TaskTold::ExtensionRefused));
                letters
            }
            TaskEvent::Reprojected(_) => to(self.leads(), &TaskTold::Reprojected { due_at }),
            TaskEvent::Signed(_)
            | TaskEvent::ProgressReported(_)
            | TaskEvent::AssistAnswered(_)
            | TaskEvent::Archived(_) => Letters::new(),
        }
    }

    fn lead_unit(&self) -> Option<&UnitId> {
        self.task.proposal.as_ref().map(|proposal| &proposal.facts.lead.unit)
    }

    fn desk(&self, unit: &UnitId) -> std::option::IntoIter<PersonId> {
        self.received_by(unit, None).into_iter()
    }

    fn head(&self, unit: &UnitId) -> std::option::IntoIter<PersonId> {
        self.organization.head_of(self.organization.heir_of(unit)).cloned().into_iter()
    }

    fn received_by(&self, unit: &UnitId, person: Option<&PersonId>) -> Option<PersonId> {
        receiver(self.organization, self.at, unit, person)
    }

    fn lead(&self) -> std::option::IntoIter<PersonId> {
        let lead = self.task.proposal.as_ref().map(|proposal| &proposal.facts.lead);
        lead.and_then(|lead| self.received_by(&lead.unit, lead.person.as_ref())).into_iter()
    }

    fn lead_head(&self) -> std::option::IntoIter<PersonId> {
        let head = self.lead_unit().and_then(|unit| self.head(unit).next());
        head.into_iter()
    }

    fn leads(&self) -> impl Iterator<Item = PersonId> {
        self.lead().chain(self.lead_head())
    }

    fn pushers(&self) -> impl Iterator<Item = PersonId> {
        self.desk(self.section).chain(self.head(self.section))
    }

    fn all_parties(&self) -> impl Iterator<Item = PersonId> {
        let assisting = self.task.assists.iter().flat_map(|one| self.desk(&one.unit));
        self.leads().chain(assisting)
    }
}

fn to(people: impl IntoIterator<Item = PersonId>, told: &TaskTold) -> Letters {
    people.into_iter().map(|person| (person, told.clone())).collect()
}
