//! 现状. Questions about a matter that more than one institution asks.

use xiaoneng_calendar::{Instant, Pause};

use crate::authority::is_recused_from;
use crate::decider::{Actor, Context};
use crate::id::{MatterTypeCode, PersonId, UnitId};
use crate::matter::clock::{Clock, ClockChange, ClockName, ClockStart, StopReason, Stopped};
use crate::matter::{
    ActedAsCover, Filing, Holder, Matter, MatterRefusal as No, Offer, Responsible, Ruling,
    Suspension, UnitName,
};
use crate::organization::{Function, UnitKind};
use crate::rules::{MatterType, Rulebook, StartsAt};
use crate::text::Written;

impl Matter {
    /// 在办. Registered, lived here, and not ended.
    pub fn is_open(&self) -> bool {
        self.filing.is_some() && self.history.is_none() && self.ended.is_none()
    }

    /// 暂停计时.
    pub fn is_suspended(&self, at: Instant) -> bool {
        self.suspension(at).is_some()
    }

    /// The suspension that lasts at that instant.
    pub fn suspension(&self, at: Instant) -> Option<&Suspension> {
        let lasts = |pause: &&Suspension| !pause.has_ended && pause.from <= at && at < pause.to;
        self.suspensions.iter().find(lasts)
    }

    /// The hand-over that waits for a signature.
    pub fn open_offer(&self) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.is_open())
    }

    /// The clock of that name, running or stopped.
    pub fn clock(&self, name: ClockName) -> Option<&Clock> {
        self.clocks.get(&name)
    }

    /// The clock of that name, if it still counts.
    pub fn open_clock(&self, name: ClockName) -> Option<&Clock> {
        self.clock(name).filter(|clock| clock.is_open())
    }

    /// The clocks that still count.
    pub fn open_clocks(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.values().filter(|clock| clock.is_open())
    }

    /// 最急的钟. The open clock that is due first; suspended ones come after those that run.
    pub fn worst_clock(&self, at: Instant) -> Option<&Clock> {
        self.open_clocks()
            .min_by_key(|clock| (clock.is_paused(at), clock.projection.due_at, clock.name))
    }

    /// The dispute that waits for a ruling.
    pub fn pending_ruling(&self) -> Option<&Ruling> {
        self.ruling.as_ref().filter(|ruling| ruling.ruled_unit.is_none())
    }

    /// 正等群众补正.
    pub fn awaits_supplement(&self) -> bool {
        self.supplements.last().is_some_and(|last| last.is_awaited())
    }

    /// The filing of a matter that lives and has not ended.
    pub(crate) fn open(&self) -> Result<&Filing, No> {
        let filing = self.filing.as_ref().ok_or(No::NoSuchMatter)?;
        if self.history.is_some() {
            return Err(No::OnlyHistory);
        }
        match &self.ended {
            Some(ended) => Err(No::AlreadyEnded { ending: ended.ending.name(), at: ended.at }),
            None => Ok(filing),
        }
    }

    /// Who answers for an open matter.
    pub(crate) fn held(&self) -> Result<(&Filing, &Responsible), No> {
        let filing = self.open()?;
        let responsible = self.responsible.as_ref().ok_or(No::NoSuchMatter)?;
        Ok((filing, responsible))
    }

    /// The same, before a result was decided.
    pub(crate) fn in_hand(&self) -> Result<(&Filing, &Responsible), No> {
        let held = self.held()?;
        match &self.result {
            Some(result) => Err(No::ResultAlreadyDecided { decided_at: result.decided_at }),
            None => Ok(held),
        }
    }

    /// The rulebook that gives limits, steps and materials: that of the day of acceptance, before
    /// it that of filing (decisions C22).
    pub(crate) fn rulebook<'r>(&self, cx: &Context<'r>) -> &'r Rulebook {
        let accepted = self.acceptance.as_ref().map(|acceptance| acceptance.effective_from);
        let filed = self.filing.as_ref().map(|filing| filing.filed_at);
        cx.rules.on(accepted.or(filed).unwrap_or(cx.now).date())
    }

    /// The catalogue entry under that rulebook.
    pub(crate) fn matter_type<'r>(&self, cx: &Context<'r>) -> Result<&'r MatterType, No> {
        let filing = self.filing.as_ref().ok_or(No::NoSuchMatter)?;
        find_type(self.rulebook(cx), &filing.matter_type)
    }

    /// The unit complained of, or one that holds it or lies below it.
    pub(crate) fn is_recused(&self, cx: &Context<'_>, unit: &UnitId) -> bool {
        let concerned = self.filing.as_ref().and_then(|filing| filing.concerned.as_ref());
        concerned.is_some_and(|concerned| cx.organization.is_within(unit, concerned))
    }

    /// Stops a clock, if it runs.
    pub(crate) fn stop(&mut self, name: ClockName, at: Instant, why: StopReason) {
        if let Some(clock) = self.clocks.get_mut(&name).filter(|clock| clock.is_open()) {
            clock.stopped = Some(Stopped { at, why });
        }
    }

    /// Stops every clock that runs.
    pub(crate) fn stop_all(&mut self, at: Instant, why: StopReason) {
        for clock in self.clocks.values_mut().filter(|clock| clock.is_open()) {
            clock.stopped = Some(Stopped { at, why });
        }
    }

    /// Sets clocks going, in place of earlier ones of the same names.
    pub(crate) fn set_going(&mut self, clocks: &[ClockStart]) {
        for start in clocks {
            self.clocks.insert(start.clock, Clock::from_start(start));
        }
    }

    /// Takes over new projections.
    pub(crate) fn reprojected(&mut self, changes: &[ClockChange]) {
        for change in changes {
            if let Some(clock) = self.clocks.get_mut(&change.clock) {
                clock.projection = change.projection;
            }
        }
    }

    /// The clocks that a suspension stops, projected as if paused like that from now on.
    pub(crate) fn suspended_clocks(&self, cx: &Context<'_>, pause: Pause) -> Vec<ClockChange> {
        let open = self.open_clocks().filter(|clock| clock.name.is_suspendable());
        open.map(|clock| {
            let mut pauses = clock.calendar_pauses();
            pauses.push(pause);
            clock.reproject(cx, &pauses)
        })
        .collect()
    }

    /// The same clocks, projected as if the pause that lasts had ended at `end`.
    pub(crate) fn resumed_clocks(&self, cx: &Context<'_>, end: Instant) -> Vec<ClockChange> {
        let open = self.open_clocks().filter(|clock| clock.name.is_suspendable());
        open.map(|clock| {
            let ended = clock.pauses.iter().map(|pause| match pause.has_ended {
                true => Pause { from: pause.from, to: pause.to },
                false => Pause { from: pause.from, to: pause.to.min(end) },
            });
            let pauses: Vec<Pause> = ended.collect();
            clock.reproject(cx, &pauses)
        })
        .collect()
    }

    /// The present holder's working minutes, by his unit's calendar.
    pub(crate) fn held_minutes(&self, cx: &Context<'_>) -> i64 {
        self.responsible.as_ref().map_or(0, |responsible| {
            let calendar = cx.rules.calendar_of(&responsible.holder.unit);
            calendar.working_minutes_between(responsible.since, cx.now)
        })
    }

    /// Recorded with both: the note that the actor covers for the one who answers.
    pub(crate) fn cover_note(&self, cx: &Context<'_>) -> Option<ActedAsCover> {
        let a = &self.responsible.as_ref()?.holder.person;
        acts_for(cx, a)
            .then(|| staff(cx))
            .flatten()
            .map(|b| ActedAsCover { a: a.clone(), b: b.clone() })
    }
}

/// The catalogue entry, or the no.
pub(crate) fn find_type<'r>(
    rules: &'r Rulebook,
    code: &MatterTypeCode,
) -> Result<&'r MatterType, No> {
    let unknown = || No::NoSuchMatterType { code: code.clone() };
    rules.matter_types.get(code).ok_or_else(unknown)
}

/// Whether the clock of completion runs from filing, without a formal acceptance.
pub(crate) fn starts_at_filing(matter_type: &MatterType) -> bool {
    match matter_type.starts {
        StartsAt::Filed => true,
        StartsAt::Accepted(_) | StartsAt::MaterialsComplete(_) => false,
    }
}

/// The member of staff who acts, if one does.
pub(crate) fn staff<'a>(cx: &Context<'a>) -> Option<&'a PersonId> {
    match cx.actor {
        Actor::Staff(person) => Some(person),
        Actor::System | Actor::Citizen(_) => None,
    }
}

/// Whether the actor covers for that person now.
pub(crate) fn acts_for(cx: &Context<'_>, person: &PersonId) -> bool {
    staff(cx).is_some_and(|actor| cx.organization.cover_of(person, cx.now) == Some(actor))
}

/// Whether the actor is that person or covers for him.
pub(crate) fn stands_for(cx: &Context<'_>, person: &PersonId) -> bool {
    staff(cx) == Some(person) || acts_for(cx, person)
}

/// The school that a unit is or lies in.
pub(crate) fn school_of<'a>(cx: &Context<'a>, unit: &UnitId) -> Option<&'a UnitId> {
    let schools = cx.organization.units.values().filter(|unit| unit.kind == UnitKind::School);
    let mut around = schools.filter(|school| cx.organization.is_within(unit, &school.id));
    around.next().map(|school| &school.id)
}

/// Who is there for a unit: its head or the next above, then 分管领导, then 局长.
pub(crate) fn head_for(cx: &Context<'_>, unit: &UnitId) -> Option<PersonId> {
    let organization = cx.organization;
    let unit = organization.heir_of(unit);
    let head = organization.head_of(unit);
    head.or_else(|| organization.leader_in_charge(unit))
        .or_else(|| organization.director())
        .cloned()
}

/// The holder that a unit's head makes.
pub(crate) fn head_as_holder(cx: &Context<'_>, unit: &UnitId) -> Result<Holder, No> {
    let person =
        head_for(cx, unit).ok_or_else(|| No::NobodyThere { unit: UnitName::of(cx, unit) })?;
    Ok(Holder { person, unit: cx.organization.heir_of(unit).clone() })
}

/// 回避. Whether he may answer for a matter about that unit: neither he nor the unit for which he
/// would hold it belongs to it, and he is not in charge of it.
pub(crate) fn may_hold(cx: &Context<'_>, concerned: Option<&UnitId>, holder: &Holder) -> bool {
    concerned.is_none_or(|concerned| {
        let actor = Actor::Staff(holder.person.clone());
        !is_recused_from(cx.organization, &actor, concerned)
            && !cx.organization.is_within(&holder.unit, concerned)
    })
}

/// 另交. Who answers in place of one who is recused: 效能办, 督导室 or 办公室, its desk or its head;
/// else the first head who may.
pub(crate) fn holder_apart(cx: &Context<'_>, concerned: &UnitId) -> Option<Holder> {
    let organization = cx.organization;
    let offices = [Function::EfficacyOffice, Function::InspectionOffice, Function::GeneralOffice];
    let units = offices.into_iter().filter_map(|office| organization.unit_for(office));
    let seats = units.flat_map(|unit| {
        let desk = organization.desk_of(&unit.id, cx.now);
        [desk, organization.head_of(&unit.id)]
            .into_iter()
            .flatten()
            .map(move |person| (person, unit))
    });
    let heads = organization.open_units().filter_map(|unit| Some((unit.head.as_ref()?, unit)));
    seats
        .chain(heads)
        .map(|(person, unit)| Holder { person: person.clone(), unit: unit.id.clone() })
        .find(|holder| may_hold(cx, Some(concerned), holder))
}

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// Whether an optional text says something.
pub(crate) fn says(text: Option<&Written>) -> bool {
    text.is_some_and(|text| !text.is_blank())
}
