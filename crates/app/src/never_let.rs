//! 五个不让. The private mirror of a member of staff, and the sums of a unit for its head.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::Sight;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
pub use xiaoneng_domain::never_let::{Behind, Mark, NeverLet};
use xiaoneng_domain::never_let::{Evidence, VerifiedCase, marks, verified_since};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DocketRow, Wait, Whom};
use xiaoneng_store::{DeskOf, DocketOf};

use crate::App;
use crate::denied::Denied;
use crate::memory::Known;

/// More of one kind on one desk are not counted one by one.
const COUNTED: u32 = 500;

/// 五个不让 of one member of staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mirror {
    /// Who.
    pub person: PersonId,
    /// His unit.
    pub unit: UnitId,
    /// As of.
    pub as_of: Instant,
    /// What stands against him, by the five.
    pub marks: Vec<Mark>,
}

impl Mirror {
    /// How many of one of the five.
    pub fn count(&self, of: NeverLet) -> usize {
        self.marks.iter().filter(|mark| mark.of == of).count()
    }
}

impl App {
    /// His mirror; none for anybody but himself and the head of his unit.
    pub async fn mirror(&self, actor: &Actor, person: &PersonId) -> Result<Option<Mirror>, Denied> {
        let known = self.known().await?;
        let Some(staff) = known.organization.in_office(person) else { return Ok(None) };
        let Actor::Staff(looks) = actor else { return Ok(None) };
        if looks != person && !known.organization.heads(looks, &staff.unit) {
            return Ok(None);
        }
        let sight = self.sight_of(actor).await?;
        Ok(Some(self.reflect(&known, (person, &staff.unit), &sight).await?))
    }

    /// The mirrors of everybody in a unit, for its head; none for anybody else.
    pub async fn mirrors_of(
        &self,
        actor: &Actor,
        unit: &UnitId,
    ) -> Result<Option<Vec<Mirror>>, Denied> {
        let known = self.known().await?;
        let Actor::Staff(looks) = actor else { return Ok(None) };
        if !known.organization.heads(looks, unit) {
            return Ok(None);
        }
        let sight = self.sight_of(actor).await?;
        let mut mirrors = Vec::new();
        for staff in known.organization.people_of(unit) {
            mirrors.push(self.reflect(&known, (&staff.id, unit), &sight).await?);
        }
        Ok(Some(mirrors))
    }

    async fn reflect(
        &self,
        known: &Known,
        (person, unit): (&PersonId, &UnitId),
        sight: &Sight,
    ) -> Result<Mirror, Denied> {
        let now = self.clock().now();
        let rules = known.rules.on(now.date());
        let mut evidence = self.evidence(known, (person, unit), now).await?;
        evidence.open.retain(|row| !sight.is_recused(row.concerned.as_ref()));
        evidence.offers.retain(|row| !sight.is_recused(row.concerned.as_ref()));
        evidence.questions.retain(|row| !sight.is_recused(row.concerned.as_ref()));
        let marks = marks(&evidence, rules, known.rules.calendar(), now);
        Ok(Mirror { person: person.clone(), unit: unit.clone(), as_of: now, marks })
    }

    async fn evidence(
        &self,
        known: &Known,
        (person, unit): (&PersonId, &UnitId),
        now: Instant,
    ) -> Result<Evidence, Denied> {
        let Some(watching) = &known.rules.on(now.date()).watching else {
            return Ok(Evidence::default());
        };
        let since = verified_since(now, &watching.supervision);
        let store = self.store();
        let mut questions = store.list_waiting(&[Whom::Person(person.clone())], COUNTED).await?;
        questions.retain(|row| row.wait == Wait::Question);
        let mut offers = store.list_offers(unit, COUNTED).await?;
        // What names nobody is for whoever sits at the desk.
        let of_nobody = known.organization.desk_of(unit, now);
        offers.retain(|offer| offer.person.as_ref().or(of_nobody) == Some(person));
        let mut cases = Vec::new();
        for is_open in [true, false] {
            for row in self.dockets_about("case", person, is_open).await? {
                cases.extend(self.verified(&row.stream).await?);
            }
        }
        Ok(Evidence {
            open: store.list_desk(&DeskOf::Person(person.clone()), None, COUNTED).await?,
            offers,
            questions,
            tasks: self.dockets_about("task", person, true).await?,
            cards: self.dockets_about("card", person, false).await?,
            ratings: store.list_blaming(person, since, COUNTED).await?,
            cases,
        })
    }

    async fn dockets_about(
        &self,
        kind: &str,
        person: &PersonId,
        is_open: bool,
    ) -> Result<Vec<DocketRow>, Denied> {
        let about = DocketOf::Person(person.clone());
        Ok(self.store().list_dockets(kind, &about, is_open, (None, COUNTED)).await?)
    }

    /// The faults of a case whose decision is final and stands.
    async fn verified(&self, stream: &StreamId) -> Result<Option<VerifiedCase>, Denied> {
        let StreamId::Case(number) = stream else { return Ok(None) };
        let Some(dossier) = self.bare_case(number).await? else { return Ok(None) };
        let case = dossier.case;
        let (Some(findings), true) = (&case.findings, case.is_final()) else { return Ok(None) };
        let faults = findings.faults.iter().map(|found| found.fault).collect();
        let final_at = case.final_at;
        Ok(final_at.map(|final_at| VerifiedCase { stream: stream.clone(), final_at, faults }))
    }
}
