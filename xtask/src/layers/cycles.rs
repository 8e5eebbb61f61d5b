//! No knots inside a crate: its top modules use one another in one direction.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use super::Report;
use super::source::{Source, Token};
use super::tree::{Room, SourceFile, Tree};

/// The first place where one module uses another.
#[derive(Clone)]
struct Use {
    path: PathBuf,
    line: usize,
}

/// From module to module.
type Graph = BTreeMap<String, BTreeMap<String, Use>>;

/// Every crate for itself.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let floors: BTreeSet<&str> = tree.files.iter().map(|file| file.floor.as_str()).collect();
    for floor in floors {
        let files: Vec<&SourceFile> = tree
            .files
            .iter()
            .filter(|file| file.floor == floor && file.room == Room::Shipped)
            .filter(|file| file.path.components().any(|part| part.as_os_str() == "src"))
            .collect();
        let graph = draw(&files);
        for knot in knots(&graph) {
            say(floor, &knot, &graph, report);
        }
    }
}

fn say(floor: &str, knot: &[String], graph: &Graph, report: &mut Report) {
    let mut steps = Vec::new();
    let mut first = None;
    for (at, from) in knot.iter().enumerate() {
        let to = &knot[(at + 1) % knot.len()];
        let Some(used) = graph.get(from).and_then(|uses| uses.get(to)) else { continue };
        steps.push(format!("{from} → {to} ({}:{})", used.path.display(), used.line));
        first.get_or_insert(used);
    }
    if let Some(place) = first {
        let message = format!(
            "{floor} 里的模块循环 / modules of {floor} go in a circle: {}; move what both need \
             into a module below them",
            steps.join(", ")
        );
        report.refuse(&place.path, place.line, message);
    }
}

/// Who uses whom among the top modules of a crate.
fn draw(files: &[&SourceFile]) -> Graph {
    let modules: BTreeSet<String> = files.iter().filter_map(|file| top(&file.within)).collect();
    let mut shown = BTreeMap::new();
    for root in files.iter().filter(|file| top(&file.within).is_none()) {
        shown.extend(shown_again(&root.source, &modules));
    }
    let mut graph = Graph::new();
    for file in files {
        let Some(from) = top(&file.within) else { continue };
        for name in names_from_root(&file.source, depth(&file.within)) {
            let module = modules.get(&name.text).or_else(|| shown.get(&name.text));
            let Some(to) = module.filter(|to| **to != from) else { continue };
            graph
                .entry(from.clone())
                .or_default()
                .entry(to.clone())
                .or_insert_with(|| Use { path: file.path.clone(), line: name.line });
        }
    }
    graph
}

/// The top module a file belongs to; none for the crate's root.
fn top(within: &Path) -> Option<String> {
    let first = within.components().next()?.as_os_str();
    let stem = Path::new(first).file_stem()?.to_str()?;
    let is_root = within.components().count() == 1 && matches!(stem, "lib" | "main");
    (!is_root && stem != "bin").then(|| stem.to_owned())
}

/// How many modules a file lies below the root: one for `matter.rs`, two for `matter/clock.rs`.
fn depth(within: &Path) -> usize {
    let parts = within.components().count();
    if within.file_stem().is_some_and(|stem| stem == "mod") { parts - 1 } else { parts }
}

/// Names the root shows as its own, with the module they come from: `pub use date::{Date, Day};`.
fn shown_again(root: &Source, modules: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    for at in root.find(&["use"]) {
        let statement: Vec<&Token> =
            root.tokens[at + 1..].iter().take_while(|token| token.text != ";").collect();
        let mut words = statement.iter().filter(|token| token.is_word() && token.text != "crate");
        let Some(module) = words.next().filter(|word| modules.contains(&word.text)) else {
            continue;
        };
        for word in words.filter(|word| !modules.contains(&word.text)) {
            shown.insert(word.text.clone(), module.text.clone());
        }
    }
    shown
}

/// The names that follow `crate::`, or as many `super::` as lead to the root.
fn names_from_root(source: &Source, depth: usize) -> Vec<&Token> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    let mut climb = 0;
    for (at, token) in tokens.iter().enumerate() {
        let leads_on = tokens.get(at + 1).is_some_and(|next| next.text == "::");
        climb = match token.text.as_str() {
            "super" if leads_on => climb + 1,
            "::" => climb,
            _ => 0,
        };
        let is_root = token.text == "crate" || (token.text == "super" && climb == depth);
        if is_root && leads_on {
            found.extend(heads(&tokens[at + 2..]));
        }
    }
    found
}

/// The first names of what follows: one name, or those of a list in braces.
fn heads(tokens: &[Token]) -> Vec<&Token> {
    let Some(first) = tokens.first() else { return Vec::new() };
    if first.text != "{" {
        return if first.is_word() { vec![first] } else { Vec::new() };
    }
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut begins = false;
    for token in tokens {
        match token.text.as_str() {
            "{" => {
                depth += 1;
                begins = depth == 1;
            }
            "}" => depth = depth.saturating_sub(1),
            "," => begins = depth == 1,
            _ if begins && token.is_word() => {
                found.push(token);
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The shortest circle through each module that lies on one; modules of a circle already named are
/// not begun from again.
fn knots(graph: &Graph) -> Vec<Vec<String>> {
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        if named.contains(start) {
            continue;
        }
        if let Some(circle) = circle(graph, start) {
            named.extend(circle.iter().cloned());
            found.push(circle);
        }
    }
    found
}

fn circle(graph: &Graph, start: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([vec![start.to_owned()]]);
    while let Some(path) = waiting.pop_front() {
        let last = path.last()?;
        for next in graph.get(last).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                return Some(path);
            }
            if seen.insert(next.clone()) {
                let mut longer = path.clone();
                longer.push(next.clone());
                waiting.push_back(longer);
            }
        }
    }
    None
}
