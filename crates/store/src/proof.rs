//! 证明. That an event is in the tree, and that one tree is the beginning of another; each can be
//! checked with the public key alone, without the database.

use serde::{Deserialize, Serialize};
use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::StreamId;

use crate::canonical::{Fields, Hash};
use crate::checkpoint::{Checkpoint, CheckpointError, PublicKey};
use crate::fault::Fault;
use crate::merkle::{Path, is_consistent, is_included};
use crate::recorded::stream_id;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

statements! {
    FIND_EVENT = "SELECT e.occurred_at, e.recorded_at, e.actor, e.kind, e.body, p.hash, l.position
        FROM event e
        LEFT JOIN event p ON p.stream = e.stream AND p.version = e.version - 1
        LEFT JOIN leaf l ON l.seq = e.seq
        WHERE e.stream = $1 AND e.version = $2";
    LAST_CHECKPOINT = "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1";
}

const FORMAT: &str = "xiaoneng/proof/1";
const CONSISTENCY_FORMAT: &str = "xiaoneng/consistency/1";

/// 收录证明. An event, its place in the tree and the way from there to a signed root.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    format: String,
    stream: String,
    version: u32,
    occurred_at: i64,
    recorded_at: i64,
    actor: String,
    kind: String,
    body: String,
    previous: Option<String>,
    position: u64,
    path: Vec<String>,
    checkpoint: String,
}

/// What a good proof shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// The stream.
    pub stream: StreamId,
    /// The version in it.
    pub version: u32,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// The hash of the event.
    pub hash: Hash,
    /// Its place in the tree, from 0.
    pub position: u64,
    /// The checkpoint that covers it.
    pub checkpoint: Checkpoint,
}

/// 前后一致证明. That the older checkpoint's tree is the beginning of the newer one's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsistencyProof {
    format: String,
    older: String,
    newer: String,
    path: Vec<String>,
}

/// Why there is no proof.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoProof {
    /// The stream has no such version.
    #[error("账本中没有流 {0} 的第 {1} 版")]
    NoSuchEvent(StreamId, u32),
    /// It waits for the next sealing.
    #[error("流 {0} 的第 {1} 版还没有封存，请在下次封存后再取证明")]
    NotSealed(StreamId, u32),
    /// The world failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why a proof proves nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProofError {
    /// The text is no proof.
    #[error("证明的文字无法理解（{0}）")]
    Malformed(String),
    /// Its checkpoint is not good.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The event is not in the tree, or was another.
    #[error("证明不成立：这条记录不在签过的树中，或内容被改动过")]
    NotIncluded,
    /// The newer tree does not continue the older one.
    #[error("证明不成立：新的封存点不是旧封存点的延续")]
    NotConsistent,
}

impl Proof {
    /// As JSON, to be handed out.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl ConsistencyProof {
    /// As JSON, to be handed out.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Store {
    /// The proof that an event is in the tree of the last checkpoint.
    pub async fn proof(
        &self,
        stream: &StreamId,
        version: u32,
        key: &PublicKey,
    ) -> Result<Proof, NoProof> {
        let name = stream.to_string();
        let event = Query::new(&FIND_EVENT, vec![Value::from(name.as_str()), Value::from(version)]);
        let last = Query::new(&LAST_CHECKPOINT, Vec::new());
        let found = self.database.read(vec![event, last]).await?;
        let first = |at: usize| found.get(at).and_then(|rows| rows.first());
        let row = first(0).ok_or_else(|| NoProof::NoSuchEvent(stream.clone(), version))?;
        let not_sealed = || NoProof::NotSealed(stream.clone(), version);
        let position = row.optional(6, Row::integer)?.ok_or_else(not_sealed)?.unsigned_abs();
        let checkpoint = open(first(1).ok_or_else(not_sealed)?, key)?;
        if position >= checkpoint.size() {
            return Err(not_sealed());
        }
        let path = self.hashes(&Path::inclusion(checkpoint.size(), position)?).await?;
        let previous = row.optional(5, Row::bytes)?.map(Hash::read).transpose()?;
        Ok(Proof {
            format: FORMAT.to_owned(),
            stream: name,
            version,
            occurred_at: row.integer(0)?,
            recorded_at: row.integer(1)?,
            actor: row.text(2)?.to_owned(),
            kind: row.text(3)?.to_owned(),
            body: row.text(4)?.to_owned(),
            previous: previous.map(|hash| hash.to_string()),
            position,
            path: path.iter().map(Hash::to_string).collect(),
            checkpoint: checkpoint.note().to_owned(),
        })
    }

    /// The proof that the tree of an older checkpoint is the beginning of the last one's.
    pub async fn consistency_proof(
        &self,
        older: &Checkpoint,
        key: &PublicKey,
    ) -> Result<ConsistencyProof, Fault> {
        let rows = self.database.query(&LAST_CHECKPOINT, Vec::new()).await?;
        let last = rows.first().ok_or_else(|| Fault::misuse("账本还没有封存点"))?;
        let newer = open(last, key)?;
        let path = if older.size() == 0 {
            Vec::new()
        } else {
            self.hashes(&Path::consistency(older.size(), newer.size())?).await?
        };
        Ok(ConsistencyProof {
            format: CONSISTENCY_FORMAT.to_owned(),
            older: older.note().to_owned(),
            newer: newer.note().to_owned(),
            path: path.iter().map(Hash::to_string).collect(),
        })
    }

    async fn hashes(&self, path: &Path) -> Result<Vec<Hash>, Fault> {
        let tiles = self.tiles(path.places()).await?;
        path.hashes(self.digest, &tiles)
    }
}

fn open(row: &Row, key: &PublicKey) -> Result<Checkpoint, Fault> {
    let note = row.text(1)?;
    Checkpoint::open(note, key).map_err(|error| Fault::damaged(error.to_string()))
}

/// Checks a proof with the public key alone.
pub fn check_proof(text: &str, key: &PublicKey) -> Result<Proven, ProofError> {
    let proof: Proof = read(text)?;
    expect_format(&proof.format, FORMAT)?;
    let checkpoint = Checkpoint::open(&proof.checkpoint, key)?;
    let previous = proof.previous.as_deref().map(read_hash).transpose()?;
    let hash = checkpoint.digest().fields(&Fields {
        stream: &proof.stream,
        version: u64::from(proof.version),
        occurred_at: proof.occurred_at,
        recorded_at: proof.recorded_at,
        actor: &proof.actor,
        kind: &proof.kind,
        body: &proof.body,
        previous,
    });
    let path = proof.path.iter().map(|hash| read_hash(hash)).collect::<Result<Vec<_>, _>>()?;
    let tree = (checkpoint.size(), checkpoint.root());
    if !is_included(checkpoint.digest(), &hash, proof.position, tree, &path) {
        return Err(ProofError::NotIncluded);
    }
    let stream =
        stream_id(&proof.stream).map_err(|fault| ProofError::Malformed(fault.to_string()))?;
    Ok(Proven {
        stream,
        version: proof.version,
        recorded_at: Instant::from_micros(proof.recorded_at),
        hash,
        position: proof.position,
        checkpoint,
    })
}

/// Checks, with the public key alone, that one checkpoint continues another.
pub fn check_consistency(
    text: &str,
    key: &PublicKey,
) -> Result<(Checkpoint, Checkpoint), ProofError> {
    let proof: ConsistencyProof = read(text)?;
    expect_format(&proof.format, CONSISTENCY_FORMAT)?;
    let older = Checkpoint::open(&proof.older, key)?;
    let newer = Checkpoint::open(&proof.newer, key)?;
    let path = proof.path.iter().map(|hash| read_hash(hash)).collect::<Result<Vec<_>, _>>()?;
    let (old, new) = ((older.size(), older.root()), (newer.size(), newer.root()));
    let is_same_digest = older.digest() == newer.digest();
    if is_same_digest && is_consistent(newer.digest(), old, new, &path) {
        Ok((older, newer))
    } else {
        Err(ProofError::NotConsistent)
    }
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ProofError> {
    serde_json::from_str(text).map_err(|error| ProofError::Malformed(error.to_string()))
}

fn expect_format(found: &str, wanted: &str) -> Result<(), ProofError> {
    match found == wanted {
        true => Ok(()),
        false => Err(ProofError::Malformed(format!("格式应为 {wanted}"))),
    }
}

fn read_hash(text: &str) -> Result<Hash, ProofError> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes)
        .map_err(|error| ProofError::Malformed(error.to_string()))?;
    Ok(Hash(bytes))
}
