//! `xiaoneng rules`

use std::io::{self, Write};

use xiaoneng_app::rule_files::{self, RuleFilesError};
use xiaoneng_app::rules::{Diagnostic, Rules};

use crate::arguments::{CalendarArguments, RulesCheckArguments};
use crate::outcome::{Outcome, Stopped};

/// The rules named, else the built-in national ones.
pub(crate) fn rules_to_reckon_by(arguments: &CalendarArguments) -> Result<Rules, Stopped> {
    match &arguments.rules {
        Some(folder) => rule_files::read_folder(folder),
        None => rule_files::read_national(),
    }
    .map_err(Stopped::cannot)
}

pub(crate) fn check(arguments: &RulesCheckArguments) -> Result<Outcome, Stopped> {
    let faults = match rule_files::read_folder(&arguments.folder) {
        Ok(_) => Vec::new(),
        Err(RuleFilesError::Faulty(faults)) => faults,
        Err(error @ RuleFilesError::Unreadable { .. }) => return Err(Stopped::cannot(error)),
    };
    write_faults(&faults, arguments.json).map_err(|error| Stopped::output(&error))?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::FaultsFound })
}

fn write_faults(faults: &[Diagnostic], json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, faults)?;
        return writeln!(out);
    }
    for fault in faults {
        writeln!(out, "{fault}")?;
    }
    match faults.len() {
        0 => writeln!(out, "规则没有错误。"),
        count => writeln!(out, "共 {count} 处错误。"),
    }
}
