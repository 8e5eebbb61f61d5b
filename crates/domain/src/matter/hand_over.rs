//! 移交. An offer to a named unit or person; it moves nothing until it is signed, and may be
//! withdrawn until then.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::{PersonId, UnitId};
use crate::matter::clock::{ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::first_contact::HandOverWish;
use crate::matter::responsibility::{Holder, Responsible};
use crate::matter::ruling::no_dispute;
use crate::matter::standing::{said, says, school_of};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::organization::OrganizationRefusal;
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
pub(crate) fn offer(draft: &mut Draft<'_>, cx: &Context<'_>, wish: &HandOver) -> Result<(), No> {
    let matter = draft.state();
    let (_, responsible) = matter.in_hand()?;
    said(&wish.request, "请对方做什么")?;
    no_dispute(matter, cx)?;
    if let Some(open) = matter.open_offer() {
        let unit = UnitName::of(cx, &open.to.unit);
        return Err(No::OfferPending { offer: open.ordinal, unit });
    }
    check_destination(cx, responsible, &wish.to)?;
    if matter.is_recused(cx, &wish.to.unit) {
        return Err(No::UnitRecused { unit: UnitName::of(cx, &wish.to.unit) });
    }
    if let Some(ruled) = matter.ruling.as_ref().and_then(|ruling| ruling.ruled_unit.as_ref())
        && !cx.organization.is_within(&wish.to.unit, ruled)
    {
        return Err(No::RuledUnitKeeps { unit: UnitName::of(cx, ruled) });
    }
    check_sending_up(matter, cx, responsible, wish)?;
    let from = responsible.owner();
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
) -> Result<(), No> {
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
        return Err(No::NobodyThere { unit: UnitName::of(cx, &to.unit) });
    };
    if to.unit == responsible.holder.unit && *receiver == responsible.holder.person {
        return Err(No::HandOverToSelf { unit: UnitName::of(cx, &to.unit) });
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
) -> Result<(), No> {
    let leaves_school =
        school_of(cx, &responsible.holder.unit).is_some() && school_of(cx, &wish.to.unit).is_none();
    let matter_type = matter.matter_type(cx)?;
    if !leaves_school || matter_type.is_safety {
        return Ok(());
    }
    if matter_type.owner == Owner::School {
        let (name, clause) = (matter_type.name.clone(), matter_type.basis.clone());
        return Err(No::SchoolMayNotSendUp { matter_type: name, clause });
    }
    let owed = [
        ("职责依据", says(wish.duty_clause.as_ref())),
        ("学校已经做了什么", says(wish.done_so_far.as_ref())),
    ];
    let missing = lacking(&owed);
    if missing.is_empty() { Ok(()) } else { Err(No::SendingUpUnaccounted { missing }) }
}

/// The names of what is not done.
pub(crate) fn lacking(owed: &[(&'static str, bool)]) -> Vec<&'static str> {
    owed.iter().filter(|(_, is_done)| !is_done).map(|(name, _)| *name).collect()
}

impl Matter {
    /// The offer of that number.
    pub(crate) fn offer(&self, number: u32) -> Result<&Offer, No> {
        let offer = self.offers.iter().find(|offer| offer.ordinal == number);
        offer.ok_or(No::NoSuchOffer { offer: number })
    }

    /// The same, while it waits for a signature.
    pub(crate) fn waiting_offer(&self, number: u32) -> Result<&Offer, No> {
        let offer = self.offer(number)?;
        match offer.is_open() {
            true => Ok(offer),
            false => Err(No::OfferSettled { offer: number, state: offer.state.name() }),
        }
    }

    pub(crate) fn settle_offer(&mut self, number: u32, state: OfferState) {
        if let Some(offer) = self.offers.iter_mut().find(|offer| offer.ordinal == number) {
            offer.state = state;
        }
    }

    /// What was offered back to a school after a push-up no longer is.
    pub(crate) fn void_push_up(&mut self, offer: u32, at: Instant) {
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
            return Err(No::UndoTooLate { minutes, clause });
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
