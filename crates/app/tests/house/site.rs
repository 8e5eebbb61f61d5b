//! A place for one test's data on either engine, gone with the test, and a world to open it in.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Access, App, OpenError, Place, World};
use xiaoneng_store::{Cipher, Location, MasterKey, Options, Store};

/// Where one test's data are.
pub(crate) struct Site {
    pub(crate) place: Place,
    folder: TempDir,
    database: Option<(String, String)>,
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl Site {
    /// A folder for SQLite.
    pub(crate) async fn folder() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Folder(folder.path().join("data"));
        Some(Self { place, folder, database: None })
    }

    /// A database on the PostgreSQL server for tests; none where there is no server.
    pub(crate) async fn server() -> Option<Self> {
        let Ok(server) = std::env::var("XIAONENG_TEST_POSTGRES") else {
            println!("not run: needs XIAONENG_TEST_POSTGRES");
            return None;
        };
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("xiaoneng_app_{}_{number}", std::process::id());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let folder = tempfile::tempdir().unwrap();
        let (url, home) = (with_database(&server, &name), folder.path().join("data"));
        let place = Place::Server { url, home };
        Some(Self { place, folder, database: Some((server, name)) })
    }

    /// The folder of keys, checkpoints and, with SQLite, of the data.
    pub(crate) fn home(&self) -> PathBuf {
        self.place.home().to_owned()
    }

    /// A path beside the data.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Every byte of the data, where they are a file; none on a server.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let Place::Folder(folder) = &self.place else { return None };
        let files = ["xiaoneng.db", "xiaoneng.db-wal"].map(|name| fs::read(folder.join(name)));
        Some(files.into_iter().flatten().flatten().collect())
    }

    /// Opens it in a world of a clock set by hand and of chance from a seed.
    pub(crate) async fn open(&self, clock: &Clock) -> App {
        self.try_to_open(clock).await.unwrap()
    }

    pub(crate) async fn try_to_open(&self, clock: &Clock) -> Result<App, OpenError> {
        let world = World { clock: clock.clone(), chance: Chance::from_seed(7) };
        App::open_in(&self.place, Access::Write, world).await
    }

    /// The data beneath the door; with a folder, the door must be closed.
    pub(crate) async fn store(&self) -> Store {
        let key = fs::read_to_string(self.home().join("keys/master.key")).unwrap();
        let key: [u8; 32] = hex::decode(key.trim()).unwrap().try_into().unwrap();
        let master_key = Some(MasterKey::new(&key, Cipher::default()));
        let location = match &self.place {
            Place::Folder(folder) => Location::Folder(folder.clone()),
            Place::Server { url, .. } => Location::Url(url.clone()),
        };
        Store::open(&location, Options { master_key, ..Options::default() }).await.unwrap()
    }

    /// Does to the database what nothing of ours would; with a folder, while nobody has it open.
    pub(crate) async fn tamper(&self, statements: &str) {
        match &self.place {
            Place::Folder(folder) => {
                let file = rusqlite::Connection::open(folder.join("xiaoneng.db")).unwrap();
                let guards = "DROP TRIGGER IF EXISTS event_is_never_changed;
                    DROP TRIGGER IF EXISTS event_is_never_deleted;";
                file.execute_batch(guards).unwrap();
                file.execute_batch(statements).unwrap();
            }
            Place::Server { url, .. } => {
                let guards = "DROP TRIGGER IF EXISTS event_is_never_changed ON event;
                    DROP TRIGGER IF EXISTS event_is_never_deleted ON event;";
                run(url, guards).await;
                run(url, statements).await;
            }
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some((server, name)) = self.database.take() {
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

async fn run(url: &str, statements: &str) {
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

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// `2026-06-01T09:00` as an instant.
pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Runs each test on both engines.
macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(site) = crate::site::Site::folder().await {
                    super::$name(&site).await;
                }
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(site) = crate::site::Site::server().await {
                    super::$name(&site).await;
                }
            })*
        }
    };
}
pub(crate) use on_both;
