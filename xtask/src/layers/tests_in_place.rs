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

/// A function that names the variable carries the mark; so does every test that calls one that
/// does, since the mark then stands in its body.
fn check_marks(file: &SourceFile, report: &mut Report) {
    for function in file.source.functions().filter(|function| !function.name.contains(MARK)) {
        let (first, last) = function.lines();
        let mut texts = file.source.texts.iter();
        let names_it =
            texts.any(|text| text.text == VARIABLE && (first..=last).contains(&text.line));
        let calls_it =
            function.is_test && function.tokens.iter().any(|token| token.text.contains(MARK));
        if names_it || calls_it {
            let message = format!(
                "`{}` 用真实数据，名字里要有 {MARK} / needs {VARIABLE}, so {MARK} stands in its name \
                 (`{MARK}_{}`): a run without the data counts it as not run",
                function.name, function.name
            );
            file.refuse(report, first, message);
        }
    }
}
