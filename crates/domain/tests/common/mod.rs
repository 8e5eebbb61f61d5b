//! What several test files need: the rules as shipped.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

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
    let mut files = Vec::new();
    collect(&rules_folder(), &rules_folder(), &mut files);
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
