//! Input as large as anybody likes, as a generated stream: it passes through in little memory.
//!
//! `XIAONENG_TEST_LARGE_MEGABYTES` makes the streams larger than those of every day: 1024 stands for
//! a gigabyte of due dates, and for as much more of the others in proportion.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::process::ChildStdin;
use std::thread::{self, JoinHandle};

use common::{COLUMNS, Folder, begin};

const VARIABLE: &str = "XIAONENG_TEST_LARGE_MEGABYTES";

/// No run may hold more than this, in KiB; the program's own pages are counted in.
const MOST_KIB: u64 = 48 << 10;

/// The megabytes of due dates of every day.
const USUALLY: u64 = 32;

/// So many megabytes, made more in proportion.
fn megabytes(usually: u64) -> u64 {
    let wanted = std::env::var(VARIABLE).ok().and_then(|text| text.parse().ok());
    usually * wanted.unwrap_or(USUALLY) / USUALLY
}

/// What came of a stream.
struct Passed {
    code: i32,
    out: String,
    err: String,
    lines: u64,
    most_kib: u64,
}

/// Writes the head and then rows until so many megabytes are written; gives how many rows.
fn feed(stdin: ChildStdin, head: &str, row: &str, megabytes: u64) -> (ChildStdin, u64) {
    let mut stdin = BufWriter::new(stdin);
    stdin.write_all(head.as_bytes()).unwrap();
    let rows = (megabytes << 20) / row.len() as u64;
    for _ in 0..rows {
        stdin.write_all(row.as_bytes()).unwrap();
    }
    (stdin.into_inner().unwrap(), rows)
}

/// Passes a stream through a command that lives until its input ends, so that its memory can be
/// asked for when all but the last pipe's fill was read.
fn pass(arguments: &[&str], head: &str, row: &str, megabytes: u64) -> (Passed, u64) {
    let mut child = begin(arguments);
    let stdin = child.stdin.take().unwrap();
    let out = follow(BufReader::new(child.stdout.take().unwrap()));
    let err = follow(BufReader::new(child.stderr.take().unwrap()));
    let (stdin, rows) = feed(stdin, head, row, megabytes);
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(stdin);
    let (last, lines) = out.join().unwrap();
    let (err, _) = err.join().unwrap();
    let code = child.wait().unwrap().code().unwrap_or(-1);
    let most_kib = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok())
        .unwrap_or(0);
    println!("{arguments:?}: {megabytes} MB, {rows} rows, at most {most_kib} KiB held");
    (Passed { code, out: last, err, lines, most_kib }, rows)
}

/// Reads to the end; gives the last thousand characters or so, and how many lines there were.
fn follow(mut reader: impl BufRead + Send + 'static) -> JoinHandle<(String, u64)> {
    thread::spawn(move || {
        let (mut last, mut lines, mut line) = (String::new(), 0, Vec::new());
        while reader.read_until(b'\n', &mut line).unwrap() > 0 {
            lines += 1;
            if last.len() > 1_000 {
                last.clear();
            }
            last.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        (last, lines)
    })
}

#[test]
fn due_dates_of_a_stream_without_end() {
    let row = format!("2026-09-18,5,\"{}\"\n", "备注，".repeat(30));
    let head = "start_date,working_days,note\n";
    let (passed, rows) = pass(&["due"], head, &row, megabytes(USUALLY));
    assert_eq!((passed.code, passed.lines), (0, rows + 1), "{}", passed.err);
    assert!(passed.out.ends_with(",2026-09-24,0\n"), "{}", passed.out);
    assert!((1..MOST_KIB).contains(&passed.most_kib), "{} KiB", passed.most_kib);
}

#[test]
fn a_stream_of_nothing_but_faulty_rows() {
    let (passed, rows) = pass(&["due"], "start_date,working_days\n", "x,\n", megabytes(4));
    assert_eq!((passed.code, passed.lines), (1, rows + 1));
    assert!(passed.err.contains(&format!("{rows} 行没有算")), "{}", passed.err);
    assert!((1..MOST_KIB).contains(&passed.most_kib), "{} KiB", passed.most_kib);
}

#[test]
fn an_import_of_nothing_but_faulty_rows() {
    let folder = Folder::new();
    let data = folder.at("data");
    let arguments = ["import", "replies", "/dev/stdin", "--data", &data, "--dry-run"];
    let (passed, rows) = pass(&arguments, COLUMNS, ",2020-02-30,,,,\r\n", megabytes(8));
    assert_eq!(passed.code, 1, "{}", passed.err);
    assert!(passed.out.contains(&format!("共 {rows} 行：")), "{}", passed.out);
    assert!(passed.out.contains(&format!("未导入 {rows} 行")), "{}", passed.out);
    assert!((1..MOST_KIB).contains(&passed.most_kib), "{} KiB", passed.most_kib);
}

#[test]
fn a_quote_that_is_never_closed_stops_after_a_few_megabytes() {
    let mut child = begin(&["due"]);
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        let mut written = stdin.write_all(b"start_date,working_days\n2026-09-18,5\n\"");
        let mut megabytes = 0;
        while written.is_ok() && megabytes < 1_024 {
            written = stdin.write_all(&[b'x'; 1 << 20]);
            megabytes += 1;
        }
        megabytes
    });
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("第 3 行") && err.contains("引号没有配对"), "{err}");
    let megabytes = writer.join().unwrap();
    assert!(megabytes < 16, "{megabytes} MB were read before it stopped");
}
