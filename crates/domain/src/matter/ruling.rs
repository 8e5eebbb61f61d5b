//! 职责裁定. Where two units dispute, one office says who handles; the unit named may object, the
//! matter stays with it.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::{PersonId, UnitId};
use crate::matter::acceptance::take_in;
use crate::matter::clock::{ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::hand_over::OfferState;
use crate::matter::responsibility::{Holder, MoveCause, move_to, present};
use crate::matter::standing::{head_as_holder, said};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::organization::Function;
use crate::text::{TextDigest, Written};

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

/// No ruling is awaited.
pub(crate) fn no_dispute(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    match matter.pending_ruling() {
        Some(ruling) => Err(No::RulingPending { ruler: UnitName::of(cx, &ruling.ruler) }),
        None => Ok(()),
    }
}

/// 职责裁定. By 效能办; by 督导室 where 办公室 or 效能办 is a party.
pub(crate) fn open_ruling(draft: &mut Draft<'_>, cx: &Context<'_>) {
    let mut parties: Vec<UnitId> = Vec::new();
    for offer in draft.state().offers.iter().filter(|offer| offer.state == OfferState::Returned) {
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
    let before = draft.state().ruling.as_ref().map_or(0, |ruling| ruling.ordinal);
    let ruling = before.saturating_add(1);
    let limit = cx.rules.on(cx.now.date()).first_contact.ruling.limit;
    let clock = start_plain(cx, ClockName::Ruling(ruling), &ruler, cx.now, limit);
    draft.push(RulingOpened { ruling, ruler, parties, clock });
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
            return Err(No::UnitRecused { unit: UnitName::of(cx, &self.unit) });
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
