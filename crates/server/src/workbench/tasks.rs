//! 督办. The room of tasks in the workbench: lists, a new task, one task with everything that may be
//! done with it, and its slips on paper.

mod deeds;
mod leading;
mod list;
mod new;
mod page;
mod print;
mod pushing;
mod sending;
mod sheet;
mod trail;

use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use xiaoneng_app::Names;
use xiaoneng_app::tasks::TaskDossier;
use xiaoneng_domain::id::TaskNumber;

use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::words::tasks::TaskWords;

/// The pages of tasks, below `/w/tasks`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/w/tasks", get(list::show))
        .route("/w/tasks/new", get(new::show).post(new::act))
        .route("/w/tasks/{number}", get(page::show))
        .route("/w/tasks/{number}/print", get(print::show))
        .route("/w/tasks/{number}/file/{ordinal}", get(page::fetch_file))
        .route("/w/tasks/{number}/{act}", get(sending::show).post(sending::act))
        .route("/w/tasks/{number}/{act}/draft", post(sending::keep))
}

/// Who looks at which task.
struct Looking {
    site: Site,
    visitor: Visitor,
    staff: Staff,
    number: TaskNumber,
}

#[derive(Template)]
#[template(path = "workbench/task_closed.html")]
struct ClosedPage {
    shell: StaffShell,
    w: TaskWords,
}

impl Looking {
    fn of(site: Site, visitor: Visitor, staff: Staff, number: &str) -> Self {
        Self { site, visitor, staff, number: number.into() }
    }

    fn w(&self) -> TaskWords {
        TaskWords(self.visitor.language)
    }

    fn path(&self) -> String {
        format!("/w/tasks/{}", self.number)
    }

    async fn open(&self) -> Result<Option<(TaskDossier, Names)>, Problem> {
        let app = self.site.app();
        let found = app.task(&self.staff.actor(), &self.number).await?;
        let Some(dossier) = found else { return Ok(None) };
        Ok(Some((dossier, app.names().await?)))
    }

    /// The same page whether there is no such task or he may not know of it.
    fn closed(&self) -> Answer {
        let w = self.w();
        let (visitor, title) = (&self.visitor, w.closed_head());
        let shell = StaffShell::of(&self.site, visitor, &self.staff, Section::Tasks, title);
        let mut response = page(&ClosedPage { shell, w });
        *response.status_mut() = StatusCode::NOT_FOUND;
        Ok(response)
    }
}
