//! 家. The folder that belongs to one installation: settings, keys, what is published, and the
//! list of erasures that outlives every backup.

mod citizens;
mod keys;
mod settings;

pub use citizens::{AttachmentSettings, CodeSettings, NetworkRange, NetworkRangeError};
pub use keys::{Keys, KeysError};
pub use settings::{CipherChoice, DigestChoice, Settings, SettingsError};

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use xiaoneng_calendar::Instant;

use crate::plain::in_words;

/// The folder of one installation.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
}

/// Why the folder could not be used.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// A file or folder.
    #[error("{}：{}", .path.display(), in_words(.source))]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl Home {
    /// The folder at that path, made if it is not there.
    pub fn at(folder: &Path) -> Result<Self, HomeError> {
        let home = Self { folder: folder.to_path_buf() };
        for part in [folder.to_path_buf(), home.published_folder()] {
            fs::create_dir_all(&part).map_err(|source| HomeError::File { path: part, source })?;
        }
        Ok(home)
    }

    /// The folder at that path, if it is there.
    pub fn existing(folder: &Path) -> Result<Option<Self>, HomeError> {
        Ok(folder.is_dir().then(|| Self { folder: folder.to_path_buf() }))
    }

    /// The keys, if they were ever made.
    pub fn kept_keys(&self) -> Result<Option<Keys>, HomeError> {
        let folder = self.folder.join("keys");
        Ok(if folder.join("master.key").exists() { Some(Keys::open(&folder)?) } else { None })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The SQLite database of a single-machine installation.
    pub fn database_file(&self) -> PathBuf {
        self.folder.join("xiaoneng.db")
    }

    /// Settings, or the defaults where the file is not there.
    pub fn settings(&self) -> Result<Settings, HomeError> {
        Ok(Settings::read(&self.folder.join("xiaoneng.toml"))?)
    }

    /// Writes settings to begin with, where nobody lived yet.
    pub(crate) fn found_settings(&self, text: &str) -> Result<(), HomeError> {
        let path = self.folder.join("xiaoneng.toml");
        if self.was_lived_in() || path.exists() {
            return Ok(());
        }
        fs::write(&path, text).map_err(|source| HomeError::File { path, source })
    }

    /// The keys, made from chance where nobody lived yet: new ones beside data that were made with
    /// others would lock everybody out.
    pub fn keys(&self, chance: &crate::chance::Chance) -> Result<Keys, HomeError> {
        if self.was_lived_in() {
            return self.keys_there();
        }
        Ok(Keys::open_or_make(&self.folder.join("keys"), chance)?)
    }

    /// The keys, which must be there.
    pub fn keys_there(&self) -> Result<Keys, HomeError> {
        Ok(Keys::open(&self.folder.join("keys"))?)
    }

    fn was_lived_in(&self) -> bool {
        let has_data = fs::metadata(self.database_file()).is_ok_and(|file| file.len() > 0);
        has_data || self.checkpoints_file().exists()
    }

    /// The public key of the seal.
    pub fn public_key_file(&self) -> PathBuf {
        self.folder.join("keys").join("seal.pub")
    }

    /// Keeps the public key where it can be read and handed out.
    pub fn keep_public_key(&self, key: &str) -> Result<(), HomeError> {
        let path = self.public_key_file();
        let kept = read_if_there(&path)?;
        if kept.as_deref().map(str::trim) == Some(key) {
            return Ok(());
        }
        fs::write(&path, format!("{key}\n")).map_err(|source| HomeError::File { path, source })
    }

    fn published_folder(&self) -> PathBuf {
        self.folder.join("published")
    }

    /// 检查点. All checkpoints in order, as they were published.
    pub fn checkpoints_file(&self) -> PathBuf {
        self.published_folder().join("checkpoints.txt")
    }

    /// Adds a checkpoint to those published. Notes are apart by an empty line.
    pub fn publish_checkpoint(&self, note: &str) -> Result<(), HomeError> {
        append_durably(&self.checkpoints_file(), &format!("{}\n\n", note.trim_end()))
    }

    /// The checkpoints published so far.
    pub fn published_checkpoints(&self) -> Result<Option<String>, HomeError> {
        read_if_there(&self.checkpoints_file())
    }

    /// 待发通知. Adds notices to the spool that a sending program reads: one JSON object a line,
    /// with ids and codes, no name and no text. A notice may stand twice after a crash; its key
    /// tells.
    pub fn spool_notices<'a>(
        &self,
        at: Instant,
        notices: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), HomeError> {
        let mut lines = String::new();
        for (key, body) in notices {
            let key = serde_json::Value::from(key);
            lines.push_str(&format!("{{\"key\":{key},\"at\":\"{at}\",\"notice\":{body}}}\n"));
        }
        let folder = self.folder.join("outgoing");
        fs::create_dir_all(&folder)
            .map_err(|source| HomeError::File { path: folder.clone(), source })?;
        append_durably(&folder.join("notices.jsonl"), &lines)
    }

    fn erasures_file(&self) -> PathBuf {
        self.folder.join("erasures.txt")
    }

    /// Notes that a person is erased, outside the database, so that no backup brings him back.
    pub fn note_erasure(&self, person: &str) -> Result<(), HomeError> {
        append_durably(&self.erasures_file(), &format!("{person}\n"))
    }

    /// Everybody ever erased.
    pub fn erasures(&self) -> Result<Vec<String>, HomeError> {
        let text = read_if_there(&self.erasures_file())?.unwrap_or_default();
        Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(String::from).collect())
    }
}

fn append_durably(path: &Path, text: &str) -> Result<(), HomeError> {
    let append = || {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_data()
    };
    append().map_err(|source| HomeError::File { path: path.to_path_buf(), source })
}

fn read_if_there(path: &Path) -> Result<Option<String>, HomeError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(HomeError::File { path: path.to_path_buf(), source }),
    }
}
