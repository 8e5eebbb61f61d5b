//! 检索. Matters by the words in them, found from the append's transaction on; the units that may
//! see a matter are tokens too. An append writes one row of tokens; when some wait, they are merged
//! into a segment. A search looks through both, so that what is found never depends on merging.
//! What is found by tokens is a candidate: who renders it opens the text, and recusal is checked on
//! the rows.

mod list;
mod look;
mod merge;
mod missing;
mod waiting;

use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};

pub use self::missing::Unindexed;
pub(crate) use self::waiting::Merging;
use crate::fault::Fault;
use crate::sql::{Sql, Transaction, Value, statements};
use crate::token::{Token, TokenKind, Tokenizer};

statements! {
    PUT = "INSERT INTO search_pending (id, matter, tokens) VALUES ($1, $2, $3)";
    DROP_PENDING = "DELETE FROM search_pending WHERE id = $1";
    DROP_DOCUMENT = "DELETE FROM search_document WHERE id = $1";
    DROP_PENDING_OF_PERSON = "DELETE FROM search_pending
        WHERE matter IN (SELECT matter FROM register WHERE petitioner = $1)";
    DROP_DOCUMENTS_OF_PERSON = "DELETE FROM search_document
        WHERE matter IN (SELECT matter FROM register WHERE petitioner = $1)";
}

/// All statements of searching.
pub(crate) fn all_statements() -> Vec<&'static Sql> {
    [ALL, look::ALL, merge::ALL, missing::ALL].concat()
}

/// Matters numbered on one day have their place by the number; a day has fewer than this.
const NUMBERS_A_DAY: i64 = 1_000_000_000;

/// 检索文档. All words by which a matter is to be found; it replaces the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchDocument {
    /// The matter.
    pub matter: MatterNumber,
    /// The units that may see it.
    pub units: Vec<UnitId>,
    /// What people wrote in it, names and phones left out.
    pub texts: Vec<String>,
}

/// A question to the index.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SearchQuery {
    /// The words, as typed; all must be there.
    pub words: String,
    /// The units whose matters the reader may see; none: all of them.
    pub units: Option<Vec<UnitId>>,
    /// Where the page before ended.
    pub after: Option<SearchPlace>,
    /// How many at most.
    pub limit: u32,
}

/// Where a matter stands among those found.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SearchPlace(i64);

/// A matter that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchHit {
    /// The matter.
    pub matter: MatterNumber,
    /// Its place, for the next page.
    pub place: SearchPlace,
}

/// Adds the step by which a document is found from now on.
pub(crate) fn write(
    transaction: &mut Transaction,
    tokenizer: &Tokenizer,
    document: &SearchDocument,
) -> Result<(), Fault> {
    let id = place(&document.matter)?;
    let units = document.units.iter().map(|unit| unit_token(tokenizer, unit));
    let tokens = tokenizer.tokens(document.texts.iter().map(String::as_str), units);
    let matter = Value::from(document.matter.as_str());
    transaction.step(&PUT, vec![Value::from(id), matter, Value::from(Token::pack(&tokens))]);
    Ok(())
}

/// Adds the steps after which a matter is found no more.
pub(crate) fn drop_matter(transaction: &mut Transaction, matter: &MatterNumber) {
    // One without a place was never found.
    let Ok(id) = place(matter) else { return };
    transaction.step(&DROP_PENDING, vec![Value::from(id)]);
    transaction.step(&DROP_DOCUMENT, vec![Value::from(id)]);
}

/// Adds the steps after which what a person brought is found no more.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    transaction.step(&DROP_PENDING_OF_PERSON, vec![Value::from(person.as_str())]);
    transaction.step(&DROP_DOCUMENTS_OF_PERSON, vec![Value::from(person.as_str())]);
}

fn unit_token(tokenizer: &Tokenizer, unit: &UnitId) -> Token {
    tokenizer.word(TokenKind::Unit, unit.as_str())
}

/// Newer numbers come first: the day, then the number of that day.
fn place(matter: &MatterNumber) -> Result<i64, Fault> {
    let mut digits = 0_u32;
    let (mut day, mut number) = (0_i64, 0_i64);
    for digit in matter.as_str().bytes().filter(u8::is_ascii_digit) {
        let into = if digits < 8 { &mut day } else { &mut number };
        *into = into.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
        digits += 1;
    }
    if digits > 8 && number < NUMBERS_A_DAY {
        return Ok(day * NUMBERS_A_DAY + number);
    }
    Err(Fault::misuse(format!("办件编号“{matter}”应为年月日加序号，如 2026-02130001")))
}

/// A list of numbers as one parameter, the same on both engines.
fn number_list(numbers: impl IntoIterator<Item = i64>) -> Value {
    let mut text = String::new();
    for number in numbers {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&number.to_string());
    }
    Value::from(text)
}
