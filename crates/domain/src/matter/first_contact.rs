//! 首问负责. The first person asked owes the citizen one of twelve duties, and keeps it until a
//! named handler has signed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::matter::hand_over::Destination;
use crate::matter::joint::AssistWish;
use crate::rules::{DutyElement, Situation};
use crate::text::{TextDigest, Written};

/// 首问责任人. Never editable.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FirstContactOfficer {
    /// The person; none where the one asked has no account.
    pub person: Option<PersonId>,
    /// The name, where he has none.
    pub name: Option<TextDigest>,
    /// The unit that was asked.
    pub unit: UnitId,
}

/// 被首问者, where a clerk registers what another was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AskedFirst {
    /// A member of staff.
    Person(PersonId),
    /// Somebody without an account, by name.
    Named(Written),
}

/// 首问记录. The situation with everything that was done about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstContactRecord {
    /// 情形.
    pub situation: Situation,
    /// 当场办结: the result given at once.
    pub result: Option<Written>,
    /// 一次性告知.
    pub notice: Option<OneTimeNotice>,
    /// 移交给谁.
    pub hand_over: Option<HandOverWish>,
    /// 报告了哪位上级.
    pub reported_to: Option<PersonId>,
    /// 主管单位及联系方式.
    pub competent: Option<CompetentUnit>,
    /// 协助查询的情况.
    pub help: Option<Written>,
    /// 立即报告了哪位领导.
    pub leader_told: Option<PersonId>,
    /// 协办单位, where several must act.
    pub assisting: Vec<AssistWish>,
    /// 是否已给回执.
    pub receipt: Receipt,
}

/// 回执.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receipt {
    /// 已交给本人或已发送
    Given,
    /// 未给
    NotGiven,
}

/// 一次性告知. Basis, conditions, materials and limit, told at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OneTimeNotice {
    /// What was told.
    pub text: Written,
    /// How it was told: a window gives it in writing.
    pub form: NoticeForm,
}

/// 告知形式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeForm {
    /// 书面
    Written,
    /// 口头,已记录
    Oral,
}

/// 随首问提出的移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOverWish {
    /// To whom.
    pub to: Destination,
    /// What is asked of them, visible to the citizen.
    pub request: Written,
}

/// 主管单位. A unit outside the tree, with its contact; both by words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompetentUnit {
    /// If it stands in the tree after all.
    pub unit: Option<UnitId>,
    /// Its name.
    pub name: Written,
    /// Telephone or address.
    pub contact: Written,
}

/// 补记首问. The officer records the situation of what came without one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordFirstContact {
    /// What was done.
    pub record: FirstContactRecord,
}

/// 首问情况, as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstContact {
    /// 情形.
    pub situation: Situation,
    /// What is on record.
    pub elements: BTreeSet<DutyElement>,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// 首问已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FirstContactRecorded {
    /// 情形.
    pub situation: Situation,
    /// What of the duty is on record.
    pub elements: BTreeSet<DutyElement>,
    /// 一次性告知.
    pub notice: Option<NoticeOnRecord>,
    /// 报告了哪位上级.
    pub reported_to: Option<PersonId>,
    /// 主管单位.
    pub competent: Option<CompetentUnitOnRecord>,
    /// 协助查询的情况.
    pub help: Option<TextDigest>,
    /// 立即报告了哪位领导.
    pub leader_told: Option<PersonId>,
    /// 回执.
    pub receipt: Receipt,
}

/// 告知 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NoticeOnRecord {
    /// What was told.
    pub text: TextDigest,
    /// How.
    pub form: NoticeForm,
}

/// 主管单位 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CompetentUnitOnRecord {
    /// Its name.
    pub name: TextDigest,
    /// Telephone or address.
    pub contact: TextDigest,
}
