//! What a disk still holds of the changes that were never synced.

use std::ops::Range;

/// What a disk writes whole or not at all, in bytes.
pub const SECTOR: u64 = 512;

/// Which of the changes not synced survive.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Survivors {
    /// None: the disk holds what was synced.
    Synced,
    /// Some, drawn from this seed: the same seed, the same disk.
    Drawn(u64),
    /// All: the operating system happened to have written everything.
    Everything,
}

/// A change of a file's content that is not synced yet.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Write { offset: u64, bytes: Vec<u8> },
    Truncate { length: u64 },
}

impl Change {
    /// Makes the change in `content`.
    pub(crate) fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => put(content, *offset, bytes),
            Self::Truncate { length } => content.resize(whole(*length), 0),
        }
    }

    /// Makes a part of the change: any of the sectors of a write.
    fn apply_torn(&self, content: &mut Vec<u8>, chance: &mut Chance) {
        match self {
            Self::Truncate { .. } => self.apply(content),
            Self::Write { offset, bytes } => {
                for piece in sectors(*offset, bytes.len() as u64) {
                    if chance.is_heads() {
                        let inner = whole(piece.start - offset)..whole(piece.end - offset);
                        put(content, piece.start, &bytes[inner]);
                    }
                }
            }
        }
    }
}

fn put(content: &mut Vec<u8>, offset: u64, bytes: &[u8]) {
    let start = whole(offset);
    if content.len() < start {
        content.resize(start, 0);
    }
    let (over, beyond) = bytes.split_at(bytes.len().min(content.len() - start));
    content[start..start + over.len()].copy_from_slice(over);
    content.extend_from_slice(beyond);
}

/// The parts of `length` bytes from `offset` that lie in one sector each.
fn sectors(offset: u64, length: u64) -> impl Iterator<Item = Range<u64>> {
    let end = offset + length;
    (offset / SECTOR..end.div_ceil(SECTOR))
        .map(move |sector| offset.max(sector * SECTOR)..end.min((sector + 1) * SECTOR))
}

/// A place in memory. Files that do not fit are not opened on such a machine.
fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Survivors {
    /// The chance for one of the things this must choose about; `which` tells them apart.
    pub(crate) fn chance(self, which: u64) -> Chance {
        match self {
            Self::Synced | Self::Everything => Chance(which),
            Self::Drawn(seed) => Chance(seed ^ Chance(which).draw()),
        }
    }

    /// Makes those of `changes` that survive in `content`.
    pub(crate) fn apply(self, content: &mut Vec<u8>, changes: &[Change], which: u64) {
        match self {
            Self::Synced => {}
            Self::Everything => changes.iter().for_each(|change| change.apply(content)),
            Self::Drawn(_) => {
                let mut chance = self.chance(which);
                if chance.is_heads() {
                    keep_a_beginning(content, changes, &mut chance);
                } else {
                    keep_any(content, changes, &mut chance);
                }
            }
        }
    }

    /// How many of `count` things survive that can only survive in order.
    pub(crate) fn beginning(self, count: usize, which: u64) -> usize {
        match self {
            Self::Synced => 0,
            Self::Everything => count,
            Self::Drawn(_) => self.chance(which).below(count + 1),
        }
    }
}

fn keep_a_beginning(content: &mut Vec<u8>, changes: &[Change], chance: &mut Chance) {
    let kept = chance.below(changes.len() + 1);
    changes[..kept].iter().for_each(|change| change.apply(content));
    if let Some(torn) = changes.get(kept) {
        torn.apply_torn(content, chance);
    }
}

fn keep_any(content: &mut Vec<u8>, changes: &[Change], chance: &mut Chance) {
    let mut order: Vec<&Change> = changes.iter().collect();
    for last in (1..order.len()).rev() {
        order.swap(last, chance.below(last + 1));
    }
    // Few, half or most of them: a single missing sector is as telling as a single kept one.
    let kept_of_eight = [1, 4, 7][chance.below(3)];
    for change in order {
        if chance.below(8) < kept_of_eight {
            if chance.is_heads() {
                change.apply(content);
            } else {
                change.apply_torn(content, chance);
            }
        }
    }
}

/// 随机数. Numbers that look drawn and follow from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to just below `limit`; 0 where there is none.
    fn below(&mut self, limit: usize) -> usize {
        whole(self.draw().checked_rem(limit as u64).unwrap_or(0))
    }

    fn is_heads(&mut self) -> bool {
        self.draw() & 1 == 0
    }
}
