//! The pure core stays pure through everything it stands on: no run time, no database, no chance,
//! no clock, however far below. Read from `Cargo.lock`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Report;
use super::manifest::{Dependency, Manifest, Purpose};
use super::tree::Tree;

/// The crates that compute institutions.
const PURE: [&str; 2] = ["domain", "calendar"];

/// What they must not reach.
const FORBIDDEN: &[(&str, &str)] = &[
    ("tokio", "a run time"),
    ("async-std", "a run time"),
    ("smol", "a run time"),
    ("rusqlite", "a database"),
    ("libsqlite3-sys", "a database"),
    ("tokio-postgres", "a database"),
    ("postgres", "a database"),
    ("deadpool-postgres", "a database"),
    ("refinery", "a database"),
    ("sqlx", "a database"),
    ("diesel", "a database"),
    ("rand", "chance"),
    ("fastrand", "chance"),
    ("getrandom", "chance"),
    ("chrono", "a clock"),
    ("time", "a clock"),
    ("reqwest", "the network"),
    ("hyper", "the network"),
    ("ureq", "the network"),
];

/// The digests' common crate may make keys by chance, and Cargo.lock lists that for every user of
/// digests; the core's own manifests must still not name it.
const ONLY_BY_NAME: [&str; 1] = ["getrandom"];

type Lock<'text> = BTreeMap<&'text str, Vec<&'text str>>;

/// Every way from a pure crate to something forbidden, the shortest for each.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let mut lock = tree.lock.as_deref().map(read).unwrap_or_default();
    // What our own crates use is read off their manifests: the lock holds their tests' too.
    lock.retain(|package, _| tree.manifests.iter().all(|ours| ours.package != *package));
    let is_pure = |manifest: &&Manifest| PURE.iter().any(|name| lies_in(manifest, name));
    for manifest in tree.manifests.iter().filter(is_pure) {
        for dependency in manifest.dependencies.iter().filter(|one| is_shipped(one)) {
            let package = dependency.package(&tree.root_manifest.dependencies);
            for (path, what) in ways(package, &lock) {
                let message = format!(
                    "{} 不得依赖 {what}：{} / must not reach {what}: bring the world in as a value",
                    manifest.package,
                    path.join(" → "),
                );
                report.refuse(&manifest.path, dependency.line, message);
            }
        }
    }
}

fn lies_in(manifest: &Manifest, folder: &str) -> bool {
    manifest.path.parent().is_some_and(|parent| parent.ends_with(folder))
}

fn is_shipped(dependency: &Dependency) -> bool {
    match dependency.purpose {
        Purpose::Shipped | Purpose::Build => true,
        Purpose::Tests | Purpose::Common => false,
    }
}

/// The shortest way from a package to each forbidden one.
fn ways<'text>(from: &'text str, lock: &Lock<'text>) -> Vec<(Vec<&'text str>, &'static str)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([from]);
    let mut waiting = VecDeque::from([vec![from]]);
    while let Some(path) = waiting.pop_front() {
        let Some(last) = path.last() else { continue };
        if let Some((_, what)) = FORBIDDEN.iter().find(|(name, _)| name == last) {
            if path.len() == 1 || !ONLY_BY_NAME.contains(last) {
                found.push((path, *what));
            }
            continue;
        }
        for next in lock.get(last).into_iter().flatten() {
            if seen.insert(next) {
                let mut longer = path.clone();
                longer.push(next);
                waiting.push_back(longer);
            }
        }
    }
    found
}

/// Packages with what they depend on. Versions are taken together: being pure has none.
fn read(text: &str) -> Lock<'_> {
    let mut lock = Lock::new();
    let mut name = "";
    for line in text.lines().map(str::trim) {
        if let Some(value) = line.strip_prefix("name = ") {
            name = value.trim_matches('"');
            lock.entry(name).or_default();
        } else if let Some(entry) = line.strip_prefix('"') {
            let entry = entry.trim_end_matches([',', '"']);
            let package = entry.split(' ').next().unwrap_or(entry);
            lock.entry(name).or_default().push(package);
        }
    }
    lock
}
