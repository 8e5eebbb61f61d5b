//! `--database` in place of `--data`: the same commands over a PostgreSQL server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Folder, Ran, messages_csv, run};
use serde_json::json;

#[test]
fn a_server_that_does_not_answer_is_code_3_and_its_password_is_not_shown() {
    let folder = Folder::new();
    let (file, home) = (folder.write("messages.csv", messages_csv(1..=2)), folder.at("home"));
    for url in ["postgres://clerk:geheim@127.0.0.1:1/bureau", "mysql://clerk:geheim@h/d", "geheim"]
    {
        let place = ["--database", url, "--home", &home];
        let ran = run(&[&["import", "replies", &file][..], &place].concat()).ends(3);
        assert!(!ran.err.contains("geheim"), "{url}: {}", ran.err);
        assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{url}: {}", ran.err);
    }
}

#[test]
fn every_command_of_a_folder_works_on_a_server_too() {
    let Some(database) = Database::make() else { return };
    let folder = Folder::new();
    let home = folder.at("home");
    let on = |arguments: &[&str]| -> Ran {
        run(&[arguments, &["--database", &database.url, "--home", &home]].concat())
    };
    let ran = on(&["report", "timeliness"]).ends(3);
    assert!(ran.err.contains("没有数据"), "{}", ran.err);

    let file = folder.write("messages.csv", messages_csv(1..=12));
    assert_eq!(on(&["import", "replies", &file, "--json"]).ends(0).json()["imported"], 12);
    assert_eq!(on(&["import", "replies", &file, "--json"]).ends(0).json()["unchanged"], 12);
    let on_server = on(&["report", "timeliness", "--json"]).ends(0).json();
    let data = folder.at("data");
    run(&["import", "replies", &file, "--data", &data]).ends(0);
    let in_folder = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(on_server, in_folder);
    assert_eq!(on(&["ledger", "rebuild", "--json"]).ends(0).json()["differing"], 0);
    let told = on(&["ledger", "verify", "--json"]).ends(0).json();
    assert_eq!((&told["events"], &told["unsealed"]), (&json!(13), &json!(0)));
    let proof = on(&["ledger", "proof", "2019-01020001"]).ends(0);
    let (proof, key) = (folder.write("proof.json", proof.out), format!("{home}/keys/seal.pub"));
    run(&["ledger", "check-proof", &proof, "--public-key", &key]).ends(0);

    let nobody = on(&["admin", "reset-password", "nobody"]).ends(2);
    assert_eq!(nobody.err.trim(), "没有这个账号");

    database.run(
        "DROP TRIGGER event_is_never_changed ON event;
         UPDATE event SET body = replace(body, 'history', 'histary')
         WHERE stream = 'matter/2019-01030001'",
    );
    let told = on(&["ledger", "verify", "--json"]).ends(1).json();
    assert_eq!(told["problems"][0]["stream"], "matter/2019-01030001", "{told}");
}

/// A database of the test's own on the server named in the environment, gone with it.
struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    fn make() -> Option<Self> {
        let Ok(server) = std::env::var("XIAONENG_TEST_POSTGRES") else {
            println!("not run: needs XIAONENG_TEST_POSTGRES");
            return None;
        };
        let name = format!("xiaoneng_cli_{}", std::process::id());
        execute(&server, &format!("CREATE DATABASE {name}"));
        let (address, query) = server.split_once('?').map_or((&*server, ""), |(a, q)| (a, q));
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let base = match rest.rsplit_once('/') {
            Some((_, database)) => &address[..address.len() - database.len() - 1],
            None => address,
        };
        let url = match query {
            "" => format!("{base}/{name}"),
            query => format!("{base}/{name}?{query}"),
        };
        Some(Self { server, name, url })
    }

    fn run(&self, statements: &str) {
        execute(&self.url, statements);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        execute(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn execute(url: &str, statements: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        let wire = tokio::spawn(connection);
        client.batch_execute(statements).await.unwrap();
        drop(client);
        let _ = wire.await;
    });
}
