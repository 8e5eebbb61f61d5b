//! 规则. The institutions as data: typed, dated, each with its source.
//!
//! Files are texts given as values; reading them yields either [`Rules`] or every fault found,
//! each with file, line, what is wrong and what would be right.

mod accountability;
mod book;
mod cards;
mod catalogue;
mod catalogue_checks;
mod circulars;
mod complaint;
mod dated;
mod diagnostic;
mod document;
mod first_contact;
mod folder;
mod force;
mod hours;
mod inspections;
mod limits;
mod nearest;
mod overlays;
mod reader;
mod score;
mod sections;
mod sources;
mod steps;
mod supervision;
mod table;
mod tasks;
mod type_extras;
mod unclassified;
mod value;
mod watching;
mod years;

pub(crate) use accountability::codes;
pub use accountability::*;
pub use book::*;
pub use cards::CardRule;
pub use circulars::CircularRule;
pub use complaint::ComplaintRule;
pub use diagnostic::Diagnostic;
pub use inspections::*;
pub use score::*;
pub use supervision::{FindingRule, SupervisionRule};
pub(crate) use tasks::coded;
pub use tasks::*;
pub use watching::WatchingRule;

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_calendar::{Arrangement, Calendar, Date};

use crate::id::UnitId;
use crate::text::TextDigest;

/// A rule file: its path below the rules folder (`national/limits.toml`) and its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RuleFile {
    /// Path with `/`, relative to the rules folder.
    pub path: String,
    /// The text.
    pub text: String,
}

/// 规则汇编. All rules with their dates of force; a date chooses the rulebook then in force.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Rulebooks by the first day on which they are in force, ascending; never empty.
    pub(crate) editions: Vec<(Date, Arc<Rulebook>)>,
    /// The county's calendar.
    pub(crate) calendar: Arc<Calendar>,
    /// Calendars of units that have an overlay of their own.
    pub(crate) unit_calendars: BTreeMap<UnitId, Arc<Calendar>>,
    /// Yearly arrangements in order of the year; of one year, the later notice is the later one.
    pub(crate) arrangements: Vec<Arrangement>,
    /// Digest over all files in order of path.
    pub(crate) digest: TextDigest,
}

impl Rules {
    /// Reads national and county rules with the calendar; all faults at once.
    pub fn read(files: &[RuleFile]) -> Result<Self, Vec<Diagnostic>> {
        reader::read(files)
    }

    /// The rulebook in force on a day (the first one, for days before all rules).
    pub fn on(&self, date: Date) -> &Rulebook {
        let next = self.editions.partition_point(|(from, _)| *from <= date);
        &self.editions[next.saturating_sub(1)].1
    }

    /// 县历. 首次回应 and 办结 are counted by it (decisions B14).
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The calendar of a unit: its own overlay, else the county's.
    pub fn calendar_of(&self, unit: &UnitId) -> &Arc<Calendar> {
        self.unit_calendars.get(unit).unwrap_or(&self.calendar)
    }

    /// 年度节假日安排 as entered, by which an answer is explained.
    pub fn arrangements(&self) -> &[Arrangement] {
        &self.arrangements
    }

    /// The rulebooks with the first day on which each is in force, ascending; never empty.
    pub fn editions(&self) -> impl Iterator<Item = (Date, &Rulebook)> {
        self.editions.iter().map(|(from, book)| (*from, book.as_ref()))
    }

    /// Digest of the files; decision events name it.
    pub fn digest(&self) -> TextDigest {
        self.digest
    }

    /// These rules until a day, the later ones from that day on: a new body of rules changes
    /// nothing that lies before its date of force. Calendars are those of the later body.
    #[must_use]
    pub fn succeeded_by(&self, from: Date, later: &Self) -> Self {
        let mut editions: Vec<(Date, Arc<Rulebook>)> =
            self.editions.iter().filter(|(begins, _)| *begins < from).cloned().collect();
        let on_the_day = later.editions.partition_point(|(begins, _)| *begins <= from).max(1) - 1;
        editions.push((from, Arc::clone(&later.editions[on_the_day].1)));
        editions.extend(later.editions.iter().filter(|(begins, _)| *begins > from).cloned());
        Self { editions, ..later.clone() }
    }

    /// These rules with the calendars and the digest of another body: a holiday notice was entered.
    #[must_use]
    pub fn with_calendars_of(&self, other: &Self) -> Self {
        Self { editions: self.editions.clone(), ..other.clone() }
    }
}
