//! No number of days, weight or threshold stands in the institutions: they come from `rules/`.
//! Read off the text: a word of measure beside a number of two or more. Zero and one are steps,
//! not limits.

use super::Report;
use super::source::Token;
use super::tree::{SourceFile, Tree};

const FLOOR: &str = "domain";
/// Words of measure, as parts of names.
const MEASURES: &[&str] = &[
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "month",
    "months",
    "week",
    "weeks",
    "year",
    "years",
    "amount",
    "percent",
    "weight",
    "weights",
    "threshold",
    "thresholds",
    "points",
];
/// Measures too short for any limit; they occur in arithmetic.
const SHORT: [&str; 5] = ["micros", "millis", "nanos", "second", "seconds"];
/// Chinese measures after a number in a text.
const CHINESE: [&str; 8] =
    ["个工作日", "工作日", "日内", "天", "小时", "个工作小时", "个月", "分钟"];

/// All shipped files of the institutions.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.shipped(FLOOR) {
        check_code(file, report);
        check_texts(file, report);
    }
}

fn check_code(file: &SourceFile, report: &mut Report) {
    let tokens = &file.source.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let Some(number) = token.number().filter(|number| *number >= 2) else { continue };
        let Some(name) = named_by(&tokens[..at]) else { continue };
        if is_measure(name) && !is_arithmetic(name, number) {
            let message = format!(
                "制度里的数字 / a number in an institution: `{name}` beside {number}; it belongs \
                 into rules/, with its source and date of force"
            );
            file.refuse(report, token.line, message);
        }
    }
}

/// The name a number is given to, put to, or compared with: `days(5`, `amount: 5`, `DAYS: u32 = 5`,
/// `days > 5`, `Limit::new(5`.
fn named_by(before: &[Token]) -> Option<&str> {
    let (sign, rest) = before.split_last()?;
    let last = rest.last()?;
    match sign.text.as_str() {
        "(" if last.text == "new" && rest.iter().rev().nth(2)?.text == "Limit" => Some("amount"),
        "(" | ":" | "<" | ">" | "<=" | ">=" | "==" | "!=" => word(last),
        "=" => match rest {
            // With a type between: `DAYS: u32 = 5`.
            [.., name, colon, _] if colon.text == ":" => word(name),
            [.., name] => word(name),
            [] => None,
        },
        _ => None,
    }
}

fn word(token: &Token) -> Option<&str> {
    token.is_word().then_some(token.text.as_str())
}

/// Whether one of the parts of `max_working_days`, `MAX_DAYS` or `WorkingDays` is a measure.
fn is_measure(name: &str) -> bool {
    parts(name).iter().any(|part| MEASURES.contains(&part.as_str()))
}

/// How measures of time relate (`HOURS_OF_DAY`, `MINUTES_PER_HOUR`) and which year it is are no
/// rules.
fn is_arithmetic(name: &str, number: u64) -> bool {
    let parts = parts(name);
    let is_known = |part: &str| MEASURES.contains(&part) || SHORT.contains(&part);
    let measures = parts.iter().filter(|part| is_known(part)).count();
    let relates = parts.iter().any(|part| matches!(part.as_str(), "of" | "per" | "in"));
    (relates && measures > 1) || (parts.iter().any(|part| part == "year") && number > 1900)
}

/// The words of a name, in small letters.
fn parts(name: &str) -> Vec<String> {
    let is_shouted = !name.contains(char::is_lowercase);
    let mut parts = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && !is_shouted) {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut().filter(|_| letter != '_') {
            last.extend(letter.to_lowercase());
        }
    }
    parts
}

fn check_texts(file: &SourceFile, report: &mut Report) {
    for text in &file.source.texts {
        let Some(measure) = CHINESE.iter().find(|measure| follows_number(&text.text, measure))
        else {
            continue;
        };
        let message = format!(
            "文字里写死的数字 / a fixed number of “{measure}” in a text: it comes from the rulebook"
        );
        file.refuse(report, text.line, message);
    }
}

fn follows_number(text: &str, measure: &str) -> bool {
    text.match_indices(measure).any(|(at, _)| {
        text[..at]
            .trim_end()
            .ends_with(|last: char| last.is_ascii_digit() || "二三四五六七八九十".contains(last))
    })
}
