//! 骰子. Chance for the demo's year: the same seed, the same year.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A source of decisions.
pub(super) struct Dice {
    source: StdRng,
}

impl Dice {
    pub(super) fn from_seed(seed: u64) -> Self {
        Self { source: StdRng::seed_from_u64(seed) }
    }

    /// A whole number from 0 to `bound − 1`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.source.random_range(0..bound.max(1))
    }

    /// A whole number between two, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.source.random_range(least..=most.max(least))
    }

    /// Yes in so many of a hundred cases.
    pub(super) fn in_a_hundred(&mut self, cases: u32) -> bool {
        self.source.random_range(0..100) < cases
    }

    /// One of several.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of several, by weight.
    pub(super) fn pick_weighted<'a, T>(
        &mut self,
        of: &'a [T],
        weight: impl Fn(&T) -> u32,
    ) -> &'a T {
        let total: usize = of.iter().map(|one| weight(one) as usize).sum();
        let mut at = self.below(total);
        for one in of {
            let weight = weight(one) as usize;
            if at < weight {
                return one;
            }
            at -= weight;
        }
        &of[0]
    }
}
