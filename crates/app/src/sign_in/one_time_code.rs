//! 动态口令. Six digits that an authenticator app computes from a secret and the time (RFC 6238,
//! with the values every app assumes: SHA-1, 30 seconds, 6 digits).

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use xiaoneng_calendar::Instant;

use crate::chance::Chance;

const STEP_MICROS: i64 = 30_000_000;
const DIGITS: u32 = 6;
/// The clocks of telephones are believed one step early and one step late.
const STEPS_ASIDE: i64 = 1;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// 发行方 as an authenticator app shows it.
const ISSUER: &str = "效能通";

/// 动态口令密钥, offered to its owner.
#[derive(Clone, PartialEq, Eq)]
pub struct OfferedSecret {
    /// The secret in base32, for typing.
    pub secret: String,
    /// `otpauth://…`, for the QR code.
    pub url: String,
}

impl std::fmt::Debug for OfferedSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfferedSecret(…)")
    }
}

impl OfferedSecret {
    pub(super) fn new(secret: &[u8], login: &str) -> Self {
        let secret = base32(secret);
        let (issuer, login) = (percent(ISSUER), percent(login));
        let url = format!(
            "otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&digits={DIGITS}&period=30"
        );
        Self { secret, url }
    }
}

/// A new secret.
pub(super) fn new_secret(chance: &Chance) -> [u8; 20] {
    chance.bytes()
}

/// The step of time whose code this is; none if it is not the code of now or of a step aside.
pub(super) fn step_of(secret: &[u8], typed: &str, now: Instant) -> Option<i64> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_code = typed.len() == DIGITS as usize && typed.bytes().all(|b| b.is_ascii_digit());
    let typed: u32 = typed.parse().ok().filter(|_| is_code)?;
    let step = now.micros().div_euclid(STEP_MICROS);
    // All are computed, whichever it is.
    let near = (step - STEPS_ASIDE..=step + STEPS_ASIDE).map(|step| (step, code(secret, step)));
    let near: Vec<(i64, u32)> = near.collect();
    near.into_iter().find(|(_, code)| *code == typed).map(|(step, _)| step)
}

/// The code of an instant, as the owner's app shows it.
pub fn code_at(secret: &[u8], at: Instant) -> String {
    let code = code(secret, at.micros().div_euclid(STEP_MICROS));
    format!("{code:0width$}", width = DIGITS as usize)
}

fn code(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return u32::MAX };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let from = usize::from(digest[digest.len() - 1] & 0x0f);
    let word = digest[from..from + 4].iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    (word & 0x7fff_ffff) % 10_u32.pow(DIGITS)
}

/// 备用码. Sixteen letters in four groups.
pub(super) fn recovery_code(chance: &Chance) -> String {
    let text = base32(&chance.bytes::<10>());
    let groups: Vec<&str> = [0, 4, 8, 12].map(|at| &text[at..at + 4]).into();
    groups.join("-")
}

/// A recovery code in the form in which it is compared; none where it cannot be one.
pub(super) fn recovery_key(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    let key: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    let is_one = key.len() == 16 && key.bytes().all(|byte| LETTERS.contains(&byte));
    is_one.then_some(key)
}

/// Bytes as RFC 4648 base32, without padding.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let word = group.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        let word = word << (8 * (5 - group.len()));
        let letters = (group.len() * 8).div_ceil(5);
        for at in 0..letters {
            let index = (word >> (35 - 5 * at)) & 31;
            text.push(char::from(LETTERS[usize::try_from(index).unwrap_or(0)]));
        }
    }
    text
}

/// Reads base32 as it is shown; none where it is not.
pub fn read_base32(text: &str) -> Option<Vec<u8>> {
    let (mut word, mut bits, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes().filter(|byte| *byte != b' ') {
        let value = LETTERS.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        word = word << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(word >> bits & 0xff).ok()?);
            word &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

fn percent(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
