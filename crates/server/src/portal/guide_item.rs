//! 一个事项. What a citizen can rely on: who handles it, how long, what to bring, on what basis.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_domain::id::{MatterTypeCode, UnitId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::{
    Evidence, MatterType, Owner, Rulebook, Source, SourcedLimit, StartsAt,
};

use crate::Site;
use crate::kit::dates;
use crate::kit::limit;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::guide::{is_public, kind_in_words};
use crate::portal::words::guide::GuideWords;

/// A limit with what it rests on.
struct LimitLine {
    name: &'static str,
    words: String,
    source: String,
}

/// 环节.
struct StepLine {
    name: String,
    post: String,
    limit: String,
}

#[derive(Template)]
#[template(path = "portal/guide_item.html")]
struct GuideItemPage {
    shell: PublicShell,
    w: GuideWords,
    code: String,
    name: String,
    kind: &'static str,
    owner: String,
    /// The code of the owner, if one unit owns it.
    owner_unit: Option<String>,
    /// Whom to ask by telephone, and when; empty if no number is entered.
    phone: String,
    hours: String,
    limits: Vec<LimitLine>,
    starts: String,
    notes: Vec<&'static str>,
    steps: Vec<StepLine>,
    materials: Vec<String>,
    conditions: Vec<String>,
    supplement: String,
    longer: String,
    pauses: String,
    review: String,
    remedy: String,
    basis: Vec<String>,
    as_of: String,
}

/// `GET /guide/{item}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let w = GuideWords(visitor.language);
    let today = site.app().clock().now().date();
    let known = site.app().known().await?;
    let rules = known.rules.on(today);
    let item = rules.matter_types.get(&MatterTypeCode::from(code.as_str()));
    let item = item.filter(|item| is_public(item.kind)).ok_or(Problem::NoSuchPage)?;
    let shell = PublicShell::of(&site, &visitor, Section::Guide, &item.name).await;
    let (owner, owner_unit) = owner(w, &known.organization, item);
    let id = owner_unit.as_deref().map(UnitId::from);
    let unit = id.and_then(|id| known.organization.unit(&id));
    let said = unit.map(|unit| &unit.description).filter(|said| !said.phone.is_empty());
    let supplement = rules.supplement_of(item);
    let review = rules.review_of(item);
    Ok(page(&GuideItemPage {
        w,
        code: item.code.to_string(),
        name: item.name.clone(),
        kind: kind_in_words(w, item.kind),
        owner,
        owner_unit,
        phone: said.map_or(&shell.phone, |said| &said.phone).clone(),
        hours: said.map_or(&shell.hours, |said| &said.hours).clone(),
        limits: limits(w, item),
        starts: starts(w, item),
        notes: notes(w, item),
        steps: steps(w, item),
        materials: item.materials.clone(),
        conditions: item.conditions.clone(),
        supplement: w.supplement_says(
            limit::in_words(*w, supplement.notify.limit),
            limit::in_words(*w, supplement.citizen.limit),
        ),
        longer: longer(w, rules, item),
        pauses: pauses(w, rules, item),
        review: w.review_within(limit::in_words(*w, review.limit)),
        remedy: item.remedy.clone(),
        basis: basis(w, rules, item),
        as_of: w.as_of(dates::whole_day(*w, today)),
        shell,
    }))
}

fn owner(
    w: GuideWords,
    organization: &Organization,
    item: &MatterType,
) -> (String, Option<String>) {
    let unit = match &item.owner {
        Owner::School => return (w.owner_school().to_owned(), None),
        Owner::Receiver => return (w.owner_receiver().to_owned(), None),
        Owner::Function(function) => match organization.unit_for(*function) {
            Some(unit) => unit,
            None => return (function.name().to_owned(), None),
        },
        Owner::Unit(id) => match organization.unit(organization.heir_of(id)) {
            Some(unit) => unit,
            None => return (id.to_string(), None),
        },
    };
    (unit.name.clone(), Some(unit.id.to_string()))
}

fn limits(w: GuideWords, item: &MatterType) -> Vec<LimitLine> {
    let line = |name, sourced: &SourcedLimit| LimitLine {
        name,
        words: limit::in_words(*w, sourced.limit),
        source: told(w, &sourced.source),
    };
    let none = LimitLine {
        name: w.statutory(),
        words: w.statutory_none().to_owned(),
        source: String::new(),
    };
    vec![
        line(w.first_response(), &item.first_response),
        line(w.promised(), &item.promised),
        item.statutory.as_ref().map_or(none, |statutory| line(w.statutory(), statutory)),
    ]
}

fn starts(w: GuideWords, item: &MatterType) -> String {
    match &item.starts {
        StartsAt::Filed => w.starts_filed().to_owned(),
        StartsAt::Accepted(source) => w.starts_accepted(told(w, source)),
        StartsAt::MaterialsComplete(source) => w.starts_complete(told(w, source)),
    }
}

fn notes(w: GuideWords, item: &MatterType) -> Vec<&'static str> {
    let notes = [
        (item.is_instant, w.instant()),
        (item.is_safety, w.safety()),
        (item.is_policy, w.policy()),
        (item.is_reserved, w.no_agreement_by_silence()),
    ];
    notes.into_iter().filter(|(holds, _)| *holds).map(|(_, says)| says).collect()
}

fn steps(w: GuideWords, item: &MatterType) -> Vec<StepLine> {
    let line = |step: &xiaoneng_domain::rules::Step| StepLine {
        name: step.name.clone(),
        post: step.post.clone(),
        limit: w.step_within(limit::in_words(*w, step.limit)),
    };
    item.steps.iter().map(line).collect()
}

fn longer(w: GuideWords, rules: &Rulebook, item: &MatterType) -> String {
    match &item.extension {
        Some(by_law) => w.longer_by_law(limit::in_words(*w, by_law.limit), told(w, &by_law.source)),
        None => w.longer_common(rules.extension.times, rules.extension.percent),
    }
}

fn pauses(w: GuideWords, rules: &Rulebook, item: &MatterType) -> String {
    let named = item.suspensions.iter().filter_map(|code| rules.suspensions.get(code));
    let names: Vec<&str> = named.map(|rule| rule.name.as_str()).collect();
    match names.as_slice() {
        [] => w.pauses_none().to_owned(),
        names => w.pauses(names.join(w.choose("、", ", "))),
    }
}

/// What the item and its limits rest on, each once.
fn basis(w: GuideWords, rules: &Rulebook, item: &MatterType) -> Vec<String> {
    let starts = match &item.starts {
        StartsAt::Filed => None,
        StartsAt::Accepted(source) | StartsAt::MaterialsComplete(source) => Some(source),
    };
    let review = rules.review_of(item);
    let sources = [
        Some((w.basis_handling(), &item.basis)),
        item.statutory.as_ref().map(|limit| (w.statutory(), &limit.source)),
        Some((w.promised(), &item.promised.source)),
        Some((w.first_response(), &item.first_response.source)),
        starts.map(|source| (w.starts(), source)),
        item.delivery.as_ref().map(|limit| (w.basis_delivery(), &limit.source)),
        Some((w.disagree(), &review.source)),
    ];
    let mut lines: Vec<String> = Vec::new();
    for (label, source) in sources.into_iter().flatten() {
        let line = w.basis_of(label, told(w, source));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// 依据 in words; what the house itself agreed on is no document.
fn told(w: GuideWords, source: &Source) -> String {
    match source.evidence {
        Evidence::L | Evidence::N | Evidence::P => source.to_string(),
        Evidence::I => source.document.clone(),
        Evidence::K => format!("{source}{}", w.recalled()),
    }
}
