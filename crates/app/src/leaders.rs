//! 校园长问责. What stands against a school and gives its head points (domain.md 7.8, clause 21): red
//! cards, late reports of tasks, and what was found true in cases that came from a complaint. Where
//! that came from, nobody at the school learns here.

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::Date;
use xiaoneng_domain::accountability::{
    ClueSource, FactStanding, LeaderFact, LeaderStanding, SchoolKind, leader_points,
};
use xiaoneng_domain::authority::{OfficeAct, role_permits};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{Organization, Unit, UnitKind};
use xiaoneng_domain::rules::{LeaderFault, LeaderRule};
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{Ending, TaskEvent};
use xiaoneng_domain::text::TextDigest;
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::denied::Denied;

const ROWS_AT_ONCE: u32 = 200;

/// 一项事实 against a school, with where it can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SchoolFact {
    /// As it counts.
    pub fact: LeaderFact,
    /// The card or task; none of what is sealed.
    pub stream: Option<StreamId>,
}

/// 校园长的责任.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadStanding {
    /// The school.
    pub unit: UnitId,
    /// Its head; none while there is none.
    pub head: Option<PersonId>,
    /// Points and step.
    pub standing: LeaderStanding,
    /// Everything that stands against the school, the newest first.
    pub facts: Vec<SchoolFact>,
    /// When the oldest of what counts falls out of the year.
    pub falls_out_on: Option<Date>,
}

impl App {
    /// 校园长的责任 of a school, for its head and whoever watches over all; none for everybody else.
    pub async fn head_standing(
        &self,
        person: &PersonId,
        unit: &UnitId,
    ) -> Result<Option<HeadStanding>, Denied> {
        let organization = self.known().await?.organization;
        let school = organization.unit(unit).filter(|unit| unit.kind == UnitKind::School);
        let Some(school) = school else { return Ok(None) };
        let is_his = school.head.as_ref() == Some(person) || watches(&organization, person);
        if !is_his {
            return Ok(None);
        }
        self.standing_of(&organization, school).await
    }

    /// 校园长 whose responsibility somebody may look at: his own schools; all that have something
    /// against them, for whoever watches over all.
    pub async fn heads(&self, person: &PersonId) -> Result<Vec<HeadStanding>, Denied> {
        let organization = self.known().await?.organization;
        let sees_all = watches(&organization, person);
        let mut heads = Vec::new();
        for school in organization.open_units().filter(|unit| unit.kind == UnitKind::School) {
            let is_own = school.head.as_ref() == Some(person);
            if !is_own && !sees_all {
                continue;
            }
            let standing = self.standing_of(&organization, school).await?;
            heads.extend(standing.filter(|one| is_own || !one.facts.is_empty()));
        }
        heads.sort_by_key(|head| std::cmp::Reverse(head.standing.points));
        Ok(heads)
    }

    async fn standing_of(
        &self,
        organization: &Organization,
        school: &Unit,
    ) -> Result<Option<HeadStanding>, Denied> {
        let now = self.clock().now();
        let rules = self.known().await?.rules;
        let rule = rules.on(now.date()).accountability.as_ref();
        let Some(rule) = rule.map(|rule| &rule.leaders) else { return Ok(None) };
        let mut facts = Vec::new();
        for unit in organization.open_units() {
            if organization.is_within(&unit.id, &school.id) {
                facts.extend(self.facts_against(&unit.id).await?);
            }
        }
        facts.sort_by_key(|one| std::cmp::Reverse(one.fact.at));
        let known: Vec<LeaderFact> = facts.iter().map(|one| one.fact).collect();
        // Who runs the school is not on record; the page says what that means for its founder's head.
        let standing = leader_points(rule, &known, SchoolKind::Public, now);
        let falls_out_on = standing.counted.first().and_then(|oldest| falls_out(rule, oldest));
        let (unit, head) = (school.id.clone(), school.head.clone());
        Ok(Some(HeadStanding { unit, head, standing, facts, falls_out_on }))
    }

    async fn facts_against(&self, unit: &UnitId) -> Result<Vec<SchoolFact>, Denied> {
        let mut facts = Vec::new();
        for kind in ["card", "task", "case"] {
            for stream in self.dockets_of(kind, unit).await? {
                let fact = match &stream {
                    StreamId::Card(_) => self.red_card(&stream).await?,
                    StreamId::Task(_) => self.late_report(&stream).await?,
                    StreamId::Case(_) => self.found_true(&stream).await?,
                    StreamId::Matter(_)
                    | StreamId::Organization
                    | StreamId::Rules
                    | StreamId::Person(_)
                    | StreamId::Complaint(_)
                    | StreamId::Inspection(_)
                    | StreamId::Circular(_) => None,
                };
                facts.extend(fact);
            }
        }
        Ok(facts)
    }

    async fn dockets_of(&self, kind: &str, unit: &UnitId) -> Result<Vec<StreamId>, Denied> {
        let of = DocketOf::Unit(unit.clone());
        let mut found = Vec::new();
        for is_open in [true, false] {
            let mut after: Option<DocketPlace> = None;
            loop {
                let at = (after.as_ref(), ROWS_AT_ONCE);
                let rows = self.store().list_dockets(kind, &of, is_open, at).await?;
                after = rows.last().map(DocketPlace::after);
                found.extend(rows.into_iter().map(|row| row.stream));
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// 学校红牌: pending until it is final, withdrawn if it was.
    async fn red_card(&self, stream: &StreamId) -> Result<Option<SchoolFact>, Denied> {
        let StreamId::Card(reference) = stream else { return Ok(None) };
        let (card, _) = self.card(reference).await?;
        let is_red = card.colour() == Some(CardColour::Red) && !card.is_dismissed();
        let Some(draft) = card.draft.as_ref().filter(|_| is_red) else { return Ok(None) };
        let standing = match (card.is_withdrawn(), card.counts()) {
            (true, _) => FactStanding::Withdrawn,
            (false, true) => FactStanding::Final,
            (false, false) => FactStanding::Pending,
        };
        let (kind, at) = (LeaderFault::RedCard, draft.facts.fell_due_at);
        let fact = LeaderFact { kind, at, reference: told_apart(self, stream), standing };
        Ok(Some(SchoolFact { fact, stream: Some(stream.clone()) }))
    }

    /// 督办报告逾期.
    async fn late_report(&self, stream: &StreamId) -> Result<Option<SchoolFact>, Denied> {
        let StreamId::Task(number) = stream else { return Ok(None) };
        let Some(dossier) = self.bare_task(number).await? else { return Ok(None) };
        let late = dossier.history.iter().find_map(|fact| {
            if let TaskEvent::FellOverdue(_) = &fact.event { Some(fact.recorded_at) } else { None }
        });
        let Some(at) = late else { return Ok(None) };
        let ended = dossier.task.ended.as_ref().map(|ended| &ended.how);
        let standing = match ended {
            Some(Ending::Cancelled) => FactStanding::Withdrawn,
            Some(Ending::Concluded) | None => FactStanding::Final,
        };
        let kind = LeaderFault::LateTaskReport;
        let fact = LeaderFact { kind, at, reference: told_apart(self, stream), standing };
        Ok(Some(SchoolFact { fact, stream: Some(stream.clone()) }))
    }

    /// 效能投诉查实: known here by the case that followed, once its decision was served.
    async fn found_true(&self, stream: &StreamId) -> Result<Option<SchoolFact>, Denied> {
        let StreamId::Case(number) = stream else { return Ok(None) };
        let Some(dossier) = self.bare_case(number).await? else { return Ok(None) };
        let case = &dossier.case;
        let is_of_complaint =
            case.clue.as_ref().is_some_and(|clue| clue.source == ClueSource::Complaint);
        let served = case.service.as_ref().filter(|_| is_of_complaint);
        let Some(service) = served else { return Ok(None) };
        let standing = match (case.correction.revoked_at.is_some(), case.is_final()) {
            (true, _) => FactStanding::Withdrawn,
            (false, true) => FactStanding::Final,
            (false, false) => FactStanding::Pending,
        };
        let (kind, at) = (LeaderFault::VerifiedComplaint, service.at);
        let fact = LeaderFact { kind, at, reference: told_apart(self, stream), standing };
        Ok(Some(SchoolFact { fact, stream: None }))
    }
}

/// By which a fact is told apart; it shows nothing of where it came from.
fn told_apart(app: &App, stream: &StreamId) -> TextDigest {
    app.fingerprint(&Sha256::digest(stream.to_string().as_bytes()).into())
}

fn falls_out(rule: &LeaderRule, fact: &LeaderFact) -> Option<Date> {
    fact.at.date().plus_months(rule.window.amount)
}

/// Whether somebody watches over all units.
fn watches(organization: &Organization, person: &PersonId) -> bool {
    let staff = organization.in_office(person);
    staff.is_some_and(|staff| {
        staff.roles.iter().any(|role| role_permits(*role, OfficeAct::WatchBoard))
    })
}
