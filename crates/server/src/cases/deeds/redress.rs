//! 复核与申诉.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    AskAppeal, AskCaseReview, CaseAct, DecideReview, ExtendAppeal, NameReviewers, Organ,
    OutcomeKind, RecordAppeal, RedressOutcome,
};

use super::choices::choices_of;
use super::{Deed, Reading, Sheet, probing};
use crate::kit::form::{Field, Typed};

/// 申请复核
pub(super) const ASK_REVIEW: Deed = Deed {
    slug: "ask-review",
    act: CaseAct::AskReview,
    fields: grounds,
    wish: |reading| Some(AskCaseReview { grounds: reading.text("grounds")? }.into()),
    probe: || AskCaseReview { grounds: probing() }.into(),
};

/// 提出申诉
pub(super) const ASK_APPEAL: Deed = Deed {
    slug: "ask-appeal",
    act: CaseAct::AskAppeal,
    fields: grounds,
    wish: |reading| Some(AskAppeal { grounds: reading.text("grounds")? }.into()),
    probe: || AskAppeal { grounds: probing() }.into(),
};

fn grounds(sheet: &Sheet<'_>, typed: &Typed) -> Vec<Field> {
    vec![Field::lines(typed, "grounds", sheet.w.grounds()).hint(sheet.w.grounds_hint())]
}

/// 指定复核人员
pub(super) const REVIEWERS: Deed = Deed {
    slug: "reviewers",
    act: CaseAct::NameReviewers,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "first", w.person(), sheet.fresh()).hint(w.apart_hint()),
            Field::select(typed, "second", w.person(), sheet.fresh()),
        ]
    },
    wish: |reading| {
        let (first, second) = (reading.person("first"), reading.person("second"));
        Some(NameReviewers { reviewers: [first?, second?].into() }.into())
    },
    probe: || NameReviewers { reviewers: BTreeSet::new() }.into(),
};

/// 作出复核决定
pub(super) const REVIEW: Deed = Deed {
    slug: "review",
    act: CaseAct::DecideReview,
    fields: |sheet, typed| {
        let mut fields = outcome_fields(sheet, typed);
        fields.push(Field::lines(typed, "reasons", sheet.w.reasons()));
        fields
    },
    wish: |reading| {
        let (outcome, reasons) = (outcome(reading), reading.text("reasons"));
        Some(DecideReview { outcome: outcome?, reasons: reasons? }.into())
    },
    probe: || DecideReview { outcome: RedressOutcome::Uphold, reasons: probing() }.into(),
};

/// 记录申诉决定
pub(super) const APPEAL: Deed = Deed {
    slug: "appeal",
    act: CaseAct::RecordAppeal,
    fields: |sheet, typed| {
        let mut fields = outcome_fields(sheet, typed);
        fields.push(Field::radios(typed, "organ", sheet.w.organ(), choices_of!(Organ)));
        fields.push(Field::line(typed, "document", sheet.w.document()));
        fields
    },
    wish: |reading| {
        let (outcome, organ) = (outcome(reading), reading.code("organ", Organ::of_code));
        let document = reading.text("document");
        Some(RecordAppeal { outcome: outcome?, organ: organ?, document: document? }.into())
    },
    probe: || {
        let (outcome, organ) = (RedressOutcome::Uphold, Organ::CompetentOrgan);
        RecordAppeal { outcome, organ, document: probing() }.into()
    },
};

/// 记录申诉期限延长
pub(super) const EXTEND_APPEAL: Deed = Deed {
    slug: "extend-appeal",
    act: CaseAct::ExtendAppeal,
    fields: |sheet, typed| vec![Field::lines(typed, "reason", sheet.w.reason())],
    wish: |reading| Some(ExtendAppeal { reason: reading.text("reason")? }.into()),
    probe: || ExtendAppeal { reason: probing() }.into(),
};

fn outcome_fields(sheet: &Sheet<'_>, typed: &Typed) -> Vec<Field> {
    let outcome = Field::radios(typed, "outcome", sheet.w.outcome(), choices_of!(OutcomeKind));
    let mut fields = vec![outcome.hint(sheet.w.remedies_note())];
    fields.extend(sheet.measures(typed));
    fields.extend(sheet.terms(typed));
    fields
}

fn outcome(reading: &mut Reading<'_>) -> Option<RedressOutcome> {
    Some(match reading.code("outcome", OutcomeKind::of_code)? {
        OutcomeKind::Upheld => RedressOutcome::Uphold,
        OutcomeKind::Revoked => RedressOutcome::Revoke,
        OutcomeKind::Changed => {
            let (fixed, warning, scope) = (reading.fixed(), reading.warning(), reading.scope());
            RedressOutcome::Change { fixed, warning, scope }
        }
    })
}
