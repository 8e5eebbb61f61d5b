//! 到期日. Due dates for a table of start days and limits in working days.

use std::io::{self, Read, Write};

use xiaoneng_calendar::{Calendar, Date};

use crate::plain::in_words;
use crate::table::{self, RowFault, Table, TableError};

/// The columns that the answer stands in; the table may bring them along, then they are filled.
const ANSWER: [&str; 2] = ["due_date", "provisional"];

/// The largest limit taken, in working days: more is surely a slip.
const MOST_WORKING_DAYS: u32 = 100_000;

/// How many rows without an answer are named; a file of nothing else must not fill the memory.
const NAMED: usize = 1_000;

/// Why the table could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum DueError {
    /// The input.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The output.
    #[error("写出结果失败：{}", in_words(.0))]
    Write(#[from] io::Error),
}

/// A row without an answer, and why.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unanswered {
    /// The row itself is faulty.
    #[error(transparent)]
    Faulty(#[from] RowFault),
    /// The start day is no day.
    #[error("start_date：{0}")]
    Start(#[from] xiaoneng_calendar::DateError),
    /// The limit is no number of working days.
    #[error("working_days：“{0}”不是 0 到 {MOST_WORKING_DAYS} 之间的整数")]
    Limit(String),
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DueSummary {
    /// Rows answered.
    pub answered: u64,
    /// How many rows have no answer.
    pub unanswered: u64,
    /// Their lines and reasons: the first thousand.
    pub named: Vec<(u64, Unanswered)>,
}

impl DueSummary {
    fn add_unanswered(&mut self, line: u64, reason: Unanswered) {
        self.unanswered += 1;
        if self.named.len() < NAMED {
            self.named.push((line, reason));
        }
    }
}

/// Reads `start_date,working_days` (other columns pass through) and writes every row again with
/// `due_date` and `provisional` (0 or 1). A row that cannot be answered keeps both empty.
pub fn write_due_dates(
    calendar: &Calendar,
    input: impl Read,
    output: impl Write,
) -> Result<DueSummary, DueError> {
    let mut table = Table::begin(input)?;
    let [start, days] = table.locate(["start_date", "working_days"])?;
    let mut columns = table.columns().to_vec();
    let answers = ANSWER.map(|name| {
        columns.iter().position(|column| column == name).unwrap_or_else(|| {
            columns.push(name.to_owned());
            columns.len() - 1
        })
    });
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(&columns).map_err(table::cause)?;
    let mut summary = DueSummary::default();
    while let Some(row) = table.next_row()? {
        let (line, mut fields, answer) = match row {
            Ok(row) => {
                let answer = due_date(calendar, &row.fields[start], &row.fields[days]);
                (row.line, row.fields, answer)
            }
            Err((line, fault)) => {
                summary.add_unanswered(line, fault.into());
                continue;
            }
        };
        fields.resize(columns.len(), String::new());
        let [due_date, provisional] = match answer {
            Ok((date, is_provisional)) => {
                summary.answered += 1;
                [date.to_string(), u8::from(is_provisional).to_string()]
            }
            Err(reason) => {
                summary.add_unanswered(line, reason);
                [String::new(), String::new()]
            }
        };
        fields[answers[0]] = due_date;
        fields[answers[1]] = provisional;
        writer.write_record(&fields).map_err(table::cause)?;
    }
    writer.flush()?;
    Ok(summary)
}

fn due_date(calendar: &Calendar, start: &str, days: &str) -> Result<(Date, bool), Unanswered> {
    let start: Date = start.trim().parse()?;
    let count = days
        .trim()
        .parse::<u32>()
        .ok()
        .filter(|count| *count <= MOST_WORKING_DAYS)
        .ok_or_else(|| Unanswered::Limit(days.chars().take(20).collect()))?;
    Ok(calendar.add_working_days(start, count))
}
