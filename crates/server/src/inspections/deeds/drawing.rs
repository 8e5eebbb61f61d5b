//! 抽查：公布种子、抽取、记录.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_app::inspections::{ListOf, Question, Subject};
use xiaoneng_domain::inspection::{
    Answer, Candidate, Draw, Inspection, InspectionKind, PublishSeed, RecordCheck, Seed,
};
use xiaoneng_domain::text::TextDigest;

use super::Special;
use crate::inspections::words::InspectionWords;
use crate::inspections::{InspectionSheet, Inspections};
use crate::kit::docket::{Deed, Reading, Wish};
use crate::kit::form::{Choice, Field};

const ANSWERS: [(Answer, &str); 3] =
    [(Answer::Yes, "yes"), (Answer::No, "no"), (Answer::Unclear, "unclear")];

/// 公布种子
pub(super) const PUBLISH: Deed<Inspections> = Deed {
    slug: "seed",
    title: |language| InspectionWords(language).seed(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let lists = vec![
            Choice::new("schools", w.list_schools()),
            Choice::new("sections", w.list_sections()),
            Choice::new("completed", w.list_completed()),
        ];
        vec![
            Field::radios(typed, "list", w.list(), lists).hint(w.list_hint()),
            Field::day(typed, "from", w.from()).hint(w.days_hint()).optional(),
            Field::day(typed, "until", w.until()).optional(),
            Field::line(typed, "sample", w.sample()).hint(w.sample_hint()),
        ]
    },
    probes: |sheet| {
        if !is_spot_check(sheet.state()) {
            return Vec::new();
        }
        let (seed, list) = (Seed::from_bytes([0; 32]), TextDigest::from_bytes([0; 32]));
        let universe = Candidate::read("x").ok().into_iter().collect();
        vec![PublishSeed { seed, universe, list, sample: 1 }.into()]
    },
    wish: |sheet, reading| {
        let (of, sample) = (list_of(sheet, reading), reading.number("sample"));
        Some(Wish::Special(Special::Publish { of: of?, sample: sample? }))
    },
    takes_evidence: false,
};

fn list_of(sheet: &InspectionSheet<'_>, reading: &mut Reading<'_>) -> Option<ListOf> {
    match reading.one_of("list", &[(0, "schools"), (1, "sections"), (2, "completed")])? {
        0 => Some(ListOf::Schools),
        1 => Some(ListOf::Sections),
        _ => {
            let (from, until) = (reading.day("from"), reading.day("until"));
            let (from, until) = (from?, until?);
            if until < from {
                reading.errors.add("until", InspectionWords(sheet.language).days_backwards());
            }
            Some(ListOf::Completed { from, until })
        }
    }
}

fn is_spot_check(inspection: &Inspection) -> bool {
    let plan = inspection.plan.as_ref();
    plan.is_some_and(|plan| plan.facts.kind == InspectionKind::SpotCheck)
}

/// 抽取
pub(super) const DRAW: Deed<Inspections> = Deed {
    slug: "draw",
    title: |language| InspectionWords(language).draw(),
    fields: |_, _| Vec::new(),
    probes: |sheet| {
        // The list itself is read when it is drawn.
        let is_due = sheet.state().seed.is_some() && sheet.state().drawn.is_none();
        let probe = || Draw { universe: BTreeSet::new() }.into();
        if is_due { vec![probe()] } else { Vec::new() }
    },
    wish: |_, _| Some(Wish::Special(Special::Draw)),
    takes_evidence: false,
};

/// 记录抽查、回访
pub(super) const RECORD: Deed<Inspections> = Deed {
    slug: "record",
    title: |language| InspectionWords(language).record(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let waiting: Vec<Candidate> = unrecorded(sheet.state()).cloned().collect();
        let choice = |one: &Candidate| Choice::new(one.as_str(), subject_words(sheet, one));
        let mut fields = vec![Field::select(
            typed,
            "subject",
            w.subject(),
            waiting.iter().map(choice).collect(),
        )];
        for question in asked(sheet) {
            let answers = ANSWERS.iter().map(|(one, code)| Choice::new(*code, one.name()));
            let words = w.question(*question);
            fields.push(Field::radios(typed, question.code(), words, answers.collect()));
        }
        fields.push(Field::lines(typed, "remark", w.remark()).hint(w.remark_hint()).optional());
        fields
    },
    probes: |sheet| {
        let Some(plan) = &sheet.state().plan else { return Vec::new() };
        // Whose it is is read from the register when it is recorded.
        let probe = |subject: &Candidate| {
            let unit = plan.facts.office.clone();
            RecordCheck { subject: subject.clone(), unit, answers: BTreeMap::new(), remark: None }
        };
        unrecorded(sheet.state()).take(1).map(probe).map(Into::into).collect()
    },
    wish: |sheet, reading| {
        let w = InspectionWords(sheet.language);
        let subject = Candidate::read(reading.typed.get("subject")).ok();
        if subject.is_none() {
            reading.errors.add("subject", w.err_subject());
        }
        let mut answers = BTreeMap::new();
        for question in asked(sheet) {
            let answer = reading.one_of(question.code(), &ANSWERS);
            let code = Candidate::read(question.code()).ok();
            answers.extend(code.zip(answer));
        }
        let remark = reading.maybe_text("remark");
        Some(Wish::Special(Special::Record { subject: subject?, answers, remark }))
    },
    takes_evidence: false,
};

/// What was drawn and has no record yet.
fn unrecorded(inspection: &Inspection) -> impl Iterator<Item = &Candidate> {
    let drawn = inspection.drawn.iter().flat_map(|drawn| &drawn.result);
    drawn.filter(|one| !inspection.checks.contains_key(*one))
}

/// The questions put of what was drawn; one list holds things of one kind.
fn asked(sheet: &InspectionSheet<'_>) -> &'static [Question] {
    let first = sheet.state().drawn.as_ref().and_then(|drawn| drawn.result.first());
    let subject = first.map(|one| Subject::of(one, sheet.organization()));
    subject.map_or(&[], |subject| subject.questions())
}

/// What an id stands for, in words.
pub(in crate::inspections) fn subject_words(
    sheet: &InspectionSheet<'_>,
    one: &Candidate,
) -> String {
    match Subject::of(one, sheet.organization()) {
        Subject::Unit(unit) => sheet.unit(&unit),
        Subject::Matter(number) => number.to_string(),
    }
}
