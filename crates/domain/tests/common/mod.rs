//! What several test files need: the rules as shipped, and a small rulebook to break.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

pub(crate) mod broken;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xiaoneng_domain::rules::{RuleFile, Rules};

/// Where the shipped rules stand.
pub(crate) fn rules_folder() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules")).to_owned()
}

/// The shipped rule files, as texts.
pub(crate) fn shipped_files() -> Vec<RuleFile> {
    files_below(&rules_folder())
}

/// A small rulebook without fault: two years, one county, four matter types.
pub(crate) fn small_files() -> Vec<RuleFile> {
    files_below(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules")))
}

/// The files with `old` replaced by `new` once in one of them.
pub(crate) fn replaced(files: &[RuleFile], path: &str, old: &str, new: &str) -> Vec<RuleFile> {
    let mut files = files.to_vec();
    let file = files.iter_mut().find(|file| file.path == path).expect("the file is there");
    assert!(file.text.contains(old), "“{old}” stands in {path}");
    file.text = file.text.replacen(old, new, 1);
    files
}

/// The text of a file.
pub(crate) fn text<'a>(files: &'a [RuleFile], path: &str) -> &'a str {
    &files.iter().find(|file| file.path == path).expect("the file is there").text
}

fn files_below(folder: &Path) -> Vec<RuleFile> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<RuleFile>) {
    for entry in fs::read_dir(folder).expect("the rules folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let below = path.strip_prefix(root).expect("a file lies below the folder");
            let text = fs::read_to_string(&path).expect("a rule file is text");
            files.push(RuleFile { path: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// The shipped rules, read once per test binary.
pub(crate) fn shipped_rules() -> Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES
        .get_or_init(|| match Rules::read(&shipped_files()) {
            Ok(rules) => rules,
            Err(faults) => {
                let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
                panic!("the shipped rules have faults:\n{}", lines.join("\n"));
            }
        })
        .clone()
}
