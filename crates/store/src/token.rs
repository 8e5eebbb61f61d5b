//! 检索词. Texts cut into tokens without any dictionary: of Chinese every two neighbouring
//! characters, of other scripts and numbers the words. What is kept is a keyed hash of each.

use std::collections::BTreeSet;

use siphasher::sip::SipHasher24;

const LONGEST_WORD: usize = 64;
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What kind of thing a token stands for; equal words of different kinds do not meet.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    /// A piece of text.
    Text,
    /// A unit that may see the matter.
    Unit,
}

/// Hashes tokens under a key.
#[derive(Clone)]
pub(crate) struct Tokenizer {
    hasher: SipHasher24,
}

impl Tokenizer {
    pub(crate) fn new(key: &[u8; 16]) -> Self {
        Self { hasher: SipHasher24::new_with_key(key) }
    }

    /// The keyed hash of a token, in thirteen small letters and digits.
    pub(crate) fn hash(&self, kind: TokenKind, token: &str) -> String {
        let mark = match kind {
            TokenKind::Text => b't',
            TokenKind::Unit => b'u',
        };
        let mut bytes = Vec::with_capacity(token.len() + 1);
        bytes.push(mark);
        bytes.extend_from_slice(token.as_bytes());
        let mut rest = self.hasher.hash(&bytes);
        let mut text = String::with_capacity(13);
        for _ in 0..13 {
            text.push(char::from(LETTERS[(rest & 31) as usize]));
            rest >>= 5;
        }
        text
    }
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokenizer")
    }
}

/// The tokens of a text, each once.
pub(crate) fn tokens(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut before: Option<char> = None;
    let mut is_alone = true;
    let mut word = String::new();
    let end = std::iter::once(' ');
    for letter in text.chars().map(narrow).flat_map(char::to_lowercase).chain(end) {
        if is_chinese(letter) {
            keep(&mut found, &mut word);
            if let Some(before) = before {
                found.insert([before, letter].iter().collect());
            }
            is_alone = before.is_none();
            before = Some(letter);
            continue;
        }
        if let Some(last) = before.take()
            && is_alone
        {
            found.insert(last.to_string());
        }
        if letter.is_alphanumeric() {
            word.push(letter);
        } else {
            keep(&mut found, &mut word);
        }
    }
    found
}

fn keep(found: &mut BTreeSet<String>, word: &mut String) {
    if !word.is_empty() {
        found.insert(word.chars().take(LONGEST_WORD).collect());
        word.clear();
    }
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
