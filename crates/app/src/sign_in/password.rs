//! 口令. What makes one good enough, and how it is kept and compared.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OnceCell, Semaphore};
use xiaoneng_store::{Fault, FaultKind};
use zeroize::Zeroizing;

use super::login::login_key;
use super::rules::SignInRules;
use crate::chance::Chance;

/// Longer ones are not looked at.
pub(super) const LONGEST: usize = 256;
/// How many are computed at once: each takes memory and a core.
const AT_ONCE: usize = 2;
/// Letters of an initial password: none that is taken for another.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Common passwords and the words that most of them begin with.
const COMMON: &str = include_str!("common_passwords.txt");

/// 口令不合要求.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PasswordRefused {
    /// 太短.
    #[error("口令至少 {least} 个字，现在 {given} 个。可以用几个词连起来")]
    TooShort {
        /// How many it must have.
        least: u32,
        /// How many it has.
        given: u32,
    },
    /// 太长.
    #[error("口令最多 {most} 个字节，请写短一点")]
    TooLong {
        /// How many bytes it may have.
        most: usize,
    },
    /// Too few kinds of characters.
    #[error("口令里要有小写字母、大写字母、数字、其他符号中的至少 {least} 种")]
    TooFewKinds {
        /// How many it must have.
        least: u32,
    },
    /// The login name stands in it.
    #[error("口令里不能有登录名，别人最先试的就是它")]
    HoldsLogin,
    /// 太常见.
    #[error("这个口令太常见，几秒钟就会被猜到。请换一个只有您想得到的")]
    TooCommon,
    /// 用过.
    #[error("这个口令最近 {remembered} 次里用过，请换一个")]
    UsedBefore {
        /// How many are remembered.
        remembered: u32,
    },
    /// The two are not the same.
    #[error("两次写的口令不一样，请再写一遍")]
    NotTheSame,
}

/// Whether a new password is good enough.
pub(super) fn check(
    rules: &SignInRules,
    password: &str,
    login: &str,
) -> Result<(), PasswordRefused> {
    use PasswordRefused as No;
    let given = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if given < rules.password_length {
        return Err(No::TooShort { least: rules.password_length, given });
    }
    if password.len() > LONGEST {
        return Err(No::TooLong { most: LONGEST });
    }
    let folded = password.to_lowercase();
    if login.chars().count() > 2 && folded.contains(&login_key(login)) {
        return Err(No::HoldsLogin);
    }
    if is_common(&folded) {
        return Err(No::TooCommon);
    }
    if kinds(password) < rules.password_kinds {
        return Err(No::TooFewKinds { least: rules.password_kinds });
    }
    Ok(())
}

/// Kinds of characters; each Chinese character is as good as two kinds.
fn kinds(password: &str) -> u32 {
    let has = |is: fn(char) -> bool| u32::from(password.chars().any(is));
    has(|c| c.is_ascii_lowercase())
        + has(|c| c.is_ascii_uppercase())
        + has(|c| c.is_ascii_digit())
        + has(|c| c.is_ascii() && !c.is_ascii_alphanumeric())
        + 2 * has(|c| !c.is_ascii())
}

/// Listed; a listed word with digits behind or before it; a run (1234…, abcd…, qwer…); a short
/// piece repeated.
fn is_common(folded: &str) -> bool {
    let is_listed = |text: &str| COMMON.lines().any(|line| line == text);
    let word = folded.trim_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
    is_listed(folded)
        || (!word.is_empty() && is_listed(word))
        || is_run(folded)
        || (1..=folded.chars().count() / 2).any(|length| is_repeated(folded, length))
}

fn is_run(text: &str) -> bool {
    const ROWS: [&str; 5] = [
        "12345678901234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
    ];
    let backwards: String = text.chars().rev().collect();
    let all = ROWS.concat();
    all.contains(text) || all.contains(&backwards)
}

fn is_repeated(text: &str, length: usize) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.iter().zip(letters.iter().skip(length)).all(|(one, other)| one == other)
        && length * 2 <= letters.len()
}

/// 初始口令. Shown once: three groups of four.
pub(super) fn initial(chance: &Chance) -> String {
    let mut letters = Vec::new();
    while letters.len() < 12 {
        let fair = chance.bytes::<32>().into_iter().filter(|byte| usize::from(*byte) < 31 * 8);
        letters.extend(fair.map(|byte| char::from(LETTERS[usize::from(byte) % 31])));
    }
    let group = |at: usize| letters[at..at + 4].iter().collect::<String>();
    [group(0), group(4), group(8)].join("-")
}

/// 口令的计算, a few at a time and away from those who answer.
#[derive(Clone, Debug)]
pub(crate) struct Hashing {
    permits: Arc<Semaphore>,
    decoy: Arc<OnceCell<String>>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { permits: Arc::new(Semaphore::new(AT_ONCE)), decoy: Arc::default() }
    }
}

impl Hashing {
    /// The hash of a password, in its standard form.
    pub(super) async fn hash(
        &self,
        rules: &SignInRules,
        chance: &Chance,
        password: &str,
    ) -> Result<String, Fault> {
        let (salt, password) = (chance.bytes::<16>(), Zeroizing::new(password.to_owned()));
        let params = Params::new(rules.memory_kib, rules.passes, rules.lanes, None);
        let params = params.map_err(|error| failed(&error))?;
        self.compute(move || {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            let hash = argon2.hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|error| failed(&error))
        })
        .await?
    }

    /// Whether the password is that of the hash.
    pub(super) async fn is_right(&self, hash: &str, password: &str) -> Result<bool, Fault> {
        if password.len() > LONGEST {
            return Ok(false);
        }
        let (hash, password) = (hash.to_owned(), Zeroizing::new(password.to_owned()));
        self.compute(move || {
            let hash = PasswordHash::new(&hash).map_err(|error| failed(&error))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await?
    }

    /// The same work for a name that does not exist; nobody can tell the two apart by the time.
    pub(super) async fn pretend(
        &self,
        rules: &SignInRules,
        chance: &Chance,
        password: &str,
    ) -> Result<(), Fault> {
        let nobody = hex::encode(chance.bytes::<16>());
        let decoy = self.decoy.get_or_try_init(|| self.hash(rules, chance, &nobody)).await?.clone();
        self.is_right(&decoy, password).await?;
        Ok(())
    }

    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let _permit = self.permits.acquire().await.map_err(|error| failed(&error))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| failed(&error))
    }
}

fn failed(error: &impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Other, format!("口令的计算没有成功（{error}）"))
}
