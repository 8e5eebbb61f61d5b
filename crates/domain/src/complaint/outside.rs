//! 局外办理与线索移送. What nobody inside may handle goes to the contact outside; what belongs to
//! 纪检监察 leaves our hands for good.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::investigation::acting;
use crate::complaint::watch::watch_until;
use crate::complaint::wording::said;
use crate::complaint::{Complaint, ComplaintRefusal as No, OutsideReason, Stage, recused};
use crate::decider::Context;
use crate::id::PersonId;
use crate::organization::Role;
use crate::text::{TextDigest, Written};

/// 记录外部办理结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndOutside {
    /// What the complainant is told.
    pub notice: Written,
}

/// 移送线索. It ends our handling.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransferClue {
    /// What the clue is, to whom it goes.
    pub letter: Written,
    /// What the complainant is told.
    pub notice: Written,
}

/// 局外办理 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outside {
    /// Why.
    pub reason: OutsideReason,
    /// The contacts to whom it went.
    pub contacts: Vec<PersonId>,
    /// Since when.
    pub since: Instant,
    /// What the complainant was told at the end.
    pub notice: Option<TextDigest>,
}

/// 移送 as it stands: the whole of what whoever transferred it may still see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// The letter.
    pub letter: TextDigest,
    /// What the complainant was told.
    pub notice: TextDigest,
    /// Who transferred it.
    pub by: PersonId,
    /// To whom.
    pub contacts: Vec<PersonId>,
    /// When.
    pub at: Instant,
}

/// 已交局外办理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandedOutside {
    /// Why.
    pub reason: OutsideReason,
    /// The contacts to whom it went.
    pub contacts: Vec<PersonId>,
}

/// 局外办理已结束.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OutsideEnded {
    /// What the complainant is told.
    pub notice: TextDigest,
    /// 防报复关注到何时, for who works here.
    pub watch_until: Option<Instant>,
}

/// 线索已移送.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClueTransferred {
    /// The letter.
    pub letter: TextDigest,
    /// What the complainant is told.
    pub notice: TextDigest,
    /// Who transferred it.
    pub by: PersonId,
    /// To whom.
    pub contacts: Vec<PersonId>,
}

/// 联络员已变更: a contact came, left, or is concerned now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContactsChanged {
    /// The contacts there are now.
    pub contacts: Vec<PersonId>,
    /// Those of them who were none before.
    pub added: Vec<PersonId>,
}

impl ContactsChanged {
    /// If others are contacts now than when it left; none while it is in the house.
    pub(super) fn now(cx: &Context<'_>, complaint: &Complaint) -> Option<Self> {
        let known = match complaint.stage {
            Stage::Outside => complaint.outside.as_ref().map(|outside| &outside.contacts),
            Stage::Transferred => complaint.transfer.as_ref().map(|transfer| &transfer.contacts),
            Stage::Registered
            | Stage::Accepted
            | Stage::Investigating
            | Stage::Found
            | Stage::Closed
            | Stage::Replied
            | Stage::Archived
            | Stage::Rejected
            | Stage::Merged
            | Stage::OutsideEnded => None,
        }?;
        let contacts = contacts(cx, complaint);
        let added = contacts.iter().filter(|contact| !known.contains(contact)).cloned().collect();
        (&contacts != known).then_some(Self { contacts, added })
    }
}

impl Happened for ContactsChanged {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        if let Some(outside) = &mut complaint.outside {
            outside.contacts.clone_from(&self.contacts);
        }
        if let Some(transfer) = &mut complaint.transfer {
            transfer.contacts.clone_from(&self.contacts);
        }
    }
}

impl HandedOutside {
    /// To the contacts there are now who are not concerned.
    pub(super) fn now(cx: &Context<'_>, complaint: &Complaint, reason: OutsideReason) -> Self {
        Self { reason, contacts: contacts(cx, complaint) }
    }
}

/// 纪检联络员 who are not concerned.
fn contacts(cx: &Context<'_>, complaint: &Complaint) -> Vec<PersonId> {
    let recusal = recused(cx.organization, complaint);
    let serving = cx.organization.persons.values().filter(|person| !person.has_left);
    let liaisons = serving.filter(|person| person.roles.contains(&Role::Discipline));
    liaisons.map(|person| person.id.clone()).filter(|id| !recusal.covers(id)).collect()
}

/// The record of the transfer, for whoever transferred it; the file itself is closed to him.
pub fn transfer_seen_by<'a>(complaint: &'a Complaint, person: &PersonId) -> Option<&'a Transfer> {
    complaint.transfer.as_ref().filter(|transfer| &transfer.by == person)
}

impl Happened for HandedOutside {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.leave(Stage::Outside, when.at);
        complaint.outside = Some(Outside {
            reason: self.reason,
            contacts: self.contacts.clone(),
            since: when.at,
            notice: None,
        });
    }
}

impl Complaint {
    /// Nobody inside has any part in it any more.
    fn leave(&mut self, stage: Stage, at: Instant) {
        self.stage = stage;
        self.investigators.clear();
        self.route = None;
        self.stop_all(at);
        self.void_requests(at);
        for inquiry in self.inquiries.iter_mut().filter(|inquiry| inquiry.is_awaited()) {
            inquiry.has_lapsed = true;
        }
    }
}

impl Wish for EndOutside {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.notice]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.open()?;
        said(&self.notice, "告知投诉人的话")?;
        let watch_until = watch_until(complaint, cx)?;
        Ok(vec![OutsideEnded { notice: self.notice.digest(), watch_until }.into()])
    }
}

impl Happened for OutsideEnded {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        if let Some(outside) = &mut complaint.outside {
            outside.notice = Some(self.notice);
        }
        complaint.watch_until = self.watch_until;
        complaint.end(Stage::OutsideEnded, when.at);
    }
}

impl Wish for TransferClue {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.letter, &self.notice]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.open()?;
        said(&self.letter, "移送函")?;
        said(&self.notice, "告知投诉人的话")?;
        let contacts = contacts(cx, complaint);
        if contacts.is_empty() {
            return Err(No::NoContact);
        }
        let transferred = ClueTransferred {
            letter: self.letter.digest(),
            notice: self.notice.digest(),
            by: acting(cx)?,
            contacts,
        };
        Ok(vec![transferred.into()])
    }
}

impl Happened for ClueTransferred {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.leave(Stage::Transferred, when.at);
        complaint.ended_at = Some(when.at);
        complaint.transfer = Some(Transfer {
            letter: self.letter,
            notice: self.notice,
            by: self.by.clone(),
            contacts: self.contacts.clone(),
            at: when.at,
        });
    }
}
