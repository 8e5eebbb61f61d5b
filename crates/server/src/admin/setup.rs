//! 开通清单. What is done, under way and not begun, and the act that opens the portal.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use xiaoneng_app::setup::{Progress, Task, TaskState};

use crate::Site;
use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::setup_first;
use crate::admin::words::{FrameWords, SetupWords};
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

#[derive(Template)]
#[template(path = "admin/setup.html")]
struct TasksPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: SetupWords,
    is_closed: bool,
    missing: String,
    groups: Vec<TaskGroup>,
}

/// Tasks under one heading.
struct TaskGroup {
    heading: &'static str,
    tasks: Vec<TaskLine>,
}

/// One task as it is shown.
struct TaskLine {
    title: &'static str,
    says: &'static str,
    count: String,
    state: &'static str,
    mark: &'static str,
    path: &'static str,
    confirm: &'static str,
    code: &'static str,
}

/// `GET /a/setup`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Option<Extension<Staff>>,
) -> Answer {
    if site.app().needs_setup().await? {
        return setup_first::ask(&site, &visitor).await;
    }
    let Some(Extension(staff)) = staff else { return Err(Problem::SignInFirst) };
    let visit = Visit { site, visitor, staff };
    visit.through(Door::Setup)?;
    let w = SetupWords(visit.visitor.language);
    let tasks = visit.site.app().setup_tasks().await?;
    let is_missing =
        |progress: &&Progress| progress.task.is_needed() && progress.state != TaskState::Done;
    let missing: Vec<&str> =
        tasks.iter().filter(is_missing).map(|progress| title(w, progress.task)).collect();
    let missing = if missing.is_empty() {
        String::new()
    } else {
        w.missing(missing.len(), missing.join(w.choose("、", ", ")))
    };
    let (needed, later): (Vec<&Progress>, Vec<&Progress>) =
        tasks.iter().partition(|progress| progress.task.is_needed());
    let lines =
        |list: Vec<&Progress>| list.into_iter().map(|task| line(w, &visit.staff, task)).collect();
    let is_closed = visit.site.app().known().await?.organization.is_portal_closed;
    Ok(page(&TasksPage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Setup),
        w,
        is_closed,
        missing,
        groups: vec![
            TaskGroup { heading: w.needed(), tasks: lines(needed) },
            TaskGroup { heading: w.later(), tasks: lines(later) },
        ],
    }))
}

/// `POST /a/setup/confirm`
pub(crate) async fn confirm(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Setup)?;
    let task = Task::ALL.into_iter().find(|task| code(*task) == posted.field("task"));
    if let Some(task) = task {
        visit.site.app().confirm_task(&visit.staff.actor(), task).await?;
    }
    Ok(see_other("/a/setup"))
}

/// `POST /a/setup/open`
pub(crate) async fn open(visit: Visit, _: Posted) -> Answer {
    visit.through(Door::Setup)?;
    visit.site.app().open_portal(&visit.staff.actor()).await?;
    Ok(see_other("/a/setup"))
}

fn line(w: SetupWords, staff: &Staff, progress: &Progress) -> TaskLine {
    let Progress { task, state, done, of } = *progress;
    let (state_word, mark) = match state {
        TaskState::Done => (w.state_done(), ""),
        TaskState::UnderWay => (w.state_busy(), "tag--busy"),
        TaskState::NotBegun => (w.state_todo(), "tag--todo"),
    };
    let is_confirmed_here = task.is_confirmed() && state != TaskState::Done;
    TaskLine {
        title: title(w, task),
        says: says(w, task),
        count: match task {
            Task::People if of > 0 => w.people_count(done, of),
            Task::Commitments if of > 0 => w.commitments_count(done, of),
            Task::Units
            | Task::People
            | Task::Catalogue
            | Task::Rules
            | Task::Calendar
            | Task::Commitments
            | Task::QrCodes
            | Task::Notices
            | Task::BackupDrill => String::new(),
        },
        state: state_word,
        mark,
        path: path(task, staff),
        confirm: if is_confirmed_here { confirm_word(w, task) } else { "" },
        code: code(task),
    }
}

fn title(w: SetupWords, task: Task) -> &'static str {
    match task {
        Task::Units => w.units(),
        Task::People => w.people(),
        Task::Catalogue => w.catalogue(),
        Task::Rules => w.rules(),
        Task::Calendar => w.calendar(),
        Task::Commitments => w.commitments(),
        Task::QrCodes => w.qr(),
        Task::Notices => w.notices(),
        Task::BackupDrill => w.drill(),
    }
}

fn says(w: SetupWords, task: Task) -> &'static str {
    match task {
        Task::Units => w.units_says(),
        Task::People => w.people_says(),
        Task::Catalogue => w.catalogue_says(),
        Task::Rules => w.rules_says(),
        Task::Calendar => w.calendar_says(),
        Task::Commitments => w.commitments_says(),
        Task::QrCodes => w.qr_says(),
        Task::Notices => w.notices_says(),
        Task::BackupDrill => w.drill_says(),
    }
}

/// Where a task is done; empty where that is not for him.
fn path(task: Task, staff: &Staff) -> &'static str {
    let path = match task {
        Task::Units => "/a/import?kind=units",
        Task::People => "/a/import?kind=people",
        Task::Catalogue => "/a/catalog",
        Task::Rules => "/a/rules",
        Task::Calendar => "/a/calendar",
        Task::Commitments => "/a/org",
        Task::QrCodes => "/guide/units",
        Task::Notices => "/a",
        Task::BackupDrill => "/a/backup",
    };
    if Door::is_open(path, staff) { path } else { "" }
}

fn confirm_word(w: SetupWords, task: Task) -> &'static str {
    match task {
        Task::Catalogue | Task::Rules => w.confirm(),
        Task::QrCodes => w.confirm_qr(),
        Task::Notices => w.confirm_notices(),
        Task::Units | Task::People | Task::Calendar | Task::Commitments | Task::BackupDrill => "",
    }
}

fn code(task: Task) -> &'static str {
    match task {
        Task::Units => "units",
        Task::People => "people",
        Task::Catalogue => "catalogue",
        Task::Rules => "rules",
        Task::Calendar => "calendar",
        Task::Commitments => "commitments",
        Task::QrCodes => "qr",
        Task::Notices => "notices",
        Task::BackupDrill => "drill",
    }
}
