//! 拼音首字母. Names found as clerks type them: `syxx` for 实验小学, a code, or Chinese.

use pinyin::ToPinyinMulti as _;

/// What typed letters fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Match<T> {
    /// Nothing.
    None,
    /// This one.
    One(T),
    /// Several equally well.
    Several(Vec<T>),
}

/// How well something typed fits a name; the smaller the better.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fit {
    Same,
    SameInitials,
    Begins,
    Ends,
    Within,
}

/// A thing with a code, a name, and what else people call it.
pub(crate) struct Named<'a, T> {
    pub(crate) thing: T,
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) others: &'a [String],
}

/// What was typed, among things that have names.
pub(crate) fn find<'a, T>(typed: &str, things: impl IntoIterator<Item = Named<'a, T>>) -> Match<T> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Match::None;
    }
    let mut best: Option<Fit> = None;
    let mut found = Vec::new();
    for thing in things {
        let fits = std::iter::once(thing.name).chain(thing.others.iter().map(String::as_str));
        let by_name = fits.filter_map(|name| fit(&typed, name)).min();
        let by_code = (thing.code.to_lowercase() == typed).then_some(Fit::Same);
        let Some(fit) = by_name.into_iter().chain(by_code).min() else { continue };
        if best.is_none_or(|best| fit < best) {
            best = Some(fit);
            found.clear();
        }
        if best == Some(fit) {
            found.push(thing.thing);
        }
    }
    match found.len() {
        0 => Match::None,
        1 => found.pop().map_or(Match::None, Match::One),
        _ => Match::Several(found),
    }
}

fn fit(typed: &str, name: &str) -> Option<Fit> {
    let lower = name.to_lowercase();
    if lower == typed {
        return Some(Fit::Same);
    }
    if lower.contains(typed) {
        return Some(if lower.starts_with(typed) { Fit::Begins } else { Fit::Within });
    }
    if !typed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let (letters, typed) = (letters(name), typed.as_bytes());
    let stands_at = |at: usize| {
        let tail = letters.get(at..at + typed.len());
        tail.is_some_and(|tail| tail.iter().zip(typed).all(|(may, typed)| may.contains(typed)))
    };
    let last = letters.len().checked_sub(typed.len())?;
    let at = (0..=last).find(|at| stands_at(*at))?;
    Some(match (at, stands_at(last)) {
        (0, _) if last == 0 => Fit::SameInitials,
        (0, _) => Fit::Begins,
        (_, true) => Fit::Ends,
        (_, false) => Fit::Within,
    })
}

/// For each letter of a name, what it may begin with: a Chinese one may be read in several ways.
fn letters(name: &str) -> Vec<Vec<u8>> {
    let letter = |letter: char| -> Vec<u8> {
        if letter.is_ascii_alphanumeric() {
            return letter.to_ascii_lowercase().to_string().into_bytes();
        }
        let readings = letter.to_pinyin_multi().into_iter().flatten();
        readings.filter_map(|reading| reading.plain().bytes().next()).collect()
    };
    name.chars().map(letter).filter(|letters| !letters.is_empty()).collect()
}

/// The initials of a name as most people would type them, for hints.
pub(crate) fn initials(name: &str) -> String {
    letters(name).iter().filter_map(|may| may.first()).map(|byte| char::from(*byte)).collect()
}
