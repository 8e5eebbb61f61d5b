//! Connections that only read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Access, SqliteOptions, bind, connect, gone, rows};
use crate::fault::{Fault, FaultKind, sqlite as fault};
use crate::sql::{Query, Row};

const PAGES_A_STEP: i32 = 1024;

#[derive(Debug)]
pub(super) struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    free: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn open(file: &Path, options: &SqliteOptions) -> Result<Self, Fault> {
        let count = options.readers.max(1);
        let connections: Result<Vec<_>, _> =
            (0..count).map(|_| connect(file, options, Access::Read)).collect();
        Ok(Self { idle: Arc::new(Mutex::new(connections?)), free: Arc::new(Semaphore::new(count)) })
    }

    /// A connection, as soon as one is free.
    pub(super) async fn take(&self) -> Result<Reader, Fault> {
        let permit = Arc::clone(&self.free).acquire_owned().await.map_err(|_| gone())?;
        let connection = lock(&self.idle).pop();
        if connection.is_none() {
            return Err(gone());
        }
        Ok(Reader { connection, home: Arc::clone(&self.idle), _permit: permit })
    }

    /// The copy of a folder that nobody of this process has open.
    pub(super) fn copy_into(&self, target: &Path) -> Result<(), Fault> {
        let connection = lock(&self.idle).pop().ok_or_else(gone)?;
        back_up(&connection, target)
    }

    pub(super) fn close(&self) {
        self.free.close();
        lock(&self.idle).clear();
    }
}

fn lock(idle: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A connection on loan; it goes home when dropped.
#[derive(Debug)]
pub(super) struct Reader {
    connection: Option<Connection>,
    home: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

impl Reader {
    fn connection(&self) -> Result<&Connection, Fault> {
        self.connection.as_ref().ok_or_else(gone)
    }

    /// The rows of all readings, of one moment.
    pub(super) fn read(&self, queries: &[Query]) -> Result<Vec<Vec<Row>>, Fault> {
        let connection = self.connection()?;
        if let [query] = queries {
            let read = |query: &Query| {
                let mut statement = connection.prepare_cached(query.sql.sqlite)?;
                bind(&mut statement, &query.params)?;
                rows(&mut statement)
            };
            let found = read(query).map_err(|error| fault(error).during(query.sql.name))?;
            return Ok(vec![found]);
        }
        connection.execute_batch("BEGIN").map_err(fault)?;
        let found = read_in_turn(connection, queries);
        connection.execute_batch("COMMIT").map_err(fault)?;
        found
    }

    pub(super) fn back_up(&self, target: &Path) -> Result<(), Fault> {
        back_up(self.connection()?, target)
    }

    pub(super) fn examine(&self) -> Result<Vec<String>, Fault> {
        let connection = self.connection()?;
        let mut statement = connection.prepare("PRAGMA integrity_check").map_err(fault)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).map_err(fault)?;
        let mut found = Vec::new();
        for line in lines {
            let line = line.map_err(fault)?;
            if line != "ok" {
                found.push(line);
            }
        }
        Ok(found)
    }
}

/// The rows of readings, one after the other; a statement that is read with again and again is
/// looked up once.
fn read_in_turn(connection: &Connection, queries: &[Query]) -> Result<Vec<Vec<Row>>, Fault> {
    let mut all = Vec::with_capacity(queries.len());
    for alike in queries.chunk_by(|one, next| std::ptr::eq(one.sql, next.sql)) {
        let Some(first) = alike.first() else { continue };
        let during = |error| fault(error).during(first.sql.name);
        let mut statement = connection.prepare_cached(first.sql.sqlite).map_err(during)?;
        for query in alike {
            bind(&mut statement, &query.params).map_err(during)?;
            all.push(rows(&mut statement).map_err(during)?);
        }
    }
    Ok(all)
}

fn back_up(connection: &Connection, target: &Path) -> Result<(), Fault> {
    if target.exists() {
        let found = format!("{} 已存在，不覆盖", target.display());
        return Err(Fault::new(FaultKind::Misuse, found));
    }
    let mut copy = Connection::open(target).map_err(fault)?;
    let backup = Backup::new(connection, &mut copy).map_err(fault)?;
    backup.run_to_completion(PAGES_A_STEP, Duration::ZERO, None).map_err(fault)
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            if !connection.is_autocommit() {
                let _ = connection.execute_batch("ROLLBACK");
            }
            lock(&self.home).push(connection);
        }
    }
}
