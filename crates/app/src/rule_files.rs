//! 规则文件. Where the texts of the rules come from: those shipped with the program, or a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};

use crate::plain::in_words;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");

/// No rule file is larger than this.
const LARGEST_FILE: u64 = 1 << 20;

/// Why rules could not be had.
#[derive(Debug, thiserror::Error)]
pub enum RuleFilesError {
    /// A file or folder cannot be read.
    #[error("读取规则 {} 失败：{}", .path.display(), in_words(.source))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The texts have faults.
    #[error("规则有 {} 处错误，第一处：{}", .0.len(), .0.first().map_or_else(String::new, ToString::to_string))]
    Faulty(Vec<Diagnostic>),
}

/// The rules shipped with the program: the national ones with the calendar.
pub fn national() -> Vec<RuleFile> {
    shipped(|path| !path.starts_with("county/"))
}

/// The same with those of the demo county.
pub fn demo_county() -> Vec<RuleFile> {
    shipped(|_| true)
}

fn shipped(wanted: impl Fn(&str) -> bool) -> Vec<RuleFile> {
    let mut files = Vec::new();
    let mut folders = vec![&SHIPPED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(text) = file.contents_utf8().filter(|_| is_rule_file(&path)) {
                files.push(RuleFile { path, text: text.to_owned() });
            }
        }
    }
    files.retain(|file| wanted(&file.path));
    files.sort();
    files
}

fn is_rule_file(path: &str) -> bool {
    path.ends_with(".toml")
}

/// Reads every `.toml` file below a folder. A file that cannot be a rule file is a diagnostic.
pub fn from_folder(folder: &Path) -> Result<Vec<RuleFile>, RuleFilesError> {
    let unreadable = |path: &Path, source| RuleFilesError::Unreadable { path: path.into(), source };
    let mut files = Vec::new();
    let mut faults = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).map_err(|error| unreadable(&at, error))? {
            let path = entry.map_err(|error| unreadable(&at, error))?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().to_string();
            let name = name.replace('\\', "/");
            if !is_rule_file(&name) {
                continue;
            }
            let size = fs::metadata(&path).map_err(|error| unreadable(&path, error))?.len();
            if size > LARGEST_FILE {
                faults.push(whole_file(&name, "文件超过 1 MiB", "规则文件是几十行文字，请拆开"));
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| unreadable(&path, error))?;
            match String::from_utf8(bytes) {
                Ok(text) => files.push(RuleFile { path: name, text }),
                Err(error) => {
                    let line = lines_before(error.as_bytes(), error.utf8_error().valid_up_to());
                    let mut fault = whole_file(&name, "不是 UTF-8 编码", "请另存为 UTF-8");
                    fault.line = line;
                    faults.push(fault);
                }
            }
        }
    }
    if !faults.is_empty() {
        return Err(RuleFilesError::Faulty(faults));
    }
    files.sort();
    Ok(files)
}

fn whole_file(name: &str, wrong: &str, right: &str) -> Diagnostic {
    Diagnostic { file: name.to_owned(), line: 0, wrong: wrong.to_owned(), right: right.to_owned() }
}

fn lines_before(bytes: &[u8], at: usize) -> usize {
    1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// Reads and checks a folder.
pub fn read_folder(folder: &Path) -> Result<Rules, RuleFilesError> {
    Rules::read(&from_folder(folder)?).map_err(RuleFilesError::Faulty)
}

/// The national rules, read.
pub fn read_national() -> Result<Rules, RuleFilesError> {
    Rules::read(&national()).map_err(RuleFilesError::Faulty)
}
