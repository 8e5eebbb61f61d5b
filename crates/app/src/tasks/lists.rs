//! 督办的列表. What waits for me and my unit, the desk of a pushing section with its three counts, and
//! all of them for supervision and leaders.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::docket::PUSHING;
use xiaoneng_domain::id::{PersonId, TaskNumber, UnitId};
use xiaoneng_domain::organization::{Organization, Role};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{Standing, Task, standings};
use xiaoneng_domain::views::{DocketRow, Whom};
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::denied::Denied;
use crate::folder::ReadRows;

/// Whose tasks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TasksOf {
    /// Mine and my unit's: in the lead, assisting, an extension to check or decide.
    Mine(PersonId),
    /// 科室督办: what a section pushes.
    Desk(UnitId),
    /// All that the actor may see.
    All,
}

/// Which of them.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum TaskShow {
    /// All that are proposed or open.
    Open,
    /// 待立项
    Proposed,
    /// 待签收
    Unsigned,
    /// 待反馈
    Unreported,
    /// 待审核
    Reported,
    /// 逾期
    Overdue,
    /// 已催办
    Urged,
    /// 已了结
    Ended,
}

/// 一件督办 in a list.
#[derive(Clone, Debug)]
pub struct ListedTask {
    /// Its number.
    pub number: TaskNumber,
    /// The task.
    pub task: Task,
    /// 标题; empty once it is erased.
    pub title: String,
    /// The row it stands in.
    pub row: DocketRow,
}

/// 在办、逾期、已催 (speech, clause 27), and what else a desk counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct TaskCounts {
    /// 在办
    pub open: u32,
    /// 逾期
    pub overdue: u32,
    /// 已催办
    pub urged: u32,
    /// 待立项
    pub proposed: u32,
    /// 待签收
    pub unsigned: u32,
    /// 待反馈
    pub unreported: u32,
    /// 待审核
    pub reported: u32,
    /// Whether there are more than were looked at.
    pub is_more: bool,
}

/// 一页督办.
#[derive(Clone, Debug)]
pub struct TaskPage {
    /// As they fall due; ended ones newest first.
    pub tasks: Vec<ListedTask>,
    /// How many there are.
    pub counts: TaskCounts,
    /// Where the next page begins; none at the end.
    pub next: Option<DocketPlace>,
}

/// 立项科室 for which somebody works; none outside the four.
pub fn section_of(organization: &Organization, person: &PersonId) -> Option<UnitId> {
    let staff = organization.in_office(person)?;
    let sections = PUSHING.into_iter().filter_map(|function| organization.unit_for(function));
    let is_his = |unit: &UnitId| {
        organization.is_within(&staff.unit, unit) || organization.head_of(unit) == Some(person)
    };
    sections.map(|unit| unit.id.clone()).find(is_his)
}

impl App {
    /// 一页督办; none where the actor may not see that list.
    pub async fn tasks(
        &self,
        actor: &Actor,
        (of, show): (&TasksOf, TaskShow),
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<Option<TaskPage>, Denied> {
        if !self.may_list(actor, of).await? {
            return Ok(None);
        }
        let now = self.clock().now();
        let open = self.read_tasks(of, true, None).await?;
        let mut counts = TaskCounts { is_more: open.horizon.is_some(), ..TaskCounts::default() };
        for row in open.rows.values() {
            if let Some(task) = self.seen_task(actor, of, row).await? {
                counts.add(&task, row, now);
            }
        }
        let read = match (show, after) {
            (TaskShow::Ended, after) => self.read_tasks(of, false, after).await?,
            (_, Some(after)) => self.read_tasks(of, true, Some(after)).await?,
            (_, None) => open,
        };
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let (mut tasks, mut next) = (Vec::new(), None);
        for row in read.rows.into_values() {
            let Some(task) = self.seen_task(actor, of, &row).await? else { continue };
            if !show.holds(&task, &row, now) {
                continue;
            }
            if tasks.len() == most {
                next = tasks.last().map(|last: &ListedTask| DocketPlace::after(&last.row));
                break;
            }
            let StreamId::Task(number) = row.stream.clone() else { continue };
            let texts = self.texts_of_task(&number).await?;
            let title = task.proposal.as_ref().and_then(|one| texts.body(&one.facts.title));
            let title = title.unwrap_or_default().to_owned();
            tasks.push(ListedTask { number, task, title, row });
        }
        if let Some((sort_at, stream)) = read.horizon.filter(|_| next.is_none()) {
            next = stream.parse().ok().map(|stream| DocketPlace { sort_at, stream });
        }
        Ok(Some(TaskPage { tasks, counts, next }))
    }

    /// His own list is open to everybody; a desk to its section, to supervision and to leaders.
    async fn may_list(&self, actor: &Actor, of: &TasksOf) -> Result<bool, Denied> {
        let Actor::Staff(person) = actor else { return Ok(false) };
        let organization = self.known().await?.organization;
        let Some(staff) = organization.in_office(person) else { return Ok(false) };
        let sees_all =
            [Role::EfficacyOffice, Role::InspectionOffice, Role::Director, Role::DeputyDirector];
        let oversees = sees_all.iter().any(|role| staff.roles.contains(role));
        Ok(match of {
            TasksOf::Mine(whose) => whose == person,
            TasksOf::Desk(section) => {
                oversees || section_of(&organization, person).as_ref() == Some(section)
            }
            TasksOf::All => oversees,
        })
    }

    /// The task of a row, if whoever asks may see it.
    async fn seen_task(
        &self,
        actor: &Actor,
        of: &TasksOf,
        row: &DocketRow,
    ) -> Result<Option<Task>, Denied> {
        let StreamId::Task(number) = &row.stream else { return Ok(None) };
        let Some(dossier) = self.bare_task(number).await? else { return Ok(None) };
        let is_of = match (of, &dossier.task.proposal) {
            (TasksOf::Mine(_) | TasksOf::All, Some(_)) => true,
            (TasksOf::Desk(section), Some(proposal)) => proposal.facts.section == *section,
            (_, None) => false,
        };
        Ok((is_of && dossier.may_see(actor)).then_some(dossier.task))
    }

    async fn read_tasks(
        &self,
        of: &TasksOf,
        is_open: bool,
        after: Option<&DocketPlace>,
    ) -> Result<ReadRows, Denied> {
        let lists = self.lists_of(of).await?;
        self.read_dockets("task", &lists, is_open, after).await
    }

    async fn lists_of(&self, of: &TasksOf) -> Result<Vec<DocketOf>, Denied> {
        Ok(match of {
            TasksOf::All => vec![DocketOf::All],
            TasksOf::Desk(section) => {
                vec![DocketOf::PartNamed(Whom::Unit(section.clone()), "drives")]
            }
            TasksOf::Mine(person) => {
                let units = self.units_of(person).await?;
                let of_units = units.into_iter().flat_map(|unit| {
                    ["leads", "assists"]
                        .map(|part| DocketOf::PartNamed(Whom::Unit(unit.clone()), part))
                });
                let of_person = DocketOf::Part(Whom::Person(person.clone()));
                std::iter::once(of_person).chain(of_units).collect()
            }
        })
    }
}

impl TaskShow {
    fn holds(self, task: &Task, row: &DocketRow, now: Instant) -> bool {
        let stands = |standing: Standing| standings(task, now).contains(&standing);
        match self {
            Self::Open => true,
            Self::Ended => task.ended.is_some(),
            Self::Proposed => row.state == "proposed",
            Self::Unsigned => row.state == "assigned",
            Self::Unreported => task.is_open() && task.pending_report().is_none(),
            Self::Reported => row.state == "reported",
            Self::Overdue => stands(Standing::Overdue),
            Self::Urged => stands(Standing::Urged),
        }
    }
}

impl TaskCounts {
    fn add(&mut self, task: &Task, row: &DocketRow, now: Instant) {
        let counts = [
            (&mut self.open, task.is_open()),
            (&mut self.overdue, TaskShow::Overdue.holds(task, row, now)),
            (&mut self.urged, TaskShow::Urged.holds(task, row, now)),
            (&mut self.proposed, TaskShow::Proposed.holds(task, row, now)),
            (&mut self.unsigned, TaskShow::Unsigned.holds(task, row, now)),
            (&mut self.unreported, TaskShow::Unreported.holds(task, row, now)),
            (&mut self.reported, TaskShow::Reported.holds(task, row, now)),
        ];
        for (count, counts_here) in counts {
            *count += u32::from(counts_here);
        }
    }
}
