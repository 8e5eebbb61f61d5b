//! 承诺. What a receipt carries: the leaf under which a record will stand in the tree, by when, and
//! the salt of one's own text, signed. Whoever holds it can show later that something is missing.
//!
//! ```text
//! xiaoneng promise 1
//! origin xiaoneng.qinghe
//! stream matter/2026-03180427
//! version 1
//! leaf <hexadecimal>
//! digest sha-256
//! recorded 2026-03-18T10:24:00+08:00
//! in-tree-by 2026-03-18T10:25:00+08:00
//! text <digest in hexadecimal>
//! salt <hexadecimal>
//!
//! — xiaoneng.qinghe <key id and signature in base64>
//! ```

use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::{TextDigest, Written};

use crate::canonical::{Digest, Hash};
use crate::checkpoint::{PublicKey, Signer};
use crate::fault::Fault;
use crate::merkle::leaf_hash;
use crate::proof::Proven;
use crate::recorded::stream_id;
use crate::sql::{Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    FIND_HASH = "SELECT hash, recorded_at FROM event WHERE stream = $1 AND version = $2";
}

const FORMAT: &str = "xiaoneng promise 1";

/// 承诺, as its signature was found good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promise {
    /// The stream.
    pub stream: StreamId,
    /// The version in it.
    pub version: u32,
    /// The leaf in the tree.
    pub leaf: Hash,
    /// The digest of the ledger.
    pub digest: Digest,
    /// When it was recorded, to the second.
    pub recorded_at: Instant,
    /// By when it is in the tree.
    pub in_tree_by: Instant,
    /// The digest of one's own text, and its salt.
    pub text: Option<(TextDigest, [u8; 16])>,
}

/// Why a text is no promise, or one that was not kept.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PromiseError {
    /// The text has another form.
    #[error("回执承诺的文字无法理解（{0}）")]
    Malformed(&'static str),
    /// No good signature by this key.
    #[error("回执承诺上没有这把公钥的有效签名，内容可能被改动过")]
    NotSigned,
    /// The text is not the one that was received.
    #[error("这段文字与回执承诺中的摘要不符，不是当时收到的原文")]
    OtherText,
    /// The promise says nothing of a text.
    #[error("这份回执承诺没有写原文的摘要，无法核对文字")]
    NoText,
    /// The proof is of another record.
    #[error("证明说的不是回执承诺中的那条记录")]
    OtherRecord,
}

impl Promise {
    fn text(&self, origin: &str) -> String {
        let Self { stream, version, leaf, digest, recorded_at, in_tree_by, text } = self;
        let mut words = format!(
            "{FORMAT}\norigin {origin}\nstream {stream}\nversion {version}\nleaf {leaf}\n\
             digest {digest}\nrecorded {recorded_at}\nin-tree-by {in_tree_by}\n"
        );
        if let Some((digest, salt)) = text {
            words.push_str(&format!("text {digest}\nsalt {}\n", hex::encode(salt)));
        }
        words
    }

    /// Whether this is the text that was received, to the letter.
    pub fn check_text(&self, body: &str) -> Result<(), PromiseError> {
        let (digest, salt) = self.text.ok_or(PromiseError::NoText)?;
        match Written::new(body, salt).digest() == digest {
            true => Ok(()),
            false => Err(PromiseError::OtherText),
        }
    }

    /// 兑现. Whether a good proof shows that this record came into the tree.
    pub fn check_kept(&self, proven: &Proven) -> Result<(), PromiseError> {
        let leaf = leaf_hash(proven.checkpoint.digest(), &proven.hash);
        let is_same = proven.stream == self.stream && proven.version == self.version;
        if is_same && leaf == self.leaf { Ok(()) } else { Err(PromiseError::OtherRecord) }
    }
}

impl Store {
    /// The signed promise that a record will be in the tree `within_seconds` of its recording.
    pub async fn promise(
        &self,
        signer: &Signer,
        (stream, version): (&StreamId, u32),
        within_seconds: u32,
        text: Option<&Written>,
    ) -> Result<String, Fault> {
        let params = vec![Value::from(stream.to_string()), Value::from(version)];
        let rows = self.database.glance(&FIND_HASH, params).await?;
        let row = rows.first().ok_or_else(|| Fault::misuse("要承诺的记录不在账本中"))?;
        let (hash, recorded_at) = (Hash::read(row.bytes(0)?)?, instant(row, 1)?);
        let term = i64::from(within_seconds).saturating_mul(1_000_000);
        let promise = Promise {
            stream: stream.clone(),
            version,
            leaf: leaf_hash(self.digest, &hash),
            digest: self.digest,
            recorded_at,
            in_tree_by: Instant::from_micros(recorded_at.micros().saturating_add(term)),
            text: text.map(|text| (text.digest(), *text.salt())),
        };
        Ok(signer.note(&promise.text(signer.origin())))
    }
}

/// Reads a promise and checks its signature, with the public key alone.
pub fn check_promise(note: &str, key: &PublicKey) -> Result<Promise, PromiseError> {
    let text = key.open_note(note).map_err(|_| PromiseError::NotSigned)?;
    let malformed = PromiseError::Malformed;
    let mut lines = text.lines();
    if lines.next() != Some(FORMAT) {
        return Err(malformed("开头不是回执承诺"));
    }
    let mut field = |name: &'static str, wrong: &'static str| {
        let line = lines.next().and_then(|line| line.strip_prefix(name));
        line.and_then(|line| line.strip_prefix(' ')).ok_or(malformed(wrong))
    };
    if field("origin", "没有账本名称")? != key.origin() {
        return Err(PromiseError::NotSigned);
    }
    let stream = stream_id(field("stream", "没有流")?).map_err(|_| malformed("流不对"))?;
    let version = field("version", "没有版次")?.parse().map_err(|_| malformed("版次不对"))?;
    let leaf = bytes(field("leaf", "没有叶")?).map(Hash).ok_or(malformed("叶不对"))?;
    let digest = field("digest", "没有摘要算法")?.parse();
    let digest = digest.map_err(|_| malformed("摘要算法不认识"))?;
    let recorded_at = field("recorded", "没有入账时间")?.parse();
    let in_tree_by = field("in-tree-by", "没有承诺时间")?.parse();
    let text = match field("text", "没有原文摘要") {
        Ok(digest) => {
            let digest = bytes(digest).ok_or(malformed("原文摘要不对"))?;
            let salt = bytes(field("salt", "没有盐")?).ok_or(malformed("盐不对"))?;
            Some((TextDigest::from_bytes(digest), salt))
        }
        Err(_) => None,
    };
    let time = |time: Result<Instant, _>| time.map_err(|_| malformed("时间不对"));
    let (recorded_at, in_tree_by) = (time(recorded_at)?, time(in_tree_by)?);
    Ok(Promise { stream, version, leaf, digest, recorded_at, in_tree_by, text })
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}
