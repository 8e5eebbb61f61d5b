//! A `Cargo.toml` as far as the check needs it: the package's name, and its dependencies with
//! their lines. It is read line by line, because a finding must name the line.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What a dependency is for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Shipped with the crate.
    Shipped,
    /// For its build script.
    Build,
    /// For its tests.
    Tests,
    /// The common list of the root manifest.
    Common,
}

/// One dependency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dependency {
    /// The name by which the crate calls it.
    pub name: String,
    /// The name of the package, where it differs.
    pub renamed: Option<String>,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it is first mentioned.
    pub line: usize,
}

impl Dependency {
    /// The package meant; a name that only the common list explains is looked up there.
    pub fn package<'list>(&'list self, common: &'list [Dependency]) -> &'list str {
        let own = self.renamed.as_deref();
        let listed = || common.iter().find(|entry| entry.name == self.name)?.renamed.as_deref();
        own.or_else(listed).unwrap_or(&self.name)
    }
}

/// One manifest.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Manifest {
    /// From the checkout.
    pub path: PathBuf,
    /// The package's name; empty for a workspace's root.
    pub package: String,
    /// Its dependencies in order of mention.
    pub dependencies: Vec<Dependency>,
}

impl Manifest {
    /// Reads the manifest at `path` below `root`.
    pub fn read(root: &Path, path: &Path) -> Result<Self> {
        let whole = root.join(path);
        let text = fs::read_to_string(&whole).with_context(|| whole.display().to_string())?;
        Ok(Self { path: path.to_path_buf(), ..Self::from_text(&text) })
    }

    /// Reads a manifest's text.
    pub fn from_text(text: &str) -> Self {
        let mut manifest = Self::default();
        let mut section = Vec::new();
        let mut open_brackets = 0;
        for (index, line) in text.lines().enumerate() {
            let line = without_comment(line).trim();
            let continues = open_brackets > 0;
            open_brackets += balance(line);
            if continues {
                continue;
            }
            if line.starts_with('[') && !line.contains('=') {
                section = segments(line.trim_matches(['[', ']']));
                manifest.note(&section, "", index + 1);
            } else if let Some((key, value)) = line.split_once('=') {
                let mut place = section.clone();
                place.extend(segments(key.trim()));
                manifest.note(&place, value.trim(), index + 1);
            }
        }
        manifest
    }

    /// A key with its whole path, such as `target.cfg(unix).dependencies.libc.version`.
    fn note(&mut self, place: &[String], value: &str, line: usize) {
        if place == ["package", "name"] {
            self.package = unquoted(value).to_owned();
        }
        let Some((at, purpose)) = purpose_of(place) else { return };
        let Some(name) = place.get(at + 1) else { return };
        let is_field = |field: &str| place.get(at + 2).is_some_and(|found| found == field);
        let renamed = if is_field("package") {
            Some(unquoted(value).to_owned())
        } else {
            inline_field(value, "package")
        };
        let known =
            self.dependencies.iter_mut().find(|one| &one.name == name && one.purpose == purpose);
        match known {
            Some(dependency) => dependency.renamed = renamed.or(dependency.renamed.take()),
            None => {
                self.dependencies.push(Dependency { name: name.clone(), renamed, purpose, line });
            }
        }
    }
}

fn purpose_of(place: &[String]) -> Option<(usize, Purpose)> {
    let is_common = place.first().is_some_and(|first| first == "workspace");
    place.iter().enumerate().find_map(|(at, word)| {
        let purpose = match word.as_str() {
            "dependencies" if is_common => Purpose::Common,
            "dependencies" => Purpose::Shipped,
            "build-dependencies" => Purpose::Build,
            "dev-dependencies" => Purpose::Tests,
            _ => return None,
        };
        Some((at, purpose))
    })
}

/// `target.'cfg(unix)'.dependencies` in its three parts.
fn segments(key: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for letter in key.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '.') => parts.push(String::new()),
            (None, ' ') => {}
            (None | Some(_), _) => {
                if let Some(last) = parts.last_mut() {
                    last.push(letter);
                }
            }
        }
    }
    parts
}

/// `"x"` for `package` in `{ version = "1", package = "x" }`.
fn inline_field(value: &str, field: &str) -> Option<String> {
    let body = value.strip_prefix('{')?;
    body.split(',').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        (key.trim() == field).then(|| unquoted(value.trim_end_matches('}').trim()).to_owned())
    })
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
}

fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, letter) in line.char_indices() {
        match (quote, letter) {
            (None, '#') => return &line[..at],
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None | Some(_), _) => {}
        }
    }
    line
}

/// How many brackets stay open at the end of a line.
fn balance(line: &str) -> i32 {
    let count = |wanted: [char; 2]| line.matches(wanted).count() as i32;
    count(['[', '{']) - count([']', '}'])
}
