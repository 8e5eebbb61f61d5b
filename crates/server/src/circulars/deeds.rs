//! 通报的动作, each with a form.

use std::collections::BTreeSet;

use xiaoneng_app::circulars::CircularDraft;
use xiaoneng_domain::circular::{
    Acknowledge, Correct, DraftCircular, Drop, FactReference, Publish, SendBack, Submit,
};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::text::Written;

use crate::circulars::draft_form::{self, DraftForm, fact_key, key_words};
use crate::circulars::words::CircularWords;
use crate::circulars::{CircularSheet, Circulars};
use crate::kit::docket::{Deed, Wish, probing};
use crate::kit::form::{Choice, Field};

/// What takes more than a command: facts are read in the ledger when it is carried out.
pub(crate) enum Special {
    /// 改稿
    Redraft(CircularDraft),
    /// 签发
    Sign(Written),
}

/// All of them, in the order of a page.
pub(super) const DEEDS: &[Deed<Circulars>] =
    &[SUBMIT, SIGN, ACKNOWLEDGE, EDIT, SEND_BACK, CORRECT, DROP];

/// 送审
const SUBMIT: Deed<Circulars> = Deed {
    slug: "submit",
    title: |language| CircularWords(language).submit(),
    fields: |_, _| Vec::new(),
    probes: |sheet| if is_drafted(sheet) { vec![Submit {}.into()] } else { Vec::new() },
    wish: |_, _| Some(Wish::plain(Submit {})),
    takes_evidence: false,
};

/// 签发
const SIGN: Deed<Circulars> = Deed {
    slug: "sign",
    title: |language| CircularWords(language).sign(),
    fields: |sheet, typed| {
        let w = CircularWords(sheet.language);
        vec![Field::line(typed, "document", w.document_number()).hint(w.document_number_hint())]
    },
    probes: |sheet| {
        let year = sheet.folder.now.date().year();
        let document_number = Written::new(format!("预演〔{year}〕1号"), [0; 16]);
        let standing = sheet.extra.standing.values().map(|fact| fact.reference.clone()).collect();
        match is_with_the_leader(sheet) {
            true => vec![Publish { document_number, standing }.into()],
            false => Vec::new(),
        }
    },
    wish: |_, reading| Some(Wish::Special(Special::Sign(reading.text("document")?))),
    takes_evidence: false,
};

/// 签收
const ACKNOWLEDGE: Deed<Circulars> = Deed {
    slug: "acknowledge",
    title: |language| CircularWords(language).acknowledge(),
    fields: |sheet, typed| {
        let w = CircularWords(sheet.language);
        let own = own_units(sheet);
        let choice = |unit: &UnitId| {
            let mut choice = Choice::new(unit.as_str(), sheet.unit(unit));
            choice.is_chosen = own.len() == 1;
            choice
        };
        vec![Field::radios(typed, "unit", w.for_unit(), own.iter().map(choice).collect())]
    },
    probes: |sheet| {
        let own = own_units(sheet).into_iter();
        own.map(|unit| Acknowledge { unit }.into()).collect()
    },
    wish: |_, reading| Some(Wish::plain(Acknowledge { unit: reading.chosen("unit")? })),
    takes_evidence: false,
};

/// The units for which he may sign, that have not.
fn own_units(sheet: &CircularSheet<'_>) -> Vec<UnitId> {
    let organization = sheet.organization();
    let own = organization.in_office(&sheet.person).map(|staff| &staff.unit);
    let is_own = |unit: &&UnitId| {
        own.is_some_and(|own| organization.is_within(own, unit))
            || organization.head_of(unit) == Some(&sheet.person)
    };
    sheet.state().unacknowledged().into_iter().filter(is_own).cloned().collect()
}

/// 改稿
const EDIT: Deed<Circulars> = Deed {
    slug: "edit",
    title: |language| CircularWords(language).edit(),
    fields: |sheet, typed| {
        let form = DraftForm::of_draft(sheet);
        form.fields(CircularWords(sheet.language), (sheet.organization(), sheet.names), typed)
    },
    probes: |sheet| {
        let Some(draft) = sheet.state().draft.as_ref().filter(|_| is_drafted(sheet)) else {
            return Vec::new();
        };
        let facts = &draft.facts;
        let wish = DraftCircular {
            number: facts.number.clone(),
            office: facts.office.clone(),
            title: probing(),
            items: Vec::new(),
            scope: facts.scope.clone(),
        };
        vec![wish.into()]
    },
    wish: |sheet, reading| {
        let form = DraftForm::of_draft(sheet);
        let draft = draft_form::read(CircularWords(sheet.language), reading, &form)?;
        Some(Wish::Special(Special::Redraft(draft)))
    },
    takes_evidence: false,
};

fn is_drafted(sheet: &CircularSheet<'_>) -> bool {
    let circular = sheet.state();
    circular.published.is_none() && circular.submitted.is_none() && circular.dropped_at.is_none()
}

fn is_with_the_leader(sheet: &CircularSheet<'_>) -> bool {
    sheet.state().submitted.is_some() && sheet.state().published.is_none()
}

/// 退改
const SEND_BACK: Deed<Circulars> = Deed {
    slug: "send-back",
    title: |language| CircularWords(language).send_back(),
    fields: |sheet, typed| {
        vec![Field::lines(typed, "reason", CircularWords(sheet.language).what_to_change())]
    },
    probes: |sheet| match is_with_the_leader(sheet) {
        true => vec![SendBack { reason: probing() }.into()],
        false => Vec::new(),
    },
    wish: |_, reading| Some(Wish::plain(SendBack { reason: reading.text("reason")? })),
    takes_evidence: false,
};

/// 更正
const CORRECT: Deed<Circulars> = Deed {
    slug: "correct",
    title: |language| CircularWords(language).correct(),
    fields: |sheet, typed| {
        let w = CircularWords(sheet.language);
        let choice = |fact: &FactReference| {
            let standing = sheet.extra.standing.get(&fact_key(fact));
            let words = w.fact_line(fact, standing.map(|fact| fact.at));
            Choice::new(key_words(&fact_key(fact)), words)
        };
        let choices = correctable(sheet).into_iter().map(choice).collect();
        vec![
            Field::checks(typed, "fact", w.withdrawn_facts(), choices),
            Field::lines(typed, "text", w.correction()).hint(w.numbers_hint()),
        ]
    },
    probes: |sheet| {
        let first = correctable(sheet).into_iter().take(1).cloned();
        let withdrawn: BTreeSet<FactReference> = first.collect();
        match withdrawn.is_empty() {
            true => Vec::new(),
            false => vec![Correct { withdrawn, text: probing() }.into()],
        }
    },
    wish: |sheet, reading| {
        let ticked: BTreeSet<&str> = reading.typed.all("fact").collect();
        let wanted = |fact: &&FactReference| ticked.contains(key_words(&fact_key(fact)).as_str());
        let facts = correctable(sheet).into_iter().filter(wanted).cloned();
        let withdrawn: BTreeSet<FactReference> = facts.collect();
        let text = reading.text("text");
        if withdrawn.is_empty() {
            reading.errors.add("fact", reading.w.err_some());
        }
        Some(Wish::plain(Correct { withdrawn, text: text? }))
    },
    takes_evidence: false,
};

/// The facts of a published circular that were not withdrawn.
fn correctable<'s>(sheet: &'s CircularSheet<'_>) -> Vec<&'s FactReference> {
    let withdrawn = sheet.state().withdrawn();
    let draft = sheet.state().draft.iter().filter(|_| sheet.state().published.is_some());
    let facts = draft.flat_map(|draft| draft.facts.facts());
    facts.filter(|fact| !withdrawn.contains(fact)).collect()
}

/// 撤稿
const DROP: Deed<Circulars> = Deed {
    slug: "drop",
    title: |language| CircularWords(language).drop_it(),
    fields: |sheet, typed| {
        vec![Field::lines(typed, "reason", CircularWords(sheet.language).reason())]
    },
    probes: |sheet| match is_drafted(sheet) || is_with_the_leader(sheet) {
        true => vec![Drop { reason: probing() }.into()],
        false => Vec::new(),
    },
    wish: |_, reading| Some(Wish::plain(Drop { reason: reading.text("reason")? })),
    takes_evidence: false,
};
