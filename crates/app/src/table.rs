//! 表格. A CSV table read from a stream, row by row, with line numbers and bounded memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::plain::in_words;

/// No single row may be longer than this; an unclosed quote would otherwise swallow the file.
const LONGEST_ROW: u64 = 4 << 20;

/// Why a table could not be read on.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file has nothing in it.
    #[error("文件是空的：第一行应当是列名")]
    Empty,
    /// The header is not UTF-8.
    #[error("列名不是 UTF-8 编码；请在表格软件里另存为“CSV UTF-8”后再试")]
    NotUtf8,
    /// Columns that must be there are not.
    #[error("缺少列：{missing}。现有的列是：{present}")]
    MissingColumns {
        /// The missing names.
        missing: String,
        /// The names found.
        present: String,
    },
    /// A column stands twice.
    #[error("列名“{0}”出现了两次，请改名后再试")]
    RepeatedColumn(String),
    /// One row is longer than any real one.
    #[error("第 {line} 行起的一条记录超过 {} MiB：多半是引号没有配对，请检查这一行", LONGEST_ROW >> 20)]
    RowTooLong {
        /// Where the row begins.
        line: u64,
    },
    /// The file itself cannot be read.
    #[error("读取文件失败：{}", in_words(.0))]
    Unreadable(#[from] io::Error),
}

/// What is wrong with one row; the rows after it can still be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RowFault {
    /// Not UTF-8.
    #[error("不是 UTF-8 编码；请在表格软件里另存为“CSV UTF-8”")]
    NotUtf8,
    /// Another number of fields than there are columns.
    #[error("有 {found} 个字段，应为 {expected} 个；请检查引号和逗号")]
    WrongWidth {
        /// Fields found.
        found: usize,
        /// Columns of the table.
        expected: usize,
    },
}

/// A row with the line on which it begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// Line, from 1; the header is line 1.
    pub line: u64,
    /// The fields in order of the columns.
    pub fields: Vec<String>,
}

/// A row, or the line of a faulty one and what is wrong with it.
pub type ReadRow = Result<TableRow, (u64, RowFault)>;

/// A table being read.
pub struct Table<R: Read> {
    reader: csv::Reader<Metered<R>>,
    spent: Rc<Cell<u64>>,
    columns: Vec<String>,
    record: csv::ByteRecord,
}

/// Counts what is read since the last row, and stops a row without end.
struct Metered<R> {
    inner: R,
    spent: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.spent.get() > LONGEST_ROW {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let count = self.inner.read(buffer)?;
        self.spent.set(self.spent.get() + count as u64);
        Ok(count)
    }
}

impl<R: Read> Table<R> {
    /// Begins to read: the first line gives the columns. A byte order mark is passed over.
    pub fn begin(inner: R) -> Result<Self, TableError> {
        let spent = Rc::new(Cell::new(0));
        let metered = Metered { inner, spent: Rc::clone(&spent) };
        // Lines end at LF alone, so that rows of CRLF files are counted right; the CR before it
        // is taken off the last field.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(metered);
        let mut record = csv::ByteRecord::new();
        let found = reader.read_byte_record(&mut record).map_err(|error| unreadable(error, 1))?;
        if !found {
            return Err(TableError::Empty);
        }
        let columns: Vec<String> = record
            .iter()
            .map(|name| std::str::from_utf8(name).map_err(|_| TableError::NotUtf8))
            .map(|name| Ok(name?.trim_start_matches('\u{feff}').trim().to_owned()))
            .collect::<Result<_, TableError>>()?;
        for (at, name) in columns.iter().enumerate() {
            if columns[..at].contains(name) {
                return Err(TableError::RepeatedColumn(name.clone()));
            }
        }
        Ok(Self { reader, spent, columns, record })
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Where the named columns stand; an error names all that are missing.
    pub fn locate<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], TableError> {
        let find = |name: &str| self.columns.iter().position(|column| column == name);
        let missing: Vec<&str> = names.into_iter().filter(|name| find(name).is_none()).collect();
        if missing.is_empty() {
            return Ok(names.map(|name| find(name).unwrap_or_default()));
        }
        Err(TableError::MissingColumns {
            missing: missing.join("、"),
            present: self.columns.join("、"),
        })
    }

    /// The next row; none at the end. A faulty row comes as its line and what is wrong with it.
    pub fn next_row(&mut self) -> Result<Option<ReadRow>, TableError> {
        self.spent.set(0);
        let begins = self.reader.position().line();
        let found = self
            .reader
            .read_byte_record(&mut self.record)
            .map_err(|error| unreadable(error, begins))?;
        if !found {
            return Ok(None);
        }
        let line = self.record.position().map_or(begins, csv::Position::line);
        let (width, expected) = (self.record.len(), self.columns.len());
        let last = width.saturating_sub(1);
        let field = |(at, field): (usize, &[u8])| {
            let carriage_return = at == last && field.ends_with(b"\r");
            String::from_utf8(field[..field.len() - usize::from(carriage_return)].to_vec())
        };
        let fields: Result<Vec<String>, _> = self.record.iter().enumerate().map(field).collect();
        Ok(Some(match fields {
            Err(_) => Err((line, RowFault::NotUtf8)),
            Ok(_) if width != expected => {
                Err((line, RowFault::WrongWidth { found: width, expected }))
            }
            Ok(fields) => Ok(TableRow { line, fields }),
        }))
    }
}

fn unreadable(error: csv::Error, line: u64) -> TableError {
    let error = cause(error);
    if error.kind() == io::ErrorKind::FileTooLarge {
        return TableError::RowTooLong { line };
    }
    TableError::Unreadable(error)
}

/// What failed beneath the table, as it was: a reader who has gone is known by its kind.
pub(crate) fn cause(error: csv::Error) -> io::Error {
    let kind = error.into_kind();
    if let csv::ErrorKind::Io(error) = kind {
        return error;
    }
    io::Error::other(format!("{kind:?}"))
}
