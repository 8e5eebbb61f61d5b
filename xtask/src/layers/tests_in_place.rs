//! Tests stand in `tests/` folders; those that need real data say so in their name, so that a run
//! without the data can leave them out and count them.

use super::Report;
use super::tree::{Room, SourceFile, Tree};
use crate::real_data::{MARK, VARIABLE};

/// Both rules.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in &tree.files {
        match file.room {
            Room::Shipped => check_shipped(file, report),
            Room::Tests => check_marks(file, report),
        }
    }
}

fn check_shipped(file: &SourceFile, report: &mut Report) {
    let signs: [&[&str]; 3] = [
        &["#", "[", "test", "]"],
        &["#", "[", "cfg", "(", "test", ")", "]"],
        &["#", "[", "tokio", "::", "test"],
    ];
    for at in signs.iter().flat_map(|words| file.source.find(words)) {
        let message =
            format!("测试不放在 src 里 / a test in src: put it into {}'s tests folder", file.floor);
        file.refuse(report, file.source.tokens[at].line, message);
    }
}

fn check_marks(file: &SourceFile, report: &mut Report) {
    let is_marked = file.source.tokens.iter().any(|token| token.text.contains(MARK));
    for text in file.source.texts.iter().filter(|text| text.text == VARIABLE && !is_marked) {
        let message = format!(
            "用真实数据的测试，名字里要有 {MARK} / a test that needs {VARIABLE} has {MARK} in its \
             name (`fn {MARK}_…` or `mod {MARK}`), so that a run without it counts it as not run"
        );
        file.refuse(report, text.line, message);
    }
}
