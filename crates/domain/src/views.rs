//! 视图. What lists and figures are read from: rows that are a pure function of a stream's events.
//!
//! A stream's rows follow from its state alone, so the rows to write after an append are the
//! difference between the rows before and after; a rebuild from the ledger gives the same rows.

mod card;
mod matter;
mod rows;

pub use card::{card_rows, card_state};
pub use matter::{matter_rows, matter_state};
pub use rows::{rows_of, rows_of_matter, rows_of_organization};

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, MatterTypeCode, PersonId, Tag, UnitId};
use crate::stream::StreamId;

/// A row of some view. Equal rows are equal bit for bit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Row {
    /// 待办
    Desk(DeskRow),
    /// 台账
    Register(RegisterRow),
    /// 到点
    Timer(TimerRow),
    /// 经手
    Holding(HoldingRow),
    /// 预警
    Signal(SignalRow),
    /// 待签收
    Offer(OfferRow),
    /// 待处理
    Waiting(WaitingRow),
    /// 评价
    Rating(RatingRow),
    /// 案卷
    Docket(DocketRow),
    /// 案卷经办
    DocketPart(DocketPartRow),
}

/// The rows of one stream.
pub type Rows = BTreeSet<Row>;

/// 待办. One open matter on the desk of the unit that handles it, in paging order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DeskRow {
    /// The unit on whose desk it is.
    pub unit: UnitId,
    /// Due instant of the worst clock.
    pub due_at: Instant,
    /// The matter.
    pub matter: MatterNumber,
    /// From when the light is amber.
    pub amber_at: Instant,
    /// Who answers for it.
    pub responsible: PersonId,
    /// 主岗 in whose place he answers, if he covers for somebody.
    pub covers_for: Option<PersonId>,
    /// Code of the worst clock, such as `completion`.
    pub clock: String,
    /// The kind of matter.
    pub matter_type: MatterTypeCode,
    /// 暂停计时.
    pub is_suspended: bool,
    /// 暂定 due date.
    pub is_provisional: bool,
    /// 被反映单位: its people, those below it and its leader in charge never see the row.
    pub concerned: Option<UnitId>,
}

/// 台账. One matter, open or ended.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RegisterRow {
    /// The matter.
    pub matter: MatterNumber,
    /// Its kind.
    pub matter_type: MatterTypeCode,
    /// 承办单位 now or at the end.
    pub unit: UnitId,
    /// Unit that was asked first.
    pub first_unit: UnitId,
    /// Who answers for it; none once ended.
    pub responsible: Option<PersonId>,
    /// 诉求人, if known.
    pub petitioner: Option<PersonId>,
    /// Tag for repeats.
    pub tag: Tag,
    /// Code of the channel.
    pub channel: String,
    /// Code of the state.
    pub state: String,
    /// 收件.
    pub filed_at: Instant,
    /// 受理.
    pub accepted_at: Option<Instant>,
    /// Current due instant of completion; none before the clock starts.
    pub due_at: Option<Instant>,
    /// 法定 due instant.
    pub statutory_due_at: Option<Instant>,
    /// 送达.
    pub delivered_at: Option<Instant>,
    /// When it ended, however.
    pub ended_at: Option<Instant>,
    /// 历史导入.
    pub is_imported: bool,
    /// Where an imported matter came from; unique.
    pub source_key: Option<String>,
    /// How many extensions.
    pub extensions: u32,
    /// 暂停, in minutes by the wall clock.
    pub suspended_minutes: i64,
    /// 退回次数.
    pub returns: u32,
    /// The first matter of the same petitioner and subject, if this is a repeat.
    pub repeat_of: Option<MatterNumber>,
    /// 推诿上交 found.
    pub is_push_up: bool,
    /// 被反映单位: its people, those below it and its leader in charge never see the row.
    pub concerned: Option<UnitId>,
}

/// 到点. When the heartbeat must look at a stream next.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TimerRow {
    /// The stream.
    pub stream: StreamId,
    /// The instant.
    pub at: Instant,
}

/// 经手. Who held a matter from when to when, and how many working minutes of his unit that was.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HoldingRow {
    /// The matter.
    pub matter: MatterNumber,
    /// 1, 2, 3 … in order.
    pub ordinal: u32,
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
    /// From.
    pub from: Instant,
    /// Until; none while held.
    pub to: Option<Instant>,
    /// Working minutes; none while held.
    pub working_minutes: Option<i64>,
}

/// 预警.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SignalRow {
    /// The matter.
    pub matter: MatterNumber,
    /// 1, 2, 3 … in order.
    pub ordinal: u32,
    /// Code of the level.
    pub level: String,
    /// Code of the clock.
    pub clock: String,
    /// The unit charged.
    pub unit: UnitId,
    /// Who must answer.
    pub recipient: PersonId,
    /// When it was raised.
    pub raised_at: Instant,
    /// When the fact fell due.
    pub fell_due_at: Instant,
    /// By when an answer is owed; none where none is.
    pub answer_by: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

/// 待签收. A hand-over that waits for a signature.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OfferRow {
    /// The receiving unit.
    pub unit: UnitId,
    /// By when it must be signed.
    pub sign_by: Instant,
    /// The matter.
    pub matter: MatterNumber,
    /// The offer within the matter.
    pub offer: u32,
    /// The person named, if any.
    pub person: Option<PersonId>,
    /// 被反映单位: its people, those below it and its leader in charge never see the row.
    pub concerned: Option<UnitId>,
}

/// 评价. One rating, without who gave it and what he wrote.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RatingRow {
    /// The matter.
    pub matter: MatterNumber,
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The unit that is rated.
    pub unit: UnitId,
    /// When.
    pub rated_at: Instant,
    /// 追评: given after the matter was handled anew.
    pub is_again: bool,
    /// 计不计入, as a code.
    pub standing: String,
    /// 满意度, as a code.
    pub satisfaction: String,
    /// 解决了没有, as a code.
    pub solved: String,
    /// Who answered, as far as one person of the rated unit held the matter.
    pub person: Option<PersonId>,
    /// 不满意在哪里, as codes with a space between.
    pub chips: String,
}

/// 案卷. A card, complaint, task, inspection, circular or case, as lists and counts know it. Who may
/// see the row is decided by its institution, never by the list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DocketRow {
    /// The stream.
    pub stream: StreamId,
    /// Code of the state.
    pub state: String,
    /// Code of the grade within its kind: the colour of a card, the level of urging of a task.
    pub grade: String,
    /// The unit it is about: charged, complained of, in the lead, inspected.
    pub unit: Option<UnitId>,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The matter from which it came. Never set for a complaint.
    pub matter: Option<MatterNumber>,
    /// When it was opened; of a card, when the fact fell due.
    pub opened_at: Instant,
    /// By when the next step is owed; none where nothing is.
    pub due_at: Option<Instant>,
    /// When it came to its end.
    pub ended_at: Option<Instant>,
}

/// 案卷经办. For whom a docket stands in a list of his own: it waits for him, he investigates it, his
/// section drives it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DocketPartRow {
    /// The stream.
    pub stream: StreamId,
    /// For whom.
    pub whom: Whom,
    /// Code of his part, such as `decides`.
    pub part: String,
}

/// 待处理. Something of a matter that waits for a unit or a person who need not hold it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WaitingRow {
    /// For whom.
    pub whom: Whom,
    /// What.
    pub wait: Wait,
    /// By when; where no clock of its own runs, when it began to wait.
    pub due_at: Instant,
    /// The matter.
    pub matter: MatterNumber,
    /// Its number within the matter.
    pub ordinal: u32,
    /// 被反映单位: its people, those below it and its leader in charge never see the row.
    pub concerned: Option<UnitId>,
}

/// 谁. A unit or a person for whom something waits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Whom {
    /// Anybody of the unit who may.
    Unit(UnitId),
    /// One person, or his cover.
    Person(PersonId),
}

/// 等什么.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wait {
    /// 协办: an answer of the assisting unit.
    Assist,
    /// 移交: handed over by him, not signed for yet.
    Sent,
    /// 裁定: a ruling.
    Ruling,
    /// 暂停审批
    Suspension,
    /// 延期审批
    Extension,
    /// 跟踪办审批
    FollowUp,
    /// 预警: a written answer.
    Signal,
    /// 群众提问: an answer to the citizen.
    Question,
    /// 更正审批
    Correction,
}

impl Whom {
    /// As it is stored.
    pub fn code(&self) -> String {
        match self {
            Self::Unit(unit) => format!("unit:{unit}"),
            Self::Person(person) => format!("person:{person}"),
        }
    }

    /// From what is stored.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            ("unit", unit) => Some(Self::Unit(unit.into())),
            ("person", person) => Some(Self::Person(person.into())),
            (_, _) => None,
        }
    }
}

impl Wait {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Assist,
        Self::Sent,
        Self::Ruling,
        Self::Suspension,
        Self::Extension,
        Self::FollowUp,
        Self::Signal,
        Self::Question,
        Self::Correction,
    ];

    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assist => "assist",
            Self::Sent => "sent",
            Self::Ruling => "ruling",
            Self::Suspension => "suspension",
            Self::Extension => "extension",
            Self::FollowUp => "follow_up",
            Self::Signal => "signal",
            Self::Question => "question",
            Self::Correction => "correction",
        }
    }
}

/// What an append does to the views.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A row that stood before and stands no more, or with another content.
    Drop(Row),
    /// A row that stands now.
    Put(Row),
}

/// The changes that turn `before` into `after`: first what falls, then what comes.
pub fn changes(before: &Rows, after: &Rows) -> Vec<Change> {
    let fallen = before.difference(after).cloned().map(Change::Drop);
    let come = after.difference(before).cloned().map(Change::Put);
    fallen.chain(come).collect()
}
