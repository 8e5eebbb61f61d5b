//! 签发、签收. Signed by the leader with a 发文字号 that a person types; what no longer stands when it is
//! signed goes back first.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::circular::decision::{Decided, Draft, staff_of};
use crate::circular::drafting::circular_rule;
use crate::circular::{
    Circular, CircularDrafted, CircularRefusal as No, FactReference, is_document_number,
};
use crate::decider::Context;
use crate::docket::{DueAt, Looking};
use crate::id::{PersonId, UnitId};
use crate::text::{TextDigest, Written};

/// 签发.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publish {
    /// 发文字号, typed by a person.
    pub document_number: Written,
    /// The facts of the draft that still stand in the ledger, read when the wish was formed.
    pub standing: BTreeSet<FactReference>,
}

/// 签收通报, or its last correction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acknowledge {
    /// For which unit.
    pub unit: UnitId,
}

/// 已签发.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularPublished {
    /// 发文字号.
    pub document_number: TextDigest,
    /// Who signed it.
    pub by: PersonId,
    /// 签收时限.
    pub receipt_by: DueAt,
    /// 整改时限 of each item, in their order.
    pub rectify_by: Vec<DueAt>,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 已签收.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CircularAcknowledged {
    /// The unit.
    pub unit: UnitId,
    /// Who signed for it.
    pub by: PersonId,
    /// The correction up to which; none: the circular itself.
    pub correction: Option<u32>,
}

/// 签发 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// 发文字号.
    pub document_number: TextDigest,
    /// Who signed it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// 签收时限, of the circular or its last correction.
    pub receipt_by: DueAt,
    /// 整改时限 of each item, in their order.
    pub rectify_by: Vec<DueAt>,
}

/// 签收 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The correction up to which; none: the circular itself.
    pub correction: Option<u32>,
}

impl CircularDrafted {
    /// The facts of all items.
    pub fn facts(&self) -> impl Iterator<Item = &FactReference> {
        self.items.iter().flat_map(|item| &item.facts)
    }
}

impl Publish {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.document_number]
    }

    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        let drafted = circular.in_draft()?;
        if circular.submitted.is_none() {
            return Err(No::NotSubmitted);
        }
        if !is_document_number(self.document_number.body(), cx.now.date().year()) {
            return Err(No::DocumentNumberMalformed { year: cx.now.date().year() });
        }
        let changed = drafted.facts().filter(|fact| !self.standing.contains(fact)).count();
        if changed > 0 {
            return Err(No::FactsChanged { changed });
        }
        let rule = circular_rule(cx)?;
        let most = DueAt::after(cx, cx.now, rule.rectify.limit);
        let mut rectify_by = Vec::new();
        for item in &drafted.items {
            let due = item.due_on.map_or(most, |day| DueAt::on(cx, day));
            if due.at <= cx.now {
                return Err(No::DueBehind);
            }
            if due.at > most.at {
                return Err(No::DueTooLate { most: most.at, clause: rule.rectify.source.clone() });
            }
            rectify_by.push(due);
        }
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularPublished {
            document_number: self.document_number.digest(),
            by: staff_of(cx)?,
            receipt_by: DueAt::after(cx, cx.now, rule.receipt.limit),
            rectify_by,
            rules: cx.rules.digest(),
        });
        draft.done()
    }
}

impl Acknowledge {
    pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
        circular.in_circulation()?;
        let is_its = Looking::of(cx)
            .is_some_and(|looking| looking.is_of(&self.unit) || looking.heads(&self.unit));
        if !is_its {
            return Err(No::NotOfThatUnit { unit: self.unit });
        }
        if !circular.unacknowledged().contains(&&self.unit) {
            return Err(No::NothingToAcknowledge { unit: self.unit });
        }
        let correction = circular.corrections.last().map(|correction| correction.ordinal);
        let by = staff_of(cx)?;
        let mut draft = Draft::of(circular, cx);
        draft.push(CircularAcknowledged { unit: self.unit, by, correction });
        draft.done()
    }
}

impl CircularPublished {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        circular.published = Some(Published {
            document_number: self.document_number,
            by: self.by.clone(),
            at,
            receipt_by: self.receipt_by,
            rectify_by: self.rectify_by.clone(),
        });
    }
}

impl CircularAcknowledged {
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        let receipt = Receipt { by: self.by.clone(), at, correction: self.correction };
        circular.receipts.insert(self.unit.clone(), receipt);
    }
}
