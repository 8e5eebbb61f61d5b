//! 语句. One text for two engines: values, rows, statements, transactions as data.
//!
//! A statement stands once, with `$n` placeholders in the order of first use; the engines differ
//! in migrations, lists of numbers and `SKIP LOCKED` only, and never by an `if` where it is called.

use std::ops::Range;
use std::sync::Arc;

use crate::fault::Fault;

/// A value of a column or a parameter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// A whole number: amounts, instants in microseconds, 0 and 1.
    Integer(i64),
    /// Text.
    Text(Arc<str>),
    /// Bytes: digests and sealed contents.
    Bytes(Arc<[u8]>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<bool> for Value {
    fn from(is: bool) -> Self {
        Self::Integer(i64::from(is))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Arc::from(text))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Arc::from(bytes))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Arc::from(bytes))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row as it was read. Its getters name the column when it does not hold what it must.
///
/// All texts of a row lie in one buffer, and all bytes in another: rows are read by the hundred,
/// with two dozen columns each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Row {
    cells: Vec<Cell>,
    texts: String,
    bytes: Vec<u8>,
}

/// What a column holds; of a text or bytes, where they begin and end in the row's buffer.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Cell {
    Null,
    Integer(i64),
    Text(Range<usize>),
    Bytes(Range<usize>),
}

/// A column on its way into a row.
#[derive(Copy, Clone, Debug)]
pub(crate) enum Column<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Column<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Column<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<i64> for Column<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl<'a, T: Into<Column<'a>>> From<Option<T>> for Column<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Row {
    /// A row that is about to be filled with so many columns.
    pub(crate) fn with_width(width: usize) -> Self {
        Self { cells: Vec::with_capacity(width), ..Self::default() }
    }

    /// Adds the next column.
    pub(crate) fn push(&mut self, column: Column<'_>) {
        self.cells.push(match column {
            Column::Null => Cell::Null,
            Column::Integer(number) => Cell::Integer(number),
            Column::Text(text) => {
                let from = self.texts.len();
                self.texts.push_str(text);
                Cell::Text(from..self.texts.len())
            }
            Column::Bytes(bytes) => {
                let from = self.bytes.len();
                self.bytes.extend_from_slice(bytes);
                Cell::Bytes(from..self.bytes.len())
            }
        });
    }

    /// What stands in it, column by column.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        self.cells.iter().map(|cell| match cell {
            Cell::Null => Column::Null,
            Cell::Integer(number) => Column::Integer(*number),
            Cell::Text(place) => Column::Text(&self.texts[place.clone()]),
            Cell::Bytes(place) => Column::Bytes(&self.bytes[place.clone()]),
        })
    }

    fn get(&self, column: usize) -> Result<&Cell, Fault> {
        let width = self.cells.len();
        self.cells
            .get(column)
            .ok_or_else(|| Fault::damaged(format!("只有 {width} 列，没有第 {} 列", column + 1)))
    }

    /// A whole number.
    pub(crate) fn integer(&self, column: usize) -> Result<i64, Fault> {
        match self.get(column)? {
            Cell::Integer(number) => Ok(*number),
            other @ (Cell::Null | Cell::Text(_) | Cell::Bytes(_)) => {
                Err(wrong(column, "整数", other))
            }
        }
    }

    /// A text.
    pub(crate) fn text(&self, column: usize) -> Result<&str, Fault> {
        match self.get(column)? {
            Cell::Text(place) => Ok(&self.texts[place.clone()]),
            other @ (Cell::Null | Cell::Integer(_) | Cell::Bytes(_)) => {
                Err(wrong(column, "文字", other))
            }
        }
    }

    /// Bytes.
    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], Fault> {
        match self.get(column)? {
            Cell::Bytes(place) => Ok(&self.bytes[place.clone()]),
            other @ (Cell::Null | Cell::Integer(_) | Cell::Text(_)) => {
                Err(wrong(column, "字节", other))
            }
        }
    }

    /// Bytes, to be kept longer than the row.
    pub(crate) fn shared_bytes(&self, column: usize) -> Result<Arc<[u8]>, Fault> {
        self.bytes(column).map(Arc::from)
    }

    /// A whole number that is not negative and fits.
    pub(crate) fn count(&self, column: usize) -> Result<u32, Fault> {
        let number = self.integer(column)?;
        u32::try_from(number)
            .map_err(|_| Fault::damaged(format!("第 {} 列的数 {number} 超出范围", column + 1)))
    }

    /// 0 or 1.
    pub(crate) fn boolean(&self, column: usize) -> Result<bool, Fault> {
        match self.integer(column)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(Fault::damaged(format!("第 {} 列应为 0 或 1，却是 {other}", column + 1))),
        }
    }

    /// Whether the column holds nothing.
    pub(crate) fn is_null(&self, column: usize) -> bool {
        self.cells.get(column).is_none_or(|cell| *cell == Cell::Null)
    }

    /// The column by one of the other getters, or nothing where it holds nothing.
    pub(crate) fn optional<'a, T>(
        &'a self,
        column: usize,
        get: impl FnOnce(&'a Self, usize) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if self.is_null(column) { Ok(None) } else { get(self, column).map(Some) }
    }
}

fn wrong(column: usize, wanted: &str, found: &Cell) -> Fault {
    let found = match found {
        Cell::Null => "空",
        Cell::Integer(_) => "整数",
        Cell::Text(_) => "文字",
        Cell::Bytes(_) => "字节或不合编码的文字",
    };
    Fault::damaged(format!("第 {} 列应为{wanted}，却是{found}", column + 1))
}

/// A statement. It stands once for both engines, except where the dialects must differ.
#[derive(Debug)]
pub struct Sql {
    /// Its name in messages and tests.
    pub name: &'static str,
    /// Its text on SQLite.
    pub sqlite: &'static str,
    /// Its text on PostgreSQL; the same but for lists of numbers and `SKIP LOCKED`.
    pub postgres: &'static str,
}

/// Declares the statements of a subject, and the list of them all by which a test prepares each on
/// both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr $(, postgres: $postgres:expr)?;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: $crate::sql::Sql = $crate::sql::Sql {
                name: concat!(module_path!(), "::", stringify!($name)),
                sqlite: $text,
                postgres: $crate::sql::statements!(@postgres $text $(, $postgres)?),
            };
        )*
        /// All statements of this subject.
        pub(crate) static ALL: &[&$crate::sql::Sql] = &[$(&$name),*];
    };
    (@postgres $both:expr) => { $both };
    (@postgres $sqlite:expr, $postgres:expr) => { $postgres };
}
pub(crate) use statements;

/// How many rows a step must touch (or give back), else the transaction is refused.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Expect {
    /// As many as there are.
    Any,
    /// So many.
    Exactly(u64),
    /// The row that it builds on: the statement reads something of it into a column that may not
    /// be null, so that without it the engine itself refuses.
    Foundation,
}

/// One statement of a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) sql: &'static Sql,
    pub(crate) params: Vec<Value>,
    pub(crate) expect: Expect,
}

/// 事务. What is written together or not at all, as data.
#[derive(Clone, Default, Debug)]
pub(crate) struct Transaction {
    pub(crate) steps: Vec<Step>,
    /// Whether no step touches or reads what another one touches, nobody looks at what they did,
    /// and so they may be written in any order, or as one.
    pub(crate) are_apart: bool,
}

impl Transaction {
    /// Adds a step that may touch any number of rows.
    pub(crate) fn step(&mut self, sql: &'static Sql, params: Vec<Value>) {
        self.steps.push(Step { sql, params, expect: Expect::Any });
    }

    /// Adds a step that must touch (or give back) exactly `rows` rows.
    pub(crate) fn must_touch(&mut self, sql: &'static Sql, params: Vec<Value>, rows: u64) {
        let expect = Expect::Exactly(rows);
        self.steps.push(Step { sql, params, expect });
    }

    /// Adds a step that builds on a row, and is refused where that is not there.
    pub(crate) fn build(&mut self, sql: &'static Sql, params: Vec<Value>) {
        self.steps.push(Step { sql, params, expect: Expect::Foundation });
    }

    /// PostgreSQL takes no NUL in a text; SQLite would. Neither gets one.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        for step in &self.steps {
            check_values(step.sql, &step.params)?;
        }
        Ok(())
    }
}

pub(crate) fn check_values(sql: &Sql, params: &[Value]) -> Result<(), Fault> {
    let has_nul = |value: &Value| match value {
        Value::Text(text) => text.contains('\0'),
        Value::Null | Value::Integer(_) | Value::Bytes(_) => false,
    };
    if params.iter().any(has_nul) {
        return Err(Fault::misuse(format!("文字中含有空字符，无法保存（{}）", sql.name)));
    }
    Ok(())
}

/// What a step did.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Done {
    /// How many rows it touched or gave back.
    pub affected: u64,
    /// The rows it gave back.
    pub rows: Vec<Row>,
}

/// Why a transaction was not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NotWritten {
    /// A step found the world otherwise than expected: another number of rows, or a key that is
    /// taken already.
    Unmet {
        /// Which step, from 0.
        step: usize,
        /// Its statement.
        sql: &'static str,
    },
    /// The world failed.
    Fault(Fault),
}

impl From<Fault> for NotWritten {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<NotWritten> for Fault {
    fn from(reason: NotWritten) -> Self {
        match reason {
            NotWritten::Fault(fault) => fault,
            NotWritten::Unmet { sql, step } => {
                Self::misuse(format!("第 {} 步（{sql}）与库中现状不符，未写入", step + 1))
            }
        }
    }
}

/// A reading: a statement with its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) sql: &'static Sql,
    pub(crate) params: Vec<Value>,
}

impl Query {
    /// A statement with its parameters.
    pub(crate) fn new(sql: &'static Sql, params: Vec<Value>) -> Self {
        Self { sql, params }
    }
}
