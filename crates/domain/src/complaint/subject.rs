//! 被投诉的单位和人, the categories of what they are said to have done, and 回避 of handlers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Draft, Happened, When, Wish};
use crate::complaint::recusal::{outside_reason, taken_away};
use crate::complaint::wording::said;
use crate::complaint::{Complaint, ComplaintRefusal as No, ContactsChanged, HandedOutside, Stage};
use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::text::{TextDigest, Written};

/// 被投诉的单位和人.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Subjects {
    /// The units.
    pub units: BTreeSet<UnitId>,
    /// The persons named or identified.
    pub persons: BTreeSet<PersonId>,
}

/// 过错类别 (domain.md 7.1).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum FaultCategory {
    /// 不执行法律法规或决定
    F01,
    /// 推诿、拖延
    F02,
    /// 超时或拒不受理
    F03,
    /// 不一次性告知
    F04,
    /// 重复要求补正
    F05,
    /// 态度生硬、粗暴
    F06,
    /// 脱岗、迟到早退、办私事
    F07,
    /// 应公开不公开
    F08,
    /// 违规收费、吃拿卡要
    F09,
    /// 违反程序决定
    F10,
    /// 疏于管理下属
    F11,
    /// 虚报、隐瞒
    F12,
    /// 不落实整改
    F13,
    /// 泄露投诉人信息
    F14,
    /// 打击报复
    F15,
    /// 矛盾上交
    F16,
}

/// 根本类别 (clause 6): 不作为 or 乱作为.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RootCategory {
    /// 不作为
    Inaction,
    /// 乱作为
    DisorderlyAction,
}

/// 查明被投诉人. Somebody or some unit turns out to be concerned; parts of theirs end at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdentifyRespondent {
    /// The unit, if one more is concerned.
    pub unit: Option<UnitId>,
    /// The person.
    pub person: Option<PersonId>,
}

/// 回避. A handler steps aside, or the one who decides has him step aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepAside {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: Written,
}

/// 申请回避, by the complainant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskRecusal {
    /// Who should step aside and why.
    pub reason: Written,
}

/// 核对回避. The organization changed: whoever is concerned now loses his part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckRecusal {}

/// 回避申请 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecusalRequest {
    /// Who should step aside and why.
    pub reason: TextDigest,
    /// When.
    pub at: Instant,
}

/// 被投诉人已查明.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RespondentIdentified {
    /// The unit, if one more is concerned.
    pub unit: Option<UnitId>,
    /// The person.
    pub person: Option<PersonId>,
}

/// 已回避.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SteppedAside {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 已申请回避.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecusalAsked {
    /// Who should step aside and why.
    pub reason: TextDigest,
}

/// 职责已收回: whoever is concerned has no part any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartsTakenAway {
    /// Investigators who are none any more.
    pub investigators: BTreeSet<PersonId>,
    /// 交办 ends: the unit or its head is concerned.
    pub ends_route: bool,
    /// Who asked or was to decide a request that is void now.
    pub requests_of: BTreeSet<PersonId>,
}

impl FaultCategory {
    /// As it is listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::F01 => "F01",
            Self::F02 => "F02",
            Self::F03 => "F03",
            Self::F04 => "F04",
            Self::F05 => "F05",
            Self::F06 => "F06",
            Self::F07 => "F07",
            Self::F08 => "F08",
            Self::F09 => "F09",
            Self::F10 => "F10",
            Self::F11 => "F11",
            Self::F12 => "F12",
            Self::F13 => "F13",
            Self::F14 => "F14",
            Self::F15 => "F15",
            Self::F16 => "F16",
        }
    }
}

impl RootCategory {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inaction => "不作为",
            Self::DisorderlyAction => "乱作为",
        }
    }
}

impl Wish for IdentifyRespondent {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let is_known = |unit: &UnitId| cx.organization.unit(unit).is_some();
        if let Some(unit) = self.unit.iter().find(|unit| !is_known(unit)) {
            return Err(No::NoSuchUnit { unit: unit.clone() });
        }
        let serves = |person: &PersonId| cx.organization.person(person).is_some();
        if let Some(person) = self.person.iter().find(|person| !serves(person)) {
            return Err(No::NoSuchPerson { person: person.clone() });
        }
        let subjects = &complaint.subjects;
        let is_new = self.unit.as_ref().is_some_and(|unit| !subjects.units.contains(unit))
            || self.person.as_ref().is_some_and(|person| !subjects.persons.contains(person));
        if !is_new {
            return Err(No::NobodyNew);
        }
        let mut draft = Draft::of(complaint, cx);
        draft.push(RespondentIdentified { unit: self.unit, person: self.person });
        take_away(&mut draft, cx);
        draft.done()
    }
}

/// What recusal demands now: parts end, or the whole complaint goes outside.
fn take_away(draft: &mut Draft<'_>, cx: &Context<'_>) {
    if let Some(taken) = taken_away(cx.organization, draft.state()) {
        draft.push(taken);
    }
    let is_answered = draft.state().reply.is_some();
    let reason = outside_reason(cx.organization, &draft.state().subjects);
    if let Some(reason) = reason.filter(|_| !is_answered) {
        draft.push(HandedOutside::now(cx, draft.state(), reason));
    }
}

impl Wish for StepAside {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        said(&self.reason, "回避理由")?;
        let is_oneself = *cx.actor == Actor::Staff(self.person.clone());
        let may_order =
            crate::complaint::parts(cx, complaint).contains(&crate::complaint::Part::Decider);
        if !is_oneself && !may_order {
            return Err(No::StepsAsideHimself);
        }
        if complaint.stepped_aside.contains(&self.person) {
            return Err(No::NobodyNew);
        }
        let mut draft = Draft::of(complaint, cx);
        draft.push(SteppedAside { person: self.person, reason: self.reason.digest() });
        take_away(&mut draft, cx);
        draft.done()
    }
}

impl Wish for AskRecusal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, complaint: &Complaint, _cx: &Context<'_>) -> Decided {
        said(&self.reason, "申请回避的理由")?;
        complaint.open()?;
        Ok(vec![RecusalAsked { reason: self.reason.digest() }.into()])
    }
}

impl Wish for CheckRecusal {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(complaint, cx);
        if complaint.stage.is_open() && complaint.outside.is_none() {
            take_away(&mut draft, cx);
        }
        if let Some(changed) = ContactsChanged::now(cx, complaint) {
            draft.push(changed);
        }
        draft.done()
    }
}

impl Happened for RespondentIdentified {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.subjects.units.extend(self.unit.clone());
        complaint.subjects.persons.extend(self.person.clone());
    }
}

impl Happened for SteppedAside {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.stepped_aside.insert(self.person.clone());
    }
}

impl Happened for RecusalAsked {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.recusal_requests.push(RecusalRequest { reason: self.reason, at: when.at });
    }
}

impl Happened for PartsTakenAway {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.investigators.retain(|person| !self.investigators.contains(person));
        // What a concerned investigator found is void; the investigation begins again.
        if !self.investigators.is_empty() && complaint.stage.is_under_way() {
            complaint.stage = Stage::Accepted;
            complaint.finding = None;
            complaint.dealings.clear();
        }
        if self.ends_route {
            complaint.route = None;
        }
        for request in &mut complaint.extensions {
            if self.requests_of.iter().any(|person| request.is_of(person)) {
                request.fall();
            }
        }
        for unsealing in &mut complaint.unsealings {
            if self.requests_of.iter().any(|person| unsealing.is_of(person)) {
                unsealing.fall(when.at);
            }
        }
    }
}
