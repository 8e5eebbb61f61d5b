//! 受理与调查.

use xiaoneng_domain::complaint::{
    Accept, Act, Appoint, ComplaintCommand, IdentifyRespondent, Merge, Mode, NewRoute,
    RecordInvestigation, RecordKind, Reject, RejectReason, Reroute, StepAside,
};
use xiaoneng_domain::id::UnitId;

use super::choices::MODES;
use super::{Deed, Reading, probing};
use crate::kit::form::{Choice, Field};

const KINDS: [(RecordKind, &str); 3] =
    [(RecordKind::Talk, "talk"), (RecordKind::Document, "document"), (RecordKind::Visit, "visit")];

/// 受理
pub(super) const ACCEPT: Deed = Deed {
    slug: "accept",
    act: Act::Accept,
    fields: |sheet, typed| {
        let w = sheet.w;
        let mut fields = sheet.route(typed);
        fields.push(Field::day(typed, "finish", w.finish_on()).optional());
        fields.push(
            Field::lines(typed, "notice", w.notice())
                .hint(w.notice_hint())
                .proposed(typed, w.notice_accepted()),
        );
        fields
    },
    wish: |reading| {
        let route = route(reading);
        let notice = reading.text("notice");
        Some(Accept { route: route?, notice: notice? }.into())
    },
    probe: |_, _| Accept { route: NewRoute::self_handled(), notice: probing() }.into(),
};

/// 不予受理
pub(super) const REJECT: Deed = Deed {
    slug: "reject",
    act: Act::Reject,
    fields: |sheet, typed| {
        let w = sheet.w;
        let choice = |(at, reason): (usize, &RejectReason)| {
            Choice::new(at.to_string(), w.reject_reason(*reason))
        };
        let reasons = RejectReason::ALL.iter().enumerate().map(choice).collect();
        vec![
            Field::radios(typed, "reason", w.reason(), reasons),
            Field::lines(typed, "notice", w.notice()).hint(w.notice_reject_hint()),
        ]
    },
    wish: |reading| {
        let at: Option<usize> = reading.typed.get("reason").parse().ok();
        let reason = at.and_then(|at| RejectReason::ALL.get(at)).copied();
        if reason.is_none() {
            reading.errors.add("reason", reading.w.err_choice());
        }
        let notice = reading.text("notice");
        Some(Reject { reason: reason?, notice: notice? }.into())
    },
    probe: |_, _| Reject { reason: RejectReason::NoConcreteFact, notice: probing() }.into(),
};

/// 并案
pub(super) const MERGE: Deed = Deed {
    slug: "merge",
    act: Act::Merge,
    fields: |sheet, typed| {
        vec![
            Field::line(typed, "into", sheet.w.merge_into()),
            Field::lines(typed, "notice", sheet.w.notice()).hint(sheet.w.notice_merge_hint()),
        ]
    },
    wish: |reading| {
        let into = reading.typed.get("into").to_uppercase();
        let notice = reading.text("notice");
        Some(Merge { into: into.into(), notice: notice? }.into())
    },
    probe: |_, _| Merge { into: "".into(), notice: probing() }.into(),
};

/// 改变办理方式
pub(super) const ROUTE: Deed = Deed {
    slug: "route",
    act: Act::Route,
    fields: |sheet, typed| sheet.route(typed),
    wish: |reading| Some(Reroute { route: route(reading)? }.into()),
    probe: |_, _| Reroute { route: NewRoute::self_handled() }.into(),
};

/// 指定调查人
pub(super) const APPOINT: Deed = Deed {
    slug: "appoint",
    act: Act::Appoint,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "first", w.first_investigator(), sheet.investigators())
                .hint(w.investigators_hint()),
            Field::select(typed, "second", w.second_investigator(), sheet.investigators()),
        ]
    },
    wish: |reading| {
        let (first, second) = (reading.person("first"), reading.person("second"));
        Some(Appoint { first: first?, second: second? }.into())
    },
    probe: |_, person| Appoint { first: person.clone(), second: person.clone() }.into(),
};

/// 记录调查
pub(super) const RECORD: Deed = Deed {
    slug: "record",
    act: Act::Record,
    fields: |sheet, typed| {
        let w = sheet.w;
        let kinds = vec![
            Choice::new("talk", w.kind_talk()),
            Choice::new("document", w.kind_document()),
            Choice::new("visit", w.kind_visit()),
        ];
        vec![Field::radios(typed, "kind", w.kind(), kinds), Field::lines(typed, "text", w.learnt())]
    },
    wish: |reading| {
        let (kind, text) = (reading.one_of("kind", &KINDS), reading.text("text"));
        Some(RecordInvestigation { kind: kind?, text: text? }.into())
    },
    probe: |_, _| RecordInvestigation { kind: RecordKind::Talk, text: probing() }.into(),
};

/// 要求书面说明
pub(super) const DEMAND: Deed = Deed {
    slug: "demand",
    act: Act::DemandExplanation,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "to", w.to(), sheet.concerned()),
            Field::lines(typed, "question", w.question()).hint(w.question_hint()),
        ]
    },
    wish: |reading| {
        let (to, question) = (reading.person("to"), reading.text("question"));
        let (to, question) = (to?, question?);
        Some(reading.site.app().new_inquiry(to, question.body()).into())
    },
    probe: |_, person| {
        let (item, to, text) = ("HC22222222".into(), person.clone(), probing());
        ComplaintCommand::from(xiaoneng_domain::complaint::DemandExplanation { item, to, text })
    },
};

/// 查明被投诉人
pub(super) const IDENTIFY: Deed = Deed {
    slug: "identify",
    act: Act::Identify,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "unit", w.of_units(), sheet.units())
                .hint(w.identify_hint())
                .optional(),
            Field::select(typed, "person", w.of_persons(), sheet.everybody()).optional(),
        ]
    },
    wish: |reading| {
        let (unit, person) = (reading.maybe_unit("unit"), reading.maybe_person("person"));
        Some(IdentifyRespondent { unit, person }.into())
    },
    probe: |_, _| IdentifyRespondent { unit: None, person: None }.into(),
};

/// 回避
pub(super) const STEP_ASIDE: Deed = Deed {
    slug: "step-aside",
    act: Act::StepAside,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::select(typed, "person", w.who_steps_aside(), sheet.investigators())
                .hint(w.step_aside_hint())
                .optional(),
            Field::lines(typed, "reason", w.reason()),
        ]
    },
    wish: |reading| {
        let person = reading.maybe_person("person").unwrap_or_else(|| reading.by.clone());
        let reason = reading.text("reason");
        Some(StepAside { person, reason: reason? }.into())
    },
    probe: |_, person| StepAside { person: person.clone(), reason: probing() }.into(),
};

fn route(reading: &mut Reading<'_>) -> Option<NewRoute> {
    let mode: Mode = reading.one_of("mode", &MODES)?;
    let unit = reading.maybe_unit("unit");
    let assisting = reading.typed.all("assisting").map(UnitId::from).collect();
    let (finish_on, letter) = (reading.maybe_day("finish"), reading.maybe_text("letter"));
    Some(NewRoute { mode, unit, assisting, finish_on, letter })
}
