//! A table from a stream: what is faulty is named by its line, and nothing is swallowed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{self, Read};

use xiaoneng_app::table::{RowFault, Table, TableError};

/// A row as line and fields, or line and fault.
type Told = Result<(u64, Vec<String>), (u64, RowFault)>;

fn rows(text: &[u8]) -> Vec<Told> {
    let mut table = Table::begin(text).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = table.next_row().unwrap() {
        rows.push(row.map(|row| (row.line, row.fields)));
    }
    rows
}

fn fields(fields: [&str; 2]) -> Vec<String> {
    fields.map(String::from).to_vec()
}

#[test]
fn quoted_fields_may_hold_commas_quotes_and_line_breaks() {
    let read = rows("a,b\r\n\"x,\"\"y\"\"\nz\",2\r\n3,4\r\n".as_bytes());
    assert_eq!(read[0], Ok((2, fields(["x,\"y\"\nz", "2"]))));
    assert_eq!(read[1], Ok((4, fields(["3", "4"]))));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let table = Table::begin("\u{feff}a,b\n1,2\n".as_bytes()).unwrap();
    assert_eq!(table.columns(), ["a", "b"]);
}

#[test]
fn a_faulty_row_is_named_and_the_next_is_still_read() {
    let read = rows(b"a,b\n1\n\xd6\xd0,2\n5,6\n");
    assert_eq!(read[0], Err((2, RowFault::WrongWidth { found: 1, expected: 2 })));
    assert_eq!(read[1], Err((3, RowFault::NotUtf8)));
    assert_eq!(read[2], Ok((4, fields(["5", "6"]))));
}

#[test]
fn an_empty_file_a_foreign_encoding_and_a_repeated_column_are_refused() {
    assert!(matches!(Table::begin(&b""[..]), Err(TableError::Empty)));
    assert!(matches!(Table::begin(&b"\xc8\xd5\xc6\xda,b\n"[..]), Err(TableError::NotUtf8)));
    assert!(matches!(Table::begin(&b"a,a\n"[..]), Err(TableError::RepeatedColumn(_))));
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let table = Table::begin(&b"b\n"[..]).unwrap();
    let error = table.locate(["a", "b", "c"]).unwrap_err().to_string();
    assert!(error.contains("a、c"), "{error}");
}

/// A quote that is never closed, as long as anybody likes.
struct Endless {
    begun: bool,
    given: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.begun {
            self.begun = true;
            buffer[..5].copy_from_slice(b"a,b\n\"");
            return Ok(5);
        }
        buffer.fill(b'x');
        self.given += buffer.len() as u64;
        Ok(buffer.len())
    }
}

#[test]
fn a_quote_that_never_closes_stops_after_a_few_megabytes() {
    let mut endless = Endless { begun: false, given: 0 };
    let mut table = Table::begin(&mut endless).unwrap();
    let error = table.next_row().unwrap_err();
    assert!(matches!(error, TableError::RowTooLong { line: 2 }), "{error}");
    drop(table);
    assert!(endless.given < 16 << 20, "read {} bytes", endless.given);
}
