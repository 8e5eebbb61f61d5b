//! The tree from its leaves: every kept hash, every checkpoint in the database, and every published
//! one that comes by.

use std::collections::{BTreeMap, VecDeque};

use super::{Place, ProblemKind, VerifyReport, is_declared_lost};
use crate::canonical::Hash;
use crate::checkpoint::{Checkpoint, PublicKey};
use crate::fault::{Fault, FaultKind};
use crate::merkle::{Frontier, TILE_WIDTH, TilePlace};
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    LAST_SIZE = "SELECT coalesce(max(size), 0) FROM checkpoint";
    LEAVES = "SELECT l.position, l.seq, l.hash, e.stream, e.version FROM leaf l
        LEFT JOIN event e ON e.seq = l.seq
        WHERE l.position >= $1 AND l.position < $2 ORDER BY l.position LIMIT $3";
    LIST_UNSIGNED = "SELECT l.position, l.seq, e.stream, e.version FROM leaf l
        LEFT JOIN event e ON e.seq = l.seq
        WHERE l.position >= (SELECT coalesce(max(size), 0) FROM checkpoint) OR l.position < 0
        ORDER BY l.position LIMIT $1";
    CHECKPOINTS = "SELECT size, previous, note FROM checkpoint
        WHERE size > $1 AND size <= $2 ORDER BY size";
    TILE_KEYS = "SELECT level, number FROM tile WHERE (level, number) > ($1, $2)
        ORDER BY level, number LIMIT $3";
}

const LEAVES_A_PAGE: u32 = 1_024;
const TILES_A_PAGE: u32 = 1_000;
const UNSIGNED_SHOWN: u32 = 100;

impl Store {
    pub(super) async fn verify_tree(
        &self,
        key: &PublicKey,
        published: &[String],
        report: &mut VerifyReport,
    ) -> Result<(), Fault> {
        let sealed = self.last_size().await?;
        report.sealed = sealed;
        let mut walk = Walk {
            frontier: Frontier::empty(self.digest),
            key,
            published: read_published(key, published, report),
            last: None,
            last_size: 0,
            good: 0,
            good_published: 0,
            doubtful: Vec::new(),
            is_root_wrong: false,
        };
        while walk.frontier.size() < sealed {
            let before = walk.frontier.size();
            let leaves = self.leaves(before, sealed).await?;
            let Some(last) = leaves.last() else { break };
            let until = last.integer(0)?.unsigned_abs().saturating_add(1);
            let checkpoints = self.checkpoints(before, until).await?;
            let tiles = walk.take(&leaves, checkpoints, report)?;
            self.compare(tiles, report).await?;
        }
        let found = walk.frontier.size();
        for row in self.checkpoints(found, sealed).await? {
            let size = row.integer(0)?.unsigned_abs();
            walk.open(&row, report);
            report.add(Place::default(), ProblemKind::TailCut { size, found });
        }
        let edge = walk.frontier.edge().map(|(place, hashes)| (place, hashes.to_vec())).collect();
        self.compare(edge, report).await?;
        self.look_for_added_tiles(found, report).await?;
        self.look_for_unsigned(report).await?;
        walk.settle_published(report);
        Ok(())
    }

    async fn last_size(&self) -> Result<u64, Fault> {
        let rows = self.database.query(&LAST_SIZE, Vec::new()).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs())
    }

    async fn leaves(&self, from: u64, before: u64) -> Result<Vec<Row>, Fault> {
        let params =
            vec![Value::from(from as i64), Value::from(before as i64), Value::from(LEAVES_A_PAGE)];
        self.database.query(&LEAVES, params).await
    }

    async fn checkpoints(&self, after: u64, until: u64) -> Result<Vec<Row>, Fault> {
        let params = vec![Value::from(after as i64), Value::from(until as i64)];
        self.database.query(&CHECKPOINTS, params).await
    }

    /// Compares tiles as the leaves give them with the kept ones.
    async fn compare(
        &self,
        tiles: BTreeMap<TilePlace, Vec<Hash>>,
        report: &mut VerifyReport,
    ) -> Result<(), Fault> {
        let kept = self.kept_tiles(tiles.keys().copied(), report).await?;
        for (place, wanted) in tiles {
            let Some(kept) = kept.get(&place) else {
                report.add(tile_place(place, 0), ProblemKind::TileLost);
                continue;
            };
            // A row may have grown since this verification began, but never lost or changed any.
            let differs = (0..wanted.len()).find(|at| kept.get(*at) != wanted.get(*at));
            if let Some(at) = differs {
                report.add(tile_place(place, at), ProblemKind::TileChanged);
            }
        }
        Ok(())
    }

    async fn kept_tiles(
        &self,
        places: impl Iterator<Item = TilePlace>,
        report: &mut VerifyReport,
    ) -> Result<BTreeMap<TilePlace, Vec<Hash>>, Fault> {
        let mut kept = BTreeMap::new();
        for place in places {
            match self.tiles([place]).await {
                Ok(found) => kept.extend(found),
                Err(fault) if fault.kind() == FaultKind::Damaged => {
                    let what = ProblemKind::Unreadable(fault.to_string());
                    report.add(tile_place(place, 0), what);
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(kept)
    }

    async fn look_for_added_tiles(
        &self,
        size: u64,
        report: &mut VerifyReport,
    ) -> Result<(), Fault> {
        let is_growing = self.last_size().await? != size;
        let mut after = (i64::MIN, i64::MIN);
        loop {
            let params =
                vec![Value::from(after.0), Value::from(after.1), Value::from(TILES_A_PAGE)];
            let rows = self.database.query(&TILE_KEYS, params).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = (last.integer(0)?, last.integer(1)?);
            for row in &rows {
                let (level, number) = (row.integer(0)?, row.integer(1)?);
                if !is_growing && !is_expected(size, level, number) {
                    let place = Place {
                        position: u32::try_from(level)
                            .ok()
                            .and_then(|level| number.checked_shl(level + 8)),
                        ..Place::default()
                    };
                    report.add(place, ProblemKind::TileAdded);
                }
            }
        }
    }

    async fn look_for_unsigned(&self, report: &mut VerifyReport) -> Result<(), Fault> {
        let params = vec![Value::from(UNSIGNED_SHOWN)];
        for row in self.database.query(&LIST_UNSIGNED, params).await? {
            let place = Place {
                seq: row.integer(1).ok(),
                stream: row.text(2).ok().map(str::to_owned),
                version: row.integer(3).ok(),
                position: row.integer(0).ok(),
            };
            report.add(place, ProblemKind::NotSigned);
        }
        Ok(())
    }
}

fn is_expected(size: u64, level: i64, number: i64) -> bool {
    let (Ok(level), Ok(number)) = (u32::try_from(level), u64::try_from(number)) else {
        return false;
    };
    level.is_multiple_of(8) && level < 64 && number < (size >> level).div_ceil(TILE_WIDTH as u64)
}

fn tile_place(place: TilePlace, at: usize) -> Place {
    let first = (place.number * TILE_WIDTH as u64 + at as u64) << place.level;
    Place { position: Some(first as i64), ..Place::default() }
}

fn read_published(
    key: &PublicKey,
    published: &[String],
    report: &mut VerifyReport,
) -> VecDeque<Checkpoint> {
    let mut read = Vec::new();
    for note in published {
        match Checkpoint::open(note, key) {
            Ok(checkpoint) => read.push(checkpoint),
            Err(error) => {
                report.add(Place::default(), ProblemKind::PublishedWrong(error.to_string()));
            }
        }
    }
    report.published = read.len() as u64;
    read.sort_by_key(Checkpoint::size);
    read.into()
}

/// The walk along the leaves.
struct Walk<'a> {
    frontier: Frontier,
    key: &'a PublicKey,
    published: VecDeque<Checkpoint>,
    last: Option<Checkpoint>,
    last_size: i64,
    /// The size of the last checkpoint whose root was right.
    good: u64,
    good_published: u64,
    /// Published checkpoints with another root; the last checkpoint may excuse them.
    doubtful: Vec<(Checkpoint, u64)>,
    is_root_wrong: bool,
}

impl Walk<'_> {
    /// Goes along a page of leaves; gives the tiles that became full.
    fn take(
        &mut self,
        leaves: &[Row],
        checkpoints: Vec<Row>,
        report: &mut VerifyReport,
    ) -> Result<BTreeMap<TilePlace, Vec<Hash>>, Fault> {
        let mut checkpoints = VecDeque::from(checkpoints);
        let mut tiles = BTreeMap::new();
        for row in leaves {
            let position = row.integer(0)?;
            let place = Place {
                seq: row.integer(1).ok(),
                stream: row.text(3).ok().map(str::to_owned),
                version: row.integer(4).ok(),
                position: Some(position),
            };
            if row.is_null(3) {
                report.add(place.clone(), ProblemKind::EventLost);
            }
            while self.frontier.size() < position.unsigned_abs() {
                // A stand-in, so that what follows keeps its place; every root from here differs.
                report.add(place.clone(), ProblemKind::LeafLost);
                self.push(&Hash([0; 32]), &mut tiles, &mut checkpoints, report);
            }
            match row.bytes(2).and_then(Hash::read) {
                Ok(hash) => self.push(&hash, &mut tiles, &mut checkpoints, report),
                Err(fault) => {
                    report.add(place, ProblemKind::Unreadable(fault.to_string()));
                    self.push(&Hash([0; 32]), &mut tiles, &mut checkpoints, report);
                }
            }
        }
        Ok(tiles)
    }

    fn push(
        &mut self,
        hash: &Hash,
        tiles: &mut BTreeMap<TilePlace, Vec<Hash>>,
        checkpoints: &mut VecDeque<Row>,
        report: &mut VerifyReport,
    ) {
        self.frontier.push(hash, |place, hashes| {
            tiles.insert(place, hashes.to_vec());
        });
        let size = self.frontier.size();
        while let Some(row) = checkpoints.pop_front() {
            match row.integer(0) {
                Ok(at) if at.unsigned_abs() > size => {
                    checkpoints.push_front(row);
                    break;
                }
                Ok(_) | Err(_) => self.check(&row, report),
            }
        }
        while let Some(checkpoint) = self.published.pop_front_if(|next| next.size() <= size) {
            if checkpoint.size() == 0 || checkpoint.root() == self.frontier.root() {
                self.good_published = checkpoint.size();
            } else {
                self.doubtful.push((checkpoint, self.good_published));
            }
        }
    }

    /// A checkpoint of the database at the size that was reached.
    fn check(&mut self, row: &Row, report: &mut VerifyReport) {
        let Some(checkpoint) = self.open(row, report) else { return };
        if checkpoint.root() == self.frontier.root() {
            self.good = checkpoint.size();
            self.is_root_wrong = false;
        } else if !self.is_root_wrong {
            let (size, good) = (checkpoint.size(), self.good);
            report.add(Place::default(), ProblemKind::RootDiffers { size, good });
            self.is_root_wrong = true;
        }
        self.last = Some(checkpoint);
    }

    /// Reads a checkpoint of the database and compares it with its row and the one before.
    fn open(&mut self, row: &Row, report: &mut VerifyReport) -> Option<Checkpoint> {
        report.checkpoints += 1;
        let size = row.integer(0).unwrap_or(-1);
        let read = row.integer(1).and_then(|previous| Ok((previous, row.text(2)?)));
        let reason = match read {
            Err(fault) => fault.to_string(),
            Ok((previous, note)) => match Checkpoint::open(note, self.key) {
                Err(error) => error.to_string(),
                Ok(checkpoint) => {
                    let wrong = self.compare_row(&checkpoint, size, previous);
                    self.last_size = size;
                    report.sealed_at = Some(checkpoint.sealed_at());
                    match wrong {
                        None => return Some(checkpoint),
                        Some(reason) => reason.to_owned(),
                    }
                }
            },
        };
        report.add(Place::default(), ProblemKind::CheckpointWrong { size, reason });
        self.last_size = size;
        None
    }

    fn compare_row(
        &self,
        checkpoint: &Checkpoint,
        size: i64,
        previous: i64,
    ) -> Option<&'static str> {
        if checkpoint.size() as i64 != size {
            return Some("签过的条数与登记的不同");
        }
        if previous != self.last_size {
            return Some("它前面的封存点不见了");
        }
        if self.last.as_ref().is_some_and(|last| last.sealed_at() > checkpoint.sealed_at()) {
            return Some("封存时间早于前一个封存点");
        }
        None
    }

    fn settle_published(&mut self, report: &mut VerifyReport) {
        let last = self.last.as_ref();
        for (checkpoint, good) in std::mem::take(&mut self.doubtful) {
            if is_declared_lost(&checkpoint, last) {
                report.declared_lost += 1;
            } else {
                let size = checkpoint.size();
                report.add(Place::default(), ProblemKind::Rewritten { size, good });
            }
        }
        let found = self.frontier.size();
        for checkpoint in std::mem::take(&mut self.published) {
            if is_declared_lost(&checkpoint, last) {
                report.declared_lost += 1;
            } else {
                let size = checkpoint.size();
                report.add(Place::default(), ProblemKind::RolledBack { size, found });
            }
        }
    }
}
