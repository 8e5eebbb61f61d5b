//! 附件. The bytes of photographs and papers, in parts, sealed under the key of their matter: one
//! backup holds them, and they are gone with the key.

use sha2::{Digest as _, Sha256};
use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::TextDigest;

use crate::fault::{During as _, Fault};
use crate::keys::{DataKey, MasterKey};
use crate::sql::{Query, Row, Transaction, Value, statements};
use crate::store::Store;
use crate::vault::{FIND_TEXT_KEY, Kept, KeyRow, Sealing, key_row};

statements! {
    PUT_PART = "INSERT INTO attachment_part (stream, digest, part, sealed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (stream, digest, part) DO UPDATE SET sealed = excluded.sealed";
    LIST_PARTS = "SELECT sealed, part FROM attachment_part WHERE stream = $1 AND digest = $2
        ORDER BY part";
    LIST_FIRST = "SELECT stream, digest FROM attachment_part
        WHERE part = 0 AND (stream, digest) > ($1, $2) ORDER BY stream, digest LIMIT $3";
    HOLD = "INSERT INTO held_file (form, ordinal, sealed, expires_at)
        VALUES ($1, (SELECT coalesce(max(ordinal), 0) + 1 FROM held_file WHERE form = $2), $3, $4)
        RETURNING ordinal";
    LIST_HELD = "SELECT sealed, ordinal FROM held_file WHERE form = $1 AND expires_at > $2
        ORDER BY ordinal";
    DROP_HELD = "DELETE FROM held_file WHERE form = $1 AND ordinal = $2";
    DROP_ALL_HELD = "DELETE FROM held_file WHERE form = $1";
    PURGE_HELD = "DELETE FROM held_file WHERE expires_at <= $1";
}

/// One part is no longer than this, so that none is held whole in a database's page cache.
const PART: usize = 1 << 20;
const SALT: usize = 16;
const HEADER: usize = SALT + 8;
const FIRSTS_A_PAGE: u32 = 200;

/// 附件内容. Bytes with the salt of their digest.
#[derive(Clone, PartialEq, Eq)]
pub struct AttachmentBytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The salt.
    pub salt: [u8; SALT],
}

/// What somebody sent stands in no log.
impl std::fmt::Debug for AttachmentBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AttachmentBytes({} bytes)", self.bytes.len())
    }
}

impl AttachmentBytes {
    /// What the ledger keeps of it: SHA-256 over a fixed prefix, the salt and the bytes.
    pub fn digest(&self) -> TextDigest {
        let hasher = Sha256::new().chain_update(b"xiaoneng/attachment/1\0");
        let hasher = hasher.chain_update(self.salt).chain_update(&self.bytes);
        TextDigest::from_bytes(hasher.finalize().into())
    }

    fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        header[..SALT].copy_from_slice(&self.salt);
        header[SALT..].copy_from_slice(&(self.bytes.len() as u64).to_be_bytes());
        header
    }
}

impl Store {
    /// An attachment of a stream by its digest.
    pub async fn read_attachment(
        &self,
        stream: &StreamId,
        digest: &TextDigest,
    ) -> Result<Kept<AttachmentBytes>, Fault> {
        let name = stream.to_string();
        let key = Query::new(&FIND_TEXT_KEY, vec![Value::from(name.as_str())]);
        let params = vec![Value::from(name.as_str()), Value::from(&digest.bytes()[..])];
        let found = self.database.read(vec![key, Query::new(&LIST_PARTS, params)]).await?;
        let [key, parts] = found.as_slice() else { return Ok(Kept::Nothing) };
        let wrapped = match key_row(key)? {
            KeyRow::None => return Ok(Kept::Nothing),
            KeyRow::Destroyed => return Ok(Kept::Erased),
            KeyRow::Wrapped(wrapped) => wrapped,
        };
        if parts.is_empty() {
            return Ok(Kept::Nothing);
        }
        let key = self.master()?.unwrap(&name, wrapped)?;
        let opened = open(&key, &name, digest, parts);
        opened.map(Kept::Found).during(&format!("读取流 {name} 的附件"))
    }

    /// Goes through all attachments and calls `wrong` for each that cannot be opened or is not the
    /// one whose digest it bears. Gives how many there are.
    pub async fn verify_attachments(
        &self,
        mut wrong: impl FnMut(&str, &str, Fault),
    ) -> Result<u64, Fault> {
        let mut place = (Value::from(""), Value::from(Vec::new()));
        let mut count = 0;
        loop {
            let params = vec![place.0, place.1, Value::from(FIRSTS_A_PAGE)];
            let rows = self.database.query(&LIST_FIRST, params).await?;
            let Some(last) = rows.last() else { return Ok(count) };
            place = (Value::from(last.text(0)?), Value::from(last.bytes(1)?));
            for row in &rows {
                count += 1;
                if let Err(fault) = self.check_attachment(row).await {
                    let digest = row.bytes(1).map(hex::encode).unwrap_or_default();
                    wrong(row.text(0).unwrap_or("？"), &digest, fault);
                }
            }
        }
    }

    async fn check_attachment(&self, row: &Row) -> Result<(), Fault> {
        let stream = crate::recorded::stream_id(row.text(0)?)?;
        let digest = row.bytes(1)?.try_into().map_err(|_| Fault::damaged("附件的摘要长度不对"))?;
        match self.read_attachment(&stream, &TextDigest::from_bytes(digest)).await? {
            Kept::Found(_) => Ok(()),
            Kept::Erased | Kept::Nothing => Err(Fault::damaged("附件还在，它的密钥却不在")),
        }
    }

    /// Holds a file of a form that was not sent yet. Only who has the form's nonce can read it.
    pub async fn hold_file(
        &self,
        form: &[u8; 16],
        content: &[u8],
        expires_at: Instant,
    ) -> Result<u32, Fault> {
        let (place, key) = self.held_key(form)?;
        let sealed = self.master()?.seal(&key, content, &[b"held", &place])?;
        let params = vec![
            Value::from(&place[..]),
            Value::from(&place[..]),
            Value::from(sealed),
            Value::from(expires_at.micros()),
        ];
        let mut transaction = Transaction::default();
        transaction.must_touch(&HOLD, params, 1);
        let done = self.database.transact(transaction).await.map_err(Fault::from);
        let done = done.during("暂存附件")?;
        let row = done.first().and_then(|step| step.rows.first());
        row.ok_or_else(|| Fault::damaged("附件没有存上"))?.count(0)
    }

    /// The files held for a form, in order, each with its number.
    pub async fn held_files(
        &self,
        form: &[u8; 16],
        now: Instant,
    ) -> Result<Vec<(u32, Vec<u8>)>, Fault> {
        let (place, key) = self.held_key(form)?;
        let params = vec![Value::from(&place[..]), Value::from(now.micros())];
        let rows = self.database.query(&LIST_HELD, params).await?;
        let read = |row: &Row| {
            let content = key.open(row.bytes(0)?, &[b"held", &place])?;
            Ok((row.count(1)?, content))
        };
        rows.iter().map(read).collect::<Result<_, Fault>>().during("读取暂存的附件")
    }

    /// Drops one file held for a form, or all of them.
    pub async fn drop_held(&self, form: &[u8; 16], ordinal: Option<u32>) -> Result<(), Fault> {
        let (place, _) = self.held_key(form)?;
        let mut transaction = Transaction::default();
        match ordinal {
            Some(ordinal) => {
                let params = vec![Value::from(&place[..]), Value::from(ordinal)];
                transaction.step(&DROP_HELD, params);
            }
            None => transaction.step(&DROP_ALL_HELD, vec![Value::from(&place[..])]),
        }
        self.database.transact(transaction).await.map_err(Fault::from).during("清理暂存的附件")?;
        Ok(())
    }

    /// Drops files of forms that were never sent.
    pub async fn purge_held(&self, now: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE_HELD, vec![Value::from(now.micros())]);
        self.database.transact(transaction).await.map_err(Fault::from).during("清理暂存的附件")?;
        Ok(())
    }

    fn held_key(&self, form: &[u8; 16]) -> Result<([u8; 32], DataKey), Fault> {
        let place = self.keyed_hash("held-place", form)?;
        Ok((place, DataKey::from_bytes(self.keyed_hash("held-key", form)?)))
    }
}

/// Adds the steps that keep attachments.
pub(crate) fn plan_attachments(
    transaction: &mut Transaction,
    master: &MasterKey,
    stream: &str,
    sealing: &Sealing,
    attachments: &[AttachmentBytes],
) -> Result<(), Fault> {
    for attachment in attachments {
        let digest = attachment.digest();
        let mut put = |part: u32, content: &[u8]| {
            let number = part.to_be_bytes();
            let sealed = master.seal(&sealing.key, content, &context(stream, &digest, &number))?;
            let params = vec![
                Value::from(stream),
                Value::from(&digest.bytes()[..]),
                Value::from(part),
                Value::from(sealed),
            ];
            transaction.step(&PUT_PART, params);
            Ok::<_, Fault>(())
        };
        put(0, &attachment.header())?;
        for (part, content) in (1_u32..).zip(attachment.bytes.chunks(PART)) {
            put(part, content)?;
        }
    }
    Ok(())
}

fn context<'a>(stream: &'a str, digest: &'a TextDigest, part: &'a [u8; 4]) -> [&'a [u8]; 4] {
    [b"attachment", stream.as_bytes(), digest.bytes(), part]
}

fn open(
    key: &DataKey,
    stream: &str,
    digest: &TextDigest,
    parts: &[Row],
) -> Result<AttachmentBytes, Fault> {
    let mut content = Vec::new();
    for (number, row) in (0_u32..).zip(parts) {
        if row.count(1)? != number {
            return Err(Fault::damaged(format!("附件缺第 {number} 块")));
        }
        let number = number.to_be_bytes();
        content.extend(key.open(row.bytes(0)?, &context(stream, digest, &number))?);
    }
    let Some((header, bytes)) = content.split_first_chunk::<HEADER>() else {
        return Err(Fault::damaged("附件太短"));
    };
    let salt = header.first_chunk::<SALT>().copied().unwrap_or_default();
    let length = header.last_chunk::<8>().copied().map_or(0, u64::from_be_bytes);
    let attachment = AttachmentBytes { bytes: bytes.to_vec(), salt };
    match attachment.digest() == *digest && length == bytes.len() as u64 {
        true => Ok(attachment),
        false => Err(Fault::damaged("附件与账本中的摘要不符")),
    }
}
