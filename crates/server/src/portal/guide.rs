//! 职责与时限. The directory of matter types, from the rules in force today.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_domain::rules::{MatterKind, MatterType, Rulebook};

use crate::Site;
use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::limit;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::guide::GuideWords;

/// How many items are offered where none matches.
const NEAR: usize = 6;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Sought {
    #[serde(default)]
    q: String,
}

/// One line of the directory.
struct Line {
    code: String,
    name: String,
    limit: String,
}

/// The items of a kind.
struct Group {
    name: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "portal/guide.html")]
struct GuidePage {
    shell: PublicShell,
    w: GuideWords,
    q: String,
    /// What was found, in words; empty where nothing was sought.
    found: String,
    groups: Vec<Group>,
    as_of: String,
}

/// `GET /guide`
pub(crate) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(sought): Query<Sought>,
) -> Answer {
    let w = GuideWords(visitor.language);
    let today = site.app().clock().now().date();
    let known = site.app().known().await?;
    let q: String = sought.q.trim().chars().take(40).collect();
    let (items, found) = look_up(w, known.rules.on(today), &q);
    let shell = PublicShell::of(&site, &visitor, Section::Guide, w.title()).await;
    let groups = grouped(w, &items);
    let as_of = w.as_of(dates::whole_day(*w, today));
    Ok(page(&GuidePage { shell, w, q, found, groups, as_of }))
}

/// What the public may bring; the rest of the catalogue is for the house.
pub(super) fn is_public(kind: MatterKind) -> bool {
    group_of(kind).is_some()
}

fn group_of(kind: MatterKind) -> Option<usize> {
    match kind {
        MatterKind::PublicService => Some(0),
        MatterKind::Confirmation => Some(1),
        MatterKind::Licence => Some(2),
        MatterKind::Question => Some(3),
        MatterKind::Grievance => Some(4),
        MatterKind::Suggestion => Some(5),
        MatterKind::Petition => Some(6),
        MatterKind::InformationRequest => Some(7),
        MatterKind::InternalRequest | MatterKind::HotlineOrder | MatterKind::History => None,
    }
}

/// 种类 in words; empty for what the public does not see.
pub(super) fn kind_in_words(w: GuideWords, kind: MatterKind) -> &'static str {
    let names = [
        w.kind_service(),
        w.kind_confirmation(),
        w.kind_licence(),
        w.kind_question(),
        w.kind_grievance(),
        w.kind_suggestion(),
        w.kind_petition(),
        w.kind_information(),
    ];
    group_of(kind).and_then(|place| names.get(place)).copied().unwrap_or_default()
}

fn grouped(w: GuideWords, items: &[&MatterType]) -> Vec<Group> {
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for item in items {
        let Some(place) = group_of(item.kind) else { continue };
        let line = line(*w, item);
        match groups.iter_mut().find(|(at, _)| *at == place) {
            Some((_, group)) => group.lines.push(line),
            None => {
                groups
                    .push((place, Group { name: kind_in_words(w, item.kind), lines: vec![line] }));
            }
        }
    }
    groups.sort_by_key(|(place, _)| *place);
    groups.into_iter().map(|(_, group)| group).collect()
}

fn line(language: Language, item: &MatterType) -> Line {
    Line {
        code: item.code.to_string(),
        name: item.name.clone(),
        limit: limit::in_words(language, item.promised.limit),
    }
}

/// Items in which all words stand; where there are none, those that come near.
fn look_up<'r>(w: GuideWords, rules: &'r Rulebook, q: &str) -> (Vec<&'r MatterType>, String) {
    let public: Vec<_> = rules.matter_types.values().filter(|item| is_public(item.kind)).collect();
    if q.is_empty() {
        return (public, String::new());
    }
    let has_all = |item: &&MatterType| q.split_whitespace().all(|word| speaks_of(item, word));
    let hits: Vec<_> = public.iter().copied().filter(has_all).collect();
    match hits.len() {
        0 => {}
        1 => return (hits, w.found_one().to_owned()),
        count => return (hits, w.found(count)),
    }
    let mut near: Vec<_> = public.iter().map(|item| (shared(&item.name, q), *item)).collect();
    near.retain(|(shared, _)| *shared > 0);
    near.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let near: Vec<_> = near.into_iter().take(NEAR).map(|(_, item)| item).collect();
    let says = if near.is_empty() { String::new() } else { w.near(q) };
    (near, says)
}

fn speaks_of(item: &MatterType, word: &str) -> bool {
    let mut texts = vec![item.name.as_str(), item.basis.document.as_str()];
    texts.extend(item.materials.iter().map(String::as_str));
    texts.extend(item.conditions.iter().map(String::as_str));
    texts.iter().any(|text| text.contains(word))
}

/// How many pairs of characters of the name stand in what was typed: `孩子转学籍` is near `转学`.
fn shared(name: &str, typed: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let pairs = name.windows(2).map(|pair| pair.iter().collect::<String>());
    pairs.filter(|pair| typed.contains(pair.as_str())).count()
}
