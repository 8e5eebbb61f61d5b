//! 导入. Messages with their replies become matters of history, each with its own times; messages
//! that wait for an answer become matters as if their writers filed them now.

mod message;
mod row;

pub use row::{MessageRow, Rejection, ReplyRow};

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::RangeInclusive;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use serde::Serialize;
use xiaoneng_calendar::Date;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::event::fold;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{Import, Matter, MatterDecider};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::{TextDigest, Written};

use crate::App;
use crate::denied::Denied;
use crate::table::TableError;
use row::{Rows, SOURCE, TableRow};

/// The catalogue entry of history.
const MATTER_TYPE: &str = "history";

/// The unit of history that nobody is named for.
const NOBODYS_UNIT: &str = "历史来件";

/// Rows taken together, and how many of them at once.
const BATCH: usize = 256;
const AT_ONCE: usize = 32;

/// How many rejected rows are named; a file of nothing else must not fill the memory.
const NAMED: usize = 10_000;

/// Whether an import writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Writing {
    /// Every row that can be taken.
    Everything,
    /// Nothing: only what would be taken is counted.
    Nothing,
}

/// What is to be imported, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportPlan {
    /// The unit the matters are put to; none: 历史来件 for history, “我不清楚” for what waits.
    pub unit: Option<UnitId>,
    /// Whether to write.
    pub writing: Writing,
}

/// Why an import could not go on. What was imported until then stands; running it again goes on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The unit named is not there.
    #[error("没有代码为“{0}”的单位")]
    UnknownUnit(UnitId),
    /// The door said no, or the world failed.
    #[error(transparent)]
    Denied(#[from] Denied),
}

/// A row that was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rejected {
    /// Line in the file, from 1.
    pub line: u64,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Why, in Chinese.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ImportSummary {
    /// Rows read.
    pub rows: u64,
    /// Rows that became matters (or would).
    pub imported: u64,
    /// Rows that stood there already, the same.
    pub unchanged: u64,
    /// Rows not taken: the first ten thousand.
    pub rejected: Vec<Rejected>,
    /// How many more were not taken.
    pub more_rejected: u64,
}

/// What became of one row.
enum Fate {
    Imported,
    Unchanged,
    Rejected(Rejection),
}

/// A row after it was held against the file.
enum Sifted<T> {
    Settled(Fate),
    New(T),
}

/// Rows held against the file, each with its line.
type Batch<T> = Vec<(u64, Sifted<T>)>;

/// A row after it was held against the ledger.
enum Judged {
    Settled(Fate),
    New(ReplyRow, TextDigest),
}

/// Checks a table of replies without any data: what could be taken by an installation that is
/// empty.
pub fn check_replies(input: impl Read) -> Result<ImportSummary, TableError> {
    check(row::replies(input)?)
}

/// The same of a table of messages.
pub fn check_messages(input: impl Read) -> Result<ImportSummary, TableError> {
    check(row::messages(input)?)
}

fn check<R: Read, T: TableRow, const N: usize>(
    mut rows: Rows<R, T, N>,
) -> Result<ImportSummary, TableError> {
    let mut seen = Seen::default();
    let mut summary = ImportSummary::default();
    while let Some((line, row)) = rows.next_row()? {
        let fate = match seen.sift(row) {
            Sifted::Settled(fate) => fate,
            Sifted::New(_) => Fate::Imported,
        };
        summary.add(line, fate);
    }
    Ok(summary)
}

/// Takes a table in, batch by batch, in the order of the file.
async fn take_in<R: Read, T: TableRow, const N: usize>(
    mut rows: Rows<R, T, N>,
    take: impl AsyncFn(Batch<T>) -> Result<Vec<(u64, Fate)>, Denied>,
) -> Result<ImportSummary, ImportError> {
    let mut seen = Seen::default();
    let mut summary = ImportSummary::default();
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Some((line, row)) = rows.next_row()?
        {
            batch.push((line, seen.sift(row)));
        }
        if batch.is_empty() {
            return Ok(summary);
        }
        for (line, fate) in take(batch).await? {
            summary.add(line, fate);
        }
    }
}

/// Ids met in this file, with the digest of their content.
#[derive(Default)]
struct Seen {
    rows: BTreeMap<String, [u8; 32]>,
}

impl Seen {
    fn sift<T: TableRow>(&mut self, row: Result<T, Rejection>) -> Sifted<T> {
        match row {
            Err(rejection) => Sifted::Settled(Fate::Rejected(rejection)),
            Ok(row) => self.judge(&row).map_or(Sifted::New(row), Sifted::Settled),
        }
    }

    /// What becomes of a row that came before in the same file; none if it did not.
    fn judge(&mut self, row: &impl TableRow) -> Option<Fate> {
        let (id, digest) = (row.id().to_owned(), row.digest());
        match self.rows.insert(id.clone(), digest) {
            None => None,
            Some(before) if before == digest => Some(Fate::Unchanged),
            Some(before) => {
                self.rows.insert(id.clone(), before);
                Some(Fate::Rejected(Rejection::SameIdOtherContent(id)))
            }
        }
    }
}

impl ImportSummary {
    /// How many rows were not taken.
    pub fn count_rejected(&self) -> u64 {
        self.rejected.len() as u64 + self.more_rejected
    }

    fn add(&mut self, line: u64, fate: Fate) {
        self.rows += 1;
        match fate {
            Fate::Imported => self.imported += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Rejected(_) if self.rejected.len() == NAMED => self.more_rejected += 1,
            Fate::Rejected(rejection) => self.rejected.push(Rejected {
                line,
                id: rejection.id().map(str::to_owned),
                reason: rejection.to_string(),
            }),
        }
    }
}

impl App {
    /// Imports messages with replies, in the order of the file. Running it again changes nothing.
    pub async fn import_replies(
        &self,
        input: impl Read,
        plan: &ImportPlan,
    ) -> Result<ImportSummary, ImportError> {
        let unit = self.named_unit(plan).await?.unwrap_or_else(|| NOBODYS_UNIT.into());
        let take = async |batch| self.import_batch(batch, &unit, plan.writing).await;
        take_in(row::replies(input)?, take).await
    }

    /// Imports some rows at once, so that they share their commits; numbers go by the order of
    /// the file.
    async fn import_batch(
        &self,
        batch: Batch<ReplyRow>,
        unit: &UnitId,
        writing: Writing,
    ) -> Result<Vec<(u64, Fate)>, Denied> {
        let judge = async |(line, sifted)| {
            let judged = match sifted {
                Sifted::Settled(fate) => Judged::Settled(fate),
                Sifted::New(row) => self.judge(row, writing).await?,
            };
            Ok::<_, Denied>((line, judged))
        };
        let judged: Vec<(u64, Judged)> =
            stream::iter(batch).map(judge).buffered(AT_ONCE).try_collect().await?;

        let mut numbers = self.numbers_for(&judged).await?;
        let mut numbered = Vec::with_capacity(judged.len());
        for (line, judged) in judged {
            let step = match judged {
                Judged::Settled(fate) => Err(fate),
                Judged::New(row, source_digest) => {
                    let date = row.message_at.date();
                    let number = numbers.get_mut(&date).and_then(Iterator::next).unwrap_or(0);
                    Ok(self.import_of(&row, source_digest, number_of(date, number), unit))
                }
            };
            numbered.push((line, step));
        }
        let write = async |(line, step): (u64, Result<Import, Fate>)| {
            let fate = match step {
                Err(fate) => fate,
                Ok(import) => self.write_import(import).await?,
            };
            Ok::<_, Denied>((line, fate))
        };
        stream::iter(numbered).map(write).buffered(AT_ONCE).try_collect().await
    }

    /// As many numbers of each day as there are new rows of that day.
    async fn numbers_for(
        &self,
        judged: &[(u64, Judged)],
    ) -> Result<BTreeMap<Date, RangeInclusive<u32>>, Denied> {
        let mut counts: BTreeMap<Date, u32> = BTreeMap::new();
        for (_, judged) in judged {
            if let Judged::New(row, _) = judged {
                *counts.entry(row.message_at.date()).or_default() += 1;
            }
        }
        let reserve = async |(date, count)| {
            let numbers = self.store().reserve_numbers(date, count).await?;
            Ok::<_, Denied>((date, numbers))
        };
        stream::iter(counts).map(reserve).buffered(AT_ONCE).try_collect().await
    }

    /// The unit that an import names.
    async fn named_unit(&self, plan: &ImportPlan) -> Result<Option<UnitId>, ImportError> {
        let known = self.known().await?;
        match &plan.unit {
            Some(unit) if known.organization.unit(unit).is_none() => {
                Err(ImportError::UnknownUnit(unit.clone()))
            }
            unit => Ok(unit.clone()),
        }
    }

    /// Whether a row stands in the ledger already.
    async fn judge(&self, row: ReplyRow, writing: Writing) -> Result<Judged, Denied> {
        let source_digest = self.fingerprint(&row.digest());
        if let Some(fate) = self.fate_of_known(&row.source_id(), source_digest).await? {
            return Ok(Judged::Settled(fate));
        }
        Ok(match writing {
            Writing::Nothing => Judged::Settled(Fate::Imported),
            Writing::Everything => Judged::New(row, source_digest),
        })
    }

    /// What becomes of a row whose source is registered; none if it is not.
    async fn fate_of_known(
        &self,
        source: &str,
        source_digest: TextDigest,
    ) -> Result<Option<Fate>, Denied> {
        let Some(number) = self.store().find_source(source).await? else { return Ok(None) };
        let stream = self.store().read_stream(&StreamId::Matter(number)).await?;
        let kept = fold::<MatterDecider>(Matter::default(), &stream.events)?.history;
        let is_same = kept.is_some_and(|history| history.source_digest == source_digest);
        Ok(Some(if is_same {
            Fate::Unchanged
        } else {
            Fate::Rejected(Rejection::SameIdOtherContent(id_of(source)))
        }))
    }

    fn import_of(
        &self,
        row: &ReplyRow,
        source_digest: TextDigest,
        number: MatterNumber,
        unit: &UnitId,
    ) -> Import {
        Import {
            number,
            source_id: row.source_id(),
            source_digest,
            matter_type: MATTER_TYPE.into(),
            unit: unit.clone(),
            filed_at: row.message_at,
            replied_at: row.reply.as_ref().map(|reply| reply.at),
            story: self.written(&row.message.story()),
            reply: row.reply.as_ref().map(|reply| self.written(&reply.text)),
        }
    }

    async fn write_import(&self, import: Import) -> Result<Fate, Denied> {
        let (source, digest) = (import.source_id.clone(), import.source_digest);
        let stream = StreamId::Matter(import.number.clone());
        match self.carry_out::<MatterDecider>(&stream, &Actor::System, import).await {
            Ok(_) => Ok(Fate::Imported),
            Err(Denied::Refused(refusal)) => {
                Ok(Fate::Rejected(Rejection::Refused(id_of(&source), refusal.to_string())))
            }
            // Another import was first with this row.
            Err(Denied::SourceKnown) => {
                self.fate_of_known(&source, digest).await?.ok_or(Denied::SourceKnown)
            }
            Err(error) => Err(error),
        }
    }

    /// What somebody wrote, with salt.
    pub(crate) fn written(&self, text: &str) -> Written {
        Written::new(text, self.chance().bytes())
    }

    /// 编号. The next number of a day.
    pub(crate) async fn next_number(&self, date: Date) -> Result<MatterNumber, Denied> {
        Ok(number_of(date, self.store().next_number(date).await?))
    }
}

/// `YYYY-MMDD` and at least four digits (decisions C23).
fn number_of(date: Date, count: u32) -> MatterNumber {
    let (year, month, day) = date.ymd();
    MatterNumber::from(format!("{year:04}-{month:02}{day:02}{count:04}"))
}

/// The id in the table of what is registered under a source.
fn id_of(source: &str) -> String {
    source.strip_prefix(SOURCE).unwrap_or(source).to_owned()
}
