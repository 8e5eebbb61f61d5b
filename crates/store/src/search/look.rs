//! 查找. The newest matters that have all words: what waits, and segment after segment, from the
//! newest generation on, until no older one can hold anything newer.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_domain::id::MatterNumber;

use super::list::{List, Lists};
use super::{SearchHit, SearchPlace, SearchQuery, number_list, unit_token};
use crate::fault::{During as _, Fault};
use crate::sql::{Query, Row, statements};
use crate::store::Store;
use crate::token::Token;

statements! {
    LIST_PENDING = "SELECT id, matter, tokens FROM search_pending ORDER BY seq DESC";
    LIST_SEGMENTS = "SELECT first, last, documents, newest FROM search_segment
        ORDER BY last DESC";
    READ_LISTS = "SELECT s.first, s.last, t.value,
            (SELECT b.content FROM search_block b
                WHERE b.segment = s.last AND b.token <= t.value ORDER BY b.token DESC LIMIT 1)
        FROM (SELECT first, last FROM search_segment
                WHERE first < $1 ORDER BY last DESC LIMIT $2) AS s,
            json_each('[' || $3 || ']') AS t",
        postgres: "SELECT s.first, s.last, t.value, b.content
        FROM (SELECT first, last FROM search_segment
                WHERE first < $1 ORDER BY last DESC LIMIT $2) AS s
            CROSS JOIN unnest(CAST(string_to_array($3, ',') AS BIGINT[])) AS t (value)
            LEFT JOIN LATERAL (SELECT content FROM search_block
                WHERE segment = s.last AND token <= t.value ORDER BY token DESC LIMIT 1) AS b
                ON true";
    FIND_DOCUMENTS = "SELECT id, matter, generation FROM search_document
        WHERE id IN (SELECT value FROM json_each('[' || $1 || ']'))",
        postgres: "SELECT id, matter, generation FROM search_document
        WHERE id = ANY (CAST(string_to_array($1, ',') AS BIGINT[]))";
}

/// So many segments are looked through at first, and each time more.
const FIRST_ROUND: u32 = 8;
const MORE_EACH_ROUND: u32 = 4;

impl Store {
    /// Finds matters, newest number first.
    pub async fn search(&self, query: &SearchQuery) -> Result<Vec<SearchHit>, Fault> {
        let tokenizer = self.tokenizer()?;
        let words = tokenizer.tokens([query.words.as_str()], []);
        let units = query.units.as_ref().map(|units| {
            units.iter().map(|unit| unit_token(tokenizer, unit)).collect::<Vec<Token>>()
        });
        if words.is_empty() || units.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let question = Question { words, units };
        let before = query.after.map_or(i64::MAX, |place| place.0);
        let limit = query.limit as usize;
        self.look(&question, before, limit).await.during("检索")
    }

    async fn look(
        &self,
        question: &Question,
        before: i64,
        limit: usize,
    ) -> Result<Vec<SearchHit>, Fault> {
        // What waits is read first: whatever is merged meanwhile is then found twice, not missed.
        let found = self
            .database
            .glance_at(vec![
                Query::new(&LIST_PENDING, Vec::new()),
                Query::new(&LIST_SEGMENTS, Vec::new()),
                question.read_lists(i64::MAX, FIRST_ROUND),
            ])
            .await?;
        let [pending, segments, lists] = found.as_slice() else {
            return Err(Fault::damaged("检索索引读取不全"));
        };
        let mut looking = Looking::begin(question, pending, segments, before)?;
        looking.take_up(lists)?;
        let mut round = FIRST_ROUND;
        let mut hits: Vec<SearchHit> = Vec::new();
        loop {
            let wanted = limit.saturating_sub(hits.len());
            let candidates = looking.pull(wanted + wanted / 8 + 1)?;
            if candidates.is_empty() {
                if looking.is_through || wanted == 0 {
                    return Ok(hits);
                }
                round = round.saturating_mul(MORE_EACH_ROUND);
                let lists = question.read_lists(looking.reached, round);
                let lists = self.database.glance_at(vec![lists]).await?;
                looking.take_up(lists.first().map_or(&[][..], Vec::as_slice))?;
                continue;
            }
            self.check(candidates, &mut hits).await?;
            if hits.len() >= limit {
                hits.truncate(limit);
                return Ok(hits);
            }
        }
    }

    /// Keeps the candidates whose document is the one that was merged there.
    async fn check(
        &self,
        candidates: Vec<Candidate>,
        hits: &mut Vec<SearchHit>,
    ) -> Result<(), Fault> {
        let merged = candidates.iter().filter(|candidate| candidate.waiting.is_none());
        let ids = number_list(merged.map(|candidate| candidate.id));
        let mut documents = BTreeMap::new();
        if candidates.iter().any(|candidate| candidate.waiting.is_none()) {
            for row in self.database.glance(&FIND_DOCUMENTS, vec![ids]).await? {
                documents.insert(row.integer(0)?, (row.text(1)?.into(), row.integer(2)?));
            }
        }
        for candidate in candidates {
            let place = SearchPlace(candidate.id);
            if hits.last().is_some_and(|last| last.place == place) {
                continue;
            }
            let matter: Option<MatterNumber> = match candidate.waiting {
                Some(matter) => Some(matter),
                None => documents
                    .get(&candidate.id)
                    .filter(|(_, generation)| candidate.generations.contains(generation))
                    .map(|(matter, _): &(MatterNumber, i64)| matter.clone()),
            };
            hits.extend(matter.map(|matter| SearchHit { matter, place }));
        }
        Ok(())
    }
}

/// All of the words, and one of the units.
struct Question {
    words: Vec<Token>,
    units: Option<Vec<Token>>,
}

impl Question {
    fn read_lists(&self, before: i64, segments: u32) -> Query {
        let tokens = self.words.iter().chain(self.units.iter().flatten());
        let tokens = number_list(tokens.map(|token| token.number()));
        Query::new(&READ_LISTS, vec![before.into(), segments.into(), tokens])
    }

    fn is_met_by(&self, packed: &[u8]) -> bool {
        self.words.iter().all(|word| word.is_in(packed))
            && self.units.as_ref().is_none_or(|units| units.iter().any(|unit| unit.is_in(packed)))
    }
}

/// Something that has the tokens.
struct Candidate {
    id: i64,
    /// The matter, where the document waits and so is known to count.
    waiting: Option<MatterNumber>,
    generations: std::ops::RangeInclusive<i64>,
}

/// A search under way.
struct Looking<'a> {
    question: &'a Question,
    /// What waits and has the tokens, oldest first.
    waiting: Vec<(i64, MatterNumber)>,
    /// All that waits: what segments say of it does not count.
    pending: BTreeSet<i64>,
    /// The segments that were not looked through yet: first generation, newest document; the
    /// newest generation last.
    rest: Vec<(i64, i64)>,
    sources: Vec<Source>,
    /// All generations from this one on were looked through.
    reached: i64,
    is_through: bool,
    before: i64,
}

impl<'a> Looking<'a> {
    fn begin(
        question: &'a Question,
        pending: &[Row],
        segments: &[Row],
        before: i64,
    ) -> Result<Self, Fault> {
        let mut known = BTreeSet::new();
        let mut waiting = Vec::new();
        for row in pending {
            let id = row.integer(0)?;
            // The newest row of a document comes first, and alone counts.
            if known.insert(id) && id < before && question.is_met_by(row.bytes(2)?) {
                waiting.push((id, row.text(1)?.into()));
            }
        }
        waiting.sort_unstable_by_key(|(id, _)| *id);
        let rest = segments.iter().rev().map(|row| Ok((row.integer(0)?, row.integer(3)?)));
        let rest = rest.collect::<Result<_, Fault>>()?;
        Ok(Self {
            question,
            waiting,
            pending: known,
            rest,
            sources: Vec::new(),
            reached: i64::MAX,
            is_through: false,
            before,
        })
    }

    /// Takes up the lists of some segments. None: all were looked through.
    fn take_up(&mut self, rows: &[Row]) -> Result<(), Fault> {
        let mut segments: BTreeMap<i64, (i64, BTreeMap<i64, List>)> = BTreeMap::new();
        for row in rows {
            let (first, last, token) = (row.integer(0)?, row.integer(1)?, row.integer(2)?);
            let (_, lists) = segments.entry(last).or_insert_with(|| (first, BTreeMap::new()));
            if !row.is_null(3) {
                let found = Lists::of(row.shared_bytes(3)?).find(token)?;
                lists.extend(found.map(|list| (token, list)));
            }
            self.reached = self.reached.min(first);
        }
        while self.rest.last().is_some_and(|(first, _)| *first >= self.reached) {
            self.rest.pop();
        }
        self.is_through = segments.is_empty() || self.rest.is_empty();
        for (last, (first, mut lists)) in segments {
            let words: Option<Vec<List>> =
                self.question.words.iter().map(|word| lists.remove(&word.number())).collect();
            let Some(words) = words else { continue };
            let units = self.question.units.as_ref().map(|units| {
                units.iter().filter_map(|unit| lists.remove(&unit.number())).collect()
            });
            let mut source = Source { generations: first..=last, words, units, next: None };
            source.advance(self.before)?;
            self.sources.push(source);
        }
        Ok(())
    }

    /// The next candidates, newest first, as far as nothing newer can come from the segments that
    /// were not looked through.
    fn pull(&mut self, count: usize) -> Result<Vec<Candidate>, Fault> {
        let horizon = self.rest.iter().map(|(_, newest)| *newest).max();
        let horizon = if self.is_through { i64::MIN } else { horizon.unwrap_or(i64::MIN) };
        let mut pulled = Vec::new();
        while pulled.len() < count {
            let merged = self
                .sources
                .iter()
                .enumerate()
                .filter_map(|(at, source)| source.next.map(|next| (next, at)));
            let merged = merged.max().filter(|(id, _)| *id > horizon);
            let waiting = self.waiting.last().filter(|(id, _)| *id > horizon);
            let waiting_id = waiting.map(|(id, _)| *id);
            if waiting_id.is_some() && waiting_id >= merged.map(|(id, _)| id) {
                let Some((id, matter)) = self.waiting.pop() else { break };
                pulled.push(Candidate { id, waiting: Some(matter), generations: 0..=0 });
                continue;
            }
            let Some((id, at)) = merged else { break };
            let Some(source) = self.sources.get_mut(at) else { break };
            source.advance(id)?;
            if !self.pending.contains(&id) {
                let generations = source.generations.clone();
                pulled.push(Candidate { id, waiting: None, generations });
            }
        }
        Ok(pulled)
    }
}

/// The documents of a segment that have the tokens, newest first.
struct Source {
    generations: std::ops::RangeInclusive<i64>,
    words: Vec<List>,
    units: Option<Vec<List>>,
    next: Option<i64>,
}

impl Source {
    /// Goes on to the next document before a place.
    fn advance(&mut self, before: i64) -> Result<(), Fault> {
        self.next = None;
        let mut target = before.saturating_sub(1);
        'again: loop {
            for word in &mut self.words {
                let Some(place) = word.seek(target)? else { return Ok(()) };
                if place < target {
                    target = place;
                    continue 'again;
                }
            }
            if let Some(units) = &mut self.units {
                let mut newest = None;
                for unit in units {
                    newest = newest.max(unit.seek(target)?);
                }
                let Some(place) = newest else { return Ok(()) };
                if place < target {
                    target = place;
                    continue;
                }
            }
            self.next = Some(target);
            return Ok(());
        }
    }
}
