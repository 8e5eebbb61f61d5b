//! 原文. What people wrote, under a key per stream; the ledger holds the digest only.

use std::collections::BTreeSet;

use xiaoneng_domain::Instant;
use xiaoneng_domain::stream::{StreamId, log_name};
use xiaoneng_domain::text::{TextDigest, Written};

use super::{Kept, KeyRow, key_row};
use crate::fault::{During as _, Fault};
use crate::keys::{DataKey, MasterKey, WrappedKey};
use crate::sql::{Query, Row, Transaction, Value, statements};
use crate::store::Store;
use crate::{query_code, search};

statements! {
    FIND_KEY = "SELECT wrapped FROM text_key WHERE stream = $1";
    INSERT_KEY = "INSERT INTO text_key (stream, wrapped) VALUES ($1, $2)";
    PUT_TEXT = "INSERT INTO text (stream, digest, sealed) VALUES ($1, $2, $3)
        ON CONFLICT (stream, digest) DO UPDATE SET sealed = excluded.sealed";
    PUT_TEXT_UNDER = "INSERT INTO text (stream, digest, sealed)
        VALUES ((SELECT stream FROM text_key WHERE stream = $1 AND wrapped = $2), $3, $4)
        ON CONFLICT (stream, digest) DO UPDATE SET sealed = excluded.sealed";
    FIND_TEXT = "SELECT sealed FROM text WHERE stream = $1 AND digest = $2";
    LIST_TEXTS = "SELECT sealed, digest FROM text WHERE stream = $1 ORDER BY digest";
    DESTROY_KEY = "INSERT INTO text_key (stream, wrapped, destroyed_at) VALUES ($1, NULL, $2)
        ON CONFLICT (stream) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at";
    DROP_TEXTS = "DELETE FROM text WHERE stream = $1";
    DROP_ATTACHMENTS = "DELETE FROM attachment_part WHERE stream = $1";
    SCAN_TEXTS = "SELECT t.sealed, t.digest, t.stream, k.wrapped FROM text t
        LEFT JOIN text_key k ON k.stream = t.stream
        WHERE (t.stream, t.digest) > ($1, $2) ORDER BY t.stream, t.digest LIMIT $3";
}

/// The salt stands before the text.
const SALT_LENGTH: usize = 16;
const TEXTS_A_PAGE: u32 = 500;

/// Whether a stream begins with what is written; then it has no key yet.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) enum Begins {
    Now,
    Before,
    /// Before, and its key was read with it.
    Under(WrappedKey),
}

/// The key under which an append seals texts.
pub(crate) struct Sealing {
    pub(crate) key: DataKey,
    wrapped: Vec<u8>,
    is_new: bool,
}

impl Sealing {
    /// The key for whoever goes on.
    pub(crate) fn wrapped(&self) -> Option<WrappedKey> {
        WrappedKey::read(&self.wrapped)
    }
}

/// The reading of the key of a stream in which people write.
pub(crate) fn find_text_key(stream: &StreamId) -> Option<Query> {
    let find = || Query::new(&FIND_KEY, vec![Value::from(stream.to_string())]);
    stream.holds_texts().then(find)
}

/// What was found by [`find_text_key`].
pub(crate) fn wrapped_key(rows: &[Row]) -> Result<Option<WrappedKey>, Fault> {
    Ok(match key_row(rows)? {
        KeyRow::None | KeyRow::Destroyed => None,
        KeyRow::Wrapped(wrapped) => WrappedKey::read(wrapped),
    })
}

impl Store {
    /// The key of a stream; a new one where there is none yet. A stream whose texts were
    /// destroyed takes no new ones.
    pub(crate) async fn sealing(&self, stream: &str, begins: Begins) -> Result<Sealing, Fault> {
        let master = self.master()?;
        let kept = |wrapped: &[u8]| {
            let key = master.unwrap(stream, wrapped)?;
            Ok(Sealing { key, wrapped: wrapped.to_vec(), is_new: false })
        };
        match begins {
            Begins::Now => {}
            Begins::Under(wrapped) => return kept(wrapped.bytes()),
            Begins::Before => {
                let rows = self.database.glance(&FIND_KEY, vec![Value::from(stream)]).await?;
                match key_row(&rows)? {
                    KeyRow::None => {}
                    KeyRow::Wrapped(wrapped) => return kept(wrapped),
                    KeyRow::Destroyed => {
                        let stream = log_name(stream);
                        return Err(Fault::misuse(format!("流 {stream} 的原文已销毁，不能再添加")));
                    }
                }
            }
        }
        let (key, wrapped) = master.new_key(stream)?;
        Ok(Sealing { key, wrapped, is_new: true })
    }

    /// A text of a stream by its digest.
    pub async fn read_text(
        &self,
        stream: &StreamId,
        digest: &TextDigest,
    ) -> Result<Kept<Written>, Fault> {
        let name = stream.to_string();
        let key = Query::new(&FIND_KEY, vec![Value::from(name.as_str())]);
        let digest_value = Value::from(&digest.bytes()[..]);
        let text = Query::new(&FIND_TEXT, vec![Value::from(name.as_str()), digest_value]);
        let found = self.database.glance_at(vec![key, text]).await?;
        let [key, text] = found.as_slice() else { return Ok(Kept::Nothing) };
        let wrapped = match key_row(key)? {
            KeyRow::None => return Ok(Kept::Nothing),
            KeyRow::Destroyed => return Ok(Kept::Erased),
            KeyRow::Wrapped(wrapped) => wrapped,
        };
        let Some(row) = text.first() else { return Ok(Kept::Nothing) };
        let key = self.master()?.unwrap(&name, wrapped)?;
        let text = open(&key, &name, digest, row.bytes(0)?);
        text.map(Kept::Found).during(&format!("读取流 {name} 的原文"))
    }

    /// All texts of a stream, with their digests, in no order that means anything.
    pub async fn list_texts(&self, stream: &StreamId) -> Result<Kept<Vec<Written>>, Fault> {
        let name = stream.to_string();
        let params = vec![Value::from(name.as_str())];
        let key = Query::new(&FIND_KEY, params.clone());
        let found = self.database.glance_at(vec![key, Query::new(&LIST_TEXTS, params)]).await?;
        let [key, texts] = found.as_slice() else { return Ok(Kept::Nothing) };
        let wrapped = match key_row(key)? {
            KeyRow::None => return Ok(Kept::Nothing),
            KeyRow::Destroyed => return Ok(Kept::Erased),
            KeyRow::Wrapped(wrapped) => wrapped,
        };
        let key = self.master()?.unwrap(&name, wrapped)?;
        let one = |row: &Row| open(&key, &name, &digest(row)?, row.bytes(0)?);
        let texts = texts.iter().map(one).collect::<Result<_, _>>();
        texts.map(Kept::Found).during(&format!("读取流 {name} 的原文"))
    }

    /// 销毁原文 of a stream: the key, the texts, and where a matter is found by them. At the end
    /// of retention, or by an approved request.
    pub async fn destroy_texts(&self, stream: &StreamId, now: Instant) -> Result<(), Fault> {
        let name = stream.to_string();
        let mut transaction = Transaction::default();
        let params = vec![Value::from(name.as_str()), Value::from(now.micros())];
        transaction.step(&DESTROY_KEY, params);
        transaction.step(&DROP_TEXTS, vec![Value::from(name.as_str())]);
        transaction.step(&DROP_ATTACHMENTS, vec![Value::from(name.as_str())]);
        if let Some(matter) = stream.matter() {
            search::drop_matter(&mut transaction, matter);
            query_code::drop_matter(&mut transaction, matter);
        }
        self.database.transact(transaction).await.map_err(Fault::from).during("销毁原文")?;
        self.tidy().await
    }

    /// Goes through all texts and calls `wrong` for each that cannot be opened or is not the one
    /// whose digest it bears. Gives how many there are.
    pub async fn verify_texts(
        &self,
        mut wrong: impl FnMut(&str, &str, Fault),
    ) -> Result<u64, Fault> {
        let master = self.master()?.clone();
        let mut place = (Value::from(""), Value::from(Vec::new()));
        let mut count = 0;
        loop {
            let params = vec![place.0, place.1, Value::from(TEXTS_A_PAGE)];
            let rows = self.database.query(&SCAN_TEXTS, params).await?;
            let Some(last) = rows.last() else { return Ok(count) };
            place = (Value::from(last.text(2)?), Value::from(last.bytes(1)?));
            for row in &rows {
                count += 1;
                if let Err(fault) = check(&master, row) {
                    let digest = row.bytes(1).map(hex::encode).unwrap_or_default();
                    wrong(row.text(2).unwrap_or("？"), &digest, fault);
                }
            }
        }
    }
}

/// Adds the steps that keep texts.
pub(crate) fn plan_texts(
    transaction: &mut Transaction,
    master: &MasterKey,
    stream: &str,
    sealing: &Sealing,
    texts: &[Written],
) -> Result<(), Fault> {
    let wrapped = Value::from(sealing.wrapped.as_slice());
    if sealing.is_new {
        transaction.step(&INSERT_KEY, vec![Value::from(stream), wrapped.clone()]);
    }
    let mut kept = BTreeSet::new();
    for text in texts {
        let digest = text.digest();
        if !kept.insert(*digest.bytes()) {
            continue;
        }
        let mut content = text.salt().to_vec();
        content.extend_from_slice(text.body().as_bytes());
        let sealed = master.seal(&sealing.key, &content, &context(stream, &digest))?;
        let (stream, digest) = (Value::from(stream), Value::from(&digest.bytes()[..]));
        if sealing.is_new {
            transaction.step(&PUT_TEXT, vec![stream, digest, Value::from(sealed)]);
        } else {
            // Refused where the key was destroyed meanwhile.
            let params = vec![stream, wrapped.clone(), digest, Value::from(sealed)];
            transaction.build(&PUT_TEXT_UNDER, params);
        }
    }
    Ok(())
}

fn context<'a>(stream: &'a str, digest: &'a TextDigest) -> [&'a [u8]; 3] {
    [b"text", stream.as_bytes(), digest.bytes()]
}

fn open(key: &DataKey, stream: &str, digest: &TextDigest, sealed: &[u8]) -> Result<Written, Fault> {
    let content = key.open(sealed, &context(stream, digest))?;
    let Some((salt, body)) = content.split_first_chunk::<SALT_LENGTH>() else {
        return Err(Fault::damaged("原文太短"));
    };
    let body = std::str::from_utf8(body).map_err(|_| Fault::damaged("原文不是合法文字"))?;
    let text = Written::new(body, *salt);
    match text.digest() == *digest {
        true => Ok(text),
        false => Err(Fault::damaged("原文与账本中的摘要不符")),
    }
}

fn digest(row: &Row) -> Result<TextDigest, Fault> {
    let bytes = row.bytes(1)?.try_into().map_err(|_| Fault::damaged("原文的摘要长度不对"))?;
    Ok(TextDigest::from_bytes(bytes))
}

fn check(master: &MasterKey, row: &Row) -> Result<(), Fault> {
    let stream = row.text(2)?;
    if row.is_null(3) {
        return Err(Fault::damaged("原文还在，它的密钥却不在"));
    }
    let key = master.unwrap(stream, row.bytes(3)?)?;
    open(&key, stream, &digest(row)?, row.bytes(0)?).map(drop)
}
