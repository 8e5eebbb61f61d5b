//! 效能通. One binary, subcommands.

mod arguments;
mod due;
mod explain;
mod outcome;
mod rules;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command, RulesCommand};
use crate::outcome::{Outcome, Stopped};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(outcome) => outcome.exit_code(),
        Err(stopped) => {
            eprintln!("{stopped}");
            stopped.exit_code()
        }
    }
}

fn run(command: Command) -> Result<Outcome, Stopped> {
    match command {
        Command::Due(arguments) => due::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(RulesCommand::Check(arguments)) => rules::check(&arguments),
        _ => Ok(Outcome::Done),
    }
}
