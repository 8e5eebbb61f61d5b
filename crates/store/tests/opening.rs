//! 打开: a folder in use, a database from the future, a changed past, a damaged file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, fill, matter, options};
use xiaoneng_store::{FaultKind, Location, Options, SqliteOptions, Store};

on_both! {
    opening_again_changes_nothing
    nodes_that_open_at_once_agree
    a_newer_database_is_refused
    a_changed_past_is_refused
    a_damaged_record_of_the_past_is_told
}

async fn opening_again_changes_nothing(home: &Home) {
    for count in 1..=3_u64 {
        let store = home.open().await;
        fill(&store, &matter(1), 1).await;
        assert_eq!(store.count_events().await.unwrap(), count);
        store.close().await.unwrap();
    }
}

async fn nodes_that_open_at_once_agree(home: &Home) {
    let location = home.location.clone();
    let nodes: Vec<_> = (0..3)
        .map(|_| {
            let location = location.clone();
            tokio::spawn(async move { Store::open(&location, options()).await })
        })
        .collect();
    let mut open = Vec::new();
    for node in nodes {
        match node.await.unwrap() {
            Ok(store) => open.push(store),
            Err(fault) => assert_eq!(fault.kind(), FaultKind::InUse, "{fault}"),
        }
    }
    let wanted = if home.is_postgres() { 3 } else { 1 };
    assert_eq!(open.len(), wanted);
    for store in open {
        store.close().await.unwrap();
    }
}

async fn a_newer_database_is_refused(home: &Home) {
    home.open().await.close().await.unwrap();
    let statement = "INSERT INTO refinery_schema_history \
        SELECT 99, 'later', applied_on, checksum FROM refinery_schema_history WHERE version = 1";
    home.tamper(statement).await;
    let fault = Store::open(&home.location, options()).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Foreign);
    assert!(fault.to_string().contains("由更新版本的效能通建立"), "{fault}");
}

async fn a_changed_past_is_refused(home: &Home) {
    home.open().await.close().await.unwrap();
    home.tamper("UPDATE refinery_schema_history SET checksum = '1' WHERE version = 2").await;
    let fault = Store::open(&home.location, options()).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Foreign);
    assert!(fault.to_string().contains("内容不同"), "{fault}");
}

async fn a_damaged_record_of_the_past_is_told(home: &Home) {
    home.open().await.close().await.unwrap();
    home.tamper("UPDATE refinery_schema_history SET checksum = 'x' WHERE version = 2").await;
    let fault = Store::open(&home.location, options()).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Damaged);
    assert!(fault.to_string().contains("库表升级记录第 2 号已损坏"), "{fault}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_folder_is_told() {
    let home = Home::folder().await.unwrap();
    let store = home.open().await;
    // The lock is the file's and not the process's, so a second opening here is as good.
    let fault = Store::open(&home.location, options()).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::InUse);
    assert!(fault.to_string().contains("正被另一个效能通进程使用"), "{fault}");
    fill(&store, &matter(1), 1).await;
    store.close().await.unwrap();
    drop(store);
    home.open().await.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_database_is_told() {
    let home = Home::folder().await.unwrap();
    let folder = home.path().unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("xiaoneng.db"), "这不是数据库".repeat(2000)).unwrap();
    let fault = Store::open(&home.location, options()).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Damaged, "{fault}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_layer_that_is_not_there_is_told() {
    let home = Home::folder().await.unwrap();
    let sqlite = SqliteOptions { vfs: Some("nobody".to_owned()), ..SqliteOptions::default() };
    let opening = Store::open(&home.location, Options { sqlite, ..options() }).await;
    assert!(opening.unwrap_err().to_string().contains("打开数据文件夹"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_there_is_told() {
    for (url, kind) in [
        ("postgres://nobody@127.0.0.1:1/none", FaultKind::Unreachable),
        ("postgres://[", FaultKind::Misuse),
    ] {
        let fault = Store::open(&Location::Url(url.to_owned()), options()).await.unwrap_err();
        assert_eq!(fault.kind(), kind, "{fault}");
    }
}
