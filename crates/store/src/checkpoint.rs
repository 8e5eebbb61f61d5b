//! 封存点. A signed statement of how many events the ledger holds and of the root over them, in
//! the text form of a C2SP signed note and checkpoint, so that other people's tools can read it.
//!
//! ```text
//! xiaoneng.qinghe
//! 1024
//! <root in base64>
//! digest sha-256
//! sealed 2026-02-13T16:40:00+08:00
//!
//! — xiaoneng.qinghe <key id and signature in base64>
//! ```

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use xiaoneng_domain::Instant;

use crate::canonical::{Digest, Hash};
use crate::fault::{Fault, FaultKind};

const ED25519: u8 = 1;

/// 封存密钥. Signs checkpoints; given from outside, never in the database.
pub struct Signer {
    origin: String,
    key: SigningKey,
}

impl Signer {
    /// The key of 32 secret bytes for a ledger with that name (no spaces, no `+`).
    pub fn new(origin: &str, secret: &[u8; 32]) -> Result<Self, Fault> {
        check_origin(origin)?;
        Ok(Self { origin: origin.to_owned(), key: SigningKey::from_bytes(secret) })
    }

    /// The key by which anybody can check.
    pub fn public_key(&self) -> PublicKey {
        PublicKey { origin: self.origin.clone(), key: self.key.verifying_key() }
    }

    /// The name of the ledger.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// A text, of whole lines, as a signed note.
    pub(crate) fn note(&self, text: &str) -> String {
        let signature = self.key.sign(text.as_bytes());
        let mut bytes = self.public_key().id().to_vec();
        bytes.extend_from_slice(&signature.to_bytes());
        format!("{text}\n— {} {}\n", self.origin, BASE64.encode(bytes))
    }

    /// Signs.
    pub(crate) fn sign(&self, draft: Draft) -> Checkpoint {
        let note = self.note(&draft.text(&self.origin));
        Checkpoint { origin: self.origin.clone(), draft, note }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.origin)
    }
}

/// 公钥. All that is needed to check checkpoints and proofs. As text in the form of C2SP:
/// `origin+key id+key`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicKey {
    origin: String,
    key: VerifyingKey,
}

impl PublicKey {
    /// The name of the ledger.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The text of a note, if it bears a good signature by this key.
    pub(crate) fn open_note(&self, note: &str) -> Result<String, CheckpointError> {
        let (text, signatures) = split(note)?;
        let wanted = format!("— {} ", self.origin);
        for line in signatures.lines() {
            let Some(encoded) = line.strip_prefix(&wanted) else { continue };
            let bytes = BASE64.decode(encoded).map_err(|_| CheckpointError::WrongSignature)?;
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else { continue };
            if *id != self.id() {
                continue;
            }
            let signature =
                Signature::from_slice(signature).map_err(|_| CheckpointError::WrongSignature)?;
            self.key
                .verify_strict(text.as_bytes(), &signature)
                .map_err(|_| CheckpointError::WrongSignature)?;
            return Ok(text);
        }
        Err(CheckpointError::NotSigned)
    }

    fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(self.origin.as_bytes())
            .chain_update(b"\n")
            .chain_update([ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.origin, hex::encode(self.id()), BASE64.encode(bytes))
    }
}

impl FromStr for PublicKey {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let malformed = || Fault::new(FaultKind::Key, "公钥无法理解，应为“名称+编号+内容”的样子");
        let mut parts = text.trim().splitn(3, '+');
        let (Some(origin), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(malformed());
        };
        check_origin(origin)?;
        let bytes = BASE64.decode(key).map_err(|_| malformed())?;
        let Some((&ED25519, key)) = bytes.split_first() else { return Err(malformed()) };
        let key: &[u8; 32] = key.try_into().map_err(|_| malformed())?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| malformed())?;
        let public = Self { origin: origin.to_owned(), key };
        if hex::encode(public.id()) != id {
            return Err(Fault::new(FaultKind::Key, "公钥的编号与内容不符，可能抄错"));
        }
        Ok(public)
    }
}

fn check_origin(origin: &str) -> Result<(), Fault> {
    if origin.is_empty() || origin.contains(|c: char| c.is_whitespace() || c == '+') {
        return Err(Fault::new(FaultKind::Key, "账本名称不能为空，也不能含空格或加号"));
    }
    Ok(())
}

/// 纪元. That the ledger was restored from a backup behind what had been published: from `begins`
/// on it continues otherwise than the lost checkpoint.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Epoch {
    /// 2, 3 …; the first is not declared.
    pub number: u64,
    /// How many events had survived.
    pub begins: u64,
    /// The size of the last checkpoint published before.
    pub lost_size: u64,
    /// Its root.
    pub lost_root: Hash,
}

/// What a checkpoint says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Draft {
    pub(crate) size: u64,
    pub(crate) root: Hash,
    pub(crate) digest: Digest,
    pub(crate) sealed_at: Instant,
    pub(crate) epochs: Vec<Epoch>,
}

impl Draft {
    fn text(&self, origin: &str) -> String {
        let root = BASE64.encode(self.root.0);
        let (digest, sealed_at) = (self.digest, self.sealed_at);
        let mut text =
            format!("{origin}\n{}\n{root}\ndigest {digest}\nsealed {sealed_at}\n", self.size);
        for epoch in &self.epochs {
            let Epoch { number, begins, lost_size, lost_root } = epoch;
            let root = BASE64.encode(lost_root.0);
            text.push_str(&format!("epoch {number} {begins} {lost_size} {root}\n"));
        }
        text
    }
}

/// 封存点, signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    origin: String,
    draft: Draft,
    note: String,
}

/// Why a text is no checkpoint of this ledger.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The text has another form.
    #[error("封存点的文字无法理解（{0}）")]
    Malformed(&'static str),
    /// It is of another ledger.
    #[error("封存点属于账本“{0}”，不是这把公钥的账本")]
    OtherLedger(String),
    /// No signature by this key.
    #[error("封存点上没有这把公钥的签名")]
    NotSigned,
    /// The signature is wrong.
    #[error("封存点的签名不对，内容被改动过")]
    WrongSignature,
}

impl Checkpoint {
    /// Reads a checkpoint and checks its signature.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, CheckpointError> {
        let (text, _) = split(note)?;
        let (origin, draft) = read_text(&text)?;
        if origin != key.origin {
            return Err(CheckpointError::OtherLedger(origin.to_owned()));
        }
        key.open_note(note)?;
        Ok(Self { origin: origin.to_owned(), draft, note: note.to_owned() })
    }

    /// How many events are sealed.
    pub fn size(&self) -> u64 {
        self.draft.size
    }

    /// The root over them.
    pub fn root(&self) -> Hash {
        self.draft.root
    }

    /// The digest in use.
    pub fn digest(&self) -> Digest {
        self.draft.digest
    }

    /// When it was sealed, to the second.
    pub fn sealed_at(&self) -> Instant {
        self.draft.sealed_at
    }

    /// The epochs declared so far.
    pub fn epochs(&self) -> &[Epoch] {
        &self.draft.epochs
    }

    pub(crate) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The text to publish.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// The text of a note, and the lines of its signatures.
fn split(note: &str) -> Result<(String, &str), CheckpointError> {
    let malformed = CheckpointError::Malformed("应有正文、空行和签名");
    let (text, signatures) = note.split_once("\n\n").ok_or(malformed)?;
    Ok((format!("{text}\n"), signatures))
}

fn read_text(text: &str) -> Result<(&str, Draft), CheckpointError> {
    let malformed = CheckpointError::Malformed;
    let mut lines = text.lines();
    let origin = lines.next().filter(|line| !line.is_empty()).ok_or(malformed("没有名称"))?;
    let size = lines.next().and_then(number).ok_or(malformed("没有数目"))?;
    let root = lines.next().and_then(hash).ok_or(malformed("没有根"))?;
    let mut digest = Digest::Sha256;
    let mut sealed_at = None;
    let mut epochs = Vec::new();
    for line in lines {
        match line.split_once(' ') {
            Some(("digest", name)) => {
                digest = name.parse().map_err(|_| malformed("摘要算法不认识"))?;
            }
            Some(("sealed", time)) => {
                sealed_at = Some(time.parse().map_err(|_| malformed("时间不对"))?);
            }
            Some(("epoch", rest)) => epochs.push(epoch(rest).ok_or(malformed("纪元不对"))?),
            Some(_) | None => {}
        }
    }
    let sealed_at = sealed_at.ok_or(malformed("没有时间"))?;
    Ok((origin, Draft { size, root, digest, sealed_at, epochs }))
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

fn hash(text: &str) -> Option<Hash> {
    BASE64.decode(text).ok()?.try_into().ok().map(Hash)
}

fn epoch(text: &str) -> Option<Epoch> {
    let mut parts = text.split(' ');
    let mut next = || parts.next();
    let (epoch, begins) = (number(next()?)?, number(next()?)?);
    let (lost_size, lost_root) = (number(next()?)?, hash(next()?)?);
    Some(Epoch { number: epoch, begins, lost_size, lost_root })
}
