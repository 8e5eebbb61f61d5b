//! 导入历史. Messages with their replies become matters of history, each with its own times.

mod row;

pub use row::{Rejection, ReplyRow};

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;
use xiaoneng_calendar::Date;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::event::fold;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{Import, Matter, MatterDecider};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;

use crate::App;
use crate::act::Denied;
use crate::table::{Table, TableError};
use row::ReplyTable;

/// The catalogue entry of history.
const MATTER_TYPE: &str = "history";

/// The unit of history that nobody is named for.
const NOBODYS_UNIT: &str = "历史来件";

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
    /// The unit the matters are put to; none: 历史来件.
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
    /// Rows not taken.
    pub rejected: Vec<Rejected>,
}

/// What became of one row.
enum Fate {
    Imported,
    Unchanged,
    Rejected(Rejection),
}

/// Checks a table without any data: what could be taken by an installation that is empty.
pub fn check_replies(input: impl Read) -> Result<ImportSummary, TableError> {
    let mut seen = Seen::default();
    let mut rows = ReplyTable::begin(Table::begin(input)?)?;
    let mut summary = ImportSummary::default();
    while let Some((line, row)) = rows.next_row()? {
        let fate = match row {
            Ok(row) => seen.judge(&row).unwrap_or(Fate::Imported),
            Err(rejection) => Fate::Rejected(rejection),
        };
        summary.add(line, fate);
    }
    Ok(summary)
}

/// Ids met in this file, with the digest of their content.
#[derive(Default)]
struct Seen {
    rows: BTreeMap<String, [u8; 32]>,
}

impl Seen {
    /// What becomes of a row that came before in the same file; none if it did not.
    fn judge(&mut self, row: &ReplyRow) -> Option<Fate> {
        let digest = row.digest();
        match self.rows.insert(row.id.clone(), digest) {
            None => None,
            Some(before) if before == digest => Some(Fate::Unchanged),
            Some(before) => {
                self.rows.insert(row.id.clone(), before);
                Some(Fate::Rejected(Rejection::SameIdOtherContent(row.id.clone())))
            }
        }
    }
}

impl ImportSummary {
    fn add(&mut self, line: u64, fate: Fate) {
        self.rows += 1;
        match fate {
            Fate::Imported => self.imported += 1,
            Fate::Unchanged => self.unchanged += 1,
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
        let unit = self.unit_of_history(plan.unit.as_ref()).await?;
        let mut seen = Seen::default();
        let mut rows = ReplyTable::begin(Table::begin(input)?)?;
        let mut summary = ImportSummary::default();
        while let Some((line, row)) = rows.next_row()? {
            let fate = match row {
                Err(rejection) => Fate::Rejected(rejection),
                Ok(row) => match seen.judge(&row) {
                    Some(fate) => fate,
                    None => self.import_reply(&row, &unit, plan.writing).await?,
                },
            };
            summary.add(line, fate);
        }
        Ok(summary)
    }

    async fn unit_of_history(&self, unit: Option<&UnitId>) -> Result<UnitId, ImportError> {
        let Some(unit) = unit else { return Ok(NOBODYS_UNIT.into()) };
        let known = self.known().await?;
        match known.organization.unit(unit) {
            Some(_) => Ok(unit.clone()),
            None => Err(ImportError::UnknownUnit(unit.clone())),
        }
    }

    async fn import_reply(
        &self,
        row: &ReplyRow,
        unit: &UnitId,
        writing: Writing,
    ) -> Result<Fate, Denied> {
        let source_digest = self.fingerprint(&row.digest());
        let kept = self.store().find_source(&row.source_id()).await?;
        if let Some(number) = kept {
            let stream = self.store().read_stream(&StreamId::Matter(number)).await?;
            let kept = fold::<MatterDecider>(Matter::default(), &stream.events)?.history;
            let same = kept.is_some_and(|history| history.source_digest == source_digest);
            return Ok(if same {
                Fate::Unchanged
            } else {
                Fate::Rejected(Rejection::SameIdOtherContent(row.id.clone()))
            });
        }
        if writing == Writing::Nothing {
            return Ok(Fate::Imported);
        }
        let number = self.next_number(row.message_at.date()).await?;
        let import = Import {
            number: number.clone(),
            source_id: row.source_id(),
            source_digest,
            matter_type: MATTER_TYPE.into(),
            unit: unit.clone(),
            filed_at: row.message_at,
            replied_at: row.reply.as_ref().map(|reply| reply.at),
            story: Written::new(row.story(), self.chance().bytes()),
            reply: row.reply.as_ref().map(|reply| self.written(&reply.text)),
        };
        let stream = StreamId::Matter(number);
        let acted =
            self.carry_out::<MatterDecider>(&stream, &Actor::System, import).await;
        match acted {
            Ok(_) => Ok(Fate::Imported),
            Err(Denied::Refused(refusal)) => {
                Ok(Fate::Rejected(Rejection::Refused(row.id.clone(), refusal.to_string())))
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
        let (year, month, day) = date.ymd();
        let count = self.store().next_number(date).await?;
        Ok(MatterNumber::from(format!("{year:04}-{month:02}{day:02}{count:04}")))
    }
}
