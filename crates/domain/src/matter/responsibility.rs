//! 当前责任人. Exactly one person answers for an open matter at every instant.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::{PersonId, UnitId};
use crate::matter::Matter;
use crate::matter::MatterRefusal;
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::hand_over::HandOverWithdrawn;
use crate::matter::holding::Holding;
use crate::matter::joint::AssistReleased;
use crate::matter::standing::{head_as_holder, holder_apart, may_hold};

/// 责任人与其单位.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// The person.
    pub person: PersonId,
    /// For which unit.
    pub unit: UnitId,
}

/// 当前责任人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Responsible {
    /// Who, for which unit.
    pub holder: Holder,
    /// Since when.
    pub since: Instant,
    /// The person he covers for, if he holds it as B 岗.
    pub covers_for: Option<PersonId>,
}

impl Responsible {
    /// To whom the matter belongs: the holder, or the one for whom he covers.
    pub(crate) fn owner(&self) -> Holder {
        let person = self.covers_for.as_ref().unwrap_or(&self.holder.person).clone();
        Holder { person, unit: self.holder.unit.clone() }
    }
}

/// 责任转移的缘由. There are four.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveCause {
    /// 签收: a signature was given, or taken back by a return.
    Signed {
        /// The offer.
        offer: u32,
        /// Given or taken back.
        signature: Signature,
    },
    /// AB 岗: cover begins or ends.
    Cover(CoverTurn),
    /// 岗位空缺或单位撤并.
    Vacated(Vacancy),
    /// 裁定.
    Ruled {
        /// The ruling.
        ruling: u32,
    },
}

/// 签收的去向.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// 签收
    Given,
    /// 签收后退回
    TakenBack,
}

/// 顶岗的起止.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverTurn {
    /// 开始
    Begins,
    /// 结束
    Ends,
}

/// 空缺.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vacancy {
    /// 岗位空缺: to the head of the unit, or of the one above.
    PostVacated,
    /// 单位撤并: to the head of the successor.
    UnitClosed,
}

/// 顶岗开始. By the system, when A goes away; both signed the pair in advance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverBegins {
    /// 主岗.
    pub a: PersonId,
    /// 副岗.
    pub b: PersonId,
}

/// 顶岗结束. By the system, when A is back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverEnds {
    /// 主岗.
    pub a: PersonId,
}

/// 责任转移. By the system, when a post falls vacant, a unit is closed, or who answers may no longer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoveResponsibility {
    /// Why.
    pub cause: Vacancy,
    /// Who gave up his posts; none where a unit changed.
    pub of: Option<PersonId>,
}

/// 责任已转移. The only event that moves it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResponsibilityMoved {
    /// Who held it.
    pub from: Holder,
    /// Who holds it now.
    pub to: Holder,
    /// Why.
    pub cause: MoveCause,
    /// The person covered for, if it is held as B 岗.
    pub covers_for: Option<PersonId>,
    /// 经手工时: working minutes of the unit that held it.
    pub held_working_minutes: i64,
}

/// 代为办理. What follows was done by the cover for the person named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActedAsCover {
    /// 主岗, who answers for the matter.
    pub a: PersonId,
    /// 副岗, who acted.
    pub b: PersonId,
}

impl Matter {
    /// 被反映单位, if it is about conduct.
    pub(crate) fn concerned(&self) -> Option<&UnitId> {
        self.filing.as_ref().and_then(|filing| filing.concerned.as_ref())
    }

    /// Somebody begins to hold the matter.
    pub(crate) fn begin_holding(
        &mut self,
        holder: Holder,
        covers_for: Option<PersonId>,
        since: Instant,
    ) {
        self.responsible = Some(Responsible { holder: holder.clone(), since, covers_for });
        let ordinal = next_ordinal(self.holdings.len());
        let (from, to, working_minutes) = (since, None, None);
        self.holdings.push(Holding { ordinal, holder, from, to, working_minutes });
    }

    /// Whoever holds the matter holds it no longer.
    pub(crate) fn end_holding(&mut self, at: Instant, working_minutes: i64) {
        if let Some(holding) = self.holdings.last_mut().filter(|holding| holding.to.is_none()) {
            holding.to = Some(at);
            holding.working_minutes = Some(working_minutes);
        }
        self.responsible = None;
    }
}

/// Responsibility goes to another; nothing where he holds it already. It never comes to one of the
/// unit complained of (invariant 8): then to who stands apart from it.
pub(crate) fn move_to(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    to: Holder,
    cause: MoveCause,
    covers_for: Option<PersonId>,
) {
    let Some(responsible) = &draft.state().responsible else {
        return;
    };
    let concerned = draft.state().concerned();
    let apart = concerned
        .filter(|_| !may_hold(cx, concerned, &to))
        .and_then(|concerned| holder_apart(cx, concerned));
    let (to, covers_for) = apart.map_or((to, covers_for), |apart| (apart, None));
    if responsible.holder == to && responsible.covers_for == covers_for {
        return;
    }
    let from = responsible.holder.clone();
    let held_working_minutes = draft.state().held_minutes(cx);
    draft.push(ResponsibilityMoved { from, to, cause, covers_for, held_working_minutes });
}

/// He to whom a matter goes back: himself, his cover while he is away, the head once he has left.
pub(crate) fn present(
    cx: &Context<'_>,
    holder: &Holder,
) -> Result<(Holder, Option<PersonId>), MatterRefusal> {
    let organization = cx.organization;
    if organization.in_office(&holder.person).is_none() {
        return Ok((head_as_holder(cx, &holder.unit)?, None));
    }
    let unit = organization.heir_of(&holder.unit).clone();
    match organization.cover_of(&holder.person, cx.now) {
        Some(b) => Ok((Holder { person: b.clone(), unit }, Some(holder.person.clone()))),
        None => Ok((Holder { person: holder.person.clone(), unit }, None)),
    }
}

impl Wish for CoverBegins {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.held()?;
        if responsible.holder.person != self.a {
            return Ok(Vec::new());
        }
        cx.organization.serving(&self.b)?;
        let to = Holder { person: self.b, unit: responsible.holder.unit.clone() };
        if !may_hold(cx, matter.concerned(), &to) {
            return Ok(Vec::new());
        }
        let covered = responsible.covers_for.clone().unwrap_or(self.a);
        let mut draft = Draft::of(matter, cx);
        let cause = MoveCause::Cover(CoverTurn::Begins);
        move_to(&mut draft, cx, to, cause, Some(covered));
        draft.done()
    }
}

impl Wish for CoverEnds {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.held()?;
        if responsible.covers_for.as_ref() != Some(&self.a) {
            return Ok(Vec::new());
        }
        let back = Holder { person: self.a, unit: responsible.holder.unit.clone() };
        let mut draft = Draft::of(matter, cx);
        let to = match cx.organization.in_office(&back.person) {
            Some(_) => back,
            None => head_as_holder(cx, &back.unit)?,
        };
        move_to(&mut draft, cx, to, MoveCause::Cover(CoverTurn::Ends), None);
        draft.done()
    }
}

impl Wish for MoveResponsibility {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.held()?;
        let organization = cx.organization;
        let is_closed = |unit: &UnitId| organization.heir_of(unit) != unit;
        let mut draft = Draft::of(matter, cx);
        for offer in matter.offers.iter().filter(|offer| offer.is_open()) {
            if is_closed(&offer.to.unit) {
                draft.push(HandOverWithdrawn { offer: offer.ordinal, is_undone: false });
            }
        }
        for assist in matter.assists.iter().filter(|assist| assist.is_open()) {
            if is_closed(&assist.unit) {
                draft.push(AssistReleased { assist: assist.ordinal });
            }
        }
        let owner = responsible.owner();
        let leaves = |person: &PersonId| self.of.as_ref() == Some(person);
        let is_gone = leaves(&owner.person) || !is_still_there(cx, &owner);
        let holder = &responsible.holder;
        let holder_is_gone = leaves(&holder.person)
            || cx.organization.in_office(&holder.person).is_none()
            || !may_hold(cx, matter.concerned(), holder);
        let is_due = match self.cause {
            Vacancy::PostVacated => is_gone || holder_is_gone,
            Vacancy::UnitClosed => is_closed(&holder.unit),
        };
        if is_due {
            let (to, covers_for) = match is_gone || is_closed(&holder.unit) {
                true => (head_as_holder(cx, &holder.unit)?, None),
                false => present(cx, &owner)?,
            };
            move_to(&mut draft, cx, to, MoveCause::Vacated(self.cause), covers_for);
        }
        draft.done()
    }
}

/// Whether he to whom the matter belongs still serves the unit, or heads it from above.
fn is_still_there(cx: &Context<'_>, owner: &Holder) -> bool {
    cx.organization.in_office(&owner.person).is_some_and(|person| {
        person.unit == owner.unit || cx.organization.heads(&owner.person, &owner.unit)
    })
}

impl Happened for ResponsibilityMoved {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end_holding(when.at, self.held_working_minutes);
        matter.begin_holding(self.to.clone(), self.covers_for.clone(), when.at);
    }
}

impl Happened for ActedAsCover {
    /// It stands in the ledger beside what was done; the matter itself is as before.
    fn remember(&self, _matter: &mut Matter, _when: When<'_>) {}
}
