//! 拟稿、送审、退改、撤稿.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::circular::authority::{CircularAct, may_begin};
use crate::circular::decision::{Decided, Draft, numberless, said, staff_of};
use crate::circular::{Circular, CircularRefusal as No, FactReference};
use crate::decider::Context;
use crate::docket::{DueAt, pushing_function, staff};
use crate::id::{CircularNumber, PersonId, UnitId};
use crate::organization::{Function, Organization};
use crate::rules::CircularRule;
use crate::text::{TextDigest, Written};

/// 拟稿, and again while it is not published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftCircular {
    /// Its number, given by the application.
    pub number: CircularNumber,
    /// 发文科室: one of the four, or 效能办.
    pub office: UnitId,
    /// 标题.
    pub title: Written,
    /// 通报事项.
    pub items: Vec<ItemWish>,
    /// 通报范围.
    pub scope: BTreeSet<UnitId>,
}

/// 通报事项 as somebody writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemWish {
    /// The unit it is about.
    pub unit: UnitId,
    /// 事实, at least one.
    pub facts: Vec<FactReference>,
    /// 点名: a person, by a decision that stands.
    pub person: Option<NamedPerson>,
    /// 整改要求.
    pub demand: Written,
    /// By when; none: as the rules give.
    pub due_on: Option<Date>,
}

/// 点名 (speech, clause 49).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedPerson {
    /// Who.
    pub person: PersonId,
    /// 处理决定文号.
    pub decision: Written,
}

/// 送审.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submit {}

/// 退改, by the leader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SendBack {
    /// What to change.
    pub reason: Written,
}

/// 撤稿.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drop {
    /// Why.
    pub reason: Written,
}

/// 已拟稿.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularDrafted {
    /// Its number.
    pub number: CircularNumber,
    /// 发文科室.
    pub office: UnitId,
    /// 标题.
    pub title: TextDigest,
    /// 通报事项, in order.
    pub items: Vec<Item>,
    /// 通报范围.
    pub scope: BTreeSet<UnitId>,
    /// Who drafted it; none: the system, after the gravest urging order.
    pub by: Option<PersonId>,
}

/// 通报事项.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    /// The unit it is about.
    pub unit: UnitId,
    /// 事实.
    pub facts: Vec<FactReference>,
    /// 点名.
    pub person: Option<PersonId>,
    /// 处理决定文号 by which he is named.
    pub decision: Option<TextDigest>,
    /// 整改要求.
    pub demand: TextDigest,
    /// By when; none: as the rules give at signing.
    pub due_on: Option<Date>,
}

/// 已送审.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularSubmitted {
    /// Who submitted it.
    pub by: PersonId,
    /// 签发人: the leader it goes to.
    pub signer: PersonId,
}

/// 已退改.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularSentBack {
    /// What to change.
    pub reason: TextDigest,
    /// Who.
    pub by: PersonId,
}

/// 已撤稿.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularDropped {
    /// Why.
    pub reason: TextDigest,
    /// Who.
    pub by: PersonId,
}

/// 拟稿 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafted {
    /// What was drafted.
    pub facts: CircularDrafted,
    /// When.
    pub at: Instant,
}

/// 送审 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submitted {
    /// Who submitted it.
    pub by: PersonId,
    /// 签发人.
    pub signer: PersonId,
    /// When.
    pub at: Instant,
}

/// The rules of circulars on that day, or the no.
pub(crate) fn circular_rule<'r>(cx: &Context<'r>) -> Result<&'r CircularRule, No> {
    cx.rules.on(cx.now.date()).circular.as_ref().ok_or(No::RulesSilent)
}

impl DraftCircular {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        let of_items = self.items.iter().flat_map(|item| {
            let decision = item.person.as_ref().map(|named| &named.decision);
            std::iter::once(&item.demand).chain(decision)
        });
        std::iter::once(&self.title).chain(of_items).collect()
    }

    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        if let Some(standing) = &circular.draft {
            circular.in_draft()?;
            if standing.facts.number != self.number {
                return Err(No::NoSuchCircular);
            }
            if circular.submitted.is_some() {
                return Err(No::WithTheLeader);
            }
        }
        circular_rule(cx)?;
        check_office(cx.organization, &self.office)?;
        said(&self.title, "标题")?;
        numberless(&self.title, "标题")?;
        if self.scope.is_empty() {
            return Err(No::ScopeMissing);
        }
        for unit in &self.scope {
            cx.organization.open_unit(unit)?;
        }
        if self.items.is_empty() {
            return Err(No::NothingToCirculate);
        }
        let mut seen = BTreeSet::new();
        for item in &self.items {
            check_item(item, &self.scope, &mut seen, cx)?;
        }
        let mut draft = Draft::of(circular, cx);
        draft.push(self.drafted(cx));
        may_begin(cx, CircularAct::Draft, draft.state())?;
        draft.done()
    }

    fn drafted(self, cx: &Context<'_>) -> CircularDrafted {
        let items = self.items.into_iter().map(|item| Item {
            unit: item.unit,
            facts: item.facts,
            decision: item.person.as_ref().map(|named| named.decision.digest()),
            person: item.person.map(|named| named.person),
            demand: item.demand.digest(),
            due_on: item.due_on,
        });
        CircularDrafted {
            number: self.number,
            office: self.office,
            title: self.title.digest(),
            items: items.collect(),
            scope: self.scope,
            by: staff(cx).cloned(),
        }
    }
}

fn check_office(organization: &Organization, office: &UnitId) -> Result<(), No> {
    let unit = organization.open_unit(office)?;
    let is_efficacy = unit.functions.contains(&Function::EfficacyOffice);
    match is_efficacy || pushing_function(organization, office).is_some() {
        true => Ok(()),
        false => Err(No::NotTheOffice { unit: office.clone() }),
    }
}

/// Facts about the unit named, each once; a demand with a day; a person by a decision alone.
fn check_item<'a>(
    item: &'a ItemWish,
    scope: &BTreeSet<UnitId>,
    seen: &mut BTreeSet<&'a FactReference>,
    cx: &Context<'_>,
) -> Result<(), No> {
    let organization = cx.organization;
    organization.open_unit(&item.unit)?;
    if !scope.contains(&item.unit) {
        return Err(No::NamedOutsideScope { unit: item.unit.clone() });
    }
    if item.facts.is_empty() {
        return Err(No::FactMissing { unit: item.unit.clone() });
    }
    for fact in &item.facts {
        if !fact.may_be_circulated() {
            return Err(No::SealedFact);
        }
        let is_its = organization.is_within(organization.heir_of(&fact.unit), &item.unit);
        if !is_its || fact.version == 0 || !seen.insert(fact) {
            return Err(No::FactAmiss { unit: item.unit.clone() });
        }
    }
    said(&item.demand, "整改要求")?;
    numberless(&item.demand, "整改要求")?;
    if item.due_on.is_some_and(|day| DueAt::on(cx, day).at <= cx.now) {
        return Err(No::DueBehind);
    }
    let Some(named) = &item.person else { return Ok(()) };
    let serving = organization.serving(&named.person)?;
    if !organization.is_within(&serving.unit, &item.unit) {
        return Err(No::PersonNotOfUnit { unit: item.unit.clone() });
    }
    match named.decision.is_blank() {
        true => Err(No::NamedWithoutDecision),
        false => Ok(()),
    }
}

/// 签发人: the office's leader in charge, unless he drafted it or leads a unit named in it; else the
/// director.
fn signer(drafted: &CircularDrafted, cx: &Context<'_>) -> Result<PersonId, No> {
    let organization = cx.organization;
    let leader = organization.leader_in_charge(organization.heir_of(&drafted.office));
    let is_apart = |person: &&PersonId| {
        let leads = drafted.items.iter().any(|item| {
            organization.leader_in_charge(&item.unit) == Some(*person)
                || item.person.as_ref() == Some(*person)
        });
        drafted.by.as_ref() != Some(*person) && !leads
    };
    let director = organization.director().filter(|director| {
        let is_named = drafted.items.iter().any(|item| item.person.as_ref() == Some(*director));
        drafted.by.as_ref() != Some(*director) && !is_named
    });
    Ok(leader.filter(is_apart).or(director).ok_or(No::SignerMissing)?.clone())
}

impl Submit {
    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        let drafted = circular.in_draft()?;
        if circular.submitted.is_some() {
            return Err(No::WithTheLeader);
        }
        let (by, signer) = (staff_of(cx)?, signer(drafted, cx)?);
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularSubmitted { by, signer });
        draft.done()
    }
}

impl SendBack {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        circular.in_draft()?;
        if circular.submitted.is_none() {
            return Err(No::NotSubmitted);
        }
        said(&self.reason, "退改意见")?;
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularSentBack { reason: self.reason.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl Drop {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        circular.in_draft()?;
        said(&self.reason, "撤稿原因")?;
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularDropped { reason: self.reason.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl CircularDrafted {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        circular.draft = Some(Drafted { facts: self.clone(), at });
    }
}

impl CircularSubmitted {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        let (by, signer) = (self.by.clone(), self.signer.clone());
        circular.submitted = Some(Submitted { by, signer, at });
    }
}

impl CircularSentBack {
    pub(crate) fn remember(&self, circular: &mut Circular, _at: Instant) {
        circular.submitted = None;
        circular.sent_back += 1;
    }
}

impl CircularDropped {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        circular.submitted = None;
        circular.dropped_at = Some(at);
    }
}
