//! 备份记录. The last backup is noted in the data folder, whoever made it: the button, the command, a
//! timer of the machine. What is not noted cannot be missed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use super::make::{Made, write_durably};
use crate::App;

const FILE: &str = "last-backup.json";

#[derive(Serialize, Deserialize)]
struct Note {
    at: i64,
    file: PathBuf,
}

/// 最近一次备份.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LastBackup {
    /// When it was made.
    pub at: Instant,
    /// Where it was put; none where it stands in the installation's own folder.
    pub elsewhere: Option<PathBuf>,
}

/// Notes a backup in the data folder; those in the installation's own folder are seen there.
pub(super) fn write(folder: &Path, made: &Made) -> io::Result<()> {
    let file = fs::canonicalize(&made.file)?;
    if file.parent() == fs::canonicalize(folder.join("backups")).ok().as_deref() {
        return Ok(());
    }
    let text = serde_json::to_string(&Note { at: made.at.micros(), file })?;
    let half = folder.join(format!("{FILE}.part"));
    write_durably(&half, &text)?;
    fs::rename(&half, folder.join(FILE))
}

fn read(folder: &Path) -> Option<Note> {
    serde_json::from_str(&fs::read_to_string(folder.join(FILE)).ok()?).ok()
}

impl App {
    /// 最近一次备份, made at the button or by the command.
    pub fn last_backup(&self) -> Option<LastBackup> {
        let kept = self.list_backups().first().and_then(|backup| backup.made_at);
        let kept = kept.map(|at| LastBackup { at, elsewhere: None });
        let noted = read(self.home().folder()).map(|note| LastBackup {
            at: Instant::from_micros(note.at),
            elsewhere: Some(note.file),
        });
        kept.into_iter().chain(noted).max_by_key(|backup| backup.at)
    }
}
