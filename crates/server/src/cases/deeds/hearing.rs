//! 告知与陈述申辩.

use xiaoneng_domain::accountability::{
    CaseAct, ExamineStatement, MakeCaseStatement, NotifyIntent, StatementOutcome, WaiveStatement,
};

use super::choices::choices_of;
use super::{Deed, none, probing};
use crate::kit::form::Field;

/// 告知拟处理意见
pub(super) const NOTIFY: Deed = Deed {
    slug: "notify",
    act: CaseAct::NotifyIntent,
    fields: |sheet, typed| {
        let mut fields = sheet.measures(typed);
        fields.push(Field::lines(typed, "facts", sheet.w.told_facts()));
        fields.push(Field::lines(typed, "basis", sheet.w.basis()));
        fields
    },
    wish: |reading| {
        let (facts, basis) = (reading.text("facts"), reading.text("basis"));
        Some(NotifyIntent { proposed: reading.fixed(), facts: facts?, basis: basis? }.into())
    },
    probe: || NotifyIntent { proposed: Vec::new(), facts: probing(), basis: probing() }.into(),
};

/// 陈述申辩
pub(super) const STATEMENT: Deed = Deed {
    slug: "statement",
    act: CaseAct::MakeStatement,
    fields: |sheet, typed| {
        vec![Field::lines(typed, "text", sheet.w.statement()).hint(sheet.w.statement_hint())]
    },
    wish: |reading| Some(MakeCaseStatement { text: reading.text("text")? }.into()),
    probe: || MakeCaseStatement { text: probing() }.into(),
};

/// 放弃陈述申辩
pub(super) const WAIVE: Deed = Deed {
    slug: "waive",
    act: CaseAct::WaiveStatement,
    fields: none,
    wish: |_| Some(WaiveStatement {}.into()),
    probe: || WaiveStatement {}.into(),
};

/// 核实陈述申辩
pub(super) const EXAMINE: Deed = Deed {
    slug: "examine",
    act: CaseAct::ExamineStatement,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::radios(typed, "outcome", w.outcome(), choices_of!(StatementOutcome)),
            Field::lines(typed, "record", w.record()),
        ]
    },
    wish: |reading| {
        let outcome = reading.code("outcome", StatementOutcome::of_code);
        let record = reading.text("record");
        Some(ExamineStatement { outcome: outcome?, record: record? }.into())
    },
    probe: || ExamineStatement { outcome: StatementOutcome::Adopted, record: probing() }.into(),
};
