//! 核查项. The one thing that whoever is complained of learns: a question under a number of its own.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::complaint::{ComplaintDecider, DemandExplanation, Explain, inquiry_seen_by};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, InquiryNumber, PersonId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::complaints::dossier::ComplaintDossier;
use crate::denied::Denied;

/// 核查项 as the person asked sees it.
#[derive(Clone, Debug)]
pub struct ShownInquiry {
    /// 核查编号.
    pub item: InquiryNumber,
    /// The question.
    pub question: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// By when an answer is owed.
    pub answer_by: Instant,
    /// What he said; empty before.
    pub explanation: String,
    /// When he said it.
    pub explained_at: Option<Instant>,
}

impl App {
    /// 核查项 addressed to somebody, newest first.
    pub async fn inquiries_of(&self, person: &PersonId) -> Result<Vec<ShownInquiry>, Denied> {
        let mut shown = Vec::new();
        for (reference, dossier) in self.complaints_that_ask(person).await? {
            let texts = self.texts_in(&StreamId::Complaint(reference)).await?;
            let body = |digest| texts.body(digest).unwrap_or_default().to_owned();
            let seen = inquiry_seen_by(&dossier.complaint, person).map(|one| ShownInquiry {
                item: one.item.clone(),
                question: body(&one.text),
                asked_at: one.asked_at,
                answer_by: one.answer_by,
                explanation: one.explanation.as_ref().map(body).unwrap_or_default(),
                explained_at: one.explained_at,
            });
            shown.extend(seen);
        }
        shown.sort_by_key(|one| std::cmp::Reverse(one.asked_at));
        Ok(shown)
    }

    /// 核查项 of that number; none where it is not addressed to him, and where there is none.
    pub async fn inquiry(
        &self,
        person: &PersonId,
        item: &InquiryNumber,
    ) -> Result<Option<ShownInquiry>, Denied> {
        let all = self.inquiries_of(person).await?;
        Ok(all.into_iter().find(|one| one.item == *item))
    }

    /// 书面说明. None where there is no such item for him.
    pub async fn explain(
        &self,
        person: &PersonId,
        item: &InquiryNumber,
        text: &str,
    ) -> Result<Option<()>, Denied> {
        for (reference, dossier) in self.complaints_that_ask(person).await? {
            let is_here = |one: &xiaoneng_domain::complaint::Inquiry| one.item == *item;
            if !inquiry_seen_by(&dossier.complaint, person).any(is_here) {
                continue;
            }
            let explain = Explain { item: item.clone(), text: self.written(text) };
            let (stream, actor) = (StreamId::Complaint(reference), Actor::Staff(person.clone()));
            self.carry_out::<ComplaintDecider>(&stream, &actor, explain).await?;
            return Ok(Some(()));
        }
        Ok(None)
    }

    /// 要求书面说明, under a number by chance.
    pub fn new_inquiry(&self, to: PersonId, question: &str) -> DemandExplanation {
        DemandExplanation { item: self.marked("HC").into(), to, text: self.written(question) }
    }

    /// In no row stands who was asked once he answered, so all of them are looked through.
    async fn complaints_that_ask(
        &self,
        person: &PersonId,
    ) -> Result<Vec<(ComplaintReference, ComplaintDossier)>, Denied> {
        let mut asking = Vec::new();
        for is_open in [true, false] {
            for row in self.complaint_rows(&DocketOf::All, is_open).await? {
                let StreamId::Complaint(reference) = row.stream else { continue };
                let Some(dossier) = self.bare_complaint(&reference).await? else { continue };
                if inquiry_seen_by(&dossier.complaint, person).next().is_some() {
                    asking.push((reference, dossier));
                }
            }
        }
        Ok(asking)
    }
}
