//! 线索自来. What of itself is a clue: a red card that has become final, and whoever else is found liable
//! in a case. A clue is no measure: people accept it or not, and everything else is theirs.

use xiaoneng_domain::accountability::{Against, Case, ClueSource, category_by_post};
use xiaoneng_domain::complaint::Subjects;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CardReference, CaseNumber, ComplaintReference, PersonId};
use xiaoneng_domain::rules::Liability;
use xiaoneng_domain::stream::StreamId;

use super::{CaseDossier, NewClue};
use crate::App;
use crate::denied::Denied;

/// 其他责任人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherLiable {
    /// Who.
    pub person: PersonId,
    /// 责任
    pub liability: Liability,
    /// The case of his own.
    pub case: Option<CaseNumber>,
}

impl App {
    /// 红牌生效: a clue against whom it is charged to.
    pub(crate) async fn open_case_of_card(&self, reference: &CardReference) -> Result<(), Denied> {
        let (card, _) = self.card(reference).await?;
        let Some(draft) = card.draft.as_ref().filter(|_| card.counts()) else { return Ok(()) };
        let Some(serial) = card.serial() else { return Ok(()) };
        // By its serial: whoever reads the file need not know of which matter it came.
        let source = (ClueSource::RedCard, format!("红牌{serial}"));
        let occasion = format!("card/{reference}");
        self.open_clue_by_itself(&occasion, source, &draft.facts.person).await
    }

    /// 建议追责 of a complaint that was found true: a clue against each person concerned, or against the
    /// units where nobody is named.
    pub(crate) async fn open_cases_of_complaint(
        &self,
        reference: &ComplaintReference,
    ) -> Result<(), Denied> {
        let Some(dossier) = self.bare_complaint(reference).await? else { return Ok(()) };
        let Subjects { units, persons } = &dossier.complaint.subjects;
        for person in persons {
            let occasion = format!("complaint/{reference}/{person}");
            let source = (ClueSource::Complaint, format!("效能投诉 {reference}"));
            self.open_clue_by_itself(&occasion, source, person).await?;
        }
        for unit in units.iter().filter(|_| persons.is_empty()) {
            let number = self.case_number(&format!("complaint/{reference}/{unit}"))?;
            let (source, reference) = (ClueSource::Complaint, format!("效能投诉 {reference}"));
            let new = NewClue { source, reference, against: Against::Unit(unit.clone()) };
            self.register(&number, new).await?;
        }
        Ok(())
    }

    /// 另案查出: a clue against each of the others who are liable.
    pub(crate) async fn open_cases_of_others(&self, number: &CaseNumber) -> Result<(), Denied> {
        let Some(dossier) = self.bare_case(number).await? else { return Ok(()) };
        let Case { findings: Some(findings), .. } = &dossier.case else { return Ok(()) };
        for person in findings.others.keys() {
            let occasion = occasion_of(number, person);
            let source = (ClueSource::OtherCase, format!("另案 {number} 查出"));
            self.open_clue_by_itself(&occasion, source, person).await?;
        }
        Ok(())
    }

    /// 其他责任人 of a case, each with the case of his own, as far as the actor may read that file.
    pub async fn others_liable(
        &self,
        actor: &Actor,
        dossier: &CaseDossier,
    ) -> Result<Vec<OtherLiable>, Denied> {
        let (Some(findings), Some(number)) = (&dossier.case.findings, &dossier.case.number) else {
            return Ok(Vec::new());
        };
        let mut others = Vec::new();
        for (person, liability) in &findings.others {
            let opened = self.case_number(&occasion_of(number, person))?;
            let is_seen = self.case_dossier(actor, &opened).await?.is_some();
            let (person, case) = (person.clone(), is_seen.then_some(opened));
            others.push(OtherLiable { person, liability: *liability, case });
        }
        Ok(others)
    }

    /// Registered by the system; once, and not against who is no longer in office.
    async fn open_clue_by_itself(
        &self,
        occasion: &str,
        (source, reference): (ClueSource, String),
        person: &PersonId,
    ) -> Result<(), Denied> {
        let organization = self.known().await?.organization;
        let Some(category) = category_by_post(&organization, person) else { return Ok(()) };
        let against = Against::Person(person.clone(), category);
        let number = self.case_number(occasion)?;
        self.register(&number, NewClue { source, reference, against }).await
    }

    /// Registered already, or to be handled outside, it is left as it is: it stands where it came from.
    async fn register(&self, number: &CaseNumber, new: NewClue) -> Result<(), Denied> {
        match self.open_clue(&Actor::System, number, new).await {
            Ok(_) | Err(Denied::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn occasion_of(number: &CaseNumber, person: &PersonId) -> String {
    format!("{}/{person}", StreamId::Case(number.clone()))
}
