//! 结果. How a command ends, and the exit code a script can trust.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use xiaoneng_app::plain::in_words;

/// A command that ran to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, and faults were found and listed.
    FaultsFound,
}

/// A command that could not be carried out.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The wish or the input is not what the command takes.
    WrongInput(String),
    /// The world would not let it: files, database, disk, another program.
    CannotBeDone(String),
    /// Whoever read the output has gone; nothing to say.
    ReaderGone,
}

impl Outcome {
    /// 0 or 1.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::FaultsFound => ExitCode::from(1),
        }
    }
}

impl Stopped {
    /// 2 or 3.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::WrongInput(_) => ExitCode::from(2),
            Self::CannotBeDone(_) => ExitCode::from(3),
            Self::ReaderGone => ExitCode::SUCCESS,
        }
    }

    /// Tells why, unless nobody is there to hear it.
    pub(crate) fn say(&self) {
        match self {
            Self::WrongInput(text) | Self::CannotBeDone(text) => remark(text),
            Self::ReaderGone => {}
        }
    }

    /// The input is wrong.
    pub(crate) fn wrong(error: impl fmt::Display) -> Self {
        Self::WrongInput(error.to_string())
    }

    /// A file that was named cannot be read.
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::WrongInput(format!("{}：{}", path.display(), in_words(error)))
    }

    /// It cannot be done.
    pub(crate) fn cannot(error: impl fmt::Display) -> Self {
        Self::CannotBeDone(error.to_string())
    }

    /// Output could not be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderGone;
        }
        Self::CannotBeDone(format!("写出结果失败：{}", in_words(error)))
    }
}

/// A remark beside the output. Whether anybody reads it changes nothing.
pub(crate) fn remark(text: impl fmt::Display) {
    writeln!(io::stderr(), "{text}").ok();
}
