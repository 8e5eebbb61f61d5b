//! No knots inside a crate: its modules use one another in one direction.
//!
//! Files of different top modules that use each other in a circle are refused. Where only the
//! folders do (`decider.rs` uses `organization.rs`, and `organization/absence.rs` uses
//! `decider.rs`), a reader should look. How the files of one folder share its work is its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use super::Report;
use super::modules::{Modules, Name};
use super::tree::{Room, SourceFile, Tree};

/// The first place where one module uses another.
#[derive(Clone)]
struct Use {
    path: PathBuf,
    line: usize,
}

/// From module to module.
type Graph = BTreeMap<Name, BTreeMap<Name, Use>>;

/// Every crate for itself.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let floors: BTreeSet<&str> = tree.files.iter().map(|file| file.floor.as_str()).collect();
    for floor in floors {
        let shipped = tree.files.iter().filter(|file| file.floor == floor && is_module(file));
        let files: Vec<&SourceFile> = shipped.collect();
        let graph = draw(&files);
        let knots = circles(&graph);
        for knot in &knots {
            for (_, place) in knot.iter().take(1) {
                report.refuse(&place.path, place.line, say(floor, knot));
            }
        }
        let refused: Vec<BTreeSet<Name>> = knots.iter().map(|knot| tops(knot)).collect();
        let loose = circles(&fold(&graph));
        for circle in loose.iter().filter(|circle| !refused.contains(&tops(circle))) {
            for (_, place) in circle.iter().take(1) {
                report.warn(&place.path, place.line, say(floor, circle));
            }
        }
    }
}

fn is_module(file: &SourceFile) -> bool {
    file.room == Room::Shipped && file.path.components().any(|part| part.as_os_str() == "src")
}

fn tops(circle: &[(Name, Use)]) -> BTreeSet<Name> {
    circle.iter().map(|(name, _)| top(name)).collect()
}

fn top(name: &Name) -> Name {
    name.iter().take(1).cloned().collect()
}

/// The circle in words.
fn say(floor: &str, circle: &[(Name, Use)]) -> String {
    let mut steps = Vec::new();
    for (at, (from, used)) in circle.iter().enumerate() {
        let (to, _) = &circle[(at + 1) % circle.len()];
        let place = format!("{}:{}", used.path.display(), used.line);
        steps.push(format!("{} → {} ({place})", from.join("::"), to.join("::")));
    }
    format!(
        "{floor} 里的模块循环 / modules of {floor} go in a circle: {}; move what both need into a \
         module below them",
        steps.join(", ")
    )
}

/// Which file uses which, across the top modules of a crate.
fn draw(files: &[&SourceFile]) -> Graph {
    let modules = Modules::read(files);
    let mut graph = Graph::new();
    for (file, from) in modules.files() {
        if from.is_empty() {
            continue;
        }
        for (to, line) in modules.used_by(file, from) {
            if to.is_empty() || top(&to) == top(from) {
                continue;
            }
            let uses = graph.entry(from.clone()).or_default();
            uses.entry(to).or_insert_with(|| Use { path: file.path.clone(), line });
        }
    }
    graph
}

/// The same between top modules as wholes.
fn fold(graph: &Graph) -> Graph {
    let mut folded = Graph::new();
    for (from, uses) in graph {
        for (to, used) in uses {
            let entry = folded.entry(top(from)).or_default();
            entry.entry(top(to)).or_insert_with(|| used.clone());
        }
    }
    folded
}

/// The shortest circle through each module that lies on one; modules of a circle already named are
/// not begun from again.
fn circles(graph: &Graph) -> Vec<Vec<(Name, Use)>> {
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        if named.contains(start) {
            continue;
        }
        if let Some(circle) = circle(graph, start) {
            named.extend(circle.iter().map(|(name, _)| name.clone()));
            found.push(circle);
        }
    }
    found
}

fn circle(graph: &Graph, start: &Name) -> Option<Vec<(Name, Use)>> {
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([(start.clone(), Vec::new())]);
    while let Some((last, walked)) = waiting.pop_front() {
        for (next, used) in graph.get(&last).into_iter().flatten() {
            let mut further: Vec<(Name, Use)> = walked.clone();
            further.push((last.clone(), used.clone()));
            if next == start {
                return Some(further);
            }
            if seen.insert(next.clone()) {
                waiting.push_back((next.clone(), further));
            }
        }
    }
    None
}
