//! 开通密钥. Shown once on the machine, kept as a hash, dead after a few wrong tries.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::SetupRefused;
use crate::App;
use crate::denied::Denied;
use crate::sign_in::NotDone;

const KEPT: &str = "setup/key";
const FAILURES: &str = "setup/key/failures";
/// After this many wrong tries the key is dead.
const TRIES: u32 = 20;
/// Letters and digits that are not mistaken for one another.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// How many signs a key has: five bits each, 80 together.
pub const KEY_SIGNS: usize = 16;

/// 开通密钥, 80 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct SetupKey(String);

impl std::fmt::Debug for SetupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetupKey(…)")
    }
}

impl std::fmt::Display for SetupKey {
    /// In groups of four.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, sign) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

impl App {
    /// A new key, where the installation waits for its bureau; the one before opens nothing more.
    pub async fn new_setup_key(&self) -> Result<Option<SetupKey>, Denied> {
        if !self.needs_setup().await? {
            return Ok(None);
        }
        let bytes = self.chance().bytes::<KEY_SIGNS>();
        let sign = |byte: &u8| char::from(SIGNS[usize::from(byte & 31)]);
        let key = SetupKey(bytes.iter().map(sign).collect());
        self.store().write_setting(KEPT, &hex::encode(self.hash_of(&key.0))).await?;
        self.store().write_setting(FAILURES, "0").await?;
        Ok(Some(key))
    }

    /// Whether this is the key; wrong ones are counted.
    pub(super) async fn try_setup_key(&self, typed: &str) -> Result<(), NotDone<SetupRefused>> {
        let kept = self.store().read_setting(KEPT).await?.unwrap_or_default();
        let failures = self.store().read_setting(FAILURES).await?;
        let failures: u32 = failures.and_then(|text| text.parse().ok()).unwrap_or(0);
        if kept.is_empty() || failures >= TRIES {
            return Err(NotDone::Refused(SetupRefused::KeyDead));
        }
        let narrow = |sign: char| match sign {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign)
            }
            _ => sign,
        };
        let plain: String = typed.chars().map(narrow).filter(char::is_ascii_alphanumeric).collect();
        let hash = hex::encode(self.hash_of(&plain.to_ascii_uppercase()));
        if hash.as_bytes().ct_eq(kept.as_bytes()).into() {
            return Ok(());
        }
        self.store().write_setting(FAILURES, &(failures + 1).to_string()).await?;
        Err(NotDone::Refused(SetupRefused::WrongKey))
    }

    /// Once the office stands, no key opens it.
    pub(super) async fn forget_setup_key(&self) -> Result<(), Denied> {
        Ok(self.store().write_setting(KEPT, "").await?)
    }

    fn hash_of(&self, key: &str) -> [u8; 32] {
        let digest = Sha256::digest(format!("setup/{key}"));
        *self.fingerprint(&digest.into()).bytes()
    }
}
