//! 表单令牌. A form shows that it stood on a page of ours, opened by the same browser.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// The field in which a form carries it.
pub const TOKEN_FIELD: &str = "token";

/// 表单令牌.
#[derive(Clone, PartialEq, Eq)]
pub struct FormToken(String);

impl std::fmt::Debug for FormToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormToken(…)")
    }
}

impl std::fmt::Display for FormToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl FormToken {
    /// The token of a browser's visit.
    pub fn of(key: &[u8; 64], visit: &str) -> Self {
        let mut mac = Hmac::<Sha256>::new(key.into());
        mac.update(visit.as_bytes());
        Self(hex::encode(mac.finalize().into_bytes()))
    }

    /// Whether this is what a form carried.
    pub fn is(&self, carried: &str) -> bool {
        self.0.as_bytes().ct_eq(carried.as_bytes()).into()
    }
}
