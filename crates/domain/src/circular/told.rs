//! 通报的告知. Who is to be told what after an event, as codes; nobody named in it before it is signed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::circular::{Circular, CircularEvent};
use crate::decider::{Actor, Fact};
use crate::docket::receiver;
use crate::id::{PersonId, UnitId};
use crate::organization::Organization;

/// 告知内容.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum CircularTold {
    /// 拟稿由系统生成: to the office.
    Drafted,
    /// 待签发: to the leader.
    ToSign,
    /// 退改: to the office.
    SentBack,
    /// 通报: to the units selected.
    Published {
        /// By when to acknowledge.
        receipt_by: Instant,
    },
    /// 整改要求: to the heads of the units named.
    Rectify {
        /// By when.
        rectify_by: Instant,
    },
    /// 更正: to the units selected.
    Corrected {
        /// By when to acknowledge.
        receipt_by: Instant,
    },
    /// 逾期未签收: to the heads of those units and the office.
    ReceiptsOverdue,
}

type Letters = Vec<(PersonId, CircularTold)>;

/// Who is told what after an event; `circular` is as the event left it. Nobody is told what he did.
pub fn circular_told(
    circular: &Circular,
    fact: &Fact<CircularEvent>,
    organization: &Organization,
) -> Vec<(PersonId, CircularTold)> {
    let Some(draft) = &circular.draft else { return Vec::new() };
    let drafted = &draft.facts;
    let desk = |unit: &UnitId| receiver(organization, fact.recorded_at, unit, None);
    let head = |unit: &UnitId| organization.head_of(organization.heir_of(unit)).cloned();
    let office = || desk(&drafted.office).into_iter().chain(head(&drafted.office));
    let scope = || drafted.scope.iter().filter_map(desk);
    let mut letters = match &fact.event {
        CircularEvent::Drafted(facts) if facts.by.is_none() => to(office(), &CircularTold::Drafted),
        CircularEvent::Submitted(facts) => to([facts.signer.clone()], &CircularTold::ToSign),
        CircularEvent::SentBack(_) => to(office(), &CircularTold::SentBack),
        CircularEvent::Published(facts) => {
            let receipt_by = facts.receipt_by.at;
            let mut letters = to(scope(), &CircularTold::Published { receipt_by });
            for (item, due) in drafted.items.iter().zip(&facts.rectify_by) {
                let told = CircularTold::Rectify { rectify_by: due.at };
                letters.extend(to(head(&item.unit), &told));
            }
            letters
        }
        CircularEvent::Corrected(facts) => {
            to(scope(), &CircularTold::Corrected { receipt_by: facts.receipt_by.at })
        }
        CircularEvent::ReceiptsFellOverdue(facts) => {
            let heads = facts.units.iter().filter_map(head);
            to(heads.chain(office()), &CircularTold::ReceiptsOverdue)
        }
        CircularEvent::Drafted(_) | CircularEvent::Dropped(_) | CircularEvent::Acknowledged(_) => {
            Letters::new()
        }
    };
    letters.retain(|(person, _)| Actor::Staff(person.clone()) != fact.actor);
    letters.sort();
    letters.dedup();
    letters
}

fn to(people: impl IntoIterator<Item = PersonId>, told: &CircularTold) -> Letters {
    people.into_iter().map(|person| (person, told.clone())).collect()
}
