//! 历史导入. One event with the times known: it sends nothing, blames nobody, runs no clock.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, MatterTypeCode, Tag, UnitId};
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
