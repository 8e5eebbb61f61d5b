//! Every statement, prepared on both engines: the same parameters, the same columns.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::str::FromStr as _;

use common::Home;
use xiaoneng_store::{Location, statements};

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_is_understood_alike() {
    let folder = Home::folder().await.unwrap();
    folder.open().await.close().await.unwrap();
    let file = folder.path().unwrap().join("xiaoneng.db");
    let sqlite = rusqlite::Connection::open(file).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for sql in statements() {
        assert!(names.insert(sql.name), "{} stands twice", sql.name);
        in_order(sql.name, sql.sqlite);
        in_order(sql.name, sql.postgres);
        sqlite.prepare(sql.sqlite).unwrap_or_else(|error| panic!("{}: {error}", sql.name));
    }
    let Some(server) = Home::server().await else { return };
    server.open().await.close().await.unwrap();
    let Location::Url(url) = &server.location else { panic!("a server has a URL") };
    let config = tokio_postgres::Config::from_str(url).unwrap();
    let (client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
    let wire = tokio::spawn(connection);
    for sql in statements() {
        let there = client.prepare(sql.postgres).await;
        let there = there.unwrap_or_else(|error| panic!("{}: {error:?}", sql.name));
        let here = sqlite.prepare(sql.sqlite).unwrap();
        assert_eq!(here.parameter_count(), there.params().len(), "{}", sql.name);
        assert_eq!(here.column_count(), there.columns().len(), "{}", sql.name);
    }
    drop(client);
    wire.await.unwrap().unwrap();
}

/// SQLite numbers `$n` by first appearance.
fn in_order(name: &str, text: &str) {
    let mut seen = 0;
    for part in text.split('$').skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let number: usize = digits.parse().unwrap();
        assert!(number <= seen + 1, "{name}: ${number} comes before ${}", seen + 1);
        seen = seen.max(number);
    }
}
