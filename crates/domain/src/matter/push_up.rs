//! 推诿上交. A citizen comes to the bureau with what is the school's own and was asked there.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::UnitId;
use crate::matter::Matter;
use crate::matter::MatterRefusal;
use crate::matter::clock::{ClockName, ClockStart, start_plain};
use crate::matter::draft::{Draft, Happened, When};
use crate::matter::hand_over::{Destination, HandedOver, OfferKind, next_offer};
use crate::matter::linking::{AskedSchool, KnownBy};
use crate::matter::standing::school_of;
use crate::rules::{MatterType, Owner};

/// 推诿上交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PushUp {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The school that was asked before.
    pub school: UnitId,
    /// How that is known.
    pub known_by: KnownBy,
    /// The offer by which it goes back.
    pub offer: u32,
    /// When it was found.
    pub found_at: Instant,
}

/// 发现推诿上交. The matter is offered back to the school, with a limit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushUpFound {
    /// Its number.
    pub push_up: u32,
    /// The school.
    pub school: UnitId,
    /// How that is known.
    pub known_by: KnownBy,
    /// The offer by which it goes back.
    pub offer: u32,
    /// 学校回应计时.
    pub clock: ClockStart,
}

/// 推诿上交 (decisions A7). The bureau was reached with what is the school's own, and the school was
/// asked before: the matter is offered back to it. Complaints about the school, safety and sealed
/// matters never go back.
pub(crate) fn look(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    matter_type: &MatterType,
    asked: Option<&AskedSchool>,
) -> Result<(), MatterRefusal> {
    let (Some(asked), Owner::School) = (asked, &matter_type.owner) else {
        return Ok(());
    };
    let matter = draft.state();
    let (filing, responsible) = matter.held()?;
    let school = asked.school.clone();
    let is_at_bureau = school_of(cx, &responsible.holder.unit).is_none();
    let stays = matter_type.is_safety || filing.is_sealed || filing.concerned.is_some();
    if !is_at_bureau || stays || school_of(cx, &school) != Some(&school) {
        return Ok(());
    }
    let known_by = asked.known_by;
    let push_up = next_ordinal(matter.push_ups.len());
    let limit = cx.rules.on(cx.now.date()).first_contact.push_up_answer.limit;
    let clock = start_plain(cx, ClockName::PushUpAnswer(push_up), &school, cx.now, limit);
    let from = responsible.owner();
    let (offer, signing) = next_offer(matter, cx, &school);
    draft.push(PushUpFound { push_up, school: school.clone(), known_by, offer, clock });
    draft.push(HandedOver {
        offer,
        kind: OfferKind::PushUp,
        from,
        to: Destination { unit: school, person: None },
        request: None,
        duty_clause: None,
        done_so_far: None,
        clock: signing,
    });
    Ok(())
}

impl Happened for PushUpFound {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.push_ups.push(PushUp {
            ordinal: self.push_up,
            school: self.school.clone(),
            known_by: self.known_by,
            offer: self.offer,
            found_at: when.at,
        });
        matter.set_going(std::slice::from_ref(&self.clock));
    }
}
