//! 收件. At the instant of filing somebody is responsible and the clocks run.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::{Actor, Context};
use crate::id::{MatterNumber, MatterTypeCode, PersonId, Tag, UnitId};
use crate::matter::CodeClass;
use crate::matter::clock::{ClockName, ClockStart, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::first_contact::{self, AskedFirst, FirstContactOfficer, FirstContactRecord};
use crate::matter::handling::{Facts, ModeSet, modes_by_rule};
use crate::matter::linking::Surroundings;
use crate::matter::opening::{opening_clocks, silence_terms};
use crate::matter::responsibility::Holder;
use crate::matter::standing::{
    find_type, head_as_holder, holder_apart, may_hold, said, staff, starts_at_filing,
};
use crate::matter::timers::SilenceTerm;
use crate::matter::{Matter, MatterRefusal as No, UnitName, push_up};
use crate::organization::Function;
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
    /// 超时默认 that may come to take effect.
    pub silence: Vec<SilenceTerm>,
    /// 重复件: the first matter of the same petitioner and subject.
    pub repeat_of: Option<MatterNumber>,
    /// From when it is an old case that wants a leader.
    pub old_case_at: Instant,
}

impl Wish for File {
    fn texts(&self) -> Vec<&Written> {
        let named = match &self.asked_first {
            Some(AskedFirst::Named(name)) => Some(name),
            Some(AskedFirst::Person(_)) | None => None,
        };
        let record = self.first_contact.iter().flat_map(|record| record.texts());
        std::iter::once(&self.story).chain(named).chain(record).collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        check_number(&self.number)?;
        said(&self.story, "什么事")?;
        if let Some(concerned) = &self.concerned {
            known_unit(cx, concerned)?;
        }
        let rules = cx.rules.on(cx.now.date());
        let matter_type = find_type(rules, &self.matter_type)?;
        let (first_contact, responsible) = self.first_asked(cx)?;
        let is_present = staff(cx).is_some();
        if is_present && self.first_contact.is_none() {
            return Err(No::SituationMissing);
        }
        let facts = Facts {
            is_urgent: self.is_urgent,
            is_vulnerable: self.is_vulnerable,
            surroundings: &self.surroundings,
        };
        let modes = modes_by_rule(&rules.handling, matter_type, &facts);
        let mut clocks = opening_clocks(cx, matter_type, &responsible.unit, cx.now, &modes);
        if !is_present && starts_at_filing(matter_type) {
            clocks.push(take_in_clock(cx, &responsible.unit));
        }
        let calendar = cx.rules.calendar();
        let window = rules.closing.link_window.limit;
        let registered = Registered {
            repeat_of: self.surroundings.first_within(calendar, window, cx.now, &self.number),
            number: self.number,
            channel: self.channel,
            petitioner: self.petitioner,
            has_contact: self.has_contact,
            matter_type: self.matter_type,
            tag: matter_type.tag.clone(),
            first_contact,
            responsible,
            story: self.story.digest(),
            concerned: self.concerned,
            is_sealed: self.is_sealed,
            is_urgent: self.is_urgent,
            is_vulnerable: self.is_vulnerable,
            rules: cx.rules.digest(),
            clocks,
            modes,
            silence: silence_terms(cx, matter_type, cx.now),
            old_case_at: calendar.due(cx.now, rules.handling.active_open, &[]).at,
        };
        let mut draft = Draft::of(matter, cx);
        draft.push(registered);
        push_up::look(&mut draft, cx, matter_type, self.surroundings.asked_school.as_ref())?;
        if let Some(record) = self.first_contact {
            first_contact::carry_out(&mut draft, cx, &record)?;
        }
        draft.done()
    }
}

impl File {
    /// 首问责任人, and who answers for it from this instant (decisions A1).
    fn first_asked(&self, cx: &Context<'_>) -> Result<(FirstContactOfficer, Holder), No> {
        let officer = |person: &PersonId, unit: &UnitId| FirstContactOfficer {
            person: Some(person.clone()),
            name: None,
            unit: unit.clone(),
        };
        let Some(clerk) = staff(cx) else {
            let unit = self.chosen_unit(cx)?;
            let desk = self.not_recused(cx, desk_as_holder(cx, &unit)?)?;
            return Ok((officer(&desk.person, &desk.unit), desk));
        };
        let own = &cx.organization.serving(clerk)?.unit;
        if let Some(unit) = self.unit.as_ref().filter(|unit| *unit != own) {
            known_unit(cx, unit)?;
            return Err(No::FirstUnitIsOwn { own: UnitName::of(cx, own) });
        }
        let (first, holder) = match &self.asked_first {
            Some(AskedFirst::Person(asked)) => {
                let unit = &cx.organization.serving(asked)?.unit;
                let holder = Holder { person: asked.clone(), unit: unit.clone() };
                (officer(asked, unit), holder)
            }
            Some(AskedFirst::Named(name)) => {
                said(name, "被问到的人")?;
                let named = FirstContactOfficer {
                    person: None,
                    name: Some(name.digest()),
                    unit: own.clone(),
                };
                (named, Holder { person: clerk.clone(), unit: own.clone() })
            }
            None => (officer(clerk, own), Holder { person: clerk.clone(), unit: own.clone() }),
        };
        Ok((first, self.not_recused(cx, holder)?))
    }

    /// He, unless he is of the unit complained of or in charge of it: then who stands apart.
    fn not_recused(&self, cx: &Context<'_>, holder: Holder) -> Result<Holder, No> {
        let Some(concerned) = self.concerned.as_ref() else {
            return Ok(holder);
        };
        if may_hold(cx, Some(concerned), &holder) {
            return Ok(holder);
        }
        let recused = || No::UnitRecused { unit: UnitName::of(cx, &holder.unit) };
        holder_apart(cx, concerned).ok_or_else(recused)
    }

    /// The unit the citizen chose, 办公室 where he does not know, and never the one complained of.
    fn chosen_unit(&self, cx: &Context<'_>) -> Result<UnitId, No> {
        let unit = match &self.unit {
            Some(unit) => {
                known_unit(cx, unit)?;
                cx.organization.heir_of(unit).clone()
            }
            None => function_or_bureau(cx, Function::GeneralOffice)?,
        };
        Ok(unit)
    }
}

impl Happened for Registered {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.filing = Some(Filing {
            number: self.number.clone(),
            filed_at: when.at,
            channel: self.channel,
            petitioner: self.petitioner.clone(),
            has_contact: self.has_contact,
            matter_type: self.matter_type.clone(),
            tag: self.tag.clone(),
            first_contact: self.first_contact.clone(),
            story: self.story,
            concerned: self.concerned.clone(),
            is_sealed: self.is_sealed,
            is_urgent: self.is_urgent,
            is_vulnerable: self.is_vulnerable,
            rules: self.rules,
            old_case_at: self.old_case_at,
        });
        // What a clerk registers, he prints the receipt of.
        let class = match when.by {
            Actor::Staff(_) => CodeClass::Printed,
            Actor::System | Actor::Citizen(_) => CodeClass::Own,
        };
        matter.codes.extend(self.petitioner.clone().map(|petitioner| (petitioner, class)));
        matter.begin_holding(self.responsible.clone(), None, when.at);
        matter.set_going(&self.clocks);
        matter.modes.extend(self.modes.iter().map(|set| (set.mode, set.reason)));
        matter.silence_terms.clone_from(&self.silence);
        matter.repeat_of.clone_from(&self.repeat_of);
    }
}

/// 编号: `YYYY-MMDD` and at least four digits, of a day that exists.
pub(crate) fn check_number(number: &MatterNumber) -> Result<(), No> {
    let malformed = || No::NumberMalformed { number: number.clone() };
    let text = number.as_str();
    let digits = text.bytes().enumerate().all(|(at, byte)| match at {
        4 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !digits || !(13..=20).contains(&text.len()) {
        return Err(malformed());
    }
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok());
    let year = text.get(0..4).and_then(|part| part.parse().ok());
    let day = year.and_then(|year| Date::from_ymd(year, part(5..7)?, part(7..9)?));
    day.map(|_| ()).ok_or_else(malformed)
}

/// 首个单位的签收: what a citizen filed is taken in by the desk within the time of a signature.
fn take_in_clock(cx: &Context<'_>, unit: &UnitId) -> ClockStart {
    let sign = cx.rules.on(cx.now.date()).first_contact.sign.limit;
    start_plain(cx, ClockName::Signing(0), unit, cx.now, sign)
}

fn known_unit(cx: &Context<'_>, unit: &UnitId) -> Result<(), No> {
    let unknown = || No::NoSuchUnit { unit: unit.clone() };
    cx.organization.unit(unit).map(|_| ()).ok_or_else(unknown)
}

fn function_or_bureau(cx: &Context<'_>, function: Function) -> Result<UnitId, No> {
    let organization = cx.organization;
    let unit = organization.unit_for(function).or_else(|| organization.bureau());
    let unknown = || No::NoSuchUnit { unit: UnitId::from(function.name()) };
    unit.map(|unit| unit.id.clone()).ok_or_else(unknown)
}

fn desk_as_holder(cx: &Context<'_>, unit: &UnitId) -> Result<Holder, No> {
    match cx.organization.desk_of(unit, cx.now) {
        Some(person) => Ok(Holder { person: person.clone(), unit: unit.clone() }),
        None => head_as_holder(cx, unit),
    }
}
