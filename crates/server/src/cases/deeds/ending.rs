//! 执行、公布、别处的决定、撤销与恢复、归档.

use xiaoneng_domain::accountability::{
    ArchiveCase, CaseAct, ConfirmExecution, Organ, OutsideDecision, PublishCase, RecordOutside,
    RecordRelapse, RestoreReputation, RestoreRights, RevokeDecision, Scope, TransferCase,
    TransferTo,
};
use xiaoneng_domain::rules::{Measure, Power, Sanction};

use super::choices::choices_of;
use super::{Deed, Reading, Sheet, none, probing};
use crate::kit::form::{Choice, Field};

/// 确认执行
pub(super) const EXECUTED: Deed = Deed {
    slug: "executed",
    act: CaseAct::ConfirmExecution,
    fields: |sheet, typed| vec![Field::lines(typed, "record", sheet.w.record())],
    wish: |reading| Some(ConfirmExecution { record: reading.text("record")? }.into()),
    probe: || ConfirmExecution { record: probing() }.into(),
};

/// 记录有权机关的决定
pub(super) const OUTSIDE: Deed = Deed {
    slug: "outside",
    act: CaseAct::RecordOutside,
    fields: |sheet, typed| {
        let w = sheet.w;
        let conducts = sheet.sight.case().and_then(|case| case.findings.as_ref());
        let conducts = conducts.into_iter().flat_map(|findings| &findings.faults);
        let mut conducts: Vec<u32> = conducts.map(|fault| fault.conduct).collect();
        conducts.dedup();
        let conducts =
            conducts.into_iter().map(|one| Choice::new(one.to_string(), one.to_string()));
        vec![
            Field::select(typed, "what", w.what(), outside(sheet)).hint(w.sanctions_note()),
            Field::select(typed, "conduct", w.conduct(), conducts.collect()).optional(),
            Field::radios(typed, "organ", w.organ(), choices_of!(Organ)),
            Field::line(typed, "document", w.document()),
        ]
    },
    wish: |reading| {
        let (decision, organ) = (decided(reading), reading.code("organ", Organ::of_code));
        let document = reading.text("document");
        Some(RecordOutside { decision: decision?, organ: organ?, document: document? }.into())
    },
    probe: || {
        let (decision, organ) = (OutsideDecision::Declined, Organ::CadreAuthority);
        RecordOutside { decision, organ, document: probing() }.into()
    },
};

/// What competent organs decide.
fn outside(sheet: &Sheet<'_>) -> Vec<Choice> {
    let w = sheet.w;
    let is_theirs = |measure: &&Measure| {
        let known = sheet.sight.rule().and_then(|rule| rule.measures.get(*measure));
        known.is_some_and(|one| matches!(one.power, Power::Record | Power::Proposal))
    };
    let measures = Measure::ALL.iter().filter(is_theirs);
    let measures =
        measures.map(|one| Choice::new(one.code(), one.name()).within(w.outside_measure()));
    let sanctions = Sanction::ALL.iter().map(|one| {
        Choice::new(format!("sanction:{}", one.code()), one.name()).within(w.outside_sanction())
    });
    let declined = Choice::new("declined", w.declined());
    std::iter::once(declined).chain(measures).chain(sanctions).collect()
}

fn decided(reading: &mut Reading<'_>) -> Option<OutsideDecision> {
    let what = reading.typed.get("what").to_owned();
    if let Some(code) = what.strip_prefix("sanction:") {
        let (sanction, conduct) = (Sanction::of_code(code), reading.number("conduct"));
        return Some(OutsideDecision::Sanction { sanction: sanction?, conduct: conduct? });
    }
    reading.code("what", |code| match code {
        "declined" => Some(OutsideDecision::Declined),
        measure => Measure::of_code(measure).map(OutsideDecision::Measure),
    })
}

/// 公布
pub(super) const PUBLISH: Deed = Deed {
    slug: "publish",
    act: CaseAct::Publish,
    fields: |sheet, typed| vec![Field::radios(typed, "scope", sheet.w.scope(), choices_of!(Scope))],
    wish: |reading| Some(PublishCase { scope: reading.code("scope", Scope::of_code)? }.into()),
    probe: || PublishCase { scope: Scope::Unit }.into(),
};

/// 记录告诫期内又犯
pub(super) const RELAPSE: Deed = Deed {
    slug: "relapse",
    act: CaseAct::RecordRelapse,
    fields: |sheet, typed| vec![Field::line(typed, "case", sheet.w.relapse_case())],
    wish: |reading| {
        let case = reading.typed.get("case").to_uppercase();
        if case.is_empty() {
            reading.errors.add("case", reading.w.err_text());
            return None;
        }
        Some(RecordRelapse { case: case.into() }.into())
    },
    probe: || RecordRelapse { case: "".into() }.into(),
};

/// 撤销决定
pub(super) const REVOKE: Deed = Deed {
    slug: "revoke",
    act: CaseAct::Revoke,
    fields: |sheet, typed| vec![Field::lines(typed, "reason", sheet.w.reason())],
    wish: |reading| Some(RevokeDecision { reason: reading.text("reason")? }.into()),
    probe: || RevokeDecision { reason: probing() }.into(),
};

/// 恢复权益
pub(super) const RIGHTS: Deed = Deed {
    slug: "rights",
    act: CaseAct::RestoreRights,
    fields: |sheet, typed| vec![Field::lines(typed, "record", sheet.w.record())],
    wish: |reading| Some(RestoreRights { record: reading.text("record")? }.into()),
    probe: || RestoreRights { record: probing() }.into(),
};

/// 消除影响、恢复名誉
pub(super) const REPUTATION: Deed = Deed {
    slug: "reputation",
    act: CaseAct::RestoreReputation,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::radios(typed, "scope", w.scope(), choices_of!(Scope)),
            Field::lines(typed, "text", w.notice()),
        ]
    },
    wish: |reading| {
        let (scope, text) = (reading.code("scope", Scope::of_code), reading.text("text"));
        Some(RestoreReputation { scope: scope?, text: text? }.into())
    },
    probe: || RestoreReputation { scope: Scope::Unit, text: probing() }.into(),
};

/// 归档
pub(super) const ARCHIVE: Deed = Deed {
    slug: "archive",
    act: CaseAct::Archive,
    fields: none,
    wish: |_| Some(ArchiveCase {}.into()),
    probe: || ArchiveCase {}.into(),
};

/// 移送
pub(super) const TRANSFER: Deed = Deed {
    slug: "transfer",
    act: CaseAct::Transfer,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::radios(typed, "to", w.to(), choices_of!(TransferTo)).hint(w.transfer_hint()),
            Field::lines(typed, "text", w.letter()),
        ]
    },
    wish: |reading| {
        let (to, text) = (reading.code("to", TransferTo::of_code), reading.text("text"));
        Some(TransferCase { to: to?, text: text? }.into())
    },
    probe: || TransferCase { to: TransferTo::Discipline, text: probing() }.into(),
};
