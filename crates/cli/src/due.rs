//! `xiaoneng due`

use std::io;

use xiaoneng_app::due::{DueError, write_due_dates};

use crate::arguments::CalendarArguments;
use crate::outcome::{Outcome, Stopped, remark};
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
    for (line, reason) in summary.named.iter().take(LISTED) {
        remark(format_args!("第 {line} 行没有算：{reason}"));
    }
    if summary.unanswered == 0 {
        return Ok(Outcome::Done);
    }
    let (answered, unanswered) = (summary.answered, summary.unanswered);
    remark(format_args!("共 {answered} 行算出，{unanswered} 行没有算。"));
    Ok(Outcome::FaultsFound)
}
