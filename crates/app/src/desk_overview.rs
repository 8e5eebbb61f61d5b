//! 台面概览. What a unit has on its desk, by person and light; what somebody was asked first.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{MatterParts, Sight};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::light::Light;
use xiaoneng_domain::views::{DeskRow, Wait, WaitingRow};
use xiaoneng_store::DeskOf;
pub use xiaoneng_store::{Asked, MatterLine};

use crate::App;
use crate::denied::Denied;
use crate::inbox::Listed;

/// More open matters of one unit are not counted one by one.
const COUNTED: u32 = 2_000;

/// 件数 by light.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Lights {
    /// 超期
    pub overdue: u32,
    /// 临期
    pub due_soon: u32,
    /// 正常
    pub normal: u32,
    /// 暂停
    pub paused: u32,
}

/// 本单位 as its head sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitOverview {
    /// As of.
    pub as_of: Instant,
    /// Who answers for how much; whoever has most overdue first.
    pub people: Vec<(PersonId, Lights)>,
    /// All of them together.
    pub together: Lights,
    /// 待签收: how many wait for the signature of him who looks.
    pub to_sign: usize,
    /// All else that waits for him.
    pub waits: Vec<Listed<WaitingRow>>,
    /// Whether there are more than were counted.
    pub is_more: bool,
}

impl Lights {
    /// All of them.
    pub fn all(&self) -> u32 {
        self.overdue + self.due_soon + self.normal + self.paused
    }

    fn add(&mut self, light: Light) {
        match light {
            Light::Overdue => self.overdue += 1,
            Light::DueSoon => self.due_soon += 1,
            Light::Normal | Light::Done => self.normal += 1,
            Light::Paused => self.paused += 1,
        }
    }
}

/// The light of an open matter by the row of its desk.
pub fn light_of_row(row: &DeskRow, now: Instant) -> Light {
    if row.is_suspended {
        Light::Paused
    } else if now > row.due_at && !row.is_provisional {
        Light::Overdue
    } else if now >= row.amber_at {
        Light::DueSoon
    } else {
        Light::Normal
    }
}

impl App {
    /// 本单位: none where the actor may not see that desk.
    pub async fn unit_overview(
        &self,
        actor: &Actor,
        unit: &UnitId,
    ) -> Result<Option<UnitOverview>, Denied> {
        let sight = self.sight_of(actor).await?;
        let Actor::Staff(person) = actor else { return Ok(None) };
        if !sight.is_whole && !sight.units.contains(unit) {
            return Ok(None);
        }
        let now = self.clock().now();
        let desk = DeskOf::Unit(unit.clone());
        let rows = self.store().list_desk(&desk, None, COUNTED + 1).await?;
        let is_more = u32::try_from(rows.len()).is_ok_and(|count| count > COUNTED);
        let mut people: BTreeMap<PersonId, Lights> = BTreeMap::new();
        let mut together = Lights::default();
        for row in rows.iter().filter(|row| !sight.is_recused(row.concerned.as_ref())) {
            let light = light_of_row(row, now);
            people.entry(row.responsible.clone()).or_default().add(light);
            together.add(light);
        }
        let mut people: Vec<_> = people.into_iter().collect();
        people.sort_by_key(|(_, lights)| {
            std::cmp::Reverse((lights.overdue, lights.due_soon, lights.all()))
        });
        let waiting = self.waiting(person).await?;
        let waits = self.list_waits(person, &Wait::ALL).await?;
        let to_sign = waiting.to_sign.len();
        Ok(Some(UnitOverview { as_of: now, people, together, to_sign, waits, is_more }))
    }

    /// 我首问的: the matters that somebody was asked first, newest first.
    pub async fn first_asked(
        &self,
        person: &PersonId,
        only: Asked,
        after: Option<&MatterNumber>,
        limit: u32,
    ) -> Result<Vec<MatterLine>, Denied> {
        let numbers = self.store().list_first_asked(person, only, after, limit).await?;
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let mut listed = self.store().list_matters(&numbers).await?;
        listed.retain(|one| !sight.is_recused(one.register.concerned.as_ref()));
        Ok(listed)
    }

    /// Rows of lists by numbers, as far as the actor may see the matters.
    pub async fn list_matters(
        &self,
        actor: &Actor,
        numbers: &[MatterNumber],
    ) -> Result<Vec<MatterLine>, Denied> {
        let sight = self.sight_of(actor).await?;
        let found = self.store().list_matters(numbers).await?;
        let mut seen = Vec::with_capacity(found.len());
        for one in found {
            let row = &one.register;
            if sight.is_recused(row.concerned.as_ref()) {
                continue;
            }
            let is_near = sight.is_whole
                || sight.units.contains(&row.unit)
                || sight.units.contains(&row.first_unit);
            if is_near || self.admits(&sight, &row.matter).await? {
                seen.push(one);
            }
        }
        Ok(seen)
    }

    pub(crate) async fn admits(
        &self,
        sight: &Sight,
        number: &MatterNumber,
    ) -> Result<bool, Denied> {
        let matter = self.matter(number).await?;
        Ok(matter.is_some_and(|matter| sight.admits(&MatterParts::of(&matter))))
    }
}
