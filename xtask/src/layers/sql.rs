//! SQL stands in the store and nowhere else. Read off the texts: SQL is written in capitals, or
//! begins a text in small letters.

use super::Report;
use super::tree::{Room, Tree};

const FLOOR: &str = "store";
/// Words that together are SQL and no sentence.
const STATEMENTS: &[&[&str]] = &[
    &["SELECT", "FROM"],
    &["INSERT INTO"],
    &["INSERT OR"],
    &["UPDATE", "SET"],
    &["DELETE FROM"],
    &["CREATE TABLE"],
    &["CREATE INDEX"],
    &["CREATE UNIQUE INDEX"],
    &["CREATE VIRTUAL TABLE"],
    &["CREATE DATABASE"],
    &["ALTER TABLE"],
    &["DROP TABLE"],
    &["DROP DATABASE"],
    &["TRUNCATE TABLE"],
    &["BEGIN IMMEDIATE"],
    &["PRAGMA "],
    &["VACUUM INTO"],
    &["ON CONFLICT", "DO"],
    &["FOR UPDATE", "LOCKED"],
];

/// All shipped files above and below the store.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let elsewhere = |floor: &str| floor != FLOOR && floor != "xtask";
    for file in &tree.files {
        if file.room != Room::Shipped || !elsewhere(&file.floor) {
            continue;
        }
        for text in &file.source.texts {
            if let Some(statement) = STATEMENTS.iter().find(|words| is_sql(&text.text, words)) {
                let message = format!(
                    "SQL 只写在 store 里 / SQL stands in crates/store alone ({} …): ask the store \
                     for what is meant",
                    statement.join(" … ")
                );
                file.refuse(report, text.line, message);
            }
        }
    }
}

fn is_sql(text: &str, words: &[&str]) -> bool {
    let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let small: Vec<&str> = small.iter().map(String::as_str).collect();
    let begins = small.first().is_some_and(|first| text.trim_start().starts_with(first));
    follow_one_another(text, words) || (begins && follow_one_another(text, &small))
}

fn follow_one_another(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    words.iter().all(|word| match rest.split_once(word) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}
