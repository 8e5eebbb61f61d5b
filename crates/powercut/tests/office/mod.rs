//! A small register kept with plain SQLite, and what may be found of it after the power failed.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, unreachable_pub)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use xiaoneng_powercut::{Control, PowerCut, Survivors};

/// How the register is kept.
#[derive(Copy, Clone, Debug)]
pub struct Keeping {
    pub journal_mode: &'static str,
    pub synchronous: &'static str,
}

pub const DURABLE: Keeping = Keeping { journal_mode: "WAL", synchronous: "FULL" };

/// What was found on an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// All that was acknowledged, and nothing by halves.
    Sound,
    /// Fewer matters than were acknowledged, each of them whole.
    Lost { acknowledged: u32, found: u32 },
    /// Something by halves, or a damaged file.
    Broken(String),
}

/// A folder of its own under a power of its own.
pub struct Office {
    pub power: Arc<Control>,
    pub room: TempDir,
    pub keeping: Keeping,
    pub acknowledged: u32,
    images: AtomicU64,
}

/// Nothing here needs a real disk: in memory, where there is such a folder, it is faster.
fn room() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

static OFFICES: AtomicU64 = AtomicU64::new(0);

impl Office {
    pub fn new(keeping: Keeping) -> Self {
        let room = room();
        fs::create_dir(room.path().join("office")).unwrap();
        Self::of(keeping, room)
    }

    /// Opens again, under a new power, with what survived of another office.
    pub fn after(before: &Self, survivors: Survivors) -> Self {
        let room = room();
        before.power.image(survivors).write_to(&room.path().join("office")).unwrap();
        let acknowledged = count(&room.path().join("office/register.db")).unwrap();
        Self { acknowledged, ..Self::of(before.keeping, room) }
    }

    fn of(keeping: Keeping, room: TempDir) -> Self {
        let number = OFFICES.fetch_add(1, Ordering::SeqCst);
        let power = PowerCut::register(&format!("office {number}")).unwrap();
        Self { power, room, keeping, acknowledged: 0, images: AtomicU64::new(0) }
    }

    pub fn file(&self) -> PathBuf {
        self.room.path().join("office/register.db")
    }

    pub fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags_and_vfs(
            self.file(),
            OpenFlags::default(),
            self.power.name(),
        )?;
        let Keeping { journal_mode, synchronous } = self.keeping;
        // The cache is so small that a transaction spills into the log before it is committed.
        connection.execute_batch(&format!(
            "PRAGMA synchronous = {synchronous}; PRAGMA journal_mode = {journal_mode};
             PRAGMA wal_autocheckpoint = 24; PRAGMA cache_size = 8;"
        ))?;
        Ok(connection)
    }

    /// Files so many matters, one transaction each, until something fails.
    pub fn work(&mut self, matters: u32) -> rusqlite::Result<()> {
        let mut connection = self.begin()?;
        for _ in 0..matters {
            self.file_one(&mut connection)?;
        }
        connection.close().map_err(|(_, error)| error)
    }

    /// Opens the register, and lays it out if it is new.
    pub fn begin(&self) -> rusqlite::Result<Connection> {
        let connection = self.connect()?;
        connection.execute_batch(
            "BEGIN;
             CREATE TABLE IF NOT EXISTS matter (id INTEGER PRIMARY KEY, title TEXT) STRICT;
             CREATE TABLE IF NOT EXISTS event (matter INTEGER, step INTEGER, body TEXT,
                 PRIMARY KEY (matter, step)) STRICT, WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS tally (matters INTEGER) STRICT;
             INSERT INTO tally SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM tally);
             COMMIT;",
        )?;
        Ok(connection)
    }

    /// Files the next matter with its events, and counts it once it is acknowledged.
    pub fn file_one(&mut self, connection: &mut Connection) -> rusqlite::Result<()> {
        let matter = self.acknowledged + 1;
        let transaction = connection.transaction()?;
        transaction.execute("INSERT INTO matter VALUES (?1, ?2)", (matter, title(matter)))?;
        for step in 0..steps(matter) {
            let row = (matter, step, body(matter, step));
            transaction.execute("INSERT INTO event VALUES (?1, ?2, ?3)", row)?;
        }
        transaction.execute("UPDATE tally SET matters = ?1", [matter])?;
        transaction.commit()?;
        self.acknowledged = matter;
        Ok(())
    }

    /// What is found when the power comes back.
    pub fn look(&self, survivors: Survivors) -> Found {
        let number = self.images.fetch_add(1, Ordering::SeqCst);
        let folder = self.room.path().join(format!("after {number}"));
        self.power.image(survivors).write_to(&folder).unwrap();
        let found = match count(&folder.join("register.db")) {
            Err(reason) => Found::Broken(reason),
            Ok(found) if found < self.acknowledged => {
                Found::Lost { acknowledged: self.acknowledged, found }
            }
            Ok(found) if found > self.acknowledged + 1 => {
                Found::Broken(format!("{found} matters, never filed so many"))
            }
            Ok(_) => Found::Sound,
        };
        fs::remove_dir_all(folder).unwrap();
        found
    }
}

fn title(matter: u32) -> String {
    format!("第{matter}件：路灯不亮")
}

/// Every fifth matter is long.
fn steps(matter: u32) -> u32 {
    if matter.is_multiple_of(5) { 60 } else { 1 + matter % 3 }
}

fn body(matter: u32, step: u32) -> String {
    format!("{matter}.{step} ").repeat(60 + (matter % 7) as usize * 20)
}

/// How many matters there are, if all is whole.
fn count(file: &Path) -> Result<u32, String> {
    count_in(file).map_err(|error| error.to_string())?
}

fn count_in(file: &Path) -> rusqlite::Result<Result<u32, String>> {
    // Made if it is not there: then nothing was filed.
    let connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA synchronous = OFF")?;
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(Err(verdict));
    }
    let tables: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'",
        [],
        |row| row.get(0),
    )?;
    match tables {
        0 => return Ok(Ok(0)),
        3 => {}
        other => return Ok(Err(format!("{other} tables of 3"))),
    }
    let tally: u32 = connection.query_row("SELECT matters FROM tally", [], |row| row.get(0))?;
    let mut events = connection.prepare("SELECT matter, step, body FROM event ORDER BY 1, 2")?;
    let found: Vec<(u32, u32, String)> = events
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let expected: Vec<(u32, u32, String)> = (1..=tally)
        .flat_map(|matter| (0..steps(matter)).map(move |step| (matter, step, body(matter, step))))
        .collect();
    if found != expected {
        return Ok(Err(format!("{} events for {tally} matters", found.len())));
    }
    let mut matters = connection.prepare("SELECT id, title FROM matter ORDER BY id")?;
    let found: Vec<(u32, String)> = matters
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let expected: Vec<(u32, String)> = (1..=tally).map(|matter| (matter, title(matter))).collect();
    if found != expected {
        return Ok(Err(format!("{} matters, but {tally} counted", found.len())));
    }
    Ok(Ok(tally))
}
