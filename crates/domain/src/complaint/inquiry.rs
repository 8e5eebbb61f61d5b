//! 核查. What a person complained of learns: one question in words of the investigator's, under a number
//! of its own that says nothing of a complaint (decisions E32).

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::filing::has_form;
use crate::complaint::investigation::acting;
use crate::complaint::recusal::is_concerned;
use crate::complaint::wording::said;
use crate::complaint::{Complaint, ComplaintRefusal as No, Stage};
use crate::decider::Context;
use crate::id::{InquiryNumber, PersonId};
use crate::text::{TextDigest, Written};

/// 要求书面说明.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemandExplanation {
    /// 核查编号, by chance: `HC` and eight characters.
    pub item: InquiryNumber,
    /// Of whom.
    pub to: PersonId,
    /// 改写后的问题, never the complainant's own words.
    pub text: Written,
}

/// 书面说明.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explain {
    /// The item.
    pub item: InquiryNumber,
    /// What he says.
    pub text: Written,
}

/// 核查项. The whole of what the person asked may see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inquiry {
    /// 核查编号.
    pub item: InquiryNumber,
    /// Of whom.
    pub to: PersonId,
    /// The question.
    pub text: TextDigest,
    /// When it was asked.
    pub asked_at: Instant,
    /// By when an answer is owed.
    pub answer_by: Instant,
    /// What he said.
    pub explanation: Option<TextDigest>,
    /// When he said it.
    pub explained_at: Option<Instant>,
    /// 逾期未说明.
    pub has_lapsed: bool,
}

/// 已要求说明.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExplanationDemanded {
    /// 核查编号.
    pub item: InquiryNumber,
    /// Of whom.
    pub to: PersonId,
    /// The question.
    pub text: TextDigest,
    /// By when an answer is owed.
    pub answer_by: Instant,
}

/// 已说明.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Explained {
    /// 核查编号.
    pub item: InquiryNumber,
    /// What he said.
    pub text: TextDigest,
}

/// 逾期未说明. The investigation goes on without it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExplanationLapsed {
    /// 核查编号.
    pub item: InquiryNumber,
    /// When it fell due.
    pub fell_due_at: Instant,
}

impl InquiryNumber {
    /// `HC` and eight characters that are read as they are written.
    pub fn is_well_formed(&self) -> bool {
        has_form(self.as_str(), "HC")
    }
}

impl Inquiry {
    /// Whether an answer is still awaited.
    pub fn is_awaited(&self) -> bool {
        self.explained_at.is_none() && !self.has_lapsed
    }

    /// When its lapsing must be recorded.
    pub(super) fn lapses_at(&self) -> Option<Instant> {
        self.is_awaited().then_some(self.answer_by)
    }

    /// That it lapsed.
    pub(super) fn lapsed(&self, fell_due_at: Instant) -> ExplanationLapsed {
        ExplanationLapsed { item: self.item.clone(), fell_due_at }
    }
}

/// The items of which the person was asked; nothing else of the complaint is his to see. None once it
/// has left the house.
pub fn inquiry_seen_by<'a>(
    complaint: &'a Complaint,
    person: &'a PersonId,
) -> impl Iterator<Item = &'a Inquiry> {
    let is_ours = match complaint.stage {
        Stage::Outside | Stage::OutsideEnded | Stage::Transferred => false,
        Stage::Registered
        | Stage::Accepted
        | Stage::Investigating
        | Stage::Found
        | Stage::Closed
        | Stage::Replied
        | Stage::Archived
        | Stage::Rejected
        | Stage::Merged => true,
    };
    complaint.inquiries.iter().filter(move |inquiry| is_ours && &inquiry.to == person)
}

impl Wish for DemandExplanation {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        if complaint.stage == Stage::Found {
            return Err(No::NotUnderWay { stage: complaint.stage });
        }
        said(&self.text, "要他说明的问题")?;
        let is_taken = complaint.inquiries.iter().any(|inquiry| inquiry.item == self.item);
        if !self.item.is_well_formed() || is_taken {
            return Err(No::InquiryMalformed { item: self.item });
        }
        if cx.organization.in_office(&self.to).is_none() {
            return Err(No::NoSuchPerson { person: self.to });
        }
        if !is_concerned(cx.organization, &complaint.subjects, &self.to) {
            return Err(No::NotConcerned { person: self.to });
        }
        let limit = complaint.rule(cx)?.explain.limit;
        let answer_by = cx.rules.calendar().due(cx.now, limit, &[]).at;
        let (item, text) = (self.item, self.text.digest());
        Ok(vec![ExplanationDemanded { item, to: self.to, text, answer_by }.into()])
    }
}

impl Happened for ExplanationDemanded {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.inquiries.push(Inquiry {
            item: self.item.clone(),
            to: self.to.clone(),
            text: self.text,
            asked_at: when.at,
            answer_by: self.answer_by,
            explanation: None,
            explained_at: None,
            has_lapsed: false,
        });
    }
}

impl Wish for Explain {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        let person = acting(cx)?;
        let own = inquiry_seen_by(complaint, &person).find(|inquiry| inquiry.item == self.item);
        let inquiry = own.ok_or(No::unseen())?;
        said(&self.text, "说明")?;
        if inquiry.explained_at.is_some() {
            return Err(No::AlreadyExplained);
        }
        let is_late = matches!(
            complaint.stage,
            Stage::Found
                | Stage::Closed
                | Stage::Replied
                | Stage::Archived
                | Stage::Rejected
                | Stage::Merged
        );
        if is_late {
            return Err(No::InquiryOver);
        }
        Ok(vec![Explained { item: self.item, text: self.text.digest() }.into()])
    }
}

impl Complaint {
    fn inquiry_mut(&mut self, item: &InquiryNumber) -> Option<&mut Inquiry> {
        self.inquiries.iter_mut().find(|inquiry| &inquiry.item == item)
    }
}

impl Happened for Explained {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        if let Some(inquiry) = complaint.inquiry_mut(&self.item) {
            inquiry.explanation = Some(self.text);
            inquiry.explained_at = Some(when.at);
        }
    }
}

impl Happened for ExplanationLapsed {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        if let Some(inquiry) = complaint.inquiry_mut(&self.item) {
            inquiry.has_lapsed = true;
        }
    }
}
