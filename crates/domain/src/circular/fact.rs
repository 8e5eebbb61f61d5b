//! 通报的事实. References to events, and what a text of a circular may not hold: numbers of its own.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::stream::StreamId;

/// Longest code of a fact, in bytes.
const LONGEST: usize = 64;

/// 事实. One event in the ledger, with the unit it is about. Whoever forms the wish reads it from there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct FactReference {
    /// The stream.
    pub stream: StreamId,
    /// Position in it.
    pub version: u32,
    /// What the event says, such as `task_fell_overdue`.
    pub code: FactCode,
    /// The unit it is about.
    pub unit: UnitId,
}

/// 事实代码: lower-case letters, digits, underscores.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FactCode(Arc<str>);

/// A text that is no code.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是事实代码。代码用英文小写字母、数字和下划线")]
pub struct FactCodeError(pub String);

impl FactCode {
    /// A code.
    pub fn read(text: &str) -> Result<Self, FactCodeError> {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
        match !text.is_empty() && text.len() <= LONGEST && text.bytes().all(fits) {
            true => Ok(Self(Arc::from(text))),
            false => Err(FactCodeError(text.chars().take(LONGEST).collect())),
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FactCode {
    type Error = FactCodeError;

    fn try_from(text: String) -> Result<Self, FactCodeError> {
        Self::read(&text)
    }
}

impl From<FactCode> for String {
    fn from(code: FactCode) -> Self {
        code.0.to_string()
    }
}

impl FactReference {
    /// 可以通报. Nothing of a complaint or of one person's data is ever a fact of a circular
    /// (decisions E32).
    pub fn may_be_circulated(&self) -> bool {
        match self.stream {
            StreamId::Complaint(_) | StreamId::Person(_) => false,
            StreamId::Matter(_)
            | StreamId::Card(_)
            | StreamId::Task(_)
            | StreamId::Inspection(_)
            | StreamId::Circular(_)
            | StreamId::Case(_)
            | StreamId::Organization
            | StreamId::Rules => true,
        }
    }
}

/// 自己写的数字. The first number in a text that is neither a date nor a document number: figures in a
/// circular are counted from its facts. Arabic figures only, full width included.
pub fn free_number(text: &str) -> Option<String> {
    let mut number = String::new();
    for letter in text.chars().chain([' ']) {
        match as_digit(letter) {
            Some(digit) => number.push(digit),
            None if number.is_empty() => {}
            None if "年月日号〕".contains(letter) => number.clear(),
            None => return Some(number),
        }
    }
    None
}

fn as_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// 发文字号 of a year: 机关代字〔年份〕序号号, the year in six-cornered brackets, the number without
/// 第 and without leading zeros (GB/T 9704).
pub fn is_document_number(text: &str, year: i16) -> bool {
    let Some((office, rest)) = text.trim().split_once('〔') else { return false };
    let Some((written_year, rest)) = rest.split_once('〕') else { return false };
    let Some(number) = rest.strip_suffix('号') else { return false };
    let is_office = !office.is_empty()
        && office.chars().all(|letter| letter.is_alphabetic() && as_digit(letter).is_none());
    let is_number = !number.is_empty()
        && !number.starts_with('0')
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_office && written_year == year.to_string() && is_number
}
