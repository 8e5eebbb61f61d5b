//! 督导、抽查卷宗: what it is about, what was written at each step, what was drawn and found.

use xiaoneng_app::inspections::{Question, Subject};
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::inspection::{Candidate, Checked, InspectionPlanned, Issue};
use xiaoneng_domain::text::TextDigest;

use crate::inspections::InspectionSheet;
use crate::inspections::deeds::subject_words;
use crate::inspections::words::InspectionWords;
use crate::kit::dates;
use crate::kit::docket::{Face, Link, Part};
use crate::kit::docket_words::DocketPageWords;

pub(super) fn of(sheet: &InspectionSheet<'_>) -> Face {
    let w = InspectionWords(sheet.language);
    let Some(plan) = &sheet.state().plan else {
        return Face {
            title: w.name().to_owned(),
            state: String::new(),
            about: Vec::new(),
            parts: Vec::new(),
            links: Vec::new(),
        };
    };
    let facts = &plan.facts;
    let mut parts = written(sheet);
    parts.extend(opinion(sheet));
    parts.extend(draw(sheet));
    parts.extend(checks(sheet));
    parts.extend(evidence(sheet));
    Face {
        title: title(sheet, facts),
        state: sheet.state().stage().name().to_owned(),
        about: about(sheet, facts),
        parts,
        links: sheet.state().seed.iter().map(|_| public_page(sheet)).collect(),
    }
}

/// 种类和学校; of a spot check, what it looks at.
fn title(sheet: &InspectionSheet<'_>, facts: &InspectionPlanned) -> String {
    match &facts.school {
        Some(school) => format!("{} · {}", facts.kind.name(), sheet.unit(school)),
        None => format!("{} · {}", facts.kind.name(), sheet.text(&facts.scope)),
    }
}

fn public_page(sheet: &InspectionSheet<'_>) -> Link {
    let w = InspectionWords(sheet.language);
    Link::new(format!("/open/draws/{}", sheet.number), w.public_page())
}

fn about(sheet: &InspectionSheet<'_>, facts: &InspectionPlanned) -> Vec<(&'static str, String)> {
    let w = InspectionWords(sheet.language);
    let when = |at: Instant| dates::day_and_time(sheet.language, at);
    let inspection = sheet.state();
    let inspectors: Vec<String> = facts.inspectors.iter().map(|one| sheet.name_of(one)).collect();
    let recused = inspection.recusals.iter();
    let recused: Vec<String> = recused
        .map(|(person, ground)| format!("{}（{}）", sheet.name_of(person), ground.name()))
        .collect();
    let join = |all: Vec<String>| all.join(w.choose("、", ", "));
    let rectify_by = inspection.opinion.as_ref().and_then(|opinion| opinion.rectify_by);
    let all = [
        (w.kind(), Some(facts.kind.name().to_owned())),
        (w.office(), Some(sheet.unit(&facts.office))),
        (w.school(), facts.school.as_ref().map(|school| sheet.unit(school))),
        (w.scope(), Some(sheet.text(&facts.scope))),
        (w.inspectors(), Some(join(inspectors))),
        (w.recused(), Some(join(recused))),
        (w.planned_on(), Some(dates::whole_day(sheet.language, facts.planned_on))),
        (w.defend_by(), inspection.preliminary.as_ref().map(|one| when(one.defend_by.at))),
        (w.rectify_by(), rectify_by.map(|due| when(due.at))),
        (w.overdue(), inspection.rectification_overdue_at.map(when)),
    ];
    let said = all.into_iter().filter_map(|(label, words)| Some((label, words?)));
    said.filter(|(_, words)| !words.is_empty()).collect()
}

/// What was written at each step of a visit to a school.
fn written(sheet: &InspectionSheet<'_>) -> Vec<Part> {
    let w = InspectionWords(sheet.language);
    let inspection = sheet.state();
    let text = |head: &str, digest: &TextDigest| Part::text(head, sheet.text(digest));
    let mut parts = Vec::new();
    let assessment = inspection.self_assessment.as_ref();
    parts.extend(assessment.map(|one| text(w.assessment(), &one.text)));
    if let Some(visit) = &inspection.visit {
        let mut part = text(w.visit_record(), &visit.record);
        let heard: Vec<&str> = visit.heard.iter().map(|one| one.name()).collect();
        let present: Vec<String> = visit.inspectors.iter().map(|one| sheet.name_of(one)).collect();
        let comma = w.choose("、", ", ");
        part.facts = vec![
            (w.present().to_owned(), present.join(comma)),
            (w.heard().to_owned(), heard.join(comma)),
        ];
        part.facts.retain(|(_, words)| !words.is_empty());
        parts.push(part);
    }
    parts.extend(inspection.preliminary.as_ref().map(|one| text(w.preliminary_text(), &one.text)));
    let defence = inspection.defence.as_ref();
    parts.extend(defence.map(|one| match (&one.statement, &one.by) {
        (Some(statement), _) => text(w.defence(), statement),
        (None, Some(_)) => Part::text(w.defence(), w.defence_waived().to_owned()),
        (None, None) => Part::text(w.defence(), w.defence_passed().to_owned()),
    }));
    parts
}

/// 督导意见书 with its issues, each with how far it is.
fn opinion(sheet: &InspectionSheet<'_>) -> Option<Part> {
    let w = InspectionWords(sheet.language);
    let opinion = sheet.state().opinion.as_ref()?;
    let standing = |issue: &Issue| match (issue.closed_at, issue.reported_at) {
        (Some(at), _) => w.issue_closed(dates::short(at)),
        (None, Some(at)) => w.issue_reported(dates::short(at)),
        (None, None) if issue.returns > 0 => w.issue_returned(issue.returns),
        (None, None) => w.issue_open().to_owned(),
    };
    let fact = |issue: &Issue| {
        (format!("{}. {}", issue.ordinal, sheet.text(&issue.text)), standing(issue))
    };
    let facts = sheet.state().issues.iter().map(fact).collect();
    Some(Part { facts, ..Part::text(w.opinion_text(), sheet.text(&opinion.text)) })
}

/// 抽签: what was published, and what was drawn.
fn draw(sheet: &InspectionSheet<'_>) -> Option<Part> {
    let w = InspectionWords(sheet.language);
    let published = sheet.state().seed.as_ref()?;
    let seed = &published.facts;
    let mut facts = vec![
        (w.seed_word().to_owned(), seed.seed.to_string()),
        (w.digest().to_owned(), seed.universe.to_string()),
        (w.size().to_owned(), seed.universe_size.to_string()),
        (w.sample().to_owned(), seed.sample.to_string()),
        (w.published_at().to_owned(), dates::day_and_time(sheet.language, published.at)),
    ];
    let mut links = Vec::new();
    if let Some(drawn) = &sheet.state().drawn {
        let words: Vec<String> = drawn.result.iter().map(|one| subject_words(sheet, one)).collect();
        facts.push((w.drawn().to_owned(), words.join(w.choose("、", ", "))));
        let matter = |one: &Candidate| match Subject::of(one, sheet.organization()) {
            Subject::Matter(number) => Some(Link::new(format!("/w/m/{number}"), number.as_str())),
            Subject::Unit(_) => None,
        };
        links.extend(drawn.result.iter().filter_map(matter));
    }
    Some(Part { links, ..Part::facts(w.draw_head(), facts) })
}

/// 抽查记录, of each thing drawn.
fn checks(sheet: &InspectionSheet<'_>) -> Vec<Part> {
    let w = InspectionWords(sheet.language);
    let part = |(subject, check): (&Candidate, &Checked)| {
        let answers = check.facts.answers.iter().filter_map(|(code, answer)| {
            let question = Question::find(code.as_str())?;
            Some((w.question(question).to_owned(), answer.name().to_owned()))
        });
        let mut facts: Vec<(String, String)> = answers.collect();
        facts.push((w.checked_by().to_owned(), sheet.name_of(&check.facts.by)));
        let remark = check.facts.remark.as_ref().map(|remark| sheet.text(remark));
        let unit = sheet.unit(&check.facts.unit);
        let head = match Subject::of(subject, sheet.organization()) {
            Subject::Unit(_) => unit,
            Subject::Matter(number) => format!("{number} · {unit}"),
        };
        Part { facts, ..Part::text(&head, remark.unwrap_or_default()) }
    };
    sheet.state().checks.iter().map(part).collect()
}

fn evidence(sheet: &InspectionSheet<'_>) -> Option<Part> {
    let w = DocketPageWords(sheet.language);
    let places = 1..=sheet.folder.evidence().len();
    let link = |place| Link::new(format!("{}/file/{place}", sheet.path()), w.evidence_one(place));
    let links: Vec<Link> = places.map(link).collect();
    let part = Part { head: w.evidence().to_owned(), links, ..Part::default() };
    (!part.links.is_empty()).then_some(part)
}
