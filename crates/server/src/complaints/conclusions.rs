//! 调查结论. For the leaders: what was found and what is done about it, once a complaint is closed; the
//! file and who complained stay with those who handle it.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_app::complaints::ConclusionLine;
use xiaoneng_domain::complaint::Finding;

use crate::Site;
use crate::complaints::closed;
use crate::complaints::words::ComplaintWords;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

struct Line {
    reference: String,
    unit: String,
    outcome: &'static str,
    root: &'static str,
    closed: String,
}

#[derive(Template)]
#[template(path = "complaints/conclusions.html")]
struct ConclusionsPage {
    shell: StaffShell,
    w: ComplaintWords,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "complaints/conclusion.html")]
struct ConclusionPage {
    shell: StaffShell,
    w: ComplaintWords,
    reference: String,
    facts: Vec<(&'static str, String)>,
    report: String,
    /// What is done, and the words of it.
    dealings: Vec<(&'static str, String)>,
    reply: Option<String>,
}

/// `GET /s/complaints/conclusions`
pub(crate) async fn list(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = ComplaintWords(visitor.language);
    let (app, actor) = (site.app(), staff.actor());
    if !app.reads_conclusions(&actor).await? {
        let (permission, who) = (w.conclusions().to_owned(), w.conclusions_who().to_owned());
        return Err(Problem::MayNotSee { permission, who });
    }
    let organization = app.known().await?.organization;
    let line = |one: ConclusionLine| Line {
        unit: organization.unit(&one.unit).map_or_else(String::new, |unit| unit.name.clone()),
        outcome: one.finding.outcome.name(),
        root: one.finding.root.name(),
        closed: dates::short(one.closed_at),
        reference: one.reference.to_string(),
    };
    let lines = app.conclusions(&actor).await?.into_iter().map(line).collect();
    let shell = StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.conclusions());
    Ok(page(&ConclusionsPage { shell, w, lines }))
}

/// `GET /s/complaints/{reference}/conclusion`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(reference): Path<String>,
) -> Answer {
    let app = site.app();
    let found = app.conclusion(&staff.actor(), &reference.as_str().into()).await?;
    let Some(found) = found else { return closed::page_of(&site, &visitor, &staff) };
    let w = ComplaintWords(visitor.language);
    let organization = app.known().await?.organization;
    let unit = organization.unit(&found.line.unit).map(|unit| unit.name.clone());
    let facts = facts(w, unit.unwrap_or_default(), &found.line);
    let dealings = found.dealings.into_iter().map(|(kind, text)| (w.dealing_kind(kind), text));
    Ok(page(&ConclusionPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.conclusion()),
        reference: found.line.reference.to_string(),
        facts,
        report: found.report,
        dealings: dealings.collect(),
        reply: found.reply,
        w,
    }))
}

fn facts(w: ComplaintWords, unit: String, line: &ConclusionLine) -> Vec<(&'static str, String)> {
    let Finding { outcome, root, categories, effect, .. } = &line.finding;
    let faults: Vec<&str> = categories.iter().map(|fault| w.fault(*fault)).collect();
    let all = [
        (w.of_units(), unit),
        (w.outcome(), outcome.name().to_owned()),
        (w.root(), root.name().to_owned()),
        (w.faults(), faults.join(w.choose("、", ", "))),
        (w.effect(), effect.map(|effect| w.effect_kind(effect).to_owned()).unwrap_or_default()),
        (w.closed_at(), dates::day_and_time(*w, line.closed_at)),
    ];
    all.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}
