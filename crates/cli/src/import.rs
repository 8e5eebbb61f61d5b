//! `xiaoneng import`

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use xiaoneng_app::import::{
    ImportError, ImportPlan, ImportSummary, Writing, check_messages, check_replies,
};
use xiaoneng_app::{Access, App, OpenError};

use crate::arguments::ImportArguments;
use crate::outcome::{Outcome, Stopped};
use crate::place::{place, run, with_app};
use crate::progress::Progress;

/// How many rejected rows are listed for people before only the count is given.
const LISTED: usize = 100;

/// What the rows are.
#[derive(Copy, Clone)]
pub(crate) enum Kind {
    /// 来信与答复, which become history.
    Replies,
    /// 待办来信, which are filed now.
    Messages,
}

pub(crate) fn table(kind: Kind, arguments: &ImportArguments) -> Result<Outcome, Stopped> {
    let source = Source::open(kind, &arguments.file)?;
    let summary =
        if arguments.dry_run { try_out(source, arguments) } else { import(source, arguments) }?;
    write_summary(&summary, arguments).map_err(|error| Stopped::output(&error))?;
    Ok(if summary.rejected.is_empty() { Outcome::Done } else { Outcome::FaultsFound })
}

/// The file, read under a bar.
struct Source<'a> {
    kind: Kind,
    file: File,
    path: &'a Path,
    progress: Progress,
}

impl<'a> Source<'a> {
    fn open(kind: Kind, path: &'a Path) -> Result<Self, Stopped> {
        let unreadable = |error| Stopped::unreadable(path, &error);
        let file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        Ok(Self { kind, file, path, progress: Progress::of_bytes(size, "导入") })
    }

    fn reader(&self) -> impl Read + use<'_> {
        self.progress.watch(&self.file)
    }

    fn wrong(&self, error: impl Display) -> Stopped {
        Stopped::wrong(format!("{}：{error}", self.path.display()))
    }
}

fn import(source: Source<'_>, arguments: &ImportArguments) -> Result<ImportSummary, Stopped> {
    with_app(&arguments.data, Access::Write, async |app| {
        take_in(&app, &source, arguments, Writing::Everything).await
    })
}

/// Nothing is written, and no data are begun where there are none.
fn try_out(source: Source<'_>, arguments: &ImportArguments) -> Result<ImportSummary, Stopped> {
    let place = place(&arguments.data)?;
    run(async {
        let app = match App::open(&place, Access::Read).await {
            Ok(app) => app,
            Err(OpenError::Nothing(_)) => return check(&source, arguments),
            Err(error) => return Err(Stopped::cannot(error)),
        };
        let summary = take_in(&app, &source, arguments, Writing::Nothing).await;
        app.close().await.map_err(Stopped::cannot)?;
        summary
    })?
}

async fn take_in(
    app: &App,
    source: &Source<'_>,
    arguments: &ImportArguments,
    writing: Writing,
) -> Result<ImportSummary, Stopped> {
    let plan = ImportPlan { unit: arguments.unit.as_deref().map(Into::into), writing };
    let summary = match source.kind {
        Kind::Replies => app.import_replies(source.reader(), &plan).await,
        Kind::Messages => app.import_messages(source.reader(), &plan).await,
    };
    source.progress.finish();
    summary.map_err(|error| match error {
        ImportError::Table(error) => source.wrong(error),
        ImportError::UnknownUnit(_) => Stopped::wrong(error),
        ImportError::Denied(error) => Stopped::cannot(error),
    })
}

/// Where there are no data yet.
fn check(source: &Source<'_>, arguments: &ImportArguments) -> Result<ImportSummary, Stopped> {
    if let Some(unit) = &arguments.unit {
        return Err(Stopped::wrong(ImportError::UnknownUnit(unit.as_str().into())));
    }
    let summary = match source.kind {
        Kind::Replies => check_replies(source.reader()),
        Kind::Messages => check_messages(source.reader()),
    };
    source.progress.finish();
    summary.map_err(|error| source.wrong(error))
}

fn write_summary(summary: &ImportSummary, arguments: &ImportArguments) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, summary)?;
        return writeln!(out);
    }
    for rejected in summary.rejected.iter().take(LISTED) {
        writeln!(out, "第 {} 行未导入：{}", rejected.line, rejected.reason)?;
    }
    let done = if arguments.dry_run { "可以导入" } else { "已导入" };
    writeln!(
        out,
        "共 {} 行：{done} {} 行，原已导入 {} 行，未导入 {} 行。",
        summary.rows,
        summary.imported,
        summary.unchanged,
        summary.count_rejected()
    )
}
