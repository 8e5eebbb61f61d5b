//! 离岗. Absences are registered facts; cover begins and ends with them.
//!
//! A planned absence is refused where both of a pair would be away, and where the post has no
//! agreed B. A sudden one (illness, accident) cannot be refused: who is away is away. Whatever has
//! fallen due by the time of a decision is recorded with it, so that nobody waits for a heartbeat.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::Context;
use crate::id::PersonId;
use crate::organization::{Organization, OrganizationEvent, OrganizationRefusal as No};
use crate::rules::CoverRule;

/// 离岗登记. From `from` until `to`; open-ended only while `to` is none (a sudden absence).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Absence {
    /// First instant away.
    pub from: Instant,
    /// First instant back.
    pub to: Option<Instant>,
}

impl Absence {
    /// Whether the instant lies within.
    pub fn covers(&self, at: Instant) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether two absences share an instant.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |one: &Self, two: &Self| two.to.is_none_or(|to| one.from < to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// 离岗中. An absence whose beginning is on record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Away {
    /// Beginning of the absence.
    pub from: Instant,
    /// Who covers; none where nobody can.
    pub covered_by: Option<PersonId>,
}

/// 登记计划离岗.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterAbsence {
    /// Who will be away.
    pub person: PersonId,
    /// First instant away, not behind.
    pub from: Instant,
    /// First instant back.
    pub to: Instant,
}

/// 登记临时离岗, from now on, until the return is reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterSuddenAbsence {
    /// Who is away.
    pub person: PersonId,
}

/// 取消计划离岗.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CancelAbsence {
    /// Whose.
    pub person: PersonId,
    /// Its beginning.
    pub from: Instant,
}

/// 登记返岗, from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportReturn {
    /// Who is back.
    pub person: PersonId,
}

/// 到点处理, by the heartbeat: whatever has fallen due is recorded.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct KeepTime {}

/// 离岗已登记.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AbsenceRegistered {
    /// Who.
    pub person: PersonId,
    /// First instant away.
    pub from: Instant,
    /// First instant back; none for a sudden absence.
    pub to: Option<Instant>,
}

/// 计划离岗已取消.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AbsenceCancelled {
    /// Whose.
    pub person: PersonId,
    /// Its beginning.
    pub from: Instant,
}

/// 已离岗.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AbsenceBegan {
    /// Who.
    pub person: PersonId,
    /// Beginning of the absence.
    pub from: Instant,
}

/// 已返岗.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AbsenceEnded {
    /// Who.
    pub person: PersonId,
    /// Beginning of the absence.
    pub from: Instant,
    /// Since when he is back.
    pub ended_at: Instant,
}

/// 顶岗开始. What `person` holds goes to `by`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverBegan {
    /// 主岗, away.
    pub person: PersonId,
    /// 副岗.
    pub by: PersonId,
}

/// 顶岗结束. What `by` holds for `person` goes back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverEnded {
    /// 主岗, back.
    pub person: PersonId,
    /// 副岗.
    pub by: PersonId,
}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl RegisterAbsence {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let act = OfficeAct::RegisterAbsence;
        permits_office(state, cx.actor, act, Subject::person(state, &self.person))?;
        state.serving(&self.person)?;
        if self.from < cx.now || self.to <= self.from {
            return Err(No::AbsenceMalformed);
        }
        let absence = Absence { from: self.from, to: Some(self.to) };
        let own = state.absences.get(&self.person).into_iter().flatten();
        if let Some(other) = own.clone().find(|other| other.overlaps(&absence)) {
            return Err(No::AbsenceOverlaps { person: self.person, from: other.from });
        }
        let rule = &cx.rules.on(cx.now.date()).cover;
        has_agreed_cover(state, &self.person, rule)?;
        partners_stay(state, &self.person, &absence, rule)?;
        let registered =
            AbsenceRegistered { person: self.person, from: absence.from, to: absence.to };
        Ok(vec![registered.into()])
    }
}

/// Whoever heads a unit, sits at a desk or holds a post that is not exempt has an agreed B.
fn has_agreed_cover(state: &Organization, person: &PersonId, rule: &CoverRule) -> Result<(), No> {
    let refusal = || No::NoCoverAgreed { person: person.clone(), clause: rule.source.clone() };
    let mut posts = state.posts.iter().filter(|(_, post)| post.holder.as_ref() == Some(person));
    let is_uncovered = posts.any(|(id, post)| {
        !rule.exempt_posts.contains(&post.title)
            && state.covers.get(id).is_none_or(|cover| &cover.a != person)
    });
    if is_uncovered {
        return Err(refusal());
    }
    let sits = state
        .units
        .values()
        .any(|unit| unit.head.as_ref() == Some(person) || unit.desk.contains(person));
    let is_covered = state.covers.values().any(|cover| &cover.a == person);
    if sits && !is_covered { Err(refusal()) } else { Ok(()) }
}

/// A 岗和 B 岗不得同时离岗.
fn partners_stay(
    state: &Organization,
    person: &PersonId,
    absence: &Absence,
    rule: &CoverRule,
) -> Result<(), No> {
    for cover in state.covers.values() {
        let Some(partner) = cover.partner_of(person) else {
            continue;
        };
        let theirs = state.absences.get(partner).into_iter().flatten();
        if let Some(other) = theirs.clone().find(|other| other.overlaps(absence)) {
            return Err(No::BothAway {
                post: cover.post.clone(),
                partner: partner.clone(),
                from: other.from,
                to: other.to,
                clause: rule.source.clone(),
            });
        }
    }
    Ok(())
}

impl RegisterSuddenAbsence {
    /// Planned absences still ahead fall with it; they are registered anew after the return.
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let act = OfficeAct::RegisterSuddenAbsence;
        permits_office(state, cx.actor, act, Subject::person(state, &self.person))?;
        state.serving(&self.person)?;
        let own = state.absences.get(&self.person).into_iter().flatten();
        if let Some(current) = own.clone().find(|absence| absence.covers(cx.now)) {
            return Err(No::AbsenceOverlaps { person: self.person, from: current.from });
        }
        let cancel = |absence: &Absence| {
            AbsenceCancelled { person: self.person.clone(), from: absence.from }.into()
        };
        let ahead = own.filter(|absence| absence.from > cx.now);
        let mut events: Vec<OrganizationEvent> = ahead.map(cancel).collect();
        events.push(AbsenceRegistered { person: self.person, from: cx.now, to: None }.into());
        Ok(events)
    }
}

impl CancelAbsence {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let act = OfficeAct::RegisterAbsence;
        permits_office(state, cx.actor, act, Subject::person(state, &self.person))?;
        let mut own = state.absences.get(&self.person).into_iter().flatten();
        if !own.any(|absence| absence.from == self.from && absence.from > cx.now) {
            return Err(No::NoSuchAbsence { person: self.person });
        }
        Ok(vec![AbsenceCancelled { person: self.person, from: self.from }.into()])
    }
}

impl ReportReturn {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let act = OfficeAct::ReportReturn;
        permits_office(state, cx.actor, act, Subject::person(state, &self.person))?;
        let mut own = state.absences.get(&self.person).into_iter().flatten();
        let Some(current) = own.find(|absence| absence.covers(cx.now)) else {
            return Err(No::NoSuchAbsence { person: self.person });
        };
        let from = current.from;
        Ok(end(state, &self.person, from, cx.now))
    }
}

impl KeepTime {
    /// Nothing beyond what every decision records first.
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        permits_office(state, cx.actor, OfficeAct::KeepTime, Subject::WHOLE)?;
        Ok(Vec::new())
    }
}

/// A boundary of an absence that is not on record yet.
pub(super) enum Boundary<'a> {
    /// An absence ends.
    End(&'a PersonId, &'a Absence),
    /// An absence begins.
    Begin(&'a PersonId, &'a Absence),
}

/// The next boundary in time; at one instant ends come before beginnings.
pub(super) fn next_boundary(state: &Organization) -> Option<(Instant, Boundary<'_>)> {
    let mut next: Option<(Instant, Boundary<'_>)> = None;
    for (person, absences) in &state.absences {
        let begun = state.away.get(person).map(|away| away.from);
        for absence in absences {
            let boundary = if begun != Some(absence.from) {
                (absence.from, Boundary::Begin(person, absence))
            } else if let Some(to) = absence.to {
                (to, Boundary::End(person, absence))
            } else {
                continue;
            };
            let is_sooner = next.as_ref().is_none_or(|(at, found)| {
                boundary.0 < *at
                    || boundary.0 == *at
                        && matches!(boundary.1, Boundary::End(..))
                        && matches!(found, Boundary::Begin(..))
            });
            if is_sooner {
                next = Some(boundary);
            }
        }
    }
    next
}

/// 到点. The next boundary that has passed by now, as events; nothing once all are on record.
pub(super) fn fallen_due(state: &Organization, now: Instant) -> Vec<OrganizationEvent> {
    match next_boundary(state).filter(|(at, _)| *at <= now) {
        Some((at, Boundary::End(person, absence))) => end(state, person, absence.from, at),
        Some((_, Boundary::Begin(person, absence))) => {
            let (person, from) = (person.clone(), absence.from);
            vec![AbsenceBegan { person, from }.into()]
        }
        None => Vec::new(),
    }
}

/// Covers that can begin: somebody is away without cover, and his B is there.
pub(super) fn covers_begun(state: &Organization, now: Instant) -> Vec<OrganizationEvent> {
    let uncovered = state.away.iter().filter(|(_, away)| away.covered_by.is_none());
    uncovered
        .filter_map(|(person, _)| {
            let by = state.cover_of(person, now)?.clone();
            Some(CoverBegan { person: person.clone(), by }.into())
        })
        .collect()
}

/// Cover ends with the absence, unless another one follows without a gap.
fn end(
    state: &Organization,
    person: &PersonId,
    from: Instant,
    ended_at: Instant,
) -> Vec<OrganizationEvent> {
    let away = state.away.get(person).filter(|away| away.from == from);
    let covered = away.and_then(|away| away.covered_by.clone());
    let mut events = vec![AbsenceEnded { person: person.clone(), from, ended_at }.into()];
    if !follows(state, person, from, ended_at) {
        events.extend(covered.map(|by| CoverEnded { person: person.clone(), by }.into()));
    }
    events
}

fn follows(state: &Organization, person: &PersonId, from: Instant, ended_at: Instant) -> bool {
    let mut own = state.absences.get(person).into_iter().flatten();
    own.any(|other| other.from != from && other.covers(ended_at))
}

impl AbsenceRegistered {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let absence = Absence { from: self.from, to: self.to };
        let absences = state.absences.entry(self.person.clone()).or_default();
        absences.push(absence);
        absences.sort_by_key(|absence| absence.from);
    }
}

impl AbsenceCancelled {
    pub(super) fn evolve(&self, state: &mut Organization) {
        forget(state, &self.person, self.from);
    }
}

impl AbsenceBegan {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let away = Away { from: self.from, covered_by: None };
        let known = state.away.entry(self.person.clone()).or_insert(away);
        known.from = self.from;
    }
}

impl AbsenceEnded {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if !follows(state, &self.person, self.from, self.ended_at) {
            state.away.remove(&self.person);
        }
        forget(state, &self.person, self.from);
    }
}

impl CoverBegan {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(away) = state.away.get_mut(&self.person) {
            away.covered_by = Some(self.by.clone());
        }
    }
}

impl CoverEnded {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(away) = state.away.get_mut(&self.person) {
            away.covered_by = None;
        }
    }
}

/// Past absences stay in the ledger; the state keeps what is and what is to come.
fn forget(state: &mut Organization, person: &PersonId, from: Instant) {
    if let Some(absences) = state.absences.get_mut(person) {
        absences.retain(|absence| absence.from != from);
        if absences.is_empty() {
            state.absences.remove(person);
        }
    }
}
