//! What the tests of the store share: a database of one's own on either engine, and rows to fill
//! it with.

#![allow(dead_code, unreachable_pub)]

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use xiaoneng_domain::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_store::{Append, Head, Location, Options, Signer, Store};

/// A place for one test's data, gone with the test.
pub struct Home {
    pub location: Location,
    keeper: Keeper,
}

enum Keeper {
    Folder { _folder: tempfile::TempDir },
    Database { server: String, name: String },
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl Home {
    /// A folder for SQLite.
    pub async fn folder() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Folder(folder.path().join("data"));
        Some(Self { location, keeper: Keeper::Folder { _folder: folder } })
    }

    /// A database on the PostgreSQL server for tests; none where there is no server.
    pub async fn server() -> Option<Self> {
        let Ok(server) = std::env::var("XIAONENG_TEST_POSTGRES") else {
            eprintln!("未运行 PostgreSQL 一半：没有设 XIAONENG_TEST_POSTGRES");
            return None;
        };
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("xiaoneng_store_{}_{number}", std::process::id());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let location = Location::Url(with_database(&server, &name));
        Some(Self { location, keeper: Keeper::Database { server, name } })
    }

    /// Opens it.
    pub async fn open(&self) -> Store {
        Store::open(&self.location, Options::default()).await.unwrap()
    }

    /// The folder, where there is one.
    pub fn path(&self) -> Option<PathBuf> {
        match &self.location {
            Location::Folder(folder) => Some(folder.clone()),
            Location::Url(_) => None,
        }
    }

    /// Does to the database what no part of the store would, as somebody with the file can.
    pub async fn tamper(&self, statements: &str) {
        match &self.location {
            Location::Folder(folder) => {
                let file = rusqlite::Connection::open(folder.join("xiaoneng.db")).unwrap();
                file.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
                let guards = "DROP TRIGGER IF EXISTS event_is_never_changed;
                    DROP TRIGGER IF EXISTS event_is_never_deleted;";
                file.execute_batch(guards).unwrap();
                file.execute_batch(statements).unwrap();
            }
            Location::Url(url) => {
                let guards = "DROP TRIGGER IF EXISTS event_is_never_changed ON event;
                    DROP TRIGGER IF EXISTS event_is_never_deleted ON event;";
                run(url, guards).await;
                run(url, statements).await;
            }
        }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.location, Location::Url(_))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Keeper::Database { server, name } = &self.keeper {
            let (server, name) = (server.clone(), name.clone());
            let dropping = std::thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                runtime.block_on(run(&server, &statement));
            });
            let _ = dropping.join();
        }
    }
}

/// Runs statements on a server.
pub async fn run(url: &str, statements: &str) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let wire = tokio::spawn(connection);
    client.batch_execute(statements).await.unwrap();
    drop(client);
    let _ = wire.await;
}

fn with_database(server: &str, name: &str) -> String {
    let config = tokio_postgres::Config::from_str(server).unwrap();
    let (address, query) = server.split_once('?').map_or((server, None), |(a, q)| (a, Some(q)));
    let base = match config.get_dbname() {
        Some(known) => address.strip_suffix(known).unwrap_or(address).trim_end_matches('/'),
        None => address.trim_end_matches('/'),
    };
    query.map_or_else(|| format!("{base}/{name}"), |query| format!("{base}/{name}?{query}"))
}

/// Runs each test on both engines.
#[macro_export]
macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(home) = $crate::common::Home::folder().await {
                    super::$name(&home).await;
                }
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(home) = $crate::common::Home::server().await {
                    super::$name(&home).await;
                }
            })*
        }
    };
}

/// 2026-02-13T09:00 and so many seconds.
pub fn at(seconds: i64) -> Instant {
    let start: Instant = "2026-02-13T09:00".parse().unwrap();
    Instant::from_micros(start.micros() + seconds * 1_000_000)
}

pub fn matter(number: u32) -> StreamId {
    StreamId::Matter(format!("2026-0213{number:04}").into())
}

/// An event of a stream.
pub fn event(version: u32, recorded_at: Instant, body: &str) -> Recorded {
    Recorded {
        version,
        occurred_at: recorded_at,
        recorded_at,
        actor: Actor::Staff("p1".into()),
        kind: "noted/1".to_owned(),
        body: body.to_owned(),
    }
}

/// Appends so many events to a stream, one at a time.
pub async fn fill(store: &Store, stream: &StreamId, count: u32) -> Head {
    let mut head = store.read_stream(stream).await.unwrap().head;
    for _ in 0..count {
        let version = head.version() + 1;
        let body = format!(r#"{{"note":"第 {version} 条"}}"#);
        let event = event(version, at(i64::from(version)), &body);
        head = store.append(&Append::new(stream.clone(), head, vec![event])).await.unwrap();
    }
    head
}

pub fn signer() -> Signer {
    Signer::new("xiaoneng.test", &[7; 32]).unwrap()
}
