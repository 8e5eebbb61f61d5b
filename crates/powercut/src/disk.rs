//! The disk: for each file what programs see of it is on the real one; here is what would be left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::image::Image;
use crate::survivors::{Change, Survivors};

/// A file, whatever it is called now.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FileId(u64);

/// What is on the disk for certain, and what is not yet.
#[derive(Default, Debug)]
pub(crate) struct Disk {
    files: BTreeMap<FileId, File>,
    names: BTreeMap<PathBuf, FileId>,
    kept_names: BTreeMap<PathBuf, FileId>,
    name_changes: Vec<NameChange>,
    last_id: u64,
}

#[derive(Default, Debug)]
struct File {
    kept: Vec<u8>,
    changes: Vec<Change>,
}

/// A change of a folder's entries that is not synced yet.
#[derive(Clone, Debug)]
struct NameChange {
    path: PathBuf,
    now: Option<FileId>,
}

impl Disk {
    /// The file of that name, as programs see it.
    pub(crate) fn find(&self, path: &Path) -> Option<FileId> {
        self.names.get(path).copied()
    }

    /// A new, empty file.
    pub(crate) fn create(&mut self, path: &Path) -> FileId {
        let id = self.add(File::default());
        self.rename(path, Some(id));
        id
    }

    /// A file that was there before: it is taken as kept, with its name.
    pub(crate) fn adopt(&mut self, path: &Path, content: Vec<u8>) -> FileId {
        let id = self.add(File { kept: content, changes: Vec::new() });
        self.names.insert(path.to_owned(), id);
        self.kept_names.insert(path.to_owned(), id);
        id
    }

    fn add(&mut self, file: File) -> FileId {
        self.last_id += 1;
        let id = FileId(self.last_id);
        self.files.insert(id, file);
        id
    }

    fn rename(&mut self, path: &Path, now: Option<FileId>) {
        match now {
            Some(id) => self.names.insert(path.to_owned(), id),
            None => self.names.remove(path),
        };
        self.name_changes.push(NameChange { path: path.to_owned(), now });
    }

    /// The name is gone; its file lives on until that is synced.
    pub(crate) fn delete(&mut self, path: &Path) {
        if self.names.contains_key(path) {
            self.rename(path, None);
        }
    }

    pub(crate) fn write(&mut self, id: FileId, offset: u64, bytes: &[u8]) {
        self.change(id, Change::Write { offset, bytes: bytes.to_vec() });
    }

    pub(crate) fn truncate(&mut self, id: FileId, length: u64) {
        self.change(id, Change::Truncate { length });
    }

    /// Changes of a file that nobody will find again are of no account.
    fn change(&mut self, id: FileId, change: Change) {
        if let Some(file) = self.files.get_mut(&id) {
            file.changes.push(change);
        }
    }

    /// All changes of the file so far are kept.
    pub(crate) fn sync(&mut self, id: FileId) {
        self.settle(id, Survivors::Everything);
    }

    /// Those of the file's changes that survive are kept, the others lost for good.
    pub(crate) fn settle(&mut self, id: FileId, survivors: Survivors) {
        if let Some(file) = self.files.get_mut(&id) {
            survivors.apply(&mut file.kept, &file.changes, id.0);
            file.changes.clear();
        }
    }

    /// The entries of the folder that holds `path` are kept as they now are.
    pub(crate) fn sync_folder_of(&mut self, path: &Path) {
        let mut others = Vec::new();
        for change in std::mem::take(&mut self.name_changes) {
            if change.path.parent() == path.parent() {
                keep(&mut self.kept_names, change);
            } else {
                others.push(change);
            }
        }
        self.name_changes = others;
        let reachable: BTreeSet<FileId> = self
            .names
            .values()
            .chain(self.kept_names.values())
            .copied()
            .chain(self.name_changes.iter().filter_map(|change| change.now))
            .collect();
        self.files.retain(|id, _| reachable.contains(id));
    }

    /// What is left when the power fails now.
    pub(crate) fn image(&self, survivors: Survivors) -> Image {
        let mut names = self.kept_names.clone();
        let kept = survivors.beginning(self.name_changes.len(), 0);
        for change in &self.name_changes[..kept] {
            keep(&mut names, change.clone());
        }
        let mut image = Image::default();
        for (path, id) in names {
            if let Some(file) = self.files.get(&id) {
                let mut content = file.kept.clone();
                survivors.apply(&mut content, &file.changes, id.0);
                image.add(path, content);
            }
        }
        image
    }
}

fn keep(names: &mut BTreeMap<PathBuf, FileId>, change: NameChange) {
    match change.now {
        Some(id) => names.insert(change.path, id),
        None => names.remove(&change.path),
    };
}
