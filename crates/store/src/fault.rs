//! 故障. What the world can do to a store, told to operators; opaque to the public.

mod postgres;
mod sqlite;

use std::fmt;

pub(crate) use self::postgres::{chain, postgres};
pub(crate) use self::sqlite::{sqlite, sqlite_told};

/// What kind of failure it was, so that callers can choose between trying again and giving up.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum FaultKind {
    /// 磁盘已满.
    Full,
    /// 数据文件夹正被另一个进程使用.
    InUse,
    /// The database cannot be reached, or said goodbye (failover): trying again may help.
    Unreachable,
    /// Another transaction was in the way: trying again helps.
    Contended,
    /// Rows or files do not say what they must say.
    Damaged,
    /// The database was made by a newer or a different program.
    Foreign,
    /// No master key was given, or it is the wrong one.
    Key,
    /// The caller asked for something that makes no sense.
    Misuse,
    /// Anything else a database or a file system reports.
    Other,
}

/// 故障. A failure of the world, with what was being done, in Chinese, for operators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    kind: FaultKind,
    during: Vec<String>,
    detail: String,
}

impl Fault {
    /// A fault of a kind, with what is the case.
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, during: Vec::new(), detail: detail.into() }
    }

    /// What a row or a file says although it must not.
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::new(FaultKind::Damaged, detail)
    }

    /// A request that makes no sense.
    pub(crate) fn misuse(detail: impl Into<String>) -> Self {
        Self::new(FaultKind::Misuse, detail)
    }

    /// What kind it is.
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// Whether the same transaction may succeed if it is tried again.
    pub fn is_passing(&self) -> bool {
        matches!(self.kind, FaultKind::Contended | FaultKind::Unreachable)
    }

    /// The same fault, with what was being done when it came.
    #[must_use]
    pub fn during(mut self, what: impl Into<String>) -> Self {
        self.during.push(what.into());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for what in self.during.iter().rev() {
            write!(f, "{what}：")?;
        }
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Fault {}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        const FULL: [std::io::ErrorKind; 2] =
            [std::io::ErrorKind::StorageFull, std::io::ErrorKind::QuotaExceeded];
        if FULL.contains(&error.kind()) {
            return Self::new(FaultKind::Full, format!("磁盘已满（{error}）"));
        }
        Self::new(FaultKind::Other, error.to_string())
    }
}

/// Says what was being done when a fault came.
pub trait During {
    /// The same result, with context.
    #[must_use]
    fn during(self, what: &str) -> Self;
}

impl<T> During for Result<T, Fault> {
    fn during(self, what: &str) -> Self {
        self.map_err(|fault| fault.during(what))
    }
}
