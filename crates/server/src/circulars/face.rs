//! 通报卷宗: what it says of each unit, counted from its facts; who has acknowledged it.

use xiaoneng_app::tasks::section_of;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::circular::{CircularDrafted, FactReference, Item, circular_state};

use crate::circulars::CircularSheet;
use crate::circulars::draft_form::fact_key;
use crate::circulars::words::CircularWords;
use crate::kit::dates;
use crate::kit::docket::{Face, Link, Part};
use crate::kit::fact_words::FactWords;
use crate::kit::problem::form_encoded;

pub(super) fn of(sheet: &CircularSheet<'_>) -> Face {
    let w = CircularWords(sheet.language);
    let Some(draft) = &sheet.state().draft else {
        let title = w.name().to_owned();
        let (state, about, parts, links) = Default::default();
        return Face { title, state, about, parts, links };
    };
    let facts = &draft.facts;
    let items = facts.items.iter().enumerate();
    let mut parts: Vec<Part> = items.map(|(place, item)| part_of(sheet, place, item)).collect();
    parts.extend(corrections(sheet));
    let print = Link::new(format!("{}/print", sheet.path()), w.paper());
    let is_public = is_for_all(sheet, facts) && sheet.state().published.is_some();
    let public =
        is_public.then(|| Link::new(format!("/open/circulars/{}", sheet.number), w.public_page()));
    Face {
        title: sheet.text(&facts.title),
        state: w.state(circular_state(sheet.state())).to_owned(),
        about: about(sheet, facts),
        parts,
        links: std::iter::once(print).chain(public).collect(),
    }
}

fn is_for_all(sheet: &CircularSheet<'_>, facts: &CircularDrafted) -> bool {
    let bureau = sheet.organization().bureau();
    bureau.is_some_and(|bureau| facts.scope.contains(&bureau.id))
}

/// The units to which it goes, in words.
pub(super) fn scope_words(sheet: &CircularSheet<'_>, facts: &CircularDrafted) -> String {
    let w = CircularWords(sheet.language);
    if is_for_all(sheet, facts) {
        return w.scope_all().to_owned();
    }
    let names: Vec<String> = facts.scope.iter().map(|unit| sheet.unit(unit)).collect();
    names.join(w.choose("、", ", "))
}

fn about(sheet: &CircularSheet<'_>, facts: &CircularDrafted) -> Vec<(&'static str, String)> {
    let w = CircularWords(sheet.language);
    let when = |at: Instant| dates::day_and_time(sheet.language, at);
    let circular = sheet.state();
    let published = circular.published.as_ref();
    let drafter = facts.by.as_ref().map(|by| sheet.name_of(by));
    let waiting: Vec<String> =
        circular.unacknowledged().into_iter().map(|unit| sheet.unit(unit)).collect();
    let comma = w.choose("、", ", ");
    let all = [
        (w.document_number(), published.map(|one| sheet.text(&one.document_number))),
        (w.office(), Some(sheet.unit(&facts.office))),
        (w.drafter(), Some(drafter.unwrap_or_else(|| w.by_system().to_owned()))),
        (w.signer(), circular.submitted.as_ref().map(|one| sheet.name_of(&one.signer))),
        (w.signed_at(), published.map(|one| when(one.at))),
        (w.scope(), Some(scope_words(sheet, facts))),
        (w.receipt_by(), published.map(|one| when(one.receipt_by.at))),
        (w.not_acknowledged(), published.map(|_| waiting.join(comma))),
    ];
    let said = all.into_iter().filter_map(|(label, words)| Some((label, words?)));
    said.filter(|(_, words)| !words.is_empty()).collect()
}

/// 件数 of an item in words, counted from its facts.
pub(super) fn counted(sheet: &CircularSheet<'_>, item: &Item) -> String {
    FactWords(sheet.language).counts(&sheet.folder.counts(item))
}

/// 点名: who, with the number of the decision.
pub(super) fn named(sheet: &CircularSheet<'_>, item: &Item) -> Option<String> {
    let (person, decision) = (item.person.as_ref()?, item.decision.as_ref()?);
    Some(format!("{}（{}）", sheet.name_of(person), sheet.text(decision)))
}

/// By when an item is to be put right.
pub(super) fn rectify_by(sheet: &CircularSheet<'_>, place: usize, item: &Item) -> String {
    let published = sheet.state().published.as_ref();
    let due = published.and_then(|one| one.rectify_by.get(place)).map(|due| due.at);
    match (due, item.due_on) {
        (Some(at), _) => dates::day_and_time(sheet.language, at),
        (None, Some(day)) => dates::whole_day(sheet.language, day),
        (None, None) => CircularWords(sheet.language).by_the_rules().to_owned(),
    }
}

fn part_of(sheet: &CircularSheet<'_>, place: usize, item: &Item) -> Part {
    let w = CircularWords(sheet.language);
    let withdrawn = sheet.state().withdrawn();
    let line = |fact: &FactReference| {
        let standing = sheet.extra.standing.get(&fact_key(fact));
        let words = w.fact_line(fact, standing.map(|fact| fact.at));
        let says = match (withdrawn.contains(fact), standing) {
            (true, _) => w.fact_withdrawn(),
            (false, None) => w.fact_changed(),
            (false, Some(_)) => w.fact_stands(),
        };
        (words, says.to_owned())
    };
    let mut facts = vec![(w.counted().to_owned(), counted(sheet, item))];
    facts.extend(item.facts.iter().map(line));
    facts.push((w.demand().to_owned(), sheet.text(&item.demand)));
    facts.push((w.due().to_owned(), rectify_by(sheet, place, item)));
    facts.extend(named(sheet, item).map(|words| (w.person().to_owned(), words)));
    let links = rectification(sheet, place, item).into_iter().collect();
    Part { links, ..Part::facts(&sheet.unit(&item.unit), facts) }
}

/// 整改督办 of an item: the task that follows it, or where one is begun.
fn rectification(sheet: &CircularSheet<'_>, place: usize, item: &Item) -> Option<Link> {
    let w = CircularWords(sheet.language);
    let published = sheet.state().published.as_ref()?;
    if let Some(task) = sheet.extra.rectified_by.get(&(place + 1)) {
        return Some(Link::new(format!("/w/tasks/{task}"), w.rectification(task)));
    }
    let office = &sheet.state().draft.as_ref()?.facts.office;
    if section_of(sheet.organization(), &sheet.person).as_ref() != Some(office) {
        return None;
    }
    let due = published.rectify_by.get(place).map(|due| due.at.date().to_string());
    let fields = [
        ("title", format!("{} · {}", w.rectify_title(), sheet.unit(&item.unit))),
        ("lead", item.unit.to_string()),
        ("content", counted(sheet, item)),
        ("demand", sheet.text(&item.demand)),
        ("source_kind", "rectification".to_owned()),
        ("source_document", sheet.text(&published.document_number)),
        ("source_item", (place + 1).to_string()),
        ("urgency", "normal".to_owned()),
        ("due_on", due.unwrap_or_default()),
    ];
    let query: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", form_encoded(value))).collect();
    Some(Link::new(format!("/w/tasks/new?{}", query.join("&")), w.open_rectification()))
}

fn corrections(sheet: &CircularSheet<'_>) -> Vec<Part> {
    let w = CircularWords(sheet.language);
    let corrections = sheet.state().corrections.iter();
    let part = |one: &xiaoneng_domain::circular::Correction| {
        let head = w.correction_head(one.ordinal, dates::short(one.at));
        Part::text(&head, sheet.text(&one.text))
    };
    corrections.map(part).collect()
}
