//! Long files and long functions: worth a look, never refused.

use super::Report;
use super::source::Token;
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
    let tokens = &file.source.tokens;
    for at in file.source.find(&["fn"]) {
        let Some(name) = tokens.get(at + 1).filter(|token| token.is_word()) else { continue };
        let Some(end) = end_of_body(&tokens[at..]) else { continue };
        let lines = end - tokens[at].line + 1;
        if lines > FUNCTION_LINES {
            let message =
                format!("`{}` has {lines} lines (guide: 70, {FUNCTION_LINES} at most)", name.text);
            report.warn(&file.path, tokens[at].line, message);
        }
    }
}

/// The line of the brace that closes a function's body; none for a function without one.
fn end_of_body(tokens: &[Token]) -> Option<usize> {
    let mut braces = 0_usize;
    let mut parentheses = 0_usize;
    for token in tokens {
        match token.text.as_str() {
            "(" | "[" => parentheses += 1,
            ")" | "]" => parentheses = parentheses.saturating_sub(1),
            "{" => braces += 1,
            "}" if braces <= 1 => return Some(token.line),
            "}" => braces -= 1,
            ";" if braces == 0 && parentheses == 0 => return None,
            _ => {}
        }
    }
    None
}
