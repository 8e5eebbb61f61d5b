//! 设置. What an operator may choose; every choice has a default.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use xiaoneng_store::{Cipher, Digest};

use crate::home::citizens::{AttachmentSettings, CodeSettings, NetworkRange};
use crate::plain::in_words;
use crate::sign_in::SignInRules;

/// 设置, from `xiaoneng.toml`. Digest and cipher are fixed once the first event stands.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name under which checkpoints are signed; appears in every published note.
    pub origin: String,
    /// 摘要算法 of the ledger.
    pub digest: DigestChoice,
    /// 加密算法 of the vault.
    pub cipher: CipherChoice,
    /// Longest time between two checkpoints, in seconds, 1 to 60.
    pub seal_every_seconds: u32,
    /// 停机认定: nobody looked for longer than this, in minutes; what fell due meanwhile is
    /// marked late by outage.
    pub outage_after_minutes: u32,
    /// 登录.
    pub sign_in: SignInRules,
    /// 查询码.
    pub codes: CodeSettings,
    /// 附件.
    pub attachments: AttachmentSettings,
    /// 单位网络: ratings sent from there are stored, not counted, and said to be so in public.
    pub office_networks: Vec<NetworkRange>,
}

/// 摘要算法.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigestChoice {
    /// SHA-256
    #[serde(alias = "sha-256")]
    Sha256,
    /// 国密 SM3
    Sm3,
}

/// 加密算法.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
pub enum CipherChoice {
    /// XChaCha20-Poly1305
    #[serde(rename = "xchacha20-poly1305")]
    XChaCha20Poly1305,
    /// 国密 SM4-GCM
    #[serde(rename = "sm4-gcm")]
    Sm4Gcm,
}

/// Why the settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file.
    #[error("读取设置 {} 失败：{}", .path.display(), in_words(.source))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Its content.
    #[error("设置 {path} 第 {line} 行不对：{wrong}", path = path.display())]
    Faulty {
        /// Which.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What.
        wrong: String,
    },
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            origin: "xiaoneng".to_owned(),
            digest: DigestChoice::Sha256,
            cipher: CipherChoice::XChaCha20Poly1305,
            seal_every_seconds: 60,
            outage_after_minutes: 30,
            sign_in: SignInRules::default(),
            codes: CodeSettings::default(),
            attachments: AttachmentSettings::default(),
            office_networks: Vec::new(),
        }
    }
}

impl Settings {
    /// From the file, or the defaults where there is none.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(SettingsError::Unreadable { path: path.into(), source }),
        };
        let faulty = |line, wrong: String| SettingsError::Faulty { path: path.into(), line, wrong };
        let settings: Self = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
            faulty(line, error.message().to_owned())
        })?;
        let line_of = |key: &str| {
            1 + text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0)
        };
        if !(1..=60).contains(&settings.seal_every_seconds) {
            let wrong = "seal_every_seconds 应在 1 到 60 之间".to_owned();
            return Err(faulty(line_of("seal_every_seconds"), wrong));
        }
        if settings.origin.is_empty() || settings.origin.contains(char::is_whitespace) {
            let wrong = "origin 不能为空，也不能有空格".to_owned();
            return Err(faulty(line_of("origin"), wrong));
        }
        if let Some((key, wrong)) = settings.sign_in.fault() {
            return Err(faulty(line_of(key), format!("{key} {wrong}")));
        }
        Ok(settings)
    }
}

impl From<CipherChoice> for Cipher {
    fn from(choice: CipherChoice) -> Self {
        match choice {
            CipherChoice::XChaCha20Poly1305 => Self::XChaCha20Poly1305,
            CipherChoice::Sm4Gcm => Self::Sm4Gcm,
        }
    }
}

impl From<DigestChoice> for Digest {
    fn from(choice: DigestChoice) -> Self {
        match choice {
            DigestChoice::Sha256 => Self::Sha256,
            DigestChoice::Sm3 => Self::Sm3,
        }
    }
}
