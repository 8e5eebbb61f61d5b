//! 封存. Gives new events their positions in the tree and signs a checkpoint, in one transaction.
//! Appends never wait for it; sealers that race cannot both win.

use std::collections::BTreeMap;
use std::time::Duration;

use xiaoneng_domain::Instant;

use crate::canonical::Hash;
use crate::checkpoint::{Checkpoint, CheckpointError, Draft, Epoch, Signer};
use crate::fault::{During as _, Fault, FaultKind};
use crate::merkle::{Frontier, TilePlace};
use crate::sql::{NotWritten, Query, Row, Transaction, Value, statements};
use crate::store::Store;

statements! {
    LAST_CHECKPOINT = "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1";
    LIST_PENDING = "SELECT seq, hash FROM pending ORDER BY seq LIMIT $1";
    COUNT_PENDING = "SELECT count(*) FROM pending";
    READ_TILE = "SELECT hashes FROM tile WHERE level = $1 AND number = $2";
    PUT_TILE = "INSERT INTO tile (level, number, hashes) VALUES ($1, $2, $3)
        ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes";
    PLACE_LEAVES = "INSERT INTO leaf (position, seq, hash)
        SELECT $1 + row_number() OVER (ORDER BY seq) - 1, seq, hash FROM pending WHERE seq <= $2";
    CLEAR_PENDING = "DELETE FROM pending WHERE seq <= $1";
    REWRITE_CHECKPOINT = "UPDATE checkpoint SET note = $1 WHERE size = $2";
    INSERT_CHECKPOINT = "INSERT INTO checkpoint (size, previous, note) VALUES ($1, $2, $3)";
}

const EVENTS_A_CHECKPOINT: u32 = 10_000;
/// Whoever loses a race lets the winner finish, a little longer each time.
const ATTEMPTS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(2);

impl Store {
    /// Seals all events that wait for it. Gives the new checkpoints, to be published outside the
    /// database; none if nothing was waiting. What comes meanwhile may be left to the next time, so
    /// that this comes to an end while people work.
    pub async fn seal(&self, signer: &Signer, now: Instant) -> Result<Vec<Checkpoint>, Fault> {
        let mut sealed = Vec::new();
        let mut attempts = 0;
        let mut waiting = self.count_unsealed().await.during("封存账本")?;
        loop {
            match self.seal_once(signer, now).await {
                Ok(Some((checkpoint, count))) => {
                    sealed.push(checkpoint);
                    waiting = waiting.saturating_sub(count);
                    if waiting == 0 {
                        return Ok(sealed);
                    }
                }
                Ok(None) => return Ok(sealed),
                Err(reason) if attempts < ATTEMPTS && may_pass(&reason) => {
                    attempts += 1;
                    tokio::time::sleep(PAUSE * attempts).await;
                }
                Err(reason) => return Err(Fault::from(reason)).during("封存账本"),
            }
        }
    }

    /// 新纪元. Declares, after a restore from a backup, that the ledger was set back behind a
    /// checkpoint that had been published; all later checkpoints say so. Gives the next one, which
    /// covers whatever waits, or the same events once more.
    pub async fn begin_epoch(
        &self,
        signer: &Signer,
        lost: &str,
        now: Instant,
    ) -> Result<Checkpoint, Fault> {
        let lost = Checkpoint::open(lost, &signer.public_key())
            .map_err(|error| Fault::misuse(format!("公布的封存点：{error}")))?;
        self.seal(signer, now).await?;
        let last = self.last_checkpoint(signer).await?;
        let last = last.ok_or_else(|| Fault::misuse("账本还没有封存点，无须开始新纪元"))?;
        let mut draft = last.draft().clone();
        draft.sealed_at = draft.sealed_at.max(now);
        draft.epochs.push(Epoch {
            number: draft.epochs.last().map_or(1, |epoch| epoch.number) + 1,
            begins: last.size(),
            lost_size: lost.size(),
            lost_root: lost.root(),
        });
        let checkpoint = signer.sign(draft);
        let params = vec![Value::from(checkpoint.note()), Value::from(last.size() as i64)];
        let mut transaction = Transaction::default();
        transaction.must_touch(&REWRITE_CHECKPOINT, params, 1);
        self.database.transact(transaction).await.map_err(Fault::from).during("开始新纪元")?;
        Ok(checkpoint)
    }

    /// The next checkpoint, and how many events it adds.
    async fn seal_once(
        &self,
        signer: &Signer,
        now: Instant,
    ) -> Result<Option<(Checkpoint, u64)>, NotWritten> {
        let pending = Query::new(&LIST_PENDING, vec![Value::from(EVENTS_A_CHECKPOINT)]);
        let last = Query::new(&LAST_CHECKPOINT, Vec::new());
        let found = self.database.read(vec![last, pending]).await?;
        let [last, pending] = found.as_slice() else { return Ok(None) };
        let Some(newest) = pending.last() else { return Ok(None) };
        let newest = newest.integer(0)?;
        let last = last.first().map(|row| open(row, signer)).transpose()?;
        let mut frontier = self.frontier(last.as_ref()).await?;
        let before = frontier.size();

        let mut tiles: BTreeMap<TilePlace, Vec<Hash>> = BTreeMap::new();
        for row in pending {
            let hash = Hash::read(row.bytes(1)?)?;
            frontier.push(&hash, |place, hashes| {
                tiles.insert(place, hashes.to_vec());
            });
        }
        for (place, hashes) in frontier.edge() {
            tiles.insert(place, hashes.to_vec());
        }
        let checkpoint = signer.sign(Draft {
            size: frontier.size(),
            root: frontier.root(),
            digest: self.digest,
            sealed_at: last.as_ref().map_or(now, |last| last.sealed_at().max(now)),
            epochs: last.map_or_else(Vec::new, |last| last.epochs().to_vec()),
        });
        let count = pending.len() as u64;
        let transaction = plan(&tiles, before, newest, count, &checkpoint);
        self.database.transact(transaction).await?;
        Ok(Some((checkpoint, count)))
    }

    /// The right edge of the tree that the last checkpoint signed. A tree that is not the signed
    /// one is not built upon.
    async fn frontier(&self, last: Option<&Checkpoint>) -> Result<Frontier, NotWritten> {
        let Some(last) = last else { return Ok(Frontier::empty(self.digest)) };
        let tiles = self.tiles(Frontier::places(last.size())).await?;
        let frontier = Frontier::restore(self.digest, last.size(), &tiles)?;
        if frontier.root() != last.root() {
            let found = format!(
                "封存点（共 {} 条）与库中的哈希树不符，账本可能被改动；请先核验账本",
                last.size()
            );
            return Err(NotWritten::Fault(Fault::new(FaultKind::Damaged, found)));
        }
        Ok(frontier)
    }

    /// Reads tiles; one that is missing is left out.
    pub(crate) async fn tiles(
        &self,
        places: impl IntoIterator<Item = TilePlace>,
    ) -> Result<BTreeMap<TilePlace, Vec<Hash>>, Fault> {
        let places: Vec<TilePlace> = places.into_iter().collect();
        let queries = places.iter().map(|place| Query::new(&READ_TILE, tile_key(*place)));
        let found = self.database.read(queries.collect()).await?;
        let mut tiles = BTreeMap::new();
        for (place, rows) in places.into_iter().zip(found) {
            if let Some(row) = rows.first() {
                tiles.insert(place, read_hashes(row.bytes(0)?)?);
            }
        }
        Ok(tiles)
    }

    /// The last checkpoint, its signature checked.
    pub async fn last_checkpoint(&self, signer: &Signer) -> Result<Option<Checkpoint>, Fault> {
        let rows = self.database.query(&LAST_CHECKPOINT, Vec::new()).await?;
        rows.first().map(|row| open(row, signer)).transpose()
    }

    /// How many events have no position yet.
    pub async fn count_unsealed(&self) -> Result<u64, Fault> {
        let rows = self.database.query(&COUNT_PENDING, Vec::new()).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs())
    }
}

fn may_pass(reason: &NotWritten) -> bool {
    match reason {
        NotWritten::Unmet { .. } => true,
        NotWritten::Fault(fault) => fault.is_passing(),
    }
}

fn plan(
    tiles: &BTreeMap<TilePlace, Vec<Hash>>,
    before: u64,
    newest: i64,
    count: u64,
    checkpoint: &Checkpoint,
) -> Transaction {
    let mut transaction = Transaction::default();
    let (first, size) = (before as i64, checkpoint.size() as i64);
    let note = Value::from(checkpoint.note());
    transaction.must_touch(
        &INSERT_CHECKPOINT,
        vec![Value::from(size), Value::from(first), note],
        1,
    );
    transaction.must_touch(&PLACE_LEAVES, vec![Value::from(first), Value::from(newest)], count);
    transaction.must_touch(&CLEAR_PENDING, vec![Value::from(newest)], count);
    for (place, hashes) in tiles {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        let mut params = tile_key(*place);
        params.push(Value::from(bytes));
        transaction.step(&PUT_TILE, params);
    }
    transaction
}

fn tile_key(place: TilePlace) -> Vec<Value> {
    vec![Value::from(place.level), Value::from(place.number as i64)]
}

pub(crate) fn read_hashes(bytes: &[u8]) -> Result<Vec<Hash>, Fault> {
    bytes.chunks(32).map(Hash::read).collect()
}

fn open(row: &Row, signer: &Signer) -> Result<Checkpoint, Fault> {
    let size = row.integer(0)?;
    let note = row.text(1)?;
    Checkpoint::open(note, &signer.public_key()).map_err(|error| {
        let kind = match error {
            CheckpointError::NotSigned | CheckpointError::OtherLedger(_) => FaultKind::Key,
            CheckpointError::Malformed(_) | CheckpointError::WrongSignature => FaultKind::Damaged,
        };
        Fault::new(kind, format!("上一个封存点（共 {size} 条）：{error}"))
    })
}
