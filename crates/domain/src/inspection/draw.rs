//! 抽签. A draw that anybody can do again with nothing but a list, a seed and SHA-256.
//!
//! 1. The list (名单): every id once, sorted by its bytes.
//! 2. For each id the SHA-256 digest, in hexadecimal, of three lines without a line feed at the end:
//!    `xiaoneng/draw/1`, the seed in hexadecimal, the id.
//! 3. The ids in the order of their digests; the first *n* are drawn, in that order.
//!
//! With the usual tools, the list in `list.txt`, one id a line:
//!
//! ```text
//! while read -r id; do
//!   printf 'xiaoneng/draw/1\n%s\n%s' "$SEED" "$id" | sha256sum | cut -d' ' -f1 | tr '\n' ' '
//!   echo "$id"
//! done < list.txt | LC_ALL=C sort | head -n "$N" | cut -d' ' -f2
//! ```
//!
//! The seed is published together with the digest of the list before the draw, once for an
//! inspection; so neither can be chosen to suit the other. The digest of the list is SHA-256 over
//! the line `xiaoneng/universe/1` and then every id in order, each line ended by a line feed.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::text::TextDigest;

/// Longest id of something that can be drawn, in bytes.
const LONGEST: usize = 64;

/// 备选. The id of something that can be drawn: a matter, a school. Never a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Candidate(Arc<str>);

/// A text that is no id.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是编号。名单里只写编号：英文字母、数字和 -_./，不带空格")]
pub struct CandidateError(pub String);

impl Candidate {
    /// An id of letters, digits and `-_./`.
    pub fn read(text: &str) -> Result<Self, CandidateError> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        match !text.is_empty() && text.len() <= LONGEST && text.bytes().all(fits) {
            true => Ok(Self(Arc::from(text))),
            false => Err(CandidateError(text.chars().take(LONGEST).collect())),
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Candidate {
    type Error = CandidateError;

    fn try_from(text: String) -> Result<Self, CandidateError> {
        Self::read(&text)
    }
}

impl From<Candidate> for String {
    fn from(candidate: Candidate) -> Self {
        candidate.0.to_string()
    }
}

/// 种子. 32 bytes of chance, written in hexadecimal.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(TextDigest);

impl Seed {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(TextDigest::from_bytes(bytes))
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// 抽取. The first `count` of the list in the order that the seed gives; a function of seed and list
/// alone, without repeats.
pub fn draw(seed: Seed, universe: &BTreeSet<Candidate>, count: usize) -> Vec<Candidate> {
    let mut lots: Vec<(TextDigest, &Candidate)> =
        universe.iter().map(|candidate| (lot(seed, candidate), candidate)).collect();
    lots.sort();
    lots.into_iter().take(count).map(|(_, candidate)| candidate.clone()).collect()
}

/// 签. The digest by which an id takes its place.
fn lot(seed: Seed, candidate: &Candidate) -> TextDigest {
    let line = format!("xiaoneng/draw/1\n{seed}\n{}", candidate.as_str());
    TextDigest::from_bytes(Sha256::digest(line.as_bytes()).into())
}

/// 名单摘要. Two lists with the same digest are the same list.
pub fn universe_digest(universe: &BTreeSet<Candidate>) -> TextDigest {
    let mut hasher = Sha256::new();
    hasher.update(b"xiaoneng/universe/1\n");
    for candidate in universe {
        hasher.update(candidate.as_str().as_bytes());
        hasher.update(b"\n");
    }
    TextDigest::from_bytes(hasher.finalize().into())
}
