//! 历史导入. One event with the times known: it sends nothing, blames nobody, runs no clock.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::{MatterNumber, MatterTypeCode, Tag, UnitId};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::ending::{Ended, Ending};
use crate::matter::filing::{Channel, Filing, check_number};
use crate::matter::first_contact::FirstContactOfficer;
use crate::matter::standing::find_type;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 导入历史来件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// 编号 in our own sequence.
    pub number: MatterNumber,
    /// Its id where it came from.
    pub source_id: String,
    /// Digest of the row, so that the same id with other content is noticed.
    pub source_digest: TextDigest,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 承办单位.
    pub unit: UnitId,
    /// When the citizen wrote.
    pub filed_at: Instant,
    /// When he was answered, if he was.
    pub replied_at: Option<Instant>,
    /// What he wrote.
    pub story: Written,
    /// What was answered.
    pub reply: Option<Written>,
}

/// 历史来件 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// Where it came from; unique.
    pub source_key: String,
    /// Digest of the row.
    pub source_digest: TextDigest,
    /// 承办单位.
    pub unit: UnitId,
    /// When it was imported.
    pub imported_at: Instant,
    /// Where 办结 would have stood to be due under the rules then in force.
    pub due_at: Instant,
    /// 暂定.
    pub is_provisional: bool,
}

/// 已导入. What is not known (who signed, who was asked first) is marked as unknown by its absence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Imported {
    /// 编号.
    pub number: MatterNumber,
    /// Its id where it came from.
    pub source_id: String,
    /// Digest of the row.
    pub source_digest: TextDigest,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 标签.
    pub tag: Tag,
    /// 承办单位.
    pub unit: UnitId,
    /// When the citizen wrote.
    pub filed_at: Instant,
    /// When he was answered.
    pub replied_at: Option<Instant>,
    /// What he wrote.
    pub story: TextDigest,
    /// What was answered.
    pub reply: Option<TextDigest>,
    /// Where 办结 would have stood to be due under the rules then in force.
    pub due_at: Instant,
    /// 暂定.
    pub is_provisional: bool,
    /// The rules by which it was reckoned.
    pub rules: TextDigest,
}

/// No source writes longer ids.
const LONGEST_SOURCE_ID: usize = 200;

impl Wish for Import {
    fn texts(&self) -> Vec<&Written> {
        std::iter::once(&self.story).chain(&self.reply).collect()
    }

    fn decide(self, _matter: &Matter, cx: &Context<'_>) -> Decided {
        check_number(&self.number)?;
        let source_id = self.source_id.trim();
        if source_id.is_empty() || source_id.chars().count() > LONGEST_SOURCE_ID {
            return Err(No::SourceIdMalformed);
        }
        if self.filed_at > cx.now {
            return Err(No::HistoryAhead { filed_at: self.filed_at });
        }
        let wrong = |replied_at: &Instant| *replied_at < self.filed_at || *replied_at > cx.now;
        if let Some(replied_at) = self.replied_at.filter(wrong) {
            return Err(No::TimesReversed { filed_at: self.filed_at, replied_at });
        }
        let matter_type = find_type(cx.rules.on(self.filed_at.date()), &self.matter_type)?;
        let due = cx.rules.calendar().due(self.filed_at, matter_type.promised.limit, &[]);
        let imported = Imported {
            source_id: source_id.to_owned(),
            tag: matter_type.tag.clone(),
            number: self.number,
            source_digest: self.source_digest,
            matter_type: self.matter_type,
            unit: self.unit,
            filed_at: self.filed_at,
            replied_at: self.replied_at,
            story: self.story.digest(),
            reply: self.reply.as_ref().map(Written::digest),
            due_at: due.at,
            is_provisional: due.is_provisional,
            rules: cx.rules.digest(),
        };
        Ok(vec![imported.into()])
    }
}

impl Happened for Imported {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.filing = Some(Filing {
            number: self.number.clone(),
            filed_at: self.filed_at,
            channel: Channel::History,
            petitioner: None,
            has_contact: false,
            matter_type: self.matter_type.clone(),
            tag: self.tag.clone(),
            first_contact: FirstContactOfficer {
                person: None,
                name: None,
                unit: self.unit.clone(),
            },
            story: self.story,
            concerned: None,
            is_sealed: false,
            is_urgent: false,
            is_vulnerable: false,
            rules: self.rules,
            old_case_at: Instant::MAX,
        });
        matter.history = Some(History {
            source_key: self.source_id.clone(),
            source_digest: self.source_digest,
            unit: self.unit.clone(),
            imported_at: when.recorded_at,
            due_at: self.due_at,
            is_provisional: self.is_provisional,
        });
        matter.first_response_at = self.replied_at;
        matter.delivered_at = self.replied_at;
        matter.ended = self.replied_at.map(|at| Ended { at, ending: Ending::Completed });
    }
}
