//! `xiaoneng serve`: the doors open, answer, and close in order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use common::{Folder, run};

struct Server {
    child: Child,
    address: String,
    lines: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn begin(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xiaoneng"))
            .args(arguments)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).unwrap() > 0, "it ended before it opened");
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim_end().trim_end_matches('/').to_owned();
            }
        };
        Self { child, address, lines }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn end(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success(), "{rest}");
        rest
    }
}

#[test]
fn the_doors_open_answer_and_close_in_order() {
    let folder = Folder::new();
    let data = folder.at("data");
    let server = Server::begin(&["serve", "--data", &data]);
    assert!(server.get("/healthz").ends_with("ok"));
    assert!(server.get("/nowhere").starts_with("HTTP/1.1 404"));
    let rest = server.end();
    assert!(rest.contains("已停"), "{rest}");
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(verified["unsealed"], 0, "what happened is sealed at the end");
}

#[test]
fn a_demo_that_stands_already_is_opened_again() {
    let folder = Folder::new();
    let data = folder.at("demo");
    run(&["demo", "--data", &data, "--matters", "2", "--only-make"]).ends(0);
    let again = Server::begin(&["demo", "--data", &data]);
    assert!(again.get("/").contains("青禾县教育体育局"));
    again.end();
}

#[test]
fn a_port_that_is_taken_is_said_to_be() {
    let folder = Folder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = run(&["serve", "--data", &folder.at("data"), "--listen", &address]).ends(3);
    assert!(ran.err.contains(&address) && ran.err.contains("--listen"), "{}", ran.err);
}
