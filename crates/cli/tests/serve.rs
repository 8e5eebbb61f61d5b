//! `xiaoneng serve`: the doors open, answer, and close in order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::doors::Doors;
use common::{Folder, run};

#[test]
fn the_doors_open_answer_and_close_in_order() {
    let folder = Folder::new();
    let data = folder.at("data");
    let server = Doors::open(&data);
    assert!(server.get("/healthz").ends_with("ok"));
    assert!(server.get("/nowhere").starts_with("HTTP/1.1 404"));
    let rest = server.close();
    assert!(rest.contains("已停"), "{rest}");
    let verified = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(verified["unsealed"], 0, "what happened is sealed at the end");
}

#[test]
fn a_demo_that_stands_already_is_opened_again() {
    let folder = Folder::new();
    let data = folder.at("demo");
    run(&["demo", "--data", &data, "--matters", "2", "--only-make"]).ends(0);
    let again = Doors::begin(&["demo", "--data", &data]);
    assert!(again.get("/").contains("青禾县教育体育局"));
    again.close();
}

#[test]
fn a_port_that_is_taken_is_said_to_be() {
    let folder = Folder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = run(&["serve", "--data", &folder.at("data"), "--listen", &address]).ends(3);
    assert!(ran.err.contains(&address) && ran.err.contains("--listen"), "{}", ran.err);
}
