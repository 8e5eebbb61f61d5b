//! 效能通. One binary, subcommands.

mod admin;
mod arguments;
mod backup;
mod demo;
mod due;
mod explain;
mod import;
mod ledger;
mod outcome;
mod place;
mod progress;
mod report;
mod rules;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{
    AdminCommand, Arguments, Command, ImportCommand, LedgerCommand, ReportCommand, RulesCommand,
};
use crate::outcome::{Outcome, Stopped};

/// A page is made of many small pieces; the system's allocator took a fifth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(outcome) => outcome.exit_code(),
        Err(stopped) => {
            stopped.say();
            stopped.exit_code()
        }
    }
}

fn run(command: Command) -> Result<Outcome, Stopped> {
    match command {
        Command::Due(arguments) => due::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(RulesCommand::Check(arguments)) => rules::check(&arguments),
        Command::Import(ImportCommand::Replies(arguments)) => {
            import::table(import::Kind::Replies, &arguments)
        }
        Command::Import(ImportCommand::Messages(arguments)) => {
            import::table(import::Kind::Messages, &arguments)
        }
        Command::Report(ReportCommand::Timeliness(arguments)) => report::timeliness(&arguments),
        Command::Ledger(command) => match command {
            LedgerCommand::Verify(arguments) => ledger::verify(&arguments),
            LedgerCommand::Rebuild(arguments) => ledger::rebuild(&arguments),
            LedgerCommand::Proof(arguments) => ledger::proof(&arguments),
            LedgerCommand::CheckProof(arguments) => ledger::check(&arguments),
            LedgerCommand::CheckPromise(arguments) => ledger::check_promise(&arguments),
        },
        Command::Admin(AdminCommand::ResetPassword(arguments)) => admin::reset_password(&arguments),
        Command::Backup(arguments) => backup::back_up(&arguments),
        Command::Restore(arguments) => backup::bring_back(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
    }
}
