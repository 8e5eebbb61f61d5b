//! `xiaoneng import`

use std::fs::File;
use std::io::{self, Write};

use xiaoneng_app::Access;
use xiaoneng_app::import::{ImportError, ImportPlan, ImportSummary, Writing};

use crate::arguments::ImportRepliesArguments;
use crate::outcome::{Outcome, Stopped};
use crate::place::with_app;
use crate::progress::Progress;

/// How many rejected rows are listed for people before only the count is given.
const LISTED: usize = 100;

pub(crate) fn replies(arguments: &ImportRepliesArguments) -> Result<Outcome, Stopped> {
    let file = File::open(&arguments.file)
        .map_err(|error| Stopped::wrong(format!("{}：{error}", arguments.file.display())))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    with_app(&arguments.data, Access::Write, async |app| {
        let progress = Progress::of_bytes(size, "导入");
        let plan = ImportPlan {
            unit: arguments.unit.as_deref().map(Into::into),
            writing: if arguments.dry_run { Writing::Nothing } else { Writing::Everything },
        };
        let summary = app.import_replies(progress.watch(file), &plan).await;
        progress.finish();
        let summary = summary.map_err(|error| match error {
            ImportError::Table(error) => Stopped::wrong(error),
            ImportError::UnknownUnit(_) => Stopped::wrong(error),
            ImportError::Denied(error) => Stopped::cannot(error),
        })?;
        write_summary(&summary, arguments).map_err(|error| Stopped::output(&error))?;
        Ok(if summary.rejected.is_empty() { Outcome::Done } else { Outcome::FaultsFound })
    })
}

fn write_summary(summary: &ImportSummary, arguments: &ImportRepliesArguments) -> io::Result<()> {
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
        summary.rejected.len()
    )
}
