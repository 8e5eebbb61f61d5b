//! 表. The rows of a CSV, of cells pasted from a spreadsheet, or of an XLSX file, as text.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use encoding_rs::{Encoding, GB18030};

/// No list of a county's units or people is larger.
const LARGEST: usize = 5 << 20;
/// What an XLSX file may hold when it is unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 64 << 20;
/// How many rows a list may have.
const MOST_ROWS: usize = 20_000;
/// How many columns are looked at.
const MOST_COLUMNS: usize = 60;
/// How long one cell may be, in characters.
const LONGEST_CELL: usize = 2_000;

/// A row with the line on which it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetRow {
    /// Line, from 1; the names of the columns stand on line 1.
    pub line: u64,
    /// The fields in order of the columns; missing ones at the end are empty.
    pub fields: Vec<String>,
}

/// 表.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows that are not empty.
    pub rows: Vec<SheetRow>,
}

/// Why a file is no table.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SheetError {
    /// Nothing in it.
    #[error("表里没有内容：第一行应当是列名，从第二行起每行一条")]
    Empty,
    /// Larger than any real list.
    #[error("文件太大（超过 {} MB）：请只留下需要的工作表和列", LARGEST >> 20)]
    TooLarge,
    /// More rows than any real list.
    #[error("超过 {MOST_ROWS} 行：请分几次导入")]
    TooManyRows,
    /// No encoding fits.
    #[error("文字编码看不懂：请在表格软件里另存为“CSV UTF-8”或 xlsx 再试")]
    Unreadable,
    /// A spreadsheet that cannot be opened.
    #[error("这个表格文件打不开：请另存为 xlsx 或“CSV UTF-8”再试；旧的 xls 不收")]
    NotASpreadsheet,
    /// A row that is no row.
    #[error("第 {line} 行读不下去：多半是引号没有配对，请检查这一行")]
    Broken {
        /// The line.
        line: u64,
    },
    /// Columns that must be there are not.
    #[error("缺少列：{missing}。现有的列是：{present}")]
    MissingColumns {
        /// The missing names.
        missing: String,
        /// The names found.
        present: String,
    },
    /// A column stands twice.
    #[error("列名“{0}”出现了两次，请删去一列")]
    RepeatedColumn(String),
}

impl Sheet {
    /// Reads what was uploaded: an XLSX file, or text in UTF-8, UTF-16 or GB18030.
    pub fn of_file(bytes: &[u8]) -> Result<Self, SheetError> {
        if bytes.len() > LARGEST {
            return Err(SheetError::TooLarge);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return of_spreadsheet(bytes);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(SheetError::NotASpreadsheet);
        }
        Self::of_text(&decoded(bytes)?)
    }

    /// Reads text: separated by commas, or by tabs as spreadsheets give it to the clipboard.
    pub fn of_text(text: &str) -> Result<Self, SheetError> {
        if text.len() > LARGEST {
            return Err(SheetError::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let delimiter = if head.contains('\t') { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        let mut lines = Lines { text, at: 0, line: 1 };
        loop {
            let found = reader.read_record(&mut record);
            let begins = record.position().map_or(lines.at, position_in);
            let line = lines.line_of(begins);
            if !found.map_err(|_| SheetError::Broken { line })? {
                break;
            }
            rows.push(SheetRow { line, fields: record.iter().map(tidy).collect() });
        }
        of_rows(rows)
    }

    /// The table as text that [`Sheet::of_text`] reads back, every row on its own line.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut at = 1;
        let all = std::iter::once((1, &self.columns));
        for (line, fields) in all.chain(self.rows.iter().map(|row| (row.line, &row.fields))) {
            while at < line {
                text.push('\n');
                at += 1;
            }
            let quoted: Vec<Cow<'_, str>> = fields.iter().map(|field| quoted(field)).collect();
            text.push_str(&quoted.join(","));
        }
        text.push('\n');
        text
    }

    /// Where columns stand, by any of the names they go by; an error names those that must be
    /// there and are not.
    pub(super) fn locate<const N: usize>(
        &self,
        wanted: [(&[&str], bool); N],
    ) -> Result<[Option<usize>; N], SheetError> {
        let find = |names: &[&str]| {
            self.columns.iter().position(|column| names.contains(&column.as_str()))
        };
        let missing: Vec<&str> = wanted
            .iter()
            .filter(|(names, needed)| *needed && find(names).is_none())
            .filter_map(|(names, _)| names.first().copied())
            .collect();
        if missing.is_empty() {
            return Ok(wanted.map(|(names, _)| find(names)));
        }
        Err(SheetError::MissingColumns {
            missing: missing.join("、"),
            present: self.columns.join("、"),
        })
    }
}

impl SheetRow {
    /// The field of a column; empty where there is none.
    pub(super) fn field(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.fields.get(column)).map_or("", String::as_str)
    }
}

/// A cell that a spreadsheet would take for a formula stands behind an apostrophe, so that a list
/// of ours does nothing when it is opened.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Counts lines; empty ones before a row are passed over by the reader and counted here.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, begins: usize) -> u64 {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && (self.at < begins || matches!(bytes[self.at], b'\n' | b'\r'))
        {
            self.line += u64::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn position_in(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

fn of_rows(mut rows: Vec<SheetRow>) -> Result<Sheet, SheetError> {
    rows.retain(|row| row.fields.iter().any(|field| !field.is_empty()));
    if rows.len() > MOST_ROWS {
        return Err(SheetError::TooManyRows);
    }
    if rows.is_empty() {
        return Err(SheetError::Empty);
    }
    let head = rows.remove(0);
    let name = |name: &String| name.replace([' ', '　', '*', '＊'], "");
    let mut columns: Vec<String> = head.fields.iter().map(name).collect();
    while columns.last().is_some_and(String::is_empty) {
        columns.pop();
    }
    for (at, name) in columns.iter().enumerate() {
        if !name.is_empty() && columns[..at].contains(name) {
            return Err(SheetError::RepeatedColumn(name.clone()));
        }
    }
    for row in &mut rows {
        while row.fields.len() > columns.len() && row.fields.last().is_some_and(String::is_empty) {
            row.fields.pop();
        }
        let width = row.fields.len().max(columns.len());
        row.fields.resize(width, String::new());
    }
    Ok(Sheet { columns, rows })
}

fn of_spreadsheet(bytes: &[u8]) -> Result<Sheet, SheetError> {
    if unpacked(bytes) > LARGEST_UNPACKED {
        return Err(SheetError::TooLarge);
    }
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| SheetError::NotASpreadsheet)?;
    let range = book.worksheet_range_at(0).ok_or(SheetError::Empty)?;
    let range = range.map_err(|_| SheetError::NotASpreadsheet)?;
    let first = range.start().map_or(0, |(row, _)| row);
    if range.height() > MOST_ROWS + 1 {
        return Err(SheetError::TooManyRows);
    }
    let lines = range.rows().zip(u64::from(first) + 1..);
    let rows = lines.map(|(cells, line)| SheetRow {
        line,
        fields: cells.iter().take(MOST_COLUMNS).map(|cell| tidy(&shown(cell))).collect(),
    });
    of_rows(rows.collect())
}

/// What the packed file says it holds, by the list at its end.
fn unpacked(bytes: &[u8]) -> u64 {
    let entries = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02");
    let size = |(at, _): (usize, &[u8])| {
        let four: [u8; 4] = bytes.get(at + 24..at + 28)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(four)))
    };
    entries.filter_map(size).sum()
}

/// A cell as it reads; a telephone number entered as a number has no decimals.
fn shown(cell: &Data) -> String {
    if let Data::Float(number) = cell
        && number.fract() == 0.0
        && number.abs() < 1e15
    {
        return format!("{number:.0}");
    }
    cell.to_string()
}

/// On one line, without space around it, and cut where nobody reads on.
fn tidy(text: &str) -> String {
    let line: String =
        text.chars().map(|sign| if "\r\n\t".contains(sign) { ' ' } else { sign }).collect();
    line.trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}')
        .chars()
        .take(LONGEST_CELL)
        .collect()
}

fn quoted(field: &str) -> Cow<'_, str> {
    if field.contains([',', '"']) || field.is_empty() {
        Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(field)
    }
}

/// The text of a file: a byte order mark says how it is written; else UTF-8, else GB18030.
fn decoded(bytes: &[u8]) -> Result<String, SheetError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, is_broken) = encoding.decode(bytes);
        return if is_broken { Err(SheetError::Unreadable) } else { Ok(text.into_owned()) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err(SheetError::Unreadable) } else { Ok(text.to_owned()) };
    }
    let (text, is_broken) = GB18030.decode_without_bom_handling(bytes);
    if is_broken || text.contains('\0') {
        return Err(SheetError::Unreadable);
    }
    Ok(text.into_owned())
}
