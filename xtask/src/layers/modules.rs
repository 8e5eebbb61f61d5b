//! The modules of a crate, and which one a path in the source leads to.

use std::collections::BTreeMap;
use std::path::Path;

use super::source::{Source, Token};
use super::tree::SourceFile;

/// A module's names from the root: empty for the root, `["matter", "clock"]` for `matter/clock.rs`.
pub(super) type Name = Vec<String>;

/// How often a name may be shown again before we stop following it.
const FOLLOWED: usize = 8;

/// A path as written, from a `use` or from the code.
struct Written {
    words: Vec<String>,
    /// The name it has afterwards, where that differs from its last word.
    alias: Option<String>,
    /// `pub use`: shown again, not used here.
    is_shown: bool,
    line: usize,
}

/// The modules of one crate.
pub(super) struct Modules<'tree> {
    files: Vec<(&'tree SourceFile, Name)>,
    /// `pub use` lines: the module and the name shown there, with the words that lead to it.
    shown: BTreeMap<(Name, String), Vec<String>>,
}

impl<'tree> Modules<'tree> {
    pub(super) fn read(files: &[&'tree SourceFile]) -> Self {
        let files: Vec<_> = files.iter().map(|file| (*file, name_of(&file.within))).collect();
        let mut modules = Self { files, shown: BTreeMap::new() };
        for (file, name) in &modules.files {
            for path in written(&file.source).into_iter().filter(|path| path.is_shown) {
                let last = path.alias.as_ref().or(path.words.last());
                if let Some(last) = last {
                    modules.shown.insert((name.clone(), last.clone()), path.words.clone());
                }
            }
        }
        modules
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&'tree SourceFile, &Name)> {
        self.files.iter().map(|(file, name)| (*file, name))
    }

    /// The modules a file uses, with the line; what it only shows again from its own folder is not
    /// use.
    pub(super) fn used_by(&self, file: &SourceFile, from: &Name) -> Vec<(Name, usize)> {
        let paths = written(&file.source);
        let found = paths.iter().filter_map(|path| {
            let to = self.lead(from, &path.words, FOLLOWED)?;
            Some((to, path.line))
        });
        found.collect()
    }

    fn is_module(&self, name: &[String]) -> bool {
        self.files.iter().any(|(_, known)| known.as_slice() == name)
    }

    /// The module in which what the words name is written; none for what is not of this crate.
    fn lead(&self, from: &Name, words: &[String], patience: usize) -> Option<Name> {
        let mut at = from.clone();
        let mut rest = words;
        match words.first()?.as_str() {
            "crate" => (at, rest) = (Name::new(), &words[1..]),
            "self" => rest = &words[1..],
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                let child: Name = at.iter().cloned().chain([first.to_owned()]).collect();
                if !self.is_module(&child) {
                    return None;
                }
            }
        }
        while let Some(word) = rest.first() {
            let deeper: Name = at.iter().cloned().chain([word.clone()]).collect();
            if !self.is_module(&deeper) {
                break;
            }
            (at, rest) = (deeper, &rest[1..]);
        }
        let again = rest.first().and_then(|word| self.shown.get(&(at.clone(), word.clone())));
        let followed =
            again.filter(|_| patience > 0).and_then(|words| self.lead(&at, words, patience - 1));
        Some(followed.unwrap_or(at))
    }
}

fn name_of(within: &Path) -> Name {
    let mut name: Name =
        within.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let is_folder_itself = name.last().is_some_and(|last| last == "mod");
    let is_root = name.len() == 1 && matches!(name[0].as_str(), "lib" | "main");
    if is_folder_itself || is_root {
        name.pop();
    }
    name
}

/// Every path in a file, of `use` lines and of the code.
fn written(source: &Source) -> Vec<Written> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].text == "use" {
            let is_shown = is_public(&tokens[..at]);
            at += 1;
            let before = found.len();
            read_tree(tokens, &mut at, &[], &mut found);
            found[before..].iter_mut().for_each(|path| path.is_shown = is_shown);
            continue;
        }
        let begins = tokens[at].is_word()
            && follows(tokens, at, "::")
            && at.checked_sub(1).is_none_or(|last| tokens[last].text != "::");
        if begins {
            let line = tokens[at].line;
            let mut words = vec![tokens[at].text.clone()];
            while follows(tokens, at, "::") && tokens.get(at + 2).is_some_and(Token::is_word) {
                at += 2;
                words.push(tokens[at].text.clone());
            }
            found.push(Written { words, alias: None, is_shown: false, line });
        }
        at += 1;
    }
    found
}

fn follows(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.text == text)
}

/// `pub use`, `pub(crate) use`.
fn is_public(before: &[Token]) -> bool {
    match before.last().map(|token| token.text.as_str()) {
        Some("pub") => true,
        Some(")") => before.iter().rev().take(5).any(|token| token.text == "pub"),
        Some(_) | None => false,
    }
}

/// One branch of a `use`: `a::b::{c, d as e}`, with the words that lead to it.
fn read_tree(tokens: &[Token], at: &mut usize, lead: &[String], found: &mut Vec<Written>) {
    let mut words = lead.to_vec();
    while let Some(token) = tokens.get(*at) {
        let line = token.line;
        *at += 1;
        if token.text == "{" {
            read_list(tokens, at, &words, found);
            return;
        }
        words.push(token.text.clone());
        match tokens.get(*at).map(|next| next.text.as_str()) {
            Some("::") => *at += 1,
            Some("as") => {
                let alias = tokens.get(*at + 1).map(|alias| alias.text.clone());
                *at += 2;
                found.push(Written { words, alias, is_shown: false, line });
                return;
            }
            Some(_) | None => {
                found.push(Written { words, alias: None, is_shown: false, line });
                return;
            }
        }
    }
}

fn read_list(tokens: &[Token], at: &mut usize, lead: &[String], found: &mut Vec<Written>) {
    while let Some(token) = tokens.get(*at) {
        match token.text.as_str() {
            "}" => {
                *at += 1;
                return;
            }
            "," => *at += 1,
            _ => read_tree(tokens, at, lead, found),
        }
    }
}
