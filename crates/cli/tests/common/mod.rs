//! Runs the binary as a script would.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod citizen;
pub mod doors;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// What a run gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// What was written, read as JSON.
    pub fn json(&self) -> serde_json::Value {
        let parsed = serde_json::from_str(&self.out);
        parsed.unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }

    /// That it ended with this code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// The binary with arguments.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xiaoneng"));
    command.args(arguments).env_remove("XIAONENG_HOME");
    command
}

/// Runs to the end with nothing on standard input.
pub fn run(arguments: &[&str]) -> Ran {
    command(arguments).stdin(Stdio::null()).output().unwrap().into()
}

/// Begins to run, with all three ends in our hands.
pub fn begin(arguments: &[&str]) -> Child {
    command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs to the end with bytes on standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = begin(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // The program may stop reading before the end; that is its right.
    let _ = writer.join().unwrap();
    output.into()
}

/// A folder of one test's own, gone with the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path in it, as an argument.
    pub fn at(&self, name: &str) -> String {
        self.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path().join(name), content).unwrap();
        self.at(name)
    }

    /// Data with so many imported messages; gives the path.
    pub fn imported(&self, messages: u32) -> String {
        let (file, data) =
            (self.write("messages.csv", messages_csv(1..=messages)), self.at("data"));
        run(&["import", "replies", &file, "--data", &data]).ends(0);
        data
    }
}

/// The columns of messages with replies.
pub const COLUMNS: &str = "id,message_time,title,body,reply_time,reply_text\r\n";

/// Messages with those numbers, three of four answered, on days of 2019.
pub fn messages_csv(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut table = COLUMNS.to_owned();
    for number in numbers {
        let (month, day) = (1 + number / 28 % 12, 1 + number % 28);
        let reply = match number % 4 {
            0 => ",".to_owned(),
            _ => format!("2019-{month:02}-{day:02} 17:30:00,“已收悉，第 {number} 件办妥。”"),
        };
        table.push_str(&format!(
            "m{number},2019-{month:02}-{day:02} 08:15:00,第 {number} 件,\"校车，\n站点 {number}\",\
             {reply}\r\n"
        ));
    }
    table
}

/// A file of the real data, where it is there.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("XIAONENG_TEST_DATA").map(PathBuf::from);
    let file = folder.map(|folder| folder.join(name)).filter(|file| file.is_file());
    if file.is_none() {
        println!("not run: needs XIAONENG_TEST_DATA ({name})");
    }
    file
}
