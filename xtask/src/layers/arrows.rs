//! Which crate may depend on which.

use std::collections::BTreeMap;
use std::path::Path;

use super::Report;
use super::manifest::{Dependency, Manifest, Purpose};
use super::tree::{Tree, name_of};

/// Every floor with what it may stand on. Nothing else, whatever the reason; see ARCHITECTURE.md.
pub const ARROWS: &[(&str, &[&str])] = &[
    ("calendar", &[]),
    ("documents", &[]),
    ("classifier", &[]),
    ("domain", &["calendar"]),
    ("store", &["domain"]),
    ("app", &["store", "domain", "documents", "classifier", "calendar"]),
    ("server", &["app", "domain"]),
    ("cli", &["server", "app"]),
];

/// What is not shipped: it may stand on anything, and nothing stands on it.
pub const OUTSIDE: &[&str] = &["sim", "fuzz", "powercut", "xtask", "architecture-tests"];

/// Whether the crate in folder `from` may depend on the one in folder `to`.
pub fn may_depend(from: &str, to: &str) -> bool {
    !is_outside(to) && (is_outside(from) || floor(from).is_some_and(|below| below.contains(&to)))
}

fn floor(name: &str) -> Option<&'static [&'static str]> {
    ARROWS.iter().find(|(floor, _)| *floor == name).map(|(_, below)| *below)
}

fn is_outside(name: &str) -> bool {
    OUTSIDE.contains(&name)
}

/// Every arrow of every crate, and every crate's place.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let mut folders = BTreeMap::new();
    for manifest in &tree.manifests {
        folders.insert(manifest.package.as_str(), folder_of(manifest));
    }
    for manifest in &tree.manifests {
        let from = folder_of(manifest);
        if floor(&from).is_none() && !is_outside(&from) && !stands_in_tests(manifest) {
            let message = format!(
                "库“{from}”不在任何一层 / the crate stands on no floor: give it a row in ARROWS \
                 (xtask/src/layers/arrows.rs) and in ARCHITECTURE.md, with a decision that says why"
            );
            report.refuse(&manifest.path, 1, message);
            continue;
        }
        for dependency in manifest.dependencies.iter().filter(|one| is_arrow(one)) {
            let package = dependency.package(&tree.root_manifest.dependencies);
            let Some(to) = folders.get(package) else { continue };
            let may = match stands_in_tests(manifest) {
                true => !is_outside(to),
                false => may_depend(&from, to),
            };
            if !may {
                report.refuse(&manifest.path, dependency.line, say(&from, to));
            }
        }
    }
}

/// Tests may use anything, so their dependencies are no arrows.
fn is_arrow(dependency: &Dependency) -> bool {
    match dependency.purpose {
        Purpose::Shipped | Purpose::Build => true,
        Purpose::Tests | Purpose::Common => false,
    }
}

fn stands_in_tests(manifest: &Manifest) -> bool {
    manifest.path.starts_with("tests")
}

fn folder_of(manifest: &Manifest) -> String {
    name_of(manifest.path.parent().unwrap_or(Path::new("")))
}

fn say(from: &str, to: &str) -> String {
    let right = match floor(from) {
        _ if is_outside(to) => format!("{to} is not shipped; nothing may depend on it"),
        Some([]) => format!("{from} knows nothing of ours"),
        Some(below) => format!("{from} may depend on {} only", below.join(", ")),
        None => format!("nothing may depend on {to}"),
    };
    format!("不许的箭头 {from} → {to} / forbidden arrow: {right}")
}
