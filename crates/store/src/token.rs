//! 检索词. Texts cut into tokens without any dictionary: of Chinese every two neighbouring
//! characters, of other scripts and numbers the words. What is kept is a keyed hash of each.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher24;

const LONGEST_WORD: usize = 64;
/// Bytes of a hash. Forty bits: among a hundred thousand different words a question meets a wrong
/// one once in ten million times, and then a candidate too many is found.
const LENGTH: usize = 5;

/// What kind of thing a token stands for; equal words of different kinds do not meet.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    /// A piece of text.
    Text,
    /// A unit that may see the matter.
    Unit,
}

/// The keyed hash of a token.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Token(u64);

/// Cuts and hashes under a key.
#[derive(Clone)]
pub(crate) struct Tokenizer {
    hasher: SipHasher24,
}

impl Tokenizer {
    pub(crate) fn new(key: &[u8; 16]) -> Self {
        Self { hasher: SipHasher24::new_with_key(key) }
    }

    /// The token of one word, whole.
    pub(crate) fn word(&self, kind: TokenKind, word: &str) -> Token {
        let mark = match kind {
            TokenKind::Text => b't',
            TokenKind::Unit => b'u',
        };
        let mut hasher = self.hasher;
        hasher.write(&[mark]);
        hasher.write(word.as_bytes());
        Token(hasher.finish() >> (64 - 8 * LENGTH))
    }

    /// The tokens of texts with some others, each once, in order.
    pub(crate) fn tokens<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
        others: impl IntoIterator<Item = Token>,
    ) -> Vec<Token> {
        let mut found = Vec::with_capacity(256);
        found.extend(others);
        for text in texts {
            cut(text, |piece| found.push(self.word(TokenKind::Text, piece)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Token {
    /// As a number.
    pub(crate) fn number(self) -> i64 {
        self.0.cast_signed()
    }

    /// All of them one after the other, in order.
    pub(crate) fn pack(tokens: &[Self]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(tokens.len() * LENGTH);
        for token in tokens {
            packed.extend_from_slice(&token.0.to_be_bytes()[8 - LENGTH..]);
        }
        packed
    }

    /// Whether it is among those that were packed.
    pub(crate) fn is_in(self, packed: &[u8]) -> bool {
        let bytes = self.0.to_be_bytes();
        let (all, _) = packed.as_chunks::<LENGTH>();
        all.binary_search_by(|one| one[..].cmp(&bytes[8 - LENGTH..])).is_ok()
    }

    /// Those that were packed, as numbers.
    pub(crate) fn unpack(packed: &[u8]) -> impl Iterator<Item = i64> {
        let (all, _) = packed.as_chunks::<LENGTH>();
        all.iter().map(|one| one.iter().fold(0, |number, byte| number << 8 | i64::from(*byte)))
    }
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokenizer")
    }
}

/// The pieces of a text, as often as they stand there.
fn cut(text: &str, mut found: impl FnMut(&str)) {
    let mut pair = String::with_capacity(8);
    let mut word = String::with_capacity(16);
    let mut before: Option<char> = None;
    let mut is_alone = true;
    let end = std::iter::once(' ');
    for letter in text.chars().chain(end) {
        if is_chinese(letter) {
            give(&mut word, &mut found);
            if let Some(before) = before {
                pair.clear();
                pair.extend([before, letter]);
                found(&pair);
            }
            is_alone = before.is_none();
            before = Some(letter);
            continue;
        }
        let letter = narrow(letter);
        if let Some(last) = before.take()
            && is_alone
        {
            pair.clear();
            pair.push(last);
            found(&pair);
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        } else {
            give(&mut word, &mut found);
        }
    }
}

fn give(word: &mut String, found: &mut impl FnMut(&str)) {
    if word.is_empty() {
        return;
    }
    let end = word.char_indices().nth(LONGEST_WORD).map_or(word.len(), |(at, _)| at);
    found(&word[..end]);
    word.clear();
}

/// 全角 to 半角.
fn narrow(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' => ' ',
        _ => letter,
    }
}

fn is_chinese(letter: char) -> bool {
    matches!(letter,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}
