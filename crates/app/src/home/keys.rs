//! 密钥. The master key of the vault and the seal's signing key, in files only the service reads.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::plain::in_words;

/// 密钥. 32 bytes each.
#[derive(Clone)]
pub struct Keys {
    /// Wraps the keys in the vault.
    pub master: [u8; 32],
    /// Signs checkpoints and promises.
    pub seal: [u8; 32],
}

/// Why the keys could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A file cannot be read or written.
    #[error("密钥文件 {}：{}", .path.display(), in_words(.source))]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The content is not a key.
    #[error("密钥文件 {} 的内容不是 64 位十六进制；请从密钥备份恢复这个文件，不要另造", .0.display())]
    NotAKey(PathBuf),
    /// One of the two is missing: making a new one would lock everything out.
    #[error("密钥文件 {} 不见了，而另一把还在；请从密钥备份恢复", .0.display())]
    OneMissing(PathBuf),
    /// Gone, while the data are there.
    #[error("密钥文件 {} 不见了；数据离不开它，请从密钥备份恢复，不要另造", .0.display())]
    Missing(PathBuf),
    /// Others may read it.
    #[error("密钥文件 {} 别的用户也能读；请执行 chmod 600 后再试", .0.display())]
    OpenToOthers(PathBuf),
}

impl Keys {
    /// Opens the keys of a folder; makes both where neither is there.
    pub fn open_or_make(folder: &Path, chance: &Chance) -> Result<Self, KeysError> {
        let [master, seal] = ["master.key", "seal.key"].map(|name| folder.join(name));
        match (master.exists(), seal.exists()) {
            (true, true) => {}
            (false, false) => {
                let fault = |source| KeysError::File { path: folder.to_path_buf(), source };
                fs::create_dir_all(folder).map_err(fault)?;
                write_key(&master, &chance.bytes())?;
                write_key(&seal, &chance.bytes())?;
            }
            (true, false) => return Err(KeysError::OneMissing(seal)),
            (false, true) => return Err(KeysError::OneMissing(master)),
        }
        Self::open(folder)
    }

    /// Opens the keys of a folder.
    pub fn open(folder: &Path) -> Result<Self, KeysError> {
        let [master, seal] = ["master.key", "seal.key"].map(|name| folder.join(name));
        Ok(Self { master: read_key(&master)?, seal: read_key(&seal)? })
    }
}

fn write_key(path: &Path, key: &[u8; 32]) -> Result<(), KeysError> {
    let write = || {
        let mut options = OpenOptions::new();
        options.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        writeln!(file, "{}", hex::encode(key))?;
        file.sync_all()
    };
    write().map_err(|source| KeysError::File { path: path.to_path_buf(), source })
}

fn read_key(path: &Path) -> Result<[u8; 32], KeysError> {
    let fault = |source: io::Error| {
        let path = path.to_path_buf();
        let is_missing = source.kind() == io::ErrorKind::NotFound;
        if is_missing { KeysError::Missing(path) } else { KeysError::File { path, source } }
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).map_err(fault)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeysError::OpenToOthers(path.to_path_buf()));
        }
    }
    let text = fs::read_to_string(path).map_err(fault)?;
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key)
        .map_err(|_| KeysError::NotAKey(path.to_path_buf()))?;
    Ok(key)
}
