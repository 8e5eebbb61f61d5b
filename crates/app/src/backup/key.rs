//! 备份密钥. What opens a backup: the installation's master key, or a pass phrase.

use std::path::PathBuf;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::home::{Keys, KeysError};

/// With what a backup is sealed or opened.
#[derive(Clone)]
pub enum KeySource {
    /// 主密钥, in the folder `keys` of an installation or in a copy of it.
    Folder(PathBuf),
    /// 口令短语
    Phrase(Zeroizing<String>),
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "Folder({})", folder.display()),
            Self::Phrase(_) => f.write_str("Phrase(…)"),
        }
    }
}

/// Why a backup does not open.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// The keys cannot be read.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Sealed with a master key, and a pass phrase was given.
    #[error("这份备份用主密钥加密，请给出密钥文件夹（keys），不是口令短语")]
    NeedsKeys,
    /// Sealed with a pass phrase, and keys were given.
    #[error("这份备份用口令短语加密，请给出口令短语")]
    NeedsPhrase,
    /// Another key.
    #[error("密钥不对：这份备份是用另一把主密钥或另一个口令短语加密的")]
    WrongKey,
    /// The head of the file makes no sense.
    #[error("这不是效能通的备份文件，或者文件开头已经损坏")]
    NotABackup,
    /// Made by a newer program.
    #[error("这份备份由更新版本的程序做成（格式 {0}），请先升级程序")]
    Newer(u32),
    /// A pass phrase that anybody guesses.
    #[error("口令短语太短：至少 {LEAST_PHRASE} 个字，请用几个不相干的词")]
    ShortPhrase,
}

/// Shorter pass phrases are not taken.
pub(super) const LEAST_PHRASE: usize = 12;

/// 算法参数 of a pass phrase, as they stand in the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct PhraseCost {
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
}

/// Who opens is asked for this much work for each guess.
pub(super) const COST: PhraseCost = PhraseCost { memory_kib: 64 * 1024, passes: 3 };

/// No file may make whoever opens it spend more.
const MOST: PhraseCost = PhraseCost { memory_kib: 1024 * 1024, passes: 16 };

/// The key of one backup.
pub(super) fn key_of(
    source: &KeySource,
    salt: &[u8; 16],
    cost: Option<&PhraseCost>,
) -> Result<Zeroizing<[u8; 32]>, NotOpened> {
    match (source, cost) {
        (KeySource::Folder(folder), None) => {
            let master = Zeroizing::new(Keys::open(folder)?.master);
            let mut hasher = Sha256::new();
            hasher.update(b"xiaoneng/backup/1\0");
            hasher.update(master.as_slice());
            hasher.update(salt);
            Ok(Zeroizing::new(hasher.finalize().into()))
        }
        (KeySource::Phrase(phrase), Some(cost)) => of_phrase(phrase, salt, cost),
        (KeySource::Folder(_), Some(_)) => Err(NotOpened::NeedsPhrase),
        (KeySource::Phrase(_), None) => Err(NotOpened::NeedsKeys),
    }
}

fn of_phrase(
    phrase: &str,
    salt: &[u8; 16],
    cost: &PhraseCost,
) -> Result<Zeroizing<[u8; 32]>, NotOpened> {
    if phrase.chars().count() < LEAST_PHRASE {
        return Err(NotOpened::ShortPhrase);
    }
    if cost.memory_kib > MOST.memory_kib || cost.passes > MOST.passes {
        return Err(NotOpened::NotABackup);
    }
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32));
    let params = params.map_err(|_| NotOpened::NotABackup)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(phrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| NotOpened::NotABackup)?;
    Ok(key)
}

/// Eight bytes that tell a wrong key from a damaged file.
pub(super) fn check_of(key: &[u8; 32]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"xiaoneng/backup/check\0");
    hasher.update(key);
    hex::encode(&hasher.finalize()[..8])
}
