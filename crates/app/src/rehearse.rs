//! 预演. What will follow from a registration before it is made: the same decision, not recorded.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{ClockName, File, Matter, MatterDecider, Mode, ModeReason};

use crate::App;
use crate::denied::Denied;
use crate::file::Filing;

/// 预演.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rehearsed {
    /// From when time counts.
    pub from: Instant,
    /// 首次回应 is due.
    pub respond_by: Option<Instant>,
    /// 办结 is due; none where it begins with acceptance.
    pub due_at: Option<Instant>,
    /// 受理 is due, where 办结 begins with it.
    pub accept_by: Option<Instant>,
    /// 暂定: the year's arrangement is not announced yet.
    pub is_provisional: bool,
    /// 推诿上交: the school that was asked before, to which it goes back.
    pub push_up_to: Option<UnitId>,
    /// 五办 that the rules set, with their reasons.
    pub modes: BTreeMap<Mode, ModeReason>,
}

impl App {
    /// What will follow if this is filed now with that unit. The story need not be written yet.
    pub async fn rehearse(&self, unit: &UnitId, filing: &Filing) -> Result<Rehearsed, Denied> {
        let known = self.known().await?;
        let now = self.clock().now();
        let petitioner = match &filing.petitioner {
            Some(identity) => self.find_person(identity).await?,
            None => None,
        };
        let surroundings = self.surroundings(filing, petitioner.as_ref()).await?;
        let (year, month, day) = now.date().ymd();
        let file = File {
            number: MatterNumber::from(format!("{year:04}-{month:02}{day:02}0000")),
            channel: filing.channel,
            petitioner: None,
            has_contact: false,
            matter_type: filing.matter_type.clone(),
            unit: Some(unit.clone()),
            story: self.written("预演"),
            concerned: None,
            is_sealed: filing.marks.is_sealed,
            is_urgent: filing.marks.is_urgent,
            is_vulnerable: filing.marks.is_vulnerable,
            asked_first: None,
            first_contact: None,
            surroundings,
        };
        // Decided as if the citizen filed it himself: the clocks are the same, and what a clerk
        // owes besides is asked when he registers.
        let actor = Actor::Citizen("rehearsed".into());
        let cx =
            Context { now, actor: &actor, rules: &known.rules, organization: &known.organization };
        let events = MatterDecider::decide(&Matter::default(), file.into(), &cx)
            .map_err(|no| Denied::Refused(no.into()))?;
        let matter = events.into_iter().fold(Matter::default(), |matter, event| {
            let (occurred_at, recorded_at, actor) = (now, now, actor.clone());
            MatterDecider::evolve(matter, &Fact { occurred_at, recorded_at, actor, event })
        });
        let due = |name: ClockName| matter.clocks.get(&name).map(|clock| clock.projection.due_at);
        let is_provisional = matter.clocks.values().any(|clock| clock.projection.is_provisional);
        Ok(Rehearsed {
            from: now,
            respond_by: due(ClockName::FirstResponse),
            due_at: due(ClockName::Completion),
            accept_by: due(ClockName::Acceptance),
            is_provisional,
            push_up_to: matter.push_ups.last().map(|found| found.school.clone()),
            modes: matter.modes,
        })
    }
}
