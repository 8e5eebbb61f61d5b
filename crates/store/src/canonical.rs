//! 摘要. The bytes over which the ledger is hashed, defined once.
//!
//! An event's hash is the configured digest over, in this order, each field preceded by its length
//! in bytes as a 64 bit big-endian number:
//!
//! 1. the domain tag `xiaoneng/event/1`
//! 2. the digest's name, `sha-256` or `sm3`
//! 3. the stream, such as `matter/2026-02130001`
//! 4. the version, 64 bit big-endian
//! 5. the time of the fact and 6. the time of recording, microseconds, 64 bit big-endian, signed
//! 7. the actor, 8. the kind, 9. the body, as UTF-8
//! 10. the hash of the same stream's previous event; nothing for the first
//!
//! Vectors stand in `tests/vectors.rs`. Recorded forms never change, and neither does this.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use sm3::Sm3;
use xiaoneng_domain::stream::{Recorded, StreamId};

use crate::fault::Fault;
use crate::sql::Value;

const EVENT_TAG: &[u8] = b"xiaoneng/event/1";

/// 摘要算法 of a ledger; chosen when the ledger is made.
#[derive(Copy, Clone, PartialEq, Eq, Default, Debug)]
pub enum Digest {
    /// SHA-256
    #[default]
    Sha256,
    /// SM3, the national digest.
    Sm3,
}

/// A digest of 32 bytes.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Digest {
    /// The name under which it is recorded.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha-256",
            Self::Sm3 => "sm3",
        }
    }

    /// The hash of the parts, one after the other.
    pub fn hash(self, parts: &[&[u8]]) -> Hash {
        match self {
            Self::Sha256 => {
                let hasher = parts.iter().fold(Sha256::new(), Sha256::chain_update);
                Hash(hasher.finalize().into())
            }
            Self::Sm3 => {
                let hasher = parts.iter().fold(Sm3::new(), Sm3::chain_update);
                Hash(hasher.finalize().into())
            }
        }
    }

    /// The hash of a recorded event that follows `previous` in its stream.
    pub fn event(self, stream: &str, event: &Recorded, previous: Option<Hash>) -> Hash {
        let actor = event.actor.to_string();
        self.fields(&Fields {
            stream,
            version: u64::from(event.version),
            occurred_at: event.occurred_at.micros(),
            recorded_at: event.recorded_at.micros(),
            actor: &actor,
            kind: &event.kind,
            body: &event.body,
            previous,
        })
    }

    /// The hash over the fields as they stand in the database.
    pub(crate) fn fields(self, fields: &Fields<'_>) -> Hash {
        let bytes = canonical_bytes(self, fields);
        self.hash(&[&bytes])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Digest {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "sha-256" => Ok(Self::Sha256),
            "sm3" => Ok(Self::Sm3),
            _ => Err(Fault::misuse(format!("摘要算法“{text}”不认识，应为 sha-256 或 sm3"))),
        }
    }
}

/// The fields of an event that its hash covers.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) stream: &'a str,
    pub(crate) version: u64,
    pub(crate) occurred_at: i64,
    pub(crate) recorded_at: i64,
    pub(crate) actor: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) body: &'a str,
    pub(crate) previous: Option<Hash>,
}

fn canonical_bytes(digest: Digest, fields: &Fields<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256 + fields.body.len());
    let mut field = |part: &[u8]| {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    };
    field(EVENT_TAG);
    field(digest.name().as_bytes());
    field(fields.stream.as_bytes());
    field(&fields.version.to_be_bytes());
    field(&fields.occurred_at.to_be_bytes());
    field(&fields.recorded_at.to_be_bytes());
    field(fields.actor.as_bytes());
    field(fields.kind.as_bytes());
    field(fields.body.as_bytes());
    field(fields.previous.as_ref().map_or(&[][..], |hash| &hash.0));
    bytes
}

/// The bytes over which a recorded event is hashed, for those who compute it elsewhere.
pub fn event_bytes(
    digest: Digest,
    stream: &StreamId,
    event: &Recorded,
    previous: Option<Hash>,
) -> Vec<u8> {
    canonical_bytes(
        digest,
        &Fields {
            stream: &stream.to_string(),
            version: u64::from(event.version),
            occurred_at: event.occurred_at.micros(),
            recorded_at: event.recorded_at.micros(),
            actor: &event.actor.to_string(),
            kind: &event.kind,
            body: &event.body,
            previous,
        },
    )
}

impl Hash {
    /// From bytes of a row or a file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let found = bytes.len();
        let bytes = bytes
            .try_into()
            .map_err(|_| Fault::damaged(format!("摘要应为 32 字节，却是 {found} 字节")))?;
        Ok(Self(bytes))
    }

    pub(crate) fn value(&self) -> Value {
        Value::from(&self.0[..])
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
