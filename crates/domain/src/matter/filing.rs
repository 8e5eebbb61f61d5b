//! 收件与受理. At the instant of filing somebody is responsible and the clocks run.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::id::{MatterNumber, MatterTypeCode, PersonId, Tag, UnitId};
use crate::matter::clock::{Budget, ClockName, ClockStart, StopReason, start, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::first_contact::{self, AskedFirst, FirstContactOfficer, FirstContactRecord};
use crate::matter::handling::{Facts, Mode, ModeSet, modes_by_rule};
use crate::matter::linking::Surroundings;
use crate::matter::responsibility::Holder;
use crate::matter::standing::{find_type, head_as_holder, said, staff, starts_at_filing};
use crate::matter::timers::SilenceTerm;
use crate::matter::{Matter, MatterRefusal as No, UnitName, push_up};
use crate::organization::Function;
use crate::refusal::Refusal;
use crate::rules::{MatterType, SilenceEffect, StartsAt};
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
    /// 因复核重新办理
    Review,
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
    /// 超时默认 that may come to take effect.
    pub silence: Vec<SilenceTerm>,
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
    /// 超时默认 in place of the earlier ones.
    pub silence: Vec<SilenceTerm>,
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
        if matter.filing.is_some() {
            return Err(No::AlreadyRegistered { number: self.number }.into());
        }
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
            return Err(No::SituationMissing.into());
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
    fn first_asked(&self, cx: &Context<'_>) -> Result<(FirstContactOfficer, Holder), Refusal> {
        let officer = |person: &PersonId, unit: &UnitId| FirstContactOfficer {
            person: Some(person.clone()),
            name: None,
            unit: unit.clone(),
        };
        let Some(clerk) = staff(cx) else {
            let unit = self.chosen_unit(cx)?;
            let desk = desk_as_holder(cx, &unit)?;
            return Ok((officer(&desk.person, &desk.unit), desk));
        };
        let own = &cx.organization.serving(clerk)?.unit;
        if let Some(unit) = self.unit.as_ref().filter(|unit| *unit != own) {
            known_unit(cx, unit)?;
            return Err(No::FirstUnitIsOwn { own: UnitName::of(cx, own) }.into());
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
        if self.concerns(cx, &holder.unit) {
            let elsewhere = self.unit_apart(cx, &holder.unit)?;
            return Ok((first, desk_as_holder(cx, &elsewhere)?));
        }
        Ok((first, holder))
    }

    /// The unit the citizen chose, 办公室 where he does not know, and never the one complained of.
    fn chosen_unit(&self, cx: &Context<'_>) -> Result<UnitId, Refusal> {
        let unit = match &self.unit {
            Some(unit) => {
                known_unit(cx, unit)?;
                cx.organization.heir_of(unit).clone()
            }
            None => function_or_bureau(cx, Function::GeneralOffice)?,
        };
        if self.concerns(cx, &unit) { self.unit_apart(cx, &unit) } else { Ok(unit) }
    }

    fn concerns(&self, cx: &Context<'_>, unit: &UnitId) -> bool {
        let concerned = self.concerned.as_ref();
        concerned.is_some_and(|concerned| cx.organization.is_within(unit, concerned))
    }

    /// 效能办 in place of the unit complained of, 督导室 where that is 效能办 itself.
    fn unit_apart(&self, cx: &Context<'_>, instead_of: &UnitId) -> Result<UnitId, Refusal> {
        [Function::EfficacyOffice, Function::InspectionOffice, Function::GeneralOffice]
            .into_iter()
            .filter_map(|function| cx.organization.unit_for(function))
            .map(|unit| unit.id.clone())
            .find(|unit| !self.concerns(cx, unit))
            .ok_or_else(|| No::UnitRecused { unit: UnitName::of(cx, instead_of) }.into())
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
        matter.begin_holding(self.responsible.clone(), None, when.at);
        matter.set_going(&self.clocks);
        matter.modes.extend(self.modes.iter().map(|set| (set.mode, set.reason)));
        matter.silence_terms.clone_from(&self.silence);
        matter.repeat_of.clone_from(&self.repeat_of);
    }
}

impl Wish for Classify {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (filing, responsible) = matter.in_hand()?;
        if matter.acceptance.is_some() {
            return Err(No::ClassifiedTooLate.into());
        }
        let rules = matter.rulebook(cx);
        let matter_type = find_type(rules, &self.matter_type)?;
        let facts = Facts {
            is_urgent: filing.is_urgent,
            is_vulnerable: filing.is_vulnerable,
            surroundings: &self.surroundings,
        };
        let modes: Vec<ModeSet> = modes_by_rule(&rules.handling, matter_type, &facts)
            .into_iter()
            .filter(|set| !matter.modes_taken_off.contains(&set.mode))
            .collect();
        let unit = &responsible.holder.unit;
        let wanted = opening_clocks(cx, matter_type, unit, filing.filed_at, &modes);
        let names: Vec<ClockName> = wanted.iter().map(|clock| clock.clock).collect();
        let depends = [ClockName::FirstAction, ClockName::Completion, ClockName::Acceptance];
        let void = depends
            .into_iter()
            .filter(|name| matter.open_clock(*name).is_some() && !names.contains(name));
        let void = void.collect();
        let stopped = |name: ClockName| matter.clock(name).is_some_and(|clock| !clock.is_open());
        let clocks = wanted.into_iter().filter(|clock| !stopped(clock.clock)).collect();
        let silence = silence_terms(cx, matter_type, filing.filed_at);
        let (tag, rules) = (matter_type.tag.clone(), cx.rules.digest());
        let matter_type = self.matter_type;
        Ok(vec![Classified { matter_type, tag, rules, clocks, void, modes, silence }.into()])
    }
}

impl Happened for Classified {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(filing) = &mut matter.filing {
            filing.matter_type = self.matter_type.clone();
            filing.tag = self.tag.clone();
            filing.rules = self.rules;
        }
        for name in &self.void {
            matter.stop(*name, when.at, StopReason::Void);
        }
        matter.set_going(&self.clocks);
        matter.modes.extend(self.modes.iter().map(|set| (set.mode, set.reason)));
        matter.silence_terms.clone_from(&self.silence);
    }
}

impl Wish for Accept {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        if let Some(acceptance) = &matter.acceptance {
            return Err(No::AlreadyAccepted { since: acceptance.effective_from }.into());
        }
        if let Some(awaited) = matter.supplements.last().filter(|last| last.is_awaited()) {
            return Err(No::SupplementPending { until: awaited.supply_by }.into());
        }
        let mut draft = Draft::of(matter, cx);
        accept(&mut draft, cx, AcceptedBy::Decision)?;
        draft.done()
    }
}

/// 受理. From when the matter counts as taken in, and the clocks that run from then on.
pub(crate) fn accept(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    by: AcceptedBy,
) -> Result<(), Refusal> {
    let (filing, responsible) = draft.matter().held()?;
    let effective_from = match by {
        AcceptedBy::Silence => filing.filed_at,
        AcceptedBy::Decision | AcceptedBy::FirstAct | AcceptedBy::Review => cx.now,
    };
    let matter_type = find_type(cx.rules.on(effective_from.date()), &filing.matter_type)?;
    let started_at = match (&matter_type.starts, by) {
        (StartsAt::Filed, _) | (_, AcceptedBy::Silence) => filing.filed_at,
        (StartsAt::Accepted(_), _) => cx.now,
        (StartsAt::MaterialsComplete(_), _) => {
            let supplied = draft.matter().supplements.iter().filter_map(|last| last.supplied_at);
            supplied.max().unwrap_or(filing.filed_at)
        }
    };
    let unit = &responsible.holder.unit;
    let completion = completion_clock(cx, matter_type, unit, started_at);
    let running = draft.matter().open_clock(ClockName::Completion);
    let stands = running.is_some_and(|clock| {
        (clock.limit, clock.statutory) == (completion.limit, completion.statutory)
            && clock.started_at == completion.started_at
    });
    let mut clocks = Vec::new();
    if !stands {
        clocks.push(completion);
    }
    let first_step = matter_type.steps.first();
    let step_start = if by == AcceptedBy::Silence { started_at } else { cx.now };
    clocks.extend(
        first_step.map(|step| start_plain(cx, ClockName::Step(1), unit, step_start, step.limit)),
    );
    draft.push(Accepted { by, effective_from, rules: cx.rules.digest(), clocks });
    Ok(())
}

/// 收下. Where no formal acceptance is wanted, the first act of whoever handles it takes it in.
pub(crate) fn take_in(draft: &mut Draft<'_>, cx: &Context<'_>) -> Result<(), Refusal> {
    let matter_type = draft.matter().matter_type(cx)?;
    if draft.matter().acceptance.is_some() || !starts_at_filing(matter_type) {
        return Ok(());
    }
    accept(draft, cx, AcceptedBy::FirstAct)
}

/// The matter as taken in, or the no where a formal acceptance is still owed.
pub(crate) fn must_be_accepted(draft: &mut Draft<'_>, cx: &Context<'_>) -> Result<(), Refusal> {
    take_in(draft, cx)?;
    if draft.matter().acceptance.is_none() {
        return Err(No::NotAccepted.into());
    }
    Ok(())
}

impl Happened for Accepted {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.acceptance = Some(Acceptance {
            at: when.at,
            effective_from: self.effective_from,
            by: self.by,
            rules: self.rules,
        });
        matter.stop(ClockName::Acceptance, when.at, StopReason::Met);
        matter.stop(ClockName::Signing(0), when.at, StopReason::Met);
        matter.set_going(&self.clocks);
        matter.silence_terms.retain(|term| !term.is_acceptance());
    }
}

impl Wish for FinishStep {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        let name = ClockName::Step(self.step);
        matter.open_clock(name).ok_or(No::NoSuchStep { step: self.step })?;
        if let Some(pause) = matter.suspension(cx.now) {
            return Err(No::AlreadySuspended { until: pause.to }.into());
        }
        let steps = &matter.matter_type(cx)?.steps;
        let following = self.step.checked_add(1);
        let next = following.and_then(|number| {
            let place = usize::try_from(self.step).ok()?;
            let (step, unit) = (steps.get(place)?, &responsible.holder.unit);
            Some(start_plain(cx, ClockName::Step(number), unit, cx.now, step.limit))
        });
        Ok(vec![StepFinished { step: self.step, next }.into()])
    }
}

impl Happened for StepFinished {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.stop(ClockName::Step(self.step), when.at, StopReason::Met);
        matter.set_going(self.next.as_slice());
    }
}

/// 编号: `YYYY-MMDD` and at least four digits, of a day that exists.
pub(crate) fn check_number(number: &MatterNumber) -> Result<(), Refusal> {
    let malformed = || No::NumberMalformed { number: number.clone() };
    let text = number.as_str();
    let digits = text.bytes().enumerate().all(|(at, byte)| match at {
        4 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !digits || !(13..=20).contains(&text.len()) {
        return Err(malformed().into());
    }
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok());
    let year = text.get(0..4).and_then(|part| part.parse().ok());
    let day = year.and_then(|year| Date::from_ymd(year, part(5..7)?, part(7..9)?));
    day.map(|_| ()).ok_or_else(|| malformed().into())
}

/// The clocks that run from filing under a catalogue entry.
fn opening_clocks(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    filed_at: Instant,
    modes: &[ModeSet],
) -> Vec<ClockStart> {
    let first_response = matter_type.first_response.limit;
    let mut clocks =
        vec![start_plain(cx, ClockName::FirstResponse, unit, filed_at, first_response)];
    if modes.iter().any(|set| set.mode == Mode::Immediate) {
        clocks.push(first_action_clock(cx, matter_type, unit, filed_at));
    }
    let rules = cx.rules.on(filed_at.date());
    clocks.push(match starts_at_filing(matter_type) {
        true => completion_clock(cx, matter_type, unit, filed_at),
        false => {
            let notify = rules.supplement_of(matter_type).notify.limit;
            start_plain(cx, ClockName::Acceptance, unit, filed_at, notify)
        }
    });
    clocks
}

/// 立即办: hours by the wall where the safety of pupils is at stake, working hours otherwise.
pub(crate) fn first_action_clock(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    started_at: Instant,
) -> ClockStart {
    let handling = &cx.rules.on(started_at.date()).handling;
    let limit = match matter_type.is_safety {
        true => handling.immediate_safety.limit,
        false => handling.immediate.limit,
    };
    start_plain(cx, ClockName::FirstAction, unit, started_at, limit)
}

/// 办结: the promised limit, with the statutory beside.
pub(crate) fn completion_clock(
    cx: &Context<'_>,
    matter_type: &MatterType,
    unit: &UnitId,
    started_at: Instant,
) -> ClockStart {
    let budget = Budget {
        clock: ClockName::Completion,
        unit,
        started_at,
        limit: matter_type.promised.limit,
        statutory: matter_type.statutory.as_ref().map(|statutory| statutory.limit),
        pauses: &[],
        not_after: None,
    };
    start(cx, &budget)
}

/// 首个单位的签收: what a citizen filed is taken in by the desk within the time of a signature.
fn take_in_clock(cx: &Context<'_>, unit: &UnitId) -> ClockStart {
    let sign = cx.rules.on(cx.now.date()).first_contact.sign.limit;
    start_plain(cx, ClockName::Signing(0), unit, cx.now, sign)
}

/// 超时默认 that wait, by the entry's own terms; nothing reserved to a decision comes by silence.
pub(crate) fn silence_terms(
    cx: &Context<'_>,
    matter_type: &MatterType,
    filed_at: Instant,
) -> Vec<SilenceTerm> {
    let waits = |effect: SilenceEffect| match effect {
        SilenceEffect::SupplementNotToldMeansAccepted => !starts_at_filing(matter_type),
        SilenceEffect::RequestUnansweredMeansAgreed => !matter_type.is_reserved,
        SilenceEffect::NotSupplementedMeansLapsed => false,
    };
    let rules = matter_type.silence.iter().filter(|rule| waits(rule.effect));
    rules
        .map(|rule| {
            let due = cx.rules.calendar().due(filed_at, rule.limit, &[]);
            SilenceTerm { effect: rule.effect, at: due.at, is_provisional: due.is_provisional }
        })
        .collect()
}

fn known_unit(cx: &Context<'_>, unit: &UnitId) -> Result<(), Refusal> {
    let unknown = || No::NoSuchUnit { unit: unit.clone() };
    Ok(cx.organization.unit(unit).map(|_| ()).ok_or_else(unknown)?)
}

fn function_or_bureau(cx: &Context<'_>, function: Function) -> Result<UnitId, Refusal> {
    let organization = cx.organization;
    let unit = organization.unit_for(function).or_else(|| organization.bureau());
    let unknown = || No::NoSuchUnit { unit: UnitId::from(function.name()) };
    Ok(unit.map(|unit| unit.id.clone()).ok_or_else(unknown)?)
}

fn desk_as_holder(cx: &Context<'_>, unit: &UnitId) -> Result<Holder, Refusal> {
    match cx.organization.desk_of(unit, cx.now) {
        Some(person) => Ok(Holder { person: person.clone(), unit: unit.clone() }),
        None => head_as_holder(cx, unit),
    }
}
