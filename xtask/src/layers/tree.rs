//! A checkout as the check sees it: crates, their manifests and their source files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Report;
use super::manifest::Manifest;
use super::source::Source;

/// Where a file of a crate stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Room {
    /// What is shipped: `src` and `build.rs`.
    Shipped,
    /// `tests`, `benches`, `examples`.
    Tests,
}

/// One source file.
pub(super) struct SourceFile {
    /// The name of its crate's folder: `domain`, `xtask`.
    pub(super) floor: String,
    pub(super) room: Room,
    /// From the checkout.
    pub(super) path: PathBuf,
    /// From the crate's `src`, for shipped files; otherwise from the crate.
    pub(super) within: PathBuf,
    pub(super) source: Source,
}

impl SourceFile {
    /// Puts a finding unless a comment gives the reason why the line may stand.
    pub(super) fn refuse(&self, report: &mut Report, line: usize, message: String) {
        if self.source.has_reason(line) {
            report.let_stand += 1;
        } else {
            report.refuse(&self.path, line, message);
        }
    }
}

/// The whole checkout.
pub(super) struct Tree {
    pub(super) manifests: Vec<Manifest>,
    pub(super) root_manifest: Manifest,
    pub(super) files: Vec<SourceFile>,
    /// The text of `Cargo.lock`, if there is one.
    pub(super) lock: Option<String>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let root_manifest = Manifest::read(root, Path::new("Cargo.toml"))?;
        let mut tree = Self {
            manifests: Vec::new(),
            root_manifest,
            files: Vec::new(),
            lock: fs::read_to_string(root.join("Cargo.lock")).ok(),
        };
        for folder in crate_folders(root)? {
            tree.manifests.push(Manifest::read(root, &folder.join("Cargo.toml"))?);
            tree.read_files(root, &folder)?;
        }
        Ok(tree)
    }

    fn read_files(&mut self, root: &Path, folder: &Path) -> Result<()> {
        let floor = name_of(folder);
        let rooms = [
            ("src", Room::Shipped),
            ("build.rs", Room::Shipped),
            ("tests", Room::Tests),
            ("benches", Room::Tests),
            ("examples", Room::Tests),
        ];
        for (name, room) in rooms {
            let base = if name == "src" { folder.join(name) } else { folder.to_path_buf() };
            let mut paths = Vec::new();
            gather(&root.join(folder).join(name), &mut paths)?;
            for path in paths {
                let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                let path = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
                let within = path.strip_prefix(&base).unwrap_or(&path).to_path_buf();
                let source = Source::read(&text);
                self.files.push(SourceFile { floor: floor.clone(), room, path, within, source });
            }
        }
        Ok(())
    }

    /// The shipped files of one floor.
    pub(super) fn shipped<'tree>(
        &'tree self,
        floor: &'tree str,
    ) -> impl Iterator<Item = &'tree SourceFile> {
        self.files.iter().filter(move |file| file.floor == floor && file.room == Room::Shipped)
    }
}

/// The name by which a crate is known here: that of its folder.
pub(super) fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `crates/*`, `tests/*`, `xtask` and `fuzz`, as far as they hold a manifest; in order.
fn crate_folders(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = vec![PathBuf::from("xtask"), PathBuf::from("fuzz")];
    for parent in ["crates", "tests"] {
        for entry in fs::read_dir(root.join(parent)).into_iter().flatten() {
            folders.push(Path::new(parent).join(entry?.file_name()));
        }
    }
    folders.retain(|folder| root.join(folder).join("Cargo.toml").is_file());
    folders.sort();
    Ok(folders)
}

/// Every Rust file at or below a path, in order; links are not followed.
fn gather(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(about) = fs::symlink_metadata(path) else { return Ok(()) };
    if about.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_path_buf());
    }
    if !about.is_dir() {
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
        entries.push(entry?.path());
    }
    entries.sort();
    entries.iter().try_for_each(|entry| gather(entry, found))
}
