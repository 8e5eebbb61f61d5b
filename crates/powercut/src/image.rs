//! What was found on the disk when the power came back.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// 断电后的磁盘. The files and what is in them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Image {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Image {
    pub(crate) fn add(&mut self, path: PathBuf, content: Vec<u8>) {
        self.files.insert(path, content);
    }

    /// The files, by the path they had.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_path(), content.as_slice()))
    }

    /// Writes the files into a folder, made if need be, under the last part of their paths.
    ///
    /// # Errors
    /// A file that is there already is not overwritten, and so are two of one name not written.
    pub fn write_to(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        for (path, content) in &self.files {
            let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?;
            let mut file =
                OpenOptions::new().write(true).create_new(true).open(folder.join(name))?;
            file.write_all(content)?;
        }
        Ok(())
    }
}
