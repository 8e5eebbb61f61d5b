//! 收件与受理. At the instant of filing somebody is responsible and the clocks run.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, MatterTypeCode, PersonId, Tag, UnitId};
use crate::matter::clock::{ClockName, ClockStart};
use crate::matter::first_contact::{AskedFirst, FirstContactOfficer, FirstContactRecord};
use crate::matter::handling::ModeSet;
use crate::matter::linking::Surroundings;
use crate::matter::responsibility::Holder;
use crate::text::{TextDigest, Written};

/// 来源渠道.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 网上
    Portal,
    /// 扫码
    QrCode,
    /// 来访
    Visit,
    /// 来电
    Phone,
    /// 来信
    Letter,
    /// 12345 热线
    Hotline,
    /// 接口
    Interface,
    /// 上级交办
    Assigned,
    /// 历史导入
    History,
}

impl Channel {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::QrCode => "qr_code",
            Self::Visit => "visit",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Hotline => "hotline",
            Self::Interface => "interface",
            Self::Assigned => "assigned",
            Self::History => "history",
        }
    }
}

/// 收件登记. What was filed; never editable, save for the kind of matter before acceptance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filing {
    /// 编号.
    pub number: MatterNumber,
    /// 收件之时.
    pub filed_at: Instant,
    /// 来源.
    pub channel: Channel,
    /// 诉求人, if known.
    pub petitioner: Option<PersonId>,
    /// Whether he can be reached.
    pub has_contact: bool,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 标签.
    pub tag: Tag,
    /// 首问责任人.
    pub first_contact: FirstContactOfficer,
    /// The story.
    pub story: TextDigest,
    /// 被反映单位, if it is about conduct.
    pub concerned: Option<UnitId>,
    /// 不公开身份.
    pub is_sealed: bool,
    /// 紧急.
    pub is_urgent: bool,
    /// 老年人、残疾人.
    pub is_vulnerable: bool,
    /// The rules in force then.
    pub rules: TextDigest,
    /// From when it is an old case that wants a leader.
    pub old_case_at: Instant,
}

/// 受理. When and how it was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// When it was recorded.
    pub at: Instant,
    /// From when it counts.
    pub effective_from: Instant,
    /// How.
    pub by: AcceptedBy,
    /// The rules in force on that day: limits, steps and materials go by them.
    pub rules: TextDigest,
}

/// 受理方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcceptedBy {
    /// A person said so.
    Decision,
    /// No formal acceptance is wanted: the first signature or reply takes it in.
    FirstAct,
    /// 逾期不告知补正内容的,自收到之日起即为受理.
    Silence,
}

/// 提出. A citizen files, or a clerk registers for him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// 编号, from the sequence of the day.
    pub number: MatterNumber,
    /// 来源.
    pub channel: Channel,
    /// 诉求人, if known.
    pub petitioner: Option<PersonId>,
    /// Whether he can be reached.
    pub has_contact: bool,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 找哪个单位; none: “我不清楚” (办公室). For a clerk it is his own unit.
    pub unit: Option<UnitId>,
    /// The story.
    pub story: Written,
    /// 被反映单位, if it is about conduct.
    pub concerned: Option<UnitId>,
    /// 不公开身份.
    pub is_sealed: bool,
    /// 紧急.
    pub is_urgent: bool,
    /// 老年人、残疾人.
    pub is_vulnerable: bool,
    /// Who was asked first, where a clerk registers what another was asked.
    pub asked_first: Option<AskedFirst>,
    /// 首问情形 with what was done; a clerk's registration must have it.
    pub first_contact: Option<Box<FirstContactRecord>>,
    /// What else is known of the petitioner and the subject.
    pub surroundings: Surroundings,
}

/// 归类. The clerk finds the catalogue entry of what a citizen filed; before acceptance only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Classify {
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// What is known under the new tag.
    pub surroundings: Surroundings,
}

/// 受理. The materials are in order; the matter is taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accept {}

/// 完成环节. The step in hand is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FinishStep {
    /// Which, from 1.
    pub step: u32,
}

/// 已登记.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Registered {
    /// 编号.
    pub number: MatterNumber,
    /// 来源.
    pub channel: Channel,
    /// 诉求人, if known.
    pub petitioner: Option<PersonId>,
    /// Whether he can be reached.
    pub has_contact: bool,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 标签.
    pub tag: Tag,
    /// 首问责任人.
    pub first_contact: FirstContactOfficer,
    /// 当前责任人 from this instant.
    pub responsible: Holder,
    /// The story.
    pub story: TextDigest,
    /// 被反映单位.
    pub concerned: Option<UnitId>,
    /// 不公开身份.
    pub is_sealed: bool,
    /// 紧急.
    pub is_urgent: bool,
    /// 老年人、残疾人.
    pub is_vulnerable: bool,
    /// The rules in force.
    pub rules: TextDigest,
    /// The clocks that run from filing.
    pub clocks: Vec<ClockStart>,
    /// 五办, set by rule.
    pub modes: Vec<ModeSet>,
    /// 重复件: the first matter of the same petitioner and subject.
    pub repeat_of: Option<MatterNumber>,
    /// From when it is an old case that wants a leader.
    pub old_case_at: Instant,
}

/// 已归类.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Classified {
    /// 事项 now.
    pub matter_type: MatterTypeCode,
    /// 标签 now.
    pub tag: Tag,
    /// The rules in force.
    pub rules: TextDigest,
    /// The clocks as they run from filing under the new entry, in place of all earlier ones of
    /// these names.
    pub clocks: Vec<ClockStart>,
    /// Clocks that the new entry does not know.
    pub void: Vec<ClockName>,
    /// 五办 that come with it.
    pub modes: Vec<ModeSet>,
}

/// 已受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// How.
    pub by: AcceptedBy,
    /// From when it counts.
    pub effective_from: Instant,
    /// The rules in force on that day.
    pub rules: TextDigest,
    /// The clocks that run now, in place of all earlier ones of these names.
    pub clocks: Vec<ClockStart>,
}

/// 环节已完成.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StepFinished {
    /// Which.
    pub step: u32,
    /// The next one, if there is one.
    pub next: Option<ClockStart>,
}
