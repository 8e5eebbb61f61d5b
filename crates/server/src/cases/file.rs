//! 案卷. How the case stands, what was found, what is due, what may be done now, what happened.

use askama::Template;
use axum::extract::{Path, Query, State};
use xiaoneng_app::Names;
use xiaoneng_app::cases::{CaseDossier, OtherLiable};
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::accountability::{CaseStep, FactOnFile, OutsideRecord, Term, acts_due};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;

use crate::Site;
use crate::cases::deeds::{self, May};
use crate::cases::list::subject_of;
use crate::cases::mine::{Asking, ChargeLine, charge_line, record_words};
use crate::cases::page::section_of;
use crate::cases::sight::{Side, Sight};
use crate::cases::words::CaseWords;
use crate::cases::{closed, trail};
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;

/// 其他责任人, in words, with the page of his own case.
struct OtherLine {
    name: String,
    liability: &'static str,
    case: String,
}

#[derive(Template)]
#[template(path = "cases/file.html")]
struct FilePage {
    shell: StaffShell,
    w: CaseWords,
    done: String,
    number: String,
    stage: &'static str,
    due: String,
    acts: Vec<(&'static str, &'static str)>,
    /// What he may not do now, and why.
    not_now: Vec<(&'static str, String)>,
    facts: Vec<(&'static str, String)>,
    /// The terms that run.
    terms: Vec<(&'static str, String, bool)>,
    charges: Vec<ChargeLine>,
    evidence: Vec<String>,
    others: Vec<OtherLine>,
    records: Vec<String>,
    trail: Vec<TimelineLine>,
    is_by_system: bool,
}

/// `GET /s/cases/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asking): Query<Asking>,
) -> Answer {
    let (app, actor) = (site.app(), staff.actor());
    let found = Side::File.of(&site, &actor, &number.as_str().into()).await?;
    let Some(sight) = found else { return closed::page_of(&site, &visitor, &staff) };
    let w = CaseWords(visitor.language);
    let (mut acts, mut not_now) = (Vec::new(), Vec::new());
    for deed in deeds::DEEDS {
        match deeds::may(deed, &sight, &actor) {
            May::Now => acts.push((deed.slug, w.act(deed.act))),
            May::NotNow(no) => not_now.push((w.act(deed.act), no.to_string())),
            May::NotHis => {}
        }
    }
    let Sight::File(file) = &sight else { return closed::page_of(&site, &visitor, &staff) };
    // What is due comes first.
    let due = acts_due(&file.case);
    let first: Vec<&str> = due.iter().filter_map(|act| deeds::slug_of(*act)).collect();
    acts.sort_by_key(|(slug, _)| !first.contains(slug));
    let names = app.names().await?;
    let others = app.others_liable(&actor, file).await?;
    let due: Vec<&str> = due.iter().map(|act| w.act(*act)).collect();
    let done = deeds::find(&asking.done).map(|deed| w.done(w.act(deed.act)));
    let done = if asking.done == "open" { Some(w.opened().to_owned()) } else { done };
    let charges = file.charges();
    let clue = file.case.clue.as_ref();
    Ok(page(&FilePage {
        shell: StaffShell::of(&site, &visitor, &staff, section_of(Side::File), w.title()),
        done: done.unwrap_or_default(),
        number,
        stage: file.case.stage.name(),
        due: due.join(w.choose("、", ", ")),
        acts,
        not_now,
        facts: facts(w, file, &names),
        terms: file.case.terms.values().map(|term| term_line(w, file.now, term)).collect(),
        charges: charges.iter().map(charge_line).collect(),
        evidence: evidence(file),
        others: others.into_iter().map(|other| other_line(&names, other)).collect(),
        records: records(w, file),
        trail: trail::of_file(w, file, &names),
        is_by_system: clue.is_some_and(|clue| clue.opened_by == Actor::System),
        w,
    }))
}

fn facts(w: CaseWords, file: &CaseDossier, names: &Names) -> Vec<(&'static str, String)> {
    let Some(clue) = &file.case.clue else { return Vec::new() };
    let organization = file.organization();
    let unit = organization.unit(&clue.office).map(|unit| unit.name.clone());
    let list = |people: &mut dyn Iterator<Item = &PersonId>| {
        people.map(|person| names.of(person)).collect::<Vec<&str>>().join(w.choose("、", ", "))
    };
    let investigators = list(&mut file.case.investigators.iter());
    let panel = file.case.panel.as_ref().map(|panel| {
        let member = |(person, vote): (&PersonId, &Option<_>)| {
            let name = names.of(person);
            let name = if person == &panel.chair { w.chair(name) } else { name.to_owned() };
            if vote.is_some() { format!("{name} {}", w.voted()) } else { name }
        };
        panel.members.iter().map(member).collect::<Vec<String>>().join(w.choose("、", ", "))
    });
    let concluded = file.case.panel.as_ref().and_then(|panel| panel.outcome);
    let executed = file.case.verdict.as_ref().and_then(|verdict| verdict.executed);
    let is_final = if file.case.is_final() { w.is_final() } else { w.not_final() };
    let all = [
        (w.subject(), Some(subject_of(w, (organization, names), &clue.subject))),
        (w.category(), clue.subject.category().map(|one| one.name().to_owned())),
        (w.source(), Some(clue.source.name().to_owned())),
        (w.reference(), file.texts.body(&clue.reference).map(str::to_owned)),
        (w.office(), unit),
        (w.opened_at(), Some(dates::day_and_time(*w, clue.opened_at))),
        (w.investigators(), Some(investigators).filter(|all| !all.is_empty())),
        (w.panel(), panel),
        (w.concluded(), concluded.map(|one| one.name().to_owned())),
        (w.executed(), executed.map(|one| format!("{}（{is_final}）", deeds::name_of(one)))),
    ];
    all.into_iter().filter_map(|(label, says)| Some((label, says?))).collect()
}

fn term_line(w: CaseWords, now: Instant, term: &Term) -> (&'static str, String, bool) {
    let step: CaseStep = term.step;
    let when = dates::day_and_time(*w, term.due_at);
    let says = if term.is_provisional { w.by_provisional(when) } else { w.by(when) };
    (step.name(), says, step.is_owed_by_the_office() && term.is_over(now))
}

fn evidence(file: &CaseDossier) -> Vec<String> {
    let line = |fact: &FactOnFile| {
        let text = file.texts.body(&fact.text).unwrap_or_default();
        format!("{} {}：{text}", fact.ordinal, fact.kind.name())
    };
    file.case.facts.iter().map(line).collect()
}

fn other_line(names: &Names, other: OtherLiable) -> OtherLine {
    OtherLine {
        name: names.of(&other.person).to_owned(),
        liability: other.liability.name(),
        case: other.case.map(|case| case.to_string()).unwrap_or_default(),
    }
}

fn records(w: CaseWords, file: &CaseDossier) -> Vec<String> {
    let words = |record: &OutsideRecord| {
        record_words(w, record, file.texts.body(&record.document).unwrap_or_default())
    };
    file.case.records.iter().map(words).collect()
}
