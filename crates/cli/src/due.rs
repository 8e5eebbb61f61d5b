//! `xiaoneng due`

use std::io;

use xiaoneng_app::due::{DueError, write_due_dates};

use crate::arguments::CalendarArguments;
use crate::outcome::{Outcome, Stopped};
use crate::rules::rules_to_reckon_by;

/// How many faulty rows are listed before only the count is given.
const LISTED: usize = 100;

pub(crate) fn run(arguments: &CalendarArguments) -> Result<Outcome, Stopped> {
    let rules = rules_to_reckon_by(arguments)?;
    let output = io::BufWriter::new(io::stdout().lock());
    let summary = write_due_dates(rules.calendar(), io::stdin().lock(), output).map_err(
        |error| match error {
            DueError::Table(error) => Stopped::wrong(error),
            DueError::Write(error) => Stopped::output(&error),
        },
    )?;
    for (line, reason) in summary.unanswered.iter().take(LISTED) {
        eprintln!("第 {line} 行没有算：{reason}");
    }
    if summary.unanswered.is_empty() {
        return Ok(Outcome::Done);
    }
    eprintln!("共 {} 行算出，{} 行没有算。", summary.answered, summary.unanswered.len());
    Ok(Outcome::FaultsFound)
}
