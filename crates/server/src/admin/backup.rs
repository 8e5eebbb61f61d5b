//! 备份. Back up now, download, and the drill that shows that it can be restored.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use xiaoneng_app::backup::{KeptBackup, LastBackup, NotBackedUp};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, HealthWords};
use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/backup.html")]
struct BackupPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: HealthWords,
    is_here: bool,
    elsewhere: String,
    says: String,
    wrong: String,
    backups: Vec<BackupLine>,
}

/// A backup in the list.
struct BackupLine {
    name: String,
    made_at: String,
    size: String,
}

/// What a page is shown after.
#[derive(Deserialize, Default)]
pub(crate) struct After {
    #[serde(default)]
    made: String,
    drilled: Option<String>,
}

/// `GET /a/backup`
pub(crate) async fn show(visit: Visit, Query(after): Query<After>) -> Answer {
    visit.through(Door::Backup)?;
    let w = HealthWords(visit.visitor.language);
    let mut shown = blank(&visit);
    if shown.backups.iter().any(|backup| backup.name == after.made) {
        shown.says = w.backup_made(&after.made);
    }
    if after.drilled.is_some()
        && let Some(drill) = visit.site.app().last_drill().await?
    {
        let seconds = format!("{}.{}", drill.milliseconds / 1000, drill.milliseconds % 1000 / 100);
        match drill.is_good() {
            true => shown.says = w.drilled(drill.events, seconds),
            false => shown.wrong = w.drill_bad(&drill.wrong),
        }
    }
    Ok(page(&shown))
}

/// `POST /a/backup`
pub(crate) async fn make(visit: Visit, _: Posted) -> Answer {
    visit.through(Door::Backup)?;
    match visit.site.app().back_up_now(&visit.staff.actor()).await {
        Ok(made) => {
            let name = made.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(see_other(&format!("/a/backup?made={name}")))
        }
        Err(error) => refused(&visit, error),
    }
}

/// `POST /a/backup/drill`
pub(crate) async fn drill(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Backup)?;
    match visit.site.app().drill(&visit.staff.actor(), posted.field("name")).await {
        Ok(_) => Ok(see_other("/a/backup?drilled=1")),
        Err(error) => refused(&visit, error),
    }
}

/// `GET /a/backup/{name}`
pub(crate) async fn download(visit: Visit, Path(name): Path<String>) -> Answer {
    visit.through(Door::Backup)?;
    let file = visit.site.app().backup_file(&visit.staff.actor(), &name).await;
    let Ok(file) = file else { return Err(Problem::NoSuchPage) };
    let bytes = tokio::fs::read(file).await.map_err(|e| Problem::OurFault(e.to_string()))?;
    let mut response: Response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    let as_file = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let as_file = as_file.map_err(|e| Problem::OurFault(e.to_string()))?;
    headers.insert(header::CONTENT_DISPOSITION, as_file);
    Ok(response)
}

fn refused(visit: &Visit, error: NotBackedUp) -> Answer {
    match error {
        NotBackedUp::Denied(denied) => Err(denied.into()),
        NotBackedUp::NotMade(_) | NotBackedUp::NoSuchBackup => {
            let mut shown = blank(visit);
            shown.wrong = error.to_string();
            let mut response = page(&shown);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

fn blank(visit: &Visit) -> BackupPage {
    let w = HealthWords(visit.visitor.language);
    let app = visit.site.app();
    let line = |backup: KeptBackup| BackupLine {
        name: backup.name,
        made_at: backup.made_at.map_or_else(|| w.unreadable().to_owned(), dates::short),
        size: w.mib(format!("{}.{}", backup.bytes >> 20, ((backup.bytes & 0xF_FFFF) * 10) >> 20)),
    };
    BackupPage {
        shell: visit.shell(w.backup_title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Backup),
        w,
        is_here: app.is_on_this_machine(),
        elsewhere: match app.last_backup() {
            Some(LastBackup { at, elsewhere: Some(file) }) => {
                w.backup_elsewhere(dates::short(at), file.display())
            }
            Some(_) | None => String::new(),
        },
        says: String::new(),
        wrong: String::new(),
        backups: app.list_backups().into_iter().map(line).collect(),
    }
}
