//! 首问负责. The first person asked owes the citizen one of twelve duties, and keeps it until a
//! named handler has signed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::{PersonId, UnitId};
use crate::matter::acceptance::take_in;
use crate::matter::delivery::{self, DeliveredBy};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::filing::Channel;
use crate::matter::hand_over::{self, Destination};
use crate::matter::joint::{self, AssistWish};
use crate::matter::result::{self, GiveResult, Outcome};
use crate::matter::standing::says;
use crate::matter::{Matter, MatterRefusal as No};
use crate::organization::Function;
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

impl FirstContactRecord {
    /// The texts in it.
    pub(crate) fn texts(&self) -> Vec<&Written> {
        let competent = self.competent.iter().flat_map(|unit| [&unit.name, &unit.contact]);
        let single = [&self.result, &self.help].into_iter().flatten();
        single
            .chain(self.notice.iter().map(|notice| &notice.text))
            .chain(self.hand_over.iter().map(|wish| &wish.request))
            .chain(competent)
            .chain(self.assisting.iter().map(|wish| &wish.question))
            .collect()
    }

    /// What of the duty it puts on record.
    fn elements(&self, matter: &Matter, cx: &Context<'_>) -> BTreeSet<DutyElement> {
        let filing = matter.filing.as_ref();
        let at_window = filing.is_some_and(|filing| filing.channel == Channel::Visit);
        let is_told = |notice: &OneTimeNotice| {
            !notice.text.is_blank() && (!at_window || notice.form == NoticeForm::Written)
        };
        let efficacy = cx.organization.unit_for(Function::EfficacyOffice).map(|unit| &unit.id);
        let holder = matter.responsible.as_ref().map(|responsible| &responsible.holder.unit);
        let given_to = self.hand_over.as_ref().map(|wish| &wish.to.unit);
        let is_leader = |person: &Option<PersonId>| {
            person.as_ref().is_some_and(|person| is_above(cx, person, holder))
        };
        let is_named = |unit: &CompetentUnit| !unit.name.is_blank() && !unit.contact.is_blank();
        let found = [
            (DutyElement::ResultGiven, says(self.result.as_ref())),
            (DutyElement::OneTimeNotice, self.notice.as_ref().is_some_and(is_told)),
            (DutyElement::HandOver, self.hand_over.is_some()),
            (DutyElement::ReportedToSuperior, is_leader(&self.reported_to)),
            (DutyElement::CompetentUnitNamed, self.competent.as_ref().is_some_and(is_named)),
            (DutyElement::HelpRecorded, says(self.help.as_ref())),
            (
                DutyElement::PassedToEfficacyOffice,
                efficacy.is_some() && (given_to == efficacy || holder == efficacy),
            ),
            (DutyElement::LeaderToldAtOnce, is_leader(&self.leader_told)),
            (DutyElement::LeadNamed, !self.assisting.is_empty()),
            (DutyElement::Recorded, self.receipt == Receipt::Given),
        ];
        found.into_iter().filter(|(_, is_done)| *is_done).map(|(element, _)| element).collect()
    }
}

/// Somebody who heads the unit or one above it, or leads it.
fn is_above(cx: &Context<'_>, person: &PersonId, unit: Option<&UnitId>) -> bool {
    let organization = cx.organization;
    unit.is_some_and(|unit| {
        organization.heads(person, unit)
            || organization.leader_in_charge(unit) == Some(person)
            || organization.director() == Some(person)
    })
}

/// Carries a record out: it is complete or refused; then what it says is done.
pub(crate) fn carry_out(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    record: &FirstContactRecord,
) -> Result<(), No> {
    let elements = record.elements(draft.state(), cx);
    check_duty(cx, record.situation, &elements)?;
    let recorded = FirstContactRecorded {
        situation: record.situation,
        elements,
        notice: record
            .notice
            .as_ref()
            .map(|notice| NoticeOnRecord { text: notice.text.digest(), form: notice.form }),
        reported_to: record.reported_to.clone(),
        competent: record.competent.as_ref().map(CompetentUnit::on_record),
        help: record.help.as_ref().map(Written::digest),
        leader_told: record.leader_told.clone(),
        receipt: record.receipt,
    };
    draft.push(recorded);
    if let Some(wish) = &record.hand_over {
        hand_over::offer(draft, cx, &hand_over::HandOver::plain(wish))?;
    }
    for wish in &record.assisting {
        joint::ask(draft, cx, wish)?;
    }
    match &record.result {
        Some(text) => give_at_once(draft, cx, record, text),
        None if record.hand_over.is_none() => take_in(draft, cx),
        None => Ok(()),
    }
}

/// 当场办结: the result is decided, and where the citizen is there, delivered.
fn give_at_once(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    record: &FirstContactRecord,
    text: &Written,
) -> Result<(), No> {
    let outcome = match &record.competent {
        Some(competent) => Outcome::NotOurs(competent.clone()),
        None => Outcome::Resolved,
    };
    result::decide(draft, cx, &GiveResult { outcome, text: text.clone() })?;
    let is_there = draft.state().filing.as_ref().is_some_and(|filing| match filing.channel {
        Channel::Visit | Channel::Phone => true,
        Channel::Portal
        | Channel::QrCode
        | Channel::Letter
        | Channel::Hotline
        | Channel::Interface
        | Channel::Assigned
        | Channel::History => false,
    });
    if is_there {
        delivery::deliver(draft, cx, DeliveredBy::HandedOver, None)?;
    }
    Ok(())
}

/// What a situation demands stands on record, or the no that names what is missing.
pub(crate) fn check_duty(
    cx: &Context<'_>,
    situation: Situation,
    elements: &BTreeSet<DutyElement>,
) -> Result<(), No> {
    let duties = &cx.rules.on(cx.now.date()).first_contact.duties;
    let Some(duty) = duties.get(&situation) else {
        return Ok(());
    };
    let missing: Vec<DutyElement> = duty.requires.difference(elements).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (name, clause) = (duty.name.clone(), duty.source.clone());
    Err(No::DutyIncomplete { situation, name, missing, clause })
}

impl CompetentUnit {
    /// As the ledger holds it.
    pub(crate) fn on_record(&self) -> CompetentUnitOnRecord {
        CompetentUnitOnRecord { name: self.name.digest(), contact: self.contact.digest() }
    }
}

impl Wish for RecordFirstContact {
    fn texts(&self) -> Vec<&Written> {
        self.record.texts()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let mut draft = Draft::of(matter, cx);
        carry_out(&mut draft, cx, &self.record)?;
        draft.done()
    }
}

impl Happened for FirstContactRecorded {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        let before = matter.first_contact.take().map(|before| before.elements);
        let mut elements = before.unwrap_or_default();
        elements.extend(self.elements.iter().copied());
        let (situation, recorded_at) = (self.situation, when.at);
        matter.first_contact = Some(FirstContact { situation, elements, recorded_at });
    }
}
