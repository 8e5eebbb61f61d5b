//! 教育督导：通知、自评、现场、初步意见、申辩、意见书、整改、核查、公开、归档; 回避、取消.

use std::collections::BTreeSet;

use xiaoneng_app::Names;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::inspection::{
    CancelInspection, Defend, FileUpward, GivePreliminary, InspectionCommand, InspectionKind,
    Issue, Notify, PublishReport, RecordVisit, RecusalGround, Recuse, ReportRectification,
    SelfAssess, ServeOpinion, Stage, Verify,
};
use xiaoneng_domain::organization::{Organization, Person, Role};
use xiaoneng_domain::rules::Audience;

use crate::inspections::words::InspectionWords;
use crate::inspections::{InspectionSheet, Inspections};
use crate::kit::docket::{Deed, Wish, probing, unit_name};
use crate::kit::form::{Choice, Field};

const GROUNDS: [(RecusalGround, &str); 3] = [
    (RecusalGround::Relative, "relative"),
    (RecusalGround::Interest, "interest"),
    (RecusalGround::Other, "other"),
];

/// 书面通知
pub(super) const NOTIFY: Deed<Inspections> = Deed {
    slug: "notify",
    title: |language| InspectionWords(language).notify(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        vec![Field::lines(typed, "letter", w.letter()).hint(w.letter_hint())]
    },
    probes: |sheet| of_school(sheet, || Notify { letter: probing() }),
    wish: |_, reading| Some(Wish::plain(Notify { letter: reading.text("letter")? })),
    takes_evidence: false,
};

/// 自评
pub(super) const ASSESS: Deed<Inspections> = Deed {
    slug: "assess",
    title: |language| InspectionWords(language).assess(),
    fields: |sheet, typed| {
        vec![Field::lines(typed, "text", InspectionWords(sheet.language).assessment())]
    },
    probes: |sheet| of_school(sheet, || SelfAssess { text: probing() }),
    wish: |_, reading| Some(Wish::plain(SelfAssess { text: reading.text("text")? })),
    takes_evidence: false,
};

/// 记录现场督导
pub(super) const VISIT: Deed<Inspections> = Deed {
    slug: "visit",
    title: |language| InspectionWords(language).visit(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let heard = Audience::ALL.iter().map(|one| Choice::new(one.code(), one.name())).collect();
        let planned: Vec<PersonId> = planned(sheet).into_iter().collect();
        let present = inspectors(sheet).into_iter().map(|mut choice| {
            choice.is_chosen = planned.iter().any(|one| one.as_str() == choice.value);
            choice
        });
        vec![
            Field::checks(typed, "present", w.present(), present.collect()).hint(w.present_hint()),
            Field::checks(typed, "heard", w.heard(), heard).hint(w.heard_hint()),
            Field::lines(typed, "record", w.visit_record()),
        ]
    },
    probes: |sheet| {
        of_school(sheet, || RecordVisit {
            inspectors: planned(sheet),
            heard: Audience::ALL.iter().copied().collect(),
            record: probing(),
            evidence: Vec::new(),
        })
    },
    wish: |_, reading| {
        let (inspectors, record) = (reading.ticked("present"), reading.text("record")?);
        let ticked: BTreeSet<&str> = reading.typed.all("heard").collect();
        let heard = Audience::ALL.iter().copied().filter(|one| ticked.contains(one.code()));
        let heard = heard.collect();
        let once = reading.once.to_owned();
        let make = move |evidence| RecordVisit { inspectors, heard, record, evidence }.into();
        Some(Wish::WithEvidence(once, Box::new(make)))
    },
    takes_evidence: true,
};

/// 反馈初步意见
pub(super) const PRELIMINARY: Deed<Inspections> = Deed {
    slug: "preliminary",
    title: |language| InspectionWords(language).preliminary(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        vec![Field::lines(typed, "text", w.preliminary_text()).hint(w.preliminary_hint())]
    },
    probes: |sheet| of_school(sheet, || GivePreliminary { text: probing() }),
    wish: |_, reading| Some(Wish::plain(GivePreliminary { text: reading.text("text")? })),
    takes_evidence: false,
};

/// 申辩
pub(super) const DEFEND: Deed<Inspections> = Deed {
    slug: "defend",
    title: |language| InspectionWords(language).defend(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let kinds =
            vec![Choice::new("state", w.defend_state()), Choice::new("waive", w.defend_waive())];
        vec![
            Field::radios(typed, "kind", w.defend_kind(), kinds),
            Field::lines(typed, "text", w.defence()).optional(),
        ]
    },
    probes: |sheet| of_school(sheet, || Defend { statement: None }),
    wish: |_, reading| {
        let statement = match reading.one_of("kind", &[(true, "state"), (false, "waive")])? {
            true => Some(reading.text("text")?),
            false => None,
        };
        Some(Wish::plain(Defend { statement }))
    },
    takes_evidence: false,
};

/// 送达督导意见书
pub(super) const OPINION: Deed<Inspections> = Deed {
    slug: "opinion",
    title: |language| InspectionWords(language).opinion(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        vec![
            Field::lines(typed, "text", w.opinion_text()),
            Field::lines(typed, "issues", w.issues()).hint(w.issues_hint()).optional(),
            Field::day(typed, "rectify", w.rectify_on()).hint(w.rectify_hint()).optional(),
        ]
    },
    probes: |sheet| {
        of_school(sheet, || ServeOpinion { text: probing(), issues: Vec::new(), rectify_on: None })
    },
    wish: |_, reading| {
        let (text, issues) = (reading.text("text"), reading.each_line("issues"));
        let rectify_on = reading.maybe_day("rectify");
        Some(Wish::plain(ServeOpinion { text: text?, issues, rectify_on }))
    },
    takes_evidence: false,
};

/// 报告整改
pub(super) const RECTIFY: Deed<Inspections> = Deed {
    slug: "rectify",
    title: |language| InspectionWords(language).rectify(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let open = |issue: &&Issue| issue.closed_at.is_none() && issue.reported_at.is_none();
        vec![
            Field::checks(typed, "issue", w.which_issues(), issues(sheet, open)),
            Field::lines(typed, "text", w.rectified()).hint(w.rectified_hint()),
        ]
    },
    probes: |sheet| {
        let open = sheet.state().issues.iter().find(|issue| issue.reported_at.is_none());
        let issues: BTreeSet<u32> = open.map(|issue| issue.ordinal).into_iter().collect();
        of_school(sheet, || ReportRectification { issues, text: probing(), evidence: Vec::new() })
    },
    wish: |_, reading| {
        let (issues, text) = (reading.some_numbers("issue"), reading.text("text"));
        let (issues, text) = (issues?, text?);
        let once = reading.once.to_owned();
        let make = move |evidence| ReportRectification { issues, text, evidence }.into();
        Some(Wish::WithEvidence(once, Box::new(make)))
    },
    takes_evidence: true,
};

/// 核查整改
pub(super) const VERIFY: Deed<Inspections> = Deed {
    slug: "verify",
    title: |language| InspectionWords(language).verify(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let waiting = |issue: &&Issue| issue.waits();
        vec![
            Field::checks(typed, "closed", w.issues_closed(), issues(sheet, waiting)).optional(),
            Field::checks(typed, "returned", w.issues_returned(), issues(sheet, waiting))
                .optional(),
            Field::lines(typed, "record", w.verify_record()),
        ]
    },
    probes: |sheet| {
        let waiting = sheet.state().issues.iter().find(|issue| issue.waits());
        let closed: BTreeSet<u32> = waiting.map(|issue| issue.ordinal).into_iter().collect();
        of_school(sheet, || Verify { closed, returned: BTreeSet::new(), record: probing() })
    },
    wish: |sheet, reading| {
        let (closed, returned) = (reading.numbers("closed"), reading.numbers("returned"));
        let record = reading.text("record");
        let w = InspectionWords(sheet.language);
        if closed.is_empty() && returned.is_empty() {
            reading.errors.add("closed", w.err_issues());
        } else if !closed.is_disjoint(&returned) {
            reading.errors.add("returned", w.err_both());
        }
        Some(Wish::plain(Verify { closed, returned, record: record? }))
    },
    takes_evidence: false,
};

/// 公开督导报告
pub(super) const REPORT: Deed<Inspections> = Deed {
    slug: "report",
    title: |language| InspectionWords(language).report(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        vec![Field::lines(typed, "report", w.report_text()).hint(w.report_hint())]
    },
    probes: |sheet| of_school(sheet, || PublishReport { report: probing() }),
    wish: |_, reading| Some(Wish::plain(PublishReport { report: reading.text("report")? })),
    takes_evidence: false,
};

/// 上报归档
pub(super) const FILE: Deed<Inspections> = Deed {
    slug: "file",
    title: |language| InspectionWords(language).file(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        vec![Field::line(typed, "reference", w.file_reference()).hint(w.file_hint())]
    },
    probes: |_| vec![FileUpward { reference: probing() }.into()],
    wish: |_, reading| Some(Wish::plain(FileUpward { reference: reading.text("reference")? })),
    takes_evidence: false,
};

/// 登记回避
pub(super) const RECUSE: Deed<Inspections> = Deed {
    slug: "recuse",
    title: |language| InspectionWords(language).recuse(),
    fields: |sheet, typed| {
        let w = InspectionWords(sheet.language);
        let grounds = GROUNDS.iter().map(|(one, code)| Choice::new(*code, one.name())).collect();
        vec![
            Field::select(typed, "person", w.who(), inspectors(sheet)).hint(w.recuse_hint()),
            Field::radios(typed, "ground", w.ground(), grounds),
        ]
    },
    probes: |sheet| {
        let is_early = [Stage::Planned, Stage::Notified, Stage::SelfAssessed];
        if !is_early.contains(&sheet.state().stage()) {
            return Vec::new();
        }
        let (person, ground) = (sheet.person.clone(), RecusalGround::Other);
        of_school(sheet, || Recuse { person, ground })
    },
    wish: |_, reading| {
        let (person, ground) = (reading.chosen("person"), reading.one_of("ground", &GROUNDS));
        Some(Wish::plain(Recuse { person: person?, ground: ground? }))
    },
    takes_evidence: false,
};

/// 取消
pub(super) const CANCEL: Deed<Inspections> = Deed {
    slug: "cancel",
    title: |language| InspectionWords(language).cancel(),
    fields: |sheet, typed| {
        vec![Field::lines(typed, "reason", InspectionWords(sheet.language).reason())]
    },
    probes: |sheet| match sheet.state().is_open() {
        true => vec![CancelInspection { reason: probing() }.into()],
        false => Vec::new(),
    },
    wish: |_, reading| Some(Wish::plain(CancelInspection { reason: reading.text("reason")? })),
    takes_evidence: false,
};

/// A probe that has its place in an inspection of a school alone, and only while it runs.
fn of_school<C: Into<InspectionCommand>>(
    sheet: &InspectionSheet<'_>,
    probe: impl FnOnce() -> C,
) -> Vec<InspectionCommand> {
    let kind = sheet.state().plan.as_ref().map(|plan| plan.facts.kind);
    let has_place = kind != Some(InspectionKind::SpotCheck) && sheet.state().is_open();
    if has_place { vec![probe().into()] } else { Vec::new() }
}

fn planned(sheet: &InspectionSheet<'_>) -> BTreeSet<PersonId> {
    sheet.state().plan.as_ref().map(|plan| plan.facts.inspectors.clone()).unwrap_or_default()
}

/// Who may inspect: those named in the plan first, then all who are no administrators, by unit.
pub(super) fn inspectors(sheet: &InspectionSheet<'_>) -> Vec<Choice> {
    let school = sheet.state().plan.as_ref().and_then(|plan| plan.facts.school.clone());
    let planned = planned(sheet);
    let mut choices = people(sheet.organization(), sheet.names, school.as_ref());
    choices.sort_by_key(|choice| !planned.iter().any(|one| one.as_str() == choice.value));
    choices
}

/// People of the bureau and of other schools than that one; never administrators.
pub(in crate::inspections) fn people(
    organization: &Organization,
    names: &Names,
    school: Option<&UnitId>,
) -> Vec<Choice> {
    let may = |person: &&Person| {
        let is_administrator = person.roles.iter().any(|role| Role::is_administrator(*role));
        let is_of_school = school.is_some_and(|one| organization.is_within(&person.unit, one));
        !person.has_left && !is_administrator && !is_of_school
    };
    let choice = |person: &Person| {
        let unit = unit_name(organization, &person.unit);
        Choice::new(person.id.as_str(), format!("{}（{unit}）", names.of(&person.id)))
    };
    organization.persons.values().filter(may).map(choice).collect()
}

fn issues(sheet: &InspectionSheet<'_>, wanted: impl Fn(&&Issue) -> bool) -> Vec<Choice> {
    let issues = sheet.state().issues.iter().filter(wanted);
    let words = |issue: &Issue| format!("{}. {}", issue.ordinal, sheet.text(&issue.text));
    issues.map(|issue| Choice::new(issue.ordinal.to_string(), words(issue))).collect()
}
