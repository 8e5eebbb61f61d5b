//! 算一算. A small sum in words, asked after some failures and checked here; it slows programs that
//! guess, and needs neither eyes nor ears.

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::Instant;

use super::login::login_key;
use crate::App;

/// So long a question may be answered.
const LASTS_MICROS: i64 = 600_000_000;

/// 算一算: `left` and `right`, to be added. The seal goes with the form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Puzzle {
    /// From 1 to 9.
    pub left: u8,
    /// From 1 to 9.
    pub right: u8,
    /// By which the answer is checked.
    pub seal: String,
}

/// An answer, with the seal of its question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PuzzleAnswer {
    /// As typed.
    pub sum: String,
    /// As it was given out.
    pub seal: String,
}

impl App {
    /// A question for whoever tries that login name.
    pub fn puzzle_for(&self, login: &str) -> Puzzle {
        let [left, right] = self.chance().bytes::<2>().map(|byte| byte % 9 + 1);
        let now = self.clock().now().micros();
        let seal = format!("{left}.{right}.{now}.{}", self.puzzle_seal(login, left, right, now));
        Puzzle { left, right, seal }
    }

    /// Whether the answer is right, and to a question of ours for that login name.
    pub(super) fn is_solved(&self, login: &str, answer: &PuzzleAnswer, now: Instant) -> bool {
        let parts: Vec<&str> = answer.seal.split('.').collect();
        let [left, right, asked, seal] = parts.as_slice() else { return false };
        let (Ok(left), Ok(right), Ok(asked)) =
            (left.parse::<u8>(), right.parse::<u8>(), asked.parse::<i64>())
        else {
            return false;
        };
        let is_ours = self.puzzle_seal(login, left, right, asked) == *seal;
        let age = now.micros().saturating_sub(asked);
        let narrow = login_key(&answer.sum);
        let sum = u16::from(left) + u16::from(right);
        is_ours && (0..LASTS_MICROS).contains(&age) && narrow.parse() == Ok(sum)
    }

    fn puzzle_seal(&self, login: &str, left: u8, right: u8, asked: i64) -> String {
        let text = format!("puzzle/{left}/{right}/{asked}/{}", login_key(login));
        self.fingerprint(&Sha256::digest(text).into()).to_string()
    }
}
