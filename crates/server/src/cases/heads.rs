//! 校园长问责. The page of a head: what stands against his school, his points, the step they reach, the
//! cases about him, and what comes next; for whoever watches over all, the heads with points.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_app::Names;
use xiaoneng_app::cases::CasesOf;
use xiaoneng_app::leaders::{HeadStanding, SchoolFact};
use xiaoneng_domain::accountability::FactStanding;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::LeaderFault;
use xiaoneng_domain::stream::StreamId;

use crate::Site;
use crate::cases::closed;
use crate::cases::list::{Line, line_of};
use crate::cases::words::CaseWords;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// More cases about one person than there will ever be.
const MOST: u32 = 200;

/// 一位校园长 in the list.
struct HeadLine {
    unit: String,
    school: String,
    head: String,
    points: u32,
    step: String,
    demands_talk: bool,
}

/// 一项事实, in words.
struct FactLine {
    kind: &'static str,
    when: String,
    standing: &'static str,
    counts: bool,
    /// Where it can be read; empty where it is sealed.
    path: String,
    name: String,
}

#[derive(Template)]
#[template(path = "cases/heads.html")]
struct HeadsPage {
    shell: StaffShell,
    w: CaseWords,
    lines: Vec<HeadLine>,
}

#[derive(Template)]
#[template(path = "cases/head.html")]
struct HeadPage {
    shell: StaffShell,
    w: CaseWords,
    head: HeadLine,
    falls_out: String,
    facts: Vec<FactLine>,
    /// About the head himself; only he sees them here.
    cases: Vec<Line>,
}

/// `GET /w/heads`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = CaseWords(visitor.language);
    let app = site.app();
    let heads = app.heads(&staff.person).await?;
    let (known, names) = (app.known().await?, app.names().await?);
    let line = |one: &HeadStanding| head_line(w, (&known.organization, &names), one);
    let shell = StaffShell::of(&site, &visitor, &staff, Section::None, w.heads());
    Ok(page(&HeadsPage { shell, w, lines: heads.iter().map(line).collect() }))
}

/// `GET /w/heads/{unit}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(unit): Path<String>,
) -> Answer {
    let w = CaseWords(visitor.language);
    let app = site.app();
    let found = app.head_standing(&staff.person, &unit.as_str().into()).await?;
    let Some(found) = found else { return closed::page_of(&site, &visitor, &staff) };
    let (known, names) = (app.known().await?, app.names().await?);
    let is_his = found.head.as_ref() == Some(&staff.person);
    let mut cases = Vec::new();
    if is_his {
        let own = app.list_cases(&staff.person, CasesOf::Own, true, (None, MOST)).await?;
        cases.extend(own.rows.iter().map(|one| line_of(w, (&known.organization, &names), one)));
    }
    let falls_out = found.falls_out_on.map(|day| dates::whole_day(*w, day));
    Ok(page(&HeadPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::None, w.heads()),
        head: head_line(w, (&known.organization, &names), &found),
        falls_out: falls_out.unwrap_or_default(),
        facts: found.facts.iter().map(|one| fact_line(w, one)).collect(),
        cases,
        w,
    }))
}

fn head_line(
    w: CaseWords,
    (organization, names): (&Organization, &Names),
    one: &HeadStanding,
) -> HeadLine {
    let unit = organization.unit(&one.unit);
    let step = one.standing.step.map(|step| step.name());
    let proposal = if one.standing.is_proposal { w.proposal() } else { "" };
    HeadLine {
        unit: one.unit.to_string(),
        school: unit.map_or_else(|| one.unit.to_string(), |unit| unit.name.clone()),
        head: one.head.as_ref().map(|head| names.of(head).to_owned()).unwrap_or_default(),
        points: one.standing.points,
        step: format!("{}{proposal}", step.unwrap_or(w.step_none())),
        demands_talk: one.standing.demands_talk,
    }
}

fn fact_line(w: CaseWords, one: &SchoolFact) -> FactLine {
    let (path, name) = match &one.stream {
        Some(StreamId::Card(card)) => (format!("/w/cards/{card}"), card.to_string()),
        Some(StreamId::Task(task)) => (format!("/w/tasks/{task}"), task.to_string()),
        Some(
            StreamId::Matter(_)
            | StreamId::Organization
            | StreamId::Rules
            | StreamId::Person(_)
            | StreamId::Complaint(_)
            | StreamId::Inspection(_)
            | StreamId::Circular(_)
            | StreamId::Case(_),
        )
        | None => (String::new(), String::new()),
    };
    let kind = match one.fact.kind {
        LeaderFault::VerifiedComplaint => w.fact_sealed(),
        kind @ (LeaderFault::RedCard
        | LeaderFault::FailedRectification
        | LeaderFault::PushUp
        | LeaderFault::LateTaskReport) => kind.name(),
    };
    let standing = match one.fact.standing {
        FactStanding::Final => w.fact_final(),
        FactStanding::Pending => w.fact_pending(),
        FactStanding::Withdrawn => w.fact_withdrawn(),
    };
    let counts = one.fact.standing == FactStanding::Final;
    FactLine { kind, when: dates::day_and_time(*w, one.fact.at), standing, counts, path, name }
}
