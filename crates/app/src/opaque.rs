//! 不透露什么的编号. References that tell neither when a thing came nor how many there were.

use crate::App;

/// What is read as it is written.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them stand in a reference.
pub(crate) const LENGTH: usize = 8;
/// Bytes beyond a multiple of thirty would favour some letters.
const MOST: u8 = (u8::MAX / 30) * 30;

impl App {
    /// Two letters, and eight by chance.
    pub(crate) fn marked(&self, prefix: &str) -> String {
        spelt(prefix, std::iter::repeat_with(|| u8::from_be_bytes(self.chance().bytes::<1>())))
    }
}

/// Two letters, and eight from a hash: the same again for the same.
pub(crate) fn marked_by(prefix: &str, hash: [u8; 32]) -> String {
    spelt(prefix, hash.into_iter())
}

fn spelt(prefix: &str, bytes: impl Iterator<Item = u8>) -> String {
    let even = bytes.filter(|byte| *byte < MOST);
    let letters = even.filter_map(|byte| LETTERS.get(usize::from(byte % 30)));
    prefix.chars().chain(letters.take(LENGTH).map(|letter| char::from(*letter))).collect()
}
