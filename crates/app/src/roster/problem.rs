//! 问题. What is wrong with a row, and what would be right.

use xiaoneng_domain::id::UnitId;

/// 问题 of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The line on which the row stands.
    pub line: u64,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub right: String,
    /// The unit that was probably meant.
    pub proposal: Option<Proposal>,
}

/// 就是它. A name that was typed, and the unit that was probably meant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Proposal {
    /// What was typed.
    pub typed: String,
    /// The unit; none while it stands in the same table.
    pub unit: Option<UnitId>,
    /// Its name.
    pub name: String,
}

impl Problem {
    pub(super) fn new(line: u64, wrong: impl Into<String>, right: impl Into<String>) -> Self {
        Self { line, wrong: wrong.into(), right: right.into(), proposal: None }
    }
}

/// Problems of one row while it is read.
pub(super) struct Problems {
    line: u64,
    pub(super) found: Vec<Problem>,
}

impl Problems {
    pub(super) fn of(line: u64) -> Self {
        Self { line, found: Vec::new() }
    }

    pub(super) fn add(&mut self, wrong: impl Into<String>, right: impl Into<String>) {
        self.found.push(Problem::new(self.line, wrong, right));
    }

    /// A unit that is not there; with the one that was probably meant.
    pub(super) fn no_unit(&mut self, typed: &str, proposal: Option<Proposal>) {
        let mut problem = match &proposal {
            Some(found) => Problem::new(
                self.line,
                format!("单位“{typed}”没找到，是不是“{}”？", found.name),
                "是就点“就是它”，不是请改成单位全称或代码",
            ),
            None => Problem::new(
                self.line,
                format!("单位“{typed}”没找到"),
                "请改成单位全称或代码，或先导入这个单位",
            ),
        };
        problem.proposal = proposal;
        self.found.push(problem);
    }

    /// What no cell may hold: formulas and characters that cannot be seen.
    pub(super) fn check_cell(&mut self, column: &str, text: &str) {
        if text.starts_with(['=', '@']) || (text.starts_with(['+', '-']) && !is_number(text)) {
            let begin: String = text.chars().take(1).collect();
            self.add(format!("{column}以“{begin}”开头，像是公式"), "请改成普通文字");
        }
        if text.chars().any(char::is_control) {
            self.add(format!("{column}里有看不见的字符"), "请清除后重新填写");
        }
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|sign| sign.is_ascii_digit() || "+-() ".contains(sign))
}
