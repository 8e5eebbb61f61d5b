//! 密封. A stream in pieces, each encrypted and authenticated with its number and whether it is the
//! last, under the head of the file: nothing can be changed, moved, left out or cut off.

use std::io::{self, BufRead, Read, Write};

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};

use super::key::{KeySource, NotOpened, PhraseCost, check_of, key_of};

const MAGIC: &str = "XIAONENG-BACKUP";
const VERSION: u32 = 1;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
/// No head is longer.
const LONGEST_HEAD: u64 = 4096;

/// 文件头. Readable by anybody; changed by nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) version: u32,
    /// When, `2026-06-01T09:00:00+08:00`.
    pub(super) made_at: String,
    /// The name under which the ledger is signed.
    pub(super) origin: String,
    /// Whether the keys are inside.
    pub(super) has_keys: bool,
    /// The pass phrase's cost; none where the master key opens it.
    pub(super) phrase: Option<PhraseCost>,
    salt: String,
    prefix: String,
    check: String,
}

/// What a head says beside its chance.
pub(super) struct HeadFacts {
    pub(super) made_at: String,
    pub(super) origin: String,
    pub(super) has_keys: bool,
    pub(super) phrase: Option<PhraseCost>,
}

/// Writes pieces.
pub(super) struct Sealer<W: Write> {
    out: W,
    pieces: Pieces,
    buffer: Vec<u8>,
}

/// Reads pieces.
pub(super) struct Opener<R: BufRead> {
    inner: R,
    pieces: Pieces,
    buffer: Vec<u8>,
    at: usize,
    is_over: bool,
}

struct Pieces {
    cipher: XChaCha20Poly1305,
    prefix: [u8; 19],
    head: Vec<u8>,
    number: u32,
}

impl Pieces {
    /// The nonce of the next piece: chance of this file, its number, whether it is the last.
    fn nonce(&mut self, is_last: bool) -> io::Result<XNonce> {
        let mut nonce = [0; 24];
        nonce[..19].copy_from_slice(&self.prefix);
        nonce[19..23].copy_from_slice(&self.number.to_be_bytes());
        nonce[23] = u8::from(is_last);
        let next = self.number.checked_add(1);
        self.number = next.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Ok(nonce.into())
    }
}

/// What a piece that does not fit comes back as; [`is_damage`] knows it.
#[derive(Debug, thiserror::Error)]
#[error("备份文件在第 {0} 段损坏或不完整")]
pub(super) struct Damaged(u32);

/// Whether the file itself is damaged or cut off.
pub(super) fn is_damage(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Damaged>())
}

impl<W: Write> Sealer<W> {
    /// Writes the head, then takes the content.
    pub(super) fn begin(
        mut out: W,
        facts: HeadFacts,
        source: &KeySource,
        (salt, prefix): ([u8; 16], [u8; 19]),
    ) -> Result<Self, SealError> {
        let key = key_of(source, &salt, facts.phrase.as_ref())?;
        let head = Head {
            version: VERSION,
            made_at: facts.made_at,
            origin: facts.origin,
            has_keys: facts.has_keys,
            phrase: facts.phrase,
            salt: hex::encode(salt),
            prefix: hex::encode(prefix),
            check: check_of(&key),
        };
        let line = serde_json::to_string(&head).map_err(io::Error::other)?;
        let head = format!("{MAGIC}\n{line}\n").into_bytes();
        out.write_all(&head)?;
        let cipher = XChaCha20Poly1305::new(&(*key).into());
        let pieces = Pieces { cipher, prefix, head, number: 0 };
        Ok(Self { out, pieces, buffer: Vec::with_capacity(PIECE) })
    }

    fn seal(&mut self, is_last: bool) -> io::Result<()> {
        let nonce = self.pieces.nonce(is_last)?;
        let payload = Payload { msg: &self.buffer, aad: &self.pieces.head };
        let sealed = self.pieces.cipher.encrypt(&nonce, payload);
        self.out.write_all(&sealed.map_err(|_| io::Error::other("加密没有成功"))?)?;
        self.buffer.clear();
        Ok(())
    }

    /// Writes the last piece; without it the file counts as cut off.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len() == PIECE {
            self.seal(false)?;
        }
        let count = bytes.len().min(PIECE - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Why sealing did not begin.
#[derive(Debug, thiserror::Error)]
pub(super) enum SealError {
    #[error(transparent)]
    Key(#[from] NotOpened),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The head alone, for a list.
pub(super) fn read_head(inner: &mut impl BufRead) -> Result<(Head, Vec<u8>), NotOpened> {
    let mut bytes = Vec::new();
    for _ in 0..2 {
        let mut limited = (&mut *inner).take(LONGEST_HEAD);
        limited.read_until(b'\n', &mut bytes).map_err(|_| NotOpened::NotABackup)?;
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| NotOpened::NotABackup)?;
    let line = text.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix('\n'));
    let line = line.and_then(|rest| rest.strip_suffix('\n')).ok_or(NotOpened::NotABackup)?;
    let value: serde_json::Value = serde_json::from_str(line).map_err(|_| NotOpened::NotABackup)?;
    let version = value.get("version").and_then(serde_json::Value::as_u64).unwrap_or(0);
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    if version > VERSION {
        return Err(NotOpened::Newer(version));
    }
    let head = serde_json::from_value(value).map_err(|_| NotOpened::NotABackup)?;
    Ok((head, bytes))
}

impl<R: BufRead> Opener<R> {
    /// Reads the head and tries the key.
    pub(super) fn begin(mut inner: R, source: &KeySource) -> Result<(Head, Self), NotOpened> {
        let (head, bytes) = read_head(&mut inner)?;
        let mut salt = [0; 16];
        let mut prefix = [0; 19];
        let read = hex::decode_to_slice(&head.salt, &mut salt)
            .and_then(|()| hex::decode_to_slice(&head.prefix, &mut prefix));
        read.map_err(|_| NotOpened::NotABackup)?;
        let key = key_of(source, &salt, head.phrase.as_ref())?;
        if check_of(&key) != head.check {
            return Err(NotOpened::WrongKey);
        }
        let cipher = XChaCha20Poly1305::new(&(*key).into());
        let pieces = Pieces { cipher, prefix, head: bytes, number: 0 };
        Ok((head, Self { inner, pieces, buffer: Vec::new(), at: 0, is_over: false }))
    }

    fn open(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(PIECE + TAG);
        (&mut self.inner).take((PIECE + TAG) as u64).read_to_end(&mut sealed)?;
        let is_last = self.inner.fill_buf()?.is_empty();
        let number = self.pieces.number;
        let nonce = self.pieces.nonce(is_last)?;
        let payload = Payload { msg: &sealed, aad: &self.pieces.head };
        let opened = self.pieces.cipher.decrypt(&nonce, payload);
        self.buffer = opened.map_err(|_| io::Error::other(Damaged(number + 1)))?;
        (self.at, self.is_over) = (0, is_last);
        Ok(())
    }
}

impl<R: BufRead> Read for Opener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.buffer.len() {
            if self.is_over {
                return Ok(0);
            }
            self.open()?;
        }
        let count = into.len().min(self.buffer.len() - self.at);
        into[..count].copy_from_slice(&self.buffer[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
