//! Long files and long functions: worth a look, never refused.

use super::Report;
use super::tree::{SourceFile, Tree};

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 120;

/// All files.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in &tree.files {
        if file.source.lines > FILE_LINES {
            let message = format!(
                "{} lines (guide: 400, {FILE_LINES} at most): does a second subject stand in it?",
                file.source.lines
            );
            report.warn(&file.path, 1, message);
        }
        check_functions(file, report);
    }
}

fn check_functions(file: &SourceFile, report: &mut Report) {
    for function in file.source.functions() {
        let (first, last) = function.lines();
        let lines = last - first + 1;
        if lines > FUNCTION_LINES {
            let message = format!(
                "`{}` has {lines} lines (guide: 70, {FUNCTION_LINES} at most)",
                function.name
            );
            report.warn(&file.path, first, message);
        }
    }
}
