//! What is wrong in a rule file.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

/// 规则诊断. One fault, ready to be shown to the person who wrote the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Diagnostic {
    /// Path of the file.
    pub file: String,
    /// Line, from 1; 0 where the file or the folder as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// What would be right.
    pub right: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, wrong, right } = self;
        match line {
            0 => write!(f, "{file}：{wrong}。应当：{right}。"),
            _ => write!(f, "{file} 第 {line} 行：{wrong}。应当：{right}。"),
        }
    }
}

/// A line of a file.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
}

/// Where faults are gathered while reading goes on: each once, in order of file and line.
#[derive(Default)]
pub(super) struct Faults {
    found: RefCell<BTreeSet<Diagnostic>>,
    /// Some file could not be read, so what seems absent may well be in it.
    is_incomplete: Cell<bool>,
}

impl Faults {
    /// Notes a fault.
    pub(super) fn report(
        &self,
        place: Place<'_>,
        wrong: impl Into<String>,
        right: impl Into<String>,
    ) {
        self.found.borrow_mut().insert(Diagnostic {
            file: place.file.to_owned(),
            line: place.line,
            wrong: wrong.into(),
            right: right.into(),
        });
    }

    /// Notes that something is absent, unless a file that could not be read may hold it.
    pub(super) fn report_absence(
        &self,
        place: Place<'_>,
        wrong: impl Into<String>,
        right: impl Into<String>,
    ) {
        if !self.is_incomplete.get() {
            self.report(place, wrong, right);
        }
    }

    /// Notes that a file could not be read.
    pub(super) fn mark_incomplete(&self) {
        self.is_incomplete.set(true);
    }

    /// Whether anything was found.
    pub(super) fn is_any(&self) -> bool {
        !self.found.borrow().is_empty()
    }

    /// Everything found.
    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.found.into_inner().into_iter().collect()
    }
}
