//! 倒排. For each token the places of the documents that have it, newest first, packed into blocks
//! that fit a page of either engine.

use std::sync::Arc;

use crate::fault::Fault;

/// The list of all documents of a segment; after every token.
pub(super) const ALL_DOCUMENTS: i64 = 1 << 40;

/// PostgreSQL keeps rows up to 2,000 bytes whole, and two of them stand on a page of SQLite.
const BLOCK: usize = 1_900;

/// One or more lists, in order of their tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Block {
    /// The token of the first.
    pub(super) token: i64,
    pub(super) content: Vec<u8>,
}

/// Packs lists that come in order of their tokens.
#[derive(Default)]
pub(super) struct Packing {
    full: Vec<Block>,
    token: i64,
    last: i64,
    content: Vec<u8>,
    list: Vec<u8>,
}

impl Packing {
    /// Adds a token with the places of its documents, newest first.
    pub(super) fn push(&mut self, token: i64, places: &[i64]) {
        self.list.clear();
        let mut above = None;
        for place in places {
            let number = above.map_or(*place, |above: i64| above - place);
            write_number(&mut self.list, number.unsigned_abs());
            above = Some(*place);
        }
        if !self.content.is_empty() && self.content.len() + self.list.len() + 8 > BLOCK {
            self.finish_block();
        }
        if self.content.is_empty() {
            // The first token of a block is written whole.
            (self.token, self.last) = (token, 0);
        }
        write_number(&mut self.content, (token - self.last).unsigned_abs());
        write_number(&mut self.content, self.list.len() as u64);
        self.content.extend_from_slice(&self.list);
        self.last = token;
    }

    fn finish_block(&mut self) {
        let content = std::mem::take(&mut self.content);
        self.full.push(Block { token: self.token, content });
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        if !self.content.is_empty() {
            self.finish_block();
        }
        self.full
    }
}

/// Packs the tokens of documents: pairs of token and place, in any order.
pub(super) fn pack(mut pairs: Vec<(i64, i64)>) -> Vec<Block> {
    pairs.sort_unstable_by(|(token, place), (other, below)| {
        token.cmp(other).then_with(|| below.cmp(place))
    });
    let mut packing = Packing::default();
    let mut places = Vec::new();
    for same in pairs.chunk_by(|(token, _), (other, _)| token == other) {
        places.clear();
        places.extend(same.iter().map(|(_, place)| *place));
        packing.push(same.first().map_or(0, |(token, _)| *token), &places);
    }
    packing.finish()
}

/// The lists of a block, one after the other.
pub(super) struct Lists {
    content: Arc<[u8]>,
    at: usize,
    token: i64,
}

impl Lists {
    pub(super) fn of(content: Arc<[u8]>) -> Self {
        Self { content, at: 0, token: 0 }
    }

    /// The next token with its list.
    pub(super) fn next(&mut self) -> Result<Option<(i64, List)>, Fault> {
        if self.at >= self.content.len() {
            return Ok(None);
        }
        let step = read_number(&self.content, &mut self.at)?;
        let length = read_number(&self.content, &mut self.at)?;
        self.token += step as i64;
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        let end = end.filter(|end| *end <= self.content.len()).ok_or_else(damaged)?;
        let list = List { content: Arc::clone(&self.content), at: self.at, end, place: None };
        self.at = end;
        Ok(Some((self.token, list)))
    }

    /// The list of a token, if it is in the block.
    pub(super) fn find(mut self, wanted: i64) -> Result<Option<List>, Fault> {
        while let Some((token, list)) = self.next()? {
            if token >= wanted {
                return Ok((token == wanted).then_some(list));
            }
        }
        Ok(None)
    }
}

/// The places of the documents that have a token, newest first.
#[derive(Clone)]
pub(super) struct List {
    content: Arc<[u8]>,
    at: usize,
    end: usize,
    place: Option<i64>,
}

impl List {
    /// The next place.
    pub(super) fn next(&mut self) -> Result<Option<i64>, Fault> {
        if self.at >= self.end {
            return Ok(None);
        }
        let number = read_number(&self.content[..self.end], &mut self.at)? as i64;
        let place = self.place.map_or(number, |above| above - number);
        self.place = Some(place);
        Ok(self.place)
    }

    /// The newest place at or before one, going on from the last that was given.
    pub(super) fn seek(&mut self, at_most: i64) -> Result<Option<i64>, Fault> {
        while self.place.is_none_or(|place| place > at_most) {
            if self.next()?.is_none() {
                return Ok(None);
            }
        }
        Ok(self.place)
    }

    /// All places.
    pub(super) fn all(mut self, into: &mut Vec<i64>) -> Result<(), Fault> {
        while let Some(place) = self.next()? {
            into.push(place);
        }
        Ok(())
    }
}

/// Seven bits a byte, lowest first.
fn write_number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn read_number(from: &[u8], at: &mut usize) -> Result<u64, Fault> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *from.get(*at).ok_or_else(damaged)?;
        *at += 1;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(damaged())
}

fn damaged() -> Fault {
    Fault::damaged("检索索引的一块读不懂")
}
