//! 规则. The texts in force, and what waits for the second person.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::governance::{GovernanceCommand, Proposal, Proposed};

use crate::admin::difference::{Hunk, hunks};
use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, RulesWords};
use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/rules.html")]
struct RulesPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: RulesWords,
    says: String,
    editions: Vec<(String, String)>,
    proposals: Vec<ProposalLine>,
    groups: Vec<(&'static str, Vec<FileLine>)>,
}

/// A proposal that waits.
struct ProposalLine {
    number: u32,
    name: String,
    subject: String,
    by: String,
}

/// A file of the rules.
struct FileLine {
    path: String,
    title: String,
}

#[derive(Template)]
#[template(path = "admin/proposal.html")]
struct ProposalPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: RulesWords,
    number: u32,
    subject: String,
    by: String,
    files: Vec<(String, Vec<Hunk>)>,
}

/// What a page is shown after.
#[derive(Deserialize)]
pub(crate) struct After {
    proposed: Option<u32>,
    #[serde(default)]
    done: String,
}

/// `GET /a/rules`
pub(crate) async fn show(visit: Visit, Query(after): Query<After>) -> Answer {
    visit.through(Door::Rules)?;
    let w = RulesWords(visit.visitor.language);
    let app = visit.site.app();
    let governance = app.known().await?.governance;
    let short = |digest: &xiaoneng_domain::text::TextDigest| {
        digest.to_string().chars().take(12).collect::<String>()
    };
    let editions = governance
        .editions
        .iter()
        .rev()
        .map(|edition| (w.from(dates::whole_day(*w, edition.from)), short(&edition.digest)));
    let mut proposals = Vec::new();
    for (number, proposal) in &governance.proposals {
        let (name, subject) = (w.proposal(number), subject_of(w, proposal));
        proposals.push(ProposalLine {
            number: *number,
            name,
            subject,
            by: by(&visit, w, proposal).await?,
        });
    }
    let says = match (after.proposed, after.done.as_str()) {
        (Some(number), _) => w.proposed(number),
        (None, "approve") => w.approved().to_owned(),
        (None, "withdraw") => w.withdrawn().to_owned(),
        (None, _) => String::new(),
    };
    Ok(page(&RulesPage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Rules),
        w,
        says,
        editions: editions.collect(),
        proposals,
        groups: groups(w, &app.rule_texts().await?),
    }))
}

fn groups(w: RulesWords, texts: &BTreeMap<String, String>) -> Vec<(&'static str, Vec<FileLine>)> {
    let group = |word: &'static str, below: &str| {
        let files = texts.iter().filter(|(path, _)| path.starts_with(below));
        let line = |(path, text): (&String, &String)| FileLine {
            path: path.clone(),
            title: title_of(text),
        };
        (word, files.map(line).collect::<Vec<_>>())
    };
    let mut groups = vec![
        group(w.county(), "county/"),
        group(w.national(), "national/"),
        group(w.calendars(), "calendar/"),
    ];
    groups.retain(|(_, files)| !files.is_empty());
    groups
}

/// The first title in a file.
fn title_of(text: &str) -> String {
    let line = text.lines().find_map(|line| line.trim().strip_prefix("title = \""));
    line.map(|rest| rest.trim_end_matches('"').to_owned()).unwrap_or_default()
}

/// `GET /a/rules/proposal/{number}`
pub(crate) async fn proposal(visit: Visit, Path(number): Path<u32>) -> Answer {
    visit.through(Door::Rules)?;
    let w = RulesWords(visit.visitor.language);
    let app = visit.site.app();
    let governance = app.known().await?.governance;
    let standing = governance.proposals.get(&number).ok_or(Problem::NoSuchPage)?;
    let changes = app.changes_of(number).await?.ok_or(Problem::NoSuchPage)?;
    let files = changes.into_iter().map(|change| {
        let hunks = hunks(&change.before, &change.after);
        (change.path, hunks)
    });
    Ok(page(&ProposalPage {
        shell: visit.shell(&w.proposal(number)),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Rules),
        w,
        number,
        subject: subject_of(w, standing),
        by: by(&visit, w, standing).await?,
        files: files.collect(),
    }))
}

/// `POST /a/rules/proposal/{number}/{act}`
pub(crate) async fn decide(
    visit: Visit,
    Path((proposal, act)): Path<(u32, String)>,
    _: Posted,
) -> Answer {
    visit.through(Door::Rules)?;
    let command = match act.as_str() {
        "approve" => GovernanceCommand::Approve { proposal },
        "withdraw" => GovernanceCommand::Withdraw { proposal },
        _ => return Err(Problem::NoSuchPage),
    };
    visit.site.app().decide_proposal(&visit.staff.actor(), command).await?;
    Ok(see_other(&format!("/a/rules?done={act}")))
}

fn subject_of(w: RulesWords, proposal: &Proposal) -> String {
    match &proposal.subject {
        Proposed::Rulebook { from } => w.rulebook_from(dates::whole_day(*w, *from)),
        Proposed::Calendar { year, notice } => w.calendar_of(year, notice),
    }
}

async fn by(visit: &Visit, w: RulesWords, proposal: &Proposal) -> Result<String, Problem> {
    Ok(match &proposal.by {
        Actor::Staff(person) => w.by(visit.name(person).await?),
        Actor::System | Actor::Citizen(_) => String::new(),
    })
}
