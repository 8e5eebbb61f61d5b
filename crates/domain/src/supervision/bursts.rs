//! 集中办结. One person who closes many matters in a short while.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Fact};
use crate::id::{MatterNumber, PersonId, UnitId};
use crate::matter::MatterEvent;
use crate::rules::SupervisionRule;
use crate::signal::CardCause;
use crate::supervision::Finding;
use crate::supervision::watched::Watched;

/// 一次办结.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Closing {
    /// When it was recorded.
    pub at: Instant,
    /// The matter.
    pub matter: MatterNumber,
    /// Version of the event.
    pub version: u32,
    /// Who closed it.
    pub person: PersonId,
    /// For which unit.
    pub unit: UnitId,
}

/// The closings of one matter by staff: results of every kind, and mergers.
pub fn closings_in(watched: &Watched<'_>) -> Vec<Closing> {
    let closings = watched.moments.iter().filter(|moment| closes(moment.fact));
    let closings = closings.filter_map(|moment| {
        let rests_on = vec![moment.version];
        let found = watched.finding(CardCause::ClosingBurst, moment, rests_on)?;
        let Finding { matter, person, unit, at, .. } = found;
        Some(Closing { at, matter, version: moment.version, person, unit })
    });
    closings.collect()
}

fn closes(fact: &Fact<MatterEvent>) -> bool {
    let is_by_staff = matches!(fact.actor, Actor::Staff(_));
    is_by_staff && matches!(fact.event, MatterEvent::ResultDecided(_) | MatterEvent::Merged(_))
}

/// 集中办结: more than so many within so many minutes, one finding for each burst, resting on the
/// closing that made it one too many.
pub fn closing_bursts(closings: &[Closing], rule: &SupervisionRule) -> Vec<Finding> {
    let mut by_person: BTreeMap<&PersonId, Vec<&Closing>> = BTreeMap::new();
    for closing in closings {
        by_person.entry(&closing.person).or_default().push(closing);
    }
    let Some(clause) = rule.findings.get(&CardCause::ClosingBurst).map(|found| &found.source)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (person, mut own) in by_person {
        own.sort();
        found.extend(bursts_of(&own, rule).into_iter().map(|closing| Finding {
            cause: CardCause::ClosingBurst,
            clause: clause.clone(),
            matter: closing.matter.clone(),
            rests_on: vec![closing.version],
            unit: closing.unit.clone(),
            person: person.clone(),
            at: closing.at,
            seconded_by: None,
            second_by: None,
        }));
    }
    found.sort_by(|one, other| (one.at, &one.matter).cmp(&(other.at, &other.matter)));
    found
}

/// The closings, in order of time, that made each burst one too many.
fn bursts_of<'a>(own: &[&'a Closing], rule: &SupervisionRule) -> Vec<&'a Closing> {
    let most = usize::try_from(rule.burst_matters).unwrap_or(usize::MAX);
    let mut bursts = Vec::new();
    let mut first = 0;
    for (last, closing) in own.iter().enumerate() {
        let since = closing.at.plus_minutes(-i64::from(rule.burst_minutes));
        while own[first].at < since {
            first += 1;
        }
        if last - first + 1 > most {
            bursts.push(*closing);
            first = last + 1;
            if first >= own.len() {
                break;
            }
        }
    }
    bursts
}
