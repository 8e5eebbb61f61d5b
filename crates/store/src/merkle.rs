//! 哈希树. The arithmetic of the ledger's tree (RFC 6962): which hashes are kept, how a root and a
//! proof come from them. Only hashes of complete subtrees are kept, 256 a tile, at the levels 0, 8,
//! 16 …, so a tile is extended and never changed; the ragged right edge is computed.

use std::collections::{BTreeMap, BTreeSet};

use ct_merkle::{
    ConsistencyProof, InclusionProof, RootHash, indices_for_consistency_proof,
    indices_for_inclusion_proof,
};
use sha2::Sha256;
use sm3::Sm3;

use crate::canonical::{Digest, Hash};
use crate::fault::Fault;

/// How many hashes a tile holds.
pub(crate) const TILE_WIDTH: usize = 256;
const TILE_HEIGHT: u32 = 8;
/// Far beyond any ledger, and below what the arithmetic of indices can hold.
const LARGEST: u64 = 1 << 56;

/// Where a tile stands: its level (0, 8, 16 …) and its number there.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct TilePlace {
    pub(crate) level: u32,
    pub(crate) number: u64,
}

pub(crate) fn leaf_hash(digest: Digest, event: &Hash) -> Hash {
    digest.hash(&[&[0], &event.0])
}

fn parent(digest: Digest, left: &Hash, right: &Hash) -> Hash {
    digest.hash(&[&[1], &left.0, &right.0])
}

/// 右缘. What is needed to add leaves to a tree: its complete subtrees and its unfinished tiles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Frontier {
    digest: Digest,
    size: u64,
    /// The complete subtrees of which the tree consists, largest first.
    peaks: Vec<Hash>,
    /// The unfinished tile of each level.
    edge: Vec<Vec<Hash>>,
}

impl Frontier {
    /// The empty tree.
    pub(crate) fn empty(digest: Digest) -> Self {
        Self { digest, size: 0, peaks: Vec::new(), edge: Vec::new() }
    }

    /// The tiles from which [`Self::restore`] takes up a tree of that size.
    pub(crate) fn places(size: u64) -> Vec<TilePlace> {
        let levels = (0..).step_by(TILE_HEIGHT as usize).take_while(|level| size >> level > 0);
        levels
            .filter(|level| !(size >> level).is_multiple_of(TILE_WIDTH as u64))
            .map(|level| TilePlace { level, number: (size >> level) / TILE_WIDTH as u64 })
            .collect()
    }

    /// Takes up a tree of that size. Tiles may hold more than it had; what is beyond is ignored.
    pub(crate) fn restore(
        digest: Digest,
        size: u64,
        tiles: &BTreeMap<TilePlace, Vec<Hash>>,
    ) -> Result<Self, Fault> {
        let mut edge = Vec::new();
        let mut peaks = Vec::new();
        let levels = (0..).step_by(TILE_HEIGHT as usize).take_while(|level| size >> level > 0);
        for level in levels {
            let number = (size >> level) / TILE_WIDTH as u64;
            let wanted = ((size >> level) % TILE_WIDTH as u64) as usize;
            let place = TilePlace { level, number };
            let kept = tiles.get(&place).map_or(&[][..], Vec::as_slice);
            let row = kept.get(..wanted).ok_or_else(|| short(place, kept.len(), wanted))?;
            let mut end = wanted;
            for bit in 0..TILE_HEIGHT {
                if wanted & (1 << bit) != 0 {
                    let begin = end - (1 << bit);
                    peaks.push(complete(digest, &row[begin..end]));
                    end = begin;
                }
            }
            edge.push(row.to_vec());
        }
        peaks.reverse();
        Ok(Self { digest, size, peaks, edge })
    }

    /// How many leaves there are.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The hash that stands for all leaves; of none, the digest of nothing.
    pub(crate) fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(smallest) = peaks.next() else { return self.digest.hash(&[]) };
        peaks.fold(*smallest, |right, left| parent(self.digest, left, &right))
    }

    /// Adds the leaf of an event, and hands over every tile that becomes full by it.
    pub(crate) fn push(&mut self, event: &Hash, mut full: impl FnMut(TilePlace, &[Hash])) {
        let mut node = leaf_hash(self.digest, event);
        let mut level = 0;
        loop {
            if level % TILE_HEIGHT == 0 {
                self.keep(level, node, &mut full);
            }
            if self.size & (1 << level) == 0 {
                break;
            }
            let Some(left) = self.peaks.pop() else { break };
            node = parent(self.digest, &left, &node);
            level += 1;
        }
        self.peaks.push(node);
        self.size += 1;
    }

    fn keep(&mut self, level: u32, node: Hash, full: &mut impl FnMut(TilePlace, &[Hash])) {
        let row = (level / TILE_HEIGHT) as usize;
        if self.edge.len() <= row {
            self.edge.resize_with(row + 1, Vec::new);
        }
        let Some(tile) = self.edge.get_mut(row) else { return };
        tile.push(node);
        if tile.len() == TILE_WIDTH {
            let number = (self.size >> level) / TILE_WIDTH as u64;
            full(TilePlace { level, number }, tile);
            tile.clear();
        }
    }

    /// The unfinished tiles that hold anything.
    pub(crate) fn edge(&self) -> impl Iterator<Item = (TilePlace, &[Hash])> {
        self.edge.iter().enumerate().filter(|(_, tile)| !tile.is_empty()).map(|(row, tile)| {
            let level = row as u32 * TILE_HEIGHT;
            let number = (self.size >> level) / TILE_WIDTH as u64;
            (TilePlace { level, number }, tile.as_slice())
        })
    }
}

fn short(place: TilePlace, found: usize, wanted: usize) -> Fault {
    Fault::damaged(format!(
        "哈希块 {}/{} 应有至少 {wanted} 个哈希，却只有 {found} 个",
        place.level, place.number
    ))
}

/// The root over a power of two of hashes.
fn complete(digest: Digest, hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => parent(digest, left, right),
                [only] => *only,
                _ => Hash([0; 32]),
            })
            .collect();
    }
    row.pop().unwrap_or(Hash([0; 32]))
}

/// A complete subtree: so many levels above the leaves, the so-manieth there.
#[derive(Copy, Clone, Debug)]
struct Subtree {
    level: u32,
    offset: u64,
}

/// 证明. A list of nodes of a tree of some size, whose hashes make a proof.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    nodes: Vec<Vec<Subtree>>,
}

impl Path {
    /// That the leaf at `position` is in the tree of `size` leaves.
    pub(crate) fn inclusion(size: u64, position: u64) -> Result<Self, Fault> {
        if size > LARGEST || position >= size {
            return Err(Fault::misuse(format!("树有 {size} 片叶，没有第 {position} 片")));
        }
        Ok(Self::of(size, indices_for_inclusion_proof(size, position)))
    }

    /// That the tree of `old` leaves is the beginning of the tree of `size` leaves.
    pub(crate) fn consistency(old: u64, size: u64) -> Result<Self, Fault> {
        if size > LARGEST || old == 0 || old > size {
            let found = format!("{old} 片叶的树不能是 {size} 片叶的树的开头，或无须证明");
            return Err(Fault::misuse(found));
        }
        Ok(Self::of(size, indices_for_consistency_proof(old, size - old)))
    }

    fn of(size: u64, indices: Vec<u64>) -> Self {
        let node = |index: u64| {
            let level = index.trailing_ones();
            let begin = (index >> (level + 1)) << level;
            cover(begin, size.min(begin + (1 << level)))
        };
        Self { nodes: indices.into_iter().map(node).collect() }
    }

    /// The tiles that [`Self::hashes`] reads.
    pub(crate) fn places(&self) -> BTreeSet<TilePlace> {
        self.nodes.iter().flatten().map(|subtree| subtree.tile().0).collect()
    }

    /// The hashes of the nodes.
    pub(crate) fn hashes(
        &self,
        digest: Digest,
        tiles: &BTreeMap<TilePlace, Vec<Hash>>,
    ) -> Result<Vec<Hash>, Fault> {
        let one = |subtrees: &Vec<Subtree>| -> Result<Hash, Fault> {
            let mut right: Option<Hash> = None;
            for subtree in subtrees.iter().rev() {
                let hash = subtree.hash(digest, tiles)?;
                right = Some(right.map_or(hash, |right| parent(digest, &hash, &right)));
            }
            right.ok_or_else(|| Fault::misuse("没有叶的子树"))
        };
        self.nodes.iter().map(one).collect()
    }
}

/// The complete subtrees that make up the leaves from `begin` to before `end`, from left to right.
fn cover(mut begin: u64, end: u64) -> Vec<Subtree> {
    let mut found = Vec::new();
    while begin < end {
        let level = begin.trailing_zeros().min((end - begin).ilog2());
        found.push(Subtree { level, offset: begin >> level });
        begin += 1 << level;
    }
    found
}

impl Subtree {
    /// The tile that holds its hashes, and which of them.
    fn tile(self) -> (TilePlace, std::ops::Range<usize>) {
        let level = self.level / TILE_HEIGHT * TILE_HEIGHT;
        let above = self.level - level;
        let first = self.offset << above;
        let number = first / TILE_WIDTH as u64;
        let at = (first % TILE_WIDTH as u64) as usize;
        (TilePlace { level, number }, at..at + (1 << above))
    }

    fn hash(self, digest: Digest, tiles: &BTreeMap<TilePlace, Vec<Hash>>) -> Result<Hash, Fault> {
        let (place, range) = self.tile();
        let kept = tiles.get(&place).map_or(&[][..], Vec::as_slice);
        let wanted = range.end;
        let row = kept.get(range).ok_or_else(|| short(place, kept.len(), wanted))?;
        Ok(complete(digest, row))
    }
}

/// Whether the path leads from the event's hash at `position` to the root of the tree.
pub(crate) fn is_included(
    digest: Digest,
    event: &Hash,
    position: u64,
    (size, root): (u64, Hash),
    path: &[Hash],
) -> bool {
    if size > LARGEST || position >= size {
        return false;
    }
    let bytes: Vec<u8> = path.iter().flat_map(|hash| hash.0).collect();
    match digest {
        Digest::Sha256 => RootHash::<Sha256>::new(root.0.into(), size)
            .verify_inclusion(&event.0, position, &InclusionProof::from_bytes(bytes))
            .is_ok(),
        Digest::Sm3 => RootHash::<Sm3>::new(root.0.into(), size)
            .verify_inclusion(&event.0, position, &InclusionProof::from_bytes(bytes))
            .is_ok(),
    }
}

/// Whether the path shows that the old tree is the beginning of the new one. Every tree continues
/// the empty one.
pub(crate) fn is_consistent(
    digest: Digest,
    (old_size, old_root): (u64, Hash),
    (size, root): (u64, Hash),
    path: &[Hash],
) -> bool {
    if size > LARGEST || old_size > size {
        return false;
    }
    if old_size == 0 {
        return path.is_empty();
    }
    let bytes: Vec<u8> = path.iter().flat_map(|hash| hash.0).collect();
    match digest {
        Digest::Sha256 => ConsistencyProof::<Sha256>::try_from_bytes(bytes).is_ok_and(|proof| {
            RootHash::new(root.0.into(), size)
                .verify_consistency(&RootHash::new(old_root.0.into(), old_size), &proof)
                .is_ok()
        }),
        Digest::Sm3 => ConsistencyProof::<Sm3>::try_from_bytes(bytes).is_ok_and(|proof| {
            RootHash::new(root.0.into(), size)
                .verify_consistency(&RootHash::new(old_root.0.into(), old_size), &proof)
                .is_ok()
        }),
    }
}
