//! 检索. Matters by the words in them, in the append's transaction; the units that may see a
//! matter are tokens too. What is found by tokens is a candidate: who renders it opens the text,
//! and recusal is checked on the rows.

use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};

use crate::database::Database;
use crate::fault::{During as _, Fault};
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::token::{Token, TokenKind, Tokenizer};

statements! {
    PUT_DOCUMENT = "INSERT INTO search_document (id, matter) VALUES ($1, $2)
        ON CONFLICT (matter) DO NOTHING";
    PUT_TOKENS = "INSERT OR REPLACE INTO search (rowid, tokens) VALUES ($1, $2)",
        postgres: "INSERT INTO search (id, tokens)
            VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))
            ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens";
    FIND = "SELECT d.matter, d.id FROM search s JOIN search_document d ON d.id = s.rowid
        WHERE search MATCH $1 AND s.rowid < $2 ORDER BY s.rowid DESC LIMIT $3",
        postgres: "SELECT d.matter, d.id FROM search s JOIN search_document d ON d.id = s.id
            WHERE s.tokens @@ CAST(
                replace(replace(CAST($1 AS TEXT), ' AND ', ' & '), ' OR ', ' | ') AS tsquery)
            AND s.id < $2 ORDER BY s.id DESC LIMIT $3";
    DROP_TOKENS_OF_MATTER = "DELETE FROM search
        WHERE rowid IN (SELECT id FROM search_document WHERE matter = $1)",
        postgres: "DELETE FROM search
            WHERE id IN (SELECT id FROM search_document WHERE matter = $1)";
    DROP_MATTER = "DELETE FROM search_document WHERE matter = $1";
    DROP_TOKENS_OF_PERSON = "DELETE FROM search WHERE rowid IN (SELECT d.id
            FROM search_document d JOIN register r ON r.matter = d.matter WHERE r.petitioner = $1)",
        postgres: "DELETE FROM search WHERE id IN (SELECT d.id
            FROM search_document d JOIN register r ON r.matter = d.matter WHERE r.petitioner = $1)";
    DROP_PERSON = "DELETE FROM search_document
        WHERE matter IN (SELECT matter FROM register WHERE petitioner = $1)";
    OPTIMIZE = "INSERT INTO search (search) VALUES ('optimize')",
        postgres: "DELETE FROM search WHERE false";
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

/// Adds the steps that put a document into the index.
pub(crate) fn write(
    transaction: &mut Transaction,
    tokenizer: &Tokenizer,
    document: &SearchDocument,
) -> Result<(), Fault> {
    let id = place(&document.matter)?;
    let mut tokens = tokenizer.tokens(document.texts.iter().map(String::as_str));
    tokens.extend(document.units.iter().map(|unit| unit_token(tokenizer, unit)));
    let mut text = String::with_capacity(tokens.len() * 11);
    for token in tokens {
        token.write(&mut text);
        text.push(' ');
    }
    let matter = Value::from(document.matter.as_str());
    transaction.step(&PUT_DOCUMENT, vec![Value::from(id), matter]);
    transaction.last(&PUT_TOKENS, vec![Value::from(id), Value::from(text.trim_end())], id);
    Ok(())
}

/// Adds the steps that take a matter out of the index.
pub(crate) fn drop_matter(transaction: &mut Transaction, matter: &MatterNumber) {
    transaction.step(&DROP_TOKENS_OF_MATTER, vec![Value::from(matter.as_str())]);
    transaction.step(&DROP_MATTER, vec![Value::from(matter.as_str())]);
}

/// Adds the steps that take what a person brought out of the index.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    transaction.step(&DROP_TOKENS_OF_PERSON, vec![Value::from(person.as_str())]);
    transaction.step(&DROP_PERSON, vec![Value::from(person.as_str())]);
}

impl Store {
    /// Finds matters, newest number first.
    pub async fn search(&self, query: &SearchQuery) -> Result<Vec<SearchHit>, Fault> {
        let tokenizer = self.tokenizer()?;
        let words = tokenizer.tokens([query.words.as_str()]);
        let no_unit = query.units.as_ref().is_some_and(Vec::is_empty);
        if words.is_empty() || no_unit {
            return Ok(Vec::new());
        }
        let mut parts: Vec<String> = words.into_iter().map(Token::text).collect();
        if let Some(units) = &query.units {
            let units: Vec<String> =
                units.iter().map(|unit| unit_token(tokenizer, unit).text()).collect();
            parts.push(format!("({})", units.join(" OR ")));
        }
        let before = query.after.map_or(i64::MAX, |place| place.0);
        let params =
            vec![Value::from(parts.join(" AND ")), Value::from(before), Value::from(query.limit)];
        let rows = self.database.query(&FIND, params).await.during("检索")?;
        let hit = |row: &Row| {
            let place = SearchPlace(row.integer(1)?);
            Ok(SearchHit { matter: row.text(0)?.into(), place })
        };
        rows.iter().map(hit).collect()
    }

    /// 合并索引. To be called when few people work, such as at night: merges what many appends
    /// wrote, so that searching stays quick. On SQLite appends wait for it.
    pub async fn optimize_search(&self) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&OPTIMIZE, Vec::new());
        self.database.transact(transaction).await?;
        match &self.database {
            Database::Sqlite(_) => Ok(()),
            Database::Postgres(postgres) => postgres.vacuum(&["search"]).await,
        }
        .during("合并索引")
    }
}

fn unit_token(tokenizer: &Tokenizer, unit: &UnitId) -> Token {
    tokenizer.word(TokenKind::Unit, unit.as_str())
}

/// Newer numbers come first: the day, then the number of that day.
fn place(matter: &MatterNumber) -> Result<i64, Fault> {
    let digits: String = matter.as_str().chars().filter(char::is_ascii_digit).collect();
    let number = digits.split_at_checked(8).and_then(|(day, number)| {
        let (day, number): (i64, i64) = (day.parse().ok()?, number.parse().ok()?);
        (number < NUMBERS_A_DAY).then_some(day * NUMBERS_A_DAY + number)
    });
    number.ok_or_else(|| {
        Fault::misuse(format!("办件编号“{matter}”应为年月日加序号，如 2026-02130001"))
    })
}
