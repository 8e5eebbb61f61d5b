//! What people write: the ledger holds a salted digest, the text itself sits in the vault.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// 五千字. Nothing that people write is longer (decisions C25).
pub(crate) const MOST_CHARACTERS: usize = 5_000;

/// A SHA-256 digest, written in hexadecimal.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextDigest([u8; 32]);

/// 原文. A text together with the salt of its digest. Salts are chance, so they come in as values.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    body: String,
    salt: [u8; 16],
}

/// The length of the longest text in characters, where it is too long.
pub(crate) fn too_long(texts: &[&Written]) -> Option<usize> {
    let longest = texts.iter().map(|text| text.body().chars().count()).max();
    longest.filter(|longest| *longest > MOST_CHARACTERS)
}

impl Written {
    /// A text as somebody wrote it, with 16 bytes of chance.
    pub fn new(body: impl Into<String>, salt: [u8; 16]) -> Self {
        Self { body: body.into(), salt }
    }

    /// The text.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The salt.
    pub fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// What the ledger keeps of it: SHA-256 over a fixed prefix, the salt and the UTF-8 bytes.
    pub fn digest(&self) -> TextDigest {
        let mut hasher = Sha256::new();
        hasher.update(b"xiaoneng/text/1\0");
        hasher.update(self.salt);
        hasher.update(self.body.as_bytes());
        TextDigest(hasher.finalize().into())
    }

    /// 空白. Nothing but spaces.
    pub fn is_blank(&self) -> bool {
        self.body.trim().is_empty()
    }
}

/// A text never shows itself in a log.
impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Written({} characters)", self.body.chars().count())
    }
}

impl TextDigest {
    /// From its 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl TryFrom<String> for TextDigest {
    type Error = hex::FromHexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl From<TextDigest> for String {
    fn from(digest: TextDigest) -> Self {
        digest.to_string()
    }
}
