//! 移交. Offer, sign for, withdraw, return, ruling. A hand-over moves nothing until it is signed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::{PersonId, UnitId};
use crate::matter::clock::{ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::filing::take_in;
use crate::matter::first_contact::HandOverWish;
use crate::matter::responsibility::{
    Holder, MoveCause, Responsible, Signature, move_to, next_ordinal, present,
};
use crate::matter::standing::{acts_for, head_as_holder, said, says, school_of, staff};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::organization::{Function, OrganizationRefusal};
use crate::refusal::Refusal;
use crate::rules::Owner;
use crate::text::{TextDigest, Written};

/// 交给谁.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Destination {
    /// The unit.
    pub unit: UnitId,
    /// One person in it; none: whoever holds its desk.
    pub person: Option<PersonId>,
}

/// 待签收或已了结的移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// Who hands over.
    pub from: Holder,
    /// To whom.
    pub to: Destination,
    /// When it was offered.
    pub offered_at: Instant,
    /// Why it was offered.
    pub kind: OfferKind,
    /// How it stands.
    pub state: OfferState,
}

/// 移交缘由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// 移交 by who holds it.
    HandOver,
    /// 推诿上交,退回学校.
    PushUp,
}

/// 移交状态.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OfferState {
    /// 待签收
    Open,
    /// 已签收
    Signed {
        /// By whom.
        by: PersonId,
        /// When.
        at: Instant,
        /// 退回期限.
        return_until: Instant,
    },
    /// 已撤回
    Withdrawn,
    /// 已退回
    Returned,
    /// 因裁定、办结等失效
    Void,
}

impl OfferState {
    /// 中文名称.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "还在等签收",
            Self::Signed { .. } => "已经签收",
            Self::Withdrawn => "已经撤回",
            Self::Returned => "已经退回",
            Self::Void => "已经失效",
        }
    }
}

impl Offer {
    /// Whether it waits for a signature.
    pub fn is_open(&self) -> bool {
        self.state == OfferState::Open
    }
}

/// 移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOver {
    /// To whom.
    pub to: Destination,
    /// What is asked of them, visible to the citizen.
    pub request: Written,
    /// 职责依据; owed where a school sends up.
    pub duty_clause: Option<Written>,
    /// 学校已经做了什么; owed where a school sends up.
    pub done_so_far: Option<Written>,
}

/// 撤回移交, before it is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawHandOver {
    /// Which.
    pub offer: u32,
}

/// 撤销分办. Within minutes the routing just made is undone as if it had not been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoRouting {
    /// Which.
    pub offer: u32,
}

/// 签收. Names the offer it answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignFor {
    /// Which.
    pub offer: u32,
}

/// 退回, until a day after signing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Return {
    /// Which.
    pub offer: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: Written,
}

/// 退回原因.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// 不是我们的职责
    NotOurDuty,
    /// 要先由别的单位办
    AnotherFirst,
    /// 信息不全办不了
    TooLittleKnown,
}

/// 职责裁定. 效能办 (督导室 where it is a party) says who handles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The unit that handles from now on.
    pub unit: UnitId,
    /// Why.
    pub reason: Written,
}

/// 对裁定提出异议. It is recorded; nothing moves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObjectToRuling {
    /// Why.
    pub reason: Written,
}

/// 裁定程序.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The unit that rules.
    pub ruler: UnitId,
    /// The units that dispute.
    pub parties: Vec<UnitId>,
    /// When it was opened.
    pub opened_at: Instant,
    /// The director, once the ruler's limit has passed.
    pub passed_up_to: Option<PersonId>,
    /// The unit named, once ruled.
    pub ruled_unit: Option<UnitId>,
    /// How often the ruled unit objected.
    pub objections: u32,
}

/// 已移交,待签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandedOver {
    /// Its number.
    pub offer: u32,
    /// Why.
    pub kind: OfferKind,
    /// Who hands over.
    pub from: Holder,
    /// To whom.
    pub to: Destination,
    /// What is asked of them.
    pub request: Option<TextDigest>,
    /// 职责依据.
    pub duty_clause: Option<TextDigest>,
    /// 学校已经做了什么.
    pub done_so_far: Option<TextDigest>,
    /// 签收计时.
    pub clock: ClockStart,
}

/// 移交已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandOverWithdrawn {
    /// Which.
    pub offer: u32,
    /// 五分钟内撤销: the offer is not counted.
    pub is_undone: bool,
}

/// 已签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignedFor {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 退回期限.
    pub return_until: Instant,
}

/// 已退回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Returned {
    /// Which.
    pub offer: u32,
    /// By whom, for which unit.
    pub by: Holder,
    /// 第几次退回.
    pub ordinal: u32,
    /// Why.
    pub reason: ReturnReason,
    /// 应该归谁.
    pub belongs_to: Option<UnitId>,
    /// 职责依据.
    pub duty_clause: TextDigest,
}

/// 已进入职责裁定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingOpened {
    /// Its number.
    pub ruling: u32,
    /// The unit that rules.
    pub ruler: UnitId,
    /// The units that dispute.
    pub parties: Vec<UnitId>,
    /// 裁定计时.
    pub clock: ClockStart,
}

/// 裁定逾期,转局长.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingPassedUp {
    /// Which.
    pub ruling: u32,
    /// To whom.
    pub to: PersonId,
    /// When the ruler's limit passed.
    pub fell_due_at: Instant,
}

/// 已裁定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ruled {
    /// Which.
    pub ruling: u32,
    /// The unit that handles.
    pub unit: UnitId,
    /// Why.
    pub reason: TextDigest,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 对裁定的异议已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulingObjected {
    /// Which.
    pub ruling: u32,
    /// Why.
    pub reason: TextDigest,
}

impl HandOver {
    /// A hand-over as a first contact offers it.
    pub(crate) fn plain(wish: &HandOverWish) -> Self {
        let (to, request) = (wish.to.clone(), wish.request.clone());
        Self { to, request, duty_clause: None, done_so_far: None }
    }
}

impl Wish for HandOver {
    fn texts(&self) -> Vec<&Written> {
        let accounts = [&self.duty_clause, &self.done_so_far].into_iter().flatten();
        std::iter::once(&self.request).chain(accounts).collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(matter, cx);
        offer(&mut draft, cx, &self)?;
        draft.done()
    }
}

/// 移交. Offered to a named unit; nothing moves until it is signed.
pub(crate) fn offer(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    wish: &HandOver,
) -> Result<(), Refusal> {
    let matter = draft.matter();
    let (_, responsible) = matter.in_hand()?;
    said(&wish.request, "请对方做什么")?;
    no_dispute(matter, cx)?;
    if let Some(open) = matter.open_offer() {
        let unit = UnitName::of(cx, &open.to.unit);
        return Err(No::OfferPending { offer: open.ordinal, unit }.into());
    }
    check_destination(cx, responsible, &wish.to)?;
    if matter.is_recused(cx, &wish.to.unit) {
        return Err(No::UnitRecused { unit: UnitName::of(cx, &wish.to.unit) }.into());
    }
    if let Some(ruled) = matter.ruling.as_ref().and_then(|ruling| ruling.ruled_unit.as_ref())
        && !cx.organization.is_within(&wish.to.unit, ruled)
    {
        return Err(No::RuledUnitKeeps { unit: UnitName::of(cx, ruled) }.into());
    }
    check_sending_up(matter, cx, responsible, wish)?;
    let from = responsible.holder.clone();
    let request = Some(wish.request.digest());
    let account = |text: &Option<Written>| text.as_ref().map(Written::digest);
    let (duty_clause, done_so_far) = (account(&wish.duty_clause), account(&wish.done_so_far));
    let (offer, clock) = next_offer(matter, cx, &wish.to.unit);
    let (kind, to) = (OfferKind::HandOver, wish.to.clone());
    draft.push(HandedOver { offer, kind, from, to, request, duty_clause, done_so_far, clock });
    Ok(())
}

/// The number of the next offer with its clock for the signature.
pub(crate) fn next_offer(matter: &Matter, cx: &Context<'_>, unit: &UnitId) -> (u32, ClockStart) {
    let offer = next_ordinal(matter.offers.len());
    let sign = cx.rules.on(cx.now.date()).first_contact.sign.limit;
    (offer, start_plain(cx, ClockName::Signing(offer), unit, cx.now, sign))
}

fn check_destination(
    cx: &Context<'_>,
    responsible: &Responsible,
    to: &Destination,
) -> Result<(), Refusal> {
    cx.organization.open_unit(&to.unit)?;
    let receiver = match &to.person {
        Some(person) => {
            let serving = cx.organization.serving(person)?;
            let is_there = serving.unit == to.unit
                || cx.organization.heads(person, &to.unit)
                || cx.organization.unit(&to.unit).is_some_and(|unit| unit.desk.contains(person));
            if !is_there {
                let (person, unit) = (person.clone(), to.unit.clone());
                return Err(OrganizationRefusal::NotOfUnit { person, unit }.into());
            }
            Some(person)
        }
        None => cx.organization.desk_of(&to.unit, cx.now),
    };
    let Some(receiver) = receiver else {
        return Err(No::NobodyThere { unit: UnitName::of(cx, &to.unit) }.into());
    };
    if to.unit == responsible.holder.unit && *receiver == responsible.holder.person {
        return Err(No::HandOverToSelf { unit: UnitName::of(cx, &to.unit) }.into());
    }
    Ok(())
}

/// 学校上交 (decisions A7): refused where the matter is the school's own, else with an account.
/// What concerns the safety of pupils may go up at once.
fn check_sending_up(
    matter: &Matter,
    cx: &Context<'_>,
    responsible: &Responsible,
    wish: &HandOver,
) -> Result<(), Refusal> {
    let leaves_school =
        school_of(cx, &responsible.holder.unit).is_some() && school_of(cx, &wish.to.unit).is_none();
    let matter_type = matter.matter_type(cx)?;
    if !leaves_school || matter_type.is_safety {
        return Ok(());
    }
    if matter_type.owner == Owner::School {
        let (name, clause) = (matter_type.name.clone(), matter_type.basis.clone());
        return Err(No::SchoolMayNotSendUp { matter_type: name, clause }.into());
    }
    let owed = [
        ("职责依据", says(wish.duty_clause.as_ref())),
        ("学校已经做了什么", says(wish.done_so_far.as_ref())),
    ];
    let missing = lacking(&owed);
    if missing.is_empty() { Ok(()) } else { Err(No::SendingUpUnaccounted { missing }.into()) }
}

/// The names of what is not done.
pub(crate) fn lacking(owed: &[(&'static str, bool)]) -> Vec<&'static str> {
    owed.iter().filter(|(_, is_done)| !is_done).map(|(name, _)| *name).collect()
}

/// No ruling is awaited.
pub(crate) fn no_dispute(matter: &Matter, cx: &Context<'_>) -> Result<(), Refusal> {
    match matter.pending_ruling() {
        Some(ruling) => Err(No::RulingPending { ruler: UnitName::of(cx, &ruling.ruler) }.into()),
        None => Ok(()),
    }
}

impl Matter {
    /// The offer of that number.
    fn offer(&self, number: u32) -> Result<&Offer, Refusal> {
        let offer = self.offers.iter().find(|offer| offer.ordinal == number);
        Ok(offer.ok_or(No::NoSuchOffer { offer: number })?)
    }

    /// The same, while it waits for a signature.
    fn waiting_offer(&self, number: u32) -> Result<&Offer, Refusal> {
        let offer = self.offer(number)?;
        match offer.is_open() {
            true => Ok(offer),
            false => Err(No::OfferSettled { offer: number, state: offer.state.name() }.into()),
        }
    }

    fn settle_offer(&mut self, number: u32, state: OfferState) {
        if let Some(offer) = self.offers.iter_mut().find(|offer| offer.ordinal == number) {
            offer.state = state;
        }
    }

    /// What was offered back to a school after a push-up no longer is.
    fn void_push_up(&mut self, offer: u32, at: Instant) {
        let found = self.push_ups.iter().find(|found| found.offer == offer);
        if let Some(push_up) = found.map(|found| found.ordinal) {
            self.stop(ClockName::PushUpAnswer(push_up), at, StopReason::Void);
        }
    }

    /// Open offers fall with what ends them.
    pub(crate) fn void_offers(&mut self) {
        for offer in self.offers.iter_mut().filter(|offer| offer.is_open()) {
            offer.state = OfferState::Void;
        }
    }
}

impl Happened for HandedOver {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.offers.push(Offer {
            ordinal: self.offer,
            from: self.from.clone(),
            to: self.to.clone(),
            offered_at: when.at,
            kind: self.kind,
            state: OfferState::Open,
        });
        matter.stop(ClockName::Signing(0), when.at, StopReason::Met);
        matter.set_going(std::slice::from_ref(&self.clock));
    }
}

impl Wish for WithdrawHandOver {
    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        matter.waiting_offer(self.offer)?;
        Ok(vec![HandOverWithdrawn { offer: self.offer, is_undone: false }.into()])
    }
}

impl Wish for UndoRouting {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        let offer = matter.waiting_offer(self.offer)?;
        let closing = &cx.rules.on(cx.now.date()).closing;
        let minutes = closing.undo_minutes;
        if cx.now > offer.offered_at.plus_minutes(i64::from(minutes)) {
            let clause = closing.review.source.clone();
            return Err(No::UndoTooLate { minutes, clause }.into());
        }
        Ok(vec![HandOverWithdrawn { offer: self.offer, is_undone: true }.into()])
    }
}

impl Happened for HandOverWithdrawn {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_offer(self.offer, OfferState::Withdrawn);
        matter.void_push_up(self.offer, when.at);
        matter.stop(ClockName::Signing(self.offer), when.at, StopReason::Void);
    }
}

impl Wish for SignFor {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        let offer = matter.waiting_offer(self.offer)?;
        let Some(signer) = staff(cx) else {
            return Err(No::SignedBySender.into());
        };
        let is_same = offer.from.person == *signer && offer.from.unit == offer.to.unit;
        if is_same || responsible.holder.person == *signer {
            return Err(No::SignedBySender.into());
        }
        let named = offer.to.person.as_ref();
        let covers_for = named.filter(|person| acts_for(cx, person)).cloned();
        let by = Holder { person: signer.clone(), unit: offer.to.unit.clone() };
        let within = cx.rules.on(cx.now.date()).first_contact.return_within;
        let return_until = cx.rules.calendar_of(&by.unit).due(cx.now, within, &[]).at;
        let mut draft = Draft::of(matter, cx);
        draft.push(SignedFor { offer: self.offer, by: by.clone(), return_until });
        let cause = MoveCause::Signed { offer: self.offer, signature: Signature::Given };
        move_to(&mut draft, cx, by, cause, covers_for);
        take_in(&mut draft, cx)?;
        draft.done()
    }
}

impl Happened for SignedFor {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        let by = self.by.person.clone();
        let state = OfferState::Signed { by, at: when.at, return_until: self.return_until };
        matter.settle_offer(self.offer, state);
        matter.stop(ClockName::Signing(self.offer), when.at, StopReason::Met);
    }
}

impl Wish for Return {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.duty_clause]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        said(&self.duty_clause, "职责依据")?;
        if let Some(unit) = &self.belongs_to {
            cx.organization.open_unit(unit)?;
        }
        self.may_be_returned(matter, cx, responsible)?;
        let offer = matter.offer(self.offer)?;
        let is_signed = !offer.is_open();
        let person = staff(cx).unwrap_or(&responsible.holder.person).clone();
        let by = Holder { person, unit: offer.to.unit.clone() };
        let sender = offer.from.clone();
        let ordinal = matter.returns.saturating_add(1);
        let mut draft = Draft::of(matter, cx);
        draft.push(Returned {
            offer: self.offer,
            by,
            ordinal,
            reason: self.reason,
            belongs_to: self.belongs_to,
            duty_clause: self.duty_clause.digest(),
        });
        if is_signed {
            let cause = MoveCause::Signed { offer: self.offer, signature: Signature::TakenBack };
            let (to, covers_for) = present(cx, &sender)?;
            move_to(&mut draft, cx, to, cause, covers_for);
        }
        let rule = &cx.rules.on(cx.now.date()).first_contact;
        if ordinal >= rule.returns_before_ruling {
            open_ruling(&mut draft, cx);
        }
        draft.done()
    }
}

impl Return {
    /// By whom, until when, and how often (decisions A4).
    fn may_be_returned(
        &self,
        matter: &Matter,
        cx: &Context<'_>,
        responsible: &Responsible,
    ) -> Result<(), Refusal> {
        let rule = &cx.rules.on(cx.now.date()).first_contact;
        let offer = matter.offer(self.offer)?;
        if let Some(ruled) = matter.ruling.as_ref().and_then(|ruling| ruling.ruled_unit.as_ref()) {
            return Err(No::RuledMayNotReturn { unit: UnitName::of(cx, ruled) }.into());
        }
        if matter.returns >= rule.returns_before_ruling {
            let (returns, clause) = (matter.returns, rule.ruling.source.clone());
            return Err(No::ReturnsSpent { returns, clause }.into());
        }
        let matter_type = matter.matter_type(cx)?;
        let leaves_school =
            school_of(cx, &offer.to.unit).is_some() && school_of(cx, &offer.from.unit).is_none();
        if leaves_school && matter_type.owner == Owner::School && !matter_type.is_safety {
            let (name, clause) = (matter_type.name.clone(), matter_type.basis.clone());
            return Err(No::SchoolKeepsItsOwn { matter_type: name, clause }.into());
        }
        let settled = || No::OfferSettled { offer: self.offer, state: offer.state.name() };
        match &offer.state {
            OfferState::Open => match staff(cx) == Some(&offer.from.person) {
                true => Err(No::SignedBySender.into()),
                false => Ok(()),
            },
            OfferState::Signed { return_until, .. } => {
                let is_last = matter.offers.last().is_some_and(|last| last.ordinal == self.offer);
                if !is_last || responsible.holder.unit != offer.to.unit {
                    return Err(settled().into());
                }
                if cx.now > *return_until {
                    let (until, clause) = (*return_until, rule.sign.source.clone());
                    return Err(No::ReturnTooLate { until, clause }.into());
                }
                Ok(())
            }
            OfferState::Withdrawn | OfferState::Returned | OfferState::Void => {
                Err(settled().into())
            }
        }
    }
}

/// 职责裁定. By 效能办; by 督导室 where 办公室 or 效能办 is a party.
fn open_ruling(draft: &mut Draft<'_>, cx: &Context<'_>) {
    let mut parties: Vec<UnitId> = Vec::new();
    for offer in draft.matter().offers.iter().filter(|offer| offer.state == OfferState::Returned) {
        for unit in [&offer.from.unit, &offer.to.unit] {
            if !parties.contains(unit) {
                parties.push(unit.clone());
            }
        }
    }
    let organization = cx.organization;
    let is_party = |function: Function| {
        organization
            .unit_for(function)
            .is_some_and(|unit| parties.iter().any(|party| organization.is_within(party, &unit.id)))
    };
    let office = match is_party(Function::GeneralOffice) || is_party(Function::EfficacyOffice) {
        true => organization.unit_for(Function::InspectionOffice),
        false => organization.unit_for(Function::EfficacyOffice),
    };
    let Some(ruler) = office.or_else(|| organization.bureau()).map(|unit| unit.id.clone()) else {
        return;
    };
    let before = draft.matter().ruling.as_ref().map_or(0, |ruling| ruling.ordinal);
    let ruling = before.saturating_add(1);
    let limit = cx.rules.on(cx.now.date()).first_contact.ruling.limit;
    let clock = start_plain(cx, ClockName::Ruling(ruling), &ruler, cx.now, limit);
    draft.push(RulingOpened { ruling, ruler, parties, clock });
}

impl Happened for Returned {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_offer(self.offer, OfferState::Returned);
        matter.void_push_up(self.offer, when.at);
        matter.returns = self.ordinal;
        matter.stop(ClockName::Signing(self.offer), when.at, StopReason::Void);
    }
}

impl Happened for RulingOpened {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.ruling = Some(Ruling {
            ordinal: self.ruling,
            ruler: self.ruler.clone(),
            parties: self.parties.clone(),
            opened_at: when.at,
            passed_up_to: None,
            ruled_unit: None,
            objections: 0,
        });
        matter.set_going(std::slice::from_ref(&self.clock));
    }
}

impl Happened for RulingPassedUp {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        if let Some(ruling) = &mut matter.ruling {
            ruling.passed_up_to = Some(self.to.clone());
        }
    }
}

impl Wish for Rule {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let ruling = matter.pending_ruling().ok_or(No::NothingToRule)?.ordinal;
        said(&self.reason, "裁定理由")?;
        cx.organization.open_unit(&self.unit)?;
        if matter.is_recused(cx, &self.unit) {
            return Err(No::UnitRecused { unit: UnitName::of(cx, &self.unit) }.into());
        }
        let holder = Holder { unit: self.unit.clone(), ..head_as_holder(cx, &self.unit)? };
        let (to, covers_for) = present(cx, &holder)?;
        let (reason, rules) = (self.reason.digest(), cx.rules.digest());
        let mut draft = Draft::of(matter, cx);
        draft.push(Ruled { ruling, unit: self.unit, reason, rules });
        move_to(&mut draft, cx, to, MoveCause::Ruled { ruling }, covers_for);
        take_in(&mut draft, cx)?;
        draft.done()
    }
}

impl Happened for Ruled {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(ruling) = &mut matter.ruling {
            ruling.ruled_unit = Some(self.unit.clone());
        }
        matter.void_offers();
        matter.stop(ClockName::Ruling(self.ruling), when.at, StopReason::Met);
    }
}

impl Wish for ObjectToRuling {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.reason, "异议理由")?;
        let ruled = matter.ruling.as_ref().filter(|ruling| ruling.ruled_unit.is_some());
        let ruling = ruled.ok_or(No::NothingToRule)?.ordinal;
        Ok(vec![RulingObjected { ruling, reason: self.reason.digest() }.into()])
    }
}

impl Happened for RulingObjected {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        if let Some(ruling) = &mut matter.ruling {
            ruling.objections = ruling.objections.saturating_add(1);
        }
    }
}
