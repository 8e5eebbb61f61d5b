//! A small rulebook, broken in one place, and what is said about it.

use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};

use super::{replaced, small_files, text};

/// One break. In which file; what stands there; what is put in its place; at which text the fault is
/// seen (empty: where it was put); words of what is wrong; words of what would be right.
pub(crate) struct Row<'a>(
    pub(crate) &'a str,
    pub(crate) &'a str,
    pub(crate) &'a str,
    pub(crate) &'a str,
    pub(crate) &'a str,
    pub(crate) &'a str,
);

pub(crate) fn faults(files: &[RuleFile]) -> Vec<Diagnostic> {
    Rules::read(files).err().unwrap_or_default()
}

pub(crate) fn listed(faults: &[Diagnostic]) -> String {
    faults.iter().map(|fault| format!("    {fault}\n")).collect()
}

pub(crate) fn line_of(text: &str, at: &str) -> usize {
    let offset = text.find(at).unwrap_or_else(|| panic!("“{at}” stands in the file"));
    text[..offset].matches('\n').count() + 1
}

/// Every row gives its own fault on its own line, and no other.
pub(crate) fn check(rows: &[Row<'_>]) {
    let mut wrong = String::new();
    for Row(file, old, new, at, fault, remedy) in rows {
        let files = replaced(&small_files(), file, old, new);
        let at = if at.is_empty() { new } else { at };
        let line = line_of(text(&files, file), at);
        let found = faults(&files);
        let is_expected = |one: &Diagnostic| {
            one.file == *file
                && one.line == line
                && one.wrong.contains(fault)
                && one.right.contains(remedy)
        };
        if found.len() != 1 || !found.iter().all(is_expected) {
            let expected = format!("{file} 第 {line} 行：…{fault}…。应当：…{remedy}…");
            wrong += &format!("“{new}”\n  due {expected}\n  was\n{}", listed(&found));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The small rulebook with one more text at the end of a file.
pub(crate) fn appended(file: &str, more: &str) -> Vec<RuleFile> {
    let mut files = small_files();
    let one = files.iter_mut().find(|one| one.path == file).expect("the file is there");
    one.text.push_str(more);
    files
}

/// The only fault of the files.
pub(crate) fn only_fault(files: &[RuleFile]) -> Diagnostic {
    let found = faults(files);
    assert_eq!(found.len(), 1, "\n{}", listed(&found));
    found.into_iter().next().expect("there is one")
}
