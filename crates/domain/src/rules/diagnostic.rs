//! What is wrong in a rule file.

use std::fmt;

use serde::Serialize;

/// 规则诊断. One fault, ready to be shown to the person who wrote the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Diagnostic {
    /// Path of the file.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// What would be right.
    pub right: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}。应当:{}", self.file, self.line, self.wrong, self.right)
    }
}
