//! What the tests of the store share: a database of one's own on either engine, and rows to fill
//! it with.

#![allow(dead_code, unreachable_pub)]

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use xiaoneng_domain::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views::{Change, RegisterRow, Row};
use xiaoneng_store::{Append, Cipher, Head, Location, MasterKey, Options, Signer, Store};

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
        Store::open(&self.location, options()).await.unwrap()
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

    /// The rows of a reading, each column as text.
    pub async fn look(&self, statement: &str) -> Vec<String> {
        match &self.location {
            Location::Folder(folder) => {
                let file = rusqlite::Connection::open(folder.join("xiaoneng.db")).unwrap();
                let mut statement = file.prepare(statement).unwrap();
                let rows = statement.query_map([], |row| row.get(0)).unwrap();
                rows.map(Result::unwrap).collect()
            }
            Location::Url(url) => {
                let (client, connection) =
                    tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
                tokio::spawn(connection);
                let rows = client.query(statement, &[]).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// A process of the server that stays, where there is one.
    pub async fn session(&self) -> Option<u32> {
        let Location::Url(url) = &self.location else { return None };
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let statement = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'";
        let row = client.query_one(statement, &[]).await.unwrap();
        u32::try_from(row.get::<_, i32>(0)).ok()
    }

    /// Changes one byte of a column of bytes.
    pub async fn flip(&self, table: &str, column: &str, row: &str, byte: usize) {
        let (front, middle, rest) = match self.is_postgres() {
            true => (
                format!("substring({column} FROM 1 FOR {byte})"),
                format!(
                    "set_byte(substring({column} FROM {} FOR 1), 0, \
                     255 - get_byte({column}, {byte}))",
                    byte + 1
                ),
                format!("substring({column} FROM {})", byte + 2),
            ),
            false => (
                format!("substr({column}, 1, {byte})"),
                format!(
                    "CASE substr({column}, {0}, 1) WHEN x'00' THEN x'01' ELSE x'00' END",
                    byte + 1
                ),
                format!("substr({column}, {})", byte + 2),
            ),
        };
        let bytes = match self.is_postgres() {
            true => format!("{front} || {middle} || {rest}"),
            false => format!("CAST({front} || {middle} || {rest} AS BLOB)"),
        };
        self.tamper(&format!("UPDATE {table} SET {column} = {bytes} WHERE {row}")).await;
    }

    /// Closes the store and removes all it holds, for the next case of the same test.
    pub async fn empty(&self, store: Store) {
        store.close().await.unwrap();
        drop(store);
        match &self.location {
            Location::Folder(folder) => std::fs::remove_dir_all(folder).unwrap(),
            Location::Url(url) => {
                run(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
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

/// With a master key, of chance by nobody.
pub fn options() -> Options {
    let master_key = Some(MasterKey::new(&[9; 32], Cipher::default()));
    Options { master_key, ..Options::default() }
}

pub fn signer() -> Signer {
    Signer::new("xiaoneng.test", &[7; 32]).unwrap()
}

/// A matter's row in the register, filled with whatever.
pub fn register_row(matter: &MatterNumber, petitioner: Option<&str>) -> Row {
    Row::Register(RegisterRow {
        matter: matter.clone(),
        matter_type: "grievance".into(),
        unit: "QH05".into(),
        first_unit: "QH01".into(),
        responsible: Some("p1".into()),
        petitioner: petitioner.map(Into::into),
        tag: "校服".into(),
        channel: "portal".to_owned(),
        state: "in_hand".to_owned(),
        filed_at: at(0),
        accepted_at: Some(at(60)),
        due_at: Some(at(86_400)),
        statutory_due_at: None,
        delivered_at: None,
        ended_at: None,
        is_imported: false,
        source_key: None,
        extensions: 1,
        suspended_minutes: 30,
        returns: 0,
        repeat_of: None,
        is_push_up: true,
        concerned: Some("QHS07".into()),
    })
}

/// Puts rows into the views with an event of the stream.
pub async fn put_rows(store: &Store, stream: &StreamId, rows: Vec<Row>) -> Head {
    let head = store.read_stream(stream).await.unwrap().head;
    let event = event(head.version() + 1, head.time_of_recording(at(1)), "{}");
    let changes = rows.into_iter().map(Change::Put).collect();
    let append = Append::new(stream.clone(), head, vec![event]).changes(changes);
    store.append(&append).await.unwrap()
}
