//! 密钥. The master key, given from outside, and the cipher under which contents are sealed.

use std::fmt;

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use hmac::{Hmac, Mac as _};
use rand::Rng as _;
use sha2::Sha256;
use sm4::Sm4;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::fault::{Fault, FaultKind};

type Sm4Gcm = AesGcm<Sm4, U12>;

/// 加密算法 of what is sealed from now on; what was sealed before is opened by the one it names.
#[derive(Copy, Clone, PartialEq, Eq, Default, Debug)]
pub enum Cipher {
    /// XChaCha20-Poly1305
    #[default]
    XChaCha20Poly1305,
    /// SM4-GCM, the national cipher.
    Sm4Gcm,
}

impl Cipher {
    const fn code(self) -> u8 {
        match self {
            Self::XChaCha20Poly1305 => 1,
            Self::Sm4Gcm => 2,
        }
    }

    const fn nonce_length(self) -> usize {
        match self {
            Self::XChaCha20Poly1305 => 24,
            Self::Sm4Gcm => 12,
        }
    }
}

/// 主密钥. Wraps the keys of persons and streams; never in the database.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey {
    wrapping: [u8; 32],
    contacts: [u8; 32],
    lookups: [u8; 32],
    tokens: [u8; 16],
    check: [u8; 8],
    #[zeroize(skip)]
    cipher: Cipher,
}

/// A key under the master key, as it stands in the database.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) struct WrappedKey {
    bytes: [u8; LONGEST_WRAPPED],
    length: usize,
}

/// One byte for the cipher, 24 of chance, the key, 16 by which changes are noticed.
const LONGEST_WRAPPED: usize = 1 + 24 + 32 + 16;

impl WrappedKey {
    /// From bytes of a row; none if they are too many to be a key.
    pub(crate) fn read(wrapped: &[u8]) -> Option<Self> {
        let mut bytes = [0; LONGEST_WRAPPED];
        bytes.get_mut(..wrapped.len())?.copy_from_slice(wrapped);
        Some(Self { bytes, length: wrapped.len() })
    }

    /// The bytes of the row.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrappedKey")
    }
}

/// A key of a person or a stream.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct DataKey([u8; 32]);

impl MasterKey {
    /// From 32 secret bytes.
    pub fn new(secret: &[u8; 32], cipher: Cipher) -> Self {
        let derive = |purpose: &str| keyed(secret, &[b"xiaoneng/", purpose.as_bytes(), b"/1"]);
        let mut key = Self {
            wrapping: derive("wrapping"),
            contacts: derive("contacts"),
            lookups: derive("lookups"),
            tokens: [0; 16],
            check: [0; 8],
            cipher,
        };
        key.tokens.copy_from_slice(&derive("tokens")[..16]);
        key.check.copy_from_slice(&derive("check")[..8]);
        key
    }

    /// By which it is noticed that another master key was given than the data were made with.
    pub(crate) fn check(&self) -> String {
        hex::encode(self.check)
    }

    /// The key for hashes of search tokens.
    pub(crate) fn tokens(&self) -> &[u8; 16] {
        &self.tokens
    }

    /// The keyed hash under which a phone number is found.
    pub(crate) fn contact_hash(&self, phone: &str) -> [u8; 32] {
        keyed(&self.contacts, &[phone.as_bytes()])
    }

    /// The keyed hash under which something is found or counted that is never kept itself.
    pub(crate) fn lookup_hash(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let length = (purpose.len() as u64).to_be_bytes();
        let named = [&length[..], purpose.as_bytes()];
        keyed(&self.lookups, &[&named, parts].concat())
    }

    /// A new key for somebody or something, with its wrapped form.
    pub(crate) fn new_key(&self, owner: &str) -> Result<(DataKey, Vec<u8>), Fault> {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        let key = DataKey(bytes);
        let wrapped = seal(self.cipher, &self.wrapping, &bytes, &key_context(owner))?;
        bytes.zeroize();
        Ok((key, wrapped))
    }

    /// The key in its wrapped form, opened.
    pub(crate) fn unwrap(&self, owner: &str, wrapped: &[u8]) -> Result<DataKey, Fault> {
        let mut bytes = open(&self.wrapping, wrapped, &key_context(owner))?;
        let key = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| Fault::damaged(format!("{owner} 的密钥长度不对")));
        bytes.zeroize();
        key.map(DataKey)
    }

    /// Seals a content under a key; `context` says what it is, and opening demands the same.
    pub(crate) fn seal(
        &self,
        key: &DataKey,
        content: &[u8],
        context: &[&[u8]],
    ) -> Result<Vec<u8>, Fault> {
        seal(self.cipher, &key.0, content, &context.join(&0))
    }
}

impl DataKey {
    /// A key that is known already.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Opens a content.
    pub(crate) fn open(&self, sealed: &[u8], context: &[&[u8]]) -> Result<Vec<u8>, Fault> {
        open(&self.0, sealed, &context.join(&0))
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

fn key_context(owner: &str) -> Vec<u8> {
    [b"key".as_slice(), owner.as_bytes()].join(&0)
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    block.zeroize();
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// The cipher's number, a nonce of chance, then what the cipher gives.
fn seal(cipher: Cipher, key: &[u8; 32], msg: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut nonce = vec![0; cipher.nonce_length()];
    rand::rng().fill_bytes(&mut nonce);
    let sealed = run(cipher, key, &nonce, Payload { msg, aad }, Way::Seal);
    let sealed = sealed.ok_or_else(|| Fault::new(FaultKind::Other, "加密失败"))?;
    let mut bytes = Vec::with_capacity(1 + nonce.len() + sealed.len());
    bytes.push(cipher.code());
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    Ok(bytes)
}

fn open(key: &[u8; 32], bytes: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
    let unreadable = || Fault::damaged("密文打不开：内容被改动过，或主密钥不对");
    let (code, rest) = bytes.split_first().ok_or_else(unreadable)?;
    let known = [Cipher::XChaCha20Poly1305, Cipher::Sm4Gcm];
    let cipher = known.into_iter().find(|cipher| cipher.code() == *code);
    let cipher = cipher.ok_or_else(unreadable)?;
    let (nonce, msg) = rest.split_at_checked(cipher.nonce_length()).ok_or_else(unreadable)?;
    run(cipher, key, nonce, Payload { msg, aad }, Way::Open).ok_or_else(unreadable)
}

#[derive(Copy, Clone)]
enum Way {
    Seal,
    Open,
}

fn run(
    cipher: Cipher,
    key: &[u8; 32],
    nonce: &[u8],
    payload: Payload<'_, '_>,
    way: Way,
) -> Option<Vec<u8>> {
    match cipher {
        Cipher::XChaCha20Poly1305 => {
            let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
            let nonce = nonce.try_into().ok()?;
            match way {
                Way::Seal => cipher.encrypt(nonce, payload).ok(),
                Way::Open => cipher.decrypt(nonce, payload).ok(),
            }
        }
        Cipher::Sm4Gcm => {
            let cipher = Sm4Gcm::new_from_slice(&key[..16]).ok()?;
            let nonce = nonce.try_into().ok()?;
            match way {
                Way::Seal => cipher.encrypt(nonce, payload).ok(),
                Way::Open => cipher.decrypt(nonce, payload).ok(),
            }
        }
    }
}
