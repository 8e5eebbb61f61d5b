//! The folder of rule files: which file is what, and the digest over all of them.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::rules::diagnostic::{Faults, Place};
use crate::rules::{Diagnostic, RuleFile};
use crate::text::TextDigest;

/// A rule file is written by hand; one larger than this (1 MiB) is none.
const LARGEST_FILE_BYTES: usize = 1 << 20;

const RIGHT_PLACES: &str =
    "规则放在 national/、county/<县名>/ 或 calendar/<年份>.toml 之下，一级文件夹内不再分层";

/// What a file is, by its path.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shelf<'a> {
    /// 国家规则.
    National,
    /// 本县规则, with the county's folder.
    County(&'a str),
    /// 年度节假日安排, with the year in the name.
    Calendar(&'a str),
}

impl RuleFile {
    /// A rule file from the bytes of a file: no larger than a page written by hand, UTF-8, no NUL.
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let fault = |line, wrong: String, right: &str| {
            Err(Diagnostic { file: path.to_owned(), line, wrong, right: right.to_owned() })
        };
        if bytes.len() > LARGEST_FILE_BYTES {
            return fault(0, too_large(bytes.len()), "把规则分到几个文件里，每个不超过 1 MiB");
        }
        let line_of = |at: usize| 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            return fault(line_of(at), "文件里有空字符（NUL），不是文字".into(), "存为 UTF-8 文本");
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { path: path.to_owned(), text: text.to_owned() }),
            Err(error) => fault(
                line_of(error.valid_up_to()),
                "这一行的文字不是 UTF-8 编码".into(),
                "用 UTF-8 编码保存文件（不要用 GBK）",
            ),
        }
    }
}

fn too_large(bytes: usize) -> String {
    format!("文件有 {bytes} 字节，太大了")
}

/// The files with their shelves, the nation's first and in order of path; a file in a wrong place
/// is a fault.
pub(super) fn sort<'a>(files: &'a [RuleFile], faults: &Faults) -> Vec<(&'a RuleFile, Shelf<'a>)> {
    let mut sorted: Vec<&RuleFile> = files.iter().collect();
    sorted.sort();
    let mut seen = BTreeSet::new();
    let mut county = None;
    let mut shelved = Vec::new();
    for file in sorted {
        let place = Place { file: &file.path, line: 0 };
        if !seen.insert(file.path.as_str()) {
            faults.report(place, "同一个文件给了两次", "每个文件只给一次");
            continue;
        }
        if file.path.ends_with(".md") {
            continue;
        }
        if file.text.len() > LARGEST_FILE_BYTES {
            faults.report(place, too_large(file.text.len()), "每个文件不超过 1 MiB");
            faults.mark_incomplete();
            continue;
        }
        let Some(shelf) = shelf_of(&file.path) else {
            faults.report(place, "文件不在规则文件夹的任何一类之下", RIGHT_PLACES);
            faults.mark_incomplete();
            continue;
        };
        if let Shelf::County(name) = shelf
            && *county.get_or_insert(name) != name
        {
            let first = county.unwrap_or_default();
            let wrong = format!("已经有 county/{first}/，又给了 county/{name}/");
            faults.report(place, wrong, "一套系统只服务一个县，只留一个县的文件夹");
            continue;
        }
        shelved.push((file, shelf));
    }
    shelved.sort_by_key(|(_, shelf)| *shelf);
    shelved
}

fn shelf_of(path: &str) -> Option<Shelf<'_>> {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
        return None;
    }
    let stem = parts.last()?.strip_suffix(".toml").filter(|stem| !stem.is_empty())?;
    match parts.as_slice() {
        ["national", _] => Some(Shelf::National),
        ["county", name, _] => Some(Shelf::County(name)),
        ["calendar", _] => Some(Shelf::Calendar(stem)),
        _ => None,
    }
}

/// Digest over path and text of all files in order of path, each with its length before it.
pub(super) fn digest(files: &[RuleFile]) -> TextDigest {
    let mut sorted: Vec<&RuleFile> = files.iter().collect();
    sorted.sort();
    let mut hasher = Sha256::new();
    hasher.update(b"xiaoneng/rules/1\0");
    for file in sorted {
        for part in [&file.path, &file.text] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
    }
    TextDigest::from_bytes(hasher.finalize().into())
}
