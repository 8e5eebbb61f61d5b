//! 受理与调查.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    AcceptClue, AskCaseExtension, CaseAct, DecideCaseExtension, DeclineClue, DeclineReason,
    ExcuseInvestigator, ExtensionState, FactKind, NameInvestigators, RecordFact,
};
use xiaoneng_domain::id::PersonId;

use super::choices::choices_of;
use super::{Deed, probing};
use crate::kit::form::{Choice, Field};

/// 受理
pub(super) const ACCEPT: Deed = Deed {
    slug: "accept",
    act: CaseAct::AcceptClue,
    fields: |sheet, typed| vec![Field::lines(typed, "reason", sheet.w.reason())],
    wish: |reading| Some(AcceptClue { reason: reading.text("reason")? }.into()),
    probe: || AcceptClue { reason: probing() }.into(),
};

/// 不予受理
pub(super) const DECLINE: Deed = Deed {
    slug: "decline",
    act: CaseAct::DeclineClue,
    fields: |sheet, typed| {
        vec![
            Field::radios(typed, "why", sheet.w.why(), choices_of!(DeclineReason)),
            Field::lines(typed, "reason", sheet.w.reason()),
        ]
    },
    wish: |reading| {
        let (why, reason) = (reading.code("why", DeclineReason::of_code), reading.text("reason"));
        Some(DeclineClue { why: why?, reason: reason? }.into())
    },
    probe: || DeclineClue { why: DeclineReason::NoFacts, reason: probing() }.into(),
};

/// 指定调查人员
pub(super) const INVESTIGATORS: Deed = Deed {
    slug: "investigators",
    act: CaseAct::NameInvestigators,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "first", w.first(), sheet.apart()).hint(w.apart_hint()),
            Field::select(typed, "second", w.second(), sheet.apart()),
            Field::select(typed, "third", w.third(), sheet.apart()).optional(),
        ]
    },
    wish: |reading| {
        let (first, second) = (reading.person("first"), reading.person("second"));
        let mut investigators = reading.people(&["third"]);
        investigators.extend([first?, second?]);
        Some(NameInvestigators { investigators }.into())
    },
    probe: || NameInvestigators { investigators: BTreeSet::new() }.into(),
};

/// 调查人员回避
pub(super) const EXCUSE: Deed = Deed {
    slug: "excuse",
    act: CaseAct::ExcuseInvestigator,
    fields: |sheet, typed| {
        vec![
            Field::select(typed, "person", sheet.w.person(), sheet.investigators()),
            Field::lines(typed, "reason", sheet.w.reason()),
        ]
    },
    wish: |reading| {
        let (person, reason) = (reading.person("person"), reading.text("reason"));
        Some(ExcuseInvestigator { person: person?, reason: reason? }.into())
    },
    probe: || ExcuseInvestigator { person: "".into(), reason: probing() }.into(),
};

/// 记录事实
pub(super) const FACT: Deed = Deed {
    slug: "fact",
    act: CaseAct::RecordFact,
    fields: |sheet, typed| {
        let w = sheet.w;
        let present = sheet.investigators().into_iter();
        let present = present.map(|one| Choice { is_chosen: true, ..one }).collect();
        vec![
            Field::radios(typed, "kind", w.kind(), choices_of!(FactKind)),
            Field::lines(typed, "text", w.text()),
            Field::checks(typed, "present", w.present(), present),
        ]
    },
    wish: |reading| {
        let (kind, text) = (reading.code("kind", FactKind::of_code), reading.text("text"));
        let present = reading.typed.all("present").map(PersonId::from).collect();
        Some(RecordFact { kind: kind?, text: text?, present }.into())
    },
    probe: || {
        let (kind, text) = (FactKind::Document, probing());
        RecordFact { kind, text, present: BTreeSet::new() }.into()
    },
};

/// 申请延长
pub(super) const EXTEND: Deed = Deed {
    slug: "extend",
    act: CaseAct::AskExtension,
    fields: |sheet, typed| {
        vec![
            Field::line(typed, "amount", sheet.w.amount()),
            Field::lines(typed, "reason", sheet.w.reason()),
        ]
    },
    wish: |reading| {
        let (amount, reason) = (reading.number("amount"), reading.text("reason"));
        Some(AskCaseExtension { amount: amount?, reason: reason? }.into())
    },
    probe: || AskCaseExtension { amount: 1, reason: probing() }.into(),
};

/// 审批延长
pub(super) const DECIDE_EXTENSION: Deed = Deed {
    slug: "decide-extension",
    act: CaseAct::DecideExtension,
    fields: |sheet, typed| {
        let w = sheet.w;
        let choices = vec![Choice::new("yes", w.agree()), Choice::new("no", w.disagree())];
        vec![
            Field::radios(typed, "verdict", w.verdict(), choices),
            Field::lines(typed, "reason", w.why_not()).optional(),
        ]
    },
    wish: |reading| {
        let refusal = match reading.agrees()? {
            true => None,
            false => Some(reading.text("reason")?),
        };
        let requests = reading.sight.case().into_iter().flat_map(|case| &case.extensions);
        let mut open = requests.filter(|one| one.state == ExtensionState::Open);
        let request = open.next().map_or(0, |one| one.ordinal);
        Some(DecideCaseExtension { request, refusal }.into())
    },
    // The first of a case; a second one needs the first to be refused.
    probe: || DecideCaseExtension { request: 1, refusal: None }.into(),
};
