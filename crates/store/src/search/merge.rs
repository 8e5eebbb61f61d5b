//! 合并. What waits becomes a segment, and small segments become larger ones, apart from appends:
//! by whichever append finds too much waiting, and at night.

use std::collections::{BTreeMap, HashSet};

use super::list::{ALL_DOCUMENTS, Block, List, Lists, Packing, pack};
use super::look::LIST_SEGMENTS;
use super::number_list;
use crate::database::Database;
use crate::fault::{During as _, Fault};
use crate::sql::{NotWritten, Query, Row, Transaction, Value, statements};
use crate::store::Store;
use crate::token::Token;

statements! {
    COUNT_PENDING = "SELECT count(*) FROM search_pending";
    TAKE_PENDING = "SELECT seq, id, tokens FROM search_pending ORDER BY seq LIMIT $1";
    PUT_SEGMENT = "INSERT INTO search_segment (first, last, documents, newest)
        VALUES ($1, $2, $3, $4)";
    DROP_SEGMENT = "DELETE FROM search_segment WHERE first = $1 AND last = $2 AND documents = $3";
    PUT_BLOCK = "INSERT INTO search_block (segment, token, content) VALUES ($1, $2, $3)";
    DROP_BLOCKS = "DELETE FROM search_block WHERE segment = $1";
    READ_BLOCKS = "SELECT content FROM search_block WHERE segment = $1 ORDER BY token";
    PUT_DOCUMENTS = "INSERT INTO search_document (id, matter, generation)
        SELECT id, matter, CAST($1 AS BIGINT) FROM search_pending
            WHERE seq IN (SELECT value FROM json_each('[' || $2 || ']'))
        ON CONFLICT (id) DO UPDATE SET generation = excluded.generation",
        postgres: "INSERT INTO search_document (id, matter, generation)
        SELECT id, matter, CAST($1 AS BIGINT) FROM search_pending
            WHERE seq = ANY (CAST(string_to_array($2, ',') AS BIGINT[]))
        ON CONFLICT (id) DO UPDATE SET generation = excluded.generation";
    DROP_PENDING = "DELETE FROM search_pending
        WHERE seq IN (SELECT value FROM json_each('[' || $1 || ']'))",
        postgres: "DELETE FROM search_pending
        WHERE seq = ANY (CAST(string_to_array($1, ',') AS BIGINT[]))";
    FIND_GENERATIONS = "SELECT id, generation FROM search_document
        WHERE id IN (SELECT value FROM json_each('[' || $1 || ']'))",
        postgres: "SELECT id, generation FROM search_document
        WHERE id = ANY (CAST(string_to_array($1, ',') AS BIGINT[]))";
}

/// When so many documents wait, they are merged; searches look through what waits one by one.
const WAITING: u32 = 128;
const MOST_AT_ONCE: u32 = 1_024;
/// Segments below these sizes are merged with others of their kind; larger ones are final.
const SIZES: [u32; 3] = [512, 2_048, 8_192];
const SEGMENTS_OF_A_SIZE: usize = 4;
/// After so many merged documents PostgreSQL is to free the space of their rows.
const MERGED_A_VACUUM: u32 = 2_048;

/// 检索段. A segment as it is listed.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Segment {
    first: i64,
    last: i64,
    documents: u32,
}

impl Segment {
    fn read(row: &Row) -> Result<Self, Fault> {
        Ok(Self { first: row.integer(0)?, last: row.integer(1)?, documents: row.count(2)? })
    }

    /// Which of the sizes it is; none: it is final.
    fn size(&self) -> Option<usize> {
        SIZES.iter().position(|size| self.documents < *size)
    }
}

impl Store {
    /// Counts what waits, when the data are opened.
    pub(crate) async fn count_waiting(&self) -> Result<(), Fault> {
        let rows = self.database.query(&COUNT_PENDING, Vec::new()).await?;
        let count = rows.first().map_or(Ok(0), |row| row.count(0))?;
        self.merging.counted(count);
        Ok(())
    }

    /// One more waits. When there are many, somebody merges them while others go on appending.
    pub(crate) fn note_waiting(&self) {
        if self.merging.one_more() < WAITING {
            return;
        }
        let Some(turn) = self.merging.turn() else { return };
        let store = self.clone();
        tokio::spawn(async move {
            while store.merging.waiting() >= WAITING {
                if let Err(fault) = store.merge_waiting().await {
                    tracing::warn!(%fault, "检索索引合并未成，稍后重试");
                    break;
                }
            }
            drop(turn);
        });
    }

    /// 合并索引. To be called when few people work, such as at night: merges what waits and what
    /// is small, and takes out what is found no more.
    pub async fn optimize_search(&self) -> Result<(), Fault> {
        let _turn = self.merging.pause().await;
        loop {
            let merged = self.merge_pending().await.during("合并索引")?;
            self.merging.merged(merged);
            if merged == 0 {
                break;
            }
        }
        let segments = self.list_segments().await?;
        let mut rest = segments.as_slice();
        while let Some(newest) = rest.first() {
            // As many as fit into a final one.
            let mut documents = newest.documents;
            let others = rest.iter().skip(1).take_while(|segment| {
                documents = documents.saturating_add(segment.documents);
                documents <= SIZES[2] * 2
            });
            let (together, older) = rest.split_at(1 + others.count());
            self.merge_segments(together).await.during("合并索引")?;
            rest = older;
        }
        match &self.database {
            Database::Sqlite(_) => Ok(()),
            Database::Postgres(postgres) => {
                let tables =
                    ["search_pending", "search_document", "search_segment", "search_block"];
                postgres.vacuum(&tables).await.during("合并索引")
            }
        }
    }

    /// Merges what waits now, then what became too many of a size.
    async fn merge_waiting(&self) -> Result<(), Fault> {
        let merged = self.merge_pending().await?;
        if merged == 0 {
            // Somebody else was first: another node, or an erasure.
            return self.count_waiting().await;
        }
        loop {
            let segments = self.list_segments().await?;
            let Some(together) = too_many(&segments) else { break };
            self.merge_segments(together).await?;
        }
        let before = self.merging.merged(merged);
        if before / MERGED_A_VACUUM != (before + merged) / MERGED_A_VACUUM
            && let Database::Postgres(postgres) = &self.database
        {
            postgres.vacuum(&["search_pending"]).await?;
        }
        Ok(())
    }

    async fn list_segments(&self) -> Result<Vec<Segment>, Fault> {
        let rows = self.database.query(&LIST_SEGMENTS, Vec::new()).await?;
        rows.iter().map(Segment::read).collect()
    }

    /// Makes a segment of what waits. Gives how many rows that were; none if nothing waits or
    /// somebody else was first.
    async fn merge_pending(&self) -> Result<u32, Fault> {
        let rows = vec![
            Query::new(&TAKE_PENDING, vec![Value::from(MOST_AT_ONCE)]),
            Query::new(&LIST_SEGMENTS, Vec::new()),
        ];
        let found = self.database.read(rows).await?;
        let [pending, segments] = found.as_slice() else { return Ok(0) };
        if pending.is_empty() {
            return Ok(0);
        }
        let last = segments.first().map(Segment::read).transpose()?;
        let generation = last.map_or(1, |segment| segment.last + 1);
        let transaction = plan_pending(pending, generation)?;
        let count = pending.len() as u32;
        match self.database.transact(transaction).await {
            Ok(_) => Ok(count),
            Err(NotWritten::Unmet { .. }) => Ok(0),
            Err(NotWritten::Fault(fault)) => Err(fault),
        }
    }

    /// Makes one segment of several, newest first, without what does not count any more.
    async fn merge_segments(&self, segments: &[Segment]) -> Result<(), Fault> {
        let (Some(newest), Some(oldest)) = (segments.first(), segments.last()) else {
            return Ok(());
        };
        let mut parts = Vec::with_capacity(segments.len());
        let mut is_whole = true;
        for segment in segments {
            let params = vec![Value::from(segment.last)];
            let blocks = self.database.query(&READ_BLOCKS, params).await?;
            let part = Part::read(blocks)?;
            let living = self.living(segment, &part.documents).await?;
            is_whole &= living.len() == part.documents.len();
            parts.push((part, living));
        }
        if segments.len() == 1 && is_whole {
            return Ok(());
        }
        let merged = tokio::task::spawn_blocking(move || merge(parts));
        let merged = merged.await.map_err(|error| {
            Fault::new(crate::fault::FaultKind::Other, format!("后台线程中断（{error}）"))
        })??;
        let mut transaction = Transaction::default();
        for segment in segments {
            let (first, last) = (Value::from(segment.first), Value::from(segment.last));
            let params = vec![first, last.clone(), Value::from(segment.documents)];
            transaction.must_touch(&DROP_SEGMENT, params, 1);
            transaction.step(&DROP_BLOCKS, vec![last]);
        }
        put(&mut transaction, (oldest.first, newest.last), &merged);
        match self.database.transact(transaction).await {
            Ok(_) | Err(NotWritten::Unmet { .. }) => Ok(()),
            Err(NotWritten::Fault(fault)) => Err(fault),
        }
    }

    /// Those documents of a segment that no later merging replaced and no erasure took out.
    async fn living(&self, segment: &Segment, documents: &[i64]) -> Result<HashSet<i64>, Fault> {
        let ids = number_list(documents.iter().copied());
        let rows = self.database.query(&FIND_GENERATIONS, vec![ids]).await?;
        let mut living = HashSet::with_capacity(rows.len());
        for row in &rows {
            if (segment.first..=segment.last).contains(&row.integer(1)?) {
                living.insert(row.integer(0)?);
            }
        }
        Ok(living)
    }
}

/// The newest segments, where so many of them are of one size that they become one.
fn too_many(segments: &[Segment]) -> Option<&[Segment]> {
    (0..SIZES.len()).find_map(|size| {
        let run = segments.iter().take_while(|one| one.size().is_some_and(|its| its <= size));
        let run = segments.split_at(run.count()).0;
        let count = run.iter().filter(|one| one.size() == Some(size)).count();
        (count >= SEGMENTS_OF_A_SIZE).then_some(run)
    })
}

fn plan_pending(pending: &[Row], generation: i64) -> Result<Transaction, Fault> {
    let mut newest = BTreeMap::new();
    for row in pending {
        newest.insert(row.integer(1)?, (row.integer(0)?, row.bytes(2)?));
    }
    let mut pairs = Vec::with_capacity(newest.len() * 100);
    for (id, (_, tokens)) in &newest {
        pairs.extend(Token::unpack(tokens).map(|token| (token, *id)));
        pairs.push((ALL_DOCUMENTS, *id));
    }
    let documents = newest.len() as u64;
    let merged = Merged {
        documents,
        newest: newest.keys().next_back().copied().unwrap_or_default(),
        blocks: pack(pairs),
    };
    let mut transaction = Transaction::default();
    put(&mut transaction, (generation, generation), &merged);
    let counting = number_list(newest.values().map(|(seq, _)| *seq));
    transaction.must_touch(&PUT_DOCUMENTS, vec![Value::from(generation), counting], documents);
    let all = pending.iter().map(|row| row.integer(0)).collect::<Result<Vec<_>, _>>()?;
    transaction.must_touch(&DROP_PENDING, vec![number_list(all)], pending.len() as u64);
    Ok(transaction)
}

/// A segment before it is written.
struct Merged {
    documents: u64,
    newest: i64,
    blocks: Vec<Block>,
}

/// Adds the steps that write a segment. One without documents leaves nothing.
fn put(transaction: &mut Transaction, (first, last): (i64, i64), merged: &Merged) {
    if merged.documents == 0 {
        return;
    }
    let numbers = [first, last, merged.documents.cast_signed(), merged.newest];
    transaction.must_touch(&PUT_SEGMENT, numbers.map(Value::from).to_vec(), 1);
    for block in &merged.blocks {
        let content = Value::from(block.content.as_slice());
        transaction.step(&PUT_BLOCK, vec![Value::from(last), Value::from(block.token), content]);
    }
}

/// The lists of a segment, read one after the other.
struct Part {
    blocks: std::vec::IntoIter<Row>,
    lists: Option<Lists>,
    next: Option<(i64, List)>,
    documents: Vec<i64>,
}

impl Part {
    fn read(blocks: Vec<Row>) -> Result<Self, Fault> {
        let mut documents = Vec::new();
        if let Some(row) = blocks.last()
            && let Some(list) = Lists::of(row.shared_bytes(0)?).find(ALL_DOCUMENTS)?
        {
            list.all(&mut documents)?;
        }
        let mut part = Self { blocks: blocks.into_iter(), lists: None, next: None, documents };
        part.advance()?;
        Ok(part)
    }

    fn advance(&mut self) -> Result<(), Fault> {
        loop {
            if let Some(lists) = &mut self.lists
                && let Some(next) = lists.next()?
            {
                self.next = Some(next);
                return Ok(());
            }
            let Some(row) = self.blocks.next() else {
                self.next = None;
                return Ok(());
            };
            self.lists = Some(Lists::of(row.shared_bytes(0)?));
        }
    }
}

/// Puts the lists of several segments together.
fn merge(mut parts: Vec<(Part, HashSet<i64>)>) -> Result<Merged, Fault> {
    let mut packing = Packing::default();
    let (mut documents, mut newest) = (0, 0);
    let mut places = Vec::new();
    while let Some(token) = parts.iter().filter_map(|(part, _)| Some(part.next.as_ref()?.0)).min() {
        places.clear();
        for (part, living) in &mut parts {
            if part.next.as_ref().is_none_or(|(next, _)| *next != token) {
                continue;
            }
            let Some((_, list)) = part.next.take() else { continue };
            let before = places.len();
            list.all(&mut places)?;
            if living.len() < part.documents.len() {
                let all = places.split_off(before);
                places.extend(all.into_iter().filter(|place| living.contains(place)));
            }
            part.advance()?;
        }
        places.sort_unstable_by(|one, other| other.cmp(one));
        if token == ALL_DOCUMENTS {
            documents = places.len() as u64;
            newest = places.first().copied().unwrap_or_default();
        }
        if !places.is_empty() {
            packing.push(token, &places);
        }
    }
    Ok(Merged { documents, newest, blocks: packing.finish() })
}
