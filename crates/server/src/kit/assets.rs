//! 静态文件. Styles, icons and the script, inside the binary, under names that change with their
//! content, so that a browser may keep them for ever.
//!
//! The one stylesheet is put together from `assets/css`: what every page rests on first, then a
//! file for each room, then what overrides them all.

use std::collections::BTreeMap;

use axum::body::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

/// How many hexadecimal digits of the digest stand in a name.
const DIGITS: usize = 12;
/// The stylesheet as pages name it.
const STYLESHEET: &str = "site.css";
/// Where its parts stand.
const PARTS: &str = "css/";
/// The parts that come first, and those that come last; the rooms stand between.
const FIRST: [&str; 4] = ["tokens", "type", "frame", "parts"];
const LAST: [&str; 2] = ["elder", "print"];

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// The files by their plain names.
#[derive(Debug)]
pub struct Assets {
    urls: BTreeMap<String, String>,
    files: BTreeMap<String, (String, Bytes)>,
}

impl Assets {
    /// What is inside the binary.
    pub(crate) fn embedded() -> Self {
        let mut assets = Self { urls: BTreeMap::new(), files: BTreeMap::new() };
        for name in Files::iter().filter(|name| !name.starts_with(PARTS)) {
            let Some(file) = Files::get(&name) else { continue };
            assets.add(&name, Bytes::from(file.data.into_owned()));
        }
        assets.add(STYLESHEET, Bytes::from(stylesheet()));
        assets
    }

    fn add(&mut self, name: &str, bytes: Bytes) {
        let digest = hex::encode(Sha256::digest(&bytes));
        let digest = digest.get(..DIGITS).unwrap_or(&digest);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let hashed = format!("{stem}.{digest}.{ending}");
        self.urls.insert(name.to_owned(), format!("/assets/{hashed}"));
        self.files.insert(hashed, (name.to_owned(), bytes));
    }

    /// Where a file is fetched; empty if there is none of that name.
    pub fn url(&self, name: &str) -> &str {
        self.urls.get(name).map_or("", String::as_str)
    }

    /// A file by its name that changes with its content: its plain name and its bytes.
    pub(crate) fn file(&self, hashed: &str) -> Option<(&str, Bytes)> {
        let (plain, bytes) = self.files.get(hashed)?;
        Some((plain, bytes.clone()))
    }
}

/// All parts in order, without comments and indentation.
fn stylesheet() -> String {
    let mut parts: Vec<_> = Files::iter().filter(|name| name.starts_with(PARTS)).collect();
    parts.sort_by_key(|name| (place(name), name.clone()));
    let mut sheet = String::new();
    for part in parts {
        let Some(file) = Files::get(&part) else { continue };
        sheet.push_str(&tightened(&String::from_utf8_lossy(&file.data)));
    }
    sheet
}

fn place(path: &str) -> usize {
    let stem = path.trim_start_matches(PARTS).trim_end_matches(".css");
    let first = FIRST.iter().position(|name| *name == stem);
    let last = LAST.iter().position(|name| *name == stem);
    first.or(last.map(|at| FIRST.len() + 1 + at)).unwrap_or(FIRST.len())
}

fn tightened(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        tight.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    tight.push_str(rest);
    let lines = tight.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}
