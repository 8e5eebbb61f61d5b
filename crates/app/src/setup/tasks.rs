//! 开通清单. What is done, under way or not begun: computed from facts, never ticked off by hand
//! where a fact can tell.

use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::organization::{Function, OpenPortal, Organization, UnitKind};

use crate::App;
use crate::denied::Denied;
use crate::health::has_notice;

/// 开通事项, in order; the first five open the portal.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Task {
    /// 单位
    Units,
    /// 人员
    People,
    /// 事项目录
    Catalogue,
    /// 规则
    Rules,
    /// 日历
    Calendar,
    /// 承诺文本
    Commitments,
    /// 二维码
    QrCodes,
    /// 通知
    Notices,
    /// 备份演练
    BackupDrill,
}

/// How far a task is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum TaskState {
    /// 未开始
    NotBegun,
    /// 进行中
    UnderWay,
    /// 已完成
    Done,
}

/// A task with how far it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Which.
    pub task: Task,
    /// How far.
    pub state: TaskState,
    /// How many of its things are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

impl Task {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::Units,
        Self::People,
        Self::Catalogue,
        Self::Rules,
        Self::Calendar,
        Self::Commitments,
        Self::QrCodes,
        Self::Notices,
        Self::BackupDrill,
    ];

    /// Whether the portal opens only once it is done.
    pub fn is_needed(self) -> bool {
        match self {
            Self::Units | Self::People | Self::Catalogue | Self::Rules | Self::Calendar => true,
            Self::Commitments | Self::QrCodes | Self::Notices | Self::BackupDrill => false,
        }
    }

    /// Whether somebody says that it is done, because no fact can tell.
    pub fn is_confirmed(self) -> bool {
        match self {
            Self::Catalogue | Self::Rules | Self::QrCodes | Self::Notices => true,
            Self::Units | Self::People | Self::Calendar | Self::Commitments | Self::BackupDrill => {
                false
            }
        }
    }

    fn setting(self) -> &'static str {
        match self {
            Self::Units => "setup/units",
            Self::People => "setup/people",
            Self::Catalogue => "setup/catalogue",
            Self::Rules => "setup/rules",
            Self::Calendar => "setup/calendar",
            Self::Commitments => "setup/commitments",
            Self::QrCodes => "setup/qr",
            Self::Notices => "setup/notices",
            Self::BackupDrill => "setup/drill",
        }
    }
}

impl Progress {
    fn counted(task: Task, done: usize, of: usize) -> Self {
        let state = match done {
            _ if of > 0 && done >= of => TaskState::Done,
            0 => TaskState::NotBegun,
            _ => TaskState::UnderWay,
        };
        Self { task, state, done, of }
    }
}

impl App {
    /// 开通清单 as things stand.
    pub async fn setup_tasks(&self) -> Result<Vec<Progress>, Denied> {
        let known = self.known().await?;
        let today = self.clock().now().date();
        let organization = known.organization.as_ref();
        let current = known.governance.current.map(|digest| digest.to_string());
        let mut list = Vec::new();
        for task in Task::ALL {
            let progress = match task {
                Task::Units => units(organization),
                Task::People => people(organization),
                Task::Calendar => {
                    Progress::counted(task, usize::from(has_notice(&known.rules, today.year())), 1)
                }
                Task::Commitments => commitments(organization),
                Task::BackupDrill => self.drilled().await?,
                Task::Catalogue | Task::Rules => {
                    let kept = self.store().read_setting(task.setting()).await?;
                    let state = match kept {
                        Some(digest) if Some(&digest) == current.as_ref() => TaskState::Done,
                        Some(_) => TaskState::UnderWay,
                        None => TaskState::NotBegun,
                    };
                    let done = usize::from(state == TaskState::Done);
                    Progress { task, state, done, of: 1 }
                }
                Task::QrCodes | Task::Notices => {
                    let kept = self.store().read_setting(task.setting()).await?;
                    Progress::counted(task, usize::from(kept.is_some()), 1)
                }
            };
            list.push(progress);
        }
        Ok(list)
    }

    /// 核对过了. Somebody says that a task is done whose end no fact can tell; the rules as they
    /// stand now are what was looked through.
    pub async fn confirm_task(&self, actor: &Actor, task: Task) -> Result<(), Denied> {
        self.must_be_allowed(actor, OfficeAct::OpenPortal).await?;
        if !task.is_confirmed() {
            return Ok(());
        }
        let current = self.known().await?.governance.current;
        let value = match task {
            Task::Catalogue | Task::Rules => current.map(|digest| digest.to_string()),
            Task::QrCodes
            | Task::Notices
            | Task::Units
            | Task::People
            | Task::Calendar
            | Task::Commitments
            | Task::BackupDrill => None,
        };
        let value = value.unwrap_or_else(|| self.clock().now().to_string());
        Ok(self.store().write_setting(task.setting(), &value).await?)
    }

    /// 对外开通, once the first five are done; else those that are not.
    pub async fn open_portal(&self, actor: &Actor) -> Result<Vec<Task>, Denied> {
        self.must_be_allowed(actor, OfficeAct::OpenPortal).await?;
        let tasks = self.setup_tasks().await?;
        let missing: Vec<Task> = tasks
            .iter()
            .filter(|progress| progress.task.is_needed() && progress.state != TaskState::Done)
            .map(|progress| progress.task)
            .collect();
        if missing.is_empty() {
            self.arrange(actor, OpenPortal {}).await?;
        }
        Ok(missing)
    }

    async fn drilled(&self) -> Result<Progress, Denied> {
        let is_drilled = self.last_drill().await?.is_some_and(|drill| drill.is_good());
        let has_any = self.last_backup().is_some();
        let done = usize::from(has_any) + usize::from(is_drilled);
        Ok(Progress::counted(Task::BackupDrill, done, 2))
    }
}

/// Units are there, and 办公室 takes what nobody knows where to bring.
fn units(organization: &Organization) -> Progress {
    let below = organization.open_units().any(|unit| unit.kind != UnitKind::Bureau);
    let has_office = organization.unit_for(Function::GeneralOffice).is_some();
    Progress::counted(Task::Units, usize::from(below) + usize::from(has_office), 2)
}

/// Units that have somebody of their own to receive.
fn people(organization: &Organization) -> Progress {
    let below = || organization.open_units().filter(|unit| unit.kind != UnitKind::Bureau);
    let seated = below().filter(|unit| unit.head.is_some() || !unit.desk.is_empty()).count();
    Progress::counted(Task::People, seated, below().count())
}

/// Units that tell the public where they are and what they do.
fn commitments(organization: &Organization) -> Progress {
    let says = |unit: &&xiaoneng_domain::organization::Unit| {
        !unit.description.phone.is_empty() && !unit.description.duties.is_empty()
    };
    let count = organization.open_units().count();
    Progress::counted(Task::Commitments, organization.open_units().filter(says).count(), count)
}
