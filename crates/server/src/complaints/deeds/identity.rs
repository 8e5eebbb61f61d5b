//! 身份、移送、局外办理、防报复.

use xiaoneng_app::complaints::ComplaintDossier;
use xiaoneng_domain::complaint::{
    Act, AskUnsealing, CheckSuspicion, DecideUnsealing, EndOutside, ReadIdentity, SuspicionOutcome,
    TransferClue,
};
use xiaoneng_domain::matter::Verdict;

use super::{Deed, probing};
use crate::kit::form::{Choice, Field};

const SUSPICIONS: [(SuspicionOutcome, &str); 2] =
    [(SuspicionOutcome::Unrelated, "unrelated"), (SuspicionOutcome::Retaliation, "retaliation")];

/// 申请启封
pub(super) const ASK_UNSEALING: Deed = Deed {
    slug: "unseal",
    act: Act::AskUnsealing,
    fields: |sheet, typed| {
        vec![Field::lines(typed, "reason", sheet.w.reason()).hint(sheet.w.unseal_hint())]
    },
    wish: |reading| Some(AskUnsealing { reason: reading.text("reason")? }.into()),
    probe: |_, _| AskUnsealing { reason: probing() }.into(),
};

/// 审批启封
pub(super) const DECIDE_UNSEALING: Deed = Deed {
    slug: "decide-unsealing",
    act: Act::DecideUnsealing,
    fields: |sheet, typed| sheet.verdict(typed),
    wish: |reading| {
        let request = asked(reading.dossier);
        Some(DecideUnsealing { request, verdict: reading.verdict()? }.into())
    },
    probe: |dossier, _| {
        DecideUnsealing { request: asked(dossier), verdict: Verdict::Approve }.into()
    },
};

/// 查看身份
pub(super) const READ: Deed = Deed {
    slug: "identity",
    act: Act::ReadIdentity,
    fields: |sheet, typed| {
        vec![Field::lines(typed, "reason", sheet.w.reason()).hint(sheet.w.read_hint())]
    },
    wish: |reading| Some(ReadIdentity { reason: Some(reading.text("reason")?) }.into()),
    probe: |_, _| ReadIdentity { reason: Some(probing()) }.into(),
};

/// 移送线索
pub(super) const TRANSFER: Deed = Deed {
    slug: "transfer",
    act: Act::TransferClue,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::lines(typed, "letter", w.transfer_letter()).hint(w.transfer_hint()),
            Field::lines(typed, "notice", w.notice()).hint(w.notice_hint()),
        ]
    },
    wish: |reading| {
        let (letter, notice) = (reading.text("letter"), reading.text("notice"));
        Some(TransferClue { letter: letter?, notice: notice? }.into())
    },
    probe: |_, _| TransferClue { letter: probing(), notice: probing() }.into(),
};

/// 记录外部办理结果
pub(super) const END_OUTSIDE: Deed = Deed {
    slug: "end",
    act: Act::EndOutside,
    fields: |sheet, typed| {
        vec![Field::lines(typed, "notice", sheet.w.notice()).hint(sheet.w.notice_hint())]
    },
    wish: |reading| Some(EndOutside { notice: reading.text("notice")? }.into()),
    probe: |_, _| EndOutside { notice: probing() }.into(),
};

/// 核查疑似报复
pub(super) const CHECK_SUSPICION: Deed = Deed {
    slug: "suspicion",
    act: Act::CheckSuspicion,
    fields: |sheet, typed| {
        let w = sheet.w;
        let choices = vec![
            Choice::new("unrelated", w.suspicion_unrelated()),
            Choice::new("retaliation", w.suspicion_retaliation()),
        ];
        vec![
            Field::radios(typed, "outcome", w.suspicion_outcome(), choices),
            Field::lines(typed, "text", w.learnt()),
        ]
    },
    wish: |reading| {
        let (outcome, text) = (reading.one_of("outcome", &SUSPICIONS), reading.text("text"));
        let suspicion = suspicion(reading.dossier);
        Some(CheckSuspicion { suspicion, outcome: outcome?, text: text? }.into())
    },
    probe: |dossier, _| {
        let suspicion = suspicion(dossier);
        CheckSuspicion { suspicion, outcome: SuspicionOutcome::Unrelated, text: probing() }.into()
    },
};

/// The request that waits; 0 where none does.
fn asked(dossier: &ComplaintDossier) -> u32 {
    let mut asked = dossier.complaint.unsealings.iter().filter(|request| request.is_asked());
    asked.next().map_or(0, |request| request.ordinal)
}

/// The suspicion that was not checked yet; 0 where there is none.
fn suspicion(dossier: &ComplaintDossier) -> u32 {
    let mut open = dossier.complaint.suspicions.iter().filter(|one| one.outcome.is_none());
    open.next().map_or(0, |one| one.ordinal)
}
